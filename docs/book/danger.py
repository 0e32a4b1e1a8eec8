"""The chapters on danger, but for the signs: the flows, the check, and the advice they share."""

from __future__ import annotations

from collections.abc import Iterable

from docs.book import speaking
from docs.book.entries import TIERS, asks_section, lines_section, prompt_entries, title
from docs.book.parts import HARDEST_DANGER_QUESTION, Chapter, Entry, Line, Section
from skill.content.types import Content, DangerQuestion, Tier

CHECK = ("check_intro", "help_check", "okay", "rest", "or", "say_yes_or_no", "no_all_clear")
CHECK_LIST = ("danger_list",)
CHECK_ASKS = ("offer_check",)
CALL = ("cannot_call",)
DOCTOR = (
    *("summary", "summary_unsure", "summary_more", "summary_nothing"),
    *("summary_notes", "summary_not_kept", "and"),
)
ADVICE_ASKS = ("again",)
"""The prompts and everyday questions of these chapters."""


def triage() -> Chapter:
    """The drawn flows; the page puts each into the section of its name."""
    return Chapter(
        "triage",
        "The triage, drawn",
        "Drawn from the rules in content/triage. A “not sure” goes the way of a yes. A no to "
        "everything is never an all-clear. What was not understood is never taken for a no: the "
        "question comes once more in plainer words, and then the safer advice.",
        (
            Section(
                "flow-check",
                "The check, in the order of asking",
                (),
                "order/check",
                notes=("Where a follow-up stands, what to do today is said ahead of it.",),
            ),
            Section(
                "flow-named",
                "A sign named at any moment",
                (),
                notes=(
                    "Signs of one tier with the same follow-up are met alike. Two signs in one "
                    "sentence are met as the worse.",
                ),
            ),
            Section(
                "flow-worse",
                "A stretch that makes it worse",
                (),
                notes=("Asked at once, whatever the talk is about.",),
            ),
        ),
    )


def rules(question: DangerQuestion) -> Iterable[str]:
    """What else a yes does."""
    if question.hands_off:
        yield "From then on no stretching and no rubbing."


def check(content: Content) -> Chapter:
    """The danger questions in the order asked, their follow-ups, and the words around them."""
    asked = content.check.values()
    return Chapter(
        "check",
        "The check",
        "The danger questions, the worst first. A yes or a “not sure” counts. The first emergency "
        "ends the check with its advice; after any other yes the check goes on, and the most "
        "urgent advice found is given in full at its end.",
        (
            *(question_section(f"Question {n}", q, content) for n, q in enumerate(asked, 1)),
            *(question_section("Follow-up", q, content) for q in content.follow_ups.values()),
            lines_section("check-lines", "Words around the questions", content, CHECK),
            lines_section("check-list", "In place of the questions", content, CHECK_LIST),
            asks_section("check-asks", "Offering it", content, CHECK_ASKS),
        ),
    )


def question_section(name: str, question: DangerQuestion, content: Content) -> Section:
    """One danger question, with all that its answers bring."""
    lines = (
        Line("Asked", (question.ask,), limit=HARDEST_DANGER_QUESTION),
        Line("In plainer words", (question.plainer,), limit=HARDEST_DANGER_QUESTION),
        Line("Items, asked for alone", every_item(question), fragment=True),
        Line("“What do you mean?”", (question.means,)),
        Line("“Why do you ask?”", (question.why,)),
        *speaking.answers(question, content),
        Line("Read back as", (question.heard,), fragment=True),
    )
    covers = tuple(("Covers:", f"sign-{sign}") for sign in question.covers)
    then = (("After a yes asks:", f"question-{question.follow_up}"),) if question.follow_up else ()
    return Section(
        f"question-{question.id}",
        f"{name}: {title(question.id).lower()}",
        (Entry("", lines, question.evidence),),
        f"question/{question.id}",
        question.tier,
        tuple(rules(question)),
        (*covers, *then),
        sourced=True,
    )


def every_item(question: DangerQuestion) -> tuple[str, ...]:
    """All that a question names, each of which can be denied and asked for by itself."""
    return tuple(item for items in question.items.values() for item in items)


def advice(content: Content) -> Chapter:
    """What each tier demands, a call for help, and the number."""
    return Chapter(
        "advice",
        "Advice by tier",
        "The lines that all signs of a tier share. The whole replies, with the sign's own words "
        "among them, are in the two chapters before this one.",
        (
            *(tier_section(tier, content) for tier in content.advice),
            call_for_help(content),
            *number(content),
            doctor(content),
            cards(content),
            asks_section("advice-asks", "After advice", content, ADVICE_ASKS),
        ),
    )


def tier_section(tier: Tier, content: Content) -> Section:
    """The lines of one tier."""
    given = content.advice[tier]
    lines = (
        *((Line("What to do", (given.now,)),) if given.now else ()),
        Line("Read-back", (given.heard,)),
        Line("Meanwhile" if tier == "emergency" else "Whom to see", (given.meanwhile,)),
        Line("Once more", (given.again,)),
        Line("Answer not read", (given.if_unread,)),
    )
    switched = (Line(f"Only where switched {on_or_off(content)}", (given.contact,)),)
    entry = Entry("", lines + switched * bool(given.contact), given.evidence)
    return Section(f"advice-{tier}", TIERS[tier], (entry,), f"advice/{tier}", tier)


def on_or_off(content: Content) -> str:
    """How a line is said that the switch ``mentions_contact`` allows."""
    return "on, as it is now" if content.mentions_contact else "on; it is off now"


def doctor(content: Content) -> Section:
    """What to tell the doctor."""
    return Section("advice-doctor", "What to tell the doctor", prompt_entries(content, DOCTOR))


CARD_GOES_WITH = {
    "advice": "With advice given in full",
    "doctor": "With what to tell the doctor",
    "relief": "With the end of relief",
}


def cards(content: Content) -> Section:
    """What is written in the Alexa app, and with what."""
    entries = tuple(
        Entry(
            CARD_GOES_WITH[id],
            (Line("Written", card.lines, fragment=True),),
            card.evidence,
            notes=(f"Titled “{card.title}”.",),
            item=f"card/{id}",
        )
        for id, card in content.cards.items()
    )
    notes = ("The same for everybody: no card holds an answer or what was found.",)
    return Section("advice-cards", "Cards in the Alexa app", entries, notes=notes)


def call_for_help(content: Content) -> Section:
    """The reply to "call an ambulance"."""
    whole = Entry(
        "Asked to call for help",
        (speaking.call_for_help(content),),
        notes=("The skill never offers to call.",),
    )
    entries = (whole, *prompt_entries(content, CALL))
    return Section("advice-call", "A call for help", entries)


def number(content: Content) -> tuple[Section, ...]:
    """The number to call in this locale, and when it was verified."""
    if content.region is None:
        return ()
    given = content.region.emergency_number
    notes = ["Said digit by digit."] if any(c.isdigit() for c in given.say) else []
    if given.verified:
        notes.append(f"Verified {given.verified.isoformat()} against source {given.source}.")
    line = Line("Said as", (given.say,), fragment=True)
    return (
        Section(
            "number",
            "Emergency number",
            (Entry("", (line,), given.evidence),),
            f"number/{content.locale}",
            notes=tuple(notes),
        ),
    )
