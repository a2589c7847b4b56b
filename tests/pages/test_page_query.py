"""The SPARQL page without script: answers, faults, examples; what was typed is always there again."""

from collections.abc import Callable

import httpx
import pytest
from seen import Element, seen

from kzgraph.queries import drawn_examples, examples, federated_examples
from kzgraph_api.pages.query_examples import GROUPS, offers

pytestmark = pytest.mark.server

OpenPage = Callable[..., Element]

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
KZ = "https://w3id.org/kzgraph/ontology#"
ID = "https://w3id.org/kzgraph/id/"
CANDIDATES = f"""PREFIX kz: <{KZ}>
SELECT ?company ?name {{
  ?company kz:interestedIn <{ID}project/nuclear-power-plant> ; rdfs:label ?name .
  FILTER(LANG(?name) = "en")
}} ORDER BY ?company"""
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def hasty(start_service: Callable[..., str]) -> str:
    """The address of a service that ends queries after a second, and answers after two rows."""
    return start_service(deadline=1, max_result_rows=2)


def asked(service: str, query: str, language: str = "en") -> httpx.Response:
    headers = {"Accept": BROWSER, "Accept-Language": language}
    return httpx.get(f"{service}/query", params={"query": query}, headers=headers, timeout=60)


def typed(page: Element) -> str:
    return "".join(map(str, page.one("textarea").children)).removeprefix("\n")


def cells(page: Element) -> list[list[str]]:
    return [[cell.text for cell in row.all("td")] for row in page.one("tbody").all("tr")]


def test_a_form_and_questions_to_begin_with(open_page: OpenPage) -> None:
    page = open_page("/query")
    assert page.one("form", id="ask").attributes["action"] == "/query"
    assert typed(page) == ""
    linked = [link.text for link in page.all("a", class_="example")]
    assert "When did each visit begin, and which text says so?" in linked
    assert len(linked) == 13  # those that ask Wikidata are not offered where SERVICE is off
    in_french = open_page("/query", "fr")
    told = [link.text for link in in_french.all("a", class_="example")]
    assert "Quand chaque visite a-t-elle commencé, et quel texte le dit ?" in told
    assert not set(told) & set(linked)


def test_every_shipped_query_is_offered_with_its_question() -> None:
    shipped = [*examples(), *drawn_examples(), *federated_examples()]
    told = {name: question for group in GROUPS.values() for name, question in group.items()}
    assert told == {one.name: one.question for one in shipped}
    everywhere = [one.name for _, group in offers("en", ("query.wikidata.org",)) for one in group]
    assert sorted(everywhere) == sorted(one.name for one in shipped)


def test_an_example_stands_in_the_form_and_can_be_asked(open_page: OpenPage) -> None:
    query = typed(open_page("/query?example=nuclear-candidates"))
    assert query == next(one.query for one in examples() if one.name == "nuclear-candidates")
    page = open_page(f"/query?{httpx.QueryParams(query=query)}")
    assert cells(page) == [
        ["CNNC en", "China en"],
        ["EDF en", "France en"],
        ["KHNP en", "South Korea en"],
        ["Rosatom en", "Russia en"],
    ]


def test_what_is_offered_to_be_drawn_has_answers(open_page: OpenPage) -> None:
    timeline, states, graph = drawn_examples()
    first = open_page(f"/query?{httpx.QueryParams(query=timeline.query)}")
    assert ["2022", "visit:tokayev-paris-2022"] in [row[:2] for row in cells(first)]
    of_states = cells(open_page(f"/query?{httpx.QueryParams(query=states.query)}"))
    assert "state:fra" in [row[0] for row in of_states]
    turtle = open_page(f"/query?{httpx.QueryParams(query=graph.query)}").one("pre").text
    assert "company:rosatom kz:interestedIn project:nuclear-power-plant ." in turtle


def test_an_example_that_there_is_not(service: str) -> None:
    answer = httpx.get(f"{service}/query?example=none", headers={"Accept": BROWSER})
    assert answer.status_code == 404
    assert "none" in seen(answer.text).one("main").text


def test_a_table_links_to_pages_and_to_all_of_it_in_files(
    open_page: OpenPage, service: str
) -> None:
    page = open_page(f"/query?{httpx.QueryParams(query=CANDIDATES)}")
    assert typed(page) == CANDIDATES
    answer = page.one("section", id="answer")
    assert "4 rows" in answer.text
    assert [head.text for head in answer.all("th")] == ["company", "name"]
    assert cells(page)[0] == ["company:cnnc", "CNNC en"]
    assert answer.links()[:4] == [
        f"/page/company/{name}" for name in ("cnnc", "edf", "khnp", "rosatom")
    ]
    types = {
        link.text: httpx.get(service + link.attributes["href"], headers={"Accept": BROWSER})
        .headers["content-type"]
        .partition(";")[0]
        for link in answer.all("p", class_="note")[-1].all("a")
    }
    assert types == {
        "CSV": "text/csv",
        "TSV": "text/tab-separated-values",
        "JSON": "application/sparql-results+json",
        "XML": "application/sparql-results+xml",
    }


def test_yes_no_and_triples(open_page: OpenPage) -> None:
    assert open_page("/query?query=ASK{}").one("p", class_="holds").text == "Yes"
    no = "/query?query=ASK{<urn:a><urn:b><urn:c>}"
    assert open_page(no, "fr").one("p", class_="holds").text == "Non"
    query = f"CONSTRUCT WHERE {{ <{ID}company/edf> <{KZ}interestedIn> ?what }}"
    page = open_page(f"/query?{httpx.QueryParams(query=query)}")
    turtle = page.one("section", id="answer").one("pre").text
    assert "company:edf kz:interestedIn project:nuclear-power-plant ." in turtle
    assert turtle.count("@prefix") == 3
    assert "Turtle" in page.one("section", id="answer").text


def test_of_a_large_answer_the_beginning_and_how_large_it_is(
    open_page: OpenPage, service: str
) -> None:
    count = httpx.get(
        f"{service}/sparql",
        params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "format": "csv"},
    )
    total = int(count.text.split()[1])
    page = open_page("/query?query=SELECT * { ?s ?p ?o }")
    shown = len(cells(page))
    assert 50 < shown < 1000
    assert f"The first {shown} of {total:,} rows" in page.one("section", id="answer").text
    triples = open_page("/query?query=CONSTRUCT WHERE { ?s ?p ?o }").one("section", id="answer")
    assert f"{total} triples; their beginning is shown" in triples.text


def test_where_the_service_itself_ends_an_answer(hasty: str) -> None:
    page = seen(asked(hasty, "SELECT ?s { ?s ?p ?o }").text)
    assert len(cells(page)) == 2
    assert "The service ended the answer at its bound (rows=2)." in page.text


def test_markup_in_an_answer_is_text(open_page: OpenPage) -> None:
    query = 'SELECT ("<script>alert(1)</script>" AS ?x) (<javascript:alert(2)> AS ?y) {}'
    page = open_page(f"/query?{httpx.QueryParams(query=query)}")
    assert cells(page) == [["<script>alert(1)</script>", "javascript:alert(2)"]]
    assert not [link for link in page.links() if link.startswith("javascript:")]


def test_a_query_that_does_not_parse_is_kept_with_the_place(service: str) -> None:
    answer = asked(service, "SELECT ?s\nWHERE { ?s ?p }")
    assert answer.status_code == 400
    page = seen(answer.text)
    assert typed(page) == "SELECT ?s\nWHERE { ?s ?p }"
    fault = page.one("section", class_="fault")
    assert fault.one("h2").text == "The query does not parse"
    assert "Line 2, column" in fault.text
    assert answer.headers["cache-control"] == "no-store"
    french = seen(asked(service, "SELECT ?s\nWHERE { ?s ?p }", "fr").text)
    assert "Ligne 2, colonne" in french.one("section", class_="fault").text


def test_a_refused_query_is_kept(service: str) -> None:
    query = "SELECT * { SERVICE <https://other.example/sparql> { ?s ?p ?o } }"
    answer = asked(service, query)
    assert answer.status_code == 400
    page = seen(answer.text)
    assert typed(page) == query
    assert page.one("section", class_="fault").one("h2").text == "The query is refused"
    assert "SERVICE" in page.one("section", class_="fault").one("pre").text


def test_a_slow_query_is_kept_with_the_deadline_and_what_to_do(hasty: str) -> None:
    answer = asked(hasty, SLOW)
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "10"
    page = seen(answer.text)
    assert typed(page) == SLOW
    fault = page.one("section", class_="fault").text
    assert "It was ended after 1 second." in fault
    assert "add a LIMIT" in fault


def test_what_differs_each_time_is_not_kept(service: str) -> None:
    kept, moment = asked(service, "ASK {}"), asked(service, "SELECT (RAND() AS ?x) {}")
    assert kept.headers["cache-control"] == "no-cache"
    again = httpx.get(
        str(kept.url),
        headers={"Accept": BROWSER, "Accept-Language": "en", "If-None-Match": kept.headers["etag"]},
    )
    assert again.status_code == 304
    assert moment.headers["cache-control"] == "no-store"
    assert "etag" not in moment.headers


def test_only_this_page_lets_the_editor_bring_its_style(service: str) -> None:
    policies = [
        httpx.get(service + path, headers={"Accept": BROWSER}).headers["content-security-policy"]
        for path in ("/query", "/query?query=ASK{}", "/query?query=ASK", "/")
    ]
    assert ["sha256-" in policy for policy in policies] == [True, True, True, False]


def test_terms_by_use_with_labels_and_codes_of_states(service: str) -> None:
    told = httpx.get(f"{service}/query/terms.json", params={"lang": "fr"}).json()
    assert told["properties"].index(KZ + "modality") < told["properties"].index(KZ + "headOfState")
    assert told["classes"].index(KZ + "Claim") < told["classes"].index(KZ + "Visit")
    assert told["labels"][KZ + "visitor"] == "visiteur"
    assert told["states"][f"{ID}state/kaz"] == {"code": "398", "name": "Kazakhstan"}
