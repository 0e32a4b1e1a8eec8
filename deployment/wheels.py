"""The wheels that ``requirements-lambda.txt`` pins, by version and by hash."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REQUIREMENTS = ROOT / "requirements-lambda.txt"
CACHE = ROOT / ".cache" / "lambda-wheels"
PLATFORMS = {
    "x86_64": ("manylinux2014_x86_64", "manylinux_2_28_x86_64"),
    "aarch64": ("manylinux2014_aarch64", "manylinux_2_28_aarch64"),
}
"""The processors that Lambda has, each with the wheels that run on its Amazon Linux."""
LEFT_OUT = ("RECORD", "WHEEL", "INSTALLER")
"""Notes for installers, which would not be true of the package; licences stay."""

Files = dict[str, bytes]
"""Path inside the package to content."""


class DeploymentError(Exception):
    """Nothing can be made; the message is one line that says what to do."""


def installed(python: str) -> Files:
    """What the wheels hold, for a Python such as ``3.13``, on every processor at once.

    A compiled module names its processor in its file name, so one package serves all.
    """
    files: Files = {}
    for wheel in sorted({wheel for name in PLATFORMS for wheel in _downloaded(python, name)}):
        files |= _inside(wheel)
    return files


def _downloaded(python: str, processor: str) -> list[Path]:
    """The wheels for one processor; DeploymentError where pip cannot get them."""
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()[:16]
    folder = CACHE / f"{wanted}-{python}-{processor}"
    if not (folder / "whole").exists():
        _download(python, processor, folder)
        (folder / "whole").touch()
    return sorted(folder.glob("*.whl"))


def _download(python: str, processor: str, folder: Path) -> None:
    platforms = [part for name in PLATFORMS[processor] for part in ("--platform", name)]
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--require-hashes", "--only-binary", ":all:"]
    command += ["--implementation", "cp", "--python-version", python, *platforms]
    command += ["--requirement", str(REQUIREMENTS), "--dest", str(folder)]
    if subprocess.run(command, check=False).returncode:  # noqa: S603 - pip, with our own arguments
        raise DeploymentError(
            f"pip could not download the wheels of {REQUIREMENTS.name} for Python {python} on "
            f"{processor}; see above, and try again where there is a network"
        )


def _inside(wheel: Path) -> Files:
    with zipfile.ZipFile(wheel) as packed:
        names = (name for name in packed.namelist() if not name.endswith("/"))
        return {name: packed.read(name) for name in names if _belongs(name)}


def _belongs(name: str) -> bool:
    return not (".dist-info/" in name and name.rpartition("/")[2] in LEFT_OUT)
