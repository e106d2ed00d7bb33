"""Build models only while there is time for it, and nobody wants the search to end.

A model of thousands of talks takes longer to build than many people want to wait. So
whatever builds asks now and then whether to go on; outside of ``asking`` it may.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, TypeVar

from timetabler.engine.garbage import uncollected

if TYPE_CHECKING:
    from timetabler.engine.run import Runner

_Thing = TypeVar("_Thing")


class StoppedError(Exception):
    """A model was not finished: time or memory is up, or somebody wants to end."""


_ask: ContextVar[Callable[[], bool] | None] = ContextVar("ask", default=None)


@contextmanager
def asking(runner: "Runner") -> Iterator[None]:
    """Let what is done meanwhile go on for as long as the runner has time for anything.

    Raises:
        StoppedError: Once it has not.
    """
    before = _ask.set(lambda: runner.over)
    try:
        yield
    finally:
        _ask.reset(before)


@contextmanager
def building(runner: "Runner") -> Iterator[None]:
    """Let a model be built meanwhile for as long as the runner has time for anything.

    Raises:
        StoppedError: Once it has not.
    """
    with asking(runner), uncollected():
        yield


def going() -> None:
    """Go on building, or stop.

    Raises:
        StoppedError: To stop.
    """
    ask = _ask.get()
    if ask is not None and ask():
        raise StoppedError


def while_going(things: Iterable[_Thing]) -> Iterator[_Thing]:
    """Go through things, asking before each whether to go on.

    Raises:
        StoppedError: To stop.
    """
    for thing in things:
        going()
        yield thing
