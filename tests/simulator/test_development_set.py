"""Speech that nobody tuned to stays so, and the built model understands it."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.understanding import development as dev
from benchmarks.understanding import targets
from benchmarks.understanding.targets import Heard, Share
from simulator import model
from simulator.understanding import understand

ELSEWHERE = Path(model.__file__).parent / "understanding/en.elsewhere.txt"
HELD_OUT = Path(__file__).parent / "held_out.en-US.txt"
FLOORS = {
    "main intents right": 0.86,
    "emergency sign caught": 0.98,
    "emergency sign, the right one": 0.88,
    "other sign caught": 0.93,
    "out of scope refused": 0.88,
    "answers right": 0.85,
}
"""Under each a real loss would show; `make bench-nlu` has the targets and the intervals."""


@pytest.fixture(scope="module")
def heard() -> Heard:
    understanding = understand(model.load("en-US"))
    return [(line, understanding.interpret(line.said)) for line in dev.lines()]


def test_it_is_the_frozen_set() -> None:
    """So many lines by people who never saw the model, each once."""
    lines = dev.lines()

    assert len(lines) == len({line.said for line in lines}) == 759


def test_a_changed_set_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever touches a line measures something else."""
    changed = tmp_path / "lines.jsonl"
    changed.write_bytes(dev.FILE.read_bytes().replace(b"cramp", b"crump", 1))
    monkeypatch.setattr(dev, "FILE", changed)

    with pytest.raises(ValueError, match="frozen"):
        dev.lines()


def test_nothing_is_learned_from_it() -> None:
    """No line from elsewhere is one that is measured by; hardly any sample is."""
    measured = {line.said for line in dev.lines()}
    measured |= {
        text.split("|")[1].strip() for text in HELD_OUT.read_text().splitlines() if "|" in text
    }
    elsewhere = set(ELSEWHERE.read_text().splitlines())
    samples = {text for one in model.load("en-US").intents.values() for text in one.samples}

    assert not measured & elsewhere
    assert len(samples & {line.said for line in dev.lines()}) / 759 < 0.2


@pytest.mark.parametrize("name", FLOORS)
def test_it_is_understood(heard: Heard, name: str) -> None:
    target = next(one for one in targets.TARGETS if one.name == name)

    assert targets.share(target, heard).value >= FLOORS[name]


def test_no_emergency_is_heard_as_a_lull(heard: Heard) -> None:
    """Never as eased, no, denied, stop, next or relief."""
    lulled = [
        (line.said, one.intent) for line, one in heard if line.emergency and one.intent in dev.LULLS
    ]

    assert lulled == []


def test_few_denials_are_heard_as_the_sign(heard: Heard) -> None:
    denied = [dev.present(one) for line, one in heard if line.kind == "denied"]

    assert sum(denied) / len(denied) <= 0.2


@pytest.mark.parametrize(
    ("counted", "of", "low", "high"), [(134, 135, 0.959, 0.999), (0, 135, 0.0, 0.028)]
)
def test_an_interval_is_wilsons(counted: int, of: int, low: float, high: float) -> None:
    """Figures of a textbook formula, worked by hand."""
    assert Share(counted, of).interval() == pytest.approx((low, high), abs=0.001)
