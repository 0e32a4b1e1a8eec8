"""What DESIGN section 4 promises about signs, questions and places, written out by hand.

Nothing here is read from the skill or its content, so that a slip there shows.
"""

from __future__ import annotations

EMERGENCY = """bladder_bowel_control both_legs_weak_or_numb saddle_numbness
    chest_pain_or_breathless stroke_signs cold_pale_leg severe_abdominal_pain dark_urine poison
    faint_or_collapse heat_illness heart_racing stiff_all_over black_stool""".split()
SAME_DAY = {
    "one_leg_swollen_red_warm": "one_leg_cold",
    "calf_pain_for_days": "one_leg_cold",
    "recent_surgery_or_travel": "one_leg_cold",
    "muscle_weakness": "one_leg_cold",
    "blood_in_stool": "gut_right_now",
    "injury": "very_ill",
    "fever": "very_ill",
    "long_cramp": "very_ill",
    "fluid_loss": "very_ill",
}
"""A sign, and the question asked straight after its advice (5a, 6a, 7a)."""
SOON = "frequent_cramps sleep_loss weight_loss pregnancy".split()
GUARDS = "dizzy one_leg_numb".split()
HANDS_OFF = "one_leg_swollen_red_warm calf_pain_for_days injury fever".split()
"""Swollen, hot, discoloured or hurt: stretching and rubbing stop."""

TIER = {
    **dict.fromkeys(EMERGENCY, "emergency"),
    **dict.fromkeys(SAME_DAY, "same_day"),
    **dict.fromkeys(SOON, "soon"),
    **dict.fromkeys(GUARDS, "guard"),
}

CHECK = (
    "heart_and_lungs stroke both_legs bladder_and_bowel one_leg gut long_or_after over_time".split()
)
"""The questions in order, the worst first (clinical E2)."""
ENDS_IT = CHECK[:4]
"""A yes to one of these is an emergency at once."""
SPLITS = {"one_leg": "one_leg_cold", "gut": "gut_right_now", "long_or_after": "very_ill"}
"""A yes to one of these is same day, and its follow-up may raise it."""
OWES = {
    **dict.fromkeys(ENDS_IT, "emergency"),
    **dict.fromkeys(SPLITS, "same_day"),
    **dict.fromkeys(SPLITS.values(), "emergency"),
    "over_time": "soon",
    "worse": "same_day",
}
"""What a yes, or "not sure", to each question owes."""
TOUCHES_NO_MORE = ("one_leg", "worse")
"""A yes to one of these stops stretching and rubbing."""

SEATED_PLACES = ("toilet", "driving", "water")
RANK = {"": 0, "guard": 0, "soon": 1, "same_day": 2, "emergency": 3}
