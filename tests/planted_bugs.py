"""Plant bugs in encoders, one at a time: the contract test has to catch each.

Run it by hand from the project's folder: ``python tests/planted_bugs.py``. Every bug is
a line of source replaced by a wrong one, as somebody could have written it. It ends
with 1 if any bug is not caught.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from constraints.test_contract import ANY_STARTS, EVERY, MANY_STARTS, keeps_the_contract
from timetabler.constraints.base import Constraint

SEEDS = 80

Bug = tuple[str, str, str, str]
"""Module, right text, wrong text, the constraint whose contract is tried."""

BUGS: list[Bug] = [
    (
        "constraints.not_parallel",
        "in self._pairs(problem):\n            yield from",
        "in self._pairs(problem)[1:]:\n            yield from",
        "not-parallel",
    ),
    ("constraints.order", "~Before(first, then)", "Before(then, first)", "order"),
    ("constraints.speaker_clash", "after=speaker.rest", "after=0", "speaker-clash"),
    ("constraints.seats", "in_room(talk, room.id)\n", "in_room(talk)\n", "seats"),
    ("constraints.track_room", "AtMost(1, used", "AtMost(2, used", "track-room"),
    (
        "constraints.track_sessions",
        "~here[i], Some(tuple(here[i + 1 :]))",
        "~here[i], Some(tuple(here[i + 1 : i + 2]))",
        "track-sessions",
    ),
    (
        "constraints.track_order",
        "1 - problem.talks[one].minutes",
        "0",
        "track-order",
    ),
    ("constraints.track_order", "AtLeast(rank - 1", "AtLeast(rank", "track-order"),
    (
        "constraints.session_staff",
        "limits = [Limit(1, _at(who, pair)) for pair in dict.fromkeys(who)]",
        "limits = []",
        "session-staff",
    ),
    ("constraints.slack", "- talk.minutes + 1,", "- talk.minutes,", "slack"),
    (
        "constraints.speaker_ends",
        "late - t.minutes + 1",
        "late - t.minutes",
        "speaker-ends",
    ),
    (
        "constraints.wishes",
        "least = min(wanted[one], wanted[other])",
        "least = max(wanted[one], wanted[other])",
        "wishes",
    ),
    (
        "constraints.wishes",
        "Limit(1, (i, j), Close(one, other))",
        "Limit(1, (i, j))",
        "wishes",
    ),
    (
        "constraints.fairness",
        "(100, bad[talk]) for talk in talks), len(talks))",
        "(100, bad[talk]) for talk in talks), len(talks) + 1)",
        "fairness",
    ),
    ("constraints.crowd", "self.others + 1, met", "self.others + 2, met", "crowd"),
    (
        "constraints.level_flow",
        "~Before(low, high)",
        "~Before(high, low)",
        "level-flow",
    ),
    (
        "constraints.popular_rooms",
        "Smaller(*pair, ranks)",
        "Smaller(*pair[::-1], ranks)",
        "popular-rooms",
    ),
    ("constraints.costs", "minutes if row.each", "1 if row.each", "costs"),
    (
        "constraints.track_room",
        "yield Never((Together(*pair, spans), apart)",
        "yield Never((apart,)",
        "track-room",
    ),
    (
        "constraints.same_day",
        "spans)), pair, worth)",
        "spans)), pair)",
        "same-day",
    ),
    (
        "constraints.start_together",
        "spans)), (one,), worth)",
        "spans)), (one,))",
        "start-together",
    ),
    (
        "engine.twos",
        "self._rises(question, there, rank - 1)",
        "self._rises(question, there, rank)",
        "popular-rooms",
    ),
    ("engine.amounts", "total < number", "total <= number", "crowd"),
    (
        "engine.amounts",
        "overlap >= shared",
        "overlap + 5 >= shared",
        "diversity",
    ),
    ("engine.room_day", "last >= start)", "last >= start + 10)", "theme-run"),
    (
        "engine.soft",
        "sum(literals) <= limit + over",
        "sum(literals) <= limit + 2 * over",
        "slack",
    ),
    (
        "engine.possible",
        "answers.count(False) >= question.number",
        "answers.count(False) > question.number",
        "track-order",
    ),
]


@contextmanager
def planted(module: str, right: str, wrong: str) -> Iterator[dict[str, Any]]:
    """Run a module's source with one text replaced; its classes become the wrong ones.

    Functions of engine classes are put into the classes in use, and taken out again.
    """
    whole = import_module(f"timetabler.{module}")
    source = Path(str(whole.__file__)).read_text()
    if source.count(right) < 1:
        raise SystemExit(f"{module} has no text {right!r} any more: mend this script")
    names: dict[str, Any] = {"__name__": f"planted.{module}"}
    exec(compile(source.replace(right, wrong, 1), module, "exec"), names)
    before: list[tuple[type, str, Any]] = []
    if module.startswith("engine."):
        for name, kind in vars(whole).items():
            if isinstance(kind, type) and kind.__module__ == whole.__name__:
                for key, value in vars(names[name]).items():
                    if isinstance(value, FunctionType) and key != "__init__":
                        before.append((kind, key, vars(kind)[key]))
                        setattr(kind, key, value)
    try:
        yield names
    finally:
        for kind, key, value in before:
            setattr(kind, key, value)


def caught(kind: type[Constraint]) -> int | None:
    """The first seed whose contract is broken; None if none is."""
    for seed in range(SEEDS):
        try:
            keeps_the_contract(kind, MANY_STARTS if seed % 2 else ANY_STARTS, seed)
        except AssertionError:
            return seed
    return None


def main() -> int:
    """Plant each bug, and tell which seed caught it."""
    kinds = {kind.key: kind for kind in EVERY}
    missed = 0
    for module, right, wrong, key in BUGS:
        with planted(module, right, wrong) as names:
            mine = [
                value
                for value in names.values()
                if isinstance(value, type)
                and issubclass(value, Constraint)
                and getattr(value, "key", "") == key
            ]
            seed = caught(mine[0] if mine else kinds[key])
        missed += seed is None
        told = "NOT CAUGHT" if seed is None else f"caught by seed {seed}"
        print(f"{module}: {wrong.strip()!r} for {right.strip()!r}: {told}")
    print(f"{len(BUGS) - missed} of {len(BUGS)} caught")
    return int(missed > 0)


if __name__ == "__main__":
    raise SystemExit(main())
