"""Read XML of strangers: no DTD, no entities, bounded, each element with its place."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from timetabler.formats.importing.source import Source
from timetabler.problem.mistakes import InvalidInputError, Located

MOST_ELEMENTS = 500_000
MOST_DEEP = 50


class Xml:
    """A document: its root, and where each element stands."""

    def __init__(self, source: Source) -> None:
        """Parse a source.

        Raises:
            InvalidInputError: If it is not well-formed, or not safe to read.
        """
        self.source = source
        parser = _Parser(source)
        try:
            parser.feed(source.data)
            self.root: Element = parser.close()
        except ParseError as error:
            line, column = error.position
            why = f"not valid XML: {str(error).partition(': line')[0]}"
            raise source.wrong(why, line, column + 1) from None
        except DefusedXmlException:
            line, column = parser.here()
            why = "a document type (DOCTYPE) is refused; remove it and its entities"
            raise source.wrong(why, line, column) from None
        except (LookupError, ValueError) as error:
            raise source.wrong(f"not valid XML: {error}") from None
        self._places = parser.places

    def located(self, element: Element, why: str = "") -> Located:
        """Say something of an element, with its place."""
        return Located(self.source.name, *self._places[element], why)

    def wrong(self, element: Element, why: str) -> InvalidInputError:
        """Make the error that says what is wrong with an element."""
        return InvalidInputError([self.located(element, why)])


class _Parser(DefusedXMLParser):
    """Notes where elements begin, and stops where no schedule goes."""

    def __init__(self, source: Source) -> None:
        super().__init__(forbid_dtd=True)
        self.source = source
        self.places: dict[Element, tuple[int, int]] = {}
        self.depth = 0

    def here(self) -> tuple[int, int]:
        """Line and column that have been reached, from 1."""
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def _start(self, tag: str, attributes: Any) -> Element:  # noqa: ANN401
        element: Element = super()._start(tag, attributes)  # type: ignore[misc]
        self.places[element] = self.here()
        self.depth += 1
        if self.depth > MOST_DEEP:
            why = f"elements are nested more than {MOST_DEEP} deep"
            raise self.source.wrong(why, *self.here())
        if len(self.places) > MOST_ELEMENTS:
            why = f"there are more than {MOST_ELEMENTS:,} elements"
            raise self.source.wrong(why, *self.here())
        return element

    def _end(self, tag: str) -> Element:
        self.depth -= 1
        element: Element = super()._end(tag)  # type: ignore[misc]
        return element


def child_text(element: Element, tag: str) -> str:
    """The text of a child, "" if there is none."""
    return " ".join((element.findtext(tag) or "").split())


def filled(element: Element) -> Iterator[Element]:
    """Yield the children that hold anything: text, attributes or children."""
    for child in element:
        if len(child) or child.attrib or (child.text or "").strip():
            yield child
