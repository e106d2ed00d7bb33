"""Tables of penalties as rows of costs: what costs the same is in one row."""

from collections.abc import Iterable, Mapping

from timetabler.formats.importing.cosplib.book import Penalties
from timetabler.formats.importing.plain_yaml import Tree

Row = dict[str, Tree]


def by_session(
    costs: Penalties,
    who: str,
    lines: Mapping[str, str],
    where: str,
    ids: Mapping[str, str],
) -> list[Row]:
    """Rows that are paid once for every session and room.

    Args:
        costs: The penalties, by names.
        who: What the lines are: ``tracks`` or ``sessions``.
        lines: The ids of the lines, by name.
        where: What the columns are: ``sessions`` or ``rooms``.
        ids: The ids of the columns, by name.
    """
    rows: list[Row] = []
    for name, its in costs.items():
        first: Row = (
            {"talks": {"track": lines[name]}}
            if who == "tracks"
            else {"sessions": lines[name]}
        )
        for penalty, names in _alike(its):
            places = [ids[n] for n in names]
            rows.append({**first, where: places, "penalty": penalty, "each": "session"})
    return rows


def by_talk(
    costs: Penalties,
    talks: Mapping[str, str],
    slots: Mapping[str, int],
    where: str,
    ids: Mapping[str, str],
) -> list[Row]:
    """Rows that talks pay, for each of their slots.

    Args:
        costs: The penalties of one slot, by names.
        talks: The ids of talks, by name.
        slots: How many slots talks take, by name.
        where: What the columns are: ``sessions`` or ``rooms``.
        ids: The ids of the columns, by name.
    """
    groups: dict[tuple[int, tuple[str, ...]], list[str]] = {}
    for name, its in costs.items():
        for penalty, names in _alike(its):
            groups.setdefault((penalty * slots[name], names), []).append(talks[name])
    return [
        {
            "talks": {"ids": group},
            where: [ids[n] for n in names],
            "penalty": penalty,
        }
        for (penalty, names), group in groups.items()
    ]


def _alike(costs: Mapping[str, int]) -> Iterable[tuple[int, tuple[str, ...]]]:
    """The names that cost the same, together."""
    found: dict[int, list[str]] = {}
    for name, penalty in costs.items():
        found.setdefault(penalty, []).append(name)
    return ((penalty, tuple(names)) for penalty, names in found.items())
