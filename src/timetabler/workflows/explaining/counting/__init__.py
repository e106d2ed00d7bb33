"""What simple arithmetic shows to be impossible: no solver, checked by hand."""

from timetabler.workflows.explaining.counting.certificates import (
    Certificate,
    Fill,
    certificates,
    fullest,
)

__all__ = ["Certificate", "Fill", "certificates", "fullest"]
