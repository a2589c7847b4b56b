"""The questions that are put to the tables of the index, in SQL and in FTS5's own language."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from kzgraph.names.compare import SHORTEST, initials_of
from kzgraph.names.ranking import Row
from kzgraph.names.reading import Reading

Values = Mapping[str, str | int | None]
"""Parameters of a question."""

Ask = Callable[[str, Values], list[Row]]
"""What puts a question to the index."""

Spelling = tuple[tuple[str, ...], ...]
"""For each word of a query the words that it may be; a name has to hold one of each."""

LONGEST_BEGUN: Final = 5
"""Letters of a beginning for which the full-text table has an index."""

# A tag stands for its sub-tags too: "kk" takes "kk-Cyrl". Names of no language are always taken.
_OF_LANGUAGE = """(:language IS NULL OR language IS NULL
    OR substr(lower(language) || '-', 1, length(:language) + 1) = :language || '-')"""
# The things that are asked among, as a JSON array of IRIs, or NULL for all.
_AMONG = "(:among IS NULL OR iri IN (SELECT value FROM json_each(:among)))"
_COLUMNS = "SELECT iri, text, language, kind, plain, names.bare, names.folded"

# The classes one of which a thing has to have, as a JSON array of IRIs, or NULL for any.
_OF_CLASS = """(:classes IS NULL OR EXISTS (SELECT 1 FROM types
    WHERE thing = iri AND class IN (SELECT value FROM json_each(:classes))))"""
_KEPT = f"{_OF_LANGUAGE} AND {_AMONG} AND {_OF_CLASS}"

# Of many queries at once, by the keys of their readings; texts that are the same have one key too.
EQUAL = f"""{_COLUMNS} FROM json_each(:keys) AS asked CROSS JOIN names ON names.key = asked.value
WHERE {_KEPT}"""
# In the order of the full-text table; the limit keeps SQLite from sorting what is in order.
WORDS = f"""{_COLUMNS} FROM (SELECT rowid AS number FROM name_words
    WHERE name_words MATCH :match ORDER BY rowid LIMIT -1) AS found
CROSS JOIN names ON names.id = found.number
WHERE {_KEPT} LIMIT :candidates"""
# Words that there are; words that begin so; folded ones that begin so or so, or end so.
WORDS_HELD = "SELECT word, folded FROM json_each(:words) CROSS JOIN words ON word = value"
BEGUN_WORDS = """SELECT word FROM words
WHERE word >= :start AND word < :start || char(0x10FFFF) LIMIT :most"""
HEADS = """SELECT word FROM json_each(:heads) AS head
CROSS JOIN words ON word >= head.value AND word < head.value || '{'
WHERE folded AND length(word) BETWEEN :least AND :most"""
ENDING = """SELECT reversed FROM json_each(:lengths) AS long
CROSS JOIN ends ON initial = :initial AND length = long.value
    AND reversed >= :end AND reversed < :end || '{'"""

TYPES_OF = """SELECT thing, class FROM types
WHERE thing IN (SELECT value FROM json_each(:things)) ORDER BY thing, class"""
LABELS_OF = """SELECT iri, text, language FROM names
WHERE kind = 'pref' AND iri IN (SELECT value FROM json_each(:things)) ORDER BY iri, language, text"""

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


def words_match(
    reading: Reading, match: Callable[[tuple[str, ...], bool], str | None], *, begun: bool = True
) -> str | None:
    """Return the FTS5 expression for names with all words of the reading, the last one ``begun``.

    A short reading has to begin the name. ``match`` tells the expression for words of one script.
    None where the reading has no word, or no name can hold its words.
    """
    start = "^" if len(reading.key) < SHORTEST else ""
    scripts = sorted({words for words in (reading.bare, reading.folded) if words})
    told = filter(None, (match(words, begun) for words in scripts))
    return " OR ".join(f"({start}{expression})" for expression in told) or None


def initials_match(reading: Reading) -> str | None:
    """Return the FTS5 expression for names whose words the initials of a reading begin, or None."""
    initials = initials_of(reading.folded)
    begun = (_quoted(word) + "*" * (word in initials) for word in reading.folded)
    return "folded : (" + " AND ".join(begun) + ")" if initials else None


def spelling_match(spelling: Spelling) -> str:
    """Return the FTS5 expression for names that hold one of the words for each word of a query."""
    return "folded : (" + " AND ".join(map(any_of, spelling)) + ")"


def all_of(words: Sequence[str], begun: bool = False) -> str:
    """Return the FTS5 expression for all of some words, the last one perhaps ``begun``."""
    return " AND ".join(map(_quoted, words)) + "*" * begun


def any_of(words: Iterable[str]) -> str:
    """Return the FTS5 expression for one of some words."""
    return "(" + " OR ".join(map(_quoted, words)) + ")"


def _quoted(text: str) -> str:
    """Make a string of FTS5, in which no sign is an operator."""
    return '"' + text.replace('"', '""') + '"'
