"""The constraints that a workflow adds to keep what is published: one line each.

They need data that no problem file holds, so they are not in the registry; the contract
test holds them to it all the same.
"""

from timetabler.constraints.absent import Absent
from timetabler.constraints.base import Constraint
from timetabler.constraints.closed_up import ClosedUp
from timetabler.constraints.few_moves import FewMoves
from timetabler.constraints.held import Held
from timetabler.constraints.keep_day import KeepDay
from timetabler.constraints.keep_minutes import KeepMinutes
from timetabler.constraints.keep_room import KeepRoom
from timetabler.constraints.keep_scheduled import KeepScheduled
from timetabler.constraints.keep_start import KeepStart
from timetabler.constraints.not_before import NotBefore

KEEPING = (KeepScheduled, KeepDay, KeepStart, KeepRoom, KeepMinutes)
"""What is minimised, in this order; what a changes file can give other priorities."""
PUBLISHED: tuple[type[Constraint], ...] = (
    *KEEPING,
    ClosedUp,
    FewMoves,
    Held,
    NotBefore,
    Absent,
)
