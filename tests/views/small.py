"""Small conferences for the tests of views."""

from timetabler.problem.problem import Problem
from timetabler.problem.reading import read_problem
from timetabler.timetable.timetable import Placement, Timetable

TWO_DAYS = """
conference:
  title: Two days
  timezone: Europe/Brussels
  days:
    saturday: {date: 2012-02-04, hours: "9:00-13:00"}
    sunday: {date: 2012-02-05, hours: "10:00-12:00"}
  breaks:
    coffee: {title: Coffee, when: "10:30-11:00"}
rooms:
  big: {title: Big hall, seats: 100}
  small: {title: Small hall, seats: 10, open: "saturday 10:00-12:00"}
  unused: {}
tracks:
  xen: {title: Xen}
  bsd: {title: BSD, colour: "#0072b2"}
speakers:
  ann: {name: Ann Übel, available: "saturday 9:00-11:00"}
  bob: {name: Bob}
talks:
  a: {title: Opening, minutes: 30, track: xen, speakers: ann}
  b:
    {title: Second, minutes: 60, track: xen, speakers: [ann, bob], pin: {start: "9:00"}}
  c: {title: Third, minutes: 60, track: bsd, audience: 30}
  d: {title: Last, minutes: 30}
"""
NINE, TEN, ELEVEN, SUNDAY = 540, 600, 660, 1440


def two_days() -> tuple[Problem, Timetable]:
    """Two rooms on Saturday, one on Sunday; Ann gives two talks at once."""
    problem = read_problem(TWO_DAYS, "two-days.yaml")
    placements = (
        Placement(NINE, "big", "a"),
        Placement(TEN, "small", "c"),
        Placement(NINE, "small", "b"),
        Placement(SUNDAY + ELEVEN, "big", "d"),
    )
    return problem, Timetable.of(placements)


def crowd(talks: int, rooms: int, tracks: int) -> tuple[Problem, Timetable]:
    """One long day with talks of many lengths in many rooms and tracks.

    Titles and names are long, short, without spaces, in other scripts.
    """
    titles = (
        "On the care and feeding of very large monorepositories in small teams",
        "Ünïcödé $x_i$ & <tags>",
        "Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüsselbrett",
        "Q&A",
        "Emoji \N{ROCKET} and 漢字 and عربى in one title",
    )
    names = ("Ann", "Bartholomew Featherstonehaugh-Cholmondeley", "Zoë Ω", "李")
    lengths = (5, 15, 25, 30, 50, 105)
    lines = [
        "conference:",
        "  title: A crowd",
        "  timezone: Europe/Brussels",
        '  days: {day: {date: 2012-02-04, hours: "8:00-24:00"}}',
        '  breaks: {lunch: {title: Lunch, when: "12:00-12:30", rooms: r0}}',
        "rooms:",
        *(f"  r{n}: {{title: Room {n}, seats: {50 + n}}}" for n in range(rooms)),
        "tracks:",
        *(f"  t{n}: {{title: Subject {n} of many}}" for n in range(tracks)),
        "speakers:",
        *(f'  s{n}: {{name: "{name}"}}' for n, name in enumerate(names)),
        "talks:",
    ]
    placements = []
    clock = dict.fromkeys(range(rooms), 480)
    for n in range(talks):
        room, minutes = n % rooms, lengths[n % len(lengths)]
        people = f"[s{n % 4}]" if n % 3 else "[s0, s1, s2]"
        lines.append(
            f"  k{n}: {{title: {titles[n % len(titles)]!r}, minutes: {minutes},"
            f" track: t{n % tracks}, speakers: {people}"
            + (", pin: {day: day}}" if n % 7 == 0 else "}")
        )
        placements.append(Placement(clock[room], f"r{room}", f"k{n}"))
        clock[room] += minutes
    problem = read_problem("\n".join(lines), "crowd.yaml")
    return problem, Timetable.of(placements)
