"""Self-contained HTML documents: one file, no network."""

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

_LOADER = PackageLoader("timetabler.views", "templates")
_TYPES = {".png": "image/png", ".svg": "image/svg+xml"}


def document(template: str, **content: Any) -> str:  # noqa: ANN401
    """Fill a template; the style is inside, and the policy lets nothing else in."""
    return filled(template, {"style": source("report.css")}, **content)


def filled(template: str, blocks: Mapping[str, str], **content: Any) -> str:  # noqa: ANN401
    """Fill a template with blocks of style or script, and the content of the page.

    Args:
        template: The name of its file.
        blocks: Taken as they are, each with its hash for the policy: ``style`` comes
            with ``style_hash``.
        content: Anything else; text is escaped.
    """
    hashes = {f"{name}_hash": _hash(block) for name, block in blocks.items()}
    safe = {name: Markup(block) for name, block in blocks.items()}
    return _environment().get_template(template).render(**safe, **hashes, **content)


def source(name: str) -> str:
    """The text of a file among the templates, as it is."""
    return _LOADER.get_source(_environment(), name)[0]


def data_address(suffix: str, content: bytes) -> str:
    """An address that holds a picture."""
    return f"data:{_TYPES[suffix]};base64,{b64encode(content).decode()}"


def _hash(block: str) -> str:
    return f"sha256-{b64encode(sha256(block.encode()).digest()).decode()}"


@cache
def _environment() -> Environment:
    return Environment(
        loader=_LOADER,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
