"""What goes wrong on pages, seen by the browser: nothing may, but what a test says beforehand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

Kind = Literal["console", "error", "policy", "foreign", "status"]
"""An error or warning on the console, one that no script caught, a violation of the content security
policy, a request to another host or port, an answer of 400 or above."""

_VIOLATION = "securitypolicyviolation: "
_TELL_VIOLATIONS = f"""document.addEventListener("securitypolicyviolation", event =>
    console.debug("{_VIOLATION}" + event.violatedDirective + " " + event.blockedURI))"""
"""Some violations, as a use of eval that a script catches, are never printed."""

_PRINTED_STATUS = "Failed to load resource: the server responded with a status of"
_LOUD = {"error", "warning", "assert"}


@dataclass(frozen=True)
class Finding:
    """One thing that went wrong."""

    kind: Kind
    text: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


@dataclass
class Watch:
    """What went wrong in the contexts that it is set over.

    ``site`` is the origin of the service, as ``http://127.0.0.1:8000``.
    """

    site: str
    findings: list[Finding] = field(default_factory=list)
    _expected: list[Finding] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch all pages of a context, from before the first."""
        context.add_init_script(_TELL_VIOLATIONS)
        context.on("console", self._printed)
        context.on("weberror", lambda web: self._add("error", web.error.stack or str(web.error)))
        context.on("request", self._asked)
        context.on("response", self._answered)

    def expect(self, kind: Kind, text: str = "") -> None:
        """Say that there will be findings of a kind whose text has ``text`` in it: at least one."""
        self._expected.append(Finding(kind, text))

    def check(self) -> None:
        """Raise AssertionError when anything unexpected was found, or anything expected was not."""
        unexpected = [
            one for one in self.findings if not any(_fits(e, one) for e in self._expected)
        ]
        missing = [e for e in self._expected if not any(_fits(e, one) for one in self.findings)]
        told = [str(one) for one in unexpected] + [f"expected, but not found: {e}" for e in missing]
        assert not told, f"pages of {self.site}:\n" + "\n".join(told)

    def _add(self, kind: Kind, text: str) -> None:
        self.findings.append(Finding(kind, text))

    def _printed(self, message: ConsoleMessage) -> None:
        text, place = message.text, message.location
        where = f"{text} ({place['url']}:{place['lineNumber'] + 1})"
        if text.startswith(_VIOLATION):
            self._add("policy", text.removeprefix(_VIOLATION))
        elif message.type not in _LOUD or text.startswith(_PRINTED_STATUS):
            return  # what is printed of a status has been seen in the answer
        else:
            self._add("policy" if "Content Security Policy" in text else "console", where)

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and f"{parts.scheme}://{parts.netloc}" != self.site:
            self._add("foreign", f"{request.resource_type} {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self._add("status", f"{response.status} {response.request.method} {response.url}")


def _fits(expected: Finding, found: Finding) -> bool:
    return expected.kind == found.kind and expected.text in found.text


@contextmanager
def watching(site: str) -> Iterator[Watch]:
    """Watch while the block runs, and check at its end."""
    watch = Watch(site)
    yield watch
    watch.check()
