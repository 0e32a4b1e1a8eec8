"""Pictures of the skill's screens: the kinds there are, and one in every size."""

from __future__ import annotations

import functools
import io
import json
from collections.abc import Callable, Mapping
from typing import Any

from PIL import Image
from playwright.sync_api import Page

from docs.screenshots.camera import BETWEEN, Camera, keep
from simulator import door
from simulator.device import DEVICES, Device
from simulator.stage import Stage
from simulator.transport import WsgiSkill
from simulator.understanding import understand

KINDS = (
    ("my calf is cramping",),
    ("I'm on the toilet and my leg cramped",),
    ("I have a cramp in bed",),
    ("why do I get cramps at night",),
    ("is this dangerous", "yes"),
    ("I can't breathe",),
)
"""What is said until the screen shows what the picture is to show, in the order of the picture."""
SIZES = (
    ("show15", 560),
    ("show15-portrait", 240),
    ("show10", 400),
    ("show8", 340),
    ("show5", 330),
    ("tv", 360),
    ("spot", 190),
)
"""Each device, and about how many pixels wide it is in the picture."""
MARGIN = 10

_BARE = """async ([name, viewport, directives, width, ground]) => {
  const { Device } = await import("/static/device/device.js");
  for (const style of ["apl/apl.css", "device/device.css"]) {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = `/static/${style}`;
    const read = new Promise((done) => link.addEventListener("load", done));
    document.head.append(link);
    await read;
  }
  const host = document.createElement("main");
  host.style.width = `${width + 80}px`;
  host.style.padding = "16px 20px 26px";
  document.body.replaceChildren(host);
  document.body.style.overflow = "visible";
  document.body.style.background = ground;
  await document.fonts.load("40px 'Screen Sans'");
  const device = new Device(host);
  device.model(name, viewport);
  device.show(JSON.parse(directives));
  for (const name of ["show-light", "device-state"]) host.querySelector(`.${name}`).remove();
}"""


def kinds(camera: Camera, name: str) -> None:
    """Movements, a reason, a danger question, and the number to call, on an Echo Show 8."""
    show8 = DEVICES["show8"]
    keep(
        rows(
            [[taken(camera, show8, talk, 470) for talk in KINDS[at : at + 2]] for at in (0, 2, 4)]
        ),
        name,
    )


def sizes(camera: Camera, name: str) -> None:
    """The first movement on every device with a screen."""
    seen = {key: taken(camera, DEVICES[key], KINDS[0], width) for key, width in SIZES}
    upper = [seen[key] for key in ("show15", "show15-portrait")]
    keep(
        rows([upper, [seen["show10"], seen["show8"]], [seen["show5"], seen["tv"], seen["spot"]]]),
        name,
    )


def taken(camera: Camera, device: Device, talk: tuple[str, ...], width: int) -> Image.Image:
    """The device, showing what the skill last sent for that talk."""
    page = camera.browser.new_context(
        viewport={"width": 1200, "height": 1400}, reduced_motion="reduce"
    ).new_page()
    page.goto(camera.address)
    sent = directives(device.name, talk)
    spec = {key: getattr(device, key) for key in ("width", "height", "shape", "dpi", "mode")}
    page.evaluate(_BARE, [device.name, spec, json.dumps(sent), width, BETWEEN])
    return shot(page)


def shot(page: Page) -> Image.Image:
    """The device alone, its frame with it."""
    picture = page.locator("main").screenshot(animations="disabled")
    page.context.close()
    return Image.open(io.BytesIO(picture)).convert("RGB")


@functools.cache
def stage() -> Stage:
    """The skill, and what understands English, made ready once."""
    return Stage(WsgiSkill(door.unsigned()), understand, door.skill_id())


def directives(device: str, talk: tuple[str, ...]) -> list[dict[str, Any]]:
    """What the last reply of the talk sends to the screen."""
    conversation = stage().conversation("en-US", device, seed="pictures")
    turn = [conversation.say(words) for words in talk][-1]
    body = turn.answer.body if turn.answer else None
    sent: list[dict[str, Any]] = (body or {}).get("response", {}).get("directives", [])
    return sent


def rows(pictures: list[list[Image.Image]]) -> Image.Image:
    """Pictures in rows, each row in the middle."""
    wide = [sum(each.width for each in row) for row in pictures]
    high = [max(each.height for each in row) for row in pictures]
    whole = Image.new("RGB", (max(wide) + 2 * MARGIN, sum(high) + 2 * MARGIN), BETWEEN)
    top = MARGIN
    for row, width, height in zip(pictures, wide, high, strict=True):
        left = (whole.width - width) // 2
        for each in row:
            whole.paste(each, (left, top + (height - each.height) // 2))
            left += each.width
        top += height
    return whole


PICTURES: Mapping[str, Callable[[Camera, str], None]] = {
    "screens": kinds,
    "screens-every-size": sizes,
}
"""How each picture is taken, by its name."""
