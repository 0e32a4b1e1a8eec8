"""Content is loaded whole, kept as a checked copy, and found for every locale."""

import hashlib
import re
from pathlib import Path

import msgspec
import pytest

from skill.content.lines import spoken_lines
from skill.content.load import ContentError, build, load

AGE = "en/causes/age.toml"
OWN_WORDS = "Cramps get more common with age."


def kept(cache: Path) -> list[Path]:
    return sorted(cache.glob("*.msgpack"))


def rewrite(file: Path, pattern: str, new: str) -> None:
    text, changes = re.subn(pattern, new, file.read_text(), count=1)
    assert changes
    file.write_text(text)


def test_the_copy_kept_is_what_was_built(copy: Path, tmp_path: Path) -> None:
    """From the copy comes the same content as from the files."""
    built = load("en-US", copy, tmp_path)

    assert len(kept(tmp_path)) == 1
    assert load("en-US", copy, tmp_path) == built == build("en-US", copy)[0]


def test_the_copy_is_read_where_there_is_one(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second start builds nothing."""
    first = load("en-US", copy, tmp_path)
    monkeypatch.setattr("skill.content.load.build", None)

    assert load("en-US", copy, tmp_path) == first


@pytest.mark.parametrize(
    "file", [AGE, "en-US/region.toml", "triage/check.toml", "evidence/seed.toml"]
)
def test_any_changed_byte_is_seen(copy: Path, tmp_path: Path, file: str) -> None:
    """One more byte in any file of the content, and it is built again."""
    load("en-US", copy, tmp_path)
    path = copy / file
    path.write_bytes(path.read_bytes() + b"\n")

    load("en-US", copy, tmp_path)

    assert len(kept(tmp_path)) == 2


def test_changed_words_are_said(copy: Path, tmp_path: Path) -> None:
    """An editor's change is there at the next start."""
    load("en-US", copy, tmp_path)
    rewrite(copy / AGE, "(?m)^say = .*", f'say = "{OWN_WORDS}"')

    assert load("en-US", copy, tmp_path).causes["age"].breaths[0].say == OWN_WORDS


def test_a_moved_folder_is_seen(copy: Path, tmp_path: Path) -> None:
    """The same bytes under the same names, in another folder, are other content."""
    load("en-US", copy, tmp_path)
    (copy / "en/tips").rename(copy / "en/tricks")

    try:
        with pytest.raises(ContentError, match="no file or folder named 'tricks/food'"):
            load("en-US", copy, tmp_path)
    finally:
        (copy / "en/tricks").rename(copy / "en/tips")


def test_spoiled_content_is_refused_however_good_the_copy(copy: Path, tmp_path: Path) -> None:
    """The copy of yesterday's good content does not hide today's fault."""
    load("en-US", copy, tmp_path)
    rewrite(copy / AGE, "(?m)^say = .*", 'say = "Does it hurt?"')

    with pytest.raises(ContentError, match=r"breaths\[0\]\.say: asks; make it a statement"):
        load("en-US", copy, tmp_path)


@pytest.mark.parametrize("keep", [0, 31, 33, 5000, -1])
def test_a_copy_cut_short_is_harmless(copy: Path, tmp_path: Path, keep: int) -> None:
    """It is built again, and the copy mended."""
    built = load("en-US", copy, tmp_path)
    (file,) = kept(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[:keep])

    assert load("en-US", copy, tmp_path) == built
    assert file.read_bytes() == whole


def test_a_copy_with_any_changed_byte_is_harmless(copy: Path, tmp_path: Path) -> None:
    """Even where it still reads as content: a changed byte might be a word of advice."""
    built = load("en-US", copy, tmp_path)
    (file,) = kept(tmp_path)
    whole = file.read_bytes()
    places = [0, 31, 32, whole.index(b"Call 911"), len(whole) // 2, len(whole) - 1]
    for place in places:
        for byte in (whole[place] ^ 1, 0xFF):
            file.write_bytes(whole[:place] + bytes([byte]) + whole[place + 1 :])
            assert load("en-US", copy, tmp_path) == built


@pytest.mark.parametrize("proved", [True, False])
@pytest.mark.parametrize(
    "inside", [b"", b"\xc1", b"\x81\xa6locale\xa2\xff\xff", msgspec.msgpack.encode([])]
)
def test_a_copy_of_something_else_is_harmless(
    copy: Path, tmp_path: Path, inside: bytes, proved: bool
) -> None:
    """Whatever lies there under the copy's name, even where its sum is right."""
    built = load("en-US", copy, tmp_path)
    (file,) = kept(tmp_path)
    file.write_bytes(hashlib.sha256(inside).digest() * proved + inside)

    assert load("en-US", copy, tmp_path) == built


def test_a_cache_that_cannot_be_written_is_harmless(copy: Path, tmp_path: Path) -> None:
    """The content is built at each start instead."""
    (tmp_path / "file").write_text("a file, where the folder would have to be")

    assert load("en-US", copy, tmp_path / "file" / "cache") == build("en-US", copy)[0]


def test_a_folder_in_the_place_of_the_copy_is_harmless(copy: Path, tmp_path: Path) -> None:
    """Neither reading nor writing it breaks the start."""
    built = load("en-US", copy, tmp_path)
    (file,) = kept(tmp_path)
    file.unlink()
    file.mkdir()

    assert load("en-US", copy, tmp_path) == built


def test_without_a_cache_nothing_is_written(copy: Path, tmp_path: Path) -> None:
    """``cache=None`` builds and keeps nothing."""
    load("en-US", copy, None)

    assert kept(tmp_path) == []


def test_two_locales_of_one_language_do_not_share_a_copy(copy: Path, tmp_path: Path) -> None:
    """What is kept for one says its own locale, and comes back for that one alone."""
    for locale in ("en-GB", "en-AU", "en-GB"):
        assert load(locale, copy, tmp_path).locale == locale


@pytest.mark.parametrize("locale", ["en-GB", "en-AU", "fr-FR", "hi-IN", "", "en", "../x", "EN-us"])
def test_a_locale_without_content_gets_the_nearest_language(copy: Path, locale: str) -> None:
    """English where nothing is nearer, the number to call in words, and no figure anywhere."""
    content, problems = build(locale, copy)

    assert problems == []
    assert content.advice["emergency"].now == "Call your local emergency number now."
    assert content.routines.keys() == build("en-US", copy)[0].routines.keys()
    figures = [line for _, _, line in spoken_lines(content) if re.search(r"\d", line)]
    assert figures == []


def test_a_locale_with_a_number_says_it(copy: Path) -> None:
    """The region's number and words stand in place of their names; nothing is left unfilled."""
    content, _ = build("en-US", copy)
    lines = [line for _, _, line in spoken_lines(content)]

    assert content.advice["emergency"].now == "Call 911 now."
    assert {found for line in lines for found in re.findall(r"\d+", line)} == {"911"}
    assert {found for line in lines for found in re.findall(r"\{\w*\}", line)} == {
        "{heard}",
        "{items}",
    }


def test_a_region_is_laid_over_its_language(copy: Path) -> None:
    """A new locale needs only what differs; the rest comes from the language, entry by entry."""
    region = copy / "en-GB"
    region.mkdir()
    (region / "region.toml").write_text('[words]\npoop = "poo"\n')
    (region / "prompts.toml").write_text('[pause]\nsay = ["Right, I will wait."]\n')
    content, problems = build("en-GB", copy)

    assert problems == []
    assert content.signs["black_stool"].heard == "black poo or bleeding"
    assert content.prompts["pause"].say == ("Right, I will wait.",)
    assert content.prompts["hold"] == build("en-US", copy)[0].prompts["hold"]
    assert content.advice["emergency"].now == "Call your local emergency number now."


def test_a_number_nobody_verified_is_not_spoken(copy: Path) -> None:
    """A region that only writes down a number is refused, whatever its number is."""
    region = copy / "en-GB"
    region.mkdir()
    (region / "region.toml").write_text('[emergency_number]\nsay = "999"\n')
    _, problems = build("en-GB", copy)

    assert problems == [
        "en-GB/region.toml: emergency_number: 999 has no verified date and source; "
        "add both, or leave the number out"
    ]
