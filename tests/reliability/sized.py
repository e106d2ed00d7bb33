"""Conferences of any size, as problem files; the same for the same arguments."""

from datetime import date, timedelta
from random import Random

PER_DAY = 14
"""Talks of half an hour that a room can hold in a day of ours, with breaks."""
_FIRST = date(2027, 3, 1)


def conference(
    talks: int, *, days: int = 2, rooms: int | None = None, seed: int = 0
) -> str:
    """Write a conference in which every room is full to three quarters.

    Tracks have a day they would like to be on, two speakers in three have one talk and
    the third has two, and people have guessed the audiences.
    """
    chance = Random(seed)
    rooms = rooms or rooms_for(talks, days)
    tracks, speakers = max(1, talks // 12), max(1, talks * 3 // 4)
    return "\n".join(
        [
            "format: 1",
            "conference:",
            f"  title: A conference of {talks:,} talks",
            "  timezone: Europe/Brussels",
            "  grid: 30",
            "  days:",
            *(
                f"    d{n}: {{date: {_FIRST + timedelta(n)}, hours: 9:00-17:00}}"
                for n in range(days)
            ),
            "rooms:",
            *(f"  r{n}: {{seats: {chance.randrange(40, 400)}}}" for n in range(rooms)),
            "tracks:",
            *(f"  t{n}: {{prefer: {{days: d{n % days}}}}}" for n in range(tracks)),
            "speakers:",
            *(f"  s{n}: {{name: Speaker {n}}}" for n in range(speakers)),
            "talks:" if talks else "talks: {}",
            *(
                f"  talk-{n}: {{title: Talk {n}, minutes: 30, track: t{n % tracks},"
                f" speakers: s{n % speakers}, audience: {chance.randrange(20, 300)}}}"
                for n in range(talks)
            ),
            "",
        ]
    )


def rooms_for(talks: int, days: int) -> int:
    """How many rooms so many talks need."""
    return max(1, -(-talks * 4 // (3 * PER_DAY * days)))


def timetable(talks: int, *, days: int = 2, rooms: int | None = None) -> str:
    """Write a timetable of such a conference that keeps every hard constraint."""
    rooms = rooms or rooms_for(talks, days)
    lines = ["format: 1", "talks:" if talks else "talks: {}"]
    for n in range(talks):
        slot, room = divmod(n, rooms)
        day, slot = divmod(slot, PER_DAY)
        start = f"{9 + slot // 2}:{slot % 2 * 3}0"
        lines.append(f'  talk-{n}: {{day: d{day}, start: "{start}", room: r{room}}}')
    return "\n".join([*lines, ""])
