"""A whole talk with a handler that runs by itself, in a process of its own."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

Json = dict[str, Any]
PROGRAM = Path(__file__).with_name("alone.py")
HANDLER = "skill.lambda_function.handler"
SKILL_ID = "amzn1.ask.skill.5f1c0f6e-0000-4000-8000-000000000000"
SCREEN = {
    "Viewport": {"shape": "RECTANGLE", "pixelWidth": 1280, "pixelHeight": 800, "dpi": 160},
    "Alexa.Presentation.APL": {"token": "cramp-coach", "version": "2024.2"},
}


def event(kind: str, number: int, skill_id: str, **fields: Any) -> Json:
    """A request of Alexa's, from a device with a screen."""
    application, user = {"applicationId": skill_id}, {"userId": "amzn1.ask.account.ANNA"}
    apl = {"Alexa.Presentation.APL": {"runtime": {"maxVersion": "2024.2"}}}
    device = {"deviceId": "amzn1.ask.device.BEDROOM", "supportedInterfaces": apl}
    system = {"application": application, "user": user, "device": device}
    made: Json = {
        "version": "1.0",
        "context": {"System": system, **SCREEN},
        "request": {
            "type": kind,
            "requestId": f"amzn1.echo-api.request.{number}",
            "timestamp": f"2026-11-22T02:{number:02d}:00Z",
            "locale": "en-US",
            **fields,
        },
    }
    if not kind.startswith("AlexaSkillEvent."):
        session = {"sessionId": "amzn1.echo-api.session.1", "application": application}
        made["session"] = {"new": kind == "LaunchRequest", "user": user, **session}
    return made


def intent(name: str, number: int, skill_id: str, **slots: str) -> Json:
    """An intent whose slots are matched to these ids."""
    filled = {slot: _slot(slot, id) for slot, id in slots.items()}
    return event("IntentRequest", number, skill_id, intent={"name": name, "slots": filled})


def _slot(name: str, id: str) -> Json:
    values = [{"value": {"name": id, "id": id}}]
    match = {"authority": "amzn1.x", "status": {"code": "ER_SUCCESS_MATCH"}, "values": values}
    return {"name": name, "value": id, "resolutions": {"resolutionsPerAuthority": [match]}}


def whole_talk(skill_id: str = SKILL_ID) -> list[Json]:
    """Opened, led through a calf cramp, told why, then a danger sign ends it."""
    return [
        event("LaunchRequest", 1, skill_id),
        intent("ReliefIntent", 2, skill_id, muscle="calf"),
        intent("WhyIntent", 3, skill_id, cause="night"),
        intent("StillHurtsIntent", 4, skill_id),
        intent("AMAZON.HelpIntent", 5, skill_id),
        intent("SignChestPainOrBreathlessIntent", 6, skill_id),
        event("AlexaSkillEvent.SkillDisabled", 7, skill_id),
    ]


def talk(
    interpreter: str,
    folder: Path,
    events: Iterable[Json],
    settings: Mapping[str, str],
    of_lambda: Sequence[Path] = (),
) -> list[Json]:
    """What the handler returned to each event, and what that took."""
    done = subprocess.run(  # noqa: S603 - our own program
        [interpreter, "-I", "-S", "-B", str(PROGRAM), str(folder), HANDLER, *map(str, of_lambda)],
        input="\n".join(map(json.dumps, events)),
        env={"AWS_LAMBDA_FUNCTION_NAME": "cramp-coach", **settings},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def linked(folder: Path, names: Iterable[str]) -> Path:
    """A folder that holds, of what is installed here, these distributions alone."""
    from importlib.metadata import distribution

    folder.mkdir()
    for name in names:
        for file in distribution(name).files or ():
            top = file.parts[0]
            if not top.endswith((".dist-info", "..", ".pth", "__pycache__")):
                there = folder / top
                if not there.exists():
                    there.symlink_to(Path(str(distribution(name).locate_file(top))))
    return folder
