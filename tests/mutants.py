"""Mutants of an answer: the same function with one small change, which a good check notices."""

import ast
import copy
import inspect
from collections.abc import Callable, Iterator

_OPERATORS = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
}


def mutants(function: Callable) -> Iterator[tuple[str, Callable]]:
    """Yield each mutant of a function with a description of its change.

    An operator is swapped for its opposite, or a number becomes one larger. The docstring and the lines of `require`
    stay as they are.
    """
    tree = ast.parse(inspect.getsource(function))
    for place, node in enumerate(ast.walk(tree)):
        for change in _changes(node):
            mutated = copy.deepcopy(tree)
            change(list(ast.walk(mutated))[place])
            if _body(mutated) == _body(tree):
                continue
            namespace = dict(function.__globals__)
            exec(compile(ast.fix_missing_locations(mutated), f"<mutant of {function.__name__}>", "exec"), namespace)
            yield f"line {getattr(node, 'lineno', 0)}: {_difference(tree, mutated)}", namespace[function.__name__]


def _changes(node: ast.AST) -> Iterator[Callable[[ast.AST], None]]:
    if isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in _OPERATORS:
        yield lambda twin: setattr(twin, "op", _OPERATORS[type(twin.op)]())
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _OPERATORS:
        yield lambda twin: twin.ops.__setitem__(0, _OPERATORS[type(twin.ops[0])]())
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield lambda twin: setattr(twin, "value", twin.value + 1)


def _body(tree: ast.Module) -> list[str]:
    """Return the statements that a mutation may touch, as text."""
    return [text for text in map(ast.unparse, tree.body[0].body[1:]) if not text.startswith("require.")]


def _difference(tree: ast.Module, mutated: ast.Module) -> str:
    pairs = zip(_body(tree), _body(mutated), strict=True)
    return next(f"{old!r} became {new!r}" for old, new in pairs if old != new)
