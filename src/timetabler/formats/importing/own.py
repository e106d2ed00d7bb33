"""Take back the ids that this program has written beside the names of things."""

from collections.abc import Callable
from typing import TypeVar

from timetabler.formats.importing.programme import RoomFacts, SpeakerFacts, TrackFacts

Thing = RoomFacts | TrackFacts | SpeakerFacts
T = TypeVar("T", RoomFacts, TrackFacts, SpeakerFacts)


def known_as(things: dict[str, T], make: Callable[[str], T], id: str, name: str) -> str:
    """Have a thing of an id and a name, and give its key; "" if it has neither.

    Keys are names as long as they tell things apart, so that other sheets find them.
    """
    name = name or id
    if not name:
        return ""
    known = things.setdefault(name, make(name))
    known.id = known.id or id
    if known.id == id or not id:
        return name
    key = f"id:{id}"
    things.setdefault(key, make(name)).id = id
    return key
