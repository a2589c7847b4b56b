"""``kzgraph link review``: proposals, one after the other, beside what we know."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from kzgraph.cli.link.options import AuthorOption, RootOption, author_of, data_folder
from kzgraph.cli.options import AtOption, HomeOption, open_release
from kzgraph.errors import BadRequestError
from kzgraph.identifiers import compact, slug_of
from kzgraph.linking.judged import Judged, record
from kzgraph.linking.model import Ours
from kzgraph.linking.proposals import Proposals
from kzgraph.linking.review import Decision, Waiting, is_open, judgement, source_of, waiting
from kzgraph.linking.things import Things
from kzgraph.settings import load_settings

_DECISIONS: Final[dict[str, Decision]] = {"a": "match", "r": "no-match", "u": "unsure"}
_QUESTION: Final = "a(ccept) r(eject) u(nsure) s(kip) q(uit)"


def review_links(
    kind: Annotated[
        str | None, typer.Option("--kind", help="Only things of this kind, such as person.")
    ] = None,
    unsure: Annotated[
        bool, typer.Option("--unsure", help="Ask again what was left open as unsure.")
    ] = False,
    author: AuthorOption = None,
    root: RootOption = None,
    at: AtOption = "current",
    home: HomeOption = None,
) -> None:
    """Judge proposals one by one; each decision is in the table before the next question.

    Give a comment behind the letter, as in: r another company of the same name.
    """
    who, data = author_of(author), data_folder(root)
    proposals = Proposals(load_settings(home=home).home)
    made: list[Decision] = []
    with closing(open_release(home, at).open_store()) as store:
        things = Things(store)
        for found in _queue(proposals, data, kind, unsure=unsure):
            if not is_open(found.search.thing, found.proposal, Judged.read(data), unsure=unsure):
                continue  # an answer before this one, or somebody else's, has settled it
            _show(things.get(found.search.thing), found)
            answer = _asked()
            if answer is None:
                break
            decision, comment = answer
            if decision is not None:
                _record(data, found, decision, comment, who)
                made.append(decision)
    _sum_up(made, _queue(proposals, data, kind, unsure=unsure))


def _queue(
    proposals: Proposals, data: Path, kind: str | None, *, unsure: bool
) -> Iterator[Waiting]:
    for found in waiting(proposals.all(), Judged.read(data), unsure=unsure):
        if kind is None or compact(found.search.thing).startswith(f"{kind}/"):
            yield found


def _asked() -> tuple[Decision | None, str] | None:
    """Return a decision (None to skip) with its comment, or None to quit."""
    while True:
        try:
            given = str(typer.prompt(_QUESTION, prompt_suffix=": ")).strip()
        except typer.Abort:  # the input ends, or Ctrl-C
            typer.echo()
            return None
        letter, _, comment = given.partition(" ")
        if letter == "q":
            return None
        if letter == "s" or letter in _DECISIONS:
            return _DECISIONS.get(letter), comment
        typer.echo(f"{given!r} is none of them; nothing was written.", err=True)


def _record(data: Path, found: Waiting, decision: Decision, comment: str, author: str) -> None:
    search, proposal = found.search, found.proposal
    judged = judgement(
        decision,
        (search.thing, search.label),
        (proposal.object, proposal.label),
        author=author,
        evidence=source_of(search, proposal.object),
        comment=comment,
    )
    try:
        typer.echo(f"{decision}: written to {record(data, judged)}")
    except BadRequestError as exc:  # the pair cannot be; the others can still be judged
        typer.echo(f"{exc}", err=True)


def _show(ours: Ours | None, found: Waiting) -> None:
    """Print a thing of ours beside an item of theirs."""
    search, proposal = found.search, found.proposal
    table = Table(
        "", f"ours: {escape(compact(search.thing))}", f"theirs: {escape(proposal.object)}"
    )
    names = sorted({name.text for name in ours.names}) if ours else [search.label]
    table.add_row("names", escape("; ".join(names)), escape(proposal.label))
    kinds = ", ".join(sorted(map(slug_of, ours.classes))) if ours else "not in this release"
    table.add_row("types", escape(kinds), escape(", ".join(proposal.types)))
    table.add_row(
        "description", escape(ours.description) if ours else "", escape(proposal.description)
    )
    facts = ours.facts.items() if ours else ()
    known = (f"{name} {', '.join(map(_short, sorted(values)))}" for name, values in facts)
    table.add_row("facts", escape("; ".join(known)), escape("; ".join(proposal.reasons[1:])))
    features = ", ".join(f"{name} {value:g}" for name, value in proposal.features.items())
    table.add_row("score", f"{proposal.score:.2f}", f"{features}; {escape(proposal.reasons[0])}")
    Console().print(table)


def _short(value: str) -> str:
    return value.rpartition("/")[2] if "://" in value else value


def _sum_up(made: list[Decision], left: Iterator[Waiting]) -> None:
    counts = [f"{made.count(name)} {name}" for name in _DECISIONS.values()]
    typer.echo(f"{', '.join(counts)}; {sum(1 for _ in left)} proposals wait")
    if "match" in made:
        typer.echo("Make a release of it: kzgraph build")
