"""Put harmless values where a file is wrong, so that the rest can be checked too."""

from copy import deepcopy
from typing import Any

from pydantic import ValidationError

from timetabler.problem.file import ProblemFile
from timetabler.problem.mistakes import Path

_REQUIRED: dict[str, Any] = {
    "title": "?",
    "minutes": 1,
    "timezone": "UTC",
    "hours": "0:00-24:00",
    "when": [],
}
_ENTRIES: dict[str, dict[str, Any]] = {"talks": {"title": "?", "minutes": 1}}
_ROUNDS = 3


def mend(data: dict[str, Any]) -> ProblemFile | None:
    """Read a problem file with stand-ins for what is wrong; None if beyond mending."""
    mended = deepcopy(data)
    for _ in range(_ROUNDS):
        try:
            return ProblemFile.model_validate(mended)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                _mend(mended, detail["type"], detail["loc"])
    return None


def _mend(data: dict[str, Any], kind: str, path: Path) -> None:
    *_, last = path
    if kind in ("model_type", "dict_type"):
        owner = _at(data, path[:-1])
        if isinstance(owner, dict):
            owner[str(last)] = dict(_ENTRIES.get(str(path[0]), {}))
        return
    # A wrong item spoils its list: indices after it must keep their meaning.
    while path and (isinstance(path[-1], int) or not isinstance(last, str)):
        path = path[:-1]
        last = path[-1] if path else ""
    owner = _at(data, path[:-1])
    if isinstance(owner, dict):
        owner.pop(str(last), None)
        if kind != "extra_forbidden" and last in _REQUIRED:
            owner[str(last)] = _REQUIRED[str(last)]


def _at(data: Any, path: Path) -> Any:  # noqa: ANN401
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data
