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


def main(folder: str, server: str) -> None:
    """Serve on the socket `server`, a file descriptor, until standard input closes; then remove `folder`."""
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
    os.makedirs(f"{folder}/scratch", exist_ok=True)
    for name in _ALWAYS:
        _import_if_there(name)
    try:
        _Zygote(folder, socket.socket(fileno=int(server))).serve()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Zygote:
    def __init__(self, folder: str, server: socket.socket):
        self._folder = folder
        self._server = server
        self._imported: set[str] = set()
        self._kind: tuple[dict, dict] | None = None  # the room and the limits of the spare
        self._spare: socket.socket | None = None  # leads to the keeper of a sandbox that nobody has yet

    def serve(self) -> None:
        while True:
            ready = select.select([sys.stdin, self._server], [], [], 1.0)[0]
            self._reap()
            if sys.stdin in ready and not os.read(sys.stdin.fileno(), 1):
                return
            if self._server in ready:
                client, _ = self._server.accept()
                with client:
                    given = self._give(client)
                if given:  # The client is closed here first, so that the next sandbox doesn't hold it open.
                    self._fork_spare()

    def _give(self, client: socket.socket) -> bool:
        """Hand a client to a sandbox like the one it wants; tells whether that could be done."""
        client.settimeout(_PATIENCE)
        try:
            wish = json.loads(_line(client))
        except (OSError, ValueError):
            return False  # It has gone.
        kind, news = (wish["room"], wish["limits"]), set(wish["imports"]) - self._imported
        if news or kind != self._kind or self._spare is None:
            self._import(news)
            self._kind = kind
            self._fork_spare()
        try:
            socket.send_fds(self._spare, [b"client"], [client.fileno()])
        except OSError:
            self._drop_spare()  # It has ended: the client sees the connection close, and asks elsewhere.
            return False
        return True

    def _import(self, names: set[str]) -> None:
        for name in sorted(names):
            _import_if_there(name)
        self._imported |= names
        gc.collect()
        gc.freeze()  # what the collector doesn't touch stays shared with the children

    def _fork_spare(self) -> None:
        ours, theirs = socket.socketpair()
        if os.fork() == 0:
            for inherited in (ours, self._server, self._spare):
                if inherited is not None:
                    inherited.close()
            nowhere = os.open("/dev/null", os.O_RDWR)
            os.dup2(nowhere, sys.stdin.fileno())  # the grader's pipe
            os.close(nowhere)
            keeper.begin(theirs, *self._kind, self._folder)
        theirs.close()
        self._drop_spare()
        self._spare = ours

    def _drop_spare(self) -> None:
        if self._spare is not None:
            self._spare.close()
            self._spare = None

    def _reap(self) -> None:
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                continue
        except ChildProcessError:
            return


def _line(client: socket.socket) -> bytes:
    text = b""
    while not text.endswith(b"\n"):
        part = client.recv(65536)
        if not part:
            return b""
        text += part
    return text


def _import_if_there(name: str) -> None:
    try:
        with warnings.catch_warnings(action="ignore"):
            importlib.import_module(name)
    except Exception:  # The notebook that imports it will tell.
        return
