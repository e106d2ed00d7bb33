from dataclasses import replace

from timetabler.timetable.score import About, ConstraintScore, Finding, Level, Score
from timetabler.views.layout.marks import Marks, marks_of
from views.small import two_days


def _score(name: str, level: Level, about: About, text: str = "", n: int = 1) -> Score:
    finding = Finding(about, n, text)
    return Score((ConstraintScore(name, level, 1, "things", (finding,)),))


def test_any_part_of_a_pin_is_a_pin() -> None:
    problem, timetable = two_days()
    assert marks_of(problem, timetable) == Marks(frozenset({"b"}), {}, frozenset())


def test_people_without_a_seat_are_those_of_the_finding() -> None:
    problem, timetable = two_days()
    score = _score("seats", 1, ("c", "small"), n=20)
    found = marks_of(problem, timetable, score)
    assert found.seatless == {"c": 20}
    assert not found.conflicts
    hard = marks_of(problem, timetable, _score("seats", "hard", ("c", "small"), n=20))
    assert hard.conflicts == {"c"}


def test_breaches_of_hard_constraints_are_conflicts_and_soft_ones_are_not() -> None:
    problem, timetable = two_days()
    for level, expected in (("hard", {"a", "d"}), (2, set())):
        score = _score("not-parallel", level, ("a", "d"))  # type: ignore[arg-type]
        assert marks_of(problem, timetable, score).conflicts == expected


def test_a_clash_of_a_speaker_or_a_room_marks_the_talks_it_names() -> None:
    problem, timetable = two_days()
    text = "Ann Übel has a in big and b in small, overlapping; c is not hers"
    found = marks_of(problem, timetable, _score("x", "hard", ("ann",), text))
    assert found.conflicts == {"a", "b"}
    text = "small has b and c, overlapping"
    found = marks_of(problem, timetable, _score("x", "hard", ("small",), text))
    assert found.conflicts == {"b", "c"}


def test_a_break_marks_the_talk_that_reaches_into_it() -> None:
    problem, timetable = two_days()
    text = "c at saturday 10:00 in small reaches into Coffee"
    found = marks_of(problem, timetable, _score("x", "hard", ("coffee",), text))
    assert found.conflicts == {"c"}


def test_ids_inside_other_words_do_not_count() -> None:
    problem, timetable = two_days()
    talks = {**problem.talks, "big": replace(problem.talks["a"], id="big")}
    problem = replace(problem, talks=talks)
    found = marks_of(problem, timetable, _score("x", "hard", ("bob",), "bigger b."))
    assert found.conflicts == {"b"}
