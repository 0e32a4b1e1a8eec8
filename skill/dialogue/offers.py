"""How a piece of talk ends: with one offer, or with a goodbye that repeats what is owed."""

from __future__ import annotations

from skill.content.types import Content
from skill.dialogue import triage
from skill.dialogue.acts import Act, AdviseIfYes, Ask, GiveAdvice, MentionAdvice, Say
from skill.dialogue.state import State, Turn, change

OFFERS = ("offer_after", "offer_why", "offer_tip", "offer_check")
ON_THE_TOILET = ("offer_check", "offer_after", "offer_tip", "offer_why")
"""Danger signs first, once the cramp has gone (clinical TOI-08)."""


def next_offer(state: State, content: Content, *first: Act) -> Turn:
    """Say some acts, then make the next offer not made yet; with none left, say goodbye."""
    order = ON_THE_TOILET if state.situation == "toilet" else OFFERS
    left = [offer for offer in order if offer not in state.offered and fits(offer, state, content)]
    if not left:
        return farewell(state, content, *first)
    state = change(state, phase="menu", asked=left[0], offered=(*state.offered, left[0]))
    return Turn(state, (*first, Ask(left[0])))


def fits(offer: str, state: State, content: Content) -> bool:
    """Whether an offer makes sense: care for the leg only after a cramp that may be touched."""
    return offer != "offer_after" or (bool(state.started) and not triage.hands_off(state, content))


def advise(state: State, *first: Act) -> Turn:
    """Say some acts that give advice, then offer to say it again."""
    return Turn(change(state, phase="advice", asked="again"), (*first, Ask("again")))


def farewell(state: State, content: Content, *first: Act) -> Turn:
    """Say goodbye, after what is owed."""
    return close(state, content, *first, last=Say("goodbye"))


def close(state: State, content: Content, *first: Act, last: Act | None = None) -> Turn:
    """Close, with the advice owed and, inside the check, what a yes would have meant."""
    acts: list[Act] = [*first]
    due = triage.owed(state, content)
    if due and not any(isinstance(act, GiveAdvice) and act.tier == due.tier for act in acts):
        acts.append(MentionAdvice(due.tier, due.because))
    if state.phase == "check" and (id := triage.open_question(state, content)):
        acts.append(AdviseIfYes(triage.worst_tier(content.danger_question(id), content)))
    return Turn(state, (*acts, *([last] if last else [])))
