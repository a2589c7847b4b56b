"""Questions to remote endpoints: the texts of ``kzgraph/queries/linking``, with values filled in.

A remote endpoint takes no bindings, so values are written into the empty VALUES of a text as terms,
by the serialiser of terms and never as they came.
"""

from collections.abc import Iterable, Mapping

from kzgraph.queries import load
from kzgraph.rdf import Literal, NamedNode

Rows = Iterable[tuple[NamedNode | Literal, ...]]


def asked(name: str, values: Mapping[str, Rows]) -> str:
    """Return the text of ``linking/<name>.rq`` with rows by the head of each empty VALUES.

    The head is as in the text, e.g. ``?item`` or ``?property ?states``. Raises ``ValueError`` where
    the text has no such VALUES, or one is left empty.
    """
    text = load(f"linking/{name}")
    for head, rows in values.items():
        empty = f"VALUES ({head}) {{ }}"
        if empty not in text:
            raise ValueError(f"{name}.rq has no {empty}")
        written = " ".join(f"({' '.join(map(str, row))})" for row in rows)
        text = text.replace(empty, f"VALUES ({head}) {{ {written} }}")
    if ") { }" in text:
        raise ValueError(f"{name}.rq needs values other than {sorted(values)}")
    return text
