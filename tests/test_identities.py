"""Every identity against sympy, its own LaTeX and differences; every false one refuted."""

# Matrices keep the capital letters that they have in the formulas.
# ruff: noqa: N803

import math
import re

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.mathtext import MathTextParser

from mlcalc import identities
from mlcalc.differentiation import Scheme
from mlcalc.identities import (
    FALSE_IDENTITIES,
    IDENTITIES,
    Equality,
    Identity,
    Layout,
    Section,
    away_from_zero,
    distribution,
    normal,
    symbol_latex,
    symmetric,
)

# A small reader of the printed LaTeX. It evaluates with sympy's matrices, so that the same text
# can be checked with numbers and with symbols. A vector is a column unless its shape says (1, n).

TOKEN = re.compile(
    r"\\(?:begin|end)\{bmatrix\}|\\operatorname\{\w+\}|\\\\|\\\||\\[a-zA-Z]+|\d+|[a-zA-Z]'?|\S"
)


def times(a, b):
    return sympy.sympify(a * b)


def norm(value):
    return sympy.sqrt(sum(v**2 for v in value))


def entry_by_entry(function):
    return lambda value: value.applyfunc(function) if is_matrix(value) else function(value)


def is_matrix(value):
    return isinstance(value, sympy.MatrixBase)


def softmax(z):
    powers = z.applyfunc(sympy.exp)
    return powers / sum(powers)


WORDS = {
    "tr": lambda value: value.trace(),
    "diag": lambda value: sympy.diag(*value),
    "softmax": softmax,
    "log": entry_by_entry(sympy.log),
}


class Reader:
    """Turns LaTeX into a function of the names in it: symbols, sizes, indices and functions."""

    def __init__(self, latex):
        self.tokens = TOKEN.findall(latex)
        self.at = 0
        self.in_norm = False
        self.value = self.sum_of_terms()
        assert self.at == len(self.tokens), f"cannot read {latex} from {self.tokens[self.at :]}"

    def next(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, wanted=None):
        token = self.next()
        assert wanted in (None, token), f"{wanted} expected in {self.tokens}, but {token} came"
        self.at += 1
        return token

    def sum_of_terms(self):
        terms = [(-1 if self.next() == "-" else 1, self.term())]
        while self.next() in ("+", "-"):
            terms.append((-1 if self.next() == "-" else 1, self.term()))

        def value(names):
            first, *rest = (sign * term(names) for sign, term in terms)
            for more in rest:
                first = first + more
            return first

        return value

    def term(self):
        if self.next() in ("+", "-"):
            self.take()
        if self.next() == r"\sum":
            return self.sum_over_an_index()
        factors = [self.factor()]
        while not self.at_the_end_of_a_term():
            factors.append(self.sum_over_an_index() if self.next() == r"\sum" else self.factor())

        def value(names):
            result = factors[0](names)
            for factor in factors[1:]:
                result = times(result, factor(names))
            return result

        return value

    def at_the_end_of_a_term(self):
        ends = ("", "+", "-", ")", "}", "&", r"\\", r"\end{bmatrix}")
        return self.next() in ends or (self.in_norm and self.next() == r"\|")

    def sum_over_an_index(self):
        for token in (r"\sum", "_", "{"):
            self.take(token)
        index = self.take()
        for token in ("=", "1", "}", "^", "{"):
            self.take(token)
        last = self.take()
        self.take("}")
        term = self.term()
        return lambda names: sum(
            (term({**names, index: k}) for k in range(1, names[last] + 1)), start=0
        )

    def factor(self):
        base = self.atom()
        while self.next() == "^":
            self.take()
            if self.next() == r"\top":
                self.take()
                base = self.transposed(base)
            else:
                base = self.power(base, self.group())
        return base

    @staticmethod
    def transposed(base):
        return lambda names: base(names).T

    @staticmethod
    def power(base, exponent):
        return lambda names: base(names) ** exponent(names)

    def group(self):
        if self.next() != "{":
            number = int(self.take())
            return lambda names: number
        self.take("{")
        inside = self.sum_of_terms()
        self.take("}")
        return inside

    def in_brackets(self):
        self.take("(")
        inside = self.sum_of_terms()
        self.take(")")
        return inside

    def atom(self):
        token = self.next()
        if token == "(":
            inside = self.in_brackets()
            if self.next() != "_":
                return inside
            self.take()
            index = self.take()
            return lambda names: inside(names)[names[index] - 1]
        if token == r"\|":
            return self.norm()
        if token == r"\begin{bmatrix}":
            return self.matrix()
        self.take()
        if token.isdigit():
            return lambda names: sympy.Integer(token)
        if token == r"\frac":
            above, below = self.group(), self.group()
            return lambda names: above(names) / below(names)
        if token.startswith(r"\operatorname") or token == r"\log":
            word = token.removeprefix(r"\operatorname").strip("\\{}")
            inside = self.in_brackets()
            return lambda names: WORDS[word](inside(names))
        return self.named(token)

    def named(self, token):
        if token == r"\nabla":
            token += self.take()
        elif token == "J" and self.next() == "_":
            token += self.take() + self.take()
        elif self.next() == "_":
            self.take()
            return self.entry(token)
        name = token.removeprefix("\\") if token != r"\nablaf" else token
        if self.next() == "(" and (name in "fgJ" or len(name.removeprefix("\\")) > 1):
            inside = self.in_brackets()
            return lambda names: names[name](inside(names))
        return lambda names: names[name]

    def entry(self, token):
        indices = [self.take()]
        if indices == ["{"]:
            indices = []
            while self.next() != "}":
                indices.append(self.take())
            self.take("}")

        def value(names):
            array = names[token] if token in names else names[token.upper()]
            numbers = [int(i) if i.isdigit() else names[i] for i in indices]
            return (
                array[tuple(k - 1 for k in numbers)] if len(numbers) > 1 else array[numbers[0] - 1]
            )

        return value

    def norm(self):
        self.take(r"\|")
        self.in_norm = True
        inside = self.sum_of_terms()
        self.in_norm = False
        self.take(r"\|")
        if self.next() == "_":
            self.take("_")
            self.take("F")
        return lambda names: norm(inside(names))

    def matrix(self):
        self.take(r"\begin{bmatrix}")
        rows = [[self.sum_of_terms()]]
        while self.next() != r"\end{bmatrix}":
            if self.take() == "&":
                rows[-1].append(self.sum_of_terms())
            else:
                rows.append([self.sum_of_terms()])
        self.take(r"\end{bmatrix}")
        return lambda names: sympy.Matrix([[entry(names) for entry in row] for row in rows])


def read(latex, names):
    """Evaluate LaTeX; what has free indices becomes a row or a matrix of all their values."""
    return Reader(latex).value(names)


def test_the_reader_reads():
    a, x = sympy.Matrix([[1, 2], [3, 4]]), sympy.Matrix([5, 6])
    names = {"A": a, "x": x, "n": 2, "theta": x, "I": sympy.eye(2), "f": lambda v: 2 * v}
    for latex, value in [
        (r"2 A^\top x - x", 2 * a.T * x - x),
        (r"-\frac{2}{n} (A x - x)^\top (-A)", (a * x - x).T * a),
        (r"\|x\|^2", 61),
        (r"\frac{x}{\|A\|_F^2}", x / 30),
        (r"\operatorname{tr}(A^\top A) \theta", 30 * x),
        (r"\sum_{i=1}^{n} a_{i2} x_i + x_1", 2 * 5 + 4 * 6 + 5),
        (r"\sum_{i=1}^{n} \sum_{j=1}^{n} a_{ij} x_i x_j", (x.T * a * x)[0]),
        (
            r"\begin{bmatrix} x_1^2 & 2 \\ 3 & f(x_2) \end{bmatrix}",
            sympy.Matrix([[25, 2], [3, 12]]),
        ),
        (r"f(A x)^\top I", 2 * (a * x).T),
    ]:
        assert read(latex, names) == value, latex


# What the letters mean that stand for functions, per identity: written with sympy, and derivatives
# found by sympy, so that nothing is taken from the code under test.


def derived(function):
    """Return the Jacobian of a function of columns or numbers, as a function of the place."""

    def jacobian(place):
        size = len(place) if is_matrix(place) else 1
        inner = sympy.symbols(f"inner:{size}", real=True)
        values = sympy.Matrix([function(sympy.Matrix(inner) if is_matrix(place) else inner[0])])
        pairs = dict(zip(inner, place if is_matrix(place) else [place], strict=True))
        return values.jacobian(inner).subs(pairs)

    return jacobian


sines = entry_by_entry(sympy.sin)


def gradients(names):
    def f(u):
        return sympy.exp((names["c"].T * u)[0])

    def g(x):
        return sines(names["A"] * x)

    return {"f": f, "g": g, "J_g": derived(g), r"\nablaf": lambda u: derived(f)(u).T}


def jacobians(names):
    def f(u):
        return (names["B"] * u).applyfunc(lambda v: v**2)

    def g(x):
        return sines(names["A"] * x)

    return {"f": f, "g": g, "J_f": derived(f), "J_g": derived(g)}


def curve(names):
    def g(x):
        return sympy.Matrix([sympy.sin(x), x**2])

    def f(u):
        return sympy.Matrix([u[0] * u[1], u[0] + u[1] ** 3])

    return {"f": f, "g": g, "J_f": derived(f), "J_g": derived(g)}


def loss_at(outputs):
    def names_of(names):
        def loss(z):
            return sum(sines(z))

        z = outputs(names)
        return {"J": loss, "delta": derived(loss)(sympy.Matrix(list(z)))}

    return names_of


MEANINGS = {
    "number_to_number": lambda names: {"e": sympy.E},
    "chain_rule_of_gradients": gradients,
    "chain_rule_of_jacobians": jacobians,
    "chain_rule_along_a_curve": curve,
    "the_vector_itself": lambda names: {"I": sympy.eye(len(names["x"]))},
    "entry_by_entry": lambda names: {
        "f": entry_by_entry(sympy.tanh),
        "f'": entry_by_entry(lambda v: 1 / sympy.cosh(v) ** 2),
    },
    "softmax_jacobian": lambda names: {"s": softmax(names["z"])},
    "loss_by_weights": loss_at(lambda names: names["W"] * names["x"]),
    "loss_by_inputs": loss_at(lambda names: names["W"] * names["x"]),
    "loss_by_weights_of_a_row": loss_at(lambda names: names["x"] * names["W"]),
}
# The free indices of entries: (rows, columns), each an index and the letter of its size.
FREE = {
    ("entries_of_matrix_times_vector", "latex"): ("im",),
    ("entries_of_matrix_times_vector", "numerator"): ("im", "jn"),
    ("entries_of_matrix_times_vector", "denominator"): ("jn", "im"),
    ("entries_of_quadratic_form", "numerator"): ("kn",),
    ("entries_of_quadratic_form", "denominator"): ("kn",),
    ("sum_over_the_outputs", "latex"): ("im",),
    ("sum_over_the_outputs", "latex_right"): ("im",),
}


def printed(claim, part, names):
    """Evaluate one printed formula of a claim as a matrix."""
    names = {**names, **MEANINGS.get(claim.name, lambda n: {})(names)}
    free = FREE.get((claim.name, part), ())
    reader = Reader(getattr(claim, part))
    if not free:
        value = reader.value(names)
    else:
        ranges = [range(1, names[size] + 1) for _, size in free] + [[0]] * (2 - len(free))
        indices = [index for index, _ in free] + ["unused"] * (2 - len(free))
        value = sympy.Matrix(
            [[reader.value({**names, **dict(zip(indices, (r, c), strict=True))}) for c in ranges[1]]
             for r in ranges[0]]
        )  # fmt: skip
    return value if is_matrix(value) else sympy.Matrix([[value]])


def laid_out(value, shape):
    """Turn a printed zero or a column of free entries into the shape of the layout."""
    if value == sympy.zeros(1, 1):
        return sympy.zeros(*shape)
    return value if tuple(value.shape) == tuple(shape) else None


def columns_of(data, sizes):
    """Return data as sympy's matrices: a vector is a column."""
    names = dict(sizes)
    for symbol, array in data.items():
        array = np.asarray(array)
        column = array.reshape(-1, 1) if array.ndim == 1 else array
        names[symbol] = column.item() if array.ndim == 0 else sympy.Matrix(column.tolist())
    return names


# Symbols in place of random numbers, under the same conditions.


def any_symbols(symbol, shape):
    entries = np.empty(shape, dtype=object)
    for i in np.ndindex(shape):
        entries[i] = sympy.Symbol(symbol + "".join(map(str, i)), real=True)
    return entries


def symmetric_symbols(symbol, shape):
    entries = any_symbols(symbol, shape)
    return np.where(np.tri(*shape, dtype=bool), entries, entries.T)


def symbols_that_sum_to_one(symbol, shape):
    entries = any_symbols(symbol, shape)
    entries[-1] = 1 - sum(entries[:-1])
    return entries


SYMBOLIC = {
    normal: any_symbols,
    away_from_zero: any_symbols,
    symmetric: symmetric_symbols,
    distribution: symbols_that_sum_to_one,
}


def symbolic(claim):
    """Return small sizes, all different, and symbols of these sizes."""
    fixed = {axis for shape in claim.shapes.values() for axis in shape}
    free = (size for size in (2, 3, 4, 5) if size not in fixed)
    sizes = dict(zip(claim.letters, free, strict=False))
    data = {}
    for symbol, shape in claim.shapes.items():
        numbers = tuple(sizes.get(axis, axis) for axis in shape)
        data[symbol] = SYMBOLIC[claim.draws.get(symbol, normal)](symbol, numbers)
    return sizes, data


def exact_derivative(claim, sizes, data):
    """Return the derivative of the printed function in both layouts, found by sympy."""
    names = columns_of(data, sizes)
    values = list(printed(claim, "latex", names))
    variable = np.asarray(data[claim.variable])
    jacobian = sympy.Matrix(values).jacobian(list(variable.ravel()))
    if len(values) == 1 and min(variable.shape, default=1) > 1 and variable.ndim == 2:
        by_matrix = sympy.Matrix(variable.shape[0], variable.shape[1], list(jacobian))
        return {"numerator": by_matrix.T, "denominator": by_matrix}
    return {"numerator": jacobian, "denominator": jacobian.T}


def is_zero(expression):
    expression = sympy.expand(expression)
    if expression == 0:
        return True
    generator = np.random.default_rng(1)
    for _ in range(3):
        numbers = {
            s: sympy.Rational(int(generator.integers(-30, 30)), 17) + sympy.Rational(1, 100)
            for s in sorted(expression.free_symbols, key=str)
        }
        if abs(expression.subs(numbers).evalf(40)) > 1e-30:
            return False
    return True


def all_of(kind, registry):
    return [c for c in registry.values() if isinstance(c, kind)]


def by_name(claims):
    return pytest.mark.parametrize("claim", claims, ids=lambda c: c.name)


EVERY = [*IDENTITIES.values(), *FALSE_IDENTITIES.values()]
each_identity = by_name(all_of(Identity, IDENTITIES))
each_equality = by_name(all_of(Equality, IDENTITIES))
SIZES_DO_NOT_FIT = {"gram_form_without_a_factor", "mean_squared_error_without_a_factor"}


@each_identity
def test_the_printed_derivative_is_what_sympy_finds_in_both_layouts(claim):
    sizes, data = symbolic(claim)
    names = columns_of(data, sizes)
    for part, exact in exact_derivative(claim, sizes, data).items():
        entries = FREE.get((claim.name, part), ())
        shape = (max(exact.shape), 1) if len(entries) == 1 else exact.shape
        value = laid_out(printed(claim, part, names), shape)
        assert value is not None, f"the {part} of {claim.name} has another shape than {shape}"
        assert all(is_zero(a - b) for a, b in zip(value, exact, strict=True)), part


@each_equality
def test_both_printed_sides_are_the_same_for_sympy(claim):
    sizes, data = symbolic(claim)
    names = columns_of(data, sizes)
    left, right = printed(claim, "latex", names), printed(claim, "latex_right", names)
    assert left.shape == right.shape
    assert all(is_zero(a - b) for a, b in zip(left, right, strict=True))


def numbers_of(function, data):
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    return np.asarray(function(*(data[name] for name in names)), dtype=float)


def assert_same_numbers(value, expected):
    value = np.array(value.tolist(), dtype=float)
    np.testing.assert_allclose(value.ravel(), np.ravel(expected), rtol=1e-9, atol=1e-9)


@by_name(EVERY)
@pytest.mark.parametrize("seed", [5, 6])
def test_the_printed_formulas_are_the_code(claim, seed):
    generator = np.random.default_rng(seed)
    # Small sizes where sympy takes the derivative of functions in the formula.
    sizes = symbolic(claim)[0] if claim.name in MEANINGS else claim.sizes(generator)
    data = claim.data(sizes, generator)
    names = columns_of(data, sizes)
    if isinstance(claim, Equality):
        assert_same_numbers(printed(claim, "latex", names), numbers_of(claim.left, data))
        try:
            right = numbers_of(claim.right, data)
        except IndexError:
            with pytest.raises(IndexError):
                printed(claim, "latex_right", names)
            return
        assert_same_numbers(printed(claim, "latex_right", names), right)
        return
    assert_same_numbers(printed(claim, "latex", names), numbers_of(claim.function, data))
    if claim.name in SIZES_DO_NOT_FIT:
        for part in ("numerator", "denominator"):
            with pytest.raises(sympy.matrices.exceptions.ShapeError):
                printed(claim, part, names)
        return
    claimed = numbers_of(claim.derivative, data)
    numerator = printed(claim, "numerator", names)
    denominator = printed(claim, "denominator", names)
    zero = denominator == sympy.zeros(1, 1)
    if denominator.shape != (1, 1) and (claim.name, "numerator") not in FREE:
        assert numerator.shape == denominator.T.shape
    by_matrix = claimed.ndim == 2 and numbers_of(claim.function, data).size == 1
    course = denominator if by_matrix else numerator
    assert_same_numbers(course, 0 if zero else claimed)


@by_name(EVERY)
def test_the_equation_can_be_drawn_as_well(claim):
    equations = (
        [claim.equation()]
        if isinstance(claim, Equality)
        else [claim.equation(layout) for layout in Layout]
    )
    for equation in equations:
        if "bmatrix" not in equation:
            MathTextParser("path").parse(f"${equation}$")


def free_indices(latex):
    """Return the indices i, j, k that no sum runs over."""
    written = {i for group in re.findall(r"_\{?([ijk]+)(?!=)", latex) for i in group}
    return written - set(re.findall(r"\\sum_\{(\w)=", latex))


@by_name(EVERY)
def test_the_same_indices_are_free_on_both_sides(claim):
    if isinstance(claim, Equality):
        pairs = [(claim.latex, claim.latex_right)]
    else:
        left = claim.by + " " + claim.latex
        pairs = [(left, claim.numerator), (left, claim.denominator)]
    for left, right in pairs:
        assert free_indices(left) == free_indices(right)


def test_an_entry_is_differentiated_by_an_entry():
    left = r"\frac{\partial}{\partial x_j} \left( \sum_{k=1}^{n} a_{ik} x_k \right) = "
    for layout in Layout:
        equation = IDENTITIES["entries_of_matrix_times_vector"].equation(layout)
        assert equation == left + "a_{ij}"


def test_equations_say_what_is_differentiated_by_what():
    sandwich = IDENTITIES["gram_form"]
    assert sandwich.equation() == sandwich.equation(Layout.NUMERATOR)
    left = r"\frac{\partial}{\partial \theta} \left( \theta^\top X^\top X \theta \right) = "
    assert sandwich.equation() == left + r"2 \theta^\top X^\top X"
    assert sandwich.equation(Layout.DENOMINATOR) == left + r"2 X^\top X \theta"
    assert IDENTITIES["cross_terms"].equation() == r"\theta^\top X^\top y = y^\top X \theta"
    assert symbol_latex("W") == "W"


# The registries.


def test_the_registry_holds_what_the_course_teaches():
    assert len(IDENTITIES) == len({c.name for c in IDENTITIES.values()}) >= 50
    taught = dict.fromkeys(Section, 0)
    for claim in IDENTITIES.values():
        assert claim.sections
        for section in claim.sections:
            taught[section] += 1
    assert taught == {
        Section.KINDS: 5,
        Section.LAYOUTS: 8,
        Section.SCALAR: 7,
        Section.VECTOR: 4,
        Section.MATRIX: 6,
        Section.CHAIN: 3,
        Section.USEFUL: 6,
        Section.LEAST_SQUARES: 12,
        Section.LAYERS: 14,
    }
    assert len(IDENTITIES["a_dot_x"].sections) == 4


@by_name(EVERY)
def test_every_claim_says_what_it_is(claim):
    registry = FALSE_IDENTITIES if claim.corrected else IDENTITIES
    assert registry[claim.name] is claim
    assert claim.words
    assert claim.words[-1] != "."
    assert claim.sections
    assert bool(claim.condition) == bool(claim.draws)
    kind = "Equality" if isinstance(claim, Equality) else "Identity"
    assert repr(claim) == f"{kind}({claim.name}: {claim.words})"


@by_name(IDENTITIES.values())
@pytest.mark.parametrize("seed", [0, 1])
def test_every_identity_holds(claim, seed):
    result = claim.verify(seed=seed)
    assert result.holds
    assert result.difference < 1e-7
    assert result.name == claim.name
    assert str(result).startswith(f"{claim.name} holds: on random data of ")


@by_name([c for c in all_of(Identity, IDENTITIES) if c.name != "squared_targets"])
def test_complex_steps_agree_to_the_last_digits(claim):
    generator = np.random.default_rng(12)
    data = claim.data(claim.sizes(generator), generator)
    claimed, by_differences = claim.sides(data)
    by_complex_step = claim.numeric(data, scheme=Scheme.COMPLEX_STEP)
    assert by_complex_step.shape == claimed.shape == by_differences.shape
    np.testing.assert_allclose(by_complex_step, claimed, rtol=1e-11, atol=1e-11)


@by_name(FALSE_IDENTITIES.values())
@pytest.mark.parametrize("seed", range(4))
def test_every_false_identity_is_refuted_and_its_correction_holds(claim, seed):
    result = claim.verify(seed=seed)
    assert not result.holds
    assert result.difference > 1e-2
    assert str(result).startswith(f"{claim.name} is refuted: with ")
    right = IDENTITIES[claim.corrected]
    assert right.verify(seed=seed).holds
    assert set(claim.sections) & set(right.sections)


@by_name(all_of(Identity, FALSE_IDENTITIES))
def test_sympy_refutes_the_false_identities_too(claim):
    sizes, data = symbolic(claim)
    names = columns_of(data, sizes)
    part = "numerator" if claim.layout == Layout.NUMERATOR else "denominator"
    exact = exact_derivative(claim, sizes, data)[part]
    if claim.name in SIZES_DO_NOT_FIT:
        return
    value = laid_out(printed(claim, part, names), exact.shape)
    assert value is None or any(not is_zero(a - b) for a, b in zip(value, exact, strict=True))


# The false forms as the notes have them: printed by column and by row, and computed entry by entry.
# Some of their products exist only where all sizes are equal, so equal they are here.
FALSE_FORMS = {
    "sandwich_of_any_matrix": (
        r"(B + B^\top) X^\top A",
        r"A^\top X (B + B^\top)",
        lambda A, X, B: np.einsum("ki,kl,lj->ij", A, X, B + B.T),
    ),
    "sum_of_the_partial_derivatives": (
        r"\sum_{i=1}^{n} \sum_{j=1}^{n} (a_{ij} + a_{ji}) x_j",
        r"\sum_{i=1}^{n} \sum_{j=1}^{n} (a_{ij} + a_{ji}) x_j",
        lambda A, x: np.einsum("ij,j->", A, x) + np.einsum("ji,j->", A, x),
    ),
    "gram_form_without_a_factor": (
        r"2 \theta^\top X",
        r"2 X^\top \theta",
        lambda X, theta: 2 * np.einsum("ij,i->j", X, theta),
    ),
    "mean_squared_error_without_a_factor": (
        r"\frac{1}{m} (2 \theta^\top X - 2 y^\top X)",
        r"\frac{1}{m} (2 X^\top \theta - 2 X^\top y)",
        lambda X, theta, y: 2 / 3 * np.einsum("ij,i->j", X, theta - y),
    ),
    "mean_squared_error_without_the_mean": (
        r"2 (y - X \theta)^\top (-X)",
        r"-2 X^\top (y - X \theta)",
        lambda X, theta, y: -2 * np.einsum("ij,i->j", X, y - np.einsum("ij,j->i", X, theta)),
    ),
}


@pytest.mark.parametrize("name", FALSE_FORMS)
def test_a_false_form_is_the_one_of_the_notes(name):
    claim, (row, column, formula) = FALSE_IDENTITIES[name], FALSE_FORMS[name]
    assert (claim.numerator, claim.denominator) == (row, column)
    generator = np.random.default_rng(4)
    data = {n: generator.normal(size=(3,) * len(s)) for n, s in claim.shapes.items()}
    np.testing.assert_allclose(claim.derivative(**data), formula(**data), 1e-12)


def test_the_false_sandwich_holds_for_a_symmetric_matrix_only():
    false = FALSE_IDENTITIES["sandwich_of_any_matrix"]
    kept = {k: getattr(false, k) for k in ("function", "derivative", "variable", "shapes", "name")}
    assert Identity(**kept, draws={"A": symmetric}).verify().holds
    assert not Identity(**kept, draws={"B": symmetric}).verify().holds


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "jacobian_transposed",
            "with m = 6, n = 5 the claimed derivative has shape (5, 6), but in numerator layout it "
            "must be (6, 5). Its transpose is right.",
        ),
        (
            "gram_form_without_a_factor",
            "with m = 6, n = 5 the claimed derivative cannot be computed: the sizes do not fit.",
        ),
        (
            "sum_of_the_partial_derivatives",
            "with n = 6 the claimed derivative has shape (), but the variable x has shape (6,).",
        ),
        (
            "mean_squared_error_without_the_mean",
            "with m = 6, n = 5 entry 3 is 6.781 as claimed, but 1.13 by central differences. "
            "Multiplied by 0.1667 it is right.",
        ),
        (
            "mean_squared_error_with_terms_lost",
            "with m = 6, n = 5 the value is 1.581 on the left, but 0.9366 on the right.",
        ),
        (
            "sandwich_of_any_matrix",
            "with m = 6, n = 5 entry (2, 1) is -2.667 as claimed, but 2.851 by central "
            "differences. If A were symmetric, it would be right.",
        ),
        (
            "quadratic_form_with_one_term",
            "with n = 6 entry 5 is 0.09776 as claimed, but -4.825 by central differences. If A "
            "were symmetric, twice of it would be right: a term may be missing.",
        ),
    ],
)
def test_a_refutation_says_where_and_by_how_much(name, sentence):
    assert repr(FALSE_IDENTITIES[name].verify()) == f"{name} is refuted: {sentence}"


# A student's own claims.


def own(function, derivative, variable="x", **more):
    shapes = more.pop("shapes", {"A": ("m", "n"), "x": ("n",)})
    return Identity(
        name="mine", function=function, derivative=derivative, variable=variable, shapes=shapes,
        **more,
    )  # fmt: skip


def test_an_own_identity_in_a_few_lines():
    mine = Identity(
        name="mine",
        function=lambda A, x: x @ A @ x,
        derivative=lambda A, x: (A + A.T) @ x,
        variable="x",
        shapes={"A": "nn", "x": "n"},
    )
    result = mine.verify()
    assert result.holds
    assert re.fullmatch(
        r"mine holds: on random data of several sizes both sides differ by \S+ at most\.",
        str(result),
    )
    assert result.claimed.shape == result.true.shape == (result.sizes["n"], 1)
    assert 0 < result.difference < 1e-8


def test_data_without_letters_have_one_size():
    fixed = own(lambda x: x @ x, lambda x: 2 * x, shapes={"x": (3,)})
    assert "on random data of one size both" in str(fixed.verify())
    wrong = own(lambda x: x @ x, lambda x: x, shapes={"x": (3,)}).verify()
    assert str(wrong).startswith("mine is refuted: entry ")
    assert str(wrong).endswith("Multiplied by 2 it is right.")
    assert wrong.sizes == {}


WRONG = {
    "shape": (lambda A, x: A @ x, lambda A: A.T,
              "the claimed derivative has shape (5, 6), but outputs times variables is (6, 5). "
              "Its transpose is right."),
    "other shape": (lambda A, x: A @ x, lambda A: 2 * A.T,
                    "the claimed derivative has shape (5, 6), but outputs times variables is "
                    "(6, 5)."),
    "row": (lambda x: x @ x, lambda x: 2 * x[np.newaxis],
            "the claimed derivative has shape (1, 5), but the variable x has shape (5,). Its "
            "transpose is right."),
    "several": (lambda A, x: A @ x, lambda A: A[0],
                "the claimed derivative has shape (5,), but outputs times variables is (6, 5)."),
    "nothing": (lambda A, x: A @ x, lambda A: None,
                "the claimed derivative returns None instead of numbers."),
    "text": (lambda A, x: A @ x, lambda A: "A", "the claimed derivative returns 'A' instead of "
             "numbers."),
    "ragged": (lambda x: x @ x, lambda x: [1, [2, 3]], "the claimed derivative cannot be computed: "
               "ValueError: setting an array element with a sequence."),
    "raises": (lambda A, x: A @ x, lambda A: 1 / 0,
               "the claimed derivative cannot be computed: ZeroDivisionError: division by zero."),
    "raises of values": (lambda A, x: A @ x, lambda A: int("A"),
                         "the claimed derivative cannot be computed: ValueError: invalid literal"),
    "sizes": (lambda A, x: A @ x, lambda A, x: A * x + A.T,
              "the claimed derivative cannot be computed: the sizes do not fit."),
    "matmul": (lambda A, x: A @ x, lambda A: A @ A,
               "the claimed derivative cannot be computed: the sizes do not fit."),
    "nan": (lambda A, x: A @ x, lambda A: A * math.nan,
            "entry (0, 0) is not a number as claimed, but 0.6404 by central differences."),
    "infinite": (lambda x: x @ x, lambda x: x / 0, "entry 0 is "),
}  # fmt: skip
UNCHECKED = {
    "no numbers": (lambda x: None, lambda x: x, "the function returns None instead of numbers."),
    "nan": (lambda A, x: A @ x * math.nan, lambda A: A,
            "the function itself is not a finite number."),
    "one infinite": (lambda x: x / (x - x[0]), lambda x: x, "the function itself is not a finite"),
    "raises": (lambda A, x: A[9, 9], lambda A: A, "the function cannot be computed: IndexError: "),
    "sizes": (lambda A, x: A @ A @ x, lambda A: A,
              "the function cannot be computed: the sizes do not fit."),
    "matrix by vector": (lambda x: np.outer(x, x), lambda x: x,
                         "neither layout has room for the derivative of shape (5, 5) by shape "
                         "(5,)."),
    "empty": (lambda x: x[:0], lambda x: x, "the function cannot be computed close by: "),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_claim_gets_one_clear_sentence(case):
    function, derivative, sentence = WRONG[case]
    result = own(function, derivative).verify()
    assert not result.holds
    assert str(result).startswith(f"mine is refuted: with m = 6, n = 5 {sentence}")
    assert str(result).count("\n") == 0
    assert str(result).endswith(".")
    if not sentence.endswith(" "):
        assert (
            str(result).endswith(sentence) or "invalid literal" in sentence or "setting" in sentence
        )
    assert result.difference > 1e-3


@pytest.mark.parametrize("case", UNCHECKED)
def test_a_function_at_fault_is_not_called_refuted(case):
    function, derivative, sentence = UNCHECKED[case]
    result = own(function, derivative).verify()
    assert not result.holds
    assert result.difference == math.inf
    assert result.entry is result.claimed is result.true is None
    assert str(result).startswith(f"mine cannot be checked: with m = 6, n = 5 {sentence}")
    assert str(result).endswith(".")


def test_a_vector_by_a_matrix_fits_no_layout():
    result = own(lambda A, x: A @ x, lambda A: A, variable="A").verify()
    assert "cannot be checked: with m = 6, n = 5 neither layout has room" in str(result)
    assert "of shape (6,) by shape (6, 5)." in str(result)
    result = own(lambda A: A[0, :2], lambda A: A, variable="A").verify()
    assert "cannot be checked: with m = 6, n = 5 neither layout has room" in str(result)


def test_a_function_that_fails_close_by_cannot_be_checked():
    calls = []

    def careful(x):
        calls.append(x)
        if len(calls) > 1:
            raise RuntimeError("once is enough")
        return x @ x

    result = own(careful, lambda x: 2 * x).verify()
    assert str(result).endswith("the function cannot be computed close by: once is enough.")
    assert "cannot be checked" in str(result)


def test_a_hint_names_what_would_make_the_claim_right():
    square = {"shapes": {"A": "nn", "x": "n"}}
    turned = own(lambda A, x: A @ x, lambda A: A.T, **square).verify()
    assert str(turned).endswith("by central differences. Its transpose is right.")
    for factor in (2, -1, 0.25):
        wrong = own(lambda A, x: A @ x, lambda A, f=factor: A / f, **square).verify()
        assert str(wrong).endswith(f" Multiplied by {factor:g} it is right.")
    for derivative in (
        lambda A: A + 1,
        lambda A: 0 * A,
        lambda A: A * math.nan,
        lambda A: A / 0,
    ):
        assert str(own(lambda A, x: A @ x, derivative, **square).verify()).endswith("differences.")
    doubled = own(lambda x: 2 * x[0] + 0 * x[1], lambda: [1, 0], shapes={"x": (2,)}).verify()
    assert str(doubled).endswith(" Multiplied by 2 it is right.")
    constant = own(lambda A, x: A @ (x - x), lambda A: A, **square).verify()
    assert str(constant).endswith("by central differences.")
    one = own(lambda x: x**2, lambda x: 5 * x, shapes={"x": ()}).verify()
    assert re.search(r"the value is \S+ as claimed, but \S+ by central differences\.$", str(one))


def test_parameters_with_a_default_need_no_symbol():
    def scaled(x, scale=3, *, power=2):
        return scale * (x**power).sum()

    assert own(scaled, lambda k=6, x=None: k * x, shapes={"x": "n"}).verify().holds
    assert own(scaled, lambda x, /, k=6: k * x, shapes={"x": "n"}).verify().holds
    with pytest.raises(ValueError, match=r"^function must use the symbols .* but numbers came"):
        own(lambda *numbers: 1, lambda x: x)


@pytest.mark.parametrize("layout", [None, *Layout])
def test_rows_and_columns_of_a_number_by_a_vector(layout):
    column, row = (lambda x: 2 * x.reshape(-1, 1)), (lambda x: 2 * x.reshape(1, -1))
    for shape in ("n", ("n", 1), (1, "n")):
        flat = own(
            lambda x: (x * x).sum(), lambda x: 2 * x.ravel(), shapes={"x": shape}, layout=layout
        )
        assert flat.verify().holds
        wanted = layout or (Layout.NUMERATOR if shape[0] == 1 else Layout.DENOMINATOR)
        for derivative, fits in [
            (column, wanted == Layout.DENOMINATOR),
            (row, wanted == Layout.NUMERATOR),
        ]:
            claim = own(lambda x: (x * x).sum(), derivative, shapes={"x": shape}, layout=layout)
            assert claim.verify().holds == fits
    assert own(lambda x: x.T @ x, lambda x: 2 * x, shapes={"x": ("n", 1)}).verify().holds


def test_layouts_of_a_number_by_a_matrix():
    for layout, derivative in [
        (None, lambda A: A),
        (Layout.DENOMINATOR, lambda A: A),
        (Layout.NUMERATOR, lambda A: A.T),
    ]:
        right = own(
            lambda A, X: np.trace(A.T @ X), derivative, "X",
            shapes={"A": "mn", "X": "mn"}, layout=layout,
        )  # fmt: skip
        wrong = own(
            lambda A, X: np.trace(A.T @ X), lambda A, d=derivative: d(A).T, "X",
            shapes={"A": "mn", "X": "mn"}, layout=layout,
        )  # fmt: skip
        assert right.verify().holds
        assert not wrong.verify().holds
        assert "Its transpose is right" in str(wrong.verify())
    flat = own(
        lambda A, X: np.trace(A.T @ X), lambda A: A.ravel(), "X", shapes={"A": "mn", "X": "mn"}
    )
    assert "has shape (30,), but the variable X has shape (6, 5)." in str(flat.verify())


def test_layouts_of_a_vector_by_a_vector():
    for layout, derivative in [
        (None, lambda A: A),
        (Layout.NUMERATOR, lambda A: A),
        (Layout.DENOMINATOR, lambda A: A.T),
    ]:
        assert own(lambda A, x: A @ x, derivative, layout=layout).verify().holds
        wrong = own(lambda A, x: A @ x, lambda A, d=derivative: d(A).T, layout=layout).verify()
        assert not wrong.holds
        assert ("in denominator layout it must be (5, 6)" in str(wrong)) == (
            layout == Layout.DENOMINATOR
        )


def test_layouts_of_a_vector_by_a_number():
    def function(x):
        return np.array([x, x**2, x**3])

    for layout, shape in [(None, (3, 1)), (Layout.NUMERATOR, (3, 1)), (Layout.DENOMINATOR, (1, 3))]:
        for fits in (shape, (3,)):
            claim = own(
                function, lambda x, s=fits: np.reshape([1, 2 * x, 3 * x**2], s),
                shapes={"x": ()}, layout=layout,
            )  # fmt: skip
            assert claim.verify().holds
        claim = own(
            function, lambda x, s=shape: np.reshape([1, 2 * x, 3 * x**2], s[::-1]),
            shapes={"x": ()}, layout=layout,
        )  # fmt: skip
        assert not claim.verify().holds


def test_a_function_cannot_change_the_data():
    def greedy(x):
        x *= 2
        return x @ x / 4

    assert own(greedy, lambda x: 2 * x, shapes={"x": "n"}).verify().holds

    def greedy_elsewhere(a, x):
        a *= 2
        return a @ x / 2

    assert own(greedy_elsewhere, lambda a: a, shapes={"a": "n", "x": "n"}).verify().holds


def test_lists_and_whole_numbers_are_answers_too():
    mine = own(lambda x: 2 * x[0] + x[1], lambda x: [2, 1], shapes={"x": (2,)})
    assert mine.verify().holds
    assert mine.verify().claimed.dtype == np.float64


def test_an_own_equality():
    right = Equality(
        name="mine", left=lambda A, B: np.trace(A @ B), right=lambda A, B: np.trace(B @ A),
        shapes={"A": "mn", "B": "nm"},
    )  # fmt: skip
    assert right.verify().holds
    wrong = Equality(
        name="mine",
        left=lambda A, B: A @ B,
        right=lambda A, B: B @ A,
        shapes={"A": "mn", "B": "nm"},
    )
    assert str(wrong.verify()) == (
        "mine is refuted: with m = 6, n = 5 the left side has shape (6, 6), but the right side "
        "(5, 5)."
    )
    for side in ("left", "right"):
        sides = {"left": lambda A: A, "right": lambda A: A, side: lambda A: A + None}
        broken = Equality(name="mine", **sides, shapes={"A": "mn"}).verify()
        assert f"is refuted: with m = 6, n = 5 the {side} side cannot be computed: Type" in str(
            broken
        )
    entry = Equality(
        name="mine", left=lambda x: x, right=lambda x: 3 * x, shapes={"x": "n"}
    ).verify()
    assert re.search(
        r"entry \d is \S+ on the left, but \S+ on the right\. Multiplied by 3 it is right\.$",
        str(entry),
    )


def off_by_one(where):
    def derivative(A):
        A[where] += 1
        return A

    return derivative


def test_a_wrong_entry_is_found():
    for where in np.ndindex(2, 3):
        shapes = {"A": (2, 3), "x": (3,)}
        result = own(lambda A, x: A @ x, off_by_one(where), shapes=shapes).verify()
        assert result.entry == where
        assert f"entry {where} is " in str(result)
    for where in range(3):
        shapes = {"A": (3,), "x": (3,)}
        result = own(lambda A, x: A @ x, off_by_one(where), shapes=shapes).verify()
        assert result.entry == where
        assert isinstance(result.entry, int)


# Arguments.


def test_symbols_must_be_known():
    for bad, name in [
        ({"function": lambda z: z}, "function"),
        ({"derivative": lambda x, z: z}, "derivative"),
        ({"variable": "z"}, "variable"),
        ({"draws": {"z": symmetric}}, "draws"),
    ]:
        good = {"function": lambda x: x, "derivative": lambda x: x, "variable": "x", "name": "mine"}
        with pytest.raises(
            ValueError, match=rf"^{name} must use the symbols that shapes names, A, x, but z came$"
        ):
            Identity(**{**good, **bad}, shapes={"A": "mn", "x": "n"})
    for side in ("left", "right"):
        sides = {"left": lambda x: x, "right": lambda x: x, side: lambda y: y}
        with pytest.raises(ValueError, match=rf"^{side} must use the symbols .*, x, but y came$"):
            Equality(name="mine", shapes={"x": "n"}, **sides)
    with pytest.raises(ValueError, match=r"^draws must use the symbols .*, x, but z came$"):
        Equality(name="mine", shapes={"x": "n"}, left=max, right=max, draws={"z": normal})


def test_functions_must_have_named_arguments():
    for bad in (max, 3, None):
        with pytest.raises(
            TypeError, match=r"^function must be a function of named arguments, such"
        ):
            own(bad, lambda x: x)
        with pytest.raises(TypeError, match=r"^right must be a function of named arguments"):
            Equality(name="mine", left=lambda x: x, right=bad, shapes={"x": "n"})


def test_layouts_are_one_of_two():
    for bad in ("rows", 1):
        with pytest.raises(
            ValueError, match=r"^layout must be one of numerator layout, denominator"
        ):
            own(lambda x: x, lambda x: x, layout=bad)
        with pytest.raises(
            ValueError, match=r"^layout must be one of numerator layout, denominator"
        ):
            IDENTITIES["norm"].equation(bad)
    written = own(lambda A, x: A @ x, lambda A: A.T, layout="denominator layout")
    assert written.verify().holds
    norm = IDENTITIES["norm"]
    assert norm.equation("denominator layout") == norm.equation(Layout.DENOMINATOR)


def test_shapes_are_letters_and_numbers():
    shapes = {"A": "mn", "x": ("n",), "r": [1, "n"], "s": (), "k": 4, "y": "m"}
    mine = own(lambda x: x, lambda x: np.eye(len(x)), shapes=shapes)
    assert mine.shapes == {
        "A": ("m", "n"), "x": ("n",), "r": (1, "n"), "s": (), "k": (4,), "y": ("m",),
    }  # fmt: skip
    assert mine.letters == ("m", "n")
    for bad in [(0, "n"), (-1,), (2.5,)]:
        with pytest.raises(ValueError, match=r"^an axis of x must be a whole number of at least 1"):
            own(lambda x: x, lambda x: x, shapes={"x": bad})
    with pytest.raises(TypeError, match=r"^an axis of x must be a whole number"):
        own(lambda x: x, lambda x: x, shapes={"x": (None,)})
    with pytest.raises(
        ValueError, match=r"^shapes must have two axes at most, but 'mnp' came for x"
    ):
        own(lambda x: x, lambda x: x, shapes={"x": "mnp"})


def test_seed_and_trials():
    claim = IDENTITIES["quadratic_form"]
    first, again, other = claim.verify(seed=3), claim.verify(seed=3), claim.verify(seed=4)
    np.testing.assert_array_equal(first.claimed, again.claimed)
    assert first.difference != other.difference
    assert claim.verify().difference == claim.verify(seed=0).difference
    assert claim.verify(trials=6).difference == claim.verify().difference
    with pytest.raises(ValueError, match=r"^seed must"):
        claim.verify(seed=-1)
    with pytest.raises(ValueError, match=r"^trials must"):
        claim.verify(trials=0)
    seen = []

    def counted(x):
        seen.append(len(x))
        return 2 * x

    own(lambda x: x @ x, counted, shapes={"x": "n"}).verify(trials=9)
    assert len(seen) == 9
    assert len(set(seen)) > 1
    worst = [claim.verify(trials=k).difference for k in range(1, 7)]
    assert worst == sorted(worst)
    assert worst[0] < worst[-1]


def test_six_trials_are_the_default():
    seen = []
    mine = own(lambda x: x @ x, lambda x: seen.append(x) or 2 * x, shapes={"x": "n"})
    assert mine.verify().holds
    assert len(seen) == 6


def test_the_first_trial_that_fails_decides():
    seen = []

    def sometimes(x):
        seen.append(len(x))
        return 2 * x if len(seen) < 3 else x

    result = own(lambda x: x @ x, sometimes, shapes={"x": "n"}).verify(seed=1)
    assert not result.holds
    assert len(seen) == 3
    assert result.sizes == {"n": seen[-1]} != {"n": seen[0]}


def test_the_tolerance_decides():
    mine = own(lambda x: x @ x, lambda x: 2 * x + 1e-4, shapes={"x": "n"})
    assert not mine.verify().holds
    assert mine.verify(tolerance=1e-3).holds
    nearly = own(lambda x: x @ x, lambda x: 2 * x + 5e-7, shapes={"x": "n"})
    assert nearly.verify().holds
    assert not nearly.verify(tolerance=1e-8).holds
    assert not own(lambda x: x @ x, lambda x: 2 * x + 3e-6, shapes={"x": "n"}).verify().holds


def test_a_claim_alone_has_no_sides():
    with pytest.raises(NotImplementedError):
        identities.Claim(name="alone", shapes={"x": "n"}).verify()


# Sizes and data.


@given(st.integers(0, 10**6), st.integers(1, 6))
def test_sizes_differ_from_each_other_and_from_fixed_ones(seed, count):
    letters = "abcdef"[:count]
    mine = own(
        lambda x: x,
        lambda x: x,
        shapes={"x": (3,), **{letter.upper(): letter for letter in letters}},
    )
    sizes = mine.sizes(np.random.default_rng(seed))
    assert list(sizes) == list(letters)
    assert len({*sizes.values(), 3}) == count + 1
    assert min(sizes.values()) >= 2
    assert max(sizes.values()) <= 5 + count
    assert all(type(size) is int for size in sizes.values())


def test_all_sizes_come_up():
    mine, generator = IDENTITIES["matrix_times_vector"], np.random.default_rng(0)
    drawn = [tuple(mine.sizes(generator).values()) for _ in range(300)]
    assert {size for pair in drawn for size in pair} == {2, 3, 4, 5, 6, 7}
    assert len(set(drawn)) == 30


@by_name(IDENTITIES.values())
def test_data_have_the_shapes_that_are_said(claim):
    generator = np.random.default_rng(2)
    sizes = claim.sizes(generator)
    data = claim.data(sizes, generator)
    assert list(data) == list(claim.shapes)
    for symbol, array in data.items():
        assert np.shape(array) == tuple(sizes.get(a, a) for a in claim.shapes[symbol])
        assert array.dtype == np.float64
        if np.ndim(array) == 2 and len(set(array.shape)) == 1 and symbol not in claim.draws:
            assert np.abs(array - array.T).max() > 0.1


@given(st.integers(0, 10**6), st.integers(1, 6))
def test_what_is_drawn_keeps_the_conditions(seed, size):
    generator = np.random.default_rng(seed)
    matrix = symmetric(generator, (size, size))
    assert matrix.shape == (size, size)
    np.testing.assert_array_equal(matrix, matrix.T)
    far = away_from_zero(generator, (size, 2))
    assert far.shape == (size, 2)
    assert np.abs(far).min() >= 0.5
    chances = distribution(generator, (3, size))
    assert chances.shape == (3, size)
    assert (chances >= 0).all()
    np.testing.assert_allclose(chances.sum(axis=-1), 1)
    assert distribution(generator, (size,)).shape == (size,)


def test_drawn_numbers_have_both_signs():
    generator = np.random.default_rng(0)
    for draw in (normal, symmetric, away_from_zero):
        drawn = draw(generator, (40, 40))
        assert abs(np.mean(drawn > 0) - 0.5) < 0.1
        assert 0.9 < np.std(drawn) < 2.2
    assert len(np.unique(distribution(generator, (30,)))) == 30


def test_the_claims_of_one_condition_need_it():
    for claim in IDENTITIES.values():
        if claim.condition and symmetric in claim.draws.values():
            kept = {k: getattr(claim, k) for k in ("function", "derivative", "variable", "shapes")}
            assert not Identity(name="without", **kept).verify().holds


@pytest.mark.parametrize(
    ("derivative", "hint"),
    [
        (lambda A, x, b: 2 * A.T @ A @ x, " What is missing does not contain x."),
        (lambda A, x, b: -2 * A.T @ b, ""),
        (lambda A, x, b: A.T @ (A @ x - b), " Multiplied by 2 it is right."),
        (lambda A, x, b: 2 * A.T @ (A @ x - b) + np.sin(x), ""),
    ],
)
def test_what_is_missing_is_told_where_numbers_can_tell_it(derivative, hint):
    claim = Identity(
        name="mine", function=lambda A, x, b: ((A @ x - b) ** 2).sum(), derivative=derivative,
        variable="x", shapes={"A": "mn", "x": "n", "b": "m"},
    )  # fmt: skip
    assert str(claim.verify()).endswith(f"by central differences.{hint}")


def test_a_claim_that_fails_elsewhere_gets_no_hint():
    def derivative(A, x):
        if (A == A.T).all() or (x > 5).any():
            raise ValueError("no")
        return A @ x

    claim = Identity(
        name="mine", function=lambda A, x: x @ A @ x, derivative=derivative, variable="x",
        shapes={"A": "nn", "x": "n"}, draws={"x": lambda g, shape: 4.5 + g.random(shape) / 4},
    )  # fmt: skip
    assert str(claim.verify()).endswith("by central differences.")
