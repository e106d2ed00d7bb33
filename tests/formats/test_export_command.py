"""``timetabler export`` as scripts call it: what it writes, says and returns."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from formats.examples import GOLDEN, NIGHT, NIGHT_TIMETABLE
from timetabler.cli.main import app
from timetabler.formats.registry import FORMATS

NAMES = (str(NIGHT), str(NIGHT_TIMETABLE))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["export", *NAMES, *map(str, arguments)])


# A solution of CoSPLib needs sessions of slots, which no night has.
@pytest.mark.parametrize("to", sorted(FORMATS.keys() - {"cosplib"}))
def test_writes_the_same_to_a_file_and_to_standard_output(
    to: str, tmp_path: Path
) -> None:
    file = tmp_path / "new" / "file"
    written = run("--to", to, "-o", file)
    assert (written.exit_code, written.stdout) == (0, f"{file} is written\n")
    printed = run("--to", to)
    assert printed.exit_code == 0
    assert printed.stdout_bytes == file.read_bytes()


def test_refuses_to_overwrite(tmp_path: Path) -> None:
    file = tmp_path / "x.ics"
    file.write_text("mine")
    assert run("--to", "ics", "-o", file).exit_code == 2
    assert file.read_text() == "mine"
    assert run("--to", "ics", "-o", file, "--force").exit_code == 0


def test_one_file_each(tmp_path: Path) -> None:
    result = run("--to", "ics", "--per", "room", "-o", tmp_path)
    assert result.exit_code == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["attic.ics", "hall.ics"]
    result = run("--to", "csv", "--per", "speaker", "-o", tmp_path)
    assert result.exit_code == 0
    assert (tmp_path / "li.csv").is_file()


def test_only_a_part() -> None:
    told = json.loads(run("--to", "schedule.json", "--only", "speaker=plus").stdout)
    days = told["schedule"]["conference"]["days"]
    events = [e for day in days for room in day["rooms"].values() for e in room]
    assert [event["title"] for event in events] == ["Across midnight: A & B < C ]]> D"]
    assert told["schedule"]["conference"]["title"].endswith(": +Plus")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "icss"], "did you mean 'ics'"),
        (["--to", "ics", "--only", "room=hal"], "did you mean 'hall'"),
        (["--to", "ics", "--only", "hall"], "write room=ID, track=ID or speaker=ID"),
        (["--to", "ics", "--per", "room"], "name a folder with -o"),
        (["--to", "ics", "--check"], "--check does not know ics"),
    ],
)
def test_wishes_that_can_not_be(arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_a_talk_of_a_whole_day_is_invalid_here(tmp_path: Path) -> None:
    problem = tmp_path / "long.yaml"
    timetable = tmp_path / "timetable.yaml"
    problem.write_text(
        "conference: {title: Long, timezone: UTC, days:"
        " {sat: {date: 2026-05-02, hours: 0:00-24:00}}}\n"
        "rooms: {r: {}}\ntalks: {hack: {title: Hackathon, minutes: 1440}}\n"
    )
    timetable.write_text('talks: {hack: {day: sat, start: "0:00", room: r}}\n')
    names = [str(problem), str(timetable)]
    result = CliRunner().invoke(app, ["export", *names, "--to", "schedule.xml"])
    assert result.exit_code == 3
    assert "hack takes 1440 minutes" in result.stderr
    result = CliRunner().invoke(app, ["export", *names, "--to", "ics"])
    assert result.exit_code == 0
    assert "DTEND:20260503T000000Z" in result.stdout.replace("\r", "")


@pytest.mark.parametrize("to", ["schedule.xml", "schedule.json"])
def test_check_of_what_would_be_written_and_of_files(to: str, tmp_path: Path) -> None:
    result = run("--to", to, "--check")
    assert (result.exit_code, result.stdout) == (
        0,
        f"{to} keeps to the rules of its readers\n",
    )
    good = GOLDEN / to
    broken = tmp_path / to
    broken.write_bytes(good.read_bytes().replace(b"00:45", b"0:45"))
    assert run("--to", to, "--check", "-o", good).exit_code == 0
    result = run("--to", to, "--check", "-o", broken)
    assert result.exit_code == 6
    assert "the duration '0:45' is not HH:MM" in result.stderr
    assert run("--to", to, "--check", "-o", tmp_path / "none").exit_code == 1


def test_the_moment_of_making_comes_from_outside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert "DTSTAMP:20231114T221320Z" in run("--to", "ics").stdout
    plain = run("--to", "csv").stdout
    for odd in ("soon", "-1", "9" * 30, "0" * 30 + "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", odd)
        assert run("--to", "csv").stdout == plain
        assert "DTSTAMP:20251031T000000Z" in run("--to", "ics").stdout


def test_cancelled_talks_need_the_published_timetable(tmp_path: Path) -> None:
    lines = NIGHT_TIMETABLE.read_text().splitlines(keepends=True)
    later = tmp_path / "later.yaml"
    kept = [line for line in lines if not line.startswith("  brunch: {day")]
    later.write_text(
        "".join(kept).replace("sequence: 2", "sequence: 3, cancelled: true")
    )
    arguments = ["export", str(NIGHT), str(later), "--to", "ics"]
    result = CliRunner().invoke(app, arguments)
    assert "left out, for nothing says where they had been: brunch" in result.stderr
    assert "CANCELLED" not in result.stdout
    arguments += ["--published", str(NIGHT_TIMETABLE)]
    result = CliRunner().invoke(app, arguments)
    assert result.stderr == ""
    assert "STATUS:CANCELLED" in result.stdout
    assert "SEQUENCE:3" in result.stdout


def test_formats_without_their_library_say_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("timetabler.formats.registry.find_spec", lambda name: None)
    result = run("--to", "xlsx")
    assert result.exit_code == 2
    assert "pip install 'timetabler[xlsx]'" in result.stderr


def test_help_and_schedules_load_no_library_they_do_not_need() -> None:
    code = (
        "import sys; from timetabler.cli.main import app; import typer.testing as t"
        "; r = t.CliRunner().invoke(app, sys.argv[1:]); assert r.exit_code == 0"
        "; print([m for m in"
        " ('icalendar', 'openpyxl', 'httpx', 'ortools', 'matplotlib')"
        " if m in sys.modules])"
    )
    for arguments in (
        ["--help"],
        ["export", *NAMES, "--to", "schedule.xml"],
        ["export", *NAMES, "--to", "csv"],
    ):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == "[]\n"
