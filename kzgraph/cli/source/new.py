"""``kzgraph source new``: describing the next document."""

from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kzgraph.cli.options import RootOption
from kzgraph.cli.source.arguments import root_of
from kzgraph.errors import BadRequestError

if TYPE_CHECKING:
    from kzgraph.authoring.description import Description

NEEDED: Final = {
    "name_en": "What to call it in English",
    "name_fr": "What to call it in French",
    "publisher": "Who published it (a name or a CURIE; `kzgraph source suggest` helps)",
    "language": "Its language (fr, en, ru, kk)",
    "kind": "Its kind (PrimaryDocument, AgencyReport, PressArticle, RelayedText)",
}
"""What a description may not lack, and how it is asked for."""

ASKED: Final = {
    "date": "Its date, as 2024, 2024-11 or 2024-11-05 (empty: unknown)",
    "date_basis": "How the date is known (DateStated, DateInAddress, DateFromContext, DateFromIndex; "
    "empty without a date)",
    "address": "Its address on the web (empty: none)",
    "title": "Its own title (empty: none)",
    "note": "A note: who speaks, from where, what is missing (empty: none)",
}
"""What is asked for besides, where anything must be asked for."""


Id = Annotated[
    str, typer.Argument(metavar="ID", help="Its id: publisher and date, such as orano-2025-07-03.")
]
NameEn = Annotated[str, typer.Option("--name-en", help="What to call it in English.")]
NameFr = Annotated[str, typer.Option("--name-fr", help="What to call it in French.")]
Publisher = Annotated[str, typer.Option(help="Who published it: a name or a CURIE.")]
Language = Annotated[str, typer.Option(help="Its language: fr, en, ru, kk.")]
Kind = Annotated[
    str, typer.Option(help="PrimaryDocument, AgencyReport, PressArticle or RelayedText.")
]
Date = Annotated[str, typer.Option(help="2024, 2024-11 or 2024-11-05.")]
DateBasis = Annotated[
    str, typer.Option("--date-basis", help="How the date is known, such as DateStated.")
]
Address = Annotated[str, typer.Option(help="Its address on the web.")]
Title = Annotated[str, typer.Option(help="Its own title.")]
Note = Annotated[str, typer.Option(help="Who speaks, from where, what is missing.")]
DerivedFrom = Annotated[
    list[str] | None,
    typer.Option("--derived-from", help="The document or origin that it relays; repeatable."),
]
Seen = Annotated[int | None, typer.Option(min=1, help="How many characters of it were read.")]
Whole = Annotated[bool | None, typer.Option("--whole/--part", help="Whether that is all of it.")]
Text = Annotated[
    Path | None,
    typer.Option(help="Its text: length, digest and sentences are noted, never its words."),
]


def new_document(
    source: Id,
    name_en: NameEn = "",
    name_fr: NameFr = "",
    publisher: Publisher = "",
    language: Language = "",
    kind: Kind = "",
    date: Date = "",
    date_basis: DateBasis = "",
    address: Address = "",
    title: Title = "",
    note: Note = "",
    derived_from: DerivedFrom = None,
    seen: Seen = None,
    whole: Whole = None,
    text: Text = None,
    root: RootOption = None,
) -> None:
    """Describe a new document: write its source.ttl and an empty claims.trig.

    What is needed and not given by a flag is asked for. A document that is there stays as it is.
    """
    from kzgraph.authoring.description import Description, new_source  # noqa: PLC0415
    from kzgraph.release.texts import text_of_file  # noqa: PLC0415  # both bring rdflib

    given = Description(
        source, name_en, name_fr, publisher, language, kind, date, date_basis, address, title, note,
        tuple(derived_from or ()), seen, whole, text_of_file(text) if text else None,
    )  # fmt: skip
    folder = new_source(root_of(root), _asked(given))
    typer.echo(f"wrote {folder}/source.ttl and claims.trig\nnext: kzgraph source check {source}")


def _asked(given: "Description") -> "Description":
    """Ask for what is needed and was not given; nothing is asked for where nothing is missing."""
    values = {field.name: getattr(given, field.name) for field in fields(given)}
    missing = [name for name in NEEDED if not values[name]]
    if not missing:
        return given
    try:
        told = {name: typer.prompt(NEEDED[name], err=True) for name in missing}
        for name, question in ASKED.items():
            if not values[name]:
                told[name] = typer.prompt(question, default="", show_default=False, err=True)
    except typer.Abort as exc:
        flags = ", ".join("--" + name.replace("_", "-") for name in missing)
        raise BadRequestError(f"{flags}: needed, and not given; nothing was written.") from exc
    return replace(given, **told)
