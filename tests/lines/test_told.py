"""The lines that tell a property are found wherever a block of the file ends, and in no literal."""

from pathlib import Path

import pytest

from kzgraph.lines import telling

LINES = rb"""<urn:a> <urn:p> "one" .
<urn:a> <urn:q> "<urn:x> <urn:p> no" .
<urn:b> <urn:p> "<urn:x> <urn:p> \"two\""@en .
<urn:b> <urn:pp> "no" .
_:c <urn:p> "no" .
<urn:d> <urn:p> <urn:a> .
"""


@pytest.mark.parametrize("block", [1, 30, 4096])
def test_a_property_is_told_of_what_has_an_iri(
    block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kzgraph.lines.told._BLOCK", block)
    (tmp_path / "lines.nt").write_bytes(LINES)
    assert [*telling(tmp_path / "lines.nt", "urn:p")] == [
        ("urn:a", '"one"'),
        ("urn:b", r'"<urn:x> <urn:p> \"two\""@en'),
        ("urn:d", "<urn:a>"),
    ]
    assert [*telling(tmp_path / "lines.nt", "urn:none")] == []
