"""The reference of the constraints, from their docstrings and settings."""

import inspect

from making.tables import table
from timetabler.constraints.base import Constraint
from timetabler.constraints.registry import CONSTRAINTS

COMMON = ("name", "level", "weight")


def constraint_table() -> str:
    """One line a constraint: what it wants, what it counts, its default level."""
    rows = [
        (
            f"[`{kind.key}`](#{kind.key})",
            _first_line(kind),
            kind.unit,
            kind.model_fields["level"].default,
        )
        for kind in CONSTRAINTS
    ]
    return table(("constraint", "what is wanted", "counts", "default level"), rows)


def constraint_sections() -> str:
    """One section a constraint: its docstring, and settings of its own."""
    return "\n\n".join(_section(kind) for kind in CONSTRAINTS)


def _section(kind: type[Constraint]) -> str:
    default = kind.model_fields["level"].default
    level = f"priority {default}" if isinstance(default, int) else f"`{default}`"
    parts = [
        f"### {kind.key}",
        inspect.getdoc(kind) or "",
        f"Counted in {kind.unit}; {level} unless set otherwise.",
    ]
    own = [
        f"- `{name}`: {' '.join((field.description or '').split())}"
        for name, field in kind.model_fields.items()
        if name not in COMMON
    ]
    return "\n\n".join(
        [*parts, *(["Settings of its own:", "\n".join(own)] if own else [])]
    )


def _first_line(kind: type[Constraint]) -> str:
    return (inspect.getdoc(kind) or "").split("\n\n")[0].replace("\n", " ")
