"""The ids that an imported programme gets in its problem file."""

from collections.abc import Mapping
from dataclasses import dataclass

from timetabler.formats.importing.own import Thing
from timetabler.formats.importing.programme import Programme, Wanted
from timetabler.formats.importing.words import own_id, room_word, slug, unique


@dataclass(frozen=True)
class Ids:
    """The ids of the problem file, by the keys of the programme."""

    rooms: Mapping[str, str]
    tracks: Mapping[str, str]
    themes: Mapping[str, str]
    speakers: Mapping[str, str]
    talks: Mapping[str, str]


def ids_of(programme: Programme, wanted: Wanted) -> Ids:
    """Make ids of names; talks keep the codes of their source if wanted."""
    talks: dict[str, str] = {}
    taken: set[str] = set()
    for key, talk in programme.talks.items():
        own = own_id(talk.id) if wanted.codes else ""
        word = own or slug(talk.title, "talk")
        talks[key] = unique(word, taken)
        taken.add(talks[key])
    themes = dict.fromkeys(t.theme for t in programme.talks.values() if t.theme)
    return Ids(
        rooms=_ids(_named(programme.rooms), "room"),
        tracks=_ids(_named(programme.tracks), "track"),
        themes=_ids({name: (name, "") for name in themes}, "theme"),
        speakers=_ids(_named(programme.speakers), "speaker"),
        talks=talks,
    )


def _named(things: Mapping[str, Thing]) -> dict[str, tuple[str, str]]:
    return {key: (thing.name, own_id(thing.id)) for key, thing in things.items()}


def _ids(names: Mapping[str, tuple[str, str]], kind: str) -> dict[str, str]:
    """Make ids of names; who has one already keeps it."""
    found: dict[str, str] = {}
    taken = {own for _, own in names.values() if own}
    kept: set[str] = set()
    for key, (name, own) in names.items():
        word = room_word(name, kind) if kind == "room" else slug(name, kind)
        found[key] = own if own and own not in kept else unique(word, taken)
        kept.add(own)
        taken.add(found[key])
    return found
