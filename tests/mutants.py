"""Change encoders and checkers a little, everywhere: the contract test has to notice.

python tests/mutants.py [--sample N] [--minutes M] [--only NAME]... [--seeds N]

Needs cosmic-ray (``pip install cosmic-ray``), which knows what to change; its way to
run tests, a process and a file on disk for each mutant, would take days. Here every
mutant is a module in memory, tried in a fork of this process by the cases counted by
hand and the contract test of its own constraint alone. What ``mistakes`` and ``law``
say and the defaults of settings are left out: they neither encode nor check.
"""

import argparse
import ast
import os
import random
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import unified_diff
from importlib import import_module
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

from chance import problem_of, timetable_of
from constraints.by_hand import cases, miscounted
from constraints.test_contract import ANY_STARTS, EVERY, MANY_STARTS, keeps_the_contract
from timetabler.constraints.base import Constraint

SEEDS = 80
_SECONDS = 30
_BINARY = "Add_Sub Sub_Add Mul_Add Mul_FloorDiv FloorDiv_Mul Mod_Add BitOr_BitAnd"
_BINARY += " BitAnd_BitOr"
_COMPARED = "Eq_NotEq NotEq_Eq Lt_LtE Lt_GtE LtE_Lt LtE_Gt Gt_GtE Gt_LtE GtE_Gt GtE_Lt"
_COMPARED += " Is_IsNot IsNot_Is"
_OTHERS = "AddNot ReplaceTrueWithFalse ReplaceFalseWithTrue ReplaceAndWithOr"
_OTHERS += " ReplaceOrWithAnd ReplaceBreakWithContinue ReplaceContinueWithBreak"
_OTHERS += " NumberReplacer ZeroIterationForLoop"
_UNARY = "Delete_USub Delete_Invert Delete_Not"
OPERATORS = (
    *(f"core/ReplaceBinaryOperator_{name}" for name in _BINARY.split()),
    *(f"core/ReplaceComparisonOperator_{name}" for name in _COMPARED.split()),
    *(f"core/ReplaceUnaryOperator_{name}" for name in _UNARY.split()),
    *(f"core/{name}" for name in _OTHERS.split()),
)
_LEFT_OUT = {"law", "mistakes", "all_mistakes", "counted"}
KILLED, SURVIVED, STILLBORN, SLOW = 0, 1, 2, 3


@dataclass(frozen=True)
class Mutant:
    """A module with one change.

    Attributes:
        line: Where the change is.
        operator: What kind of change it is.
        source: The whole module.
        change: The lines that differ, as a diff.
    """

    line: int
    operator: str
    source: str
    change: str


@dataclass
class Tally:
    """What became of the mutants of a module."""

    endings: list[int] = field(default_factory=list)
    survivors: list[Mutant] = field(default_factory=list)

    def told(self) -> str:
        """The counts in a line."""
        number = self.endings.count
        killed = number(KILLED) + number(SLOW)
        return (
            f"{len(self.endings):4} mutants, {killed:4} killed, {number(STILLBORN):3}"
            f" can not even be loaded, {number(SURVIVED):3} survive"
        )


def mutants(source: str) -> Iterator[Mutant]:
    """Yield every mutant of a module's encoders and checkers."""
    wanted = _lines(source)
    seen: set[str] = set()
    for name in OPERATORS:
        for occurrence in count():
            changed = mutate_code(source, get_operator(name)(), occurrence)
            if changed is None:
                break
            line, change = _difference(source, changed)
            if line in wanted and changed not in seen:
                seen.add(changed)
                yield Mutant(line, name.removeprefix("core/"), changed, change)


def _lines(source: str) -> set[int]:
    """The lines inside of functions that encode or check, or help with that."""
    found: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name not in _LEFT_OUT:
            begin = node.body[0].lineno
            found.update(range(begin, (node.end_lineno or begin) + 1))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name in _LEFT_OUT:
            found -= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return found


def _difference(source: str, changed: str) -> tuple[int, str]:
    before, after = source.splitlines(), changed.splitlines()
    pairs = enumerate(zip(before, after, strict=False), 1)
    line = next((number for number, (a, b) in pairs if a != b), 0)
    lines = [
        text
        for text in unified_diff(before, after, n=0, lineterm="")
        if text[:1] in "+-" and text[:3] not in ("+++", "---")
    ]
    return line, "\n".join(lines)


def ending(mutant: Mutant, kind: type[Constraint], seeds: int) -> int:
    """Try a mutant in a process of its own; how that ends."""
    child = os.fork()
    if child == 0:
        signal.alarm(_SECONDS)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os._exit(_tried(mutant, kind, seeds))
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return SLOW if os.WTERMSIG(status) == signal.SIGALRM else KILLED
    return os.WEXITSTATUS(status)


def _tried(mutant: Mutant, kind: type[Constraint], seeds: int) -> int:
    names: dict[str, Any] = {"__name__": "mutant"}
    try:
        exec(compile(mutant.source, "mutant", "exec"), names)
        (mine,) = (
            value
            for value in names.values()
            if isinstance(value, type)
            and issubclass(value, Constraint)
            and value.__module__ == "mutant"
            and getattr(value, "key", "") == kind.key
        )
    except Exception:
        return STILLBORN
    try:
        noticed = any(miscounted(c, mine) for c in cases() if c["of"] == kind.key)
        for seed in range(0 if noticed else seeds):
            keeps_the_contract(mine, MANY_STARTS if seed % 2 else ANY_STARTS, seed)
    except Exception:
        return KILLED
    return KILLED if noticed else SURVIVED


def tested(kind: type[Constraint], sample: int, seeds: int, until: float) -> Tally:
    """Try mutants of a constraint's module."""
    path = Path(str(import_module(kind.__module__).__file__))
    every = list(mutants(path.read_text(encoding="utf-8")))
    random.Random(kind.key).shuffle(every)
    tally = Tally()
    for mutant in every[: sample or None]:
        if monotonic() > until:
            break
        ended = ending(mutant, kind, seeds)
        tally.endings.append(ended)
        if ended == SURVIVED:
            tally.survivors.append(mutant)
    return tally


def main() -> int:
    """Try mutants as the command line says; print what survives."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=0, help="mutants a constraint")
    parser.add_argument("--minutes", type=float, default=60.0, help="the most time")
    parser.add_argument("--only", action="append", help="this constraint alone")
    parser.add_argument("--seeds", type=int, default=SEEDS, help="problems a mutant")
    wanted = parser.parse_args()
    until = monotonic() + wanted.minutes * 60
    for seed in range(wanted.seeds):
        with suppress(AssertionError):
            timetable_of(seed), problem_of(seed)
    whole = Tally()
    for kind in EVERY:
        if wanted.only and kind.key not in wanted.only:
            continue
        tally = tested(kind, wanted.sample, wanted.seeds, until)
        whole.endings += tally.endings
        print(f"{kind.key:18} {tally.told()}", flush=True)
        for mutant in sorted(tally.survivors, key=lambda one: one.line):
            print(
                f"  line {mutant.line}, {mutant.operator}\n{mutant.change}", flush=True
            )
    print(f"{'in all':18} {whole.told()}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
