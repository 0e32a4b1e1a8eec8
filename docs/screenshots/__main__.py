"""Take every picture, or those whose names are given."""

from __future__ import annotations

import sys

from docs.screenshots import page, screens
from docs.screenshots.camera import camera

PICTURES = {**page.PICTURES, **screens.PICTURES}


def main(names: list[str]) -> int:
    """Take the pictures; 1 where one has no such name."""
    unknown = [name for name in names if name not in PICTURES]
    if unknown:
        print(f"no picture {', '.join(unknown)}; there is: {', '.join(PICTURES)}", file=sys.stderr)
        return 1
    with camera() as eye:
        for name in names or PICTURES:
            PICTURES[name](eye, name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
