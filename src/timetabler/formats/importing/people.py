"""Tell the people of a schedule apart: by id, or by name where ids mean nothing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from timetabler.formats.importing.programme import Programme, SpeakerFacts


@dataclass(frozen=True, slots=True)
class Mention:
    """A person as one talk names them; ``id`` is "" where there is none."""

    talk: str
    id: str
    name: str


def add_people(
    programme: Programme, mentions: Iterable[Mention], *, sure: bool = False
) -> None:
    """Add speakers to a programme, and to its talks.

    Where no id comes twice although names do, ids are numbered per talk (FOSDEM did so
    from 2007 to 2012): people are the same where their names are. Not so where
    it is sure that ids are those of people.
    """
    named = [m for m in mentions if m.name or m.id]
    ids: dict[str, set[str]] = defaultdict(set)
    talks: dict[str, set[str]] = defaultdict(set)
    for mention in named:
        if mention.id:
            ids[_same(mention.name)].add(mention.id)
            talks[mention.id].add(mention.talk)
    several = {name for name, found in ids.items() if name and len(found) > 1}
    per_talk = (
        not sure and bool(several) and all(len(found) == 1 for found in talks.values())
    )
    _note(programme, several, per_talk=per_talk)
    for mention in named:
        key = mention.id if mention.id and not per_talk else _known(mention, ids)
        programme.speakers.setdefault(key, SpeakerFacts(mention.name or mention.id))
        talk = programme.talks.get(mention.talk)
        if talk is not None and key not in talk.speakers:
            talk.speakers = (*talk.speakers, key)


def _known(mention: Mention, ids: dict[str, set[str]]) -> str:
    """The id of somebody who is named without one here, and with one elsewhere."""
    found = ids.get(_same(mention.name), set())
    return next(iter(found)) if len(found) == 1 else f"name:{_same(mention.name)}"


def _same(name: str) -> str:
    return " ".join(name.casefold().split())


def _note(programme: Programme, several: set[str], *, per_talk: bool) -> None:
    if per_talk:
        programme.notes.append(
            "the ids of people are numbered per talk, so people are joined by name:"
            f" {len(several)} names come with several ids"
        )
        return
    for name in sorted(several):
        programme.notes.append(
            f"several people are called {name!r} by their ids, and are kept apart;"
            " join them here if they are one"
        )
