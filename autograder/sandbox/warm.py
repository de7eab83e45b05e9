"""The grader's side of the zygote: starts it when it is first needed, and asks it, or any other, for a sandbox."""

import atexit
import contextlib
import errno
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from autograder.sandbox import isolation
from autograder.sandbox.room import Room

SHARED = "PRIVATE_PIXELS_ZYGOTE"  # the address of a zygote that several processes share
_START = """
import sys
sys.path.insert(0, sys.argv[1])
from sandbox import zygote
del sys.path[0]
zygote.main(*sys.argv[2:])
"""
_PLACE, _PREFIX = "/tmp", "private-pixels-"  # a short path: those of sockets have 107 characters at most
_MOST_WAITING = 64
_KEPT = ("HOME", "PATH", "PYTHONPATH", "XDG_CACHE_HOME", "MPLCONFIGDIR", "LD_LIBRARY_PATH")
_SET = isolation.ONE_THREAD | {
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    "PYTHONHASHSEED": "0",
    "LANG": "C.UTF-8",
    "MALLOC_ARENA_MAX": "2",  # else each thread reserves 64 MiB of the address space that is limited
}


class Zygote:
    """A warm process that ends with this one. It can be asked at once; it answers when it is ready."""

    def __init__(self) -> None:
        _remove_leftovers()
        self._folder = tempfile.mkdtemp(prefix=_PREFIX, dir=_PLACE)
        self._log = Path(self._folder, "log")
        self.address = f"{self._folder}/zygote"
        with socket.socket(socket.AF_UNIX) as server, self._log.open("wb") as log:
            server.bind(self.address)
            server.listen(_MOST_WAITING)
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START, str(Path(__file__).parents[1]), self._folder, str(server.fileno())],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=log,
                pass_fds=[server.fileno()],
                cwd="/",
                env={name: os.environ[name] for name in _KEPT if name in os.environ} | _SET,
                start_new_session=True,  # Ctrl-C is for the grader
            )

    @property
    def said(self) -> str:
        """What it wrote to stderr."""
        return self._log.read_text(errors="replace")

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def end(self) -> None:
        """Let it end; kernels that it has given away live on."""
        self._process.stdin.close()
        self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


def ask(address: str, room: Room, limits: Mapping, imports: tuple[str, ...]) -> socket.socket:
    """Ask a zygote for a sandbox; returns the connection to its keeper. Raises `OSError` where none answers."""
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(address)
        wish = {"room": asdict(room), "limits": dict(limits), "imports": imports}
        connection.sendall(json.dumps(wish).encode() + b"\n")
    except OSError:
        connection.close()
        raise
    return connection


def addresses() -> Iterator[str]:
    """Give the addresses of zygotes to ask, one after the other: the shared one, then this process's own."""
    if os.environ.get(SHARED):
        yield os.environ[SHARED]
    yield own().address


_mine: Zygote | None = None


def own() -> Zygote:
    """Give this process's own zygote, started where there is none, or none any more."""
    global _mine
    if _mine is None or not _mine.alive:
        _mine = Zygote()
        atexit.register(_mine.end)
    return _mine


@contextlib.contextmanager
def shared() -> Iterator[None]:
    """Start this process's zygote now, for the processes that it starts meanwhile as well."""
    os.environ[SHARED] = own().address
    try:
        yield
    finally:
        del os.environ[SHARED]


def _remove_leftovers() -> None:
    """Remove the folders of zygotes that were killed together with their graders: nobody answers there."""
    for folder in Path(_PLACE).glob(f"{_PREFIX}*"):
        with socket.socket(socket.AF_UNIX) as probe, contextlib.suppress(OSError):
            if probe.connect_ex(str(folder / "zygote")) == errno.ECONNREFUSED:
                shutil.rmtree(folder, ignore_errors=True)
