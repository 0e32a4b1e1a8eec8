"""The triage as flows to draw, from the rules and the words of the content and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from docs.book.drawing import ENTRY, FOLLOW_UP, End, Figure, Row, Words, wrapped
from docs.book.entries import TIERS, capital, title
from skill.content.types import Content, DangerQuestion, Sign, Tier


def figures(content: Content) -> tuple[Figure, ...]:
    """The check, signs named unasked, and a stretch that makes it worse."""
    return (the_check(content), named(content), made_worse(content))


def the_check(content: Content) -> Figure:
    """The danger questions in the order they are asked."""
    asked = list(content.check.values())
    rows = tuple(question_row(n, q, len(asked), content) for n, q in enumerate(asked, 1))
    return Figure(
        "flow-check",
        "The check",
        rows,
        start="The check begins",
        end=f"All no: “{first_sentence(content.prompts['no_all_clear'].say[0])}”",
    )


def question_row(number: int, question: DangerQuestion, last: int, content: Content) -> Row:
    """One question of the check."""
    following = "then the end" if number == last else f"then question {number + 1}"
    return row(f"{number}. {title(question.id)}", question, following, content)


def row(heading: str, question: DangerQuestion, following: str, content: Content) -> Row:
    """A question, its follow-up, and where each answer ends."""
    entry = Words(heading, wrapped(question.ask, ENTRY[1], f"question-{question.id}"))
    own = End(question.tier, after(question.tier, following, content))
    if not question.follow_up:
        return Row(entry, own)
    follow_up = content.danger_question(question.follow_up)
    yes = End(follow_up.tier, after(follow_up.tier, following, content))
    return Row(entry, yes, follow_up_words(follow_up), own)


def follow_up_words(question: DangerQuestion) -> Words:
    """A follow-up, set for its column."""
    lines = wrapped(question.ask, FOLLOW_UP[1], f"question-{question.id}")
    return Words(f"Follow-up: {title(question.id).lower()}", lines)


def after(tier: Tier, following: str, content: Content) -> str:
    """What happens after advice: an emergency ends the talk."""
    if tier != "emergency":
        return following
    number = content.region.emergency_number.say if content.region else ""
    return f"call {number if number.isdigit() else 'for help'}; the talk ends"


def made_worse(content: Content) -> Figure:
    """What is asked when a stretch makes it worse."""
    question = content.follow_ups["worse"]
    rest = first_sentence(content.prompts["rest_gently"].say[0])
    return Figure(
        "flow-worse",
        "A stretch that makes it worse",
        (row("Worse", question, "hands off the leg", content),),
        start="“It's worse”: the stretch stops",
        end=f"“{rest}”",
    )


def named(content: Content) -> Figure:
    """Signs named unasked: those of one tier and one follow-up are met alike."""
    signs = sorted(content.signs.values(), key=met)
    rows = (sign_row(list(alike), content) for _, alike in groupby(signs, key=met))
    return Figure("flow-named", "A sign named at any moment", tuple(rows), answer="named")


def met(sign: Sign) -> tuple[int, str]:
    """How a sign is met: by tier, worst first, and by follow-up."""
    return list(TIERS).index(sign.tier), sign.follow_up


def sign_row(alike: Sequence[Sign], content: Content) -> Row:
    """Signs of one tier with one follow-up."""
    one = alike[0]
    then = {
        "emergency": "",
        "same_day": "said at once; talk goes on",
        "soon": "noted; said after relief",
        "guard": "changes what is offered",
    }[one.tier]
    count = f"{len(alike)} signs" if len(alike) > 1 else "Sign"
    entry = Words(count, tuple((capital(sign.heard), f"sign-{sign.id}") for sign in alike))
    own = End(one.tier, after(one.tier, then, content))
    if not one.follow_up:
        return Row(entry, own)
    follow_up = content.danger_question(one.follow_up)
    yes = End(follow_up.tier, after(follow_up.tier, then, content))
    return Row(entry, yes, follow_up_words(follow_up), own)


def first_sentence(words: str) -> str:
    """The words up to their first full stop."""
    return words.partition(". ")[0].rstrip(".") + "."
