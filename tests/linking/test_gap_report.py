"""The forms of a gap report: for people, for spreadsheets, and to be read again."""

from pathlib import Path

import pytest
from planted_gaps import ID, KZ

from kzgraph.errors import BadRequestError
from kzgraph.linking.gap_report import Gap, GapReport, as_csv, as_json, as_text, read_report

REPORT = GapReport(
    "a" * 64,
    "https://planted.example/sparql",
    "2024-11-05",
    {"Q1": "Q2"},
    (
        Gap("same", f"{ID}state/x", "Q2", f"{KZ}capital", target="P36", ours='a, "b"', theirs="Q3"),
        Gap("missing-here", f"{ID}state/x", "Q2", target="P17", theirs="Q5", note="why"),
    ),
)


def test_a_report_can_be_saved_and_read(tmp_path: Path) -> None:
    path = tmp_path / "gaps.json"
    path.write_text(as_json(REPORT), encoding="utf-8")
    assert read_report(path) == REPORT


def test_the_forms_for_people_and_spreadsheets() -> None:
    text = as_text(REPORT)
    assert "    1  missing-here" in text
    assert "redirected: Q1 is now Q2" in text
    assert "state/x = Q2" in text
    assert "P17: theirs Q5 (why)" in text
    lines = as_csv(REPORT).splitlines()
    assert lines[0].startswith("status,entity,item,property,back,target,value,ours,theirs")
    assert '"a, ""b"""' in lines[1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "Invalid JSON"),
        ('{"release": "x"}', "endpoint"),
        (as_json(REPORT).replace('"same"', '"sane"'), "gaps/0/status"),
    ],
)
def test_a_report_that_is_none_is_told(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "gaps.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadRequestError, match=words):
        read_report(path)
    with pytest.raises(BadRequestError, match="cannot be read"):
        read_report(tmp_path / "none.json")
