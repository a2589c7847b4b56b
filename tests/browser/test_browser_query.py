"""The SPARQL page in a real browser: the editor, what it suggests, shows and draws, and keeps."""

from collections.abc import Callable

import pytest
from accessible import CONTRAST, axe, too_wide
from browsing import OpenPage
from playwright.sync_api import Page, expect
from watching import Watch

KZ = "https://w3id.org/kzgraph/ontology#"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
POSITIONS = """SELECT * { VALUES (?name ?lat ?long) {
  ("made-up town" 51.5 71.5) ("another" 48.5 2.5) } }"""
ANSWER = ".tabPanel.active .yasr_results"


def ready(page: Page, address: str = "/query") -> None:
    """Open the page, and wait for the editor and its terms."""
    page.goto(address)
    page.locator("#editor:not([aria-busy]) .tabPanel.active .yasqe .CodeMirror").wait_for()


def text(page: Page) -> str:
    """Return what stands in the editor."""
    script = 'document.querySelector(".tabPanel.active .yasqe .CodeMirror").CodeMirror.getValue()'
    return str(page.evaluate(script))


def write(page: Page, query: str) -> None:
    """Put a text into the editor, with the cursor at its end."""
    page.evaluate(
        """query => {
            const editor = document.querySelector(".tabPanel.active .yasqe .CodeMirror").CodeMirror;
            editor.setValue(query);
            editor.focus();
            editor.setCursor(editor.lineCount(), 0);
        }""",
        query,
    )


def suggested(page: Page, typed: str) -> list[str]:
    """Return what is suggested at the end of a text; the first is taken."""
    write(page, typed)
    page.keyboard.press("Control+Space")
    hints = page.locator(".CodeMirror-hints li")
    hints.first.wait_for()
    told = hints.all_inner_texts()
    page.keyboard.press("Enter")
    hints.first.wait_for(state="detached")
    return told


@pytest.mark.parametrize(
    ("language", "copy", "visitor"),
    [
        ("en", "Copy a link to this query", "kz:visitor  visitor"),
        ("fr", "Copier un lien vers cette requête", "kz:visitor  visiteur"),
    ],
)
def test_from_a_name_that_is_begun_to_an_answer_and_its_link(
    open_page: OpenPage, language: str, copy: str, visitor: str
) -> None:
    page = open_page(language=language)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ready(page)
    assert visitor in suggested(page, "SELECT * { ?visit visi")
    assert suggested(page, "SELECT * { ?visit kz:visitor Токаев")[0].startswith("person:tokayev  ")
    write(page, f"{text(page)} }}")
    page.locator("#run").click()
    visit = page.locator(f"{ANSWER} a.iri", has_text="visit:tokayev-france-2024")
    expect(visit).to_have_attribute("href", "/page/visit/tokayev-france-2024")
    axe(page, () if language == "en" else CONTRAST)
    page.emulate_media(color_scheme="dark")
    axe(page, CONTRAST)
    query = text(page)
    page.get_by_text(copy).click()
    expect(page.locator("#copied")).not_to_be_empty()
    other = open_page(language=language)
    ready(other, page.evaluate("navigator.clipboard.readText()"))
    expect(other.locator(f"{ANSWER} a.iri").first).to_be_visible()
    assert text(other) == query
    assert other.url.endswith("/query")


def test_examples_open_in_tabs_and_are_drawn_where_columns_allow(page: Page) -> None:
    ready(page)
    for example, view, drawn in (
        ("visit-dates", "timeline", ".time rect.when"),
        ("firms-by-state", "map", ".land.told"),
        ("around-a-project", "graph", ".net canvas"),
    ):
        page.locator(f"a[data-example={example}]").click()
        page.locator("#run").click()
        button = page.locator(f".tabPanel.active .select_{view}")
        expect(button).not_to_have_class("disabled")
        expect(page.locator(f"{ANSWER} table.dataTable")).to_be_visible()
        button.click()
        expect(page.locator(f"{ANSWER} {drawn}").first).to_be_visible()
    axe(page)
    links = page.locator(".time a")
    page.locator(".tabsList .tab", has_text="When did each visit begin").locator("a").click()
    expect(links.filter(has_text="visit:tokayev-france-2024")).to_have_attribute(
        "href", "/page/visit/tokayev-france-2024"
    )
    write(page, POSITIONS)
    page.locator("#run").click()
    page.locator(".tabPanel.active .select_map").click()
    spots = page.locator(f"{ANSWER} .spot")
    expect(spots).to_have_count(2)
    spots.first.press("Enter")
    expect(page.locator(".leaflet-popup-content")).to_contain_text("made-up town")
    # What was opened is there after a reload, and an example is opened once.
    page.reload()
    page.locator("a[data-example=firms-by-state]").click()
    expect(page.locator(".tabsList .tab")).to_have_count(4)


def test_a_query_that_fails_says_where_and_is_kept(page: Page, watch: Watch) -> None:
    watch.expect("status", "400 POST")
    watch.expect("status", "400 GET")
    ready(page)
    write(page, "SELECT ?s\nWHERE { ?s ?p }")
    page.locator("#run").click()
    fault = page.locator(f"{ANSWER} .fault")
    expect(fault).to_contain_text("The query does not parse")
    expect(fault).to_contain_text("Line 2, column")
    axe(page)
    page.reload()
    expect(page.locator(".tabPanel.active .yasqe .CodeMirror")).to_be_visible()
    assert text(page) == "SELECT ?s\nWHERE { ?s ?p }"
    page.goto("/query?query=SELECT")
    expect(page.locator("main > .fault")).to_contain_text("The query does not parse")
    page.locator(".tabPanel.active .yasqe .CodeMirror").wait_for()
    assert text(page) == "SELECT"


def test_a_slow_query_says_when_it_was_ended_and_is_kept(
    open_page: OpenPage, watch: Watch, start_service: Callable[..., str]
) -> None:
    hasty = watch.site = start_service(deadline=1)
    watch.expect("status", "503 POST")
    page = open_page(language="fr")
    ready(page, f"{hasty}/query")
    write(page, SLOW)
    page.locator("#run").click()
    fault = page.locator(f"{ANSWER} .fault")
    expect(fault).to_contain_text("La requête a dépassé le temps imparti")
    expect(fault).to_contain_text("au bout de 1 s")
    expect(fault).to_contain_text("LIMIT")
    assert text(page) == SLOW


def test_without_script_and_on_a_phone(open_page: OpenPage) -> None:
    page = open_page(script=False, phone=True)
    page.goto("/query")
    page.get_by_text("When did each visit begin").click()
    page.locator("#ask button").click()
    expect(page.locator("#answer")).to_contain_text("4 rows")
    expect(page.locator("textarea#query")).to_contain_text("kz:startDate")
    scripted = open_page(phone=True)
    ready(scripted, "/query?example=visit-dates")
    scripted.locator("#run").click()
    expect(scripted.locator(f"{ANSWER} table.dataTable")).to_be_visible()
    assert not too_wide(scripted)


def test_markup_in_an_answer_is_text(page: Page) -> None:
    ready(page)
    write(
        page,
        """SELECT ?x ?y { VALUES (?x ?y) {
        (<javascript:alert(1)> "<img src=x onerror=alert(2)>") } }""",
    )
    page.locator("#run").click()
    cells = page.locator(f"{ANSWER} tbody td")
    expect(cells.nth(1)).to_have_text("javascript:alert(1)")
    expect(cells.nth(2)).to_contain_text("<img src=x onerror=alert(2)>")
    expect(page.locator(f"{ANSWER} tbody :is(a, img)")).to_have_count(0)


def test_the_endpoint_leads_people_to_the_page(page: Page) -> None:
    page.goto("/sparql")
    expect(page.locator("#editor")).to_be_visible()
    assert page.url.endswith("/query")
