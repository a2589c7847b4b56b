"""How well the assistance marks the two source texts, measured against our own claims.

``python benchmarks/assistance.py [--texts DIR] [--misses] [--without-names]`` needs ``kzgraph[nlp]``.
Wanted is, for each sentence, what the claims that cite it are about: things, dates, amounts, quantities.
A thing that the sentence only describes ("the two presidents") counts as a miss. Our names were collected
from these very texts, so entities look better here than in the next document: ``--without-names`` forgets
the names of things that no other document's claims speak of.
"""

import argparse
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from kzgraph.assistance.marks import Dated, Marked, Measured, Named, overlap
from kzgraph.assistance.reading import dateline, mark_text
from kzgraph.assistance.skeletons import skeletons
from kzgraph.assistance.words import words
from kzgraph.authoring.cells import parted
from kzgraph.authoring.lexicon import Lexicon
from kzgraph.authoring.rows import Cells, to_table
from kzgraph.authoring.spelling import curie
from kzgraph.authoring.working import Working
from kzgraph.identifiers import split_thing
from kzgraph.model import Span
from kzgraph.rdf import text_of
from kzgraph.release.inputs import read_inputs
from kzgraph.release.texts import text_of_file
from kzgraph.vocab import KZ, QUDT, SCHEMA, UNIT

ROOT = Path(__file__).resolve().parents[1]
TEXTS = Path(os.environ.get("KZGRAPH_TEXTS", ROOT.parent / "shared" / "sources"))
TUNED, OTHER = "mfa-kazakhstan-2023-11-01", "eonergie-2024-11"
FILES = {TUNED: "004_d2f7dbaff96a787a.txt", OTHER: "000_a584215a7eb4da84.txt"}
NAMED = words("person company organisation state place sector commodity corridor office")
"""Kinds of things that a text names; visits, agreements, goals and relations it mostly describes."""

Item = tuple[str, str]
"""A sentence by its start, and what stands in it."""

Items = dict[str, set[Item]]
"""What is measured, by kind."""


def gold(working: Working, marked: Marked) -> Items:
    """Return what the claims say that each sentence has."""
    found: Items = defaultdict(set)
    values = dict(measured_values(working))
    for row in to_table(working.source, working.claims).rows:
        for span in spans(row):
            for sentence in (one for one in marked.sentences if overlap(one, span)):
                for kind, text in said(row, values, dateline(working)):
                    found[kind].add((str(sentence.start), text))
    return found


def spans(row: Cells) -> Iterator[Span]:
    """Yield the passages of a claim."""
    starts, ends = (parted(row.get(name, "")) for name in ("start", "end"))
    for start, end in zip(starts, ends, strict=True):
        yield Span(int(start), int(end))


def said(row: Cells, values: dict[str, str], issued: str) -> Iterator[tuple[str, str]]:
    """Yield what a claim names: things, dates, amounts, quantities and counts."""
    subject, value, kind = (row.get(name, "") for name in ("subject", "object", "object_type"))
    # A narrator is the document's publisher, and stands in no sentence.
    speakers = parted(row.get("speaker", "")) if row.get("speech_mode") != "Narration" else []
    for name in (subject, value if kind == "thing" else "", *speakers):
        if name in values:
            yield ("amounts" if name.startswith("amount:") else "quantities"), values[name]
        elif name.partition(":")[0] in NAMED:
            yield "entities", name
        elif ":" in name:
            yield "things described", name
    if kind == "date":
        yield "dates", value
    if kind == "integer":
        yield "quantities", f"{value} "
    for name in ("valid_at", "valid_from", "valid_until"):
        if row.get(name, issued) != issued:
            yield "dates", row[name]


def measured_values(working: Working) -> Iterator[tuple[str, str]]:
    """Yield amounts and quantities of our data as marks tell them."""
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for file in working.inputs.files:
        for quad in file.quads:
            told[text_of(quad.subject)][quad.predicate.value] = text_of(quad.object)
    for iri, terms in told.items():
        unit = next(
            (
                terms[u]
                for u in (SCHEMA + "currency", QUDT + "hasUnit", SCHEMA + "unitText")
                if u in terms
            ),
            "",
        )
        ends = [terms[SCHEMA + n] for n in ("value", "minValue", "maxValue") if SCHEMA + n in terms]
        if unit and ends:
            hedge = terms.get(KZ + "hedge", "").removeprefix(KZ)
            numbers = "..".join(f"{float(end):.15g}" for end in ends)
            yield curie(iri), f"{numbers} {unit.removeprefix(UNIT)} {hedge}".strip()


def predicted(marked: Marked) -> Items:
    """Return what the marks say that each sentence has."""
    found: Items = defaultdict(set)
    for mark in marked.marks:
        place = next((str(s.start) for s in marked.sentences if overlap(s, mark.span)), "")
        match mark.said:
            case Named(things) if things:
                for iri in things:
                    kind = (
                        "entities"
                        if (split_thing(iri) or ("",))[0] in NAMED
                        else "things described"
                    )
                    found[kind].add((place, curie(iri)))
            case Dated(first, last) if first:
                found["dates"] |= {(place, day) for day in (first, last) if day}
            case Measured(numbers, unit, hedge, money):
                ends = "..".join(f"{float(end):.15g}" for end in numbers.split(".."))
                found["amounts" if money else "quantities"].add(
                    (place, f"{ends} {unit} {hedge}".strip())
                )
    return found


def counts_as_integers(wanted: Items, got: Items) -> None:
    """Let a count ("36 accords") meet the claim that has the bare number."""
    bare = {(place, text.strip()) for place, text in wanted["quantities"] if text.endswith(" ")}
    wanted["quantities"] = {(place, text.strip()) for place, text in wanted["quantities"]}
    got["quantities"] = {
        (place, first) if (place, first := text.split(" ")[0]) in bare else (place, text)
        for place, text in got["quantities"]
    }


def report(name: str, wanted: Items, got: Items, *, misses: bool) -> None:
    """Print precision and recall by kind, and what was missed."""
    for kind in ("entities", "dates", "amounts", "quantities", "things described"):
        right = wanted[kind] & got[kind]
        precision = len(right) / len(got[kind]) if got[kind] else 0.0
        recall = len(right) / len(wanted[kind]) if wanted[kind] else 0.0
        cells = (name, kind, len(wanted[kind]), len(got[kind]), f"{precision:.2f}", f"{recall:.2f}")
        print("| " + " | ".join(map(str, cells)) + " |")
        if misses:
            for word, some in (
                ("missed", wanted[kind] - got[kind]),
                ("extra", got[kind] - wanted[kind]),
            ):
                listed = Counter(text for _, text in some).most_common()
                print(f"    {word}: " + ", ".join(f"{text} ({n})" for text, n in listed))


def needed_elsewhere(source: str) -> set[str]:
    """Return the things that claims of other documents name."""
    others = (
        file for file in read_inputs(ROOT).files
        if file.path.name == "claims.trig" and file.path.parent.name != source
    )  # fmt: skip
    return {text_of(quad.object) for file in others for quad in file.quads}


def forgetting(lexicon: Lexicon, kept: set[str]) -> Lexicon:
    """Return a lexicon without the names of things that only one document has."""
    other = Lexicon(())
    vars(other).update(vars(lexicon))
    other.labels = [
        label for label in lexicon.labels
        if label.iri in kept or (split_thing(label.iri) or ("",))[0] not in NAMED
    ]  # fmt: skip
    return other


def statements(rows: Iterable[Cells]) -> set[tuple[str, ...]]:
    """Return the statements of rows."""
    return {tuple(row.get(name, "") for name in ("subject", "predicate", "object")) for row in rows}


def main() -> None:
    """Measure both texts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, default=TEXTS)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument(
        "--without-names", action="store_true", help="forget what only this text names"
    )
    given = parser.parse_args()
    print(
        "| text | what | in claims | marked | precision | recall |\n|---|---|---:|---:|---:|---:|"
    )
    drafted = []
    for source, name in FILES.items():
        working = Working.open(ROOT, source)
        lexicon = working.lexicon
        if given.without_names:
            lexicon = forgetting(lexicon, needed_elsewhere(source))
        marked = mark_text(text_of_file(given.texts / name), lexicon, dateline(working))
        wanted, got = gold(working, marked), predicted(marked)
        counts_as_integers(wanted, got)
        report(source, wanted, got, misses=given.misses)
        rows = list(skeletons(marked, working.lexicon))
        claims, drafts = statements(to_table(source, working.claims).rows), statements(rows)
        shared = (
            len({row[first:] for row in claims} & {row[first:] for row in drafts})
            for first in range(3)
        )
        drafted.append((source, len(claims), len(drafts), *shared))
    print("\n| text | statements | skeletons | the very statement | property and object | object |")
    print("|---|---:|---:|---:|---:|---:|")
    for row in drafted:
        print("| " + " | ".join(map(str, row)) + " |")


if __name__ == "__main__":
    main()
