"""``timetabler check`` and ``show``: on what people made, and in every format."""

from pathlib import Path

import pytest

from cli.typing_it import (
    DEVROOM,
    FOSDEM,
    FOSDEM_PUBLISHED,
    PROBLEMS,
    told_in_json,
    typed,
)

PUBLISHED = PROBLEMS / "published" / "virtualization-and-cloud-2012.yaml"


def test_the_published_fosdem_has_two_clashes() -> None:
    ended = typed("check", FOSDEM, FOSDEM_PUBLISHED)
    assert ended.exit_code == 6
    assert "Tom Marble has welcome-to-the-legal-issues-devroom" in ended.stdout
    assert "UA2.114 has bsda-certification-exams" in ended.stdout
    assert "2 hard constraints are broken" in ended.stdout


def test_check_tells_what_a_checker_knows() -> None:
    told = told_in_json("check", FOSDEM, FOSDEM_PUBLISHED)
    assert list(told) == ["feasible", "objective", "priorities", "constraints"]
    assert told["feasible"] is False
    broken = [
        c["name"] for c in told["constraints"] if c["level"] == "hard" and c["amount"]
    ]
    assert broken == ["room-clash", "speaker-clash"]


def test_the_published_devroom_keeps_every_rule() -> None:
    assert typed("check", DEVROOM, PUBLISHED).exit_code == 0


def test_all_findings_are_told_when_asked() -> None:
    few = typed("check", FOSDEM, FOSDEM_PUBLISHED).stdout
    every = typed("check", FOSDEM, FOSDEM_PUBLISHED, "--all").stdout
    assert "more\n" in few
    assert len(every.splitlines()) > len(few.splitlines())


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("it.png", b"\x89PNG"),
        ("it.SVG", b"<?xml"),
        ("it.pdf", b"%PDF"),
        ("it.html", b"<!doctype html>"),
    ],
)
def test_show_writes_what_the_name_says(
    name: str, begins: bytes, tmp_path: Path
) -> None:
    path = tmp_path / name
    assert typed("show", DEVROOM, PUBLISHED, "-o", path).exit_code == 0
    assert path.read_bytes().lower().startswith(begins.lower())
    assert typed("show", DEVROOM, PUBLISHED, "-o", path).exit_code == 2
    assert typed("show", DEVROOM, PUBLISHED, "-o", path, "--force").exit_code == 0


def test_show_knows_no_other_endings(tmp_path: Path) -> None:
    ended = typed("show", DEVROOM, PUBLISHED, "-o", tmp_path / "it.docx")
    assert ended.exit_code == 2
    assert ".png, .svg, .pdf, .html" in ended.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("by", ["day", "room", "track", "speaker"])
def test_show_prints_every_talk(by: str) -> None:
    ended = typed("show", DEVROOM, PUBLISHED, "--by", by)
    assert ended.exit_code == 0
    for title in ("The Aeolus Project", "VDSM - The oVirt Node"):
        assert title in ended.stdout
