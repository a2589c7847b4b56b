"""Queries that parse, and ask for more time or memory than there is."""

# ruff: noqa: E501  # one input a line

from hostile_requests import ask, hostile

ENDED = 503
ALL = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
PREFIX = "PREFIX kz: <https://w3id.org/kzgraph/ontology#> "


def _doubled(times: int) -> str:
    steps = "".join(f" BIND(CONCAT(?x{step}, ?x{step}) AS ?x{step + 1})" for step in range(times))
    return f"SELECT (STRLEN(?x{times}) AS ?n) {{ BIND('xxxxxxxx' AS ?x0){steps} }}"


def _values(columns: int, rows: int) -> str:
    blocks = " ".join(
        f"VALUES ?v{column} {{ {' '.join(map(str, range(rows)))} }}" for column in range(columns)
    )
    return f"SELECT (COUNT(*) AS ?n) {{ {blocks} }}"


# What must be ended; where a faster machine or a better plan finishes in time, 200 is right as well.
_RUNAWAY = {
    "cross product counted": f"SELECT (COUNT(*) AS ?n) {{ {ALL} }}",
    "cross product counted distinct": f"SELECT (COUNT(DISTINCT *) AS ?n) {{ {ALL} }}",
    "cross product sorted": f"SELECT * {{ {ALL} }} ORDER BY ?i ?a LIMIT 1",
    "cross product distinct": f"SELECT DISTINCT ?a ?d ?g {{ {ALL} }} OFFSET 100000000",
    "cross product grouped": f"SELECT ?a ?e ?h (COUNT(*) AS ?n) {{ {ALL} }} GROUP BY ?a ?e ?h",
    "cross product filtered": f"SELECT * {{ {ALL} FILTER(?a = 1) }}",
    "cross product that no row passes": f"ASK {{ {ALL} FILTER(STRLEN(STR(?c)) + STRLEN(STR(?f)) < 0) }}",
    "cross product in EXISTS": f"ASK {{ ?s ?p ?o FILTER NOT EXISTS {{ {ALL} FILTER(?a = 1) }} }}",
    "cross product in MINUS": f"SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c MINUS {{ {ALL} }} }}",
    "cross product in OPTIONAL": f"SELECT (COUNT(*) AS ?n) {{ ?x ?y ?z OPTIONAL {{ {ALL} }} }}",
    "cross product in a sub-select": f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT * {{ {ALL} }} }} ?x ?y ?z }}",
    "cross product of values": _values(9, 30),
    "huge OFFSET": f"SELECT * {{ {ALL} }} OFFSET 4000000000 LIMIT 1",
    "GROUP_CONCAT of all": f"SELECT (GROUP_CONCAT(STR(?c)) AS ?x) {{ {ALL} }}",
    "GROUP_CONCAT of groups": f"SELECT ?a (GROUP_CONCAT(CONCAT(STR(?c), STR(?f), STR(?i))) AS ?x) {{ {ALL} }} GROUP BY ?a",
    "SAMPLE and AVG of all": f"SELECT (SAMPLE(?c) AS ?x) (AVG(?f) AS ?y) {{ {ALL} }}",
    "string doubled 34 times": _doubled(34),
    "string doubled 60 times": _doubled(60),
    "any path between all": "SELECT (COUNT(*) AS ?n) { ?s (!<urn:none>)* ?o }",
    "any path there and back": "SELECT (COUNT(*) AS ?n) { ?s (!<urn:none>|!^<urn:none>)* ?o . ?o (!<urn:none>)* ?t }",
    "star of stars": "SELECT (COUNT(*) AS ?n) { ?s (((!<urn:a>)*)*/((!<urn:b>)+)*)* ?o }",
    "path of four wildcards": "SELECT (COUNT(*) AS ?n) { ?s (!<urn:a>/!<urn:a>/^!<urn:a>)* ?o . ?o (!<urn:a>)+ ?s }",
    "joins of literals": "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . FILTER(CONTAINS(STR(?x), STR(?y)) && CONTAINS(STR(?y), STR(?x))) }",
    "regular expressions over a cross product": "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y FILTER(REGEX(STR(?x), STR(?y))) }",
    "hashes over a cross product": "SELECT (COUNT(DISTINCT SHA512(CONCAT(STR(?x), STR(?y)))) AS ?n) { ?a ?p ?x . ?b ?q ?y }",
}

# What could blow up elsewhere and is cheap here, or is cut.
_HARMLESS = {
    "cross product as rows": f"SELECT * {{ {ALL} }}",
    "cross product constructed": f"CONSTRUCT {{ ?a ?e ?i }} WHERE {{ {ALL} }}",
    "everything described": "DESCRIBE ?s WHERE { ?s ?p ?o }",
    "huge LIMIT": "SELECT * { ?s ?p ?o } LIMIT 18446744073709551615",
    "regex that backtracks": f"ASK {{ FILTER(REGEX('{'a' * 60}!', '^(a+)+$')) }}",
    "regex that backtracks on alternatives": f"ASK {{ FILTER(REGEX('{'a' * 60}!', '^(a|a|aa)*$')) }}",
    "regex that is compiled large": "ASK { FILTER(REGEX('a', '(((a{100}){100}){100}){100}')) }",
    "regex that is broken": "SELECT (REGEX('a', '((((') AS ?x) {}",
    "regex of classes": "ASK { FILTER(REGEX('a', '(\\\\p{L}{1000}){100}')) }",
    "REPLACE that grows": "SELECT (STRLEN(REPLACE(REPLACE(REPLACE('aaaaaaaaaa', 'a', 'aaaaaaaaaaaaaaaaaaaa'), 'a', 'aaaaaaaaaaaaaaaaaaaa'), 'a', 'aaaaaaaaaaaaaaaaaaaa')) AS ?n) {}",
    "numbers without end": "SELECT (1e308 * 1e308 AS ?x) (9223372036854775807 + 1 AS ?y) (1 / 0 AS ?z) {}",
    "a number of 10,000 digits": f"SELECT ({'9' * 10_000} AS ?x) {{}}",
    "SUBSTR beyond": "SELECT (SUBSTR('abc', -9223372036854775807, 9223372036854775807) AS ?x) {}",
    "dates beyond": "SELECT (YEAR('999999999999-01-01T00:00:00Z'^^<http://www.w3.org/2001/XMLSchema#dateTime>) AS ?x) {}",
    "string doubled 15 times": _doubled(15),
}

EVALUATION = [
    *(hostile(name, ask(text), ENDED, 200) for name, text in _RUNAWAY.items()),
    *(hostile(name, ask(text), 200, ENDED, 400) for name, text in _HARMLESS.items()),
]
