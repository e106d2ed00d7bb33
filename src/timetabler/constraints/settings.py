"""Read the constraints part of a problem file into constraints that count."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from timetabler.constraints.base import Constraint
from timetabler.constraints.registry import CONSTRAINTS
from timetabler.problem.mistakes import Mistake, Path, unknown
from timetabler.problem.problem import Problem
from timetabler.problem.reading import as_mistakes

_BY_KEY = {kind.key: kind for kind in CONSTRAINTS}


def active(problem: Problem) -> tuple[Constraint, ...]:
    """List the constraints that count, in the registry's order.

    Those a problem file does not mention count by their defaults; those at level `off`
    are left out.

    Raises:
        ValueError: If the settings are wrong (``settings_mistakes`` tells where).
    """
    found = [
        kind.model_validate(_named(setting, index))
        for kind in CONSTRAINTS
        for index, (_, setting) in enumerate(_settings(problem, kind.key))
    ]
    return tuple(constraint for constraint in found if constraint.level != "off")


def with_profile(problem: Problem, profile: str) -> Problem:
    """The problem with a profile's changes; maps of settings are joined key by key."""
    merged = dict(problem.constraints)
    for key, change in problem.profiles[profile].items():
        before = _as_map(merged.get(key, {}))
        after = _as_map(change)
        both = isinstance(before, dict) and isinstance(after, dict)
        merged[key] = {**before, **after} if both else change
    return replace(problem, constraints=merged, profiles={})


def settings_mistakes(problem: Problem) -> Iterable[Mistake]:
    """Yield what is wrong in the constraints and profiles of a problem file."""
    yield from _part_mistakes(problem)
    for profile, changes in problem.profiles.items():
        alone = replace(problem, constraints=changes, profiles={})
        for mistake in _part_mistakes(alone):
            path = ("profiles", profile, *mistake.path[1:])
            yield replace(mistake, path=path)


def _part_mistakes(problem: Problem) -> Iterable[Mistake]:
    for key in problem.constraints:
        if key not in _BY_KEY:
            why = unknown("constraint", key, _BY_KEY)
            yield Mistake(("constraints", key), why, at="key")
            continue
        for path, setting in _settings(problem, key):
            yield from _mistakes(problem, _BY_KEY[key], path, setting)


def _mistakes(
    problem: Problem,
    kind: type[Constraint],
    path: Path,
    setting: Any,  # noqa: ANN401
) -> Iterator[Mistake]:
    if not isinstance(setting, dict):
        why = f"expected hard, off, a priority or a map of settings, got {setting!r}"
        yield Mistake(path, why)
        return
    try:
        constraint = kind.model_validate(setting)
    except ValidationError as error:
        for mistake in as_mistakes(error, kind):
            inner = tuple(p for p in mistake.path if p not in _UNION_ARMS)
            message = _level_message(inner, mistake.message)
            yield Mistake((*path, *inner), message, mistake.at)
        return
    for mistake in constraint.mistakes(problem):
        yield Mistake((*path, *mistake.path), mistake.message, mistake.at)


_UNION_ARMS = {"literal['hard','off']", "constrained-int", "int"}


def _level_message(path: Path, message: str) -> str:
    if path == ("level",):
        return "expected hard, off, or a priority from 1 to 9"
    return message


def _settings(problem: Problem, key: str) -> Iterator[tuple[Path, Any]]:
    """Yield each setting of a constraint with its path; {} where none is given."""
    given = problem.constraints.get(key)
    path: Path = ("constraints", key)
    if given is None:
        yield path, {}
    elif isinstance(given, list):
        for index, item in enumerate(given):
            yield (*path, index), _as_map(item)
    else:
        yield path, _as_map(given)


def _as_map(setting: Any) -> Any:  # noqa: ANN401
    short = isinstance(setting, str | int) and not isinstance(setting, bool)
    return {"level": setting} if short else setting


def _named(setting: dict[str, Any], index: int) -> dict[str, Any]:
    if index == 0 or setting.get("name"):
        return setting
    return {**setting, "name": f"#{index + 1}"}
