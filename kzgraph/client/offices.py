"""Calls about offices."""

from typing import Unpack

from kzgraph.client.asked import ViewedPage, checked
from kzgraph.client.caller import Caller
from kzgraph.client.listing import Listing
from kzgraph.model import Page
from kzgraph.model.offices import Tenure
from kzgraph.read.offices import OfficeFilter, list_offices


@checked
class OfficeCalls(Caller):
    """Filters are ids such as ``person/macron``, ``company/orano``, ``office/president-of-france``."""

    def offices(
        self,
        *,
        holder: str | None = None,
        body: str | None = None,
        office: str | None = None,
        **asked: Unpack[ViewedPage],
    ) -> Listing[Tenure, Page[Tenure]]:
        """List who held which office, by the name of the office and then in the order of time."""
        wanted = OfficeFilter(holder, body, office)
        return self._list(
            Page[Tenure],
            "offices",
            {"holder": holder, "body": body, "office": office},
            asked,
            lambda at, view, part: list_offices(at.graph, wanted, view, part),
        )
