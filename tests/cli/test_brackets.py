"""What people call things is printed as it is, brackets and colons included."""

from pathlib import Path

import pytest
import yaml

from cli.typing_it import DEVROOM, PROBLEMS, TUTORIAL, typed

PUBLISHED = PROBLEMS / "published" / "virtualization-and-cloud-2012.yaml"
COMMANDS: dict[str, tuple[str | Path, ...]] = {
    "solve": (TUTORIAL,),
    "compare": (DEVROOM, PUBLISHED, PUBLISHED),
    "candidates": (TUTORIAL, "-n", "1"),
    "replan": (DEVROOM, "--from", PUBLISHED),
}


@pytest.mark.parametrize("name", ["x[final]", "x[/x]", "x:heart:"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_is_told_by_its_name(command: str, name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    ended = typed(command, *COMMANDS[command], "-o", folder)
    assert ended.exit_code == 0
    # Lines of a terminal end where they are full.
    assert "".join(ended.stdout.split()).endswith(f"writtento{folder}/")


def test_timetables_and_rooms_are_told_by_their_names(tmp_path: Path) -> None:
    problem, one, other = (tmp_path / f"{name}.yaml" for name in ("p", "a[b]", "c[d]"))
    for source, target in ((DEVROOM, problem), (PUBLISHED, one), (PUBLISHED, other)):
        text = Path(source).read_text(encoding="utf-8")
        target.write_text(text.replace("Chavanne", '"hall[/b]"'), encoding="utf-8")
    talks = yaml.safe_load(other.read_text(encoding="utf-8"))
    del talks["talks"]["osdem"]
    other.write_text(yaml.safe_dump(talks), encoding="utf-8")
    ended = typed("compare", problem, one, other)
    assert ended.exit_code == 0, ended.stderr
    heads = [line.split() for line in ended.stdout.splitlines() if "a[b]" in line]
    assert ["talk", "a[b]", "c[d]"] in heads
    assert "hall[/b]" in ended.stdout
