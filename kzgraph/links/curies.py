"""CURIEs, as SSSOM wants every identifier written: a declared prefix, a colon, and the rest."""

import re
from collections.abc import Iterable, Mapping
from itertools import count
from typing import Final

from kzgraph.identifiers import BASE
from kzgraph.vocab import OWL, PREFIXES, RDF, RDFS, SEMAPV, SKOS, SSSOM, XSD

BUILT_IN: Final = {
    "linkml": "https://w3id.org/linkml/",
    "orcid": "https://orcid.org/",
    "owl": OWL,
    "rdf": RDF,
    "rdfs": RDFS,
    "semapv": SEMAPV,
    "skos": SKOS,
    "sssom": SSSOM,
    "xsd": XSD,
}
"""Prefixes that a table need not declare, by the specification of SSSOM."""

KNOWN: Final = {
    **{name: iri for name, iri in PREFIXES.items() if name != "id"},
    "eurovoc": "http://eurovoc.europa.eu/",
    "geonames": "https://sws.geonames.org/",
    "kzgraph": BASE,
    "target": BASE + "target/",
    **BUILT_IN,
}
"""Prefixes that are used for a new table, where none of its own fits."""


def expand(curie: str, prefixes: Mapping[str, str]) -> str:
    """Return the IRI of a CURIE. Raises ``ValueError``, whose text says what to mend."""
    prefix, colon, rest = curie.partition(":")
    if rest.startswith("//"):
        raise ValueError(f"{curie} is a whole IRI; write prefix:name, with the prefix in curie_map")
    if not colon or not rest or re.search(r"\s", curie):
        raise ValueError(f"{curie!r} is no identifier; write prefix:name")
    if prefix not in prefixes:
        raise ValueError(f"the prefix {prefix!r} of {curie} is not declared; add it to curie_map")
    return prefixes[prefix] + rest


def contract(iri: str, prefixes: Mapping[str, str]) -> str | None:
    """Return the CURIE with the longest namespace that fits, or None."""
    fitting = [name for name, base in prefixes.items() if _fits(iri, base)]
    if not fitting:
        return None
    name = max(fitting, key=lambda name: (len(prefixes[name]), name in BUILT_IN, name))
    return f"{name}:{iri.removeprefix(prefixes[name])}"


def _fits(iri: str, base: str) -> bool:
    """Tell whether an IRI lies in a namespace; a rest with // would read as a whole IRI."""
    return iri.startswith(base) and iri != base and not iri.startswith("//", len(base))


def needed(iris: Iterable[str], declared: Mapping[str, str]) -> dict[str, str]:
    """Return the prefixes of a table: those declared, and those that its IRIs need beside them.

    Known ones come first; a namespace that none of them fits becomes ns1, ns2 and so on.
    """
    found = {**declared}
    for iri in sorted(set(iris)):
        curie = contract(iri, {**KNOWN, **found})
        if curie is None:
            name = next(name for number in count(1) if (name := f"ns{number}") not in found)
            found[name] = re.sub(r"[^/#:]*[/#:]?\Z", "", iri)
        else:
            name = curie.partition(":")[0]
            found.setdefault(name, KNOWN.get(name, ""))
    return dict(sorted(found.items()))
