"""Checks of proposals without any model, and how what others wrote is printed."""

from dataclasses import replace

import pytest
from leaflet import ARRIVAL, GAZETTE, SENTENCES, SPEECH, marked

from kzgraph.assistance.grounding import Grounds
from kzgraph.assistance.marks import Named, Quoted
from kzgraph.assistance.proposals import Proposal
from kzgraph.assistance.schema import Filled, Properties
from kzgraph.assistance.shown import mark_line, mark_record, plain_line, proposal_lines
from kzgraph.authoring.lexicon import Lexicon
from kzgraph.model import Span

SAID = Filled(
    words=ARRIVAL,
    subject="visit:ada-2024",
    predicate="kz:visitTo",
    object="state:arl",
    modality="Asserted",
    speech_mode="ReportedSpeech",
    speaker="organisation:gazette",
    paraphrase_en="Ada went to Arland.",
    paraphrase_fr="Ada a visité l'Arlande.",
)
WHOLE = Span(0, SENTENCES[-1].end)


def faults(filled: Filled, lexicon: Lexicon, *, without: str = "") -> tuple[str, ...]:
    text = marked()
    kept = tuple(
        m for m in text.marks if not (isinstance(m.said, Named) and without in m.said.things)
    )
    grounds = Grounds(replace(text, marks=kept), lexicon, Properties(lexicon))
    return grounds.check(filled, WHOLE).faults


def test_a_speaker_is_named_in_the_text(lexicon: Lexicon) -> None:
    assert faults(SAID, lexicon) == ()
    assert faults(SAID, lexicon, without=GAZETTE) == (
        "speaker: 'organisation:gazette' is not named in the text",
    )


def test_words_stand_in_the_part_that_was_asked_about(lexicon: Lexicon) -> None:
    grounds = Grounds(marked(), lexicon, Properties(lexicon))
    assert grounds.check(SAID, SENTENCES[0]).faults == ()
    told = grounds.check(SAID, SENTENCES[1]).faults
    assert told == ("its words do not stand in the text",)


@pytest.mark.parametrize("sign", ["\x1b", "\u202e", "\u200b", "\u2028", "\x00", "\ue000"])
def test_signs_that_nobody_sees_are_refused(lexicon: Lexicon, sign: str) -> None:
    told = faults(SAID.model_copy(update={"paraphrase_en": f"Ada{sign} went."}), lexicon)
    assert told == ("a cell has control characters",)


def test_what_others_wrote_moves_no_cursor() -> None:
    assert plain_line("a\x1b[2J\tb\n\u202ec\u2028d") == "a\ufffd[2J b \ufffdc d"


def test_a_mark_is_a_line_and_a_record() -> None:
    text = marked()
    quoted = next(mark for mark in text.marks if isinstance(mark.said, Quoted))
    amount = next(mark for mark in text.marks if mark.kind == "amount")
    start, end = amount.span.start, amount.span.end
    assert mark_line(text, amount).split(maxsplit=5) == [
        f"{start}-{end}", "amount", "MoreThan", "5000000", "EUR", "plus de 5 millions d'euros",
    ]  # fmt: skip
    assert mark_record(quoted)["speakers"] == ["person:bo", "person:bo-the-younger"]
    assert mark_record(text.marks[2]) == {
        "start": 37, "end": 47, "kind": "date", "first": "2024-11-04", "last": "", "relative": True,
    }  # fmt: skip


def test_a_reviewer_sees_the_words_where_they_are_held() -> None:
    span = SENTENCES[1]
    cells = {"subject": "", "start": str(span.start), "end": str(span.end), "sha256": "0"}
    one = Proposal(number=3, cells=cells, assistants=("a", "b"), proposed="")
    text = marked().text
    assert list(proposal_lines(one, text)) == [
        "3  ? | ? | ?",
        f"     start: {span.start}",
        f"     end: {span.end}",
        f"     text: {SPEECH}",
        "     by: a, b",
    ]
    assert not any("text: " in line for line in proposal_lines(one, None))
