"""The chapter on danger signs: each on a sheet that shows at a glance all it leads to."""

from __future__ import annotations

from collections.abc import Iterable

from docs.book import speaking
from docs.book.entries import TIERS, capital, lines_section
from docs.book.parts import HARDEST_DANGER_QUESTION, Chapter, Entry, Line, Point, Section
from docs.book.sayings import Sayings
from skill.content.types import Content, Sign

NOTING = ("noted",)
"""The prompts of this chapter, but for those of the guards."""

UNHEARD = "No sentence that the model knows."
STANDING = "No standing movement is offered."
RUBBING = "Rubbing is offered no more."
GUARDS = {
    "dizzy": STANDING,
    "one_leg_numb": STANDING,
    "pregnant": RUBBING,
}
"""What each guard changes for the rest of the talk."""


def danger_signs(content: Content, sayings: Sayings) -> Chapter:
    """Every sign, by tier, with what people say and the replies it leads to."""
    by_tier = (
        sheet(sign, sayings.of(sign.id), content)
        for tier in TIERS
        for sign in content.signs.values()
        if sign.tier == tier
    )
    noting = (*NOTING, *guard_prompts(content))
    return Chapter(
        "signs",
        "Danger signs by tier",
        "What follows when a sign is named unasked, whatever the talk is about. Emergency: the "
        "action is the next sentence, then the session closes. Same day: what to do is the next "
        "sentence, then the follow-up question. Soon: noted, and said after relief. Guard: "
        "changes what is offered.",
        (*by_tier, lines_section("signs-lines", "Taking note", content, noting)),
    )


def guard_prompts(content: Content) -> tuple[str, ...]:
    """The prompts that guards are told with."""
    guards = (sign.guard for sign in content.signs.values() if sign.tier == "guard")
    return tuple(f"guard_{guard}" for guard in dict.fromkeys(guards))


def sheet(sign: Sign, said: tuple[str, ...], content: Content) -> Section:
    """One sign: how it is named, the reply, what follows, its meaning, its read-back."""
    lines = (
        Point("People say", said or (UNHEARD,), quoted=bool(said)),
        at_once(sign, content),
        *(asked_then(sign, content) if sign.follow_up else ()),
        Point("From then on", tuple(afterwards(sign))),
        *in_full(sign, content),
        Line("“What is that?”", (sign.means,)),
        Line("Read back as", (sign.heard,), fragment=True),
    )
    return Section(
        f"sign-{sign.id}",
        capital(sign.heard),
        (Entry("", lines, sign.evidence),),
        f"sign/{sign.id}",
        sign.tier,
        sourced=True,
    )


def at_once(sign: Sign, content: Content) -> Line:
    """The next thing said after a sign is named."""
    if sign.tier == "emergency":
        return speaking.advice("Said at once", sign.tier, sign, content)
    if sign.tier == "same_day":
        return Line("Said at once", (sign.do,))
    noted = f"guard_{sign.guard}" if sign.tier == "guard" else "noted"
    return Line("Said at once", (content.prompts[noted].say[0],), fill=sign.heard)


def asked_then(sign: Sign, content: Content) -> Iterable[Line | Point]:
    """The follow-up, and what its answers lead to."""
    asked = content.danger_question(sign.follow_up)
    link = f"question-{sign.follow_up}"
    yield Line("Then asked", (asked.ask,), limit=HARDEST_DANGER_QUESTION)
    ends = "The call is the next sentence, and the session closes."
    yield Point("Yes, or not sure", (ends,), tier=asked.tier, link=link)
    yield Point("No", (after_no(sign),), tier=sign.tier)


def after_no(sign: Sign) -> str:
    """Where the talk goes after a no to the follow-up."""
    if sign.tier == "guard":
        return "Back to where the talk was."
    if sign.hands_off:
        return "The advice in full, and no stretch. In the check, the next question."
    return (
        "In relief, what would make it an emergency, and back to the stretch. In the check, the "
        "next question. Elsewhere, the advice in full."
    )


def afterwards(sign: Sign) -> Iterable[str]:
    """What naming a sign changes for the rest of the talk, what touches the leg first."""
    if sign.hands_off:
        yield "Hands off: no stretching and no rubbing."
    if sign.no_rub:
        yield RUBBING
    if sign.guard:
        yield GUARDS[sign.guard]
    if sign.tier == "emergency":
        yield "Nothing more is asked. The session closes, so that the person can act."
    if sign.tier == "soon":
        yield "Relief, or the check, goes on. Named after relief, the advice comes at once."
    if sign.tier in ("same_day", "soon"):
        yield (
            "The advice is owed: in every reprompt and in the goodbye, and in full when the "
            "check or the relief ends."
        )


def in_full(sign: Sign, content: Content) -> Iterable[Line]:
    """The whole advice of a lesser tier."""
    if sign.tier in ("same_day", "soon"):
        yield speaking.advice("In full, later", sign.tier, sign, content)
