"""The questions that are put to the tables of the index, in SQL and in FTS5's own language."""

from collections.abc import Callable, Mapping, Sequence

from kzgraph.names.compare import SHORTEST, initials_of
from kzgraph.names.mistyped import Spelling
from kzgraph.names.reading import Reading

Values = Mapping[str, str | int | None]
"""Parameters of a question."""

Held = Callable[[tuple[str, ...], bool], bool]
"""Tells whether names have all of some words, the last one perhaps as a beginning only."""

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
# The different words of all names, in a view that each connection makes for itself.
PREPARED = (
    "CREATE VIRTUAL TABLE temp.name_vocabulary USING fts5vocab('main', 'name_words', 'col')",
)
VOCABULARY = "SELECT term, col FROM temp.name_vocabulary"

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


def words_match(reading: Reading, *, begun: bool = True, held: Held | None = None) -> str | None:
    """Return the FTS5 expression for names with all words of the reading, the last one ``begun``.

    A short reading has to begin the name. ``held`` tells which words names can hold at all. None
    where the reading has no word, or no name can hold its words.
    """
    start, end = "^" if len(reading.key) < SHORTEST else "", "*" if begun else ""
    scripts = {words for words in (reading.bare, reading.folded) if words}
    if held is not None:
        scripts = {words for words in scripts if held(words, begun)}
    return " OR ".join(f"({start}{_all(words)}{end})" for words in sorted(scripts)) or None


def initials_match(reading: Reading) -> str | None:
    """Return the FTS5 expression for names whose words the initials of a reading begin, or None."""
    initials = initials_of(reading.folded)
    begun = (_quoted(word) + "*" * (word in initials) for word in reading.folded)
    return "folded : (" + " AND ".join(begun) + ")" if initials else None


def spelling_match(spelling: Spelling) -> str:
    """Return the FTS5 expression for names that hold one of the words for each word of a query."""
    meant = (" OR ".join(_quoted(word) for word in words) for words in spelling)
    return "folded : (" + " AND ".join(f"({words})" for words in meant) + ")"


def _all(words: Sequence[str]) -> str:
    return " ".join(_quoted(word) for word in words)


def _quoted(text: str) -> str:
    """Make a string of FTS5, in which no sign is an operator."""
    return '"' + text.replace('"', '""') + '"'
