"""Words that several views share; the same in every locale."""

from datetime import date

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


def date_of(day: date) -> str:
    """A date as people read it: ``4 February 2012``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def first_capital(text: str) -> str:
    """The text with a capital at its start; days are often named by a small id."""
    return text[:1].upper() + text[1:]
