"""Sessions of a group that follow each other: one run, or a session is skipped."""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from timetabler.engine.sessions.model import SessionModel


def skipping(
    model: SessionModel, group: int, sessions: Sequence[int]
) -> cp_model.IntVar:
    """Answer "yes" at least where a group skips a session between two that it holds.

    Either the sessions held are exactly those of one run, or the answer is yes. A run
    is told by where it begins: that is the convex hull of all runs, with two variables
    for each session.
    """
    held = [model.held[group][session] for session in sessions]
    able = [literals[0] if literals else None for literals in held]
    ends = sessions[0], sessions[-1]
    skips = model.boolean("skips", group, *ends)
    begins: list[cp_model.IntVar] = []
    before: cp_model.IntVar | int = 0
    for session, literal in zip(sessions, able, strict=True):
        if literal is None:
            before = 0
            continue
        covered = model.boolean("run", group, session, *ends)
        model.model.add_implication(covered, literal)
        model.model.add(literal <= covered + skips)
        begins.append(model.boolean("begins", group, session, *ends))
        model.model.add(covered - before <= begins[-1])
        before = covered
    model.model.add_at_most_one([*begins, skips])
    return skips
