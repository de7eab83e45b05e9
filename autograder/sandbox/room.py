"""What a sandbox shows of this machine: the system, this Python, `privatepixels`, and nothing else."""

import importlib.util
import os
import sys
from dataclasses import dataclass
from pathlib import Path

_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64")
_SETTINGS = ("/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/localtime", "/etc/mime.types")
_LIBRARIES = ("site-packages", "dist-packages")
_STAND_IN = Path(__file__).parent / "stand_in"


@dataclass(frozen=True)
class Room:
    """Paths that can be read within, at their own places: `shown` as they are, `covered` with something else there.

    `covered` maps a path to the folder that is seen there, or to an empty text for an empty folder.
    """

    shown: tuple[str, ...]
    covered: dict[str, str]


def furnish() -> Room:
    """Choose what is shown on this machine."""
    shown = [path for path in _SYSTEM + _SETTINGS if os.path.exists(path)]
    shown += [os.path.realpath(path) for path in (sys.base_prefix, sys.prefix)] + [sys.prefix]
    shown += [path for path in sys.path if os.path.basename(path) in _LIBRARIES and os.path.isdir(path)]
    shown += _package("privatepixels")
    covered = {path: "" for path in _package("solutions")}
    covered |= {path: str(_STAND_IN) for path in _package("autograder")}
    return Room(tuple(dict.fromkeys(shown)), covered)


def _package(name: str) -> list[str]:
    found = importlib.util.find_spec(name)
    return [os.path.realpath(path) for path in found.submodule_search_locations] if found else []
