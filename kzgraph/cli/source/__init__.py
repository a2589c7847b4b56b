"""``kzgraph source``: the documents, how far claims cover them, and adding the next one."""

import typer

from kzgraph.cli.source import attach, check, draft, listing, mark, new, review, sheet, suggest

app = typer.Typer(
    help="List documents, check how far claims cover them, and add the next one.",
    no_args_is_help=True,
)
app.command("list")(listing.list_documents)
app.command("show")(listing.show_document)
app.command("check")(check.check_documents)
app.command("new")(new.new_document)
app.command("suggest")(suggest.suggest_names)
app.command("export")(sheet.export_sheet)
app.command("import")(sheet.import_sheet)
app.command("attach")(attach.attach_text)
app.command("mark")(mark.mark_document)
app.command("draft")(draft.draft_claims)
app.command("review")(review.review_proposals)
