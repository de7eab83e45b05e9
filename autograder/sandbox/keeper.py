"""The first process of a sandbox: it starts the kernel, watches over its limits, and takes all with it when it ends.

Students' code can neither signal nor read it: it is the first process of their world, and can't be traced. It speaks in
lines of JSON: `ready` with what a client needs to connect, `ended` with the reason. Told `interrupt` it interrupts the
kernel; when its client hangs up, it ends.
"""

import json
import os
import resource
import select
import signal
import socket
import traceback
from collections.abc import Mapping

from . import isolation, kernel, linux

_TICK = 0.1  # seconds
_MIB = 2**20
_SOCKET = 2 * 212_992  # bytes: twice the most that a buffer may be set to (net.core.wmem_max)


class Keeper:
    """Watches over one kernel. `channel` leads to the zygote, which hands the client's connection over on it."""

    def __init__(self, channel: socket.socket, door: str, user: int, limits: Mapping):
        self._channel = channel
        self._door = door
        self._user = user
        self._limits = limits
        self._client: socket.socket | None = None
        self._said: list[dict] = []  # before there was a client to hear it

    def keep(self) -> None:
        """Start the kernel, stay until it ends or nobody wants it, and say why it ended."""
        linux.prctl(linux.PR_SET_DUMPABLE, 0)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._started, told = os.pipe()
        self._kernel = os.fork()
        if self._kernel == 0:
            kernel.run(told, self._user, self._limits)
        os.close(told)
        self._idle = self._usage()
        reason = self._watch()
        if reason:
            self._say({"ended": reason})
            self._wait_for_a_client()

    def _watch(self) -> str | None:
        """Return why the kernel ended, or None where nobody is left who would want to know."""
        while True:
            listening = [self._client or self._channel] + ([self._started] if self._started else [])
            for ready in select.select(listening, [], [], _TICK)[0]:
                if ready is self._started:
                    self._hear_from_kernel()
                elif not self._hear_from_outside():
                    return None
            reason = self._ended() or self._over_the_limit()
            if reason:
                return reason

    def _hear_from_kernel(self) -> None:
        text = b""
        while part := os.read(self._started, 65536):
            text += part
        os.close(self._started)
        self._started = 0
        if text:
            isolation.close_door()
            self._say({"ready": {**json.loads(text), "ip": f"{self._door}/k"}})

    def _hear_from_outside(self) -> bool:
        """Take the client's connection, or what it wants. Tells whether anybody is still there."""
        if self._client is None:
            _, connections, _, _ = socket.recv_fds(self._channel, 16, 1)
            if not connections:
                return False
            self._client = socket.socket(fileno=connections[0])
            self._channel.close()
            for message in self._said:
                self._say(message)
            return True
        try:
            wish = self._client.recv(4096)
        except OSError:
            return False
        if b"interrupt" in wish:
            os.kill(self._kernel, signal.SIGINT)
        return bool(wish)

    def _say(self, message: dict) -> None:
        if self._client is None:
            self._said.append(message)
            return
        try:
            self._client.sendall(json.dumps(message).encode() + b"\n")
        except OSError:
            return  # It has gone, as the next look at the connection tells.

    def _wait_for_a_client(self) -> None:
        while self._client is None and self._hear_from_outside():
            continue

    def _ended(self) -> str | None:
        """Reap what has ended; tell how the kernel did, if it is among it."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return "it is gone"
            if pid == 0:
                return None
            if pid == self._kernel:
                return self._how(status)

    def _how(self, status: int) -> str:
        if not os.WIFSIGNALED(status):
            return f"it exited with code {os.waitstatus_to_exitcode(status)}"
        number = os.WTERMSIG(status)
        if number == signal.SIGXCPU:
            return f"it used more than {self._limits['cpu_seconds']:g} s of processor time"
        return f"it was ended by {signal.Signals(number).name}"

    def _over_the_limit(self) -> str | None:
        most = self._idle + self._limits["memory"]
        if self._usage() > most and self._exact_usage() > most:
            return f"it used more than {self._limits['memory'] / _MIB:g} MiB of memory"
        return None

    def _usage(self) -> int:
        """Add up the memory of all processes, in bytes: quick, but counts what they share several times."""
        return sum(map(_resident, _others())) + _sockets()

    def _exact_usage(self) -> int:
        return sum(map(_share, _others())) + _sockets()


def _others() -> list[str]:
    """Name the processes in the sandbox, but for this one."""
    return [name for name in os.listdir("/proc") if name.isdecimal() and name != "1"]


def _sockets() -> int:
    """Tell how much memory the sockets in the sandbox could fill, which counts as no process's."""
    with open("/proc/net/unix") as file:
        return _SOCKET * sum(1 for _ in file)


def _resident(pid: str) -> int:
    try:
        with open(f"/proc/{pid}/statm") as file:
            return int(file.read().split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0  # It has ended.


def _share(pid: str) -> int:
    """Measure a process's memory, its share of what it has in common with others."""
    try:
        with open(f"/proc/{pid}/smaps_rollup") as file:
            return next(int(line.split()[1]) * 1024 for line in file if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return _resident(pid)  # It has ended, or hides.


def begin(channel: socket.socket, room: Mapping, limits: Mapping, folder: str) -> None:
    """Build a sandbox below `folder` and keep it. Never returns. What fails is said to the client."""
    user = isolation.user_within()
    door = f"{folder}/{os.getpid()}"
    keeper = Keeper(channel, door, user, limits)
    try:
        os.mkdir(door, 0o700)
        os.chown(door, user, -1)
        isolation.leave_namespaces()
        if os.fork():
            os._exit(0)
        isolation.build_room(room, f"{folder}/scratch", door, user, limits["disk"])
        keeper.keep()
    except BaseException:
        keeper._say({"failed": traceback.format_exc(limit=-3)})
        keeper._wait_for_a_client()
    finally:
        os._exit(0)
