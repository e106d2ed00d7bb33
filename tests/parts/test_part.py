"""A part of a problem is worth exactly what the whole is with the other talks fixed."""

from random import Random

from ortools.sat.python import cp_model

from chance import problem_of
from constraints.test_contract import fixed, settings_of, solved
from timetabler.constraints.base import Constraint
from timetabler.constraints.composites import Together
from timetabler.constraints.registry import CONSTRAINTS
from timetabler.engine.model import Model
from timetabler.engine.outcome import Options
from timetabler.engine.parts.ground import Ground
from timetabler.engine.parts.part import Part
from timetabler.engine.possible import Possible
from timetabler.engine.search import search
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.check import check


def _constraints(random: Random, seed: int) -> list[Constraint]:
    """Every constraint, some of them hard, most of them soft."""
    found = []
    for kind in CONSTRAINTS:
        usual = kind().level == "hard"
        level = "hard" if usual or random.random() < 0.03 else random.choice((1, 2))
        weight = random.choice((1, 3))
        own = settings_of(kind, seed)
        found.append(kind.model_validate({**own, "level": level, "weight": weight}))
    return found


def _best(part: Part, priority: int) -> tuple[Timetable, int]:
    part.model.minimize(part.charge(priority).expression)
    status, solver = solved(part.model)
    assert status == cp_model.OPTIMAL
    return part.plan.read(solver.response_proto.solution), round(solver.objective_value)


def _whole(
    problem: Problem,
    constraints: list[Constraint],
    there: Timetable,
    free: set[str],
    priority: int,
) -> int:
    """The least cost with all talks but the free ones fixed, in one model."""
    built = Model(problem, constraints)
    cost = built.costs(problem)[priority]
    held = built.plan.talks
    built.plan.talks = {t: v for t, v in held.items() if t not in free}
    fixed(built.plan, there)
    built.plan.talks = held
    built.model.minimize(cost.expression)
    status, solver = solved(built.model)
    assert status == cp_model.OPTIMAL
    return round(solver.objective_value)


def test_a_part_finds_what_the_whole_with_all_else_fixed_would() -> None:
    compared = 0
    for seed in range(70):
        random = Random(f"part {seed}")
        problem, constraints = problem_of(seed), _constraints(random, seed)
        outcome = search(problem, constraints, Options(seconds=5, workers=1, last=0))
        there = outcome.timetable
        if there is None:
            continue
        compared += 1
        ground = Ground(problem, constraints)
        talks = list(problem.talks)
        chosen = set(random.sample(talks, random.randint(1, len(talks))))
        chosen |= {talk for talk in talks if talk not in there}
        free = {talk: frozenset(ground.spots[talk]) for talk in talks if talk in chosen}
        for priority in (1, 2):
            found, _ = _best(Part(ground, there, free), priority)
            score = check(problem, found, constraints)
            assert score.feasible, seed
            least = _whole(problem, constraints, there, chosen, priority)
            assert score.priorities[priority] == least, seed
    assert compared > 15


def test_talks_that_may_be_left_out_are() -> None:
    problem = problem_of(3)
    constraints = [kind.model_validate({}) for kind in CONSTRAINTS]
    ground = Ground(problem, [c for c in constraints if c.level != "off"])
    must = sorted(ground.possible.must)
    assert must
    part = Part(ground, Timetable({}), {t: [] for t in must}, frozenset(must))
    part.model.minimize(part.left_out.expression)
    status, solver = solved(part.model)
    assert status == cp_model.OPTIMAL
    assert round(solver.objective_value) == len(must)
    assert not part.plan.read(solver.response_proto.solution).placements


def test_a_copy_of_what_is_possible_remembers_nothing_of_the_first() -> None:
    problem = problem_of(3)
    possible = Possible(problem)
    one, other = list(problem.talks)[:2]
    question = Together(one, other, ((600, 609), (610, 700)))
    possible.starts[one], possible.starts[other] = [600], [610]
    assert possible.answer(question) is False
    copied = possible.copy()
    copied.starts[one] = [610]
    assert copied.answer(question) is None
    assert copied.must == set()
