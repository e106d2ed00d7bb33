"""What the import of AK-plan tells, keeps and refuses."""

from copy import deepcopy
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from akplan.instances import imported, instance, told
from timetabler.constraints.settings import active
from timetabler.constraints.wishes import Wishes
from timetabler.engine.listening import better_heard
from timetabler.engine.model import Model
from timetabler.engine.outcome import Options, Status
from timetabler.engine.run import Runner
from timetabler.formats.importing.programme import Wanted
from timetabler.formats.importing.source import read_source
from timetabler.problem.mistakes import InvalidInputError
from timetabler.workflows.check import check
from timetabler.workflows.import_ import Imported, import_problem
from timetabler.workflows.solve import solve

FOLDER = Path(__file__).parents[2] / "../shared/data/other/akplan"
needs_data = pytest.mark.skipif(
    not FOLDER.exists(), reason="the benchmark's data are not here"
)


def benchmark(name: str) -> Imported:
    source = read_source(FOLDER / f"{name}.json")
    return import_problem("akplan", [source], Wanted())


@needs_data
@pytest.mark.parametrize(
    ("name", "talks", "minutes", "rooms", "people", "wishes", "required"),
    [
        ("test1", 12, 12 * 120, 3, 8, 33, 6),
        ("test2", 24, 42 * 60, 6, 65, 479, 20),
        ("koma89", 33, 43 * 60, 5, 77, 741, 36),
    ],
)
def test_benchmarks_are_whole(  # noqa: PLR0917 - the columns of a table
    name: str,
    talks: int,
    minutes: int,
    rooms: int,
    people: int,
    wishes: int,
    required: int,
) -> None:
    problem = benchmark(name).problem
    assert problem is not None
    assert len(problem.talks) == talks
    assert sum(talk.minutes for talk in problem.talks.values()) == minutes
    assert len(problem.rooms) == rooms
    (found,) = (c for c in active(problem) if isinstance(c, Wishes))
    assert len(found.people) == people
    assert sum(map(len, found.people.values())) == wishes
    assert sum(len(talk.speakers) for talk in problem.talks.values()) == required


@needs_data
def test_the_first_benchmark_is_proven() -> None:
    found = benchmark("test1")
    assert found.problem is not None
    constraints = active(found.problem)
    solution = solve(found.problem, constraints, Options(workers=2, seconds=120))
    assert solution.status is Status.OPTIMAL
    assert solution.timetable is not None
    score = check(found.problem, solution.timetable, constraints)
    constant, scale = told(found)
    assert Fraction(constant - score.objective, scale) == Fraction(265, 42)


@needs_data
@pytest.mark.slow
@pytest.mark.parametrize(("name", "least"), [("test2", 56.1), ("koma89", 83.5)])
def test_listeners_hear_much_after_a_walk(name: str, least: float) -> None:
    found = benchmark(name)
    assert found.problem is not None
    constraints = active(found.problem)
    model = Model(found.problem, constraints)
    runner = Runner(Options(deterministic=True, workers=2, seconds=15))
    first = runner.run(model.model, None, stop_after_first_solution=True)
    assert first.solution is not None
    start = model.plan.read(first.solution)
    better = better_heard(found.problem, constraints, start, runner, 0)
    assert better is not None
    score = check(found.problem, better, constraints)
    constant, scale = told(found)
    assert score.feasible
    assert (constant - score.objective) / scale >= least


def test_times_are_read_or_made_up() -> None:
    days = (date(2027, 2, 5),)
    own = imported(instance(1), Wanted(dates=days)).problem
    assert own is not None
    assert [f"{day.date}" for day in own.days.values()] == ["2027-02-05", "2027-02-06"]
    assert own.slots is not None
    assert [own.at(slot) for slot in own.slots][-2:] == [
        "friday 12:00",
        "saturday 09:00",
    ]
    found = imported(instance(1, timed=False))
    assert found.problem is not None
    assert len(found.problem.days) == 3
    assert any("made up" in note for note in found.notes)


def test_weights_that_no_scale_holds_are_rounded() -> None:
    data = instance(1)
    data["aks"] = [{**data["aks"][0], "id": n, "properties": {}} for n in range(80)]
    data["scheduled_aks"] = []
    data["participants"] = [
        {
            "id": n,
            "info": {},
            "preferences": [
                {"ak_id": ak, "required": False, "preference_score": 1}
                for ak in range(n)
            ],
            "room_constraints": [],
            "time_constraints": [],
        }
        for n in range(80)
    ]
    found = imported(data)
    wishes = 79 * 80 // 2
    (note,) = (note for note in found.notes if "rounded" in note)
    assert f"{wishes} wishes" in note
    constant, scale = told(found)
    assert scale == 1_000_000
    # Everybody who wishes for anything could get a value of 1.
    assert abs(Fraction(constant, scale) - 79) <= Fraction(wishes, 2 * scale)


def changed(path: tuple[str | int, ...], value: object) -> dict[str, Any]:
    data: Any = deepcopy(instance(3))
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return dict(data)


WISH = {"ak_id": 99, "required": False, "preference_score": 1}
SETTLED = {"ak_id": 10, "room_id": 7, "timeslot_ids": [], "participant_ids": []}


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        (("aks",), [], "there are none"),
        (("timeslots", "blocks"), [[]], "there are none"),
        (("aks", 0, "duration"), 0, "one slot or more"),
        (("aks", 0, "properties"), {"conflicts": [99]}, "no AK '99'"),
        (("rooms", 0, "capacity"), -2, "0 to 1,000,000"),
        (("participants", 0, "preferences"), [WISH], "no AK '99'"),
        (
            ("participants", 0, "preferences"),
            [{**WISH, "ak_id": 10, "preference_score": 3}],
            "0, 1 or 2",
        ),
        (("scheduled_aks",), [SETTLED], "no room '7'"),
        (("config",), {"mu": "much"}, "strong wish"),
    ],
)
def test_mistakes_are_told_with_their_place(
    path: tuple[str | int, ...], value: object, why: str
) -> None:
    with pytest.raises(InvalidInputError) as raised:
        imported(changed(path, value))
    (mistake,) = raised.value.mistakes
    assert why in mistake.message
    assert mistake.file == "tiny.json"


def test_what_has_no_place_is_told() -> None:
    found = imported(changed(("config",), {"max_num_timeslots_before_break": 3}))
    assert found.lost == ("breaks for everybody after so many slots (1)",)
    assert "no input of AK-plan" in str(_refused({"aks": []}))


def _refused(data: dict[str, Any]) -> InvalidInputError:
    with pytest.raises(InvalidInputError) as raised:
        imported(data)
    return raised.value
