"""Renew ``requirements.lock``: the newest versions that ``pyproject.toml`` allows.

python3 scripts/make_lock.py
"""

import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

from environment import ROOT

HEADER = """\
# Exact versions to run, build and test with; pyproject.toml says what is allowed.
# Made by scripts/make_lock.py.
"""


def main() -> None:
    """Install everything into an empty environment and write down what came."""
    with TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        found = [*Path(folder).glob("bin/python"), *Path(folder).glob("Scripts/*.exe")]
        pip = [str(found[0]), "-m", "pip", "--disable-pip-version-check"]
        subprocess.run([*pip, "--quiet", "install", *_wanted()], check=True)
        frozen = subprocess.run(
            [*pip, "freeze"], check=True, capture_output=True, text=True
        )
    (ROOT / "requirements.lock").write_text(HEADER + frozen.stdout, encoding="utf-8")


def _wanted() -> list[str]:
    """Everything that pyproject.toml asks for: to run, for every extra, to build."""
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = data["project"]
    extras = [r for group in project["optional-dependencies"].values() for r in group]
    return [*project["dependencies"], *extras, *data["build-system"]["requires"]]


if __name__ == "__main__":
    main()
