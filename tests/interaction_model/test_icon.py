"""The icon: a PNG of the right size, drawn the same every time."""

import io

import pytest
from PIL import Image, PngImagePlugin

from interaction_model import icons


@pytest.mark.parametrize("side", [108, 512])
def test_the_icon_is_a_square_png(side: int) -> None:
    """Alexa takes 108 by 108 and 512 by 512 (platform 5.1)."""
    picture = Image.open(io.BytesIO(icons.png(side)))
    assert (picture.format, picture.size) == ("PNG", (side, side))


def test_the_icon_shows_leg_calf_and_arrow() -> None:
    """The muscle that hurts and the way out of it are there, away from the edge a mask may cut."""
    picture = Image.open(io.BytesIO(icons.png(512))).convert("RGB")
    middle = picture.crop((96, 66, 446, 446))
    colors = {color for _, color in middle.getcolors(maxcolors=512 * 512) or []}
    assert {icons.LEG, icons.CALF, icons.ARROW} <= colors


def test_the_same_pixels_packed_otherwise_are_the_same_picture() -> None:
    """How a PNG is packed depends on the machine; what it shows does not."""
    one = icons.png(108)
    repacked = io.BytesIO()
    note = PngImagePlugin.PngInfo()
    note.add_text("packed", "elsewhere")
    Image.open(io.BytesIO(one)).save(repacked, format="PNG", compress_level=0, pnginfo=note)
    assert repacked.getvalue() != one
    assert icons.same_picture(one, repacked.getvalue())


def test_one_pixel_makes_another_picture() -> None:
    """Nothing is forgiven but the packing."""
    one = icons.png(108)
    picture = Image.open(io.BytesIO(one))
    picture.putpixel((3, 3), (0, 0, 0))
    changed = io.BytesIO()
    picture.save(changed, format="PNG")
    assert not icons.same_picture(one, changed.getvalue())
