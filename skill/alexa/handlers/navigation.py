"""Yes and no, next and back, help and stop: the built-ins, and the soft twins people really say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from skill.alexa.handlers.intents import IntentHandler, Meaning
from skill.dialogue.events import Signal


class NavigationHandler(IntentHandler):
    """A built-in and its twin mean the same event."""

    intents: ClassVar[Mapping[str, Meaning]] = {
        "AMAZON.YesIntent": Signal.YES,
        "AgreeIntent": Signal.YES,
        "AMAZON.NoIntent": Signal.NO,
        "DisagreeIntent": Signal.NO,
        "UnsureIntent": Signal.UNSURE,
        "AMAZON.NextIntent": Signal.NEXT,
        "AdvanceIntent": Signal.NEXT,
        "AMAZON.PreviousIntent": Signal.BACK,
        "GoBackIntent": Signal.BACK,
        "AMAZON.RepeatIntent": Signal.REPEAT,
        "SayAgainIntent": Signal.REPEAT,
        "AMAZON.PauseIntent": Signal.PAUSE,
        "WaitIntent": Signal.PAUSE,
        "AMAZON.ResumeIntent": Signal.CONTINUE,
        "CarryOnIntent": Signal.CONTINUE,
        "AMAZON.StartOverIntent": Signal.START_OVER,
        "FromTheTopIntent": Signal.START_OVER,
        "AMAZON.HelpIntent": Signal.HELP,
        "WhatCanISayIntent": Signal.HELP,
        "AMAZON.StopIntent": Signal.STOP,
        "AMAZON.CancelIntent": Signal.STOP,
        "AMAZON.NavigateHomeIntent": Signal.STOP,
        "FinishIntent": Signal.STOP,
        "AfraidIntent": Signal.AFRAID,
        "SlowerIntent": Signal.SLOWER,
        "FasterIntent": Signal.FASTER,
        "AMAZON.FallbackIntent": Signal.NOT_UNDERSTOOD,
    }
