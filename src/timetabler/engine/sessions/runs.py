"""Sessions of a group that follow each other: one run, or a session is skipped."""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from timetabler.engine.sessions.model import SessionModel


def skipping(
    model: SessionModel, group: int, sessions: Sequence[int]
) -> cp_model.IntVar:
    """Answer "yes" at least where a group skips a session between two that it holds.

    Either the sessions held are exactly those of one interval, or the answer is yes;
    as a choice of one interval, the relaxation sees it.
    """
    held = [model.held[group][session] for session in sessions]
    able = [literals[0] if literals else None for literals in held]
    unable = [literal is None for literal in able]
    skips = model.boolean("skips", group, sessions[0], sessions[-1])
    intervals = {
        (first, last): model.boolean("run", group, sessions[first], sessions[last])
        for first in range(len(able))
        for last in range(first, len(able))
        if not any(unable[first : last + 1])
    }
    none = model.boolean("none", group, sessions[0], sessions[-1])
    model.model.add_exactly_one([*intervals.values(), skips, none])
    for index, literal in enumerate(able):
        if literal is None:
            continue
        covering = [
            interval for (a, b), interval in intervals.items() if a <= index <= b
        ]
        covered = cp_model.LinearExpr.sum(covering)
        model.model.add(covered <= literal)
        model.model.add(literal <= covered + skips)
    return skips
