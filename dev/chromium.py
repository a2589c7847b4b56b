"""Where Chromium is: the one that the system has; none is downloaded."""

import shutil

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """Return the path of the first Chromium on the search path, or None where there is none."""
    return next(filter(None, map(shutil.which, _NAMES)), None)
