"""Replans through the command line: what people say, get, and find on disk."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from timetabler.cli.main import app
from timetabler.constraints.keep_minutes import KeepMinutes
from timetabler.timetable.score import Finding
from timetabler.workflows.replanning.bending import BENDABLE

ROOT = Path(__file__).parents[2]
PROBLEM = ROOT / "problems/virtualization-and-cloud-2012.yaml"
PUBLISHED = ROOT / "problems/published/virtualization-and-cloud-2012.yaml"
GUIDO = "guido-trotter=sunday 9:00-12:00"


def run(*arguments: object, code: int = 0) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result.stdout if code in (0, 4) else result.output


def replan(*arguments: object, code: int = 0) -> Any:
    said = run("replan", PROBLEM, "--workers", 2, "--json", *arguments, code=code)
    return json.loads(said)


def test_without_a_change_the_same_bytes_come_back(tmp_path: Path) -> None:
    told = replan("--from", PUBLISHED, "-o", tmp_path / "out")
    assert told["unchanged"]
    assert told["status"] == "optimal"
    written = (tmp_path / "out/timetable.yaml").read_bytes()
    assert written == PUBLISHED.read_bytes()


def test_a_cancelled_talk_leaves_a_hole_and_moves_nobody() -> None:
    told = replan("--from", PUBLISHED, "--cancel", "app_scheduling")
    assert told["diff"]["counts"]["cancelled"] == 1
    assert told["diff"]["moved"] == 0
    assert told["bound"] == told["objective"]


def test_an_absent_speaker_moves_as_few_as_can_be(tmp_path: Path) -> None:
    told = replan("--from", PUBLISHED, "--unavailable", GUIDO, "-o", tmp_path)
    moved = {change["talk"]: change for change in told["diff"]["changes"]}
    assert "ganeti_news" in moved
    assert len(moved) == 2
    assert told["unavoidable"]["illegal"].keys() == {"ganeti_news"}
    assert {n["id"] for n in told["notices"] if n["for"] == "speaker"} >= {
        "guido-trotter"
    }
    written = yaml.safe_load((tmp_path / "timetable.yaml").read_text())
    sequences = {t: i.get("sequence", 0) for t, i in written["identities"].items()}
    assert {t for t, sequence in sequences.items() if sequence} == moved.keys()
    for name in ("changes.html", "changes.png", "notices.txt", "replan.json"):
        assert (tmp_path / name).stat().st_size > 0


def test_the_journal_goes_on_from_its_last_release(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    said = ("--journal", journal, "--release", "A speaker is ill.")
    replan("--from", PUBLISHED, "--cancel", "app_scheduling", *said)
    assert sorted(f.name for f in journal.iterdir()) == ["0001", "0002"]
    assert (journal / "0001/timetable.yaml").read_bytes() == PUBLISHED.read_bytes()
    first = (journal / "0002/timetable.yaml").read_bytes()

    told = replan(*said)
    assert told["unchanged"]
    assert sorted(f.name for f in journal.iterdir()) == ["0001", "0002"]

    told = replan("--unavailable", GUIDO, *said)
    assert told["diff"]["counts"]["cancelled"] == 0
    assert told["diff"]["moved"] == 2
    assert (journal / "0002/timetable.yaml").read_bytes() == first
    last = yaml.safe_load((journal / "0003/timetable.yaml").read_text())
    gone = last["identities"]["app_scheduling"]
    assert (gone["cancelled"], gone["sequence"]) == (True, 1)
    assert last["identities"]["ganeti_news"]["sequence"] == 1
    changes = yaml.safe_load((journal / "0003/changes.yaml").read_text())
    assert changes["cancel"] == ["app_scheduling"]
    assert changes["unavailable"] == {"guido-trotter": ["sunday 9:00-12:00"]}
    record = json.loads((journal / "0003/release.json").read_text())
    assert record["reason"] == "A speaker is ill."
    assert record["diff"]["moved"] == 2


def test_what_was_released_is_checked_as_it_is(tmp_path: Path) -> None:
    said = ("--journal", tmp_path, "--release", "It was cancelled.")
    replan("--from", PUBLISHED, "--cancel", "app_scheduling", *said)
    run("check", PROBLEM, tmp_path / "0002/timetable.yaml")


def test_a_changes_file_says_everything(tmp_path: Path) -> None:
    changes = tmp_path / "changes.yaml"
    changes.write_text(
        "reason: a long night\n"
        "cancel: app_scheduling\n"
        "talks:\n"
        "  libguestfs: {minutes: 20}\n"
        "  demo: {title: A demo, minutes: 25, track: cloud, speakers: debo-dutta}\n"
    )
    said = ("--journal", tmp_path, "--release", "")
    told = replan("--from", PUBLISHED, "--changes", changes, *said)
    assert told["diff"]["counts"] == {
        "cancelled": 1,
        "added": 1,
        "day": 0,
        "time": 0,
        "room": 0,
    }
    written = yaml.safe_load((tmp_path / "0002/timetable.yaml").read_text())
    assert written["identities"]["libguestfs"]["sequence"] == 1
    assert "sequence" not in written["identities"]["demo"]
    assert "a long night" in (tmp_path / "0002/notices.txt").read_text()


def test_mistakes_stand_where_they_were_made(tmp_path: Path) -> None:
    changes = tmp_path / "changes.yaml"
    changes.write_text("talks:\n  libguestfs:\n    minuts: 20\nclose:\n  Chavane:\n")
    said = run(
        *("replan", PROBLEM, "--from", PUBLISHED),
        *("--changes", changes, "--cancel", "app_schedulin"),
        code=3,
    )
    assert "changes.yaml:3:5:" in said
    changes.write_text("close:\n  Chavane:\n")
    said = run(
        *("replan", PROBLEM, "--from", PUBLISHED),
        *("--changes", changes, "--cancel", "app_schedulin"),
        code=3,
    )
    assert "changes.yaml:2:3: unknown room 'Chavane'" in said
    assert "did you mean 'app_scheduling'?" in said


def test_the_past_stays_and_the_impossible_gets_an_offer() -> None:
    told = replan(
        *("--from", PUBLISHED, "--now", "saturday 17:40", "--hold", "day:sunday"),
        *("--unavailable", "thierry-carrez"),
        code=4,
    )
    assert told["status"] == "infeasible"
    assert told["offer"]["dropped"] == ["osdem"]
    assert told["offer"]["least"] == 1
    assert "hold" not in told["offer"]["instead"]
    assert "unavailable thierry-carrez" in told["offer"]["instead"]
    changes = told["offer"]["diff"]["changes"]
    assert [change["talk"] for change in changes] == ["osdem"]


def test_an_offer_bends_rules_as_well(tmp_path: Path) -> None:
    asked = (
        *("--from", PUBLISHED, "--now", "saturday 17:40", "--hold", "day:sunday"),
        *("--unavailable", "thierry-carrez", "-o", tmp_path),
    )
    told = replan(*asked, code=4)["offer"]["bending"]
    assert (told["least"], told["amount"]) == (1, 1)
    (rule,) = told["rules"]
    assert rule["name"] == "speaker-available"
    assert "Thierry Carrez is not there for osdem" in rule["text"]
    assert told["diff"]["changes"] == []
    score = json.loads((tmp_path / "bent/score.json").read_text())
    assert score["rules"] == told["rules"]
    assert score["objective"] == told["objective"]
    # Thierry Carrez was there when it was published, and the problem file has him so.
    assert told["file"] == "bent/timetable.yaml"
    run("check", PROBLEM, tmp_path / told["file"])
    said = run("replan", PROBLEM, *asked, code=2)
    assert "/bent: there already" in said
    said = run("replan", PROBLEM, *asked, "--force", code=4)
    assert "Or rules to be bent to hold all talks: 1; no fewer will do." in said


def test_laws_of_nature_are_not_bent() -> None:
    asked = ("--from", PUBLISHED, "--now", "saturday 17:40", "--hold", "day:sunday")
    changes = ("--unavailable", "thierry-carrez")
    told = replan(*asked, *changes, "--max-moves", 0, "--close", "Chavanne", code=4)
    bending = told["offer"]["bending"]
    assert {rule["name"] for rule in bending["rules"]} <= BENDABLE
    assert bending["amount"] == bending["least"] > 1


@pytest.mark.slow
def test_more_moves_buy_something(tmp_path: Path) -> None:
    told = replan(
        *("--from", PUBLISHED, "--cancel", "app_scheduling"),
        *("--frontier", "-o", tmp_path, "--time-limit", 60),
    )
    points = told["frontier"]["points"]
    assert told["frontier"]["necessary"] == 0
    assert [p["extra"] for p in points] == list(range(len(points)))
    assert points[0]["penalties"]["3"] > points[-1]["penalties"]["3"]
    for point in points:
        run("check", PROBLEM, tmp_path / point["file"])
        assert point["moves"] <= point["extra"]


def test_what_moves_buy_has_the_numbers_of_the_score() -> None:
    asked = ("--from", PUBLISHED, "--frontier", "--time-limit", 20)
    said = run("replan", PROBLEM, "--workers", 2, *asked)
    score, table = said.split("moves that are necessary")
    levels = set(re.findall(r"priority (\d+): ", " ".join(score.split())))
    heads = re.findall(r"priority (\d+)", table)
    assert heads[:3] == ["7", "8", "9"]
    assert set(heads) <= levels


def test_holes_are_closed_up_where_that_is_asked_for() -> None:
    told = replan("--from", PUBLISHED, "--cancel", "app_scheduling", "--holes", "close")
    assert told["diff"]["moved"] == 1
    idle = next(c for c in told["constraints"] if c["name"] == "closed-up")
    assert idle["amount"] == 0


def test_without_anything_published_there_is_nothing_to_replan(tmp_path: Path) -> None:
    said = run("replan", PROBLEM, "--journal", tmp_path / "none", code=2)
    assert "--from" in said


@pytest.mark.parametrize("suffix", [".html", ".png", ".svg", ".txt", ".json"])
def test_diff_tells_and_draws(tmp_path: Path, suffix: str) -> None:
    later = tmp_path / "later.yaml"
    text = PUBLISHED.read_text()
    lines = [line for line in text.splitlines() if "app_scheduling" not in line]
    later.write_text("\n".join(lines).replace('"14:00"', '"14:05"', 1) + "\n")
    output = tmp_path / f"diff{suffix}"
    told = json.loads(run("diff", PROBLEM, PUBLISHED, later, "--json", "-o", output))
    kinds = {change["talk"]: change["kind"] for change in told["changes"]}
    assert kinds == {"app_scheduling": "cancelled", "aeolus": "time"}
    assert output.stat().st_size > 0
    assert "was Saturday 14:00 in Chavanne; now Saturday 14:05" in json.dumps(told)


def test_a_disagreement_is_said_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(self: object, problem: object, timetable: object) -> list[Finding]:
        del self, problem, timetable
        return [Finding(("nowhere",), 77, "something the solver knows nothing of")]

    monkeypatch.setattr(KeepMinutes, "check", none)
    said = run(
        *("replan", PROBLEM, "--from", PUBLISHED, "--unavailable", GUIDO),
        *("-o", tmp_path),
        code=1,
    )
    assert "solver and checkers disagree" in said
    kept = (tmp_path / "disagreement.txt").read_text()
    assert "guido-trotter" in kept
    assert PUBLISHED.read_text() in kept


def test_calendars_keep_what_was_cancelled_in_any_release(tmp_path: Path) -> None:
    said = ("--journal", tmp_path / "journal", "--release", "Again.")
    replan("--from", PUBLISHED, "--cancel", "app_scheduling", *said)
    replan("--unavailable", GUIDO, "-o", tmp_path / "out", *said)
    calendar = (tmp_path / "out/timetable.ics").read_text()
    (gone,) = [e for e in calendar.split("BEGIN:VEVENT") if "STATUS:CANCELLED" in e]
    assert "Application scheduling" in gone
    assert "SEQUENCE:1" in gone
    (moved,) = [
        e
        for e in (tmp_path / "out/notices/speaker-guido-trotter.ics")
        .read_text()
        .split("BEGIN:VEVENT")
        if "Ganeti" in e
    ]
    assert "DTSTART;TZID=Europe/Brussels:20120205T120000" in moved
    assert "SEQUENCE:1" in moved


def test_what_a_format_can_not_hold_is_said(tmp_path: Path) -> None:
    problem, published = tmp_path / "long.yaml", tmp_path / "published.yaml"
    problem.write_text(
        "conference: {title: Long, timezone: UTC, days:"
        " {sat: {date: 2026-05-02, hours: 0:00-24:00}}}\n"
        "rooms: {r: {}, s: {}}\ntalks: {hack: {title: Hackathon, minutes: 1440}}\n"
    )
    run("solve", problem, "--workers", 1, "-o", tmp_path / "first")
    (tmp_path / "first/timetable.yaml").rename(published)
    arguments = ("replan", problem, "--from", published, "-o", tmp_path / "out")
    ended = CliRunner().invoke(app, [*map(str, arguments), "--json"])
    assert ended.exit_code == 0, ended.output
    for name in ("schedule.xml", "schedule.json"):
        assert not (tmp_path / "out" / name).exists()
        assert f"{name} is not written: hack takes" in ended.stderr
    assert json.loads(ended.stdout)["unchanged"]
