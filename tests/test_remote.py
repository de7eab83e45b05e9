"""Calls into a kernel whose process may do as it likes: what holds up, what is forged, what is left behind."""

import dataclasses

import numpy as np
import pytest
from one_kernel import RULES, OneKernel

from autograder import kernel_side, remote
from autograder.live_kernel import KernelEnded
from autograder.remote import RemoteSubmission
from autograder.submission import AnswerError, NotAttempted

FORGER = """
import sys
import types

comm = next(iter(get_ipython().kernel.comm_manager.comms.values()))
honest = comm.send


def forge(data=None, buffers=()):
    comm.send = lambda *_, **__: honest(data, buffers=list(buffers))


def answer():
    return 1
"""


@pytest.fixture(scope="module")
def one_kernel():
    with OneKernel() as kernel:
        yield kernel


@pytest.fixture
def own_kernel():
    """A kernel that a test may ruin, with little patience."""
    with OneKernel(dataclasses.replace(RULES, call_seconds=1.0)) as kernel:
        yield kernel


def test_nothing_of_the_grader_stands_in_the_students_namespace(one_kernel):
    submission = one_kernel.submission(
        "seen = [name for name in globals() if not name.startswith('_')]",
        "import sys\nmodules = [name for name in sys.modules if name.startswith('autograder')]",
        "def answer():\n    return seen, modules, [line for line in In if 'MOST_' + 'LEVELS' in line]",
    )
    seen, modules, history = submission.call("answer").value
    assert set(seen) <= {"In", "Out", "get_ipython", "exit", "quit", "open"}
    assert modules == history == []


def test_a_modules_own_name_for_the_grader_stays_free(one_kernel):
    submission = one_kernel.submission("import autograder\ndef answer():\n    return autograder.__file__ is not None")
    assert submission.call("answer").value is True


def test_what_is_printed_comes_in_bounds_and_commands_no_terminal(one_kernel, capsys):
    submission = one_kernel.submission("def answer():\n    print('\\x1b[2J\\ud800\\n' + 'x' * 10_000_000)")
    submission.call("answer")
    printed = capsys.readouterr().out
    assert printed.startswith("\N{REPLACEMENT CHARACTER}[2J?\nxxx")
    assert len(printed) == kernel_side.MOST_PRINTED


def test_large_arrays_go_and_come(one_kernel):
    submission = one_kernel.submission("def answer(image):\n    return image[::-1]")
    image = np.arange(3_000_000, dtype=np.float32).reshape(1000, 1000, 3)
    assert np.array_equal(submission.call("answer", image).value, image[::-1])


DRAWS = """
import random
import numpy as np


def answer():
    return random.random(), np.random.random(), np.random.default_rng().random()
"""


def test_what_an_answer_draws_depends_on_the_check_and_the_place_of_the_call_alone(one_kernel):
    submission = one_kernel.submission(DRAWS)
    drawn = []
    for check in ("one", "other", "one"):
        submission.begin(check)
        drawn.append([submission.call("answer").value for _ in range(2)])
    assert drawn[0] == drawn[2]
    assert len({draws for pair in drawn[:2] for draws in pair}) == 4


@pytest.mark.parametrize(
    "data",
    [
        "None",
        "{}",
        "[]",
        "'text'",
        "{'value': '1', 'changed': []}",
        "{'printed': 3, 'value': '1', 'changed': []}",
        "{'printed': '', 'value': '1'}",
        "{'printed': '', 'value': None, 'changed': []}",
        "{'printed': '', 'value': '[' * 10**6, 'changed': []}",
        "{'printed': '', 'value': '[\"array\", \"|O8\", 1]', 'changed': []}",
        "{'printed': '', 'value': '[\"array\", \"|u1\", 100000, 100000]', 'changed': []}",
        "{'printed': '', 'wrong': ['text'], 'kind': None}",
        "{'printed': '', 'wrong': '', 'kind': 3}",
        "{'printed': '', 'not_attempted': {}}",
    ],
)
def test_an_answer_of_odd_form_is_wrong(one_kernel, data):
    submission = one_kernel.submission(FORGER, f"forge({data}, [b'x' * 8])")
    try:
        with pytest.raises(AnswerError, match=r"^answer: what came back"):
            submission.call("answer")
    finally:
        one_kernel.submission("comm = next(iter(get_ipython().kernel.comm_manager.comms.values()))", "del comm.send")


def test_a_long_message_is_cut_and_odd_names_stay_harmless(one_kernel):
    data = "{'printed': '', 'wrong': 'x' * 10**6 + '\\x1b', 'kind': '\\x1b' * 1000}"
    submission = one_kernel.submission(FORGER, f"forge({data})")
    with pytest.raises(AnswerError) as caught:
        submission.call("answer")
    one_kernel.submission("comm = next(iter(get_ipython().kernel.comm_manager.comms.values()))", "del comm.send")
    assert len(str(caught.value)) == remote.MOST_MESSAGE
    assert len(caught.value.kind) == remote.MOST_NAME
    assert "\x1b" not in str(caught.value) + caught.value.kind


def test_a_call_without_an_answer_is_wrong(one_kernel):
    submission = one_kernel.submission(FORGER, "comm.send = lambda *_, **__: None")
    with pytest.raises(AnswerError, match="answer: no answer came back"):
        submission.call("answer")
    one_kernel.submission("comm = next(iter(get_ipython().kernel.comm_manager.comms.values()))", "del comm.send")


def test_an_error_that_can_not_say_what_it_is_is_wrong(one_kernel):
    mute = "class Mute(Exception):\n    def __str__(self):\n        raise ValueError\n"
    submission = one_kernel.submission(f"{mute}\n\ndef answer():\n    raise Mute")
    with pytest.raises(AnswerError, match="answer: what it did can't be told: ValueError"):
        submission.call("answer")


def test_what_was_sent_for_another_call_is_no_answer(one_kernel):
    """A thread that answers all the time, and a comm of the student's own, answer nothing."""
    noise = (
        "import comm as comms\nown = comms.create_comm(target_name='own')\n"
        "def answer(x):\n    own.send({'printed': '', 'value': '13', 'changed': []})\n    return x"
    )
    submission = one_kernel.submission(noise)
    assert [submission.call("answer", x).value for x in range(3)] == [0, 1, 2]


def test_a_call_that_takes_too_long_is_stopped_and_after_two_of_them_the_function_is_not_called(own_kernel):
    submission = own_kernel.submission(
        "calls = 0\ndef slow():\n    global calls\n    calls += 1\n    while True: pass",
        "def quick():\n    return calls",
    )
    for _ in range(4):
        with pytest.raises(AnswerError, match=r"slow was stopped after 1 s"):
            submission.call("slow")
    assert submission.call("quick").value == 2
    assert set(own_kernel.notes) == {"slow was stopped after 1 s"}


def test_a_call_that_does_not_hear_an_interrupt_ends_the_kernel(own_kernel):
    busy = "while True: max(1, 2)"
    submission = own_kernel.submission(
        f"def deaf():\n    while True:\n        try:\n            {busy}\n        except BaseException: pass"
    )
    for _ in range(2):
        with pytest.raises(AnswerError, match=r"deaf ended the kernel: .*did not stop when interrupted"):
            submission.call("deaf")
    assert own_kernel.kernel.has_ended


@pytest.mark.parametrize(
    "ending",
    [
        "import os; os._exit(0)",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "import ctypes; ctypes.string_at(0)",
    ],
)
def test_a_call_that_ends_the_process_is_said_to_have(own_kernel, ending):
    submission = own_kernel.submission(f"def answer():\n    {ending}")
    with pytest.raises(AnswerError, match="answer ended the kernel: its process ended"):
        submission.call("answer")


RUBBISH = {
    "no parts": "socket.send(b'x')",
    "no JSON": "send([b'{', b'{}', b'{}', b'{}'])",
    "no text": "send([b'\\xff', b'{}', b'{}', b'{}'])",
    "deep JSON": "send([b'[' * 10**6, parent, b'{}', b'{}'])",
    "a list for a header": "send([b'[]', parent, b'{}', b'{}'])",
    "a list for a parent": "send([header, b'[' + parent + b']', b'{}', b'{}'])",
    "no content": "send([header, parent, b'{}'])",
    "text for content": "send([header, parent, b'{}', b'\"x\"'])",
    "an unknown kind": "send([header.replace(b'status', b'odd'), parent, b'{}', b'{}'])",
    "a number for a kind": "send([header.replace(b'\"status\"', b'7'), parent, b'{}', b'{}'])",
    "odd content": "send([header, parent, b'{}', b'{\"execution_state\": [1]}'])",
    "thousands of parts": "send([header, parent, b'{}', b'{}', *[b''] * 5000])",
    "much JSON": "send([header, parent, b'{}', b'[' + b'[],' * 10**7 + b'[]]'])",
    "a wrong signature": "socket.send_multipart([b'<IDS|MSG>', b'0' * 64, header, parent, b'{}', b'{}'])",
}
SENDER = """
import json
kernel = get_ipython().kernel
socket, session = kernel.iopub_socket, kernel.session


def send(parts):
    socket.send_multipart([b"<IDS|MSG>", session.sign(parts[:4]), *parts])


def answer():
    parent = session.pack(kernel.get_parent()["header"])
    header = session.pack(session.msg_header("status"))
    SEND
    return 1
"""


@pytest.mark.parametrize("rubbish", RUBBISH.values(), ids=RUBBISH)
def test_what_is_no_message_does_the_grader_no_harm(own_kernel, rubbish):
    submission = own_kernel.submission(SENDER.replace("SEND", rubbish))
    try:
        assert submission.call("answer").value == 1
    except AnswerError as error:
        assert "answer ended the kernel: it sent a message that can't be read" in str(error)  # noqa: PT017


def test_after_its_end_a_kernel_is_not_asked(own_kernel):
    own_kernel.kernel.end()
    own_kernel.kernel.end()
    with pytest.raises(KernelEnded):
        list(own_kernel.kernel.run("1", seconds=1.0))


def test_a_stub_and_a_missing_function_are_not_attempted_in_a_kernel(one_kernel):
    submission = one_kernel.submission("def answer():\n    raise NotImplementedError")
    assert isinstance(submission, RemoteSubmission)
    for name in ("answer", "other"):
        with pytest.raises(NotAttempted):
            submission.call(name)
