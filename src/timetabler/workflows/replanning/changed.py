"""Load a problem together with what has happened since: changes files and options."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from timetabler.constraints.base import Constraint
from timetabler.constraints.settings import (
    active,
    anchored,
    files_of,
    settings_mistakes,
)
from timetabler.problem.changes import ChangesFile, Layered, added_up
from timetabler.problem.mistakes import InvalidInputError, Located, Mistake
from timetabler.problem.problem import Problem
from timetabler.problem.reading import problem_of, read_model, read_text
from timetabler.problem.yamlreader import Document, read_yaml
from timetabler.workflows.load import Loaded, Source
from timetabler.workflows.replanning.facts import Facts, Past

_NEEDED = {"unavailable": "speaker-available", "close": "room-open"}


@dataclass(frozen=True)
class Changed:
    """A problem as it has become.

    Attributes:
        loaded: The problem after all changes, with its constraints.
        changes: All changes, added up.
        data: The same as plain data, as a changes file would hold it.
        sources: What the changes were read from, the earliest first.
    """

    loaded: Loaded
    changes: ChangesFile
    data: dict[str, Any]
    sources: tuple[Document, ...]


@dataclass(frozen=True)
class Wishes:
    """What was said on the command line.

    Attributes:
        cancel: Talks, by id.
        unavailable: Speakers, each as ``ID`` or ``ID=WINDOW``.
        close: Rooms, each as ``ID`` or ``ID=WINDOW``.
    """

    cancel: Sequence[str] = ()
    unavailable: Sequence[str] = ()
    close: Sequence[str] = ()

    def document(self) -> Document:
        """Say the same as a changes file does."""
        data = {
            "cancel": list(dict.fromkeys(self.cancel)),
            "unavailable": _by_id(self.unavailable),
            "close": _by_id(self.close),
        }
        return Said(data)


class Said(Document):
    """What options say; mistakes name the option instead of a line."""

    def __init__(self, data: dict[str, Any]) -> None:
        super().__init__("", {key: value for key, value in data.items() if value})

    def locate(self, mistake: Mistake) -> Located:
        """Name the option."""
        return Located(f"--{mistake.path[0]}", 1, 1, mistake.message)


def _by_id(texts: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    whole: set[str] = set()
    for text in texts:
        id, _, window = text.partition("=")
        found.setdefault(id, [])
        if window:
            found[id].append(window)
        else:
            whole.add(id)
    return {id: [] if id in whole else windows for id, windows in found.items()}


def load_changes(path: Path) -> Document:
    """Load a changes file.

    Raises:
        InvalidInputError: With every mistake in it.
    """
    document = read_yaml(read_text(path), str(path))
    read_model(ChangesFile, document)
    return document


def load_changed(
    path: Path, sources: Sequence[Document], past: Past | None = None
) -> Changed:
    """Load a problem file and apply changes to it.

    Args:
        path: The problem file.
        sources: The changes, the earliest first.
        past: What is over already.

    Raises:
        InvalidInputError: With every mistake in any of the files.
    """
    text = read_text(path)
    document: Document = read_yaml(text, str(path))
    for source in sources:
        document = Layered(document, source)
    lint = partial(settings_mistakes, folder=path.parent)
    problem = anchored(problem_of(document, [lint]), path.parent)
    constraints = active(problem)
    applied = Facts(problem, past or Past())
    wrong: list[Located] = []
    for source in sources:
        applied.mistakes = list(_unheld(source, constraints))
        applied.apply(read_model(ChangesFile, source))
        wrong.extend(map(source.locate, applied.mistakes))
    if wrong:
        raise InvalidInputError(wrong)
    data = added_up([source.data for source in sources])
    total = ChangesFile.model_validate(data)
    digest = sha256((text + repr(data)).encode()).hexdigest()
    tables = tuple(map(Source.of, files_of(applied.problem)))
    loaded = Loaded(applied.problem, active(applied.problem), path, digest, tables)
    return Changed(loaded, total, data, tuple(sources))


def _unheld(source: Document, constraints: Sequence[Constraint]) -> Iterable[Mistake]:
    """Refuse what would change nothing, as nothing holds a timetable to it."""
    hard = {constraint.key for constraint in constraints if constraint.is_hard}
    for key, needed in _NEEDED.items():
        if source.data.get(key) and needed not in hard:
            why = f"this counts only where {needed} is hard, which it is not here"
            yield Mistake((key,), why, at="key")


def changed_problem(problem: Problem, base: Problem) -> frozenset[str]:
    """Find the talks of which people see something else than before."""
    return frozenset(
        talk.id
        for talk in problem.talks.values()
        if talk.id in base.talks and _seen(talk.id, problem) != _seen(talk.id, base)
    )


def _seen(id: str, problem: Problem) -> tuple[object, ...]:
    talk = problem.talks[id]
    names = tuple(problem.speakers[speaker].name for speaker in talk.speakers)
    return talk.title, talk.minutes, names, talk.track, talk.url


@dataclass(frozen=True)
class Wish:
    """One thing that was asked for, which may be what makes the rest impossible.

    Attributes:
        words: What it is, as people wrote it.
        path: Where it is in the changes, as keys.
        option: Or the option that it is.
    """

    words: str
    path: tuple[str, ...] = ()
    option: str = ""


@dataclass
class Reduced:
    """Loads the problem again without one of the changes."""

    changed: Changed
    past: Past = field(default_factory=Past)

    def wishes(self) -> Iterable[Wish]:
        """Yield every change that could be taken back."""
        for key in ("unavailable", "close"):
            for id, windows in (self.changed.data.get(key) or {}).items():
                when = f"={', '.join(windows)}" if windows else ""
                yield Wish(f"{key} {id}{when}", (key, id))
        for key in ("talks", "speakers", "rooms", "tracks", "themes", "sessions"):
            for id in self.changed.data.get(key) or {}:
                yield Wish(f"{key} {id}", (key, id))
        for key in ("conference", "constraints"):
            if self.changed.data.get(key):
                yield Wish(f"the changes of {key}", (key,))

    def without(self, wish: Wish) -> Changed | None:
        """Load without a wish; None if what is left is no valid problem."""
        data = _less(self.changed.data, wish.path)
        try:
            return load_changed(self.changed.loaded.path, [Said(data)], self.past)
        except InvalidInputError:
            return None


def _less(data: Mapping[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    found = dict(data)
    key, *rest = path
    if rest:
        found[key] = _less(found[key], tuple(rest))
    else:
        del found[key]
    return found
