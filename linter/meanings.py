"""Which intents mean the same, and which of them matter most. Names are the skill's public ones."""

from __future__ import annotations

from simulator.interpretation import FALLBACK

SIGN = "SymptomIntent"
"""The intent whose slot names a danger sign; a sign's own intent means the same event."""
SIGN_SLOT = "symptom"
DENIAL = "SymptomDeniedIntent"
CHECK = "WarningSignsIntent"
"""What the recogniser hears where a danger sign may be there or not."""
RELIEF = "ReliefIntent"
MOVES_FIRST = frozenset({"LaunchRequest", "AMAZON.HelpIntent", "WhatCanISayIntent", RELIEF})
"""Requests that a fresh session answers with a movement first."""

TWINS = (
    frozenset({"AMAZON.YesIntent", "AgreeIntent"}),
    frozenset({"AMAZON.NoIntent", "DisagreeIntent"}),
    frozenset({"AMAZON.NextIntent", "AMAZON.ResumeIntent", "AdvanceIntent", "CarryOnIntent"}),
    frozenset({"AMAZON.PreviousIntent", "GoBackIntent"}),
    frozenset({"AMAZON.RepeatIntent", "SayAgainIntent"}),
    frozenset({"AMAZON.PauseIntent", "WaitIntent"}),
    frozenset({"AMAZON.StopIntent", "AMAZON.CancelIntent", "FinishIntent"}),
    frozenset({"AMAZON.HelpIntent", "WhatCanISayIntent"}),
    frozenset({"AMAZON.StartOverIntent", "FromTheTopIntent"}),
    frozenset({"WhyAskIntent", "WhyIntent"}),
)
"""A built-in and how people really say it; a bare "why" is whichever question is open."""

LULLS = frozenset().union(
    TWINS[1], TWINS[2], TWINS[6], {"EasedIntent", "StillHurtsIntent", RELIEF, DENIAL}
)
"""Intents by which a danger sign would pass unnoticed, were it heard as one of them."""


def is_danger(intent: str) -> bool:
    """Whether the intent says that a danger sign is there."""
    return intent == SIGN or is_own(intent)


def is_own(intent: str) -> bool:
    """Whether the intent belongs to one danger sign: an emergency, or for the same day."""
    return intent.startswith("Sign")


def own_intent(sign: str) -> str:
    """The intent that a sign has if it has one: ``SignFeverIntent``."""
    return f"Sign{''.join(part.capitalize() for part in sign.split('_'))}Intent"


def same(one: str, other: str) -> bool:
    """Whether the skill does the same for both."""
    return one == other or any(one in twins and other in twins for twins in TWINS)


def is_builtin(intent: str) -> bool:
    """Whether Alexa brings the words, or keeps them: ``SessionEndedRequest`` for "exit"."""
    return intent != FALLBACK and (intent.startswith("AMAZON.") or intent.endswith("Request"))


def has_builtin(intent: str) -> bool:
    """Whether a built-in means the same."""
    return any(same(intent, other) for twins in TWINS for other in twins if is_builtin(other))
