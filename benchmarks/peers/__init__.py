"""Programs that others use, run beside us on the same instances, never vendored.

``python -m benchmarks.peers.install NAME`` installs one into an environment of its own.
What runs there reads a problem as plain JSON and writes placements; our checkers judge.
"""
