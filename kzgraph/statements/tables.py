"""The tables of the index of statements: one SQLite file in each release, written once."""

from typing import Final

from kzgraph.statements import times
from kzgraph.vocab import ID

VERSION: Final = 6
"""Of the tables below; the file carries it, and a reader refuses another."""

CACHE_KIB: Final = 16 * 1024
"""Memory for pages while the tables are filled, and as much for words not yet in the full-text table."""

# `term` numbers everything that is named, so that the other tables hold numbers. A statement has
# one row, whoever makes it; a claim is one document's making of it. Days are ISO texts, which sort
# as they follow each other; NULL where a claim has no time. `primary_origin` is the origin again where a
# primary document says it for itself, so that both kinds of witnesses are counted alike.
TABLES: Final = (
    f"PRAGMA user_version = {VERSION}",
    """CREATE TABLE term (
        id INTEGER PRIMARY KEY, text TEXT NOT NULL, datatype TEXT, language TEXT,
        label TEXT NOT NULL)""",
    """CREATE TABLE label (
        term INTEGER NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL,
        PRIMARY KEY (term, language)) WITHOUT ROWID""",
    "CREATE TABLE entity (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, sorting TEXT NOT NULL)",
    """CREATE TABLE entity_class (
        entity INTEGER NOT NULL, class INTEGER NOT NULL, direct INTEGER NOT NULL,
        PRIMARY KEY (class, entity)) WITHOUT ROWID""",
    """CREATE TABLE entity_facet (
        facet TEXT NOT NULL, value INTEGER NOT NULL, entity INTEGER NOT NULL,
        PRIMARY KEY (facet, value, entity)) WITHOUT ROWID""",
    """CREATE TABLE entity_weight (
        entity INTEGER PRIMARY KEY, documents INTEGER NOT NULL, claims INTEGER NOT NULL)""",
    """CREATE TABLE broader (
        narrower INTEGER NOT NULL, broader INTEGER NOT NULL,
        PRIMARY KEY (narrower, broader)) WITHOUT ROWID""",
    """CREATE TABLE statement (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,
        subject INTEGER NOT NULL, predicate INTEGER NOT NULL, object INTEGER NOT NULL)""",
    """CREATE TABLE witness (
        statement INTEGER NOT NULL, claim INTEGER NOT NULL, document INTEGER NOT NULL,
        origin INTEGER NOT NULL, origins INTEGER NOT NULL, modality TEXT NOT NULL,
        rank TEXT NOT NULL, valid_first TEXT, valid_last TEXT, published_last TEXT,
        PRIMARY KEY (statement, claim, document)) WITHOUT ROWID""",
    """CREATE TABLE claim (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, statement INTEGER NOT NULL,
        modality TEXT NOT NULL, rank TEXT NOT NULL, level TEXT NOT NULL, mode TEXT NOT NULL,
        valid_first TEXT, valid_last TEXT, published_first TEXT, published_last TEXT)""",
    """CREATE TABLE claim_source (
        claim INTEGER NOT NULL, document INTEGER NOT NULL, origin INTEGER NOT NULL,
        primary_origin INTEGER, PRIMARY KEY (claim, document)) WITHOUT ROWID""",
    """CREATE TABLE claim_speaker (
        claim INTEGER NOT NULL, speaker INTEGER NOT NULL,
        PRIMARY KEY (claim, speaker)) WITHOUT ROWID""",
    """CREATE TABLE claim_text (
        claim INTEGER NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL,
        PRIMARY KEY (claim, language)) WITHOUT ROWID""",
    """CREATE TABLE claim_evidence (
        claim INTEGER NOT NULL, document INTEGER NOT NULL,
        first INTEGER, last INTEGER, sha256 TEXT)""",
    """CREATE TABLE claim_detail (
        claim INTEGER NOT NULL, name TEXT NOT NULL, value INTEGER NOT NULL,
        PRIMARY KEY (claim, name, value)) WITHOUT ROWID""",
    """CREATE TABLE document (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, issued TEXT,
        issued_first TEXT, issued_last TEXT, basis TEXT NOT NULL, kind TEXT NOT NULL,
        seen TEXT NOT NULL)""",
    """CREATE TABLE document_publisher (
        document INTEGER NOT NULL, publisher INTEGER NOT NULL,
        PRIMARY KEY (document, publisher)) WITHOUT ROWID""",
    """CREATE TABLE document_language (
        document INTEGER NOT NULL, language TEXT NOT NULL,
        PRIMARY KEY (document, language)) WITHOUT ROWID""",
    """CREATE TABLE observation (
        id INTEGER PRIMARY KEY, reporter INTEGER, partner INTEGER, flow INTEGER,
        product INTEGER, starts TEXT, ends TEXT, first TEXT, last TEXT)""",
    """CREATE TABLE quantity (
        id INTEGER PRIMARY KEY, value NUMERIC, least NUMERIC, most NUMERIC,
        currency TEXT, unit INTEGER, hedge TEXT)""",
    """CREATE TABLE conflict (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
        subject INTEGER NOT NULL, property INTEGER NOT NULL, status TEXT NOT NULL)""",
    """CREATE TABLE conflict_kind (
        conflict INTEGER NOT NULL, kind TEXT NOT NULL,
        PRIMARY KEY (conflict, kind)) WITHOUT ROWID""",
    """CREATE TABLE conflict_claim (
        conflict INTEGER NOT NULL, claim INTEGER NOT NULL,
        PRIMARY KEY (conflict, claim)) WITHOUT ROWID""",
    times.TABLE,
)

WORDS: Final = """INSERT INTO claim_words (rowid, en, fr)
    SELECT claim, max(CASE language WHEN 'en' THEN text END),
        max(CASE language WHEN 'fr' THEN text END)
    FROM claim_text GROUP BY claim ORDER BY claim"""
"""What fills the table of words."""

INDEXES: Final = (
    "CREATE UNIQUE INDEX term_text ON term (text, datatype, language)",
    "CREATE INDEX entity_sorting ON entity (sorting)",
    "CREATE INDEX class_of_entity ON entity_class (entity)",
    "CREATE INDEX statement_subject ON statement (subject, predicate, key)",
    "CREATE INDEX statement_object ON statement (object, predicate, key)",
    "CREATE INDEX statement_predicate ON statement (predicate)",
    """CREATE INDEX claim_statement ON claim (
        statement, modality, rank, valid_first, valid_last, published_last)""",
    """CREATE INDEX claim_modality ON claim (
        modality, rank, published_last, valid_first, valid_last)""",
    "CREATE INDEX source_document ON claim_source (document)",
    "CREATE INDEX speaker_claims ON claim_speaker (speaker)",
    "CREATE INDEX document_name ON document (name)",
    "CREATE INDEX evidence_of_claim ON claim_evidence (claim)",
    "CREATE INDEX observation_series ON observation (reporter, partner, flow, product, first)",
    "CREATE INDEX conflict_subject ON conflict (subject)",
    "CREATE INDEX conflict_of_claim ON conflict_claim (claim)",
    times.INDEX,
    # One row for each claim, without a copy of the texts, so that one claim is found once.
    """CREATE VIRTUAL TABLE claim_words USING fts5(
        en, fr, content='', prefix='4 5', tokenize='unicode61 remove_diacritics 2')""",
    f"INSERT INTO claim_words (claim_words, rank) VALUES ('hashsize', {CACHE_KIB * 1024})",
    WORDS,
    "INSERT INTO claim_words (claim_words) VALUES ('optimize')",
    "ANALYZE",
)

# What lists of entities are filtered by. A country (or sector) of a thing is a state (or sector) that
# an asserted statement joins it with, in either direction; a source is a document that speaks of it.
_ASSERTED: Final = """CREATE TEMP TABLE asserted AS
    SELECT DISTINCT s.subject, s.object FROM statement AS s JOIN claim AS c ON c.statement = s.id
    WHERE c.modality = 'Asserted' AND c.rank <> 'DeprecatedRank'"""
_JOINED: Final = """INSERT OR IGNORE INTO entity_facet (facet, value, entity)
    SELECT :facet, value.id, entity.id FROM asserted AS s
    JOIN term AS value ON value.id = s.{value} AND value.text GLOB :kind
    JOIN entity ON entity.id = s.{entity}"""
_SOURCES: Final = """INSERT OR IGNORE INTO entity_facet (facet, value, entity)
    SELECT 'source', d.document, entity.id
    FROM statement AS s
    JOIN claim AS c ON c.statement = s.id
    JOIN claim_source AS d ON d.claim = c.id
    JOIN entity ON entity.id = s.{entity}"""
# What is active in nuclear energy is active in energy.
_BROADER: Final = """INSERT OR IGNORE INTO entity_facet (facet, value, entity)
    SELECT 'sector', broader.broader, f.entity FROM entity_facet AS f
    JOIN broader ON broader.narrower = f.value WHERE f.facet = 'sector'"""
# The documents that make each statement, with all that a view looks at, so that it needs no join.
# `origins` counts the independent ones under whatever view: few statements have several.
_WITNESSES: Final = """INSERT INTO witness
    SELECT c.statement, c.id, d.document, d.origin, every.origins, c.modality, c.rank,
        c.valid_first, c.valid_last, c.published_last
    FROM claim AS c JOIN claim_source AS d ON d.claim = c.id
    JOIN (SELECT c.statement, COUNT(DISTINCT d.origin) AS origins FROM claim AS c
        JOIN claim_source AS d ON d.claim = c.id GROUP BY c.statement) AS every
        ON every.statement = c.statement
    ORDER BY 1, 2, 3"""
# How many independent documents speak of a thing, and how many claims they make.
_WEIGHTS: Final = """INSERT INTO entity_weight (entity, documents, claims)
    SELECT e.id, COUNT(DISTINCT d.origin), COUNT(DISTINCT c.id) FROM entity AS e
    LEFT JOIN (SELECT id, subject AS thing FROM statement
        UNION SELECT id, object FROM statement) AS s ON s.thing = e.id
    LEFT JOIN claim AS c ON c.statement = s.id
    LEFT JOIN claim_source AS d ON d.claim = c.id GROUP BY e.id"""

FACETS: Final = (
    (_ASSERTED, {}),
    *(
        (_JOINED.format(value=value, entity=entity), {"facet": facet, "kind": f"{ID}{kind}/*"})
        for facet, kind in (("country", "state"), ("sector", "sector"))
        for value, entity in (("object", "subject"), ("subject", "object"))
    ),
    *((_SOURCES.format(entity=entity), {}) for entity in ("subject", "object")),
    ("DROP TABLE asserted", {}),
    (_BROADER, {}),
    (_WEIGHTS, {}),
)
"""What fills the tables about entities from the others: SQL with its parameters."""

MAKINGS: Final[tuple[tuple[str, dict[str, str]], ...]] = ((_WITNESSES, {}), *times.FILLED)
"""What fills the tables about the claims of statements."""
