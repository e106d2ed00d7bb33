"""How much worse than the best a timetable may be, per priority."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

_LOSS = re.compile(r"(?:([1-9])=)?([0-9]+(?:\.[0-9]+)?)(%?)", re.ASCII)
_SHARE = re.compile(r"([0-9]+(?:\.[0-9]+)?)%", re.ASCII)


@dataclass(frozen=True)
class Loss:
    """The loss that is allowed against the best, per priority.

    Attributes:
        share: A part (0.02 is 2 %) of the best penalty; rounded down, so that a best of
            0 stays 0.
        extra: So many points of penalty more, by priority, in place of the share.
        shares: Parts of the best penalty, by priority, in place of ``share``.
    """

    share: Fraction = Fraction(2, 100)
    extra: Mapping[int, int] | None = None
    shares: Mapping[int, Fraction] | None = None

    def caps(self, best: Mapping[int, int]) -> dict[int, int]:
        """The most that each priority may cost, given what it costs at best."""
        return {priority: self.cap(priority, best[priority]) for priority in best}

    def cap(self, priority: int, best: int) -> int:
        """The most that one priority may cost."""
        if self.extra and priority in self.extra:
            return best + self.extra[priority]
        share = (self.shares or {}).get(priority, self.share)
        return best + int(best * share)


def read_loss(texts: Iterable[str]) -> Loss:
    """Read losses as people write them: ``2%``, ``3=10%``, ``3=25``.

    A percentage is of the best penalty; a plain number is that many points of penalty,
    and needs a priority before it.

    Raises:
        ValueError: If one is written in another way.
    """
    share = Loss().share
    shares: dict[int, Fraction] = {}
    extra: dict[int, int] = {}
    for text in texts:
        found = _LOSS.fullmatch(text.strip())
        whole = found is not None and "." not in found[2]
        if found is None or (not found[3] and not (found[1] and whole)):
            raise ValueError(f"{text!r}: expected 2%, or 3=10%, or 3=25")
        priority, number, percent = found.groups()
        if not percent:
            extra[int(priority)] = int(number)
        elif priority:
            shares[int(priority)] = Fraction(number) / 100
        else:
            share = Fraction(number) / 100
    return Loss(share, extra, shares)


def read_share(text: str) -> Fraction:
    """Read a percentage from 0% to 100%.

    Raises:
        ValueError: If it is something else.
    """
    found = _SHARE.fullmatch(text.strip())
    share = Fraction(found[1]) / 100 if found else Fraction(2)
    if share > 1:
        raise ValueError(f"{text!r}: expected a percentage from 0% to 100%")
    return share
