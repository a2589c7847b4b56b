"""Made-up judgements on what things are elsewhere, as SSSOM tables of ``data/links``."""

from collections.abc import Iterator

from world import World

_KINDS = (
    "agreement",
    "commodity",
    "company",
    "event",
    "office",
    "organisation",
    "person",
    "place",
    "situation",
    "state",
)
_EVERY = 4
"""Of so many things of these kinds, one is judged beside the states, which all are."""

_HEAD = """\
#curie_map:
{kinds}
#  kz: https://w3id.org/kzgraph/ontology#
#  kzgraph: https://w3id.org/kzgraph/
#  target: https://w3id.org/kzgraph/target/
#  {prefix}: {space}
#mapping_set_id: https://w3id.org/kzgraph/links/{target}
#mapping_set_title: Made-up links to {target}
#mapping_set_description: Judgements on what each made-up thing is there.
#creator_id:
#  - kzgraph:team
#license: https://creativecommons.org/licenses/by/4.0/
#object_source: target:{target}
#extension_definitions:
#  - slot_name: ext_evidence
#    property: kz:linkEvidence
#    type_hint: xsd:string
subject_id\tsubject_label\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\
\tauthor_id\tmapping_date\tconfidence\tcomment\text_evidence
"""


def tables(world: World) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each table."""
    asked = [
        one
        for kind in _KINDS
        for at, one in enumerate(world.pools.get(kind, ()))
        if kind == "state" or at % _EVERY == 0
    ]
    rows = "".join(_wikidata(world, number, one) for number, one in enumerate(asked))
    yield "wikidata.sssom.tsv", _head("wikidata", "wd", "http://www.wikidata.org/entity/") + rows
    places = [*world.pools["state"], *world.pools["place"]]
    rows = "".join(
        _row(world, one, "", f"geonames:{900_000_000 + number}/", ("0.8", "", "one public file"))
        for number, one in enumerate(places)
    )
    yield "geonames.sssom.tsv", _head("geonames", "geonames", "https://sws.geonames.org/") + rows


def _head(target: str, prefix: str, space: str) -> str:
    kinds = "\n".join(f"#  {kind}: https://w3id.org/kzgraph/id/{kind}/" for kind in _KINDS)
    return _HEAD.format(target=target, prefix=prefix, space=space, kinds=kinds)


def _wikidata(world: World, number: int, one: str) -> str:
    if number % 3 == 2 and not one.startswith("state:"):
        return _row(world, one, "", "sssom:NoTermFound", ("", "Searched in vain.", ""))
    item = f"wd:Q{900_000_000 + number}"
    if number % 20 == 19 and not one.startswith("state:"):
        return _row(world, one, "Not", item, ("0.95", "It is another of that name.", "one list"))
    return _row(world, one, "", item, ("0.8", "", "two public files"))


def _row(world: World, one: str, modifier: str, item: str, why: tuple[str, str, str]) -> str:
    """Return a row; ``why`` is confidence, comment and evidence."""
    match = (one, world.labels[one][0], "skos:exactMatch", modifier, item)
    judged = ("semapv:ManualMappingCuration", "kzgraph:team", "2026-11-22")
    return "\t".join((*match, *judged, *why)) + "\n"
