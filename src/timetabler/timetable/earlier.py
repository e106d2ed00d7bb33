"""Read a timetable that was made before the problem file became what it is."""

from timetabler.problem.clock import ClockError
from timetabler.problem.mistakes import InvalidInputError, Mistake, unknown
from timetabler.problem.problem import Problem
from timetabler.problem.reading import read_model
from timetabler.problem.yamlreader import read_yaml
from timetabler.timetable.file import TimetableFile
from timetabler.timetable.timetable import Identity, Placement, Timetable


def read_earlier(text: str, file: str, problem: Problem) -> Timetable:
    """Read a timetable file of an earlier version of a problem.

    Talks and rooms that the problem does not know any more are kept as they are: they
    were announced, so people have to hear what has become of them.

    Raises:
        InvalidInputError: With every mistake, each at its line and column.
    """
    document = read_yaml(text, file)
    entries = read_model(TimetableFile, document)
    placements: dict[str, Placement] = {}
    mistakes: list[Mistake] = []
    for talk, entry in entries.talks.items():
        path = ("talks", talk)
        if entry.day not in problem.days:
            why = f"{unknown('day', entry.day, problem.days)}; a day of an earlier"
            why += " timetable has to stay in the problem file: close its rooms instead"
            mistakes.append(Mistake((*path, "day"), why))
            continue
        try:
            start = problem.clock.read(problem.days[entry.day].date, entry.start)
        except ClockError as error:
            mistakes.append(Mistake((*path, "start"), str(error)))
            continue
        placements[talk] = Placement(start, entry.room, talk)
    if mistakes:
        raise InvalidInputError([document.locate(mistake) for mistake in mistakes])
    identities = {
        talk: Identity(i.guid, i.number, i.sequence, i.cancelled)
        for talk, i in entries.identities.items()
    }
    return Timetable(dict(sorted(placements.items())), identities)


def known(problem: Problem, earlier: Timetable) -> Timetable:
    """Leave out the talks that a problem does not have (any more)."""
    placements = {t: p for t, p in earlier.placements.items() if t in problem.talks}
    return Timetable(placements, earlier.identities)
