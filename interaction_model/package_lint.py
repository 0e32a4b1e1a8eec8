"""The rules for the built package: files, manifest, store text, icons (platform 5.1, 5.2, 6.1)."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec

from interaction_model import lint
from interaction_model.schema import InteractionModel, LocaleListing, Manifest, ManifestBody

T = TypeVar("T")

Files = Mapping[str, bytes]
"""A package: path inside it to content."""

MAX_MODEL_BYTES = 1_500_000
"""Of one locale's model (platform 4.2)."""

ALLOWED_PATHS = re.compile(
    r"skill\.json"
    r"|interactionModels/custom/[a-z]{2}-[A-Z]{2}\.json"
    r"|assets/images/[\w.-]{1,64}\.(png|jpg|jpeg)"
)
MODEL_PATH = re.compile(r"interactionModels/custom/(.*)\.json")

REFUSED_IN_PHRASES = set("/*@#$%^&(){}_[]|<>:;+=\\!?")
"""Characters refused in example phrases (platform 5.1, F4)."""

DISCLAIMER = {
    "not medical advice": r"not medical advice",
    "information only": r"information and education only",
    "no substitute": r"not a substitute for professional medical advice, diagnosis,? or treatment",
    "call your doctor": r"call your doctor",
    "the emergency number": r"in an emergency,? call [\w ]*\d{2,3}",
}
"""What every description says, in English (platform P3, clinical DIS-01)."""

CLAIMS = {
    r"\bcur(e|es|ed|ing)\b": "a cure",
    r"\bheal(s|ed)?\b": "a cure",
    r"\blife[- ]?saving\b|\bsav(e|es|ing) (your |a )?li(fe|ves)\b": "life-saving help",
    r"\bdiagnos(e|es|ed|ing)\b": "a diagnosis",
    r"\bguarantee": "a promise",
    r"\binstant(ly)?\b|\bin seconds\b": "a promise",
    r"\bstops? (the |your |leg )*cramps?\b": "a promise",
    r"\b(clinically|medically) (proven|tested)\b|\bdoctor[- ]approved\b": "a proof we don't have",
    r"\bwe('ll| will)? (call|contact|dial)\b|\bcalls? (911|999|112) for you\b": "calling for help",
    r"\b(nhs|fda|mayo clinic|red cross|webmd)\b": "somebody's endorsement",
    r"\balexa skill\b": "an endorsement by Amazon",
}
"""What no store text may claim, and how to name it (platform P2, P5, P7, P8, P10)."""

QUOTED = re.compile(r'"([^"]*)"')


class Package(msgspec.Struct, frozen=True):
    """A package whose JSON could be read."""

    files: Files
    manifest: ManifestBody
    models: dict[str, InteractionModel]
    """By locale."""

    @property
    def listings(self) -> dict[str, LocaleListing]:
        """The store texts, by locale."""
        return self.manifest.publishing_information.locales


def package_faults(files: Files) -> list[str]:
    """Everything wrong with a built package; an empty list means it can be uploaded."""
    faults = list(_paths(files))
    models = dict(_models(files, faults))
    for locale, model in models.items():
        faults += lint.faults(lint.of_built(f"{locale}.json", model))
        faults += _invocation_name(f"{locale}.json", model)
    skill = _decoded("skill.json", files, Manifest, faults)
    if skill is not None:
        package = Package(files, skill.manifest, models)
        faults += [line for rule in PACKAGE_RULES for line in rule(package)]
    return faults


# --- files ---------------------------------------------------------------------------------------


def _paths(files: Files) -> Iterator[str]:
    for path, content in files.items():
        if not ALLOWED_PATHS.fullmatch(path):
            yield f"{path}: not a file of a skill package: take it out (platform 5.2)"
        if MODEL_PATH.fullmatch(path) and len(content) > MAX_MODEL_BYTES:
            yield f"{path}: {len(content)} bytes: cut it to {MAX_MODEL_BYTES}"


def _models(files: Files, faults: list[str]) -> Iterator[tuple[str, InteractionModel]]:
    for path in sorted(files):
        if match := MODEL_PATH.fullmatch(path):
            model = _decoded(path, files, InteractionModel, faults)
            if model is not None:
                yield match[1], model


def _decoded(path: str, files: Files, shape: type[T], faults: list[str]) -> T | None:
    try:
        return msgspec.json.decode(files[path], type=shape)
    except KeyError:
        faults.append(f"{path}: missing: build the package again")
    except msgspec.DecodeError as fault:
        faults.append(f"{path}: {fault}: correct source/ and build again")
    return None


# --- invocation name -----------------------------------------------------------------------------

LAUNCH_WORDS = frozenset("run start play resume use launch ask open tell load begin enable".split())
CONNECTING_WORDS = frozenset("to from in using with about for that by if and whether".split())
SMALL_WORDS = frozenset("the a an for to of about up by at off with".split())


def _invocation_name(place: str, model: InteractionModel) -> Iterator[str]:
    """The rules of platform 4.3 that a reader of words can judge."""
    name = model.interaction_model.language_model.invocation_name
    words = name.split()
    if not 2 <= len(name) <= 50 or len(words) < 2:
        yield f"{place}: invocation name {name!r}: two words or more, 2 to 50 characters"
    if not re.fullmatch(r"[^\W\d_A-Z]+(?:[ '][^\W\d_A-Z]+)*", name):
        yield f"{place}: invocation name {name!r}: lower-case letters and spaces only"
    refused = LAUNCH_WORDS | CONNECTING_WORDS | SMALL_WORDS | lint.WAKE_WORDS | {"skill", "app"}
    if clash := refused.intersection(words):
        yield f"{place}: invocation name {name!r} holds {min(clash)!r}: choose another word"


# --- manifest ------------------------------------------------------------------------------------


def _declarations(package: Package) -> Iterator[str]:
    """What this skill declares about itself, whatever the locale."""
    privacy = package.manifest.privacy_and_compliance
    publishing = package.manifest.publishing_information
    right = {
        "category is HEALTH_AND_FITNESS": publishing.category == "HEALTH_AND_FITNESS",
        "isChildDirected is false": not privacy.is_child_directed,
        "usesHealthInfo is false or absent": not privacy.uses_health_info,
        "usesPersonalInfo is false": not privacy.uses_personal_info,
        "isExportCompliant is true": privacy.is_export_compliant,
        "automatic distribution is off, since it clones the emergency number": (
            not publishing.automatic_distribution.is_active
        ),
    }
    for interface in package.manifest.apis.custom.interfaces:
        known = interface.type == "ALEXA_PRESENTATION_APL" and interface.supported_viewports
        right[f"{interface.type} is one the skill uses, and names its screens"] = bool(known)
    for rule, holds in right.items():
        if not holds:
            yield f"skill.json: must hold: {rule}: correct manifest.toml"


def _locales_agree(package: Package) -> Iterator[str]:
    """Store text, legal pages and interaction model exist for the same locales."""
    legal = package.manifest.privacy_and_compliance.locales
    parts = (package.listings.keys(), legal.keys(), package.models.keys())
    for locale in sorted(set().union(*parts)):
        if not all(locale in part for part in parts):
            yield f"{locale}: needs a store text, legal pages and a model: add what is missing"


def _addresses(package: Package) -> Iterator[str]:
    """Every address is https, and no host is named after Alexa (platform P8)."""
    body = package.manifest
    addresses = [body.apis.custom.endpoint.uri, body.events.endpoint.uri]
    for page in body.privacy_and_compliance.locales.values():
        addresses += [page.privacy_policy_url, *filter(None, [page.terms_of_use_url])]
    for address in addresses:
        parts = urlsplit(address)
        if parts.scheme != "https" or not parts.hostname:
            yield f"skill.json: {address!r}: not an https address: correct it"
        elif {"alexa", "amazon", "echo"}.intersection(re.split(r"[.-]", parts.hostname)):
            yield f"skill.json: {address!r}: the host names Amazon's mark: use another host"
    endpoint = urlsplit(body.apis.custom.endpoint.uri)
    if ":" in endpoint.netloc:
        yield "skill.json: endpoint has a port: take it off, since Alexa calls 443 only"
    if not endpoint.path.endswith("/alexa"):
        yield "skill.json: endpoint does not end in /alexa, where the skill answers: add it"


def _events(package: Package) -> Iterator[str]:
    """The skill learns that it was disabled, to delete what is kept (platform PR5)."""
    heard = {event.event_name for event in package.manifest.events.subscriptions}
    for event in ("SKILL_DISABLED", "SKILL_ENABLED"):
        if event not in heard:
            yield f"skill.json: {event} is not subscribed: add it to manifest.toml"


def _icons(package: Package) -> Iterator[str]:
    for locale, listing in package.listings.items():
        for uri, side in ((listing.small_icon_uri, 108), (listing.large_icon_uri, 512)):
            path = uri.removeprefix("file://")
            size = png_size(package.files.get(path, b""))
            if size != (side, side):
                yield f"skill.json {locale}: {path} is {size}: draw a PNG of {side} by {side}"


def png_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels from a PNG's header; None when it is no PNG."""
    if content[:8] != b"\x89PNG\r\n\x1a\n" or len(content) < 24:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


# --- store text ----------------------------------------------------------------------------------


def _store_texts(package: Package) -> Iterator[str]:
    instructions = package.manifest.publishing_information.testing_instructions
    for locale, listing in package.listings.items():
        place, model = f"{locale} store.toml", package.models.get(locale)
        yield from _lengths(place, listing)
        yield from _disclaimer(place, listing)
        yield from _claims(place, listing)
        if model is not None:
            yield from _example_phrases(place, listing, model)
            yield from _quoted(place, listing.description, instructions, model)


def _lengths(place: str, listing: LocaleListing) -> Iterator[str]:
    limits = {
        "public name": (listing.name, 2, 50),
        "summary": (listing.summary, 1, 120),
        "description": (listing.description, 1, 4000),
    }
    for field, (text, least, most) in limits.items():
        if not least <= len(text) <= most:
            yield f"{place}: {field} has {len(text)} characters: make it {least} to {most}"
    if not 1 <= len(listing.keywords) <= 30:
        yield f"{place}: {len(listing.keywords)} keywords: give 1 to 30"
    if lint.same(listing.summary) in lint.same(listing.description):
        yield f"{place}: the description repeats the summary: say it differently (platform F9)"


def _disclaimer(place: str, listing: LocaleListing) -> Iterator[str]:
    for part, pattern in DISCLAIMER.items():
        if not re.search(pattern, listing.description, re.IGNORECASE):
            yield f"{place}: the description's disclaimer lacks {part!r}: add it (platform P3)"


def _claims(place: str, listing: LocaleListing) -> Iterator[str]:
    """What users read claims nothing it may not; testing instructions may name their sources."""
    for text in (listing.name, listing.summary, listing.description, *listing.keywords):
        for pattern, claim in CLAIMS.items():
            if found := re.search(pattern, text, re.IGNORECASE):
                yield f"{place}: {found[0]!r} claims {claim}: put it another way"


def _example_phrases(place: str, listing: LocaleListing, model: InteractionModel) -> Iterator[str]:
    """Three; the first opens the skill, the others leave a literal sample (platform F1 to F5)."""
    name = model.interaction_model.language_model.invocation_name
    phrases, sayable = listing.example_phrases, _sayable(model)
    if len(phrases) != 3:
        yield f"{place}: {len(phrases)} example phrases: give three"
    if phrases and phrases[0] != f"Alexa, open {name}":
        yield f"{place}: the first example phrase must be 'Alexa, open {name}'"
    for phrase in phrases:
        if bad := REFUSED_IN_PHRASES.intersection(phrase):
            yield f"{place}: {phrase!r} holds {min(bad)!r}: spell it out"
        if len(phrase) > 200:
            yield f"{place}: {phrase!r} has {len(phrase)} characters: cut it to 200"
    for phrase in phrases[1:]:
        if not _launches(phrase, name, sayable):
            yield f"{place}: {phrase!r}: what follows the name is no sample: use one, word for word"


def _quoted(
    place: str, description: str, instructions: str, model: InteractionModel
) -> Iterator[str]:
    """What the store quotes can be said; in the description, with wake word and name (F8)."""
    name = model.interaction_model.language_model.invocation_name
    sayable = _sayable(model)
    alone = sayable | _slot_words(model)
    for phrase in QUOTED.findall(description):
        if not _launches(phrase, name, sayable):
            yield f"{place}: the description quotes {phrase!r}, which isn't heard: quote a sample"
    for phrase in QUOTED.findall(instructions):
        if not (_launches(phrase, name, sayable) or lint.same(phrase) in alone):
            yield f"{place}: the instructions quote {phrase!r}, which isn't heard: quote a sample"


def _launches(phrase: str, name: str, sayable: frozenset[str]) -> bool:
    """Whether a phrase opens the skill, or asks it something that is heard word for word."""
    if phrase == f"Alexa, open {name}":
        return True
    asked = re.fullmatch(rf"Alexa, ask {name} ((?:(?:to|for|about) )?(.+))", phrase)
    return asked is not None and any(lint.same(rest) in sayable for rest in asked.groups())


def _sayable(model: InteractionModel) -> frozenset[str]:
    """The literal samples, and what built-ins hear."""
    intents = model.interaction_model.language_model.intents
    samples = {lint.same(sample) for intent in intents for sample in intent.samples}
    return lint.BUILT_IN_PHRASES | samples


def _slot_words(model: InteractionModel) -> frozenset[str]:
    """Words that slots know."""
    values = (
        value for type_ in model.interaction_model.language_model.types for value in type_.values
    )
    return frozenset(
        lint.same(word) for value in values for word in (value.name.value, *value.name.synonyms)
    )


PACKAGE_RULES: tuple[Callable[[Package], Iterator[str]], ...] = (
    _declarations,
    _locales_agree,
    _addresses,
    _events,
    _icons,
    _store_texts,
)
