"""What the SPARQL editor suggests: terms that its page gives it, and nothing from another host."""

import json

from playwright.sync_api import Page

POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "style-src 'self' 'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"
)
KZ = "https://w3id.org/kzgraph/ontology#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
TERMS = {
    "prefixes": {"kz": KZ, "rdfs": RDFS},
    "properties": [RDFS + "label", KZ + "headOfState", KZ + "headquarters", KZ + "topic"],
    "classes": [KZ + "Visit", KZ + "VisitSeries", "urn:other:Visit"],
}
EDITOR = f"""<!doctype html><html lang="en"><head><title>Editor</title>
<link rel="stylesheet" href="/static/vendor/yasgui/yasgui.min.css">
<script defer src="/static/vendor/yasgui/yasgui.min.js"></script>
<script type="module" src="/static/editor.js"></script></head>
<body><main id="editor"></main>
<script type="application/json" id="terms">{json.dumps(TERMS)}</script></body></html>"""
SCRIPT = """import { completeFrom } from "/static/js/completers.js";
completeFrom(Yasgui.Yasqe, JSON.parse(document.getElementById("terms").textContent));
window.yasqe = new Yasgui.Yasqe(document.getElementById("editor"), { persistenceId: null });
"""


def editor(page: Page) -> None:
    """Open a page that the service does not have, with the files that it has."""
    headers = {"Content-Security-Policy": POLICY}
    page.route(
        "**/editor", lambda r: r.fulfill(body=EDITOR, content_type="text/html", headers=headers)
    )
    page.route(
        "**/static/editor.js", lambda r: r.fulfill(body=SCRIPT, content_type="text/javascript")
    )
    page.goto("/editor")
    page.wait_for_function("window.yasqe")


def suggested(page: Page, typed: str) -> list[str]:
    """Return what is suggested for a text with the cursor at its end; the first is then taken."""
    page.evaluate("yasqe.setValue(''); yasqe.focus()")
    page.evaluate("typed => yasqe.getDoc().replaceSelection(typed)", typed)
    page.keyboard.press("Control+Space")
    hints = page.locator(".CodeMirror-hints li")
    hints.first.wait_for()
    told = hints.all_inner_texts()
    page.keyboard.press("Enter")
    hints.first.wait_for(state="detached")
    return told


def test_terms_of_the_page_are_suggested_by_prefix_by_iri_and_by_their_last_part(
    page: Page,
) -> None:
    editor(page)
    head = ["kz:headOfState", "kz:headquarters"]
    assert suggested(page, "SELECT * { ?s kz:head") == head
    assert suggested(page, f"SELECT * {{ ?s <{KZ}head") == head
    assert suggested(page, "SELECT * { ?s Label") == ["rdfs:label"]
    assert suggested(page, "SELECT * { ?s a visit") == [
        "kz:Visit",
        "kz:VisitSeries",
        "<urn:other:Visit>",
    ]
    assert suggested(page, f"PREFIX our: <{KZ}> SELECT * {{ ?s our:top") == ["kz:topic"]


def test_a_prefix_that_is_used_is_declared(page: Page) -> None:
    editor(page)
    assert suggested(page, "SELECT * { ?s headq") == ["kz:headquarters"]
    assert page.evaluate("yasqe.getValue()") == f"PREFIX kz: <{KZ}>\nSELECT * {{ ?s kz:headquarters"
    assert suggested(page, "PREFIX rd") == [f"rdfs: <{RDFS}>"]
