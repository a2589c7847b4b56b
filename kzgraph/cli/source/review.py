"""``kzgraph source review``: a person decides what becomes a claim."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kzgraph.cli.exits import FAULTS_FOUND
from kzgraph.cli.options import HomeOption, RootOption
from kzgraph.cli.source.arguments import SourceArgument, attached, home_of, root_of
from kzgraph.errors import BadRequestError, DataError

if TYPE_CHECKING:
    from kzgraph.assistance.proposals import Proposal

Numbers = list[int] | None


def review_proposals(
    source: SourceArgument,
    listed: Annotated[
        bool, typer.Option("--list", help="Print what waits, and decide nothing.")
    ] = False,
    accept: Annotated[Numbers, typer.Option("--accept", help="A number; repeatable.")] = None,
    reject: Annotated[Numbers, typer.Option("--reject", help="A number; repeatable.")] = None,
    change: Annotated[
        list[str] | None, typer.Option("--set", help="NUMBER:COLUMN=TEXT; repeatable.")
    ] = None,
    by: Annotated[str, typer.Option("--by", help="Who decides; asked for when left out.")] = "",
    root: RootOption = None,
    home: HomeOption = None,
) -> None:
    """Accept, edit or reject proposals; without options each that waits is asked about.

    What is accepted becomes a claim that tells who accepted it, when, and what proposed it.
    """
    text = attached(home, source)
    if listed:
        for one in _waiting(home, source):
            _show(one, text)
        return
    for told in change or ():
        _change(home, source, told)
    accepted, rejected = list(accept or ()), list(reject or ())
    if not (accepted or rejected or change):
        accepted, rejected = _ask(home, source, text)
    if accepted or rejected:
        _decide(root_of(root), home, source, accepted, rejected, by)


def _decide(
    root: Path, home: Path | None, source: str, accepted: list[int], rejected: list[int], by: str
) -> None:
    from kzgraph.assistance.review import Decision, decide  # noqa: PLC0415  # brings rdflib

    decision = Decision(by or typer.prompt("Who decides"), tuple(accepted), tuple(rejected))
    try:
        done = decide(root, home_of(home), source, decision)
    except DataError as exc:
        message = f"{exc}\nkzgraph: {len(exc.problems)} problems; nothing was written."
        typer.echo(message, err=True)
        raise typer.Exit(FAULTS_FOUND) from exc
    for number, claim in done.items():
        typer.echo(f"{number} is claim {claim}")
    typer.echo(f"{len(done)} accepted, {len(rejected)} rejected")


def _waiting(home: Path | None, source: str) -> tuple["Proposal", ...]:
    from kzgraph.assistance.proposals import read_proposals  # noqa: PLC0415

    return read_proposals(home_of(home), source).waiting


def _show(one: "Proposal", text: str | None) -> None:
    from kzgraph.assistance.shown import proposal_lines  # noqa: PLC0415

    for line in proposal_lines(one, text):
        typer.echo(line)


def _change(home: Path | None, source: str, told: str) -> None:
    from kzgraph.assistance.review import edit  # noqa: PLC0415  # brings rdflib

    number, colon, rest = told.partition(":")
    column, equals, value = rest.partition("=")
    if not (number.isdecimal() and colon and equals):
        raise BadRequestError(f"--set {told!r} is not NUMBER:COLUMN=TEXT")
    edit(home_of(home), source, int(number), {column.strip(): value.strip()})


def _ask(home: Path | None, source: str, text: str | None) -> tuple[list[int], list[int]]:
    """Ask about each proposal that waits; return the numbers to accept and to reject."""
    accepted: list[int] = []
    rejected: list[int] = []
    for one in _waiting(home, source):
        _show(one, text)
        answer = _answer(home, source, one.number)
        if answer == "q":
            break
        if answer in {"a", "r"}:
            (accepted if answer == "a" else rejected).append(one.number)
    return accepted, rejected


def _answer(home: Path | None, source: str, number: int) -> str:
    """Return a, r, s or q; with e a cell is changed first, as often as it is wished."""
    while True:
        asked = typer.prompt("[a]ccept [e]dit [r]eject [s]kip [q]uit", default="s")
        if asked[:1] != "e":
            return str(asked)[:1]
        try:
            _change(home, source, f"{number}:{typer.prompt('column=text')}")
        except BadRequestError as exc:
            typer.echo(f"{exc}", err=True)
