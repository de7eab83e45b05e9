import numpy as np
import pytest

from autograder.submission import AnswerError, NotAttempted, Submission


def call(function, *args, **kwargs):
    return Submission({"answer": function}).call("answer", *args, **kwargs)


def test_plain_data_goes_in_and_comes_out():
    reply = call(lambda image, k: {"sum": image.sum(), "parts": [image[:1], (k, "text", None)]}, np.ones((2, 2)), k=3)
    assert reply.value["sum"] == 4
    assert reply.value["parts"][1] == (3, "text", None)


def test_a_changed_argument_is_named_and_the_callers_own_stays_as_it_was():
    def answer(image, other):
        image[0] = 7
        return other

    image = np.zeros(3)
    reply = call(answer, image, [1, 2])
    assert reply.changed == ("image",)
    assert image[0] == 0


def test_nan_in_an_argument_is_no_change():
    assert call(lambda values: 0, np.array([np.nan])).changed == ()


def test_the_callers_generator_does_not_move_on():
    rng = np.random.default_rng(1)
    first = call(lambda rng: rng.random(), rng).value
    assert call(lambda rng: rng.random(), rng).value == first


def test_the_result_shares_no_memory_with_the_learners_data():
    kept = np.zeros(3)
    value = call(lambda: kept).value
    kept[0] = 1
    assert value[0] == 0


def test_a_stub_is_not_attempted():
    def answer():
        raise NotImplementedError("answer: not written yet")

    with pytest.raises(NotAttempted, match="not written yet"):
        call(answer)


def test_a_missing_function_is_not_attempted():
    with pytest.raises(NotAttempted, match="no function of this name"):
        Submission({}).call("answer")


def test_a_function_whose_cell_failed_is_wrong_and_says_why():
    broken = Submission({}, {"def answer(:\n    pass": "SyntaxError: invalid syntax"})
    with pytest.raises(AnswerError, match="SyntaxError"):
        broken.call("answer")


def test_a_name_that_is_no_function_is_wrong():
    with pytest.raises(AnswerError, match="not a function"):
        Submission({"answer": 3}).call("answer")


@pytest.mark.parametrize(
    ("error", "kind"), [(ZeroDivisionError("by zero"), "ZeroDivisionError"), (SystemExit(3), "SystemExit")]
)
def test_whatever_an_answer_raises_is_reported(error, kind):
    def answer():
        raise error

    with pytest.raises(AnswerError, match=kind) as caught:
        call(answer)
    assert caught.value.kind == kind


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        ((n for n in [1]), "list"),
        (np.array([object()]), "array of numbers"),
        (np.ma.masked_array([1]), "np.asarray"),
        (object(), "an array, a number"),
        ([[[[[[[[[[1]]]]]]]]]], "levels deep"),
        ({(1, 2): 3}, "an array, a number"),
        (np.random.default_rng(0), "an array, a number"),
    ],
)
def test_anything_but_plain_data_is_refused_with_advice(value, advice):
    with pytest.raises(AnswerError, match=advice):
        call(lambda: value)


def test_wrong_arguments_are_the_answers_fault_not_the_checks():
    with pytest.raises(AnswerError, match="TypeError"):
        call(lambda: 1, 2)
