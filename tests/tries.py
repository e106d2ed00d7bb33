"""Tests by Hypothesis that try a few examples, and all with ``-m slow``."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy


def tries(
    few: int, many: int, *drawn: SearchStrategy[Any], **named: SearchStrategy[Any]
) -> Callable[[Callable[..., None]], Callable[[int], None]]:
    """Decorate a test that takes examples; it becomes two that take their number."""

    def of(test: Callable[..., None]) -> Callable[[int], None]:
        def tried(number: int) -> None:
            often = settings(
                deadline=None,
                max_examples=number,
                suppress_health_check=list(HealthCheck),
            )
            often(given(*drawn, **named)(test))()

        tried.__name__, tried.__doc__ = test.__name__, test.__doc__
        slow = pytest.param(many, marks=pytest.mark.slow)
        return pytest.mark.parametrize("number", [few, slow])(tried)

    return of
