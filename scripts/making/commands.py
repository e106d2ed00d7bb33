"""The table of commands, from the commands."""

import re
from typing import Any

import typer
from typer.main import get_command

from making.tables import table
from timetabler.cli.main import app


def command_table() -> str:
    """One line a command: how it is called, and what it does."""
    commands: dict[str, Any] = getattr(get_command(app), "commands", {})
    rows = [(f"`{_usage(c)}`", _help(c)) for c in commands.values()]
    return table(("command", "what it does"), rows)


def _usage(command: Any) -> str:  # noqa: ANN401 - the kind of typer's own making
    pieces = command.collect_usage_pieces(typer.Context(command))
    arguments = " ".join(piece for piece in pieces if piece != "[OPTIONS]")
    arguments = re.sub(r"(\.\.\.)+", "...", re.sub("[{}]", "", arguments))
    return f"timetabler {command.name} {arguments}".rstrip()


def _help(command: Any) -> str:  # noqa: ANN401
    return (command.help or "").split("\n\n")[0].replace("\n", " ").rstrip(".")
