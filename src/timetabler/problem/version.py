"""Versions of the file formats: a file says which it has, a newer one is refused.

A format changes its number when older files would be read as something else; what is
only added to it leaves the number as it is. Samples of every version are in
``tests/versions/``, and a test reads them.
"""

from timetabler.problem.mistakes import InvalidInputError, Mistake
from timetabler.problem.yamlreader import Document

FORMAT = 1
"""The version of problem, timetable and changes files that is read and written."""


class NewerFormatError(InvalidInputError):
    """A file in a format that came later than this program."""


def is_newer(version: object) -> bool:
    """Whether what a file gives as its format came later than this program."""
    return isinstance(version, int) and version > FORMAT


def refuse_newer(document: Document) -> None:
    """Refuse a file of a newer format, whatever else may be odd about it.

    Raises:
        NewerFormatError: If its format is newer.
    """
    data = document.data
    if isinstance(data, dict) and is_newer(data.get("format")):
        why = (
            f"this file has format {data['format']}, made for a newer timetabler;"
            f" this one reads format {FORMAT}"
        )
        raise NewerFormatError([document.locate(Mistake(("format",), why))])
