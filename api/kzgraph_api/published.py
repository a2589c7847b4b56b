"""When the release that answers was published, as the journal of releases tells."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from kzgraph.describe import Published
from kzgraph.release import Release
from kzgraph.release.journal import times_of
from kzgraph_api.deps import release_of, service_of


async def published(request: Request) -> Published | None:
    """Return the times of the release of a request; None where the journal does not name it."""
    home = service_of(request).settings.home.absolute()
    times = await run_in_threadpool(times_of, home, release_of(request).id)
    return Published(*times) if times else None


def published_at(release: Release) -> str | None:
    """Return when a release first became current, where the journal of its home tells."""
    times = times_of(release.path.parent.parent, release.id)
    return times[0] if times else None
