"""Problems with a planted contradiction each: it is named, minimal, and repaired."""

from pathlib import Path

import pytest

from explain.gallery_page import PAGE, section
from explain.proofs import assert_minimal, assert_works, named
from timetabler.engine.outcome import Options, Status
from timetabler.workflows.explaining.explain import Explanation, explain
from timetabler.workflows.load import Loaded, load_problem

IMPOSSIBLE = Path(__file__).parents[2] / "problems" / "impossible"
AS_PUBLISHED = "fosdem-2012-as-published"
Planted = list[tuple[str, str]]

# The talks and the constraints of each planted contradiction, and how it is counted.
GALLERY: dict[str, tuple[Planted, str]] = {
    "pins-collide": ([("opening awards", "pinned room-clash")], "pair"),
    "speaker-twice": ([("compilers linkers", "pinned speaker-clash")], "pair"),
    "speaker-hours": (
        [("one two three four five", "speaker-available speaker-clash")],
        "minutes",
    ),
    "tables": (
        [("", "equipment room-open talk-time room-clash")],
        "minutes",
    ),
    "track-rooms": (
        [
            (
                "boot memory network storage",
                "talk-time talk-room breaks-free permitted-start room-clash",
            )
        ],
        "minutes",
    ),
    "chain": (
        [("basics types traits macros", "order talk-time permitted-start")],
        "chain",
    ),
    "talks-a-day": ([("a b c d e", "speaker-load")], "load"),
    "closed-room": ([("clusters", "speaker-available room-open talk-room")], "place"),
    "never-together": ([("panel", "speaker-available")], "place"),
    "not-parallel": (
        [("bread cheese wine olives", "not-parallel permitted-start")],
        "minutes",
    ),
    "slots": (
        [("long-a long-b long-c", "room-open breaks-free room-clash")],
        "minutes",
    ),
    "long-talks": ([("amber basalt chalk", "room-open room-clash")], "count"),
    "walking": (
        [("morning stretching", "speaker-available talk-room speaker-clash")],
        "",
    ),
    "lunch": ([("tutorial", "breaks-free permitted-start")], "place"),
    "kept-room": ([("workshop", "session-track room-open speaker-available")], "place"),
    "seats": (
        [("rockets robots rivers rumours", "seats permitted-start room-clash")],
        "minutes",
    ),
    "same-day": ([("part-one part-two", "order speaker-available")], ""),
    "two-at-once": (
        [
            ("keynote", "pinned speaker-available"),
            ("bowls spoons", "room-open equipment room-clash"),
        ],
        "place",
    ),
}

LARGE = {"tables", "speaker-hours"}


def loaded(name: str) -> Loaded:
    return load_problem(IMPOSSIBLE / f"{name}.yaml")


def explained(name: str) -> Explanation:
    problem = loaded(name)
    options = Options(seconds=60, workers=1)
    return explain(problem.problem, problem.constraints, options)


def test_every_problem_is_in_the_gallery() -> None:
    files = {path.stem for path in IMPOSSIBLE.glob("*.yaml")}
    assert files == {*GALLERY, AS_PUBLISHED}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.slow] if name in LARGE else [])
        for name in GALLERY
    ],
)
def test_cause_proof_and_repairs(name: str) -> None:
    explanation = explained(name)
    assert explanation.status is Status.INFEASIBLE
    assert explanation.complete
    the_planted_cause_is_named(name, explanation)
    it_is_counted_without_a_solver(name, explanation)
    no_demand_is_idle(name, explanation)
    every_repair_works(explanation)
    assert section(name, explanation) in PAGE.read_text(encoding="utf-8")


def the_planted_cause_is_named(name: str, explanation: Explanation) -> None:
    planted, _ = GALLERY[name]
    assert len(explanation.conflicts) == len(planted)
    for talks, constraints in planted:
        assert any(
            (set(conflict.talks) == set(talks.split()) or not talks)
            and {c for c, _ in conflict.reasons} == {"scheduled", *constraints.split()}
            for conflict in explanation.conflicts
        ), explanation.conflicts


def it_is_counted_without_a_solver(name: str, explanation: Explanation) -> None:
    kinds = {certificate.kind for certificate in explanation.certificates}
    expected = GALLERY[name][1]
    assert expected in kinds if expected else not kinds


def no_demand_is_idle(name: str, explanation: Explanation) -> None:
    problem, constraints = loaded(name).problem, loaded(name).constraints
    for conflict in explanation.conflicts:
        assert conflict.minimal
        assert_minimal(problem, named(problem, constraints, conflict.reasons))


def every_repair_works(explanation: Explanation) -> None:
    assert explanation.repairs
    for repair in explanation.repairs:
        assert_works(repair)
    efforts = [repair.effort for repair in explanation.repairs]
    assert efforts == sorted(efforts)


@pytest.mark.slow
def test_fosdem_as_published() -> None:
    explanation = explained(AS_PUBLISHED)
    problem, constraints = (
        loaded(AS_PUBLISHED).problem,
        loaded(AS_PUBLISHED).constraints,
    )
    talks = {frozenset(conflict.talks) for conflict in explanation.conflicts}
    welcomes = {f"welcome-to-the-{r}-devroom" for r in ("free-java", "legal-issues")}
    assert frozenset(welcomes) in talks
    assert any("typo3-certification-exams" in group for group in talks)
    for conflict in explanation.conflicts:
        assert_minimal(problem, named(problem, constraints, conflict.reasons))
    for repair in explanation.repairs:
        assert_works(repair)
