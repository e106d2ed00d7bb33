"""Groups of talks that have something in common: a track, a level, a tag."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from math import prod

from timetabler.constraints.facts import talk_facts
from timetabler.problem.mistakes import Mistake, Path, unknown
from timetabler.problem.problem import Problem, Talk

PLAIN = ("track", "theme", "level", "language", "kind", "speaker", "tag")


def values(problem: Problem, talk: Talk, by: str) -> set[str]:
    """What a talk is, by one of ``PLAIN`` or by the tags that begin with ``by:``."""
    if by in PLAIN:
        return set(talk_facts(problem, talk)[by])
    return {tag for tag in talk.tags if tag.startswith(f"{by}:")}


def grouped(problem: Problem, by: str) -> dict[str, list[str]]:
    """The talks by what they are, in the order of the file."""
    found: dict[str, list[str]] = {}
    for talk in problem.talks.values():
        for value in sorted(values(problem, talk, by)):
            found.setdefault(value, []).append(talk.id)
    return found


def sharing(problem: Problem, by: Iterable[str]) -> list[tuple[str, str]]:
    """The pairs of talks that share a value of every ``by``; none without any."""
    keys = list(by)
    if not keys:
        return []
    have = [
        (t.id, [values(problem, t, k) for k in keys]) for t in problem.talks.values()
    ]
    return [
        (one, other)
        for (one, its), (other, others) in combinations(have, 2)
        if all(not a.isdisjoint(b) for a, b in zip(its, others, strict=True))
    ]


def shared(problem: Problem, by: Iterable[str]) -> dict[tuple[str, str], int]:
    """How much pairs of talks have in common, in the order of the file.

    Of several ``by`` the numbers of common values are multiplied; pairs with nothing in
    common by one of them are left out.
    """
    keys = list(by)
    have = {
        t.id: [values(problem, t, key) for key in keys] for t in problem.talks.values()
    }
    return {
        (one, other): prod(
            len(a & b) for a, b in zip(have[one], have[other], strict=True)
        )
        for one, other in sharing(problem, keys)
    }


def shared_by_any(problem: Problem, by: Iterable[str]) -> dict[tuple[str, str], int]:
    """How much pairs have in common by any of several, in the order of the file."""
    total: Counter[tuple[str, str]] = Counter()
    for key in dict.fromkeys(by):
        total.update(shared(problem, [key]))
    return {pair: total[pair] for pair in combinations(problem.talks, 2) if total[pair]}


def by_mistakes(problem: Problem, by: Iterable[str], path: Path) -> Iterator[Mistake]:
    """Find what talks can not be told apart by, as no tag begins with it."""
    tags = {t for talk in problem.talks.values() for t in talk.tags}
    kinds = sorted({tag.split(":", 1)[0] for tag in tags if ":" in tag})
    for index, key in enumerate(by):
        if key not in PLAIN and key not in kinds:
            why = unknown("property of talks", key, (*PLAIN, *kinds))
            yield Mistake((*path, index), why)
