"""How each track looks: colour, pattern and short label, so that none is alone."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count, product

from timetabler.problem.problem import Problem, Track
from timetabler.views.layout.colours import GREY, PALETTE, text_on, tint

PATTERNS = 6
"""How many patterns a view has to tell tracks of the same colour apart."""

_INITIALS = 4
_SHORT = 5
_WHOLE = 8
_FILLERS = {"and", "of", "the", "for", "in", "on", "a", "an", "to", "with", "track"}
_COMMON = 3


@dataclass(frozen=True, slots=True)
class Look:
    """How the talks of one track look.

    Attributes:
        label: A short label, different for each track; empty for talks without one.
        title: The track's title.
        colour: The track's colour, as ``#rrggbb``.
        pattern: From 0 (plain) to ``PATTERNS - 1``; no two tracks of one colour have
            the same, as long as there are enough of them.
        tint: A pale background of that colour.
        text: The colour of text on the tint.
    """

    label: str
    title: str
    colour: str
    pattern: int
    tint: str
    text: str


def looks(problem: Problem) -> dict[str, Look]:
    """Give every track a look; that of talks without a track is at the empty id."""
    labels = _labels(problem.tracks)
    styles = _styles(problem.tracks)
    found = {
        track.id: _look(labels[track.id], track.title, *styles[track.id])
        for track in problem.tracks.values()
    }
    found[""] = _look("", "no track", GREY, 0)
    return found


def _look(label: str, title: str, colour: str, pattern: int) -> Look:
    pale = tint(colour)
    return Look(label, title, colour, pattern, pale, text_on(pale))


def _styles(tracks: Mapping[str, Track]) -> dict[str, tuple[str, int]]:
    used: Counter[tuple[str, int]] = Counter()
    found: dict[str, tuple[str, int]] = {}
    # Colours that were asked for come first; the rest keep clear of them.
    for track in sorted(tracks.values(), key=lambda t: not t.colour):
        colours = (track.colour.lower(),) if track.colour else PALETTE
        options = [(c, p) for p, c in product(range(PATTERNS), colours)]
        # min() takes the first of equals: each colour once before any comes twice.
        style = min(options, key=lambda option: used[option])
        used[style] += 1
        found[track.id] = style
    return found


def _labels(tracks: Mapping[str, Track]) -> dict[str, str]:
    """Shorten the titles: ``Free Java`` is FJ, ``Virtualization`` Virtu."""
    words = {track.id: _words(track.title) for track in tracks.values()}
    times = Counter(word.lower() for found in words.values() for word in set(found))
    limit = max(_COMMON, len(tracks) // 4)
    labels: dict[str, str] = {}
    taken: set[str] = set()
    for name, found in words.items():
        telling = [w for w in found if times[w.lower()] < limit] or found
        label = next(o for o in _options(telling) if o.lower() not in taken)
        taken.add(label.lower())
        labels[name] = label
    return labels


def _words(title: str) -> list[str]:
    found = re.findall(r"\w+", title)
    return [word for word in found if word.lower() not in _FILLERS] or found or ["?"]


def _options(words: list[str]) -> Iterator[str]:
    initials = "".join(word[0].upper() for word in words)[:_INITIALS]
    first = words[0] if len(words[0]) <= _WHOLE else words[0][:_SHORT]
    if len(words) > 1:
        yield initials
    yield first
    yield f"{words[0][: _SHORT - 1]}{words[-1][0]}"
    yield from (f"{(initials + first)[:2]}{number}" for number in count(2))
