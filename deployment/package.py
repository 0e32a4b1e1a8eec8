"""The AWS Lambda package: the skill, its content and its libraries, the same bytes every time."""

from __future__ import annotations

import io
import os
import re
import subprocess
import tempfile
import zipfile
from pathlib import Path

from deployment.wheels import ROOT, DeploymentError, Files, installed
from skill.content.load import load

HANDLER = "skill.lambda_function.handler"
PYTHONS = ("3.11", "3.12", "3.13")
"""What the skill runs on, of the Pythons that Lambda has."""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file: the earliest that a zip can tell."""
IN_LAMBDA = "/var/task"
"""Where Lambda unpacks it; compiled files name it in tracebacks."""
MOST_ZIPPED, MOST_UNPACKED = 50 * 2**20, 250 * 2**20
"""Bytes that Lambda takes: uploaded directly, and unpacked."""


def build(interpreter: str) -> tuple[str, Files]:
    """The Python that it is for, such as ``3.13``, and the package's files.

    ``interpreter`` is a program of that Python: it compiles the modules, since a function's folder
    is read-only and compiling at every cold start takes seconds.
    """
    python = version_of(interpreter)
    files = installed(python) | _ours() | _content_checked_and_packed()
    files |= _compiled(files, interpreter)
    if sum(map(len, files.values())) > MOST_UNPACKED:
        raise DeploymentError("the package is larger than Lambda takes; see what has grown")
    return python, files


def version_of(interpreter: str) -> str:
    """``3.13`` of a program; DeploymentError where it is none of `PYTHONS`."""
    tell = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        told = subprocess.run(  # noqa: S603 - the program that the user named
            [interpreter, "-I", "-c", tell], capture_output=True, text=True, check=True
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError) as error:
        raise DeploymentError(f"{interpreter} could not be run; name a Python program") from error
    if told not in PYTHONS:
        raise DeploymentError(f"{interpreter} is Python {told}; name one of {', '.join(PYTHONS)}")
    return told


def as_zip(files: Files) -> bytes:
    """The files as a zip: sorted, of one time, readable by everyone, as Lambda needs."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as into:
        for name in sorted(files):
            about = zipfile.ZipInfo(name, EPOCH)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o100644 << 16
            into.writestr(about, files[name])
    if len(packed.getvalue()) > MOST_ZIPPED:
        raise DeploymentError("the zip is larger than Lambda takes; see what has grown")
    return packed.getvalue()


def _ours() -> Files:
    """The code of the skill, and what it may say."""
    code = [file for kind in ("*.py", "*.json") for file in (ROOT / "skill").rglob(kind)]
    said = [file for kind in ("*.toml", "*.json") for file in (ROOT / "content").rglob(kind)]
    return {file.relative_to(ROOT).as_posix(): file.read_bytes() for file in code + said}


def _content_checked_and_packed() -> Files:
    """The copy of the content that a start takes instead of building it, where it looks for it."""
    folders = (path.name for path in (ROOT / "content").iterdir())
    with tempfile.TemporaryDirectory() as cache:
        for name in sorted(filter(re.compile(r"[a-z]{2}(-[A-Z]{2})?").fullmatch, folders)):
            load(name, cache=Path(cache))
        kept = sorted(Path(cache).glob("*.msgpack"))
        return {f".cache/content/{file.name}": file.read_bytes() for file in kept}


def _compiled(files: Files, interpreter: str) -> Files:
    """The compiled modules, which are never compared with their sources: neither changes."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write({name: content for name, content in files.items() if name.endswith(".py")}, folder)
        command = [interpreter, "-I", "-W", "ignore", "-m", "compileall", "-q", "-j", "1"]
        command += ["--invalidation-mode", "unchecked-hash", "-s", place, "-p", IN_LAMBDA, place]
        subprocess.run(command, check=True)  # noqa: S603 - the Python that was just asked
        made = sorted(folder.rglob("*.pyc"))
        return {file.relative_to(folder).as_posix(): file.read_bytes() for file in made}


def write(files: Files, folder: Path) -> None:
    """Put the files into a folder, readable by everyone whatever this user's umask."""
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        os.chmod(file, 0o644)  # noqa: PTH101 - as a zip tells it
