"""Starts kernels in sandboxes, for any program that uses `jupyter_client`.

    JUPYTER_DEFAULT_PROVISIONER_NAME=private-pixels-sandbox jupyter execute notebook.ipynb

or in a kernel's `kernel.json`: `"metadata": {"kernel_provisioner": {"provisioner_name": "private-pixels-sandbox"}}`.
"""

import asyncio
import contextlib
import json
import shutil
import signal
import socket
import sys
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import KernelProvisionerBase
from traitlets import Float, Integer, List, Unicode

from autograder.rules import Rules
from autograder.sandbox import warm
from autograder.sandbox.room import furnish

_DEFAULT = Rules()
_MOST_SECONDS = 60.0  # to be ready: TensorFlow may have to be imported first
_NO_SIGNAL = 0  # asks whether it is alive


class IsolationError(RuntimeError):
    """No kernel can be locked away on this machine; the message says what is missing and how to get it."""


class SandboxProvisioner(KernelProvisionerBase):
    """A kernel in a sandbox, forked from a warm process, or from a fresh one where that fails."""

    memory = Integer(_DEFAULT.memory, help="Bytes of memory that a kernel and all it starts may use.").tag(config=True)
    processes = Integer(_DEFAULT.processes, help="Processes and threads.").tag(config=True)
    disk = Integer(_DEFAULT.disk, help="Bytes of files.").tag(config=True)
    cpu_seconds = Float(_DEFAULT.cpu_seconds, help="Seconds of processor time of a process.").tag(config=True)
    imports = List(Unicode(), help="Modules that the warm process imports beforehand.").tag(config=True)

    end_reason: str | None = None
    _connection: socket.socket | None = None
    _heard = b""
    _folder = ""
    _fresh: warm.Zygote | None = None

    @property
    def has_process(self) -> bool:
        """Whether there is a kernel."""
        return self._connection is not None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Prepare nothing: what a kernel is started with is the sandbox's own business."""
        return await super().pre_launch(cmd=[], **kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start a kernel; returns how to connect to it. Raises `IsolationError`."""
        if sys.platform != "linux":
            raise IsolationError(_advice(f"sandboxes need Linux; this is {sys.platform}"))
        self.end_reason = None
        for address in warm.addresses():
            try:
                self.connection_info = await self._launch(address)
                return self.connection_info
            except OSError as error:
                self.log.warning("The warm process gave no kernel (%s); asking elsewhere", error)
        self._fresh = warm.Zygote()
        try:
            self.connection_info = await self._launch(self._fresh.address)
        except OSError as error:
            raise RuntimeError(f"no kernel could be started: {error}\n{self._fresh.said[-2000:]}") from None
        return self.connection_info

    async def _launch(self, address: str) -> KernelConnectionInfo:
        limits = {name: getattr(self, name) for name in ("memory", "processes", "disk", "cpu_seconds")}
        self._connection = warm.ask(address, furnish(), limits, tuple(self.imports))
        self._connection.setblocking(False)
        self._heard = b""
        try:
            said = await asyncio.wait_for(self._next_message(), _MOST_SECONDS)
        except TimeoutError:
            self._hang_up()
            raise OSError(f"no kernel was ready after {_MOST_SECONDS:g} s") from None
        if "ready" in said:
            self._folder = said["ready"]["ip"].removesuffix("/k")
            return {**said["ready"], "key": said["ready"]["key"].encode()}
        self._hang_up()
        if "failed" in said:
            raise IsolationError(_advice(said["failed"].strip().splitlines()[-1]))
        raise OSError(said.get("ended", "it hung up"))

    async def _next_message(self) -> dict:
        loop = asyncio.get_running_loop()
        while b"\n" not in self._heard:
            part = await loop.sock_recv(self._connection, 65536)
            if not part:
                return {}
            self._heard += part
        line, _, self._heard = self._heard.partition(b"\n")
        return json.loads(line)

    async def poll(self) -> int | None:
        """Return None while the kernel lives, else 1; `end_reason` then says why it ended."""
        if self._connection is None:
            return 1
        try:
            part = self._connection.recv(65536)
        except BlockingIOError:
            return None
        except OSError:
            part = b""
        self._heard += part
        if b"\n" in self._heard:
            self.end_reason = json.loads(self._heard.partition(b"\n")[0]).get("ended")
        self._hang_up()
        return 1

    async def wait(self) -> int | None:
        """Wait for nothing: a sandbox whose client has hung up is gone."""
        self._hang_up()
        return 0

    async def send_signal(self, signum: int) -> None:
        """Interrupt the kernel, or end it; other signals aren't passed on."""
        if self._connection is None or signum == _NO_SIGNAL:
            return
        if signum != signal.SIGINT:
            self._hang_up()
            return
        with contextlib.suppress(OSError):
            self._connection.sendall(b"interrupt\n")

    async def kill(self, restart: bool = False) -> None:
        """End the kernel, and all that it started, at once."""
        self._hang_up()

    async def terminate(self, restart: bool = False) -> None:
        """End the kernel, and all that it started, at once."""
        self._hang_up()

    async def cleanup(self, restart: bool = False) -> None:
        """Remove what is left of the kernel; may be called twice."""
        self._hang_up()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = ""
        if self._fresh is not None:
            self._fresh.end()
            self._fresh = None

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _advice(problem: str) -> str:
    return (
        f"Students' code can't be locked away on this machine: {problem}.\n"
        "It needs Linux 5.12 or newer, as root or with user namespaces for ordinary users (Debian: sysctl "
        "kernel.unprivileged_userns_clone=1; Ubuntu: sysctl kernel.apparmor_restrict_unprivileged_userns=0; in Docker: "
        "--cap-add SYS_ADMIN --security-opt seccomp=unconfined --security-opt apparmor=unconfined).\n"
        "Or name a kernel in a container as c.GradeAnswers.isolation (docs/isolation.md shows one), or give all your "
        'rights to students\' code with c.GradeAnswers.isolation = "none".'
    )
