"""Describing a new document: what is written, what is refused, and that nothing is half written."""

from dataclasses import replace
from pathlib import Path

import pytest
from gazette import SOURCE, TEXT

from kzgraph.authoring import write
from kzgraph.authoring.description import Description, new_source
from kzgraph.authoring.sentences import sentences
from kzgraph.errors import BadRequestError, DataError, KzgraphError
from kzgraph.evidence import digest
from kzgraph.rdf import RdfFormat, canonical, parse_file

ABOUT = Description(
    id="herald-2024-11-06",
    name_en="Herald on Ada",
    name_fr="Herald sur Ada",
    publisher="Gazette",
    language="en",
    kind="press article",
    date="2024-11-06",
    date_basis="DateStated",
    address="https://herald.example/ada?x=1",
    title="Ada is here",
    note="A made-up relay.",
    derived_from=(SOURCE,),
    seen=2000,
    whole=False,
)
WRITTEN = """
document:herald-2024-11-06 a kz:Document ;
	dcterms:description "A made-up relay."@en ;
	dcterms:issued "2024-11-06"^^xsd:date ;
	dcterms:language "en" ;
	dcterms:publisher organisation:gazette ;
	dcterms:title "Ada is here"@en ;
	skos:prefLabel "Herald on Ada"@en , "Herald sur Ada"@fr ;
	prov:wasDerivedFrom document:gazette-2024 ;
	schema:url <https://herald.example/ada?x=1> ;
	kz:charactersSeen 2000 ;
	kz:dateBasis kz:DateStated ;
	kz:documentKind kz:PressArticle ;
	kz:seenWhole false .
"""


def listing(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in (root / "data").rglob("*"))


def test_a_description_is_written_in_its_one_form(root: Path) -> None:
    folder = new_source(root, ABOUT)
    assert folder == root / "data/sources/herald-2024-11-06"
    text = (folder / "source.ttl").read_text("utf-8")
    assert text.endswith(WRITTEN)
    for name, rdf_format in (("source.ttl", RdfFormat.TURTLE), ("claims.trig", RdfFormat.TRIG)):
        path = folder / name
        assert path.read_text("utf-8") == canonical(parse_file(path), rdf_format)
    assert list(parse_file(folder / "claims.trig")) == []


def test_an_id_is_given_once(root: Path) -> None:
    before = listing(root)
    with pytest.raises(BadRequestError, match="there already"):
        new_source(root, replace(ABOUT, id=SOURCE))
    assert listing(root) == before


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"id": "Herald 2024"}, "ID: document/Herald 2024 is not <kind>/<slug>"),
        ({"id": "../x"}, "ID: "),
        ({"name_fr": " "}, "--name-fr: is needed"),
        ({"publisher": "Herald"}, "--publisher: there is no publisher called 'Herald'"),
        ({"publisher": "Ada Ardant"}, "did you mean person:ada?"),
        ({"kind": "novel"}, "--kind: 'novel' is none of AgencyReport"),
        ({"date": "6 Nov"}, "--date: '6 Nov' is not a year"),
        ({"date_basis": ""}, "--date-basis: is needed"),
        ({"derived_from": ("gazette-1999",)}, "--derived-from: there is no document or origin"),
        ({"address": "herald.example"}, "--address: 'herald.example' is no address"),
        ({"address": "https://a b"}, "--address: "),
        ({"language": "English!", "title": "x"}, "--title: 'English!' is no language tag"),
        ({"whole": None}, "--seen: how much was read needs --whole or --part"),
        ({"seen": None}, "--seen: how much was read"),
    ],
)
def test_what_is_wrong_is_told_by_flag_and_nothing_is_written(
    root: Path, changed: dict[str, object], told: str
) -> None:
    before = listing(root)
    with pytest.raises(DataError) as caught:
        new_source(root, replace(ABOUT, **changed))  # type: ignore[arg-type]
    assert told in str(caught.value)
    assert listing(root) == before


def test_all_that_is_wrong_is_told_at_once(root: Path) -> None:
    with pytest.raises(DataError) as caught:
        new_source(root, replace(ABOUT, publisher="x", kind="x", date="x"))
    assert len(caught.value.problems) == 3


def test_a_document_without_a_date_says_so(root: Path) -> None:
    folder = new_source(root, replace(ABOUT, date="", date_basis=""))
    assert "kz:dateBasis kz:DateUnknown" in (folder / "source.ttl").read_text("utf-8")


def test_of_a_text_positions_are_noted_and_no_words(root: Path) -> None:
    folder = new_source(root, replace(ABOUT, text=TEXT))
    text = (folder / "source.ttl").read_text("utf-8")
    assert f'kz:sha256 "{digest(TEXT)}"' in text
    assert "kz:textLength 70" in text
    assert "sentence:herald-2024-11-06-003 a kz:Sentence ;\n\toa:end 70 ;\n\toa:start 32 ." in text
    assert "Bo met" not in text


def test_a_write_that_fails_leaves_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = listing(root)

    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(write, "flush", full)
    with pytest.raises(KzgraphError, match="No space left"):
        new_source(root, ABOUT)
    assert listing(root) == before
    path = root / "data/entities/things.ttl"
    text = path.read_text("utf-8")
    with pytest.raises(KzgraphError, match="No space left"):
        write.replace_text(path, "half")
    assert (listing(root), path.read_text("utf-8")) == (before, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("M. Ardent et Mme. Brun. Fin", ["M. Ardent et Mme. Brun.", "Fin"]),
        ("A. B. Ardent came.", ["A. B. Ardent came."]),
        ("1.2 GW, 3 p. long. 4 more.", ["1.2 GW, 3 p. long.", "4 more."]),
        ("Title\n\nBody goes on\nhere.", ["Title", "Body goes on", "here."]),
        ("« Oui. » Non.", ["« Oui. »", "Non."]),
        ("Он пришёл. Она ушла.", ["Он пришёл.", "Она ушла."]),
        ("  \n ", []),
    ],
)
def test_sentences_are_cut_at_their_ends(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in sentences(text)] == expected
