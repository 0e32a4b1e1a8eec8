"""What the attacks came to, printed after the run."""

from __future__ import annotations

from dataclasses import dataclass, field

from sending import Reply


@dataclass
class Figures:
    """Counted while the tests run."""

    tried: dict[str, int] = field(default_factory=dict)
    slowest: tuple[float, str] = (0.0, "")
    fetches: int = 0
    lines: list[str] = field(default_factory=list)

    def took(self, way: str, name: str, reply: Reply, fetches: int = 0) -> None:
        """One attack was tried."""
        self.tried[way] = self.tried.get(way, 0) + 1
        self.slowest = max(self.slowest, (reply.seconds, name))
        self.fetches += fetches

    def told(self) -> list[str]:
        """One line for each figure."""
        if not self.tried and not self.lines:
            return []
        tried = [f"{count} {way}" for way, count in self.tried.items()]
        seconds, name = self.slowest
        return [
            f"attacks tried: {sum(self.tried.values())} ({', '.join(tried)})",
            f"slowest answer: {seconds:.2f} s ({name})",
            f"fetches from the certificate host that attacks caused: {self.fetches}",
            *self.lines,
        ]


FIGURES = Figures()
