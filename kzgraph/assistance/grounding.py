"""Checks of what a language model proposes: everything in it must stand in the text, or be known."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kzgraph.assistance.copied import copied_run
from kzgraph.assistance.marks import Dated, Mark, Marked, Measured, Named, overlap
from kzgraph.assistance.proposals import Cells
from kzgraph.assistance.schema import Filled, Properties
from kzgraph.assistance.skeletons import evidence_cells
from kzgraph.authoring.lexicon import Lexicon
from kzgraph.authoring.spelling import spelled_iri
from kzgraph.errors import BadRequestError
from kzgraph.model import Span
from kzgraph.vocab import KZ

_MARKUP: Final = re.compile(r"[<>{}]|://|\bjavascript:", re.IGNORECASE)
_LISTS: Final = {"modality": "Modality", "speech_mode": "SpeechMode", "hedge": "Hedge"}
_PARAPHRASES: Final = ("paraphrase_en", "paraphrase_fr")


@dataclass(frozen=True)
class Checked:
    """A row with its passage, or what is wrong with it."""

    row: Cells
    faults: tuple[str, ...]


class Grounds:
    """What proposals about one text are held to."""

    def __init__(self, marked: Marked, lexicon: Lexicon, properties: Properties) -> None:
        self._marked, self._lexicon, self._properties = marked, lexicon, properties

    def check(self, filled: Filled, part: Span) -> Checked:
        """Check a proposal about a part of the text; a row without faults is ready for review."""
        row = filled.cells()
        signs = next((text for text in row.values() if _unseen(text)), None)
        if signs is not None:
            return Checked({}, ("a cell has control characters",))
        span = self._place(filled.words, part)
        if isinstance(span, str):
            return Checked({}, (span,))
        faults = (
            *self._properties.faults(row),
            *self._lists(row),
            *self._unsupported(row, span),
            *self._speaker(row),
            *self._paraphrased(row),
        )
        return Checked(row | evidence_cells(self._marked.text, span), faults)

    def _place(self, words: str, part: Span) -> Span | str:
        """Return the one place of the words in a part of the text, or why there is none."""
        wanted = unicodedata.normalize("NFC", words.strip())
        text = self._marked.text
        start = text.find(wanted, part.start, part.end) if wanted else -1
        if start < 0:
            return "its words do not stand in the text"
        if text.find(wanted, start + 1, part.end) >= 0:
            return "its words stand in the text more than once"
        return Span(start, start + len(wanted))

    def _lists(self, row: Cells) -> Iterator[str]:
        for name, kind in _LISTS.items():
            told = row.get(name, "")
            if told and KZ + kind not in self._lexicon.classes(KZ + told.removeprefix("kz:")):
                yield f"{name}: {told!r} is none of the list"
        if not row.get("modality"):
            yield "modality: empty"

    def _unsupported(self, row: Cells, span: Span) -> Iterator[str]:
        """Find ends of a statement for which nothing stands in the passage."""
        sentences = [one for one in self._marked.sentences if overlap(one, span)]
        marks = [m for m in self._marked.marks if any(overlap(m.span, one) for one in sentences)]
        named = {iri for m in marks if isinstance(m.said, Named) for iri in m.said.things}
        ends = {self._iri(row.get(name, "")) for name in ("subject", "object")}
        if row.get("object_type", "thing") == "thing":
            if not named & ends:
                yield "nothing that it speaks of is named in the passage"
        elif not any(_says(mark, row) for mark in marks):
            told = " ".join(filter(None, (row.get("object", ""), row.get("unit", ""))))
            yield f"object: no {told} in the passage"
        for name in ("valid_at", "valid_from", "valid_until"):
            if row.get(name) and not self._dated(row[name]):
                yield f"{name}: the text has no such date"

    def _dated(self, date: str) -> bool:
        said = (mark.said for mark in self._marked.marks)
        return any(date in {one.first, one.last} for one in said if isinstance(one, Dated))

    def _speaker(self, row: Cells) -> Iterator[str]:
        told = row.get("speaker", "")
        agent = KZ + "Agent" in self._lexicon.classes(self._iri(told))
        if told and not agent:
            yield f"speaker: {told!r} is nobody who is known"
        if row.get("speech_mode", "Narration").removeprefix("kz:") != "Narration" and not told:
            yield "speaker: empty, though it is no narration"
        named = {
            iri for m in self._marked.marks if isinstance(m.said, Named) for iri in m.said.things
        }
        if agent and self._iri(told) not in named:
            yield f"speaker: {told!r} is not named in the text"

    def _paraphrased(self, row: Cells) -> Iterator[str]:
        for name in _PARAPHRASES:
            told = row.get(name, "")
            if not told:
                yield f"{name}: empty"
            if _MARKUP.search(told):
                yield f"{name}: it has markup or an address"
            if run := copied_run(told, self._marked.text):
                yield f"{name}: seven words in a row are the document's ({run!r})"

    def _iri(self, text: str) -> str:
        if spelled := spelled_iri(text):
            return spelled
        try:
            return self._lexicon.resolve(text, "thing") if text else ""
        except BadRequestError:
            return ""


def _says(mark: Mark, row: Cells) -> bool:
    """Tell whether a mark is the value that a row has as its object."""
    value = row.get("object", "")
    match mark.said:
        case Dated(first=first, last=last):
            return value in {first, last} or (bool(first) and first.startswith(value + "-"))
        case Measured(numbers=numbers, unit=unit):
            return value == numbers and row.get("unit", unit).removeprefix("unit:") == unit
        case _:
            return False


def _unseen(text: str) -> bool:
    """Tell whether a text has signs that a terminal would act upon, or that nobody sees."""
    return any(unicodedata.category(sign) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"} for sign in text)
