"""What the skill's intents say by their public names: which tell of a danger, and which lull."""

from __future__ import annotations

from simulator.model import Model

NAMES_A_SIGN = "SymptomIntent"
"""The intent whose slot names a danger sign; a sign's own intent means the same."""
DENIES_A_SIGN = "SymptomDeniedIntent"
ASKS_FOR_THE_CHECK = "WarningSignsIntent"

_GONE = frozenset({DENIES_A_SIGN, "EasedIntent"})
_THERE = frozenset({NAMES_A_SIGN, "ReliefIntent", "StillHurtsIntent", "WorseIntent"})
LULLS = frozenset(
    {
        *("EasedIntent", "ReliefIntent", "DisagreeIntent", "FinishIntent"),
        *("AdvanceIntent", "CarryOnIntent"),
    }
)
"""After these the skill goes on, or ends, as if there were no danger."""


def is_danger(intent: str) -> bool:
    """Whether an intent says that a danger sign is there."""
    return intent == NAMES_A_SIGN or intent.startswith("Sign")


def says_it_is_gone(intent: str) -> bool:
    """Whether it says that something bad is not there, or no longer."""
    return intent in _GONE


def says_it_is_there(intent: str) -> bool:
    """Whether it says that something bad is there."""
    return intent in _THERE or is_danger(intent)


def own_intent(model: Model, sign: str) -> str:
    """The intent that means a danger sign: its own where it has one, as ``SignFeverIntent``."""
    name = "".join(part.capitalize() for part in sign.split("_"))
    return f"Sign{name}Intent" if f"Sign{name}Intent" in model.intents else NAMES_A_SIGN
