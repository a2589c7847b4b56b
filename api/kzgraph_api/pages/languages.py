"""The languages of the interface, and which of them a request is answered in.

A language is a catalogue in ``locale/``: gettext's format, read as it is. English is the language of
the messages themselves. To add one, add its catalogue and its name below.
"""

from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Final

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from fastapi.exceptions import RequestValidationError
from starlette.requests import Request

LANGUAGES: Final = {"en": "English", "fr": "Français"}
"""Languages of the interface, each under its own name; the first is the default."""

COOKIE: Final = "lang"
PARAMETER: Final = "lang"
_DEFAULT: Final = next(iter(LANGUAGES))


def language_of(request: Request) -> str:
    """Return the language that a reader chose: in the address, before (a cookie), in the browser.

    Raises ``RequestValidationError`` for a language in the address that there is not.
    """
    named = request.query_params.get(PARAMETER)
    if named is not None and named not in LANGUAGES:
        told = f"the pages are in {', '.join(LANGUAGES)}."
        raise RequestValidationError([{"loc": ("query", PARAMETER), "msg": told}])
    return known_language(request)


def known_language(request: Request) -> str:
    """Return the language by address, cookie or browser; what is wrong there is passed over."""
    for chosen in (request.query_params.get(PARAMETER), request.cookies.get(COOKIE)):
        if chosen in LANGUAGES:
            return chosen
    return _preferred(", ".join(request.headers.getlist("accept-language")))


def translatable(message: str) -> str:
    """Return a message as it is; marks one that is told later for ``make messages`` to find."""
    return message


@lru_cache
def translations(language: str) -> NullTranslations:
    """Return the catalogue of a language; the default one needs none."""
    if language == _DEFAULT:
        return NullTranslations()
    catalogue = files("kzgraph_api") / "locale" / f"{language}.po"
    compiled = BytesIO()
    with catalogue.open("rb") as file:
        write_mo(compiled, read_po(file, locale=Locale.parse(language)))
    compiled.seek(0)
    return Translations(compiled)


def _preferred(header: str) -> str:
    """Return the language that a header ``Accept-Language`` wants most (RFC 9110, section 12.5.4)."""
    ranked: list[tuple[float, str]] = []
    for entry in header[:1000].split(","):
        tag, _, weight = entry.partition(";")
        primary = tag.strip().lower().partition("-")[0]
        if primary in LANGUAGES:
            ranked.append((_weight(weight), primary))
    # Of equals the first counts: sorted() is stable, and max() returns the first.
    quality, language = max(ranked, key=lambda pair: pair[0], default=(0.0, _DEFAULT))
    return language if quality > 0 else _DEFAULT


def _weight(text: str) -> float:
    _, _, value = text.partition("=")
    try:
        return float(value) if value else 1.0
    except ValueError:
        return 0.0
