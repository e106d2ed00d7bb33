"""``timetabler schema``: the JSON Schema of the problem file."""

import json

import typer


def schema() -> None:
    """Print the JSON Schema of the problem file."""
    from timetabler.constraints.schema import problem_schema

    typer.echo(json.dumps(problem_schema(), indent=2, ensure_ascii=False))
