"""No danger sign's wording can be taken out of the model unnoticed."""

import re
import tomllib
from pathlib import Path

import msgspec
import pytest

from interaction_model import build, danger_signs
from interaction_model.sources import Locale, read_locale

SIGNS = tomllib.loads(danger_signs.SIGNS.read_text())
EN_US = read_locale("en-US")


def intent_of(sign: str) -> str:
    return "Sign" + re.sub(r"(?:^|_)(.)", lambda found: found[1].upper(), sign) + "Intent"


def faults(locale: Locale) -> str:
    return "\n".join(danger_signs.faults(locale))


def test_as_it_is_every_sign_can_be_said() -> None:
    assert faults(EN_US) == ""


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_without_its_slot_value_is_named(sign: str) -> None:
    left = {id: names for id, names in EN_US.values["CrampSymptom"].items() if id != sign}
    values = {**EN_US.values, "CrampSymptom": left}
    found = faults(msgspec.structs.replace(EN_US, values=values))
    assert f"{sign} is a danger sign nobody can name" in found


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_without_its_intent_is_named(sign: str) -> None:
    left = {name: slots for name, slots in EN_US.schema.intents.items() if name != intent_of(sign)}
    schema = msgspec.structs.replace(EN_US.schema, intents=left)
    found = faults(msgspec.structs.replace(EN_US, schema=schema))
    assert f"{sign} is a danger sign without an intent: add {intent_of(sign)}" in found


@pytest.mark.parametrize("kept", [0, 5])
@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_with_few_sentences_is_named(sign: str, kept: int) -> None:
    samples = {**EN_US.samples, intent_of(sign): EN_US.samples[intent_of(sign)][:kept]}
    found = faults(msgspec.structs.replace(EN_US, samples=samples))
    assert f"{sign} has {kept} ways to be said" in found


def test_nothing_is_built_without_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = tmp_path / "signs.toml"
    more.write_text('[third_arm]\ntier = "emergency"\n')
    monkeypatch.setattr(danger_signs.faults, "__defaults__", (more,))
    with pytest.raises(build.SourceError, match="third_arm is a danger sign without an intent"):
        build.build()
