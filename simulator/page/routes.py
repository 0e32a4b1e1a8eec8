"""The JSON that the page talks in."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from simulator import action
from simulator.action import Action
from simulator.page import asked, showing
from simulator.page.talk import BEGINNING
from simulator.page.talks import OverError, Talks


def routes(talks: Talks, locale: str, device: str, saves: Path) -> Blueprint:
    """Everything that can be done with a talk; ``locale`` and ``device`` unless others are named.

    ``saves`` is the folder for transcripts.
    """
    made = Blueprint("talks", __name__, url_prefix="/talks")

    @made.post("")
    def begin() -> ResponseReturnValue:
        """Begin a talk; ``replay`` and ``after`` name another's steps to do over in it."""
        body = asked.body()
        steps = []
        if source := asked.text(body, "replay"):
            with talks.held(source) as other:
                steps = other.path(asked.step(body))
        id = talks.begin(asked.text(body, "locale", locale), asked.text(body, "device", device))
        with talks.held(id) as talk:
            done = [showing.step(each, talk) for each in talk.again(steps)]
            return jsonify(id=id, place=showing.place(talk.place(BEGINNING), talk), steps=done), 201

    @made.post("/<id>/steps")
    def step(id: str) -> ResponseReturnValue:
        """Do something after a step: words, or what a transcript writes in their place."""
        body = asked.body()
        does = _action(body)
        with talks.held(id) as talk:
            cut_off, waited = asked.number(body, "cut_off"), asked.number(body, "waited")
            done = talk.do(asked.step(body), does, cut_off, waited)
            return jsonify(showing.step(done, talk)), 201

    @made.post("/<id>/requests")
    def edited(id: str) -> ResponseReturnValue:
        """Send a whole request, as it was edited, after a step."""
        body = asked.body()
        with talks.held(id) as talk:
            done = talk.send(asked.step(body), asked.json(body, "request"))
            return jsonify(showing.step(done, talk)), 201

    @made.post("/<id>/reasons")
    def reasons(id: str) -> ResponseReturnValue:
        """Why words mean what they do."""
        with talks.held(id) as talk:
            return jsonify(showing.why(*talk.explain(asked.text(asked.body(), "words"))))

    @made.post("/<id>/transcript")
    def transcript(id: str) -> ResponseReturnValue:
        """The talk up to a step as a transcript; nothing is written."""
        with talks.held(id) as talk:
            return jsonify(transcript=talk.transcript(asked.step(asked.body())))

    @made.post("/<id>/saves")
    def save(id: str) -> ResponseReturnValue:
        """Write the talk up to a step to a transcript that is a test."""
        body = asked.body()
        with talks.held(id) as talk:
            path = talk.save(asked.step(body), asked.text(body, "name"), saves)
            return jsonify(name=path.name), 201

    @made.errorhandler(OverError)
    def over(fault: OverError) -> ResponseReturnValue:
        return jsonify(error=str(fault)), 404

    return made


def _action(body: asked.Json) -> Action:
    """The words that were said, or what was done in their place."""
    if "touch" in body:
        return action.touch(body["touch"])
    return action.read(asked.text(body, "do"))
