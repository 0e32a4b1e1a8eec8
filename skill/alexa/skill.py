"""The skill: the SDK's CustomSkill with our handlers, and one function from JSON to JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import IntentRequest
from ask_sdk_runtime.dispatch_components import (
    GenericExceptionMapper,
    GenericHandlerAdapter,
    GenericRequestHandlerChain,
    GenericRequestMapper,
)

from skill.alexa import sdk_json
from skill.alexa.conversation import Conversation, Trace
from skill.alexa.handlers import intent_handlers
from skill.alexa.handlers.launch import LaunchHandler
from skill.alexa.handlers.session import (
    QuietHandler,
    SkillDisabledHandler,
    TroubleHandler,
    UnknownIntentHandler,
)
from skill.alexa.handlers.touch import ScreenErrorHandler, TouchHandler
from skill.alexa.places import Places
from skill.alexa.sdk_skill import CustomSkill, SkillConfiguration
from skill.content import read
from skill.content.load import DEFAULT_LOCALE, load
from skill.content.types import Content
from skill.storage.bookmark import Bookmarks


class Skill:
    """Answers the JSON of a request that was proved genuine."""

    def __init__(self, custom_skill: CustomSkill, contents: Contents, mapper: ByName) -> None:
        self._custom_skill = custom_skill
        self._mapper = mapper
        self.contents = contents

    def answer(self, envelope: Mapping[str, Any], trace: Trace | None = None) -> dict[str, Any]:
        """The response to a request, as JSON values.

        Never raises for anything Alexa may send; what it cannot know is taken quietly. ``trace``
        is told what was decided.
        """
        answered = self._custom_skill.invoke(sdk_json.Envelope(envelope), trace)
        return {
            "version": answered.version,
            "sessionAttributes": answered.session_attributes or {},
            "userAgent": answered.user_agent,
            "response": sdk_json.write(answered.response) or {},
        }

    def is_answering(self, locale: str) -> bool:
        """Whether a launch gets speech that is no apology; it leaves no trace of a person."""
        trace = Trace()
        request = {"type": "LaunchRequest", "locale": locale}
        spoken = self.answer({"request": request}, trace)["response"].get("outputSpeech")
        return bool(spoken and trace.acts and not trace.failed)

    def takes(self, intent_name: str) -> bool:
        """Whether an intent means something here, and is not merely taken as not understood."""
        request = {"type": "IntentRequest", "intent": {"name": intent_name}}
        asked = HandlerInput(sdk_json.Envelope({"request": request}))
        handler = self._mapper.get_request_handler_chain(asked).request_handler
        return not isinstance(handler, UnknownIntentHandler | QuietHandler)


class Contents:
    """The content of each locale, loaded when it is first spoken."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.loaded: dict[str, Content] = {}

    def locales(self) -> list[str]:
        """A locale for each content that there is: of each region, and of each language alone."""
        names = sorted(folder.name for folder in self.root.iterdir() if folder.is_dir())
        languages = [f"{name}-ZZ" for name in names if re.fullmatch(r"[a-z]{2}", name)]
        return [name for name in names if read.LOCALE.fullmatch(name)] + languages

    def __call__(self, locale: str) -> Content:
        """The content for a locale, or for the nearest that there is."""
        found = self.loaded.get(locale)
        return found if found else self._load(locale)

    def _load(self, locale: str) -> Content:
        own = read.LOCALE.fullmatch(locale) and (self.root / locale).is_dir()
        name = locale if own else read.language_of(self.root, locale)
        if name not in self.loaded:
            self.loaded[name] = load(name, self.root)
        return self.loaded[name]


class ByName(GenericRequestMapper):
    """Finds an intent's handler by its name once, and remembers it."""

    def __init__(self, chains: list[GenericRequestHandlerChain]) -> None:
        super().__init__(request_handler_chains=chains)
        self._known: dict[str, GenericRequestHandlerChain] = {}

    def get_request_handler_chain(self, handler_input: HandlerInput) -> GenericRequestHandlerChain:
        """The first handler that can take the request; only intents of ours are remembered."""
        request = handler_input.request_envelope.request
        intent = request.intent if isinstance(request, IntentRequest) else None
        if intent and (chain := self._known.get(intent.name)):
            return chain
        chain = super().get_request_handler_chain(handler_input)
        if intent and not isinstance(chain.request_handler, UnknownIntentHandler | QuietHandler):
            self._known[intent.name] = chain
        return chain


def build_skill(root: Path = read.ROOT, bookmarks: Bookmarks | None = None) -> Skill:
    """The skill with the content under ``root``; ContentError where that breaks its rules.

    Without ``bookmarks`` a new session always starts afresh.
    """
    contents = Contents(root)
    contents(DEFAULT_LOCALE)
    conversation = Conversation(contents, Places(bookmarks), root)
    handlers = [
        LaunchHandler(conversation),
        *intent_handlers(conversation),
        TouchHandler(conversation),
        UnknownIntentHandler(conversation),
        ScreenErrorHandler(),
        SkillDisabledHandler(conversation),
        QuietHandler(),
    ]
    chains = [GenericRequestHandlerChain(request_handler=handler) for handler in handlers]
    mapper = ByName(chains)
    configuration = SkillConfiguration(
        request_mappers=[mapper],
        handler_adapters=[GenericHandlerAdapter()],
        exception_mapper=GenericExceptionMapper([TroubleHandler(conversation)]),
    )
    return Skill(CustomSkill(configuration), contents, mapper)
