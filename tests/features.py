"""Engine features, each of which can be turned off: no proven value may change.

What is turned off makes a search faster, never another. A feature that is new in the
engine gets a line in ``FEATURES``.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from timetabler.constraints.demands import Demand, Never
from timetabler.engine import listening, search
from timetabler.engine.hard import Hard
from timetabler.engine.model import Model
from timetabler.engine.places import Places
from timetabler.engine.plan import Plan
from timetabler.engine.possible import Possible
from timetabler.engine.priorities import Priorities
from timetabler.engine.soft import Soft

Switch = Callable[[], Any]


def _nothing(*_: object, **__: object) -> None:
    """Do nothing, and answer None."""


def _all_kept(self: Possible, demands: Iterable[Demand]) -> list[Demand]:
    """Rule nothing out before the model is built, but see what must be scheduled."""
    left = list(demands)
    self.nothing = any(isinstance(d, Never) and not d.questions for d in left)
    return left


def _encoded(few: int) -> Switch:
    return lambda: patch.object(search, "FEW_STARTS", few)


def _without(owner: type, name: str, instead: Callable[..., Any] = _nothing) -> Switch:
    return lambda: patch.object(owner, name, instead)


FEATURES: dict[str, Switch] = {
    "starts as integers": _encoded(0),
    "starts as literals": _encoded(10_000),
    "possible.narrow": _without(Possible, "narrow", _all_kept),
    "model.apart": _without(Model, "_note_apart"),
    "hard.fill": _without(Hard, "_fill"),
    "soft.crowd": _without(Soft, "_crowd"),
    "places": _without(Places, "literal"),
    "listening": lambda: patch.object(listening, "better_heard", _nothing),
    "priorities.hint": _without(Priorities, "_hint"),
    "plan.hint": _without(Plan, "hint"),
}


@contextmanager
def turned(names: Sequence[str]) -> Iterator[None]:
    """Search with these features turned off (or, of encodings, with these)."""
    if not names:
        yield
        return
    with FEATURES[names[0]](), turned(names[1:]):
        yield
