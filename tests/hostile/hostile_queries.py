"""Query texts that are broken, enormous or nested, and texts that would be code elsewhere."""

# one input a line
import gzip
import zlib
from urllib.parse import quote

from hostile_requests import ask, form, get, hostile, post, raw

BAD = 400
ENDED = 503
TOO_LARGE = 413
S = "?s ?p ?o"


def _nested(opening: str, core: str, closing: str, depth: int) -> str:
    return opening * depth + core + closing * depth


_BOMBS = {
    "groups": f"SELECT * {_nested('{', S, '}', 5_000)}",
    "sub-selects": f"{_nested('SELECT * { ', S, ' }', 2_000)}",
    "sub-selects in braces": f"{_nested('SELECT * { { ', S, ' } }', 300)}",
    "parentheses": f"ASK {{ FILTER{_nested('(', '1', ')', 10_000)} }}",
    "NOT EXISTS": f"ASK {_nested('{ FILTER NOT EXISTS ', '{ ?s ?p ?o }', ' }', 1_000)}",
    "functions": f"ASK {{ FILTER({_nested('STR(', '1', ')', 2_000)}) }}",
    "IF": f"ASK {{ FILTER({_nested('IF(true, ', '1', ', 0)', 2_000)}) }}",
    "collections": f"ASK {{ ?s ?p {_nested('( ', '1', ' )', 5_000)} }}",
    "blank nodes": f"ASK {{ {_nested('[ ?p ', '1', ' ]', 5_000)} ?q 1 }}",
    "quoted triples": f"ASK {{ ?s ?p {_nested('<< ?a ?b ', '1', ' >>', 3_000)} }}",
    "paths": f"ASK {{ ?s {_nested('(', '<urn:p>', ')*', 5_000)} ?o }}",
    "negations": f"ASK {{ FILTER({'!' * 50_000}true) }}",
    "minus signs": f"ASK {{ FILTER({'- ' * 50_000}1) }}",
    "inverse paths": f"ASK {{ ?s {'^' * 5_000}<urn:p> ?o }}",
    "chain of ||": f"ASK {{ FILTER({' || '.join(['true'] * 20_000)}) }}",
    "chain of +": f"ASK {{ FILTER({'+'.join(['1'] * 50_000)}) }}",
    "chain of UNION": f"ASK {{ {' UNION '.join(['{ }'] * 20_000)} }}",
    "chain of OPTIONAL": f"ASK {{ {'OPTIONAL { } ' * 10_000} }}",
    "chain of BIND": f"ASK {{ {' '.join(f'BIND(1 AS ?v{n})' for n in range(5_000))} }}",
    "chain of path steps": f"ASK {{ ?s {'/'.join(['<urn:p>'] * 20_000)} ?o }}",
    "chain of path choices": f"ASK {{ ?s {'|'.join(['<urn:p>'] * 20_000)} ?o }}",
    "unclosed braces": "ASK " + "{" * 60_000,
    "unopened braces": "ASK {" + "}" * 60_000,
    "many tokens": f"ASK {{ FILTER(1 IN ({','.join(['1'] * 60_000)})) }}",
    "many VALUES": f"ASK {{ VALUES ?x {{ {'1 ' * 70_000} }} }}",
}

# Large, and yet a query: they may be answered, or be refused.
_LARGE = {
    "a literal of 200 KB": f"SELECT ('{'x' * 200_000}' AS ?x) {{}}",
    "an IRI of 200 KB": f"ASK {{ <urn:{'x' * 200_000}> ?p ?o }}",
    "a variable of 200 KB": f"SELECT ?{'x' * 200_000} {{}}",
    "a comment of 200 KB": f"ASK {{}} #{'x' * 200_000}",
    "white space of 200 KB": f"ASK {{ {' ' * 200_000} }}",
    "a language tag of 10 KB": f"SELECT ('x'@{'-'.join(['en'] * 3_000)} AS ?x) {{}}",
    "an exponent": "SELECT (1e999999999 AS ?x) (1e-999999999 AS ?y) {}",
    "1,000 prefixes": "".join(f"PREFIX p{n}: <urn:{n}> " for n in range(1_000)) + "ASK {}",
    "10,000 columns": f"SELECT {' '.join(f'?v{n}' for n in range(10_000))} {{}}",
    "5,000 sort keys": f"SELECT * {{ {S} }} ORDER BY {' '.join(f'?v{n}' for n in range(5_000))} LIMIT 1",
    "5,000 groups": f"SELECT (1 AS ?x) {{ {S} }} GROUP BY {' '.join(f'?v{n}' for n in range(5_000))}",
    "500 patterns": f"ASK {{ {' '.join(f'?a{n} ?b{n} ?c{n} .' for n in range(500))} }}",
    "an aggregate of an aggregate": "SELECT (SUM(COUNT(?s)) AS ?x) { ?s ?p ?o }",
    "10,000 graphs": f"ASK {' '.join(f'FROM <urn:{n}>' for n in range(10_000))} {{ {S} }}",
}

_BROKEN = {
    "nothing": "",
    "white space": " \n\t",
    "a comment": "# nothing",
    "prose": "Please give me everything.",
    "SQL": "SELECT * FROM users; DROP TABLE users; --",
    "two queries": "ASK {} ASK {}",
    "a query and an update": "ASK {} ; DROP ALL",
    "an update": "DELETE WHERE { ?s ?p ?o }",
    "another update": "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "CLEAR ALL": "CLEAR ALL",
    "a NUL": "ASK { ?s ?p '\0' } \0",
    "an escaped surrogate": "ASK { ?s ?p '\\uD800' }",
    "an escape beyond Unicode": "ASK { ?s ?p '\\U00110000' }",
    "an open string": "ASK { ?s ?p 'x }",
    "an open IRI": "ASK { ?s ?p <urn:x }",
    "an open long string": "ASK { ?s ?p '''x }",
    "a variable that is none": "SELECT ?? {}",
    "a negative LIMIT": "SELECT * { ?s ?p ?o } LIMIT -1",
    "an OFFSET beyond 64 bits": "SELECT * { ?s ?p ?o } OFFSET 18446744073709551616",
    "a prefix that is none": "ASK { nobody:knows ?p ?o }",
    "spaces of other scripts": "ASK\u2003{\u00a0?s ?p ?o }",
}

_INJECTED = {
    "SQL": "' OR 1=1; DROP TABLE names; --",
    "FTS": 'x" OR name:* NEAR(a b) AND "',
    "FTS column": "name:{a b} ^ * - ( ) :",
    "wildcards": "%_*?[a-z]",
    "SPARQL": "x> } ; DROP ALL ; SELECT * { <x",
    "HTML": "<script>alert(1)</script>",
    "a line end": "x\r\nSet-Cookie: a=b",
    "a NUL": "a\0b",
    "a template": "{{7*7}} ${7*7} #{7*7} %s%s%n",
    "a log line": '{"level":"error"}\n{"level":"critical"}',
    "right to left": "\u202egro.elpmaxe\u202c",
    "an essay": "Қазақстан " * 1_500,
    "one letter many times": "a" * 20_000,
    "marks": "a" + "\u0301" * 9_000,
}

_ENCODINGS = {
    "a bare %": "%",
    "half a %": "%4",
    "no hexadecimals": "%zz",
    "a byte alone": "%FF",
    "overlong": "%C0%AF",
    "a surrogate": "%ED%A0%80",
    "beyond Unicode": "%F5%80%80%80",
    "a cut sequence": "ASK%20%7B%7D%E2%82",
    "twice encoded": "%2541SK%2520%257B%257D",
    "UTF-16": quote("ASK {}".encode("utf-16"), safe=""),
    "a NUL": "%00",
}

_BOMB = gzip.compress(b" " * 20_000_000)
_GZIP = "Content-Encoding: gzip"
_KIND = "application/sparql-query"

QUERIES = [
    *(hostile(f"bomb: {name}", post(text), BAD) for name, text in _BOMBS.items()),
    *(hostile(f"large: {name}", post(text), 200, BAD, ENDED) for name, text in _LARGE.items()),
    *(hostile(f"broken: {name}", ask(text), BAD) for name, text in _BROKEN.items()),
    *(
        hostile(
            f"search for {name}",
            get(f"/v1/search?q={quote(text, safe='')}"),
            200,
            BAD,
            414,
            never=(b"\r\nSet-Cookie: a=b",),
        )
        for name, text in _INJECTED.items()
    ),
    hostile("type that is SPARQL", get("/v1/entities?type=" + quote("State> ; a <x")), BAD),
    hostile("language that is SQL", get("/v1/search?q=a&language=" + quote("en' OR '1'='1")), BAD),
    hostile("cursor that is an IRI", get("/v1/entities?cursor=aHR0cDovLzEyNy4wLjAuMS8"), BAD),
    hostile("limit beyond 64 bits", get("/v1/entities?limit=99999999999999999999999"), BAD),
    hostile("limit of other digits", get("/v1/entities?limit=%D9%A1%D9%A2"), 200, BAD),
    hostile("limit that is no number", get("/v1/entities?limit=NaN"), BAD),
    *(
        hostile(f"timeout {value}", ask("ASK {}", more=f"&timeout={value}"), BAD)
        for value in ("NaN", "-1", "0", "x", "-inf")
    ),
    hostile("timeout without end", ask("ASK {}", more="&timeout=inf"), 200, BAD),
    hostile("timeout 1e999", ask("ASK {}", more="&timeout=1e999"), 200, BAD),
    *(
        hostile(f"encoding: {name}", get(f"/sparql?query={text}"), BAD)
        for name, text in _ENCODINGS.items()
    ),
    *(
        hostile(f"form with {name}", form(f"query={text}"), BAD)
        for name, text in _ENCODINGS.items()
    ),
    hostile("body that is not UTF-8", post(b"ASK { ?s ?p '\xff\xfe' }"), BAD),
    hostile("body in UTF-16", post("ASK {}".encode("utf-16")), BAD),
    hostile("body with a byte order mark", post(b"\xef\xbb\xbfASK {}"), 200, BAD),
    hostile("body in UTF-7", post("ASK {}", f"{_KIND}; charset=utf-7"), 415),
    hostile("body in a charset that is code", post("ASK {}", f"{_KIND}; charset=rot13"), 415),
    hostile("body too large", post("#" + "x" * 400_000), BAD, TOO_LARGE, 0),
    hostile("form too large", form("query=" + "%20" * 400_000), BAD, TOO_LARGE, 0),
    hostile("2,000 parameters", get("/sparql?" + "a=1&" * 2_000), BAD),
    hostile("100,000 fields", form("a&" * 100_000), BAD),
    hostile("1,000 queries", form("query=ASK%7B%7D&" * 999), BAD),
    hostile("gzip bomb", post(_BOMB, _KIND, _GZIP), TOO_LARGE),
    hostile("gzip bomb within a bomb", post(gzip.compress(_BOMB), _KIND, _GZIP), BAD),
    hostile(
        "deflate bomb",
        post(zlib.compress(b" " * 20_000_000), _KIND, "Content-Encoding: deflate"),
        TOO_LARGE,
    ),
    hostile(
        "gzip bomb as a form",
        post(
            gzip.compress(b"query=" + b"x" * 20_000_000), "application/x-www-form-urlencoded", _GZIP
        ),
        TOO_LARGE,
    ),
    hostile("gzip of 5,000 members", post(gzip.compress(b"") * 5_000, _KIND, _GZIP), BAD),
    hostile("gzip that is none", post("ASK {}", _KIND, _GZIP), BAD),
    hostile("gzip that is cut", post(gzip.compress(b"ASK {}")[:-4], _KIND, _GZIP), BAD),
    hostile(
        "gzip twice",
        post(gzip.compress(gzip.compress(b"ASK {}")), _KIND, "Content-Encoding: gzip, gzip"),
        415,
    ),
    hostile("brotli", post("ASK {}", _KIND, "Content-Encoding: br"), 415),
    hostile("coding of 10 KB", post("ASK {}", _KIND, f"Content-Encoding: {'x' * 10_000}"), 415),
    hostile("JSON as a query", post('{"query": "ASK {}"}', "application/json"), 415),
    hostile(
        "GraphQL",
        post('{"query": "{ __schema { types } }"}', "application/json", to="/v1/sources"),
        405,
    ),
    hostile(
        "XML with an entity",
        post('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "text/xml"),
        415,
        never=(b"root:",),
    ),
    hostile("a type with an open quote", post("ASK {}", f'{_KIND}; charset="'), 200, BAD, 415),
    hostile("a type of 20 KB", post("ASK {}", "a/" + "b" * 20_000), 415),
    hostile("no type", post("ASK {}", ""), 415),
    hostile("multipart without a boundary", post("ASK {}", "multipart/form-data"), 415),
    hostile(
        "broken JSON to a REST address",
        post('{"a": [[[[', "application/json", to="/v1/search"),
        405,
    ),
    hostile(
        "a slow body",
        raw("POST /sparql HTTP/1.1", f"Content-Type: {_KIND}", "Content-Length: 100", body=b"ASK"),
        408,
    ),
]
