"""What was reviewed, what changed since, and what may be released."""

import re
from pathlib import Path

import pytest
from reading_html import Node, read

from docs.book import reading, reviews
from docs.book.__main__ import main
from docs.book.book import book
from docs.book.page import html

DAY = "2030-01-31"
ROLE = "family physician"
KINDS = "sign question order advice card number routine situation aftercare cause tip".split()
KINDS += "common_question ask prompt counts screen".split()


@pytest.fixture(autouse=True)
def no_grades(monkeypatch: pytest.MonkeyPatch) -> None:
    """Grades are not in question here, and their dictionary takes seconds to read."""
    monkeypatch.setattr(reading, "grade", lambda words: float(not words))


def review_all(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Record every item as it is now."""
    command = ["--record", *KINDS, "--role", ROLE, "--date", DAY, "--root", str(root)]
    assert main(command) == 0
    (root / "reviews.toml").write_text(capsys.readouterr().out)


def check(root: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """Exit code and lines of the release check."""
    code = main(["--release-check", "--root", str(root)])
    return code, capsys.readouterr().out.splitlines()


def change(file: Path, pattern: str, new: str) -> None:
    """Change the first place of a file that fits a pattern."""
    text, changes = re.subn(pattern, new, file.read_text(), count=1)
    assert changes, f"nothing in {file} fits {pattern}"
    file.write_text(text)


def longer(table: str, key: str) -> str:
    """A pattern for a line of a table, without its closing quote."""
    return rf'(?s)(\[{table}\]\n(?:(?!\n\[).)*?\n{key} = "[^"\n]*)"'


def change_fever(root: Path) -> None:
    change(root / "en/signs.toml", longer("fever", "do"), r'\1 Really."')


def book_of(root: Path) -> Node:
    return read(html(book(root=root)))


def state(page: Node, section: str) -> str:
    """What the book says of the review beside a section's heading."""
    return page.by_id(section).one("span", "status").text


def test_nothing_reviewed_may_not_be_released(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line an item, each with its file, its key, the fault and the next move."""
    code, lines = check(copy, capsys)

    assert code == 1
    assert len(lines) == len(set(lines)) > 120
    assert all(
        re.fullmatch(r"content/\S+\.toml: \S+: was not .+; have it read .+", s) for s in lines
    )
    assert (
        "content/en/signs.toml: fever: was not reviewed by a clinician; "
        "have it read in docs/script, then record sign/fever in content/reviews.toml"
    ) in lines
    for start in (
        "content/en/check.toml: one_leg: ",
        "content/en/check.toml: worse: ",
        "content/triage/check.toml: questions: ",
        "content/en/advice.toml: emergency: ",
        "content/en/routines/calf.toml: file: ",
        "content/en/situations/toilet.toml: file: ",
        "content/en-US/region.toml: emergency_number: ",
    ):
        assert sum(s.startswith(start) for s in lines) == 1, start


def test_nothing_reviewed_is_said_plainly(copy: Path) -> None:
    """At the top, and beside each item."""
    page = book_of(copy)

    assert page.one("p", "state").text == "No clinician has reviewed this text."
    assert {mark.text for mark in page.all("span", "status")} == {"Not reviewed"}
    for section in ("sign-fever", "question-gut", "advice-soon", "routine-shin", "number"):
        assert state(page, section) == "Not reviewed"


def test_all_reviewed_may_be_released(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a record of every present text nothing stands in the way, and the book says so."""
    review_all(copy, capsys)

    assert check(copy, capsys) == (0, ["en-US: every item was reviewed as it is"])
    page = book_of(copy)
    assert page.one("p", "state").text == "A clinician has reviewed all of this text."
    assert {m.text for m in page.all("span", "status")} == {f"Reviewed {DAY}, {ROLE}"}


@pytest.mark.parametrize(
    ("file", "pattern", "new", "place", "item"),
    [
        (
            "en/signs",
            longer("fever", "do"),
            r'\1 Really."',
            "en/signs.toml: fever",
            "sign/fever",
        ),
        (
            "triage/signs",
            r'(\[fever\]\ntier =) "same_day"',
            r'\1 "soon"',
            "en/signs.toml: fever",
            "sign/fever",
        ),
        (
            "en/check",
            longer("one_leg", "why"),
            r'\1 Really."',
            "en/check.toml: one_leg",
            "question/one_leg",
        ),
        (
            "en/advice",
            longer("same_day", "meanwhile"),
            r'\1 Really."',
            "en/advice.toml: same_day",
            "advice/same_day",
        ),
        (
            "en/routines/calf",
            r"hold = \d+",
            "hold = 5",
            "en/routines/calf.toml: file",
            "routine/calf",
        ),
        (
            "en/situations/toilet",
            "standing = false",
            "standing = true",
            "en/situations/toilet.toml: file",
            "situation/toilet",
        ),
        (
            "en-US/region",
            "verified = 20",
            "verified = 19",
            "en-US/region.toml: emergency_number",
            "number/en-US",
        ),
        (
            "triage/switches",
            "asks_questions = true",
            "asks_questions = false",
            "triage/check.toml: questions",
            "order/check",
        ),
    ],
)
def test_what_changed_must_be_reviewed_again(
    copy: Path,
    capsys: pytest.CaptureFixture[str],
    file: str,
    pattern: str,
    new: str,
    place: str,
    item: str,
) -> None:
    """Another word, or another rule, and the item alone has changed since."""
    review_all(copy, capsys)
    change(copy / f"{file}.toml", pattern, new)

    code, lines = check(copy, capsys)
    assert (code, len(lines)) == (1, 1)
    assert lines[0].startswith(f"content/{place}: changed since a clinician reviewed it on {DAY}; ")
    states = {name: status.words for name, status in book(root=copy).statuses.items()}
    assert [name for name, words in states.items() if words == f"Changed since {DAY}"] == [item]


def test_the_book_says_what_changed_since(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Beside the item, and at the top."""
    review_all(copy, capsys)
    change_fever(copy)
    page = book_of(copy)

    assert state(page, "sign-fever") == f"Changed since {DAY}"
    assert state(page, "sign-injury") == f"Reviewed {DAY}, {ROLE}"
    top = re.fullmatch(
        r"A clinician has reviewed (\d+) of (\d+) items\.", page.one("p", "state").text
    )
    assert top
    assert int(top[1]) == int(top[2]) - 1


def test_a_word_of_the_region_changes_every_item_that_says_it(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What counts is the text as it is spoken."""
    review_all(copy, capsys)
    change(copy / "en/region.toml", r'belly = "\w+"', 'belly = "tummy"')

    _, lines = check(copy, capsys)
    assert any(line.startswith("content/en/signs.toml: severe_abdominal_pain: ") for line in lines)
    assert not any(line.startswith("content/en/signs.toml: fever: ") for line in lines)


def test_another_source_needs_no_new_review(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The evidence is no part of what was read aloud."""
    review_all(copy, capsys)
    change(copy / "triage/signs.toml", r"(\[fever\][^\[]*evidence = \[)", r'\1"GRP-01", ')

    assert check(copy, capsys)[0] == 0


def test_a_new_review_mends_it(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A record of the present text is enough, whatever older ones say."""
    review_all(copy, capsys)
    change_fever(copy)
    again = ["--record", "sign/fever", "--role", ROLE, "--date", "2030-03-01", "--root", str(copy)]
    assert main(again) == 0
    with (copy / "reviews.toml").open("a") as records:
        records.write(capsys.readouterr().out)

    assert check(copy, capsys)[0] == 0
    assert state(book_of(copy), "sign-fever") == f"Reviewed 2030-03-01, {ROLE}"


def test_broken_content_may_not_be_released(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An entry that cannot be read is told, and does not slip through for being absent."""
    review_all(copy, capsys)
    change(copy / "en/signs.toml", r"(\[fever\]\n)heard", r"\1haerd")

    code, lines = check(copy, capsys)
    assert code == 1
    assert any(line.startswith("content/en/signs.toml: fever.heard: ") for line in lines)


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        ('kind = "sing"', "Invalid enum value 'sing'"),
        ('sha256 = "abc"', "matching regex"),
        ('role = ""', "length >= 3"),
        ('date = "soon"', "date"),
        ('name = "Doctor Who"', "unknown field `name`"),
    ],
)
def test_a_record_that_is_not_of_its_form_is_refused(
    copy: Path, capsys: pytest.CaptureFixture[str], record: str, fault: str
) -> None:
    """With its file and place; a person's name has no field to go to."""
    fields = {
        "kind": 'kind = "sign"',
        "id": 'id = "fever"',
        "locale": 'locale = "en-US"',
        "sha256": f'sha256 = "{"0" * 64}"',
        "role": f'role = "{ROLE}"',
        "date": f"date = {DAY}",
    }
    fields[record.split()[0]] = record
    (copy / "reviews.toml").write_text("[[reviewed]]\n" + "\n".join(fields.values()))

    with pytest.raises(ValueError, match=r"^reviews\.toml: .*reviewed") as refused:
        reviews.load(copy)
    assert fault in str(refused.value)
    assert check(copy, capsys) == (1, [f"content/{refused.value}"])


def test_an_unknown_item_cannot_be_recorded(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is printed for it but what to do."""
    command = ["--record", "sign/feber", "--role", ROLE, "--date", DAY, "--root", str(copy)]

    assert main(command) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("sign/feber: no such item or kind; ")
