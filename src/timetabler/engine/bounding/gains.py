"""What can be gained at most by talks that start at once."""

import numpy as np
from ortools.sat.python import cp_model

from timetabler.engine.bounding.frame import Frame
from timetabler.moves.space import Floats, Ints

_WORK = 0.5  # of CP-SAT's deterministic time


def most_gained(frame: Frame, gains: Floats) -> int:
    """Bound what pairs gain together, if one start holds one talk a room.

    A talk starts at once with one talk in each other room at most, so it gains from
    its best partners at most: a matching with degrees.

    Args:
        frame: The talks, and where they can be.
        gains: What two talks gain by starting at once.
    """
    partners = _partners(frame)
    model = cp_model.CpModel()
    firsts, seconds = np.nonzero(np.triu(gains))
    chosen = [model.new_bool_var("") for _ in firsts]
    for talk in range(len(frame.talks)):
        for kind in np.unique(frame.kinds):
            mine = ((firsts == talk) & (frame.kinds[seconds] == kind)) | (
                (seconds == talk) & (frame.kinds[firsts] == kind)
            )
            some = [chosen[index] for index in np.flatnonzero(mine)]
            if len(some) > partners[talk, kind]:
                model.add(cp_model.LinearExpr.sum(some) <= int(partners[talk, kind]))
    worth = gains[firsts, seconds].astype(np.int64).tolist()
    model.maximize(cp_model.LinearExpr.weighted_sum(chosen, worth))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = _WORK
    status = solver.solve(model)
    halves = int(_halves(frame, gains, partners))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return halves
    return min(halves, int(solver.best_objective_bound + 1e-6))


def _partners(frame: Frame) -> Ints:
    """With how many talks a talk starts at once at most, by talk and length."""
    kinds = np.unique(frame.kinds)
    found = np.zeros((len(frame.talks), int(kinds.max()) + 1), dtype=np.int64)
    for kind in kinds:
        rooms = frame.open[frame.kinds == kind].any(axis=(0, 2)).sum()
        found[:, kind] = rooms - (frame.kinds == kind)
    return found


def _halves(frame: Frame, gains: Floats, partners: Ints) -> float:
    """What all talks gain from their best partners; each pair counts half for both."""
    total = 0.0
    for kind in np.unique(frame.kinds):
        best = -np.sort(-gains[:, frame.kinds == kind], axis=1)
        counted = np.arange(best.shape[1])[None, :] < partners[:, kind][:, None]
        total += float((best * counted).sum())
    return total / 2
