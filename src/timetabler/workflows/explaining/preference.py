"""Which reasons people can change, and which are laws of nature."""

from timetabler.engine.conflict import Taste
from timetabler.engine.reasons import Reason

_RANKS = {
    "pinned": 0,
    "speaker-available": 1,
    "speaker-load": 1,
    "room-open": 2,
    "talk-time": 2,
    "talk-room": 2,
    "breaks-free": 3,
    "session-track": 3,
    "not-parallel": 3,
    "order": 3,
    "equipment": 4,
    "permitted-start": 6,
    "speaker-clash": 8,
    "room-clash": 8,
    "scheduled": 9,
}
"""How readily people change what a constraint asks; others are in between."""
_OTHER = 3
_NATURE = {"permitted-start", "speaker-clash", "room-clash"}


def rank(reason: Reason) -> int:
    """How readily people can change a reason, the readiest first."""
    return _RANKS.get(reason.constraint.key, _OTHER)


def by_nature(reason: Reason) -> bool:
    """Whether a reason is a law of nature, which conflicts may share."""
    return reason.constraint.key in _NATURE


def taste(most: int = 5) -> Taste:
    """Prefer conflicts of what people can change."""
    return Taste(rank, by_nature, most)
