"""How a solve ended, in a sentence."""

from rich.text import Text

_WORDS = {
    "optimal": ("green", "optimal: no better timetable exists; this is proven"),
    "feasible": ("yellow", "feasible: every hard constraint is kept; better may exist"),
    "infeasible": ("red", "infeasible: no timetable can exist; this is proven"),
    "unknown": (
        "red",
        "unknown: time ran out before a timetable was found, or shown not to exist",
    ),
}


def verdict(status: str, seconds: float) -> Text:
    """Say what a status means, and how long it took."""
    style, words = _WORDS[status]
    return Text.assemble((words, style), f" ({seconds:.1f} s)")
