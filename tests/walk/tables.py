"""The contract of the design, written out by hand: ids, tiers, guards and what people may say.

Nothing here is read from the skill or its content, so that a slip there shows.
"""

from __future__ import annotations

TIERS = ("", "soon", "same_day", "emergency")
"""From nothing owed to the most urgent; a tier's rank is its place here."""
RANK = {tier: rank for rank, tier in enumerate(TIERS)} | {"guard": 0}

SIGNS = {
    **dict.fromkeys(
        """bladder_bowel_control both_legs_weak_or_numb saddle_numbness chest_pain_or_breathless
        stroke_signs cold_pale_leg severe_abdominal_pain dark_urine poison faint_or_collapse
        heat_illness heart_racing stiff_all_over black_stool""".split(),
        "emergency",
    ),
    **dict.fromkeys(
        """one_leg_swollen_red_warm blood_in_stool injury fever long_cramp muscle_weakness
        calf_pain_for_days fluid_loss recent_surgery_or_travel""".split(),
        "same_day",
    ),
    **dict.fromkeys("frequent_cramps sleep_loss weight_loss pregnancy".split(), "soon"),
    **dict.fromkeys("dizzy one_leg_numb".split(), "guard"),
}
"""Section 4: every sign and its tier."""

FOLLOW_UP = {
    "one_leg_swollen_red_warm": "one_leg_cold",
    "calf_pain_for_days": "one_leg_cold",
    "recent_surgery_or_travel": "one_leg_cold",
    "muscle_weakness": "one_leg_cold",
    "one_leg_numb": "one_leg_cold",
    "blood_in_stool": "gut_right_now",
    "injury": "very_ill",
    "fever": "very_ill",
    "long_cramp": "very_ill",
    "fluid_loss": "very_ill",
}
"""Section 4: same day "then its follow-up question (5a, 6a, 7a)"; a numb leg asks 5a."""

HANDS_OFF = frozenset(
    "one_leg_swollen_red_warm calf_pain_for_days injury fever cold_pale_leg dark_urine".split()
)
"""Stretching and rubbing stop where the leg is swollen, hot, discoloured or hurt."""
NO_RUB = frozenset({"muscle_weakness", "recent_surgery_or_travel"})
"""Rubbing alone stops with new weakness (AVO-08), and where a clot is likelier (AVO-03, SIT-04)."""

CALMING = frozenset(
    {"question.duration.0", "question.duration.3", "question.dangerous.1", "cause.toilet.3"}
)
"""Breaths that say cramps mostly pass, which nobody hears who should be seen today (NOT-02)."""

HANDLING = frozenset(
    """
    cause.pregnancy.2 tip.after.0 tip.after.2 tip.after.3 tip.exercise.0 tip.exercise.2
    tip.general.0 tip.general.1 tip.moving.1 tip.night.0 tip.night.1 tip.stretching.0
    tip.stretching.1 tip.stretching.2 tip.stretching.3 question.folk_cures.2
    question.heat_or_ice.0 question.heat_or_ice.1 question.heat_or_ice.2 question.heat_or_ice.3
    question.massage.1 question.massage.3 question.medicine.0
    """.split()
)
"""Breaths that tell to stretch, rub, warm, cool or work a leg, never one left alone (AVO-03)."""

GUARD_OF = {"dizzy": "dizzy", "one_leg_numb": "one_leg_numb", "pregnancy": "pregnant"}
NO_STANDING = frozenset({"dizzy", "one_leg_numb", "both_legs"})

CHECK = (
    "heart_and_lungs stroke both_legs bladder_and_bowel one_leg gut long_or_after over_time".split()
)
"""The eight questions, the worst first, and below what they and their follow-ups owe on a yes."""
QUESTIONS = {
    "heart_and_lungs": "emergency",
    "stroke": "emergency",
    "both_legs": "emergency",
    "bladder_and_bowel": "emergency",
    "one_leg": "same_day",
    "gut": "same_day",
    "long_or_after": "same_day",
    "over_time": "soon",
    "one_leg_cold": "emergency",
    "gut_right_now": "emergency",
    "very_ill": "emergency",
    "worse": "same_day",
}
NEXT_AFTER_YES = {
    "one_leg": "one_leg_cold",
    "gut": "gut_right_now",
    "long_or_after": "very_ill",
    "worse": "one_leg_cold",
}
HANDS_OFF_QUESTIONS = frozenset({"one_leg", "long_or_after", "worse"})

SAYS_AS_MUCH = {
    ("gut_right_now", "blood in your poop"): "a lot of blood",
    ("gut_right_now", "black poop"): "poop like tar",
    ("gut_right_now", "very bad belly pain"): "very bad pain",
}
"""Another question's words whose denial denies an item of this one too."""


def worst_of(question: str) -> str:
    """The most urgent tier that a question or its follow-up can reach."""
    after = NEXT_AFTER_YES.get(question, question)
    return max(QUESTIONS[question], QUESTIONS[after], key=RANK.__getitem__)


MUSCLES = "calf foot toe hamstring front_thigh thigh shin inner_thigh leg both_legs".split()
SITUATIONS = "toilet bed exercise sitting standing driving water".split()
NOBODY_STANDS = frozenset({"toilet", "driving", "water"})
"""Where no standing step may be offered at all (section 4, Relief; clinical TOI-02, REL-15)."""
TOPICS = {
    "cause": """straining posture nerve dehydration electrolytes circulation night exercise sitting
        pregnancy medicine age toilet general""".split(),
    "tip": """fiber water posture footstool urge stretching food night toilet moving exercise
        general after""".split(),
    "question": """heat_or_ice potassium_foods magnesium quinine muscle_relaxants massage medicine
        dangerous duration folk_cures""".split(),
}
TOO_LONG = 600
"""Seconds after which a cramp that has not eased is checked unasked."""
ROUNDS = 3

GOES_ON = frozenset(
    {
        "AMAZON.YesIntent",
        "AMAZON.NoIntent",
        "UnsureIntent",
        "AMAZON.NextIntent",
        "AMAZON.PreviousIntent",
        "EasedIntent",
        "StillHurtsIntent",
    }
)
"""Events, by name, that lead on; the walk tries them from every class."""

DETOURS = frozenset(
    {
        "WhyIntent night",
        "PreventionIntent water",
        "QuestionIntent heat or ice",
        "MeaningIntent",
        "WhyAskIntent",
        "DoctorSummaryIntent",
        "AfraidIntent",
        "AMAZON.HelpIntent",
        "AMAZON.RepeatIntent",
        "SlowerIntent",
        "AMAZON.FallbackIntent",
        "SymptomIntent sleep loss",
    }
)
"""Events, by name, after which the person is where they were; pairs of them are walked too."""

PLAIN_INTENTS = {
    "AMAZON.YesIntent": "yes",
    "AgreeIntent": "yes",
    "AMAZON.NoIntent": "no",
    "DisagreeIntent": "no",
    "UnsureIntent": "unsure",
    "AMAZON.NextIntent": "next",
    "AdvanceIntent": "next",
    "AMAZON.ResumeIntent": "continue",
    "CarryOnIntent": "continue",
    "AMAZON.PreviousIntent": "back",
    "GoBackIntent": "back",
    "AMAZON.RepeatIntent": "repeat",
    "SayAgainIntent": "repeat",
    "AMAZON.PauseIntent": "pause",
    "WaitIntent": "pause",
    "AMAZON.StartOverIntent": "start_over",
    "FromTheTopIntent": "start_over",
    "AMAZON.HelpIntent": "help",
    "WhatCanISayIntent": "help",
    "AMAZON.StopIntent": "stop",
    "AMAZON.CancelIntent": "stop",
    "AMAZON.NavigateHomeIntent": "stop",
    "FinishIntent": "stop",
    "AMAZON.FallbackIntent": "fallback",
    "EasedIntent": "eased",
    "StillHurtsIntent": "still_hurts",
    "WorseIntent": "worse",
    "WarningSignsIntent": "check",
    "WhyAskIntent": "why_ask",
    "CallForHelpIntent": "call_for_help",
    "DoctorSummaryIntent": "summary",
    "AfraidIntent": "afraid",
    "SlowerIntent": "pace",
    "FasterIntent": "pace",
}
"""Every intent without slots: what it means, a built-in and its soft twin the same."""

TOUCHES: dict[str, tuple[str, ...]] = {
    "Yes": ("yes",),
    "No": ("no",),
    "Not sure": ("unsure",),
    "It's eased": ("eased",),
    "Still hurts": ("still_hurts",),
    "It's worse": ("worse",),
    "Foot": ("relief", "foot", ""),
    "Calf": ("relief", "calf", ""),
    "Thigh": ("relief", "thigh", ""),
    "Front": ("relief", "front_thigh", ""),
    "Back": ("relief", "hamstring", ""),
    "Continue": ("continue",),
    "Say it again": ("repeat",),
    "Stop": ("stop",),
    "Help": ("help",),
}
"""What is written on what can be touched, and what it means to a person."""
DANGER_TOUCHES = ("Yes", "No", "Not sure")
