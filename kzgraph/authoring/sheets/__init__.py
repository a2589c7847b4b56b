"""Sheets as files: CSV always, XLSX with the extra ``kzgraph[xlsx]``."""

from kzgraph.authoring.sheets.files import read_sheet, write_sheet

__all__ = ["read_sheet", "write_sheet"]
