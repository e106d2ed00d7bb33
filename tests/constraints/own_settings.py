"""Random settings of each constraint's own, by its key: one function for each."""

from collections.abc import Callable
from typing import Any

from chance import Chance
from timetabler.problem.problem import Problem

Own = Callable[[Chance, Problem], dict[str, Any]]


def _not_parallel(chance: Chance, problem: Problem) -> dict[str, Any]:
    return {"groups": {"mine": chance.some(list(problem.talks), 3)}}


OWN: dict[str, Own] = {
    "not-parallel": _not_parallel,
}
