"""The questions that are put to the tables of the index, in SQL and in FTS5's own language."""

from collections.abc import Mapping, Sequence

from kzgraph.names.compare import SHORTEST, Reading

Values = Mapping[str, str | int | None]
"""Parameters of a question."""

# A tag stands for its sub-tags too: "kk" takes "kk-Cyrl". Names of no language are always taken.
_OF_LANGUAGE = """(:language IS NULL OR language IS NULL
    OR substr(lower(language) || '-', 1, length(:language) + 1) = :language || '-')"""
# The things that are asked among, as a JSON array of IRIs, or NULL for all.
_AMONG = "(:among IS NULL OR iri IN (SELECT value FROM json_each(:among)))"
_COLUMNS = "SELECT iri, text, language, kind, plain, names.bare, names.folded"

EQUAL = (
    f"{_COLUMNS} FROM names WHERE (plain = :plain OR key = :key) AND {_OF_LANGUAGE} AND {_AMONG}"
)
# In the order of the full-text table; the limit keeps SQLite from sorting what is in order.
WORDS = f"""{_COLUMNS} FROM (SELECT rowid AS number FROM name_words
    WHERE name_words MATCH :match ORDER BY rowid LIMIT -1) AS found
CROSS JOIN names ON names.id = found.number
WHERE {_OF_LANGUAGE} AND {_AMONG} LIMIT :candidates"""
# Ranked by their numbers alone: many hold a trigram, and few are read.
TRIGRAMS = f"""{_COLUMNS} FROM (SELECT rowid AS number, rank AS likeness FROM name_trigrams
    WHERE name_trigrams MATCH :match AND rowid BETWEEN :first AND :last
        AND ((:language IS NULL AND :among IS NULL) OR EXISTS (SELECT 1 FROM names
            WHERE id = name_trigrams.rowid AND {_OF_LANGUAGE} AND {_AMONG}))
    ORDER BY likeness, number LIMIT :candidates) AS found
CROSS JOIN names ON names.id = found.number ORDER BY likeness, number"""
RAREST = """SELECT trigram, names FROM trigrams
WHERE trigram IN (SELECT value FROM json_each(:trigrams))
ORDER BY names, trigram LIMIT :most"""

# For completion: whole names; their beginnings; words inside.
WHOLE = f"{_COLUMNS} FROM names WHERE plain = :plain OR key = :key"
BEGUN_AS_TYPED = f"""{_COLUMNS} FROM names
WHERE plain >= :plain AND plain < :plain || char(0x10FFFF) AND {_AMONG}
ORDER BY plain LIMIT :candidates"""
BEGUN = f"""{_COLUMNS} FROM names
WHERE key >= :key AND key < :key || char(0x10FFFF) AND {_AMONG}
ORDER BY key LIMIT :candidates"""
INSIDE = f"""{_COLUMNS} FROM (SELECT rowid AS number FROM name_words
    WHERE name_words MATCH :match ORDER BY rowid LIMIT -1) AS found
CROSS JOIN names ON names.id = found.number WHERE {_AMONG} LIMIT :candidates"""
OF_THINGS = f"""{_COLUMNS} FROM names
WHERE iri IN (SELECT value FROM json_each(:things))"""


def words_match(reading: Reading, *, begun: bool = True) -> str | None:
    """Return the FTS5 expression for names with all words of the reading, the last one ``begun``.

    A short reading has to begin the name. None where the reading has no word.
    """
    start, end = "^" if len(reading.key) < SHORTEST else "", "*" if begun else ""
    scripts = {words for words in (reading.bare, reading.folded) if words}
    return " OR ".join(f"({start}{_all(words)}{end})" for words in sorted(scripts)) or None


def trigrams_of(reading: Reading) -> list[str]:
    """Return the different runs of three signs of the folded reading, spaces around it included."""
    padded = f" {' '.join(reading.folded)} "
    return sorted({padded[at : at + 3] for at in range(len(padded) - 2)})


def trigrams_match(trigrams: Sequence[str]) -> str | None:
    """Return the FTS5 expression for names that hold one of the trigrams; None without any."""
    return " OR ".join(_quoted(trigram) for trigram in trigrams) or None


def _all(words: Sequence[str]) -> str:
    return " ".join(_quoted(word) for word in words)


def _quoted(text: str) -> str:
    """Make a string of FTS5, in which no sign is an operator."""
    return '"' + text.replace('"', '""') + '"'
