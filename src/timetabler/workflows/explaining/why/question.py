"""Read a question as people ask it: a talk, and perhaps a day, a time and a room."""

from timetabler.problem.clock import ClockError
from timetabler.problem.mistakes import unknown
from timetabler.problem.problem import Day, Problem
from timetabler.workflows.explaining.why.why import Question


class QuestionError(ValueError):
    """A question about what is not in the problem."""


def question_of(
    problem: Problem,
    talk: str,
    *,
    on: str | None = None,
    at: str | None = None,
    room: str | None = None,
    rules: bool = False,
) -> Question:
    """Make a question.

    Args:
        problem: The problem.
        talk: The talk, by id.
        on: A day, by id; None for any.
        at: A time as ``HH:MM``; None for any.
        room: A room, by id; None for any.
        rules: Whether to price the rules that bear on the talk.

    Raises:
        QuestionError: If there is no such talk, day or room, or if no talk like this
            may start then.
    """
    for kind, name, known in (
        ("talk", talk, problem.talks),
        ("day", on, problem.days),
        ("room", room, problem.rooms),
    ):
        if name is not None and name not in known:
            raise QuestionError(unknown(kind, name, known))
    days = [problem.days[on]] if on else list(problem.days.values())
    starts = [
        start
        for start in problem.starts_of(problem.talks[talk])
        if any(problem.day_at(start).id == day.id for day in days)
    ]
    if at is not None:
        wanted = {start for day in days for start in _at(problem, day, at)}
        starts = [start for start in starts if start in wanted]
    if not starts:
        when = " ".join(filter(None, (on, at)))
        raise QuestionError(f"{when} is no permitted start of {talk}")
    rooms = (room,) if room else tuple(problem.rooms)
    narrow = any(part is not None for part in (on, at, room))
    return Question(talk, tuple(starts), rooms, narrow, rules)


def _at(problem: Problem, day: Day, at: str) -> list[int]:
    try:
        return [problem.clock.read(day.date, at)]
    except ClockError as error:
        raise QuestionError(str(error)) from None
