"""Which movement is next, and which may not be offered to this person here."""

from __future__ import annotations

from skill.content.types import Content, Step
from skill.dialogue.acts import GiveStep
from skill.dialogue.state import State, change

NO_STANDING = frozenset({"dizzy", "one_leg_numb", "both_legs"})
"""Guards under which nobody is asked to stand (clinical AVO-02)."""


DEFAULT = "leg"
"""The routine for a muscle nobody named (clinical UNS-01)."""


def begun(state: State, content: Content, muscle: str, situation: str, now: int) -> State:
    """The state at the first movement for a muscle and a place; now in seconds since the epoch."""
    guards = state.guards
    if muscle == "both_legs" and muscle not in guards:
        guards = (*guards, muscle)
    state = change(
        state,
        phase="relief",
        muscle=muscle or state.muscle or DEFAULT,
        situation=situation or state.situation,
        started=(state.started if state.step else 0) or now,
        guards=guards,
        unread=0,
    )
    parked = "parked" in state.said and not situation
    steps = allowed_steps(state, content)
    return at_step(state, next(s for s in steps if not (parked and s.asks == "parked")))


def unmoved(state: State) -> bool:
    """Whether a question came ahead of the first movement, in a place where that is any."""
    somewhere = state.muscle != DEFAULT or state.situation
    return not somewhere and "danger_line" not in state.said


def on_the_road(state: State, content: Content) -> bool:
    """Whether the car may still be moving: that is told with advice, and asked before a stretch."""
    place = content.situations.get(state.situation)
    return place is not None and place.before is not None and "parked" not in state.said


def allowed_steps(state: State, content: Content) -> tuple[Step, ...]:
    """The steps that may be offered, in order (clinical REL-12, TOI-02, NOT-06)."""
    place = content.situations.get(state.situation)
    seated = (place is not None and not place.standing) or not NO_STANDING.isdisjoint(state.guards)
    steps = content.steps(state.muscle, state.situation)
    return tuple(step for step in steps if not (seated and step.standing))


def current_step(state: State, content: Content) -> Step:
    """The step we are at; a seated one where ours has become unsafe."""
    steps = allowed_steps(state, content)
    return next((step for step in steps if step.id == state.step), steps[-1])


def moved(state: State, content: Content, by: int) -> State:
    """The state some steps on or back; past the last step the held ones begin again."""
    steps = allowed_steps(state, content)
    index = steps.index(current_step(state, content)) + by
    if index >= len(steps):
        index = next(i for i, step in enumerate(steps) if step.hold)
    return at_step(state, steps[max(index, 0)])


def given_up(state: State, content: Content) -> State:
    """The state in which the stretch of our muscle made it worse, and does not come back."""
    routine = content.routines.get(state.muscle)
    if routine is None or routine.stretch in state.hurt or not current_step(state, content).hold:
        return state
    return change(state, hurt=(*state.hurt, routine.stretch))


def hurts(state: State, content: Content) -> bool:
    """Whether our movement would be a hold of a stretch that made it worse."""
    routine = content.routines.get(state.muscle)
    worse = routine is not None and routine.stretch in state.hurt
    return worse and current_step(state, content).hold > 0


def at_step(state: State, step: Step) -> State:
    """The state at a step, with that step's question asked."""
    return change(state, step=step.id, asked=step.asks)


def show(state: State, content: Content) -> GiveStep:
    """The act that reads our step aloud without its hold."""
    step = current_step(state, content)
    return GiveStep(
        state.muscle, state.situation, step.id, rub=False, danger_line=False, held=False
    )


def give(state: State, content: Content) -> GiveStep:
    """The act that reads our step aloud."""
    step = current_step(state, content)
    return GiveStep(
        muscle=state.muscle,
        situation=state.situation,
        step=step.id,
        rub="pregnant" not in state.guards
        and not any(content.signs[sign].no_rub for sign in state.signs),
        danger_line="danger_line" not in state.said and step.hold > 0,
    )
