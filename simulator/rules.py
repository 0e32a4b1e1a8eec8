"""What Alexa refuses in a response, and what certification would (platform 2.4 to 2.6, V1)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.device import APL, Device
from simulator.hearing import Sound, Speech
from simulator.transport import Answer, Json

DEADLINE = 8.0
"""Seconds that Alexa waits for an answer (platform 1.2)."""
MAX_RESPONSE = 120 * 1024
"""Bytes of the whole response JSON."""
MAX_SPEECH = 8000
"""Characters of one outputSpeech, tags included; of one card, all its texts together."""
MAX_URL = 2000
MAX_SOUNDS = 5

_CARD_TEXTS = {
    "Simple": ("title", "content"),
    "Standard": ("title", "text"),
    "LinkAccount": (),
    "AskForPermissionsConsent": (),
}
RENDER = f"{APL}.RenderDocument"
EXECUTE = f"{APL}.ExecuteCommands"
_FOR_EVERY_DEVICE = ("Dialog.", "Alexa.Presentation.APLA.", "Connections.", "Tasks.")


def late(answer: Answer) -> list[str]:
    """Whether Alexa had given up before the answer came; all else of it is lost then."""
    if answer.seconds <= DEADLINE:
        return []
    return [f"the skill answered after {answer.seconds:.1f} s; Alexa waits {DEADLINE:g} s"]


def envelope_faults(answer: Answer) -> list[str]:
    """What is wrong before anything in the response is looked at."""
    if answer.status != 200:
        return [f"the skill answered with status {answer.status}"]
    if answer.body is None:
        return ["the skill did not answer with a JSON object"]
    return list(_envelope(answer.body))


def _envelope(body: Json) -> Iterator[str]:
    size = len(json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode())
    if size > MAX_RESPONSE:
        yield f"the response has {size} bytes; Alexa takes {MAX_RESPONSE}"
    if body.get("version") != "1.0":
        yield f"version is {body.get('version')!r}, not '1.0'"
    if not isinstance(body.get("response"), dict):
        yield "there is no response object"
    if not isinstance(body.get("sessionAttributes", {}) or {}, dict):
        yield "sessionAttributes is not an object"


def response_faults(response: Json, device: Device) -> list[str]:
    """What is wrong with a response besides its speech."""
    return [
        *_card(response.get("card")),
        *_directives(response.get("directives", []), device),
        *_end(response),
    ]


def speech_faults(output: Mapping[str, Any], speech: Speech, where: str) -> Iterator[str]:
    """What is wrong with the size of one outputSpeech; its tags are judged as it is heard."""
    length = len(str(output.get("ssml") or output.get("text") or ""))
    if length > MAX_SPEECH:
        yield f"{where} has {length} characters; Alexa takes {MAX_SPEECH}"
    sounds = sum(isinstance(part, Sound) for part in speech.parts)
    if sounds > MAX_SOUNDS:
        yield f"{where} plays {sounds} sounds; Alexa takes {MAX_SOUNDS}"


def silent_faults(response: Json) -> list[str]:
    """What may not answer a request that cannot be answered, as SessionEndedRequest."""
    said = [
        part for part in ("outputSpeech", "reprompt", "card", "directives") if response.get(part)
    ]
    return [f"SessionEndedRequest was answered with {', '.join(said)}"] if said else []


def shows(response: Json, device: Device) -> bool:
    """Whether a screen has something of this response to show: a document, or a card."""
    kinds = [item.get("type") for item in _listed(response.get("directives"))]
    return device.screen and (bool(response.get("card")) or RENDER in kinds)


def _listed(directives: object) -> list[Json]:
    """Those that are objects."""
    items = directives if isinstance(directives, list) else []
    return [item for item in items if isinstance(item, dict)]


def document(response: Json) -> Json | None:
    """The last directive of a response that shows a document; None where none does."""
    directives = _listed(response.get("directives"))
    return next((item for item in reversed(directives) if item.get("type") == RENDER), None)


def doubts(response: Json, speech: Speech, reprompt: Speech) -> list[str]:
    """What Alexa plays all the same but certification refuses (V1)."""
    return list(_doubts(response, speech.text, bool(reprompt)))


def _doubts(response: Json, said: str, reprompted: bool) -> Iterator[str]:
    end = response.get("shouldEndSession", "absent")
    if end is None:
        yield "shouldEndSession is null, which opens the microphone; say false or leave it out"
    if end == "absent":
        yield "shouldEndSession is absent; say true or false"
    if not end and "?" not in said:
        yield "the microphone opens but nothing was asked; ask, or close the session"
    if not end and not reprompted:
        yield "the microphone opens but there is no reprompt for silence; add one"
    if end is True and "?" in said:
        yield "something was asked but the session closed; keep it open, or don't ask"


def _card(card: object) -> Iterator[str]:
    if card is None:
        return
    kind = card.get("type") if isinstance(card, dict) else None
    if not isinstance(card, dict) or kind not in _CARD_TEXTS:
        yield f"card type is {kind!r}; it is one of {', '.join(_CARD_TEXTS)}"
        return
    images = [url for url in (card.get("image") or {}).values() if isinstance(url, str)]
    length = sum(len(str(card.get(key) or "")) for key in _CARD_TEXTS[kind]) + len("".join(images))
    if length > MAX_SPEECH:
        yield f"the card has {length} characters; Alexa takes {MAX_SPEECH}"
    for url in images:
        if not url.startswith("https://") or len(url) > MAX_URL:
            yield f"a card image is not an https address of at most {MAX_URL} characters"


def _directives(directives: object, device: Device) -> Iterator[str]:
    if not isinstance(directives, list):
        yield "directives is not a list"
        return
    kinds = [str(item.get("type") or "") if isinstance(item, dict) else "" for item in directives]
    for kind in kinds:
        if not kind:
            yield "a directive has no type"
        elif not kind.startswith(_FOR_EVERY_DEVICE) and not _supported(kind, device):
            yield f"{kind}: the device {device.name!r} does not support it"
    for item, kind in zip(directives, kinds, strict=True):
        if kind in (RENDER, EXECUTE) and _supported(kind, device):
            yield from _screen_directive(item, kind, device)
    if "Dialog.Delegate" in kinds and any(kind.startswith(f"{APL}.") for kind in kinds):
        yield "APL directives and Dialog.Delegate cannot stand in one response"


def _screen_directive(item: Json, kind: str, device: Device) -> Iterator[str]:
    """What is wrong with a directive for the screen (platform 7.2)."""
    if not isinstance(item.get("token"), str) or not item["token"]:
        yield f"{kind} has no token"
    if kind == EXECUTE:
        if not isinstance(item.get("commands"), list) or not item["commands"]:
            yield f"{kind} has no commands"
        return
    if not isinstance(item.get("datasources", {}), dict):
        yield f"{kind}: datasources is not an object"
    yield from _document(item.get("document"), device)


def _document(document: object, device: Device) -> Iterator[str]:
    if not isinstance(document, dict) or document.get("type") not in ("APL", "Link"):
        yield f"{RENDER} has no document of the type APL or Link"
        return
    if document["type"] == "Link":
        if not str(document.get("src", "")).startswith("doc://"):
            yield f"{RENDER}: a linked document's src begins with doc://"
        return
    if not isinstance(document.get("mainTemplate"), dict):
        yield f"{RENDER}: the document has no mainTemplate"
    newest = str(device.interfaces[APL]["runtime"]["maxVersion"])
    version = str(document.get("version"))
    if _version(version) is None:
        yield f"{RENDER}: the document's version is {document.get('version')!r}; say as '1.9'"
    elif (_version(version) or ()) > (_version(newest) or ()):
        yield f"{RENDER}: the document is APL {version}; the device plays {newest} at most"


def _version(text: str) -> tuple[int, ...] | None:
    """``1.9`` before ``1.10`` before ``2024.2``; None for what is no version."""
    parts = text.split(".")
    return tuple(int(part) for part in parts) if all(part.isdigit() for part in parts) else None


def _supported(kind: str, device: Device) -> bool:
    return any(kind.startswith(f"{interface}.") for interface in device.interfaces)


def _end(response: Json) -> Iterator[str]:
    if not isinstance(response.get("shouldEndSession", False), bool | None):
        yield f"shouldEndSession is {response['shouldEndSession']!r}, not true or false"
