"""Numbers and lengths of time in words, as Alexa's built-in slot types take them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from simulator.understanding.language import Numbers

LONGEST = 9
"""Words; no length of time that anybody says is longer."""


def spelled(digits: str, numbers: Numbers) -> list[str]:
    """Digits in words: ``20`` as twenty, ``120`` as a count, ``911`` one by one."""
    by_digit = len(digits) > 3 or (len(digits) == 3 and digits[-1] != "0") or digits[0] == "0"
    if by_digit:
        return [numbers.words[int(digit)] for digit in digits]
    hundreds, rest = divmod(int(digits), 100)
    counted = [numbers.words[hundreds], numbers.hundred] if hundreds else []
    return [*counted, *_below_hundred(rest, numbers)] if rest else counted


def _below_hundred(value: int, numbers: Numbers) -> list[str]:
    if value < len(numbers.words):
        return [numbers.words[value]]
    tens, rest = divmod(value, 10)
    return [numbers.tens[tens - 2], *([numbers.words[rest]] if rest else [])]


def number(words: Sequence[str], numbers: Numbers) -> int | None:
    """The number that these words are, 0 to 999; None where they are none."""
    if numbers.hundred in words:
        at = words.index(numbers.hundred)
        hundreds = 1 if tuple(words[:at]) in {(), *((one,) for one in numbers.one)} else None
        hundreds = hundreds or _small(words[:at], numbers)
        rest = words[at + 1 :]
        rest = rest[1:] if rest and rest[0] in numbers.and_ else rest
        below = _small(rest, numbers) if rest else 0
        return None if hundreds is None or below is None else hundreds * 100 + below
    return _small(words, numbers)


def _small(words: Sequence[str], numbers: Numbers) -> int | None:
    """The number below a hundred that one or two words are."""
    match tuple(words):
        case (word,) if word in numbers.words:
            return numbers.words.index(word)
        case (tens,) if tens in numbers.tens:
            return 20 + 10 * numbers.tens.index(tens)
        case (tens, word) if tens in numbers.tens and word in numbers.words[1:10]:
            return 20 + 10 * numbers.tens.index(tens) + numbers.words.index(word)
    return None


def duration(words: Sequence[str], numbers: Numbers) -> str | None:
    """The length of time that these words are, in ISO 8601: ``PT20M``; None where they are none."""
    words = _without_about(tuple(words), numbers)
    best = [_amount(words[:cut], words[cut:], numbers) for cut in range(1, len(words))]
    found = next((one for one in best if one), None)
    return iso(found) if found else None


Amounts = dict[str, Fraction]
"""How much of each unit, by its designator."""


def _without_about(words: tuple[str, ...], numbers: Numbers) -> tuple[str, ...]:
    for phrase in numbers.about:
        said = tuple(phrase.split())
        if words[: len(said)] == said:
            return _without_about(words[len(said) :], numbers)
    return words


def _amount(count: Sequence[str], rest: Sequence[str], numbers: Numbers) -> Amounts | None:
    """So many of a unit, and perhaps a half or some smaller unit more."""
    of = unit(rest[0], numbers)
    many = _count(count, numbers)
    if of is None or many is None:
        return None
    more = tuple(rest[1:])
    if more == tuple(numbers.and_a_half.split()):
        return {of: many + Fraction(1, 2)}
    if not more:
        return {of: many}
    more = more[1:] if more[0] in numbers.and_ else more
    smaller = next(
        (one for cut in range(1, len(more)) if (one := _amount(more[:cut], more[cut:], numbers))),
        None,
    )
    return {of: many, **smaller} if smaller and of not in smaller else None


def _count(words: Sequence[str], numbers: Numbers) -> Fraction | None:
    said = " ".join(words)
    if said in numbers.half:
        return Fraction(1, 2)
    if said in numbers.few:
        return Fraction(numbers.few[said])
    if said in numbers.one:
        return Fraction(1)
    half = f" {numbers.and_a_half}"
    whole = number(said.removesuffix(half).split(), numbers)
    if whole is None:
        return None
    return whole + (Fraction(1, 2) if said.endswith(half) else Fraction(0))


def unit(word: str, numbers: Numbers) -> str | None:
    """The designator of a unit of time in ISO 8601; None for any other word."""
    return numbers.units.get(word) or numbers.units.get(word.removesuffix("s"))


_SMALLER = {"TH": ("TM", 60), "TM": ("TS", 60), "D": ("TH", 24), "W": ("D", 7), "Y": ("M", 12)}


def iso(amounts: Amounts) -> str:
    """ISO 8601 of the amounts; a half is told in the next smaller unit where it has one."""
    whole: dict[str, int] = {}
    for name, many in amounts.items():
        whole[name] = whole.get(name, 0) + int(many)
        part = many - int(many)
        if part and name in _SMALLER:
            smaller, per = _SMALLER[name]
            whole[smaller] = whole.get(smaller, 0) + int(part * per)
    date = "".join(f"{whole[u]}{u}" for u in ("Y", "M", "W", "D") if whole.get(u))
    time = "".join(f"{whole[u]}{u[1]}" for u in ("TH", "TM", "TS") if whole.get(u))
    return f"P{date}T{time}" if time else f"P{date or '0D'}"
