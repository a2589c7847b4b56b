"""Claims to a sheet and back: the same file, byte for byte."""

from pathlib import Path

import pytest
from gazette import CHECKOUT, SOURCE
from hypothesis import given, settings
from hypothesis import strategies as st

from kzgraph.authoring.exchange import export_claims, import_claims
from kzgraph.authoring.lexicon import Lexicon
from kzgraph.authoring.numbers import Numbers
from kzgraph.authoring.reading import ClaimReader, Document, quads_of
from kzgraph.authoring.rows import to_table
from kzgraph.authoring.sheet import Sheet
from kzgraph.authoring.sheets import read_sheet, write_sheet
from kzgraph.errors import BadRequestError, DataError
from kzgraph.identifiers import source_graph
from kzgraph.rdf import RdfFormat, canonical, parse_file
from kzgraph.release.inputs import read_inputs

SHIPPED = sorted(path.name for path in (CHECKOUT / "data/sources").iterdir())


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.of(read_inputs(CHECKOUT))


def read(source: str, sheet: Sheet, lexicon: Lexicon) -> str:
    """Return the claims file that a sheet stands for; its rows must be without fault."""
    reader = ClaimReader(Document(source, (), None), lexicon, Numbers([]), ())
    claims = reader.read(sheet)
    assert reader.problems == []
    return canonical(quads_of(source, claims, source_graph(source)), RdfFormat.TRIG)


@pytest.mark.parametrize("source", SHIPPED)
def test_every_shipped_document_comes_back_from_csv(
    source: str, tmp_path: Path, lexicon: Lexicon
) -> None:
    claims = CHECKOUT / "data/sources" / source / "claims.trig"
    export_claims(CHECKOUT, source, tmp_path / "sheet.csv")
    text = read(source, read_sheet(tmp_path / "sheet.csv"), lexicon)
    assert text == canonical(parse_file(claims), RdfFormat.TRIG)


@pytest.mark.parametrize("source", ["eonergie-2024-11", "mfa-kazakhstan-2023-11-01"])
def test_the_documents_with_passages_come_back_from_a_workbook(
    source: str, tmp_path: Path, lexicon: Lexicon
) -> None:
    claims = CHECKOUT / "data/sources" / source / "claims.trig"
    assert export_claims(CHECKOUT, source, tmp_path / "sheet.xlsx") > 100
    text = read(source, read_sheet(tmp_path / "sheet.xlsx"), lexicon)
    assert text == claims.read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_an_import_gives_the_very_file_again(
    root: Path, claims_file: Path, tmp_path: Path, suffix: str
) -> None:
    before, sheet = claims_file.read_bytes(), tmp_path / f"sheet{suffix}"
    export_claims(root, SOURCE, sheet)
    claims_file.write_text("", encoding="utf-8")
    done = import_claims(root, SOURCE, sheet)
    assert claims_file.read_bytes() == before
    assert (done.claims, done.added, done.removed) == (
        3,
        tuple(f"{SOURCE}-{n:03}" for n in (1, 2, 3)),
        (),
    )
    assert sorted(path.name for path in claims_file.parent.iterdir()) == [
        "claims.trig",
        "source.ttl",
    ]


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)
HARD = st.sampled_from(["=1+1", "a | b", "a\\", " edge", "\\|", "'", "x\ny", '"q"@en', "-5", "@"])


@settings(max_examples=60)
@given(
    said=st.lists(st.one_of(WORDS, HARD), min_size=1, max_size=3), paraphrase=st.one_of(WORDS, HARD)
)
def test_any_words_of_a_claim_come_back(
    tmp_path_factory: pytest.TempPathFactory,
    lexicon: Lexicon,
    said: list[str],
    paraphrase: str,
) -> None:
    """Names, notes and paraphrases of any signs, and properties that have no column of their own."""
    from kzgraph.rdf import Literal, NamedNode, Quad
    from kzgraph.vocab import KZ, PROV, RDF, RDF_TYPE, SKOS

    node = NamedNode("https://w3id.org/kzgraph/id/claim/x-001")
    graph = NamedNode(source_graph("x"))
    terms = [
        (RDF_TYPE, NamedNode(KZ + "Claim")),
        (RDF + "subject", NamedNode("https://w3id.org/kzgraph/id/state/kaz")),
        (RDF + "predicate", NamedNode(KZ + "hasStage")),
        (RDF + "object", Literal(paraphrase, language="fr")),
        (PROV + "wasAttributedTo", NamedNode("https://w3id.org/kzgraph/id/state/kaz")),
        (KZ + "evidence", NamedNode("https://w3id.org/kzgraph/id/document/x")),
        (KZ + "evidenceLevel", NamedNode(KZ + "DocumentLevel")),
        (KZ + "modality", NamedNode(KZ + "Planned")),
        (KZ + "rank", NamedNode(KZ + "NormalRank")),
        (KZ + "speechMode", NamedNode(KZ + "Narration")),
        (KZ + "paraphrase", Literal(paraphrase, language="en")),
        (KZ + "paraphrase", Literal(paraphrase, language="kk")),
        *((KZ + "statedAs", Literal(text)) for text in said),
        *((SKOS + "editorialNote", Literal(text, language="en")) for text in said),
        *((SKOS + "note", Literal(text)) for text in said),
    ]
    quads = [Quad(node, NamedNode(name), term, graph) for name, term in terms]
    table = to_table("x", quads)
    assert table.left == ()
    path = tmp_path_factory.mktemp("words") / "sheet.csv"
    texts = [[row.get(name, "") for name in table.headings] for row in table.rows]
    write_sheet(path, [list(table.headings), *texts])
    again = read("x", read_sheet(path), lexicon)
    assert again == canonical(quads, RdfFormat.TRIG)


def test_what_no_row_can_hold_stops_the_export(
    root: Path, claims_file: Path, tmp_path: Path
) -> None:
    text = claims_file.read_text("utf-8").rstrip().removesuffix("}")
    claims_file.write_text(text + "person:ada kz:share 5 .\n}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"data/sources/gazette-2024/claims\.trig: no row can hold"):
        export_claims(root, SOURCE, tmp_path / "sheet.csv")
    assert list(tmp_path.iterdir()) == []


def test_installed_data_are_not_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kzgraph import bundle
    from kzgraph.authoring.working import writable
    from kzgraph.errors import ConfigurationError

    monkeypatch.setattr(bundle, "root", lambda: tmp_path / "bundled")
    with pytest.raises(ConfigurationError, match="--root"):
        writable(tmp_path / "bundled")
    assert writable(tmp_path) == tmp_path


def test_a_sheet_is_not_exported_over_another(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    export_claims(root, SOURCE, path)
    with pytest.raises(BadRequestError, match="--force"):
        export_claims(root, SOURCE, path)
    assert export_claims(root, SOURCE, path, force=True) == 3
