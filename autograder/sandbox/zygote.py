"""The warm process: it has imported what kernels need, and forks a sandboxed kernel for each who asks.

It must never run an operation of TensorFlow: a child forked after that hangs. It ends when its standard input closes,
which whoever started it keeps open: so it ends with the grader, whatever ends that. Each client connects to the socket
`zygote` in its folder, sends one line of JSON (`room`, `limits`, `imports`), and then speaks with the sandbox's keeper.
The next sandbox is made ready as soon as one is given away.
"""

import gc
import importlib
import json
import os
import select
import shutil
import socket
import sys
import warnings

from . import keeper, linux

_ALWAYS = ("ipykernel.kernelapp", "ipykernel.ipkernel", "numpy")
_PATIENCE = 5.0  # seconds for a client to say what it wants


def main(folder: str) -> None:
    """Serve until standard input closes; then remove `folder`."""
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
    os.makedirs(f"{folder}/scratch", exist_ok=True)
    server = socket.socket(socket.AF_UNIX)
    server.bind(f"{folder}/zygote")
    server.listen(64)
    for name in _ALWAYS:
        _import_if_there(name)
    print("ready", flush=True)
    try:
        _Zygote(folder, server).serve()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Zygote:
    def __init__(self, folder: str, server: socket.socket):
        self._folder = folder
        self._server = server
        self._wish = ""
        self._spare: socket.socket | None = None

    def serve(self) -> None:
        while True:
            ready = select.select([sys.stdin, self._server], [], [], 1.0)[0]
            self._reap()
            if sys.stdin in ready and not os.read(sys.stdin.fileno(), 1):
                return
            if self._server in ready:
                client, _ = self._server.accept()
                with client:
                    self._give(client)

    def _give(self, client: socket.socket) -> None:
        """Hand a client to a sandbox like the one it wants, and make the next one ready."""
        client.settimeout(_PATIENCE)
        try:
            wish = client.makefile().readline()
        except OSError:
            return
        if not wish:
            return
        if wish != self._wish or self._spare is None:
            self._wish = wish
            self._spare = self._sandbox()
        try:
            socket.send_fds(self._spare, [b"client"], [client.fileno()])
        except OSError:
            self._spare = None  # It died as a spare: the client sees the connection close, and asks elsewhere.
            return
        self._spare = self._sandbox()

    def _sandbox(self) -> socket.socket:
        """Fork a sandbox, and return the connection to its keeper."""
        wish = json.loads(self._wish)
        for name in wish["imports"]:
            _import_if_there(name)
        gc.collect()
        gc.freeze()
        ours, theirs = socket.socketpair()
        if os.fork():
            theirs.close()
            return ours
        for other in (ours, self._server, self._spare):
            if other is not None:
                other.close()
        nowhere = os.open("/dev/null", os.O_RDWR)
        for number in (0, 1):  # the grader's pipes
            os.dup2(nowhere, number)
        os.close(nowhere)
        keeper.begin(theirs, wish["room"], wish["limits"], self._folder)

    def _reap(self) -> None:
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                continue
        except ChildProcessError:
            return


def _import_if_there(name: str) -> None:
    try:
        with warnings.catch_warnings(action="ignore"):
            importlib.import_module(name)
    except Exception:  # The notebook that imports it will tell.
        return
