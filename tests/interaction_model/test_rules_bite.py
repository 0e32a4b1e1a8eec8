"""Every rule bites: a good package, spoiled in one way, is faulted for exactly that.

The good package is the committed one with fewer samples, which the rules read much sooner.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest

from interaction_model import build, package_lint

MODEL = "interactionModels/custom/en-US.json"
Json = dict[str, Any]
WHOLE = build.read_package()
STORE = WHOLE["skill.json"].decode().lower()
KEPT = 60
"""Samples of each intent in the good package: more than any rule asks for."""


def shortened(model: bytes) -> bytes:
    """A model with fewer samples: those that the store quotes, then the shortest."""
    content: Json = json.loads(model)
    for each in content["interactionModel"]["languageModel"]["intents"]:
        each["samples"].sort(key=lambda sample: (sample not in STORE, len(sample)))
        del each["samples"][KEPT:]
    return json.dumps(content).encode()


GOOD = {**WHOLE, MODEL: shortened(WHOLE[MODEL])}


def spoiled(path: str, spoil: Callable[[Json], None]) -> list[str]:
    """The faults of the good package after a change to one of its JSON files."""
    content = json.loads(GOOD[path])
    spoil(content)
    return package_lint.package_faults({**GOOD, path: json.dumps(content).encode()})


def intent(model: Json, name: str) -> Json:
    intents = model["interactionModel"]["languageModel"]["intents"]
    found: Json = next(each for each in intents if each["name"] == name)
    return found


def slot_type(model: Json, name: str) -> Json:
    types = model["interactionModel"]["languageModel"]["types"]
    found: Json = next(each for each in types if each["name"] == name)
    return found


def test_unspoiled_it_has_no_fault() -> None:
    """So whatever a test below finds was put there by it."""
    assert package_lint.package_faults(GOOD) == []
    assert package_lint.package_faults(WHOLE) == []


# --- samples -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "sample", "fault"),
    [
        ("SlowerIntent", "slow down by 2", "holds a digit"),
        ("SlowerIntent", "slow down, please", "only letters"),
        ("SlowerIntent", "slow down please?", "only letters"),
        ("SlowerIntent", "slow  down please now", "only letters"),
        ("SlowerIntent", " slow down please now", "only letters"),
        ("SlowerIntent", "slow (down) please", "only letters"),
        ("SlowerIntent", "slow down {muscle", "only letters"),
        ("ReliefIntent", "my{muscle} is cramping", "only letters"),
        ("SlowerIntent", "Slow down right now", "lower case"),
        ("SlowerIntent", "slower with my {muscle}", "no slot named 'muscle'"),
        ("ReliefIntent", "my {muscel} is cramping", "did you mean muscle"),
        ("SlowerIntent", "hurry up", "already means FasterIntent"),
        ("SlowerIntent", "slow-down", "is there already"),
        ("SlowerIntent", "yes please", "belongs to a built-in"),
        ("SlowerIntent", "alexa slow down", "wake word 'alexa'"),
        ("SlowerIntent", "slow down alexa", "wake word 'alexa'"),
        ("SlowerIntent", "slow down echo", "wake word 'echo'"),
        ("SlowerIntent", "ask for it slower", "begins like a launch"),
        ("SlowerIntent", "open up slower", "begins like a launch"),
        ("SlowerIntent", "tell cramp coach to slow down", "invocation name"),
        ("EasedIntent", "it's gone numb", "holds 'numb'"),
        ("DisagreeIntent", "no but i can't breathe", "holds 'breathe'"),
        ("FinishIntent", "i'm going to faint bye", "holds 'faint'"),
    ],
)
def test_a_bad_sample_is_faulted(name: str, sample: str, fault: str) -> None:
    """Form, claims and words of a sample (platform 4.2, 4.4)."""
    faults = spoiled(MODEL, lambda model: intent(model, name)["samples"].append(sample))
    assert any(fault in line and name in line for line in faults), faults


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("ReliefIntent", 40),
        ("WhyIntent", 40),
        ("PreventionIntent", 40),
        ("WarningSignsIntent", 40),
        ("QuestionIntent", 40),
        ("EasedIntent", 40),
        ("StillHurtsIntent", 40),
        ("WorseIntent", 40),
        ("UnsureIntent", 40),
        ("SignPoisonIntent", 30),
        ("SignInjuryIntent", 30),
        ("AgreeIntent", 20),
    ],
)
def test_too_few_samples_are_faulted(name: str, least: int) -> None:
    """One under the least is a fault; the least is not."""

    def keep(count: int) -> Callable[[Json], None]:
        # The longest: the store quotes some of the short ones.
        def cut(model: Json) -> None:
            chosen = sorted(intent(model, name)["samples"], key=len, reverse=True)[:count]
            intent(model, name)["samples"] = chosen

        return cut

    assert any("write 1 more" in line for line in spoiled(MODEL, keep(least - 1)))
    assert not any("more" in line for line in spoiled(MODEL, keep(least)) if "samples" in line)


# --- intents and slots ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", "Help Stop Cancel Fallback NavigateHome Yes No".split())
def test_a_missing_built_in_is_faulted(name: str) -> None:
    """The compulsory built-ins (platform 4.4)."""

    def leave_out(model: Json) -> None:
        language = model["interactionModel"]["languageModel"]
        language["intents"] = [
            each for each in language["intents"] if each["name"] != f"AMAZON.{name}Intent"
        ]

    assert any(f"AMAZON.{name}Intent is missing" in line for line in spoiled(MODEL, leave_out))


def test_a_sample_on_a_built_in_is_faulted() -> None:
    """Adding words to a built-in can break it (platform 4.4)."""
    faults = spoiled(
        MODEL, lambda model: intent(model, "AMAZON.YesIntent")["samples"].append("yes siree bob")
    )
    assert any("a built-in with words" in line for line in faults)


def test_one_slot_name_with_two_types_is_faulted() -> None:
    """One type per slot name in the whole locale (platform 4.2)."""
    faults = spoiled(
        MODEL,
        lambda model: intent(model, "WhyIntent")["slots"].append(
            {"name": "muscle", "type": "CrampCause"}
        ),
    )
    assert any("use one type" in line for line in faults)


@pytest.mark.parametrize(
    ("slot", "fault"),
    [
        ({"name": "muscle2", "type": "CrampMuscle"}, "letters and underscores only"),
        ({"name": "organ", "type": "CrampOrgan"}, "no slot type named 'CrampOrgan'"),
    ],
)
def test_a_bad_slot_is_faulted(slot: Json, fault: str) -> None:
    """Names of slots and their types."""
    faults = spoiled(MODEL, lambda model: intent(model, "WhyIntent")["slots"].append(slot))
    assert any(fault in line for line in faults)


@pytest.mark.parametrize(
    ("name", "fault"),
    [("Why2Intent", "letters and underscores only"), ("FasterIntent", "declared 2 times")],
)
def test_a_bad_intent_name_is_faulted(name: str, fault: str) -> None:
    """Names are well formed and used once."""
    faults = spoiled(MODEL, lambda model: intent(model, "SlowerIntent").update(name=name))
    assert any(fault in line for line in faults)


@pytest.mark.parametrize(("spare", "fault"), [(251, "250 is the limit"), (345, "350 is the limit")])
def test_too_many_intents_are_faulted(spare: int, fault: str) -> None:
    """250 intents, 350 with types (platform 4.2)."""

    def swell(model: Json) -> None:
        intents = model["interactionModel"]["languageModel"]["intents"]
        for number in range(spare - len(intents)):
            name = "Spare" + "".join("abcdefghij"[int(digit)] for digit in str(number))
            intents.append({"name": name, "slots": [], "samples": []})

    assert any(fault in line for line in spoiled(MODEL, swell))


def test_a_model_over_the_size_limit_is_faulted() -> None:
    """1.5 MB for each locale (platform 4.2)."""
    swollen = {**GOOD, MODEL: GOOD[MODEL] + b" " * 1_500_000}
    assert any("cut it to 1500000" in line for line in package_lint.package_faults(swollen))


# --- slot values ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("synonym", "fault"),
    [
        ("foot", "'foot' already names calf"),
        ("calf muscle", "is there 2 times"),
        ("c" * 141, "has 141 characters"),
        ("calf no 2", "holds a digit"),
        ("calf!", "only letters"),
        ("Calf of mine", "lower case"),
        ("{calf}", "only letters"),
    ],
)
def test_a_bad_synonym_is_faulted(synonym: str, fault: str) -> None:
    """Values are words, at most 140 characters, and name one id (platform 4.2)."""

    def spoil(model: Json) -> None:
        values = slot_type(model, "CrampMuscle")["values"]
        calf = next(value for value in values if value["id"] == "calf")
        calf["name"]["synonyms"].append(synonym)

    assert any(fault in line for line in spoiled(MODEL, spoil))


def test_a_value_of_exactly_the_longest_length_is_taken() -> None:
    """140 characters are allowed."""

    def spoil(model: Json) -> None:
        slot_type(model, "CrampMuscle")["values"][0]["name"]["synonyms"].append("c" * 140)

    assert spoiled(MODEL, spoil) == []


def test_an_empty_slot_type_is_faulted() -> None:
    """Alexa refuses a custom type without values (platform 4.2)."""
    faults = spoiled(MODEL, lambda model: slot_type(model, "CrampTip").update(values=[]))
    assert any("CrampTip: no values" in line for line in faults)


# --- invocation name -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["cramp", "Cramp Coach", "cramp coach 2", "open cramp coach", "the cramp coach", "cramp skill",
     "cramp echo", "help with cramps", "c" * 30 + " " + "c" * 30],
)  # fmt: skip
def test_a_bad_invocation_name_is_faulted(name: str) -> None:
    """The naming rules (platform 4.3)."""

    def rename(model: Json) -> None:
        model["interactionModel"]["languageModel"]["invocationName"] = name

    assert any("invocation name" in line for line in spoiled(MODEL, rename))


# --- manifest ------------------------------------------------------------------------------------


def listing(skill: Json) -> Json:
    found: Json = skill["manifest"]["publishingInformation"]["locales"]["en-US"]
    return found


def replace(field: str, old: str, new: str) -> Callable[[Json], None]:
    def spoil(skill: Json) -> None:
        text = listing(skill)[field]
        assert old in text
        listing(skill)[field] = text.replace(old, new)

    return spoil


def put(field: str, value: object) -> Callable[[Json], None]:
    return lambda skill: listing(skill).update({field: value})


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (put("name", "C"), "public name has 1 characters"),
        (put("summary", "A" * 121), "summary has 121 characters"),
        (put("description", "A" * 4001), "description has 4001 characters"),
        (lambda skill: put("summary", listing(skill)["description"][:60])(skill), "repeats"),
        (put("keywords", ["leg cramp"] * 31), "31 keywords"),
        (put("keywords", []), "0 keywords"),
        (replace("description", "not medical advice", "quite good advice"), "not medical advice"),
        (replace("description", "information and education", "fun"), "information only"),
        (replace("description", "not a substitute for", "nearly"), "no substitute"),
        (replace("description", "call your doctor", "worry"), "call your doctor"),
        (replace("description", "call 911", "call someone"), "emergency number"),
        (replace("description", "Please read this", "It cures cramps"), "claims a cure"),
        (replace("description", "Please read this", "It saves lives"), "claims life-saving"),
        (replace("description", "Please read this", "It diagnoses you"), "claims a diagnosis"),
        (replace("description", "Please read this", "We guarantee it"), "claims a promise"),
        (replace("description", "Please read this", "It stops leg cramps"), "claims a promise"),
        (replace("description", "Please read this", "Clinically proven"), "claims a proof"),
        (replace("description", "Please read this", "We call 911 for you"), "calling for help"),
        (replace("description", "Please read this", "The NHS likes it"), "endorsement"),
        (put("keywords", ["cramp cure"]), "claims a cure"),
        (replace("description", "open cramp coach", "open leg coach"), "the description quotes"),
        (replace("description", "Alexa, ask cramp coach for", "for"), "the description quotes"),
        (replace("description", "help me with a cramp", "mow the lawn"), "the description quotes"),
        (put("smallIconUri", "file://assets/images/icon-512.png"), "draw a PNG of 108 by 108"),
        (put("largeIconUri", "file://assets/images/none.png"), "draw a PNG of 512 by 512"),
        (put("colour", "green"), "unknown field"),
    ],
)  # fmt: skip
def test_a_bad_store_text_is_faulted(spoil: Callable[[Json], None], fault: str) -> None:
    """Lengths, disclaimer, claims, quotes and icons (platform 5.1, 6.1, P2, P3, P5)."""
    faults = spoiled("skill.json", spoil)
    assert any(fault in line for line in faults), faults


OPEN, HELP, PREVENT = json.loads(GOOD["skill.json"])["manifest"]["publishingInformation"][
    "locales"
]["en-US"]["examplePhrases"]


@pytest.mark.parametrize(
    ("phrases", "fault"),
    [
        ([OPEN, HELP], "2 example phrases"),
        ([OPEN, HELP, PREVENT, HELP], "4 example phrases"),
        ([HELP, OPEN, PREVENT], "must be 'Alexa, open cramp coach'"),
        ([OPEN, HELP, "Alexa, ask cramp coach to mow the lawn"], "is no sample"),
        ([OPEN, HELP, "Alexa, ask leg coach how to prevent leg cramps"], "is no sample"),
        ([OPEN, HELP, "how to prevent leg cramps"], "is no sample"),
        ([OPEN, HELP, "Alexa, ask cramp coach my {muscle} is cramping"], "holds '{'"),
        ([OPEN, HELP, PREVENT + "!"], "holds '!'"),
        ([OPEN, HELP, PREVENT + " now" * 50], "cut it to 200"),
    ],
)
def test_bad_example_phrases_are_faulted(phrases: list[str], fault: str) -> None:
    """Three, the first opens the skill, what follows the name is a literal sample (F1 to F5)."""
    faults = spoiled("skill.json", put("examplePhrases", phrases))
    assert any(fault in line for line in faults), faults


def publishing(**fields: object) -> Callable[[Json], None]:
    return lambda skill: skill["manifest"]["publishingInformation"].update(fields)


def privacy(**fields: object) -> Callable[[Json], None]:
    return lambda skill: skill["manifest"]["privacyAndCompliance"].update(fields)


def endpoint(uri: str) -> Callable[[Json], None]:
    return lambda skill: skill["manifest"]["apis"]["custom"]["endpoint"].update(uri=uri)


def terms(uri: str) -> Callable[[Json], None]:
    pages = {"privacyPolicyUrl": "https://cramp-coach.example/privacy", "termsOfUseUrl": uri}
    return privacy(locales={"en-US": pages})


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (publishing(category="GAMES"), "category is HEALTH_AND_FITNESS"),
        (publishing(automaticDistribution={"isActive": True}), "automatic distribution is off"),
        (publishing(testingInstructions='Say "mow the lawn".'), "the instructions quote"),
        (privacy(isChildDirected=True), "isChildDirected is false"),
        (privacy(usesHealthInfo=True), "usesHealthInfo is false"),
        (privacy(usesPersonalInfo=True), "usesPersonalInfo is false"),
        (privacy(isExportCompliant=False), "isExportCompliant is true"),
        (privacy(privacyPolicyUrl="https://cramp-coach.example/privacy"), "unknown field"),
        (privacy(locales={}), "needs a store text, legal pages and a model"),
        (endpoint("http://cramp-coach.example/alexa"), "not an https address"),
        (endpoint("https://alexa.cramp-coach.example/"), "names Amazon's mark"),
        (endpoint("https://my-alexa.example/"), "names Amazon's mark"),
        (endpoint("https://cramp-coach.example:8443/alexa"), "endpoint has a port"),
        (endpoint("https://cramp-coach.example"), "does not end in /alexa"),
        (terms("cramp-coach.example/terms"), "not an https address"),
        (lambda skill: skill["manifest"]["events"].update(subscriptions=[]), "SKILL_DISABLED"),
        (
            lambda skill: skill["manifest"]["apis"]["custom"].update(
                interfaces=[{"type": "AUDIO_PLAYER", "supportedViewports": []}]
            ),
            "AUDIO_PLAYER is one the skill uses",
        ),
        (
            lambda skill: skill["manifest"]["apis"]["custom"].update(dialogManagement={}),
            "unknown field",
        ),
    ],
)
def test_a_bad_declaration_is_faulted(spoil: Callable[[Json], None], fault: str) -> None:
    """What the manifest says about the skill, its addresses and events (platform 5.1, P8, PR5)."""
    faults = spoiled("skill.json", spoil)
    assert any(fault in line for line in faults), faults


# --- files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["notes.txt", "assets/icon.png", "interactionModels/en-US.json", "assets/images/icon.gif",
     "assets/images/" + "i" * 65 + ".png"],
)  # fmt: skip
def test_a_file_that_is_no_part_of_a_package_is_faulted(path: str) -> None:
    """Anything else in a package is a violation (platform 5.2)."""
    faults = package_lint.package_faults({**GOOD, path: b""})
    assert any(line.startswith(f"{path}: not a file of a skill package") for line in faults)


@pytest.mark.parametrize("path", ["skill.json", MODEL])
def test_a_missing_or_broken_file_is_faulted(path: str) -> None:
    """No file, no JSON: said with its name instead of a traceback."""
    without = {name: content for name, content in GOOD.items() if name != path}
    assert package_lint.package_faults(without) != []
    broken = package_lint.package_faults({**GOOD, path: b"{"})
    assert any(line.startswith(f"{path}: ") for line in broken)


def test_a_locale_listed_without_a_model_is_faulted() -> None:
    """Store text, legal pages and model go together."""

    def add_locale(skill: Json) -> None:
        locales = skill["manifest"]["publishingInformation"]["locales"]
        locales["en-GB"] = locales["en-US"]

    faults = spoiled("skill.json", add_locale)
    assert any(line.startswith("en-GB: needs") for line in faults)
