"""What comes from outside: hosts, vendored files, lock files, and traces of a machine."""

import hashlib
import re
from pathlib import Path, PurePosixPath

from .reading import Files, alarm, blank, line_of, matches, of_each_file, without_comments

ADDRESS = re.compile(r"(?:https?:|wss?:|(?<=[\"'(]))//(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
NAMESPACE = re.compile(r"\bxmlns(?::\w+)?=[\"'][^\"']*[\"']|<!DOCTYPE[^>]*>")
FREE_HOSTS = re.compile(r"^(?:.*\.)?example\.(?:org|com|net|nl)$|^www\.w3\.org$|^127\.0\.0\.1$")
MACHINE_PATH = re.compile(r"(?<![\w.~}-])/(?:work|root|home/[a-z]\w*)/")
TEMPORARY_PATH = re.compile(r"(?<![\w.~}/-])/tmp/")
REGISTRIES = (
    *("pypi" + ".org", "python" + "hosted.org", "registry.npm" + "js.org"),
    *("registry.yarn" + "pkg.com", "proxy.golang" + ".org", "jsdelivr" + ".net"),
)
INDEX = re.compile(
    r"--(?:extra-)?index-url|--find-links|--trusted-host|^-i\s|\bregistry\s*=\s*[\"']?http"
    r"|https?://[^\s/\"']+/(?:simple|pypi|npm|artifactory|nexus)(?:/|\b)|\"resolved\":\s*\"http",
    re.MULTILINE,
)
PINNED = re.compile(r"^[A-Za-z0-9._-]+(?:\[[\w,-]+\])?==[^\s;]+(?:\s*;[^\\]+)?\s*\\?$")
HASH = re.compile(r"^--hash=sha256:[0-9a-f]{64}\s*\\?$")
MANIFEST = "lcm/static/vendored.sha256"


@of_each_file("templates/*", "lcm/static/*", but=("*/vendor/*", "*LICEN[CS]E*", "*.sha256"))
def no_foreign_hosts(path: str, text: str) -> list[str]:
    """Refuse addresses of others in pages and static files: the reader's browser would call."""
    bare = blank(without_comments(path, text), NAMESPACE)
    return [
        alarm(
            path, line_of(bare, match.start()), f"a foreign host, {match['host']}", "serve it here"
        )
        for match in ADDRESS.finditer(bare)
        if not FREE_HOSTS.match(match["host"])
    ]


@of_each_file("*", but=("tests/house/*",))
def no_machine_paths(path: str, text: str) -> list[str]:
    """Refuse folders of the machine a file was written on; /tmp/ is for tests and prose only."""
    found = list(MACHINE_PATH.finditer(text))
    if not matches(path, "tests/*", "*.md"):
        found += TEMPORARY_PATH.finditer(text)
    remedy = "a path relative to the checkout or to the data folder; tempfile for what passes"
    return [alarm(path, line_of(text, one.start()), f"{one[0]} in a file", remedy) for one in found]


@of_each_file("*")
def no_registry_hosts(path: str, text: str) -> list[str]:
    """Refuse package indexes by name: each installation has its own."""
    remedy = "leave the index to pip's and npm's own settings"
    found = [
        alarm(path, line_of(text, text.index(host)), f"the registry {host}", remedy)
        for host in REGISTRIES
        if host in text
    ]
    if not matches(path, "tests/house/*"):
        found += [
            alarm(path, line_of(text, one.start()), f'an index address "{one[0].strip()}"', remedy)
            for one in INDEX.finditer(text)
        ]
    return found


@of_each_file("requirements*.txt")
def locks_hold_pins_and_hashes(path: str, text: str) -> list[str]:
    """Ask lines of a lock file to be a pin, a hash or a comment, and each pin to have a hash."""
    alarms = []
    lines = [line.strip() for line in text.splitlines()]
    for number, line in enumerate(lines, start=1):
        if not line or line.startswith("#") or HASH.match(line):
            continue
        if not PINNED.match(line):
            alarms.append(alarm(path, number, f'"{line}" is no pin', "make lock"))
        elif number == len(lines) or not HASH.match(lines[number]):
            alarms.append(alarm(path, number, f'"{line}" has no hash', "make lock"))
    return alarms


def vendored_files_match(root: Path, paths: list[str]) -> list[str]:
    """Compare vendored files with the manifest of ``sha256sum`` lines; each needs a line."""
    vendored = {
        path for path in paths if matches(path, "lcm/static/*/vendor/*", "lcm/static/vendor/*")
    }
    manifest = root / MANIFEST
    lines = manifest.read_text().splitlines() if manifest.exists() else []
    alarms, listed = [], set()
    for number, line in enumerate(lines, start=1):
        digest, _space, name = line.partition(" ")
        path = _where(root, name.strip(" *"))
        listed.add(path)
        if not (root / path).is_file():
            alarms.append(alarm(MANIFEST, number, f"{path} is gone", "make vendor"))
        elif hashlib.sha256((root / path).read_bytes()).hexdigest() != digest:
            alarms.append(alarm(path, 0, "differs from what was vendored", "make vendor"))
    return alarms + [
        alarm(path, 0, "vendored without a line in the manifest", f"add it to {MANIFEST}")
        for path in sorted(vendored - listed)
    ]


def _where(root: Path, name: str) -> str:
    """Return the path from the checkout; the manifest may count from its own folder."""
    beside = PurePosixPath(MANIFEST).parent / name.removeprefix("./")
    return str(beside) if (root / beside).exists() else name


def vendored_folders_have_licences(files: Files) -> list[str]:
    """Ask a licence file in every vendor/NAME-VERSION folder."""
    folders = {
        match[0] for path in files for match in [re.match(r".*/vendor/[^/]+(?=/)", path)] if match
    }
    return [
        alarm(folder, 0, "vendored without its licence", "keep the LICENSE file beside the code")
        for folder in sorted(folders)
        if not any(
            matches(path, f"{folder}/*LICEN[CS]E*", f"{folder}/*licen[cs]e*", f"{folder}/OFL*")
            for path in files
        )
    ]
