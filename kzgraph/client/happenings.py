"""Calls about what happened and is planned: agreements, projects, events, visits, trade, timeline."""

from dataclasses import asdict
from typing import Literal, Unpack
from urllib.parse import quote

from kzgraph.client.asked import ViewedPage, Views, Written, checked
from kzgraph.client.caller import Caller
from kzgraph.client.listing import Listing
from kzgraph.model import Page
from kzgraph.model.agreements import Agreement, AgreementSummary
from kzgraph.model.events import Event, EventSummary
from kzgraph.model.projects import Project, ProjectSummary
from kzgraph.model.stages import AgreementStage, ProjectStage
from kzgraph.model.timeline import TimelineEntry
from kzgraph.model.trade import TradeFigure
from kzgraph.model.visits import Dossier
from kzgraph.read import agreements, dossier, events, projects, timeline, trade
from kzgraph.read.agreements import AgreementFilter
from kzgraph.read.events import EventFilter
from kzgraph.read.projects import ProjectFilter
from kzgraph.read.trade import TradeFilter


@checked
class HappeningCalls(Caller):
    """Filters are ids such as ``state/fra``; one thing is asked for by the last step of its id."""

    def agreements(
        self,
        *,
        type: str | None = None,  # noqa: A002  # the word of RDF
        signatory: str | None = None,
        sector: str | None = None,
        stage: AgreementStage | None = None,
        during: str | None = None,
        q: str | None = None,
        **asked: Unpack[ViewedPage],
    ) -> Listing[AgreementSummary, Page[AgreementSummary]]:
        """List agreements and sets of agreements by name, each with its latest stage."""
        wanted = AgreementFilter(type, signatory, sector, stage, during, q)
        given = {"type": type, "signatory": signatory, "sector": sector, "stage": stage}
        return self._list(
            Page[AgreementSummary],
            "agreements",
            {**given, "during": during, "q": q},
            asked,
            lambda at, view, part: agreements.list_agreements(at.graph, wanted, view, part),
        )

    def agreement(self, slug: str, **asked: Unpack[Views]) -> Agreement:
        """Return signatories, sectors, stated value and life cycle of an agreement or a set."""
        return self._viewed(
            Agreement,
            f"agreements/{quote(slug, safe='')}",
            asked,
            lambda at, view: agreements.get_agreement(at.graph, slug, view),
        )

    def projects(
        self,
        *,
        type: str | None = None,  # noqa: A002  # as above
        stage: ProjectStage | None = None,
        location: str | None = None,
        sector: str | None = None,
        participant: str | None = None,
        q: str | None = None,
        **asked: Unpack[ViewedPage],
    ) -> Listing[ProjectSummary, Page[ProjectSummary]]:
        """List projects and initiatives by name, each with its latest stage."""
        wanted = ProjectFilter(type, stage, location, sector, participant, q)
        given = {"type": type, "stage": stage, "location": location, "sector": sector}
        return self._list(
            Page[ProjectSummary],
            "projects",
            {**given, "participant": participant, "q": q},
            asked,
            lambda at, view, part: projects.list_projects(at.graph, wanted, view, part),
        )

    def project(self, slug: str, **asked: Unpack[Views]) -> Project:
        """Return stages, capacity, location, developers and candidates of a project."""
        return self._viewed(
            Project,
            f"projects/{quote(slug, safe='')}",
            asked,
            lambda at, view: projects.get_project(at.graph, slug, view),
        )

    def events(
        self,
        *,
        type: str | None = None,  # noqa: A002  # as above
        participant: str | None = None,
        place: str | None = None,
        part_of: str | None = None,
        q: str | None = None,
        **asked: Unpack[ViewedPage],
    ) -> Listing[EventSummary, Page[EventSummary]]:
        """List events by name, each with its date, places and participants."""
        wanted = EventFilter(type, participant, place, part_of, q)
        given = {"type": type, "participant": participant, "place": place}
        return self._list(
            Page[EventSummary],
            "events",
            {**given, "part_of": part_of, "q": q},
            asked,
            lambda at, view, part: events.list_events(at.graph, wanted, view, part),
        )

    def event(self, slug: str, **asked: Unpack[Views]) -> Event:
        """Return kinds, dates, places, participants, topics and outcomes of an event or a visit."""
        return self._viewed(
            Event,
            f"events/{quote(slug, safe='')}",
            asked,
            lambda at, view: events.get_event(at.graph, slug, view),
        )

    def dossier(self, visit: str, **asked: Unpack[Views]) -> Dossier:
        """Return the dossier of a visit: who, when, where, what was said, signed, and came of it."""
        return self._viewed(
            Dossier,
            f"visits/{quote(visit, safe='')}/dossier",
            asked,
            lambda at, view: dossier.get_dossier(at.graph, visit, view),
        )

    def timeline(
        self,
        *,
        since: Written | None = None,
        until: Written | None = None,
        about: str | None = None,
        **asked: Unpack[ViewedPage],
    ) -> Listing[TimelineEntry, Page[TimelineEntry]]:
        """List what has a time of its own, in the order of time; ``since`` and ``until`` are dates."""
        return self._list(
            Page[TimelineEntry],
            "timeline",
            {"from": since, "to": until, "about": about},
            asked,
            lambda at, view, part: timeline.timeline(at.graph, view, part, since, until, about),
        )

    def trade(
        self,
        *,
        reporter: str | None = None,
        partner: str | None = None,
        flow: Literal["exports", "imports", "total-trade", "trade-balance"] | None = None,
        measure: Literal["tradeValue", "growth", "shareOfTotal"] | None = None,
        product: str | None = None,
        **asked: Unpack[ViewedPage],
    ) -> Listing[TradeFigure, Page[TradeFigure]]:
        """List figures on trade series by series, each in the order of time.

        A series is of one ``product`` (such as ``commodity/uranium``) or of ``"all"`` goods together.
        """
        filters = TradeFilter(reporter, partner, flow, measure, product)
        given = asdict(filters)
        return self._list(
            Page[TradeFigure],
            "trade",
            given,
            asked,
            lambda at, view, part: trade.list_trade(at.graph, filters, view, part),
        )
