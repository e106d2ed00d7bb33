"""What a constraint is: settings, demands, an independent check, words."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.listeners import Audience
from timetabler.constraints.selectors import Talks, mistakes_in, only, only_of
from timetabler.constraints.sums import Sums
from timetabler.problem.mistakes import Mistake
from timetabler.problem.problem import Problem
from timetabler.timetable.score import About, Finding
from timetabler.timetable.score import Level as ScoreLevel
from timetabler.timetable.timetable import Timetable

Level = Literal["hard", "off"] | Annotated[int, Field(ge=1, le=9)]
Foremost = Level | Annotated[int, Field(ge=0, le=9)]
"""A level of constraints that workflows add: priority 0 comes before all others."""


class Constraint(BaseModel, ABC):
    """One thing that makes a timetable good, told three times.

    ``encode`` tells the solver, ``check`` tells the reader by plain reading of a
    timetable, ``law`` tells people what is asked of whom. The contract test holds the
    three to each other. ``check`` shares nothing with ``encode``: no helper, no
    question, no demand.

    Where the amount is a sum over single placements and over pairs of talks, ``sums``
    tells it a fourth time, to the fast moves; the contract test covers that as well.

    The docstring of a subclass is its documentation. Its first line says what is
    wanted; the rest says what is counted, with formula and unit, and where the
    idea comes from.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        coerce_numbers_to_str=True,
    )

    key: ClassVar[str]
    """The constraint's name in the problem file."""
    unit: ClassVar[str]
    """What one unit of its amount is, in the plural (``people``, ``minutes``)."""
    files: ClassVar[tuple[str, ...]] = ()
    """Settings that can name a file, which is beside the problem file."""
    selective: ClassVar[bool] = True
    """Whether it can be about some talks only, and never see the others."""
    singly: ClassVar[bool] = False
    """Whether every demand is a ``Never`` about one talk."""

    name: str = ""
    """A name of its own, where a constraint is listed more than once."""
    level: Level = "hard"
    """`hard`, `off`, or a priority: 1 is settled before 2, and so on."""
    weight: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    """What one unit costs, against others of the same priority."""
    talks: Talks = None
    """The talks it is about; all if left out."""

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401
        """Let the constraint see only the talks it is about."""
        super().__pydantic_init_subclass__(**kwargs)
        narrowing: dict[str, Callable[[Any], Any]] = {
            "encode": _problem_only,
            "sums": _problem_only,
            "check": _check_only,
            "audience": _problem_only,
        }
        for name, narrowed in narrowing.items():
            if name in cls.__dict__ and cls.selective:
                setattr(cls, name, narrowed(cls.__dict__[name]))

    @abstractmethod
    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Demand of the solver what the constraint wants."""

    @abstractmethod
    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Find each breach by plain reading of the timetable."""

    def audience(self, problem: Problem) -> Audience | None:
        """Tell of listeners, where what they miss at best is all that is counted."""
        del problem
        return None

    @abstractmethod
    def law(self, problem: Problem, about: About) -> str:
        """Say in one sentence what is asked of whom a demand is about."""

    def sums(self, problem: Problem) -> Sums | None:
        """Tell the amount as a sum over placements and pairs; None if it is none."""
        if not self.singly:
            return None
        return tuple(d for d in self.encode(problem) if isinstance(d, Never))

    def mistakes(self, problem: Problem) -> Iterable[Mistake]:
        """Say what in the settings does not fit the problem; paths start here."""
        del problem
        return ()

    def all_mistakes(self, problem: Problem) -> Iterator[Mistake]:
        """Say what does not fit the problem, in selectors or in settings of its own."""
        if self.talks is not None and not self.selective:
            yield Mistake(("talks",), f"{self.key} is about all talks", at="key")
            return
        yield from mistakes_in(problem, self)
        yield from self.mistakes(problem)

    @property
    def label(self) -> str:
        """The name to show: its own, or the constraint's."""
        return self.name or self.key

    @property
    def counted(self) -> str:
        """What one unit of the amount is, as it is set."""
        return self.unit

    @property
    def is_hard(self) -> bool:
        """Whether no timetable may break it."""
        return self.level == "hard"

    @property
    def score_level(self) -> ScoreLevel:
        """The level as scores have it: ``hard`` or a priority."""
        return "hard" if self.level in ("hard", "off") else int(self.level)


Told = TypeVar("Told")
Check = Callable[[Constraint, Problem, Timetable], Iterator[Finding]]


def _problem_only(
    tell: Callable[[Constraint, Problem], Told],
) -> Callable[[Constraint, Problem], Told]:
    @wraps(tell)
    def narrowed(self: Constraint, problem: Problem) -> Told:
        return tell(self, only(problem, self.talks))

    return narrowed


def _check_only(check: Check) -> Check:
    @wraps(check)
    def narrowed(
        self: Constraint, problem: Problem, timetable: Timetable
    ) -> Iterator[Finding]:
        if self.talks is None:
            return check(self, problem, timetable)
        some = only(problem, self.talks)
        return check(self, some, only_of(some, timetable))

    return narrowed
