"""Files of others that pages load: they are what the manifest says, and nothing else is loaded."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
API = ROOT / "api/kzgraph_api"
VENDOR = API / "static/vendor"
PACKAGES: list[dict[str, Any]] = json.loads((VENDOR / "manifest.json").read_text())["packages"]
FILES = {file["path"]: file["sha256"] for package in PACKAGES for file in package["files"]}
NAMES = [package["package"] for package in PACKAGES]

# As packages state them: npm knows the Zero-Clause BSD licence by a name that SPDX does not. All allow
# to pass on the files as they are; of DOMPurify's two we take Apache-2.0.
LICENCES = {
    "(CC-BY-4.0 AND MIT)",
    "(MPL-2.0 OR Apache-2.0)",
    "Apache-2.0",
    "BSD-0-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "MIT",
}


def test_every_file_is_what_the_manifest_says_and_no_other_stands_there() -> None:
    found = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert found == FILES


@pytest.mark.parametrize("package", PACKAGES, ids=NAMES)
def test_a_package_is_pinned_and_its_files_are_named_as_in_its_tarball(
    package: dict[str, Any],
) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"])
    assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", package["integrity"])
    folder = package["package"].rpartition("/")[2]
    for file in package["files"]:
        assert file["path"] == f"{folder}/{file['from'].rpartition('/')[2]}"


@pytest.mark.parametrize("package", PACKAGES, ids=NAMES)
def test_a_package_has_a_licence_that_we_may_pass_on_and_its_text(package: dict[str, Any]) -> None:
    assert {package["licence"], *package.get("bundles", {}).values()} <= LICENCES
    folder = VENDOR / package["package"].rpartition("/")[2]
    assert list(folder.glob("LICENSE*"))


def test_no_source_map_and_no_second_build_is_carried() -> None:
    assert [path for path in FILES if path.endswith((".map", ".ts", ".mjs", "esm.js"))] == []


def loaded() -> dict[str, str]:
    """Return, by the name of a vendored file, a file of ours that loads it."""
    ours = [*API.glob("templates/**/*.html"), *API.glob("static/js/*.js"), *API.glob("pages/*.py")]
    name = re.compile(r"vendor/([\w./@-]+\.[a-z]+)")
    return {
        each: path.relative_to(API).as_posix()
        for path in ours
        for each in name.findall(path.read_text(encoding="utf-8"))
    }


def test_no_page_loads_a_file_that_the_manifest_lacks() -> None:
    assert {name: by for name, by in loaded().items() if name not in FILES} == {}


def test_every_package_is_justified_with_its_licence() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.partition("## Files of others that pages load\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (\S+) \| [^|]+ \| ([^|]+) \| [^|]+ \|$", section, re.MULTILINE)
    stated = [(package["package"], package["licence"]) for package in PACKAGES]
    assert rows == [("package", "licence"), *stated]
