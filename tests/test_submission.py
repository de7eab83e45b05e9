"""The door to a learner's functions: in this process and in a kernel it behaves alike."""

import math

import numpy as np
import pytest
from one_kernel import OneKernel

from autograder import notebook
from autograder.submission import AnswerError, NotAttempted, Submission

STUB = """
def answer():
    raise NotImplementedError("answer: not written yet")
"""


@pytest.fixture(scope="module")
def one_kernel():
    with OneKernel() as kernel:
        yield kernel


@pytest.fixture(params=["in this process", "in a kernel"])
def door(request, write_notebook):
    """A function that runs cells and returns the submission that they are."""

    def door(*sources):
        sources = ("import numpy as np", *sources)
        if request.param == "in this process":
            return notebook.submission(write_notebook(*sources))
        return request.getfixturevalue("one_kernel").submission(*sources)

    return door


@pytest.fixture
def call(door):
    """A function that calls `answer`, as a cell defines it, with arguments."""

    def call(source, *args, **kwargs):
        return door(source).call("answer", *args, **kwargs)

    return call


def test_plain_data_goes_in_and_comes_out(call):
    source = "def answer(image, k):\n    return {'sum': image.sum(), 'parts': [image[:1], (k, 'text', None)]}"
    reply = call(source, np.ones((2, 2)), k=3)
    assert reply.value["sum"] == 4
    assert type(reply.value["sum"]) is np.float64
    assert reply.value["parts"][0].tolist() == [[1, 1]]
    assert reply.value["parts"][1] == (3, "text", None)


def test_odd_numbers_stay_what_they_are(call):
    values = call("def answer(*values):\n    return values", math.nan, -math.inf, -0.0, 1 + 2j, np.float32(0.1)).value
    assert math.isnan(values[0])
    assert values[1:4] == (-math.inf, 0.0, 1 + 2j)
    assert math.copysign(1, values[2]) == -1
    assert type(values[4]) is np.float32


def test_a_changed_argument_is_named_and_the_callers_own_stays_as_it_was(call):
    image = np.zeros(3)
    reply = call("def answer(image, other):\n    image[0] = 7\n    return other", image, [1, 2])
    assert reply.changed == ("image",)
    assert image[0] == 0


def test_nan_in_an_argument_is_no_change(call):
    assert call("def answer(values):\n    return 0", np.array([np.nan])).changed == ()


def test_the_callers_generator_does_not_move_on(call):
    rng = np.random.default_rng(1)
    draw = "def answer(rng):\n    return rng.random(), [child.random() for child in rng.spawn(2)]"
    first = call(draw, rng)
    assert call(draw, rng).value == first.value
    assert first.value[0] == rng.random()
    assert first.changed == ()


def test_the_result_shares_no_memory_with_the_learners_data_and_can_be_changed(door):
    submission = door("kept = np.zeros(3)\ndef answer():\n    return kept")
    submission.call("answer").value[0] = 1
    assert submission.call("answer").value[0] == 0


def test_a_function_may_keep_state(door):
    submission = door("count = 0\ndef answer():\n    global count\n    count += 1\n    return count")
    assert [submission.call("answer").value for _ in range(3)] == [1, 2, 3]


def test_what_a_call_prints_is_printed_here(call, capsys):
    call("def answer():\n    print('so far')")
    assert capsys.readouterr().out == "so far\n"


def test_a_stub_is_not_attempted(call):
    with pytest.raises(NotAttempted, match=r"^answer: not written yet$"):
        call(STUB)


def test_a_missing_function_is_not_attempted(call):
    with pytest.raises(NotAttempted, match="no function of this name"):
        call("")


def test_a_function_whose_cell_failed_is_wrong_and_says_why(call):
    with pytest.raises(AnswerError, match=r"the cell that defines answer did not run: SyntaxError: .+"):
        call("def answer(:\n    pass")


def test_a_function_behind_an_error_in_its_cell_is_wrong_and_says_why(call):
    with pytest.raises(AnswerError, match="did not run: ZeroDivisionError: division by zero"):
        call("1 / 0\n\n\ndef answer():\n    pass")


def test_a_function_before_an_error_in_its_cell_is_there(call):
    assert call("def answer():\n    return 1\n\n\n1 / 0").value == 1


def test_a_name_that_is_no_function_is_wrong(call):
    with pytest.raises(AnswerError, match="answer is 3, not a function"):
        call("answer = 3")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ("ZeroDivisionError('by zero')", "ZeroDivisionError"),
        ("SystemExit(3)", "SystemExit"),
        ("RecursionError", "RecursionError"),
        ("BaseException('\\ud800 \\x1b[2J')", "BaseException"),
    ],
)
def test_whatever_an_answer_raises_is_reported_with_its_line(call, error, kind):
    with pytest.raises(AnswerError, match=rf"answer raised {kind}.*\(line 3 of its cell: raise ") as caught:
        call(f"def answer():\n    # It fails.\n    raise {error}")
    assert caught.value.kind == kind


RETURNS = {
    "(n for n in [1])": "list",
    "np.array([object()])": "array of numbers",
    "np.array(['2024-01-01'], 'datetime64[D]')": "array of numbers",
    "np.zeros(1, [('a', 'f4')])": "array of numbers",
    "np.ma.masked_array([1])": "np.asarray",
    "object()": "an array, a number",
    "[[[[[[[[[[1]]]]]]]]]]": "levels deep",
    "{(1, 2): 3}": "an array, a number",
    "np.random.default_rng(0)": "an array, a number",
    "type('Number', (float,), {})(1)": "a Number: return an array, a number",
    "type('Number', (np.float64,), {})(1)": "a Number: return a plain NumPy array",
    "{type('Key', (str,), {})('a'): 1}": "a Key: return",
    "type('Table', (dict,), {})()": "a Table: return",
    "type('Picture', (np.ndarray,), {})(3)": "a Picture: return a plain NumPy array",
    "np.broadcast_to(np.uint8(0), (10**5, 10**5))": "an array of 9537 MiB; expected at most 64 MiB",
    "[np.zeros(2**20)] * 10": "more than 64 MiB",
    "'x' * 70_000_000": "more than 64 MiB",
    "list(range(200_000))": "more than 100000 values",
}


@pytest.mark.parametrize(("value", "advice"), RETURNS.items(), ids=RETURNS)
def test_anything_but_plain_data_is_refused_with_advice(call, value, advice):
    with pytest.raises(AnswerError, match=advice) as caught:
        call(f"def answer():\n    return {value}")
    assert str(caught.value).startswith("answer returned ")
    assert caught.value.kind is None


def test_wrong_arguments_are_the_answers_fault_not_the_checks(call):
    with pytest.raises(AnswerError, match="TypeError"):
        call("def answer():\n    return 1", 2)


def test_a_callable_that_is_no_function_can_be_called(call):
    assert call("import functools\nanswer = functools.partial(max, 3)", 2).value == 3


def test_an_interrupt_of_the_graders_own_is_passed_on():
    def answer():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Submission({"answer": answer}).call("answer")
