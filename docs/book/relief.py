"""The chapter on relief: how a hold is counted, the routines by muscle, the places."""

from __future__ import annotations

from collections.abc import Iterable

from docs.book import speaking
from docs.book.entries import asks_section, lines_section, prompt_entries
from docs.book.parts import Chapter, Entry, Line, Section
from skill.content.types import Content, Routine, Situation, Step

HOLDING = ("hold", "danger_line_now", "danger_line_leg", "release")
HARM = ("stop_stretching", "rest_gently", "leave_the_leg", "check_unasked")
ASKS = ("eased", "since", "rested", "where", "which_thigh", "parked")
"""The prompts and everyday questions of this chapter."""


def relief(content: Content) -> Chapter:
    """The routines by muscle, the places that change them, and what is said around them."""
    return Chapter(
        "relief",
        "Relief",
        "One movement at a time, each with its hold counted aloud, then one question. If it has "
        "not eased, the next movement follows. After three counted holds, or ten minutes, the "
        "danger questions come unasked.",
        (
            holds(content),
            *(routine(id, content) for id in content.routines),
            *(place(id, content) for id in content.situations),
            asks_section("relief-asks", "Questions during relief", content, ASKS),
            lines_section("relief-lines", "When a stretch does harm", content, HARM),
        ),
    )


def holds(content: Content) -> Section:
    """How a hold is counted, and the danger line in the first one."""
    step = content.routines["leg"].steps[0]
    first = speaking.hold(step, content, danger_line=True)
    return Section(
        "holds",
        "How a hold is counted",
        (
            Entry(
                "First hold of a talk",
                (first,),
                notes=("The danger line is spoken between the first counts, once a talk.",),
            ),
            *prompt_entries(content, HOLDING),
            Entry(
                "Counts",
                tuple(Line(f"{left} s left", (words,)) for left, words in content.counts.items()),
                item="counts/counts",
            ),
        ),
        notes=(
            "A count every five seconds. After “slower” a hold lasts five seconds more, "
            "after “faster” five less, within 15 to 30 seconds.",
        ),
    )


def routine(id: str, content: Content) -> Section:
    """The movements for one muscle, in the order they are spoken."""
    said: Routine = content.routines[id]
    steps = tuple(movement(f"Movement {n}", s, content) for n, s in enumerate(said.steps, 1))
    return Section(
        f"routine-{id}",
        f"Muscle: {said.name}",
        steps,
        f"routine/{id}",
        notes=("Where the place is known, its opening movement takes the place of movement 1.",),
    )


def movement(name: str, step: Step, content: Content) -> Entry:
    """One step: the movement, an invitation to rub, and the counted hold."""
    lines = [Line("Movement", (step.say,))]
    if step.rub:
        lines.append(Line("Rub", (step.rub,)))
    if step.hold:
        lines.append(speaking.hold(step, content))
    return Entry(name, tuple(lines), step.evidence, tuple(step_notes(step, content)))


def step_notes(step: Step, content: Content) -> Iterable[str]:
    """When a step is left out, and what it asks where that is not "has it eased?"."""
    if step.rub:
        yield "Rubbing is offered only while the leg may be touched."
    if step.standing:
        seated = [place.name for place in content.situations.values() if not place.standing]
        yield (
            f"Standing. Left out {', '.join(seated)}, and for anyone dizzy, numb, or with both "
            "legs cramping."
        )
    if step.asks != "eased":
        yield f"Then asks: {content.asks[step.asks].ask[0]}"


def place(id: str, content: Content) -> Section:
    """What a place changes: the opening movement by muscle, and how to go on afterwards."""
    here: Situation = content.situations[id]
    entries = [movement("First of all", here.before, content)] if here.before else []
    for step in here.first_step.values():
        entries.append(movement(f"For: {muscles(step, id, content)}", step, content))
    eased = Line("It has eased", (here.when_eased.say,))
    entries.append(Entry("Once it has eased", (eased,), here.when_eased.evidence))
    if here.make_safe:
        first = Line("With advice for today or now", (here.make_safe.say,))
        entries.append(Entry("In danger, first of all", (first,), here.make_safe.evidence))
    return Section(
        f"situation-{id}",
        f"Place: {here.name}",
        tuple(entries),
        f"situation/{id}",
        notes=tuple(place_notes(here)),
        links=(
            ("A bare “why” here gets:", f"cause-{here.cause}"),
            ("A bare “how do I prevent it” here gets:", f"tip-{here.tip}"),
        ),
    )


def muscles(opening: Step, situation: str, content: Content) -> str:
    """The muscles that a place's opening movement serves."""
    served = [
        routine.name
        for id, routine in content.routines.items()
        if opening.id in content.step_ids(id, situation)
    ]
    return ", ".join(served) or "no muscle yet"


def place_notes(here: Situation) -> Iterable[str]:
    """What else a place rules."""
    if here.alone:
        yield "The opening is all that is given here."
    else:
        yield "After the opening, the muscle's own movements follow from its second on."
    if not here.standing:
        yield "No standing movement is offered here."
