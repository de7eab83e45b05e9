"""What a submission may use while it is graded."""

from dataclasses import dataclass

MIB = 2**20
GIB = 2**30
SANDBOX = "private-pixels-sandbox"
NONE = "none"


@dataclass(frozen=True)
class Rules:
    """Limits of one submission's kernel. Times in seconds, sizes in bytes.

    `isolation` names a kernel provisioner; `none` runs students' code with the grader's rights.
    """

    isolation: str = SANDBOX
    cell_seconds: float = 120.0
    call_seconds: float = 20.0
    submission_seconds: float = 600.0
    cpu_seconds: float = 1200.0
    memory: int = 4 * GIB
    processes: int = 256  # threads count
    disk: int = 256 * MIB
    output: int = 8 * MIB
