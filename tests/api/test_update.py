"""The SPARQL 1.1 Protocol for updates, case by case, over a plain dataset and over ours."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from kzgraph.access import new_token
from kzgraph.identifiers import ENTITIES_GRAPH

TOKEN, HASH = new_token()
BEARER = {"Authorization": f"Bearer {TOKEN}"}
DIRECT = {"Content-Type": "application/sparql-update"}
ONE, TWO, THREE = (f"http://kasei.us/2009/09/sparql/data/data{number}.rdf" for number in (1, 2, 3))

StartService = Callable[..., str]


@pytest.fixture(scope="module")
def plain(
    start_service: StartService, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """A client with a token of a service over an empty plain dataset."""
    home = tmp_path_factory.mktemp("plain") / "home"
    address = start_service(home=home, derive="off", write_tokens=HASH, rate=0)
    with httpx.Client(base_url=address, headers=BEARER, timeout=30) as client:
        yield client


@pytest.fixture(scope="module")
def ours(
    start_service: StartService, built_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """A client with a token of a service over a copy of the real data."""
    home = tmp_path_factory.mktemp("ours") / "home"
    shutil.copytree(built_home, home, symlinks=True)
    address = start_service(home=home, write_tokens=HASH, rate=0)
    with httpx.Client(base_url=address, headers=BEARER, timeout=60) as client:
        yield client


def done(answer: httpx.Response) -> None:
    assert answer.status_code == httpx.codes.NO_CONTENT, answer.text
    assert len(answer.headers["KZGraph-Release"]) == 64


def ask(client: httpx.Client, pattern: str) -> bool:
    answer = client.get("/sparql", params={"query": f"ASK {{ {pattern} }}"})
    assert answer.status_code == httpx.codes.OK, answer.text
    found: bool = answer.json()["boolean"]
    return found


def form(
    client: httpx.Client, text: str, address: str = "/sparql", **more: object
) -> httpx.Response:
    return client.post(address, data={"update": text, **more})


def direct(client: httpx.Client, text: str, **parameters: object) -> httpx.Response:
    return client.post("/sparql", content=text.encode(), headers=DIRECT, params=parameters)


@pytest.fixture
def graphs(plain: httpx.Client) -> httpx.Client:
    """Three named graphs with one document each, as the W3C's tests have them, and no other."""
    done(form(plain, "CLEAR ALL"))
    for graph in (ONE, TWO, THREE):
        done(
            form(plain, f"INSERT DATA {{ GRAPH <{graph}> {{ <{graph}> a <http://e/Document> }} }}")
        )
    return plain


INSERT = (
    "INSERT { GRAPH <http://e/out> { ?s a <http://e/Found> } } WHERE { ?s a <http://e/Document> }"
)
NAMED = "INSERT {{ GRAPH <http://e/out> {{ ?s a <http://e/Found> }} }} WHERE {{ {} }}"
FOUND = "GRAPH <http://e/out> {{ <{}> a <http://e/Found> }}"


def test_update_post_form(plain: httpx.Client) -> None:
    done(form(plain, "INSERT DATA { <urn:form> a <urn:C> }"))
    assert ask(plain, "<urn:form> a <urn:C>")


def test_update_post_form_at_its_own_address(plain: httpx.Client) -> None:
    for address in ("/sparql/update", "/sparql/update/", "/sparql/"):
        done(form(plain, f"INSERT DATA {{ <urn:{address.strip('/')}> a <urn:C> }}", address))
        assert ask(plain, f"<urn:{address.strip('/')}> a <urn:C>")


def test_update_post_direct(plain: httpx.Client) -> None:
    done(direct(plain, "INSERT DATA { <urn:direct> a <urn:C> }"))
    assert ask(plain, "<urn:direct> a <urn:C>")


def test_update_post_direct_with_charset_and_bare_question_mark(plain: httpx.Client) -> None:
    text = 'INSERT DATA { <urn:é> <urn:p> "é" }'.encode()
    headers = {"Content-Type": "application/sparql-update; charset=UTF-8"}
    done(plain.post("/sparql?", content=text, headers=headers))
    assert ask(plain, '<urn:é> <urn:p> "é"')


def test_update_dataset_default_graph(graphs: httpx.Client) -> None:
    done(form(graphs, INSERT, **{"using-graph-uri": ONE}))
    assert ask(graphs, FOUND.format(ONE))
    assert not ask(graphs, FOUND.format(TWO))


def test_update_dataset_default_graphs(graphs: httpx.Client) -> None:
    done(direct(graphs, INSERT, **{"using-graph-uri": [ONE, TWO]}))
    assert ask(graphs, FOUND.format(ONE) + FOUND.format(TWO))
    assert not ask(graphs, FOUND.format(THREE))


def test_update_dataset_named_graphs(graphs: httpx.Client) -> None:
    text = NAMED.format("GRAPH ?g { ?s a <http://e/Document> }")
    done(form(graphs, text, **{"using-named-graph-uri": [ONE, TWO]}))
    assert ask(graphs, FOUND.format(ONE) + FOUND.format(TWO))
    assert not ask(graphs, FOUND.format(THREE))


def test_update_dataset_full(graphs: httpx.Client) -> None:
    text = NAMED.format("?s a <http://e/Document> . GRAPH ?g { ?t a <http://e/Document> }")
    done(form(graphs, text, **{"using-graph-uri": ONE, "using-named-graph-uri": TWO}))
    assert ask(graphs, FOUND.format(ONE))
    assert not ask(graphs, FOUND.format(TWO))


def test_update_dataset_delete_where(graphs: httpx.Client) -> None:
    graphs_before = ask(graphs, f"GRAPH <{ONE}> {{ ?s ?p ?o }}")
    done(
        form(
            graphs,
            f"DELETE WHERE {{ GRAPH <{ONE}> {{ ?s ?p ?o }} }}",
            **{"using-named-graph-uri": ONE},
        )
    )
    assert graphs_before
    assert not ask(graphs, f"GRAPH <{ONE}> {{ ?s ?p ?o }}")


def test_update_base_uri(plain: httpx.Client) -> None:
    done(form(plain, "BASE <http://example.org/> INSERT DATA { <rel> a <http://e/C> }"))
    assert ask(plain, "<http://example.org/rel> a <http://e/C>")
    done(form(plain, "INSERT DATA { <relative> a <http://e/C> }"))
    assert ask(plain, "<relative> a <http://e/C>")


def test_several_operations_are_one_release(plain: httpx.Client) -> None:
    data = "DATA { <urn:m> a <urn:A> }"
    text = f"INSERT {data} ; DELETE {data} ; INSERT DATA {{ <urn:m> a <urn:B> }}"
    done(form(plain, text))
    assert ask(plain, "<urn:m> a <urn:B>")
    assert not ask(plain, "<urn:m> a <urn:A>")


def test_bad_update_get(plain: httpx.Client) -> None:
    answer = plain.get("/sparql", params={"update": "CLEAR ALL"})
    assert answer.status_code == httpx.codes.BAD_REQUEST


def test_bad_multiple_updates(plain: httpx.Client) -> None:
    answer = plain.post("/sparql", data={"update": ["CLEAR NAMED", "CLEAR DEFAULT"]})
    assert answer.status_code == httpx.codes.BAD_REQUEST


def test_bad_update_with_query(plain: httpx.Client) -> None:
    answer = plain.post("/sparql", data={"update": "CLEAR NAMED", "query": "ASK {}"})
    assert answer.status_code == httpx.codes.BAD_REQUEST


def test_bad_update_wrong_media_type(plain: httpx.Client) -> None:
    answer = plain.post("/sparql", content=b"CLEAR NAMED", headers={"Content-Type": "text/plain"})
    assert answer.status_code == httpx.codes.UNSUPPORTED_MEDIA_TYPE


def test_bad_update_missing_form_type(plain: httpx.Client) -> None:
    answer = plain.post("/sparql", content=b"update=CLEAR%20NAMED")
    assert answer.status_code == httpx.codes.UNSUPPORTED_MEDIA_TYPE


def test_bad_update_non_utf8(plain: httpx.Client) -> None:
    text = 'INSERT DATA { <urn:a> <urn:p> "é" }'.encode("utf-16")
    answer = plain.post("/sparql", content=text, headers=DIRECT)
    assert answer.status_code == httpx.codes.BAD_REQUEST


def test_bad_update_syntax(plain: httpx.Client) -> None:
    answer = form(plain, "CREATE XYZ <http://example/>")
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert answer.json()["line"] == 1


@pytest.mark.parametrize(
    "text",
    [
        "DELETE { ?s ?p ?o } USING <urn:g> WHERE { ?s ?p ?o }",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_bad_update_dataset_conflict(plain: httpx.Client, text: str) -> None:
    answer = form(plain, text, **{"using-graph-uri": ONE})
    assert answer.status_code == httpx.codes.BAD_REQUEST


@pytest.mark.parametrize("graph", ["relative", "http://e/ x", "http://e/>} #"])
def test_bad_update_dataset_iri(plain: httpx.Client, graph: str) -> None:
    assert form(plain, INSERT, **{"using-graph-uri": graph}).status_code == httpx.codes.BAD_REQUEST


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <http://127.0.0.1:9/x>",
        "LOAD SILENT <file:///etc/passwd> INTO GRAPH <urn:g>",
        "PREFIX load: <http://127.0.0.1:9/> LOAD load:x",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_nothing_is_fetched(plain: httpx.Client, text: str) -> None:
    answer = form(plain, text)
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert answer.json()["reason"] in {"load", "service"}


@pytest.mark.parametrize(
    "authorization",
    [None, "Bearer", "Bearer x", f"Basic {TOKEN}", f"Bearer {TOKEN}x", f"Bearer {HASH}"],
    ids=["none", "no-token", "short", "other-scheme", "longer", "hash"],
)
def test_without_a_valid_token_nothing_is_written(
    plain: httpx.Client, authorization: str | None
) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}
    address = str(plain.base_url)
    answer = httpx.post(f"{address}/sparql", data={"update": "CLEAR ALL"}, headers=headers)
    assert answer.status_code == httpx.codes.UNAUTHORIZED
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert TOKEN not in answer.text


def test_a_service_without_tokens_is_read_only(service: str) -> None:
    answer = httpx.post(f"{service}/sparql", data={"update": "CLEAR ALL"}, headers=BEARER)
    assert answer.status_code == httpx.codes.FORBIDDEN
    assert "read-only" in answer.json()["detail"]


def test_if_match_guards_a_write(plain: httpx.Client) -> None:
    current = plain.get("/sparql", params={"query": "ASK {}"})
    tag = current.headers["ETag"]
    text = "INSERT DATA { <urn:guarded> a <urn:C> }"
    first = plain.post("/sparql", data={"update": text}, headers={"If-Match": tag})
    done(first)
    again = plain.post("/sparql", data={"update": "CLEAR ALL"}, headers={"If-Match": tag})
    assert again.status_code == httpx.codes.PRECONDITION_FAILED
    done(
        plain.post(
            "/sparql",
            data={"update": text},
            headers={"If-Match": f'"{first.headers["KZGraph-Release"]}"'},
        )
    )


PERSON = (
    f"INSERT DATA {{ GRAPH <{ENTITIES_GRAPH}> {{ person:x a kz:Person ; "
    'skos:prefLabel "Ann Example"@en , "Ann Example"@fr } }'
)


def test_our_data_take_a_write_at_once(ours: httpx.Client) -> None:
    done(form(ours, PERSON))
    assert ask(ours, 'person:x rdfs:label "Ann Example"@en')
    found = ours.get("/v1/search", params={"q": "Ann Example"}).json()["items"]
    assert found[0]["id"] == "person/x"
    assert ours.get("/v1/entities/person/x").status_code == httpx.codes.OK


def test_a_broken_shape_is_422_with_the_report_and_changes_nothing(ours: httpx.Client) -> None:
    before = ours.get("/").json()["release"]
    answer = form(ours, PERSON.replace("person:x", "person:y").replace('"Ann Example"@en , ', ""))
    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert "sh:ValidationReport" in answer.json()["report"]
    assert answer.json()["violations"] >= 1
    assert ours.get("/").json()["release"] == before


def test_the_default_graph_of_our_data_is_derived(ours: httpx.Client) -> None:
    answer = form(ours, "INSERT DATA { state:kaz kz:dependsOn state:fra }")
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert "derived" in answer.json()["detail"]


def test_validation_is_left_out_only_where_the_operator_allows_it(ours: httpx.Client) -> None:
    answer = ours.post("/sparql?validate=off", data={"update": PERSON})
    assert answer.status_code == httpx.codes.FORBIDDEN
    assert form(ours, PERSON, "/sparql?validate=maybe").status_code == httpx.codes.BAD_REQUEST
