"""All that is needed to repeat a disagreement between solver and checkers."""

import json

from timetabler.engine.outcome import Options
from timetabler.problem.reading import read_text
from timetabler.timetable.file import write_timetable
from timetabler.workflows.load import Loaded
from timetabler.workflows.solve import DisagreementError


def reproduction(loaded: Loaded, options: Options, error: DisagreementError) -> str:
    """Write down reasons, options, timetable and problem, in this order."""
    chosen = {
        "workers": options.workers,
        "seed": options.seed,
        "deterministic": options.deterministic,
        "seconds": options.seconds,
    }
    parts = {
        "reasons": "\n".join(error.reasons),
        "options": json.dumps(chosen),
        "timetable": write_timetable(loaded.problem, error.timetable),
        "problem": read_text(loaded.path),
    }
    return "\n".join(f"=== {name} ===\n{text}\n" for name, text in parts.items())
