"""The development set: speech by people who never saw the model, and what is right for each line.

It is frozen: `DIGEST` is checked at every reading. README.md beside it explains the labels.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from simulator.interpretation import FALLBACK, Interpretation

FILE = Path(__file__).with_name("development.en-US.jsonl")
DIGEST = "5679523be633e6a6d9a2eebb94708d50ca406a51f433859db57ae058c838aeca"

EMERGENCIES = frozenset(
    "bladder_bowel_control both_legs_weak_or_numb saddle_numbness chest_pain_or_breathless "
    "stroke_signs cold_pale_leg severe_abdominal_pain dark_urine poison faint_or_collapse "
    "heat_illness heart_racing stiff_all_over black_stool".split()
)

INTENTS = {
    "relief": {"ReliefIntent"},
    "why": {"WhyIntent"},
    "tip": {"PreventionIntent"},
    "question": {"QuestionIntent"},
    "check": {"WarningSignsIntent"},
    "eased": {"EasedIntent"},
    "hurts": {"StillHurtsIntent"},
    "worse": {"WorseIntent"},
    "yes": {"AMAZON.YesIntent", "AgreeIntent"},
    "no": {"AMAZON.NoIntent", "DisagreeIntent"},
    "unsure": {"UnsureIntent"},
    "next": {"AMAZON.NextIntent", "AdvanceIntent", "CarryOnIntent", "AMAZON.ResumeIntent"},
    "back": {"AMAZON.PreviousIntent", "GoBackIntent"},
    "repeat": {"AMAZON.RepeatIntent", "SayAgainIntent"},
    "stop": {
        *("AMAZON.StopIntent", "AMAZON.CancelIntent", "FinishIntent"),
        *("AMAZON.NavigateHomeIntent", "SessionEndedRequest"),
    },
    "pause": {"AMAZON.PauseIntent", "WaitIntent"},
    "continue": {"AMAZON.ResumeIntent", "CarryOnIntent", "AdvanceIntent", "AMAZON.NextIntent"},
    "help": {"AMAZON.HelpIntent", "WhatCanISayIntent"},
    "over": {"AMAZON.StartOverIntent", "FromTheTopIntent"},
    "slower": {"SlowerIntent"},
    "faster": {"FasterIntent"},
    "meaning": {"MeaningIntent"},
    "whyask": {"WhyAskIntent"},
    "summary": {"DoctorSummaryIntent"},
    "call": {"CallForHelpIntent"},
    "other": {FALLBACK},
}
"""The intents that are right for a kind of line; signs and denials are told by their id."""

SLOTS = {
    "relief": ("muscle", "situation"),
    "why": ("cause",),
    "tip": ("tip",),
    "question": ("question",),
}
"""What a label names behind its kind; ``-`` stands for a slot that is not filled."""

CATCHES = {"SymptomIntent", "WarningSignsIntent", "CallForHelpIntent"}
"""Besides a sign's own intent: by these, too, a danger is not passed over."""
LULLS = (
    {"EasedIntent", "SymptomDeniedIntent", "ReliefIntent", "SessionEndedRequest"}
    | INTENTS["no"]
    | INTENTS["stop"]
    | INTENTS["next"]
)
"""What an emergency must never be heard as."""


@dataclass(frozen=True)
class Line:
    """One thing said, and what it means."""

    said: str
    kind: str
    """``sign``, ``signs``, ``denied``, or a key of `INTENTS`."""
    ids: tuple[str, ...]
    misheard: bool
    """Whether a recogniser got a word of it wrong."""

    @property
    def emergency(self) -> bool:
        """Whether it tells of a sign that is an emergency."""
        return self.kind in ("sign", "signs") and not EMERGENCIES.isdisjoint(self.ids)


def lines() -> tuple[Line, ...]:
    """All lines; ValueError where the file is not the frozen one."""
    data = FILE.read_bytes()
    if hashlib.sha256(data).hexdigest() != DIGEST:
        raise ValueError(f"{FILE}: not the frozen set any more; restore it with git checkout")
    return tuple(_line(json.loads(text)) for text in data.splitlines())


def _line(row: dict[str, str]) -> Line:
    kind, _, rest = row["means"].partition(":")
    ids = tuple(rest.replace("+", ":").split(":")) if rest else ()
    return Line(row["say"], kind, ids, bool(row.get("recognised_wrongly")))


def own_intent(sign: str) -> str:
    """The intent that a danger sign has for itself."""
    return "Sign" + "".join(part.capitalize() for part in sign.split("_")) + "Intent"


def right(line: Line, heard: Interpretation) -> bool:
    """Whether the intent is right; of signs, whether the sign is."""
    if line.kind in ("sign", "signs"):
        return not names(heard).isdisjoint(line.ids)
    return means(line, heard.intent)


def means(line: Line, intent: str) -> bool:
    """Whether an intent alone is right for a line."""
    if line.kind in ("sign", "signs"):
        return intent in map(own_intent, line.ids)
    return intent in INTENTS.get(line.kind, {"SymptomDeniedIntent"})


def names(heard: Interpretation) -> set[str]:
    """The danger signs that were heard as there."""
    if heard.intent == "SymptomIntent":
        lasting = {"long_cramp"} if "duration" in heard.ids() else set()
        return {id for id in heard.ids().values() if id} | lasting
    inner = heard.intent.removeprefix("Sign").removesuffix("Intent")
    if inner == heard.intent.removesuffix("Intent"):
        return set()
    return {"".join(f"_{c.lower()}" if c.isupper() else c for c in inner).removeprefix("_")}


def caught(heard: Interpretation) -> bool:
    """Whether it was taken for some danger, or for a request to go through them."""
    return heard.intent.startswith("Sign") or heard.intent in CATCHES


def present(heard: Interpretation) -> bool:
    """Whether a danger sign was heard as there."""
    return heard.intent.startswith("Sign") or heard.intent == "SymptomIntent"


def slots_right(line: Line, heard: Interpretation) -> bool:
    """Whether every slot that the label names is filled with that id, and no other is filled."""
    wanted = {name: id for name, id in zip(SLOTS[line.kind], line.ids, strict=False) if id != "-"}
    return right(line, heard) and {k: v for k, v in heard.ids().items() if v} == wanted
