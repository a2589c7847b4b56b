"""The catalogues of the pages: every message is translated, in every form, with what it stands for."""

import re
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import messages
import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po

CATALOGUES = sorted(messages.LOCALE.glob("*.po"))

_PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{(\w+)\}")

HEAD = """# A catalogue.
msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"
"""


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def placeholders(text: str) -> set[str]:
    return {name or other for name, other in _PLACEHOLDER.findall(text)}


def faults(catalogue: Catalog) -> list[str]:
    """Return the messages whose translation lacks a form, or says what the message does not."""
    return [str(message.id) for message in catalogue if message.id and not _fits(message)]


def _fits(message: Any) -> bool:
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    if len(forms) != len(ids) or not all(forms):
        return False
    wanted = placeholders(" ".join(ids))
    # The singular may tell its number in words.
    return placeholders(forms[-1]) == wanted and all(placeholders(f) <= wanted for f in forms)


def test_there_is_a_french_catalogue() -> None:
    assert [path.stem for path in CATALOGUES] == ["fr"]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_has_the_messages_of_today_and_all_are_translated(path: Path) -> None:
    catalogue, text = messages.merged(path)
    assert messages.untranslated(catalogue) == []
    assert text == path.read_bytes(), "run make messages"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_has_every_form_and_the_names_of_its_message(path: Path) -> None:
    assert faults(read(path)) == []


def test_french_has_the_signs_of_french() -> None:
    """Before : ; ? ! and within « » stands a space that does not break; the apostrophe is bent."""
    told = [str(form) for one in read(messages.LOCALE / "fr.po") if one.id for form in _forms(one)]
    assert [text for text in told if re.search(r"\w'\w| [:;?!»]|« ", text)] == []


def _forms(message: Any) -> tuple[str, ...]:
    return message.string if isinstance(message.string, (tuple, list)) else (message.string,)


@pytest.mark.parametrize(
    ("ids", "string", "fits"),
    [
        ("Since %(date)s", "Depuis %(date)s", True),
        ("Since %(date)s", "Depuis", False),
        ("Since %(date)s", "Depuis %(jour)s", False),
        ("Line {line}", "Ligne {ligne}", False),
        (("%(num)s row", "%(num)s rows"), ("une ligne", "%(num)s lignes"), True),
        (("%(num)s row", "%(num)s rows"), ("%(num)s ligne", ""), False),
        (("%(num)s row", "%(num)s rows"), ("%(num)s ligne", "lignes"), False),
    ],
)
def test_what_does_not_fit_is_found(ids: object, string: object, fits: bool) -> None:
    assert (faults([SimpleNamespace(id=ids, string=string)]) == []) is fits


def test_messages_are_found_in_templates_code_and_kinds_of_problems() -> None:
    found = messages.messages()
    files = {name: {file for file, _ in found[name].locations} for name in _SAID}
    assert files == _SAID
    plural = found["%(num)s entity"]
    assert plural.id == ("%(num)s entity", "%(num)s entities")


_SAID = {
    "Where to begin": {"templates/home.html"},
    "What do documents say about Kazakhstan?": {"pages/home.py"},
    "There is nothing of that name": {"kinds.py"},
}


@pytest.fixture
def locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue without a message, and one message that the pages say."""
    said = Catalog()
    said.add("Hello", locations=[("templates/hello.html", 0)])
    monkeypatch.setattr(messages, "LOCALE", tmp_path)
    monkeypatch.setattr(messages, "messages", lambda: said)
    (tmp_path / "fr.po").write_text(HEAD)
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["messages.py", *arguments])
    return messages.main()


def test_the_command_brings_a_catalogue_up_to_date(
    locale: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = locale / "fr.po"
    assert run(monkeypatch, "--check") == 1
    assert "run make messages" in capsys.readouterr().err
    assert path.read_text() == HEAD
    assert run(monkeypatch) == 0
    assert path.read_text().startswith(HEAD)
    assert 'msgid "Hello"\nmsgstr ""\n' in path.read_text()
    assert run(monkeypatch, "--check") == 1
    assert "fr.po: no translation of 'Hello'" in capsys.readouterr().err
    path.write_text(path.read_text().replace('"Hello"\nmsgstr ""', '"Hello"\nmsgstr "Bonjour"'))
    assert run(monkeypatch, "--check") == 0
    assert capsys.readouterr().err == ""


def test_what_nobody_says_any_more_goes_out(locale: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = locale / "fr.po"
    path.write_text(f'{HEAD}\nmsgid "Gone"\nmsgstr "Parti"\n')
    assert run(monkeypatch) == 0
    assert "Gone" not in path.read_text()
