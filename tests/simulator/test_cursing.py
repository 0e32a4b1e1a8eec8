"""Cursing and moaning in pain is no danger sign, no answer and no goodbye. Fear is company's work.

English, in the built model.
"""

from __future__ import annotations

import pytest

from simulator import model
from simulator.interpretation import Understanding
from simulator.understanding import understand

CURSES = """
oh shit oh shit
shit shit oh shit
well fuck
fuck oh fuck
oh for fuck's sake
oh for god's sake
holy fuck that hurts
holy shit holy shit
holy shit this hurts
jesus fucking christ
christ on a bicycle
oh my god oh my god oh my god
god almighty that's sore
good god that hurts
damn damn damn
god damn it all
damn this stupid leg
goddamn this cramp
bloody bloody hell
bloody hell fire
oh bloody hell
ow ow ow ow ow
ow ow my leg
ouch ouch it hurts
aah aah aah
oh ow oh
son of a bitch that stings
you rotten son of a bitch
motherfucking cramp
this goddamn leg
this bastard of a leg
this fucking cramp again
this hurts like a bitch
it hurts like a motherfucker
i could murder this leg
i'm so sick of this fucking cramp
crap crap crap
oh crap my leg
bugger it hurts
blimey it hurts
what the bloody hell
oh sweet jesus it hurts
mother of god my calf
lord above it's sore
i hate this stupid cramp
""".strip().splitlines()
UNWELL = ["i feel like crap tonight", "i feel like total crap", "i feel like hell on earth"]
AFRAID = ["i'm so scared right now", "i'm really frightened here", "i'm scared out of my mind"]
ENDS_OR_ANSWERS = frozenset(
    "EasedIntent AMAZON.YesIntent AgreeIntent AMAZON.NoIntent DisagreeIntent SymptomDeniedIntent "
    "AMAZON.StopIntent AMAZON.CancelIntent FinishIntent AMAZON.NextIntent AdvanceIntent "
    "UnsureIntent SessionEndedRequest".split()
)


@pytest.fixture(scope="module")
def hearing() -> Understanding:
    return understand(model.load("en-US"))


def test_a_curse_is_no_danger_sign_and_no_answer(hearing: Understanding) -> None:
    """One in twenty at most is asked about or missed; none is a sign, an answer or a goodbye."""
    heard = {curse: hearing.interpret(curse).intent for curse in CURSES}
    hurts = {"StillHurtsIntent", "WorseIntent", "ReliefIntent", "AMAZON.FallbackIntent"}

    assert {c: i for c, i in heard.items() if i.startswith(("Sign", "Symptom"))} == {}
    assert {c: i for c, i in heard.items() if i in ENDS_OR_ANSWERS} == {}
    assert len({c: i for c, i in heard.items() if i not in hurts}) / len(CURSES) <= 0.05


@pytest.mark.parametrize("said", UNWELL)
def test_feeling_awful_is_asked_about(hearing: Understanding, said: str) -> None:
    assert hearing.interpret(said).intent == "WarningSignsIntent"


@pytest.mark.parametrize("said", AFRAID)
def test_fear_is_heard_as_fear(hearing: Understanding, said: str) -> None:
    assert hearing.interpret(said).intent == "AfraidIntent"
