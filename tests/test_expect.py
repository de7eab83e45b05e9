import pytest

from autograder import expect
from autograder.submission import AnswerError, NotAttempted


@pytest.mark.parametrize("given", [("a", "D"), ["A ", "d"], "ad", "A, D"])
def test_letters_are_read_from_a_tuple_a_list_or_a_text_in_any_case(given):
    assert expect.letters(given, 2) == ["a", "d"]


@pytest.mark.parametrize("given", [("a",), "abc", ("a", "e"), ("a", 2), ("ab", "c"), None, 7])
def test_anything_but_the_right_number_of_letters_from_a_to_d_is_wrong(given):
    with pytest.raises(AssertionError, match=r"^came back: .+; expected 2 letters from a to d$"):
        expect.letters(given, 2)


def test_the_exception_that_is_expected_passes():
    with expect.raises("ValueError", "InvalidTag"):
        raise AnswerError("f raised ValueError: no", "ValueError")


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (AnswerError("f raised TypeError: no", "TypeError"), "f raised TypeError: no; expected ValueError"),
        (AnswerError("f returned a module"), "f returned a module; expected ValueError"),
    ],
)
def test_another_exception_or_none_is_wrong(error, message):
    with pytest.raises(AssertionError, match=f"^{message}$"), expect.raises("ValueError"):
        raise error
    nothing = r"^nothing was raised; expected ValueError or InvalidTag$"
    with pytest.raises(AssertionError, match=nothing), expect.raises("ValueError", "InvalidTag"):
        pass


def test_an_exception_that_should_say_why_says_something():
    with expect.raises("ValueError", saying_why=True):
        raise AnswerError("f raised ValueError: no  (line 2 of its cell: raise ValueError('no'))", "ValueError")
    silent = "f raised ValueError  (line 2 of its cell: raise ValueError)"
    with (
        pytest.raises(AssertionError, match=r"; expected one with a message$"),
        expect.raises("ValueError", saying_why=True),
    ):
        raise AnswerError(silent, "ValueError")


def test_a_stub_that_should_raise_is_still_a_stub():
    with pytest.raises(NotAttempted), expect.raises("ValueError"):
        raise NotAttempted("f: not written yet")


def test_a_letter_is_compared_at_its_place_alone():
    expect.same_letter("abc", ("d", "b", "d"), 1)
    with pytest.raises(AssertionError, match=r"^question 3: 'c' isn't the answer$"):
        expect.same_letter("abc", ("d", "b", "d"), 2)
    with pytest.raises(AssertionError, match=r"expected 3 letters from a to d$"):
        expect.same_letter("ab", ("d", "b", "d"), 1)
