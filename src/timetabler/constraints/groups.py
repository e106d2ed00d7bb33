"""Groups of talks that have something in common: a track, a level, a tag."""

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
    keys = list(by)
    if not keys:
        return []
    rest = {
        talk.id: [values(problem, talk, key) for key in keys[1:]]
        for talk in problem.talks.values()
    }
    # Few talks share a speaker: groups are looked through, not all pairs there are.
    groups = grouped(problem, keys[0]).values()
    rank = {talk: index for index, talk in enumerate(problem.talks)}
    pairs = {pair for group in groups for pair in combinations(group, 2)}
    return [
        (one, other)
        for one, other in sorted(pairs, key=lambda pair: (rank[pair[0]], rank[pair[1]]))
        if all(not a.isdisjoint(b) for a, b in zip(rest[one], rest[other], strict=True))
    ]


def by_mistakes(problem: Problem, by: Iterable[str], path: Path) -> Iterator[Mistake]:
    """Find what talks can not be told apart by, as no tag begins with it."""
    tags = {t for talk in problem.talks.values() for t in talk.tags}
    kinds = sorted({tag.split(":", 1)[0] for tag in tags if ":" in tag})
    for index, key in enumerate(by):
        if key not in PLAIN and key not in kinds:
            why = unknown("property of talks", key, (*PLAIN, *kinds))
            yield Mistake((*path, index), why)
