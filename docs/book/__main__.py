"""Write the book, ask whether all of it is reviewed, or make review records.

* ``python -m docs.book`` writes ``docs/script/index.html``.
* ``python -m docs.book --release-check [LOCALE]`` prints a line for each item that no clinician has
  reviewed as it is, and exits with 1 if there is any.
* ``python -m docs.book --record sign/fever tip --role "family physician" --date 2030-01-31`` prints
  records, of items or of all items of a kind, to add to ``content/reviews.toml``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import msgspec

from docs.book import editions, page, reviews
from docs.book.book import book
from docs.book.items import Item, items
from skill.content import read
from skill.content.load import DEFAULT_LOCALE, load

OUTPUT = Path(__file__).parents[1] / "script" / "index.html"


def write(today: date, output: Path = OUTPUT, root: Path = read.ROOT) -> None:
    """Write the book of the default locale; a text it never held before is dated today."""
    made, kept = book(root=root), output.with_name(editions.FILE.name)
    output.parent.mkdir(parents=True, exist_ok=True)
    day = editions.since(made.edition, kept) or today
    editions.keep(made.edition, day, kept)
    output.write_text(page.html(msgspec.structs.replace(made, since=day)), encoding="utf-8")


def release_check(locale: str, root: Path) -> int:
    """Print a line for each item that was not reviewed; 1 if there is any, or a faulty record."""
    try:
        left = reviews.unreviewed(locale, root)
    except ValueError as fault:
        left = [f"content/{fault}"]
    print(*left or [f"{locale}: every item was reviewed as it is"], sep="\n")
    return 1 if left else 0


def record(names: Iterable[str], role: str, day: date, locale: str, root: Path) -> int:
    """Print a record for each item named, or of a kind named; 1 if a name fits nothing."""
    known = items(load(locale, root, cache=None))
    for name in names:
        found = named(name, known.values())
        if not found:
            print(f"{name}: no such item or kind; take one from appendix D", file=sys.stderr)
            return 1
        for item in found:
            print(reviews.as_toml(item, locale, role, day))
    return 0


def named(name: str, known: Iterable[Item]) -> list[Item]:
    """The item of a name, or all items of a kind."""
    return [item for item in known if name in (item.name, item.kind)]


def arguments(given: list[str] | None) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m docs.book", description="The clinician's book."
    )
    parser.add_argument("--release-check", nargs="?", const=DEFAULT_LOCALE, metavar="LOCALE")
    parser.add_argument("--record", nargs="+", metavar="KIND/ID")
    parser.add_argument("--role", help="what the reviewer is, never who")
    parser.add_argument("--date", type=date.fromisoformat, help="the day of the review")
    parser.add_argument("--locale", default=DEFAULT_LOCALE, help="whose words were read")
    parser.add_argument("--root", type=Path, default=read.ROOT, help="the content folder")
    asked = parser.parse_args(given)
    if asked.record and not (asked.role and asked.date):
        parser.error("--record needs --role and --date")
    return asked


def main(given: list[str] | None = None) -> int:
    """Do what was asked for."""
    asked = arguments(given)
    if asked.release_check:
        return release_check(asked.release_check, asked.root)
    if asked.record:
        return record(asked.record, asked.role, asked.date, asked.locale, asked.root)
    write(date.today(), root=asked.root)
    return 0


if __name__ == "__main__":
    sys.exit(main())
