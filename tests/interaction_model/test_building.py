"""From source to package: what people write, and what comes of it."""

import json
import shutil
from pathlib import Path

import pytest

from interaction_model import build, sources


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A copy of the source, to be spoiled."""
    return Path(shutil.copytree(sources.ROOT, tmp_path / "source"))


def model(files: dict[str, bytes], locale: str = "en-US") -> dict:
    content = json.loads(files[f"interactionModels/custom/{locale}.json"])
    return content["interactionModel"]["languageModel"]


def samples(language: dict, intent: str) -> list[str]:
    return next(each["samples"] for each in language["intents"] if each["name"] == intent)


def synonyms(language: dict, slot_type: str, id_: str) -> list[str]:
    values = next(each["values"] for each in language["types"] if each["name"] == slot_type)
    return next(value["name"]["synonyms"] for value in values if value["id"] == id_)


def add(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((path.read_text() if path.exists() else "") + text)


def test_one_sample_claimed_twice_is_refused_naming_both_places(source: Path) -> None:
    """The message has file and line of either claim."""
    add(source / "en/intents/SlowerIntent.txt", "banana bread\n")
    add(source / "en/intents/FasterIntent.txt", "banana bread\n")
    with pytest.raises(build.SourceError) as refused:
        build.build(source)
    (fault,) = refused.value.faults
    slower = len((source / "en/intents/SlowerIntent.txt").read_text().splitlines())
    faster = len((source / "en/intents/FasterIntent.txt").read_text().splitlines())
    assert f"en/intents/SlowerIntent.txt:{slower}" in fault
    assert f"en/intents/FasterIntent.txt:{faster}" in fault
    assert "banana bread" in fault


def test_every_fault_is_told_at_once(source: Path) -> None:
    """An editor mends a file in one go."""
    add(source / "en/intents/SlowerIntent.txt", "go 2 times slower\nplease, slower\n")
    add(source / "en/intents/NoSuchIntent.txt", "whatever\n")
    with pytest.raises(build.SourceError) as refused:
        build.build(source)
    assert len(refused.value.faults) == 3


def test_a_misspelt_intent_file_is_met_with_the_right_name(source: Path) -> None:
    """The nearest known name is offered."""
    add(source / "en/intents/ReleifIntent.txt", "whatever\n")
    with pytest.raises(build.SourceError, match="did you mean ReliefIntent"):
        build.build(source)


def test_a_misspelt_id_is_met_with_the_right_one(source: Path) -> None:
    """The nearest known id is offered."""
    add(source / "en/slots/muscle.toml", '\n[caff]\nvalue = "caff"\n')
    with pytest.raises(build.SourceError, match="did you mean calf"):
        build.build(source)


def test_an_id_without_words_is_refused(source: Path) -> None:
    """Every id of the schema can be said."""
    path = source / "en/slots/muscle.toml"
    path.write_text(path.read_text().replace("[shin]", "[calf_again]"))
    with pytest.raises(build.SourceError, match="shin has no words"):
        build.build(source)


def test_a_broken_file_is_named(source: Path) -> None:
    """TOML that cannot be read, or has an unknown field, is told with its file."""
    add(source / "en/slots/tip.toml", "\n[fiber\n")
    with pytest.raises(ValueError, match=r"slots/tip\.toml"):
        build.build(source)
    shutil.copy(sources.ROOT / "en/slots/tip.toml", source / "en/slots/tip.toml")
    add(source / "en/model.toml", '\ncolour = "green"\n')
    with pytest.raises(ValueError, match=r"en/model\.toml: .*colour"):
        build.build(source)


def test_comments_and_blank_lines_are_for_the_reader(source: Path) -> None:
    """Neither becomes a sample."""
    add(source / "en/intents/SlowerIntent.txt", "\n   \n# a voice\n  # another\n")
    assert build.build(source) == build.build()


def test_a_region_adds_samples_and_synonyms(source: Path) -> None:
    """What en-US adds stands beside the language's own; nothing of the language is lost."""
    plain = model(build.build())
    add(source / "en-US/intents/SlowerIntent.txt", "hold your horses there partner\n")
    add(source / "en-US/slots/muscle.toml", '[calf]\nsynonyms = ["drumstick"]\n')
    regional = model(build.build(source))
    assert set(samples(regional, "SlowerIntent")) == {
        *samples(plain, "SlowerIntent"),
        "hold your horses there partner",
    }
    assert set(synonyms(regional, "CrampMuscle", "calf")) == {
        *synonyms(plain, "CrampMuscle", "calf"),
        "drumstick",
    }


def test_a_region_may_put_its_own_word_first(source: Path) -> None:
    """The language's first word then becomes a synonym."""
    add(source / "en-US/slots/tip.toml", '[fiber]\nvalue = "grit"\n')
    language = model(build.build(source))
    values = next(each["values"] for each in language["types"] if each["name"] == "CrampTip")
    fiber = next(value["name"] for value in values if value["id"] == "fiber")
    assert fiber["value"] == "grit"
    assert "fiber" in fiber["synonyms"]


def test_a_store_text_makes_a_locale(source: Path) -> None:
    """A second locale gets the language's words, its own listing and its own legal pages."""
    shutil.copytree(source / "en-US", source / "en-GB")
    add(source / "en-GB/intents/SlowerIntent.txt", "steady the buffs\n")
    files = build.build(source)
    assert "steady the buffs" in samples(model(files, "en-GB"), "SlowerIntent")
    assert "steady the buffs" not in samples(model(files, "en-US"), "SlowerIntent")
    manifest = json.loads(files["skill.json"])["manifest"]
    assert set(manifest["publishingInformation"]["locales"]) == {"en-GB", "en-US"}
    assert set(manifest["privacyAndCompliance"]["locales"]) == {"en-GB", "en-US"}


def test_a_changed_sample_makes_the_package_stale(source: Path) -> None:
    """--check notices a source that ran ahead."""
    add(source / "en/intents/SlowerIntent.txt", "banana bread\n")
    assert build.stale(build.build(source), build.read_package()) == [
        "interactionModels/custom/en-US.json: not what source/ says: build the package again"
    ]


def test_a_stray_or_missing_file_makes_the_package_stale() -> None:
    """The package holds what was built and nothing else."""
    built = build.build()
    there = {**built, "notes.txt": b""}
    del there["skill.json"]
    assert build.stale(built, there) == [
        "notes.txt: not built from source: delete it",
        "skill.json: missing: build the package again",
    ]


def test_writing_leaves_exactly_the_built_files(tmp_path: Path) -> None:
    """Old files go, new ones come, right ones are not touched."""
    add(tmp_path / "interactionModels/custom/xx-XX.json", "{}")
    built = build.build()
    build.write(built, tmp_path)
    assert build.read_package(tmp_path) == built
    before = (tmp_path / "skill.json").stat().st_mtime_ns
    build.write(built, tmp_path)
    assert (tmp_path / "skill.json").stat().st_mtime_ns == before
