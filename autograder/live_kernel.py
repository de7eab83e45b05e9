"""A running kernel of a student's: requests, the messages that answer them, and limits on both.

The process at the other end may send anything at all. What it sends is matched with a request, bounded, and read as
data; what can't be read ends the kernel.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import zmq
from jupyter_core.utils import run_sync

from autograder.kernels import kernel_manager
from autograder.rules import MIB, Rules

START_SECONDS = 60.0
GRACE = 2.0  # seconds for an interrupted kernel to be idle again
LOOK_AGAIN = 0.05  # seconds without a message, after which the process is looked at
FLOOD = 10  # times the output that is kept
MOST_BYTES_A_MESSAGE = 128 * MIB


class KernelEnded(Exception):
    """The kernel's process is gone; the message says why, as in 'it used more than 4 GiB of memory'."""


class Stopped(Exception):
    """A request was interrupted, and the kernel is idle again; the message says why."""


@dataclass(frozen=True)
class Message:
    """One message that answers a request. `content` is JSON's data from anybody, of any form."""

    kind: str
    content: dict
    buffers: Sequence[memoryview]


class LiveKernel:
    """Starts with `with`, and is killed at its end."""

    def __init__(self, rules: Rules, imports: tuple[str, ...] = ()):
        self._rules = rules
        self._manager = kernel_manager(rules, imports)
        self.has_ended = False

    def __enter__(self) -> Self:
        run_sync(self._manager.start_kernel)()
        self._client = self._manager.blocking_client()
        self._client.context.linger = 0
        self._client.context.maxmsgsize = MOST_BYTES_A_MESSAGE
        self._session = self._client.session
        self._iopub = self._client.iopub_channel.socket
        self._shell = self._client.shell_channel.socket
        self._poller = zmq.Poller()
        for socket in (self._iopub, self._shell):
            self._poller.register(socket, zmq.POLLIN)
        try:
            self._wait_until_ready()
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(self, *exception: object) -> None:
        self.end()

    def _wait_until_ready(self) -> None:
        """Ask until an answer comes on both channels: the first ones on iopub may be lost."""
        deadline = time.monotonic() + START_SECONDS
        waiting_for = {self._iopub, self._shell}
        while waiting_for:
            self._session.send(self._shell, "kernel_info_request")
            for socket, _ in self._poller.poll(100):
                socket.recv_multipart()
                waiting_for.discard(socket)
            if time.monotonic() > deadline or not run_sync(self._manager.is_alive)():
                raise RuntimeError("the kernel did not start")

    def ask(self, kind: str, content: dict, buffers: Sequence[bytes] = (), *, seconds: float) -> Iterator[Message]:
        """Send a request, and yield what comes on iopub in answer, until the kernel is idle.

        A request that takes longer than `seconds`, or writes without end, is interrupted. Raises `Stopped` at the
        end where that helped, and `KernelEnded` where it didn't, or where the process is gone.
        """
        request = self._session.send(self._shell, kind, content, buffers=list(buffers))["header"]["msg_id"]
        deadline = time.monotonic() + seconds
        most, received, stopped, replied = FLOOD * self._rules.output, 0, None, False
        while True:
            frames = self._receive(deadline)
            if frames is None and replied:
                return
            received += sum(map(len, frames or ()))
            if stopped is None and (frames is None or received > most):
                stopped = f"after {seconds:g} s" if frames is None else f"since it wrote more than {most / MIB:g} MiB"
                deadline = time.monotonic() + GRACE
                run_sync(self._manager.interrupt_kernel)()
            elif frames is None:
                self.end()
                raise KernelEnded(f"it had to be stopped {stopped}, and did not stop when interrupted")
            message = self._read(frames, request) if frames else None
            if message is None:
                continue
            if message.kind == "execute_reply":
                replied, deadline = True, min(deadline, time.monotonic() + GRACE)
            elif message.kind != "status":
                yield message
            elif message.content.get("execution_state") == "idle":
                break
        if stopped is not None:
            raise Stopped(stopped)

    def _receive(self, deadline: float) -> list[bytes] | None:
        """Return the next message, or None once the deadline has passed. Raises `KernelEnded`."""
        alive = True
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                return None
            ready = dict(self._poller.poll(1000 * min(left, LOOK_AGAIN)))
            if ready:
                return (self._iopub if self._iopub in ready else self._shell).recv_multipart()
            if not alive:
                why = getattr(self._manager.provisioner, "end_reason", None)
                self.end()
                raise KernelEnded(why or "its process ended")
            alive = run_sync(self._manager.is_alive)()

    def _read(self, frames: list[bytes], request: str) -> Message | None:
        """Read a message if it answers the request. Raises `KernelEnded` where it can't be read."""
        try:
            message = self._session.deserialize(self._session.feed_identities(frames)[1])
            if message["parent_header"].get("msg_id") != request:
                return None
            return Message(str(message["header"]["msg_type"]), dict(message["content"]), message["buffers"])
        except Exception as error:
            self.end()
            raise KernelEnded(f"it sent a message that can't be read ({type(error).__name__})") from None

    def end(self) -> None:
        """Kill the process; a second time nothing happens."""
        if not self.has_ended:
            self.has_ended = True
            self._client.stop_channels()
            run_sync(self._manager.shutdown_kernel)(now=True)
