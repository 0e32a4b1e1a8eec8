"""The documents say what the code does."""

import re
import typing
from pathlib import Path

import pytest

from docs import state_picture
from skill.content.load import load
from skill.dialogue.acts import Act

CONVERSATION = state_picture.DOCUMENT.read_text(encoding="utf-8")
ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("act", typing.get_args(Act), ids=lambda act: act.__name__)
def test_every_act_is_explained(act: type) -> None:
    """docs/conversation.md has a heading for each act the dialogue can return."""
    assert f"### {act.__name__}\n" in CONVERSATION


def test_the_picture_of_the_states_is_the_code() -> None:
    """Drawn anew from the dialogue, it is the one in the document and the one the page draws."""
    found = state_picture.moves(load())
    assert state_picture.drawn(found) == CONVERSATION, "run: python -m docs.state_picture"
    of_the_page = state_picture.FOR_THE_PAGE.read_text(encoding="utf-8")
    assert state_picture.told(found) == of_the_page, "run: python -m docs.state_picture"


DOCUMENTS = ("README.md", "docs/conversation.md", "docs/performance.md", "docs/threat-model.md")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_documents_point_to_is_there(document: str) -> None:
    """Files and make targets that a document names exist."""
    text = (ROOT / document).read_text(encoding="utf-8")
    make = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make ([\w-]+)`", text):
        assert f"\n{target}:" in make, target
    for path in re.findall(
        r"`((?:content|skill|simulator|interaction_model|linter|docs|tests|deployment)/[\w./-]+)`",
        text,
    ):
        assert (ROOT / path).exists(), path
