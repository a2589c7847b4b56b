"""The words of passages: shown only where whoever runs the service has said so, and has the texts."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from kzgraph.release import Home
from kzgraph.release.texts import texts_state
from kzgraph_api.deps import service_of


def home_with_texts(request: Request) -> Home | None:
    """Return the home whose texts may be shown; None where the setting ``passages`` is off."""
    settings = service_of(request).settings
    return Home(settings.home) if settings.passages == "on" else None


async def state(home: Home | None) -> str:
    """Return what a page with passages depends on beside the release; nothing where there are none."""
    return "" if home is None else await run_in_threadpool(texts_state, home)
