"""Reading queries: every fault is told with its place, and nothing else is raised."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kzgraph.errors import BadRequestError
from kzgraph.reconciliation import Catalogue, conditions, query
from kzgraph.reconciliation.model import Condition, Naming, Question, Reference

KZ = "https://w3id.org/kzgraph/ontology#"


def test_a_whole_query(catalogue: Catalogue) -> None:
    values = ["France", 7, 2.5, True, {"id": "state/fra", "name": "France"}]
    text = json.dumps(
        {
            "q0": {
                "query": "EDF",
                "type": ["Company", "kz:Person", f"{KZ}State"],
                "limit": 3,
                "properties": [{"pid": "basedInState", "v": values}, {"pid": "name:fr", "v": "x"}],
                "type_strict": "all",
            },
            "q1": {"query": "", "type": "", "limit": 5000, "properties": []},
        }
    )
    found = query.queries(catalogue, text)
    given = (*values[:4], Reference("state/fra", "France"))
    assert found["q0"] == Question(
        (Naming(("EDF",)),),
        (Condition(f"{KZ}basedInState", given), Condition("name:fr", ("x",))),
        (f"{KZ}Company", f"{KZ}Person", f"{KZ}State"),
        "all",
        3,
    )
    assert (found["q1"].types, found["q1"].limit) == ((), 100)


WRONG = {
    "[]": "queries: an object belongs here, not an array.",
    "{": "queries is not JSON: Expecting property name",
    '{"q":1}': "q: an object belongs here, not a number.",
    '{"q":{}}': "q: it has neither `query` nor `properties`",
    '{"q":{"properties":[]}}': "q: it has neither `query` nor `properties`",
    '{"q":{"query":1}}': "q.query: a text belongs here, not a number.",
    '{"q":{"query":"a","limit":0}}': "q.limit: a whole number from 1 on belongs here, not 0.",
    '{"q":{"query":"a","limit":1.5}}': "q.limit: a whole number from 1 on",
    '{"q":{"query":"a","limit":true}}': "q.limit: a whole number from 1 on",
    '{"q":{"query":"a","qery":"a"}}': 'q: there is no member "qery" here; there are query, type,',
    '{"q":{"query":"a","type":{"id":"State"}}}': "q.type: an array belongs here, not an object.",
    '{"q":{"query":"a","type":"Compny"}}': "there is no type 'Compny' here. Did you mean 'Company'?",
    '{"q":{"query":"a","type":["State",3]}}': "q.type[1]: a text belongs here, not a number.",
    '{"q":{"query":"a","type_strict":"some"}}': "q.type_strict: one of any, all, should belongs here",
    '{"q":{"query":"a","properties":[{"v":1}]}}': "q.properties[0].pid: a text belongs here, not noth",
    '{"q":{"query":"a","properties":[{"pid":"visitr","v":1}]}}': "Did you mean 'visitor'?",
    '{"q":{"query":"a","type":"http://a b"}}': "q.type: there is no type 'http://a b' here.",
    '{"q":{"query":"a","properties":[{"pid":"visitor"}]}}': "q.properties[0].v: a text belongs here",
    '{"q":{"query":"a","properties":[{"pid":"visitor","v":[[1]]}]}}': "q.properties[0].v[0]: a text",
    '{"q":{"query":"a","properties":[{"pid":"visitor","v":{}}]}}': "q.properties[0].v.id: a text",
    '{"q":{"query":"a"},"q":{"query":"b"}}': 'the member "q" stands twice in an object',
    '{"q":{"query":"\\ud800"}}': "q.query: half of a surrogate pair is no character.",
    '{"\\udfff":{"query":"a"}}': "queries: half of a surrogate pair",
    '{"q":{"query":"a","limit":NaN}}': "NaN is no number of JSON.",
    '{"q":{"query":"a","properties":[{"pid":"visitor","v":1e999}]}}': "a finite number belongs here",
    '{"q":{"query":"%s"}}' % ("a" * 6000): "q.query: 5000 characters are taken at the most",
    "[" * 100_000: "queries is nested too deeply.",
    "1" * 5000: "queries: ",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_fault_is_told_with_its_place(catalogue: Catalogue, text: str) -> None:
    with pytest.raises(BadRequestError) as caught:
        query.queries(catalogue, text)
    assert WRONG[text] in str(caught.value)
    assert len(str(caught.value)) < 400


def test_a_batch_has_an_end(catalogue: Catalogue) -> None:
    batch = {f"q{at}": {"query": "a"} for at in range(501)}
    with pytest.raises(BadRequestError, match="500 are taken at a time, best 50; here are 501"):
        query.queries(catalogue, json.dumps(batch))
    with pytest.raises(BadRequestError, match="here are 501"):
        conditions.questions(catalogue, json.dumps({"queries": [{}] * 501}))


DRAFT_WRONG = {
    "[]": "The body: an object belongs here",
    "{}": "queries: an array belongs here, not nothing.",
    '{"queries":[{"conditions":[]}]}': "queries[0].conditions: one condition at least",
    '{"queries":[{"conditions":[{"v":1}]}]}': "queries[0].conditions[0].matchType: one of name, property",
    '{"queries":[{"conditions":[{"matchType":"property","v":1}]}]}': "conditions[0].propertyId: a text",
    '{"queries":[{"conditions":[{"matchType":"name"}]}]}': "conditions[0].propertyValue: a text",
    '{"queries":[{"conditions":[{"matchType":"name","v":1,"propertyValue":1}]}]}': "v are the same",
    '{"queries":[{"conditions":[{"matchType":"name","pid":"a","v":"a"}]}]}': "has no property.",
    '{"queries":[{"type":["State"],"conditions":[{"matchType":"name","v":"a","required":1}]}]}': (
        "conditions[0].required: true or false"
    ),
    '{"queries":[{"conditions":[{"matchType":"name","v":"a","matchQualifier":"x"}]}]}': "qualifiers",
    '{"queries":[{"conditions":[{"matchType":"name","v":"a","matchQuantifier":"x"}]}]}': "any, all, none",
}


@pytest.mark.parametrize("text", DRAFT_WRONG)
def test_a_fault_in_a_query_of_the_draft(catalogue: Catalogue, text: str) -> None:
    with pytest.raises(BadRequestError) as caught:
        conditions.questions(catalogue, text)
    assert DRAFT_WRONG[text] in str(caught.value)


EXTEND_WRONG = {
    "{}": "ids: an array belongs here, not nothing.",
    '{"ids":[1],"properties":[]}': "ids[0]: a text belongs here, not a number.",
    '{"ids":[],"properties":[{"id":"visitr"}]}': "properties[0].id: there is no property 'visitr'",
    '{"ids":[],"properties":[{"id":"name","settings":{"limit":-1}}]}': "settings.limit: a whole number",
    '{"ids":[],"properties":[{"id":"name","settings":{"content":"x"}}]}': "literal, id, count",
    '{"ids":[],"properties":[{"id":"name","settings":{"x":1}}]}': 'no member "x" here',
}


@pytest.mark.parametrize("text", EXTEND_WRONG)
def test_a_fault_in_an_extension(catalogue: Catalogue, text: str) -> None:
    with pytest.raises(BadRequestError) as caught:
        query.extension(catalogue, text)
    assert EXTEND_WRONG[text] in str(caught.value)


ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(), inner, max_size=4),
    max_leaves=8,
)
MEMBERS = (
    "query",
    "type",
    "limit",
    "properties",
    "type_strict",
    "conditions",
    "matchType",
    "propertyId",
    "propertyValue",
    "pid",
    "v",
)
LIKELY = some.dictionaries(
    some.sampled_from(MEMBERS),
    ANYTHING | some.lists(some.dictionaries(some.sampled_from(MEMBERS), ANYTHING), max_size=3),
)


def read_or_refused(read: Callable[..., object], catalogue: Catalogue, text: str) -> bool:
    """Tell whether a text is read, or refused with a reason; any other error goes on."""
    try:
        return read(catalogue, text) is not None
    except BadRequestError as exc:
        return str(exc) != ""


@given(some.dictionaries(some.text(), LIKELY | ANYTHING, max_size=4))
def test_anything_is_read_or_refused(catalogue: Catalogue, batch: dict[str, object]) -> None:
    for read, text in (
        (query.queries, json.dumps(batch)),
        (conditions.questions, json.dumps({"queries": list(batch.values())})),
        (query.extension, json.dumps({"ids": list(batch), "properties": list(batch.values())})),
    ):
        assert read_or_refused(read, catalogue, text)


@given(some.text())
def test_any_text_is_read_or_refused(catalogue: Catalogue, text: str) -> None:
    assert read_or_refused(query.queries, catalogue, text)
