"""The kernel itself: an ordinary ipykernel, in this already warm process, without rights."""

import json
import os
import sys
import traceback
from collections.abc import Mapping

from . import isolation


def run(told: int, user: int, limits: Mapping) -> None:
    """Become a kernel that listens at `isolation.DOOR`. Never returns.

    On the pipe `told` it says where it listens, or closes it without a word.
    """
    try:
        _settle(told)
        isolation.lose_rights(user, limits)
        _forget_the_sandbox()
        app = _application().instance(transport="ipc", ip=f"{isolation.DOOR}/k", connection_file="/tmp/connection.json")
        app.config.HistoryManager.hist_file = ":memory:"
        app.initialize([])
        with os.fdopen(told, "w") as pipe:
            json.dump(_connection(app), pipe)
        app.start()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def _application() -> type:
    from ipykernel import iostream, kernelapp

    class WithoutPipe(iostream.IOPubThread):
        """Without the pipe by which children of the kernel print: it is a TCP socket, which the filter refuses."""

        def __init__(self, socket: object, pipe: bool = False, **kwargs: object):
            super().__init__(socket, pipe=False, **kwargs)

    kernelapp.IOPubThread = WithoutPipe
    return kernelapp.IPKernelApp


def _settle(told: int) -> None:
    """Keep nothing of the process that this one was forked from."""
    os.setsid()
    nowhere = os.open("/dev/null", os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    os.closerange(3, told)
    os.closerange(told + 1, os.sysconf("SC_OPEN_MAX"))
    os.environ.clear()
    os.environ.update(isolation.ENVIRONMENT)
    os.chdir(isolation.HOME)
    sys.argv = ["kernel"]


def _forget_the_sandbox() -> None:
    """Leave `sandbox` out of the student's reach; nothing in it is secret, but it isn't theirs either."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "sandbox"]:
        del sys.modules[name]


def _connection(app: object) -> dict:
    ports = {f"{name}_port": getattr(app, f"{name}_port") for name in ("shell", "iopub", "stdin", "control", "hb")}
    return {"transport": "ipc", "key": app.session.key.decode(), "signature_scheme": "hmac-sha256", **ports}
