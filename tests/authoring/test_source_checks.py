"""What is missing in one document: told with file and line, before any build."""

from pathlib import Path

import pytest
from gazette import SOURCE, TEXT

from kzgraph.authoring.checking import Checked, check
from kzgraph.authoring.places import line_in
from kzgraph.errors import DataError, NotFoundError

CLAIMS = f"data/sources/{SOURCE}/claims.trig"


def changed(path: Path, old: str, new: str) -> int:
    """Replace one text of a file, and return the line on which it stood."""
    text = path.read_text("utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def told(checked: Checked, rule: str) -> list[str]:
    return [str(problem) for problem in checked.problems if problem.rule == rule]


def test_a_whole_document_has_no_problem(root: Path) -> None:
    checked = check(root, SOURCE, TEXT)
    assert [str(problem) for problem in checked.problems] == []
    assert (checked.claims, len(checked.evidence.sentences)) == (3, 3)


def test_an_unread_sentence_is_told_once(root: Path, claims_file: Path) -> None:
    changed(claims_file, "oa:end 70", "oa:end 31")
    found = [str(p) for p in check(root, SOURCE).problems if "sentence" in str(p)]
    assert len(found) == 1
    assert "sentence 3 (32-70) has no claim" in found[0]
    assert found[0].startswith(f"data/sources/{SOURCE}/source.ttl:")


def test_an_unknown_term_is_told_with_its_line_and_what_may_be_meant(
    root: Path, claims_file: Path
) -> None:
    line = changed(claims_file, "kz:visitTo", "kz:vistTo")
    (found,) = told(check(root, SOURCE), "unknown-term")
    assert found.startswith(f"{CLAIMS}:{line}: claim/{SOURCE}-002: ")
    assert "did you mean kz:visitTo" in found


def test_an_unknown_thing_is_told_with_its_line(root: Path, claims_file: Path) -> None:
    line = changed(claims_file, "person:ada", "person:adda")
    (found,) = told(check(root, SOURCE), "unknown-term")
    assert found.startswith(f"{CLAIMS}:{line}: ")
    assert "person:ada" in found.rpartition("did you mean")[2]


def test_a_missing_paraphrase_is_told_at_its_line(root: Path, claims_file: Path) -> None:
    line = changed(claims_file, ' , "Said in 2."@en', "")
    checked = check(root, SOURCE)
    assert [f"{CLAIMS}:{line}: " in found for found in told(checked, "ClaimShape")] == [True]


def test_a_document_without_claims_says_so(root: Path, claims_file: Path) -> None:
    claims_file.write_text("", encoding="utf-8")
    checked = check(root, SOURCE)
    assert checked.claims == 0
    assert told(checked, "no-claims")[0].startswith(f"{CLAIMS}: there are no claims yet")


def test_words_that_left_the_text_are_told(root: Path) -> None:
    (found,) = told(check(root, SOURCE, TEXT.replace("came", "went")), "span-digest")[:1]
    assert "the words of 0-19 are nowhere in the text" in found
    assert found.startswith(f"{CLAIMS}:")


def test_other_documents_are_not_looked_at(root: Path) -> None:
    other = root / "data/sources/other"
    other.mkdir()
    (other / "claims.trig").write_text("no turtle", encoding="utf-8")
    assert check(root, SOURCE).problems == ()
    with pytest.raises(DataError, match=r"source\.ttl is missing"):
        check(root, "other")


def test_an_unknown_document_is_told(root: Path) -> None:
    with pytest.raises(NotFoundError):
        check(root, "nowhere")


def test_a_line_is_looked_for_in_the_block_of_its_subject(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_text(
        "@prefix person: <https://w3id.org/kzgraph/id/person/> .\n\nperson:a\n  b .\n\nperson:c\n  d .\n",
        encoding="utf-8",
    )
    iri = "https://w3id.org/kzgraph/id/person/"
    assert line_in(path, iri + "a", "b") == 4
    assert line_in(path, iri + "a", "d") == 3
    assert line_in(path, iri + "c", "", "d") == 7
    assert line_in(path, iri + "x", "b") is None
