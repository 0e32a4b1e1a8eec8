"""Requests as Alexa sends them, written out by hand (platform 2.1 to 2.3)."""

from __future__ import annotations

import copy
from typing import Any

Json = dict[str, Any]

SKILL = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"
WHEN = "2026-11-22T02:00:00Z"
DYNAMIC = f"amzn1.er-authority.echo-sdk.dynamic.{SKILL}.CrampSymptom"
STATIC = f"amzn1.er-authority.echo-sdk.{SKILL}.CrampSymptom"


def envelope(request: Json, attributes: Any = None, *, session: bool = True) -> Json:
    """A whole request; ``attributes`` are what the last response put into the session."""
    made: Json = {"version": "1.0", "context": {"System": system()}, "request": request}
    if session:
        made["session"] = {
            "new": attributes is None,
            "sessionId": "amzn1.echo-api.session.1",
            "application": {"applicationId": SKILL},
            "user": {"userId": "amzn1.ask.account.A"},
            "attributes": {} if attributes is None else attributes,
        }
    return made


def system() -> Json:
    """Who asks, on what."""
    return {
        "application": {"applicationId": SKILL},
        "user": {"userId": "amzn1.ask.account.A"},
        "device": {"deviceId": "amzn1.ask.device.D", "supportedInterfaces": {}},
        "apiEndpoint": "https://api.amazonalexa.com",
        "apiAccessToken": "token",
    }


def request(kind: str, locale: str | None = "en-US", **fields: Any) -> Json:
    """A request of a type."""
    made = {"type": kind, "requestId": "amzn1.echo-api.request.1", "timestamp": WHEN, **fields}
    return {**made, "locale": locale} if locale is not None else made


def launch(attributes: Any = None) -> Json:
    """The skill is opened by name."""
    return envelope(request("LaunchRequest"), attributes)


def intent(name: str, *slots: Json, attributes: Any = None, locale: str | None = "en-US") -> Json:
    """An intent with its slots."""
    meant = {
        "name": name,
        "confirmationStatus": "NONE",
        "slots": {slot["name"]: slot for slot in slots},
    }
    said = request("IntentRequest", locale, intent=meant, dialogState="STARTED")
    return envelope(said, attributes)


def put_locale(raw: Json, locale: object) -> Json:
    """The same request from another place; None leaves the field null."""
    return {**raw, "request": {**raw["request"], "locale": locale}}


def slot(name: str, id: str = "", *, words: str | None = None) -> Json:
    """A slot: filled and matched where there is an id, else as far as ``words`` go."""
    made: Json = {"name": name, "confirmationStatus": "NONE", "source": "USER"}
    if id or words is not None:
        made["value"] = id.replace("_", " ") if words is None else words
    if id:
        made["resolutions"] = {"resolutionsPerAuthority": [match(id)]}
    elif words is not None:
        made["resolutions"] = {"resolutionsPerAuthority": [no_match()]}
    return made


def match(*ids: str, authority: str = STATIC) -> Json:
    """What one authority found, the likeliest first."""
    values = [{"value": {"name": id.replace("_", " "), "id": id}} for id in ids]
    return {"authority": authority, "status": {"code": "ER_SUCCESS_MATCH"}, "values": values}


def no_match(code: str = "ER_SUCCESS_NO_MATCH", authority: str = STATIC) -> Json:
    """An authority that found nothing."""
    return {"authority": authority, "status": {"code": code}}


def several(name: str, *ids: str) -> Json:
    """A slot that took several values (platform 4.6): they come in ``slotValue`` only."""
    values = [
        {
            "type": "Simple",
            "value": id.replace("_", " "),
            "resolutions": {"resolutionsPerAuthority": [match(id)]},
        }
        for id in ids
    ]
    made = {"name": name, "confirmationStatus": "NONE", "source": "USER"}
    return {**made, "slotValue": {"type": "List", "values": values}}


def rich_context() -> Json:
    """Everything a device with a screen, a voice profile and music may send along."""
    shape = {"mode": "HUB", "shape": "RECTANGLE", "pixelWidth": 1280, "pixelHeight": 800}
    return {
        "System": {
            **system(),
            "person": {"personId": "amzn1.ask.person.P", "accessToken": "person token"},
            "unit": {"unitId": "amzn1.ask.unit.U", "persistentUnitId": "amzn1.alexa.unit.did.U"},
            "user": {
                "userId": "amzn1.ask.account.A",
                "accessToken": "user token",
                "permissions": {"consentToken": "consent", "scopes": {"a": {"status": "GRANTED"}}},
            },
            "device": {
                "deviceId": "amzn1.ask.device.D",
                "persistentEndpointId": "amzn1.alexa.endpoint.did.E",
                "supportedInterfaces": {
                    "Alexa.Presentation.APL": {"runtime": {"maxVersion": "2024.3"}},
                    "AudioPlayer": {},
                    "Geolocation": {},
                },
            },
        },
        "Viewport": {
            "experiences": [{"arcMinuteWidth": 346, "arcMinuteHeight": 216, "canRotate": False}],
            **shape,
            "dpi": 160,
            "currentPixelWidth": 1280,
            "currentPixelHeight": 800,
            "touch": ["SINGLE"],
            "keyboard": ["DIRECTION"],
            "video": {"codecs": ["H_264_42", "H_264_41"]},
        },
        "Viewports": [
            {
                "type": "APL",
                "id": "main",
                "shape": "RECTANGLE",
                "dpi": 160,
                "presentationType": "STANDARD",
                "canRotate": False,
                "configuration": {
                    "current": {
                        "mode": "HUB",
                        "video": {"codecs": ["H_264_42"]},
                        "size": {"type": "DISCRETE", "pixelWidth": 1280, "pixelHeight": 800},
                    }
                },
            }
        ],
        "Alexa.Presentation.APL": {
            "token": "step",
            "version": "AriaRuntimeLibrary-2.3",
            "componentsVisibleOnScreen": [
                {
                    "id": "ring",
                    "uid": ":1001",
                    "type": "graphic",
                    "position": "1024x600+0+0:0",
                    "tags": {"viewport": {}, "focused": False},
                    "children": [{"id": "count", "type": "text", "entities": []}],
                    "entities": [],
                }
            ],
        },
        "AudioPlayer": {
            "playerActivity": "STOPPED",
            "token": "song",
            "offsetInMilliseconds": 1234,
        },
        "Extensions": {"available": {"aplext:backstack:10": {}}},
        "Geolocation": {
            "locationServices": {"access": "ENABLED", "status": "RUNNING"},
            "timestamp": WHEN,
            "coordinate": {
                "latitudeInDegrees": 38.2,
                "longitudeInDegrees": -122.4,
                "accuracyInMeters": 12.1,
            },
            "altitude": {"altitudeInMeters": 120.1, "accuracyInMeters": 30.1},
            "heading": {"directionInDegrees": 180.0, "accuracyInDegrees": 5.0},
            "speed": {"speedInMetersPerSecond": 10.0, "accuracyInMetersPerSecond": 1.1},
        },
    }


def with_context(base: Json, context: Json) -> Json:
    """The same request from another device."""
    return {**copy.deepcopy(base), "context": context}


TOKEN = {"token": "step"}
ERROR = {"type": "INVALID_RESPONSE", "message": "Speech exceeds allowed size"}

CORPUS: dict[str, Json] = {
    "launch": launch(),
    "launch on a screen": with_context(launch(), rich_context()),
    "launch of a task": envelope(
        request("LaunchRequest", task={"name": "AMAZON.Task", "version": "1", "input": {"a": 1}})
    ),
    "intent without slots": intent("AMAZON.YesIntent", attributes={"crampCoach": {"version": 1}}),
    "intent with a match": intent("ReliefIntent", slot("muscle", "calf"), slot("situation")),
    "intent with no match": intent("SymptomIntent", slot("symptom", words="a funny tail")),
    "intent with two authorities": intent(
        "SymptomIntent",
        {
            **slot("symptom", words="chest pain"),
            "resolutions": {
                "resolutionsPerAuthority": [
                    no_match(authority=DYNAMIC),
                    match("chest_pain_or_breathless", "heart_racing"),
                ]
            },
            "slotValue": {"type": "Simple", "value": "chest pain"},
        },
    ),
    "intent with several values": intent("SymptomIntent", several("symptom", "fever", "dizzy")),
    "intent with a time-out": intent(
        "SymptomIntent",
        {
            **slot("symptom", words="x"),
            "resolutions": {"resolutionsPerAuthority": [no_match("ER_ERROR_TIMEOUT")]},
        },
    ),
    "intent on a screen": with_context(intent("EasedIntent"), rich_context()),
    "intent with slots of null": envelope(
        request("IntentRequest", intent={"name": "EasedIntent", "slots": None})
    ),
    "session ended by the user": envelope(
        request("SessionEndedRequest", reason="USER_INITIATED"), {"crampCoach": {}}
    ),
    "session ended by an error": envelope(
        request("SessionEndedRequest", reason="ERROR", error=ERROR), {"crampCoach": {}}
    ),
    "exception encountered": envelope(
        request("System.ExceptionEncountered", error=ERROR, cause={"requestId": "r"}), {"a": 1}
    ),
    "screen touched": with_context(
        envelope(
            request(
                "Alexa.Presentation.APL.UserEvent",
                **TOKEN,
                arguments=["next", {"step": 2}],
                source={"type": "TouchWrapper", "handler": "Press", "id": "next"},
                components={"slider": 3},
            ),
            {"crampCoach": {"version": 1}},
        ),
        rich_context(),
    ),
    "screen failed": envelope(
        request(
            "Alexa.Presentation.APL.RuntimeError",
            **TOKEN,
            errors=[
                {
                    "type": "LIST_ERROR",
                    "reason": "LIST_INDEX_OUT_OF_RANGE",
                    "listId": "l",
                    "message": "m",
                }
            ],
        ),
        {"crampCoach": {"version": 1}},
    ),
    "skill enabled": envelope(
        request(
            "AlexaSkillEvent.SkillEnabled",
            None,
            eventCreationTime=WHEN,
            eventPublishingTime="2026-11-22T02:00:01.123Z",
        ),
        session=False,
    ),
    "skill disabled": envelope(
        request(
            "AlexaSkillEvent.SkillDisabled",
            None,
            body={"userInformationPersistenceStatus": "NOT_PERSISTED"},
        ),
        session=False,
    ),
    "permission accepted": envelope(
        request(
            "AlexaSkillEvent.SkillPermissionAccepted",
            None,
            body={"acceptedPermissions": [{"scope": "alexa::x"}]},
        ),
        session=False,
    ),
    "can it be fulfilled": envelope(
        request("CanFulfillIntentRequest", intent={"name": "WhyIntent", "slots": {}}),
        session=False,
    ),
    "audio stopped": envelope(
        request("AudioPlayer.PlaybackStopped", **TOKEN, offsetInMilliseconds=10),
        session=False,
    ),
}
"""Real-looking requests of every type that may come, by what they are."""
