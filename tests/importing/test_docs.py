"""The recipes of docs/import.md run, and its tables are whole."""

import json
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from importing.samples import PRETALX
from importing.test_other_formats import ALL, TALKS
from timetabler.cli.main import app
from timetabler.formats.importing.registry import IMPORTERS

PAGE = (Path(__file__).parents[2] / "docs/import.md").read_text(encoding="utf-8")
RECIPES = re.findall(r"^timetabler import .*&&.*$", PAGE, re.MULTILINE)
EVENT = {
    "title": "Oaks",
    "guid": "d2276601-20fd-5223-b8b6-34b09d62d66b",
    "date": "2026-11-20T08:30:00-05:00",
    "duration": "00:30",
    "persons": [{"name": "Di"}],
}
SCHEDULE = {
    "schedule": {
        "conference": {
            "title": "Tiny",
            "time_zone_name": "America/New_York",
            "days": [{"date": "2026-11-20", "rooms": {"Red": [EVENT]}}],
        }
    }
}
FILES = {
    "schedule.json": json.dumps(SCHEDULE),
    "schedule.xml": PRETALX,
    "all.json": json.dumps(ALL),
    "talks.csv": TALKS,
}


@pytest.mark.parametrize("recipe", RECIPES)
def test_recipes_run(
    recipe: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for command in recipe.split("&&"):
        _, *arguments = shlex.split(command)
        if arguments[0] == "solve":
            arguments += ["--time-limit", "10", "--workers", "1"]
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, (command, result.output)


def test_every_format_is_described() -> None:
    assert len(RECIPES) == 4
    for name in IMPORTERS:
        assert re.search(rf"^\| `{re.escape(name)}` \|", PAGE, re.MULTILINE), name


def test_unknown_formats_and_files_in_the_way(tmp_path: Path) -> None:
    source, target = tmp_path / "a.xml", tmp_path / "p.yaml"
    source.write_text(PRETALX, encoding="utf-8")
    run = CliRunner().invoke
    assert run(app, ["import", "tea", str(source)]).exit_code == 2
    arguments = ["import", "schedule.xml", str(source), "-o", str(target)]
    assert run(app, arguments).exit_code == 0
    assert run(app, arguments).exit_code == 2
    assert run(app, [*arguments, "--force"]).exit_code == 0
    source.write_text("<!DOCTYPE x><schedule/>", encoding="utf-8")
    assert run(app, [*arguments, "--force"]).exit_code == 3
