"""Literals of the model, where what is known already is plain True or False."""

from collections.abc import Iterable, Mapping, Sequence

from ortools.sat.python import cp_model, cp_model_helper

Literal = cp_model_helper.Literal | bool


def contrary(literal: Literal) -> Literal:
    """Negate a literal or a constant."""
    return not literal if isinstance(literal, bool) else ~literal


def value_in(solution: Sequence[int], literal: "Literal | cp_model.IntVar") -> int:
    """Look up the value of a literal or a variable in a solution."""
    if isinstance(literal, bool):
        return int(literal)
    index = literal.index
    return solution[index] if index >= 0 else 1 - solution[-index - 1]


def limits(model: cp_model.CpModel, variable: "Literal | cp_model.IntVar") -> list[int]:
    """The least and the largest value that a variable or a literal can have."""
    if isinstance(variable, bool):
        return [int(variable)] * 2
    index = variable.index
    # As a list: of the domain itself, OR-Tools 9.15 gives 0 for what is at [-1].
    domain = list(model.proto.variables[index if index >= 0 else -index - 1].domain)
    return [domain[0], domain[-1]] if index >= 0 else [1 - domain[-1], 1 - domain[0]]


def suggest(model: cp_model.CpModel, values: Mapping[int, int]) -> None:
    """Suggest values of variables (by index), instead of all suggested before."""
    model.clear_hints()  # type: ignore[no-untyped-call]
    hint = model.proto.solution_hint
    hint.vars.extend(list(values))
    hint.values.extend(list(values.values()))


def conjunction(model: cp_model.CpModel, parts: Iterable[Literal]) -> Literal:
    """Make a literal that is true exactly if all parts are."""
    open_: list[Literal] = []
    for part in parts:
        if part is False:
            return False
        if part is not True:
            open_.append(part)
    if not open_:
        return True
    if len(open_) == 1:
        return open_[0]
    whole = model.new_bool_var("")
    for part in open_:
        model.add_implication(whole, part)
    model.add_bool_or([whole, *map(contrary, open_)])
    return whole
