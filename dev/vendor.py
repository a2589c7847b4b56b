"""Fetches anew the files of others that pages load, and holds them to their manifest.

A maintainer's command, run by `make vendor`; users never need it, nor Node.js. `npm pack` fetches each
package from the registry that npm is set to. Nothing is taken from a tarball whose SHA-512 is not the
one in `manifest.json`, and nothing is written unless all packages hold. Arguments take another version:

    python dev/vendor.py                  # what the manifest says
    python dev/vendor.py leaflet@1.9.5    # that version of a package, and the manifest says so then
    python dev/vendor.py --check          # no network: the files are those of the manifest
"""

import argparse
import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

VENDOR = Path(__file__).resolve().parents[1] / "api/kzgraph_api/static/vendor"
MANIFEST = "manifest.json"

Package = dict[str, Any]
"""An entry of the manifest: package, version, licence, integrity, files, and what it bundles."""


class VendorError(Exception):
    """A package or a file that is not what the manifest says."""


def check(folder: Path) -> list[str]:
    """Return what is wrong with the files in a folder: missing, altered, or in no manifest."""
    expected = {
        file["path"]: file["sha256"] for package in _packages(folder) for file in package["files"]
    }
    found = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path != folder / MANIFEST
    }
    missing = [f"{path} is missing; `make vendor` fetches it" for path in expected - found.keys()]
    unknown = [
        f"{path} is not in {MANIFEST}; enter it, or remove it" for path in found - expected.keys()
    ]
    altered = [
        f"{path} has SHA-256 {found[path]}, and {MANIFEST} has {expected[path]}; `make vendor` fetches it"
        for path in expected.keys() & found.keys()
        if found[path] != expected[path]
    ]
    return sorted(missing + unknown + altered)


def renew(folder: Path, wanted: Mapping[str, str]) -> None:
    """Fetch every package of the manifest and write its files.

    ``wanted`` has other versions by package. Raises ``VendorError`` before anything is written.
    """
    packages = _packages(folder)
    strangers = sorted(wanted.keys() - {package["package"] for package in packages})
    if strangers:
        raise VendorError(
            f"{MANIFEST} has no package {strangers[0]}; enter it there with its files"
        )
    contents: dict[str, bytes] = {}
    for package in packages:
        contents |= _fetched(package, wanted.get(package["package"]))
    for path, content in contents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    text = json.dumps({"packages": packages}, ensure_ascii=False, indent=2)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _packages(folder: Path) -> list[Package]:
    packages: list[Package] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))[
        "packages"
    ]
    return packages


def _fetched(package: Package, version: str | None) -> dict[str, bytes]:
    """Return the files of a package by path, and enter in it what belongs to another version."""
    renewed = version not in {None, package["version"]}
    name = f"{package['package']}@{version or package['version']}"
    with tempfile.TemporaryDirectory() as scratch:
        tarball = _pack(name, Path(scratch))
        integrity = _integrity(tarball)
        if not renewed and integrity != package["integrity"]:
            raise VendorError(
                f"The tarball of {name} has the digest {integrity}, and {MANIFEST} has "
                f"{package['integrity']}. A published version never changes: find out why, "
                "and take another version only after reading it."
            )
        members = dict(_members(tarball))
    _hold_licence(package, members, name)
    contents = {file["path"]: _member(members, file["from"], name) for file in package["files"]}
    package["version"], package["integrity"] = version or package["version"], integrity
    for file in package["files"]:
        file["sha256"] = hashlib.sha256(contents[file["path"]]).hexdigest()
    return contents


def _pack(name: str, scratch: Path) -> Path:
    """Return the tarball of a package, as npm fetches it."""
    npm = shutil.which("npm")
    if npm is None:
        raise VendorError("npm is needed; on Debian: apt-get install nodejs npm")
    command = [npm, "pack", "--silent", "--ignore-scripts", name]
    told = subprocess.run(command, cwd=scratch, capture_output=True, text=True, check=False)  # noqa: S603  # no shell
    tarballs = list(scratch.glob("*.tgz"))
    if told.returncode or len(tarballs) != 1:
        raise VendorError(f"npm did not fetch {name}: {(told.stderr or told.stdout).strip()}")
    return tarballs[0]


def _integrity(tarball: Path) -> str:
    """Return the digest of a tarball in the form that registries give it."""
    return "sha512-" + base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()


def _members(tarball: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a tarball, their paths without the folder that each begins with."""
    with tarfile.open(tarball) as archive:
        for member in archive:
            read = archive.extractfile(member)
            if read is not None:
                yield member.name.partition("/")[2], read.read()


def _member(members: Mapping[str, bytes], path: str, name: str) -> bytes:
    if path not in members:
        raise VendorError(f"{name} has no {path}; say in {MANIFEST} which file it is now")
    return members[path]


def _hold_licence(package: Package, members: Mapping[str, bytes], name: str) -> None:
    told = json.loads(_member(members, "package.json", name))["license"]
    if told != package["licence"]:
        raise VendorError(f"{name} is under {told}, and {MANIFEST} says {package['licence']}")


def main() -> None:
    """Run the command; what is wrong goes to standard error, with exit code 1."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("version", nargs="*", help="another version: package@version")
    parser.add_argument("--check", action="store_true", help="only hold the files to the manifest")
    parser.add_argument("--folder", type=Path, default=VENDOR, help="where manifest.json stands")
    given = parser.parse_args()
    wanted = {
        name: version for name, _, version in (each.rpartition("@") for each in given.version)
    }
    try:
        if not given.check:
            renew(given.folder, wanted)
    except VendorError as error:
        sys.exit(f"Nothing was written. {error}")
    wrong = check(given.folder)
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
