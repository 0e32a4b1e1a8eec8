"""Projects of ask-cli v2: a folder in which ``ask deploy`` works (platform 5.3)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from deployment.package import HANDLER, write
from deployment.wheels import DeploymentError, Files
from interaction_model.build import read_package

STACK = Path(__file__).parent / "skill-stack.yaml"
PROFILE = "default"
SKILL_PACKAGE, CODE, TEMPLATE = "skill-package", "lambda", "infrastructure/skill-stack.yaml"

Json = dict[str, Any]


def on_lambda(
    folder: Path, python: str, code: Files, region: str, parameters: dict[str, str]
) -> list[str]:
    """Make the project that also puts the function on AWS; what its publisher must still fill.

    What ask-cli has written there, above all which skill it is, stays.
    """
    skill = _manifest()
    events = [one["eventName"] for one in skill["manifest"].pop("events")["subscriptions"]]
    del skill["manifest"]["apis"]["custom"]["endpoint"]
    _keep_what_was_deployed(skill, folder / SKILL_PACKAGE / "skill.json")
    resources = {
        "skillMetadata": {"src": f"./{SKILL_PACKAGE}"},
        "code": {"default": {"src": f"./{CODE}"}},
        "skillInfrastructure": {
            "type": "@ask-cli/cfn-deployer",
            "userConfig": {
                "runtime": f"python{python}",
                "handler": HANDLER,
                "awsRegion": region,
                "templatePath": f"./{TEMPLATE}",
                "targetEndpoint": ["custom"],
                "skillEvents": {"subscriptions": events},
                "cfn": {"parameters": parameters},
            },
        },
    }
    _write(folder, resources, skill)
    shutil.rmtree(folder / CODE, ignore_errors=True)
    write(code, folder / CODE)
    write({TEMPLATE: STACK.read_bytes()}, folder)
    return unfilled(skill)


def on_own_server(folder: Path) -> list[str]:
    """Make the project that uploads the skill package alone; what must still be filled.

    Raises DeploymentError while the endpoint is nobody's.
    """
    skill = _manifest()
    endpoint = skill["manifest"]["apis"]["custom"]["endpoint"]["uri"]
    if _is_nobodys(endpoint):
        raise DeploymentError(
            f"interaction_model/source/manifest.toml: endpoint is {endpoint}; "
            "set it to your server's address, then make model"
        )
    _write(folder, {"skillMetadata": {"src": f"./{SKILL_PACKAGE}"}}, skill)
    return unfilled(skill)


def unfilled(skill: Json) -> list[str]:
    """Each address of the store's pages that is nobody's yet, as ``place: fault; next move``."""
    pages = skill["manifest"]["privacyAndCompliance"]["locales"]
    return [
        f"interaction_model/source/{locale}/store.toml: {uri} is nobody's; "
        "set it to a page of yours before you submit the skill, then make model"
        for locale, addresses in pages.items()
        for uri in addresses.values()
        if _is_nobodys(uri)
    ]


def _is_nobodys(uri: str) -> bool:
    """Whether an address is under a name kept for examples (RFC 2606)."""
    return (urlsplit(uri).hostname or "").endswith(".example")


def _manifest() -> Json:
    skill: Json = json.loads(read_package()["skill.json"])
    return skill


def _keep_what_was_deployed(skill: Json, file: Path) -> None:
    """Carry over the function that ask-cli entered when it deployed: the skill stays reachable."""
    if file.exists():
        there = json.loads(file.read_text(encoding="utf-8"))["manifest"]
        if endpoint := there["apis"]["custom"].get("endpoint"):
            skill["manifest"]["apis"]["custom"]["endpoint"] = endpoint
            skill["manifest"]["events"] = there["events"]


def _write(folder: Path, resources: Json, skill: Json) -> None:
    files = read_package() | {"skill.json": _as_file(skill)}
    shutil.rmtree(folder / SKILL_PACKAGE, ignore_errors=True)
    write(files, folder / SKILL_PACKAGE)
    project = {"askcliResourcesVersion": "2020-03-31", "profiles": {PROFILE: resources}}
    write({"ask-resources.json": _as_file(project)}, folder)


def _as_file(value: Json) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()
