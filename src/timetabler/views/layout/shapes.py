"""The parts of a grid, as plain values.

Times in a grid are minutes since its column's midnight, so that days can stand side by
side.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

By = Literal["day", "room", "track", "speaker"]
BYS: tuple[By, ...] = get_args(By)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a grid.

    Attributes:
        id: The id of what it stands for: a room, track, speaker or day; empty for the
            talks that have none.
        title: Its heading.
        note: A second, smaller line of the heading, such as the seats; may be empty.
        group: A heading shared with its neighbours; empty if it has none.
        day: The day it shows, by id.
        origin: The day's midnight, in minutes (``problem.clock``).
        lanes: How many lanes it needs where its talks overlap most.
    """

    id: str
    title: str
    note: str
    group: str
    day: str
    origin: int
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A talk in a column, from ``start`` to ``end`` (minutes since midnight).

    Talks that overlap in a column share its width: this one has lane ``lane`` of
    ``lanes`` (from 0).
    """

    talk: str
    column: int
    start: int
    end: int
    lane: int = 0
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A time without talks in ``columns`` neighbouring columns, ``column`` first."""

    kind: Literal["break", "closed"]
    title: str
    column: int
    columns: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One page: columns across, time down from ``start`` to ``end``.

    Attributes:
        by: What its columns and pages are made of.
        title: What it shows.
        part: Which part of how many, where one grid was too wide; (1, 1) otherwise.
        columns: From left to right.
        start: The first minute since midnight that it shows.
        end: The first minute that it does not show any more.
        cells: The talks, in order of column, time, lane.
        blocks: Breaks and closed times, never empty ones.
    """

    by: By
    title: str
    part: tuple[int, int]
    columns: tuple[Column, ...]
    start: int
    end: int
    cells: tuple[Cell, ...]
    blocks: tuple[Block, ...]

    def free(self, block: Block) -> Iterator[tuple[int, int]]:
        """Yield runs of a block's columns in which no talk hides it.

        Each is the first column and how many they are, which may be none.
        """
        hidden = {
            cell.column
            for cell in self.cells
            if cell.start < block.end and block.start < cell.end
        }
        first, count = block.column, 0
        for column in range(block.column, block.column + block.columns):
            if column in hidden:
                yield first, count
                first, count = column + 1, 0
            else:
                count += 1
        yield first, count
