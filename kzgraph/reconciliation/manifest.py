"""The manifest of the service, in both versions; every address in it is under the base it is given."""

from typing import Any, Final

from kzgraph import __version__
from kzgraph.reconciliation.catalogue import Catalogue
from kzgraph.reconciliation.query import BATCH
from kzgraph.reconciliation.spaces import Space
from kzgraph.vocab import KZ

WIDTH: Final = 430
HEIGHT: Final = 300

_LIMIT: Final = ("limit", "number", "Most values", 0, "0 fetches all of them.")
_LANGUAGE: Final = ("language", "text", "Language", "", "Texts in this language alone, as in fr.")
_CONTENT: Final = ("content", "select", "Content", "literal", "What the cells are to hold.")
_CHOICES: Final = [
    {"value": "literal", "name": "Values; things as matched cells"},
    {"value": "id", "name": "Values; identifiers of things as text"},
    {"value": "count", "name": "How many values there are"},
]


def manifest(catalogue: Catalogue, space: Space, name: str, root: str, view: str) -> dict[str, Any]:
    """Return the manifest of version 0.2.

    ``root`` is the address of the endpoint; ``view`` the template of addresses with ``{{id}}``.
    """
    return {
        "versions": ["0.2"],
        "name": name,
        "identifierSpace": space.prefix,
        "schemaSpace": KZ,
        "serviceVersion": __version__,
        "defaultTypes": [{"id": t.id, "name": t.name} for t in catalogue.default_types()],
        "view": {"url": view},
        "preview": {"url": f"{root}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {kind: _suggest(root, kind) for kind in ("entity", "type", "property")},
        "extend": {
            "propose_properties": {"service_url": root, "service_path": "/extend/propose"},
            "property_settings": [
                _setting(*told, key="name", label="label", help_text="help_text")
                for told in (_LIMIT, _LANGUAGE, _CONTENT)
            ],
        },
        "batchSize": BATCH,
    }


def draft_manifest(catalogue: Catalogue, name: str, view: str) -> dict[str, Any]:
    """Return the manifest of the draft of version 1.0; ``view`` is a template with ``{id}``."""
    return {
        "versions": ["1.0-draft"],
        "name": name,
        "serviceVersion": __version__,
        "defaultTypes": [{"id": t.id, "name": t.name} for t in catalogue.default_types()],
        "view": {"url": view},
        "preview": {"width": WIDTH, "height": HEIGHT},
        "suggest": {"entity": True, "type": True, "property": True},
        "extend": {
            "proposeProperties": True,
            "propertySettings": [
                _setting(*told, key="id", label="name", help_text="helpText")
                for told in (_LIMIT, _LANGUAGE, _CONTENT)
            ],
        },
        "batchSize": BATCH,
        "lang": "en",
        "dir": "ltr",
        "standardizedScore": True,
    }


def _suggest(root: str, kind: str) -> dict[str, str]:
    return {
        "service_url": root,
        "service_path": f"/suggest/{kind}",
        "flyout_service_url": root,
        "flyout_service_path": f"/flyout/{kind}?id=${{id}}",
    }


def _setting(
    name: str, kind: str, told: str, default: object, explained: str, **names: str
) -> dict[str, Any]:
    """Return a setting of data extension under the names that a version has for its members."""
    setting: dict[str, Any] = {
        names["key"]: name,
        "type": kind,
        names["label"]: told,
        "default": default,
        names["help_text"]: explained,
    }
    return setting | {"choices": _CHOICES} if kind == "select" else setting
