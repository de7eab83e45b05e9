"""A running kernel of a student's: requests, the messages that answer them, and limits on both.

The process at the other end may send anything at all. What it sends is matched with a request, bounded, and read as
data; what can't be read ends the kernel.
"""

import asyncio
import contextlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NoReturn, Self

import psutil
import zmq
from jupyter_core.utils import run_sync

from autograder.kernels import kernel_manager
from autograder.rules import MIB, Rules

START_SECONDS = 60.0
GRACE = 2.0  # seconds for an interrupted kernel to be idle again
TOO_LONG = "too long"  # the kind of a message whose content wasn't read
MOST_BYTES_OF_JSON = 8 * MIB
MOST_FRAMES = 2000
_MOST_MESSAGES_WAITING = 64
_MOST_GROWTH = 512 * MIB  # of this process while a request is answered: what waits in the sockets' queues
_LOOK_AGAIN = 0.05  # seconds, after which the processes at both ends are looked at
_KILL_SECONDS = 5.0
_PARTS_OF_JSON = 5  # signature, header, parent, metadata, content


class KernelEnded(Exception):
    """The kernel's process is gone; the message says why, as in 'it used more than 4 GiB of memory'."""


class Stopped(Exception):
    """A request was interrupted, and the kernel is idle again; the message says why."""


@dataclass(frozen=True)
class Message:
    """One message that answers a request. `content` is JSON's data from anybody, of any form."""

    kind: str
    content: dict
    buffers: Sequence[memoryview] = ()


class LiveKernel:
    """Starts with `with`, and is killed at its end. Raises `RuntimeError` where no kernel can be started."""

    def __init__(self, rules: Rules, imports: tuple[str, ...] = ()):
        self._manager = kernel_manager(rules, imports)
        self._process = psutil.Process()
        self._context: zmq.Context | None = None
        self._looked = 0.0
        self.has_ended = False

    def __enter__(self) -> Self:
        try:
            run_sync(self._manager.start_kernel)()
            self._connect()
            self._wait_until_ready()
            self._prepare()
        except BaseException:
            self.end()
            raise
        return self

    def _prepare(self) -> None:
        """Make a fresh kernel ready: for subclasses."""

    def __exit__(self, *exception: object) -> None:
        self.end()

    def _connect(self) -> None:
        client = self._manager.blocking_client()
        context = self._context = client.context
        context.maxmsgsize, context.rcvhwm = _MOST_GROWTH, _MOST_MESSAGES_WAITING
        self._session = client.session
        self._iopub, self._shell = client.connect_iopub(), client.connect_shell(self._session.bsession)
        self._poller = zmq.Poller()
        for socket in (self._iopub, self._shell):
            self._poller.register(socket, zmq.POLLIN)

    def _wait_until_ready(self) -> None:
        """Ask until an answer comes on both channels: what comes first on iopub may be lost."""
        deadline, silent = time.monotonic() + START_SECONDS, {self._iopub, self._shell}
        self._session.send(self._shell, "kernel_info_request")
        while silent:
            for socket, _ in self._poller.poll(1000 * _LOOK_AGAIN):
                socket.recv_multipart()
                silent.discard(socket)
            if silent == {self._iopub}:
                self._session.send(self._shell, "kernel_info_request")
            if time.monotonic() > deadline or not self._is_alive():
                raise RuntimeError("the kernel did not start")

    def ask(self, kind: str, content: dict, buffers: Sequence[bytes] = (), *, seconds: float) -> Iterator[Message]:
        """Send a request, and yield what comes on iopub in answer, until the kernel is idle.

        A request that takes longer than `seconds` is interrupted. Raises `Stopped` at the end where that helped, and
        `KernelEnded` where it didn't, or where the process is gone.
        """
        if self.has_ended:
            raise KernelEnded("it had ended before")
        request = self._session.send(self._shell, kind, content, buffers=list(buffers))["header"]["msg_id"].encode()
        memory = self._process.memory_info().rss
        deadline, stopped, replied = time.monotonic() + seconds, False, False
        while True:
            frames = self._receive(deadline, memory)
            if frames is None and replied:
                break
            if frames is None:
                if stopped:
                    self._give_up(f"it had to be stopped after {seconds:g} s, and did not stop when interrupted")
                self._interrupt()
                deadline, stopped = time.monotonic() + GRACE, True
                continue
            message = self._read(frames, request)
            if message is None:
                continue
            if message.kind == "execute_reply":
                deadline, replied = min(deadline, time.monotonic() + GRACE), True
            elif message.kind != "status":
                yield message
            elif message.content.get("execution_state") == "idle":
                break
        if stopped:
            raise Stopped(f"after {seconds:g} s")

    def _receive(self, deadline: float, memory: int) -> list[zmq.Frame] | None:
        """Return the next message, or None once the deadline has passed. Raises `KernelEnded`."""
        while (left := deadline - time.monotonic()) > 0:
            ready = dict(self._poller.poll(1000 * min(left, _LOOK_AGAIN)))
            if time.monotonic() > self._looked + _LOOK_AGAIN:
                self._looked = time.monotonic()
                if self._process.memory_info().rss > memory + _MOST_GROWTH:
                    self._give_up("it sent more than the grader can hold")
                if not ready and not self._is_alive():
                    ready = dict(self._poller.poll(1000 * _LOOK_AGAIN))  # what it sent at last
                    if not ready:
                        self._give_up(getattr(self._manager.provisioner, "end_reason", None) or "its process ended")
            if ready:
                return self._frames(self._iopub if self._iopub in ready else self._shell)
        return None

    def _frames(self, socket: zmq.Socket) -> list[zmq.Frame]:
        frames = [socket.recv(copy=False)]
        while frames[-1].more:
            if len(frames) == MOST_FRAMES:
                self._give_up("it sent a message that can't be read (too many parts)")
            frames.append(socket.recv(copy=False))
        return frames

    def _read(self, frames: list[zmq.Frame], request: bytes) -> Message | None:
        """Read a message if it answers the request. Raises `KernelEnded` where it can't be read."""
        try:
            _, parts = self._session.feed_identities(frames, copy=False)
            parent = parts[2]  # after the signature and the header
            if request not in parent.bytes:
                return None
            if sum(map(len, parts[:_PARTS_OF_JSON])) > MOST_BYTES_OF_JSON:
                return Message(TOO_LONG, {})
            message = self._session.deserialize(parts, copy=False)
            if message["parent_header"]["msg_id"].encode() != request:
                return None
            return Message(str(message["header"]["msg_type"]), dict(message["content"]), message["buffers"])
        except Exception as error:
            self._give_up(f"it sent a message that can't be read ({type(error).__name__})")

    def _give_up(self, why: str) -> NoReturn:
        self.end()
        raise KernelEnded(why)

    def _is_alive(self) -> bool:
        return run_sync(self._manager.is_alive)()

    def _interrupt(self) -> None:
        with contextlib.suppress(RuntimeError, OSError):  # It may be gone by now.
            run_sync(self._manager.interrupt_kernel)()

    def end(self) -> None:
        """Kill the process, and remove what is left of it; a second time nothing happens."""
        if not self.has_ended:
            self.has_ended = True
            if self._context is not None:
                self._context.destroy(linger=0)
            run_sync(self._kill)()

    async def _kill(self) -> None:
        """Wait no longer than the process takes to go; the manager's own way polls each tenth of a second."""
        if self._manager.has_kernel:
            await self._manager.provisioner.kill()
            deadline = time.monotonic() + _KILL_SECONDS
            while await self._manager.is_alive() and time.monotonic() < deadline:
                await asyncio.sleep(0.002)
            await self._manager.provisioner.wait()
        await self._manager.cleanup_resources()
