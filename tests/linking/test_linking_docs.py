"""docs/linking.md tells the truth about numbers."""

import re
from pathlib import Path

from kzgraph.linking import score
from kzgraph.linking.manners import Manners
from kzgraph.linking.review import judgement

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "linking.md").read_text(encoding="utf-8")
PLAIN = " ".join(TEXT.split())


def test_the_weights() -> None:
    told = {
        name: float(weight)
        for name, weight in re.findall(r"^\| (\w+) \| (0\.\d) \|", TEXT, re.MULTILINE)
    }
    assert told == score._WEIGHTS
    assert f"(score {score._IDENTIFIED})" in TEXT
    assert f"the score is {score._OTHERWISE_IDENTIFIED} at the most" in TEXT
    assert f"{score._ALIAS} for an alias" in TEXT


def test_the_manners() -> None:
    usual = Manners()
    assert f"at least {usual.pause:g} s between" in PLAIN
    assert f"{usual.seconds:g} s for an answer" in PLAIN
    assert usual.tries == 4
    assert "four times in all, after 2, 4 and 8 pauses" in PLAIN
    assert f"up to {usual.longest_wait:g} s" in PLAIN
    assert f"{usual.max_bytes // 2**20} MiB at the most" in PLAIN


def test_doubt() -> None:
    doubt = judgement("unsure", ("urn:a", ""), ("urn:b", ""), author="A").confidence
    assert f"unsure: confidence {doubt}," in PLAIN
