"""Commands in the documentation and what they are said to print.

In a block marked ``console`` a line that begins with ``$ `` is a command; what follows
is its output, standard error included. A line ``...`` stands for any lines, ``...`` at
the beginning of one for any words. Seconds and trailing blanks are not compared.
"""

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from timetabler.cli.main import app

_BLOCK = re.compile(r"^```([a-z]+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_SECONDS = re.compile(r"\([0-9.]+ s\)")
_ANY = "..."


@dataclass(frozen=True)
class Command:
    """A command line and the output it is said to have."""

    line: str
    output: str


def blocks(text: str, language: str) -> list[str]:
    """The contents of all blocks in a language."""
    return [body for name, body in _BLOCK.findall(text) if name == language]


def commands(text: str) -> Iterator[Command]:
    """Every command of a page, in order."""
    for block in blocks(text, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, output = part.partition("\n")
            yield Command(line, output)


def printed(line: str, folder: Path) -> str:
    """Run a command line in a folder; what it prints."""
    words = shlex.split(line)
    if words[0] == "timetabler":
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(folder)
            patch.setenv("COLUMNS", "80")
            result = CliRunner().invoke(app, words[1:], prog_name="timetabler")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.output
    ended = subprocess.run(
        line,
        shell=True,
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    return ended.stdout + ended.stderr


def plain(text: str) -> list[str]:
    """The lines of an output, without what may differ and without blank edges."""
    lines = [line.rstrip() for line in _SECONDS.sub("(N s)", text).splitlines()]
    return "\n".join(lines).strip("\n").splitlines()


def agrees(said: str, found: str) -> bool:
    """Whether an output is as it is said to be."""
    return (
        re.fullmatch(_pattern(plain(said)), "\n".join([*plain(found), ""])) is not None
    )


def _pattern(lines: list[str]) -> str:
    return "".join(map(_line, lines))


def _line(line: str) -> str:
    if line == _ANY:
        return r"(?:.*\n)*?"
    words = line.removeprefix(_ANY)
    return (".*" if words != line else "") + re.escape(words) + r"\n"
