"""Reads ``source/``: what people say, file by file, each phrase with the place it was written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

ROOT = Path(__file__).parent / "source"


class Schema(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``intents.toml``: what can be heard, whatever the language."""

    types: dict[str, tuple[str, ...]]
    """The ids each slot type knows."""
    intents: dict[str, dict[str, str]]
    """The slots of each intent: slot name to type."""


class Model(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``<language>/model.toml``."""

    invocation_name: str
    fallback_sensitivity: Literal["LOW", "MEDIUM", "HIGH"]


class Store(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``<locale>/store.toml``: what the skill store shows; its presence makes a locale."""

    public_name: str
    summary: str
    description: str
    example_phrases: tuple[str, ...]
    keywords: tuple[str, ...]
    privacy_policy: str
    testing_instructions: str
    terms_of_use: str = ""
    """Its address, or nothing: the store asks for none."""


class Privacy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The declarations to Amazon that hold in every locale."""

    allows_purchases: bool
    uses_personal_info: bool
    is_child_directed: bool
    is_export_compliant: bool
    contains_ads: bool


class Viewport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of screen that the skill is made for."""

    mode: Literal["HUB", "TV"]
    shape: Literal["ROUND", "RECTANGLE"]
    width: tuple[int, int]
    """From and to, in dp."""
    height: tuple[int, int]


class ManifestFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``manifest.toml``: the part of the manifest that is the same in every language."""

    category: str
    distribution_mode: Literal["PUBLIC", "PRIVATE"]
    distribution_countries: tuple[str, ...]
    """ISO 3166-1 alpha-2; empty means worldwide."""
    endpoint: str
    ssl_certificate_type: Literal["Trusted", "Wildcard", "SelfSigned"]
    events: tuple[str, ...]
    privacy: Privacy
    viewports: tuple[Viewport, ...] = ()
    """Empty means that the skill speaks alone."""


class Said(msgspec.Struct, frozen=True):
    """A phrase and where it was written, for messages."""

    text: str
    place: str


class Names(msgspec.Struct, frozen=True):
    """One id of a slot type and the words for it."""

    value: str
    synonyms: tuple[str, ...]
    place: str


class Locale(msgspec.Struct, frozen=True):
    """Everything written for one locale: its language's words with the region's on top."""

    name: str
    schema: Schema
    model: Model
    store: Store
    samples: dict[str, tuple[Said, ...]]
    """By intent, that is by file name; also names that no intent has."""
    values: dict[str, dict[str, Names]]
    """By slot type, then id; also names that the schema does not have."""


T = TypeVar("T")


def locales(root: Path = ROOT) -> list[str]:
    """The locales that have a store text, sorted."""
    return sorted(path.parent.name for path in root.glob("*/store.toml"))


def read_manifest(root: Path = ROOT) -> ManifestFacts:
    """Read ``manifest.toml``; ValueError names the fault."""
    return _toml(root / "manifest.toml", ManifestFacts)


def read_locale(name: str, root: Path = ROOT) -> Locale:
    """Read one locale; ValueError names the first file that is not of its form."""
    language = root / name.split("-")[0]
    layers = (language, root / name)
    return Locale(
        name=name,
        schema=_toml(root / "intents.toml", Schema),
        model=_toml(language / "model.toml", Model),
        store=_toml(root / name / "store.toml", Store),
        samples=_merged_samples(layers, root),
        values=_merged_values(layers, root),
    )


def type_name(stem: str) -> str:
    """The slot type that ``slots/<stem>.toml`` fills: ``muscle`` is ``CrampMuscle``."""
    return "Cramp" + "".join(word.capitalize() for word in stem.split("_"))


def file_name(slot_type: str) -> str:
    """The file under ``slots/`` of a slot type; the reverse of `type_name`."""
    return snake(slot_type.removeprefix("Cramp")) + ".toml"


def snake(name: str) -> str:
    """Turn ``BlackStool`` into ``black_stool``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _toml(path: Path, shape: type[T]) -> T:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), shape)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise ValueError(f"{path.parent.name}/{path.name}: {fault}") from fault


def _merged_samples(layers: tuple[Path, ...], root: Path) -> dict[str, tuple[Said, ...]]:
    samples: dict[str, tuple[Said, ...]] = {}
    for layer in layers:
        for path in sorted((layer / "intents").glob("*.txt")):
            samples[path.stem] = samples.get(path.stem, ()) + tuple(_phrases(path, root))
    return samples


def _phrases(path: Path, root: Path) -> Iterator[Said]:
    """A phrase a line; blank lines and lines that begin with ``#`` are for the reader."""
    place = path.relative_to(root).as_posix()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield Said(line.strip(), f"{place}:{number}")


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    value: str = ""
    synonyms: tuple[str, ...] = ()


def _merged_values(layers: tuple[Path, ...], root: Path) -> dict[str, dict[str, Names]]:
    values: dict[str, dict[str, Names]] = {}
    for layer in layers:
        for path in sorted((layer / "slots").glob("*.toml")):
            ids = values.setdefault(type_name(path.stem), {})
            for id_, entry in _toml(path, dict[str, _Entry]).items():
                place = f"{path.relative_to(root).as_posix()} [{id_}]"
                ids[id_] = _with_region(ids.get(id_), entry, place)
    return values


def _with_region(base: Names | None, entry: _Entry, place: str) -> Names:
    """A region adds synonyms, and may put its own word first."""
    if base is None:
        return Names(entry.value, entry.synonyms, place)
    first = entry.value or base.value
    passed_over = (base.value,) if first != base.value else ()
    kept = (*base.synonyms, *passed_over)
    return Names(first, tuple(word for word in kept if word != first) + entry.synonyms, place)
