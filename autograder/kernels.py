"""Kernels for students' cells: chosen by the rules, and talked to without waiting, in messages of bounded size."""

import os
import tempfile
import time
from queue import Empty
from typing import Any

import zmq
import zmq.asyncio
from ipykernel.kernelspec import make_ipkernel_cmd
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from traitlets import default

from autograder.rules import MIB, NONE, SANDBOX, Rules

MOST_BYTES_A_MESSAGE = 64 * MIB
_MOST_MESSAGES_WAITING = 64
_PLACE = "/tmp" if os.name == "posix" else None  # a short path: those of sockets have 107 characters at most

# What kernels are forked with, where a notebook imports it: no more, for a submission may name anything.
WARM = (
    "numpy",
    "matplotlib.pyplot",
    "PIL",
    "PIL.Image",
    "scipy",
    "skimage",
    "skimage.transform",
    "skimage.util",
    "tensorflow",
    "keras",
)


def kernel_manager(rules: Rules, imports: tuple[str, ...] = (), hidden: tuple[str, ...] = ()) -> AsyncKernelManager:
    """Return a manager whose kernel is not started yet.

    `imports` names modules that a notebook imports, of which a warm kernel has those of `WARM` already, `hidden`
    folders that it must not see. Starting it raises `NoSuchKernel` where `rules.isolation` is neither built in nor the
    name of a kernel spec.
    """
    if rules.isolation not in (SANDBOX, NONE):
        return _KernelManager(kernel_name=rules.isolation)
    manager = _KernelManager()
    manager.spec = KernelSpec(argv=make_ipkernel_cmd(), display_name="Python 3", language="python", metadata={})
    if rules.isolation == SANDBOX:
        limits = {name: getattr(rules, name) for name in ("memory", "processes", "disk", "cpu_seconds")}
        warm = [name for name in imports if name in WARM or name.startswith("privatepixels.")]
        config = {**limits, "imports": warm, "hidden": list(hidden)}
        manager.spec.metadata["kernel_provisioner"] = {"provisioner_name": SANDBOX, "config": config}
    return manager


class _KernelClient(AsyncKernelClient):
    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers on both channels, and no longer; the inherited one waits 0.2 s for silence."""
        deadline = time.monotonic() + (timeout or 60.0)
        while time.monotonic() < deadline:
            asked = self.kernel_info()
            try:
                self._handle_kernel_info_reply(await self._about(self.shell_channel, asked, "kernel_info_reply"))
                await self._about(self.iopub_channel, asked, "status")
                await self._about(self.iopub_channel, asked, "status")
                return
            except Empty:
                if not await self._async_is_alive():
                    raise RuntimeError("Kernel died before replying to kernel_info") from None
        raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    wait_for_ready = _async_wait_for_ready

    async def _about(self, channel: Any, request: str, kind: str) -> dict:
        """Read a channel until something of this kind comes about a request; raises `Empty` after a second."""
        while True:
            message = await channel.get_msg(timeout=1)
            if message["msg_type"] == kind and message["parent_header"].get("msg_id") == request:
                return message


class _KernelManager(AsyncKernelManager):
    client_factory = _KernelClient

    def __init__(self, **kwargs: Any):
        """Keep sockets and key in a folder of its own: a kernel in a container may see it, and no other kernel's."""
        self._folder = tempfile.TemporaryDirectory(prefix="kernel-", dir=_PLACE)
        transport = "ipc" if os.name == "posix" else "tcp"
        super().__init__(transport=transport, connection_file=f"{self._folder.name}/connection.json", **kwargs)

    def cleanup_connection_file(self) -> None:
        """Remove that folder; may be called twice."""
        super().cleanup_connection_file()
        self._folder.cleanup()

    @default("context")
    def _bounded_context(self) -> zmq.asyncio.Context:
        """Let no kernel fill the grader's memory with one message, or with many that wait to be read."""
        self._created_context = True
        context = zmq.asyncio.Context()
        context.setsockopt(zmq.MAXMSGSIZE, MOST_BYTES_A_MESSAGE)
        context.setsockopt(zmq.RCVHWM, _MOST_MESSAGES_WAITING)
        return context

    spec: KernelSpec | None = None

    @property
    def kernel_spec(self) -> KernelSpec | None:
        """The spec that was set, or the installed one of the kernel's name."""
        return self.spec or super().kernel_spec
