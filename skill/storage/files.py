"""Files that nobody but this user can have put there or can read."""

from __future__ import annotations

import os
import stat
from pathlib import Path


class UnusableError(Exception):
    """A store cannot be used as it is; the message is one line that says what to do."""


class GoneError(Exception):
    """What was opened is not there any more; opened anew, the store can go on."""


def private_folder(folder: Path) -> None:
    """Make the folder, for this user alone, where it is missing; its own parent must be there.

    Raises UnusableError where others could put files into it, and OSError.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    about = folder.stat()
    anyone = about.st_mode & (stat.S_IWGRP | stat.S_IWOTH) and not about.st_mode & stat.S_ISVTX
    if anyone or about.st_uid not in (os.getuid(), 0):
        raise UnusableError(
            f"{folder} can be written by others. Give CRAMP_COACH_BOOKMARK a folder of your own"
        )


def private_file(file: Path) -> None:
    """Make the file, empty and for this user alone, where it is missing.

    Raises UnusableError where it is somebody else's or no plain file, and OSError.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    handle = os.open(file, flags, 0o600)
    try:
        about = os.fstat(handle)
    finally:
        os.close(handle)
    if about.st_uid != os.getuid() or not stat.S_ISREG(about.st_mode):
        raise UnusableError(f"{file} is no file of ours. Move it, or name another")
