"""The consoles that commands print to; none takes text for markup or for emoji.

Titles, names and paths are people's own, and hold brackets and colons as they like.
"""

from rich.console import Console


def output() -> Console:
    """Make the console of standard output; plain text where it is no terminal."""
    return Console(markup=False, emoji=False, highlight=False, soft_wrap=False)


def messages() -> Console:
    """Make the console of standard error, for progress and messages."""
    return Console(stderr=True, markup=False, emoji=False, highlight=False)
