"""``kzgraph link``: links to the data of others. One file holds one command or a pair of them."""

import typer

from kzgraph.cli.link import decide, gaps, propose, quickstatements, report, review

app = typer.Typer(help="Propose, review and report links to Wikidata.", no_args_is_help=True)


@app.callback()
def link() -> None:
    """Propose, review and report links to Wikidata."""


app.command("propose")(propose.propose_links)
app.command("review")(review.review_links)
app.command("accept")(decide.accept_link)
app.command("reject")(decide.reject_link)
app.command("gaps")(gaps.gaps)
app.command("quickstatements")(quickstatements.quickstatements)
app.command("report")(report.report_links)
