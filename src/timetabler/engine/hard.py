"""Hard demands: a breach is impossible."""

from collections.abc import Iterable, Sequence

from ortools.sat.python import cp_model

from timetabler.constraints.demands import (
    AtMost,
    Demand,
    Disjoint,
    NoMore,
    Unbroken,
    Use,
)
from timetabler.constraints.questions import All, Question, Scheduled, StartsIn
from timetabler.engine.blocks import Blocks
from timetabler.engine.literals import Literal, contrary
from timetabler.engine.post import Post
from timetabler.problem.problem import Window


class Hard(Post):
    """A breach is impossible."""

    def post(self, demands: Iterable[Demand]) -> None:
        """Post every demand; unbroken runs together, where that is shorter."""
        demands = list(demands)
        blocks = Blocks(self.plan, demands)
        super().post(
            d for d in demands if not (isinstance(d, Unbroken) and blocks.take(d))
        )
        blocks.post()

    def _never(self, questions: list[Question], each: int) -> None:
        del each
        self.model.add_bool_or([contrary(self.plan.literal(q)) for q in questions])

    def _at_most(self, demand: AtMost) -> None:
        literals, limit = self._open(demand)
        if limit < 0:
            self.model.add_bool_or([])
        elif limit == 1:
            self.model.add_at_most_one(literals)
        elif limit < len(literals):
            self.model.add(cp_model.LinearExpr.sum(literals) <= limit)

    def _no_more(self, demand: NoMore) -> None:
        self.model.add(self._sum(demand) <= 0)

    def _unbroken(self, interrupting: list[Literal]) -> None:
        for literal in interrupting:
            self.model.add_bool_or([contrary(literal)])

    def _disjoint(self, demand: Disjoint) -> None:
        uses = [(use, self.plan.literal(_when(use))) for use in demand.uses]
        able = [(use, present) for use, present in uses if present is not False]
        if len(able) > 1:
            self.model.add_no_overlap(
                self.plan.interval(use.talk, present, use.after)
                for use, present in able
            )
            if not all(present is True for _, present in able):
                self._fill([use for use, _ in able])

    def _fill(self, uses: Sequence[Use]) -> None:
        """Add what follows from there being only so much time, for the relaxation.

        In all and on every day, no more minutes can be used than are open to any of
        the uses, and no more uses can follow each other than fit if all were as short
        as the shortest.
        """
        problem = self.plan.problem
        spans = [problem.whole]
        if len(problem.days) > 1:
            spans += map(problem.day_window, problem.days)
        for span in spans:
            self._fill_span(uses, span)

    def _fill_span(self, uses: Sequence[Use], span: Window) -> None:
        possible = self.plan.possible
        within = ((span.start, span.end - 1),)
        lengths: list[tuple[str, int]] = []
        presents: list[Literal] = []
        for use in uses:
            here = All((_when(use), StartsIn(use.talk, within)))
            present = self.plan.literal(here)
            if present is not False:
                lengths.append((use.talk, self._length(use)))
                presents.append(present)
        minutes = [length for _, length in lengths]
        covered = possible.cover(lengths, within)
        if sum(minutes) > covered:
            used = cp_model.LinearExpr.weighted_sum(presents, minutes)
            self.model.add(used <= covered)
        most = possible.most(lengths, within)
        if len(presents) > most:
            self.model.add(cp_model.LinearExpr.sum(presents) <= most)


def _when(use: Use) -> Question:
    return Scheduled(use.talk) if use.when is None else use.when
