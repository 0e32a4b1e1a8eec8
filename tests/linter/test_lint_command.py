"""``python -m linter``: what it prints, what it exits with, and what it leaves out."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from small_project import EASED, Plant, answering, model, project, response, samples

import linter.__main__ as command
from interaction_model import sources
from linter import kept, written
from linter.findings import Finding, RefusedError, Severity, error, warning
from linter.lines import Line, lines
from linter.lint import findings
from linter.project import Project, running
from simulator import door

QUESTION = response("Take care. Want a tip?", reprompt=None, end=True)
FEW = "9 samples say it in 9 ways"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch, cache: Path) -> object:
    """Runs the command on the small project, with a fault planted or few samples left."""

    def run(plant: Plant = lambda clean: clean, **changed: tuple[str, ...]) -> tuple[int, str]:
        planted: Project = plant(project(cache, model(**changed)))
        monkeypatch.setattr(command, "findings_of", lambda _locale: findings(planted, {}))
        result = CliRunner().invoke(command.main, ["--locale", "en-US"])
        return result.exit_code, result.output

    return run


def test_it_passes_where_there_is_nothing_to_mend(runs) -> None:
    """One closing line, exit code 0."""
    assert runs() == (0, "0 errors, 0 warnings\n")


def test_an_error_fails(runs) -> None:
    """It is told in one line: place, fault, next move; exit code 1."""
    code, told = runs(answering("EasedIntent", QUESTION))
    assert code == 1
    assert told == (
        "!EasedIntent: error: something was asked but the session closed: 'Want a tip?'; "
        "keep it open, or don't ask\n1 error, 0 warnings\n"
    )


def test_a_warning_is_counted_and_does_not_fail(runs) -> None:
    """A guess or a matter of degree is worth a look; exit code 0."""
    code, told = runs(EasedIntent=samples(EASED)[:9])
    assert code == 0
    assert told.splitlines()[-1] == "0 errors, 1 warning"
    assert told.startswith(f"en/intents/EasedIntent.txt: warning: {FEW}; ")


def test_errors_come_first(runs) -> None:
    """What must be mended is not lost under what may be looked at."""
    _, told = runs(answering("EasedIntent", QUESTION), EasedIntent=samples(EASED)[:9])
    assert ["error" in line for line in told.splitlines()] == [True, False, True]


def test_what_is_wrong_in_a_file_comes_in_its_order(cache: Path) -> None:
    """Whoever mends it goes down the file once: line 9 comes before line 10."""
    planted = {"never mind": 10, "exit": 9}
    clean = project(cache, model(EasedIntent=(*samples(EASED), *planted)))
    places = {("EasedIntent", said): f"eased.txt:{line}" for said, line in planted.items()}
    found = findings(replace(clean, places=places), {})
    assert [one.place for one in found] == ["eased.txt:9", "eased.txt:10"]


def test_a_locale_that_is_not_built_is_told_in_one_line() -> None:
    """With the locales there are, and exit code 2."""
    result = CliRunner().invoke(command.main, ["--locale", "xx-XX"])
    assert (result.exit_code, len(result.output.splitlines())) == (2, 1)
    assert "en-US" in result.output


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A copy of what people say, to plant in."""
    return Path(shutil.copytree(sources.ROOT, tmp_path / "source"))


def add(source: Path, sample: str) -> None:
    with (source / "en/intents/EasedIntent.txt").open("a") as file:
        file.write(f"{sample}\n")


def test_a_new_sample_is_judged_before_it_is_built(source: Path) -> None:
    """Nobody has to make the model first."""
    add(source, "the knot melted clean away")
    assert (
        "the knot melted clean away"
        in written.model("en-US", source).intents["EasedIntent"].samples
    )


def test_what_makes_no_package_is_told_and_nothing_else(source: Path) -> None:
    """The rules of the package come first; what is found by listening waits."""
    add(source, "never mind")
    with pytest.raises(RefusedError) as refused:
        written.model("en-US", source)
    told = [(one.severity, one.fault, one.next_move) for one in refused.value.findings]
    assert told == [(Severity.ERROR, "'never mind' belongs to a built-in", "drop it")]


def test_a_file_that_cannot_be_read_is_told(source: Path) -> None:
    """With its name, and no traceback."""
    (source / "en/slots/tip.toml").write_text("x = [")
    with pytest.raises(RefusedError, match=r"slots/tip\.toml: error: "):
        written.model("en-US", source)


def test_a_skill_that_does_not_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of its problems is one finding."""

    def broken() -> None:
        raise ValueError(
            "en/asks.toml: eased.ask: is empty; write it\nen/check.toml: a.b: says no; ask"
        )

    monkeypatch.setattr(door, "unsigned", broken)
    with pytest.raises(RefusedError) as refused:
        running()
    assert [str(one) for one in refused.value.findings] == [
        "en/asks.toml: error: eased.ask: is empty; write it",
        "en/check.toml: error: a.b: says no; ask",
    ]


ERROR = error("a", "it is wrong", "mend it")
WARNED = warning("b", "it may be wrong", "look at it")


def left(*found: Finding, **keep: str) -> list[str]:
    reasons = {fault.replace("_", " "): why for fault, why in keep.items()}
    return [str(one) for one in kept.without(found, reasons)]


def test_a_warning_that_was_looked_at_is_left_out() -> None:
    """The others stay."""
    assert left(ERROR, WARNED, it_may_be_wrong="it is not") == [str(ERROR)]


def test_a_star_stands_for_any_words() -> None:
    """One reason may be that of many; what it does not fit stays."""
    other = warning("c", "it is late", "look")
    assert left(WARNED, other, **{"it may be *": "it is not"}) == [str(other)]


def test_an_error_is_never_left_out() -> None:
    """And the entry that wanted it is itself a finding."""
    told = left(ERROR, it_is_wrong="who cares")
    assert told[0] == str(ERROR)
    assert told[1].startswith("linter/kept.toml: warning: nothing has the fault 'it is wrong'")


def test_what_is_kept_says_why() -> None:
    """Every entry of the project's own list has a reason in words."""
    assert all(len(why.split()) > 5 for why in kept.read().values())


def test_a_sample_is_told_by_its_file_and_line() -> None:
    """Whoever mends it can go there."""
    place = written.places("en-US")["ReliefIntent", "leg cramp"]
    name, _, number = place.partition(":")
    text = (Path(__file__).parents[2] / name).read_text(encoding="utf-8").splitlines()
    assert text[int(number) - 1] == "leg cramp"


def test_a_line_is_told_by_its_file_and_key_with_the_regions_words(tmp_path: Path) -> None:
    """A locale's own words and lines come after its language's."""
    for name, text in {
        "en/asks.toml": 'eased = {ask = ["Is your {belly} fine?"], help = \'Say "yes".\'}',
        "en/region.toml": 'words = {belly = "belly"}',
        "en-GB/region.toml": 'words = {belly = "tummy"}\nemergency_number = {say = "999"}',
        "en/prompts.toml": 'call = "Call {emergency_number}."',
    }.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)

    found = list(lines("en-GB", tmp_path))
    assert Line("content/en/asks.toml eased.ask[0]", "Is your tummy fine?") in found
    assert Line("content/en/prompts.toml call", "Call 999.") in found
    assert [one.suggestions for one in found if one.suggestions] == [["yes"]]
