"""People who could not give their talks one after the other, as places are chosen."""

from collections.abc import Iterator, Mapping, Sequence

from timetabler.moves.greedy import Piece, Place, in_turn

NoGood = tuple[tuple[str, frozenset[Place]], ...]
"""Talks, each with places, of which at least one has to be elsewhere."""
_MOST = 7


def no_goods(
    pieces: Mapping[str, Piece], places: Mapping[str, Place]
) -> Iterator[NoGood]:
    """Yield talks of one person that have no order on the day they were put on.

    With each talk come all places of the day that leave it no more time.
    """
    given: dict[tuple[str, int], list[str]] = {}
    for talk, place in places.items():
        for person in pieces[talk].people:
            given.setdefault((person, place[1]), []).append(talk)
    for (person, _), talks in given.items():
        if 1 < len(talks) <= _MOST and not _fits(pieces, places, person, talks):
            fewest = _fewest(pieces, places, person, talks)
            yield tuple((t, _as_tight(pieces[t], places[t])) for t in fewest)


def _fits(
    pieces: Mapping[str, Piece],
    places: Mapping[str, Place],
    person: str,
    talks: Sequence[str],
) -> bool:
    return in_turn(
        [(*pieces[t].hours[places[t]], pieces[t].people[person]) for t in talks]
    )


def _fewest(
    pieces: Mapping[str, Piece],
    places: Mapping[str, Place],
    person: str,
    talks: Sequence[str],
) -> list[str]:
    """Drop talks as long as the rest still has no order."""
    left = list(talks)
    for talk in talks:
        fewer = [other for other in left if other != talk]
        if not _fits(pieces, places, person, fewer):
            left = fewer
    return left


def _as_tight(piece: Piece, place: Place) -> frozenset[Place]:
    first, last = piece.hours[place]
    return frozenset(
        other
        for other, (begins, ends) in piece.hours.items()
        if other[1] == place[1] and begins >= first and ends <= last
    )
