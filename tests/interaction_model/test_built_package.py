"""The committed package is what the source says, and Alexa would take it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from screen.inflating import VIEWPORTS

from interaction_model import build, lint, package_lint, sources

PACKAGE = Path(build.__file__).parent / "package"
MODELS = sorted((PACKAGE / "interactionModels/custom").glob("*.json"))


@pytest.fixture(scope="module")
def fresh() -> dict[str, bytes]:
    return build.build()


def test_the_committed_package_is_fresh(fresh: dict[str, bytes]) -> None:
    """Built anew, every file is the one in package/; an icon is judged by its pixels."""
    assert build.stale(fresh, build.read_package()) == []


def test_the_committed_models_are_fresh_to_the_byte(fresh: dict[str, bytes]) -> None:
    """Text needs no allowance: it is compared as it lies there."""
    texts = {path: content for path, content in fresh.items() if path.endswith(".json")}
    there = {p.relative_to(PACKAGE).as_posix(): p.read_bytes() for p in PACKAGE.rglob("*.json")}
    assert texts == there


def test_a_second_build_makes_the_same_bytes(fresh: dict[str, bytes]) -> None:
    """Nothing in a build depends on time, order or chance."""
    assert build.build() == fresh


def test_the_committed_package_keeps_every_rule() -> None:
    """Platform 4.2 to 4.4, 5.1, 5.2 and 6.1 hold for what would be uploaded."""
    assert package_lint.package_faults(build.read_package()) == []


@pytest.mark.parametrize("locale", sources.locales())
def test_the_source_keeps_every_rule(locale: str) -> None:
    """What people wrote holds up, line by line."""
    assert lint.source_faults(sources.read_locale(locale)) == []


@pytest.mark.parametrize("locale", sources.locales())
def test_a_sign_told_by_slot_or_by_sentence_is_the_same_sign(locale: str) -> None:
    """No phrase means one danger sign by SymptomIntent and anything else by another intent."""
    notices = lint.notices(lint.of_source(sources.read_locale(locale)))
    assert [line for line in notices if "Sign" in line or "Symptom" in line] == []


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_files_are_sorted_and_end_in_a_newline(path: Path) -> None:
    """Keys, intents, samples, ids and synonyms are in order, so that a diff shows what changed."""
    text = path.read_text(encoding="utf-8")
    model = json.loads(text)
    assert text == json.dumps(model, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    language = model["interactionModel"]["languageModel"]
    assert [i["name"] for i in language["intents"]] == sorted(
        i["name"] for i in language["intents"]
    )
    for intent in language["intents"]:
        assert intent["samples"] == sorted(intent["samples"])
    for type_ in language["types"]:
        assert [v["id"] for v in type_["values"]] == sorted(v["id"] for v in type_["values"])
        for value in type_["values"]:
            assert value["name"]["synonyms"] == sorted(value["name"]["synonyms"])


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_the_contract_of_names_is_kept(path: Path) -> None:
    """The names other people's tools rely on: intents, their slots, and the ids of each slot."""
    language = json.loads(path.read_text(encoding="utf-8"))["interactionModel"]["languageModel"]
    slots = {
        intent["name"]: {slot["name"]: slot["type"] for slot in intent["slots"]}
        for intent in language["intents"]
    }
    ids = {type_["name"]: {value["id"] for value in type_["values"]} for type_ in language["types"]}
    assert language["invocationName"] == "cramp coach"
    assert set(slots) == set(WITH_SLOTS) | WITHOUT_SLOTS | SIGN_INTENTS | BUILT_INS
    assert {name: slots[name] for name in WITH_SLOTS} == WITH_SLOTS
    assert not any(slots[name] for name in WITHOUT_SLOTS | SIGN_INTENTS | BUILT_INS)
    assert ids == IDS


def test_the_package_declares_screens_and_no_health_data() -> None:
    """APL with the viewports that are drawn for; usesHealthInfo is absent, which means false."""
    manifest = json.loads((PACKAGE / "skill.json").read_text(encoding="utf-8"))["manifest"]
    assert set(manifest["apis"]) == {"custom"}
    assert set(manifest["apis"]["custom"]) == {"endpoint", "interfaces"}
    (screens,) = manifest["apis"]["custom"]["interfaces"]
    assert screens["type"] == "ALEXA_PRESENTATION_APL"
    for viewport in VIEWPORTS:
        mode = "TV" if viewport.name.startswith("tv") else "HUB"
        assert [
            one
            for one in screens["supportedViewports"]
            if (one["mode"], one["shape"]) == (mode, viewport.shape.upper())
            and one["minWidth"] <= viewport.width <= one["maxWidth"]
            and one["minHeight"] <= viewport.height <= one["maxHeight"]
        ], viewport.name
    assert "usesHealthInfo" not in manifest["privacyAndCompliance"]
    assert "permissions" not in manifest


def test_the_check_command_says_the_package_is_right() -> None:
    """``python -m interaction_model.build --check`` ends with 0 and says nothing."""
    command = [sys.executable, "-m", "interaction_model.build", "--check"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert (run.returncode, run.stderr) == (0, "")


def words(text: str) -> set[str]:
    return set(text.split())


WITH_SLOTS = {
    "ReliefIntent": {"muscle": "CrampMuscle", "situation": "CrampSituation"},
    "WhyIntent": {"cause": "CrampCause"},
    "PreventionIntent": {"tip": "CrampTip"},
    "QuestionIntent": {"question": "CrampQuestion"},
    "SymptomIntent": {
        "symptom": "CrampSymptom",
        "also": "CrampSymptom",
        "duration": "AMAZON.DURATION",
    },
    "SymptomDeniedIntent": {"symptom": "CrampSymptom"},
    "MeaningIntent": {"symptom": "CrampSymptom"},
}
WITHOUT_SLOTS = {
    f"{name}Intent"
    for name in words(
        "WarningSigns Eased StillHurts Worse Unsure WhyAsk CallForHelp DoctorSummary Slower "
        "Faster Afraid Agree "
        "Disagree Advance GoBack SayAgain Wait CarryOn Finish WhatCanISay FromTheTop"
    )
}
BUILT_INS = {
    f"AMAZON.{name}Intent"
    for name in words(
        "Yes No Help Stop Cancel Fallback NavigateHome Next Previous Repeat Pause Resume StartOver"
    )
}
EMERGENCY = words(
    "bladder_bowel_control both_legs_weak_or_numb saddle_numbness chest_pain_or_breathless "
    "stroke_signs cold_pale_leg severe_abdominal_pain dark_urine poison faint_or_collapse "
    "heat_illness heart_racing stiff_all_over black_stool"
)
SAME_DAY = words(
    "one_leg_swollen_red_warm blood_in_stool injury fever long_cramp muscle_weakness "
    "calf_pain_for_days fluid_loss recent_surgery_or_travel"
)
SOON_OR_GUARD = words("frequent_cramps sleep_loss weight_loss pregnancy dizzy one_leg_numb")
SIGNS = EMERGENCY | SAME_DAY | SOON_OR_GUARD
SIGN_INTENTS = {
    "Sign" + "".join(part.capitalize() for part in sign.split("_")) + "Intent" for sign in SIGNS
}
IDS = {
    "CrampMuscle": words(
        "calf foot toe hamstring front_thigh thigh shin inner_thigh leg both_legs"
    ),
    "CrampSituation": words("toilet bed exercise sitting standing driving water"),
    "CrampSymptom": SIGNS,
    "CrampCause": words(
        "straining posture nerve dehydration electrolytes circulation night exercise sitting "
        "pregnancy medicine age toilet general"
    ),
    "CrampTip": words(
        "fiber water posture footstool urge stretching food night toilet moving exercise general"
    ),
    "CrampQuestion": words(
        "heat_or_ice potassium_foods magnesium quinine muscle_relaxants massage medicine dangerous "
        "duration folk_cures"
    ),
}
