"""What runs left behind about a problem: bounds, ideals, random timetables."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from timetabler.problem.version import is_newer
from timetabler.timetable.comparison import Known, Reach

RUN = "run.json"


def known_from(paths: Iterable[Path], digest: str, tables: Iterable[str] = ()) -> Known:
    """Gather what the run records beside some timetables know of a problem.

    A record is looked for in a timetable's folder and in the one above. Records of
    other problems (by the SHA-256 of the file) are passed over, as is any other file.

    Args:
        paths: The timetables.
        digest: The problem's.
        tables: Those of the files it names.
    """
    read = set(tables)
    folders = dict.fromkeys(
        folder for path in paths for folder in (path.parent, path.parent.parent)
    )
    known = Known()
    for folder in folders:
        record = _record(folder / RUN)
        problem = record.get("problem", {})
        if problem.get("sha256") == digest and _tables(record) in (read, None):
            known = joined(known, _read(record))
    return known


def joined(one: Known, other: Known) -> Known:
    """Join what two runs know; of two bounds the better one counts."""
    bounds = dict(one.bounds)
    for priority, bound in other.bounds.items():
        bounds[priority] = max(bound, bounds.get(priority, 0))
    ideals = dict(one.ideals)
    for name, reach in other.ideals.items():
        ideals[name] = _better(reach, ideals.get(name))
    return Known(ideals, bounds, one.random or other.random)


def known_json(known: Known) -> dict[str, Any]:
    """Tell ideals and random timetables as part of a run record."""
    return {
        "ideals": {
            name: {"amount": reach.amount, "bound": reach.bound}
            for name, reach in known.ideals.items()
        },
        "random": {name: list(amounts) for name, amounts in known.random.items()},
    }


def _better(one: Reach, other: Reach | None) -> Reach:
    if other is None:
        return one
    amounts = [r.amount for r in (one, other) if r.amount is not None]
    return Reach(min(amounts, default=None), max(one.bound, other.bound))


def _record(path: Path) -> Mapping[str, Any]:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    fits = isinstance(record, dict) and isinstance(record.get("problem"), dict)
    return record if fits and not is_newer(record.get("format")) else {}


def _tables(record: Mapping[str, Any]) -> set[str] | None:
    """Digests of the files that a problem named; None in records of older versions."""
    try:
        return {table["sha256"] for table in record["tables"]}
    except (TypeError, KeyError):
        return None


def _read(record: Mapping[str, Any]) -> Known:
    try:
        return Known(
            ideals={
                name: Reach(ideal["amount"], ideal["bound"])
                for name, ideal in record.get("ideals", {}).items()
            },
            bounds={
                entry["priority"]: entry["bound"]
                for entry in record.get("priorities", [])
            },
            random={
                name: tuple(amounts)
                for name, amounts in record.get("random", {}).items()
            },
        )
    except (TypeError, KeyError, AttributeError):
        return Known()
