"""The shape of schedule.json: which keys go where, and as what."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from timetabler.formats.rules import ACRONYM, GUID, is_address, is_date, moment
from timetabler.formats.schedule_json import ZONE

Test = Callable[[object], bool]
_SLUG = re.compile("[a-z0-9_-]+[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Shape:
    """The keys of an object, each with a test; those with ``!`` have to be there.

    An ``open`` object may have others.
    """

    keys: Mapping[str, "Test | Shape | list[Shape]"]
    open: bool = False


def _text(value: object) -> bool:
    return isinstance(value, str)


def _text_or_null(value: object) -> bool:
    return value is None or isinstance(value, str)


def _integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _count(value: object) -> bool:
    return isinstance(value, int) and value is not True and value > 0


def _capacity(value: object) -> bool:
    return value is None or _integer(value) or isinstance(value, float)


def _flag_or_null(value: object) -> bool:
    return value is None or isinstance(value, bool)


def _list(value: object) -> bool:
    return isinstance(value, list)


def _object(value: object) -> bool:
    return isinstance(value, dict)


def _when(test: Callable[[str], object]) -> Test:
    return lambda value: isinstance(value, str) and bool(test(value))


_guid = _when(GUID.fullmatch)
_address = _when(is_address)
_slug = _when(_SLUG.fullmatch)
_moment = _when(moment)
_any_date = _when(lambda text: is_date(text) or moment(text))

REFERENCE = Shape({"url!": _address, "title": _text, "type": _text})
PERSON = Shape(
    {
        "name": _text,
        "public_name": _text,
        "id": _integer,
        "guid": _guid,
        "code": _when(re.compile("[A-Z0-9]+").fullmatch),
        "url": _address,
        "avatar": _text_or_null,
        "biography": _text_or_null,
        "links": [REFERENCE],
    },
    open=True,
)
EVENT = Shape(
    {
        "guid!": _guid,
        "id!": _count,
        "code": _when(re.compile("[A-Z0-9]+").fullmatch),
        "logo": _text_or_null,
        "date!": _moment,
        "start!": _text,
        "end": _moment,
        "duration!": _text,
        "room!": _text,
        "slug!": _slug,
        "url!": _address,
        "title!": _text,
        "subtitle!": _text_or_null,
        "track!": _text_or_null,
        "type!": _text,
        "language!": _text_or_null,
        "abstract!": _text_or_null,
        "description": _text_or_null,
        "recording_license": _text,
        "do_not_record": _flag_or_null,
        "do_not_stream": _flag_or_null,
        "persons!": [PERSON],
        "links!": [REFERENCE],
        "attachments": [REFERENCE],
        "feedback_url": _address,
        "origin_url": _address,
    }
)
ROOM = Shape(
    {
        "name!": _text,
        "guid!": _guid,
        "slug": _slug,
        "type": _text,
        "stream_id": _text_or_null,
        "description": _text_or_null,
        "capacity": _capacity,
        "url": _address,
    }
)
TRACK = Shape(
    {
        "name!": _text,
        "slug": _slug,
        "color": _when(re.compile("#[0-9a-fA-F]{6}").fullmatch),
    }
)
DAY = Shape(
    {
        "index!": _integer,
        "date!": _when(is_date),
        "day_start!": _moment,
        "day_end!": _moment,
        "rooms!": _object,
    }
)
CONFERENCE = Shape(
    {
        "acronym!": _when(ACRONYM.fullmatch),
        "title!": _text,
        "description": _text,
        "start!": _any_date,
        "end!": _any_date,
        "daysCount!": _integer,
        "timeslot_duration!": _text,
        "time_zone_name": _when(ZONE.search),
        "logo": _address,
        "colors": _object,
        "keywords": _list,
        "url": _address,
        "rooms": [ROOM],
        "tracks": [TRACK],
        "days!": [DAY],
        "meta": _object,
    }
)
SCHEDULE = Shape(
    {
        "version!": _text,
        "base_url!": _address,
        "url": _address,
        "conference!": CONFERENCE,
    },
    open=True,
)
GENERATOR = Shape({"name": _text, "version": _text, "url": _address}, open=True)
DOCUMENT = Shape({"$schema": _text, "generator": GENERATOR, "schedule!": SCHEDULE})


def check_shape(value: object, shape: Shape, where: str) -> Iterator[str]:
    """Say where an object leaves its shape."""
    if not isinstance(value, dict):
        yield f"{where}: is no object"
        return
    known = {key.rstrip("!"): test for key, test in shape.keys.items()}
    for key in shape.keys:
        if key.endswith("!") and key[:-1] not in value:
            yield f"{where}: has no {key[:-1]}"
    for key, inner in value.items():
        at = f"{where}.{key}"
        if key not in known:
            if not shape.open:
                yield f"{at}: is no key that readers know"
        else:
            yield from check_value(inner, known[key], at)


def check_value(
    value: object, test: "Test | Shape | list[Shape]", where: str
) -> Iterator[str]:
    """Say where a value leaves its test, its shape or the shape of its items."""
    if isinstance(test, Shape):
        yield from check_shape(value, test, where)
    elif isinstance(test, list):
        if not isinstance(value, list):
            yield f"{where}: is no list"
            return
        for index, item in enumerate(value):
            yield from check_shape(item, test[0], f"{where}[{index}]")
    elif not test(value):
        yield f"{where}: can not be {value!r}"
