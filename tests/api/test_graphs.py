"""The SPARQL 1.1 Graph Store HTTP Protocol, case by case."""

from collections.abc import Callable, Iterator

import httpx
import pytest

from kzgraph.access import new_token

TOKEN, HASH = new_token()
GRAPH = "http://example.org/graph"
TURTLE = {"Content-Type": "text/turtle"}
ONE, TWO = b"<urn:a> <urn:p> 1 .", b"<urn:b> <urn:p> 2 ."


@pytest.fixture(scope="module")
def client(
    start_service: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    home = tmp_path_factory.mktemp("graphs") / "home"
    address = start_service(home=home, derive="off", write_tokens=HASH, rate=0)
    headers = {"Authorization": f"Bearer {TOKEN}"}
    base = f"{address}/rdf-graph-store"
    with httpx.Client(base_url=base, headers=headers, timeout=30) as client:
        yield client


def put(client: httpx.Client, data: bytes, **parameters: str) -> httpx.Response:
    return client.put("", content=data, headers=TURTLE, params=parameters or {"graph": GRAPH})


def lines(client: httpx.Client, **parameters: str) -> list[str]:
    headers = {"Accept": "application/n-triples"}
    answer = client.get("", params=parameters or {"graph": GRAPH}, headers=headers)
    assert answer.status_code == httpx.codes.OK, answer.text
    return sorted(answer.text.splitlines())


@pytest.fixture(autouse=True)
def _absent(client: httpx.Client) -> None:
    client.delete("", params={"graph": GRAPH})
    client.delete("", params={"default": ""})


def test_put_makes_a_graph(client: httpx.Client) -> None:
    assert put(client, ONE).status_code == httpx.codes.CREATED
    assert len(lines(client)) == 1


def test_put_replaces_a_graph(client: httpx.Client) -> None:
    put(client, ONE)
    assert put(client, TWO).status_code == httpx.codes.NO_CONTENT
    assert lines(client)[0].startswith("<urn:b>")


def test_put_an_empty_graph(client: httpx.Client) -> None:
    assert put(client, b"").status_code == httpx.codes.CREATED
    assert lines(client) == []


def test_put_and_get_the_default_graph(client: httpx.Client) -> None:
    assert put(client, ONE, default="").status_code == httpx.codes.NO_CONTENT
    assert len(lines(client, default="")) == 1


def test_post_adds_to_a_graph(client: httpx.Client) -> None:
    put(client, ONE)
    answer = client.post("", content=TWO, headers=TURTLE, params={"graph": GRAPH})
    assert answer.status_code == httpx.codes.NO_CONTENT
    assert len(lines(client)) == 2


def test_post_without_a_graph_makes_one_and_tells_where(client: httpx.Client) -> None:
    answer = client.post("", content=ONE, headers=TURTLE)
    assert answer.status_code == httpx.codes.CREATED
    assert len(lines(client, graph=answer.headers["Location"])) == 1


def test_post_multipart(client: httpx.Client) -> None:
    files = [
        ("one", ("one.ttl", ONE, "text/turtle")),
        ("two", ("two.rdf", RDF_XML, "application/rdf+xml")),
    ]
    answer = client.post("", files=files, params={"graph": GRAPH})
    assert answer.status_code == httpx.codes.CREATED, answer.text
    assert len(lines(client)) == 2


def test_delete_removes_a_graph(client: httpx.Client) -> None:
    put(client, ONE)
    assert client.delete("", params={"graph": GRAPH}).status_code == httpx.codes.NO_CONTENT
    assert client.get("", params={"graph": GRAPH}).status_code == httpx.codes.NOT_FOUND
    assert client.delete("", params={"graph": GRAPH}).status_code == httpx.codes.NOT_FOUND


def test_head_is_get_without_a_body(client: httpx.Client) -> None:
    put(client, ONE)
    answer = client.head("", params={"graph": GRAPH})
    assert (answer.status_code, answer.content) == (httpx.codes.OK, b"")
    assert client.head("", params={"graph": GRAPH + "/none"}).status_code == httpx.codes.NOT_FOUND


@pytest.mark.parametrize(
    "media_type",
    ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"],
)
def test_get_in_every_type(client: httpx.Client, media_type: str) -> None:
    put(client, ONE)
    answer = client.get("", params={"graph": GRAPH}, headers={"Accept": media_type})
    assert answer.headers["Content-Type"].split(";")[0] == media_type
    tag = answer.headers["ETag"]
    again = client.get(
        "", params={"graph": GRAPH}, headers={"Accept": media_type, "If-None-Match": tag}
    )
    assert again.status_code == httpx.codes.NOT_MODIFIED


def test_get_in_a_type_that_no_graph_has(client: httpx.Client) -> None:
    put(client, ONE)
    answer = client.get("", params={"graph": GRAPH}, headers={"Accept": "image/png"})
    assert answer.status_code == httpx.codes.NOT_ACCEPTABLE


def test_a_graph_by_its_own_address(client: httpx.Client) -> None:
    base = str(client.base_url).removesuffix("/rdf-graph-store/")
    headers = {**TURTLE, "Authorization": client.headers["Authorization"]}
    made = httpx.put(f"{base}/graph/notes/mine", content=ONE, headers=headers)
    assert made.status_code == httpx.codes.CREATED
    assert httpx.get(f"{base}/graph/notes/mine").status_code == httpx.codes.OK
    assert len(lines(client, graph="https://w3id.org/kzgraph/graph/notes/mine")) == 1
    assert (
        httpx.delete(f"{base}/graph/notes/mine", headers=headers).status_code
        == httpx.codes.NO_CONTENT
    )


def test_options_tell_the_methods(client: httpx.Client) -> None:
    answer = client.options("")
    assert answer.status_code == httpx.codes.NO_CONTENT
    assert {"GET", "HEAD", "PUT", "POST", "DELETE"} <= set(answer.headers["Allow"].split(", "))


RDF_XML = (
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
    b'<rdf:Description rdf:about="http://e/x"><e:p>1</e:p></rdf:Description></rdf:RDF>'
)
ENTITIES = b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">]>' + RDF_XML
REFUSED = {
    "turtle syntax": (b"<urn:a> <urn:p>", "text/turtle", 400, "parse"),
    "rdf/xml with entities": (ENTITIES, "application/rdf+xml", 400, "DOCTYPE"),
    "rdf/xml in utf-16 with entities": (
        ENTITIES.decode().encode("utf-16"), "application/rdf+xml", 400, "DOCTYPE"),
    "json-ld with a remote context": (
        b'{"@context": "http://127.0.0.1:9/c", "@id": "urn:a"}', "application/ld+json", 400, "remote"),
    "json-ld with a remote context inside": (
        b'{"@graph": [{"@context": ["http://127.0.0.1:9/c"], "@id": "urn:a"}]}',
        "application/ld+json", 400, "remote"),
    "json-ld that imports": (
        b'{"@context": {"@import": "http://127.0.0.1:9/c"}}', "application/ld+json", 400, "remote"),
    "json-ld too deep": (b"[" * 5000 + b"]" * 5000, "application/ld+json", 400, "nested"),
    "json-ld that is no json": (b'{"@id": ', "application/ld+json", 400, "JSON"),
    "turtle too deep": (b"<urn:a> <urn:p> " + b"[ <urn:p> " * 5000, "text/turtle", 400, "nested"),
    "turtle lists too deep": (b"<urn:a> <urn:p> " + b"(" * 5000, "text/turtle", 400, "nested"),
    "bytes that are not utf-8": (b'<urn:a> <urn:p> "\xff" .', "text/turtle", 400, "parse"),
    "a type that is none": (b"x", "application/octet-stream", 415, "not taken"),
    "html": (b"<p>", "text/html", 415, "not taken"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_bad_document_is_refused_and_changes_nothing(client: httpx.Client, name: str) -> None:
    data, media_type, status, said = REFUSED[name]
    put(client, ONE)
    answer = client.put(
        "", content=data, headers={"Content-Type": media_type}, params={"graph": GRAPH}
    )
    assert answer.status_code == status, answer.text
    assert said in answer.json()["detail"]
    assert len(lines(client)) == 1


@pytest.mark.parametrize(
    "address", ["", "?graph=relative", "?graph=urn:a&default", "?graph=http://e/%20x", "?graph=%ff"]
)
def test_a_bad_name_of_a_graph_is_refused(client: httpx.Client, address: str) -> None:
    base = str(client.base_url).removesuffix("/")
    assert httpx.get(base + address).status_code == httpx.codes.BAD_REQUEST


def test_writing_needs_a_token(client: httpx.Client) -> None:
    base = str(client.base_url).removesuffix("/")
    for method in ("PUT", "POST", "DELETE"):
        answer = httpx.request(method, f"{base}?graph={GRAPH}", content=ONE, headers=TURTLE)
        assert answer.status_code == httpx.codes.UNAUTHORIZED


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"<urn:a> <urn:p> <urn:o> <urn:other> .", "application/n-quads"),
        (b"<urn:other> { <urn:a> <urn:p> 1 }", "application/trig"),
        (b'{"@id": "urn:other", "@graph": {"@id": "urn:a", "urn:p": 1}}', "application/ld+json"),
    ],
)
def test_a_document_of_another_graph_is_refused(
    client: httpx.Client, body: bytes, media_type: str
) -> None:
    headers = {"Content-Type": media_type}
    answer = client.put("", content=body, headers=headers, params={"graph": GRAPH})
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert "urn:other" in answer.json()["detail"]
    own = body.replace(b"urn:other", GRAPH.encode())
    answer = client.put("", content=own, headers=headers, params={"graph": GRAPH})
    assert answer.status_code == httpx.codes.CREATED
    assert len(lines(client)) == 1


@pytest.mark.parametrize("step", ["%2e%2e", "%2e", "..%2f.."])
def test_an_address_of_a_graph_has_no_steps(client: httpx.Client, step: str) -> None:
    base = str(client.base_url).removesuffix("/rdf-graph-store/")
    target = httpx.URL(f"{base}/graph/x").copy_with(raw_path=f"/graph/x/{step}/y".encode())
    assert httpx.get(target).status_code == httpx.codes.BAD_REQUEST


@pytest.mark.parametrize(
    "text",
    [
        b"""<urn:a> <urn:p> '[[[', "(((", '\\'((', '''(" '((''', "\\"[[" . # [[[""",
        b"<urn:((> <urn:p> ( 1 2 ( 3 ) ) .",
        b"@prefix e: <urn:> . e:\\(\\(\\' <urn:p> 1, '\\'' .",
    ],
)
def test_brackets_that_are_none_do_not_nest(client: httpx.Client, text: bytes) -> None:
    many = text + b" <urn:b> <urn:p> '" + b"(" * 1000 + b"' ."
    answer = put(client, many)
    assert answer.status_code in {httpx.codes.CREATED, httpx.codes.NO_CONTENT}, answer.text
