"""Which event each intent of the design's contract means, and how its slots are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from alexa_json import DYNAMIC, Json, intent, launch, match, no_match, several, slot

from skill.alexa import conversation
from skill.alexa.skill import Skill
from skill.content.types import Content
from skill.dialogue.events import (
    AskMeaning,
    AskRelief,
    AskTopic,
    DenySign,
    Event,
    Signal,
    TellSigns,
)
from skill.dialogue.state import State, Turn

Hear = Callable[[Json], Event]


@pytest.fixture
def hear(skill: Skill, monkeypatch: pytest.MonkeyPatch) -> Hear:
    """Which event the dialogue gets for a request."""
    events: list[Event] = []
    decide = conversation.decide

    def listen(state: State, event: Event, content: Content, now: int) -> Turn:
        events.append(event)
        return decide(state, event, content, now)

    monkeypatch.setattr(conversation, "decide", listen)

    def heard(raw: Json) -> Event:
        skill.answer(raw)
        return events.pop()

    return heard


# --- the contract, written out from DESIGN section 4, "Names" ------------------------------------

TWINS = {
    Signal.YES: ("AMAZON.YesIntent", "AgreeIntent"),
    Signal.NO: ("AMAZON.NoIntent", "DisagreeIntent"),
    Signal.NEXT: ("AMAZON.NextIntent", "AdvanceIntent"),
    Signal.BACK: ("AMAZON.PreviousIntent", "GoBackIntent"),
    Signal.REPEAT: ("AMAZON.RepeatIntent", "SayAgainIntent"),
    Signal.PAUSE: ("AMAZON.PauseIntent", "WaitIntent"),
    Signal.CONTINUE: ("AMAZON.ResumeIntent", "CarryOnIntent"),
    Signal.STOP: (
        "AMAZON.StopIntent",
        "AMAZON.CancelIntent",
        "AMAZON.NavigateHomeIntent",
        "FinishIntent",
    ),
    Signal.HELP: ("AMAZON.HelpIntent", "WhatCanISayIntent"),
    Signal.START_OVER: ("AMAZON.StartOverIntent", "FromTheTopIntent"),
}
"""A built-in, and the soft twin for how people really say it: both mean the same."""

PLAIN = {
    "AMAZON.FallbackIntent": Signal.NOT_UNDERSTOOD,
    "EasedIntent": Signal.EASED,
    "StillHurtsIntent": Signal.STILL_HURTS,
    "WorseIntent": Signal.WORSE,
    "UnsureIntent": Signal.UNSURE,
    "WarningSignsIntent": Signal.CHECK,
    "WhyAskIntent": Signal.WHY_ASK,
    "CallForHelpIntent": Signal.CALL_FOR_HELP,
    "DoctorSummaryIntent": Signal.SUMMARY,
    "AfraidIntent": Signal.AFRAID,
    "SlowerIntent": Signal.SLOWER,
    "FasterIntent": Signal.FASTER,
    "ReliefIntent": AskRelief(),
    "WhyIntent": AskTopic("cause"),
    "PreventionIntent": AskTopic("tip"),
    "QuestionIntent": AskTopic("question"),
    "SymptomIntent": TellSigns(),
    "SymptomDeniedIntent": DenySign(),
    "MeaningIntent": AskMeaning(),
}
"""Every other intent, with nothing in its slots."""

OWN_INTENTS = {
    "SignBladderBowelControlIntent": "bladder_bowel_control",
    "SignBothLegsWeakOrNumbIntent": "both_legs_weak_or_numb",
    "SignSaddleNumbnessIntent": "saddle_numbness",
    "SignChestPainOrBreathlessIntent": "chest_pain_or_breathless",
    "SignStrokeSignsIntent": "stroke_signs",
    "SignColdPaleLegIntent": "cold_pale_leg",
    "SignSevereAbdominalPainIntent": "severe_abdominal_pain",
    "SignDarkUrineIntent": "dark_urine",
    "SignPoisonIntent": "poison",
    "SignFaintOrCollapseIntent": "faint_or_collapse",
    "SignHeatIllnessIntent": "heat_illness",
    "SignHeartRacingIntent": "heart_racing",
    "SignStiffAllOverIntent": "stiff_all_over",
    "SignBlackStoolIntent": "black_stool",
    "SignOneLegSwollenRedWarmIntent": "one_leg_swollen_red_warm",
    "SignBloodInStoolIntent": "blood_in_stool",
    "SignInjuryIntent": "injury",
    "SignFeverIntent": "fever",
    "SignLongCrampIntent": "long_cramp",
    "SignMuscleWeaknessIntent": "muscle_weakness",
    "SignCalfPainForDaysIntent": "calf_pain_for_days",
    "SignFluidLossIntent": "fluid_loss",
    "SignRecentSurgeryOrTravelIntent": "recent_surgery_or_travel",
    "SignFrequentCrampsIntent": "frequent_cramps",
    "SignSleepLossIntent": "sleep_loss",
    "SignWeightLossIntent": "weight_loss",
    "SignPregnancyIntent": "pregnancy",
    "SignDizzyIntent": "dizzy",
    "SignOneLegNumbIntent": "one_leg_numb",
}
"""Every sign has an intent of its own besides its slot value."""

SLOTS: dict[tuple[str, str], tuple[str, Callable[[str], Event]]] = {
    ("ReliefIntent", "muscle"): (
        "calf foot toe hamstring front_thigh thigh shin inner_thigh leg both_legs",
        lambda id: AskRelief(muscle=id),
    ),
    ("ReliefIntent", "situation"): (
        "toilet bed exercise sitting standing driving water",
        lambda id: AskRelief(situation=id),
    ),
    ("WhyIntent", "cause"): (
        """straining posture nerve dehydration electrolytes circulation night exercise sitting
        pregnancy medicine age toilet general""",
        lambda id: AskTopic("cause", id),
    ),
    ("PreventionIntent", "tip"): (
        """fiber water posture footstool urge stretching food night toilet moving exercise
        general""",
        lambda id: AskTopic("tip", id),
    ),
    ("QuestionIntent", "question"): (
        """heat_or_ice potassium_foods magnesium quinine muscle_relaxants massage medicine
        dangerous duration folk_cures""",
        lambda id: AskTopic("question", id),
    ),
    ("SymptomIntent", "symptom"): (
        " ".join(OWN_INTENTS.values()),
        lambda id: TellSigns((id,)),
    ),
    ("SymptomIntent", "also"): ("frequent_cramps fever", lambda id: TellSigns((id,))),
    ("SymptomDeniedIntent", "symptom"): (
        "chest_pain_or_breathless fever",
        lambda id: DenySign(id, id.replace("_", " ")),
    ),
    ("MeaningIntent", "symptom"): ("chest_pain_or_breathless fever", AskMeaning),
}

FILLED = [
    (name, slot_name, id, event(id))
    for (name, slot_name), (ids, event) in SLOTS.items()
    for id in ids.split()
]


@pytest.mark.parametrize(
    ("name", "event"), [(name, event) for event, names in TWINS.items() for name in names]
)
def test_a_built_in_and_its_soft_twin_mean_the_same(hear: Hear, name: str, event: Event) -> None:
    assert hear(intent(name)) is event


@pytest.mark.parametrize(("name", "event"), PLAIN.items())
def test_every_other_intent_means_its_event(hear: Hear, name: str, event: Event) -> None:
    assert hear(intent(name)) == event


@pytest.mark.parametrize(("name", "slot_name", "id", "event"), FILLED)
def test_every_slot_id_arrives(
    hear: Hear, name: str, slot_name: str, id: str, event: Event
) -> None:
    assert hear(intent(name, slot(slot_name, id))) == event


@pytest.mark.parametrize(("name", "sign"), OWN_INTENTS.items())
def test_both_ways_of_naming_a_sign_mean_the_same(
    hear: Hear, skill: Skill, name: str, sign: str
) -> None:
    by_intent, by_slot = intent(name), intent("SymptomIntent", slot("symptom", sign))
    assert hear(by_intent) == hear(by_slot) == TellSigns((sign,))
    assert skill.answer(by_intent) == skill.answer(by_slot)


def test_being_opened_by_name_is_a_launch(hear: Hear) -> None:
    assert hear(launch()) is Signal.LAUNCH


@pytest.mark.parametrize("name", ["SomeIntent", "AMAZON.MoreIntent", "signPoisonIntent", "Sign"])
def test_an_intent_nobody_knows_is_not_understood(hear: Hear, name: str) -> None:
    assert hear(intent(name)) is Signal.NOT_UNDERSTOOD


def test_a_sign_nobody_knows_is_still_something_wrong(hear: Hear) -> None:
    """A model newer than the skill: its new sign starts the check."""
    assert hear(intent("SignThirdArmIntent")) == TellSigns(("third_arm",))


def test_an_intent_heard_twice_means_the_same_twice(hear: Hear) -> None:
    """Handlers are found by name once and remembered: the second time is as the first."""
    assert hear(intent("NewIntent")) is Signal.NOT_UNDERSTOOD
    assert hear(intent("EasedIntent")) is Signal.EASED
    assert hear(intent("NewIntent")) is Signal.NOT_UNDERSTOOD
    assert hear(intent("EasedIntent")) is Signal.EASED


# --- slots (platform 2.3) -----------------------------------------------------------------------


def resolved(words: str | None, *authorities: Json) -> Json:
    """A symptom slot as these authorities found it."""
    made = slot("symptom", words=words)
    made["resolutions"] = {"resolutionsPerAuthority": list(authorities)}
    return made


EMPTY: list[Any] = [
    slot("symptom"),
    slot("symptom", words=""),
    slot("symptom", words="  "),
    slot("symptom", words="a funny tail"),
    resolved("x", no_match("ER_ERROR_TIMEOUT")),
    resolved("x", no_match("ER_ERROR_EXCEPTION")),
    resolved("x"),
    resolved("x", {**match("fever"), "status": {"code": "ER_SUCCESS_NO_MATCH"}}),
    resolved("x", {**match("fever"), "status": None}),
    resolved("x", {**match(), "values": None}),
    resolved("x", {**match(), "values": [{"value": {"name": "fever"}}]}),
    {"name": "symptom", "value": "x", "resolutions": None},
    {"name": "symptom"},
]


@pytest.mark.parametrize("filled", EMPTY, ids=str)
def test_a_slot_that_says_nothing_is_no_sign(hear: Hear, filled: Json) -> None:
    assert hear(intent("SymptomIntent", filled)) == TellSigns()


def test_slots_of_null_are_no_slots(hear: Hear) -> None:
    raw = intent("SymptomIntent")
    raw["request"]["intent"]["slots"] = None
    assert hear(raw) == TellSigns()


@pytest.mark.parametrize(
    ("authorities", "id"),
    [
        ([no_match(authority=DYNAMIC), match("fever")], "fever"),
        ([match("injury", authority=DYNAMIC), match("fever")], "injury"),
        ([match("fever"), match("injury", authority=DYNAMIC)], "fever"),
        ([no_match(), no_match("ER_ERROR_TIMEOUT"), match("fever")], "fever"),
        ([match("fever", "injury")], "fever"),
    ],
)
def test_the_first_authority_with_a_match_counts_and_its_first_value(
    hear: Hear, authorities: list[Json], id: str
) -> None:
    assert hear(intent("SymptomIntent", resolved("words", *authorities))) == TellSigns((id,))


def test_every_value_of_a_slot_of_several_counts(hear: Hear) -> None:
    """They come in slotValue alone; a danger sign that came second is as good as the first."""
    two = several("symptom", "sleep_loss", "chest_pain_or_breathless")
    assert hear(intent("SymptomIntent", two)) == TellSigns(
        ("sleep_loss", "chest_pain_or_breathless")
    )


def test_a_sign_and_another_beside_it_both_count(hear: Hear) -> None:
    said = intent("SymptomIntent", slot("symptom", "dizzy"), slot("also", "fever"))
    assert hear(said) == TellSigns(("dizzy", "fever"))


def test_a_denial_brings_its_own_words(hear: Hear) -> None:
    said = slot("symptom", "chest_pain_or_breathless", words=" trouble breathing ")
    assert hear(intent("SymptomDeniedIntent", said)) == DenySign(
        "chest_pain_or_breathless", "trouble breathing"
    )


# --- how long (AMAZON.DURATION) -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("lasted", "minutes"),
    [
        ("PT20M", 20),
        ("PT1H", 60),
        ("PT1H30M", 90),
        ("PT599S", 9),
        ("PT600S", 10),
        ("PT45S", 0),
        ("P2D", 2880),
        ("P1W", 10080),
        ("P1DT2H", 1560),
        (" PT5M ", 5),
    ],
)
def test_a_length_of_time_is_minutes(hear: Hear, lasted: str, minutes: int) -> None:
    said = intent("SymptomIntent", slot("duration", words=lasted))
    assert hear(said) == TellSigns((), minutes)


@pytest.mark.parametrize(
    "lasted",
    [
        "",
        " ",
        "P",
        "PT",
        "P3M",
        "soon",
        "20 minutes",
        "PT20",
        "PTM",
        "-PT5M",
        "PT" + "9" * 5000 + "M",
    ],
)
def test_what_is_no_length_of_time_is_none(hear: Hear, lasted: str) -> None:
    said = intent("SymptomIntent", slot("symptom", "fever"), slot("duration", words=lasted))
    assert hear(said) == TellSigns(("fever",), None)


def test_a_time_goes_with_the_sign_beside_it(hear: Hear) -> None:
    said = intent("SymptomIntent", slot("symptom", "fever"), slot("duration", words="P2D"))
    assert hear(said) == TellSigns(("fever",), 2880)


@pytest.mark.parametrize("lasted", ["PT2M", "PT20M"])
def test_a_time_beside_words_that_were_not_recognised_starts_the_check(
    hear: Hear, skill: Skill, lasted: str
) -> None:
    """A slot that is not matched starts the check at its first question, whatever else came."""
    unknown = slot("symptom", words="a funny tail")
    said = intent("SymptomIntent", unknown, slot("duration", words=lasted))
    assert hear(said) == TellSigns()
    heard = skill.answer(said)["response"]["outputSpeech"]["ssml"]
    assert "chest pain" in heard
