"""What timetabler exports, it imports: talks, people, places, times, identities."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from timetabler.cli.main import app
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.load import load_problem, load_timetable

PROBLEMS = Path(__file__).parents[2] / "problems"
NAME = "virtualization-and-cloud-2012.yaml"


def facts(problem: Problem, timetable: Timetable) -> set[tuple[object, ...]]:
    talks = problem.talks
    return {
        (
            talks[p.talk].title,
            talks[p.talk].minutes,
            tuple(problem.speakers[s].name for s in talks[p.talk].speakers),
            problem.tracks[talks[p.talk].track or ""].title,
            problem.rooms[p.room].title,
            problem.clock.wall(p.start),
        )
        for p in timetable
    }


@pytest.mark.parametrize(
    ("format", "back", "file"),
    [
        ("schedule.xml", "schedule.xml", "schedule.xml"),
        ("schedule.json", "schedule.json", "schedule.json"),
        ("csv", "sheets", "talks.csv"),
        ("xlsx", "sheets", "talks.xlsx"),
    ],
)
def test_exported_and_imported(
    format: str, back: str, file: str, tmp_path: Path
) -> None:
    source, published = PROBLEMS / NAME, PROBLEMS / "published" / NAME
    out, problem, timetable = (tmp_path / n for n in (file, "p.yaml", "t.yaml"))
    runs = (
        ["export", source, published, "--to", format, "-o", out],
        ["import", back, out, "-o", problem, "--timetable", timetable],
    )
    for arguments in runs:
        words = [str(word) for word in arguments]
        if back == "sheets" and words[0] == "import":
            words += ["--timezone", "Europe/Brussels"]
        result = CliRunner().invoke(app, words)
        assert result.exit_code == 0, result.output
    before, after = load_problem(source).problem, load_problem(problem).problem
    there, again = load_timetable(published, before), load_timetable(timetable, after)
    assert facts(after, again) == facts(before, there)
