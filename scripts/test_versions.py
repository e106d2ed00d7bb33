"""Run the tests with other Pythons, and with the oldest and the newest packages.

python3 scripts/test_versions.py [--python NAME]... [--packages KIND]... [TESTS]...

``--python`` names interpreters (``python3.13``, or a path); left out, every one from
3.11 on that is found. ``--packages`` is ``locked`` (the versions of
``requirements.lock``), ``oldest`` (the least that ``pyproject.toml`` allows) or
``newest`` (the newest that it allows); left out, ``locked``. ``--ortools VERSION``
takes another OR-Tools than those. Environments are kept in ``.versions``.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from environment import ROOT, surroundings

PYTHONS = ("python3.11", "python3.12", "python3.13", "python3.14")
_FOLDER = ROOT / ".versions"
_LEAST = re.compile(r"([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?>=([0-9.]+)")


def main() -> int:
    """Run the tests as the command line says; 1 if any run fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", action="append", help="an interpreter")
    parser.add_argument(
        "--packages", action="append", choices=("locked", "oldest", "newest")
    )
    parser.add_argument("--ortools", default="", help="a version of OR-Tools")
    parser.add_argument("tests", nargs="*", help="arguments for pytest")
    wanted = parser.parse_args()
    results: dict[str, int] = {}
    for python in wanted.python or PYTHONS:
        if shutil.which(python) is None or not _works(python):
            print(f"{python}: not here", flush=True)
            continue
        for packages in wanted.packages or ("locked",):
            name = f"{Path(python).name} {packages} {wanted.ortools}".strip()
            print(f"{name} ...", flush=True)
            results[name] = _tried(python, packages, wanted.ortools, wanted.tests)
    for name, code in results.items():
        print(f"{name}: {'passed' if code == 0 else 'FAILED'}")
    return int(any(results.values()) or not results)


def _works(python: str) -> bool:
    """Whether it starts; what stands for another version manager's may not."""
    tried = subprocess.run([python, "-c", ""], capture_output=True, check=False)
    return tried.returncode == 0


def _tried(python: str, packages: str, ortools: str, tests: list[str]) -> int:
    name = "-".join(filter(None, (Path(python).name, packages, ortools)))
    folder = _FOLDER / name
    here = folder / "bin" / "python"
    if not here.exists():
        subprocess.run([python, "-m", "venv", "--clear", str(folder)], check=True)
    pip = [str(here), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    made = subprocess.run([*pip, *_wanted(packages, ortools)], check=False)
    if made.returncode:
        return made.returncode
    paths = {"PYTHONPATH": str(ROOT / "src")}
    command = [str(here), "-m", "pytest", "-p", "no:cacheprovider", *tests]
    if packages != "locked":
        command += ["-m", "not slow and not locked"]
    if packages == "oldest":
        # What old packages ask of new ones that they need themselves is deprecated.
        command += ["-W", "ignore::DeprecationWarning"]
    ran = subprocess.run(command, cwd=ROOT, env=surroundings() | paths, check=False)
    return ran.returncode


def _wanted(packages: str, ortools: str) -> list[str]:
    """What to install, as arguments for pip."""
    other = [f"ortools=={ortools}"] if ortools else []
    if packages == "locked":
        lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
        locked = [line for line in lines if line and not line.startswith("#")]
        kept = [line for line in locked if not (other and line.startswith("ortools="))]
        return [*kept, *other]
    asked = [*requirements(), *other]
    if packages == "newest":
        return asked
    limits = _FOLDER / "oldest.txt"
    least = filter(None, map(_LEAST.match, runtime()))
    text = "".join(f"{found[1]}=={found[2]}\n" for found in least)
    limits.write_text(text, encoding="utf-8")
    return [*asked, "-c", str(limits)]


def runtime() -> Iterator[str]:
    """What pyproject.toml asks for to run, extras included."""
    project = _project()
    yield from project["dependencies"]
    for name, extra in project["optional-dependencies"].items():
        if name != "dev":
            yield from extra


def requirements() -> Iterator[str]:
    """What pyproject.toml asks for to run and to test."""
    yield from runtime()
    yield from _project()["optional-dependencies"]["dev"]


def _project() -> dict[str, Any]:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    found: dict[str, Any] = tomllib.loads(text)["project"]
    return found


if __name__ == "__main__":
    sys.exit(main())
