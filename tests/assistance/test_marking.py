"""Reading French with the real model: names of ours, quotations with speakers, skeletons."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from leaflet import ADA, ARLAND, BO, GAZETTE, LEAFLET, WORDS, YOUNG_BO, place
from typer.testing import CliRunner

from kzgraph.assistance.marks import Dated, Mark, Marked, Measured, Named, Quoted
from kzgraph.assistance.pipeline import Pipeline
from kzgraph.assistance.proposals import read_proposals
from kzgraph.assistance.reading import mark_text
from kzgraph.assistance.skeletons import skeletons
from kzgraph.authoring.lexicon import Lexicon
from kzgraph.authoring.sheets import read_sheet
from kzgraph.cli import command_line
from kzgraph.errors import BadRequestError, ConfigurationError
from kzgraph.release import Home

Run = Callable[..., str]


@pytest.fixture
def leaflet(lexicon: Lexicon) -> Marked:
    return mark_text(WORDS, lexicon, "2024-11-05")


@pytest.fixture
def run(root: Path, home: Home, tmp_path: Path) -> Run:
    """A function that runs `kzgraph source` on the leaflet and returns what it prints."""
    text = tmp_path / "leaflet.txt"
    text.write_text(WORDS, encoding="utf-8")

    def ran(command: str, *options: str, file: bool = False, root: Path | None = root) -> str:
        given = [str(text)] if file else []
        rooted = ["--root", str(root)] if root else []
        arguments = [
            "source",
            command,
            LEAFLET,
            *given,
            *options,
            *rooted,
            "--home",
            str(home.path),
        ]
        done = CliRunner().invoke(command_line(), arguments, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    return ran


@pytest.mark.nlp
def test_names_dates_amounts_and_quotations_are_marked(leaflet: Marked) -> None:
    speech = place("« Nos firmes ont donné plus de 5 millions d'euros »")
    expected = [
        Mark(place("Ada Ardent"), Named((ADA,))),
        Mark(place("Arlande"), Named((ARLAND,))),
        Mark(place("4 novembre"), Dated("2024-11-04", relative=True)),
        Mark(place("Bo Brun"), Named((BO, YOUNG_BO))),
        Mark(speech, Quoted((BO, YOUNG_BO), place("Bo Brun"))),
        Mark(place("plus de 5 millions d'euros"), Measured("5000000", "EUR", "MoreThan", True)),
        Mark(place("Bo Brun", after="Assistant"), Named((BO, YOUNG_BO))),
        Mark(place("Gazette"), Named((GAZETTE,))),
    ]
    assert [mark for mark in leaflet.marks if mark.kind != "name"] == expected


@pytest.mark.nlp
def test_spellings_and_last_names_are_known(lexicon: Lexicon) -> None:
    text = "L'ARLANDE salue M. Brun, puis ada ardent. Zoé Zola se tait."
    marks = mark_text(text, lexicon).marks
    found = {text[mark.span.start : mark.span.end]: mark.kind for mark in marks}
    assert found == {
        "ARLANDE": "entity",
        "Brun": "entity",
        "ada ardent": "entity",
        "Zoé Zola": "name",
    }


@pytest.mark.nlp
def test_capitals_alone_tell_a_short_name() -> None:
    quads = Lexicon([])
    quads.labels.extend(_labels("https://w3id.org/kzgraph/id/company/pas", "PAS"))
    pipeline = Pipeline(quads)
    text = "Elle n'y va pas, mais PAS oui."
    known = [m for m in pipeline.entities(pipeline.read(text)) if m.kind == "entity"]
    assert [text[m.span.start : m.span.end] for m in known] == ["PAS"]


def _labels(iri: str, text: str) -> list[object]:
    from kzgraph.authoring.lexicon import Label

    return [Label(iri, text, "fr", preferred=True)]


@pytest.mark.nlp
def test_nobody_speaks_where_the_text_does_not_say_so(lexicon: Lexicon) -> None:
    (mark,) = (
        m for m in mark_text("Le « grand » Brun dort.", lexicon).marks if m.kind == "quotation"
    )
    assert mark.said == Quoted((), None)


@pytest.mark.nlp
def test_skeletons_leave_open_what_only_a_person_knows(leaflet: Marked, lexicon: Lexicon) -> None:
    rows = list(skeletons(leaflet, lexicon))
    (amount,) = (row for row in rows if row.get("object_type") == "amount" and not row["predicate"])
    assert (amount["object"], amount["unit"], amount["hedge"]) == ("5000000", "EUR", "MoreThan")
    assert amount["speech_mode"] == "DirectQuotation"
    assert all("modality" not in row and "paraphrase_en" not in row for row in rows)
    assert all(row["sha256"] for row in rows)


@pytest.mark.nlp
def test_a_text_is_marked_drafted_reviewed(
    run: Run, home: Home, root: Path, tmp_path: Path
) -> None:
    lines = run("mark", file=True).splitlines()
    assert lines[0].split() == ["0-10", "entity", "person:ada", "Ada", "Ardent"]
    records = [json.loads(line) for line in run("mark", "--json", file=True).splitlines()]
    assert records[0] == {"start": 0, "end": 10, "kind": "entity", "things": ["person:ada"]}

    sheet = tmp_path / "draft.csv"
    run("draft", "--sheet", str(sheet), file=True)
    assert not read_proposals(home, LEAFLET).proposals
    count = len(read_sheet(sheet).rows)
    assert f"{count} new proposals, {count} wait" in run("draft", file=True)
    assert f"0 new proposals, {count} wait" in run("draft", file=True)

    run("attach", file=True)
    listed = run("review", "--list")
    assert listed.count("text: ") == count
    cells = (
        "subject=visit:ada-2024", "predicate=kz:visitTo", "object=state:arl", "object_type=thing",
        "unit=", "hedge=", "modality=Asserted", "speech_mode=Narration", "speaker=",
        "paraphrase_en=Ada went there.", "paraphrase_fr=Ada y fut.",
    )  # fmt: skip
    run("review", *(part for cell in cells for part in ("--set", f"1:{cell}")))
    decided = run("review", "--accept", "1", "--by", "Cy")
    assert decided == f"1 is claim {LEAFLET}-001\n1 accepted, 0 rejected\n"
    assert 'dcterms:creator "Cy"' in (root / f"data/sources/{LEAFLET}/claims.trig").read_text(
        "utf-8"
    )


@pytest.mark.nlp
def test_a_text_in_another_language_is_refused(root: Path, home: Home) -> None:
    path = root / f"data/sources/{LEAFLET}/source.ttl"
    path.write_text(path.read_text("utf-8").replace('language "fr"', 'language "en"'), "utf-8")
    arguments = [
        "source",
        "mark",
        LEAFLET,
        str(path),
        "--root",
        str(root),
        "--home",
        str(home.path),
    ]
    error = CliRunner().invoke(command_line(), arguments).exception
    assert isinstance(error, BadRequestError)
    assert "reads French" in str(error)


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, lexicon: Lexicon
) -> None:
    from kzgraph.assistance import pipeline

    pipeline._language.cache_clear()
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(ConfigurationError, match=r"pip install 'kzgraph\[nlp\]'"):
        Pipeline(lexicon)


def test_without_a_text_it_says_how_to_attach_one(root: Path, home: Home) -> None:
    arguments = ["source", "mark", LEAFLET, "--root", str(root), "--home", str(home.path)]
    error = CliRunner().invoke(command_line(), arguments).exception
    assert isinstance(error, BadRequestError)
    assert f"kzgraph source attach {LEAFLET} FILE" in str(error)
