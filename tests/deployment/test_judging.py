"""The stand-in for the skill-management API refuses what Amazon refuses."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "interaction_model/package"
MODEL = "interactionModels/custom/en-US.json"

pytestmark = [pytest.mark.deploy, pytest.mark.usefixtures("judges")]


def faults(files: dict[str, bytes]) -> list[str]:
    from judging import judge

    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name, inside in files.items():
            packed.writestr(name, inside)
    return [line for lines in judge(content.getvalue()).faults.values() for line in lines]


@pytest.fixture
def files() -> dict[str, bytes]:
    found = (path for path in PACKAGE.rglob("*") if path.is_file())
    return {path.relative_to(PACKAGE).as_posix(): path.read_bytes() for path in found}


def test_the_package_is_taken(files: dict[str, bytes]) -> None:
    assert faults(files) == []


def put(*path: Any, value: Any) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        *way, last = path
        for step in way:
            document = document[step]
        document[last] = value

    return change


def drop(*path: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        *way, last = path
        for step in way:
            document = document[step]
        del document[last]

    return change


PUBLISHING = ("manifest", "publishingInformation")
LISTING = (*PUBLISHING, "locales", "en-US")
ENDPOINT = ("manifest", "apis", "custom", "endpoint")
LANGUAGE = ("interactionModel", "languageModel")


@pytest.mark.parametrize(
    ("file", "change", "told"),
    [
        ("skill.json", drop(*PUBLISHING, "category"), "category: required"),
        ("skill.json", put(*PUBLISHING, "distributionMode", value="SOME"), "is no"),
        ("skill.json", drop(*PUBLISHING, "testingInstructions"), "testingInstructions: required"),
        ("skill.json", put("manifest", "colour", value="red"), "unexpected property 'colour'"),
        ("skill.json", put(*LISTING, "name", value="x"), "2 to 50"),
        ("skill.json", put(*LISTING, "examplePhrases", value=["a"] * 5), "maximum number"),
        ("skill.json", put(*LISTING, "examplePhrases", value=["Alexa; go"]), "pattern"),
        ("skill.json", put(*LISTING, "smallIconUri", value="file://assets/images/x.png"), "PNG"),
        ("skill.json", put(*ENDPOINT, "uri", value="http://a.test"), "does not match"),
        ("skill.json", drop(*ENDPOINT, "sslCertificateType"), "sslCertificateType"),
        ("skill.json", drop("manifest", "events", "endpoint"), "events need an endpoint"),
        ("skill.json", drop("manifest", "privacyAndCompliance", "containsAds"), "required"),
        (MODEL, put(*LANGUAGE, "invocationName", value="Coach"), "invocationName"),
        (MODEL, put(*LANGUAGE, "types", value=[]), "no type Cramp"),
        (MODEL, put(*LANGUAGE, "intents", 30, "samples", value=["is it bad?"]), "InvalidChar"),
        (MODEL, put(*LANGUAGE, "intents", 30, "samples", value=["a {leg}"]), "no slot leg"),
        (MODEL, put(*LANGUAGE, "intents", value=[]), "are compulsory"),
    ],
)
def test_what_is_wrong_is_refused(
    files: dict[str, bytes], file: str, change: Callable[[Any], None], told: str
) -> None:
    document = json.loads(files[file])
    change(document)
    assert any(told in line for line in faults(files | {file: json.dumps(document).encode()}))


def test_what_belongs_elsewhere_is_refused(files: dict[str, bytes]) -> None:
    assert faults(files | {"README.md": b"hello"}) == ["README.md: not allowed"]


def test_what_is_no_package_is_refused() -> None:
    from judging import judge

    assert judge(b"PK").faults["Package"]
