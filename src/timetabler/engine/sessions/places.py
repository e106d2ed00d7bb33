"""Places of talks within their group, told by how many are over after each session."""

from ortools.sat.python import cp_model

from timetabler.constraints.composites import InPlace
from timetabler.engine.literals import Literal, contrary
from timetabler.engine.sessions.model import SessionModel


class Places:
    """Says which talks can not be at their place, whatever the order in a session."""

    def __init__(self, model: SessionModel) -> None:
        self._model = model
        self._reached: dict[tuple[int, int, int], Literal] = {}
        self._wrong: dict[tuple[int, int], list[Literal]] = {}

    def anew(self) -> None:
        """Begin with the places that another constraint asks for."""
        self._wrong.clear()

    def _enough(self, group: int, place: int, session: int) -> Literal:
        """Whether so many of a group are over by the end of a session."""
        shape = self._model.shape
        talks = shape.groups[group]
        if session < 0 or place > len(talks):
            return False
        if session == len(shape.windows) - 1:
            return True
        key = group, place, session
        if key not in self._reached:
            reached = self._model.boolean("reached", *key)
            self._reached[key] = reached
            here = self._model.talks
            over = [
                literal
                for talk in self._model.of_group(group)
                for s, literal in here[talk].items()
                if s <= session
            ]
            total, add = cp_model.LinearExpr.sum(over), self._model.model.add
            add(total >= place).only_enforce_if(reached)
            add(total <= place - 1).only_enforce_if(~reached)
            before = self._enough(group, place, session - 1)
            self._model.exclude([before, ~reached])
        return self._reached[key]

    def wrong(self, question: InPlace, group: int) -> Literal:
        """Answer "yes" at least where the talk can not be at its place.

        Only of talks that all take place: with some left out, any place may do.
        """
        model, shape = self._model, self._model.shape
        if not model.possible.must.issuperset(shape.groups[group]):
            return False
        place = question.place
        if place > len(shape.groups[group]):
            return True
        wrong = model.boolean("wrong", question.talk, place)
        for session, here in model.talks[question.talk].items():
            reached = self._enough(group, place, session)
            before = self._enough(group, place, session - 1)
            model.exclude([here, contrary(wrong), contrary(reached)])
            model.exclude([here, contrary(wrong), before])
        same = self._wrong.setdefault((group, place), [])
        # Of talks with one place, one at the most is there.
        for other in same:
            model.model.add_bool_or([wrong, other])
        same.append(wrong)
        return wrong
