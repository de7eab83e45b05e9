"""What a cheat might want of the machine: secrets, sockets, a process to kill; and a look at what it left there."""

import contextlib
import hashlib
import os
import secrets
import socket
import sqlite3
import subprocess
import tempfile
from pathlib import Path

import pytest

from autograder import catalogue

from . import lesson

_OUTSIDE = ("/", "/tmp", "/var/tmp", "/dev/shm", "/run", "/root", "/usr", "/usr/bin", "/usr/local/bin", "/etc", "/home")


class Surroundings:
    """The machine around a class in the folder `root`. Its home, environment and processes are this test's own."""

    def __init__(self, folder: Path, root: Path):
        self._folder, self.root = folder, root
        self.token = f"cheat-{secrets.token_hex(4)}"
        self._patch = pytest.MonkeyPatch()

    def __enter__(self) -> "Surroundings":
        self._home = _furnish_home(self._folder / "home")
        self._patch.setenv("HOME", str(self._home))
        self._patch.setenv("CLASS_DATABASE_PASSWORD", "CANARY-environment")
        self._secret = tempfile.NamedTemporaryFile("w", prefix="teacher-")
        self._secret.write("CANARY-tmp")
        self._secret.flush()
        self._listeners = [
            _listener(socket.AF_INET, ("127.0.0.1", 0)),
            _listener(socket.AF_UNIX, f"{self._folder}/door"),
            _listener(socket.AF_UNIX, f"\0{self.token}"),
        ]
        self._victim = subprocess.Popen(["cat"], stdin=subprocess.PIPE, start_new_session=True)  # it ends with this one
        return self

    def __exit__(self, *exception: object) -> None:
        self._victim.stdin.close()
        self._victim.wait()
        for listener in self._listeners:
            listener.close()
        self._secret.close()
        self._patch.undo()

    def known(self) -> dict[str, object]:
        """Tell what a cheat is taken to have found out beforehand; see `form.with_knowledge`."""
        return {
            "CHEAT_ROOT": str(self.root),
            "CHEAT_CHECKS": str(catalogue.module(lesson.NAME)),
            "CHEAT_HOME": str(self._home),
            "CHEAT_TMP": self._secret.name,
            "CHEAT_PORT": self._listeners[0].getsockname()[1],
            "CHEAT_SOCKET": f"{self._folder}/door",
            "CHEAT_ABSTRACT": self.token,
            "CHEAT_VICTIM": self._victim.pid,
            "CHEAT_GRADER": os.getpid(),
            "CHEAT_TOKEN": self.token,
        }

    def traces(self) -> list[str]:
        """Name what was left on the machine, or ended, or reached since the last time: there should be nothing."""
        processes = [f"the process {text}" for text in _command_lines() if self.token in text]
        files = [f"the file {path}" for folder in self._places() for path in _listed(folder) if "cheat-" in path.name]
        reached = [f"a connection to {one.getsockname()}" for one in self._listeners if _callers(one)]
        return processes + files + reached + ["the victim's end"] * (self._victim.poll() is not None)

    def _places(self) -> list[Path]:
        project = Path(__file__).parents[2]
        packages = [project / name for name in ("", "course", "autograder", "privatepixels", "solutions")]
        return [*map(Path, _OUTSIDE), *packages, self.root, self._home, Path.cwd(), Path(os.__file__).parent]

    def fingerprint(self, without: str) -> dict[str, str]:
        """Hash the files of the class and of the home, but for the gradebook and what belongs to one student."""
        files = [path for folder in (self.root, self._home) for path in folder.rglob("*") if _is_plain(path)]
        kept = [path for path in files if without not in path.parts and "records" not in path.parts]
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and not path.name.startswith("gradebook.db")


def _furnish_home(home: Path) -> Path:
    profile = home / ".ipython" / "profile_default"
    profile.mkdir(parents=True)
    (home / ".ssh").mkdir()
    (home / ".ssh" / "id_ed25519").write_text("CANARY-home")
    (home / "exam.txt").write_text("CANARY-home")
    with sqlite3.connect(profile / "history.sqlite") as history:
        history.execute("create table history (session integer, line integer, source text, source_raw text)")
        history.execute("insert into history values (1, 1, 'CANARY-home', 'CANARY-home')")
    return home


def _listener(family: int, address: object) -> socket.socket:
    listener = socket.socket(family)
    listener.bind(address)
    listener.listen()
    listener.setblocking(False)
    return listener


def _callers(listener: socket.socket) -> int:
    """Count who connected since the last time."""
    number = 0
    with contextlib.suppress(BlockingIOError):
        while True:
            listener.accept()[0].close()
            number += 1
    return number


def _command_lines() -> list[str]:
    """Give the command line and the name of every process that has memory: one that was killed has none left."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            with contextlib.suppress(OSError):  # It has ended.
                text = f"{folder.name} {(folder / 'comm').read_text()} {(folder / 'cmdline').read_text()}"
                found += [text] * ("VmSize:" in (folder / "status").read_text())
    return found


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []
