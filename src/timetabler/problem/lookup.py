"""Look up the ids, windows and starts that a problem file mentions."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, TypeVar

from timetabler.problem.file import NO_WISH, ProblemFile, WishEntry
from timetabler.problem.mistakes import Mistake, Path, unknown
from timetabler.problem.problem import Windows, Wish
from timetabler.problem.when import When, WhenError

Kind = Literal["day", "room", "track", "theme", "speaker", "talk"]
Value = TypeVar("Value")
_NONE = Wish()


class Lookup:
    """Looks things up in one file; ``mistakes`` holds what was not found.

    What is read as a limit (``limit``, ``windows``, ``starts``) is None, no limit, once
    a part of it is wrong: nothing must seem impossible because of a misspelt id.
    """

    def __init__(self, file: ProblemFile, when: When, lost: frozenset[str]) -> None:
        self.when = when
        self.mistakes: list[Mistake] = []
        self._lost = lost
        self._known: dict[str, Mapping[str, object]] = {
            "day": file.conference.days,
            "room": file.rooms,
            "track": file.tracks,
            "theme": file.themes,
            "speaker": file.speakers,
            "talk": file.talks,
        }

    def wrong(
        self, path: Path, message: str, at: Literal["key", "value"] = "value"
    ) -> None:
        """Note a mistake."""
        self.mistakes.append(Mistake(path, message, at))

    def one(
        self,
        kind: Kind,
        name: str | None,
        path: Path,
        at: Literal["key", "value"] = "value",
    ) -> str | None:
        """Look up an id; None where nothing is said or nothing is found."""
        known = self._known[kind]
        if name is None or name in known:
            return name
        if kind not in self._lost:
            self.wrong(path, unknown(kind, name, known), at)
        return None

    def among(
        self, kind: str, names: Iterable[str], known: Iterable[str], path: Path
    ) -> None:
        """Check that names in the key at a path are known; lost rooms excuse all."""
        for name in names:
            if name not in known and "room" not in self._lost:
                self.wrong(path, unknown(kind, name, known), at="key")

    def ids(self, kind: Kind, names: Iterable[str], path: Path) -> tuple[str, ...]:
        """Look up ids, each mentioned once; those that are not found are left out."""
        found: dict[str, None] = {}
        for index, name in enumerate(names):
            if name in found:
                self.wrong((*path, index), f"{name!r} is listed twice")
            elif self.one(kind, name, (*path, index)) is not None:
                found[name] = None
        return tuple(found)

    def limit(
        self, kind: Kind, names: list[str] | None, path: Path
    ) -> tuple[str, ...] | None:
        """Look up ids that something is limited to; None for no limit."""
        if names is None:
            return None
        found = self.ids(kind, names, path)
        return found if set(names) == set(found) else None

    def rooms(self, names: list[str] | None, path: Path) -> frozenset[str] | None:
        """Look up rooms that something is limited to; None for no limit."""
        found = self.limit("room", names, path)
        return None if found is None else frozenset(found)

    def windows(self, texts: list[str] | None, path: Path) -> Windows | None:
        """Read windows that something is limited to; None for no limit."""
        return self._read(self.when.windows, texts, path)

    def starts(self, texts: list[str] | None, path: Path) -> tuple[int, ...] | None:
        """Read the only permitted starts, in order; None for no limit."""
        found = self._read(self.when.starts, texts, path)
        return None if found is None else tuple(sorted(set(found)))

    def wish(self, entry: WishEntry, path: Path) -> Wish:
        """Look up what is liked, or what is not."""
        if entry is NO_WISH:
            return _NONE
        return Wish(
            days=self.ids("day", entry.days, (*path, "days")),
            windows=self.windows(entry.windows, (*path, "windows")) or (),
            rooms=frozenset(self.ids("room", entry.rooms, (*path, "rooms"))),
        )

    def _read(
        self,
        read: Callable[[str], tuple[Value, ...]],
        texts: list[str] | None,
        path: Path,
    ) -> tuple[Value, ...] | None:
        if texts is None:
            return None
        found: list[Value] = []
        before = len(self.mistakes)
        for index, text in enumerate(texts):
            try:
                found.extend(read(text))
            except WhenError as error:
                self.wrong((*path, index), str(error))
        return tuple(found) if len(self.mistakes) == before else None
