"""Every line that can be spoken, and every entry that rests on evidence, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from skill.content.types import Content, DangerQuestion, Step, Topic

Placed = tuple[str, str, str]
"""File, key, and the words there."""


def spoken_lines(content: Content) -> Iterator[Placed]:
    """Every line that is spoken; what may be left out is there only when it was written."""
    yield from step_lines(content)
    for id, routine in content.routines.items():
        yield f"routines/{id}", "name", routine.name
    for id, place in content.situations.items():
        yield f"situations/{id}", "name", place.name
        yield f"situations/{id}", "when_eased.say", place.when_eased.say
        if place.make_safe:
            yield f"situations/{id}", "make_safe.say", place.make_safe.say
    for folder, known in topic_folders(content):
        for id, topic in known.items():
            yield f"{folder}/{id}", "title", topic.title
            for n, breath in enumerate(topic.breaths):
                yield f"{folder}/{id}", f"breaths[{n}].say", breath.say
    for id, line in content.aftercare.items():
        yield "aftercare", f"{id}.say", line.say
    yield from danger_lines(content)
    yield from prompt_lines(content)


def step_lines(content: Content) -> Iterator[Placed]:
    """The lines of every movement."""
    for file, key, step in every_step(content):
        yield file, f"{key}.say", step.say
        if step.rub:
            yield file, f"{key}.rub", step.rub
        for n, cue in enumerate(step.cues):
            yield file, f"{key}.cues[{n}]", cue


def every_step(content: Content) -> Iterator[tuple[str, str, Step]]:
    """Every movement, with its file and key."""
    for id, routine in content.routines.items():
        for n, step in enumerate(routine.steps):
            yield f"routines/{id}", f"steps[{n}]", step
    for id, place in content.situations.items():
        if place.before:
            yield f"situations/{id}", "before", place.before
        for name, step in place.first_step.items():
            yield f"situations/{id}", f"first_step.{name}", step


def shown_lines(content: Content) -> Iterator[Placed]:
    """Every line that is written on screens and cards and is not spoken as well."""
    for file, key, step in every_step(content):
        yield file, f"{key}.show", step.show
    for question in danger_questions(content):
        yield "check", f"{question.id}.show", question.show
    for id, prompt in content.prompts.items():
        yield from written("prompts", id, prompt, "show")
    for name, words in (("buttons", content.buttons), ("lines", content.labels)):
        for id, label in words.items():
            yield "screens", f"{name}.{id}", label
    for id, card in content.cards.items():
        yield from fields("cards", id, card, "title")
        for n, line in enumerate(card.lines):
            yield "cards", f"{id}.lines[{n}]", line


def topic_folders(content: Content) -> tuple[tuple[str, dict[str, Topic]], ...]:
    """The folders of topics and what is in them."""
    return (
        ("causes", content.causes),
        ("tips", content.tips),
        ("questions", content.questions),
    )


def danger_questions(content: Content) -> tuple[DangerQuestion, ...]:
    """The danger questions of the check, and then the follow-ups."""
    return (*content.check.values(), *content.follow_ups.values())


def danger_lines(content: Content) -> Iterator[Placed]:
    """The lines of signs, danger questions and advice."""
    for sign in content.signs.values():
        yield from fields("signs", sign.id, sign, "heard means")
        yield from written("signs", sign.id, sign, "do urgent")
    for question in danger_questions(content):
        yield from fields("check", question.id, question, "ask plainer means why heard")
        yield from written("check", question.id, question, "do urgent")
        for sign_id, items in question.items.items():
            for n, item in enumerate(items):
                yield "check", f"{question.id}.items.{sign_id}[{n}]", item
    for tier, given in content.advice.items():
        yield from fields("advice", tier, given, "heard meanwhile again if_unread")
        yield from written("advice", tier, given, "now contact")


def fields(file: str, key: str, entry: object, names: str) -> Iterator[Placed]:
    """The lines of an entry that are always there."""
    for name in names.split():
        yield file, f"{key}.{name}", getattr(entry, name)


def written(file: str, key: str, entry: object, names: str) -> Iterator[Placed]:
    """The lines of an entry that may be left out, where they are not."""
    return (placed for placed in fields(file, key, entry, names) if placed[2])


def prompt_lines(content: Content) -> Iterator[Placed]:
    """The lines of prompts, counts and everyday questions."""
    for id, prompt in content.prompts.items():
        for n, variant in enumerate(prompt.say):
            yield "prompts", f"{id}.say[{n}]", variant
    for seconds, words in content.counts.items():
        yield "counts", seconds, words
    for id, question in content.asks.items():
        for n, variant in enumerate(question.ask):
            yield "asks", f"{id}.ask[{n}]", variant
        yield from fields("asks", id, question, "reprompt")
        yield from written("asks", id, question, "help")


def resting_on(content: Content) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every entry that states a medical fact, with the ids it rests on."""
    for file, key, step in every_step(content):
        yield file, key, step.evidence
    for id, place in content.situations.items():
        yield f"situations/{id}", "when_eased", place.when_eased.evidence
        if place.make_safe:
            yield f"situations/{id}", "make_safe", place.make_safe.evidence
    for folder, known in topic_folders(content):
        for id, topic in known.items():
            for n, breath in enumerate(topic.breaths):
                yield f"{folder}/{id}", f"breaths[{n}]", breath.evidence
    for id, line in content.aftercare.items():
        yield "aftercare", id, line.evidence
    yield from danger_resting_on(content)


def danger_resting_on(content: Content) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Signs, danger questions, advice and the number to call, with the ids they rest on."""
    for sign in content.signs.values():
        yield "signs", sign.id, sign.evidence
    for question in danger_questions(content):
        yield "check", question.id, question.evidence
    for tier, given in content.advice.items():
        yield "advice", tier, given.evidence
    for id, card in content.cards.items():
        yield "cards", id, card.evidence
    if content.region:
        yield "region", "emergency_number", content.region.emergency_number.evidence


def maybe_resting_on(content: Content) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Prompts and everyday questions, which need evidence only where they state a fact."""
    for id, prompt in content.prompts.items():
        yield "prompts", id, prompt.evidence
    for id, question in content.asks.items():
        yield "asks", id, question.evidence
