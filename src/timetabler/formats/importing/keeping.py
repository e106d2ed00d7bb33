"""What published tracks keep when their programme becomes a problem."""

from collections.abc import Iterator

from timetabler.formats.importing.days import Days, ImportedDay
from timetabler.formats.importing.programme import Programme, TalkFacts


def kept_rooms(talks: list[TalkFacts]) -> list[str]:
    """The rooms that some talks were published in, by key, as they first appear."""
    return list(dict.fromkeys(talk.room for talk in talks if talk.room))


def kept_windows(days: Days, talks: list[TalkFacts]) -> list[str]:
    """The windows of a track: each day from its first start to its last end.

    A track of which a talk has no time yet is not limited to the hours of the others.
    """
    if not talks or any(talk.start is None for talk in talks):
        return []
    return [
        f"{day.id} {days.wall(day, start, end)}"
        for day, start, end in _spans(days, talks)
    ]


def talks_by_track(programme: Programme) -> dict[str, list[TalkFacts]]:
    """The talks of each track, by its key."""
    found: dict[str, list[TalkFacts]] = {key: [] for key in programme.tracks}
    for talk in programme.talks.values():
        if talk.track:
            found[talk.track].append(talk)
    return found


def _spans(
    days: Days, talks: list[TalkFacts]
) -> Iterator[tuple[ImportedDay, int, int]]:
    for day in days.days:
        spans = [
            (days.minute(talk.start), talk.minutes or 0)
            for talk in talks
            if talk.start and days.of(talk.start) == day.date
        ]
        if spans:
            start = min(start for start, _ in spans)
            yield day, start, max(start + minutes for start, minutes in spans)
