"""Kernels for students' cells, chosen by the rules."""

import os
import tempfile
from typing import Any

from ipykernel.kernelspec import make_ipkernel_cmd
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

from autograder.rules import NONE, SANDBOX, Rules

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


def kernel_manager(rules: Rules, imports: tuple[str, ...] = ()) -> AsyncKernelManager:
    """Return a manager whose kernel is not started yet.

    `imports` names modules that a notebook imports, of which a warm kernel has those of `WARM` already. Starting it
    raises `NoSuchKernel` where `rules.isolation` is neither built in nor the name of a kernel spec.
    """
    if rules.isolation not in (SANDBOX, NONE):
        return _KernelManager(kernel_name=rules.isolation)
    manager = _KernelManager()
    manager.spec = KernelSpec(argv=make_ipkernel_cmd(), display_name="Python 3", language="python", metadata={})
    if rules.isolation == SANDBOX:
        limits = {name: getattr(rules, name) for name in ("memory", "processes", "disk", "cpu_seconds")}
        warm = [name for name in imports if name in WARM or name.startswith("privatepixels.")]
        config = {**limits, "imports": warm}
        manager.spec.metadata["kernel_provisioner"] = {"provisioner_name": SANDBOX, "config": config}
    return manager


class _KernelManager(AsyncKernelManager):
    def __init__(self, **kwargs: Any):
        """Keep sockets and key in a folder of its own: a kernel in a container may see it, and no other kernel's."""
        self._folder = tempfile.TemporaryDirectory(prefix="kernel-", dir=_PLACE)
        transport = "ipc" if os.name == "posix" else "tcp"
        super().__init__(transport=transport, connection_file=f"{self._folder.name}/connection.json", **kwargs)

    def cleanup_connection_file(self) -> None:
        """Remove that folder; may be called twice."""
        super().cleanup_connection_file()
        self._folder.cleanup()

    spec: KernelSpec | None = None

    @property
    def kernel_spec(self) -> KernelSpec | None:
        """The spec that was set, or the installed one of the kernel's name."""
        return self.spec or super().kernel_spec
