"""Everything that can arrive: each request as JSON, and what it means to a person."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from walk import tables
from walk.content import book

Meaning = tuple[Any, ...]
START = "2026-11-22T02:00:00Z"
LATER = "2026-11-22T02:11:00Z"
"""Eleven minutes on."""
START_SECONDS = 1795312800
LATE = 660

AUTHORITY = "amzn1.er-authority.echo-sdk.amzn1.ask.skill.walk.TYPE"
VARIANTS = 12
"""A multiple of every number of wordings that the content has."""


class Event(NamedTuple):
    """One thing that can happen."""

    name: str
    request: str
    """The request as JSON text, without its closing brace, its id and its time."""
    meaning: Meaning
    late: bool = False
    has_session: bool = True
    locale: str = "en-US"
    screen: bool = False
    """Whether it comes from a device with a screen."""
    new: bool = False
    """Whether it comes in a new session, after the one before has died."""

    @property
    def always(self) -> bool:
        """Whether even a sample tries it everywhere: an emergency, or stop."""
        named = self.meaning[1] if self.meaning[0] == "signs" else ()
        urgent = any(tables.SIGNS[sign] == "emergency" for sign in named)
        return self.meaning == ("stop",) or (urgent and self.locale == "en-US")

    @property
    def goes_on(self) -> bool:
        """Whether it is one of the plain answers that lead deeper into every talk."""
        return self.name in tables.GOES_ON


def request_ids() -> list[str]:
    """Request ids of which each picks another wording, whatever the number of wordings."""
    found: dict[int, str] = {}
    for n in range(1000):
        id = f"amzn1.echo-api.request.walk-{n}"
        found.setdefault(zlib.crc32(id.encode()) % VARIANTS, id)
    return [found[variant] for variant in range(VARIANTS)]


def envelope(event: Event, attributes: str, new: bool, variant_id: str) -> str:
    """The whole request as JSON text; ``attributes`` is JSON text."""
    session = (
        f'"session":{{"new":{"true" if new else "false"},"sessionId":"amzn1.echo-api.session.w",'
        '"application":{"applicationId":"amzn1.ask.skill.walk"},'
        f'"user":{{"userId":"amzn1.ask.account.W"}},"attributes":{attributes}}},'
    )
    context = CONTEXTS[event.screen]
    return (
        f'{{"version":"1.0",{session if event.has_session else ""}"context":{context},'
        f'"request":{event.request},"requestId":"{variant_id}",'
        f'"timestamp":"{LATER if event.late else START}"}}}}'
    )


APL = "Alexa.Presentation.APL"
CONTEXTS = [
    json.dumps(
        {
            "System": {
                "application": {"applicationId": "amzn1.ask.skill.walk"},
                "user": {"userId": "amzn1.ask.account.W"},
                "device": {"deviceId": "amzn1.ask.device.W", "supportedInterfaces": interfaces},
                "apiEndpoint": "https://api.amazonalexa.com",
            }
        }
    )
    for interfaces in ({}, {APL: {"runtime": {"maxVersion": "1.6"}}})
]
"""Where requests come from: a device without a screen, and one with the oldest that will do."""


def slot(name: str, id: str = "", words: str = "", status: str = "") -> dict[str, Any]:
    """A slot as Alexa sends it: unfilled, resolved to an id, or filled with words it cannot match.

    ``status`` ER_SUCCESS_NO_MATCH or ER_ERROR_TIMEOUT leaves the words without an id.
    """
    made: dict[str, Any] = {"name": name, "confirmationStatus": "NONE", "source": "USER"}
    if id or words:
        made["value"] = words or id.replace("_", " ")
    if id or status:
        values = [{"value": {"name": id.replace("_", " "), "id": id}}] if id else []
        code = {"code": status or "ER_SUCCESS_MATCH"}
        authority = {"authority": AUTHORITY, "status": code, "values": values}
        made["resolutions"] = {"resolutionsPerAuthority": [authority]}
    return made


def intent(
    name: str, meaning: Meaning, *slots: dict[str, Any], label: str = "", **how: Any
) -> Event:
    """An intent with these slots."""
    body = {"name": name, "confirmationStatus": "NONE", "slots": {s["name"]: s for s in slots}}
    locale = how.get("locale", "en-US")
    request = {"type": "IntentRequest", "locale": locale, "intent": body}
    filled = [str(s.get("value")) for s in slots if "value" in s]
    marks = [f"in {locale or 'no locale'}"] * (locale != "en-US") + [
        "eleven minutes later"
    ] * how.get("late", False)
    shown = f"{name} {label or ', '.join(filled)} {' '.join(marks)}".strip()
    return Event(shown, json.dumps(request)[:-1], meaning, **how)


def other(
    name: str, meaning: Meaning, label: str = "", has_session: bool = True, **fields: Any
) -> Event:
    """A request that is no intent."""
    request = {"type": name, "locale": "en-US", **fields}
    shown = f"{name} {label}".strip()
    return Event(shown, json.dumps(request)[:-1], meaning, has_session=has_session)


def all_events() -> list[Event]:
    """Every event, signs first."""
    made = [
        *named_signs(),
        *durations(),
        *plain(),
        *relief(),
        *topics(),
        *denials(),
        *meanings(),
        *later(),
        *afresh(),
        *odd_requests(),
        *touches(),
        *other_locales(),
    ]
    assert len({event.name for event in made}) == len(made), "two events of one name"
    return made


def own_intent(sign: str) -> str:
    """The intent that a sign has to itself."""
    return f"Sign{''.join(part.capitalize() for part in sign.split('_'))}Intent"


def sign_meaning(*signs: str) -> Meaning:
    """Signs were named."""
    return ("signs", signs)


def named_signs() -> Iterator[Event]:
    """Every sign, as a slot value, in ``also``, by its own intent, and with another."""
    for sign in tables.SIGNS:
        yield intent("SymptomIntent", sign_meaning(sign), slot("symptom", sign))
        yield intent(own_intent(sign), sign_meaning(sign))
    pairs = [
        ("sleep_loss", "chest_pain_or_breathless"),
        ("injury", "dark_urine"),
        ("dizzy", "blood_in_stool"),
        ("pregnancy", "one_leg_swollen_red_warm"),
        ("fever", "injury"),
        ("one_leg_numb", "dizzy"),
        ("frequent_cramps", "dizzy"),
        ("stroke_signs", "faint_or_collapse"),
    ]
    for one, two in pairs:
        slots = slot("symptom", one), slot("also", two)
        yield intent("SymptomIntent", sign_meaning(one, two), *slots)
    only_also = slot("symptom"), slot("also", "black_stool")
    yield intent("SymptomIntent", sign_meaning("black_stool"), *only_also, label="also black_stool")
    nothing = [
        ("no slots", ()),
        ("empty", (slot("symptom"), slot("also"), slot("duration"))),
        ("blank", (slot("symptom", words=" "),)),
        ("no match", (slot("symptom", words="a funny tail", status="ER_SUCCESS_NO_MATCH"),)),
        ("timeout", (slot("symptom", words="chest pane", status="ER_ERROR_TIMEOUT"),)),
        ("an id nobody knows", (slot("symptom", "third_arm"),)),
    ]
    for label, slots in nothing:
        yield intent("SymptomIntent", ("signs", ()), *slots, label=label)
    yield intent("SignThirdArmIntent", ("signs", ()))


def durations() -> Iterator[Event]:
    """How long it has lasted, short and long, alone and with a sign."""
    cases: list[tuple[str, str, Meaning]] = [
        ("", "PT20M", sign_meaning("long_cramp")),
        ("", "PT10M", sign_meaning("long_cramp")),
        ("", "P2D", sign_meaning("long_cramp")),
        ("long_cramp", "PT1H", sign_meaning("long_cramp")),
        ("", "PT2M", ("short",)),
        ("", "PT9M59S", ("short",)),
        ("long_cramp", "PT3M", ("short",)),
        ("long_cramp", "soon", sign_meaning("long_cramp")),
        ("", "a while", ("signs", ())),
        ("", "PT", ("signs", ())),
        ("chest_pain_or_breathless", "PT1M", sign_meaning("chest_pain_or_breathless")),
        ("fever", "PT30S", sign_meaning("fever")),
        ("dizzy", "PT20M", sign_meaning("dizzy", "long_cramp")),
        ("sleep_loss", "P3W", sign_meaning("sleep_loss")),
    ]
    for symptom, lasted, meaning in cases:
        slots = [slot("symptom", symptom)] if symptom else []
        label = f"{symptom} for {lasted}".strip()
        duration = slot("duration", words=lasted)
        yield intent("SymptomIntent", meaning, *slots, duration, label=label)


def plain() -> Iterator[Event]:
    """Every intent without slots, and a launch."""
    for name, meaning in tables.PLAIN_INTENTS.items():
        yield intent(name, (meaning,))
    yield other("LaunchRequest", ("launch",))


def relief() -> Iterator[Event]:
    """Every muscle and every place, together, alone, empty and unknown."""
    for muscle in ["", *tables.MUSCLES]:
        slots = [slot("muscle", muscle)] if muscle else []
        yield intent("ReliefIntent", ("relief", muscle, ""), *slots)
    for place in tables.SITUATIONS:
        yield intent("ReliefIntent", ("relief", "", place), slot("situation", place))
    for muscle in ("calf", "front_thigh", "both_legs", "thigh"):
        for place in ("toilet", "driving", "bed"):
            slots = [slot("muscle", muscle), slot("situation", place)]
            yield intent("ReliefIntent", ("relief", muscle, place), *slots)
    odd = [
        ("empty", (slot("muscle"), slot("situation"))),
        ("no match", (slot("muscle", words="tail", status="ER_SUCCESS_NO_MATCH"),)),
        ("an id nobody knows", (slot("muscle", "tail"), slot("situation", "moon"))),
    ]
    for label, slots in odd:
        yield intent("ReliefIntent", ("relief", "", ""), *slots, label=label)


INTENT_OF = {
    "cause": ("WhyIntent", "cause"),
    "tip": ("PreventionIntent", "tip"),
    "question": ("QuestionIntent", "question"),
}


def topics() -> Iterator[Event]:
    """Every cause, tip and common question, and none."""
    for kind, ids in tables.TOPICS.items():
        name, of = INTENT_OF[kind]
        for id in ids:
            yield intent(name, ("topic", kind, id), slot(of, id))
        yield intent(name, ("topic", kind, ""))
        unknown = slot(of, words="the moon", status="ER_SUCCESS_NO_MATCH")
        yield intent(name, ("topic", kind, ""), unknown)
        nobodys = slot(of, "the_moon")
        yield intent(name, ("topic", kind, "?"), nobodys, label="an id nobody knows")


def denials() -> Iterator[Event]:
    """Every sign denied in every question's own words, and in words that tell nothing."""
    seen = set()
    for items in book("en-US").items.values():
        for sign, phrases in items.items():
            for phrase in phrases:
                if (sign, phrase) not in seen:
                    seen.add((sign, phrase))
                    yield denial(sign, phrase)
    for sign in tables.SIGNS:
        yield denial(sign, "it")
    empty = slot("symptom")
    yield intent("SymptomDeniedIntent", ("deny", "", ""), empty, label="empty")
    odd = slot("symptom", words="a tail", status="ER_SUCCESS_NO_MATCH")
    yield intent("SymptomDeniedIntent", ("deny", "", "a tail"), odd)


def denial(sign: str, words: str) -> Event:
    """A sign denied in these words."""
    said = slot("symptom", sign, words)
    return intent("SymptomDeniedIntent", ("deny", sign, words), said, label=f"{sign}: {words}")


def meanings() -> Iterator[Event]:
    """What do you mean, by each sign and by nothing in particular."""
    for sign in tables.SIGNS:
        yield intent("MeaningIntent", ("meaning", sign), slot("symptom", sign))
    yield intent("MeaningIntent", ("meaning", ""))
    odd = slot("symptom", words="a tail", status="ER_SUCCESS_NO_MATCH")
    yield intent("MeaningIntent", ("meaning", ""), odd)
    yield intent(
        "MeaningIntent", ("meaning", ""), slot("symptom", "third_arm"), label="nobody's id"
    )


def later() -> Iterator[Event]:
    """What is said eleven minutes on."""
    for name in (
        "AMAZON.YesIntent",
        "AMAZON.NoIntent",
        "AMAZON.NextIntent",
        "AMAZON.RepeatIntent",
        "AMAZON.ResumeIntent",
        "AMAZON.FallbackIntent",
        "StillHurtsIntent",
        "EasedIntent",
        "WorseIntent",
    ):
        yield intent(name, (tables.PLAIN_INTENTS[name],), late=True)
    yield intent("ReliefIntent", ("relief", "", ""), late=True)
    calf = slot("muscle", "calf")
    yield intent("ReliefIntent", ("relief", "calf", ""), calf, late=True)
    pain = slot("symptom", "chest_pain_or_breathless")
    yield intent("SymptomIntent", sign_meaning("chest_pain_or_breathless"), pain, late=True)


def afresh() -> Iterator[Event]:
    """What is said first in a new session, at once or eleven minutes on."""
    how = {"label": "in a new session", "new": True}
    yield intent("CarryOnIntent", ("come_back",), **how)
    yield intent("AMAZON.ResumeIntent", ("come_back",), late=True, **how)
    launch = other("LaunchRequest", ("launch",), "in a new session")
    yield launch._replace(new=True)


def odd_requests() -> Iterator[Event]:
    """Unknown intents, requests that take no speech, and requests that nobody has heard of."""
    yield intent("NobodyKnowsThisIntent", ("fallback",))
    yield intent("AMAZON.MoreIntent", ("fallback",))
    yield other("IntentRequest", ("fallback",), "without an intent")
    for reason in ("USER_INITIATED", "ERROR", "EXCEEDED_MAX_REPROMPTS", "NOBODY_KNOWS"):
        yield other("SessionEndedRequest", ("quiet",), reason, reason=reason)
    error = {"type": "INVALID_RESPONSE", "message": "m"}
    cause = {"requestId": "r"}
    yield other("System.ExceptionEncountered", ("quiet",), error=error, cause=cause)
    runtime = [{"type": "LIST_ERROR", "reason": "INTERNAL_ERROR", "message": "m"}]
    yield other("Alexa.Presentation.APL.RuntimeError", ("quiet",), errors=runtime)
    yield other("AlexaSkillEvent.SkillDisabled", ("quiet",), has_session=False)
    yield other("CanFulfillIntentRequest", ("quiet",), has_session=False)
    yield other("Some.Future.Request", ("quiet",), has_session=False, body={"deep": [None, {}]})
    yield other("Another.Future.Request", ("quiet",))


def touches() -> Iterator[Event]:
    """Touches that mean nothing, and touches on the screen of one question at any moment."""
    odd: list[Any] = [[], ["yes"], ["touch", "yes"], ["touch", "yes", ""], ["touch", "yes", None]]
    odd += [["touch", "fly", "eased"], ["touch", {}, []], [{"odd": [1]}], ["touch", "stop", "?"]]
    for arguments in odd:
        yield touch(arguments, ("repeat",))
    for question in ("heart_and_lungs", "one_leg", "gut", "one_leg_cold", "very_ill"):
        for said in ("yes", "no"):
            yield touch(["touch", said, f"danger/{question}"], ("touched", said, question))


def touch(arguments: list[Any], meaning: Meaning, label: str = "") -> Event:
    """Something on a screen was touched."""
    source = {"type": "TouchWrapper", "handler": "Press", "id": "one"}
    shown = {"token": "t", "arguments": arguments, "source": source, "components": {}}
    label = label or json.dumps(arguments)
    return other("Alexa.Presentation.APL.UserEvent", meaning, label, **shown)


def other_locales() -> Iterator[Event]:
    """The skill's other locales, one it does not have, and one that is no locale."""
    for locale in ("en-GB", "de-DE", "ja-JP", "../en", ""):
        yield intent("AMAZON.HelpIntent", ("help",), locale=locale)
        pain = slot("symptom", "chest_pain_or_breathless")
        chest = sign_meaning("chest_pain_or_breathless")
        yield intent("SymptomIntent", chest, pain, locale=locale)
    for locale in ("en-GB", "de-DE"):
        for name in ("AMAZON.YesIntent", "AMAZON.NoIntent", "AMAZON.StopIntent"):
            yield intent(name, (tables.PLAIN_INTENTS[name],), locale=locale)
        fever = slot("symptom", "fever")
        yield intent("SymptomIntent", sign_meaning("fever"), fever, locale=locale)
        calf = slot("muscle", "calf")
        yield intent("ReliefIntent", ("relief", "calf", ""), calf, locale=locale)
