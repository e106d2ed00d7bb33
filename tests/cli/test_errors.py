"""What goes wrong is told in words, with an exit code that scripts can tell apart."""

import re
from pathlib import Path

import pytest

from cli.typing_it import FOSDEM, FOSDEM_PUBLISHED, TUTORIAL, typed

BROKEN = Path(__file__).parents[1] / "problem" / "broken.yaml"
PLACE = re.compile(r"^.*broken\.yaml:\d+:\d+: .+$", re.MULTILINE)


def test_ten_mistakes_are_ten_messages() -> None:
    ended = typed("solve", BROKEN)
    assert ended.exit_code == 3
    assert ended.stdout == ""
    places = PLACE.findall(ended.stderr)
    assert len(places) >= 10
    assert f"{len(places)} mistakes; nothing was done" in ended.stderr


def test_a_problem_that_is_not_there() -> None:
    ended = typed("solve", "nowhere.yaml")
    assert ended.exit_code == 3
    assert "nowhere.yaml" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_timetable_of_something_else() -> None:
    ended = typed("check", TUTORIAL, FOSDEM_PUBLISHED)
    assert ended.exit_code == 3
    assert f"{FOSDEM_PUBLISHED}:" in ended.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["solve"],
        ["solve", FOSDEM, "--time-limit", "0"],
        ["solve", FOSDEM, "--workers", "0"],
        ["solve", FOSDEM, "--nonsense"],
        ["show", FOSDEM, FOSDEM_PUBLISHED, "--by", "week"],
        ["nonsense"],
    ],
)
def test_wrong_usage(arguments: list[str]) -> None:
    assert typed(*arguments).exit_code == 2


def test_a_folder_that_can_not_be_written(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    ended = typed("solve", TUTORIAL, "-o", file)
    assert ended.exit_code in (1, 2)
    assert "Traceback" not in ended.stderr
    assert str(file) in ended.stderr


def test_the_version_is_told() -> None:
    ended = typed("--version")
    assert ended.exit_code == 0
    assert re.fullmatch(r"timetabler \d+\.\d+\.\d+\n", ended.stdout)
