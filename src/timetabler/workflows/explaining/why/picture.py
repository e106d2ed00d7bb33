"""The price of every place as a heat map."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from timetabler.problem.problem import Day, Problem
from timetabler.views.picture.heatmap import Cell, Panel, heat_map
from timetabler.workflows.explaining.why.alternatives import Alternative
from timetabler.workflows.explaining.why.ranges import Range, joined
from timetabler.workflows.explaining.why.why import Answer

_HOUR = 60
_MOST_ROOMS = 10
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
Known = dict[tuple[int, str], tuple[int, str]]


def draw(problem: Problem, answer: Answer, suffix: str) -> bytes:
    """Draw what every place costs, as far as that is known.

    A place costs what it costs if only the talk moves; where that breaks something
    hard, what the cheapest known swap or rearrangement costs.
    """
    talk = answer.question.talk
    rooms = _rooms(problem, answer)
    letters = _letters(answer, rooms)
    known = _known(answer)
    panels = [
        panel
        for day in problem.days.values()
        if (panel := _panel(problem, answer, day, (rooms, known, letters))).cells
    ]
    hidden = [room for room in problem.rooms if room not in rooms]
    hidden = [room for room in hidden if room in answer.question.rooms]
    notes = [f"({letter}) {law}" for law, letter in letters.items()]
    if hidden:
        notes.append(f"Not shown, as it can not be there: {', '.join(hidden)}.")
    notes.append(
        "Prices add up the penalties of all priorities. s: if it swaps with the talk"
        " there; r: if the others are rearranged."
    )
    title = f"What {talk} costs elsewhere: {problem.talks[talk].title}"
    return heat_map(title, panels, notes, suffix)


def _letters(answer: Answer, rooms: list[str]) -> dict[str, str]:
    shown = (a for a in answer.moves if a.forbidden and a.place.room in rooms)
    laws = dict.fromkeys(a.forbidden[0] for a in shown)
    return dict(zip(laws, _LETTERS, strict=False))


def _rooms(problem: Problem, answer: Answer) -> list[str]:
    """All rooms asked about; of many, those where the talk could be at all."""
    rooms = [room for room in problem.rooms if room in answer.question.rooms]
    if len(rooms) <= _MOST_ROOMS:
        return rooms
    able = {a.place.room for a in answer.moves if not a.forbidden}
    here = {answer.here.room} if answer.here else set()
    return [room for room in rooms if room in able | here]


def _known(answer: Answer) -> Known:
    """Prices where others take part: swaps and rearrangements."""
    found: Known = {}
    for swap in answer.swaps:
        if not swap.price.broken:
            key = swap.place.start, swap.place.room
            found.setdefault(key, (swap.price.total, "s"))
    for there, adapted in answer.adapted:
        if adapted.timetable is not None and adapted.price is not None:
            place = adapted.timetable.placements[there.talk]
            key = place.start, place.room
            price = adapted.price.total
            if key not in found or price < found[key][0]:
                found[key] = price, "r"
    return found


def _panel(
    problem: Problem,
    answer: Answer,
    day: Day,
    shown: tuple[list[str], Known, dict[str, str]],
) -> Panel:
    rooms, known, letters = shown
    places = [
        a
        for a in answer.moves
        if problem.day_at(a.place.start).id == day.id and a.place.room in rooms
    ]
    plain = [a for a in places if not _priced_by_others(a, known)]
    step = _step(answer.question.starts)
    cells: list[Cell] = []
    for run in joined(problem, plain, answer.question.starts):
        cells += _cells(run, rooms, step, letters)
    for one in places:
        if _priced_by_others(one, known):
            start, room = one.place.start, one.place.room
            price, how = known[start, room]
            label = f"{how} {price:+,}"
            index = rooms.index(room)
            cells.append(
                Cell(index, start, start + step, "price", max(0, price), label)
            )
    here = answer.here
    if here and problem.day_at(here.start).id == day.id and here.room in rooms:
        index = rooms.index(here.room)
        cells.append(Cell(index, here.start, here.start + step, "here"))
    ticks = tuple(_ticks(problem, cells))
    return Panel(day.title or day.id, tuple(rooms), ticks, tuple(cells))


def _priced_by_others(one: Alternative, known: Known) -> bool:
    blocked = bool(one.price.broken) and not one.forbidden
    return blocked and (one.place.start, one.place.room) in known


def _cells(
    one: Range, rooms: list[str], step: int, letters: dict[str, str]
) -> Iterator[Cell]:
    sample = one.alternatives[0]
    kind, price, label = "price", max(0, sample.price.total), f"{sample.price.total:+,}"
    if sample.forbidden:
        letter = letters.get(sample.forbidden[0], "")
        kind, price, label = "never", 0, f"({letter})" if letter else ""
    elif sample.price.broken:
        kind, price, label = "others", 0, ""
    for room in one.rooms:
        yield Cell(rooms.index(room), one.first, one.last + step, kind, price, label)


def _step(starts: Iterable[int]) -> int:
    """How far the nearest starts are apart: that is how tall a cell is."""
    ordered = sorted(set(starts))
    gaps = [b - a for a, b in pairwise(ordered)]
    return min(gaps, default=_HOUR)


def _ticks(problem: Problem, cells: list[Cell]) -> Iterator[tuple[int, str]]:
    starts = {cell.start for cell in cells} | {cell.end for cell in cells}
    if not starts:
        return
    first = min(starts) // 30 * 30
    for minute in range(first, max(starts) + 1, 30):
        if minute >= min(starts):
            yield minute, problem.at(minute).split()[-1]
