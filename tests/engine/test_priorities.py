"""Priorities: what is held, what stands, and what does not after an interrupt."""

from collections.abc import Callable, Sequence
from typing import Any

from ortools.sat.python import cp_model

from timetabler.engine.model import Cost
from timetabler.engine.outcome import PriorityResult
from timetabler.engine.priorities import Priorities
from timetabler.engine.run import Found, Seen

Script = list[tuple[Sequence[int] | None, int, int]]


class ScriptedRunner:
    """Gives back what the script says, and hears what it was asked."""

    def __init__(self, script: Script, interrupt_after: int = 10**6) -> None:
        self.script = script
        self.interrupt_after = interrupt_after
        self.runs = 0
        self.on_the_way: dict[int, list[list[int]]] = {}
        self.held: list[list[int]] = []

    @property
    def interrupted(self) -> bool:
        return self.runs >= self.interrupt_after

    def remaining(self) -> float:
        return 100.0 if self.runs < len(self.script) else 0.0

    def run(
        self,
        model: cp_model.CpModel,
        seconds: float,
        tell: Callable[..., None],
        seen: Seen | None,
    ) -> Found:
        del seconds, tell
        for heard in self.on_the_way.get(self.runs, ()):
            assert seen is not None
            seen(heard[self.runs], heard)
        self.held.append([c.linear.domain[1] for c in model.proto.constraints])
        solution, objective, bound = self.script[self.runs]
        self.runs += 1
        status = cp_model.UNKNOWN if solution is None else cp_model.FEASIBLE
        return Found(int(status), solution, objective, bound)


def priorities(
    runner: Any, seen: Callable[[Sequence[int]], None] | None = None
) -> Priorities:
    model = cp_model.CpModel()
    costs = {
        number: Cost([(1, model.new_int_var(0, 99, f"cost {number}"))])
        for number in (1, 2, 3)
    }
    return Priorities(model, costs, runner, [50, 50, 50], lambda *_: None, seen=seen)


def result(number: int, penalty: int, bound: int) -> PriorityResult:
    return PriorityResult(number, penalty, bound)


def test_each_is_held_at_what_it_reached() -> None:
    script: Script = [([5, 9, 9], 5, 5), ([5, 4, 9], 4, 4), ([5, 4, 3], 3, 3)]
    runner = ScriptedRunner(script)
    found = priorities(runner)
    found.minimise()
    assert found.proven
    assert found.solution == [5, 4, 3]
    assert [held[:2] for held in runner.held[1:]] == [
        [5, runner.held[0][1]],
        [5, 4],
    ]


def test_time_left_goes_to_the_first_that_is_not_proven() -> None:
    script: Script = [
        ([5, 9, 9], 5, 0),
        ([5, 4, 9], 4, 4),
        ([5, 4, 3], 3, 3),
        ([2, 8, 8], 2, 2),
        ([2, 7, 8], 7, 7),
        ([2, 7, 6], 6, 6),
    ]
    found = priorities(ScriptedRunner(script))
    found.minimise()
    assert found.proven
    assert found.solution == [2, 7, 6]


def test_nothing_better_leaves_everything_as_it_was_but_the_bound() -> None:
    script: Script = [
        ([5, 9, 9], 5, 0),
        ([5, 4, 9], 4, 4),
        ([5, 4, 3], 3, 3),
        ([5, 9, 9], 5, 5),
    ]
    found = priorities(ScriptedRunner(script))
    found.minimise()
    assert found.proven
    assert found.solution == [5, 4, 3]
    assert found.results[2] == result(2, 4, 4)


def test_an_interrupt_leaves_no_result_of_another_solution() -> None:
    script: Script = [
        ([5, 9, 9], 5, 0),
        ([5, 4, 9], 4, 4),
        ([5, 4, 3], 3, 3),
        ([2, 8, 8], 2, 2),
        ([2, 7, 8], 7, 7),
    ]
    found = priorities(ScriptedRunner(script, interrupt_after=5))
    found.minimise()
    assert found.solution == [2, 7, 8]
    assert found.results == {1: result(1, 2, 2), 2: result(2, 7, 7)}
    assert not found.proven


def test_a_run_without_a_solution_takes_what_there_is_at_its_price() -> None:
    script: Script = [(None, 0, 0), ([50, 4, 9], 4, 4), ([50, 4, 3], 3, 3)]
    found = priorities(ScriptedRunner(script))
    found.minimise()
    assert found.results[1] == result(1, 50, 0)
    assert found.solution == [50, 4, 3]


def test_what_is_told_on_the_way_gets_better_and_better() -> None:
    """The run of the second ends with one that is worse in the third."""
    runner = ScriptedRunner([([5, 9, 9], 5, 5), ([5, 4, 9], 4, 4), ([5, 4, 2], 2, 2)])
    runner.on_the_way = {
        0: [[20, 9, 9], [5, 9, 9]],
        1: [[5, 6, 3], [5, 4, 4]],
        2: [[5, 4, 8], [5, 4, 6], [5, 4, 3], [5, 4, 2]],
    }
    told: list[Sequence[int]] = []
    priorities(runner, told.append).minimise()
    assert told == [
        *([20, 9, 9], [5, 9, 9], [5, 6, 3], [5, 4, 4]),
        *([5, 4, 3], [5, 4, 2]),
    ]
