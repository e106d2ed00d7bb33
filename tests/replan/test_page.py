"""The changes file shown in the documentation is one."""

import re
from pathlib import Path

from timetabler.problem.changes import ChangesFile
from timetabler.problem.yamlreader import read_yaml

PAGE = Path(__file__).parents[2] / "docs/night-before.md"


def test_the_yaml_shown_is_a_changes_file() -> None:
    text = PAGE.read_text(encoding="utf-8")
    shown = re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert len(shown) == 2
    for body in shown:
        ChangesFile.model_validate(read_yaml(body, "page").data)
