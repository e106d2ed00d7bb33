"""The consoles that commands print to."""

from rich.console import Console


def output() -> Console:
    """Make the console of standard output; plain text where it is no terminal."""
    return Console(highlight=False, soft_wrap=False)


def messages() -> Console:
    """Make the console of standard error, for progress and messages."""
    return Console(stderr=True, highlight=False)
