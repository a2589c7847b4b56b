"""The graph explorer in a real browser: it grows by pointer and keyboard, and can be taken along."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from accessible import CONTRAST, axe, too_wide
from browsing import OpenPage
from hostile_names import MARKUP
from playwright.sync_api import Locator, Page, expect
from watching import Watch

PLANT = "/explore?of=project/nuclear-power-plant"
XMLNS = "{http://graphml.graphdrawing.org/xmlns}"
AROUND = ("CNNC", "EDF", "KHNP", "Rosatom")


@pytest.fixture
def site(hostile_service: str) -> str:
    return hostile_service


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("#cy")).to_have_attribute("data-drawn", "true")


def thing(page: Page, name: str) -> Locator:
    return page.locator("#things button", has=page.locator("bdi", has_text=re.compile(f"^{name}$")))


def saved(page: Page, name: str) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    assert download.value.suggested_filename.endswith(f".{name.lower()}")
    return download.value.path()


def test_it_grows_by_keyboard_and_the_address_holds_the_view(open_page: OpenPage) -> None:
    page = open_page(language="fr")
    opened(page, PLANT)
    expect(page.locator("#size")).to_have_text("7 choses, 7 énoncés")
    expect(page.locator("#lists")).to_be_hidden()
    axe(page)
    thing(page, "EDF").focus()
    expect(page.locator("#chosen h3")).to_have_text("EDF")
    expect(page.locator("#chosen")).to_contain_text("2 voisins sur 3 ne sont pas montrés")
    page.keyboard.press("Enter")
    expect(thing(page, "Luc Rémont")).to_be_visible()
    expect(thing(page, "EDF")).to_be_focused()
    expect(page.locator("#cy")).to_have_attribute("aria-label", re.compile("9 choses"))
    axe(page)
    assert page.url.endswith(
        f"{PLANT}&of=company/edf".replace("/nuc", "%2Fnuc").replace("y/e", "y%2Fe")
    )
    names = page.locator("#things bdi").all_text_contents()
    page.reload()
    expect(page.locator("#things bdi")).to_have_text(names)
    thing(page, "EDF").click()
    page.get_by_role("button", name="Masquer ses voisins").click()
    expect(thing(page, "Luc Rémont")).to_have_count(0)
    expect(thing(page, "EDF")).to_be_visible()
    page.locator(".languages a[lang=en]").click()
    expect(page.locator("#size")).to_have_text("7 things, 7 statements")


def at_rest(page: Page, position: str) -> dict[str, float]:
    """Return where something is in the drawing once it no longer moves."""
    before: dict[str, float] = {}
    for _ in range(100):
        now: dict[str, float] = page.evaluate(position)
        if now == before:
            return now
        before = now
        page.wait_for_timeout(100)
    raise AssertionError("The drawing never came to rest.")


def test_a_click_in_the_drawing_lets_neighbours_in(open_page: OpenPage) -> None:
    page = open_page()
    page.set_viewport_size({"width": 1280, "height": 1400})  # a click below the window hits nothing
    opened(page, PLANT)
    box = page.locator("#cy").bounding_box()
    assert box
    # Cytoscape keeps its graph at the element.
    graph = "document.getElementById('cy')._cyreg.cy"
    at = at_rest(page, f"{graph}.getElementById('company/edf').renderedPosition()")
    page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
    expect(thing(page, "Luc Rémont")).to_be_visible()
    expect(thing(page, "EDF")).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#chosen h3")).to_have_text("EDF")
    # Nothing is returned: what emit() gives is the whole graph, and to send that takes a minute.
    page.evaluate(f"void {graph}.edges('[name = \"approves\"]').emit('tap')")
    expect(page.locator("#chosen li")).to_have_count(1)
    expect(page.locator("#chosen li")).to_contain_text("referendum on a nuclear power plant")


def test_a_statement_tells_its_reasons_and_things_are_added_by_name(open_page: OpenPage) -> None:
    page = open_page()
    opened(page, PLANT)
    line = page.locator("#chosen li", has_text="shortlisted for")
    line.locator("a.why").click()
    expect(line.locator(".disclosed")).to_contain_text("eonergie-2024-11")
    page.locator("#add").press_sequentially("тока")
    expect(page.locator("#to-add")).to_contain_text("Tokayev")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(thing(page, "Kassym-Jomart Tokayev")).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#chosen h3")).to_have_text("Kassym-Jomart Tokayev")
    assert "of=person%2Ftokayev" in page.url


def test_conditions_keep_the_things_and_are_in_the_address(open_page: OpenPage) -> None:
    page = open_page(scheme="dark")
    opened(page, PLANT)
    page.locator("details.choosing summary").click()
    axe(page, CONTRAST)
    page.get_by_label("company").check()
    page.locator("select[name=modality]").select_option("all")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("#cy")).to_have_attribute("data-drawn", "true")
    for name in AROUND:
        expect(thing(page, name)).to_be_visible()
    expect(thing(page, "Kazakhstan")).to_have_count(0)
    assert "kind=company" in page.url
    assert "modality=all" in page.url
    expect(page.get_by_label("company")).to_be_checked()


def test_the_view_is_saved_as_a_picture_and_for_programs(open_page: OpenPage) -> None:
    page = open_page()
    opened(page, "/explore?of=company/hostile&of=project/nuclear-power-plant&modality=all")
    assert saved(page, "PNG").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    told = json.loads(saved(page, "JSON").read_text(encoding="utf-8"))
    root = ElementTree.parse(saved(page, "GraphML")).getroot()
    assert root.tag == f"{XMLNS}graphml"
    keys = {key.attrib["id"]: key.attrib for key in root.iter(f"{XMLNS}key")}
    for element in root.iter(f"{XMLNS}data"):
        assert element.attrib["key"] in keys
    nodes = {node.attrib["id"]: _values(node) for node in root.iter(f"{XMLNS}node")}
    assert set(nodes) == {node["id"] for node in told["nodes"]}
    assert nodes["company/hostile"]["node-name"] == MARKUP
    edges = {edge.attrib["id"]: edge for edge in root.iter(f"{XMLNS}edge")}
    edge = edges["hostile-002"]
    assert (edge.attrib["source"], edge.attrib["target"]) == (
        "company/hostile",
        "project/nuclear-power-plant",
    )
    assert _values(edge)["edge-modalities"] == "Planned"
    assert {one.attrib["source"] for one in edges.values()} <= set(nodes)


def _values(element: ElementTree.Element) -> dict[str, str | None]:
    return {data.attrib["key"]: data.text for data in element.iter(f"{XMLNS}data")}


def test_names_with_markup_do_nothing_and_fit_a_phone(open_page: OpenPage) -> None:
    page = open_page(phone=True)
    opened(page, "/explore?of=company/hostile&modality=all")
    expect(page.locator("#chosen h3")).to_have_text(MARKUP)
    assert page.locator("main img").count() == 0
    assert not too_wide(page)
    axe(page)
    page.goto("/explore?of=company/hostile&lang=fr")
    assert not too_wide(page)
    page.goto("/explore")
    assert not too_wide(page)
    axe(page)


def test_without_script_links_lead_on(open_page: OpenPage) -> None:
    page = open_page(script=False)
    page.goto(PLANT)
    expect(page.locator("#explorer")).to_be_hidden()
    row = page.locator("#lists tr", has_text="EDF").first
    row.get_by_role("link", name="Show its neighbours").click()
    expect(page.locator("#lists")).to_contain_text("Luc Rémont")
    page.locator("details.choosing summary").click()
    page.get_by_label("company").check()
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("#lists")).not_to_contain_text("Luc Rémont")


def test_a_service_that_is_gone_leaves_what_is_shown(open_page: OpenPage, watch: Watch) -> None:
    watch.expect("console", "net::ERR_FAILED")
    page = open_page()
    opened(page, PLANT)
    page.route("**/explore/part.json*", lambda route: route.abort())
    thing(page, "EDF").click()
    expect(page.locator("#size")).to_have_text(
        "The service cannot be reached. What is shown stays."
    )
    expect(page.locator("#things button")).to_have_count(7)
    page.unroute_all()
    thing(page, "EDF").click()
    expect(thing(page, "Luc Rémont")).to_be_visible()
