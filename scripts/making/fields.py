"""The reference of the problem file: every section and field, from the models."""

from collections.abc import Iterator
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from making.tables import table
from timetabler.problem import fields, file
from timetabler.problem.file import Entry

SECTIONS: dict[type[Entry], str] = {
    file.ProblemFile: "The whole file",
    file.ConferenceEntry: "The conference",
    file.DayEntry: "A day",
    file.BreakEntry: "A break",
    file.RoomEntry: "A room",
    file.TrackEntry: "A track",
    file.ThemeEntry: "A theme",
    file.SessionEntry: "A session",
    file.SpeakerEntry: "A speaker",
    file.TalkEntry: "A talk",
    file.PinEntry: "A pin",
    file.AfterEntry: "What a talk comes after",
    file.WishEntry: "A wish",
}
_WORDS: list[tuple[object, str]] = [
    (fields.Id, "id"),
    (fields.Ids, "id, or list of ids"),
    (fields.Minutes, "minutes (0 to 1440)"),
    (fields.Length, "minutes (1 to 1440)"),
    (fields.People, "people (0 to 1,000,000)"),
    (fields.Weight, "cost (0 to 1,000,000)"),
    (fields.Text, "text"),
    (fields.Words, "word, or list of words"),
    (fields.Time, "time"),
    (fields.Date, "date"),
    (fields.Colour, "colour"),
    (fields.WindowText, "window"),
    (fields.Windows, "window, or list of windows"),
    (fields.Starts, "start, or list of starts"),
    (file.Afters, "talk id, or [entry](#what-a-talk-comes-after), or list of them"),
    (bool, "true or false"),
    (str, "text"),
    (Any, "settings"),
]


def field_tables() -> str:
    """One section with one table for each model."""
    return "\n\n".join(_section(model) for model in SECTIONS)


def _section(model: type[Entry]) -> str:
    hints = get_type_hints(model, include_extras=True)
    rows = [
        (f"`{name}`", _kind(hints[name], field), _default(field), _text(field))
        for name, field in model.model_fields.items()
    ]
    about = (model.__doc__ or "").split("\n\n")[0]
    made = table(("field", "value", "default", "meaning"), rows)
    return f"### {SECTIONS[model]}\n\n{about}\n\n{made}"


def _text(field: FieldInfo) -> str:
    return " ".join((field.description or "").split())


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "needed"
    default = None if field.default_factory else field.default
    if default in (None, "", [], {}):
        return ""
    return f"`{str(default).lower()}`"


def _kind(hint: object, field: FieldInfo) -> str:
    """Say in words what a value may be."""
    for known, words in _WORDS:
        if hint == known:
            return words
    made = next(_composed(hint, field), None)
    if made is None:
        raise TypeError(f"no words for {hint!r}; add them to _WORDS")
    return made


def _composed(hint: object, field: FieldInfo) -> Iterator[str]:
    arguments = [a for a in get_args(hint) if a is not type(None)]
    if isinstance(hint, type) and issubclass(hint, Entry):
        yield f"[entry](#{_anchor(hint)})"
    elif get_origin(hint) is Literal:
        yield " or ".join(f"`{value}`" for value in arguments)
    elif get_origin(hint) is dict:
        yield f"map: {_kind(arguments[0], field)} to {_kind(arguments[1], field)}"
    elif get_origin(hint) is Union or type(None) in get_args(hint):
        yield _kind(arguments[0], field)
    elif arguments and arguments[0] is int:
        yield f"number{_limits(arguments[1])}"
    elif arguments:
        yield _kind(arguments[0], field)


def _limits(info: FieldInfo) -> str:
    found = {type(m).__name__: m for m in info.metadata}
    least = getattr(found.get("Ge"), "ge", None)
    most = getattr(found.get("Le"), "le", None)
    if most is None:
        return f" (from {least})"
    return f" ({least} to {most})"


def _anchor(model: type[Entry]) -> str:
    return SECTIONS[model].lower().replace(" ", "-")
