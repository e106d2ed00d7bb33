"""Explanations in a terminal: what contradicts, and what would mend it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.text import Text

_HEAD, _DIM = Style(bold=True), Style(dim=True)
_MOST = 10


class Section(NamedTuple):
    """A part of an explanation: what it is, and its paragraphs with their items."""

    title: str
    paragraphs: Sequence[tuple[str, Sequence[str]]]
    note: str = ""


def explained(verdict: str, sections: Sequence[Section]) -> RenderableType:
    """Write an explanation: the verdict, then each section that says something."""
    return Group(Text(verdict, _HEAD), *_sections(sections))


def _sections(sections: Sequence[Section]) -> Iterator[RenderableType]:
    for section in sections:
        if not section.paragraphs:
            continue
        yield Text()
        yield Text(section.title, _HEAD)
        for text, items in section.paragraphs[:_MOST]:
            yield Padding(Text(text), (0, 0, 0, 2), expand=False)
            for item in items:
                yield Padding(Text(f"- {item}"), (0, 0, 0, 4), expand=False)
        hidden = len(section.paragraphs) - _MOST
        if hidden > 0:
            yield Padding(Text(f"and {hidden} more", _DIM), (0, 0, 0, 2), expand=False)
        if section.note:
            yield Padding(Text(section.note, _DIM), (0, 0, 0, 2), expand=False)
