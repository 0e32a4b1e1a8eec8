"""What to tell the doctor: this talk's signs and answers, said once and kept nowhere."""

from __future__ import annotations

from skill.content.types import Content
from skill.dialogue import triage
from skill.dialogue.acts import Summarize
from skill.dialogue.returning import ask_again
from skill.dialogue.state import State, Turn

MOST = 7
"""Things in a summary, the most urgent first: what can be said, and asked after, in a breath."""


def tell(state: State, content: Content) -> Turn:
    """Sum up, then ask what was open."""
    yes = [answer.question for answer in state.answers if answer.said == "yes"]
    unsure = [answer.question for answer in state.answers if answer.said == "unsure"]
    earlier = [state.owed.because] if state.owed else []
    heard = dict.fromkeys([*state.signs, *yes, *(id for id in earlier if id not in unsure)])
    ordered = sorted(heard, key=lambda id: -triage.URGENCY[triage.tier_of(id, content)])[:MOST]
    summary = Summarize(tuple(ordered), tuple(unsure[: MOST - len(ordered)]))
    return ask_again(state, content, summary)
