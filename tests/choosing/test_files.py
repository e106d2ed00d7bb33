"""What the candidates command promises, verified from the files that it leaves."""

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from timetabler.cli.main import app

PROBLEMS = Path(__file__).parents[2] / "problems"
DEVROOM, KVM, FOSDEM = (
    "virtualization-and-cloud-2012",
    "kvm-forum-ovirt-2012",
    "fosdem-2012",
)


def run(*arguments: object, code: int = 0) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result.stdout


def differing_share(one: dict[str, Any], other: dict[str, Any]) -> float:
    talks = one.keys() | other.keys()
    return float(sum(one.get(talk) != other.get(talk) for talk in talks) / len(talks))


def placed(file: Path) -> dict[str, Any]:
    found = yaml.safe_load(file.read_text(encoding="utf-8"))["talks"]
    assert isinstance(found, dict)
    return found


def penalties(problem: Path, file: Path) -> dict[int, int]:
    score = json.loads(run("check", problem, file, "--json"))
    assert score["feasible"]
    return {entry["priority"]: entry["penalty"] for entry in score["priorities"]}


@pytest.mark.parametrize(
    ("name", "seconds", "loss"),
    [
        (DEVROOM, 60, 0.02),
        pytest.param(KVM, 60, 0.5, marks=pytest.mark.slow),
        pytest.param(FOSDEM, 240, 0.1, marks=pytest.mark.slow),
    ],
)
def test_five_candidates_keep_their_guarantees(
    name: str, seconds: int, loss: float, tmp_path: Path
) -> None:
    problem = PROBLEMS / f"{name}.yaml"
    share = f"{loss:.0%}"
    limits = ("--time-limit", seconds, "--max-loss", share, "--min-distance", "25%")
    run("candidates", problem, "-n", 5, *limits, "-o", tmp_path)
    files = [tmp_path / letter / "timetable.yaml" for letter in "ABCDE"]
    tables = [placed(file) for file in files]
    for one, other in combinations(tables, 2):
        assert differing_share(one, other) >= 0.25
    best, *others = (penalties(problem, file) for file in files)
    for found in others:
        assert all(found[p] <= best[p] + int(best[p] * loss) for p in best)
    told = json.loads((tmp_path / "candidates.json").read_text(encoding="utf-8"))
    assert told["ending"] == "enough"
    for (i, one), (j, other) in combinations(enumerate(tables), 2):
        assert told["distances"][i][j] == round(differing_share(one, other), 4)


def test_days_alone_can_be_asked_for_and_there_is_a_proof_that_they_are_settled(
    tmp_path: Path,
) -> None:
    problem = PROBLEMS / f"{DEVROOM}.yaml"
    told = json.loads(run("candidates", problem, "--count-only", "day", "--json"))
    # Cloud fills Saturday and virtualization Sunday; it costs something else to swap.
    assert (told["ending"], len(told["candidates"])) == ("no-more", 1)


def test_a_shuffled_ballot_is_anonymous_and_the_key_solves_it(tmp_path: Path) -> None:
    problem = PROBLEMS / "tutorial.yaml"
    loss = ("--max-loss", "3=30", "-n", 3)
    run("candidates", problem, *loss, "--shuffle", "--seed", 1, "-o", tmp_path)
    key = json.loads((tmp_path / "key.json").read_text(encoding="utf-8"))
    assert sorted(key) == sorted(key.values()) == ["A", "B", "C"]
    assert any(letter != name for letter, name in key.items())
    ballot = (tmp_path / "ballot.html").read_text(encoding="utf-8")
    assert "dealt" in ballot and "http-equiv" in ballot
    assert "<script" not in ballot and "https://" not in ballot
    best = [letter for letter, name in key.items() if name == "A"]
    assert f"candidate-{best[0]}" in ballot


def test_backbone_profiles_trade_off_and_weights_of_the_tutorial(
    tmp_path: Path,
) -> None:
    problem = PROBLEMS / "tutorial.yaml"
    questions = ("--backbone", "--profiles", "--sensitivity")
    curve = ("--frontier", "left-out,room-idle")
    run("candidates", problem, "-n", 2, *questions, *curve, "-o", tmp_path)
    told = json.loads((tmp_path / "candidates.json").read_text(encoding="utf-8"))
    bone = told["backbone"]
    assert bone["fixed_proven"] and bone["free_proven"]
    assert bone["fixed"]["opening"] == {
        "day": "friday",
        "start": "13:00",
        "room": "hall",
    }
    # It does not fit beside the others, however often one looks.
    assert bone["fixed"]["mushroom-leather"] is None
    assert {profile["name"] for profile in told["profiles"]} == {
        "for speakers",
        "for the audience",
        "for the crew",
    }
    assert told["frontier"]["complete"]
    amounts = [point["amounts"] for point in told["frontier"]["points"]]
    assert amounts == sorted(amounts)
    assert all(effect["effect"] != "unknown" for effect in told["sensitivity"])
    for name in ("backbone.png", "backbone.svg", "frontier.png", "frontier.svg"):
        assert (tmp_path / name).stat().st_size > 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("--min-distance", "20"),
        ("--min-distance", "120%"),
        ("--max-loss", "much"),
        ("--max-loss", "25"),
        ("--frontier", "seats"),
        ("--frontier", "seats,nothing"),
        ("--frontier", "seats,seats"),
    ],
)
def test_wrong_values_are_told_before_anything_is_solved(
    arguments: tuple[str, ...],
) -> None:
    run("candidates", PROBLEMS / "tutorial.yaml", *arguments, code=2)
