"""Rooms and days chosen greedily: nothing is put where it can not be."""

from itertools import permutations
from random import Random

from parts.conferences import RUNS, conference, constraints_of
from timetabler.engine.parts.assigning import assign, free_time, pieces_of
from timetabler.engine.parts.ground import Ground
from timetabler.engine.parts.turns import no_goods
from timetabler.moves.greedy import Greedy, Piece, in_turn


def _in_this_turn(jobs: tuple[tuple[int, int, int], ...]) -> bool:
    free = 0
    for first, last, minutes in jobs:
        if max(free, first) > last:
            return False
        free = max(free, first) + minutes
    return True


def test_in_turn_tries_every_order() -> None:
    random = Random(1)
    for _ in range(300):
        jobs = [
            (start := random.randint(0, 20), start + random.randint(0, 10), 5)
            for _ in range(random.randint(0, 5))
        ]
        assert in_turn(jobs) == any(map(_in_this_turn, permutations(jobs)))


def test_a_group_stays_together_where_it_fits_and_else_goes_to_another_day() -> None:
    places = {("a", 0): [(0, 60)], ("b", 0): [(0, 60)], ("a", 1): [(0, 60)]}
    hours = {place: (0, 40) for place in places}
    pieces = {f"t{i}": Piece("red", 20, {}, {}, hours) for i in range(4)}
    pieces |= {f"u{i}": Piece("blue", 20, {}, {}, hours) for i in range(3)}
    greedy = Greedy(pieces, places)
    chosen = greedy.fill()
    assert greedy.left == []
    assert len({chosen[f"u{i}"] for i in range(3)}) == 1
    assert {chosen[f"t{i}"][1] for i in range(4)} == {0, 1}


def test_what_a_place_costs_comes_first_if_asked() -> None:
    places = {("a", 0): [(0, 30)], ("b", 0): [(0, 60)]}
    hours = {place: (0, 40) for place in places}
    pieces = {"t": Piece("red", 30, {}, {}, hours, {("a", 0): 5})}
    assert Greedy(pieces, places).fill() == {"t": ("a", 0)}
    assert Greedy(pieces, places, liked=True).fill() == {"t": ("b", 0)}


def test_places_are_not_overfilled_and_people_can_be_where_they_are_put() -> None:
    placed = 0
    for seed in range(40):
        problem = conference(seed)
        ground = Ground(problem, constraints_of(problem, RUNS))
        pieces, free = pieces_of(ground), free_time(ground)
        chosen, left = assign(ground, pieces, liked=bool(seed % 2))
        assert chosen.keys() | set(left) == pieces.keys()
        assert chosen.keys().isdisjoint(left)
        for place, spans in free.items():
            here = [pieces[t] for t, p in chosen.items() if p == place]
            minutes = sum(p.minutes + p.after.get(place[0], 0) for p in here)
            assert minutes <= sum(end - start for start, end in spans)
            assert all(place in piece.hours for piece in here)
        assert not list(no_goods(pieces, chosen))
        placed += len(chosen)
    assert placed > 400
