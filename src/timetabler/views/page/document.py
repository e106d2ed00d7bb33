"""Self-contained HTML documents: one file, no network, no script."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

_LOADER = PackageLoader("timetabler.views", "templates")
_TYPES = {".png": "image/png", ".svg": "image/svg+xml"}


def document(template: str, **content: Any) -> str:  # noqa: ANN401
    """Fill a template; the style is inside, and the policy lets nothing else in."""
    style = _LOADER.get_source(_environment(), "report.css")[0]
    digest = f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}"
    return (
        _environment()
        .get_template(template)
        .render(style=Markup(style), style_hash=digest, **content)
    )


def data_address(suffix: str, content: bytes) -> str:
    """An address that holds a picture."""
    return f"data:{_TYPES[suffix]};base64,{b64encode(content).decode()}"


@cache
def _environment() -> Environment:
    return Environment(
        loader=_LOADER,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
