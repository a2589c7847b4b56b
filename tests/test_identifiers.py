"""IRIs of things and their short forms."""

import pytest

from kzgraph.identifiers import compact, slug_of, split_thing, thing


def test_a_thing_round_trips() -> None:
    iri = thing("state", "kaz")
    assert iri == "https://w3id.org/kzgraph/id/state/kaz"
    assert split_thing(iri) == ("state", "kaz")
    assert compact(iri) == "state/kaz"
    assert slug_of(iri) == "kaz"


@pytest.mark.parametrize(
    "slug", ["", "KAZ", "a/b", "a b", "../x", "é", "-a", "a\n", "a%20b", "<x>"]
)
def test_a_bad_slug_is_refused(slug: str) -> None:
    with pytest.raises(ValueError, match="slug"):
        thing("state", slug)


@pytest.mark.parametrize(
    "iri", ["https://example.org/id/state/kaz", "https://w3id.org/kzgraph/id/x"]
)
def test_other_iris_are_no_things(iri: str) -> None:
    assert split_thing(iri) is None


def test_terms_are_compacted() -> None:
    assert compact("https://w3id.org/kzgraph/ontology#visitor") == "kz:visitor"
    assert compact("http://example.org/x") == "http://example.org/x"
