"""What words are taken for, on a small model whose every sample is in sight (stand_ins.py)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from stand_ins import small_model

from simulator.errors import SimulatorError
from simulator.interpretation import Interpretation, Understanding
from simulator.model import Intent
from simulator.understanding import cache, understand


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def hearing(kept: Path) -> Understanding:
    return understand(small_model(), kept)


def meaning(heard: Interpretation) -> tuple[str, dict[str, str | None]]:
    return heard.intent, dict(heard.ids())


@pytest.mark.parametrize(
    ("words", "intent", "slots"),
    [
        ("my calf is cramping", "ReliefIntent", {"muscle": "calf"}),
        ("My calf is cramping!", "ReliefIntent", {"muscle": "calf"}),
        ("Alexa, my lower leg is cramping", "ReliefIntent", {"muscle": "calf"}),
        ("my calves is cramping", "ReliefIntent", {"muscle": "calf"}),
        ("i have a cramp in my the foot", "ReliefIntent", {"muscle": "foot"}),
        ("leg cramp", "ReliefIntent", {}),
        ("um, leg cramp please", "ReliefIntent", {}),
        (
            "i have chills and pain in my chest",
            "SymptomIntent",
            {"symptom": "fever", "also": "chest_pain"},
        ),
        ("it has lasted twenty minutes", "SymptomIntent", {"duration": "PT20M"}),
        ("it has lasted 20 minutes", "SymptomIntent", {"duration": "PT20M"}),
        ("no fever", "SymptomDeniedIntent", {"symptom": "fever"}),
        ("i dont have chest pain", "SymptomDeniedIntent", {"symptom": "chest_pain"}),
        ("i can\u2019t breathe", "SignChestPainIntent", {}),
        ("its gone", "EasedIntent", {}),
    ],
)
def test_a_sample_is_heard_word_for_word(
    hearing: Understanding, words: str, intent: str, slots: dict[str, str]
) -> None:
    """Case, fillers, apostrophes, digits, "the" and a plural make no difference."""
    heard = hearing.interpret(words)

    assert meaning(heard) == (intent, slots)
    assert heard.score == 1
    assert [one.intent for one in heard.candidates] == [intent]


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("yes", "AMAZON.YesIntent"),
        ("yes please", "AMAZON.YesIntent"),
        ("yep", "AMAZON.YesIntent"),
        ("no", "AMAZON.NoIntent"),
        ("stop", "AMAZON.StopIntent"),
        ("shut up", "AMAZON.StopIntent"),
        ("never mind", "AMAZON.CancelIntent"),
        ("skip", "AMAZON.NextIntent"),
        ("help me", "AMAZON.HelpIntent"),
        ("exit", "SessionEndedRequest"),
        ("quit", "SessionEndedRequest"),
    ],
)
def test_fixed_phrases_are_alexas_own(hearing: Understanding, words: str, intent: str) -> None:
    """The phrases Amazon documents, and those devices were seen to take (platform 4.4)."""
    assert hearing.interpret(words).intent == intent


def test_a_built_in_that_the_model_lacks_is_not_heard(hearing: Understanding) -> None:
    """The small model has no RepeatIntent, so "repeat" is not it."""
    assert hearing.interpret("repeat").intent != "AMAZON.RepeatIntent"


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("oh this awful cramp in my calf again", "ReliefIntent"),
        ("the cramp has finally let go now", "EasedIntent"),
        ("my chest really hurts", "SignChestPainIntent"),
        ("sorry can you tell me that again", "SayAgainIntent"),
    ],
)
def test_words_like_a_sample_are_heard_too(hearing: Understanding, words: str, intent: str) -> None:
    """A guess is less than certain, and says what it rests on."""
    heard = hearing.interpret(words)

    assert heard.intent == intent
    assert 0 < heard.score < 1
    assert heard.why.startswith("like '")
    assert len(heard.candidates) == 3
    scores = [one.score for one in heard.candidates]
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) <= 1.0001


@pytest.mark.parametrize(
    "words",
    [
        "play some jazz",
        "what is the weather",
        "book a table for two",
        "purple monkey dishwasher",
        "",
        "?",
    ],
)
def test_what_was_never_taught_is_fallback(hearing: Understanding, words: str) -> None:
    """With no slots; where it was weighed, the likeliest intents are still listed."""
    heard = hearing.interpret(words)

    assert meaning(heard) == ("AMAZON.FallbackIntent", {})


@pytest.mark.parametrize(
    ("words", "intent", "slots"),
    [
        ("open cramp coach", "LaunchRequest", {}),
        ("alexa open cramp coach please", "LaunchRequest", {}),
        ("cramp coach", "LaunchRequest", {}),
        ("ask cramp coach to help me with this cramp", "ReliefIntent", {}),
        ("ask cramp coach about chills", "SymptomIntent", {"symptom": "fever"}),
        ("open cramp coach and my calf is cramping", "ReliefIntent", {"muscle": "calf"}),
        ("tell cramp coach it's gone", "EasedIntent", {}),
        ("ask cramp coach to stop", "AMAZON.StopIntent", {}),
        ("my foot is cramping, ask cramp coach", "ReliefIntent", {"muscle": "foot"}),
        ("ask cramp coach to play some jazz", "AMAZON.FallbackIntent", {}),
    ],
)
def test_a_one_shot_is_heard_without_the_skills_name(
    hearing: Understanding, words: str, intent: str, slots: dict[str, str]
) -> None:
    """What is left is what the skill gets; with nothing left it is a launch."""
    assert meaning(hearing.interpret(words)) == (intent, slots)


def test_an_unknown_word_in_a_slot_resolves_to_nothing(hearing: Understanding) -> None:
    """The carrier names the intent; the slot is filled and has no match."""
    heard = hearing.interpret("i have a cramp in my elbow")

    assert heard.intent == "ReliefIntent"
    assert [(slot.value, slot.match) for slot in heard.slots] == [("elbow", None)]


@pytest.mark.parametrize("words", ["i don't have movement", "no control", "i don't have much use"])
def test_a_denial_of_something_unknown_is_not_heard_as_one(
    hearing: Understanding, words: str
) -> None:
    """It may well be a sign that is told with a negation."""
    assert hearing.interpret(words).intent != "SymptomDeniedIntent"


@pytest.mark.parametrize("kept_intents", [0, 1, 4])
def test_the_smallest_models_are_understood_too(tmp_path: Path, kept_intents: int) -> None:
    """One intent, or two, or signs without an intent that names them."""
    model = small_model()
    few = dict(list(model.intents.items())[-kept_intents - 9 :])
    few.pop("SymptomIntent", None)

    heard = understand(replace(model, intents=few, digest=str(kept_intents)), tmp_path)

    assert heard.interpret("pardon").intent == "SayAgainIntent"
    assert heard.interpret("my chest is doing something to me").intent in {*few}


def test_a_model_without_samples_is_told(tmp_path: Path) -> None:
    """There is nothing to learn, and a line says so."""
    with pytest.raises(SimulatorError, match="no samples"):
        understand(replace(small_model(), intents={}, digest="none"), tmp_path)


@pytest.mark.parametrize(
    "words",
    [
        "no but i can't breathe",
        "it's better now but my chest hurts",
        "the cramp is gone but there is pain in my chest",
        "i don't have a fever but i can't breathe",
        "i can't breathe it isn't funny",
        "i don't have a fever i can't breathe",
        "it isn't fever it's chest pain",
    ],
)
def test_a_danger_sign_beats_whatever_else_is_said(hearing: Understanding, words: str) -> None:
    """A no, a denial or good news in the same breath does not hide it."""
    heard = hearing.interpret(words)

    named = heard.intent == "SymptomIntent" and "chest_pain" in heard.ids().values()
    assert named or heard.intent == "SignChestPainIntent"


def test_a_sign_that_was_and_is_over_is_asked_about(tmp_path: Path) -> None:
    """It isn't heard as there now, nor as denied; what isn't told to be over is there."""
    model = small_model()
    check = Intent("WarningSignsIntent", ("what are the warning signs", "should i worry"), {})
    with_a_check = {**model.intents, check.name: check}
    hearing = understand(replace(model, intents=with_a_check, digest="check"), tmp_path)

    over = hearing.interpret("i had chest pain but it went away")
    past = hearing.interpret("i had chest pain but not in my calf")
    there = hearing.interpret("i had chest pain but it went away but i can't breathe")

    assert over.intent == "WarningSignsIntent"
    assert past.intent == "SignChestPainIntent"
    assert there.intent == "SignChestPainIntent"


def test_a_denial_after_a_cramp_does_not_hide_the_cramp(hearing: Understanding) -> None:
    """The cramp is what is meant; the sign is not there."""
    heard = hearing.interpret("my calf is cramping but i don't have chest pain")

    assert meaning(heard) == ("ReliefIntent", {"muscle": "calf"})


def test_a_denial_beside_something_unclear_is_none(hearing: Understanding) -> None:
    """What comes after "but" may be the sign."""
    heard = hearing.interpret("i don't have a fever but wobbly purple spots")

    assert heard.intent != "SymptomDeniedIntent"


def test_two_signs_in_one_sentence_are_both_named(hearing: Understanding) -> None:
    """They go into the two slots of one intent."""
    heard = hearing.interpret("oh no now i also have chest pain plus these awful chills")

    assert heard.intent == "SymptomIntent"
    assert set(heard.ids().values()) == {"chest_pain", "fever"}


def test_the_json_line_is_the_contract(hearing: Understanding) -> None:
    """DESIGN: utterance, intent, slot ids by name, score, candidates."""
    assert hearing.interpret("my calf is cramping").as_json() == {
        "utterance": "my calf is cramping",
        "intent": "ReliefIntent",
        "slots": {"muscle": "calf"},
        "score": 1.0,
        "candidates": [{"intent": "ReliefIntent", "score": 1.0}],
    }


def test_learning_is_remembered_and_the_same(hearing: Understanding, kept: Path) -> None:
    """The second start learns nothing and hears every line alike, score for score."""
    learned = []
    again = understand(small_model(), kept, learned.append)

    lines = ["my chest really hurts", "play some jazz", "it's easing up a lot now"]
    assert learned == []
    assert [again.interpret(line) for line in lines] == [hearing.interpret(line) for line in lines]


def test_a_damaged_memory_is_learned_anew(tmp_path: Path) -> None:
    """A cut-off or foreign file is no reason to fail."""
    model = small_model()
    path = tmp_path / f"{cache.key(model)}.npz"
    path.write_bytes(b"not a memory")
    learned = []

    understand(model, tmp_path, learned.append)

    assert learned == [model]
    assert cache.load(path) is not None


def test_another_model_is_not_mistaken_for_this_one() -> None:
    """The key follows the model's bytes and the locale."""
    model = small_model()

    assert cache.key(model) != cache.key(replace(model, digest="0" * 64))
    assert cache.key(model) != cache.key(small_model("en-GB"))


def test_old_memories_make_room(tmp_path: Path) -> None:
    """Only the last few models of a locale are kept."""
    model = small_model()
    for number in range(cache.KEPT + 2):
        understand(replace(model, digest=str(number) * 64), tmp_path)

    assert len(list(tmp_path.iterdir())) == cache.KEPT


def test_a_place_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    """Then it learns at each start."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way")

    assert (
        understand(small_model(), blocked / "cache").interpret("leg cramp").intent == "ReliefIntent"
    )
