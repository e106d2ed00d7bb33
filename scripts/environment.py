"""The virtual environment that the scripts beside this one work in.

Needs Python alone. It is made once, in ``.venv``, with the exact versions of
``requirements.lock``, and again only when those change; after that it needs no network.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OLDEST = (3, 11)
_FOLDER = ROOT / ".venv"
_DONE = _FOLDER / "installed-from"
_BINARIES = _FOLDER / ("Scripts" if os.name == "nt" else "bin")
_PYTHON = _BINARIES / ("python.exe" if os.name == "nt" else "python")
_PIP = (
    "-m",
    "pip",
    "--quiet",
    "--disable-pip-version-check",
    "install",
    "--no-compile",
)


def prepared() -> Path:
    """Make the environment if it is not there yet; the path of its Python."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:2]))
        sys.exit(f"This is Python {found}; run this with Python 3.11 or newer.")
    if not _is_done():
        print("Setting up .venv: about a minute, this once ...", flush=True)
        _make()
    return _PYTHON


def surroundings() -> dict[str, str]:
    """Environment variables for what runs there: no other Python's paths among them."""
    foreign = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    kept = {key: value for key, value in os.environ.items() if key not in foreign}
    return kept | {"PATH": f"{_BINARIES}{os.pathsep}{os.environ.get('PATH', '')}"}


def _make() -> None:
    if not _runs():
        _run(sys.executable, "-m", "venv", "--clear", str(_FOLDER), hint=_NO_VENV)
    lock = ROOT / "requirements.lock"
    _run(str(_PYTHON), *_PIP, "-r", str(lock), hint=_NO_NETWORK)
    editable = ("--no-deps", "--no-build-isolation", "-e", str(ROOT))
    _run(str(_PYTHON), *_PIP, *editable, hint=_NO_NETWORK)
    _DONE.write_text(_wanted(), encoding="utf-8")


_NO_VENV = "Python's venv module is needed; on Debian: apt install python3-venv"
_NO_NETWORK = "Packages are fetched this once; is there a network?"


def _is_done() -> bool:
    there = _DONE.exists() and _DONE.read_text(encoding="utf-8") == _wanted()
    return there and _runs()


def _runs() -> bool:
    """Whether there is an environment with a Python that starts and has pip."""
    if not _PYTHON.exists():
        return False
    tried = subprocess.run(
        [_PYTHON, "-c", "import pip"],
        env=surroundings(),
        capture_output=True,
        check=False,
    )
    return tried.returncode == 0


def _wanted() -> str:
    """What an environment depends on: versions, settings, and where it stands."""
    texts = [(ROOT / n).read_bytes() for n in ("requirements.lock", "pyproject.toml")]
    return hashlib.sha256(b"\0".join([*texts, str(ROOT).encode()])).hexdigest()


def _run(*command: str, hint: str) -> None:
    """Run a command, quiet unless it fails."""
    done = subprocess.run(
        command,
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        sys.stderr.write(done.stdout.decode(errors="replace"))
        sys.exit(f"Failed: {' '.join(command)}\n{hint}")
