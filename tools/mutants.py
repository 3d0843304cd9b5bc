"""Mutants of a module: its source with one small error each, made from the syntax tree.

Everything that computes is changed: functions, methods, and the lambdas of a registry. Left alone
are docstrings, annotations, imports, decorators, ``__all__``, f-strings and other words,
``np.errstate``, and what is not mathematics: ``repr=`` of a field, ``window=`` of a picture.
Printed formulas have an operator of their own: strings with a command of LaTeX or a power, and
those below a keyword argument, a name or a function that ends in ``latex``.
"""

import ast
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

ARITHMETIC = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "/"),
    ast.Mod: ("%", "*"),
    ast.Pow: ("**", "*"),
    ast.MatMult: ("@", "*"),
    ast.BitAnd: ("&", "|"),
    ast.BitOr: ("|", "&"),
}
COMPARISONS = {
    ast.Lt: ("<", "<=", ">="),
    ast.LtE: ("<=", "<", ">"),
    ast.Gt: (">", ">=", "<="),
    ast.GtE: (">=", ">", "<"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
}
BOTH_WAYS = [
    ("all", "any"),
    ("argmax", "argmin"),
    ("ceil", "floor"),
    ("cos", "sin"),
    ("cumprod", "cumsum"),
    ("exp", "expm1"),
    ("log", "log1p"),
    ("max", "min"),
    ("maximum", "minimum"),
    ("ones", "zeros"),
    ("ones_like", "zeros_like"),
    ("sqrt", "square"),
    ("tril", "triu"),
]
METHODS_BOTH_WAYS = [("mean", "sum")]
SYMMETRIC = {
    *("allclose", "array_equal", "dot", "hypot", "isclose", "isinstance", "logaddexp"),
    *("add", "multiply", "logical_and", "logical_or", "max", "maximum", "min", "minimum"),
}
"""Functions whose two arguments may be swapped; and isinstance, which then always raises."""


@dataclass(frozen=True)
class Mutant:
    """A module with one error: where it stands, the line before and after, the whole source.

    ``body_of`` is the first line of the function or lambda in whose body the error stands.
    """

    line: int
    within: str
    body_of: int | None
    operator: str
    before: str
    after: str
    source: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What identifies the mutant as long as its line and its place keep their words."""
        return self.within, self.before, self.after


Edit = tuple[int, int, str]
"""Replace the bytes from the first number to the second by the text."""

Place = tuple[str, int | None]
"""The name of a place, and the first line of the function in whose body it lies."""


def mutants(source: str) -> list[Mutant]:
    """Return all mutants of a module in the order of its lines, each once."""
    code, tree = Code(source), ast.parse(source)
    latex = set(_latex_strings(tree))
    found = {source: None}
    for node, place in _nodes(tree):
        for operator in (*OPERATORS, printed_formula) if node in latex else OPERATORS:
            for edit in operator(node, code):
                mutant = code.mutant(edit, place, operator.__name__)
                found.setdefault(mutant.source, mutant)
    del found[source]
    return sorted(filter(_compiles, found.values()), key=lambda mutant: mutant.line)


def _compiles(mutant: Mutant) -> bool:
    try:
        compile(mutant.source, "mutant", "exec")
    except SyntaxError:
        return False
    return True


class Code:
    """The source of a module, with the places of its nodes in bytes, as ``ast`` counts them."""

    def __init__(self, source: str):
        self.source = source
        self.bytes = source.encode()
        self.starts = [0]
        for line in self.bytes.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def span(self, node: ast.AST) -> tuple[int, int]:
        """Return where a node starts and ends."""
        start = self.starts[node.lineno - 1] + node.col_offset
        return start, self.starts[node.end_lineno - 1] + node.end_col_offset

    def text(self, start: int, end: int) -> str:
        return self.bytes[start:end].decode()

    def replace(self, node: ast.AST, text: str) -> Edit:
        return (*self.span(node), text)

    def between(self, left: ast.AST, right: ast.AST, symbol: str, other: str) -> Edit:
        """Replace the symbol that stands between two nodes."""
        start, end = self.span(left)[1], self.span(right)[0]
        words = r"\s+".join(map(re.escape, symbol.split()))
        found = re.search(words.encode(), self.bytes[start:end])
        return start + found.start(), start + found.end(), other

    def swap(self, first: ast.AST, second: ast.AST) -> Edit:
        """Exchange two nodes."""
        (a, b), (c, d) = self.span(first), self.span(second)
        return a, d, self.text(c, d) + self.text(b, c) + self.text(a, b)

    def mutant(self, edit: Edit, place: Place, operator: str) -> Mutant:
        """Return the source after an edit."""
        start, end, text = edit
        mutated = (self.bytes[:start] + text.encode() + self.bytes[end:]).decode()
        line = self.bytes.count(b"\n", 0, start)
        before = self.source.split("\n")[line].strip()
        after = mutated.split("\n")[line].strip()
        return Mutant(line + 1, *place, operator, before, after, mutated)


# What is visited.


def _nodes(node: ast.AST, place: Place = ("", None)) -> Iterator[tuple[ast.AST, Place]]:
    """Walk over the nodes that may be changed, each with its place."""
    yield node, place
    for child in _children(node):
        within = ".".join(filter(None, [place[0], _name(child)]))
        body_of = _first_line(node) if _in_body(child, node) else place[1]
        yield from _nodes(child, (within, body_of))


def _in_body(child: ast.AST, node: ast.AST) -> bool:
    if isinstance(node, ast.Lambda):
        return child is node.body
    return isinstance(node, ast.FunctionDef) and child in node.body


def _first_line(node: ast.AST) -> int:
    return min(part.lineno for part in [node, *getattr(node, "decorator_list", [])])


def _name(node: ast.AST) -> str:
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return node.name
    if isinstance(node, ast.Assign) and node.col_offset == 0 and hasattr(node.targets[0], "id"):
        return node.targets[0].id
    return ""


def _children(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.JoinedStr):
        return
    windows = _default_windows(node) if isinstance(node, ast.arguments) else []
    for name, value in ast.iter_fields(node):
        if name not in ("annotation", "returns", "decorator_list"):
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST) and child not in windows and not _left_alone(child):
                    yield child


def _default_windows(node: ast.arguments) -> list[ast.AST]:
    places = [*node.posonlyargs, *node.args][::-1]
    pairs = [*zip(places, node.defaults[::-1], strict=False)]
    pairs += zip(node.kwonlyargs, node.kw_defaults, strict=True)
    return [default for argument, default in pairs if argument.arg == "window"]


def _left_alone(node: ast.AST) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Expr(ast.Constant()):
            return True
        case ast.Assign(targets=[ast.Name("__all__")]) | ast.keyword(arg="repr" | "window"):
            return True
        case ast.withitem(ast.Call(ast.Attribute(attr="errstate"))):
            return True
    return False


def _latex_strings(tree: ast.AST) -> Iterator[ast.AST]:
    for node, _ in _nodes(tree):
        match node:
            case ast.Constant() | ast.JoinedStr() if _looks_like_latex(node):
                yield node
            case ast.keyword(arg=str(name)) | ast.FunctionDef(name=name):
                yield from _strings_below(node, name)
            case ast.Assign(targets=[ast.Name(name)]):
                yield from _strings_below(node, name)


def _looks_like_latex(node: ast.AST) -> bool:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    texts = [p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)]
    return any(re.search(r"\\[a-zA-Z]|\^", text) for text in texts)


def _strings_below(node: ast.AST, name: str) -> Iterator[ast.AST]:
    if name.endswith(("latex", "LATEX")):
        yield from (n for n, _ in _nodes(node) if _is_string(n))


def _is_string(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


# The operators: each takes a node and yields edits.


def arithmetic(node: ast.AST, code: Code) -> Iterator[Edit]:
    """Exchange + and -, * and /, and the like, also in ``+=``."""
    if isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        yield code.between(node.left, node.right, *ARITHMETIC[type(node.op)])
    if isinstance(node, ast.AugAssign) and type(node.op) in ARITHMETIC:
        yield code.between(node.target, node.value, *ARITHMETIC[type(node.op)])


def comparison(node: ast.AST, code: Code) -> Iterator[Edit]:
    """Move the border of a comparison, and turn it into its opposite."""
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        for left, op, right in zip(sides, node.ops, node.comparators, strict=False):
            symbol, *others = COMPARISONS[type(op)]
            for other in others:
                yield code.between(left, right, symbol, other)
        for side in sides:
            if isinstance(side, ast.Constant) and isinstance(side.value, str) and side.value:
                yield code.replace(side, repr(side.value[1:]))


def logic(node: ast.AST, code: Code) -> Iterator[Edit]:
    """Exchange ``and`` and ``or``; leave out ``not``."""
    match node:
        case ast.BoolOp(op, values):
            symbols = ("and", "or") if isinstance(op, ast.And) else ("or", "and")
            for left, right in itertools.pairwise(values):
                yield code.between(left, right, *symbols)
        case ast.UnaryOp(ast.Not() | ast.Invert(), operand):
            yield code.span(node)[0], code.span(operand)[0], ""


def sign(node: ast.AST, code: Code) -> Iterator[Edit]:
    """Leave out a minus before a number or a name."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        start = code.span(node)[0]
        yield start, start + 1, ""


def constant(node: ast.AST, code: Code) -> Iterator[Edit]:
    """Add one to a number (double a large float); 1 becomes 0, too; exchange True and False."""
    match node:
        case ast.Constant(bool(value)):
            yield code.replace(node, repr(not value))
        case ast.Constant(int() | float() | complex() as value):
            large = isinstance(value, float) and abs(value) > 100
            yield code.replace(node, repr(2 * value if large else value + 1))
            if value == 1:
                yield code.replace(node, repr(value - 1))


def condition(node: ast.AST, code: Code) -> Iterator[Edit]:
    """Turn a condition into its opposite, where no comparison already does."""
    match node:
        case ast.If(test) | ast.While(test) | ast.IfExp(test) | ast.comprehension(ifs=[test]):
            compares = isinstance(test, ast.Compare) and len(test.ops) == 1
            if not compares and not isinstance(getattr(test, "op", None), ast.Not):
                yield code.replace(test, f"(not ({code.text(*code.span(test))}))")


def statement(node: ast.AST, code: Code) -> Iterator[Edit]:
    """Delete a statement that acts on something: a call, a raise, a change of what is there."""
    match node:
        case ast.Expr(ast.Call()) | ast.Raise() | ast.AugAssign() | ast.Break() | ast.Continue():
            yield code.replace(node, "pass")
        case ast.Assign(targets=[ast.Subscript() | ast.Attribute()]):
            yield code.replace(node, "pass")
        case ast.Assign(targets=[ast.Name(name)], value=value):
            if any(isinstance(n, ast.Name) and n.id == name for n in ast.walk(value)):
                yield code.replace(node, "pass")


def result(node: ast.AST, code: Code) -> Iterator[Edit]:
    """Return None."""
    match node:
        case ast.Return(ast.expr() as value) | ast.Lambda(body=value):
            yield code.replace(value, "None")


def other_function(node: ast.AST, code: Code) -> Iterator[Edit]:
    """Call the relative of a function; leave out abs, ``.copy()`` and ``.T``."""
    match node:
        case ast.Call(ast.Name("abs") | ast.Attribute(attr="abs") as function):
            yield code.replace(function, "+")
        case ast.Call(ast.Attribute(value, "copy"), []) | ast.Attribute(value, "T"):
            yield code.span(value)[1], code.span(node)[1], ""
        case ast.Call(ast.Name(name) | ast.Attribute(attr=name) as function):
            is_method = isinstance(function, ast.Attribute)
            end = code.span(function)[1]
            for pair in BOTH_WAYS + METHODS_BOTH_WAYS * is_method:
                if name in pair:
                    yield end - len(name), end, pair[1 - pair.index(name)]


def swapped_arguments(node: ast.AST, code: Code) -> Iterator[Edit]:
    """Swap two arguments, and the branches of ``np.where``."""
    match node:
        case ast.Call(ast.Attribute(attr="where"), [_, first, second]):
            yield code.swap(first, second)
        case ast.Call(ast.Name(name) | ast.Attribute(attr=name), [first, second]):
            words = _is_string(first) or _is_string(second)
            starred = isinstance(first, ast.Starred) or isinstance(second, ast.Starred)
            if name not in SYMMETRIC and not words and not starred:
                yield code.swap(first, second)


def printed_formula(node: ast.AST, code: Code) -> Iterator[Edit]:
    """Add one to a number in a string of LaTeX; exchange + and -, but leave hyphens."""
    start, end = code.span(node)
    text = code.bytes[start:end]
    for found in re.finditer(rb"\d+", text):
        yield start + found.start(), start + found.end(), str(int(found[0]) + 1)
    for found in re.finditer(rb"(?<![A-Za-z])[+-]|[+-](?![A-Za-z])", text):
        yield start + found.start(), start + found.end(), "-" if found[0] == b"+" else "+"


OPERATORS = (
    arithmetic,
    comparison,
    logic,
    sign,
    constant,
    condition,
    statement,
    result,
    other_function,
    swapped_arguments,
)
