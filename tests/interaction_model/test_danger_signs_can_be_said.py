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


SAID_BY = {
    "chest_pain_or_breathless": "chest, breath|wheez|gasp|air",
    "stroke_signs": "face|mouth, speech|slur|words|talk, arm|side",
    "both_legs_weak_or_numb": "both|legs, numb|feel, weak|give way|collaps|hold",
    "saddle_numbness": "between my legs|groin|privates|saddle, numb|feel",
    "bladder_bowel_control": "pee|urine|bladder|wet, poop|bowel|mess|stool",
    "cold_pale_leg": "cold|ice|freez, pale|white|blue|grey|gray",
    "faint_or_collapse": "faint|black(?:ed|ing)? out|pass(?:ed|ing)? out, collaps|fell|dropp",
    "heart_racing": "heart, rac|pound|flutter|fast|skip",
    "severe_abdominal_pain": "stomach|belly|tummy|abdom|gut",
    "black_stool": "black|tar",
    "dark_urine": "dark|brown|cola|coke|tea",
    "poison": "poison|fumes|chemical|pesticide|bleach, swallow|drank|breath|ate",
    "heat_illness": "heat|hot|sun, confus|dizzy|sick|throw|vomit",
    "stiff_all_over": "jaw, stiff|rigid|lock",
    "one_leg_swollen_red_warm": "swoll|swell|puff|bigger, red|colou?r|purple, warm|hot",
    "injury": "fell|fall|trip, pop|snap|tore|tear, hit|kick|bang|knock",
    "fever": "fever|temperature, chill|shiver|hot",
    "blood_in_stool": "blood|bleed",
    "long_cramp": "minutes|hour|long|won't (?:stop|let go)",
    "muscle_weakness": "weak, lift|climb|give|strength|drag",
}
"""Each thing that a sign is, by the words people have for it (clinical RF)."""


@pytest.mark.parametrize(
    ("sign", "words"),
    [(sign, words) for sign, several in SAID_BY.items() for words in several.split(", ")],
)
def test_each_half_of_a_sign_can_be_said_in_many_ways(sign: str, words: str) -> None:
    """Breath and chest are one sign: neither half's sentences can go."""
    samples = EN_US.samples[intent_of(sign)]
    said = [sample for sample in samples if re.search(words, sample.text)]
    assert len(said) >= 15, f"{sign} is said with {words} in {len(said)} sentences"
