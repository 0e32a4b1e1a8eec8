"""APL's data binding, as much of it as our documents use, and no more.

A name that is not defined is an error here; on a device it would be nothing, silently.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

Names = Mapping[str, Any]
Value = Callable[[Names], Any]

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<text>'[^']*')|(?P<name>@?[A-Za-z_]\w*(?:\.\w+)*)"
    r"|(?P<sign>==|!=|<=|>=|&&|\|\||[-+*/%<>!?:()]))"
)
LEVELS: list[dict[str, Callable[[Any, Any], Any]]] = [
    {"||": lambda one, two: one or two},
    {"&&": lambda one, two: one and two},
    {"==": operator.eq, "!=": operator.ne},
    {"<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge},
    {"+": operator.add, "-": operator.sub},
    {"*": operator.mul, "/": operator.truediv, "%": operator.mod},
]
"""Signs between two values, those that bind least first."""


class UndefinedError(LookupError):
    """A name stands for nothing."""


def evaluate(text: str, names: Names) -> Any:
    """A string with its ``${...}`` replaced; one that is nothing else keeps the value's type."""
    whole = re.fullmatch(r"\$\{([^}]*)\}", text)
    if whole:
        return parsed(whole[1])(names)
    return re.sub(r"\$\{([^}]*)\}", lambda found: str(parsed(found[1])(names)), text)


@cache
def parsed(text: str) -> Value:
    """An expression, ready to be evaluated; SyntaxError for what is none."""
    return Parser(text).whole()


class Parser:
    """Reads one expression."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[tuple[str, str]] = []
        at = 0
        while at < len(text.rstrip()):
            found = TOKEN.match(text, at)
            if not found or not found.lastgroup:
                raise SyntaxError(f"{text!r} at {text[at:]!r}")
            self.tokens.append((found.lastgroup, found[found.lastgroup]))
            at = found.end()

    def whole(self) -> Value:
        value = self.choice()
        if self.tokens:
            raise SyntaxError(f"{self.text!r} goes on with {self.tokens[0][1]!r}")
        return value

    def take(self, sign: str) -> bool:
        if self.tokens[:1] == [("sign", sign)]:
            self.tokens.pop(0)
            return True
        return False

    def choice(self) -> Value:
        test = self.level(0)
        if not self.take("?"):
            return test
        yes = self.choice()
        if not self.take(":"):
            raise SyntaxError(f"{self.text!r} has no ':'")
        no = self.choice()
        return lambda names: yes(names) if test(names) else no(names)

    def level(self, depth: int) -> Value:
        if depth == len(LEVELS):
            return self.single()
        value = self.level(depth + 1)
        while sign := next((sign for sign in LEVELS[depth] if self.take(sign)), ""):
            value = both(LEVELS[depth][sign], value, self.level(depth + 1))
        return value

    def single(self) -> Value:
        if self.take("!"):
            inner = self.single()
            return lambda names: not inner(names)
        if self.take("("):
            inside = self.choice()
            if not self.take(")"):
                raise SyntaxError(f"{self.text!r} has no ')'")
            return inside
        kind, text = self.tokens.pop(0) if self.tokens else ("", "")
        if kind == "number":
            return lambda _: float(text)
        if kind == "text":
            return lambda _: text[1:-1]
        if kind == "name":
            return lambda names: named(text, names)
        raise SyntaxError(f"{self.text!r} stops short")


def both(sign: Callable[[Any, Any], Any], one: Value, two: Value) -> Value:
    """Two values with a sign between them."""
    return lambda names: sign(one(names), two(names))


def named(path: str, names: Names) -> Any:
    """What a dotted name stands for."""
    value: Any = names
    for part in [path] if path.startswith("@") else path.split("."):
        if not isinstance(value, Mapping) or part not in value:
            raise UndefinedError(path)
        value = value[part]
    return value
