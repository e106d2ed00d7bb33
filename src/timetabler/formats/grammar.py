"""The grammar of schedule.xml: which elements and attributes go where, and as what."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from timetabler.formats.rules import GUID, is_address, is_date, moment

Test = Callable[[str], bool]


def _like(pattern: str) -> Test:
    compiled = re.compile(pattern)
    return lambda text: bool(compiled.fullmatch(text))


def _any(text: str) -> bool:
    del text
    return True


def _moment(text: str) -> bool:
    return moment(text) is not None


_colour = _like("#[0-9a-fA-F]{6}")
_guid: Test = lambda text: bool(GUID.fullmatch(text))  # noqa: E731
_length = _like("[0-9]{1,2}:[0-9]{2}(:[0-9]{1,2})?")
_integer = _like("[+-]?[0-9]+")
_positive = _like(r"\+?0*[1-9][0-9]*")


@dataclass(frozen=True)
class Kind:
    """What one kind of element may hold.

    Attributes:
        text: What its text has to be like; None if it has no text of its own.
        children: Its children: tag to kind.
        once: Children that may be there only once.
        needed: Children that have to be there.
        ordered: Whether children come in the order of ``children``.
        attributes: What its attributes have to be like.
        owed: Attributes that have to be there.
        open: Whether further attributes may be there.
    """

    text: Test | None = None
    children: Mapping[str, str] = field(default_factory=dict)
    once: frozenset[str] = frozenset()
    needed: frozenset[str] = frozenset()
    ordered: bool = False
    attributes: Mapping[str, Test] = field(default_factory=dict)
    owed: frozenset[str] = frozenset()
    open: bool = False


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TEXTS = "room title subtitle type abstract track language description"
_EVENT = {tag: "text" for tag in _TEXTS.split()} | {
    "date": "moment",
    "start": "start",
    "duration": "length",
    "slug": "slug",
    "logo": "logo",
    "persons": "persons",
    "recording": "recording",
    "links": "links",
    "attachments": "attachments",
    "url": "address",
    "feedback_url": "address",
    "origin_url": "address",
    "video_download_url": "address",
}
_LINK: dict[str, Test] = {"href": _any, "type": _any}

KINDS: Mapping[str, Kind] = {
    "text": Kind(_any),
    "moment": Kind(_moment),
    "day-or-moment": Kind(lambda text: is_date(text) or _moment(text)),
    "integer": Kind(_integer),
    "length": Kind(_length),
    "start": Kind(_like("[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?")),
    "acronym": Kind(_like("[a-z0-9_-]{4,}")),
    "slug": Kind(_like(r"[a-z0-9_]{4,}-[a-z0-9_-]{4,}")),
    "address": Kind(is_address),
    "logo": Kind(lambda text: not text.strip() or is_address(text)),
    "flag": Kind(_like("true|false|0|1")),
    "generator": Kind(attributes={"name": _any, "system": _any, "version": _any}),
    "colour": Kind(
        _any, attributes={"primary": _colour}, owed=_words("primary"), open=True
    ),
    "track": Kind(
        _any,
        attributes={"name": _any, "color": _colour, "slug": _like("[a-z][a-z0-9-]+")},
        owed=_words("name"),
    ),
    "conference": Kind(
        children={
            "title": "text",
            "acronym": "acronym",
            "start": "day-or-moment",
            "end": "day-or-moment",
            "days": "integer",
            "timeslot_duration": "length",
            "base_url": "address",
            "logo": "address",
            "url": "address",
            "time_zone_name": "text",
            "color": "colour",
            "track": "track",
        }
    ),
    "person": Kind(_any, attributes={"id": _integer, "guid": _guid}),
    "persons": Kind(children={"person": "person"}),
    "link": Kind(_any, attributes={**_LINK, "service": _any}),
    "links": Kind(children={"link": "link"}),
    "attachment": Kind(_any, attributes=_LINK),
    "attachments": Kind(children={"attachment": "attachment"}),
    "recording": Kind(
        children={
            "license": "text",
            "optout": "flag",
            "url": "address",
            "link": "address",
        },
        once=_words("license optout url link"),
        needed=_words("license optout"),
    ),
    "event": Kind(
        children=_EVENT,
        once=frozenset(_EVENT),
        needed=_words("room title type date start duration abstract track"),
        attributes={"guid": _guid, "id": _positive, "code": _like("[0-9A-Z]{6}")},
        owed=_words("guid id"),
    ),
    "room": Kind(
        children={"event": "event"},
        attributes={"name": _any, "guid": _guid},
        owed=_words("name"),
    ),
    "day": Kind(
        children={"room": "room"},
        attributes={
            "index": _positive,
            "date": is_date,
            "start": _moment,
            "end": _moment,
        },
        owed=_words("index start end"),
    ),
    "schedule": Kind(
        children={
            "generator": "generator",
            "url": "address",
            "version": "text",
            "conference": "conference",
            "day": "day",
        },
        once=_words("generator url version conference"),
        needed=_words("version conference day"),
        ordered=True,
    ),
}


def check_element(root: ET.Element) -> Iterator[str]:
    """Say where a document leaves the grammar."""
    if root.tag == "schedule":
        yield from _element(root, KINDS["schedule"], "schedule")
    else:
        yield f"is a <{root.tag}>, not a <schedule>"


def _element(element: ET.Element, kind: Kind, where: str) -> Iterator[str]:
    yield from _attributes(element, kind, where)
    yield from _text(element, kind, where)
    yield from _children(element, kind, where)
    for child in element:
        if child.tag in kind.children:
            at = f"{where}, {child.tag} {child.get('id', '')}".rstrip()
            yield from _element(child, KINDS[kind.children[child.tag]], at)


def _attributes(element: ET.Element, kind: Kind, where: str) -> Iterator[str]:
    for name in sorted(kind.owed.difference(element.keys())):
        yield f"{where}: has no {name}"
    for name, value in element.items():
        if name in kind.attributes:
            if not kind.attributes[name](value):
                yield f"{where}: {name} can not be {value!r}"
        elif not kind.open:
            yield f"{where}: has a {name} that readers do not know"


def _text(element: ET.Element, kind: Kind, where: str) -> Iterator[str]:
    text = element.text or ""
    if kind.text is not None:
        if not kind.text(text):
            yield f"{where}: can not be {text!r}"
        return
    around = [text, *(child.tail or "" for child in element)]
    if any(piece.strip() for piece in around):
        yield f"{where}: has text beside its elements"


def _children(element: ET.Element, kind: Kind, where: str) -> Iterator[str]:
    tags = [child.tag for child in element]
    counts = Counter(tags)
    for tag in sorted(kind.needed.difference(counts)):
        yield f"{where}: has no <{tag}>"
    for tag, count in counts.items():
        if tag not in kind.children:
            yield f"{where}: has a <{tag}> that readers do not know"
        elif count > 1 and tag in kind.once:
            yield f"{where}: has {count} <{tag}>"
    order = [list(kind.children).index(tag) for tag in tags if tag in kind.children]
    if kind.ordered and order != sorted(order):
        yield f"{where}: has its elements in another order"
