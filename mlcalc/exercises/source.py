"""What stands in the source of a student's function, and what it would do with one slip mended."""

import ast
import builtins
import copy
import dis
import inspect
import textwrap
from collections.abc import Callable, Iterator
from types import FunctionType

import numpy as np

DOING_NOTHING = {
    "CACHE", "COPY_FREE_VARS", "LOAD_CONST", "NOP", "POP_TOP", "RESUME", "RETURN_CONST",
    "RETURN_VALUE",
}  # fmt: skip
"""What Python makes of a body without any work: three dots, ``pass``, or a text."""

READING = {"LOAD_GLOBAL", "LOAD_NAME", "LOAD_DEREF"}
"""What Python does to read a variable from outside of a function."""

LOOPS = (ast.For, ast.While, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def does_nothing(function: object) -> bool:
    """Say whether the body of a function is empty, as before anything was written into it."""
    code = getattr(function, "__code__", None)
    return code is not None and all(
        instruction.opname in DOING_NOTHING for instruction in dis.get_instructions(code)
    )


def tree(function: Callable) -> ast.FunctionDef | ast.Lambda | None:
    """Return the syntax of a function, None where no single function can be found.

    Raises OSError or TypeError where Python knows no source.
    """
    return _found(function.__name__, _text(function))


def _text(function: Callable) -> str:
    return textwrap.dedent(inspect.getsource(function))


def _found(name: str, text: str) -> ast.FunctionDef | ast.Lambda | None:
    nodes = list(ast.walk(ast.parse(text)))
    named = {node.name: node for node in nodes if isinstance(node, ast.FunctionDef)}
    unnamed = [node for node in nodes if isinstance(node, ast.Lambda)]
    # Of two in one line nobody knows which it is.
    if name == "<lambda>" and len(unnamed) == 1:
        return unnamed[0]
    return named.get(name)


def bare_code(function: Callable) -> str | None:
    """Return the source of a function without comments and without the words in its strings.

    None where no single function can be found. Raises OSError or TypeError where Python knows no
    source.
    """
    found = tree(function)
    return found and ast.unparse(_WithoutWords().visit(found))


class _WithoutWords(ast.NodeTransformer):
    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        is_text = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        return ast.Pass() if is_text else self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Constant("") if isinstance(node.value, (str, bytes)) else node


def has_loop(function: Callable) -> bool:
    """Say whether a loop or a comprehension stands in a function; no where its source is unknown.

    >>> has_loop(np.dot)
    False
    """
    return any(isinstance(node, LOOPS) for node in _nodes(function))


def has_caret(function: Callable) -> bool:
    """Say whether ``^`` stands in a function."""
    return any(isinstance(node, ast.BitXor) for node in _nodes(function))


def has_gap(function: Callable) -> bool:
    """Say whether three dots stand in a function where a value must stand."""
    nodes = _nodes(function)
    # Alone in a line they mean nothing, and in square brackets they are numpy's.
    alone = [node.value for node in nodes if isinstance(node, ast.Expr)]
    indices = [node.slice for node in nodes if isinstance(node, ast.Subscript)]
    harmless = {id(part) for whole in [*alone, *indices] for part in _with_entries(whole)}
    return any(
        isinstance(node, ast.Constant) and node.value is ... and id(node) not in harmless
        for node in nodes
    )


def _with_entries(node: ast.AST) -> list[ast.AST]:
    return [node, *node.elts] if isinstance(node, ast.Tuple) else [node]


def _nodes(function: Callable) -> list[ast.AST]:
    try:
        found = tree(function)
    except (OSError, TypeError, SyntaxError, AttributeError):
        return []
    return list(ast.walk(found)) if found else []


def numbers_from_outside(function: Callable) -> list[str]:
    """Return the names of the numbers and arrays of the notebook that a function reads."""
    try:
        outside = inspect.getclosurevars(function)
    except (TypeError, ValueError):
        return []
    kinds = (int, float, list, tuple, np.ndarray, np.number)
    # The names of attributes, as in `x.size`, are among those of the notebook without being read.
    read = {i.argval for i in dis.get_instructions(function) if i.opname in READING}
    named = outside.globals | outside.nonlocals
    return [
        name
        for name, value in named.items()
        if name in read and isinstance(value, kinds) and not isinstance(value, bool)
    ]


def unwritten_names(function: Callable) -> list[str]:
    """Return the names of the functions of the notebook that a function reads, yet do nothing."""
    try:
        outside = inspect.getclosurevars(function)
    except (TypeError, ValueError):
        return []
    named = outside.globals | outside.nonlocals
    return [name for name, value in named.items() if does_nothing(value)]


def called_names(function: Callable) -> list[str]:
    """Return the names in a function that are called and may stand for a value.

    Those of numpy's functions, of Python and of what can be called in the notebook are left out.
    """
    if not isinstance(function, FunctionType):
        return []
    calls = [node.func for node in _nodes(function) if isinstance(node, ast.Call)]
    names = dict.fromkeys(called.id for called in calls if isinstance(called, ast.Name))
    own = function.__code__.co_varnames
    known = vars(builtins) | function.__globals__
    return [name for name in names if name in own or not callable(known.get(name, callable))]


def compares_with(name: str, function: Callable) -> bool:
    """Say whether a function compares values with ``max`` or ``min``, called by that bare name."""
    calls = [node for node in _nodes(function) if isinstance(node, ast.Call)]
    return any(getattr(call.func, "id", "") == name and len(call.args) > 1 for call in calls)


def calls_a_number(function: Callable) -> bool:
    """Say whether brackets stand right after a number or after a bracket, as in 2(x + 1)."""
    calls = [node.func for node in _nodes(function) if isinstance(node, ast.Call)]
    return any(isinstance(called, ast.Constant | ast.BinOp) for called in calls)


def without_radians(function: Callable) -> Callable | None:
    """Return the function without its changes from degrees to radians, None if it has none."""
    found = tree(function)
    before = found and ast.dump(found)
    after = found and _WithoutRadians().visit(found)
    return _made_of(after, function) if after and ast.dump(after) != before else None


class _WithoutRadians(ast.NodeTransformer):
    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        called = getattr(node.func, "attr", getattr(node.func, "id", None))
        one = len(node.args) == 1
        return node.args[0] if called in {"radians", "deg2rad"} and one else node


def with_other_brackets(function: Callable) -> Iterator[tuple[Callable, str]]:
    """Yield the function with one pair of brackets set otherwise, and how Python reads it now.

    ``a + b * c`` becomes ``(a + b) * c``, and ``a / b * c`` becomes ``a / (b * c)``.
    """
    found = tree(function)
    if found is None:
        return
    for place, node in enumerate(ast.walk(found)):
        for turn in (_turned_left, _turned_right, _turned_minus):
            if turn(node) is None:
                continue
            changed = copy.deepcopy(found)
            mended = _replaced(changed, place, turn)
            if made := _made_of(mended, function):
                yield made, _with_all_brackets(node)


def _turned_left(node: ast.AST) -> ast.AST | None:
    """Turn a + (b * c) into (a + b) * c."""
    if not (isinstance(node, ast.BinOp) and isinstance(node.right, ast.BinOp)):
        return None
    low = node.right
    return ast.BinOp(ast.BinOp(node.left, node.op, low.left), low.op, low.right)


def _turned_right(node: ast.AST) -> ast.AST | None:
    """Turn (a / b) * c into a / (b * c)."""
    if not (isinstance(node, ast.BinOp) and isinstance(node.left, ast.BinOp)):
        return None
    low = node.left
    return ast.BinOp(low.left, low.op, ast.BinOp(low.right, node.op, node.right))


def _turned_minus(node: ast.AST) -> ast.AST | None:
    """Turn -(a ** b) into (-a) ** b, and (-a) + b into -(a + b)."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.BinOp):
        low = node.operand
        return ast.BinOp(ast.UnaryOp(node.op, low.left), low.op, low.right)
    if isinstance(node, ast.BinOp) and isinstance(node.left, ast.UnaryOp):
        return ast.UnaryOp(node.left.op, ast.BinOp(node.left.operand, node.op, node.right))
    return None


def _replaced(whole: ast.AST, place: int, turn: Callable) -> ast.AST:
    target = list(ast.walk(whole))[place]
    for parent in ast.walk(whole):
        for name, value in ast.iter_fields(parent):
            if value is target:
                setattr(parent, name, turn(target))
                return whole
            if isinstance(value, list) and any(entry is target for entry in value):
                index = next(i for i, entry in enumerate(value) if entry is target)
                value[index] = turn(target)
                return whole
    return whole


def _with_all_brackets(node: ast.AST) -> str:
    if isinstance(node, ast.UnaryOp):
        sign = ast.unparse(ast.UnaryOp(node.op, ast.Name("x")))[:-1]
        return f"{sign}({ast.unparse(node.operand)})"
    sign = ast.unparse(ast.BinOp(ast.Name("x"), node.op, ast.Name("x")))[1:-1]
    return f"{_bracketed(node.left)}{sign}{_bracketed(node.right)}"


def _bracketed(node: ast.AST) -> str:
    text = ast.unparse(node)
    return f"({text})" if isinstance(node, ast.BinOp | ast.UnaryOp) else text


def _made_of(node: ast.AST | None, function: Callable) -> Callable | None:
    """Make a function of a changed tree that knows what the old one knows."""
    if node is None:
        return None
    outside = inspect.getclosurevars(function).nonlocals
    space = dict(function.__globals__) | outside
    if isinstance(node, ast.Lambda):
        body: ast.stmt = ast.Assign([ast.Name("made", ast.Store())], node)
    else:
        node.name, node.decorator_list, body = "made", [], node
    exec(compile(ast.fix_missing_locations(ast.Module([body], [])), "mended", "exec"), space)
    made: FunctionType = space["made"]
    made.__defaults__, made.__kwdefaults__ = function.__defaults__, function.__kwdefaults__
    return made
