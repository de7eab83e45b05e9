import pytest

from autograder import expect


@pytest.mark.parametrize("given", [("a", "D"), ["A ", "d"], "ad", "A, D"])
def test_letters_are_read_from_a_tuple_a_list_or_a_text_in_any_case(given):
    assert expect.letters(given, 2) == ["a", "d"]


@pytest.mark.parametrize("given", [("a",), "abc", ("a", "e"), ("a", 2), ("ab", "c"), None, 7])
def test_anything_but_the_right_number_of_letters_from_a_to_d_is_wrong(given):
    with pytest.raises(AssertionError, match=r"^came back: .+; expected 2 letters from a to d$"):
        expect.letters(given, 2)
