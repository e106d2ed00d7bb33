"""What could be changed about speakers."""

from collections.abc import Callable, Iterator

from timetabler.engine.reasons import Reason
from timetabler.problem.problem import Problem, Speaker, Window, Windows
from timetabler.workflows.explaining.repair.change import (
    PERSON,
    RAISE,
    STEPS,
    Change,
    Family,
    begun_earlier,
    begun_later,
    ended_earlier,
    ended_later,
    entry,
)

Move = Callable[[Windows, Window, int], Windows]


def availability(problem: Problem, reason: Reason) -> Iterator[Family]:
    """Let a speaker come earlier, stay longer, come on the day, or be less busy."""
    speaker, day = problem.speakers[reason.about[0]], reason.about[1]
    span = problem.days[day].hours
    there = _meeting(speaker.available or (), span)
    if there:
        first, last = min(there).start, max(there).end
        moves: tuple[tuple[Move, str, int], ...] = (
            (begun_earlier, "be there from", first),
            (ended_later, "stay until", last),
        )
        for move, verb, was in moves:
            yield tuple(_wider(problem, speaker, span, move, (verb, was)))
    elif speaker.available is not None:
        windows = (*speaker.available, span)
        yield (
            Change(
                f"let {speaker.name} be there on {day} too",
                span.end - span.start,
                entry("speakers", speaker.id, available=tuple(sorted(windows))),
            ),
        )
    if _meeting(speaker.busy, span):
        yield tuple(_less_busy(problem, speaker, span, begun_later, "later"))
        yield tuple(_less_busy(problem, speaker, span, ended_earlier, "earlier"))


def _meeting(windows: Windows, span: Window) -> list[Window]:
    return [w for w in windows if w.meets(span.start, span.end)]


def _wider(
    problem: Problem,
    speaker: Speaker,
    span: Window,
    move: Move,
    words: tuple[str, int],
) -> Iterator[Change]:
    available = speaker.available or ()
    verb, was = words
    for minutes in STEPS:
        windows = move(available, span, minutes)
        met = _meeting(windows, span)
        now = min(met).start if move is begun_earlier else max(met).end
        if now != was:
            text = f"let {speaker.name} {verb} {problem.at(now)} instead of "
            text += problem.at(was).split()[-1]
            change = entry("speakers", speaker.id, available=windows)
            yield Change(text, abs(now - was), change)


def _less_busy(
    problem: Problem, speaker: Speaker, span: Window, move: Move, how: str
) -> Iterator[Change]:
    busy = speaker.busy
    hours = ", ".join(map(problem.span, _meeting(busy, span)))
    end = "begins" if how == "later" else "ends"
    for minutes in STEPS:
        windows = move(busy, span, minutes)
        gone = not _meeting(windows, span)
        text = f"let {speaker.name} be free {hours}"
        if not gone:
            text = (
                f"what keeps {speaker.name} busy {hours} {end} {minutes} minutes {how}"
            )
        freed = sum(w.end - w.start for w in _meeting(busy, span)) if gone else minutes
        yield Change(text, freed, entry("speakers", speaker.id, busy=windows))
        if gone:
            return


def load(problem: Problem, reason: Reason) -> Iterator[Family]:
    """Let a speaker give more talks a day."""
    speaker = problem.speakers[reason.about[0]]
    most = speaker.talks_a_day or 0
    yield tuple(
        Change(
            f"let {speaker.name} give {most + more} talks a day instead of {most}",
            RAISE * more,
            entry("speakers", speaker.id, talks_a_day=most + more),
        )
        for more in range(1, 4)
    )


def clash(problem: Problem, reason: Reason, talks: tuple[str, ...]) -> Iterator[Family]:
    """Let a speaker rest less, or somebody else give a talk."""
    speaker = problem.speakers[reason.about[0]]
    if speaker.rest:
        rests = [speaker.rest - m for m in STEPS if m < speaker.rest]
        yield tuple(
            Change(
                f"let {speaker.name} rest {rest} minutes between talks"
                f" instead of {speaker.rest}",
                speaker.rest - rest,
                entry("speakers", speaker.id, rest=rest),
            )
            for rest in (*rests, 0)
        )
    for talk in talks:
        speakers = problem.talks[talk].speakers
        if speaker.id in speakers:
            rest_of = tuple(s for s in speakers if s != speaker.id)
            text = f"let somebody else than {speaker.name} give {talk}"
            if rest_of:
                text = f"let {talk} be given without {speaker.name}"
            yield (Change(text, PERSON, entry("talks", talk, speakers=rest_of)),)
