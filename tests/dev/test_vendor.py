"""The command for the files of others: what it holds, fetches and refuses; npm is one of the test."""

import base64
import hashlib
import io
import json
import sys
import tarfile
from pathlib import Path

import pytest
import vendor

FAKE_NPM = """#!{python}
import os, shutil, sys
tarball = os.path.join({shelf!r}, sys.argv[-1].replace("/", "-") + ".tgz")
if not os.path.exists(tarball):
    sys.exit("404 Not Found: " + sys.argv[-1])
shutil.copy(tarball, ".")
"""


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Registry:
    """An npm that has the packages which a test gives it."""

    def __init__(self, folder: Path) -> None:
        self.shelf = folder / "shelf"
        self.shelf.mkdir()
        npm = folder / "npm"
        npm.write_text(FAKE_NPM.format(python=sys.executable, shelf=str(self.shelf)))
        npm.chmod(0o755)

    def publish(self, name: str, files: dict[str, bytes], licence: str = "MIT") -> str:
        """Publish a package, and return its digest as registries write it."""
        tarball = self.shelf / f"{name.replace('/', '-')}.tgz"
        files = {"package.json": json.dumps({"license": licence}).encode()} | files
        with tarfile.open(tarball, "w:gz") as archive:
            for path, content in files.items():
                entry = tarfile.TarInfo(f"package/{path}")
                entry.size = len(content)
                archive.addfile(entry, io.BytesIO(content))
        digest = hashlib.sha512(tarball.read_bytes()).digest()
        return f"sha512-{base64.b64encode(digest).decode()}"


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    monkeypatch.setenv("PATH", str(tmp_path))
    return Registry(tmp_path)


@pytest.fixture
def folder(tmp_path: Path, registry: Registry) -> Path:
    """A folder whose manifest has version 1.0 of a package, and whose one file fits it."""
    folder = tmp_path / "vendor"
    (folder / "drawing").mkdir(parents=True)
    (folder / "drawing/drawing.js").write_bytes(b"one")
    package = {
        "package": "@some/drawing",
        "version": "1.0",
        "licence": "MIT",
        "integrity": registry.publish("@some/drawing@1.0", {"dist/drawing.js": b"one"}),
        "files": [
            {"path": "drawing/drawing.js", "from": "dist/drawing.js", "sha256": sha256(b"one")}
        ],
    }
    (folder / "manifest.json").write_text(json.dumps({"packages": [package]}))
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def entry(folder: Path) -> vendor.Package:
    package: vendor.Package = json.loads((folder / "manifest.json").read_text())["packages"][0]
    return package


def test_what_fits_the_manifest_holds(folder: Path) -> None:
    assert vendor.check(folder) == []


def test_a_file_that_is_missing_altered_or_unknown_is_told(folder: Path) -> None:
    (folder / "other.js").write_text("stray")
    (folder / "drawing/drawing.js").write_bytes(b"One")
    altered, unknown = vendor.check(folder)
    assert altered.startswith(f"drawing/drawing.js has SHA-256 {sha256(b'One')}, and manifest.json")
    assert unknown == "other.js is not in manifest.json; enter it, or remove it"
    (folder / "drawing/drawing.js").unlink()
    assert vendor.check(folder)[0].startswith("drawing/drawing.js is missing; `make vendor`")


def test_what_is_missing_is_fetched(folder: Path) -> None:
    before = entry(folder)
    (folder / "drawing/drawing.js").unlink()
    vendor.renew(folder, {})
    assert (folder / "drawing/drawing.js").read_bytes() == b"one"
    assert entry(folder) == before


def test_another_version_is_entered(folder: Path, registry: Registry) -> None:
    digest = registry.publish("@some/drawing@2.0", {"dist/drawing.js": b"two"})
    vendor.renew(folder, {"@some/drawing": "2.0"})
    assert vendor.check(folder) == []
    renewed = entry(folder)
    assert (renewed["version"], renewed["integrity"]) == ("2.0", digest)
    assert renewed["files"][0]["sha256"] == sha256(b"two")


def test_a_published_version_that_changed_is_refused(folder: Path, registry: Registry) -> None:
    registry.publish("@some/drawing@1.0", {"dist/drawing.js": b"bad"})
    before = everything(folder)
    with pytest.raises(vendor.VendorError, match=r"@some/drawing@1\.0 has the digest sha512-"):
        vendor.renew(folder, {})
    assert everything(folder) == before


@pytest.mark.parametrize(
    ("files", "licence", "told"),
    [
        ({"build/drawing.js": b"two"}, "MIT", "@some/drawing@2.0 has no dist/drawing.js; say in"),
        ({"dist/drawing.js": b"two"}, "GPL-3.0", "is under GPL-3.0, and manifest.json says MIT"),
    ],
)
def test_a_version_that_is_something_else_is_refused(
    folder: Path, registry: Registry, files: dict[str, bytes], licence: str, told: str
) -> None:
    registry.publish("@some/drawing@2.0", files, licence)
    before = everything(folder)
    with pytest.raises(vendor.VendorError, match=told):
        vendor.renew(folder, {"@some/drawing": "2.0"})
    assert everything(folder) == before


def test_what_the_registry_or_the_manifest_lacks_is_told(folder: Path) -> None:
    with pytest.raises(
        vendor.VendorError, match="npm did not fetch @some/drawing@9: 404 Not Found"
    ):
        vendor.renew(folder, {"@some/drawing": "9"})
    with pytest.raises(vendor.VendorError, match=r"manifest\.json has no package painting"):
        vendor.renew(folder, {"painting": "1"})


def test_npm_may_be_missing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(vendor.VendorError, match="npm is needed; on Debian: apt-get install"):
        vendor.renew(folder, {})


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--check"], "stray.js is not in manifest.json"),
        (["painting@1"], "Nothing was written. manifest.json has no package painting"),
    ],
)
def test_the_command_says_what_is_wrong_and_fails(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    (folder / "stray.js").write_text("stray")
    monkeypatch.setattr(sys, "argv", ["vendor.py", "--folder", str(folder), *arguments])
    with pytest.raises(SystemExit, match=told):
        vendor.main()
