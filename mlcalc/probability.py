"""Probability: draws, Bayes, likelihoods, priors, the exponential family, KL divergence."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction
from itertools import permutations
from typing import ClassVar, Self

import numpy as np
from numpy.typing import ArrayLike

from mlcalc import activations, arguments, formatting
from mlcalc.functions import Domain, Function

Window = tuple[tuple[float, float], ...]

# Draws from an urn without replacement.

URN = {"r": 2, "b": 3}
"""Two red balls and three blue ones: Alice draws first, then Bob."""

MOST_DRAWS = 1_000_000
"""How many ordered draws an enumeration writes out at most."""


def ordered_draws(urn: Mapping[str, int], draws: int) -> list[tuple[str, ...]]:
    """Return the colours of every ordered draw without replacement; all are equally likely.

    Balls of one colour are told apart, so the list holds n (n - 1) ... (n - draws + 1) tuples
    for n balls. Raises ValueError for an empty urn, for more draws than balls, and for more
    than ``MOST_DRAWS`` tuples. Source: Feller, An Introduction to Probability Theory, section II.2.

    >>> len(ordered_draws(URN, 2)), ordered_draws(URN, 2).count(("r", "b"))
    (20, 6)
    """
    urn, draws = _checked_urn(urn, draws)
    balls = [colour for colour, count in urn.items() for _ in range(count)]
    if math.perm(len(balls), draws) > MOST_DRAWS:
        raise ValueError(
            f"urn must have at most {MOST_DRAWS} ordered draws, "
            f"but {draws} of {len(balls)} balls came"
        )
    return list(permutations(balls, draws))


def by_enumeration(
    urn: Mapping[str, int], draws: int, event: Callable, given: Callable | None = None
) -> Fraction:
    """Return the probability of an event by counting ordered draws, exactly.

    ``event`` and ``given`` take one colour a draw and say whether they happened; ``given``
    keeps only draws where it did. Raises ValueError when it never happens.

    >>> by_enumeration(URN, 2, lambda alice, bob: alice == "r" and bob == "b")
    Fraction(3, 10)
    >>> by_enumeration(URN, 2, lambda alice, bob: alice == "b", lambda alice, bob: bob == "b")
    Fraction(1, 2)
    """
    possible = [d for d in ordered_draws(urn, draws) if given is None or given(*d)]
    if not possible:
        raise ValueError("given must happen in at least one draw, but it never does")
    return Fraction(sum(bool(event(*d)) for d in possible), len(possible))


def by_formula(urn: Mapping[str, int], colours: tuple[str, ...]) -> Fraction:
    """Return the probability of drawing these colours in this order, by the product rule.

    P(A = r and B = b) = P(A = r) P(B = b | A = r): each factor is what is left of the colour
    over what is left of the urn. Source: Feller, section V.1.

    >>> by_formula(URN, ("r", "b"))
    Fraction(3, 10)
    """
    left, _ = _checked_urn(urn, len(colours))
    product = Fraction(1)
    for colour in colours:
        count = left.get(colour, 0)
        product *= Fraction(count, sum(left.values()))
        left[colour] = count - 1
    return product


@dataclass(frozen=True)
class Branch:
    """A place in a tree of draws.

    ``colours`` were drawn on the way here; ``probability`` is that of the last draw given those
    before it, ``joint`` that of the whole way; ``urn`` is what is left.
    """

    colours: tuple[str, ...]
    probability: Fraction
    joint: Fraction
    urn: dict[str, int]
    branches: tuple["Branch", ...] = field(repr=False)

    @property
    def leaves(self) -> tuple["Branch", ...]:
        """The ends of all ways through this branch; their joint probabilities add to its own."""
        if not self.branches:
            return (self,)
        return tuple(leaf for branch in self.branches for leaf in branch.leaves)


def draw_tree(urn: Mapping[str, int], draws: int) -> Branch:
    """Return the root of the tree of all draws without replacement; impossible ones are left out.

    >>> for leaf in draw_tree(URN, 2).leaves:
    ...     print(*leaf.colours, leaf.probability, leaf.joint)
    r r 1/4 1/10
    r b 3/4 3/10
    b r 1/2 3/10
    b b 1/2 3/10
    """
    urn, draws = _checked_urn(urn, draws)
    return _grow((), Fraction(1), Fraction(1), urn, draws)


def _grow(
    colours: tuple[str, ...], probability: Fraction, joint: Fraction, urn: dict, draws: int
) -> Branch:
    branches = []
    for colour, count in urn.items():
        if draws and count:
            chance = Fraction(count, sum(urn.values()))
            left = urn | {colour: count - 1}
            branches.append(_grow((*colours, colour), chance, joint * chance, left, draws - 1))
    return Branch(colours, probability, joint, urn, tuple(branches))


def _checked_urn(urn: Mapping[str, int], draws: int) -> tuple[dict[str, int], int]:
    if not isinstance(urn, Mapping):
        raise TypeError(
            f"urn must say how many balls of each colour, but {arguments.describe(urn)} came"
        )
    balls = {colour: arguments.count(f"urn[{colour!r}]", count) for colour, count in urn.items()}
    draws, total = arguments.count("draws", draws, minimum=1), sum(balls.values())
    if draws > total:
        raise ValueError(f"urn must hold at least {draws} balls, but {total} came")
    return balls, draws


# Bayes' rule, and tables of two variables.


def total_probability(prior: ArrayLike, likelihood: ArrayLike) -> np.ndarray:
    """Return p(x) = sum_y p(x | y) p(y), the law of total probability.

    ``prior`` of shape (k,) holds p(y) for k causes; ``likelihood`` of shape (k,) holds p(x | y)
    for one piece of evidence, or of shape (k, j) for j of them. Returns a number or shape (j,).

    >>> round(float(total_probability([2 / 5, 3 / 5], [3 / 4, 2 / 4])), 4)
    0.6
    """
    prior, likelihood = _causes(prior, likelihood)
    return prior @ likelihood


def bayes(prior: ArrayLike, likelihood: ArrayLike) -> np.ndarray:
    """Return p(y | x) = p(x | y) p(y) / p(x) for every cause y: Bayes' rule.

    Shapes as in ``total_probability``; the result has the shape of ``likelihood`` and sums to 1
    over the causes, its first axis. The likelihood may be known up to a factor that all causes
    share, and may be a density: from long data take exp(l - max l) of the log-likelihoods l, which
    does not vanish. Raises ValueError when p(x) = 0: no cause explains the evidence.
    Source: Bayes (1763), Laplace (1774).

    >>> bayes([2 / 5, 3 / 5], [3 / 4, 2 / 4])
    array([0.5, 0.5])
    """
    prior, likelihood = _causes(prior, likelihood)
    joint = (prior * likelihood.T).T
    evidence = joint.sum(axis=0)
    if (evidence == 0).any():
        raise ValueError("likelihood must be above zero for a cause that can be, but it never is")
    return joint / evidence


def _causes(prior: ArrayLike, likelihood: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    prior = arguments.probabilities("prior", arguments.row("prior", prior))
    likelihood = arguments.array("likelihood", likelihood)
    if likelihood.ndim not in (1, 2) or likelihood.size == 0 or len(likelihood) != len(prior):
        raise ValueError(
            f"likelihood must have one entry or one row for each of the {len(prior)} causes, "
            f"but shape {likelihood.shape} came"
        )
    if (likelihood < 0).any():
        raise ValueError(f"likelihood must not be below zero, but {likelihood.min():g} came")
    return prior, likelihood


def joint_table(prior: ArrayLike, conditional: ArrayLike) -> np.ndarray:
    """Return p(x, y) = p(x | y) p(y) as a table of shape (k, j): a row for each y.

    ``prior`` of shape (k,) holds p(y); each row of ``conditional``, shape (k, j), is the
    distribution p(x | y) of that y.

    >>> joint_table([2 / 5, 3 / 5], [[1 / 4, 3 / 4], [2 / 4, 2 / 4]])
    array([[0.1, 0.3],
           [0.3, 0.3]])
    """
    prior, conditional = _causes(prior, arguments.matrix("conditional", conditional))
    return prior[:, None] * arguments.probabilities("conditional", conditional)


def marginals(joint: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Return the sums of a table's rows, p(y) of shape (k,), and columns, p(x) of shape (j,).

    >>> [sums.round(4).tolist() for sums in marginals([[0.1, 0.3], [0.3, 0.3]])]
    [[0.4, 0.6], [0.4, 0.6]]
    """
    joint = _table(joint)
    return joint.sum(axis=1), joint.sum(axis=0)


def given_row(joint: ArrayLike) -> np.ndarray:
    """Return p(x | y) = p(x, y) / p(y): the table with each row divided by its sum.

    Raises ValueError for a row of zeros: what never happens is no condition.

    >>> given_row([[0.1, 0.3], [0.3, 0.3]])
    array([[0.25, 0.75],
           [0.5 , 0.5 ]])
    """
    return _divided(_table(joint), "row")


def given_column(joint: ArrayLike) -> np.ndarray:
    """Return p(y | x) = p(x, y) / p(x): the table with each column divided by its sum.

    With classes as rows this is what a discriminative model learns without p(x); a generative
    one learns the joint table. Raises ValueError for a column of zeros.
    Source: Ng and Jordan, On Discriminative vs. Generative Classifiers (2001).

    >>> given_column([[0.1, 0.3], [0.3, 0.3]])
    array([[0.25, 0.5 ],
           [0.75, 0.5 ]])
    """
    return _divided(_table(joint).T, "column").T


def _table(joint: ArrayLike) -> np.ndarray:
    joint = arguments.matrix("joint", joint)
    return arguments.probabilities("joint", joint.ravel()).reshape(joint.shape)


def _divided(rows: np.ndarray, kind: str) -> np.ndarray:
    sums = rows.sum(axis=1, keepdims=True)
    if (sums == 0).any():
        where = int(np.argmin(sums))
        raise ValueError(f"joint must have no {kind} of zeros, but {kind} {where} is one")
    return rows / sums


def empirical(counts: ArrayLike) -> np.ndarray:
    """Return the shares of counted outcomes: of all distributions the likeliest one.

    Maximum likelihood looks for the distribution q nearest to this one, p: the log-likelihood
    of n outcomes is -n (H(p) + KL(p || q)). ``counts`` has shape (k,).
    Source: Cover and Thomas, theorem 11.1.2.

    >>> empirical([3, 5, 2])
    array([0.3, 0.5, 0.2])
    """
    counts = arguments.row("counts", counts)
    if (counts < 0).any() or not counts.any():
        raise ValueError(
            f"counts must not be below zero, nor all be zero, but {arguments.describe(counts)} came"
        )
    return counts / counts.sum()


def expectation(values: ArrayLike, p: ArrayLike) -> np.ndarray:
    """Return E[X] = sum_k x_k p_k of a variable that takes k values, shape (k,) each.

    >>> float(expectation([0, 1], [0.3, 0.7]))
    0.7
    """
    values, p = _variable(values, p)
    return values @ p


def variance(values: ArrayLike, p: ArrayLike) -> np.ndarray:
    """Return Var X = E[(X - E X)^2], which is E[X^2] - (E X)^2, shapes (k,).

    The second form subtracts two large numbers where the first does not.
    Source: Feller, section IX.4.

    >>> round(float(variance([0, 1], [0.3, 0.7])), 4)
    0.21
    """
    values, p = _variable(values, p)
    return (values - values @ p) ** 2 @ p


def _variable(values: ArrayLike, p: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    p = arguments.probabilities("p", arguments.row("p", p))
    return arguments.row("values", values, len(p)), p


# Distributions of one variable.


class Distribution:
    """What the distributions of one variable share.

    A subclass is a dataclass of parameters. It says how each is checked, where the outcomes lie,
    and gives the logarithm of the density with its first and second derivatives with respect to
    the parameters.
    """

    name: ClassVar[str]
    words: ClassVar[str]
    symbols: ClassVar[tuple[str, ...]]
    latex: ClassVar[str]
    gradient_latex: ClassVar[tuple[str, ...]]
    checks: ClassVar[tuple[Callable, ...]]
    outcomes: ClassVar[str]
    domain: ClassVar[Domain]
    window: ClassVar[Window]

    mean: float
    variance: float
    contains: Callable
    logarithm: Callable
    slopes: Callable
    curvatures: Callable
    likeliest: Callable

    def __post_init__(self) -> None:
        for parameter, check in zip(fields(self), self.checks, strict=True):
            value = check(parameter.name, getattr(self, parameter.name))
            object.__setattr__(self, parameter.name, value)  # the only way in a frozen class

    def __repr__(self) -> str:
        numbers = (f"{f.name}={formatting.number(getattr(self, f.name))}" for f in fields(self))
        return f"{type(self).__name__}({', '.join(numbers)})"

    @property
    def parameters(self) -> tuple[float, ...]:
        """The numbers that choose this distribution from its family."""
        return tuple(getattr(self, parameter.name) for parameter in fields(self))

    def log_probability(self, x: ArrayLike) -> np.ndarray:
        """Return the logarithm of the density, or of the probability of discrete outcomes.

        ``x`` has any shape, the result the same; minus infinity for x that cannot come.
        """
        x = arguments.array("x", x)
        with np.errstate(over="ignore", divide="ignore"):
            return np.where(self.contains(x), self.logarithm(x, *self.parameters), -np.inf)[()]

    def density(self, x: ArrayLike) -> np.ndarray:
        """Return the density, or the probability of discrete outcomes, in the shape of ``x``."""
        return np.exp(self.log_probability(x))

    def log_likelihood(self, data: ArrayLike) -> np.ndarray:
        """Return the sum of the log-probabilities of independent data, shape (m,).

        Minus infinity when one of them cannot come.
        """
        with np.errstate(over="ignore"):
            return self.log_probability(arguments.row("data", data)).sum()

    def gradient(self, x: ArrayLike) -> np.ndarray:
        """Return the gradient of the log-probability with respect to the parameters.

        The shape of ``x`` with one parameter, (..., n) with n. Raises ValueError for x that
        cannot come, and for parameters on the border of their domain.
        """
        self.check_inside("a gradient")
        x = self.checked("x", arguments.array("x", x))
        with np.errstate(over="ignore"):
            return self.slopes(x, *self.parameters)[()]

    def check_inside(self, what: str) -> None:
        """Raise ValueError for parameters on the border of their domain."""
        if not np.all(self.domain.contains(self.parameters, 1)):
            raise ValueError(f"{what} needs {self.domain.words}, but {self!r} came")

    @classmethod
    def maximum_likelihood(cls, data: ArrayLike) -> Self:
        """Return the likeliest distribution of this family for data of shape (m,).

        Raises ValueError for data that cannot come, and for data whose likelihood has no maximum.
        Source: Bishop, Pattern Recognition and Machine Learning, sections 1.2.4 and 2.1.

        >>> Bernoulli.maximum_likelihood([1, 0, 1, 1])  # the share of ones
        Bernoulli(probability=0.75)
        >>> Gaussian.maximum_likelihood([1, 2, 3])  # the mean, and the variance with 1/m
        Gaussian(mean=2, deviation=0.8165)
        >>> Exponential.maximum_likelihood([1, 2, 3])  # one over the mean
        Exponential(rate=0.5)
        """
        data = cls.checked("data", arguments.row("data", data))
        with np.errstate(over="ignore", invalid="ignore"):
            return cls(*cls.likeliest(data))

    @classmethod
    def likelihood(cls, data: ArrayLike, window: Window | None = None) -> Function:
        """Return the log-likelihood of data, shape (m,), as a function of the parameters.

        Its maximum is the estimate of maximum likelihood. Raises ValueError for data that cannot
        come. Source: Fisher (1922).

        >>> Bernoulli.likelihood([1, 1, 1, 0])([0.5, 0.75]).round(4)
        array([-2.7726, -2.2493])
        """
        x = cls.checked("data", arguments.row("data", data))
        several = len(cls.symbols) > 1

        def summed(formula: Callable, axes: int) -> Callable:
            def total(points: np.ndarray) -> np.ndarray:
                columns = np.moveaxis(points, -1, 0) if several else (points,)
                return formula(x, *(c[..., None] for c in columns)).sum(-1 - several * axes)

            return total

        return Function(
            name=f"{cls.name}_log_likelihood",
            words=f"the log-likelihood of {len(x)} outcomes of {cls.words}",
            latex=rf"\sum_{{i=1}}^{{{len(x)}}} \left( {cls.latex.replace('x', 'x_i')} \right)",
            variables=tuple(f.name for f in fields(cls)),
            value_formula=summed(cls.logarithm, 0),
            gradient_formula=summed(cls.slopes, 1),
            hessian_formula=summed(cls.curvatures, 2),
            window=window or cls.window,
            domain=cls.domain,
        )

    @classmethod
    def checked(cls, name: str, x: np.ndarray) -> np.ndarray:
        """Return outcomes as they came, or raise ValueError for one that cannot come."""
        strange = x[~cls.contains(x)]
        if strange.size:
            raise ValueError(f"{name} must be {cls.outcomes}, but {strange.flat[0]:g} came")
        return x


@dataclass(frozen=True, repr=False)
class Bernoulli(Distribution):
    """One toss of a coin: 1 with the given probability, else 0.

    >>> Bernoulli(0.75), Bernoulli(0.75).log_probability([1, 0, 2]).round(4)
    (Bernoulli(probability=0.75), array([-0.2877, -1.3863,    -inf]))
    """

    probability: float

    name = "bernoulli"
    words = "a coin"
    symbols = ("p",)
    latex = r"x \log p + (1 - x) \log(1 - p)"
    gradient_latex = (r"\frac{x}{p} - \frac{1 - x}{1 - p}",)
    checks = (arguments.probability,)
    outcomes = "0 or 1"
    domain = Domain("0 < probability < 1", 0.0, 1.0)
    window = ((0.01, 0.99),)

    @property
    def mean(self) -> float:
        """The share of ones: the probability itself."""
        return self.probability

    @property
    def variance(self) -> float:
        """Largest for a fair coin."""
        return self.probability * (1 - self.probability)

    @staticmethod
    def contains(x: np.ndarray) -> np.ndarray:
        """Say for each x whether it is 0 or 1."""
        return (x == 0) | (x == 1)

    @staticmethod
    def logarithm(x, p):
        """Return x log p + (1 - x) log(1 - p), in a form that holds for p = 0 and p = 1 too."""
        return np.where(x == 1, np.log(p), np.log1p(-p))

    @staticmethod
    def slopes(x, p):
        """Return the derivative with respect to p."""
        return x / p - (1 - x) / (1 - p)

    @staticmethod
    def curvatures(x, p):
        """Return the second derivative with respect to p."""
        return -x / p**2 - (1 - x) / (1 - p) ** 2

    @staticmethod
    def likeliest(data: np.ndarray) -> tuple[float]:
        """Return the share of ones."""
        return (data.mean(),)


@dataclass(frozen=True, repr=False)
class Gaussian(Distribution):
    """The normal distribution with a mean and a standard deviation above zero.

    >>> Gaussian(0, 1).log_probability(0.0).round(4)
    np.float64(-0.9189)
    """

    mean: float
    deviation: float

    name = "gaussian"
    words = "a Gaussian"
    symbols = (r"\mu", r"\sigma")
    latex = r"-\frac{(x - \mu)^2}{2 \sigma^2} - \log \sigma - \frac{1}{2} \log(2 \pi)"
    gradient_latex = (
        r"\frac{x - \mu}{\sigma^2}",
        r"\frac{(x - \mu)^2}{\sigma^3} - \frac{1}{\sigma}",
    )
    checks = (arguments.number, arguments.positive)
    outcomes = "a finite number"
    domain = Domain("deviation > 0", (-math.inf, 0.0), (math.inf, math.inf))
    window = ((-3.0, 3.0), (0.2, 3.0))

    @property
    def variance(self) -> float:
        """The square of the standard deviation."""
        return self.deviation * self.deviation

    @staticmethod
    def contains(x: np.ndarray) -> np.ndarray:
        """Say for each x that it can come."""
        return np.isfinite(x)

    @staticmethod
    def logarithm(x, mean, deviation):
        """Return -z^2 / 2 - log sigma - log(2 pi) / 2 with z = (x - mu) / sigma."""
        return -(((x - mean) / deviation) ** 2) / 2 - np.log(deviation) - math.log(2 * math.pi) / 2

    @staticmethod
    def slopes(x, mean, deviation):
        """Return the derivatives with respect to mean and deviation in a last axis of 2."""
        z = (x - mean) / deviation
        return np.stack([z / deviation, (z**2 - 1) / deviation], axis=-1)

    @staticmethod
    def curvatures(x, mean, deviation):
        """Return the matrix of second derivatives in two last axes of 2."""
        z = (x - mean) / deviation
        first = np.stack([-np.ones_like(z), -2 * z], axis=-1)
        second = np.stack([-2 * z, 1 - 3 * z**2], axis=-1)
        return np.stack([first, second], axis=-2) / deviation[..., None, None] ** 2

    @staticmethod
    def likeliest(data: np.ndarray) -> tuple[float, float]:
        """Return the mean, and the root of the mean square of the distances from it.

        Raises ValueError when all data are equal: the smaller the deviation, the likelier they are.
        """
        if (data == data[0]).all():
            raise ValueError(f"data must not all be equal, but {arguments.describe(data)} came")
        return data.mean(), data.std()


@dataclass(frozen=True, repr=False)
class Exponential(Distribution):
    """The time until something happens that happens ``rate`` times in a unit of time.

    >>> Exponential(2).log_probability([0, 1, -1]).round(4)
    array([ 0.6931, -1.3069,    -inf])
    """

    rate: float

    name = "exponential"
    words = "an exponential distribution"
    symbols = (r"\lambda",)
    latex = r"\log \lambda - \lambda x"
    gradient_latex = (r"\frac{1}{\lambda} - x",)
    checks = (arguments.positive,)
    outcomes = "at least zero"
    domain = Domain("rate > 0", 0.0)
    window = ((0.05, 3.0),)

    @property
    def mean(self) -> float:
        """The average time: one over the rate."""
        return 1 / self.rate

    @property
    def variance(self) -> float:
        """The square of the mean."""
        return self.mean * self.mean

    @staticmethod
    def contains(x: np.ndarray) -> np.ndarray:
        """Say for each x whether it is at least zero."""
        return x >= 0

    @staticmethod
    def logarithm(x, rate):
        """Return log lambda - lambda x."""
        return np.log(rate) - rate * x

    @staticmethod
    def slopes(x, rate):
        """Return the derivative with respect to the rate."""
        return 1 / rate - x

    @staticmethod
    def curvatures(x, rate):
        """Return the second derivative with respect to the rate, the same for every x."""
        return -1 / rate**2 + 0 * x

    @staticmethod
    def likeliest(data: np.ndarray) -> tuple[float]:
        """Return one over the mean.

        Raises ValueError when all data are zero: the larger the rate, the likelier they are.
        """
        return (1 / arguments.positive("the mean of data", data.mean()),)


def _gaussian(name: str, value: object) -> Gaussian:
    if not isinstance(value, Gaussian):
        raise TypeError(f"{name} must be a Gaussian, but {arguments.describe(value)} came")
    return value


DISTRIBUTIONS = {d.name: d for d in (Bernoulli, Gaussian, Exponential)}
"""The registry: every distribution of one variable by its name."""


@dataclass(frozen=True, eq=False)
class MultivariateGaussian:
    """The normal distribution of a point of n numbers: mean (n,), covariance (n, n).

    Raises ValueError for a covariance that is not symmetric and positive definite.

    >>> bell = MultivariateGaussian([0, 0], [[2, 1], [1, 2]])
    >>> bell.gradient([1, 2])
    array([0., 1.])
    """

    mean: np.ndarray
    covariance: np.ndarray

    latex: ClassVar[str] = (
        r"-\frac{1}{2} (x - \mu)^\top \Sigma^{-1} (x - \mu) "
        r"- \frac{1}{2} \log \det \Sigma - \frac{n}{2} \log(2 \pi)"
    )
    gradient_latex: ClassVar[str] = r"\Sigma^{-1} (x - \mu)"

    def __post_init__(self) -> None:
        mean = arguments.row("mean", self.mean)
        covariance = arguments.matrix("covariance", self.covariance, columns=len(mean))
        if covariance.shape != (len(mean),) * 2 or not np.allclose(covariance, covariance.T):
            raise ValueError(f"covariance must be symmetric, but {covariance.tolist()} came")
        object.__setattr__(self, "mean", mean)
        object.__setattr__(self, "covariance", covariance)
        self._root()

    def _root(self) -> np.ndarray:
        try:
            return np.linalg.cholesky(self.covariance)
        except np.linalg.LinAlgError:
            raise ValueError(
                "covariance must be positive definite, but its smallest eigenvalue is "
                f"{np.linalg.eigvalsh(self.covariance)[0]:g}"
            ) from None

    def log_probability(self, x: ArrayLike) -> np.ndarray:
        """Return the log-density at points of shape (..., n), in shape (...).

        With the Cholesky factor L of the covariance the square form is |L^-1 (x - mu)|^2, and the
        logarithm of the determinant is 2 sum_i log L_ii.
        """
        root = self._root()
        constant = np.log(np.diag(root)).sum() + len(self.mean) / 2 * math.log(2 * math.pi)
        z = np.linalg.solve(root, self._difference(x)[..., None])[..., 0]
        with np.errstate(over="ignore"):
            return -(z**2).sum(-1) / 2 - constant

    def gradient(self, x: ArrayLike) -> np.ndarray:
        """Return Sigma^-1 (x - mu), the gradient with respect to the mean, shape (..., n)."""
        return np.linalg.solve(self.covariance, self._difference(x)[..., None])[..., 0]

    def _difference(self, x: ArrayLike) -> np.ndarray:
        x, n = arguments.array("x", x), len(self.mean)
        if x.ndim == 0 or x.shape[-1] != n:
            raise ValueError(f"x must have {n} coordinates, but shape {x.shape} came")
        with np.errstate(over="ignore"):
            return x - self.mean


# Estimates that know something beforehand.


def map_bernoulli(data: ArrayLike, heads: float, tails: float) -> Bernoulli:
    """Return the coin of highest posterior probability under a Beta(heads, tails) prior.

    p = (ones + heads - 1) / (m + heads + tails - 2) for data of shape (m,): the prior counts as
    heads - 1 ones and tails - 1 zeros seen before; Beta(1, 1) knows nothing. Raises ValueError
    for heads or tails below 1, where the prior has no highest point inside.
    Source: Murphy, Machine Learning: a Probabilistic Perspective, section 3.3.

    >>> map_bernoulli([1, 1, 1], 2, 2)
    Bernoulli(probability=0.8)
    """
    data = Bernoulli.checked("data", arguments.row("data", data))
    heads, tails = _beta_counts(heads, tails)
    return Bernoulli((data.sum() + heads - 1) / (len(data) + heads + tails - 2))


def map_gaussian_mean(data: ArrayLike, deviation: float, prior: Gaussian) -> float:
    """Return the mean of highest posterior probability, for a known standard deviation.

    An average of the mean of the data, shape (m,), and that of the prior, weighted by their
    precisions m / deviation^2 and 1 / prior.deviation^2. Source: Bishop, equation 2.141.

    >>> round(map_gaussian_mean([4, 6], deviation=1, prior=Gaussian(0, 1)), 4)
    3.3333
    """
    data, prior = arguments.row("data", data), _gaussian("prior", prior)
    ratio = arguments.positive("deviation", deviation) / prior.deviation
    share = 1 / (1 + ratio * ratio / len(data))
    return float(share * data.mean() + (1 - share) * prior.mean)


def beta_log_prior(heads: float, tails: float) -> Function:
    """Return the log-density of Beta(heads, tails), both at least 1, as a function of p.

    >>> round(float(beta_log_prior(2, 2)(0.5)), 4)  # log(6 p (1 - p))
    0.4055
    """
    heads, tails = _beta_counts(heads, tails)
    a, b = heads - 1, tails - 1
    constant = math.lgamma(heads) + math.lgamma(tails) - math.lgamma(heads + tails)
    return Function(
        name="beta_log_prior",
        words=f"the log-density of Beta({heads:g}, {tails:g})",
        latex=rf"{a:g} \log p + {b:g} \log(1 - p) - {constant:.6g}".replace("- -", "+ "),
        variables=("probability",),
        value_formula=lambda p: a * np.log(p) + b * np.log1p(-p) - constant,
        gradient_formula=lambda p: a / p - b / (1 - p),
        hessian_formula=lambda p: -a / p**2 - b / (1 - p) ** 2,
        window=Bernoulli.window,
        domain=Bernoulli.domain,
    )


def _beta_counts(heads: float, tails: float) -> tuple[float, float]:
    heads, tails = arguments.number("heads", heads), arguments.number("tails", tails)
    for name, value in (("heads", heads), ("tails", tails)):
        if value < 1:
            raise ValueError(f"{name} must be at least 1, but {value:g} came")
    return heads, tails


# The exponential family.


@dataclass(frozen=True, eq=False)
class ExponentialFamily:
    """Distributions written as p(x) = h(x) exp(eta . T(x) - A(eta)).

    T is the sufficient ``statistic``, eta the natural parameter, A the ``log_partition`` and h the
    base measure. With one natural parameter eta and T(x) are numbers, with k they have a last
    axis of k. The gradient of A is the mean of T, its Hessian the covariance of T.
    Source: Wainwright and Jordan, Graphical Models, Exponential Families (2008), section 3.
    """

    distribution: type[Distribution]
    statistic: Callable = field(repr=False)
    statistic_latex: str
    natural_formula: Callable = field(repr=False)
    natural_latex: str
    parameters_formula: Callable = field(repr=False)
    log_partition: Function = field(repr=False)
    log_base: float = field(repr=False)
    base_latex: str

    @property
    def name(self) -> str:
        """The name of the distribution, which is that of the family."""
        return self.distribution.name

    def natural(self, distribution: Distribution) -> float | np.ndarray:
        """Return the natural parameter of a distribution: a number or shape (k,).

        Raises ValueError where it has none: for a coin that always falls on the same side.
        """
        if not isinstance(distribution, self.distribution):
            raise TypeError(
                f"distribution must be {self.distribution.words}, "
                f"but {arguments.describe(distribution)} came"
            )
        distribution.check_inside("a natural parameter")
        return self._checked(self.natural_formula(*distribution.parameters))

    def member(self, natural: ArrayLike) -> Distribution:
        """Return the distribution that has this natural parameter."""
        eta = self._checked(natural)
        return self.distribution(*self.parameters_formula(eta))

    def log_probability(self, x: ArrayLike, natural: ArrayLike) -> np.ndarray:
        """Return log h(x) + eta . T(x) - A(eta) in the shape of x; outside, minus infinity."""
        x, eta = arguments.array("x", x), self._checked(natural)
        with np.errstate(over="ignore", invalid="ignore"):
            linear = self.statistic(x) * eta
            linear = linear if self.log_partition.dimension == 1 else linear.sum(axis=-1)
        inside = self.distribution.contains(x)
        return np.where(inside, self.log_base + linear - self.log_partition(eta), -np.inf)[()]

    def mean(self, natural: ArrayLike) -> np.ndarray:
        """Return the mean of T(x): the gradient of A."""
        return self.log_partition.gradient(self._checked(natural))

    def covariance(self, natural: ArrayLike) -> np.ndarray:
        """Return the variance, or covariance matrix, of T(x): the Hessian of A."""
        return self.log_partition.hessian(self._checked(natural))

    def _checked(self, natural: ArrayLike) -> float | np.ndarray:
        eta = arguments.point("natural", natural, self.log_partition.dimension)
        if not self.log_partition.contains(eta):
            words = self.log_partition.domain.words
            raise ValueError(f"natural must have {words}, but {arguments.describe(natural)} came")
        return eta


def _gaussian_partition(eta: np.ndarray) -> np.ndarray:
    first, second = eta[..., 0], eta[..., 1]
    return -(first**2) / (4 * second) - np.log(-2 * second) / 2


def _mean_and_variance(eta: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    first, second = eta[..., 0], eta[..., 1]
    return -first / (2 * second), -1 / (2 * second)


def _gaussian_moments(eta: np.ndarray) -> np.ndarray:
    """Return E[X] and E[X^2], the gradient of the log-partition."""
    mean, variance = _mean_and_variance(eta)
    return np.stack([mean, mean**2 + variance], axis=-1)


def _gaussian_covariance(eta: np.ndarray) -> np.ndarray:
    """Return the covariance matrix of X and X^2, the Hessian of the log-partition."""
    mean, variance = _mean_and_variance(eta)
    first = np.stack([variance, 2 * mean * variance], axis=-1)
    second = np.stack([2 * mean * variance, 2 * variance * (2 * mean**2 + variance)], axis=-1)
    return np.stack([first, second], axis=-2)


def _mean_and_deviation(eta: np.ndarray) -> tuple[float, float]:
    mean, variance = _mean_and_variance(eta)
    return mean, math.sqrt(variance)


EXPONENTIAL_FAMILIES = {
    family.name: family
    for family in (
        ExponentialFamily(
            distribution=Bernoulli,
            statistic=lambda x: x,
            statistic_latex="x",
            natural_formula=lambda p: math.log(p) - math.log1p(-p),
            natural_latex=r"\log \frac{p}{1 - p}",
            parameters_formula=lambda eta: (float(activations.sigmoid(eta)),),
            log_partition=replace(
                activations.softplus,
                name="bernoulli_log_partition",
                words="the log-partition of a coin",
                latex=r"\log(1 + e^{\eta})",
                variables=("eta",),
            ),
            log_base=0.0,
            base_latex="1",
        ),
        ExponentialFamily(
            distribution=Gaussian,
            statistic=lambda x: np.stack([x, x**2], axis=-1),
            statistic_latex="(x, x^2)",
            natural_formula=lambda mean, deviation: (
                mean / deviation / deviation,
                -1 / deviation / deviation / 2,
            ),
            natural_latex=r"(\frac{\mu}{\sigma^2}, -\frac{1}{2 \sigma^2})",
            parameters_formula=_mean_and_deviation,
            log_partition=Function(
                name="gaussian_log_partition",
                words="the log-partition of a Gaussian",
                latex=r"-\frac{\eta_1^2}{4 \eta_2} - \frac{1}{2} \log(-2 \eta_2)",
                variables=("eta_1", "eta_2"),
                value_formula=_gaussian_partition,
                gradient_formula=_gaussian_moments,
                hessian_formula=_gaussian_covariance,
                window=((-3.0, 3.0), (-3.0, -0.1)),
                domain=Domain("eta_2 < 0", (-math.inf, -math.inf), (math.inf, 0.0)),
            ),
            log_base=-math.log(2 * math.pi) / 2,
            base_latex=r"\frac{1}{\sqrt{2 \pi}}",
        ),
        ExponentialFamily(
            distribution=Exponential,
            statistic=lambda x: x,
            statistic_latex="x",
            natural_formula=lambda rate: -rate,
            natural_latex=r"-\lambda",
            parameters_formula=lambda eta: (-eta,),
            log_partition=Function(
                name="exponential_log_partition",
                words="the log-partition of an exponential distribution",
                latex=r"-\log(-\eta)",
                variables=("eta",),
                value_formula=lambda eta: -np.log(-eta),
                gradient_formula=lambda eta: -1 / eta,
                hessian_formula=lambda eta: 1 / eta**2,
                window=((-3.0, -0.05),),
                domain=Domain("eta < 0", upper=0.0),
            ),
            log_base=0.0,
            base_latex="1",
        ),
    )
}
"""The registry: every exponential family by the name of its distribution."""


# How much a distribution does not say, and how far one is from another.


def entropy(p: ArrayLike) -> np.ndarray:
    """Return the entropy H(p) = -sum_k p_k log p_k of a distribution, or of each row.

    ``p`` has shape (..., k), the result (...). The logarithm is natural, and 0 log 0 = 0.
    Raises ValueError for what is not a distribution.
    Source: Cover and Thomas, Elements of Information Theory, section 2.1.

    >>> entropy([[1, 0], [0.5, 0.5]]).round(4)
    array([0.    , 0.6931])
    """
    p = arguments.probabilities("p", p)
    return 0.0 - _expected_logarithm(p, p)


def cross_entropy(p: ArrayLike, q: ArrayLike) -> np.ndarray:
    """Return the cross-entropy H(p, q) = -sum_k p_k log q_k, which is H(p) + KL(p || q).

    ``p`` and ``q`` have shapes (..., k) that broadcast, the result (...). It is infinite where
    q_k = 0 but p_k > 0. Raises ValueError for what is not a distribution.
    Source: Goodfellow, Bengio and Courville, Deep Learning, equation 3.51.

    >>> cross_entropy([0, 1, 0], [0.2, 0.5, 0.3]).round(4).item()
    0.6931
    """
    p, q = _two_distributions(p, q)
    return 0.0 - _expected_logarithm(p, q)


def kullback_leibler(p: ArrayLike, q: ArrayLike) -> np.ndarray:
    """Return the divergence KL(p || q) = sum_k p_k log(p_k / q_k): zero only when p = q.

    ``p`` and ``q`` have shapes (..., k) that broadcast, the result (...). It is infinite where
    q_k = 0 but p_k > 0. KL(q || p) is another number. Raises ValueError for what is not a
    distribution. Source: Kullback and Leibler (1951).

    >>> kullback_leibler([0.5, 0.5], [[0.5, 0.5], [0.75, 0.25], [1, 0]]).round(4)
    array([0.    , 0.1438,    inf])
    """
    p, q = _two_distributions(p, q)
    divergence = _expected_logarithm(p, p) - _expected_logarithm(p, q)
    return np.maximum(divergence, 0.0)  # rounding alone can make it negative


def _two_distributions(p: ArrayLike, q: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    p, q = arguments.probabilities("p", p), arguments.probabilities("q", q)
    try:
        matching = p.shape[-1] == q.shape[-1] and np.broadcast_arrays(p, q)
    except ValueError:
        matching = False
    if not matching:
        raise ValueError(
            "p and q must be distributions over the same outcomes, "
            f"but shapes {p.shape} and {q.shape} came"
        )
    return matching


def _expected_logarithm(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    # Left out where p = 0, the logarithm of q counts as zero, also for q = 0.
    with np.errstate(divide="ignore"):
        logarithms = np.log(q, out=np.zeros(p.shape), where=p > 0)
    return (p * logarithms).sum(axis=-1)


def kullback_leibler_gaussians(p: Gaussian, q: Gaussian) -> float:
    """Return KL(p || q) of two Gaussians: the integral of p log(p / q) in closed form.

    log(sigma_q / sigma_p) + (sigma_p^2 + (mu_p - mu_q)^2) / (2 sigma_q^2) - 1/2.
    Source: Kullback, Information Theory and Statistics (1959), chapter 9.

    >>> round(kullback_leibler_gaussians(Gaussian(0, 1), Gaussian(1, 2)), 4)
    0.4431
    """
    p, q = _gaussian("p", p), _gaussian("q", q)
    ratio, shift = p.deviation / q.deviation, (p.mean - q.mean) / q.deviation
    logarithm = math.log(q.deviation) - math.log(p.deviation)
    return max(logarithm + (ratio * ratio + shift * shift - 1) / 2, 0.0)


# Likelihoods of the weights of a model, priors, and their sum: the log-posterior.


def gaussian_log_likelihood(
    inputs: ArrayLike, targets: ArrayLike, deviation: float, window: Window | None = None
) -> Function:
    """Return the log-likelihood of weights when targets are X w plus Gaussian noise.

    -|X w - y|^2 / (2 sigma^2) - (m / 2) log(2 pi sigma^2), for inputs (m, n) and targets (m,),
    independent given the inputs. Its maximum is that of least squares, whatever sigma is.
    Source: Bishop, equation 3.11.

    >>> gaussian_log_likelihood([[1], [2]], [2, 4], deviation=1)([2.0, 1.0]).round(4)
    array([-1.8379, -4.3379])
    """
    x, y = arguments.examples(inputs, targets)
    sigma = arguments.positive("deviation", deviation)
    constant = len(y) * (math.log(sigma) + math.log(2 * math.pi) / 2)

    def z(w):
        return (y - w @ x.T) / sigma

    return _of_weights(
        x.shape[1],
        name="gaussian_log_likelihood",
        words="the log-likelihood under Gaussian noise",
        latex=r"-\frac{1}{2 \sigma^2} \|X w - y\|^2 - \frac{m}{2} \log(2 \pi \sigma^2)",
        value=lambda w: -(z(w) ** 2).sum(-1) / 2 - constant,
        gradient=lambda w: z(w) @ x / sigma,
        hessian=lambda w: np.broadcast_to(-(x.T @ x) / sigma / sigma, (*w.shape, x.shape[1])),
        window=window,
    )


def bernoulli_log_likelihood(
    inputs: ArrayLike, labels: ArrayLike, window: Window | None = None
) -> Function:
    """Return the log-likelihood of weights when P(y = 1) = sigmoid(x . w).

    sum_i y_i log p_i + (1 - y_i) log(1 - p_i) for inputs (m, n) and labels 0 or 1, shape (m,),
    independent given the inputs; its gradient is X^T (y - p). No weights are the likeliest when a
    plane separates the classes: the value then rises towards 0 for ever.
    Source: Bishop, equations 4.90 and 4.91.

    >>> bernoulli_log_likelihood([[1], [2]], [0, 1])([0.0, 1.0]).round(4)
    array([-1.3863, -1.4402])
    """
    x = arguments.matrix("inputs", inputs)
    y = arguments.labels("labels", labels, (0, 1), len(x))
    towards = 1 - 2 * y

    def curvature(w):
        return -activations.sigmoid.gradient(w @ x.T)

    return _of_weights(
        x.shape[1],
        name="bernoulli_log_likelihood",
        words="the log-likelihood of logistic regression",
        latex=r"\sum_{i=1}^{m} \left( y_i \log p_i + (1 - y_i) \log(1 - p_i) \right)",
        # log p = -softplus(-z) and log(1 - p) = -softplus(z) hold where p itself rounds to 0 or 1.
        value=lambda w: -activations.softplus(towards * (w @ x.T)).sum(-1),
        gradient=lambda w: (y - activations.sigmoid(w @ x.T)) @ x,
        hessian=lambda w: np.einsum("...i,ij,ik->...jk", curvature(w), x, x),
        window=window,
    )


def gaussian_log_prior(dimension: int, deviation: float, window: Window | None = None) -> Function:
    """Return the log-density of weights with independent Gaussian entries around zero.

    -|w|^2 / (2 tau^2) - (n / 2) log(2 pi tau^2) for n weights. Source: Bishop, equation 3.52.

    >>> gaussian_log_prior(2, deviation=1)([[0.0, 0.0], [3.0, 4.0]]).round(4)
    array([ -1.8379, -14.3379])
    """
    n, tau = arguments.count("dimension", dimension, 1), arguments.positive("deviation", deviation)
    constant = n * (math.log(tau) + math.log(2 * math.pi) / 2)
    return _of_weights(
        n,
        name="gaussian_log_prior",
        words="the log-density of a Gaussian prior",
        latex=r"-\frac{1}{2 \tau^2} \|w\|^2 - \frac{n}{2} \log(2 \pi \tau^2)",
        value=lambda w: -((w / tau) ** 2).sum(-1) / 2 - constant,
        gradient=lambda w: -w / tau / tau,
        hessian=lambda w: np.broadcast_to(-np.eye(n) / tau / tau, (*w.shape, n)),
        window=window,
    )


def laplace_log_prior(dimension: int, scale: float, window: Window | None = None) -> Function:
    """Return the log-density of weights with independent Laplace entries around zero.

    -|w|_1 / b - n log(2 b) for n weights. Where a weight is 0 its slope counts as 0.
    Source: Tibshirani, Regression Shrinkage and Selection via the Lasso (1996), section 5.

    >>> laplace_log_prior(2, scale=1)([[0.0, 0.0], [3.0, -4.0]]).round(4)
    array([-1.3863, -8.3863])
    """
    n, b = arguments.count("dimension", dimension, 1), arguments.positive("scale", scale)
    return _of_weights(
        n,
        name="laplace_log_prior",
        words="the log-density of a Laplace prior",
        latex=r"-\frac{1}{b} \|w\|_1 - n \log(2 b)",
        value=lambda w: -np.abs(w).sum(-1) / b - n * math.log(2 * b),
        gradient=lambda w: -np.sign(w) / b,
        hessian=lambda w: np.zeros((*w.shape, n)),
        window=window,
    )


def log_posterior(likelihood: Function, prior: Function) -> Function:
    """Return log p(data | w) + log p(w), which is log p(w | data) up to a constant.

    The constant, log p(data), moves neither the maximum nor a gradient. Raises ValueError when
    the two are not functions of the same variables. Source: Bishop, equation 3.55.

    >>> coin = log_posterior(Bernoulli.likelihood([1, 1, 1]), beta_log_prior(2, 2))
    >>> coin.gradient([0.7, 0.8, 0.9]).round(4) + 0
    array([ 2.381 ,  0.    , -5.5556])
    """
    for name, value in (("likelihood", likelihood), ("prior", prior)):
        if not isinstance(value, Function):
            raise TypeError(f"{name} must be a Function, but {arguments.describe(value)} came")
    if likelihood.variables != prior.variables:
        raise ValueError(
            f"prior must be a function of {', '.join(likelihood.variables)}, "
            f"but one of {', '.join(prior.variables)} came"
        )
    return replace(
        likelihood,
        name="log_posterior",
        words="the log-posterior up to a constant",
        latex=f"{likelihood.latex} + {prior.latex}".replace("+ -", "- "),
        value_formula=lambda w: likelihood(w) + prior(w),
        gradient_formula=lambda w: likelihood.gradient(w) + prior.gradient(w),
        hessian_formula=lambda w: likelihood.hessian(w) + prior.hessian(w),
    )


def ridge_penalty(deviation: float, prior_deviation: float) -> float:
    """Return lambda = sigma^2 / tau^2, for which ridge finds the highest posterior.

    The log-posterior under noise of deviation sigma and a Gaussian prior of deviation tau, times
    -sigma^2, is (1/2) |X w - y|^2 + (lambda / 2) |w|^2 up to a constant.
    Source: Bishop, equation 3.55.

    >>> ridge_penalty(2, 4)
    0.25
    """
    sigma = arguments.positive("deviation", deviation)
    ratio = sigma / arguments.positive("prior_deviation", prior_deviation)
    return ratio * ratio


def lasso_penalty(deviation: float, prior_scale: float) -> float:
    """Return lambda = sigma^2 / b, for which the lasso finds the highest posterior.

    The log-posterior under noise of deviation sigma and a Laplace prior of scale b, times
    -sigma^2, is (1/2) |X w - y|^2 + lambda |w|_1 up to a constant. Source: Tibshirani (1996).

    >>> lasso_penalty(2, 4)
    1.0
    """
    sigma = arguments.positive("deviation", deviation)
    return sigma / arguments.positive("prior_scale", prior_scale) * sigma


def _of_weights(
    n: int, *, value: Callable, gradient: Callable, hessian: Callable, window: Window | None, **text
) -> Function:
    """Return a function of n weights; one weight alone is a number, as everywhere."""
    one = n == 1
    return Function(
        variables=("w",) if one else tuple(f"w_{i + 1}" for i in range(n)),
        value_formula=(lambda w: value(w[..., None])) if one else value,
        gradient_formula=(lambda w: gradient(w[..., None])[..., 0]) if one else gradient,
        hessian_formula=(lambda w: hessian(w[..., None])[..., 0, 0]) if one else hessian,
        window=window or ((-3.0, 3.0),) * n,
        **text,
    )
