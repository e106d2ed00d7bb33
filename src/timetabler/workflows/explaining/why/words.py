"""Answers to "why is it there" in words."""

from collections.abc import Iterator

from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Placement
from timetabler.views.terminal.explanation import Section
from timetabler.workflows.explaining.why.adapted import Adapted
from timetabler.workflows.explaining.why.alternatives import Alternative
from timetabler.workflows.explaining.why.asked import There
from timetabler.workflows.explaining.why.ranges import joined
from timetabler.workflows.explaining.why.why import Answer

_MOST_MOVED = 6
Paragraph = tuple[str, tuple[str, ...]]


def summary(problem: Problem, answer: Answer) -> str:
    """Say where the talk is, and whether it could be where it was asked for."""
    talk, here = answer.question.talk, answer.here
    where = f"{talk} is left out." if here is None else f"{_at(problem, here)}."
    if not answer.question.narrow:
        return where
    ((there, adapted),) = answer.adapted
    place = there.law(problem, (talk,)).split(" is asked to start ")[-1]
    verdict = {
        "infeasible": "It can not start {}; proved.",
        "unknown": "Whether it can start {} is not known: the time ran out.",
    }.get(adapted.status, "It can start {}.")
    return f"{where} {verdict.format(place)}"


def paragraphs(problem: Problem, answer: Answer) -> list[Section]:
    """Say what there is to say, section by section."""
    conflict = [("These can not all be kept:", answer.conflict)]
    return [
        Section("What it costs where it is", [(text, ()) for text in answer.costs]),
        Section("Why it can not be there", conflict if answer.conflict else []),
        Section("If everything else may adapt", list(_all_adapted(problem, answer))),
        Section("If only this talk moves", list(_moves(problem, answer))),
        Section("If it swaps with another", list(_swaps(problem, answer))),
        Section("Where it can not be", list(_forbidden(problem, answer))),
        Section("What rules cost everybody else", list(_rules(answer))),
    ]


def _at(problem: Problem, place: Placement) -> str:
    return f"{place.talk} is at {problem.at(place.start)} in {place.room}"


def _all_adapted(problem: Problem, answer: Answer) -> Iterator[Paragraph]:
    """Tell the other places; and first, what could be gained without this talk."""
    staying = answer.staying
    if staying and staying.price and any(p for _, p in staying.price.priorities):
        exact = "" if staying.status == "optimal" else _least(staying)
        yield f"where it is: {staying.price.text}{exact}", ()
    for there, adapted in answer.adapted:
        yield _adapted(problem, there, adapted)


def _adapted(problem: Problem, there: There, adapted: Adapted) -> Paragraph:
    if adapted.timetable is None or adapted.price is None:
        place = there.law(problem, (there.talk,)).split(" is asked to start ")[-1]
        known = adapted.status == "infeasible"
        return f"{place}: {'impossible' if known else 'not known'}", ()
    now = adapted.timetable.placements[there.talk]
    exact = "" if adapted.status == "optimal" else _least(adapted)
    text = f"{problem.at(now.start)} in {now.room}: {adapted.price.text}{exact}"
    moved = [_moved(problem, was, to) for was, to in adapted.moved[:_MOST_MOVED]]
    more = len(adapted.moved) - len(moved)
    return text, (*moved, *([f"and {more} more talks move"] if more else []))


def _least(adapted: Adapted) -> str:
    least = ", ".join(f"{rise:+,} in priority {p}" for p, rise in adapted.least)
    return f" (not proven; at least {least})" if least else " (not proven)"


def _moved(problem: Problem, was: Placement, to: Placement | None) -> str:
    if to is None:
        return f"{was.talk} is left out"
    end = f"{problem.at(to.start)} in {to.room}"
    return f"{was.talk} moves from {problem.at(was.start)} in {was.room} to {end}"


def _moves(problem: Problem, answer: Answer) -> Iterator[Paragraph]:
    able = [a for a in answer.moves if not a.price.broken]
    ranges = joined(problem, able, answer.question.starts)
    for one in sorted(ranges, key=lambda r: (_price(r.alternatives[0]), r.first)):
        yield f"{one.text(problem)}: {one.alternatives[0].price.text}", ()
    broken = [a for a in answer.moves if a.price.broken and not a.forbidden]
    if broken:
        yield _breaking(problem, broken, "places"), ()


def _breaking(problem: Problem, broken: list[Alternative], what: str) -> str:
    """Sum up what breaks something hard, with what breaks least."""
    least = broken[0]
    place = f"{problem.at(least.place.start)} in {least.place.room}"
    if len(broken) == 1:
        return f"{place}: {_told(least)}"
    return (
        f"{len(broken):,} {what} break something hard as long as others stay;"
        f" least {place}: {_told(least)}"
    )


def _price(alternative: Alternative) -> tuple[int, tuple[int, ...]]:
    return alternative.price.rank


def _told(alternative: Alternative) -> str:
    broken = alternative.price.broken
    if len(broken) > 1:
        return f"{broken[0]}; {len(broken) - 1} more breaches"
    return alternative.price.text


def _swaps(problem: Problem, answer: Answer) -> Iterator[Paragraph]:
    able = [swap for swap in answer.swaps if not swap.price.broken]
    for swap in able:
        place = f"{problem.at(swap.place.start)} in {swap.place.room}"
        yield f"{place}, with {swap.swapped}: {swap.price.text}", ()
    broken = [swap for swap in answer.swaps if swap.price.broken]
    if broken:
        yield _breaking(problem, broken, "swaps"), ()


def _forbidden(problem: Problem, answer: Answer) -> Iterator[Paragraph]:
    by_laws: dict[tuple[str, ...], list[Alternative]] = {}
    for one in answer.moves:
        if one.forbidden:
            by_laws.setdefault(one.forbidden[:1], []).append(one)
    for laws, places in sorted(by_laws.items(), key=lambda item: -len(item[1])):
        number = len(places)
        yield f"{laws[0]} ({number:,} place{'s' if number != 1 else ''})", ()


def _rules(answer: Answer) -> Iterator[Paragraph]:
    for rule in answer.rules:
        shifts = ", ".join(shift.text for shift in rule.gain.shifts)
        rises = [
            f"{rise:+,} in priority {p}" for p, rise in rule.gain.priorities if rise
        ]
        worth = f"{', '.join(rises)}: {shifts}" if rises else "nothing"
        if rises:
            worth = f"without it {worth}"
        proven = "" if rule.proven else " (not proven)"
        yield f"{rule.law}: {worth}{proven}", ()
