"""``python -m linter.content [LOCALE...]``: exit code 1 when the content has a problem."""

from __future__ import annotations

import sys

import click

from linter.content import problems_in
from skill.content.load import DEFAULT_LOCALE


@click.command()
@click.argument("locales", nargs=-1)
def main(locales: tuple[str, ...]) -> None:
    """Check what may be said in these locales, each problem in one line."""
    found = 0
    for locale in locales or (DEFAULT_LOCALE,):
        problems = problems_in(locale)
        found += len(problems)
        for line in problems or [f"{locale}: no problems"]:
            click.echo(line)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main(prog_name="python -m linter.content")
