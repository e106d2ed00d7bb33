"""The journal: every release of a timetable, in folders that are never overwritten."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from timetabler.workflows.files import write_whole

TIMETABLE, CHANGES, RECORD, NOTICES = (
    "timetable.yaml",
    "changes.yaml",
    "release.json",
    "notices.txt",
)


@dataclass(frozen=True)
class Release:
    """One release: a folder with a timetable and what there is to say of it."""

    folder: Path

    @property
    def number(self) -> int:
        """Its number; the first is 1."""
        return int(self.folder.name)

    @property
    def timetable(self) -> Path:
        """Its timetable file."""
        return self.folder / TIMETABLE

    @property
    def changes(self) -> Path | None:
        """All changes since the problem file was written, if there are any."""
        path = self.folder / CHANGES
        return path if path.exists() else None


class Journal:
    """The releases of one timetable, in a folder of their own.

    Each release is a folder by its number (``0001``). It holds the timetable, the
    changes it was made with (all since the problem file), the messages it led to, and
    ``release.json``: date, reason, difference to the one before, score.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def beside(cls, problem: Path) -> "Journal":
        """Find the journal of a problem file: ``NAME.releases`` beside it."""
        return cls(problem.with_name(f"{problem.stem}.releases"))

    def releases(self) -> list[Release]:
        """List the releases, first to last."""
        if not self.folder.is_dir():
            return []
        found = (
            Release(folder)
            for folder in self.folder.iterdir()
            if folder.name.isdigit() and (folder / RECORD).exists()
        )
        return sorted(found, key=lambda release: release.number)

    def last(self) -> Release | None:
        """Find the latest release."""
        return next(reversed(self.releases()), None)

    def add(
        self,
        timetable: str,
        record: Mapping[str, Any],
        changes: Mapping[str, Any],
        messages: str = "",
    ) -> Release:
        """Write a release; its record comes last, so that half of one is none.

        Args:
            timetable: The text of the timetable file.
            record: What is to be known of it: date, reason, difference, score.
            changes: All changes since the problem file, as a changes file holds them.
            messages: The drafts of the messages.

        Raises:
            OSError: If it can not be written.
        """
        release = self._next()
        write_whole(release.timetable, timetable)
        if changes:
            text = yaml.safe_dump(dict(changes), sort_keys=False, allow_unicode=True)
            write_whole(release.folder / CHANGES, text)
        if messages:
            write_whole(release.folder / NOTICES, messages)
        full = {"format": 1, "number": release.number, **record}
        text = json.dumps(full, indent=2, ensure_ascii=False) + "\n"
        write_whole(release.folder / RECORD, text)
        return release

    def _next(self) -> Release:
        """Make the folder of the next release; nobody else can then have it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        used = [int(f.name) for f in self.folder.iterdir() if f.name.isdigit()]
        number = max(used, default=0) + 1
        while True:
            folder = self.folder / f"{number:04}"
            try:
                folder.mkdir()
            except FileExistsError:
                number += 1
            else:
                return Release(folder)
