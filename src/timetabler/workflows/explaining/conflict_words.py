"""Conflicts in words: who can not be scheduled, and the laws that see to it."""

from collections.abc import Iterable, Iterator

from timetabler.engine.conflict import Conflict
from timetabler.engine.reasons import PERMITTED, Reason
from timetabler.problem.problem import Problem

_BOTH = 2


def headline(problem: Problem, talks: Iterable[str]) -> str:
    """Say which talks can not all be scheduled."""
    ordered = [talk for talk in problem.talks if talk in set(talks)]
    if not ordered:
        return "These demands contradict each other:"
    if len(ordered) == 1:
        return f"{ordered[0]} can not be scheduled:"
    every = "both" if len(ordered) == _BOTH else "all"
    return f"{listed(ordered)} can not {every} be scheduled:"


def laws(problem: Problem, conflict: Conflict) -> tuple[str, ...]:
    """Say why, one sentence a law; talks under the same law share a sentence."""
    sentences: dict[tuple[object, ...], list[str]] = {}
    for reason in conflict.reasons:
        if reason.constraint.key != "scheduled":
            who, what = split(problem, reason)
            sentences.setdefault((id(reason.constraint), what), []).append(who)
    return tuple(_sentence(who, str(key[1])) for key, who in sentences.items())


def law(problem: Problem, reason: Reason) -> str:
    """Say one reason in words."""
    who, what = split(problem, reason)
    return f"{who} {what}" if who else what


def split(problem: Problem, reason: Reason) -> tuple[str, str]:
    """Part a law into the talk it is about and what it asks, if it begins with one."""
    if reason.about == PERMITTED:
        return "", _permitted(problem)
    text = reason.constraint.law(problem, reason.about)
    for id in reason.about:
        what = text.removeprefix(f"{id} ")
        if id in problem.talks and what != text and not what.startswith("and "):
            return id, what
    return "", text


def _sentence(who: list[str], what: str) -> str:
    names = [name for name in who if name]
    if not names:
        return what
    if len(names) == 1:
        return f"{names[0]} {what}"
    return f"each of {listed(names)} {what}"


def _permitted(problem: Problem) -> str:
    hours = ", ".join(problem.span(day.hours) for day in problem.days.values())
    own = any(talk.slots is not None for talk in problem.talks.values())
    if problem.slots is not None or own:
        return f"talks start at permitted slots within the opening hours ({hours})"
    every = f"talks start every {problem.grid} minutes" if problem.grid > 1 else "talks"
    lie = "and are" if problem.grid > 1 else "are"
    return f"{every} {lie} within the opening hours ({hours})"


def listed(names: Iterable[str]) -> str:
    """Join names as people do: a, b and c."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def sentences(texts: Iterable[str]) -> Iterator[str]:
    """Give each text a stop; ids keep their spelling."""
    for text in texts:
        yield text if text.endswith((".", ":")) else f"{text}."
