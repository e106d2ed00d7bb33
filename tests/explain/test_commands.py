"""``timetabler explain`` and ``timetabler why`` from the command line."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from timetabler.cli.main import app
from timetabler.workflows.explaining import explain as explaining
from timetabler.workflows.explaining.counting import Certificate

PROBLEMS = Path(__file__).parents[2] / "problems"
CLOSED = str(PROBLEMS / "impossible" / "closed-room.yaml")
TUTORIAL = str(PROBLEMS / "tutorial.yaml")
DEVROOM = str(PROBLEMS / "virtualization-and-cloud-2012.yaml")
PUBLISHED = str(PROBLEMS / "published" / "virtualization-and-cloud-2012.yaml")
QUICK = ("--workers", "1", "--time-limit", "20")


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [*arguments, *QUICK])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_an_impossible_problem_leaves_with_four() -> None:
    code, out, _ = run("explain", CLOSED)
    text = " ".join(out.split())
    assert code == 4
    assert "There is no timetable; proved" in text
    assert "clusters can not be scheduled:" in text
    assert "Guido Moretti is there only saturday 09:00-11:00" in text
    assert "let Guido Moretti stay until saturday 11:30 instead of 11:00" in text


def test_explanations_as_data() -> None:
    code, out, _ = run("explain", CLOSED, "--json")
    told = json.loads(out)
    assert code == 4
    assert told["status"] == "infeasible"
    assert told["complete"]
    (conflict,) = told["conflicts"]
    assert conflict["minimal"]
    assert {"constraint": "room-open", "about": ["chavanne", "saturday"]} in conflict[
        "demands"
    ]
    first = told["repairs"][0]
    assert first["score"]["feasible"]
    place = {"day": "saturday", "start": "11:00", "room": "chavanne"}
    assert first["timetable"]["clusters"] == place


def test_counting_that_is_wrong_is_told_as_a_bug(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Certificate("place", (), "nothing has a place")
    monkeypatch.setattr(explaining, "certificates", lambda *_: (wrong,))
    monkeypatch.chdir(tmp_path)
    code, _, err = run("explain", TUTORIAL)
    assert code == 1
    assert "by counting, nothing has a place" in err
    saved = (tmp_path / "disagreement.txt").read_text(encoding="utf-8")
    assert "by counting, nothing has a place" in saved


def test_a_possible_problem_leaves_with_nothing_but_what_is_tight() -> None:
    code, out, _ = run("explain", DEVROOM)
    assert code == 0
    assert "There is a timetable" in out
    assert "Nearly full" in out
    assert "24 talks" in out


def test_the_price_of_a_place() -> None:
    talk = "ganeti_news"
    code, out, _ = run("why", DEVROOM, PUBLISHED, talk, "--json", "--in", "Chavanne")
    told = json.loads(out)
    assert code == 0
    assert told["here"]["room"] == "Chavanne"
    (adapted,) = told["adapted"]
    assert adapted["status"] in ("optimal", "feasible")
    assert adapted["price"]["broken"] == []
    assert any(move["forbidden"] for move in told["moves"])
    assert any(move["price"] for move in told["moves"])


def test_a_place_that_is_impossible_leaves_with_four(tmp_path: Path) -> None:
    timetable = tmp_path / "timetable.yaml"
    timetable.write_text("format: 1\ntalks: {}\n")
    asked = ("sew-a-book", "--in", "hall")
    code, out, _ = run("why", TUTORIAL, str(timetable), *asked)
    text = " ".join(out.split())
    assert code == 4
    assert "It can not start" in text
    assert "sew-a-book needs a room with tables" in text


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("sew-a-bok",), "did you mean 'sew-a-book'"),
        (("sew-a-book", "--on", "sunday"), "unknown day 'sunday'"),
        (("sew-a-book", "--at", "25"), "not a time of day"),
        (("sew-a-book", "--at", "10:01"), "10:01 is no permitted start"),
        (("sew-a-book", "-o", "prices.txt"), "has to end in .png"),
    ],
)
def test_questions_that_make_no_sense(
    asked: tuple[str, ...], why: str, tmp_path: Path
) -> None:
    timetable = tmp_path / "timetable.yaml"
    timetable.write_text("format: 1\ntalks: {}\n")
    code, _, err = run("why", TUTORIAL, str(timetable), *asked)
    assert code == 2
    assert why in " ".join(err.split())


def test_a_heat_map_is_drawn(tmp_path: Path) -> None:
    path = tmp_path / "prices.svg"
    asked = ("ganeti_news", "--on", "saturday", "-o", str(path))
    code, out, _ = run("why", DEVROOM, PUBLISHED, *asked)
    assert code == 0
    drawn = path.read_text()
    laws = re.findall(r">\(a\) ([^<]+)<", drawn)
    assert laws
    assert laws[0] in " ".join(out.split())
    assert "others have to move" in drawn
    assert ">Saturday<" in drawn
