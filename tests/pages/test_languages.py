"""The language of a page: chosen in the address, kept in a cookie, wished for by the browser."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest
from babel import Locale
from seen import seen
from starlette.requests import Request

from kzgraph.read.graph import Graph
from kzgraph_api.pages import languages, rendering
from kzgraph_api.pages.languages import known_language
from kzgraph_api.pages.reader import Reader

ABOUT = "/about"


def asked(header: str | None = None, cookie: str = "", query: str = "") -> Request:
    headers = [(b"cookie", cookie.encode())] if cookie else []
    if header is not None:
        headers.append((b"accept-language", header.encode()))
    return Request({"type": "http", "headers": headers, "query_string": query.encode()})


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "en"),
        ("", "en"),
        ("fr", "fr"),
        ("fr-CA, en;q=0.9", "fr"),
        ("FR-fr", "fr"),
        ("de, fr;q=0.5", "fr"),
        ("de", "en"),
        ("*", "en"),
        ("en;q=0.5, fr;q=0.8", "fr"),
        ("en, fr", "en"),
        ("fr, en", "fr"),
        ("fr;q=0", "en"),
        ("en;q=0.1, fr;q=nonsense", "en"),
        ("kk, ru;q=0.9, fr;q=0.4, en;q=0.3", "fr"),
        (",;=,q=", "en"),
    ],
)
def test_the_browser_wishes_by_weight(header: str | None, language: str) -> None:
    assert known_language(asked(header)) == language


def test_what_was_chosen_counts_before_what_the_browser_wishes() -> None:
    assert known_language(asked("en", cookie="lang=fr")) == "fr"
    assert known_language(asked("fr", cookie="lang=xx")) == "fr"
    assert known_language(asked("fr", cookie="lang=fr", query="lang=en")) == "en"
    assert known_language(asked("fr", query="lang=xx")) == "fr"


def get(service: str, address: str, **headers: str) -> httpx.Response:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.get(f"{service}{address}", headers={"Accept": "text/html"} | names)


@pytest.mark.server
def test_an_answer_says_its_language_and_what_it_depends_on(service: str) -> None:
    french = get(service, ABOUT, accept_language="fr")
    english = get(service, ABOUT)
    for answer, language in ((english, "en"), (french, "fr")):
        assert answer.headers["content-language"] == language
        assert seen(answer.text).one("html").attributes["lang"] == language
        assert {"Accept", "Accept-Language", "Cookie"} <= set(
            answer.headers["vary"].replace(" ", "").split(",")
        )
        assert "set-cookie" not in answer.headers
    assert english.headers["etag"] != french.headers["etag"]


@pytest.mark.server
def test_a_page_that_is_held_is_not_sent_in_another_language(service: str) -> None:
    tag = get(service, ABOUT).headers["etag"]
    assert get(service, ABOUT, if_none_match=tag).status_code == 304
    french = get(service, ABOUT, if_none_match=tag, accept_language="fr")
    assert (french.status_code, french.headers["content-language"]) == (200, "fr")


@pytest.mark.server
def test_only_a_choice_is_remembered(service: str) -> None:
    with httpx.Client(base_url=service, headers={"Accept": "text/html"}) as reader:
        chosen = reader.get(ABOUT, params={"lang": "fr"})
        cookie = chosen.headers["set-cookie"]
        assert cookie.startswith("lang=fr; Path=/; Max-Age=")
        assert "SameSite=Lax" in cookie
        assert reader.get("/terms").headers["content-language"] == "fr"
        # It is sent where the page comes from what is kept, and where the browser holds it.
        again = reader.get(ABOUT, params={"lang": "fr"})
        held = reader.get(
            ABOUT, params={"lang": "fr"}, headers={"If-None-Match": again.headers["etag"]}
        )
        assert held.status_code == 304
        assert cookie == again.headers["set-cookie"] == held.headers["set-cookie"]
        back = reader.get(ABOUT, params={"lang": "en"})
        assert back.headers["content-language"] == "en"


@pytest.mark.server
def test_the_switch_keeps_the_rest_of_the_address(service: str) -> None:
    page = seen(get(service, "/search?q=%D0%A2%D0%BE%D0%BA%D0%B0%D0%B5%D0%B2+%26&lang=en").text)
    english, french = page.one("ul", class_="languages").all("a")
    assert french.attributes["href"] == (
        "/search?q=%D0%A2%D0%BE%D0%BA%D0%B0%D0%B5%D0%B2+%26&lang=fr"
    )
    assert (english.text, french.text) == ("English", "Français")
    assert (french.attributes["lang"], french.attributes["hreflang"]) == ("fr", "fr")
    assert english.attributes["aria-current"] == "true"
    assert "aria-current" not in french.attributes
    answer = get(service, french.attributes["href"])
    assert "« Токаев & »" in " ".join(seen(answer.text).one("h1").text.split())


@pytest.mark.server
@pytest.mark.parametrize("language", ["xx", "FR", "fr-FR", "ru", "../fr", "x" * 400])
def test_a_language_that_there_is_not(service: str, language: str) -> None:
    answer = httpx.get(
        f"{service}{ABOUT}", params={"lang": language}, headers={"Accept": "text/html"}
    )
    assert answer.status_code == 400
    assert "the pages are in en, fr." in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.server
def test_rest_does_not_speak_languages(service: str) -> None:
    both = {
        get(service, "/v1/entities/state/kaz", accept_language=way).text for way in ("en", "fr")
    }
    assert len(both) == 1


HEAD = """msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plurals}\\n"

msgid "Found for “%(asked)s”"
msgstr "Найдено: %(asked)s"

msgid "%(num)s result"
msgid_plural "%(num)s results"
"""
RUSSIAN = HEAD.format(
    language="ru",
    plurals="nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
    "(n%100<10 || n%100>=20) ? 1 : 2);",
)
KAZAKH = HEAD.format(language="kk", plurals="nplurals=2; plural=(n != 1);")
RESULTS = {"ru": ("ответ", "ответа", "ответов"), "kk": ("жауап", "жауап")}
FORMS = {
    language: head + "".join(f'msgstr[{n}] "%(num)s {word}"\n' for n, word in enumerate(words))
    for (language, words), head in zip(RESULTS.items(), (RUSSIAN, KAZAKH), strict=True)
}


@pytest.fixture
def more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two more languages, each with a catalogue of two messages: its file and its name are enough."""
    (tmp_path / "locale").mkdir()
    for language, text in FORMS.items():
        (tmp_path / "locale" / f"{language}.po").write_text(text, encoding="utf-8")
    shutil.copy(Path(languages.__file__).parents[1] / "locale/fr.po", tmp_path / "locale")
    monkeypatch.setattr(languages, "files", lambda _package: tmp_path)
    monkeypatch.setitem(languages.LANGUAGES, "ru", "Русский")
    monkeypatch.setitem(languages.LANGUAGES, "kk", "Қазақша")
    _forget()
    yield
    _forget()


def _forget() -> None:
    languages.translations.cache_clear()
    rendering.environment.cache_clear()


@pytest.mark.usefixtures("more")
@pytest.mark.parametrize(
    ("language", "results", "day", "number"),
    [
        ("ru", ["1 ответ", "3 ответа", "5 ответов"], "5 ноября 2024", "1\xa0234,5"),
        ("kk", ["1 жауап", "3 жауап", "5 жауап"], "2024", "1\xa0234,5"),
    ],
)
def test_another_language_is_a_catalogue_and_its_name(
    release_graph: Graph, language: str, results: list[str], day: str, number: str
) -> None:
    assert known_language(asked(f"{language}-KZ")) == language
    reader = Reader(language, release_graph)
    assert reader.locale == Locale.parse(language)
    environment = rendering.environment(language)
    template = environment.from_string(
        '{{ _("Found for “%(asked)s”", asked="<b>") }}|{{ "state/kaz" | named }}|'
        '{{ "kz:visitor" | named }}|{{ day | date }}|{{ 1234.5 | number }}|'
        '{% for n in [1, 3, 5] %}{{ ngettext("%(num)s result", "%(num)s results", n) }};{% endfor %}'
        '|{{ _("Not translated") }}'
    )
    told = template.render(reader=reader, day=date(2024, 11, 5).isoformat()).split("|")
    named = {"ru": ("Казахстан", "посетитель"), "kk": ("Қазақстан", "сапармен келуші")}[language]
    assert told[0] == "Найдено: &lt;b&gt;"
    assert tuple(told[1:3]) == named
    assert day in told[3]
    assert told[4] == number
    assert told[5] == "".join(f"{one};" for one in results)
    assert told[6] == "Not translated"


@pytest.mark.usefixtures("more")
@pytest.mark.parametrize("language", ["ru", "kk"])
def test_a_whole_page_in_another_language(release_graph: Graph, language: str) -> None:
    chrome = type("Chrome", (), {})()
    chrome.languages = [
        type("Choice", (), {"code": code, "name": name, "address": f"/?lang={code}"})()
        for code, name in languages.LANGUAGES.items()
    ]
    chrome.within = lambda *_: False
    chrome.release = type("Release", (), {"release": "0" * 64})()
    text = rendering.rendered(
        "search.html",
        Reader(language, release_graph),
        chrome=chrome,
        asked="",
        found=None,
        next=None,
    )
    page = seen(text)
    assert page.one("html").attributes["lang"] == language
    names = [one.text for one in page.one("ul", class_="languages").all("a")]
    assert names == ["English", "Français", "Русский", "Қазақша"]
