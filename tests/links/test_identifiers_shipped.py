"""The codes of entities are those of the reference list, and stand on the right things."""

import csv
import re

import pytest
from reference import reference

from kzgraph.rdf import NamedNode, text_of
from kzgraph.store import Store
from kzgraph.vocab import ID, KZ, SCHEMA

STATES = {
    "Kazakhstan": "kaz",
    "France": "fra",
    "Russia": "rus",
    "China": "chn",
    "South Korea": "kor",
    "Ukraine": "ukr",
    "Armenia": "arm",
    "Azerbaijan": "aze",
}
OTHERS = {
    "company/alstom": {SCHEMA + "leiCode": "96950032TUYMW11FB530", KZ + "isin": "FR0010220475"},
    "company/edf": {SCHEMA + "leiCode": "549300X3UK4GG3FNMO06"},
    "company/ktz": {SCHEMA + "leiCode": "213800X9NVS4IWFKLS77"},
    "company/totalenergies": {
        SCHEMA + "leiCode": "529900S21EQ1BO4ESM68",
        KZ + "isin": "FR0000120271",
    },
    "company/vicat": {KZ + "isin": "FR0000031775"},
    "commodity/uranium": {KZ + "nace": "07.21", KZ + "isic": "0721"},
    "place/astana": {KZ + "iso3166Subdivision": "KZ-71"},
    "place/central-asia": {KZ + "unM49": "143"},
    "place/europe": {KZ + "unM49": "150"},
}
CODES = ("iso3166Alpha2", "iso3166Alpha3", "iso3166Numeric")


def value(store: Store, thing: str, name: str) -> str | None:
    found = [text_of(t.object) for t in store.about(NamedNode(ID + thing), NamedNode(name))]
    return found[0] if len(found) == 1 else None


@pytest.mark.parametrize("thing", OTHERS)
def test_codes_of_firms_places_and_goods(release_store: Store, thing: str) -> None:
    for name, code in OTHERS[thing].items():
        assert value(release_store, thing, name) == code


def test_codes_of_states_are_those_of_the_list(release_store: Store) -> None:
    lines = reference("identifiers.tsv").read_text(encoding="utf-8").splitlines()[1:]
    told = {
        row["entity"]: row["other identifiers"] for row in csv.DictReader(lines, delimiter="\t")
    }
    for name, slug in STATES.items():
        found = re.match(r"ISO (\w\w) (\w{3}) (\d{3});", told[name])
        assert found is not None
        assert found.groups() == tuple(
            value(release_store, f"state/{slug}", KZ + code) for code in CODES
        )


def test_no_other_thing_has_such_a_code(release_store: Store) -> None:
    for name, number in [*((KZ + code, len(STATES)) for code in CODES), (KZ + "isin", 3)]:
        rows = list(release_store.select(f"SELECT ?s WHERE {{ ?s <{name}> ?code }}"))
        assert len(rows) == number
