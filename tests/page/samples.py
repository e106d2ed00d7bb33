"""Problems and timetables for the tests of the page."""

import random

from timetabler.problem.problem import Problem
from timetabler.problem.reading import read_problem
from timetabler.timetable import (
    ConstraintScore,
    Finding,
    Placement,
    Score,
    Timetable,
)

ODD = """\
conference:
  title: "Odd & <b>ends</b>"
  timezone: Europe/Brussels
  days:
    friday: {date: 2024-03-29, hours: "9:00-26:00"}
    second: {date: 2024-03-30, hours: "9:00-18:00", title: Day two}
  breaks:
    lunch: {when: "friday 12:00-13:00", title: "Lunch <i>"}
    tea: {when: "15:02-15:20", rooms: [hall, 'a"<b>#ü%']}
rooms:
  hall: {title: Great Hall, seats: 100}
  side: {}
  'a"<b>#ü%': {title: "Room </style><script>alert(2)</script>", seats: 1}
  empty: {title: Never used}
tracks:
  one: {title: First track, colour: "#FFFF00"}
  "t'&wo": {title: "Second & </script>"}
  unused: {title: Nobody}
speakers:
  ann: {name: "Ann O'Neill"}
  "bo<b>": {name: "Bo <img src=x onerror=alert(3)>"}
  zoe: {name: Zoë}
talks:
  plain: {title: A plain talk, minutes: 60, track: one, speakers: ann}
  "<script>alert(1)</script>":
    {title: "<script>alert(1)</script>", minutes: 30, speakers: ["bo<b>", ann]}
  beside: {title: Beside it, minutes: 45, track: "t'&wo", language: fr}
  "a~b": {title: Tilde, minutes: 7, track: one, audience: 2, pin: {room: 'a"<b>#ü%'}}
  "a~7e~b": {title: Not the same, minutes: 25, url: "javascript:alert(4)"}
  late: {title: Past midnight, minutes: 90, url: "https://example.org/?a=1&b=2"}
  twice: {title: Overlapping in the hall, minutes: 30, track: one}
  lost: {title: Left out, minutes: 20, optional: 3, speakers: zoe}
  there: {title: The day after, minutes: 30, track: "t'&wo", speakers: ann}
"""


def odd() -> tuple[Problem, Timetable]:
    """A conference in which everything is odd that may be."""
    problem = read_problem(ODD, "odd.yaml")
    placed = (
        ("friday", "10:00", "hall", "plain"),
        ("friday", "10:30", "side", "<script>alert(1)</script>"),
        ("friday", "10:15", 'a"<b>#ü%', "beside"),
        ("friday", "14:00", 'a"<b>#ü%', "a~b"),
        ("friday", "11:15", "side", "a~7e~b"),
        ("friday", "23:30", "hall", "late"),
        ("friday", "10:45", "hall", "twice"),
        ("second", "9:30", "hall", "there"),
    )
    return problem, _timetable(problem, placed)


def score() -> Score:
    """A score with a broken hard constraint and a soft one."""
    breach = Finding(("plain",), 1, "plain is not <where> it has to be")
    loss = Finding(("a~b",), 1, "a~b has 2 people in a room of 1")
    return Score(
        (
            ConstraintScore("talk-room", "hard", 1, "talks", (breach,)),
            ConstraintScore("seats", 1, 1000, "people without a seat", (loss,)),
            ConstraintScore("room-idle", 3, 2, "minutes", ()),
        )
    )


def large(talks: int = 60, seed: int = 5) -> tuple[Problem, Timetable]:
    """A conference of random talks, some of them overlapping in their room."""
    dice = random.Random(seed)
    lines = [
        "conference:",
        "  title: Large",
        "  timezone: Europe/Brussels",
        "  days:",
        '    saturday: {date: 2012-02-04, hours: "9:00-18:00"}',
        '    sunday: {date: 2012-02-05, hours: "9:00-18:00"}',
        "rooms: {r0: {}, r1: {}, r2: {}, r3: {}, r4: {}, r5: {}, r6: {}, r7: {}}",
        "tracks: {t0: {title: Kernel}, t1: {title: Desktop}, t2: {title: Law}}",
        "speakers: {" + ", ".join(f"s{i}: {{name: N{i} S}}" for i in range(40)) + "}",
        "talks:",
    ]
    placed = []
    for i in range(talks):
        minutes = dice.choice((5, 15, 25, 30, 45, 60))
        lines.append(
            f"  k{i}: {{title: Talk q{i}q, minutes: {minutes},"
            f" track: t{dice.randrange(3)}, speakers: s{dice.randrange(40)}}}"
        )
        at = 9 * 60 + 5 * dice.randrange((9 * 60 - minutes) // 5 + 1)
        day = dice.choice(("saturday", "sunday"))
        time = f"{at // 60}:{at % 60:02}"
        placed.append((day, time, f"r{dice.randrange(8)}", f"k{i}"))
    problem = read_problem("\n".join(lines), "large.yaml")
    return problem, _timetable(problem, placed)


def calm() -> tuple[Problem, Timetable]:
    """A small conference without any trouble."""
    problem = read_problem(
        """\
conference:
  title: Calm
  timezone: Europe/Brussels
  days:
    saturday: {date: 2012-02-04, hours: "9:00-18:00"}
    sunday: {date: 2012-02-05, hours: "9:00-18:00"}
    monday: {date: 2012-02-06, hours: "9:00-18:00"}
rooms: {a: {title: Aula, seats: 10}, b: {title: Annex}}
speakers: {ada: {name: Ada}, bob: {name: Bob}}
talks:
  one: {title: One, minutes: 30, speakers: ada, audience: 10}
  two: {title: Two, minutes: 30, speakers: bob}
  six: {title: Six, minutes: 30, speakers: ada}
""",
        "calm.yaml",
    )
    placed = (
        ("saturday", "10:00", "a", "one"),
        ("saturday", "10:30", "a", "two"),
        ("sunday", "10:00", "b", "six"),
    )
    return problem, _timetable(problem, placed)


def _timetable(problem: Problem, placed: object) -> Timetable:
    assert isinstance(placed, list | tuple)
    return Timetable.of(
        Placement(problem.clock.read(problem.days[day].date, start), room, talk)
        for day, start, room, talk in placed
    )
