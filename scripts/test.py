"""Set everything up, and run every check and every test.

python3 scripts/test.py [arguments for pytest]
"""

import subprocess
import sys
from pathlib import Path

from environment import ROOT, prepared, surroundings

CHECKS = (
    ("ruff check", ("-m", "ruff", "check", ".")),
    ("ruff format", ("-m", "ruff", "format", "--check", ".")),
    ("mypy", ("-m", "mypy")),
    (
        "lint-imports",
        ("-c", "from importlinter.cli import lint_imports_command as c; c()"),
    ),
)


def main(arguments: list[str]) -> int:
    """Run the checks, then the tests, whose closing line comes last."""
    python = prepared()
    failed = [name for name, check in CHECKS if not _passes(python, name, check)]
    if failed:
        print(f"failed: {', '.join(failed)}", flush=True)
    tests = [str(python), "-m", "pytest", *arguments]
    ended = subprocess.run(tests, cwd=ROOT, env=surroundings(), check=False)
    return ended.returncode or int(bool(failed))


def _passes(python: Path, name: str, check: tuple[str, ...]) -> bool:
    """Run one check; its output is shown only if it fails."""
    ended = subprocess.run(
        [python, *check],
        cwd=ROOT,
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    passed = ended.returncode == 0
    print(f"{name}: {'passed' if passed else 'FAILED'}", flush=True)
    if not passed:
        sys.stdout.write(ended.stdout.decode(errors="replace"))
    return passed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
