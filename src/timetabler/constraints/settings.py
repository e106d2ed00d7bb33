"""Read the constraints part of a problem file into constraints that count."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path as FilePath
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
        kind.model_validate(_named(kind.key, setting, index))
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


def anchored(problem: Problem, folder: FilePath) -> Problem:
    """The problem with the files that settings name looked for in a folder."""

    def at_home(settings: Mapping[str, Any]) -> dict[str, Any]:
        return {
            key: _anchored(_BY_KEY.get(key), s, folder) for key, s in settings.items()
        }

    return replace(
        problem,
        constraints=at_home(problem.constraints),
        profiles={name: at_home(changes) for name, changes in problem.profiles.items()},
    )


def _anchored(
    kind: type[Constraint] | None,
    setting: Any,  # noqa: ANN401
    folder: FilePath,
) -> Any:  # noqa: ANN401
    if isinstance(setting, list):
        return [_anchored(kind, item, folder) for item in setting]
    if kind is None or not isinstance(setting, dict):
        return setting
    files = {
        key: setting[key] for key in kind.files if isinstance(setting.get(key), str)
    }
    return {**setting, **{key: str(folder / name) for key, name in files.items()}}


def files_of(problem: Problem) -> tuple[FilePath, ...]:
    """List the files that settings name, each once, in the order of the problem."""
    parts = (problem.constraints, *problem.profiles.values())
    names = (
        name
        for settings in parts
        for key, setting in settings.items()
        for name in _files(_BY_KEY.get(key), setting)
    )
    return tuple(map(FilePath, dict.fromkeys(names)))


def _files(kind: type[Constraint] | None, setting: Any) -> Iterator[str]:  # noqa: ANN401
    if isinstance(setting, list):
        for item in setting:
            yield from _files(kind, item)
    elif kind is not None and isinstance(setting, dict):
        for key in kind.files:
            if isinstance(setting.get(key), str):
                yield setting[key]


def settings_mistakes(
    problem: Problem, folder: FilePath | None = None
) -> Iterable[Mistake]:
    """Yield what is wrong in the constraints and profiles of a problem file.

    Args:
        problem: The problem.
        folder: Where files that settings name are looked for; left out: here.
    """
    problem = anchored(problem, folder or FilePath())
    yield from _part_mistakes(problem)
    for profile, changes in problem.profiles.items():
        alone = replace(problem, constraints=changes, profiles={})
        for mistake in _part_mistakes(alone):
            path = ("profiles", profile, *mistake.path[1:])
            yield replace(mistake, path=path)


def _part_mistakes(problem: Problem) -> Iterable[Mistake]:
    labels: dict[str, Path] = dict.fromkeys(_BY_KEY, ())
    for key in problem.constraints:
        if key not in _BY_KEY:
            why = unknown("constraint", key, _BY_KEY)
            yield Mistake(("constraints", key), why, at="key")
            continue
        for path, setting in _settings(problem, key):
            yield from _mistakes(problem, _BY_KEY[key], path, setting)
            name = setting.get("name") if isinstance(setting, dict) else None
            if name and labels.setdefault(str(name), path) != path:
                why = f"{name!r} is the name of another constraint"
                yield Mistake((*path, "name"), why)


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
            yield Mistake((*path, *_as_written(inner, setting)), message, mistake.at)
        return
    for mistake in constraint.all_mistakes(problem):
        inner = _as_written(mistake.path, setting)
        yield Mistake((*path, *inner), mistake.message, mistake.at)


_UNION_ARMS = {"literal['hard','off']", "constrained-int", "int"}


def _as_written(path: Path, setting: Any) -> Path:  # noqa: ANN401
    """Leave out of a path what shorthands (one for a list, an id for a map) left out.

    A selector is a list of maps of lists; people may write any of the three shorter.
    """
    written: list[str | int] = []
    here = setting
    for part in path:
        inner = None
        if isinstance(part, int):
            listed = isinstance(here, list) and part < len(here)
            inner = here[part] if listed else None
        elif isinstance(here, dict):
            inner = here.get(part)
        if inner is not None:
            written.append(part)
            here = inner
        elif part not in (0, "ids"):
            return (*written, part)
    return tuple(written)


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


def _named(key: str, setting: dict[str, Any], index: int) -> dict[str, Any]:
    """Name the second and further ones of a constraint, so that scores differ."""
    if index == 0 or setting.get("name"):
        return setting
    return {**setting, "name": f"{key} #{index + 1}"}
