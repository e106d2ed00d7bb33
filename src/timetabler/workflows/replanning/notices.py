"""Whom to tell: what changes for each speaker, room crew and track, with a draft."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from timetabler.problem.problem import Problem
from timetabler.timetable.diff import Change, Diff
from timetabler.timetable.telling import title_of, was_now, when_words
from timetabler.workflows.replanning.notices_wanted import Crowd, crowd, number_of

For = Literal["speaker", "room", "track", "attendees"]
_EVERYBODY = "all"


@dataclass(frozen=True)
class Notice:
    """What changes for somebody.

    Attributes:
        kind: Whom it is for: a speaker, the crew of a room, the people of a track, the
            attendees who wanted to hear what changes.
        id: Their id.
        name: Their name, for people.
        changes: What changes for them, in order of time.
        message: A draft: a subject, an empty line, the text.
        crowd: The attendees whom it all concerns; None where no wishes are known.
    """

    kind: For
    id: str
    name: str
    changes: tuple[Change, ...]
    message: str
    crowd: Crowd | None = None


def notices(problem: Problem, diff: Diff, reason: str = "") -> tuple[Notice, ...]:
    """List whom a change concerns: speakers, then rooms, tracks, attendees.

    Args:
        problem: The conference.
        diff: What changes.
        reason: Why, to be said in the messages; may be empty.
    """
    return tuple(_notices(problem, diff, reason))


def _notices(problem: Problem, diff: Diff, reason: str) -> Iterator[Notice]:
    found = crowd(problem, diff)
    for speaker in problem.speakers.values():
        mine = [c for c in diff.changes if speaker.id in _speakers(problem, c)]
        if mine:
            text = _to_speaker(problem, speaker.id, mine, reason, found)
            yield Notice("speaker", speaker.id, speaker.name, tuple(mine), text, found)
    rooms = dict.fromkeys(problem.rooms)
    rooms |= dict.fromkeys(p.room for c in diff.changes for p in c.places)
    for room in rooms:
        mine = [c for c in diff.changes if room in {p.room for p in c.places}]
        if mine:
            title = problem.rooms[room].title if room in problem.rooms else room
            text = _to_crew(problem, (room, title), mine, reason, found)
            yield Notice("room", room, title, tuple(mine), text, found)
    for track in problem.tracks.values():
        mine = [c for c in diff.changes if _track(problem, c) == track.id]
        if mine:
            text = _to_track(problem, track.id, mine, reason, found)
            yield Notice("track", track.id, track.title, tuple(mine), text, found)
    if found is not None and found.touched:
        mine = [c for c in diff.changes if found.wanted[c.talk]]
        text = _to_attendees(problem, mine, reason, found)
        yield Notice("attendees", _EVERYBODY, found.words, tuple(mine), text, found)


def attendees(problem: Problem, changes: Iterable[Change]) -> int | None:
    """Add up the expected audiences of talks; None where none of them is known."""
    talks = (problem.talks[c.talk] for c in changes if c.talk in problem.talks)
    known = [talk.audience for talk in talks if talk.audience is not None]
    return sum(known) if known else None


def _speakers(problem: Problem, change: Change) -> tuple[str, ...]:
    talk = problem.talks.get(change.talk)
    return talk.speakers if talk else ()


def _track(problem: Problem, change: Change) -> str | None:
    talk = problem.talks.get(change.talk)
    return talk.track if talk else None


def _lines(
    problem: Problem, changes: Iterable[Change], found: Crowd | None
) -> Iterator[str]:
    for change in changes:
        yield f"- {title_of(problem, change.talk)}"
        yield f"  {was_now(problem, change)}"
        yield from _wanting(change, found)


def _wanting(change: Change, found: Crowd | None) -> Iterator[str]:
    if found is not None:
        yield f"  wanted by {number_of(found.wanted[change.talk])}"


def _because(reason: str) -> list[str]:
    return ["", f"The reason: {reason}"] if reason else []


def _to_speaker(
    problem: Problem,
    speaker: str,
    changes: list[Change],
    reason: str,
    found: Crowd | None,
) -> str:
    what = "talk" if len(changes) == 1 else "talks"
    lines = [
        f"Subject: {problem.title}: a change of your {what}",
        "",
        f"Dear {problem.speakers[speaker].name},",
        "",
        f"the timetable of {problem.title} has changed for your {what}:",
        "",
        *_lines(problem, changes, found),
        *_because(reason),
        "",
        "Please answer at once if this does not work for you.",
    ]
    return "\n".join(lines) + "\n"


def _to_crew(
    problem: Problem,
    crew: tuple[str, str],
    changes: list[Change],
    reason: str,
    found: Crowd | None,
) -> str:
    room, title = crew
    lines = [f"Subject: {problem.title}: changes in {title}", ""]
    for change in changes:
        name = title_of(problem, change.talk)
        was, now = change.was, change.now
        if was and was.room == room:
            lines.append(f"- out: {when_words(problem, was.start)}, {name}")
        if now and now.room == room:
            lines.append(f"- in:  {when_words(problem, now.start)}, {name}")
        lines += _wanting(change, found)
    return "\n".join([*lines, *_because(reason)]) + "\n"


def _to_track(
    problem: Problem,
    track: str,
    changes: list[Change],
    reason: str,
    found: Crowd | None,
) -> str:
    entry = problem.tracks[track]
    chairs = [problem.speakers[chair].name for chair in entry.chairs]
    lines = [f"Subject: {problem.title}: changes in the track {entry.title}", ""]
    if chairs:
        lines += [f"Dear {', '.join(chairs)},", ""]
    people = attendees(problem, changes)
    lines += list(_lines(problem, changes, found))
    if people is not None:
        lines += ["", f"About {people} people were expected at these talks."]
    return "\n".join([*lines, *_because(reason)]) + "\n"


def _to_attendees(
    problem: Problem, changes: list[Change], reason: str, found: Crowd
) -> str:
    lines = [f"Subject: {problem.title}: changes of talks you may have wanted", ""]
    lines += _lines(problem, changes, found)
    lines += ["", f"Concerned are {found.words}."]
    return "\n".join([*lines, *_because(reason)]) + "\n"


def all_messages(found: Iterable[Notice]) -> str:
    """Write all drafts one below the other, ready to be cut apart."""
    rule = "=" * 72
    parts = [f"{rule}\n{n.kind} {n.id}\n{rule}\n{n.message}" for n in found]
    return "\n".join(parts)
