"""Run what docs/benchmarks.md tells: ``python -m benchmarks.publish [NAME...]``.

Results go to ``benchmarks/results/published``; what is there already is not run again
(delete a file to run it anew). Then ``python scripts/make_docs.py`` lays out the page.
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.instances import ROOT

PUBLISHED = Path("benchmarks/results/published")
IMAGES = Path("docs/images/benchmarks")
RUNS: Mapping[str, Sequence[str]] = {
    "shipped": ("shipped", "--seconds", "60"),
    "cosplib": ("cosplib", "--seconds", "300"),
    "optaplanner": ("optaplanner", "--seconds", "60"),
    # Values are found soon; bounds go on rising.
    "optaplanner-long": (
        *("optaplanner", "--only", "36talks*,72talks*", "--seconds", "300"),
    ),
    "akplan": ("akplan", "--seconds", "120"),
    "fosdem": ("fosdem", "--seconds", "60"),
    "fosdem-free": ("fosdem-free", "--seconds", "60"),
    "fosdem-packed": ("fosdem-packed", "--seconds", "60"),
    "scaling": ("scaling", "--seconds", "40"),
    "features": (
        *("cosplib", "optaplanner", "akplan", "fosdem-packed", "shipped"),
        *(
            "--only",
            "GECCO20Workshop,OR60F,36talks*,koma89,fosdem-packed-2012,tutorial",
        ),
        *("--seconds", "25", "--ablate", "all"),
    ),
    "features-starts": (
        *("cosplib", "--only", "ISF22", "--seconds", "240", "--ablate", "starts"),
    ),
    "features-packing": (
        *("cosplib", "--only", "OR60F2", "--seconds", "40", "--ablate", "packing"),
    ),
    "peers": (
        *("scaling", "--only", "generated-50,generated-100,generated-200"),
        *("--seconds", "30"),
        *("--peer", "conference-scheduler", "--peer", "timefold"),
    ),
    # The peer is a checkout beside the project.
    "peers-cosplib": (
        *("cosplib", "--only", "N2OR,GECCO19,GECCO20,GECCO21,OR60F"),
        *("--seconds", "40", "--peer", "cosplib=../CoSPLib"),
    ),
}


def file_of(name: str) -> Path:
    """The file of results, as seen from the root of the project."""
    return PUBLISHED / f"{name}.jsonl"


def arguments_of(name: str) -> list[str]:
    """The arguments of ``benchmarks.run`` that make it."""
    plots = str(IMAGES / name)
    return [*RUNS[name], "-o", str(file_of(name)), "--plots", plots]


def main(names: Sequence[str]) -> int:
    """Run what is named, or everything, in order."""
    # Whoever only lays out the page need not load the engine.
    from benchmarks.run import main as run  # noqa: PLC0415

    unknown = [name for name in names if name not in RUNS]
    if unknown or Path.cwd() != ROOT:
        print(f"at the root of the project; names: {', '.join(RUNS)}", file=sys.stderr)
        return 2
    for name in names or RUNS:
        print(f"# {name}", file=sys.stderr)
        run(arguments_of(name))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
