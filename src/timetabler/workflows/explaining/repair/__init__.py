"""Changes that make a timetable possible, the least first; each proved by a solve."""

from timetabler.workflows.explaining.repair.change import Change
from timetabler.workflows.explaining.repair.repairs import Repair, repairs

__all__ = ["Change", "Repair", "repairs"]
