"""From the content to the chapters of the book, each in the order in which it is spoken.

What no chapter claims by name goes to the last one, so no line can be missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docs.book import danger, relief, signs
from docs.book.entries import asks_section, capital, lines_section, title
from docs.book.parts import Chapter, Entry, Line, Section
from docs.book.sayings import Sayings
from docs.book.talks import Talk
from skill.content.types import Content, Step, Topic
from skill.web.last_resort import APOLOGY

OPENING = ("welcome", "help_movement", "no_place_kept")
OPENING_ASKS = ("welcome", "cramping_now")
AFTER = ("disclaimer",)
WHY_ASKS = ("offer_why", "more")
TIP_ASKS = ("offer_tip",)
AFTER_ASKS = ("offer_after",)
"""The prompts and everyday questions of the chapters here."""

PLACED = frozenset(
    (
        *(*OPENING, *AFTER, *relief.HOLDING, *relief.HARM),
        *(*signs.NOTING, *danger.CHECK, *danger.CHECK_LIST, *danger.CALL, *danger.DOCTOR),
    )
)
PLACED_ASKS = frozenset(
    (
        *OPENING_ASKS,
        *AFTER_ASKS,
        *WHY_ASKS,
        *TIP_ASKS,
        *relief.ASKS,
        *danger.CHECK_ASKS,
        *danger.ADVICE_ASKS,
    )
)
"""What a chapter shows by name; the last one takes the rest."""


def chapters(
    content: Content, talks: Iterable[Talk], sayings: Sayings, elsewhere: Iterable[str] = ()
) -> tuple[Chapter, ...]:
    """The whole book; ``elsewhere`` says how other regions differ, a sentence each."""
    return (
        whole_talks(talks),
        opening(content),
        relief.relief(content),
        aftercare(content),
        why(content),
        tips(content),
        common_questions(content),
        danger.triage(),
        signs.danger_signs(content, sayings),
        danger.check(content),
        danger.advice(content),
        screens(content),
        everything_else(content, elsewhere),
    )


def whole_talks(talks: Iterable[Talk]) -> Chapter:
    """What it is like to talk with it."""
    return Chapter(
        "talks",
        "Whole talks, as they are heard",
        "Said to the real skill when this book was made. Each reply stands with its silences, its "
        "seconds, and whether the person can answer without the wake word. “Owed” is the most "
        "urgent advice found: it is repeated in every reprompt and in the goodbye.",
        tuple(Section(f"talk-{talk.id}", talk.title, ()) for talk in talks),
    )


def opening(content: Content) -> Chapter:
    """The first words, and what help says before relief."""
    return Chapter(
        "opening",
        "Opening",
        "What is heard when the skill is opened with no cramp named. The movement comes before "
        "anything else. A cramp named in the first sentence goes straight to relief.",
        (
            lines_section("opening-lines", "First words", content, OPENING),
            asks_section("opening-asks", "Questions at the opening", content, OPENING_ASKS),
        ),
    )


def aftercare(content: Content) -> Chapter:
    """What is said once it has eased."""
    entries = tuple(
        Entry(title(id), (Line("", (line.say,)),), line.evidence, item=f"aftercare/{id}")
        for id, line in content.aftercare.items()
    )
    return Chapter(
        "aftercare",
        "Aftercare",
        "Said after the place's own line, once it has eased. More is offered: the tip called "
        "“after a cramp”.",
        (
            Section("aftercare-lines", "Aftercare", entries),
            asks_section("aftercare-asks", "Offering more of it", content, AFTER_ASKS),
            lines_section("aftercare-prompts", "Disclaimer", content, AFTER),
        ),
    )


def why(content: Content) -> Chapter:
    """The causes, a breath at a time."""
    return Chapter(
        "why",
        "Why it happens",
        "Each cause is told a breath at a time: the first is the answer, “more” gets the next. "
        "In the middle of relief or the check only the first breath is told, as an aside.",
        (
            *topic_sections("cause", content.causes),
            asks_section("why-asks", "Offering it", content, WHY_ASKS),
        ),
    )


def tips(content: Content) -> Chapter:
    """How to prevent the next one."""
    return Chapter(
        "tips",
        "Tips to prevent the next one",
        "A breath at a time, as for the causes.",
        (
            *topic_sections("tip", content.tips),
            asks_section("tip-asks", "Offering it", content, TIP_ASKS),
        ),
    )


def common_questions(content: Content) -> Chapter:
    """What people ask beside that."""
    return Chapter(
        "questions",
        "Common questions",
        "A breath at a time, as for the causes.",
        topic_sections("common_question", content.questions),
    )


def topic_sections(kind: str, topics: Mapping[str, Topic]) -> tuple[Section, ...]:
    """A section a topic."""
    return tuple(topic_section(kind, id, topic) for id, topic in topics.items())


def topic_section(kind: str, id: str, topic: Topic) -> Section:
    """A topic, an entry a breath."""
    entries = tuple(
        Entry(f"Breath {n}", (Line("", (breath.say,)),), breath.evidence)
        for n, breath in enumerate(topic.breaths, 1)
    )
    return Section(f"{kind}-{id}", capital(topic.title), entries, f"{kind}/{id}")


def screens(content: Content) -> Chapter:
    """What a device with a screen shows besides the words that are spoken."""
    routines = ((id, f"Muscle: {one.name}", one.steps) for id, one in content.routines.items())
    places = (
        (
            id,
            f"Place: {one.name}",
            (*((one.before,) if one.before else ()), *one.first_step.values()),
        )
        for id, one in content.situations.items()
    )
    questions = (*content.check.values(), *content.follow_ups.values())
    asked = tuple(shown(title(one.id), one.show, one.evidence) for one in questions)
    prompts = tuple(
        shown(title(id), prompt.show, prompt.evidence)
        for id, prompt in content.prompts.items()
        if prompt.show
    )
    return Chapter(
        "screens",
        "On a screen",
        "A device with a screen shows what is said. A movement and a danger question are shown in "
        "few words, so that they can be large; these are here. The seconds tell how long they "
        "would take to read aloud.",
        (
            *(screen_section(id, name, steps) for id, name, steps in (*routines, *places)),
            Section("screen-check", "Danger questions", asked),
            Section("screen-prompts", "Other lines that are shorter on a screen", prompts),
            screen_words(content),
        ),
    )


def screen_section(id: str, name: str, steps: Iterable[Step]) -> Section:
    """The movements for one muscle or place as they are shown."""
    entries = tuple(shown(f"Movement {n}", s.show, s.evidence) for n, s in enumerate(steps, 1))
    return Section(f"screen-{id}", name, entries)


def shown(name: str, words: str, evidence: tuple[str, ...]) -> Entry:
    """A few words on a screen, with what they rest on."""
    return Entry(name, (Line("Shown", (words,), fragment=True),), evidence)


def screen_words(content: Content) -> Section:
    """What is written on buttons, and the lines around the rest."""
    entries = tuple(
        Entry(name, (Line("Written", tuple(words.values()), fragment=True),), item=f"screen/{id}")
        for id, name, words in (
            ("buttons", "Buttons", content.buttons),
            ("lines", "Around the rest", content.labels),
        )
    )
    return Section("screen-words", "Buttons and other words", entries)


def everything_else(content: Content, elsewhere: Iterable[str]) -> Chapter:
    """Every line that no chapter above shows, and the words that differ by region."""
    shown = {*PLACED, *signs.guard_prompts(content)}
    left = [id for id in content.prompts if id not in shown]
    asks = [id for id in content.asks if id not in PLACED_ASKS]
    return Chapter(
        "else",
        "Everything else",
        "Lines that belong to no one situation.",
        (
            lines_section("else-lines", "Other lines", content, left),
            asks_section("else-asks", "Other questions", content, asks),
            region_words(content, elsewhere),
            last_resort(),
        ),
    )


def region_words(content: Content, elsewhere: Iterable[str]) -> Section:
    """The words that this region uses, and how others differ."""
    words = content.region.words if content.region else {}
    lines = tuple(Line(f"{{{id}}}", (say,), fragment=True) for id, say in words.items())
    notes = ("Already in their places in every line of this book.", *elsewhere)
    return Section("else-words", "Words that differ by region", (Entry("", lines),), notes=notes)


def last_resort() -> Section:
    """The one reply that the program holds."""
    return Section(
        "else-last",
        "When the content itself cannot be read",
        (Entry("", (Line("Instead of any reply", (APOLOGY,)),)),),
        notes=(
            "The one reply that is part of the program (skill/web/last_resort.py) and not of "
            "content/. No review record covers it.",
        ),
    )
