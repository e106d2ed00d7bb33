"""Valid solutions of workbooks that are nearly full, which no luck would find."""

from collections import Counter
from random import Random

from ortools.sat.python import cp_model

from cosplib.evaluator import Workbook

Cell = tuple[str, str]
Kind = tuple[str, int]
"""Talks of a track that take so many slots."""


def packed_cells(book: Workbook, random: Random) -> dict[Cell, list[str]]:
    """Give each talk a session and a room that belongs to its track."""
    cells = [(session, room) for session in book.sessions for room in book.rooms]
    kinds = Counter((book.track(talk), book.slots(talk)) for talk in book.talks)
    model = cp_model.CpModel()
    held = {(t, c): model.new_bool_var("") for t in book.chairs for c in cells}
    number = {
        (kind, cell): model.new_int_var(0, book.sessions[cell[0]][1] // kind[1], "")
        for kind in kinds
        for cell in cells
    }
    for cell in cells:
        model.add_at_most_one(held[track, cell] for track in book.chairs)
        for track in book.chairs:
            need = sum(k[1] * number[k, cell] for k in kinds if k[0] == track)
            model.add(need <= book.sessions[cell[0]][1] * held[track, cell])
    for kind, count in kinds.items():
        model.add(sum(number[kind, cell] for cell in cells) == count)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = random.randint(0, 1_000_000)
    assert solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    talks: dict[Kind, list[str]] = {kind: [] for kind in kinds}
    for talk in random.sample(list(book.talks), len(book.talks)):
        talks[book.track(talk), book.slots(talk)].append(talk)
    return {
        cell: [
            talks[kind].pop()
            for kind in kinds
            for _ in range(solver.value(number[kind, cell]))
        ]
        for cell in cells
    }
