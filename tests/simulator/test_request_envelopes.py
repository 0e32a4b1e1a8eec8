"""Requests are those that Alexa sends (platform 2.1 to 2.3)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import RequestEnvelope
from stand_ins import ByTheBook, ToldSkill, goodbye, reply, small_model

from simulator.device import device
from simulator.envelope import SKILL_ID, Ids
from simulator.errors import SimulatorError
from simulator.interpretation import Named, Slot
from simulator.session import Conversation

NIGHT = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)


def talk(
    skill: ToldSkill, device_name: str = "echo", seed: str = "a", **lines: Any
) -> Conversation:
    return Conversation(
        skill, small_model(), ByTheBook(**lines), device(device_name), Ids(seed), NIGHT
    )


def test_a_launch_opens_a_new_session() -> None:
    """The first request is new, has no attributes, and says who, where and when."""
    skill = ToldSkill()

    talk(skill).open()

    sent = skill.sent[0]
    assert sent["version"] == "1.0"
    assert sent["request"]["type"] == "LaunchRequest"
    assert sent["request"]["timestamp"] == "2026-01-05T03:00:00Z"
    assert sent["request"]["locale"] == "en-US"
    assert sent["session"]["new"] is True
    assert sent["session"]["attributes"] == {}
    assert sent["session"]["application"] == {"applicationId": SKILL_ID}
    system = sent["context"]["System"]
    assert system["application"] == {"applicationId": SKILL_ID}
    assert system["user"] == sent["session"]["user"]
    assert system["device"]["supportedInterfaces"] == {}
    assert system["apiEndpoint"].startswith("https://")
    assert system["apiAccessToken"]


def test_attributes_come_back_in_the_same_session() -> None:
    """What the skill returned is in its next request, under the same session id."""
    skill = ToldSkill()
    conversation = talk(skill)

    conversation.open()
    conversation.say("blah")

    first, second = skill.sent
    assert second["session"]["new"] is False
    assert second["session"]["attributes"] == {"at": 1}
    assert second["session"]["sessionId"] == first["session"]["sessionId"]
    assert second["request"]["requestId"] != first["request"]["requestId"]


def test_a_closed_session_is_followed_by_a_new_one() -> None:
    """After a goodbye the next words open a session that knows nothing of the last."""
    skill = ToldSkill(goodbye(), reply())
    conversation = talk(skill)

    conversation.open()
    conversation.say("blah")

    first, second = skill.sent
    assert second["session"]["new"] is True
    assert second["session"]["attributes"] == {}
    assert second["session"]["sessionId"] != first["session"]["sessionId"]


def test_a_filled_slot_carries_its_resolution() -> None:
    """A match names id and value; the words stay as they were spoken."""
    calf = small_model().types["Muscle"][0]
    skill = ToldSkill()
    heard = ("ReliefIntent", (Slot("muscle", "Muscle", "my lower leg", calf),))

    talk(skill, ow=heard).say("ow")

    slot = skill.sent[0]["request"]["intent"]["slots"]["muscle"]
    authority = slot["resolutions"]["resolutionsPerAuthority"][0]
    assert slot["value"] == "my lower leg"
    assert slot["source"] == "USER"
    assert authority["authority"] == f"amzn1.er-authority.echo-sdk.{SKILL_ID}.Muscle"
    assert authority["status"] == {"code": "ER_SUCCESS_MATCH"}
    assert authority["values"] == [{"value": {"id": "calf", "name": "calf"}}]


def test_a_slot_that_resolves_to_nothing_says_so() -> None:
    """Words that are no value come as ER_SUCCESS_NO_MATCH, without values."""
    skill = ToldSkill()

    talk(skill, ow=("ReliefIntent", (Slot("muscle", "Muscle", "elbow"),))).say("ow")

    slot = skill.sent[0]["request"]["intent"]["slots"]["muscle"]
    authority = slot["resolutions"]["resolutionsPerAuthority"][0]
    assert slot["value"] == "elbow"
    assert authority["status"] == {"code": "ER_SUCCESS_NO_MATCH"}
    assert "values" not in authority


def test_every_slot_of_the_intent_is_there_filled_or_not() -> None:
    """An unfilled slot has a name and no value; a built-in type resolves nothing."""
    skill = ToldSkill()
    heard = ("SymptomIntent", (Slot("duration", "AMAZON.DURATION", "PT20M"),))

    talk(skill, ow=heard).say("ow")

    slots = skill.sent[0]["request"]["intent"]["slots"]
    assert set(slots) == {"symptom", "also", "duration"}
    assert slots["symptom"] == {"name": "symptom", "confirmationStatus": "NONE"}
    assert slots["duration"]["value"] == "PT20M"
    assert "resolutions" not in slots["duration"]


def test_an_intent_named_outright_needs_no_words() -> None:
    """``!ReliefIntent muscle=calf`` sends what "calf" would; an unknown id matches nothing."""
    skill = ToldSkill()
    conversation = talk(skill)

    conversation.name(Named("ReliefIntent", {"muscle": "calf"}))
    conversation.name(Named("ReliefIntent", {"muscle": "wing"}))

    codes = [
        envelope["request"]["intent"]["slots"]["muscle"]["resolutions"]["resolutionsPerAuthority"][
            0
        ]["status"]["code"]
        for envelope in skill.sent
    ]
    assert codes == ["ER_SUCCESS_MATCH", "ER_SUCCESS_NO_MATCH"]


@pytest.mark.parametrize(
    ("named", "hint"),
    [
        (Named("RelifIntent"), "did you mean 'ReliefIntent'?"),
        (Named("ReliefIntent", {"musle": "calf"}), "did you mean 'muscle'?"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest_one(named: Named, hint: str) -> None:
    """A slip in an intent's or slot's name is a fault of the transcript, not of the skill."""
    with pytest.raises(SimulatorError, match=hint):
        talk(ToldSkill()).name(named)


def test_ids_follow_from_the_seed() -> None:
    """The same conversation has the same ids each time, and another has others."""
    skills = [ToldSkill(), ToldSkill(), ToldSkill()]
    for skill, seed in zip(skills, ("a", "a", "b"), strict=True):
        talk(skill, seed=seed).open()

    one, same, other = (skill.sent for skill in skills)
    assert one == same
    assert one[0]["request"]["requestId"] != other[0]["request"]["requestId"]
    assert one[0]["session"]["user"] != other[0]["session"]["user"]


@pytest.mark.parametrize("device_name", ["echo", "show"])
def test_the_sdk_can_read_every_request(device_name: str) -> None:
    """Amazon's own model takes the envelopes, a screen's viewport among them (platform D10)."""
    skill = ToldSkill()
    heard = ("ReliefIntent", (Slot("muscle", "Muscle", "elbow"),))
    conversation = talk(skill, device_name, ow=heard)
    conversation.open()
    conversation.say("ow")
    conversation.leave()

    read = [DefaultSerializer().deserialize(_text(one), RequestEnvelope) for one in skill.sent]

    assert [one.request.object_type for one in read] == skill.kinds
    assert (read[0].context.viewport is not None) == (device_name == "show")
    apl = read[0].context.system.device.supported_interfaces.alexa_presentation_apl
    assert (apl is not None) == (device_name == "show")


def _text(envelope: dict[str, Any]) -> str:
    import json

    return json.dumps(envelope)
