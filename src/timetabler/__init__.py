"""Conference timetables by constraint optimisation, with proof."""

__version__ = "0.1.0"
