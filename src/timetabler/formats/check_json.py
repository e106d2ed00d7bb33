"""The structural check of schedule.json: its shape, and what its readers need."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from timetabler.formats.rules import LENGTH, Told, ToldDay, check_days, moment, repeated
from timetabler.formats.shapes import DOCUMENT, EVENT, check_shape, check_value


def check_json(data: bytes) -> list[str]:
    """Say what is wrong with a schedule.json; nothing is looked up anywhere."""
    try:
        document = json.loads(data.decode("utf-8"), object_pairs_hook=_no_doubles)
    except UnicodeDecodeError:
        return ["is not UTF-8"]
    except (ValueError, RecursionError) as error:
        return [f"is no JSON: {error}"]
    findings = list(check_shape(document, DOCUMENT, "document"))
    # What is not shaped like a schedule can not be read any further.
    return findings or list(_deeper(document["schedule"]["conference"]))


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        doubles = next(repeated("the key", [key for key, _ in pairs]))
        raise ValueError(doubles)
    return found


def _deeper(conference: dict[str, Any]) -> Iterator[str]:
    days = conference["days"]
    if conference["daysCount"] != len(days):
        yield f"conference.daysCount: is {conference['daysCount']}, not {len(days)}"
    for index, day in enumerate(days):
        for name, events in day["rooms"].items():
            where = f"days[{index}].rooms[{name!r}]"
            found = list(check_value(events, [EVENT], where))
            if found:
                yield from found
                return
    told = [_day(day) for day in days]
    yield from check_days(told, conference.get("time_zone_name", ""))
    events = [e for d in days for room in d["rooms"].values() for e in room]
    yield from repeated("slug", [event["slug"] for event in events])
    for event in events:
        yield from _ends(event)
        yield from _people(event)


def _ends(event: dict[str, Any]) -> Iterator[str]:
    start, end = moment(event["date"]), moment(event.get("end", ""))
    length = LENGTH.fullmatch(event["duration"])
    if start and end and length:
        hours, minutes = map(int, length[0].split(":"))
        if end - start != timedelta(hours=hours, minutes=minutes):
            yield f"event {event['id']}: does not end when its duration says"


def _people(event: dict[str, Any]) -> Iterator[str]:
    """Hold each person to one of two shapes: a name, or a public name with an id."""
    for person in event["persons"]:
        named, public = "name" in person, {"public_name", "id"} <= person.keys()
        if named == public:
            yield f"event {event['id']}: has a person with no name, or with two"
        elif not (person.get("name") or person.get("public_name", "")).strip():
            yield f"event {event['id']}: has a person whose name is blank"


def _day(day: dict[str, Any]) -> ToldDay:
    return ToldDay(
        where=f"day {day['index']}",
        index=str(day["index"]),
        date=day["date"],
        start=day["day_start"],
        end=day["day_end"],
        rooms=tuple(day["rooms"]),
        events=tuple(
            Told(
                where=f"event {event['id']}",
                guid=event["guid"],
                number=str(event["id"]),
                title=event["title"],
                date=event["date"],
                start=event["start"],
                duration=event["duration"],
                room=event["room"],
                held_in=name,
            )
            for name, events in day["rooms"].items()
            for event in events
        ),
    )
