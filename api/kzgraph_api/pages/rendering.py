"""Templates of this package, in a reader's language; whatever stands in them is escaped."""

from collections.abc import Callable
from functools import lru_cache
from types import CodeType
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.runtime import Context

from kzgraph.model import Value
from kzgraph_api.pages import formats
from kzgraph_api.pages.languages import LANGUAGES, translations
from kzgraph_api.pages.names import Named, address_of
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.static import address as static_address

_OF_READER: Final[dict[str, Callable[..., object]]] = {
    "date": formats.date,
    "number": formats.number,
    "amount": formats.amount,
    "literal": formats.literal,
    "period": formats.period,
    "how_found": formats.how_found,
    "word": formats.word,
    "language": formats.language,
}
"""Filters that need to know who reads, by their names in templates."""


_FIRST: Final = (
    "base.html",
    "parts/icons.html",
    "parts/told.html",
    "home.html",
    "search.html",
    "suggested.html",
    "entity.html",
)
"""What a reader is likely to come by first."""


class _Compiled(BytecodeCache):
    """Compiled templates, which are the same for all languages: each is compiled once."""

    def __init__(self) -> None:
        self._kept: dict[str, CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template that is known."""
        bucket.code = self._kept.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one."""
        self._kept[bucket.key] = bucket.code


_COMPILED: Final = _Compiled()


def warm() -> None:
    """Make the templates that come first ready in all languages, so that nobody waits for them."""
    for language in LANGUAGES:
        for name in _FIRST:
            environment(language).get_template(name)


def rendered(template: str, reader: Reader, **values: Any) -> str:
    """Return a page in a reader's language; a name that a template does not get is an error."""
    return environment(reader.language).get_template(template).render(reader=reader, **values)


@lru_cache
def environment(language: str = "en") -> Environment:
    """Return the templates in a language."""
    made = Environment(
        loader=PackageLoader("kzgraph_api"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=_COMPILED,
    )
    made.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]  # by the extension
    made.globals["static"] = static_address
    made.filters["address"] = address_of
    made.filters["named"] = _named
    made.filters.update((name, _for_reader(told)) for name, told in _OF_READER.items())
    return made


@pass_context
def _named(context: Context, thing: Value | str) -> Named:
    """Return the name of a thing or a term in the reader's language, and the language it is in."""
    reader: Reader = context["reader"]
    return reader.names.of(thing)


def _for_reader(told: Callable[..., object]) -> Callable[..., object]:
    @pass_context
    def asked(context: Context, value: object, *given: object) -> object:
        return told(context["reader"], value, *given)

    return asked
