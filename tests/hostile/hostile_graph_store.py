"""Graphs that are sent to be stored: documents that are bombs, names that are none, broken forms."""

# ruff: noqa: E501  # one input a line

import gzip
import json
import zlib
from urllib.parse import quote

from hostile_requests import BEARER, CANARY, TOKEN, get, hostile, post, raw, send

BAD, DENIED, LARGE, UNKNOWN, INVALID, ENDED = 400, 401, 413, 415, 422, 503
HERE = f"http://127.0.0.1:{CANARY}/"
GRAPHS = "https://w3id.org/kzgraph/graph/"
MINE = f"{GRAPHS}hostile"
AT = f"/rdf-graph-store?graph={quote(MINE, safe='')}"
TURTLE, TRIPLES, QUADS, XML, JSON = (
    "text/turtle",
    "application/n-triples",
    "application/n-quads",
    "application/rdf+xml",
    "application/ld+json",
)
ONE = "<urn:a> <urn:p> 1 ."
_NEST = "<urn:a> <urn:p> "
_RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e/">'
_BODY = '<rdf:Description rdf:about="urn:a"><e:p>&x;</e:p></rdf:Description></rdf:RDF>'
_LAUGHS = "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 10))

_XML = {
    "a DOCTYPE": f"<!DOCTYPE rdf:RDF>{_RDF}</rdf:RDF>",
    "an entity": f'<!DOCTYPE r [<!ENTITY x "y">]>{_RDF}{_BODY}',
    "a billion laughs": f'<!DOCTYPE r [<!ENTITY x0 "ha">{_LAUGHS}<!ENTITY x "&x9;">]>{_RDF}{_BODY}',
    "a quadratic bomb": f'<!DOCTYPE r [<!ENTITY y "{"y" * 50_000}"><!ENTITY x "{"&y;" * 1_000}">]>{_RDF}{_BODY}',
    "an entity that is itself": f'<!DOCTYPE r [<!ENTITY x "&x;">]>{_RDF}{_BODY}',
    "a file as an entity": f'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>{_RDF}{_BODY}',
    "an address as an entity": f'<!DOCTYPE r [<!ENTITY x SYSTEM "{HERE}">]>{_RDF}{_BODY}',
    "a parameter entity": f'<!DOCTYPE r [<!ENTITY % y SYSTEM "{HERE}"> %y;]>{_RDF}{_BODY}',
    "a remote DTD": f'<!DOCTYPE r SYSTEM "{HERE}">{_RDF}{_BODY}',
    "a DOCTYPE in UTF-16": f"<!DOCTYPE rdf:RDF>{_RDF}</rdf:RDF>".encode("utf-16"),
    "a DOCTYPE in UTF-16 without a mark": f'<?xml version="1.0" encoding="UTF-16LE"?><!DOCTYPE r [<!ENTITY x "y">]>{_RDF}{_BODY}'.encode(
        "utf-16-le"
    ),
    "a DOCTYPE in UTF-32": f"<!DOCTYPE rdf:RDF>{_RDF}</rdf:RDF>".encode("utf-32"),
    "a DOCTYPE in UTF-7": f'<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE r+AD4-{_RDF}</rdf:RDF>',
    "an unknown entity": _RDF + _BODY,
    "XInclude without end": f'{_RDF}<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{HERE}"></rdf:RDF>',
    "elements that are not closed": _RDF
    + '<rdf:Description rdf:about="urn:a"><e:p rdf:parseType="Resource">' * 3_000,
    "no XML": "x" * 1_000,
    "an encoding that is none": f'<?xml version="1.0" encoding="x-none"?>{_RDF}',
    "a prefix that is not declared": "<rdf:RDF><e:x/></rdf:RDF>",
    "half a tag": _RDF + "<rdf:Descr",
    "characters that XML has not": _RDF
    + '<rdf:Description rdf:about="urn:a"><e:p>&#0;</e:p></rdf:Description></rdf:RDF>',
}
_XML_TAKEN = {
    "XInclude of a file": f'{_RDF}<rdf:Description rdf:about="urn:a"><e:p rdf:parseType="Literal"><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/></e:p></rdf:Description></rdf:RDF>',
    "a style sheet": f'<?xml-stylesheet href="{HERE}"?>{_RDF}</rdf:RDF>',
    "a base elsewhere": f'{_RDF}<rdf:Description xml:base="{HERE}" rdf:about="a"><e:p>1</e:p></rdf:Description></rdf:RDF>',
    "10,000 attributes": f'{_RDF}<rdf:Description rdf:about="urn:a" {" ".join(f"e:p{n}=" + chr(34) + chr(34) for n in range(10_000))}/></rdf:RDF>',
    "elements 3,000 deep": _RDF
    + '<rdf:Description rdf:about="urn:a"><e:p>' * 3_000
    + "</e:p></rdf:Description>" * 3_000
    + "</rdf:RDF>",
}
_CYCLE = {
    "@context": {"a": {"@id": "urn:a", "@context": {"a": {"@id": "a"}}}, "b": "c:x", "c": "b:x"},
    "b": "1",
}
_JSON: dict[str, str | bytes] = {
    "a remote context": json.dumps({"@context": HERE, "@id": "urn:a", "p": "x"}),
    "a list of remote contexts": json.dumps({"@context": [{}, HERE]}),
    "a remote context of a term": json.dumps(
        {"@context": {"p": {"@id": "urn:p", "@context": HERE}}, "p": {"a": "b"}}
    ),
    "a remote context of a type": json.dumps(
        {"@context": {"T": {"@id": "urn:T", "@context": HERE}}, "@type": "T"}
    ),
    "a remote context far inside": json.dumps({"@graph": [[[{"@included": {"@context": HERE}}]]]}),
    "a context that is a file": json.dumps({"@context": "file:///etc/passwd"}),
    "a relative context": json.dumps({"@context": "context.jsonld"}),
    "@import": json.dumps({"@context": {"@version": 1.1, "@import": HERE}}),
    "a remote context by an escape": f'{{"\\u0040context": "{HERE}", "@id": "urn:a"}}',
    "a remote context before a harmless one": f'{{"@context": "{HERE}", "@context": {{}}, "@id": "urn:a", "urn:p": 1}}',
    "a remote context in UTF-16": json.dumps({"@context": HERE}).encode("utf-16"),
    "a cyclic context": json.dumps(_CYCLE),
    "arrays 5,000 deep": "[" * 5_000 + "]" * 5_000,
    "objects 5,000 deep": '{"urn:p":' * 5_000 + "1" + "}" * 5_000,
    "arrays 100,000 deep in UTF-16": ("[" * 100_000 + "]" * 100_000).encode("utf-16"),
    "arrays hidden by UTF-16": ('["\\"", ' + "[" * 100_000 + "]" * 100_000 + ', "\\""]').encode(
        "utf-16"
    ),
    "arrays between quotes of the wrong kind": '["\\\\", '
    + "[" * 100_000
    + "]" * 100_000
    + ', "\\\\"]',
    "a context 200 deep": '{"@context":{"a":{"@id":"urn:a","@context":' * 100 + "{}" + "}}}" * 100,
    "an integer of 10,000 digits": f'{{"urn:p": {"9" * 10_000}}}',
    "no JSON": "{'a': 1}",
    "bytes that are no UTF-8": b'{"urn:p": "\xff"}',
    "a number that is none": '{"urn:p": 1e}',
}
_JSON_ODD = {
    "nothing": ("", (BAD,)),
    "a number": ("1", (BAD, 201, 204)),
    "NaN": ('{"@id": "urn:a", "urn:p": NaN}', (BAD, 201, 204)),
    "a number beyond": ('{"@id": "urn:a", "urn:p": 1e999}', (BAD, 201, 204)),
    "half of a surrogate": ('{"@id": "urn:a", "urn:p": "\\ud800"}', (BAD, 201, 204)),
    "a prototype": ('{"@id": "urn:a", "__proto__": {"urn:p": 1}}', (BAD, 201, 204)),
    "graphs of others": (
        json.dumps({"@id": f"{GRAPHS}facts", "@graph": [{"@id": "urn:a", "urn:p": 1}]}),
        (BAD,),
    ),
    "100,000 keys": (
        json.dumps({"@id": "urn:a"} | {f"urn:p{n}": "" for n in range(100_000)}),
        (201, 204, BAD, ENDED),
    ),
}
_TEXTS: dict[str, tuple[str, str | bytes]] = {
    "lists 5,000 deep": (TURTLE, _NEST + "(" * 5_000 + ")" * 5_000 + " ."),
    "blank nodes 5,000 deep": (TURTLE, _NEST + "[ <urn:p> " * 5_000 + "1" + "]" * 5_000 + " ."),
    "lists 200,000 deep": (TURTLE, _NEST + "(" * 200_000),
    "lists hidden between quotes": (
        TURTLE,
        f"{_NEST} '\"' , {'(' * 200_000}{')' * 200_000} , '\"' .",
    ),
    "lists hidden between long quotes": (
        TURTLE,
        f"{_NEST} '''\"\"\"''' , {'(' * 200_000}{')' * 200_000} , '''\"\"\"''' .",
    ),
    "lists hidden behind an escape": (
        TURTLE,
        f"@prefix e: <urn:e> . {_NEST} e:a\\# , {'(' * 200_000}{')' * 200_000} .",
    ),
    "lists hidden behind less than": (TURTLE, f"{_NEST} < {'(' * 200_000}{')' * 200_000} > ."),
    "graphs 5,000 deep": ("application/trig", "{" * 5_000),
    "lists 5,000 deep in TriG": (
        "application/trig",
        f"<urn:g> {{ {_NEST}{'(' * 5_000}{')' * 5_000} }}",
    ),
    "triples within triples": (TURTLE, "<< " * 5_000 + ONE),
    "quotes that are not closed": (TURTLE, f'{_NEST} """' + "x" * 100_000),
    "quotes without number": (TURTLE, f"{_NEST} " + '"' * 100_000),
    "comments without end": (TURTLE, "#" * 500_000 + "\n" + "("),
    "an IRI that is relative to a base that is none": (TURTLE, "@base <x y> . <a> <b> <c> ."),
    "an IRI with a space": (TRIPLES, "<urn:a b> <urn:p> <urn:o> ."),
    "a NUL": (TRIPLES, "<urn:a> <urn:p> <urn:\0> ."),
    "half of a surrogate": (TRIPLES, '<urn:a> <urn:p> "\\uD800" .'),
    "bytes that are no UTF-8": (TURTLE, b'<urn:a> <urn:p> "\xff" .'),
    "UTF-16": (TURTLE, ONE.encode("utf-16")),
    "a language tag of 100,000 letters": (TRIPLES, f'<urn:a> <urn:p> "x"@{"a" * 100_000} .'),
    "a fact": (QUADS, f"<urn:a> <urn:p> <urn:o> <{GRAPHS}facts> ."),
    "a graph of others": (QUADS, f"<urn:a> <urn:p> <urn:o> <{GRAPHS}entities> ."),
    "a graph of others among mine": (
        QUADS,
        f"<urn:a> <urn:p> <urn:o> <{MINE}> .\n<urn:a> <urn:p> <urn:o> <{GRAPHS}entities> .",
    ),
    "a graph of others in TriG": ("application/trig", f"<{GRAPHS}derived> {{ {ONE} }}"),
    "blank nodes": (TURTLE, "_:a <urn:p> [] ."),
    "an endless list": (TURTLE, f"{_NEST} ("),
    "rules of N3": (TURTLE, "{ ?x <urn:p> ?y } => { ?y <urn:p> ?x } ."),
    "a state without a name": (
        TURTLE,
        "<https://w3id.org/kzgraph/id/state/nowhere> a <https://w3id.org/kzgraph/ontology#State> .",
    ),
}
_TEXTS_TAKEN = {
    "a literal of 200 KB": (TRIPLES, f'<urn:a> <urn:p> "{"x" * 200_000}" .'),
    "an IRI of 200 KB": (TRIPLES, f"<urn:{'x' * 200_000}> <urn:p> <urn:o> ."),
    "10,000 prefixes": (
        TURTLE,
        "".join(f"@prefix p{n}: <urn:{n}> .\n" for n in range(10_000)) + ONE,
    ),
    "the same triple 20,000 times": (TURTLE, ONE * 20_000),
    "a number of 10,000 digits": (TURTLE, f"{_NEST} {'9' * 10_000} ."),
    "a remote address as a subject": (TURTLE, f"<{HERE}> <urn:p> <file:///etc/passwd> ."),
    "markup": (TURTLE, f'{_NEST} "<script>alert(1)</script>" .'),
    "a date of no year": (
        TURTLE,
        f'{_NEST} "-9999999999999-13-77"^^<http://www.w3.org/2001/XMLSchema#date> .',
    ),
    "nothing at all": (TURTLE, ""),
}
_NAMES = {
    "relative": "relative",
    "nothing": "",
    "a path": "/etc/passwd",
    "dots": "../../etc/passwd",
    "a space": "http://e/%20x",
    "a line end": "http://e/%0d%0aSet-Cookie:%20a=b",
    "a control character": "urn:%01",
    "a NUL": "urn:x%00",
    "a tab before": "%09urn:x",
    "a space before": "%20urn:x",
    "a bracket that ends": "urn:x%3E%20%3Fs%20%3Fp",
    "a bracket of IPv6": "http://%5B",
    "a bracket of IPv6 and more": "http://%5B::1",
    "a host of brackets": "http://%5B%5D/",
    "no UTF-8": "%ff",
    "half an escape": "urn:%4",
    "a quote": "urn:%22",
    "a brace": "urn:%7Bx%7D",
    "a scheme alone": "http:%3C",
    "a backslash": "http:%5C%5Ce",
    "a blank node": "_:b0",
    "a caret": "urn:%5E",
    "a character outside of Unicode": "urn:%ED%A0%80",
}
_PATHS = {
    "dots": "/graph/../../etc/passwd",
    "encoded dots": "/graph/%2e%2e/%2e%2e/etc/passwd",
    "encoded slashes": "/graph/..%2f..%2fetc%2fpasswd",
    "a dot": "/graph/./x",
    "nothing": "/graph/",
    "a space": "/graph/a%20b",
    "a bracket": "/graph/x%3E",
    "a line end": "/graph/x%0d%0ay",
    "a NUL": "/graph/x%00",
    "the facts": "/graph/facts",
    "the derived statements": "/graph/derived",
    "the facts by dots": "/graph/x/../facts",
    "5,000 letters of IRI and a brace": "/graph/" + "x" * 5_000 + "%7B",
}
_TWO = f"{AT}&graph=urn:x"
_ADDRESSES = {
    "no graph": "/rdf-graph-store",
    "a graph and the default one": f"{AT}&default",
    "two graphs": _TWO,
    "the same graph twice": f"{AT}&graph={quote(MINE, safe='')}",
    "default with a value and a graph": f"{AT}&default=no",
    "the default graph": "/rdf-graph-store?default",
    "the facts": f"/rdf-graph-store?graph={quote(GRAPHS, safe='')}facts",
    "the derived statements": f"/rdf-graph-store?graph={quote(GRAPHS, safe='')}derived",
    "another letter case": f"/rdf-graph-store?GRAPH={quote(MINE, safe='')}",
    "2,000 graphs": "/rdf-graph-store?" + "&".join(f"graph=urn:{n}" for n in range(2_000)),
}
_TYPES = {
    "none": ("", (UNKNOWN, BAD)),
    "html": ("text/html", (UNKNOWN,)),
    "bytes": ("application/octet-stream", (UNKNOWN,)),
    "no type": ("turtle", (UNKNOWN, BAD, 201)),
    "any": ("*/*", (UNKNOWN,)),
    "two": ("text/turtle, application/rdf+xml", (UNKNOWN, BAD)),
    "a form": ("application/x-www-form-urlencoded", (UNKNOWN,)),
    "a query": ("application/sparql-query", (UNKNOWN,)),
    "markup": ("text/<script>", (UNKNOWN, BAD)),
    "10 KB": ("text/" + "x" * 10_000, (UNKNOWN,)),
    "parts of a parameter": ("x/y; a*0*=''%ff; a*1=b; a*00000000000000000000009=c", (UNKNOWN, BAD)),
    "a parameter of no charset": ("x/y; charset*=''%00%ff", (UNKNOWN, BAD)),
    "1,000 parameters": ("x/y" + "; a=b" * 1_000, (UNKNOWN,)),
}


def _part(body: str, *headers: str) -> str:
    return "\r\n".join(["--B", *headers, "", body, ""])


_DISPOSED = 'Content-Disposition: form-data; name="a"; filename="a.ttl"'
_PART = _part(ONE, _DISPOSED, "Content-Type: text/turtle")
_FORM = "multipart/form-data; boundary=B"
_NESTED = "".join(
    f'--B{n}\r\nContent-Type: multipart/mixed; boundary="B{n + 1}"\r\n\r\n' for n in range(3_000)
)
_FORMS = {
    "empty": (_FORM, "", (BAD,)),
    "no boundary": ("multipart/form-data", _PART + "--B--", (BAD,)),
    "an empty boundary": ("multipart/form-data; boundary=", _PART + "--B--", (BAD,)),
    "an endless boundary": ("multipart/form-data; boundary=" + "B" * 5_000, _PART, (BAD,)),
    "a boundary of line ends": ('multipart/form-data; boundary="\\\r\n "', _PART, (BAD,)),
    "another boundary": ("multipart/form-data; boundary=C", _PART + "--B--", (BAD,)),
    "a boundary by pieces": ("multipart/form-data; boundary*0=B; boundary*1*=%ff''", _PART, (BAD,)),
    "no end": (_FORM, _PART, (BAD,)),
    "half a part": (_FORM, "--B\r\nContent-Type: text/tur", (BAD,)),
    "no part": (_FORM, "--B--\r\n", (BAD,)),
    "a part without a type": (_FORM, _part(ONE, _DISPOSED) + "--B--", (BAD, UNKNOWN, 201, 204)),
    "a part without headers": (_FORM, "--B\r\n\r\n" + ONE + "\r\n--B--", (BAD, UNKNOWN, 201, 204)),
    "a part without an empty line": (_FORM, "--B\r\nContent-Type: text/turtle\r\n--B--", (BAD,)),
    "a part of another type": (
        _FORM,
        _part("x", _DISPOSED, "Content-Type: text/html") + "--B--",
        (UNKNOWN,),
    ),
    "a bad part after a good one": (
        _FORM,
        _PART + _part("(", _DISPOSED, "Content-Type: text/turtle") + "--B--",
        (BAD,),
    ),
    "a part in base64": (
        _FORM,
        _part("!!!!", _DISPOSED, "Content-Type: text/turtle", "Content-Transfer-Encoding: base64")
        + "--B--",
        (BAD,),
    ),
    "a part in an unknown coding": (
        _FORM,
        _part(ONE, _DISPOSED, "Content-Type: text/turtle", "Content-Transfer-Encoding: x-uuencode")
        + "--B--",
        (BAD, 201, 204),
    ),
    "a part that is a message": (
        _FORM,
        _part("Content-Type: text/turtle\r\n\r\n" + ONE, "Content-Type: message/rfc822") + "--B--",
        (BAD, UNKNOWN),
    ),
    "a part of RDF/XML with entities": (
        _FORM,
        _part(str(_XML["an entity"]), _DISPOSED, "Content-Type: application/rdf+xml") + "--B--",
        (BAD,),
    ),
    "a part of other graphs": (
        _FORM,
        _part(
            f"<urn:a> <urn:p> 1 <{GRAPHS}facts> .", _DISPOSED, "Content-Type: application/n-quads"
        )
        + "--B--",
        (BAD,),
    ),
    "parts 3,000 deep": ("multipart/form-data; boundary=B0", _NESTED, (BAD, UNKNOWN)),
    "parts within a part": (
        _FORM,
        "--B\r\nContent-Type: multipart/mixed; boundary=C\r\n\r\n--C\r\nContent-Type: text/turtle\r\n\r\n"
        + ONE
        + "\r\n--C--\r\n--B--",
        (BAD, UNKNOWN),
    ),
    "10,000 parts": (_FORM, _PART * 10_000 + "--B--", (BAD, LARGE)),
    "100,000 empty parts": (_FORM, "--B\r\n\r\n\r\n" * 100_000 + "--B--", (BAD, LARGE)),
    "100,000 headers in a part": (
        _FORM,
        "--B\r\n" + "X: y\r\n" * 100_000 + "\r\n" + ONE + "\r\n--B--",
        (BAD,),
    ),
    "a header of 1 MB in a part": (_FORM, _part(ONE, "X: " + "y" * 1_000_000) + "--B--", (BAD,)),
    "a type that breaks parsers": (
        _FORM,
        _part(ONE, "Content-Type: text/turtle; a*0*=''%ff; a*1*=") + "--B--",
        (BAD, UNKNOWN, 201, 204),
    ),
    "line ends alone": (_FORM, _PART.replace("\r\n", "\n") + "--B--", (BAD,)),
    "bytes": (_FORM, "\0" * 100_000, (BAD,)),
    "another kind of multipart": ("multipart/related; boundary=B", _PART + "--B--", (UNKNOWN,)),
}
# Each process that collects tests packs these, so members are repeated, not two hundred megabytes.
_BOMB = gzip.compress(b"#" * 20_000_000, 9) * 10
_DEFLATED = zlib.compress(b" " * 50_000_000)
_PACKED = {
    "a bomb of gzip": (_BOMB, "gzip", (LARGE,)),
    "a bomb of deflate": (_DEFLATED, "deflate", (LARGE,)),
    "a bomb within a bomb": (gzip.compress(_BOMB), "gzip", (BAD, LARGE)),
    "gzip twice": (gzip.compress(gzip.compress(ONE.encode())), "gzip, gzip", (UNKNOWN,)),
    "gzip that is none": (ONE.encode(), "gzip", (BAD,)),
    "half of gzip": (gzip.compress(ONE.encode())[:-9], "gzip", (BAD,)),
    "10,000 members of gzip": (gzip.compress(b" ") * 10_000, "gzip", (BAD,)),
    "a coding of nobody": (ONE.encode(), "x-none", (UNKNOWN,)),
    "brotli": (ONE.encode(), "br", (UNKNOWN,)),
}

GRAPH_STORE = [
    *(
        hostile(f"PUT of RDF/XML with {name}", send("PUT", AT, text, XML), BAD, never=(b"root:",))
        for name, text in _XML.items()
    ),
    *(
        hostile(
            f"PUT of RDF/XML, {name}",
            send("PUT", AT, text, XML),
            201,
            204,
            BAD,
            ENDED,
            never=(b"root:",),
        )
        for name, text in _XML_TAKEN.items()
    ),
    *(
        hostile(f"PUT of JSON-LD with {name}", send("PUT", AT, text, JSON), BAD, never=(b"root:",))
        for name, text in _JSON.items()
    ),
    *(
        hostile(f"PUT of JSON-LD, {name}", send("PUT", AT, text, JSON), *statuses)
        for name, (text, statuses) in _JSON_ODD.items()
    ),
    *(
        hostile(f"PUT of {name}", send("PUT", AT, text, kind), BAD, INVALID)
        for name, (kind, text) in _TEXTS.items()
    ),
    *(
        hostile(f"PUT, taken, of {name}", send("PUT", AT, text, kind), 201, 204, BAD, ENDED)
        for name, (kind, text) in _TEXTS_TAKEN.items()
    ),
    *(
        hostile(
            f"{method} of a graph whose name is {name}",
            send(method, f"/rdf-graph-store?graph={iri}", ONE, TURTLE),
            BAD,
            never=(b"\r\nSet-Cookie",),
        )
        for name, iri in _NAMES.items()
        for method in ("PUT", "GET")
    ),
    *(
        hostile(
            f"PUT at the address of {name}",
            send("PUT", path, ONE, TURTLE),
            BAD,
            404,
            never=(b"root:",),
        )
        for name, path in _PATHS.items()
    ),
    *(
        hostile(f"PUT about {name}", send("PUT", path, ONE, TURTLE), BAD)
        for name, path in _ADDRESSES.items()
    ),
    *(
        hostile(f"DELETE of {name}", send("DELETE", path, "", ""), BAD)
        for name, path in _ADDRESSES.items()
    ),
    hostile(
        "DELETE of a graph that is not there",
        send("DELETE", "/rdf-graph-store?graph=urn:none", "", ""),
        404,
    ),
    hostile(
        "DELETE of the entities",
        send("DELETE", f"/rdf-graph-store?graph={GRAPHS}entities", "", ""),
        INVALID,
        ENDED,
    ),
    hostile(
        "PUT of nothing in place of the entities",
        send("PUT", f"/rdf-graph-store?graph={GRAPHS}entities", "", TURTLE),
        INVALID,
        ENDED,
    ),
    hostile(
        "PUT named by a file",
        send("PUT", "/rdf-graph-store?graph=file:///etc/passwd", "<> <urn:p> <> .", TURTLE),
        201,
        204,
        BAD,
        never=(b"root:",),
    ),
    hostile(
        "GET named by a file",
        get("/rdf-graph-store?graph=file:///etc/hosts"),
        404,
        never=(b"localhost\n",),
    ),
    hostile("GET named by an address", get(f"/rdf-graph-store?graph={quote(HERE, safe='')}"), 404),
    *(
        hostile(f"PUT of type {name}", send("PUT", AT, ONE, kind), *statuses)
        for name, (kind, statuses) in _TYPES.items()
    ),
    *(
        hostile(f"form: {name}", send("POST", AT, body, kind), *statuses)
        for name, (kind, body, statuses) in _FORMS.items()
    ),
    hostile("form by PUT", send("PUT", AT, _PART + "--B--", _FORM), UNKNOWN),
    *(
        hostile(
            f"PUT packed: {name}",
            send("PUT", AT, body, TURTLE, f"Content-Encoding: {coding}"),
            *statuses,
        )
        for name, (body, coding, statuses) in _PACKED.items()
    ),
    hostile(
        "PUT without a token",
        raw(
            f"PUT {AT} HTTP/1.1",
            "Content-Type: text/turtle",
            f"Content-Length: {len(ONE)}",
            body=ONE.encode(),
        ),
        DENIED,
    ),
    hostile("DELETE without a token", raw(f"DELETE {AT} HTTP/1.1"), DENIED),
    hostile("POST without a token", post(ONE, TURTLE, to=AT), DENIED),
    hostile(
        "PUT with the token in the address",
        raw(
            f"PUT {AT}&access_token={TOKEN} HTTP/1.1",
            "Content-Type: text/turtle",
            f"Content-Length: {len(ONE)}",
            body=ONE.encode(),
        ),
        DENIED,
    ),
    hostile(
        "POST without a token of a bomb",
        post(_BOMB, TURTLE, "Content-Encoding: gzip", to=AT),
        DENIED,
    ),
    hostile("PATCH", send("PATCH", AT, ONE, TURTLE), 405),
    hostile(
        "PUT of more than is taken",
        raw(f"PUT {AT} HTTP/1.1", BEARER, "Content-Type: text/turtle", "Content-Length: 99999999"),
        LARGE,
    ),
    hostile(
        "PUT of chunks beyond what is taken",
        raw(
            f"PUT {AT} HTTP/1.1",
            BEARER,
            "Content-Type: text/turtle",
            "Transfer-Encoding: chunked",
            body=b"10000\r\n"
            + b"#" * 65_536
            + b"\r\n"
            + (b"10000\r\n" + b"#" * 65_536 + b"\r\n") * 40,
        ),
        LARGE,
    ),
    hostile(
        "PUT whose chunks stop",
        raw(
            f"PUT {AT} HTTP/1.1",
            BEARER,
            "Content-Type: text/turtle",
            "Transfer-Encoding: chunked",
            body=b"5\r\n<urn:\r\n",
        ),
        408,
    ),
    hostile(
        "PUT whose body stops",
        raw(
            f"PUT {AT} HTTP/1.1",
            BEARER,
            "Content-Type: text/turtle",
            "Content-Length: 100",
            body=ONE.encode(),
        ),
        408,
    ),
    hostile(
        "PUT without a body",
        raw(f"PUT {AT} HTTP/1.1", BEARER, "Content-Type: text/turtle"),
        201,
        204,
    ),
    hostile(
        "PUT that waits to go on",
        raw(
            f"PUT {AT} HTTP/1.1",
            BEARER,
            "Content-Type: text/turtle",
            "Expect: 100-continue",
            f"Content-Length: {len(ONE)}",
            body=ONE.encode(),
        ),
        100,
        201,
        204,
    ),
]
