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

    Tracks have a day they would like to be on, speakers have one to three talks, one
    speaker in ten is away on one of the days, and people have guessed the audiences.
    """
    chance = Random(seed)
    rooms = rooms or max(1, -(-talks * 4 // (3 * PER_DAY * days)))
    tracks, speakers = max(1, talks // 12), max(1, talks * 2 // 3)
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
            *(
                f"  s{n}: {{name: Speaker {n}{_away(chance, days)}}}"
                for n in range(speakers)
            ),
            "talks:" if talks else "talks: {}",
            *(
                f"  talk-{n}: {{title: Talk {n}, minutes: 30, track: t{n % tracks},"
                f" speakers: s{chance.randrange(speakers)},"
                f" audience: {chance.randrange(20, 300)}}}"
                for n in range(talks)
            ),
            "",
        ]
    )


def _away(chance: Random, days: int) -> str:
    away = days > 1 and chance.random() < 0.1
    return f", busy: d{chance.randrange(days)}" if away else ""
