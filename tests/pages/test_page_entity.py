"""The page of an entity: what it says, in which order, with which reasons and ways on."""

import json
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
import rdflib
from hostile_names import LONG, MARKUP, QUOTES, RIGHT_TO_LEFT
from seen import Element

pytestmark = [
    pytest.mark.server,
    # rdflib's own parser of JSON-LD uses what rdflib has deprecated.
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]

OpenPage = Callable[..., Element]

KAZ = "/page/state/kaz"
EDF = "/page/company/edf"
TOKAYEV = "/page/person/tokayev"
ID = "https://w3id.org/kzgraph/id/"
TERMS = "https://w3id.org/kzgraph/ontology#"


def section(page: Element, name: str) -> Element:
    (found,) = page.all("section", **{"aria-labelledby": name})
    return found


def fact(part: Element, label: str) -> list[str]:
    """Return the values of a property, each with all that stands beside it."""
    (found,) = [one for one in part.all("div", class_="fact") if one.one("dt").text == label]
    return [value.text for value in found.all("dd")]


def told_to_machines(page: Element) -> rdflib.Graph:
    """Return the JSON-LD that stands in a page."""
    return rdflib.Graph().parse(
        data=page.one("script", type="application/ld+json").text, format="json-ld"
    )


def test_names_and_kind(open_page: OpenPage) -> None:
    page = open_page(KAZ)
    assert page.all("title")[0].text == "Kazakhstan · kzgraph"
    assert page.one("h1").text == "Kazakhstan"
    assert page.all("p", class_="kind")[0].text == "state"
    names = page.one("dl", class_="names").text
    assert "Kazakh Қазақстан" in names
    assert "Russian Казахстан" in names
    assert "russe Казахстан" in open_page(KAZ, "fr").text


def test_facts_and_what_points_here_lead_to_their_reasons(open_page: OpenPage) -> None:
    incoming = section(open_page(KAZ), "incoming")
    firms = fact(incoming, "… operates in Kazakhstan")
    assert [told.split()[0] for told in firms] == ["Alstom", "Orano", "TotalEnergies", "Vicat"]
    assert "/page/company/vicat" in incoming.links()
    assert "/why/mfa-kazakhstan-2023-11-01-054" in incoming.links()


def test_what_is_corroborated_says_so(open_page: OpenPage) -> None:
    office = fact(section(open_page(TOKAYEV), "offices"), "holds office")
    assert office == [
        "President of Kazakhstan November 2023 – November 2024 2 documents, 1 primary Why?"
    ]


def test_facts_come_in_the_order_of_readers_not_of_iris(open_page: OpenPage) -> None:
    labels = [one.text for one in section(open_page(KAZ), "facts").all("dt")]
    assert labels == [
        *("leading producer of", "borders state", "has diplomatic exchanges with"),
        *("head of state", "key supplier to", "main economic partner of"),
    ]


def test_what_is_only_said_stands_apart(open_page: OpenPage) -> None:
    page = open_page(KAZ)
    said = section(page, "said")
    assert len(said.all("li")) == 12
    assert "planned The plant is to stand in Kazakhstan. eOnergie, November 2024 Why?" in said.text
    assert "nuclear power plant of Kazakhstan" not in section(page, "incoming").text
    assert "prévu La centrale" in section(open_page(KAZ, "fr"), "said").text


def test_what_the_view_left_out_is_told_and_one_click_away(open_page: OpenPage) -> None:
    left_out = open_page(KAZ).one("ul", class_="left-out")
    assert left_out.text == (
        "12 claims are not counted among the facts because of their status (announced 1, intended 2, "
        "opinion 3, planned 5, proposed 1). Show them among the facts"
    )
    assert left_out.links() == [f"{KAZ}?modality=all"]
    every = open_page(f"{KAZ}?modality=all")
    assert not every.all("ul", class_="left-out")
    located = fact(section(every, "incoming"), "… location Kazakhstan")
    (plant,) = [one for one in located if one.startswith("first nuclear power plant")]
    assert "planned" in plant


def test_the_form_takes_clocks_and_leaves_open_what_is_empty(open_page: OpenPage) -> None:
    page = open_page(f"{TOKAYEV}?valid_on=2023&known_on=&modality=&min_corroboration=")
    office = fact(section(page, "offices"), "holds office")
    assert office == ["President of Kazakhstan 1 November 2023 Why?"]
    (form,) = page.all("form", class_="filters")
    assert [one.attributes["value"] for one in form.all("input")] == ["2023", "", ""]
    assert "modality" in form.one("select").attributes["name"]
    clear = [one for one in form.all("a") if one.text == "Clear"]
    assert clear[0].attributes["href"] == TOKAYEV


def test_a_wrong_date_is_a_problem(service: str) -> None:
    answer = httpx.get(f"{service}{KAZ}?valid_on=yesterday", headers={"Accept": "text/html"})
    assert answer.status_code == 400
    assert "valid_on" in answer.text


def test_firms_have_headings_of_their_own(open_page: OpenPage) -> None:
    page = open_page(EDF)
    headings = [one.text for one in page.all("h2")]
    assert headings[:3] == ["Sector and country", "Interest and shortlists", "People and offices"]
    assert fact(section(page, "profile"), "based in state")[0].startswith("France")
    assert fact(section(page, "people"), "chief executive")[0].startswith("Luc Rémont")
    assert "Facts" not in headings


def test_the_timeline_is_drawn_and_listed(open_page: OpenPage) -> None:
    part = section(open_page(KAZ), "timeline")
    told = [one.text for one in part.one("ol").all("li")]
    assert len(told) == 7
    assert told[0] == "2008 The strategic partnership dates from 2008. Why?"
    assert told[4] == "1 November 2023 Macron arrived on 1 November 2023. Why?"
    drawing = part.one("svg")
    assert drawing.attributes["role"] == "img"
    assert len(drawing.all("rect")) == 7


def test_the_nearest_things_are_drawn_with_links(open_page: OpenPage) -> None:
    page = open_page(EDF)
    part = section(page, "around")
    assert sorted(part.one("svg").links()) == [
        "/page/person/remont",
        "/page/project/nuclear-power-plant",
        "/page/state/fra",
    ]
    assert "/explore?of=company/edf" in page.links()


def test_identifiers_and_who_judged_them(open_page: OpenPage) -> None:
    links = section(open_page(EDF), "links")
    assert fact(links, "LEI") == ["549300X3UK4GG3FNMO06"]
    assert "http://www.wikidata.org/entity/Q274591" in links.links()
    assert "judged by The kzgraph team" in links.text


def test_a_concept_has_a_page_with_its_definition(open_page: OpenPage) -> None:
    page = open_page("/page/sector/uranium")
    assert page.all("p", class_="kind")[0].text == "sector"
    about = page.one("p", class_="about").text
    assert about == "This sector covers the search for uranium, its mining and its first treatment."
    assert fact(section(page, "curated"), "Part of") == ["mining"]


def test_look_alikes_that_were_rejected_stand_apart(open_page: OpenPage) -> None:
    links = section(open_page("/page/state/rus"), "links")
    rejected = links.one("details")
    assert rejected.one("summary").text == "Looked alike, and is another thing (1)"
    assert rejected.links() == ["http://www.wikidata.org/entity/Q649"]
    assert "The item is the city." in rejected.text
    accepted = [one for one in links.links() if one not in rejected.links()]
    assert "http://www.wikidata.org/entity/Q159" in accepted


def test_the_page_tells_machines_the_same(open_page: OpenPage, service: str) -> None:
    page = open_page(EDF)
    edf, graph = rdflib.URIRef(ID + "company/edf"), told_to_machines(page)
    assert (edf, rdflib.URIRef(TERMS + "basedInState"), rdflib.URIRef(ID + "state/fra")) in graph
    hrefs = {one.attributes.get("href") for one in page.all("link")}
    assert hrefs >= {
        f"{service}{EDF}",
        "/data/company/edf.ttl",
        "/data/company/edf.jsonld",
        f"{EDF}?lang=fr",
        "/v1/facts.csv?subject=company/edf",
    }
    for address in ("/data/company/edf.ttl", "/v1/facts.csv?subject=company/edf"):
        assert httpx.get(f"{service}{address}").status_code == 200


def test_what_is_only_intended_is_no_fact_for_machines(open_page: OpenPage) -> None:
    kazakhstan = rdflib.URIRef(ID + "state/kaz")
    for address in (KAZ, f"{KAZ}?modality=all"):
        graph = told_to_machines(open_page(address))
        assert list(graph.objects(kazakhstan, rdflib.URIRef(TERMS + "headOfState")))
        assert not list(graph.objects(kazakhstan, rdflib.URIRef(TERMS + "pursuesGoal")))


def test_a_property_with_many_statements_has_a_page(open_page: OpenPage) -> None:
    page = open_page(f"{KAZ}/relations?property=operatesIn&direction=in")
    assert page.one("h2").text == "… operates in Kazakhstan"
    assert len(page.one("ul", class_="sayings").all("li")) == 4


def test_the_shipped_data(open_page: OpenPage, whole_service: str) -> None:
    page = open_page(KAZ, of=whole_service)
    (every,) = [link for link in page.links() if "/relations?" in link]
    listed = open_page(every, of=whole_service).one("ul", class_="sayings").all("li")
    assert len(listed) == 14
    orano = open_page("/page/company/orano", of=whole_service)
    assert "… signed by Orano" in section(orano, "agreements").text
    assert fact(section(orano, "ventures"), "… joint-venture partner Orano")[0].startswith("Katco")
    katco = open_page("/page/company/katco", of=whole_service)
    assert "Orano" in section(katco, "ventures").text


def test_a_retired_id_leads_on(shared_service: Callable[..., str], retired_home: Path) -> None:
    base = shared_service(home=retired_home)
    for rest in ("", "/relations"):
        answer = httpx.get(f"{base}/page/company/electricite-de-france{rest}?lang=fr")
        assert answer.status_code == 308
        assert answer.headers["location"] == f"{base}{EDF}{rest}?lang=fr"


def test_a_held_page_keeps_its_policy(service: str) -> None:
    first = httpx.get(f"{service}{EDF}")
    again = httpx.get(f"{service}{EDF}", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    policy = first.headers["content-security-policy"]
    assert again.headers["content-security-policy"] == policy
    assert "script-src 'self'" in policy


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("company/edff", "company/edf"),
        ("project/nuclear-power-plannt", "project/nuclear-power-plant"),
        ("visit/tokaiev-france-2024", "visit/tokayev-france-2024"),
    ],
)
def test_an_unknown_thing_is_a_problem_that_names_the_nearest(
    service: str, asked: str, nearest: str
) -> None:
    answer = httpx.get(f"{service}/page/{asked}", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert nearest in answer.text


def test_names_with_markup_are_text(open_page: OpenPage, hostile_service: str) -> None:
    page = open_page("/page/company/hostile", of=hostile_service)
    assert page.one("h1").text == MARKUP
    assert f"{MARKUP} · kzgraph" == page.all("title")[0].text
    assert page.one("p", class_="about").text == QUOTES
    names = [one.text for one in page.one("dl", class_="names").all("bdi")]
    assert {" ".join(RIGHT_TO_LEFT.split()), LONG, QUOTES, MARKUP} <= set(names)
    assert not page.all("img")
    (block,) = page.all("script", type="application/ld+json")
    told = json.loads(block.text)["@graph"][0]["skos:prefLabel"]
    assert {"@value": MARKUP, "@language": "en"} in told
    french = open_page("/page/company/hostile", "fr", of=hostile_service)
    assert french.one("h1").text == QUOTES
    assert f"prévu {QUOTES}" in section(french, "said").text
