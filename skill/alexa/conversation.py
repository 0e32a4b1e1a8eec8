"""One turn: the event an intent meant goes in, the SDK's response comes out."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import Response
from ask_sdk_model.ui import Reprompt, SimpleCard, SsmlOutputSpeech

from skill.alexa.places import Moment, Places
from skill.alexa.speech import Speech, heard
from skill.content import read
from skill.content.types import Content
from skill.dialogue import state as states
from skill.dialogue import triage
from skill.dialogue.acts import Act, Aftercare, Ask, GiveAdvice, Say, Summarize
from skill.dialogue.conversation import decide
from skill.dialogue.events import Event, Signal
from skill.dialogue.mark import mark
from skill.dialogue.state import Turn

if TYPE_CHECKING:
    from skill.alexa.screen.directive import Screens

KEY = "crampCoach"
"""Where the conversation lives in the session attributes; what others put beside it stays."""

ContentFor = Callable[[str], Content]
APL = "Alexa.Presentation.APL"


class Trace:
    """What a turn decided, for those who ask for it beside the response."""

    def __init__(self) -> None:
        self.acts: tuple[Act, ...] = ()
        self.failed = False
        """Whether it came to an apology."""


class Conversation:
    """Answers events with the content of the request's locale."""

    def __init__(self, content_for: ContentFor, places: Places, root: Path = read.ROOT) -> None:
        self.content_for = content_for
        self.places = places
        self.root = root

    def reply(self, handler_input: HandlerInput, event: Event) -> Response:
        """Decide and word one turn, and put its state into the session attributes."""
        request = handler_input.request_envelope.request
        content = self.content_for(request.locale or "")
        state = states.load(_saved(handler_input), content)
        moment = Moment(content, _now(request))
        meant = self.places.meant(handler_input, state, event, moment)
        turn = decide(state, meant, content, moment.now)
        kept = self.places.after(handler_input, state, turn, moment)
        return self._answer(handler_input, turn, content, _variant(request), kept)

    def touch(self, handler_input: HandlerInput, event: Event, marked: object) -> Response:
        """Answer what a touch means, if the question it was shown with is still the open one.

        Of any other the last thing is said again: a touch answers no question but its own.
        """
        request = handler_input.request_envelope.request
        content = self.content_for(request.locale or "")
        state = states.load(_saved(handler_input), content)
        fresh = marked and marked == mark(state, content)
        return self.reply(handler_input, event if fresh else Signal.REPEAT)

    def apologise(self, handler_input: HandlerInput) -> Response:
        """Say that something went wrong, with the movement and the danger line, and go on.

        The place is given up, since it may be what failed; advice that is owed is kept, and a leg
        that must be left alone is.
        """
        request = handler_input.request_envelope.request
        content = self.content_for(getattr(request, "locale", None) or "")
        state = states.salvaged(_saved(handler_input), content)
        sorry = Say("leave_the_leg" if triage.hands_off(state, content) else "trouble")
        turn = Turn(states.change(state, asked="cramping_now"), (sorry, Ask("cramping_now")))
        return self._answer(handler_input, turn, content, 0)

    def _answer(
        self,
        handler_input: HandlerInput,
        turn: Turn,
        content: Content,
        variant: int,
        kept: bool = False,
    ) -> Response:
        """Keep where the talk is, and render what was decided."""
        _keep(handler_input, turn)
        response = _response(heard(turn, content, variant, kept), _card(turn, content))
        if handler_input.request_envelope.interface(APL):
            response.directives = self._directives(handler_input, turn, content, variant)
        return response

    def _directives(
        self, handler_input: HandlerInput, turn: Turn, content: Content, variant: int
    ) -> list[dict[str, Any]] | None:
        """What a screen shows; a device without one never loads what makes it."""
        from skill.alexa.screen import device

        if not device.can_show(handler_input.request_envelope):
            return None
        return [self.screens.directive(turn, content, variant)]

    @cached_property
    def screens(self) -> Screens:
        """What renders for screens."""
        from skill.alexa.screen.directive import Screens
        from skill.alexa.screen.pictures import Pictures

        return Screens(Pictures(self.root))


def _saved(handler_input: HandlerInput) -> object:
    session = handler_input.request_envelope.session
    attributes = session.attributes if session else None
    return attributes.get(KEY) if isinstance(attributes, Mapping) else None


def _keep(handler_input: HandlerInput, turn: Turn) -> None:
    if handler_input.request_envelope.session:
        manager = handler_input.attributes_manager
        others: dict[str, Any] = manager.session_attributes or {}
        manager.session_attributes = {**others, KEY: states.dump(turn.state)}
    if isinstance(handler_input.context, Trace):
        handler_input.context.acts = turn.acts


def _now(request: Any) -> int:
    """The request's own time, in seconds since the epoch; ours where it has none."""
    return int(request.timestamp.timestamp() if request.timestamp else time.time())


def _variant(request: Any) -> int:
    """The same wording for the same request, another one for the next."""
    return zlib.crc32((request.request_id or "").encode("utf-8", "replace"))


CARDS: tuple[tuple[type[Any], str], ...] = (
    (Summarize, "doctor"),
    (GiveAdvice, "advice"),
    (Aftercare, "relief"),
)
"""The card that goes with an act; where several could, the first of these."""


def _card(turn: Turn, content: Content) -> SimpleCard | None:
    """The card of a turn, if it has one: the same words for everybody, and no answer."""
    kinds = {type(one) for one in turn.acts}
    name = next((name for kind, name in CARDS if kind in kinds), None)
    if name is None:
        return None
    card = content.cards[name]
    return SimpleCard(title=card.title, content="\n".join(card.lines))


def _response(speech: Speech, card: SimpleCard | None) -> Response:
    """A question means an open microphone; no question, a closed session; never left unsaid."""
    response = Response(output_speech=SsmlOutputSpeech(ssml=speech.ssml), card=card)
    if speech.reprompt:
        response.reprompt = Reprompt(output_speech=SsmlOutputSpeech(ssml=speech.reprompt))
    response.should_end_session = not speech.reprompt
    return response
