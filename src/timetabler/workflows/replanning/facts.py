"""Apply what has happened to a problem: people who are away, rooms that are closed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from timetabler.problem.changes import ChangesFile
from timetabler.problem.mistakes import Mistake, unknown
from timetabler.problem.problem import Problem, Window, Windows
from timetabler.problem.when import When, WhenError
from timetabler.timetable.timetable import Timetable


@dataclass(frozen=True)
class Past:
    """What is over, and can not be changed any more.

    Attributes:
        now: The moment, in minutes; None before the conference.
        published: What has been announced.
    """

    now: int | None = None
    published: Timetable | None = None

    def over(self, problem: Problem, kind: str, id: str) -> int | None:
        """From when on a room or a speaker can be lost: talks that run are not."""
        if self.now is None or self.published is None:
            return self.now
        until = self.now
        for placement in self.published:
            talk = problem.talks.get(placement.talk)
            if talk is None or placement.start >= self.now:
                continue
            if placement.room == id if kind == "room" else id in talk.speakers:
                until = max(until, placement.start + talk.minutes)
        return until


class Facts:
    """Applies changes to a problem; ``mistakes`` holds what could not be."""

    def __init__(self, problem: Problem, past: Past) -> None:
        self.problem = problem
        self.mistakes: list[Mistake] = []
        self._past = past
        self._when = When(problem.clock, problem.days)

    def apply(self, changes: ChangesFile) -> Problem:
        """Make the problem that is left; paths of mistakes are those of the file."""
        self._absent(changes.unavailable)
        self._closed(changes.close)
        for key in ("cancel", "reinstate"):
            for index, talk in enumerate(getattr(changes, key)):
                if talk not in self.problem.talks:
                    why = unknown("talk", talk, self.problem.talks)
                    self.mistakes.append(Mistake((key, index), why))
        return self.problem

    def _absent(self, unavailable: Mapping[str, list[str]]) -> None:
        speakers = dict(self.problem.speakers)
        for id, lost in self._lost("speaker", unavailable, "unavailable", speakers):
            speakers[id] = replace(speakers[id], busy=(*speakers[id].busy, *lost))
        self.problem = replace(self.problem, speakers=speakers)

    def _closed(self, close: Mapping[str, list[str]]) -> None:
        rooms = dict(self.problem.rooms)
        for id, lost in self._lost("room", close, "close", rooms):
            open_ = tuple(without(rooms[id].open, lost))
            rooms[id] = replace(rooms[id], open=open_)
        self.problem = replace(self.problem, rooms=rooms)

    def _lost(
        self,
        kind: str,
        wanted: Mapping[str, list[str]],
        key: str,
        known: Iterable[str],
    ) -> Iterator[tuple[str, Windows]]:
        for id, texts in wanted.items():
            if id not in known:
                why = unknown(kind, id, known)
                self.mistakes.append(Mistake((key, id), why, at="key"))
                continue
            since = self._past.over(self.problem, kind, id)
            read = self._windows((key, id), texts)
            kept = (Window(max(w.start, since or w.start), w.end) for w in read)
            yield id, tuple(window for window in kept if window.start < window.end)

    def _windows(self, path: tuple[str, str], texts: list[str]) -> Iterator[Window]:
        if not texts:
            yield from map(self.problem.day_window, self.problem.days)
        for index, text in enumerate(texts):
            try:
                yield from self._when.windows(text)
            except WhenError as error:
                self.mistakes.append(Mistake((*path, index), str(error)))


def without(windows: Windows, lost: Windows) -> Iterator[Window]:
    """Yield what is left of some windows."""
    left = list(windows)
    for window in lost:
        left = [part for whole in left for part in _cut(whole, window)]
    yield from left


def _cut(whole: Window, lost: Window) -> Iterator[Window]:
    for part in (
        Window(whole.start, min(whole.end, lost.start)),
        Window(max(whole.start, lost.end), whole.end),
    ):
        if part.start < part.end:
            yield part
