"""What is not in the source: nothing runs what it reads, nothing starts a shell."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import timetabler

SOURCE = Path(timetabler.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))
MODULES = {"pickle", "cPickle", "dill", "marshal", "shelve", "subprocess", "pty"}
NAMES = {"eval", "exec", "compile", "__import__"}
MEMBERS = {
    *(("os", name) for name in ("system", "popen", "startfile")),
    ("yaml", "load_all"),
    ("yaml", "unsafe_load"),
    ("yaml", "full_load"),
}
PREFIXES = ("exec", "spawn", "posix_spawn", "fork")
LOADERS = {"Loader", "UnsafeLoader", "FullLoader", "CLoader", "CUnsafeLoader"}


def forbidden(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of everything that runs code or a shell, or unpickles."""
    for node in ast.walk(tree):
        for name in _named(node):
            yield getattr(node, "lineno", 0), name


def _named(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import():
            names = (alias.name.split(".")[0] for alias in node.names)
            yield from (name for name in names if name in MODULES)
        case ast.ImportFrom(module=str(module)):
            if module.split(".")[0] in MODULES:
                yield module
            names = (alias.name for alias in node.names)
            yield from (name for name in names if _is_forbidden(module, name))
        case ast.Attribute(value=ast.Name(id=module), attr=name):
            if _is_forbidden(module, name):
                yield f"{module}.{name}"
        case ast.Call(func=ast.Name(id=name)) if name in NAMES:
            yield name
        case ast.keyword(arg="shell" | "allow_pickle" as name):
            yield name


def _is_forbidden(module: str, name: str) -> bool:
    starts = module == "os" and name.startswith(PREFIXES)
    loads = module == "yaml" and name in LOADERS
    return starts or loads or (module, name) in MEMBERS


def test_nothing_runs_what_it_reads() -> None:
    assert len(FILES) > 100
    found = {
        f"{path.relative_to(SOURCE)}:{line}: {name}"
        for path in FILES
        for line, name in forbidden(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == set()


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "from pickle import loads",
        "import subprocess as other",
        "eval('1')",
        "import os\nos.system('ls')",
        "import os\nos.execv('ls', [])",
        "from os import popen",
        "import yaml\nyaml.load(text, Loader=yaml.Loader)",
        "run(x, shell=True)",
    ],
)
def test_what_is_forbidden_is_found(code: str) -> None:
    assert list(forbidden(ast.parse(code)))
