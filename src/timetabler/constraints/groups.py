"""Groups of talks that have something in common: a track, a level, a tag."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

from timetabler.constraints.facts import TALKS
from timetabler.problem.mistakes import Mistake, Path, unknown
from timetabler.problem.problem import Problem, Talk

PLAIN = ("track", "theme", "level", "language", "kind", "speaker", "tag")


def values(problem: Problem, talk: Talk, by: str) -> set[str]:
    """What a talk is, by one of ``PLAIN`` or by the tags that begin with ``by:``."""
    if by in PLAIN:
        return set(TALKS[by](problem, talk))
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
    return list(shared(problem, by))


def shared(problem: Problem, by: Iterable[str]) -> dict[tuple[str, str], int]:
    """How much pairs of talks have in common, in the order of the file.

    Of several ``by`` the numbers of common values are multiplied; pairs with nothing in
    common by one of them are left out. Without any ``by`` there are no pairs.
    """
    found: dict[tuple[str, str], int] | None = None
    for key in by:
        common = _in_common(problem, key)
        if found is None:
            found = common
        else:
            both = ((pair, times) for pair, times in found.items() if pair in common)
            found = {pair: times * common[pair] for pair, times in both}
    return found or {}


def _in_common(problem: Problem, by: str) -> dict[tuple[str, str], int]:
    """The number of values that pairs have in common, for those that have any."""
    found = Counter(
        pair
        for talks in grouped(problem, by).values()
        for pair in combinations(talks, 2)
    )
    rank = {talk: index for index, talk in enumerate(problem.talks)}
    ordered = sorted(found, key=lambda pair: (rank[pair[0]], rank[pair[1]]))
    return {pair: found[pair] for pair in ordered}


def shared_by_any(problem: Problem, by: Iterable[str]) -> dict[tuple[str, str], int]:
    """How much pairs have in common by any of several, in the order of the file."""
    total: Counter[tuple[str, str]] = Counter()
    for key in dict.fromkeys(by):
        total.update(_in_common(problem, key))
    rank = {talk: index for index, talk in enumerate(problem.talks)}
    ordered = sorted(total, key=lambda pair: (rank[pair[0]], rank[pair[1]]))
    return {pair: total[pair] for pair in ordered}


def by_mistakes(problem: Problem, by: Iterable[str], path: Path) -> Iterator[Mistake]:
    """Find what talks can not be told apart by, as no tag begins with it."""
    tags = {t for talk in problem.talks.values() for t in talk.tags}
    kinds = sorted({tag.split(":", 1)[0] for tag in tags if ":" in tag})
    for index, key in enumerate(by):
        if key not in PLAIN and key not in kinds:
            why = unknown("property of talks", key, (*PLAIN, *kinds))
            yield Mistake((*path, index), why)
