"""The columns of a sheet of claims: one row is one claim.

A test holds docs/spreadsheet.md to this table. A property that has no column of its own gets one that
is headed by its CURIE, so that nothing of a claim is left out.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from kzgraph.vocab import KZ, PROV, RDF, SKOS


class Form(Enum):
    """What a cell of a column holds."""

    OWN = "is read together with other cells"
    THINGS = "things, by CURIE or name"
    CONCEPT = "one term of a list of ours"
    DATE = "a year, month or day"
    WORDS = "words in a language"
    PLAIN = "plain texts"
    DECIMAL = "a number"


@dataclass(frozen=True)
class Column:
    """A column: its heading, what to write, and the property of a claim that it stands for.

    ``of`` is the class of the concepts, or the language of the words. ``many`` tells whether a cell
    may hold several values, parted by ``|``.
    """

    name: str
    meaning: str
    property: str = ""
    form: Form = Form.OWN
    of: str = ""
    many: bool = False


COLUMNS: Final = (
    Column("id", "id of the claim; empty: the next number after the document's id"),
    Column("subject", "what the claim is about: a CURIE or a name", RDF + "subject"),
    Column("predicate", "the property: a CURIE or a name", RDF + "predicate"),
    Column("object", "the value: a CURIE, a name, a date, a number or a text", RDF + "object"),
    Column(
        "object_type",
        "thing, date, integer, decimal, string, text, amount, quantity, or a datatype; "
        "empty: as the property takes it",
    ),
    Column("object_language", "language tag of a text"),
    Column("unit", "of an amount the currency (EUR), of a quantity the unit (GigaW, companies)"),
    Column("hedge", "About, MoreThan, LessThan or Between, of an amount, a quantity or a number",
           KZ + "hedge", Form.CONCEPT, KZ + "Hedge"),
    Column("modality", "Asserted, Announced, Planned, Proposed, Intended, Estimated, Denied, Opinion",
           KZ + "modality", Form.CONCEPT, KZ + "Modality"),
    Column("rank", "NormalRank (when empty), PreferredRank or DeprecatedRank",
           KZ + "rank", Form.CONCEPT, KZ + "Rank"),
    Column("rank_reason", "why the rank is not normal", KZ + "rankReason", Form.WORDS, "en"),
    Column("speaker", "who says it; empty: the publisher, where speech_mode is Narration",
           PROV + "wasAttributedTo", Form.THINGS, many=True),
    Column("speech_mode", "Narration (when empty), ReportedSpeech or DirectQuotation",
           KZ + "speechMode", Form.CONCEPT, KZ + "SpeechMode"),
    Column("valid_at", "when it holds: 2024, 2024-11 or 2024-11-05", KZ + "validAt", Form.DATE),
    Column("valid_from", "from when it holds", KZ + "validFrom", Form.DATE),
    Column("valid_until", "until when it holds", KZ + "validUntil", Form.DATE),
    Column("evidence_level", "PassageLevel or DocumentLevel; empty: as start tells",
           KZ + "evidenceLevel", Form.CONCEPT, KZ + "EvidenceLevel"),
    Column("start", "first code point of the passage, from 0; empty: the document as a whole",
           many=True),
    Column("end", "the code point after its last", many=True),
    Column("sha256", "digest of the passage; empty: made from the attached text", many=True),
    Column("words", "instead of start and end: the very words, looked up in the attached text; "
           "never kept, never exported"),
    Column("paraphrase_en", "what it says, in English words of your own",
           KZ + "paraphrase", Form.WORDS, "en"),
    Column("paraphrase_fr", "the same in French", KZ + "paraphrase", Form.WORDS, "fr"),
    Column("during_event", "the event at which it was said", KZ + "duringEvent", Form.THINGS,
           many=True),
    Column("scope", "what it is limited to", KZ + "scope", Form.THINGS, many=True),
    Column("compared_with", "the observation of the base period of a growth figure",
           KZ + "comparedWith", Form.THINGS),
    Column("stated_as", "the name that the document uses", KZ + "statedAs", Form.PLAIN, many=True),
    Column("share", "per cent of a joint venture", KZ + "share", Form.DECIMAL),
    Column("role", "the part, in English, in which the object acts", KZ + "role", Form.PLAIN),
    Column("amount", "the amount that the agent named by the claim gives",
           KZ + "amount", Form.THINGS),
    Column("figure_status", "whether a number is preliminary or final",
           KZ + "figureStatus", Form.CONCEPT, KZ + "FigureStatus"),
    Column("note_en", "a note on the reading, in English", SKOS + "editorialNote", Form.WORDS, "en",
           many=True),
    Column("note_fr", "a note on the reading, in French", SKOS + "editorialNote", Form.WORDS, "fr",
           many=True),
)  # fmt: skip
NAMES: Final = {column.name: column for column in COLUMNS}
REQUIRED: Final = ("subject", "predicate", "object", "modality")
HEADINGS: Final = tuple(column.name for column in COLUMNS if column.name != "words")
"""The columns that an export has; others follow by their CURIEs."""


def letter(index: int) -> str:
    """Return the letters of a column, counted from 0: A, B, ... Z, AA."""
    letters, rest = "", index + 1
    while rest:
        rest, place = divmod(rest - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters
