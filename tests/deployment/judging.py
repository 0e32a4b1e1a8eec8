"""What Amazon refuses in a skill package, as far as its pages tell it (platform 4, 5.1, 5.2)."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple

from amazon_shapes import MANIFEST, MODEL, misfits

Json = dict[str, Any]
ALLOWED = re.compile(
    r"skill\.json|interactionModels/custom/[a-z]{2}-[A-Z]{2}\.json|assets/images/[\w.-]{1,64}\.png"
)
PRESENT = (
    "manifestVersion",
    "publishingInformation.category",
    "publishingInformation.testingInstructions",
    "publishingInformation.isAvailableWorldwide",
    "publishingInformation.distributionMode",
    "publishingInformation.locales",
    "privacyAndCompliance.allowsPurchases",
    "privacyAndCompliance.usesPersonalInfo",
    "privacyAndCompliance.isChildDirected",
    "privacyAndCompliance.isExportCompliant",
    "privacyAndCompliance.containsAds",
    "privacyAndCompliance.locales",
    "apis.custom",
)
IN_A_LISTING = ("name", "summary", "description", "examplePhrases", "smallIconUri", "largeIconUri")
REFUSED_IN_PHRASES = set("/*@#$%^&(){}_[]|<>:;+=\\")
COMPULSORY = {f"AMAZON.{name}Intent" for name in ("Help", "Stop", "Cancel", "NavigateHome")}
SAMPLE_WORD = re.compile(r"\{[A-Za-z][A-Za-z_]*\}('s)?|[^\W\d_]+(['.-][^\W\d_]+)*[.']?|[^\W\d_]\.")
INVOCATION = re.compile(r"[a-z]+( [a-z]+)+")


class Judged(NamedTuple):
    """A package that was read; ``faults`` by the resource that they are in."""

    manifest: Json
    locales: list[str]
    faults: dict[str, list[str]]


def judge(content: bytes) -> Judged:
    """Read a zip; what is no zip of a skill package at all has a fault of ``Package``."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = [name for name in packed.namelist() if not name.endswith("/")]
            files = {name: packed.read(name) for name in names}
        manifest = json.loads(files["skill.json"])
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        return Judged({}, [], {"Package": [f"no skill package: {error!r}"]})
    models = sorted(name for name in files if name.startswith("interactionModels/"))
    locales = [name.split("/")[-1].removesuffix(".json") for name in models]
    faults = {
        "Package": [f"{name}: not allowed" for name in files if not ALLOWED.fullmatch(name)],
        "Manifest": list(misfits(manifest, MANIFEST, "manifest")),
    }
    for locale, name in zip(locales, models, strict=True):
        model = json.loads(files[name])
        faults[f"InteractionModel.{locale}"] = list(misfits(model, MODEL, "model"))
        if not faults[f"InteractionModel.{locale}"]:
            language = model["interactionModel"]["languageModel"]
            faults[f"InteractionModel.{locale}"] = list(_in_model(language, len(files[name])))
    if not faults["Manifest"]:
        faults["Manifest"] = list(_in_manifest(manifest["manifest"], files, locales))
    return Judged(manifest, locales, faults)


def _in_manifest(manifest: Json, files: dict[str, bytes], locales: list[str]) -> Iterator[str]:
    for path in PRESENT:
        if _at(manifest, path) in (None, {}, "") and path != "apis.custom":
            yield f"{path}: required"
    listings = _at(manifest, "publishingInformation.locales") or {}
    if sorted(listings) != locales:
        yield f"locales {sorted(listings)} have not the models {locales}"
    if sorted(_at(manifest, "privacyAndCompliance.locales") or {}) != locales:
        yield "privacyAndCompliance.locales: not those of the models"
    for locale, listing in listings.items():
        yield from (f"{locale}.{line}" for line in _in_listing(listing, files))
    for part in ("apis.custom", "events"):
        yield from (f"{part}: {line}" for line in _in_endpoint(_at(manifest, part) or {}))


def _at(value: Any, path: str) -> Any:
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _in_listing(listing: Json, files: dict[str, bytes]) -> Iterator[str]:
    for field in IN_A_LISTING:
        if not listing.get(field):
            yield f"{field}: required"
            return
    if not 2 <= len(listing["name"]) <= 50:
        yield "name: 2 to 50 characters"
    if len(listing["summary"]) > 160 or len(listing["description"]) > 4000:
        yield "summary or description: too long"
    if not 1 <= len(listing["examplePhrases"]) <= 4:
        yield "examplePhrases: maximum number of items: 4"
    for phrase in listing["examplePhrases"]:
        if REFUSED_IN_PHRASES.intersection(phrase):
            yield f"examplePhrases: {phrase!r} does not match the pattern"
    for field, side in (("smallIconUri", 108), ("largeIconUri", 512)):
        picture = files.get(listing[field].removeprefix("file://"), b"")
        if picture[:8] != b"\x89PNG\r\n\x1a\n" or struct.unpack(">II", picture[16:24]) != (
            side,
            side,
        ):
            yield f"{field}: no PNG of {side} by {side}"


def _in_endpoint(part: Json) -> Iterator[str]:
    endpoint = part.get("endpoint")
    if part.get("subscriptions") and not endpoint:
        yield "events need an endpoint"
    if endpoint is None:
        return
    uri = endpoint.get("uri", "")
    if not re.match(r"(arn:aws:lambda:|https://)", uri):
        yield f"endpoint {uri!r} does not match ^(arn|https://)"
    if uri.startswith("https://") and "sslCertificateType" not in endpoint:
        yield "an https endpoint needs sslCertificateType"


def _in_model(language: Json, size: int) -> Iterator[str]:
    if size > 1_500_000:
        yield "larger than 1.5 MB"
    if not INVOCATION.fullmatch(language["invocationName"]):
        yield f"invocationName {language['invocationName']!r}"
    intents = {intent["name"]: intent for intent in language["intents"]}
    types = {type_["name"]: type_ for type_ in language.get("types", [])}
    if len(intents) != len(language["intents"]) or len(intents) > 250:
        yield "an intent stands twice, or there are more than 250"
    if missing := COMPULSORY - set(intents):
        yield f"intents {sorted(missing)} are compulsory"
    for type_ in types.values():
        if not type_["values"]:
            yield f"{type_['name']}: a type without values"
    said: dict[str, str] = {}
    for intent in intents.values():
        yield from _in_intent(intent, types)
        for sample in intent.get("samples", []):
            if said.setdefault(sample, intent["name"]) != intent["name"]:
                yield f"{intent['name']}: {sample!r} is a sample of {said[sample]} too"


def _in_intent(intent: Json, types: Json) -> Iterator[str]:
    slots = {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
    for name, type_ in slots.items():
        if not type_.startswith("AMAZON.") and type_ not in types:
            yield f"{intent['name']}.{name}: no type {type_}"
    for sample in intent.get("samples", []):
        if not all(SAMPLE_WORD.fullmatch(word) for word in sample.split()):
            yield f"{intent['name']}: {sample!r}: InvalidCharInSamples"
        for slot in re.findall(r"\{(\w+)\}", sample):
            if slot not in slots:
                yield f"{intent['name']}: {sample!r}: no slot {slot}"
