"""HTTP that is broken, ambiguous or about another place than it says."""

# one input a line
from hostile_requests import ask, get, hostile, post, raw

BAD = 400
OK = "ASK {}"
KIND = "Content-Type: application/sparql-query"
LINE = "POST /sparql HTTP/1.1"
GET = "GET /healthz HTTP/1.1"

_ESCAPES = {
    "dots": "../../../../etc/passwd",
    "encoded dots": "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "encoded slashes": "..%2f..%2f..%2fetc%2fpasswd",
    "twice encoded": "%252e%252e%252f%252e%252e%252fetc%252fpasswd",
    "backslashes": "..%5c..%5c..%5cetc%5cpasswd",
    "a NUL": "x%00.ttl",
    "a line end": "x%0d%0aSet-Cookie:%20a=b",
    "overlong dots": "%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
    "full-width dots": "%ef%bc%8e%ef%bc%8e/%ef%bc%8e%ef%bc%8e/etc/passwd",
    "an absolute path": "%2fetc%2fpasswd",
    "a file address": "file:%2f%2f%2fetc%2fpasswd",
    "an IRI that ends": "x%3E%20%3Fp%20%3Fo%20%7D%20%23",
    "markup": "%3Cscript%3Ealert(1)%3C/script%3E",
    "5,000 letters": "x" * 5_000,
    "a format string": "%25s%25n{0.__class__}",
}
_ROUTES = (
    "/v1/entities/state/",
    "/v1/entities/",
    "/v1/claims/",
    "/v1/sources/",
    "/id/state/",
    "/data/state/",
    "/graph/",
    "/ontology/",
    "/",
)
_LEAKS = (b"root:", b"\r\nSet-Cookie: a=b")

_METHODS = {
    "TRACE": (405,),
    "TRACK": (BAD,),
    "DELETE": (401, 403, 405),
    "PUT": (401, 403, 405),
    "PATCH": (405,),
    "PROPFIND": (405,),
    "MKCOL": (405,),
    "COPY": (405,),
    "LOCK": (405,),
    "PURGE": (405,),
    "BREW": (BAD,),
    "get": (BAD,),
    "G\tT": (BAD,),
    "\x00": (BAD,),
    "X" * 100_000: (BAD, 0),
}

_HEADERS = {
    "X-HTTP-Method-Override: DELETE": (200,),
    "X-Request-Id: a b\tc": (200,),
    "X-Request-Id: " + "x" * 200: (200,),
    "Range: bytes=0-1,2-3,4-5": (200,),
    "Range: bytes=99999999999999999999-": (200,),
    "If-None-Match: " + '"a",' * 5_000: (200,),
    "If-Modified-Since: yesterday": (200,),
    "Authorization: Bearer " + "A" * 8_000: (200,),
    "Authorization: Basic ====": (200,),
    "Cookie: " + "a=b; " * 3_000: (200,),
    "Accept-Encoding: gzip;q=NaN, *;q=0": (200,),
    "Accept-Language: " + "en," * 5_000: (200,),
    "Accept-Charset: utf-7": (200,),
    "Connection: close, Content-Length": (200,),
    "Proxy-Connection: keep-alive": (200,),
    "X-Forwarded-For: 127.0.0.1, ::1, <script>": (200,),
    "X-Forwarded-Proto: javascript": (200,),
    "Forwarded: for=127.0.0.1;host=evil.example;proto=file": (200,),
    "Origin: null": (200,),
    "Sec-Fetch-Site: cross-site": (200,),
    "Max-Forwards: -1": (200,),
    "Expect: 200-maybe": (200, 417),
    "Upgrade: h2c": (200,),
    "Prefer: respond-async": (200,),
    "Accept: */*;q=NaN": (200, 406),
    "Accept: */*;q=0": (200, 406),
    "Accept: text/csv;q=1e9": (200, 406),
    "Accept: text/csv;q=-1": (200, 406),
    "Accept: " + "a/b," * 4_000: (200, 406),
    "Accept: " + ";" * 4_000: (200, 406),
    'Accept: text/csv; q="0.5': (200, 406),
    "Accept: ../../etc/passwd": (200, 406),
}

_SMUGGLED = b"GET /healthz?smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"

PROTOCOL = [
    *(
        hostile(f"{route} and {name}", get(route + path), 404, 400, 406, never=_LEAKS)
        for route in _ROUTES
        for name, path in _ESCAPES.items()
    ),
    *(
        hostile(f"method {method[:9]!r}", raw(f"{method} /sparql HTTP/1.1"), *statuses)
        for method, statuses in _METHODS.items()
    ),
    *(
        hostile(f"header {header[:45]}", ask(OK, header), *statuses)
        for header, statuses in _HEADERS.items()
    ),
    hostile(
        "two lengths",
        raw(LINE, KIND, "Content-Length: 6", "Content-Length: 7", body=b"ASK {} "),
        BAD,
    ),
    hostile(
        "two equal lengths",
        raw(LINE, KIND, "Content-Length: 6", "Content-Length: 6", body=b"ASK {}"),
        BAD,
    ),
    hostile("a list of lengths", raw(LINE, KIND, "Content-Length: 6, 6", body=b"ASK {}"), BAD),
    hostile("a length with a sign", raw(LINE, KIND, "Content-Length: +6", body=b"ASK {}"), BAD),
    hostile("a negative length", raw(LINE, KIND, "Content-Length: -1"), BAD),
    hostile("a length in hexadecimal", raw(LINE, KIND, "Content-Length: 0x6", body=b"ASK {}"), BAD),
    hostile("a length of 100 GB", raw(LINE, KIND, "Content-Length: 99999999999"), 413),
    hostile(
        "a length beyond 64 bits", raw(LINE, KIND, "Content-Length: 99999999999999999999999"), BAD
    ),
    hostile(
        "length and chunks",
        raw(
            LINE,
            KIND,
            "Content-Length: 6",
            "Transfer-Encoding: chunked",
            body=b"0\r\n\r\n" + _SMUGGLED,
        ),
        BAD,
    ),
    hostile(
        "chunks and length",
        raw(
            LINE,
            KIND,
            "Transfer-Encoding: chunked",
            "Content-Length: 6",
            body=b"0\r\n\r\n" + _SMUGGLED,
        ),
        BAD,
    ),
    hostile(
        "chunked and identity",
        raw(
            LINE,
            KIND,
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: identity",
            body=b"0\r\n\r\n",
        ),
        BAD,
    ),
    hostile("xchunked", raw(LINE, KIND, "Transfer-Encoding: xchunked", body=b"0\r\n\r\n"), BAD),
    hostile(
        "chunked before a space",
        raw(LINE, KIND, "Transfer-Encoding : chunked", body=b"0\r\n\r\n"),
        BAD,
    ),
    hostile(
        "chunked after a tab",
        raw(LINE, KIND, "Transfer-Encoding:\tchunked", body=b"6\r\nASK {}\r\n0\r\n\r\n"),
        200,
        BAD,
    ),
    hostile(
        "gzip, chunked",
        raw(LINE, KIND, "Transfer-Encoding: gzip, chunked", body=b"6\r\nASK {}\r\n0\r\n\r\n"),
        200,
        BAD,
    ),
    hostile(
        "a chunk of no size",
        raw(LINE, KIND, "Transfer-Encoding: chunked", body=b"ZZ\r\nASK {}\r\n0\r\n\r\n"),
        BAD,
    ),
    hostile(
        "a chunk beyond 64 bits",
        raw(LINE, KIND, "Transfer-Encoding: chunked", body=b"FFFFFFFFFFFFFFFFF\r\nASK"),
        BAD,
    ),
    hostile(
        "a negative chunk",
        raw(LINE, KIND, "Transfer-Encoding: chunked", body=b"-6\r\nASK {}\r\n0\r\n\r\n"),
        BAD,
    ),
    hostile(
        "chunks of one byte",
        raw(LINE, KIND, "Transfer-Encoding: chunked", body=b"1\r\nA\r\n" * 30_000 + b"0\r\n\r\n"),
        BAD,
    ),
    hostile(
        "chunks without end",
        raw(LINE, KIND, "Transfer-Encoding: chunked", body=b"6\r\nASK {}\r\n"),
        408,
    ),
    hostile(
        "a chunk extension of 50 KB",
        raw(
            LINE,
            KIND,
            "Transfer-Encoding: chunked",
            body=b"6;" + b"x" * 50_000 + b"\r\nASK {}\r\n0\r\n\r\n",
        ),
        200,
        BAD,
    ),
    hostile(
        "trailers that are headers",
        raw(
            LINE,
            KIND,
            "Transfer-Encoding: chunked",
            body=b"6\r\nASK {}\r\n0\r\nHost: evil\r\nContent-Length: 9\r\n\r\n",
        ),
        200,
        BAD,
    ),
    hostile(
        "a second request in the body",
        raw("GET /sparql HTTP/1.1", f"Content-Length: {len(_SMUGGLED)}", body=_SMUGGLED),
        BAD,
        200,
    ),
    hostile("a folded header", raw(GET, "X-A: b\r\n c"), BAD),
    hostile("a space before the colon", raw(GET, "X-A : b"), BAD),
    hostile("a NUL in a header", raw(GET, "X-A: b\0c"), BAD),
    hostile("a header without a name", raw(GET, ": b"), BAD),
    hostile("a header without a colon", raw(GET, "nonsense"), BAD),
    hostile("a bare CR", raw(GET, "X-A: a\rX-B: c"), BAD),
    hostile("bare LFs", b"GET /healthz HTTP/1.1\nHost: localhost\nConnection: close\n\n", 200, BAD),
    hostile("bytes beyond ASCII in a header", raw(GET, b"X-A: \xff\xfe\x80"), 200, BAD),
    hostile("200 headers", raw(GET, *(f"X-{n}: y" for n in range(200))), 431),
    hostile("a header of 40 KB", raw(GET, "X-A: " + "y" * 40_000), 431),
    hostile("a header of 2 MB", raw(GET, "X-A: " + "y" * 2_000_000), 431, 0),
    hostile("a header name of 40 KB", raw(GET, "X" * 40_000 + ": y"), 431),
    hostile("100,000 headers", raw(GET, *(f"X-{n}: y" for n in range(100_000))), 431, 0),
    hostile("an address of 61 KB", get("/healthz?a=" + "y" * 61_500), 414),
    hostile("an address of 100 KB", get("/healthz?a=" + "y" * 100_000), BAD, 414),
    hostile("an address of 2 MB", get("/healthz?a=" + "y" * 2_000_000), BAD, 431, 0),
    hostile("a path of 20,000 slashes", get("/" * 20_000), 404),
    hostile("an address beyond ASCII", get("/v1/entities/state/é"), BAD),
    hostile("an address with a NUL", get("/healthz\0"), BAD),
    hostile("an address with a space", get("/healthz x"), BAD),
    hostile("an address without a slash", get("healthz"), BAD),
    hostile("an address with a fragment", get("/healthz#x"), 200, BAD),
    hostile("two slashes", get("//evil.example/%2e%2e"), 404),
    hostile("a backslash", get("/\\evil.example/"), 404),
    hostile("semicolons", get("/v1/sources;jsessionid=1"), 404),
    hostile(
        "the address of another server",
        get("http://evil.example/healthz"),
        200,
        BAD,
        never=(b"evil.example",),
    ),
    hostile("an address of another scheme", get("file:///etc/passwd"), BAD, 404, never=(b"root:",)),
    hostile("OPTIONS *", raw("OPTIONS * HTTP/1.1"), 200, 204, 404),
    hostile("GET *", raw("GET * HTTP/1.1"), BAD, 404),
    hostile("CONNECT /sparql", raw("CONNECT /sparql HTTP/1.1"), BAD, 405),
    hostile("no Host", raw(GET, host=False), BAD),
    hostile("two Hosts", raw(GET, "Host: evil.example"), BAD),
    hostile(
        "a Host that is markup",
        raw("GET / HTTP/1.1", 'Host: x"><script>alert(1)</script>', host=False),
        BAD,
        never=_LEAKS,
    ),
    hostile("a Host with a path", raw("GET / HTTP/1.1", "Host: evil.example/a?b", host=False), BAD),
    hostile(
        "a Host with credentials", raw("GET / HTTP/1.1", "Host: a@evil.example", host=False), BAD
    ),
    hostile("an empty Host", raw(GET, "Host:", host=False), 200, BAD),
    hostile("a Host of 5 KB", raw(GET, "Host: " + "x" * 5_000, host=False), BAD),
    hostile("HTTP/0.9", b"GET /healthz\r\n\r\n", 200, BAD, 0),
    hostile(
        "HTTP/1.0 with chunks",
        raw(
            "POST /sparql HTTP/1.0",
            KIND,
            "Transfer-Encoding: chunked",
            body=b"6\r\nASK {}\r\n0\r\n\r\n",
        ),
        200,
        BAD,
    ),
    hostile("HTTP/2 preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", BAD),
    hostile("HTTP/3.7", raw("GET /healthz HTTP/3.7"), BAD),
    hostile("HTTP/1.1x", raw("GET /healthz HTTP/1.1x"), BAD),
    hostile("TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 500, BAD),
    hostile("SMTP", b"EHLO localhost\r\nMAIL FROM:<a@b>\r\n\r\n", BAD),
    hostile("Redis", b"*1\r\n$4\r\nINFO\r\n", BAD),
    hostile(
        "a WebSocket",
        raw(
            "GET /sparql HTTP/1.1",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13",
        ),
        200,
        BAD,
        406,
    ),
    hostile(
        "an id that is split",
        raw(GET, "X-Request-Id: a\r\nSet-Cookie: a=b"),
        200,
        never=(b"\r\nset-cookie", b"Set-Cookie"),
    ),
    hostile(
        "an Expect without a body",
        raw(LINE, KIND, "Expect: 100-continue", "Content-Length: 6"),
        408,
        100,
    ),
    hostile(
        "a body for GET", raw("GET /healthz HTTP/1.1", "Content-Length: 5", body=b"hello"), 200
    ),
    hostile(
        "a JSON body of depth", post("[" * 100_000, "application/json", to="/v1/entities"), 405
    ),
]
