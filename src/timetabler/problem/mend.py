"""Put harmless values where a file is wrong, so that the rest can be checked too.

Harmless is what rules nothing out: no limit rather than a wrong one, a minute rather
than an unknown length. So nothing that is said about the rest follows from a stand-in.
"""

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from timetabler.problem.file import ProblemFile
from timetabler.problem.mistakes import Path
from timetabler.problem.shape import likely_key

SECTIONS = {
    "rooms": "room",
    "tracks": "track",
    "themes": "theme",
    "speakers": "speaker",
    "talks": "talk",
}
_STAND_INS: dict[str, Any] = {
    "title": "?",
    "minutes": 1,
    "timezone": "UTC",
    "hours": "0:00-24:00",
    "when": [],
    "rooms": {"?": {}},
    "talks": {},
}
_ANY_START = 1
_ROUNDS = 4


def mend(data: dict[str, Any]) -> tuple[ProblemFile, frozenset[str]] | None:
    """Read a problem file with stand-ins for what is wrong.

    Returns:
        The file, and the kinds (``room``, ...) whose ids were lost on the way; None if
        the conference itself is beyond mending.
    """
    mended, lost = deepcopy(data), set[str]()
    for _ in range(_ROUNDS):
        try:
            return ProblemFile.model_validate(mended), frozenset(lost)
        except ValidationError as error:
            details = error.errors(include_url=False)
        for detail in sorted(details, key=_renames_first):
            path = _without_items(detail["loc"])
            if len(path) == 1 and path[0] in SECTIONS:
                lost.add(SECTIONS[str(path[0])])
            kind = detail["type"] if path == detail["loc"] else "item"
            _mend(mended, kind, path)
    return None


def _renames_first(detail: ErrorDetails) -> bool:
    return detail["type"] != "extra_forbidden"


def _without_items(path: Path) -> Path:
    """Where to mend: a wrong item or key spoils the list or map that it is in."""
    if path and path[-1] == "[key]":
        return path[:-2]
    items = [index for index, part in enumerate(path) if isinstance(part, int)]
    return path[: items[0]] if items else path


def _mend(data: dict[str, Any], kind: str, path: Path) -> None:
    owner = _at(data, path[:-1])
    if not path or not isinstance(owner, dict):
        return
    key = str(path[-1])
    if kind == "extra_forbidden":
        _rename(owner, key, path)
    elif kind == "model_type" and path[-2:-1] != ("talks",):
        owner[key] = {}
    elif kind == "model_type":
        owner[key] = {name: _STAND_INS[name] for name in ("title", "minutes")}
    elif kind != "missing" or key not in owner:
        owner.pop(key, None)
        _stand_in(data, owner, path)


def _rename(owner: dict[str, Any], key: str, path: Path) -> None:
    value = owner.pop(key, None)
    meant = likely_key(ProblemFile, path)
    if meant is not None:
        owner.setdefault(meant, value)


def _stand_in(data: dict[str, Any], owner: dict[str, Any], path: Path) -> None:
    key = str(path[-1])
    if key == "date":
        owner[key] = _date_for(data["conference"]["days"], str(path[-2]))
    elif key in _STAND_INS and (key not in SECTIONS or len(path) == 1):
        owner[key] = _STAND_INS[key]
    if key in ("slots", "grid"):
        data["conference"]["grid"] = _ANY_START
    if key == "slots":
        owner.pop("pin", None)


def _date_for(days: dict[str, Any], day: str) -> str:
    """Guess the date of a day from the days around it."""
    ids = list(days)
    index = ids.index(day)
    for other in (*reversed(ids[:index]), *ids[index + 1 :]):
        try:
            known = date.fromisoformat(days[other]["date"])
        except (KeyError, TypeError, ValueError):
            continue
        return str(known + timedelta(days=index - ids.index(other)))
    return str(date(2000, 1, 1) + timedelta(days=index))


def _at(data: Any, path: Path) -> Any:  # noqa: ANN401
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data
