"""Names and times as the page writes them: anchors, clock times, dates."""

import re

from timetabler.problem.problem import Day, Problem

_ODD = re.compile(r"[^A-Za-z0-9_.-]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_WEB = re.compile(r"https?://", re.IGNORECASE)
# Written out, because strftime's names depend on the machine's locale.
_WEEKDAYS = (
    *("Monday", "Tuesday", "Wednesday", "Thursday"),
    *("Friday", "Saturday", "Sunday"),
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def anchor(kind: str, id: str) -> str:
    """Make an anchor of an id: ``talk-12``; odd characters become ``~hex~``.

    Two ids never share an anchor, and an anchor needs no quoting in HTML, in a
    selector's attribute or in an address.
    """
    return f"{kind}-{_ODD.sub(lambda odd: f'~{ord(odd[0]):x}~', id)}"


def language(code: str) -> str:
    """The code of a language for a ``lang`` attribute, "" where it can be none."""
    return code if _LANGUAGE.fullmatch(code) else ""


def web_address(url: str) -> str:
    """An address that is safe to link to, "" where it is not one of the web."""
    return url if _WEB.match(url) else ""


def clock(problem: Problem, minute: int) -> str:
    """The time on the conference's clock, as ``11:30``."""
    return f"{problem.clock.wall(minute):%H:%M}"


def span(problem: Problem, start: int, end: int) -> str:
    """A span of time on the conference's clock, as ``11:30–12:00``."""
    return f"{clock(problem, start)}–{clock(problem, end)}"


def weekday(day: Day) -> str:
    """The name of the day's weekday."""
    return _WEEKDAYS[day.date.weekday()]


def date(day: Day) -> str:
    """The day's date, as ``4 February 2012``."""
    return f"{day.date.day} {_MONTHS[day.date.month - 1]} {day.date.year}"


def day_title(day: Day) -> str:
    """The day's title as a heading; ids in lower case become ``Saturday``."""
    return day.title[:1].upper() + day.title[1:]


def day_date(day: Day) -> str:
    """What a heading adds to the day's title: the date, the weekday if need be."""
    if day.title.casefold() == weekday(day).casefold():
        return date(day)
    return f"{weekday(day)} {date(day)}"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: ``1 talk``, ``2 talks``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
