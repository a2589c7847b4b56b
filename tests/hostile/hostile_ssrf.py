"""Requests that would have the service connect to an address of the sender's choice."""

# one input a line

from urllib.parse import quote

from hostile_requests import CANARY, ask, form, get, hostile, post, raw

HERE = f"http://127.0.0.1:{CANARY}/"
REFUSED = 400

_SERVICES = {
    "plain": f"SELECT * {{ SERVICE <{HERE}> {{ ?s ?p ?o }} }}",
    "silent": f"SELECT * {{ SERVICE SILENT <{HERE}> {{ ?s ?p ?o }} }}",
    "case": f"SELECT * {{ sErViCe <{HERE}> {{ ?s ?p ?o }} }}",
    "comment": f"SELECT * {{ SERVICE#x\n<{HERE}>#y\n{{ ?s ?p ?o }} }}",
    "no spaces": f"SELECT*{{SERVICE<{HERE}>{{?s ?p ?o}}}}",
    "glued to a word": f"SELECT * {{ FILTER(true)SERVICE<{HERE}>{{?s ?p ?o}}}}",
    "unicode escape": f"SELECT * {{ \\u0053ERVICE <{HERE}> {{ ?s ?p ?o }} }}",
    "long unicode escape": f"SELECT * {{ SERV\\U00000049CE <{HERE}> {{ ?s ?p ?o }} }}",
    "escaped line end": f"SELECT * {{ #\\u000ASERVICE <{HERE}> {{ ?s ?p ?o }}\n}}",
    "escaped quote": f"SELECT * {{ ?s ?p '\\u0027 . SERVICE <{HERE}> {{ ?a ?b ?c }} #' }}",
    "variable": f"SELECT * {{ VALUES ?x {{ <{HERE}> }} SERVICE ?x {{ ?s ?p ?o }} }}",
    "prefix": f"PREFIX x: <{HERE}> SELECT * {{ SERVICE x:a {{ ?s ?p ?o }} }}",
    "base": f"BASE <{HERE}> SELECT * {{ SERVICE <a> {{ ?s ?p ?o }} }}",
    "in a sub-select": f"SELECT * {{ {{ SELECT * {{ SERVICE <{HERE}> {{ ?s ?p ?o }} }} }} }}",
    "in exists": f"ASK {{ FILTER EXISTS {{ SERVICE <{HERE}> {{ ?s ?p ?o }} }} }}",
    "in optional": f"ASK {{ OPTIONAL {{ SERVICE <{HERE}> {{ ?s ?p ?o }} }} }}",
    "in construct": f"CONSTRUCT WHERE {{ SERVICE <{HERE}> {{ ?s ?p ?o }} }}",
    "localhost": f"ASK {{ SERVICE <http://localhost:{CANARY}/> {{ ?s ?p ?o }} }}",
    "IPv6": f"ASK {{ SERVICE <http://[::1]:{CANARY}/> {{ ?s ?p ?o }} }}",
    "mapped IPv6": f"ASK {{ SERVICE <http://[::ffff:127.0.0.1]:{CANARY}/> {{ ?s ?p ?o }} }}",
    "decimal": f"ASK {{ SERVICE <http://2130706433:{CANARY}/> {{ ?s ?p ?o }} }}",
    "hexadecimal": f"ASK {{ SERVICE <http://0x7f000001:{CANARY}/> {{ ?s ?p ?o }} }}",
    "octal": f"ASK {{ SERVICE <http://0177.0.0.1:{CANARY}/> {{ ?s ?p ?o }} }}",
    "short": f"ASK {{ SERVICE <http://127.1:{CANARY}/> {{ ?s ?p ?o }} }}",
    "any": f"ASK {{ SERVICE <http://0.0.0.0:{CANARY}/> {{ ?s ?p ?o }} }}",
    "credentials": f"ASK {{ SERVICE <http://example.org@127.0.0.1:{CANARY}/> {{ ?s ?p ?o }} }}",
    "metadata": "ASK { SERVICE <http://169.254.169.254/latest/> { ?s ?p ?o } }",
    "file": "SELECT * { SERVICE <file:///etc/passwd> { ?s ?p ?o } }",
    "ftp": f"ASK {{ SERVICE <ftp://127.0.0.1:{CANARY}/> {{ ?s ?p ?o }} }}",
    "gopher": f"ASK {{ SERVICE <gopher://127.0.0.1:{CANARY}/_GET> {{ ?s ?p ?o }} }}",
}

_DATASETS = {
    "FROM": f"ASK FROM <{HERE}> {{ ?s ?p ?o }}",
    "FROM NAMED": f"ASK FROM NAMED <{HERE}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "FROM a file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "GRAPH": f"ASK {{ GRAPH <{HERE}> {{ ?s ?p ?o }} }}",
    "DESCRIBE": f"DESCRIBE <{HERE}>",
}

_LOADS = {
    "LOAD": f"LOAD <{HERE}>",
    "LOAD SILENT": f"LOAD SILENT <{HERE}> INTO GRAPH <urn:x>",
    "LOAD a file": "LOAD <file:///etc/passwd>",
    "LOAD escaped": f"L\\u004FAD <{HERE}>",
}

SSRF = [
    *(
        hostile(f"SERVICE {name}", ask(text), REFUSED, never=(b"root:",))
        for name, text in _SERVICES.items()
    ),
    *(
        hostile(f"dataset {name}", ask(text), 200, never=(b"root:",))
        for name, text in _DATASETS.items()
    ),
    *(hostile(f"{name} as a query", ask(text), 400) for name, text in _LOADS.items()),
    *(
        hostile(f"{name} as an update", form(f"update={quote(text)}"), 400, 403)
        for name, text in _LOADS.items()
    ),
    hostile("LOAD sent direct", post(f"LOAD <{HERE}>", "application/sparql-update"), 400, 403),
    hostile(
        "default-graph-uri",
        ask("ASK { ?s ?p ?o }", more=f"&default-graph-uri={quote(HERE)}"),
        200,
        400,
    ),
    hostile(
        "named-graph-uri",
        ask("ASK { GRAPH ?g { ?s ?p ?o } }", more="&named-graph-uri=file:///etc/passwd"),
        200,
        400,
        never=(b"root:",),
    ),
    hostile("absolute target", get(HERE), 200, 400, 404),
    hostile("Host of another", raw("GET / HTTP/1.1", f"Host: 127.0.0.1:{CANARY}", host=False), 200),
    hostile("X-Forwarded-Host", get("/", f"X-Forwarded-Host: 127.0.0.1:{CANARY}"), 200),
    hostile("X-Original-URL", get("/", f"X-Original-URL: {HERE}", f"Referer: {HERE}"), 200),
    hostile("CONNECT", raw(f"CONNECT 127.0.0.1:{CANARY} HTTP/1.1"), 400, 405, 0),
]
