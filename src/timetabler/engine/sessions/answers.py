"""Answers to questions at the level of sessions: exact ones, or none."""

from collections.abc import Iterable

from ortools.sat.python import cp_model

from timetabler.constraints.composites import Holds
from timetabler.constraints.questions import (
    All,
    InRoom,
    Not,
    Question,
    Ranges,
    Scheduled,
    Some,
    StartsIn,
)
from timetabler.engine.literals import Literal, contrary
from timetabler.engine.sessions.model import SessionModel
from timetabler.problem.problem import Window


class Answers:
    """Answers questions in the variables of a session-level model.

    Attributes:
        session: The sessions (indices) by their windows.
        group: The groups (indices) by their talks.
        kind: The kinds (indices) of rooms.
    """

    def __init__(self, model: SessionModel) -> None:
        self._model = model
        self._shape = model.shape
        self.session = {w: s for s, w in enumerate(self._shape.windows)}
        self.group = {frozenset(t): g for g, t in enumerate(self._shape.groups)}
        self.kind = {r: c for c, kind in enumerate(model.classes) for r in kind}
        self._among: dict[tuple[str, Ranges], Literal] = {}
        self._known: dict[tuple[str, Ranges], tuple[list[int], list[int]]] = {}
        self._by_session: dict[str, dict[int, frozenset[int]]] = {}
        self._members: dict[tuple[str, ...], list[int] | None] = {}

    def surely(self, question: Question) -> bool:
        """Whether something is true of every timetable."""
        match question:
            case Scheduled():
                return question.talk in self._model.possible.must
            case InRoom():
                rooms = self._model.possible.rooms[question.talk]
                must = question.talk in self._model.possible.must
                return must and question.rooms.issuperset(rooms)
        return False

    def literal(self, question: Question) -> Literal | None:  # noqa: PLR0911
        """Answer a question exactly; None if that can not be told here."""
        match question:
            case Scheduled():
                return self._model.scheduled(question.talk)
            case StartsIn():
                return self._starts(question.talk, question.ranges)
            case Holds(room=None, window=Window() as window):
                group = self.group.get(frozenset(question.talks))
                if group is None or window not in self.session:
                    return None
                held = self._model.held[group][self.session[window]]
                return held[0] if held else False
            case Not():
                answer = self.literal(question.question)
                return None if answer is None else contrary(answer)
            case All():
                return self._whole(question.parts)
            case Some():
                answer = self._whole([~part for part in question.parts])
                return None if answer is None else contrary(answer)
        return True if self.surely(question) else None

    def _whole(self, parts: Iterable[Question]) -> Literal | None:
        literals = [self.literal(part) for part in parts]
        known = [literal for literal in literals if literal is not None]
        return self._model.all_of(known) if len(known) == len(literals) else None

    def _starts(self, talk: str, ranges: Ranges) -> Literal | None:
        whole = self.sessions_of(talk, ranges)
        if whole is not None and self._model.alone(talk):
            return self._model.among(talk, whole)
        return self._chosen(talk, ranges) if talk in self._model.starts else None

    def _chosen(self, talk: str, ranges: Ranges) -> Literal:
        """Whether the start that is chosen for a talk is in one of the ranges."""
        if (talk, ranges) not in self._among:
            starts, model = self._model.starts[talk], self._model.model
            inside = set(self._model.possible.inside(talk, ranges))
            here = [literal for start, literal in starts.items() if start in inside]
            any_: Literal = here[0] if len(here) == 1 else model.new_bool_var("")
            if len(here) > 1:
                model.add(cp_model.LinearExpr.sum(here) == any_)
            self._among[talk, ranges] = any_ if here else False
        return self._among[talk, ranges]

    def sessions_of(self, talk: str, ranges: Ranges) -> list[int] | None:
        """The sessions that ranges of starts come to; None if a part of one is left."""
        whole, touched = self._sessions(talk, ranges)
        return whole if len(whole) == len(touched) else None

    def touched(self, question: StartsIn) -> list[int]:
        """The sessions that the starts asked about are in."""
        return self._sessions(question.talk, question.ranges)[1]

    def _sessions(self, talk: str, ranges: Ranges) -> tuple[list[int], list[int]]:
        """The sessions all of whose starts are in the ranges, and those any is."""
        if (talk, ranges) not in self._known:
            inside = set(self._model.possible.inside(talk, ranges))
            starts = self._starts_of(talk)
            self._known[talk, ranges] = (
                [session for session, here in starts.items() if here <= inside],
                [session for session, here in starts.items() if here & inside],
            )
        return self._known[talk, ranges]

    def _starts_of(self, talk: str) -> dict[int, frozenset[int]]:
        """The starts of a talk in each of its sessions."""
        if talk not in self._by_session:
            possible, windows = self._model.possible, self._shape.windows
            self._by_session[talk] = {
                session: frozenset(possible.within(talk, windows[session]))
                for session in self._shape.sessions[talk]
            }
        return self._by_session[talk]

    def groups_of(self, talks: tuple[str, ...]) -> list[int] | None:
        """The groups that some talks are made of; None if any is split."""
        if talks not in self._members:
            chosen = frozenset(talks)
            groups = {self._shape.group_of[talk] for talk in talks}
            whole = chosen.issuperset
            split = any(not whole(self._shape.groups[g]) for g in groups)
            self._members[talks] = None if split else sorted(groups)
        return self._members[talks]
