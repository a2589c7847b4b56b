"""What is only said of a thing: claims that are planned, proposed, an opinion and so on."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from kzgraph.model import Saying, Value
from kzgraph.read.entity_pairs import Column, distinct
from kzgraph.read.graph import Graph
from kzgraph.read.views import MODALITIES
from kzgraph.statements import StatementIndex, View
from kzgraph.statements.view import ASSERTED

UNASSERTED: Final = frozenset(name.capitalize() for name in MODALITIES) - ASSERTED

_CLAIMS: Final = """SELECT c.id, c.name, c.modality, coalesce(x.text, '') FROM (
        SELECT c.id, c.name, c.modality FROM claim AS c
        WHERE c.id IN (SELECT value FROM json_each(:claims)) ORDER BY c.name LIMIT :limit) AS c
    LEFT JOIN claim_text AS x ON x.claim = c.id AND x.language = 'en' ORDER BY c.name"""


def sayings(graph: Graph, about: Column, view: View, limit: int) -> tuple[Saying, ...]:
    """Return the first claims about a thing that the modalities of a view leave out.

    ``about`` has the rows of the statements with the thing at either end, as ``Ends.about`` tells.
    Asserted ones are no sayings; the clocks and ranks of the view hold for the rest as well.
    """
    others = UNASSERTED - view.modalities if view.modalities is not None else frozenset()
    if not others:
        return ()
    witnesses, hidden = graph.entities.witnesses, replace(view, modalities=others)
    said = about[witnesses.visible(hidden, about)]
    claims = json.dumps(distinct(witnesses.claims[said]).tolist())
    rows = graph.statements.rows(_CLAIMS, {"claims": claims, "limit": limit})
    speakers = _speakers(graph.statements, [row[0] for row in rows])
    return tuple(Saying(name, modality, speakers[n], text) for n, name, modality, text in rows)


def _speakers(index: StatementIndex, claims: Iterable[int]) -> dict[int, tuple[Value, ...]]:
    listed = ",".join(str(int(number)) for number in claims)
    rows = index.rows(
        f"SELECT claim, speaker FROM claim_speaker WHERE claim IN ({listed})"  # numbers
    )
    terms = index.terms(speaker for _, speaker in rows)
    found: dict[int, list[Value]] = defaultdict(list)
    for claim, speaker in rows:
        found[claim].append(terms[speaker])
    ordered = {n: tuple(sorted(values, key=lambda v: v.text)) for n, values in found.items()}
    return defaultdict(tuple, ordered)
