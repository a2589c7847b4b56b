"""Bring the catalogues in ``locale/`` up to date with the messages of templates and code.

New messages come in without a translation, those that nobody says any more go out; what is there
stays. ``--check`` changes nothing, and fails where a message is not there or has no translation.
"""

import argparse
import io
import sys
from pathlib import Path
from typing import Final

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

PACKAGE: Final = Path(__file__).resolve().parents[1] / "api" / "kzgraph_api"
LOCALE: Final = PACKAGE / "locale"
_KEYWORDS: Final = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "translatable": None,
    "say": None,
    "Kind": (3,),  # of kinds of problems, the title
}
_METHODS: Final = [
    ("kinds.py", "python"),
    ("pages/**.py", "python"),
    ("templates/**.html", "jinja2"),
]
_OPTIONS: Final = {"templates/**.html": {"trimmed": "true", "silent": "false"}}


def messages() -> Catalog:
    """Return every message, with the files that say it."""
    found = Catalog()
    told = extract_from_dir(PACKAGE, _METHODS, _OPTIONS, _KEYWORDS)
    for name, _line, message, comments, context in sorted(told, key=lambda one: one[:2]):
        found.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    return found


def merged(path: Path) -> tuple[Catalog, bytes]:
    """Return a catalogue with the messages of today, and its text."""
    # The head stays as it is: the one that Babel writes changes with the time of day.
    head, _, _ = path.read_bytes().partition(b"\n\n")
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.stem)
    catalogue.update(messages(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    text = io.BytesIO()
    # No line numbers: they would change with every edit.
    write_po(text, catalogue, 100, sort_output=True, omit_header=True, include_lineno=False)
    return catalogue, head.rstrip() + b"\n\n" + text.getvalue().lstrip()


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the messages that a catalogue has no translation of."""
    told = (message for message in catalogue if message.id)
    # What is marked as fuzzy is not told: gettext passes it over.
    return [str(one.id) for one in told if one.fuzzy or not _told(one.string)]


def _told(string: str | tuple[str, ...] | list[str] | None) -> bool:
    """Tell whether a message has a translation, in each of its plural forms."""
    return bool(string) if isinstance(string, str) or not string else all(string)


def main() -> int:
    """Run the command; return its exit code."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--check", action="store_true", help="change nothing, fail where one lacks")
    check = given.parse_args().check
    lacking = 0
    for path in sorted(LOCALE.glob("*.po")):
        catalogue, text = merged(path)
        for message in untranslated(catalogue):
            lacking += 1
            sys.stderr.write(f"{path.name}: no translation of {message!r}\n")
        if check and text != path.read_bytes():
            sys.stderr.write(f"{path.name} is not up to date; run make messages.\n")
            return 1
        if not check:
            path.write_bytes(text)
    return 1 if check and lacking else 0


if __name__ == "__main__":
    sys.exit(main())
