"""Rows of sheets: how often they are gone through, and what is refused of them."""

from collections.abc import ItemsView, ValuesView

from importing.samples import BRUSSELS
from timetabler.formats.importing.cells import read_csv
from timetabler.formats.importing.programme import Programme, TalkFacts
from timetabler.formats.importing.sheet_columns import SHEETS
from timetabler.formats.importing.sheet_rows import read_rows
from timetabler.formats.importing.source import Source


class Talks(dict[str, TalkFacts]):
    """Talks that count how often somebody goes through all of them."""

    gone_through = 0

    def items(self) -> ItemsView[str, TalkFacts]:  # type: ignore[override]
        self.gone_through += 1
        return super().items()

    def values(self) -> ValuesView[TalkFacts]:  # type: ignore[override]
        self.gone_through += 1
        return super().values()


def test_talks_are_gone_through_once_however_many_rows_name_them() -> None:
    rows = [f"t{i},T{i},30,{f'T{i - 1}' if i else ''}\n" for i in range(50)]
    spans = [f"T{i},2026-03-04,10:00,11:00,available\n" for i in range(50)]
    likes = [f"T{i},prefer,Red\n" for i in range(50)]
    texts = {
        "talks": f"id,title,minutes,after\n{''.join(rows)}",
        "availability": f"who,date,from,to,kind\n{''.join(spans)}",
        "wishes": f"who,kind,rooms\n{''.join(likes)}",
    }
    sheets = {
        kind: read_csv(Source(f"{kind}.csv", text.encode()), SHEETS[kind])
        for kind, text in texts.items()
    }
    talks = Talks()
    programme = read_rows(Programme("", BRUSSELS, talks=talks), sheets)
    assert programme.talks["t49"].after == ("t48",)
    assert all(talk.available and talk.prefer.rooms for talk in dict.values(talks))
    assert talks.gone_through == 1
