"""The guard before the parser, and the choice of a media type."""

import contextlib
import time

import pytest

from kzgraph.errors import NotAcceptableError, QueryError, QueryRefusedError, QuerySyntaxError
from kzgraph.sparql import SOLUTIONS_TYPES, TRIPLES_TYPES, Formats, Limits, guard, negotiate

LIMITS = Limits()
JSON, XML, CSV, TSV = SOLUTIONS_TYPES
TURTLE, NTRIPLES, RDFXML, JSONLD, TRIG, NQUADS = TRIPLES_TYPES
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def refusal(query: str, limits: Limits = LIMITS) -> str:
    """Return the reason for which a query is refused."""
    with pytest.raises(QueryRefusedError) as caught:
        guard(query, limits)
    return caught.value.reason


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service WHERE { ?service a ex:service }",
        "PREFIX service: <http://example.org/service#> SELECT * { ?s service:name ?o }",
        "SELECT * { <http://example.org/service#SERVICE> ?p 'SERVICE { }' }",
        'SELECT * { ?s ?p "a \\" SERVICE x {" }',
        "SELECT * { ?s ?p '''it's ''a'' SERVICE''' , '' , \"\" }",
        "SELECT * { ?s ?p ?o } # SERVICE <http://example.org/> { }",
        "SELECT * { ?s ?p ex:it\\'s , ex:a\\#b , ex:%27 }",
        "SELECT * { ?s ?p ?o FILTER(?o<5 && ?o>3) }",
        "SELECT * { ?s ?p ?o FILTER(?a<?b&&?c>?d||(?a<=?b)) }",
        "SELECT * { ?s ?p ?o FILTER(?s<<http://example.org/#a>) }",
        "SELECT * { VALUES (?a ?b) { (<http://example.org/#it's> <http://example.org/#b>) } }",
        "SELECT * { ?s (<#a>|^<#b>)/<#c>* <#it's> }",
        "SELECT * { << ?s ?p ?o >> ?q <<(?s ?p <http://example.org/#x>)>> {| ?a ?b |} }",
        "SELECT * { ?s ?p ?o FILTER(?o IN (" + ", ".join(["1"] * 20_000) + ")) }",
        "SELECT * { ?s ?p 'caf\\u00e9', 'қазақ' }",
    ],
)
def test_harmless_queries_pass(query: str) -> None:
    assert guard(query, LIMITS) is None  # type: ignore[func-returns-value]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { sErViCe SILENT ?x { ?s ?p ?o } }",
        "SELECT * { #\rSERVICE ?x { } }",
        # By the specification \\u0053 is an S; Oxigraph does not decode it.
        "SELECT * { \\u0053ERVICE ex:x { } }",
        "SELECT * { #\\u000ASERVICE ex:x { }\n }",
        # Each of these makes Oxigraph 0.5.13 follow the SERVICE, though no token is the keyword.
        "SELECT * { SERVICE:x { } }",
        "SELECT * { SERVICEex:x { } }",
        "SELECT * { SERVICESILENTex:x { } }",
        "SELECT * { ?s ?p 1SERVICE ex:x { } }",
        "SELECT * { ?s ?p 1e5SERVICE ex:x { } }",
        "SELECT * { ?s ?p 1.SERVICE:x { } }",
        "SELECT * { ?s ?p trueSERVICE ex:x { } }",
        "SELECT * { ?s ?p ex:a.b.SERVICE ex:x { } }",
        "SELECT * { ?s ?p ex:a.b\\'.SERVICE SILENT ?x { } }",
        "SELECT * { ?s ?p a.SERVICE:x { } }",
        # A decoded quote would hide the clause inside a long string.
        "SELECT * { FILTER('\\u0027'='a') SERVICE ex:x { } FILTER('b'='''') }",
    ],
)
def test_service_is_found(query: str) -> None:
    with pytest.raises(QueryError) as caught:
        guard(query, LIMITS)
    assert getattr(caught.value, "reason", "") == "service"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { FILTER(?a<?b)SERVICE?x#>\n{ ?s ?p ?o } }",
        "SELECT * { FILTER(?a<ex:b)SERVICE?x#>\n{ ?s ?p ?o } }",
        "SELECT * { FILTER(?a<=?b)SERVICE?x#>\n{ ?s ?p ?o } }",
        "SELECT * { FILTER(?a<?b&&?c='x>')SERVICE ?x { } FILTER('a'='a') }",
        "SELECT * { FILTER(?a<?b)#> '''\nSERVICE ?x { } #'''\n }",
        "SELECT * { <<ex:a?p'x>'>> ?q 1 . SERVICE ?x { ?s ?p '' } }",
    ],
)
def test_a_comparison_that_looks_like_an_iri_hides_nothing(query: str) -> None:
    assert refusal(query) == "ambiguous"


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT * {\n ?s ?p 'a\n}", 2, 8),
        # Oxigraph would read the empty string and another one, and then follow the SERVICE.
        ("SELECT * { VALUES ?x { '''abc'} SERVICE ex:x { } }", 1, 24),
        ('SELECT * { VALUES ?x { """abc"} SERVICE ex:x { } }', 1, 24),
        ("SELECT * {\n ?s ?p ?o )", 2, 11),
        ("SELECT * { ?s ?p (1] }", 1, 20),
        ("}", 1, 1),
    ],
)
def test_what_is_not_closed_is_told_with_its_place(query: str, line: int, column: int) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        guard(query, LIMITS)
    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.mark.parametrize("opener", ["{", "(", "[", "<<", "{(["])
def test_depth_is_limited(opener: str) -> None:
    closer = opener[::-1].translate(str.maketrans("{([<", "})]>"))
    times = 64 // (1 if opener == "<<" else len(opener))
    guard("ASK " + opener * times + closer * times, LIMITS)
    assert refusal("ASK " + opener * (times + 2) + closer * (times + 2)) == "depth"


def test_two_thousand_nested_selects_are_refused() -> None:
    assert refusal("SELECT * " + "{ SELECT * " * 2000 + "{}" + "}" * 2000) == "depth"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (" + "!" * 20_000 + "1 AS ?x) {}",
        "SELECT (1" + "+1" * 20_000 + " AS ?x) {}",
        "SELECT (1" + "-1" * 20_000 + " AS ?x) {}",
        "ASK { ?s ex:p" + "/ex:p" * 20_000 + " ?o }",
        "ASK { FILTER(?a" + "||?a" * 20_000 + ") }",
        "ASK { FILTER(?a<?b" + "&&?b" * 20_000 + ">1) }",
        "ASK { {}" + " UNION {}" * 20_000 + " }",
        "ASK { " + "OPTIONAL {} " * 20_000 + " }",
        "ASK { " + "BIND(1 AS ?x) " * 10_000 + " }",
        "ASK { FILTER(true" + "-1" * 20_000 + ") }",
    ],
)
def test_long_chains_are_refused(query: str) -> None:
    assert refusal(query) == "chain"


def test_size_is_counted_in_bytes() -> None:
    limits = Limits(max_bytes=12)
    guard("ASK{?а ?б}", limits)
    assert refusal("ASK{?а ?бв}", limits) == "size"


def test_tokens_are_counted() -> None:
    guard("ASK { ?s ?p ?o }", Limits(max_tokens=6))
    assert refusal("ASK { ?s ?p ?o, 1 }", Limits(max_tokens=6)) == "size"


@pytest.mark.parametrize("query", ["ASK { ?s ?p '\ud800' }", "ASK { ?s ?p '\\U00110000' }"])
def test_what_is_no_unicode_is_refused(query: str) -> None:
    assert refusal(query) == "encoding"


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "a",
            "a.",
            "a-",
            "<",
            "<a",
            "(<",
            "?",
            "?a<",
            "\\",
            '"""\\',
            "'''\\'",
            "''",
            "%2",
            "ex:%2",
        ),
        *("#", "\n", "1.", "1e", ":", "ex:a\\", "@a", "\\u00", "é", ">>", "<a>", "{}", "'\\u0027"),
    ],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    query = (piece * 262_144)[:262_144]
    limits = Limits(max_bytes=2**20, max_chain=2**20)  # so that nothing stops it early
    began = time.process_time()
    with contextlib.suppress(QueryError):
        guard(query, limits)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("accept", "solutions", "triples"),
    [
        (None, JSON, TURTLE),
        ("", JSON, TURTLE),
        ("*/*", JSON, TURTLE),
        (BROWSER, XML, RDFXML),
        ("application/sparql-results+json", JSON, None),
        ("application/json", JSON, JSONLD),
        ("text/javascript", JSON, None),
        ("application/n-triples", None, NTRIPLES),
        ("text/rdf+n3", None, TURTLE),
        ("application/x-json+ld", None, JSONLD),
        ("application/rdf+xml, application/sparql-results+xml", XML, RDFXML),
        ("application/sparql-results+xml, application/rdf+xml", XML, RDFXML),
        ("text/*", CSV, TURTLE),
        ("application/*", JSON, NTRIPLES),
        ("text/csv, */*", CSV, TURTLE),
        ("text/csv;q=0.5, text/tab-separated-values;q=0.9", TSV, None),
        ("application/sparql-results+json;q=0, */*", XML, TURTLE),
        ("*/*;q=0.1, text/turtle;q=0, text/*;q=0.5", CSV, NTRIPLES),
        ("text/csv;header=present;q=0.2, TEXT/Tab-Separated-Values;Q=0.1", CSV, None),
        ("text/csv;q=many", CSV, None),
        ("application/n-quads,application/trig;q=0.95,text/xml;q=0.3", XML, NQUADS),
    ],
)
def test_accept(accept: str | None, solutions: str | None, triples: str | None) -> None:
    assert negotiate(accept, []) == Formats(solutions, triples)


@pytest.mark.parametrize("accept", ["image/png", "*/*;q=0", "text/html", "nonsense"])
def test_a_foreign_accept_is_not_acceptable(accept: str) -> None:
    with pytest.raises(NotAcceptableError, match="text/turtle"):
        negotiate(accept, ["no-format"])


@pytest.mark.parametrize(
    ("accept", "wanted", "expected"),
    [
        (BROWSER, ["csv"], Formats(CSV, TURTLE)),
        (BROWSER, ["no-format", "nt"], Formats(JSON, NTRIPLES)),
        (BROWSER, ["no-format"], Formats(XML, RDFXML)),
        ("text/html", ["json"], Formats(JSON, JSONLD)),
        ("text/csv", ["json"], Formats(CSV, None)),
        ("text/turtle, text/html;q=0.2", ["nt"], Formats(None, TURTLE)),
    ],
)
def test_a_format_counts_for_a_browser_which_says_the_same_for_every_link(
    accept: str, wanted: list[str], expected: Formats
) -> None:
    assert negotiate(accept, wanted) == expected


@pytest.mark.parametrize(
    ("wanted", "solutions", "triples"),
    [
        (["json"], JSON, JSONLD),
        (["xml"], XML, RDFXML),
        (["csv"], CSV, TURTLE),
        (["tsv", "text/tab-separated-values"], TSV, TURTLE),
        (["rdf+xml"], JSON, RDFXML),
        (["json-ld", "application/ld+json,application/x-json+ld"], JSON, JSONLD),
        (["nonsense", "turtle"], JSON, TURTLE),
        (["nonsense"], JSON, TURTLE),
        ([" NT "], JSON, NTRIPLES),
        (["application/n-quads"], JSON, NQUADS),
    ],
)
def test_format_parameter(wanted: list[str], solutions: str, triples: str) -> None:
    assert negotiate("*/*", wanted) == Formats(solutions, triples)
    assert negotiate(None, wanted) == Formats(solutions, triples)


def test_a_form_without_a_type_gets_its_default() -> None:
    assert negotiate("text/csv").with_defaults() == Formats(CSV, TURTLE)
    assert negotiate("text/turtle").with_defaults() == Formats(JSON, TURTLE)
    assert Formats(XML, NTRIPLES).with_defaults() == Formats(XML, NTRIPLES)


def test_accept_overrides_the_format_parameter() -> None:
    assert negotiate("text/csv", ["json"]) == Formats(CSV, None)
