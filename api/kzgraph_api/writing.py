"""Who may write, and how a write is asked for."""

from email.message import Message

from starlette.requests import Request

from kzgraph.access import allowed
from kzgraph.errors import BadRequestError, ReadOnlyError, UnauthorizedError
from kzgraph.release.changes import Change
from kzgraph.release.writer import Writer
from kzgraph.settings import write_hashes
from kzgraph_api.deps import service_of


def authorise(request: Request) -> Writer:
    """Return the writer. Raises ``ReadOnlyError`` and ``UnauthorizedError``."""
    service = service_of(request)
    hashes = write_hashes(service.settings)
    if not hashes or service.writer is None:
        raise ReadOnlyError("This service is read-only: its operator has set no write token.")
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not allowed(token.strip(), hashes):
        raise UnauthorizedError("Writing needs a valid token: Authorization: Bearer <token>.")
    return service.writer


async def make(request: Request, writer: Writer, change: Change) -> tuple[str, bool]:
    """Make a write as a request asks for it; return the release and whether a graph was made."""
    return await writer.write(change, _if_match(request), validated=_validated(request))


def _if_match(request: Request) -> tuple[str, ...] | None:
    """Return the releases of ``If-Match``; our tags begin with a release's first digits."""
    header = ",".join(request.headers.getlist("if-match"))
    if not header or header.strip() == "*":
        return None
    return tuple(tag.strip().removeprefix("W/").strip('"') for tag in header.split(","))


def _validated(request: Request) -> bool:
    wanted = request.query_params.get("validate", "on")
    if wanted not in {"on", "off"}:
        raise BadRequestError("The parameter `validate` is on or off.")
    if wanted == "off" and service_of(request).settings.allow_unvalidated == "off":
        raise ReadOnlyError("Writing without validation is not allowed by the operator.")
    return wanted == "on"


def media_type_of(header: str | None) -> tuple[str, str]:
    """Return the media type and the charset of a Content-Type."""
    message = Message()
    message["Content-Type"] = header or ""
    return message.get_content_type(), message.get_content_charset("utf-8")
