"""Link judgements: what one is, the SSSOM table it stands in, and the RDF it becomes."""

from kzgraph.links.checks import RELATIONS, check
from kzgraph.links.export import export_table
from kzgraph.links.model import SURE, VERDICTS, Judgement, Verdict
from kzgraph.links.quads import quads_of, record_iri
from kzgraph.links.sssom import Table, canonical_text, parse_table, read_table, tables, write_table
from kzgraph.links.targets import TARGETS, Target, target_of

__all__ = [
    "RELATIONS",
    "SURE",
    "TARGETS",
    "VERDICTS",
    "Judgement",
    "Table",
    "Target",
    "Verdict",
    "canonical_text",
    "check",
    "export_table",
    "parse_table",
    "quads_of",
    "read_table",
    "record_iri",
    "tables",
    "target_of",
    "write_table",
]
