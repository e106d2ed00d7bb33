"""What ``solve -o`` leaves of exports, and what it says where one can not be."""

from pathlib import Path

from typer.testing import CliRunner, Result

from formats.examples import PROBLEMS
from timetabler.cli.main import app
from timetabler.formats.check_json import check_json
from timetabler.formats.check_xml import check_xml

EXPORTS = {
    "timetable.csv": "csv",
    "timetable.ics": "ics",
    "schedule.xml": "schedule.xml",
    "schedule.json": "schedule.json",
}


def solve(problem: Path, folder: Path) -> Result:
    arguments = [str(problem), "-o", str(folder), "--workers", "1"]
    return CliRunner().invoke(app, ["solve", *arguments])


def test_solve_writes_what_export_writes(tmp_path: Path) -> None:
    problem = PROBLEMS / "tutorial.yaml"
    result = solve(problem, tmp_path)
    assert result.exit_code == 0, result.output
    assert check_xml((tmp_path / "schedule.xml").read_bytes()) == []
    assert check_json((tmp_path / "schedule.json").read_bytes()) == []
    timetable = str(tmp_path / "timetable.yaml")
    for name, to in EXPORTS.items():
        arguments = ["export", str(problem), timetable, "--to", to]
        written = CliRunner().invoke(app, arguments)
        assert written.stdout_bytes == (tmp_path / name).read_bytes(), name


def test_a_talk_of_a_whole_day_costs_two_files_and_says_so(tmp_path: Path) -> None:
    problem = tmp_path / "long.yaml"
    problem.write_text(
        "conference: {title: Long, timezone: UTC, days:"
        " {sat: {date: 2026-05-02, hours: 0:00-24:00}}}\n"
        "rooms: {r: {}}\ntalks: {hack: {title: Hackathon, minutes: 1440}}\n"
    )
    result = solve(problem, tmp_path / "out")
    assert result.exit_code == 0, result.output
    for name in EXPORTS:
        missing = name.startswith("schedule")
        assert (tmp_path / "out" / name).exists() != missing
        assert (f"{name} is not written: hack takes" in result.stderr) == missing
