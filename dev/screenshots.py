"""Takes pictures of the main pages over the shipped data, for the README: `make screenshots`.

A maintainer's command. It builds a release into a temporary folder, serves it, and writes PNG files to
`docs/screenshots/`: all of them, or none where a page does not answer. Arguments choose pictures by name:

    python dev/screenshots.py home visit
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import httpx
from chromium import find_chromium
from playwright.sync_api import Browser, sync_playwright

from kzgraph.release import Home
from kzgraph.release.build import build

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "screenshots"
MAX_BYTES = 180_000
START_SECONDS = 60


class ScreenshotError(Exception):
    """A page that did not answer, or a picture that is too large."""


@dataclass(frozen=True)
class Shot:
    """A picture: the name of its file, the address of the page, and how it is looked at."""

    name: str
    address: str
    scheme: Literal["light", "dark"] = "light"
    phone: bool = False


SHOTS = (
    Shot("home", "/"),
    Shot("visit", "/page/visit/tokayev-france-2024"),
    Shot("visit-dark", "/page/visit/tokayev-france-2024", scheme="dark"),
    Shot("visit-phone", "/page/visit/tokayev-france-2024", phone=True),
    Shot("project", "/page/project/nuclear-power-plant"),
    Shot("company", "/page/company/orano"),
    Shot("trade", "/trade"),
    Shot("explore", "/explore?of=project/nuclear-power-plant&of=company/edf"),
    Shot("conflicts", "/conflicts"),
    Shot("query", "/query?example=nuclear-candidates"),
    Shot("api", "/api"),
)


def take(browser: Browser, site: str, shot: Shot) -> bytes:
    """Return the PNG of what is seen of a page without scrolling."""
    width, height = (390, 844) if shot.phone else (1280, 800)
    context = browser.new_context(
        base_url=site,
        locale="en",
        color_scheme=shot.scheme,
        reduced_motion="reduce",
        viewport={"width": width, "height": height},
        is_mobile=shot.phone,
    )
    page = context.new_page()
    answer = page.goto(shot.address, wait_until="networkidle")
    status = answer.status if answer else "no answer"
    if status != httpx.codes.OK:
        raise ScreenshotError(f"{shot.address} answers {status}")
    picture = page.screenshot(animations="disabled")
    context.close()
    if len(picture) > MAX_BYTES:
        raise ScreenshotError(f"{shot.name} has {len(picture):,} bytes; at most {MAX_BYTES:,}")
    return picture


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """Serve the release in a home on loopback; give the address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "kzgraph", "serve", "--port", str(port)]
    environment = os.environ | {"KZGRAPH_HOME": str(home)}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stderr=quiet) as service:  # noqa: S603  # our own
        try:
            _wait_until_ready(f"http://127.0.0.1:{port}", service)
            yield f"http://127.0.0.1:{port}"
        finally:
            service.terminate()


def _wait_until_ready(site: str, service: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and service.poll() is None:
        try:
            if httpx.get(f"{site}/readyz").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise ScreenshotError("the service did not start; `kzgraph serve` says why")


def renew(shots: Sequence[Shot], folder: Path) -> None:
    """Take the pictures and write them. Raises ``ScreenshotError`` before anything is written."""
    chromium = find_chromium()
    if chromium is None:
        raise ScreenshotError("no Chromium is installed; on Debian: apt-get install chromium")
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        build(ROOT, Home(Path(scratch)), progress=lambda _step: None)
        with serving(Path(scratch)) as site:
            browser = playwright.chromium.launch(executable_path=chromium)
            pictures = {shot.name: take(browser, site, shot) for shot in shots}
            browser.close()
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures.items():
        (folder / f"{name}.png").write_bytes(picture)


def main() -> None:
    """Run the command; what is wrong goes to standard error, with exit code 1."""
    parser = argparse.ArgumentParser(description="Takes pictures of the main pages.")
    parser.add_argument("name", nargs="*", help="; ".join(shot.name for shot in SHOTS))
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where they are written")
    given = parser.parse_args()
    unknown = set(given.name) - {shot.name for shot in SHOTS}
    if unknown:
        parser.error(f"no picture has the name {min(unknown)}; see --help")
    try:
        renew([one for one in SHOTS if not given.name or one.name in given.name], given.folder)
    except ScreenshotError as error:
        sys.exit(f"Nothing was written. {error}")


if __name__ == "__main__":
    main()
