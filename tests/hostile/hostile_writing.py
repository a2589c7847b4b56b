"""Updates, tokens and conditions: what somebody sends who may not write, or may and means harm."""

# ruff: noqa: E501  # one input a line

from urllib.parse import quote

from hostile_requests import BEARER, CANARY, TOKEN, form, get, hostile, post, raw, send, update

BAD, DENIED, GONE, ENDED = 400, 401, 412, 503
KIND = "application/sparql-update"
HERE = f"http://127.0.0.1:{CANARY}/"
MINE = "https://w3id.org/kzgraph/graph/hostile"
FACTS, DERIVED = (f"https://w3id.org/kzgraph/graph/{name}" for name in ("facts", "derived"))
ENTITIES = "https://w3id.org/kzgraph/graph/entities"
ONE = f"INSERT DATA {{ GRAPH <{MINE}> {{ <urn:a> <urn:p> 1 }} }}"
ALL = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"

_CREDENTIALS: dict[str, tuple[str | bytes, ...]] = {
    "no token": (),
    "another token": ("Authorization: Bearer kzg_" + "A" * 43,),
    "half of the token": (f"Authorization: Bearer {TOKEN[:-1]}",),
    "the token and more": (f"Authorization: Bearer {TOKEN}x",),
    "two tokens in one header": (f"Authorization: Bearer kzg_x, Bearer {TOKEN}",),
    "two headers, the wrong one first": ("Authorization: Bearer kzg_x", BEARER),
    "the token as a user": (f"Authorization: Basic {TOKEN}",),
    "the token without a scheme": (f"Authorization: {TOKEN}",),
    "the token in a cookie": (f"Cookie: token={TOKEN}",),
    "the token in a header of its own": (f"X-API-Key: {TOKEN}",),
    "the token for a proxy": (f"Proxy-Authorization: Bearer {TOKEN}",),
    "an empty token": ("Authorization: Bearer ",),
    "no space after the scheme": (f"Authorization: Bearer{TOKEN}",),
    "a token beyond ASCII": (b"Authorization: Bearer \xff\xfe\xe9",),
    "a token of 20 KB": ("Authorization: Bearer " + "x" * 20_000,),
    "a token that is a pattern": ("Authorization: Bearer *",),
    "an origin of ours": ("Origin: http://localhost", "X-Forwarded-For: 127.0.0.1"),
}
_LOADS = {
    "LOAD": f"LOAD <{HERE}>",
    "LOAD SILENT": f"LOAD SILENT <{HERE}> INTO GRAPH <{MINE}>",
    "LOAD in small letters": f"load <{HERE}> into graph <{MINE}>",
    "LOAD glued": f"LOAD<{HERE}>",
    "LOAD after a comment": f"LOAD#x\n<{HERE}>",
    "LOAD by an escape": f"L\\u004FAD <{HERE}>",
    "LOAD by a long escape": f"\\U0000004cOAD <{HERE}>",
    "LOAD second": f"{ONE} ; LOAD <{HERE}>",
    "LOAD glued to what comes before": f"{ONE};LOAD<{HERE}>INTO GRAPH<{MINE}>",
    "LOAD by a prefix": f"PREFIX x: <{HERE}> LOAD x:a INTO GRAPH <{MINE}>",
    "LOAD by a prefix of that name": f"PREFIX LOAD: <{HERE}> LOAD LOAD: INTO GRAPH <{MINE}>",
    "LOAD by a base": f"BASE <{HERE}> LOAD <a> INTO GRAPH <{MINE}>",
    "LOAD a file": f"LOAD <file:///etc/passwd> INTO GRAPH <{MINE}>",
    "LOAD a file of ours": f"LOAD <file://{quote('/proc/self/environ')}> INTO GRAPH <{MINE}>",
}
# The escape stays where it is, in a comment or a string: nothing is loaded, and the rest is done.
_HIDDEN_LOADS = {
    "LOAD after an escaped line end": f"{ONE} ; #\\u000ALOAD <{HERE}>",
    "LOAD behind an escaped quote": f"INSERT DATA {{ GRAPH <{MINE}> {{ <urn:a> <urn:p> '\\u0027 }} }} ; LOAD <{HERE}> #' }} }}",
}
_SERVICES = {
    "plain": f"SERVICE <{HERE}> {{ ?s ?p ?o }}",
    "silent": f"SERVICE SILENT <{HERE}> {{ ?s ?p ?o }}",
    "by a variable": f"VALUES ?x {{ <{HERE}> }} SERVICE ?x {{ ?s ?p ?o }}",
    "by an escape": f"SERV\\u0049CE <{HERE}> {{ ?s ?p ?o }}",
    "glued": f"FILTER(true)SERVICE<{HERE}>{{?s ?p ?o}}",
    "in EXISTS": f"?s ?p ?o FILTER EXISTS {{ SERVICE <{HERE}> {{ ?s ?p ?o }} }}",
    "in a sub-select": f"{{ SELECT * {{ SERVICE <{HERE}> {{ ?s ?p ?o }} }} }}",
}
_DERIVED = {
    "the default graph": "INSERT DATA { <urn:default> <urn:p> 1 }",
    "an empty default graph": "CLEAR DEFAULT",
    "a part of the default graph": "DELETE WHERE { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?o }",
    "DROP ALL": "DROP ALL",
    "DROP SILENT ALL": "DROP SILENT ALL",
    "CLEAR ALL": "CLEAR ALL",
    "DROP the facts": f"DROP GRAPH <{FACTS}>",
    "DROP the derived statements": f"DROP GRAPH <{DERIVED}>",
    "a fact": f"INSERT DATA {{ GRAPH <{FACTS}> {{ state:kaz kz:capital state:fra }} }}",
    "a fact by WITH": f"WITH <{FACTS}> INSERT {{ ?s <urn:p> 1 }} WHERE {{ ?s ?p ?o }}",
    "a fact by a prefix": f"PREFIX g: <{FACTS}> INSERT DATA {{ GRAPH g: {{ <urn:a> <urn:p> 1 }} }}",
    "a fact by an escape": f"INSERT DATA {{ GRAPH <{FACTS.replace('facts', 'f' + chr(92) + 'u0061cts')}> {{ <urn:a> <urn:p> 1 }} }}",
    "a fact after something of mine": f"{ONE} ; INSERT DATA {{ GRAPH <{FACTS}> {{ <urn:a> <urn:p> 1 }} }}",
    "a derived statement": f"INSERT DATA {{ GRAPH <{DERIVED}> {{ state:kaz rdfs:label 'x' }} }}",
    "COPY onto the facts": f"COPY <{ENTITIES}> TO <{FACTS}>",
    "MOVE of the facts": f"MOVE <{FACTS}> TO <{MINE}>",
    "ADD to the derived statements": f"ADD <{ENTITIES}> TO <{DERIVED}>",
    "MOVE to the default graph": f"MOVE <{ENTITIES}> TO DEFAULT",
    "every graph by a variable": "INSERT { GRAPH ?g { <urn:a> <urn:p> 1 } } WHERE { GRAPH ?g { ?s ?p ?o } }",
    "every triple of every graph": "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
    "blank nodes": f"INSERT DATA {{ GRAPH <{MINE}> {{ _:b <urn:p> [ <urn:q> () ] }} }}",
}
_BROKEN = {
    "nothing": ("", (BAD, 204)),
    "a query": ("SELECT * { ?s ?p ?o }", (BAD,)),
    "bytes that are no UTF-8": (
        b"INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:p> '\xff' } }",
        (BAD,),
    ),
    "UTF-16": (ONE.encode("utf-16"), (BAD,)),
    "a NUL": (ONE + "\0", (BAD,)),
    "half": (ONE[:-3], (BAD,)),
    "half after something whole": (f"{ONE} ; INSERT DATA {{ GRAPH", (BAD,)),
    "half of a surrogate": (ONE.replace("1", '"\\uD800"'), (BAD,)),
    "10,000 operations": (" ; ".join(["CLEAR SILENT GRAPH <urn:n>"] * 9_000), (BAD, 204)),
    "brackets 5,000 deep": (
        f"INSERT DATA {{ GRAPH <{MINE}> {{ <urn:a> <urn:p> {'[ <urn:p> ' * 5_000}",
        (BAD,),
    ),
    "lists 5,000 deep": (f"INSERT DATA {{ GRAPH <{MINE}> {{ <urn:a> <urn:p> {'(' * 5_000}", (BAD,)),
    "groups 5,000 deep": (f"DELETE {{}} WHERE {'{' * 5_000}{'}' * 5_000}", (BAD,)),
    "300 KB": (ONE + "#" * 300_000, (BAD, 413)),
    "a graph that is no IRI": ("CLEAR GRAPH <relative space>", (BAD,)),
    "a graph that is there": (f"CREATE GRAPH <{ENTITIES}>", (BAD,)),
    "an unknown graph": ("CLEAR GRAPH <urn:no-such-graph>", (BAD,)),
    "a state without a name": (
        f"INSERT DATA {{ GRAPH <{ENTITIES}> {{ state:nowhere a kz:State }} }}",
        (422,),
    ),
    "every entity": (f"DELETE WHERE {{ GRAPH <{ENTITIES}> {{ ?s ?p ?o }} }}", (422, ENDED)),
    "DROP NAMED": ("DROP NAMED", (BAD, 422)),
    "a claim about a claim that is none": (
        f"INSERT DATA {{ GRAPH <{MINE}> {{ claim:x a kz:Claim ; rdf:subject 1 }} }}",
        (422,),
    ),
}
_RUNAWAY = {
    "a cross product": f"INSERT {{ GRAPH <{MINE}> {{ ?a ?b ?i }} }} WHERE {{ {ALL} }}",
    "a cross product that gives nothing": f"INSERT {{ GRAPH <{MINE}> {{ ?a ?b ?i }} }} WHERE {{ {ALL} FILTER(STRLEN(STR(?c)) < 0) }}",
    "a string without end": f"INSERT {{ GRAPH <{MINE}> {{ <urn:a> <urn:p> ?x30 }} }} WHERE {{ BIND('xxxxxxxx' AS ?x0) {' '.join(f'BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})' for n in range(30))} }}",
}
_CONDITIONS = {
    "another release": ('If-Match: "' + "0" * 64 + '"', (GONE,)),
    "a weak tag": ('If-Match: W/"x"', (GONE,)),
    "no quotes": ("If-Match: x", (GONE, BAD)),
    "nothing in quotes": ('If-Match: ""', (GONE, BAD)),
    "commas": ("If-Match: ,,,,", (GONE, BAD)),
    "a star among others": ('If-Match: "x", *', (GONE, BAD)),
    "5,000 tags": ("If-Match: " + '"a",' * 5_000, (GONE, BAD)),
    "an open quote": ('If-Match: "x', (GONE, BAD)),
    "bytes": (b'If-Match: "\xff"', (GONE, BAD)),
}

WRITING = [
    *(
        hostile(f"update with {name}", post(ONE, KIND, *headers), DENIED)
        for name, headers in _CREDENTIALS.items()
    ),
    *(
        hostile(
            f"update with the token in the address as {name}",
            post(ONE, KIND, to=f"/sparql?{name}={TOKEN}"),
            BAD,
            DENIED,
            never=(TOKEN.encode(),),
        )
        for name in ("token", "access_token", "bearer", "Authorization")
    ),
    hostile(
        "update with the token in the form",
        form(f"update={quote(ONE)}&access_token={TOKEN}"),
        BAD,
        DENIED,
    ),
    hostile(
        "update with the token as a user of the address",
        raw(
            f"POST http://{TOKEN}@localhost/sparql HTTP/1.1",
            f"Content-Type: {KIND}",
            f"Content-Length: {len(ONE)}",
            body=ONE.encode(),
        ),
        BAD,
        DENIED,
        404,
    ),
    *(
        hostile(f"{name} with the token", update(text), BAD, never=(b"root:", b"KZGRAPH_"))
        for name, text in _LOADS.items()
    ),
    *(
        hostile(f"{name} with the token", update(text), BAD, 204)
        for name, text in _HIDDEN_LOADS.items()
    ),
    *(
        hostile(
            f"update with SERVICE {name}",
            update(f"INSERT {{ GRAPH <{MINE}> {{ ?s ?p ?o }} }} WHERE {{ {text} }}"),
            BAD,
        )
        for name, text in _SERVICES.items()
    ),
    *(hostile(f"update of {name}", update(text), BAD) for name, text in _DERIVED.items()),
    *(
        hostile(f"update that is {name}", update(text), *statuses)
        for name, (text, statuses) in _BROKEN.items()
    ),
    *(
        hostile(f"update that inserts {name}", update(text), ENDED, BAD, 204)
        for name, text in _RUNAWAY.items()
    ),
    *(
        hostile(f"update if {name}", update(ONE, header), *statuses)
        for name, (header, statuses) in _CONDITIONS.items()
    ),
    hostile("update by GET", get(f"/sparql?update={quote(ONE)}", BEARER), BAD, 405),
    hostile("update by PUT", send("PUT", "/sparql", ONE, KIND), 405),
    hostile("update by PATCH", send("PATCH", "/sparql", ONE, KIND), 405),
    hostile(
        "update as the query of a form",
        send("POST", "/sparql", f"query={quote(ONE)}", "application/x-www-form-urlencoded"),
        BAD,
    ),
    hostile(
        "update and query in a form",
        send(
            "POST",
            "/sparql",
            f"update={quote(ONE)}&query={quote('ASK {}')}",
            "application/x-www-form-urlencoded",
        ),
        BAD,
    ),
    hostile(
        "two updates in a form",
        send(
            "POST",
            "/sparql",
            f"update={quote(ONE)}&update={quote('DROP ALL')}",
            "application/x-www-form-urlencoded",
        ),
        BAD,
    ),
    hostile(
        "update with using-graph-uri that ends the clause",
        update(
            "INSERT { GRAPH <urn:g> { ?s ?p ?o } } WHERE { ?s ?p ?o }",
            to="/sparql?using-graph-uri="
            + quote("urn:x> {} ; DROP ALL ; INSERT {} WHERE { #", safe=""),
        ),
        BAD,
    ),
    hostile(
        "update with using-graph-uri in brackets",
        update(
            "INSERT { GRAPH <urn:g> { ?s ?p ?o } } WHERE { ?s ?p ?o }",
            to="/sparql?using-graph-uri=" + quote("http://[::1", safe=""),
        ),
        BAD,
    ),
    hostile(
        "update with using-graph-uri of a control character",
        update(
            "INSERT { GRAPH <urn:g> { ?s ?p ?o } } WHERE { ?s ?p ?o }",
            to="/sparql?using-graph-uri=urn:%01",
        ),
        BAD,
    ),
    hostile("update that will not be validated", update(ONE, to="/sparql?validate=off"), 403),
    hostile("update with a word for validate", update(ONE, to="/sparql?validate=maybe"), BAD),
    hostile("update of no type", send("POST", "/sparql", ONE, ""), BAD, 415),
    hostile(
        "update of two types",
        send("POST", "/sparql", ONE, KIND, "Content-Type: text/plain"),
        BAD,
        415,
        204,
    ),
    hostile(
        "update in another charset",
        send("POST", "/sparql", ONE, KIND + "; charset=utf-7"),
        BAD,
        415,
        204,
    ),
    hostile("update with a broken type", send("POST", "/sparql", ONE, ";;;=;"), BAD, 415),
    hostile("update packed twice", update(ONE, "Content-Encoding: gzip, gzip"), 415),
    hostile(
        "update whose body stops",
        raw(
            "POST /sparql HTTP/1.1",
            BEARER,
            f"Content-Type: {KIND}",
            "Content-Length: 500",
            body=ONE.encode(),
        ),
        408,
    ),
    hostile(
        "update whose chunks stop",
        raw(
            "POST /sparql HTTP/1.1",
            BEARER,
            f"Content-Type: {KIND}",
            "Transfer-Encoding: chunked",
            body=b"6\r\nINSERT\r\n",
        ),
        408,
    ),
]
