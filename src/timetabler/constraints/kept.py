"""What the constraints about a published timetable have in common: its data."""

from pydantic import Field

from timetabler.constraints.base import Constraint

Place = tuple[int, str]
"""Where a talk was announced: its start in minutes, and its room."""


class Kept(Constraint):
    """A constraint that holds a published timetable, to keep what was announced.

    Such constraints are made by the replan workflow: a problem file knows nothing of
    what has been published. Talks that are not in ``published`` are free.
    """

    published: dict[str, Place] = Field(default_factory=dict)
    """Start (minutes) and room of the talks that were published."""
    people: dict[str, int] = Field(default_factory=dict)
    """How many people a move concerns, by talk; 1 where nothing is said."""
