"""All judgements of a release as one SSSOM table: on entities with their records, and on terms."""

from typing import Final

from kzgraph.links.head import parse_head
from kzgraph.links.recorded import read_record, recorded, term_judgements
from kzgraph.links.sssom import render
from kzgraph.store import Store

_HEAD: Final = (
    "#mapping_set_id: https://w3id.org/kzgraph/links",
    "#mapping_set_title: Links of kzgraph",
    "#mapping_set_description: Judgements on which thing of another data set each entity is, or is not; "
    "and the terms of others that those of the ontology match.",
    "#license: https://creativecommons.org/licenses/by/4.0/",
)


def export_table(store: Store) -> str:
    """Return the text of the table; the same release gives the same bytes.

    Raises ``StoreError``, and ``BadRequestError`` for a record that no table can hold.
    """
    judgements = [read_record(store, entry.record) for entry in recorded(store)]
    return render(parse_head(_HEAD), [*judgements, *term_judgements(store)])
