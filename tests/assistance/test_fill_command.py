"""``kzgraph source draft --fill`` from the text to what waits, with the real NLP model."""

import json
from pathlib import Path

import pytest
from leaflet import ARRIVAL, LEAFLET, WORDS, marked
from model_server import Reply, serving
from typer.testing import CliRunner, Result

from kzgraph.assistance.filling import PART, parts
from kzgraph.assistance.marks import Marked
from kzgraph.assistance.proposals import proposals_path, read_proposals
from kzgraph.authoring.lexicon import Lexicon
from kzgraph.cli import command_line
from kzgraph.errors import ServiceError
from kzgraph.model import Span
from kzgraph.release import Home

GOOD = {
    "words": ARRIVAL,
    "subject": "visit:ada-2024",
    "predicate": "kz:visitTo",
    "object": "state:arl",
    "modality": "Asserted",
    "paraphrase_en": "Ada went to Arland.",
    "paraphrase_fr": "Ada a visité l'Arlande.",
}


@pytest.fixture
def draft(root: Path, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """A function that drafts with a model that answers as it is told."""
    text = tmp_path / "leaflet.txt"
    text.write_text(WORDS, encoding="utf-8")

    def drafted(reply: Reply) -> Result:
        with serving(lambda _: reply) as server:
            monkeypatch.setenv("KZGRAPH_LLM_MODEL", "openai:local")
            monkeypatch.setenv("KZGRAPH_LLM_URL", server.url)
            monkeypatch.setenv("KZGRAPH_LLM_KEY", "hush")
            command = ["source", "draft", LEAFLET, str(text), "--fill", "--root", str(root)]
            return CliRunner().invoke(command_line(), [*command, "--home", str(home.path)])

    return drafted


@pytest.mark.nlp
@pytest.mark.llm
def test_what_holds_waits_and_tells_who_proposed_it(draft, home: Home, root: Path) -> None:  # type: ignore[no-untyped-def]
    bad = GOOD | {"predicate": "kz:rulerOf\u001b[2J"}
    named = GOOD | {"subject": "person:nobody\u2028kzgraph: all is well"}
    done = draft(Reply(json.dumps({"claims": [GOOD, bad, named]})))
    assert done.exit_code == 0, done.output
    assert "1 proposals hold, 2 were refused" in done.output
    assert "\x1b" not in done.output
    assert "\u2028" not in done.output
    (one,) = read_proposals(home, LEAFLET).waiting
    assert one.assistants[0].startswith("spaCy ")
    assert one.assistants[1] == "openai:local"
    assert "hush" not in proposals_path(home, LEAFLET).read_text("utf-8")
    assert (root / f"data/sources/{LEAFLET}/claims.trig").read_text("utf-8") == ""


@pytest.mark.nlp
@pytest.mark.llm
def test_a_part_without_an_answer_is_told(draft, home: Home) -> None:  # type: ignore[no-untyped-def]
    done = draft(Reply(status=500))
    assert isinstance(done.exception, ServiceError)
    assert "parts of the text have no answer: 0-" in str(done.exception)
    assert read_proposals(home, LEAFLET).waiting == ()


@pytest.mark.nlp
@pytest.mark.llm
def test_without_a_model_in_the_settings_nothing_is_sent(home: Home, lexicon: Lexicon) -> None:
    done = CliRunner().invoke(
        command_line(), ["source", "draft", LEAFLET, "--fill"], env={"KZGRAPH_LLM_MODEL": ""}
    )
    assert "No language model is set" in str(done.exception)


def test_a_long_text_is_asked_about_in_parts_of_whole_sentences() -> None:
    ends = [1000, 1400, 3200, 3300]
    spans = tuple(Span(a + 1 if a else 0, b) for a, b in zip([0, *ends], ends, strict=False))
    text = Marked("x" * 3300, spans, (frozenset(),) * 4, ())
    assert list(parts(text)) == [Span(0, 1400), Span(1401, 3200), Span(3201, 3300)]
    assert PART < 3200 - 1401, "one sentence may be longer, and is not cut"
    assert list(parts(marked())) == [Span(0, len(WORDS))]
    assert list(parts(Marked("", (), (), ()))) == []
