"""Each watch fires: on pages that do one thing wrong, and not on one that does none."""

from collections.abc import Iterable, Iterator

import pytest
from bad_pages import LAX, STRICT, page, serving
from browsing import Reader
from playwright.sync_api import Browser
from watching import Finding, Kind, Watch, watching


@pytest.fixture(scope="module")
def other() -> Iterator[str]:
    """Another host, as a browser sees it: another port."""
    with serving({"/picture": "no picture"}, "") as address:
        yield address


@pytest.fixture(scope="module")
def lax(other: str) -> Iterator[str]:
    """Pages that may do what they like."""
    pages = {
        "/good": page("<p>Nothing wrong.</p><script>console.log('a word')</script>"),
        "/prints-error": page("<script>console.error('told', 1)</script>"),
        "/prints-warning": page("<script>console.warn('beware')</script>"),
        "/throws": page("<script>throw new TypeError('thrown')</script>"),
        "/rejects": page("<script>Promise.reject(new Error('rejected'))</script>"),
        "/asks-elsewhere": page(f"<img alt='' src='{other}/picture'>"),
        "/asks-a-name": page("<img alt='' src='http://tiles.example/1.png'>"),
        "/lacks-a-part": page("<img alt='' src='/missing.png'>"),
        "/breaks": page("<img alt='' src='/broken'>"),
    }
    with serving(pages, LAX) as address:
        yield address


@pytest.fixture(scope="module")
def strict() -> Iterator[str]:
    """Pages under the policy that only the service's own scripts and styles pass."""
    pages = {
        "/script": page("<script>console.log(1)</script>"),
        "/handler": page("<button onclick='f()'>Press</button>"),
        "/style": page("<p style='color: red'>Red</p>"),
        "/evaluates": page("", "<script src='/eval.js'></script>"),
        "/eval.js": "try { eval('1') } catch { }",
    }
    with serving(pages, STRICT) as address:
        yield address


def look(
    browser: Browser, site: str, paths: Iterable[str], *, script: bool = True
) -> dict[str, list[Finding]]:
    """Return what is found on some pages, each opened in a window of its own."""
    watch, found = Watch(site), {}
    context = Reader(script=script).context(browser, site)
    watch.over(context)
    for path in paths:
        window = context.new_page()
        window.goto(path)
        window.close()
        found[path], watch.findings = watch.findings, []
    context.close()
    return found


FAULTS: dict[str, tuple[Kind, str]] = {
    "/prints-error": ("console", "told 1 ("),
    "/prints-warning": ("console", "beware"),
    "/throws": ("error", "TypeError: thrown"),
    "/rejects": ("error", "Error: rejected"),
    "/asks-elsewhere": ("foreign", "/picture"),
    "/asks-a-name": ("foreign", "image http://tiles.example/1.png"),
    "/lacks-a-part": ("status", "404 GET "),
    "/breaks": ("status", "500 GET "),
    "/no-such-page": ("status", "404 GET "),
}


def test_each_fault_is_found_and_nothing_where_there_is_none(browser: Browser, lax: str) -> None:
    found = look(browser, lax, ["/good", *FAULTS])
    assert found.pop("/good") == []
    for path, (kind, text) in FAULTS.items():
        assert [one for one in found[path] if one.kind == kind and text in one.text], found[path]


VIOLATIONS = {
    "/script": "script-src-elem inline",
    "/handler": "script-src-attr inline",
    "/style": "style-src-attr inline",
    "/evaluates": "script-src eval",
}


def test_each_violation_of_the_policy_is_found(browser: Browser, strict: str) -> None:
    for path, findings in look(browser, strict, VIOLATIONS).items():
        assert Finding("policy", VIOLATIONS[path]) in findings
        assert {one.kind for one in findings} == {"policy"}


def test_a_violation_is_found_without_script_too(browser: Browser, strict: str) -> None:
    (finding,) = look(browser, strict, ["/style"], script=False)["/style"]
    assert finding.kind == "policy"
    assert "inline style" in finding.text


def judge(findings: list[Finding], *expected: Finding) -> None:
    """Watch a place where these are found, and some expected."""
    with watching("http://here") as watch:
        for one in expected:
            watch.expect(one.kind, one.text)
        watch.findings += findings


MISSING = Finding("status", "404 GET http://here/x")


def test_anything_unexpected_fails_a_test_and_is_told() -> None:
    with pytest.raises(AssertionError) as raised:
        judge([MISSING, Finding("console", "beware")], Finding("status", "404 GET "))
    assert str(raised.value) == "pages of http://here:\nconsole: beware"


@pytest.mark.parametrize("kind", ["console", "error", "policy", "foreign"])
def test_what_is_expected_is_of_its_kind_and_must_come(kind: Kind) -> None:
    with pytest.raises(AssertionError) as raised:
        judge([MISSING], Finding(kind, "404"))
    assert str(raised.value).splitlines()[1:] == [
        "status: 404 GET http://here/x",
        f"expected, but not found: {kind}: 404",
    ]


def test_what_is_expected_passes() -> None:
    judge([MISSING, MISSING], Finding("status", "404"))
    judge([Finding("foreign", "document http://there/")], Finding("foreign", ""))
