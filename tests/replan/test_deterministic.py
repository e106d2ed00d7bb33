"""Deterministic replans: neither the clock nor the order of sets has a say."""

from pathlib import Path

import pytest

from cli.typing_it import typed
from timetabler.engine.outcome import Options
from timetabler.problem.reading import read_text
from timetabler.timetable.earlier import read_earlier
from timetabler.workflows.replanning import stages
from timetabler.workflows.replanning.changed import Wishes, load_changed
from timetabler.workflows.replanning.keeping import Wanted
from timetabler.workflows.replanning.replan import replan
from timetabler.workflows.solve import Solution, solve
from twice import TINY, written_twice

PROBLEMS = Path(__file__).parents[2] / "problems"
PROBLEM = PROBLEMS / "virtualization-and-cloud-2012.yaml"
PUBLISHED = PROBLEMS / "published/virtualization-and-cloud-2012.yaml"
GUIDO = "guido-trotter=sunday 9:00-12:00"


@pytest.mark.parametrize(
    "further",
    [
        pytest.param(("--time-limit", 5), marks=pytest.mark.slow),
        pytest.param(("--frontier", "--time-limit", 8), marks=pytest.mark.slow),
    ],
)
def test_it_writes_the_same_bytes_again(
    further: tuple[object, ...], tmp_path: Path
) -> None:
    written = written_twice(
        tmp_path,
        *("replan", PROBLEM, "--from", PUBLISHED, "--deterministic"),
        *("--cancel", "app_scheduling", "--unavailable", GUIDO),
        *further,
    )
    assert written >= {"run.json", "replan.json", "timetable.yaml", "changes.png"}
    assert ("frontier/0.yaml" in written) == ("--frontier" in further)


def test_it_writes_the_same_bytes_of_a_tiny_problem(tmp_path: Path) -> None:
    problem, published = tmp_path / "tiny.yaml", tmp_path / "published.yaml"
    problem.write_text(TINY, encoding="utf-8")
    ask = ("solve", problem, "--deterministic", "--checkpoint", published)
    assert typed(*ask).exit_code == 0
    written = written_twice(
        tmp_path,
        *("replan", problem, "--from", published, "--deterministic"),
        *("--cancel", "one", "--unavailable", "bob=monday 9:00-10:00"),
    )
    assert written >= {"run.json", "replan.json", "timetable.yaml", "changes.png"}


def test_stages_count_the_work_of_all_their_solves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    solved: list[Solution] = []

    def noted(*arguments: object) -> Solution:
        solved.append(solve(*arguments))  # type: ignore[arg-type]
        return solved[-1]

    monkeypatch.setattr(stages, "_MANY", 10)
    monkeypatch.setattr(stages, "solve", noted)
    plain = load_changed(PROBLEM, [])
    earlier = read_earlier(read_text(PUBLISHED), "", plain.loaded.problem)
    changed = load_changed(PROBLEM, [Wishes((), [GUIDO]).document()])
    options = Options(seconds=8, deterministic=True)
    found = replan(changed, earlier, Wanted(), options).solution.outcome
    seconds = [solution.outcome.seconds for solution in solved]
    assert len(seconds) >= 3
    assert found.seconds == sum(seconds)
    assert found.first is not None and found.first <= found.seconds
