"""The commented example that a new problem file starts from."""

from importlib.resources import files


def template() -> str:
    """Give the text of a small problem file that shows every part and can be solved."""
    return files(__package__).joinpath("template.yaml").read_text(encoding="utf-8")
