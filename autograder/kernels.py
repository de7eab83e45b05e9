"""Kernels for students' cells: chosen by the rules, and talked to without waiting."""

from jupyter_client.manager import AsyncKernelManager

from autograder.rules import NONE, Rules


def kernel_manager(rules: Rules, imports: tuple[str, ...] = ()) -> AsyncKernelManager:
    """Return a manager whose kernel is not started yet.

    `imports` names modules that a warm kernel may have imported beforehand.
    """
    if rules.isolation != NONE:
        raise ValueError(f"isolation: expected {NONE!r}, got {rules.isolation!r}")
    return AsyncKernelManager(kernel_name="python3")
