"""Builds ``package/`` from ``source/``: ``python -m interaction_model.build [--check]``.

The built files are committed; ``--check`` says whether they are fresh and keep every rule.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from interaction_model import danger_signs, icons, lint, package_lint
from interaction_model import schema as alexa
from interaction_model.sources import (
    ROOT,
    Locale,
    ManifestFacts,
    locales,
    read_locale,
    read_manifest,
)

PACKAGE = Path(__file__).parent / "package"
SMALL_ICON, LARGE_ICON = "assets/images/icon-108.png", "assets/images/icon-512.png"


class SourceError(ValueError):
    """The source breaks a rule; ``faults`` lists every ``place: fault: next move``."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


def build(root: Path = ROOT) -> dict[str, bytes]:
    """Make the package's files, path to content, the same bytes every time.

    Raises `SourceError` with every fault of the source, and ValueError for a file that is not of
    its form.
    """
    written = [read_locale(name, root) for name in locales(root)]
    faults = [line for locale in written for line in lint.source_faults(locale)]
    faults += [line for locale in written for line in danger_signs.faults(locale)]
    if faults:
        raise SourceError(faults)
    files = {
        f"interactionModels/custom/{locale.name}.json": as_file(interaction_model(locale))
        for locale in written
    }
    files["skill.json"] = as_file(manifest(read_manifest(root), written))
    return files | {SMALL_ICON: icons.png(108), LARGE_ICON: icons.png(512)}


def as_file(value: msgspec.Struct) -> bytes:
    """JSON with sorted keys, an indent of one and a final newline, to be read in a diff."""
    return msgspec.json.format(msgspec.json.encode(value, order="sorted"), indent=1) + b"\n"


def interaction_model(locale: Locale) -> alexa.InteractionModel:
    """What can be heard in one locale; everything in it sorted."""
    return alexa.InteractionModel(
        alexa.Body(
            alexa.LanguageModel(
                invocation_name=locale.model.invocation_name,
                intents=tuple(_intent(locale, name) for name in sorted(locale.schema.intents)),
                types=tuple(_slot_type(locale, name) for name in sorted(locale.schema.types)),
                model_configuration=alexa.ModelConfiguration(
                    alexa.FallbackSensitivity(locale.model.fallback_sensitivity)
                ),
            )
        )
    )


def _intent(locale: Locale, name: str) -> alexa.Intent:
    slots = sorted(locale.schema.intents[name].items())
    samples = sorted(said.text for said in locale.samples.get(name, ()))
    return alexa.Intent(name, tuple(alexa.Slot(*slot) for slot in slots), tuple(samples))


def _slot_type(locale: Locale, name: str) -> alexa.SlotType:
    names = sorted(locale.values[name].items())
    return alexa.SlotType(
        name,
        tuple(
            alexa.TypeValue(id_, alexa.ValueName(entry.value, tuple(sorted(entry.synonyms))))
            for id_, entry in names
        ),
    )


def manifest(facts: ManifestFacts, written: Sequence[Locale]) -> alexa.Manifest:
    """``skill.json`` for these locales."""
    endpoint = alexa.Endpoint(facts.endpoint, facts.ssl_certificate_type)
    subscriptions = tuple(alexa.Subscription(event) for event in sorted(facts.events))
    return alexa.Manifest(
        alexa.ManifestBody(
            manifest_version="1.0",
            publishing_information=_publishing(facts, written),
            privacy_and_compliance=_privacy(facts, written),
            apis=alexa.Apis(alexa.CustomApi(endpoint, _screens(facts))),
            events=alexa.Events(endpoint, subscriptions),
        )
    )


def _screens(facts: ManifestFacts) -> tuple[alexa.Interface, ...]:
    """The interface of screens, where any is supported."""
    supported = tuple(
        alexa.Viewport(one.mode, one.shape, *one.width, *one.height) for one in facts.viewports
    )
    return (alexa.Interface("ALEXA_PRESENTATION_APL", supported),) if supported else ()


def _publishing(facts: ManifestFacts, written: Sequence[Locale]) -> alexa.Publishing:
    return alexa.Publishing(
        category=facts.category,
        testing_instructions="\n\n".join(locale.store.testing_instructions for locale in written),
        is_available_worldwide=not facts.distribution_countries,
        distribution_countries=tuple(sorted(facts.distribution_countries)),
        distribution_mode=facts.distribution_mode,
        automatic_distribution=alexa.AutomaticDistribution(is_active=False),
        locales={locale.name: _listing(locale) for locale in written},
    )


def _listing(locale: Locale) -> alexa.LocaleListing:
    store = locale.store
    return alexa.LocaleListing(
        name=store.public_name,
        summary=store.summary,
        description=store.description,
        example_phrases=store.example_phrases,
        keywords=tuple(sorted(store.keywords)),
        small_icon_uri=f"file://{SMALL_ICON}",
        large_icon_uri=f"file://{LARGE_ICON}",
    )


def _privacy(facts: ManifestFacts, written: Sequence[Locale]) -> alexa.PrivacyAndCompliance:
    privacy = facts.privacy
    return alexa.PrivacyAndCompliance(
        allows_purchases=privacy.allows_purchases,
        uses_personal_info=privacy.uses_personal_info,
        is_child_directed=privacy.is_child_directed,
        is_export_compliant=privacy.is_export_compliant,
        contains_ads=privacy.contains_ads,
        locales={
            locale.name: alexa.LegalPages(locale.store.privacy_policy, locale.store.terms_of_use)
            for locale in written
        },
    )


def read_package(folder: Path = PACKAGE) -> dict[str, bytes]:
    """Read a package as it lies on disk: path inside it to content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def stale(built: dict[str, bytes], there: dict[str, bytes]) -> list[str]:
    """What differs between a fresh build and a package; icons are compared by their pixels."""
    missing = [f"{path}: missing: build the package again" for path in built.keys() - there.keys()]
    strange = [f"{path}: not built from source: delete it" for path in there.keys() - built.keys()]
    changed = [
        f"{path}: not what source/ says: build the package again"
        for path in built.keys() & there.keys()
        if not _alike(path, built[path], there[path])
    ]
    return sorted(missing + strange + changed)


def _alike(path: str, one: bytes, other: bytes) -> bool:
    # Two builds of zlib may pack the same pixels differently.
    return one == other or (path.endswith(".png") and icons.same_picture(one, other))


def write(built: dict[str, bytes], folder: Path = PACKAGE) -> None:
    """Make the folder hold exactly these files; those already right are left untouched."""
    there = read_package(folder)
    for path in there.keys() - built.keys():
        (folder / path).unlink()
    for path, content in built.items():
        if path not in there or not _alike(path, content, there[path]):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, or with ``--check`` only compare; 1 when something is wrong."""
    parser = argparse.ArgumentParser(prog="interaction_model.build", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if stale")
    check = parser.parse_args(arguments).check
    try:
        built = build()
    except ValueError as fault:
        print(fault, file=sys.stderr)
        return 1
    faults = package_lint.package_faults(built) + (stale(built, read_package()) if check else [])
    for line in faults:
        print(line, file=sys.stderr)
    if not check and not faults:
        write(built)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
