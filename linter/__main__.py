"""``python -m linter``: lint the model and the lines; exit code 1 when there is an error."""

from __future__ import annotations

import sys

import click

from interaction_model import sources
from linter.findings import Severity
from linter.lint import findings_of
from simulator.errors import SimulatorError


@click.command()
@click.option("--locale", "locales", multiple=True, help="as Alexa's; by default all there are")
def main(locales: tuple[str, ...]) -> None:
    """Find what is wrong with what the skill hears and says; one line each."""
    try:
        found = [one for locale in locales or sources.locales() for one in findings_of(locale)]
    except SimulatorError as fault:
        click.echo(f"Error: {fault}", err=True)
        sys.exit(2)
    for one in found:
        click.echo(str(one))
    errors = sum(one.severity is Severity.ERROR for one in found)
    click.echo(f"{_count(errors, 'error')}, {_count(len(found) - errors, 'warning')}")
    sys.exit(1 if errors else 0)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


if __name__ == "__main__":
    main(prog_name="python -m linter")
