"""Accessibility, as axe sees it."""

from functools import cache, partial
from importlib import resources

import pytest

from page.window import View, at

slow = partial(pytest.param, marks=pytest.mark.slow)


@cache
def axe() -> str:
    package = pytest.importorskip(
        "axe_core_python", reason="the Python package axe-core-python is not installed"
    )
    found: str = resources.files(package).joinpath("axe.min.js").read_text("utf-8")
    return found


def faults(view: View) -> list[str]:
    view.value(axe())
    found = view.value("axe.run({resultTypes: ['violations']})")
    return [
        f"{fault['id']}: {node['html'][:120]} {node['failureSummary']}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize(
    ("view", "hash"),
    [
        slow(at(360, name="odd", color_scheme="light"), ""),
        (at(360, name="odd", color_scheme="dark"), "#talk-plain"),
        slow(at(1440, name="odd", color_scheme="light"), "#talk-plain"),
        (at(1440, name="odd", color_scheme="dark"), "#?q=a"),
        (at(360, name="large", color_scheme="dark"), ""),
        slow(at(768, name="large", color_scheme="light"), "#?track=t1"),
        (at(1440, name="large", color_scheme="light"), ""),
        slow(at(1440, name="large", color_scheme="dark"), "#talk-k2"),
    ],
    indirect=["view"],
)
def test_axe_finds_no_fault(view: View, hash: str) -> None:
    view.open(hash)
    view.value("document.querySelectorAll('details').forEach(it => it.open = true)")
    assert faults(view) == []
