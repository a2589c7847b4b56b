"""Small pages that others show in a frame: previews and flyouts of reconciliation."""

import base64
import hashlib
from importlib.resources import files
from typing import Any, Final

from kzgraph_api.pages.rendering import environment

_STYLE: Final = (files("kzgraph_api") / "templates" / "preview.css").read_text(encoding="utf-8")
_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()

FRAMED: Final = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors *"
    ),
    "X-Frame-Options": "",  # taken away: it has no value for this
}
"""Headers of a page that others may show in a frame: it runs nothing, and loads nothing."""


def rendered(template: str, **values: Any) -> str:
    """Return a page; ``style`` is the style whose hash ``FRAMED`` allows."""
    return environment().get_template(template).render(style=_STYLE, **values)
