"""What stands between `${` and `}` is worked out as APL works it out, and no other way."""

from __future__ import annotations

import pytest
from bench import Bench
from documents import component, document, text

RESOURCES = [
    {"dimensions": {"gap": "20dp", "wide": "50vw"}, "numbers": {"two": 2}, "strings": {"hi": "hi"}}
]
DATA = {"answers": ["yes", "no"], "step": {"number": 3, "left": 0}, "empty": "", "tip": None}

VALUES = {
    "${1 + 2 * 3}": "7",
    "${(1 + 2) * 3}": "9",
    "${10 - 2 - 3}": "5",
    "${7 % 4}": "3",
    "${1 / 4}": "0.25",
    "${-payload.step.number}": "-3",
    "${payload.step.number + 1} of 5": "4 of 5",
    "${'step ' + payload.step.number}": "step 3",
    "${payload.answers[1]}": "no",
    "${payload['step'].number}": "3",
    "${payload.step.number > 2 ? 'many' : 'few'}": "many",
    "${payload.step.left ? 'some' : 'none'}": "none",
    "${payload.empty || 'else'}": "else",
    "${payload.tip ?? 'no tip'}": "no tip",
    "${payload.step.left ?? 9}": "0",
    "${payload.nowhere.at.all ?? 'gone'}": "gone",
    "${payload.step && payload.step.number}": "3",
    "${!payload.empty}": "true",
    "${1 == '1'}": "false",
    "${'a' != 'b' && 2 <= 2}": "true",
    "${true ? false ? 1 : 2 : 3}": "2",
    "${@gap + 4}": "24dp",
    "${@gap * 2 == 40dp}": "true",
    "${@gap < 30}": "true",
    "@hi": "hi",
    "${@hi} there": "hi there",
    "${@two}": "2",
    "${Math.max(1, @two, 1.5)}": "2",
    "${Math.round(2.5)} ${Math.floor(-0.5)}": "3 -1",
    "${viewport.width}x${viewport.height} ${viewport.shape} ${viewport.mode}": (
        "1024x600 rectangle hub"
    ),
    '${"${1 + 1} in a text"}': "2 in a text",
    "no $ {expression} here": "no $ {expression} here",
}

FAULTS = {
    "${paylod.step}": 'nothing here is called "paylod"',
    "${viewport.widht}": 'viewport has no "widht"',
    "${@nowhere}": 'there is no resource "@nowhere"',
    "${payload.step.numbr}": "nothing is given",
    "step ${payload.step.numbr}": "nothing is written into a text",
    "${payload.tip + 1}": "nothing is calculated with as if it were a number",
    "${payload.answers}": "is no text",
    "${1 / 0}": "something is divided by nothing",
    "${1 < 'a'}": "cannot be compared",
    "${Math.random()}": "the function Math.random is not known",
    "${String.length('a')}": "the function String.length is not known",
    "${1 + }": 'an expression is missing before "}"',
    "${(1 + 2}": '")" is missing before "}"',
    "${1 + 2": '"}" is missing',
    "${a = 1}": '"}" is missing before "="',
}


def rendered(bench: Bench, expressions: list[str]) -> None:
    bench.model("show8")
    texts = [text(each) for each in expressions]
    bench.render(document(component("Container", "all", *texts), resources=RESOURCES), DATA)


def test_every_expression_has_its_value(bench: Bench) -> None:
    """Operators bind as in APL's grammar; lengths stay lengths; equal means equal in kind too."""
    rendered(bench, list(VALUES))

    assert dict(zip(VALUES, bench.words, strict=True)) == VALUES
    assert bench.problems == []


def test_every_faulty_expression_is_told_and_the_rest_is_shown(bench: Bench) -> None:
    """The engine would show an empty text for each; here each is named with its place."""
    rendered(bench, [*FAULTS, "still here"])

    for index, (expression, fault) in enumerate(FAULTS.items()):
        at = f"at mainTemplate.items[0].items[{index}].text"
        told = [each for each in bench.problems if each.endswith(at)]
        assert len(told) == 1, expression
        assert fault in told[0], expression
    assert bench.words[-1] == "still here"
    assert bench.page.get_by_role("alert").get_by_role("listitem").count() == len(FAULTS)


@pytest.mark.parametrize("words", ["1 < 2", "Yes & no", "<i>open", "<u>line</u>", "&nbsp;"])
def test_text_that_is_not_escaped_is_told(bench: Bench, words: str) -> None:
    """What is neither a known tag nor escaped is a fault."""
    bench.model("show8")
    bench.render(document(text(words)))

    assert len(bench.problems) == 1


def test_markup_becomes_elements_and_never_html(bench: Bench) -> None:
    """Bold and line breaks are drawn; escaped signs are signs."""
    bench.model("show8")
    bench.render(document(text("hold &lt;<b>20</b>&gt;<br/>R&amp;R")))

    assert bench.words == ["hold <20>\nR&R"]
    assert bench.page.locator(".apl-words b").inner_text() == "20"
    assert bench.problems == []
