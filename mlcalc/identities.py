"""The identities of vector and matrix calculus, each with a claim that numbers prove or refute.

Two layouts are in use. In numerator layout the derivative of m outputs by n variables is the
Jacobian, shape (m, n), so that of one number by a vector is a row. In denominator layout it is
the transpose, so that of one number by a vector is a column, and that of one number by a matrix
has the shape of the matrix. The course takes gradients in the shape of the variable and
Jacobians in numerator layout.
"""

# Matrices keep the capital letters that they have in the formulas.
# ruff: noqa: N803

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from mlcalc import arguments, differentiation, formatting
from mlcalc.activations import log_softmax, softmax, softmax_jacobian
from mlcalc.differentiation import Scheme

Data = Mapping[str, np.ndarray]

UNCHECKED = "cannot be checked"
"""The verdict when the function itself, not what is claimed of it, is at fault."""


class Layout(StrEnum):
    """Which way round a derivative is written."""

    NUMERATOR = "numerator layout"
    DENOMINATOR = "denominator layout"


class Section(StrEnum):
    """Where in the course an identity is taught."""

    KINDS = "kinds of functions"
    LAYOUTS = "numerator layout"
    SCALAR = "scalar functions of a vector"
    VECTOR = "vector functions"
    MATRIX = "functions of a matrix"
    CHAIN = "chain rule"
    USEFUL = "useful vector identities"
    LEAST_SQUARES = "least squares"
    LAYERS = "layers of a network"


# How data are drawn: each takes a generator and a shape.


def normal(generator: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Draw standard normal numbers: a matrix of them is as good as never symmetric."""
    return generator.normal(size=shape)


def symmetric(generator: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Draw a symmetric matrix."""
    half = normal(generator, shape)
    return half + half.T


def away_from_zero(generator: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Draw numbers of both signs with sizes of at least 1/2."""
    drawn = normal(generator, shape)
    return drawn + np.copysign(0.5, drawn)


def distribution(generator: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Draw probabilities that sum to 1 in the last axis."""
    return generator.dirichlet(np.ones(shape[-1]), shape[:-1])


@dataclass(frozen=True, eq=False, repr=False)
class Verification:
    """What random data say about a claim.

    ``difference`` is the largest |claimed - true| / max(1, |claimed|, |true|), ``entry`` where
    it is, ``sizes`` what the letters of the shapes were there. When the claim could not be
    compared at all, the difference is infinite and the two sides are None.
    """

    name: str
    holds: bool
    sentence: str
    sizes: Mapping[str, int]
    difference: float = np.inf
    entry: int | tuple[int, ...] | None = None
    claimed: np.ndarray | None = None
    true: np.ndarray | None = None

    def __repr__(self) -> str:
        return self.sentence


class NotComparableError(ValueError):
    """Why a claim cannot be compared with anything, and what follows for it, in words."""

    def __init__(self, reason: str, verdict: str = "is refuted"):
        super().__init__(reason)
        self.verdict = verdict


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Claim:
    """What identities and equalities have in common: names, words, shapes and data.

    ``shapes`` gives each symbol its shape in letters or numbers: ``("m", "n")`` or ``"mn"`` for
    a matrix, ``("n",)`` or ``"n"`` for a vector, ``(1, "n")`` for a row, ``()`` for a number.
    Different letters become different sizes. ``draws`` says for a symbol how it is drawn when
    the ``condition`` asks for more than random numbers. ``corrected`` names what is true
    instead, for a claim that is known to be false.
    """

    name: str
    shapes: Mapping[str, tuple[str | int, ...]]
    words: str = ""
    condition: str = ""
    draws: Mapping[str, Callable] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    corrected: str = ""

    _sides = ("on the left", "on the right")

    def __post_init__(self) -> None:
        object.__setattr__(self, "shapes", {s: _shape(s, a) for s, a in self.shapes.items()})
        _known("draws", self.draws, self.shapes)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name}: {self.words})"

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters of the shapes, in the order in which they come."""
        axes = [axis for shape in self.shapes.values() for axis in shape]
        return tuple(dict.fromkeys(axis for axis in axes if isinstance(axis, str)))

    def sizes(self, generator: np.random.Generator) -> dict[str, int]:
        """Draw a size of at least 2 for each letter, no two the same, and none that is fixed."""
        fixed = {axis for shape in self.shapes.values() for axis in shape}
        free = [size for size in range(2, 6 + len(self.letters)) if size not in fixed]
        drawn = generator.choice(free, len(self.letters), replace=False)
        return {letter: int(drawn[i]) for i, letter in enumerate(self.letters)}

    def data(self, sizes: Mapping[str, int], generator: np.random.Generator) -> Data:
        """Draw all symbols of these sizes, as the condition asks for."""
        drawn = {}
        for symbol, shape in self.shapes.items():
            numbers = tuple(sizes.get(axis, axis) for axis in shape)
            how = self.draws.get(symbol, normal)
            drawn[symbol] = np.asarray(how(generator, numbers), dtype=float)[()]
        return drawn

    def sides(self, data: Data) -> tuple[np.ndarray, np.ndarray]:
        """Return what is claimed and what is true for these data, in the same shape.

        Raises NotComparableError, with the reason, when the two cannot be compared.
        """
        raise NotImplementedError

    def verify(self, seed: int = 0, trials: int = 6, tolerance: float = 1e-6) -> Verification:
        """Compare both sides on random data of several sizes.

        The first trial that fails decides; else the one with the largest difference is told.
        """
        generator = np.random.default_rng(arguments.count("seed", seed))
        outcomes = []
        for _ in range(arguments.count("trials", trials, minimum=1)):
            sizes = self.sizes(generator)
            outcomes.append(self._trial(sizes, self.data(sizes, generator), tolerance))
            if not outcomes[-1].holds:
                return outcomes[-1]
        return max(outcomes, key=lambda outcome: outcome.difference)

    def _missing(self, data: Data) -> str:
        """Say what a refuted claim lacks, where numbers can tell."""
        return ""

    def _trial(self, sizes: Mapping[str, int], data: Data, tolerance: float) -> Verification:
        letters = ", ".join(f"{letter} = {size}" for letter, size in sizes.items())
        where = f"with {letters} " * bool(letters)
        try:
            claimed, true = self.sides(data)
        except NotComparableError as reason:
            sentence = f"{self.name} {reason.verdict}: {where}{reason}"
            return Verification(self.name, False, sentence, sizes)
        check = differentiation.compare(claimed, true, tolerance)
        entry = check.entry if _is_matrix(true) else int(np.max(check.entry))
        if check.agrees:
            sentence = (
                f"{self.name} holds: on random data of {'several sizes' if letters else 'one size'}"
                f" both sides differ by {formatting.number(check.error, 2)} at most."
            )
        else:
            here = f"{formatting.number(claimed[check.entry])} {self._sides[0]}"
            there = f"{formatting.number(true[check.entry])} {self._sides[1]}"
            what = "the value" if true.size == 1 else f"entry {entry}"
            sentence = (
                f"{self.name} is refuted: {where}{what} is {here}, but {there}."
                f"{_hint(claimed, true) or self._missing(data)}"
            )
        return Verification(
            self.name, check.agrees, sentence, sizes, check.error, entry, claimed, true
        )


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Identity(Claim):
    """A function of vectors and matrices with the derivative that is claimed for it.

    ``function`` and ``derivative`` take symbols by the names of their parameters, in any order
    and as many as they need. ``layout`` says how the claimed derivative is written; None stands
    for the convention of the course: the shape of the variable for a function with one value,
    the Jacobian (outputs, variables) for one with several. Arrays of one axis are rows or
    columns, as needed. ``latex`` is the function, ``numerator`` and ``denominator`` its
    derivative in the two layouts; ``by`` is the LaTeX of the entry by which a formula for one
    entry is differentiated.

    >>> mine = Identity(
    ...     name="mine",
    ...     function=lambda A, x: x @ A @ x,
    ...     derivative=lambda A, x: 2 * A @ x,
    ...     variable="x",
    ...     shapes={"A": ("n", "n"), "x": ("n",)},
    ... )
    >>> mine.verify().holds
    False
    """

    function: Callable
    derivative: Callable
    variable: str
    layout: Layout | None = None
    latex: str = ""
    by: str = ""
    numerator: str = ""
    denominator: str = ""

    _sides = ("as claimed", "by central differences")

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.layout is not None:
            arguments.choice("layout", self.layout, Layout)
        _known("variable", [self.variable], self.shapes)
        _known("function", _parameters("function", self.function), self.shapes)
        _known("derivative", _parameters("derivative", self.derivative), self.shapes)

    def equation(self, layout: Layout = Layout.NUMERATOR) -> str:
        """Return the whole identity in LaTeX, in one of the two layouts."""
        layout = arguments.choice("layout", layout, Layout)
        right = self.numerator if layout == Layout.NUMERATOR else self.denominator
        variable = self.by or symbol_latex(self.variable)
        return rf"\frac{{\partial}}{{\partial {variable}}} \left( {self.latex} \right) = {right}"

    def sides(self, data: Data) -> tuple[np.ndarray, np.ndarray]:
        """Return the claimed derivative and that by central differences, both with two axes."""
        true = self.numeric(data)
        claimed = _numbers("the claimed derivative", self.derivative, data)
        if not _same_shape(claimed, true):
            turned = claimed.T.shape == true.shape and _near(claimed.T, true)
            raise NotComparableError(
                f"the claimed derivative has shape {claimed.shape}, but "
                f"{self._wanted(data, true)}.{' Its transpose is right.' * turned}"
            )
        return claimed.reshape(true.shape), true

    def numeric(self, data: Data, scheme: Scheme = Scheme.CENTRAL) -> np.ndarray:
        """Return the derivative by differences in the layout of the claim, with two axes.

        Raises NotComparableError when the function fails or has more values than a layout can show.
        """
        value = _numbers("the function", self.function, data, UNCHECKED)
        variable = data[self.variable]
        if not np.isfinite(value).all():
            raise NotComparableError("the function itself is not a finite number.", UNCHECKED)
        if value.size > 1 and (_is_matrix(value) or _is_matrix(variable)):
            raise NotComparableError(
                f"neither layout has room for the derivative of shape {value.shape} by shape "
                f"{variable.shape}.",
                UNCHECKED,
            )

        def moved(point: ArrayLike) -> np.ndarray:
            point = np.reshape(point, variable.shape)[()]
            return np.ravel(_call(self.function, {**data, self.variable: point}))

        try:
            if value.size == 1:
                return self._of_one_value(differentiation.gradient(moved, variable, scheme=scheme))
            result = differentiation.jacobian(moved, np.ravel(variable), scheme=scheme)
        except Exception as error:
            raise NotComparableError(
                f"the function cannot be computed close by: {error}.", UNCHECKED
            ) from error
        return result.T if self.layout == Layout.DENOMINATOR else result

    def _of_one_value(self, gradient: ArrayLike) -> np.ndarray:
        """Turn a gradient, which has the shape of the variable, into the layout of the claim."""
        result = np.asarray(gradient)
        if result.ndim < 2 or (self.layout is not None and not _is_matrix(result)):
            result = np.ravel(result)[:, np.newaxis]
        return result.T if self.layout == Layout.NUMERATOR else result

    def _missing(self, data: Data) -> str:
        square = [symbol for symbol, value in data.items() if _is_square(value)]
        for symbol in square:
            claimed, true = self._elsewhere(data, symbol, data[symbol].T)
            if _near(claimed, true):
                return f" If {symbol} were symmetric, it would be right."
            if _near(2 * claimed, true):
                return (
                    f" If {symbol} were symmetric, twice of it would be right: "
                    "a term may be missing."
                )
        here, there = self.sides(data), self._elsewhere(data, self.variable, 1)
        if not _near(here[1], there[1]) and _near(here[1] - here[0], there[1] - there[0]):
            return f" What is missing does not contain {self.variable}."
        return ""

    def _elsewhere(self, data: Data, symbol: str, addition: ArrayLike) -> tuple:
        """Return both sides after something was added to one symbol, not-a-number if they fail."""
        try:
            return self.sides({**data, symbol: data[symbol] + addition})
        except NotComparableError:
            return np.array([np.nan]), np.array([np.nan])

    def _wanted(self, data: Data, true: np.ndarray) -> str:
        if self.layout is not None:
            return f"in {self.layout} it must be {true.shape}"
        if np.size(_call(self.function, data)) == 1:
            return f"the variable {self.variable} has shape {np.shape(data[self.variable])}"
        return f"outputs times variables is {true.shape}"


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Equality(Claim):
    """Two ways to write the same thing: ``left`` as claimed equal to ``right``.

    Both take symbols by the names of their parameters. ``latex`` is the left side,
    ``latex_right`` the right one.

    >>> turned = Equality(
    ...     name="turned",
    ...     left=lambda A, B: (A @ B).T,
    ...     right=lambda A, B: B.T @ A.T,
    ...     shapes={"A": "mn", "B": "np"},
    ... )
    >>> turned.verify().holds
    True
    """

    left: Callable
    right: Callable
    latex: str = ""
    latex_right: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        _known("left", _parameters("left", self.left), self.shapes)
        _known("right", _parameters("right", self.right), self.shapes)

    def equation(self) -> str:
        """Return the whole equality in LaTeX."""
        return f"{self.latex} = {self.latex_right}"

    def sides(self, data: Data) -> tuple[np.ndarray, np.ndarray]:
        """Return the left and the right side, of the same shape."""
        left = _numbers("the left side", self.left, data)
        right = _numbers("the right side", self.right, data)
        if left.shape != right.shape:
            raise NotComparableError(
                f"the left side has shape {left.shape}, but the right side {right.shape}."
            )
        return np.atleast_1d(left), np.atleast_1d(right)


def symbol_latex(name: str) -> str:
    r"""Return the LaTeX of a symbol: letters as they are, words as Greek letters.

    >>> symbol_latex("A"), symbol_latex("theta")
    ('A', '\\theta')
    """
    return name if len(name) == 1 else f"\\{name}"


def _shape(symbol: str, axes: str | tuple[str | int, ...]) -> tuple[str | int, ...]:
    shape = tuple(axes) if isinstance(axes, (str, tuple, list)) else (axes,)
    for axis in shape:
        if not isinstance(axis, str):
            arguments.count(f"an axis of {symbol}", axis, minimum=1)
    if len(shape) > 2:
        raise ValueError(
            f"shapes must have two axes at most, but {arguments.describe(axes)} came for {symbol}"
        )
    return shape


def _parameters(name: str, function: Callable) -> list[str]:
    """Return the parameters that need a symbol: those without a default."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        raise TypeError(
            f"{name} must be a function of named arguments, such as lambda A, x: A @ x, "
            f"but {arguments.describe(function)} came"
        ) from None
    return [parameter.name for parameter in parameters if parameter.default is parameter.empty]


def _known(name: str, symbols: Mapping | list, shapes: Mapping) -> None:
    for symbol in symbols:
        if symbol not in shapes:
            raise ValueError(
                f"{name} must use the symbols that shapes names, {', '.join(shapes)}, "
                f"but {symbol} came"
            )


def _call(function: Callable, data: Data) -> object:
    """Give a function copies of the symbols that its parameters name."""
    parameters = inspect.signature(function).parameters
    symbols = {name: data[name].copy() for name in parameters if name in data}
    by_place = [n for n in symbols if parameters[n].kind == inspect.Parameter.POSITIONAL_ONLY]
    in_order = [symbols.pop(name) for name in by_place]
    with np.errstate(all="ignore"):
        return function(*in_order, **symbols)


def _numbers(what: str, function: Callable, data: Data, verdict: str = "is refuted") -> np.ndarray:
    """Return what a student's function returns as float64, or say what went wrong with it."""
    try:
        answer = _call(function, data)
        result = np.asarray(answer)
    except Exception as error:
        # What numpy says of sizes is long and speaks of its own insides.
        fits_not = isinstance(error, ValueError) and re.search("mismatch|broadcast", str(error))
        fault = "the sizes do not fit" if fits_not else f"{type(error).__name__}: {error}"
        raise NotComparableError(f"{what} cannot be computed: {fault}.", verdict) from error
    if result.dtype.kind not in "iuf":
        raise NotComparableError(
            f"{what} returns {arguments.describe(answer)} instead of numbers.", verdict
        )
    return result.astype(float)


def _is_matrix(value: np.ndarray) -> bool:
    """Say whether there is more than one row and more than one column."""
    return sum(size > 1 for size in np.shape(value)) > 1


def _is_square(value: np.ndarray) -> bool:
    return np.ndim(value) == 2 and value.shape[0] == value.shape[1] > 1


def _same_shape(claimed: np.ndarray, true: np.ndarray) -> bool:
    if claimed.ndim < 2 and not _is_matrix(true):
        return claimed.size == true.size
    return claimed.shape == true.shape


def _near(claimed: np.ndarray, true: np.ndarray) -> bool:
    return differentiation.compare(claimed, true).agrees


def _hint(claimed: np.ndarray, true: np.ndarray) -> str:
    """Say what would make a wrong claim right: a transposition or a factor."""
    if true.size == 1 or not (np.isfinite([claimed, true]).all() and claimed.any()):
        return ""
    if claimed.shape == claimed.T.shape and _near(claimed.T, true):
        return " Its transpose is right."
    factor = np.vdot(claimed, true) / np.vdot(claimed, claimed)
    if factor != 0 and _near(factor * claimed, true):
        return f" Multiplied by {formatting.number(factor)} it is right."
    return ""


# Functions for the chain rule: an inner one, R^n to R^m, and outer ones to R and to R^m.


def _inner(A, x):
    return np.sin(A @ x)


def _inner_jacobian(A, x):
    return np.cos(A @ x)[:, np.newaxis] * A


def _outer(c, u):
    return np.exp(c @ u)


def _outer_gradient(c, u):
    return np.exp(c @ u) * c


def _outer_map(B, u):
    return (B @ u) ** 2


def _outer_map_jacobian(B, u):
    return 2 * (B @ u)[:, np.newaxis] * B


def _curve(x):
    return np.array([np.sin(x), x**2])


def _curve_derivative(x):
    return np.array([[np.cos(x)], [2 * x]])


def _map_of_two(u):
    return np.array([u[0] * u[1], u[0] + u[1] ** 3])


def _map_of_two_jacobian(u):
    return np.array([[u[1], u[0]], [1, 3 * u[1] ** 2]])


# A loss of the outputs of a layer and its derivative, a row.


def _loss(z):
    return np.sin(z).sum()


def _delta(z):
    return np.cos(z).ravel()[np.newaxis]


IDENTITIES: dict[str, Claim] = {
    claim.name: claim
    for claim in (
        Identity(
            name="number_to_number",
            words="one variable, one value: the derivative is a number",
            latex="e^{x}",
            numerator="e^{x}",
            denominator="e^{x}",
            function=lambda x: np.exp(x),
            derivative=lambda x: np.exp(x),
            variable="x",
            shapes={"x": ()},
            sections=(Section.KINDS,),
        ),
        Identity(
            name="vector_to_number",
            words="several variables, one value: the derivative is a row, the gradient a column",
            latex=r"3 x_1^2 x_2",
            numerator=r"\begin{bmatrix} 6 x_1 x_2 & 3 x_1^2 \end{bmatrix}",
            denominator=r"\begin{bmatrix} 6 x_1 x_2 \\ 3 x_1^2 \end{bmatrix}",
            function=lambda x: 3 * x[0] ** 2 * x[1],
            derivative=lambda x: np.array([6 * x[0] * x[1], 3 * x[0] ** 2]),
            variable="x",
            shapes={"x": (2,)},
            sections=(Section.KINDS,),
        ),
        Identity(
            name="number_to_vector",
            words="one variable, several values: the derivative is a column, entry by entry",
            latex=r"\begin{bmatrix} 2 x \\ 3 x^2 \end{bmatrix}",
            numerator=r"\begin{bmatrix} 2 \\ 6 x \end{bmatrix}",
            denominator=r"\begin{bmatrix} 2 & 6 x \end{bmatrix}",
            function=lambda x: np.array([2 * x, 3 * x**2]),
            derivative=lambda x: np.array([2, 6 * x]),
            variable="x",
            shapes={"x": ()},
            sections=(Section.KINDS,),
        ),
        Identity(
            name="vector_to_vector",
            words="several variables, several values: row i of the Jacobian belongs to value i",
            latex=r"\begin{bmatrix} 3 x_1^2 x_2 \\ 2 x_1 + 5 x_2 \end{bmatrix}",
            numerator=r"\begin{bmatrix} 6 x_1 x_2 & 3 x_1^2 \\ 2 & 5 \end{bmatrix}",
            denominator=r"\begin{bmatrix} 6 x_1 x_2 & 2 \\ 3 x_1^2 & 5 \end{bmatrix}",
            function=lambda x: np.array([3 * x[0] ** 2 * x[1], 2 * x[0] + 5 * x[1]]),
            derivative=lambda x: np.array([[6 * x[0] * x[1], 3 * x[0] ** 2], [2, 5]]),
            variable="x",
            shapes={"x": (2,)},
            sections=(Section.KINDS,),
        ),
        Identity(
            name="matrix_times_vector",
            words="the Jacobian of a linear map is its matrix",
            latex=r"A x",
            numerator=r"A",
            denominator=r"A^\top",
            function=lambda A, x: A @ x,
            derivative=lambda A: A,
            variable="x",
            shapes={"A": ("m", "n"), "x": ("n",)},
            sections=(Section.LAYOUTS, Section.VECTOR, Section.LAYERS),
        ),
        Identity(
            name="entries_of_matrix_times_vector",
            words="entry i of A x by x_j: of the n terms one is left, a_ij",
            latex=r"\sum_{k=1}^{n} a_{ik} x_k",
            by="x_j",
            numerator=r"a_{ij}",
            denominator=r"a_{ij}",
            function=lambda A, x: (A * x).sum(axis=1),
            derivative=lambda A, x: np.einsum("ik,kj->ij", A, np.eye(len(x))),
            variable="x",
            shapes={"A": ("m", "n"), "x": ("n",)},
            sections=(Section.LAYOUTS, Section.LAYERS),
        ),
        Identity(
            name="bilinear_form_by_x",
            words="y^T A x by the right vector",
            latex=r"y^\top A x",
            numerator=r"y^\top A",
            denominator=r"A^\top y",
            function=lambda y, A, x: y @ A @ x,
            derivative=lambda y, A: y @ A,
            variable="x",
            shapes={"y": ("m",), "A": ("m", "n"), "x": ("n",)},
            sections=(Section.LAYOUTS,),
        ),
        Identity(
            name="bilinear_form_by_y",
            words="y^T A x by the left vector: transpose it first",
            latex=r"y^\top A x",
            numerator=r"x^\top A^\top",
            denominator=r"A x",
            function=lambda y, A, x: y @ A @ x,
            derivative=lambda A, x: x @ A.T,
            variable="y",
            shapes={"y": ("m",), "A": ("m", "n"), "x": ("n",)},
            sections=(Section.LAYOUTS,),
        ),
        Equality(
            name="bilinear_form_transposed",
            words="a number is its own transpose",
            latex=r"y^\top A x",
            latex_right=r"x^\top A^\top y",
            left=lambda y, A, x: y @ A @ x,
            right=lambda y, A, x: x @ A.T @ y,
            shapes={"y": ("m",), "A": ("m", "n"), "x": ("n",)},
            sections=(Section.LAYOUTS,),
        ),
        Identity(
            name="quadratic_form",
            words="x stands in x^T A x twice, so there are two terms; they are equal only if A is "
            "symmetric",
            latex=r"x^\top A x",
            numerator=r"x^\top (A + A^\top)",
            denominator=r"(A + A^\top) x",
            function=lambda A, x: x @ A @ x,
            derivative=lambda A, x: (A + A.T) @ x,
            variable="x",
            shapes={"A": ("n", "n"), "x": ("n",)},
            sections=(Section.LAYOUTS, Section.SCALAR),
        ),
        Identity(
            name="entries_of_quadratic_form",
            words="the derivative of x^T A x by x_k: one sum down column k, one along row k",
            latex=r"\sum_{i=1}^{n} \sum_{j=1}^{n} a_{ij} x_i x_j",
            by="x_k",
            numerator=r"\sum_{i=1}^{n} a_{ik} x_i + \sum_{j=1}^{n} a_{kj} x_j",
            denominator=r"\sum_{i=1}^{n} a_{ik} x_i + \sum_{j=1}^{n} a_{kj} x_j",
            function=lambda A, x: (A * np.outer(x, x)).sum(),
            derivative=lambda A, x: (A.T * x).sum(axis=1) + (A * x).sum(axis=1),
            variable="x",
            shapes={"A": ("n", "n"), "x": ("n",)},
            sections=(Section.LAYOUTS,),
        ),
        Identity(
            name="a_dot_x",
            words="a linear function of a vector, such as one row of A x",
            latex=r"a^\top x",
            numerator=r"a^\top",
            denominator=r"a",
            function=lambda a, x: a @ x,
            derivative=lambda a: a,
            variable="x",
            shapes={"a": ("n",), "x": ("n",)},
            sections=(Section.LAYOUTS, Section.SCALAR, Section.USEFUL, Section.LEAST_SQUARES),
        ),
        Identity(
            name="x_dot_a",
            words="the same number, written the other way round",
            latex=r"x^\top a",
            numerator=r"a^\top",
            denominator=r"a",
            function=lambda a, x: x @ a,
            derivative=lambda a: a,
            variable="x",
            shapes={"a": ("n",), "x": ("n",)},
            sections=(Section.SCALAR,),
        ),
        Identity(
            name="x_dot_x",
            words="the sum of the squares, like x^2 in one variable",
            latex=r"x^\top x",
            numerator=r"2 x^\top",
            denominator=r"2 x",
            function=lambda x: x @ x,
            derivative=lambda x: 2 * x,
            variable="x",
            shapes={"x": ("n",)},
            sections=(Section.SCALAR, Section.LEAST_SQUARES),
        ),
        Identity(
            name="half_x_dot_x",
            words="the half makes the 2 go away",
            latex=r"\frac{1}{2} x^\top x",
            numerator=r"x^\top",
            denominator=r"x",
            function=lambda x: x @ x / 2,
            derivative=lambda x: x,
            variable="x",
            shapes={"x": ("n",)},
            sections=(Section.SCALAR,),
        ),
        Identity(
            name="half_gram_form",
            words="a quadratic form whose matrix A^T A is symmetric",
            latex=r"\frac{1}{2} x^\top A^\top A x",
            numerator=r"x^\top A^\top A",
            denominator=r"A^\top A x",
            function=lambda A, x: x @ A.T @ A @ x / 2,
            derivative=lambda A, x: A.T @ A @ x,
            variable="x",
            shapes={"A": ("m", "n"), "x": ("n",)},
            sections=(Section.SCALAR,),
        ),
        Identity(
            name="half_squared_residual",
            words="half the squared length of the residual: the heart of least squares",
            latex=r"\frac{1}{2} \|A x - b\|^2",
            numerator=r"(A x - b)^\top A",
            denominator=r"A^\top (A x - b)",
            function=lambda A, x, b: (A @ x - b) @ (A @ x - b) / 2,
            derivative=lambda A, x, b: A.T @ (A @ x - b),
            variable="x",
            shapes={"A": ("m", "n"), "x": ("n",), "b": ("m",)},
            sections=(Section.SCALAR,),
        ),
        Identity(
            name="squared_residual",
            words="the squared length of the residual: twice the residual, sent back by A^T",
            latex=r"\|A x - b\|^2",
            numerator=r"2 (A x - b)^\top A",
            denominator=r"2 A^\top (A x - b)",
            function=lambda A, x, b: ((A @ x - b) ** 2).sum(),
            derivative=lambda A, x, b: 2 * A.T @ (A @ x - b),
            variable="x",
            shapes={"A": ("m", "n"), "x": ("n",), "b": ("m",)},
            sections=(Section.USEFUL,),
        ),
        Identity(
            name="affine_map",
            words="the constant b does not matter: a layer has the Jacobian of its matrix",
            latex=r"A x + b",
            numerator=r"A",
            denominator=r"A^\top",
            function=lambda A, x, b: A @ x + b,
            derivative=lambda A: A,
            variable="x",
            shapes={"A": ("m", "n"), "x": ("n",), "b": ("m",)},
            sections=(Section.KINDS, Section.VECTOR),
        ),
        Identity(
            name="vector_times_matrix",
            words="the outputs are A^T x, so the Jacobian is the transpose of A",
            latex=r"x^\top A",
            numerator=r"A^\top",
            denominator=r"A",
            function=lambda x, A: x @ A,
            derivative=lambda A: A.T,
            variable="x",
            shapes={"x": ("m",), "A": ("m", "n")},
            sections=(Section.VECTOR,),
        ),
        Identity(
            name="affine_map_dot_c",
            words="b adds a constant, c picks a combination of the rows of A",
            latex=r"(A x + b)^\top c",
            numerator=r"c^\top A",
            denominator=r"A^\top c",
            function=lambda A, x, b, c: (A @ x + b) @ c,
            derivative=lambda A, c: A.T @ c,
            variable="x",
            shapes={"A": ("m", "n"), "x": ("n",), "b": ("m",), "c": ("m",)},
            sections=(Section.VECTOR,),
        ),
        Identity(
            name="trace_of_product",
            words="tr(A^T X) is the sum of all a_ij x_ij: a^T x for matrices",
            latex=r"\operatorname{tr}(A^\top X)",
            numerator=r"A^\top",
            denominator=r"A",
            function=lambda A, X: np.trace(A.T @ X),
            derivative=lambda A: A,
            variable="X",
            shapes={"A": ("m", "n"), "X": ("m", "n")},
            sections=(Section.MATRIX,),
        ),
        Identity(
            name="trace_of_quadratic_form",
            words="the sum of the quadratic forms of the columns of X",
            latex=r"\operatorname{tr}(X^\top A X)",
            numerator=r"X^\top A^\top + X^\top A",
            denominator=r"A X + A^\top X",
            function=lambda A, X: np.trace(X.T @ A @ X),
            derivative=lambda A, X: A @ X + A.T @ X,
            variable="X",
            shapes={"A": ("m", "m"), "X": ("m", "n")},
            sections=(Section.MATRIX,),
        ),
        Identity(
            name="squared_residual_of_matrix",
            words="least squares for several columns of targets at once; ||.||_F^2 is the sum of "
            "all squares",
            latex=r"\|A X - B\|_F^2",
            numerator=r"2 (A X - B)^\top A",
            denominator=r"2 A^\top (A X - B)",
            function=lambda A, X, B: ((A @ X - B) ** 2).sum(),
            derivative=lambda A, X, B: 2 * A.T @ (A @ X - B),
            variable="X",
            shapes={"A": ("p", "m"), "X": ("m", "n"), "B": ("p", "n")},
            sections=(Section.MATRIX,),
        ),
        Identity(
            name="half_squared_residual_of_matrix",
            words="the half makes the 2 go away",
            latex=r"\frac{1}{2} \|A X - B\|_F^2",
            numerator=r"(A X - B)^\top A",
            denominator=r"A^\top (A X - B)",
            function=lambda A, X, B: ((A @ X - B) ** 2).sum() / 2,
            derivative=lambda A, X, B: A.T @ (A @ X - B),
            variable="X",
            shapes={"A": ("p", "m"), "X": ("m", "n"), "B": ("p", "n")},
            sections=(Section.MATRIX,),
        ),
        Identity(
            name="trace_of_sandwich",
            words="X stands in tr(A X B X^T) twice: one term for each place",
            latex=r"\operatorname{tr}(A X B X^\top)",
            numerator=r"B X^\top A + B^\top X^\top A^\top",
            denominator=r"A X B + A^\top X B^\top",
            function=lambda A, X, B: np.trace(A @ X @ B @ X.T),
            derivative=lambda A, X, B: A @ X @ B + A.T @ X @ B.T,
            variable="X",
            shapes={"A": ("m", "m"), "X": ("m", "n"), "B": ("n", "n")},
            sections=(Section.MATRIX,),
        ),
        Identity(
            name="trace_of_symmetric_sandwich",
            words="with a symmetric A both terms begin alike; B may be any matrix",
            condition="A is symmetric",
            latex=r"\operatorname{tr}(A X B X^\top)",
            numerator=r"(B + B^\top) X^\top A",
            denominator=r"A^\top X (B + B^\top)",
            function=lambda A, X, B: np.trace(A @ X @ B @ X.T),
            derivative=lambda A, X, B: A.T @ X @ (B + B.T),
            variable="X",
            shapes={"A": ("m", "m"), "X": ("m", "n"), "B": ("n", "n")},
            draws={"A": symmetric},
            sections=(Section.MATRIX,),
        ),
        Identity(
            name="chain_rule_of_gradients",
            words="the gradient of f(g(x)): the Jacobian of the inner function, transposed, times "
            "the gradient of the outer one; here g(x) = sin(A x), entry by entry, and f(u) = "
            "exp(c^T u)",
            latex=r"f(g(x))",
            numerator=r"\nabla f(g(x))^\top J_g(x)",
            denominator=r"J_g(x)^\top \nabla f(g(x))",
            function=lambda c, A, x: _outer(c, _inner(A, x)),
            derivative=lambda c, A, x: _inner_jacobian(A, x).T @ _outer_gradient(c, _inner(A, x)),
            variable="x",
            shapes={"c": ("m",), "A": ("m", "n"), "x": ("n",)},
            sections=(Section.CHAIN,),
        ),
        Identity(
            name="chain_rule_of_jacobians",
            words="the Jacobian of f(g(x)): the product of the two Jacobians, the outer one first; "
            "here g(x) = sin(A x) and f(u) = (B u)^2, both entry by entry",
            latex=r"f(g(x))",
            numerator=r"J_f(g(x)) J_g(x)",
            denominator=r"J_g(x)^\top J_f(g(x))^\top",
            function=lambda B, A, x: _outer_map(B, _inner(A, x)),
            derivative=lambda B, A, x: _outer_map_jacobian(B, _inner(A, x)) @ _inner_jacobian(A, x),
            variable="x",
            shapes={"B": ("p", "m"), "A": ("m", "n"), "x": ("n",)},
            sections=(Section.CHAIN,),
        ),
        Identity(
            name="chain_rule_along_a_curve",
            words="a map of two variables along a curve: its Jacobian times the column of "
            "derivatives; here g(x) = (sin x, x^2) and f(u) = (u_1 u_2, u_1 + u_2^3)",
            latex=r"f(g(x))",
            numerator=r"J_f(g(x)) J_g(x)",
            denominator=r"J_g(x)^\top J_f(g(x))^\top",
            function=lambda x: _map_of_two(_curve(x)),
            derivative=lambda x: _map_of_two_jacobian(_curve(x)) @ _curve_derivative(x),
            variable="x",
            shapes={"x": ()},
            sections=(Section.CHAIN, Section.LAYERS),
        ),
        Identity(
            name="norm",
            words="the gradient of the length is the unit vector in the direction of x",
            condition="x is not zero",
            latex=r"\|x\|",
            numerator=r"\frac{x^\top}{\|x\|}",
            denominator=r"\frac{x}{\|x\|}",
            function=lambda x: np.sqrt(x @ x),
            derivative=lambda x: x / np.sqrt(x @ x),
            variable="x",
            shapes={"x": ("n",)},
            draws={"x": away_from_zero},
            sections=(Section.USEFUL,),
        ),
        Identity(
            name="squared_norm",
            words="the squared length is x^T x",
            latex=r"\|x\|^2",
            numerator=r"2 x^\top",
            denominator=r"2 x",
            function=lambda x: (x**2).sum(),
            derivative=lambda x: 2 * x,
            variable="x",
            shapes={"x": ("n",)},
            sections=(Section.LAYERS,),
        ),
        Identity(
            name="squared_norm_of_product",
            words="the squared length of A x is x^T A^T A x",
            latex=r"\|A x\|^2",
            numerator=r"2 x^\top A^\top A",
            denominator=r"2 A^\top A x",
            function=lambda A, x: ((A @ x) ** 2).sum(),
            derivative=lambda A, x: 2 * A.T @ A @ x,
            variable="x",
            shapes={"A": ("m", "n"), "x": ("n",)},
            sections=(Section.USEFUL,),
        ),
        Identity(
            name="x_a_transposed_b",
            words="the transpose of b^T A x, so the same number",
            latex=r"x^\top A^\top b",
            numerator=r"b^\top A",
            denominator=r"A^\top b",
            function=lambda x, A, b: x @ A.T @ b,
            derivative=lambda A, b: A.T @ b,
            variable="x",
            shapes={"x": ("n",), "A": ("m", "n"), "b": ("m",)},
            sections=(Section.USEFUL,),
        ),
        Identity(
            name="b_a_x",
            words="a^T x with a = A^T b",
            latex=r"b^\top A x",
            numerator=r"b^\top A",
            denominator=r"A^\top b",
            function=lambda b, A, x: b @ A @ x,
            derivative=lambda A, b: A.T @ b,
            variable="x",
            shapes={"b": ("m",), "A": ("m", "n"), "x": ("n",)},
            sections=(Section.USEFUL,),
        ),
        Identity(
            name="scaled_x_dot_x",
            words="a number times the sum of the squares",
            latex=r"a x^\top x",
            numerator=r"2 a x^\top",
            denominator=r"2 a x",
            function=lambda a, x: a * (x @ x),
            derivative=lambda a, x: 2 * a * x,
            variable="x",
            shapes={"a": (), "x": ("n",)},
            sections=(Section.LEAST_SQUARES,),
        ),
        Equality(
            name="transposed_product",
            words="a transposed product changes its order",
            latex=r"(X \theta)^\top",
            latex_right=r"\theta^\top X^\top",
            left=lambda X, theta: (X @ theta).T,
            right=lambda X, theta: theta.T @ X.T,
            shapes={"X": ("m", "n"), "theta": ("n", 1)},
            sections=(Section.LEAST_SQUARES,),
        ),
        Identity(
            name="gram_form",
            words="the square of the predictions; X^T X is symmetric, so the two terms are equal",
            latex=r"\theta^\top X^\top X \theta",
            numerator=r"2 \theta^\top X^\top X",
            denominator=r"2 X^\top X \theta",
            function=lambda X, theta: theta @ X.T @ X @ theta,
            derivative=lambda X, theta: 2 * X.T @ X @ theta,
            variable="theta",
            shapes={"X": ("m", "n"), "theta": ("n",)},
            sections=(Section.LEAST_SQUARES,),
        ),
        Equality(
            name="cross_terms",
            words="the two cross terms are the same number, each the transpose of the other",
            latex=r"\theta^\top X^\top y",
            latex_right=r"y^\top X \theta",
            left=lambda theta, X, y: theta @ X.T @ y,
            right=lambda theta, X, y: y @ X @ theta,
            shapes={"theta": ("n",), "X": ("m", "n"), "y": ("m",)},
            sections=(Section.LEAST_SQUARES,),
        ),
        Identity(
            name="left_cross_term",
            words="the cross term with theta on the left",
            latex=r"\theta^\top X^\top y",
            numerator=r"y^\top X",
            denominator=r"X^\top y",
            function=lambda theta, X, y: theta @ X.T @ y,
            derivative=lambda X, y: X.T @ y,
            variable="theta",
            shapes={"theta": ("n",), "X": ("m", "n"), "y": ("m",)},
            sections=(Section.LEAST_SQUARES,),
        ),
        Identity(
            name="right_cross_term",
            words="the cross term with theta on the right: the same gradient",
            latex=r"y^\top X \theta",
            numerator=r"y^\top X",
            denominator=r"X^\top y",
            function=lambda theta, X, y: y @ X @ theta,
            derivative=lambda X, y: X.T @ y,
            variable="theta",
            shapes={"theta": ("n",), "X": ("m", "n"), "y": ("m",)},
            sections=(Section.LEAST_SQUARES,),
        ),
        Identity(
            name="squared_targets",
            words="what does not contain theta has the gradient zero",
            latex=r"y^\top y",
            numerator=r"0",
            denominator=r"0",
            function=lambda y: y @ y,
            derivative=lambda theta: np.zeros_like(theta),
            variable="theta",
            shapes={"theta": ("n",), "y": ("m",)},
            sections=(Section.LEAST_SQUARES,),
        ),
        Equality(
            name="mean_squared_error_expanded",
            words="the mean squared error multiplied out, both cross terms in one",
            latex=r"\frac{1}{m} (X \theta - y)^\top (X \theta - y)",
            latex_right=r"\frac{1}{m} (\theta^\top X^\top X \theta - 2 \theta^\top X^\top y "
            r"+ y^\top y)",
            left=lambda X, theta, y: (X @ theta - y) @ (X @ theta - y) / len(y),
            right=lambda X, theta, y: (
                (theta @ X.T @ X @ theta - 2 * theta @ X.T @ y + y @ y) / len(y)
            ),
            shapes={"X": ("m", "n"), "theta": ("n",), "y": ("m",)},
            sections=(Section.LEAST_SQUARES,),
        ),
        Identity(
            name="mean_squared_error",
            words="the gradient that least squares descends; X^T sends the residuals back",
            latex=r"\frac{1}{m} \|X \theta - y\|^2",
            numerator=r"\frac{2}{m} (X \theta - y)^\top X",
            denominator=r"\frac{2}{m} X^\top (X \theta - y)",
            function=lambda X, theta, y: ((X @ theta - y) ** 2).mean(),
            derivative=lambda X, theta, y: 2 / len(y) * X.T @ (X @ theta - y),
            variable="theta",
            shapes={"X": ("m", "n"), "theta": ("n",), "y": ("m",)},
            sections=(Section.LEAST_SQUARES,),
        ),
        Identity(
            name="mean_squared_error_by_the_chain_rule",
            words="2 r^T for the squared length of r = y - X theta, times the Jacobian -X of r",
            latex=r"\frac{1}{m} \|y - X \theta\|^2",
            numerator=r"\frac{2}{m} (y - X \theta)^\top (-X)",
            denominator=r"-\frac{2}{m} X^\top (y - X \theta)",
            function=lambda X, theta, y: ((y - X @ theta) ** 2).mean(),
            derivative=lambda X, theta, y: 2 / len(y) * (y - X @ theta) @ (-X),
            variable="theta",
            shapes={"X": ("m", "n"), "theta": ("n",), "y": ("m",)},
            sections=(Section.LEAST_SQUARES, Section.LAYERS),
        ),
        Identity(
            name="row_times_matrix",
            words="one example as a row: the Jacobian is outputs times inputs, so W transposed",
            latex=r"x W",
            numerator=r"W^\top",
            denominator=r"W",
            function=lambda x, W: x @ W,
            derivative=lambda W: W.T,
            variable="x",
            shapes={"x": (1, "n"), "W": ("n", "m")},
            sections=(Section.LAYERS,),
        ),
        Identity(
            name="the_vector_itself",
            words="each entry depends on itself only",
            latex=r"x",
            numerator=r"I",
            denominator=r"I",
            function=lambda x: x,
            derivative=lambda x: np.eye(len(x)),
            variable="x",
            shapes={"x": ("n",)},
            sections=(Section.LAYERS,),
        ),
        Identity(
            name="entry_by_entry",
            words="a function of each entry alone, such as an activation: a diagonal Jacobian; "
            "here f is tanh",
            latex=r"f(x)",
            numerator=r"\operatorname{diag}(f'(x))",
            denominator=r"\operatorname{diag}(f'(x))",
            function=lambda x: np.tanh(x),
            derivative=lambda x: np.diag(1 - np.tanh(x) ** 2),
            variable="x",
            shapes={"x": ("n",)},
            sections=(Section.LAYERS,),
        ),
        Identity(
            name="loss_by_weights",
            words="delta = dJ/dz is a row at z = W x; in the shape of W the gradient is an outer "
            "product; here J is the sum of the sines",
            latex=r"J(W x)",
            numerator=r"x \delta",
            denominator=r"\delta^\top x^\top",
            function=lambda W, x: _loss(W @ x),
            derivative=lambda W, x: _delta(W @ x).T @ x.T,
            variable="W",
            shapes={"W": ("m", "n"), "x": ("n", 1)},
            sections=(Section.LAYERS,),
        ),
        Identity(
            name="loss_by_weights_of_a_row",
            words="delta = dJ/dz is a row at z = x W; in the shape of W the gradient is an outer "
            "product; here J is the sum of the sines",
            latex=r"J(x W)",
            numerator=r"\delta^\top x",
            denominator=r"x^\top \delta",
            function=lambda x, W: _loss(x @ W),
            derivative=lambda x, W: x.T @ _delta(x @ W),
            variable="W",
            shapes={"x": (1, "n"), "W": ("n", "m")},
            sections=(Section.LAYERS,),
        ),
        Identity(
            name="loss_by_inputs",
            words="delta = dJ/dz is a row at z = W x; W sends it back to the inputs; here J is "
            "the sum of the sines",
            latex=r"J(W x)",
            numerator=r"\delta W",
            denominator=r"W^\top \delta^\top",
            function=lambda W, x: _loss(W @ x),
            derivative=lambda W, x: W.T @ _delta(W @ x).T,
            variable="x",
            shapes={"W": ("m", "n"), "x": ("n", 1)},
            sections=(Section.LAYERS,),
        ),
        Identity(
            name="softmax_jacobian",
            words="every probability depends on every logit, because they share one sum; s is "
            "softmax(z)",
            latex=r"\operatorname{softmax}(z)",
            numerator=r"\operatorname{diag}(s) - s s^\top",
            denominator=r"\operatorname{diag}(s) - s s^\top",
            function=lambda z: softmax(z),
            derivative=lambda z: softmax_jacobian(z),
            variable="z",
            shapes={"z": ("n",)},
            sections=(Section.LAYERS,),
        ),
        Identity(
            name="softmax_cross_entropy",
            words="prediction minus target: what softmax and logarithm do to each other cancels",
            condition="y sums to 1, such as a one-hot row",
            latex=r"-y^\top \log(\operatorname{softmax}(z))",
            numerator=r"(\operatorname{softmax}(z) - y)^\top",
            denominator=r"\operatorname{softmax}(z) - y",
            function=lambda y, z: -y @ log_softmax(z),
            derivative=lambda y, z: softmax(z) - y,
            variable="z",
            shapes={"y": ("n",), "z": ("n",)},
            draws={"y": distribution},
            sections=(Section.LAYERS,),
        ),
        Identity(
            name="softmax_cross_entropy_of_any_targets",
            words="without the condition the sum of the targets stays as a factor",
            latex=r"-y^\top \log(\operatorname{softmax}(z))",
            numerator=r"((\sum_{k=1}^{n} y_k) \operatorname{softmax}(z) - y)^\top",
            denominator=r"(\sum_{k=1}^{n} y_k) \operatorname{softmax}(z) - y",
            function=lambda y, z: -y @ log_softmax(z),
            derivative=lambda y, z: y.sum() * softmax(z) - y,
            variable="z",
            shapes={"y": ("n",), "z": ("n",)},
            sections=(Section.LAYERS,),
        ),
    )
}
"""The registry: every identity and equality that holds, by its name. The tests walk it."""

FALSE_IDENTITIES: dict[str, Claim] = {
    claim.name: claim
    for claim in (
        Identity(
            name="jacobian_transposed",
            words="A^T is the derivative in denominator layout, not the Jacobian",
            corrected="matrix_times_vector",
            layout=Layout.NUMERATOR,
            latex=r"A x",
            numerator=r"A^\top",
            denominator=r"A",
            function=lambda A, x: A @ x,
            derivative=lambda A: A.T,
            variable="x",
            shapes={"A": ("m", "n"), "x": ("n",)},
            sections=(Section.VECTOR,),
        ),
        Identity(
            name="affine_jacobian_transposed",
            words="A^T is the derivative in denominator layout, not the Jacobian",
            corrected="affine_map",
            layout=Layout.NUMERATOR,
            latex=r"A x + b",
            numerator=r"A^\top",
            denominator=r"A",
            function=lambda A, x, b: A @ x + b,
            derivative=lambda A: A.T,
            variable="x",
            shapes={"A": ("m", "n"), "x": ("n",), "b": ("m",)},
            sections=(Section.VECTOR,),
        ),
        Identity(
            name="row_jacobian_not_transposed",
            words="A is the derivative in denominator layout, not the Jacobian",
            corrected="vector_times_matrix",
            layout=Layout.NUMERATOR,
            latex=r"x^\top A",
            numerator=r"A",
            denominator=r"A^\top",
            function=lambda x, A: x @ A,
            derivative=lambda A: A,
            variable="x",
            shapes={"x": ("m",), "A": ("m", "n")},
            sections=(Section.VECTOR,),
        ),
        Identity(
            name="sandwich_of_any_matrix",
            words="right only if A is symmetric",
            corrected="trace_of_sandwich",
            latex=r"\operatorname{tr}(A X B X^\top)",
            numerator=r"(B + B^\top) X^\top A",
            denominator=r"A^\top X (B + B^\top)",
            function=lambda A, X, B: np.trace(A @ X @ B @ X.T),
            derivative=lambda A, X, B: A.T @ X @ (B + B.T),
            variable="X",
            shapes={"A": ("m", "m"), "X": ("m", "n"), "B": ("n", "n")},
            sections=(Section.MATRIX,),
        ),
        Identity(
            name="quadratic_form_with_one_term",
            words="x stands in x^T A x twice, and only one place was differentiated",
            corrected="quadratic_form",
            latex=r"x^\top A x",
            numerator=r"x^\top A^\top",
            denominator=r"A x",
            function=lambda A, x: x @ A @ x,
            derivative=lambda A, x: A @ x,
            variable="x",
            shapes={"A": ("n", "n"), "x": ("n",)},
            sections=(Section.LAYOUTS,),
        ),
        Identity(
            name="sum_of_the_partial_derivatives",
            words="the derivative by a vector lists the partial derivatives; it does not add them",
            corrected="entries_of_quadratic_form",
            latex=r"x^\top A x",
            numerator=r"\sum_{i=1}^{n} \sum_{j=1}^{n} (a_{ij} + a_{ji}) x_j",
            denominator=r"\sum_{i=1}^{n} \sum_{j=1}^{n} (a_{ij} + a_{ji}) x_j",
            function=lambda A, x: x @ A @ x,
            derivative=lambda A, x: ((A + A.T) * x).sum(),
            variable="x",
            shapes={"A": ("n", "n"), "x": ("n",)},
            sections=(Section.LAYOUTS,),
        ),
        Identity(
            name="square_without_its_number",
            words="a constant factor stays when you differentiate",
            corrected="scaled_x_dot_x",
            latex=r"a x^\top x",
            numerator=r"2 x^\top",
            denominator=r"2 x",
            function=lambda a, x: a * (x @ x),
            derivative=lambda x: 2 * x,
            variable="x",
            shapes={"a": (), "x": ("n",)},
            sections=(Section.LEAST_SQUARES,),
        ),
        Identity(
            name="gram_form_without_a_factor",
            words="X^T X is lost half: X^T times theta has no meaning, the sizes do not fit",
            corrected="gram_form",
            latex=r"\theta^\top X^\top X \theta",
            numerator=r"2 \theta^\top X",
            denominator=r"2 X^\top \theta",
            function=lambda X, theta: theta @ X.T @ X @ theta,
            derivative=lambda X, theta: 2 * X.T @ theta,
            variable="theta",
            shapes={"X": ("m", "n"), "theta": ("n",)},
            sections=(Section.LEAST_SQUARES,),
        ),
        Identity(
            name="mean_squared_error_without_a_factor",
            words="X^T X is lost half: X^T times theta has no meaning, the sizes do not fit",
            corrected="mean_squared_error",
            latex=r"\frac{1}{m} \|X \theta - y\|^2",
            numerator=r"\frac{1}{m} (2 \theta^\top X - 2 y^\top X)",
            denominator=r"\frac{1}{m} (2 X^\top \theta - 2 X^\top y)",
            function=lambda X, theta, y: ((X @ theta - y) ** 2).mean(),
            derivative=lambda X, theta, y: (2 * X.T @ theta - 2 * X.T @ y) / len(y),
            variable="theta",
            shapes={"X": ("m", "n"), "theta": ("n",), "y": ("m",)},
            sections=(Section.LEAST_SQUARES,),
        ),
        Identity(
            name="mean_squared_error_without_the_mean",
            words="the 1/m of the mean is lost on the way",
            corrected="mean_squared_error_by_the_chain_rule",
            latex=r"\frac{1}{m} \|y - X \theta\|^2",
            numerator=r"2 (y - X \theta)^\top (-X)",
            denominator=r"-2 X^\top (y - X \theta)",
            function=lambda X, theta, y: ((y - X @ theta) ** 2).mean(),
            derivative=lambda X, theta, y: 2 * (y - X @ theta) @ (-X),
            variable="theta",
            shapes={"X": ("m", "n"), "theta": ("n",), "y": ("m",)},
            sections=(Section.LEAST_SQUARES, Section.LAYERS),
        ),
        Equality(
            name="mean_squared_error_with_terms_lost",
            words="1/m and y^T y are lost",
            corrected="mean_squared_error_expanded",
            latex=r"\frac{1}{m} (X \theta - y)^\top (X \theta - y)",
            latex_right=r"\theta^\top X^\top X \theta - \theta^\top X^\top y - y^\top X \theta",
            left=lambda X, theta, y: (X @ theta - y) @ (X @ theta - y) / len(y),
            right=lambda X, theta, y: theta @ X.T @ X @ theta - theta @ X.T @ y - y @ X @ theta,
            shapes={"X": ("m", "n"), "theta": ("n",), "y": ("m",)},
            sections=(Section.LEAST_SQUARES,),
        ),
        Equality(
            name="sum_over_the_outputs",
            words="the sum runs over the n inputs, not over the m outputs",
            corrected="entries_of_matrix_times_vector",
            latex=r"(A x)_i",
            latex_right=r"\sum_{k=1}^{m} a_{ik} x_k",
            left=lambda A, x: A @ x,
            right=lambda A, x: A[:, np.arange(len(A))] @ x[np.arange(len(A))],
            shapes={"A": ("m", "n"), "x": ("n",)},
            sections=(Section.LAYOUTS,),
        ),
        Identity(
            name="softmax_cross_entropy_without_the_condition",
            words="right only if y sums to 1",
            corrected="softmax_cross_entropy_of_any_targets",
            latex=r"-y^\top \log(\operatorname{softmax}(z))",
            numerator=r"(\operatorname{softmax}(z) - y)^\top",
            denominator=r"\operatorname{softmax}(z) - y",
            function=lambda y, z: -y @ log_softmax(z),
            derivative=lambda y, z: softmax(z) - y,
            variable="z",
            shapes={"y": ("n",), "z": ("n",)},
            sections=(Section.LAYERS,),
        ),
    )
}
"""Claims that look right and are not, by name; ``corrected`` says what holds instead."""
