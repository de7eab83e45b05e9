"""The one door to a learner's functions: plain data goes in, plain data comes out."""

import copy
import inspect
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from autograder import plain


class NotAttempted(Exception):
    """The function is still the stub, or the notebook has none of this name."""


class AnswerError(Exception):
    """The function raised, could not be defined, or returned something else than plain data.

    `kind` is the name of the exception's class, or None where nothing was raised.
    """

    def __init__(self, message: str, kind: str | None = None):
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True)
class Reply:
    """What a call gave back: its value, and the names of the arguments that the function changed."""

    value: object
    changed: tuple[str, ...]


class Submission:
    """The functions that a learner wrote, by name.

    `failures` maps the source of each cell that could not run to what went wrong in it, so that a missing function
    can be told from a broken one.
    """

    def __init__(self, functions: Mapping[str, object], failures: Mapping[str, str] | None = None):
        self._functions = functions
        self._failures = failures or {}

    def begin(self, check: str) -> None:
        """Say which check makes the next calls. Here that changes nothing."""

    def call(self, name: str, *args: object, **kwargs: object) -> Reply:
        """Call the function `name` with copies of the arguments.

        Raises `NotAttempted` and `AnswerError`, and nothing else but `KeyboardInterrupt`.
        """
        function = self._find(name)
        given_args, given_kwargs = copy.deepcopy((args, kwargs))
        try:
            value = function(*given_args, **given_kwargs)
        except NotImplementedError as error:
            raise NotAttempted(str(error) or f"{name}: not written yet") from None
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            raise AnswerError(_what_was_raised(name, error), type(error).__name__) from None
        try:
            value = plain.copy_result(value)
        except ValueError as error:
            raise AnswerError(f"{name} returned {error}") from None
        return Reply(value, _changed(function, (args, kwargs), (given_args, given_kwargs)))

    def _find(self, name: str) -> Callable:
        function = self._functions.get(name)
        if callable(function):
            return function
        for source, problem in self._failures.items():
            if defines(source, name):
                raise AnswerError(f"the cell that defines {name} did not run: {problem}")
        if function is not None:
            raise AnswerError(f"{name} is {plain.describe(function)}, not a function")
        raise NotAttempted(f"{name}: there is no function of this name")


def defines(source: str, name: str) -> bool:
    """Tell whether a cell's source looks as if it defined a function, be it broken or not."""
    return f"def {name}(" in source


def _what_was_raised(name: str, error: BaseException) -> str:
    """Tell the error, and the learner's line that it came from, without a traceback."""
    text = f"{name} raised {type(error).__name__}"
    text += f": {error}" if str(error) else ""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames[1:] if frame.name == name] or frames[1:2]
    if own and own[-1].line:
        text += f"  (line {own[-1].lineno} of its cell: {own[-1].line.strip()})"
    return text


def _changed(function: Callable, before: tuple, after: tuple) -> tuple[str, ...]:
    """Name the arguments that are not what they were; a generator may of course move on."""
    try:
        names = inspect.signature(function)
        old, new = names.bind(*before[0], **before[1]).arguments, names.bind(*after[0], **after[1]).arguments
    except (TypeError, ValueError):
        return ()
    return tuple(
        name
        for name, value in old.items()
        if not isinstance(value, np.random.Generator) and not plain.same(value, new[name])
    )
