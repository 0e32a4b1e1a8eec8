"""Makes what is deployed: ``python -m deployment lambda``, or ``self-hosted``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from deployment import package, project
from deployment.wheels import ROOT, DeploymentError

WITHOUT_BOOKMARK = (
    "interaction_model/source/en-US/store.toml: description and testing instructions tell of "
    '"continue" in a new session, which is off; for the store say --bookmark on, or take that out'
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make it; 1 with a line that says what to do where it cannot be made."""
    options = _parse(arguments)
    try:
        missing = _lambda(options) if options.kind == "lambda" else _self_hosted(options)
    except DeploymentError as problem:
        print(f"deployment: {problem}", file=sys.stderr)
        return 1
    for line in missing:
        print(f"still to fill: {line}")
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="deployment", description=__doc__)
    parser.add_argument("kind", choices=["lambda", "self-hosted"])
    parser.add_argument("--to", type=Path, default=ROOT / "build", help="folder (%(default)s)")
    parser.add_argument("--python", default=sys.executable, help="for lambda: the Python it is for")
    parser.add_argument("--region", default="us-east-1", help="for lambda: %(default)s")
    parser.add_argument("--bookmark", choices=["on", "off"], default="off", help="for lambda")
    parser.add_argument("--key-number", default="1", help="for lambda: another makes another key")
    return parser.parse_args(arguments)


def _lambda(options: argparse.Namespace) -> list[str]:
    python, files = package.build(options.python)
    folder = options.to / "lambda"
    missing = project.on_lambda(folder, python, files, options.region, _parameters(options))
    packed = package.as_zip(files)
    package.write({"lambda.zip": packed}, options.to)
    unpacked = sum(map(len, files.values()))
    print(f"{options.to / 'lambda.zip'}: for python{python}, {_size(packed)}, {len(files)} files")
    print(f"of {unpacked / 1e6:.1f} MB unpacked; handler {package.HANDLER}")
    print(f"{folder}: go there and say: ask deploy")
    return missing if options.bookmark == "on" else [*missing, WITHOUT_BOOKMARK]


def _parameters(options: argparse.Namespace) -> dict[str, str]:
    """Those of the stack that the user chooses."""
    return {"Bookmark": options.bookmark, "BookmarkKeyNumber": options.key_number}


def _self_hosted(options: argparse.Namespace) -> list[str]:
    folder = options.to / "self-hosted"
    missing = project.on_own_server(folder)
    print(f"{folder}: go there and say: ask deploy")
    return missing


def _size(content: bytes) -> str:
    return f"{len(content) / 1e6:.1f} MB"


if __name__ == "__main__":
    sys.exit(main())
