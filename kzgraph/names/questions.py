"""The questions that are put to the tables of the index, in SQL and in FTS5's own language."""

from collections.abc import Sequence

from kzgraph.names.compare import SHORTEST, Reading

# A tag stands for its sub-tags too: "kk" takes "kk-Cyrl". Names of no language are always taken.
_OF_LANGUAGE = """(:language IS NULL OR language IS NULL
    OR substr(lower(language) || '-', 1, length(:language) + 1) = :language || '-')"""
_COLUMNS = "SELECT iri, text, language, kind, plain, names.bare, names.folded"

EQUAL = f"{_COLUMNS} FROM names WHERE (plain = :plain OR key = :key) AND {_OF_LANGUAGE}"
WORDS = f"""{_COLUMNS} FROM name_words JOIN names ON names.id = name_words.rowid
WHERE name_words MATCH :match AND {_OF_LANGUAGE}
ORDER BY name_words.rank, id LIMIT :candidates"""
TRIGRAMS = f"""{_COLUMNS} FROM name_trigrams JOIN names ON names.id = name_trigrams.rowid
WHERE name_trigrams MATCH :match AND {_OF_LANGUAGE}
ORDER BY name_trigrams.rank, id LIMIT :candidates"""
RAREST = """SELECT trigram FROM trigrams WHERE trigram IN (SELECT value FROM json_each(:trigrams))
ORDER BY names, trigram LIMIT :most"""


def words_match(reading: Reading) -> str | None:
    """Return the FTS5 expression for names with all words of the reading, the last one begun.

    A short reading has to begin the name. None where the reading has no word.
    """
    start = "^" if len(reading.key) < SHORTEST else ""
    scripts = {words for words in (reading.bare, reading.folded) if words}
    return " OR ".join(f"({start}{_begun(words)})" for words in sorted(scripts)) or None


def trigrams_of(reading: Reading) -> list[str]:
    """Return the different runs of three signs of the folded reading, spaces around it included."""
    padded = f" {' '.join(reading.folded)} "
    return sorted({padded[at : at + 3] for at in range(len(padded) - 2)})


def trigrams_match(trigrams: Sequence[str]) -> str | None:
    """Return the FTS5 expression for names that hold one of the trigrams; None without any."""
    return " OR ".join(_quoted(trigram) for trigram in trigrams) or None


def _begun(words: Sequence[str]) -> str:
    return " ".join(_quoted(word) for word in words) + "*"


def _quoted(text: str) -> str:
    """Make a string of FTS5, in which no sign is an operator."""
    return '"' + text.replace('"', '""') + '"'
