"""What the skill-management API takes, asked of Amazon's own classes for it (ask-smapi-model).

Those classes know every field's name, type and enum values, but not which of them must be there.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from enum import Enum
from typing import Any

MANIFEST = "ask_smapi_model.v1.skill.manifest.skill_manifest_envelope.SkillManifestEnvelope"
MODEL = "ask_smapi_model.v1.skill.interaction_model.interaction_model_data.InteractionModelData"
PLAIN = {"str": str, "bool": bool, "int": int, "float": (int, float), "object": object}


def misfits(value: Any, shape: str, place: str) -> Iterator[str]:
    """Each place of a JSON value that is not of the shape, and why."""
    if inside := re.fullmatch(r"list\[(.*)\]", shape):
        yield from _list(value, inside[1], place)
    elif inside := re.fullmatch(r"dict\(str, (.*)\)", shape):
        yield from _table(value, inside[1], place)
    elif shape in PLAIN:
        if not isinstance(value, PLAIN[shape]) or (shape == "int" and isinstance(value, bool)):
            yield f"{place}: not {shape}"
    else:
        yield from _object(value, shape, place)


def _list(value: Any, inside: str, place: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{place}: not a list"
        return
    for number, one in enumerate(value):
        yield from misfits(one, inside, f"{place}[{number}]")


def _table(value: Any, inside: str, place: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{place}: not an object"
        return
    for key, one in value.items():
        yield from misfits(one, inside, f"{place}.{key}")


def _object(value: Any, shape: str, place: str) -> Iterator[str]:
    known = _class(shape)
    if issubclass(known, Enum):
        if value not in {one.value for one in known}:
            yield f"{place}: {value!r} is no {known.__name__}"
        return
    if not isinstance(value, dict):
        yield f"{place}: not an object"
        return
    if children := getattr(known, "discriminator_value_class_map", None):
        told = value.get(known.json_discriminator_key)
        if told not in children:
            yield f"{place}: {told!r} is no {known.__name__}"
            return
        known = _class(children[told])
    fields = {json: known.deserialized_types[name] for name, json in known.attribute_map.items()}
    for key, one in value.items():
        if key not in fields:
            yield f"{place}: unexpected property {key!r}"
        else:
            yield from misfits(one, fields[key], f"{place}.{key}")


def _class(shape: str) -> Any:
    module, _, name = shape.rpartition(".")
    return getattr(importlib.import_module(module), name)
