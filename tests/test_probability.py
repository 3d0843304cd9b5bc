"""Probability against enumeration, sympy, scipy's distributions and integrals, and differences."""

import math
import re
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
import sympy
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import integrate, optimize, stats
from scipy.special import expit, rel_entr
from sklearn.linear_model import Lasso, LogisticRegression, Ridge
from sympy.parsing.sympy_parser import (
    implicit_multiplication,
    parse_expr,
    standard_transformations,
)

from mlcalc import arguments, probability
from mlcalc.functions import Function
from mlcalc.probability import (
    DISTRIBUTIONS,
    EXPONENTIAL_FAMILIES,
    URN,
    Bernoulli,
    Distribution,
    Exponential,
    Gaussian,
    MultivariateGaussian,
)


def read(latex):
    """Read a printed formula as an expression of sympy."""
    text = latex.replace(r"\left", "").replace(r"\right", "").replace(r"\lambda", r"\rate")
    text = re.sub(r"e\^\{([^{}]*)\}", r"exp(\1)", text)
    text = re.sub(r"\\sqrt\{([^{}]*)\}", r"sqrt(\1)", text)
    text = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))", text)
    text = re.sub(r"\\log (\\?\w+|\(\(.*?\)/\(.*?\)\))", r"log(\1)", text)
    text = text.replace("\\", "").replace("^", "**")
    assert "{" not in text, text
    names = {name: sympy.Symbol(name) for name in re.findall(r"[a-zA-Z_0-9]*[a-zA-Z]\w*", text)}
    known = {"log": sympy.log, "sqrt": sympy.sqrt, "exp": sympy.exp, "pi": sympy.pi}
    rules = (*standard_transformations, implicit_multiplication)
    return parse_expr(text, local_dict=names | known, transformations=rules)


def evaluate(latex, **values):
    """Return the number, or the tuple of numbers, that a printed formula gives."""
    expression = read(latex)
    if isinstance(expression, (tuple, sympy.Tuple)):
        return tuple(float(part.subs(values)) for part in expression)
    return float(expression.subs(values))


def complex_slopes(function, point):
    """Return the derivatives of a function by complex steps, entry by entry."""
    point, h = np.asarray(point, dtype=float), 1e-150
    if point.ndim == 0:
        return np.asarray(function(point + 1j * h)).imag / h
    columns = [np.asarray(function(point + 1j * h * e)).imag / h for e in np.eye(len(point))]
    return np.stack(columns, axis=-1)


def check_derivatives(function, point):
    """Compare gradient and Hessian of a named function with complex steps."""
    np.testing.assert_allclose(function.gradient(point), complex_slopes(function, point), 1e-10)
    hessian = complex_slopes(function.gradient, point)
    np.testing.assert_allclose(function.hessian(point), hessian, 1e-10, 1e-12)


def check_shapes(function, points):
    """Many points give what each gives alone, in the shapes of a named function."""
    n = () if function.dimension == 1 else (function.dimension,)
    grid = np.array([points, points[::-1]])
    assert function(grid).shape == (2, len(points))
    assert function.gradient(grid).shape == (2, len(points), *n)
    assert function.hessian(grid).shape == (2, len(points), *n, *n)
    for part in (function, function.gradient, function.hessian):
        np.testing.assert_allclose(part(grid)[0], [part(p) for p in points], 1e-12, 1e-12)
        assert np.asarray(part(points[0])).dtype == np.float64
    lower, upper = np.array(function.window).T
    assert (lower < upper).all()
    for corner in (lower, upper):
        assert function.contains(corner if n else corner[0])


def distributions_of(k):
    """A strategy for distributions over k outcomes, some of them impossible."""
    entries = st.integers(0, 10**6)
    rows = st.lists(entries, min_size=k, max_size=k).filter(any)
    return rows.map(lambda counts: np.array(counts) / sum(counts))


# Draws from an urn.

urns = st.dictionaries(st.sampled_from("rbg"), st.integers(0, 3), min_size=1)


def shares(urn, draws):
    """Count, with balls that have numbers, how often each row of colours is drawn."""
    balls = [(colour, i) for colour, count in urn.items() for i in range(count)]
    rows = Counter(tuple(ball[0] for ball in row) for row in permutations(balls, draws))
    return {row: Fraction(count, rows.total()) for row, count in rows.items()}


def test_the_numbers_of_alice_and_bob():
    assert probability.by_enumeration(
        URN, 2, lambda alice, bob: alice == "r" and bob == "b"
    ) == Fraction(3, 10)
    assert probability.by_enumeration(URN, 2, lambda alice, bob: bob == "b") == Fraction(3, 5)
    after_red = probability.by_enumeration(
        URN, 2, lambda alice, bob: bob == "b", lambda alice, bob: alice == "r"
    )
    assert after_red == Fraction(3, 4)
    alice_given_bob = probability.by_enumeration(
        URN, 2, lambda alice, bob: alice == "b", lambda alice, bob: bob == "b"
    )
    assert alice_given_bob == Fraction(1, 2)


def test_the_formulas_of_alice_and_bob():
    assert probability.by_formula(URN, ("r", "b")) == Fraction(3, 10)
    prior, likelihood = [2 / 5, 3 / 5], [3 / 4, 2 / 4]
    assert probability.total_probability(prior, likelihood) == pytest.approx(3 / 5)
    np.testing.assert_allclose(probability.bayes(prior, likelihood), [1 / 2, 1 / 2])


def test_only_two_red_and_three_blue_balls_give_these_numbers():
    fitting = [
        (r, b)
        for r in range(13)
        for b in range(13)
        if r + b >= 2 and probability.by_formula({"r": r, "b": b}, ("r", "b")) == Fraction(3, 10)
        and probability.by_formula({"r": r, "b": b}, ("r",)) == Fraction(2, 5)
    ]  # fmt: skip
    assert fitting == [(2, 3)]
    assert URN == {"r": 2, "b": 3}


@given(urns, st.integers(1, 3))
def test_enumeration_formula_and_tree_agree(urn, draws):
    assume(draws <= sum(urn.values()))
    expected = shares(urn, draws)
    tree = probability.draw_tree(urn, draws)
    assert {leaf.colours: leaf.joint for leaf in tree.leaves} == expected
    for colours, share in expected.items():
        assert probability.by_formula(urn, colours) == share
        assert probability.by_enumeration(urn, draws, lambda *d, c=colours: d == c) == share


@given(urns, st.integers(1, 3))
def test_the_branches_of_a_tree(urn, draws):
    assume(draws <= sum(urn.values()))
    root = probability.draw_tree(urn, draws)
    assert (root.colours, root.probability, root.joint, root.urn) == ((), 1, 1, urn)
    places = [root]
    while places:
        place = places.pop()
        places += place.branches
        total = sum(place.urn.values())
        assert total == sum(urn.values()) - len(place.colours)
        assert bool(place.branches) == (len(place.colours) < draws)
        assert sum(leaf.joint for leaf in place.leaves) == place.joint
        for branch in place.branches:
            colour = branch.colours[-1]
            assert branch.colours == (*place.colours, colour)
            assert branch.probability == Fraction(place.urn[colour], total) > 0
            assert branch.joint == place.joint * branch.probability
            assert branch.urn == place.urn | {colour: place.urn[colour] - 1}


def test_a_tree_says_what_it_is_in_one_line():
    branch = probability.draw_tree(URN, 1).branches[0]
    assert repr(branch) == (
        "Branch(colours=('r',), probability=Fraction(2, 5), joint=Fraction(2, 5), "
        "urn={'r': 1, 'b': 3})"
    )


def test_ordered_draws_tell_balls_apart():
    assert sorted(probability.ordered_draws({"a": 2, "b": 1}, 2)) == (
        [("a", "a")] * 2 + [("a", "b")] * 2 + [("b", "a")] * 2
    )
    assert len(probability.ordered_draws({"a": 5, "b": 5}, 3)) == 10 * 9 * 8


def test_what_is_not_in_the_urn_is_not_drawn():
    assert probability.by_formula({"r": 2}, ("g", "r")) == 0
    assert probability.by_formula(URN, ("g",)) == 0
    assert probability.by_formula({"r": 1, "b": 2}, ("r", "r", "b")) == 0
    assert type(probability.by_formula(URN, ("g", "g"))) is Fraction


def test_an_urn_is_not_changed():
    urn = {"r": 2, "b": 3}
    probability.by_formula(urn, ("r", "b"))
    probability.draw_tree(urn, 2)
    assert urn == {"r": 2, "b": 3}


def test_an_enumeration_has_an_end():
    assert probability.MOST_DRAWS == 1_000_000
    assert len(probability.ordered_draws({"r": 1000}, 2)) == 999_000
    with pytest.raises(ValueError, match="at most 1000000 ordered draws, but 2 of 1001 balls came"):
        probability.ordered_draws({"r": 1001}, 2)


def test_an_enumeration_of_exactly_the_limit(monkeypatch):
    monkeypatch.setattr(probability, "MOST_DRAWS", 20)
    assert len(probability.ordered_draws(URN, 2)) == 20


@pytest.mark.parametrize(
    ("urn", "draws", "error", "words"),
    [
        ({}, 1, ValueError, "urn must hold at least 1 balls, but 0 came"),
        ({"r": 0}, 1, ValueError, "urn must hold at least 1 balls, but 0 came"),
        (URN, 6, ValueError, "urn must hold at least 6 balls, but 5 came"),
        (URN, 0, ValueError, "draws must be a whole number of at least 1, but 0 came"),
        ({"r": -1, "b": 3}, 1, ValueError, r"urn\['r'\] must be a whole number of at least 0"),
        ({"r": 1.5}, 1, ValueError, r"urn\['r'\] must be a whole number of at least 0"),
        (["r", "b"], 1, TypeError, "urn must say how many balls of each colour, but "),
        (5, 1, TypeError, "urn must say how many balls of each colour, but 5 came"),
    ],
)
def test_bad_urns(urn, draws, error, words):
    for ask in (
        probability.draw_tree,
        probability.ordered_draws,
        lambda u, d: probability.by_enumeration(u, d, lambda *row: True),
        lambda u, d: probability.by_formula(u, ("r",) * d),
    ):
        with pytest.raises(error, match=words):
            ask(urn, draws)


def test_what_never_happens_is_no_condition():
    with pytest.raises(ValueError, match="given must happen in at least one draw"):
        probability.by_enumeration(URN, 1, lambda a: True, lambda a: a == "g")


# Bayes' rule and tables.


@given(distributions_of(4), arrays(float, 4, elements=st.floats(0, 1e6)))
def test_bayes_for_one_piece_of_evidence(prior, likelihood):
    assume((prior * likelihood).sum() > 1e-200)
    posterior = probability.bayes(prior, likelihood)
    assert posterior.sum() == pytest.approx(1)
    assert (posterior >= 0).all()
    total = math.fsum(p * q for p, q in zip(prior, likelihood, strict=True))
    assert probability.total_probability(prior, likelihood) == pytest.approx(total)
    np.testing.assert_allclose(posterior * total, prior * likelihood, 1e-9, 1e-200)


def test_bayes_for_a_table_of_evidence():
    generator = np.random.default_rng(5)
    prior, likelihood = generator.dirichlet(np.ones(3)), generator.dirichlet(np.ones(4), 3)
    posterior = probability.bayes(prior, likelihood)
    totals = probability.total_probability(prior, likelihood)
    assert posterior.shape == (3, 4)
    assert totals.shape == (4,)
    for j in range(4):
        np.testing.assert_allclose(posterior[:, j], probability.bayes(prior, likelihood[:, j]))
        assert totals[j] == pytest.approx(sum(prior[i] * likelihood[i, j] for i in range(3)))


@pytest.mark.parametrize("factor", [1e-300, 1e-3, 7.0, 1e300])
def test_a_factor_of_the_likelihood_cancels(factor):
    posterior = probability.bayes([0.1, 0.2, 0.7], np.array([0.3, 0.2, 0.1]) * factor)
    np.testing.assert_allclose(posterior, np.array([3, 4, 7]) / 14)


def test_a_cause_that_cannot_be_stays_impossible():
    assert probability.bayes([0, 0.5, 0.5], [0.9, 0, 0.2]).tolist() == [0, 0, 1]


@pytest.mark.parametrize(
    ("prior", "likelihood", "error", "words"),
    [
        ([0.5, 0.6], [1, 1], ValueError, "prior must sum to 1, but the sum 1.1 came"),
        ([1.5, -0.5], [1, 1], ValueError, "prior must not be below zero, but -0.5 came"),
        ([math.nan, 1], [1, 1], ValueError, "prior must hold finite numbers"),
        ([[0.5, 0.5]], [1, 1], ValueError, "prior must be a row"),
        ([0.5, 0.5], [0.5, -0.1], ValueError, "likelihood must not be below zero, but -0.1 came"),
        ([0.5, 0.5], [0.5, math.nan], ValueError, "likelihood must hold finite numbers"),
        ([0.5, 0.5], [0.5], ValueError, r"each of the 2 causes, but shape \(1,\) came"),
        ([0.5, 0.5], 0.5, ValueError, r"each of the 2 causes, but shape \(\) came"),
        ([0.5, 0.5], np.ones((2, 1, 1)), ValueError, r"2 causes, but shape \(2, 1, 1\) came"),
        ([0.5, 0.5], np.ones((2, 0)), ValueError, r"each of the 2 causes, but shape \(2, 0\) came"),
        (["a", "b"], [1, 1], TypeError, "prior must hold real numbers"),
    ],
)
def test_bad_causes(prior, likelihood, error, words):
    for ask in (probability.bayes, probability.total_probability):
        with pytest.raises(error, match=words):
            ask(prior, likelihood)


@pytest.mark.parametrize(("prior", "likelihood"), [([0, 1], [1, 0]), ([0.5, 0.5], [0, 0])])
def test_evidence_that_no_cause_explains(prior, likelihood):
    assert probability.total_probability(prior, likelihood) == 0
    with pytest.raises(ValueError, match="likelihood must be above zero for a cause that can be"):
        probability.bayes(prior, likelihood)


def test_one_impossible_piece_of_evidence_among_others_is_refused():
    with pytest.raises(ValueError, match="likelihood must be above zero"):
        probability.bayes([0.5, 0.5], [[0.5, 0], [0.5, 0]])


@given(distributions_of(6).filter(all))
def test_a_table_is_the_product_of_what_it_is_divided_into(entries):
    joint = entries.reshape(2, 3)
    rows, columns = probability.marginals(joint)
    np.testing.assert_allclose(rows, [joint[0].sum(), joint[1].sum()])
    np.testing.assert_allclose(columns, [joint[:, j].sum() for j in range(3)])
    by_row, by_column = probability.given_row(joint), probability.given_column(joint)
    np.testing.assert_allclose(by_row.sum(axis=1), 1)
    np.testing.assert_allclose(by_column.sum(axis=0), 1)
    np.testing.assert_allclose(probability.joint_table(rows, by_row), joint)
    np.testing.assert_allclose(probability.joint_table(columns, by_column.T).T, joint)
    np.testing.assert_allclose(by_column, probability.bayes(rows, by_row))
    np.testing.assert_allclose(columns, probability.total_probability(rows, by_row))


def test_the_table_of_alice_and_bob():
    joint = probability.joint_table([2 / 5, 3 / 5], [[1 / 4, 3 / 4], [2 / 4, 2 / 4]])
    draws = shares(URN, 2)
    expected = [[float(draws[a, b]) for b in "rb"] for a in "rb"]
    np.testing.assert_allclose(joint, expected)


def test_a_condition_that_depends_on_the_parameters_needs_its_own_denominator():
    before, after = np.array([[0.2, 0.3], [0.2, 0.3]]), np.array([[0.1, 0.4], [0.3, 0.2]])
    moved = np.array([[0.3, 0.25], [0.05, 0.4]])
    for joint in (after, moved):
        np.testing.assert_allclose(probability.given_column(joint).sum(axis=0), [1, 1])
    _, columns = probability.marginals(before)
    np.testing.assert_allclose((after / columns).sum(axis=0), [1, 1])
    np.testing.assert_allclose((moved / columns).sum(axis=0).round(3), [0.875, 1.083])


@pytest.mark.parametrize(
    ("ask", "joint", "words"),
    [
        (probability.marginals, [[0.5, 0.6]], "joint must sum to 1, but the sum 1.1 came"),
        (probability.marginals, [0.5, 0.5], "joint must be a matrix"),
        (probability.given_row, [[1.5, -0.5]], "joint must not be below zero"),
        (probability.given_row, [[0.5, 0.5], [0, 0]], "no row of zeros, but row 1 is one"),
        (probability.given_column, [[0, 0.5, 0.5]], "no column of zeros, but column 0 is one"),
    ],
)
def test_bad_tables(ask, joint, words):
    with pytest.raises(ValueError, match=words):
        ask(joint)


def test_each_row_of_a_conditional_table_is_a_distribution():
    with pytest.raises(ValueError, match=r"conditional must sum to 1, but the sum 0.9 came"):
        probability.joint_table([0.5, 0.5], [[0.5, 0.5], [0.5, 0.4]])
    with pytest.raises(ValueError, match="conditional must be a matrix"):
        probability.joint_table([0.5, 0.5], [0.5, 0.5])
    with pytest.raises(ValueError, match=r"each of the 2 causes, but shape \(3, 1\) came"):
        probability.joint_table([0.5, 0.5], [[1], [1], [1]])


def test_shares_of_counts():
    assert probability.empirical([3, 5, 2]).tolist() == [0.3, 0.5, 0.2]
    assert probability.empirical([0, 4]).tolist() == [0, 1]


@pytest.mark.parametrize("counts", [[0, 0], [3, -1], [-1, -2]])
def test_bad_counts(counts):
    with pytest.raises(ValueError, match=r"counts must not be below zero, nor all be zero, but \["):
        probability.empirical(counts)


def test_mean_and_variance_of_a_binomial():
    k = np.arange(5)
    p = stats.binom(4, 0.3).pmf(k)
    assert probability.expectation(k, p) == pytest.approx(1.2)
    assert probability.variance(k, p) == pytest.approx(0.84)


@given(distributions_of(5), arrays(float, 5, elements=st.floats(-100, 100)))
def test_the_variance_is_the_mean_square_less_the_square_of_the_mean(p, values):
    mean = probability.expectation(values, p)
    assert mean == pytest.approx(np.average(values, weights=p), abs=1e-9)
    mean_square = probability.expectation(values**2, p)
    assert probability.variance(values, p) == pytest.approx(mean_square - mean**2, abs=1e-9)
    assert probability.variance(values + 1e9, p) >= 0


@pytest.mark.parametrize("ask", [probability.expectation, probability.variance])
def test_bad_variables(ask):
    with pytest.raises(ValueError, match="values must hold 2 numbers, but 3 came"):
        ask([1, 2, 3], [0.5, 0.5])
    with pytest.raises(ValueError, match="p must sum to 1"):
        ask([1, 2], [0.5, 0.4])
    with pytest.raises(ValueError, match="p must be a row"):
        ask([1, 2], [[0.5, 0.5]])


# Distributions of one variable, each beside scipy's and its formula written again.

x, p, rate, mu, sigma = sympy.symbols("x p rate mu sigma")

REFERENCES = {
    "bernoulli": {
        "members": [Bernoulli(0.3), Bernoulli(0.9)],
        "log_density": lambda d, x: stats.bernoulli(d.probability).logpmf(x),
        "frozen": lambda d: stats.bernoulli(d.probability),
        "expression": ((p,), x * sympy.log(p) + (1 - x) * sympy.log(1 - p)),
        "inside": [0.0, 1.0],
        "outside": [-1.0, 0.5, 2.0, 1e300],
        "data": [1.0, 0.0, 0.0, 1.0, 1.0],
        "window": ((0.01, 0.99),),
    },
    "gaussian": {
        "members": [Gaussian(-0.4, 1.7), Gaussian(3, 0.2)],
        "log_density": lambda d, x: stats.norm(d.mean, d.deviation).logpdf(x),
        "frozen": lambda d: stats.norm(d.mean, d.deviation),
        "expression": ((mu, sigma), sympy.log(
            sympy.exp(-(((x - mu) / sigma) ** 2) / 2) / sympy.sqrt(2 * sympy.pi * sigma**2)
        )),
        "inside": [-2.5, 0.0, 1.3, 40.0],
        "outside": [],
        "data": [0.3, -1.2, 2.2, 0.9],
        "window": ((-3.0, 3.0), (0.2, 3.0)),
    },
    "exponential": {
        "members": [Exponential(0.4), Exponential(3)],
        "log_density": lambda d, x: stats.expon(scale=1 / d.rate).logpdf(x),
        "frozen": lambda d: stats.expon(scale=1 / d.rate),
        "expression": ((rate,), sympy.log(rate * sympy.exp(-rate * x))),
        "inside": [0.0, 0.7, 30.0],
        "outside": [-1e-300, -1.0, -1e300],
        "data": [0.3, 1.2, 0.0, 2.9],
        "window": ((0.05, 3.0),),
    },
}  # fmt: skip

each_distribution = pytest.mark.parametrize("name", DISTRIBUTIONS)
each_member = pytest.mark.parametrize(
    "member", [m for r in REFERENCES.values() for m in r["members"]], ids=repr
)


def test_every_distribution_has_a_reference_here():
    assert set(DISTRIBUTIONS) == set(REFERENCES) == set(EXPONENTIAL_FAMILIES)
    for name, kind in DISTRIBUTIONS.items():
        assert kind.name == name
        assert all(type(member) is kind for member in REFERENCES[name]["members"])


@each_member
def test_log_probabilities_are_those_of_scipy(member):
    reference = REFERENCES[member.name]
    points = np.array(reference["inside"] + reference["outside"])
    expected = reference["log_density"](member, points)
    np.testing.assert_allclose(member.log_probability(points), expected, 1e-12)
    np.testing.assert_allclose(member.density(points), np.exp(expected), 1e-12)
    assert np.isneginf(expected[len(reference["inside"]) :]).all()
    inside = reference["inside"]
    assert member.log_likelihood(inside) == pytest.approx(expected[: len(inside)].sum())
    if reference["outside"]:
        assert member.log_likelihood(points) == -math.inf


@each_member
def test_mean_and_variance_are_those_of_scipy(member):
    frozen = REFERENCES[member.name]["frozen"](member)
    assert member.mean == pytest.approx(frozen.mean())
    assert member.variance == pytest.approx(frozen.var())


def substitution(member, symbols, at):
    values = dict(zip(symbols, member.parameters, strict=True))
    return {symbol: sympy.Float(float(v), 30) for symbol, v in values.items()} | {
        x: sympy.Float(at)
    }


@each_member
def test_gradients_are_those_of_sympy(member):
    symbols, expression = REFERENCES[member.name]["expression"]
    for at in REFERENCES[member.name]["inside"]:
        exact = [
            float(sympy.diff(expression, s).subs(substitution(member, symbols, at)))
            for s in symbols
        ]
        np.testing.assert_allclose(np.atleast_1d(member.gradient(at)), exact, 1e-10, 1e-14)


@each_member
def test_the_printed_formulas_of_distributions(member):
    names = {
        symbol.replace("\\", "").replace("lambda", "rate"): value
        for symbol, value in zip(member.symbols, member.parameters, strict=True)
    }
    for at in REFERENCES[member.name]["inside"]:
        assert evaluate(member.latex, x=at, **names) == pytest.approx(member.log_probability(at))
        printed = [evaluate(part, x=at, **names) for part in member.gradient_latex]
        assert printed == pytest.approx(np.atleast_1d(member.gradient(at)))


@each_distribution
def test_the_symbols_are_those_of_the_formulas(name):
    kind = DISTRIBUTIONS[name]
    for latex in (kind.latex, *kind.gradient_latex):
        words = {str(s) for s in read(latex).free_symbols}
        assert words <= {s.strip("\\").replace("lambda", "rate") for s in kind.symbols} | {"x"}
    assert len(kind.symbols) == len(kind.gradient_latex) == len(REFERENCES[name]["expression"][0])


@each_member
def test_shapes_and_types_of_distributions(member):
    n = () if len(member.parameters) == 1 else (len(member.parameters),)
    data = REFERENCES[member.name]["data"]
    for shape in [(), (1,), (4,), (2, 2)]:
        points = np.array(data[: math.prod(shape)]).reshape(shape)
        assert member.log_probability(points).shape == member.density(points).shape == shape
        assert member.gradient(points).shape == shape + n
    whole = member.log_probability(1)
    assert whole.dtype == np.float64
    assert type(whole) is np.float64
    assert whole == member.log_probability(1.0)
    assert np.asarray(member.gradient(1)).dtype == np.float64
    assert all(type(value) is float for value in member.parameters)


@each_distribution
def test_the_log_likelihood_as_a_function_of_the_parameters(name):
    kind, reference = DISTRIBUTIONS[name], REFERENCES[name]
    function = kind.likelihood(reference["data"])
    points = []
    for member in reference["members"]:
        point = member.parameters[0] if len(member.parameters) == 1 else list(member.parameters)
        points.append(point)
        expected = reference["log_density"](member, np.array(reference["data"])).sum()
        assert function(point) == pytest.approx(expected)
        slopes = member.gradient(reference["data"]).sum(axis=0)
        np.testing.assert_allclose(function.gradient(point), slopes)
        check_derivatives(function, point)
    check_shapes(function, np.array(points))
    assert function.name == f"{name}_log_likelihood"
    assert (
        function.words == f"the log-likelihood of {len(reference['data'])} outcomes of {kind.words}"
    )
    assert function.window == kind.window == reference["window"]
    other = tuple((left - 1, right) for left, right in kind.window)
    assert kind.likelihood(reference["data"], window=other).window == other


@each_distribution
def test_the_printed_log_likelihood(name):
    kind, reference = DISTRIBUTIONS[name], REFERENCES[name]
    member, data = reference["members"][0], reference["data"]
    latex = kind.likelihood(data).latex
    head = rf"\sum_{{i=1}}^{{{len(data)}}} \left( "
    assert latex.startswith(head)
    assert latex.endswith(r" \right)")
    term = latex.removeprefix(head).removesuffix(r" \right)")
    names = dict(zip((s.name for s in reference["expression"][0]), member.parameters, strict=True))
    total = sum(evaluate(term, x_i=value, **names) for value in data)
    assert total == pytest.approx(member.log_likelihood(data))


@each_distribution
@pytest.mark.parametrize("seed", range(3))
def test_the_likeliest_distribution_is_the_maximum_of_the_likelihood(name, seed):
    kind, reference = DISTRIBUTIONS[name], REFERENCES[name]
    data = reference["frozen"](reference["members"][1]).rvs(50, random_state=seed)
    best = kind.maximum_likelihood(data)
    n = len(best.parameters)
    point = best.parameters[0] if n == 1 else np.array(best.parameters)
    function = kind.likelihood(data)
    np.testing.assert_allclose(function.gradient(point), 0, atol=1e-9)
    assert np.linalg.eigvalsh(np.reshape(function.hessian(point), (n, n)))[-1] < 0

    def loss(parameters):
        if not np.all(kind.domain.contains(parameters, 1)):
            return math.inf
        return -reference["log_density"](kind(*parameters), data).sum()

    start = np.array(best.parameters) * 0.97
    found = optimize.minimize(
        loss, start, method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-9}
    )
    np.testing.assert_allclose(best.parameters, found.x, rtol=1e-5)


def test_estimates_of_the_course():
    assert Bernoulli.maximum_likelihood([1] * 7 + [0] * 3) == Bernoulli(0.7)
    assert Bernoulli.maximum_likelihood([1, 1]) == Bernoulli(1)
    best = Gaussian.maximum_likelihood([1, 2, 3])
    assert best.mean == 2
    assert best.variance == pytest.approx(2 / 3)
    assert Exponential.maximum_likelihood([1, 2, 6]).rate == pytest.approx(1 / 3)
    expected = stats.norm.fit([0.3, 0.5, 2.0])
    assert Gaussian.maximum_likelihood([0.3, 0.5, 2.0]).parameters == pytest.approx(expected)


@pytest.mark.parametrize("side", [0, 1])
def test_a_coin_that_always_falls_on_one_side(side):
    coin = Bernoulli(side)
    assert coin.log_probability([side, 1 - side]).tolist() == [0, -math.inf]
    assert (coin.mean, coin.variance) == (side, 0)
    words = rf"a gradient needs 0 < probability < 1, but Bernoulli\(probability={side}\) came"
    with pytest.raises(ValueError, match=words):
        coin.gradient(side)
    with pytest.raises(ValueError, match="a natural parameter needs 0 < probability < 1, but "):
        EXPONENTIAL_FAMILIES["bernoulli"].natural(coin)


def test_likelihoods_know_their_domains():
    coin = Bernoulli.likelihood([1, 0])
    assert coin.contains([-0.1, 0, 1e-9, 0.5, 1, 1.1]).tolist() == [0, 0, 1, 1, 0, 0]
    assert coin.variables == ("probability",)
    bell = Gaussian.likelihood([1, 0])
    assert bell.contains([[-9, 0], [-9, -1], [-9, 1e-9], [9, 9]]).tolist() == [0, 0, 1, 1]
    assert bell.variables == ("mean", "deviation")
    assert Exponential.likelihood([1]).contains([-1, 0, 1e-9, 1e9]).tolist() == [0, 0, 1, 1]
    assert Exponential.likelihood([1]).variables == ("rate",)
    assert np.isnan(coin.sample([0.0, 1.0])).all()


@pytest.mark.parametrize(
    ("kind", "parameters", "error", "words"),
    [
        (Bernoulli, (-0.1,), ValueError, "probability must lie between 0 and 1, but -0.1 came"),
        (Bernoulli, (1.1,), ValueError, "probability must lie between 0 and 1, but 1.1 came"),
        (Bernoulli, (math.nan,), ValueError, "probability must be a finite number"),
        (Bernoulli, ("a",), TypeError, "probability must be a number, but 'a' came"),
        (Gaussian, (0, 0), ValueError, "deviation must be above zero, but 0 came"),
        (Gaussian, (0, -1), ValueError, "deviation must be above zero, but -1 came"),
        (Gaussian, (math.inf, 1), ValueError, "mean must be a finite number, but inf came"),
        (Exponential, (0,), ValueError, "rate must be above zero, but 0 came"),
    ],
)
def test_parameters_outside_their_domain(kind, parameters, error, words):
    with pytest.raises(error, match=words):
        kind(*parameters)


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        (Bernoulli, [1, 2], "must be 0 or 1, but 2 came"),
        (Bernoulli, [0.5], "must be 0 or 1, but 0.5 came"),
        (Exponential, [3, -1, -2], "must be at least zero, but -1 came"),
    ],
)
def test_data_that_cannot_come(kind, data, words):
    for ask in (kind.maximum_likelihood, kind.likelihood):
        with pytest.raises(ValueError, match=f"^data {words}$"):
            ask(data)
    with pytest.raises(ValueError, match=f"^x {words}$"):
        REFERENCES[kind.name]["members"][0].gradient(data)
    assert REFERENCES[kind.name]["members"][0].log_likelihood(data) == -math.inf


@each_distribution
@pytest.mark.parametrize("data", [[], [[1.0]], [1, math.nan], 3.0])
def test_data_are_a_row_of_numbers(name, data):
    kind = DISTRIBUTIONS[name]
    member = REFERENCES[name]["members"][0]
    for ask in (kind.maximum_likelihood, kind.likelihood, member.log_likelihood):
        with pytest.raises(ValueError, match="data must"):
            ask(data)
    with pytest.raises(TypeError, match="x must hold real numbers"):
        member.log_probability("one")


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        (Gaussian, [2, 2, 2], r"data must not all be equal, but \[2.0, 2.0, 2.0\] came"),
        (Gaussian, [5], r"data must not all be equal, but \[5.0\] came"),
        (Gaussian, [1e308, 1.1e308], "mean must be a finite number, but inf came"),
        (Exponential, [0, 0], "the mean of data must be above zero, but 0 came"),
        (Exponential, [1e308, 1e308], "the mean of data must be a finite number, but inf came"),
        (Exponential, [1e-310], "rate must be a finite number, but inf came"),
    ],
)
def test_data_without_a_likeliest_distribution(kind, data, words):
    with pytest.raises(ValueError, match=words):
        kind.maximum_likelihood(data)


@each_member
def test_no_finite_point_makes_a_warning(member):
    for at in (0.0, 1.0, -1e-300, 1e-300, 1e300, -1e300, 1.7e308, -1.7e308):
        assert not np.isnan(member.log_probability(at))
    for at in (1.0, 1e300, 1.7e308):
        if member.contains(np.array(at)):
            member.gradient(at)
    assert not np.isnan(type(member)(*[1e-300] * len(member.parameters)).log_probability(1.0))


def test_a_sum_of_log_probabilities_may_overflow():
    assert Exponential(1e150).log_likelihood([1e158] * 3) == -math.inf
    assert Exponential(1).log_likelihood([1.7e308] * 3) == -math.inf


@pytest.mark.parametrize(
    ("distribution", "words"),
    [
        (Bernoulli(1 / 3), "Bernoulli(probability=0.3333)"),
        (Gaussian(2, 2 / 3), "Gaussian(mean=2, deviation=0.6667)"),
        (Exponential(0.5), "Exponential(rate=0.5)"),
    ],
)
def test_distributions_say_what_they_are(distribution, words):
    assert repr(distribution) == str(distribution) == words


def test_every_parameter_needs_its_check():
    @dataclass(frozen=True)
    class Careless(Distribution):
        rate: float
        shift: float
        checks = (arguments.positive,)

    with pytest.raises(ValueError, match="shorter"):
        Careless(1, 2)


# The Gaussian of several variables.


def random_bell(seed, n=3):
    generator = np.random.default_rng(seed)
    factor = generator.normal(size=(n, n))
    return generator.normal(size=n), factor @ factor.T + 0.1 * np.eye(n), generator


@pytest.mark.parametrize("seed", range(3))
def test_log_densities_of_points_are_those_of_scipy(seed):
    mean, covariance, generator = random_bell(seed)
    bell = MultivariateGaussian(mean, covariance)
    points = generator.normal(size=(2, 4, 3))
    expected = stats.multivariate_normal(mean, covariance).logpdf(points)
    np.testing.assert_allclose(bell.log_probability(points), expected)
    assert bell.log_probability(points[0, 0]) == pytest.approx(expected[0, 0])


@pytest.mark.parametrize("seed", range(3))
def test_the_gradient_of_the_mean_is_that_of_central_differences(seed):
    mean, covariance, generator = random_bell(seed)
    point, h = generator.normal(size=3), 1e-6
    slopes = [
        (
            stats.multivariate_normal(mean + h * e, covariance).logpdf(point)
            - stats.multivariate_normal(mean - h * e, covariance).logpdf(point)
        )
        / (2 * h)
        for e in np.eye(3)
    ]
    bell = MultivariateGaussian(mean, covariance)
    np.testing.assert_allclose(bell.gradient(point), slopes, rtol=1e-6, atol=1e-8)
    points = generator.normal(size=(2, 4, 3))
    assert bell.gradient(points).shape == (2, 4, 3)
    np.testing.assert_allclose(bell.gradient(points)[1, 2], bell.gradient(points[1, 2]))


def test_one_variable_is_a_special_case():
    bell, points = MultivariateGaussian([0.3], [[4.0]]), np.array([[-1.0], [2.5]])
    line = Gaussian(0.3, 2)
    np.testing.assert_allclose(bell.log_probability(points), line.log_probability(points[:, 0]))
    np.testing.assert_allclose(bell.gradient(points)[:, 0], line.gradient(points[:, 0])[:, 0])


def test_the_printed_formulas_of_several_variables():
    mean, covariance, generator = random_bell(7)
    point = generator.normal(size=3)
    step = np.linalg.solve(covariance, point - mean)
    latex = MultivariateGaussian.latex
    latex = latex.replace(r"(x - \mu)^\top \Sigma^{-1} (x - \mu)", "Q")
    latex = latex.replace(r"\det \Sigma", "(D)")
    value = evaluate(latex, Q=(point - mean) @ step, D=np.linalg.det(covariance), n=3)
    bell = MultivariateGaussian(mean, covariance)
    assert bell.log_probability(point) == pytest.approx(value)
    assert MultivariateGaussian.gradient_latex == r"\Sigma^{-1} (x - \mu)"


def test_a_bell_keeps_its_own_numbers():
    mean, covariance = np.array([1, 2]), np.array([[2, 1], [1, 3]])
    bell = MultivariateGaussian(mean, covariance)
    mean[0] = covariance[0, 0] = 9
    assert bell.mean.tolist() == [1.0, 2.0]
    assert bell.covariance.tolist() == [[2.0, 1.0], [1.0, 3.0]]
    assert bell.mean.dtype == bell.covariance.dtype == np.float64


@pytest.mark.parametrize(
    ("mean", "covariance", "words"),
    [
        ([0, 0], [[1, 2], [0, 1]], "covariance must be symmetric"),
        ([0, 0], [[1, 2], [2, 1]], "positive definite, but its smallest eigenvalue is -1"),
        ([0, 0], [[1, 0]], "covariance must be symmetric"),
        ([0, 0], [[1]], "covariance must have 2 columns, but 1 came"),
        ([[0]], [[1]], "mean must be a row"),
        ([0], [[0]], "positive definite, but its smallest eigenvalue is 0"),
        ([0], [[math.nan]], "covariance must hold finite numbers"),
    ],
)
def test_bad_bells(mean, covariance, words):
    with pytest.raises(ValueError, match=words):
        MultivariateGaussian(mean, covariance)


def test_points_far_away_make_no_warning():
    bell = MultivariateGaussian([0, -1e308], [[1e-3, 0], [0, 1]])
    assert bell.log_probability([1e200, 0]) == -math.inf
    bell.log_probability([0, 1e308])


@pytest.mark.parametrize("point", [1.0, [1.0], [[1.0, 2.0, 3.0]]])
def test_points_need_as_many_coordinates_as_the_mean(point):
    bell = MultivariateGaussian([0, 0], np.eye(2))
    for ask in (bell.log_probability, bell.gradient):
        with pytest.raises(ValueError, match="x must have 2 coordinates, but shape"):
            ask(point)


# Estimates that know something beforehand.


@pytest.mark.parametrize(("heads", "tails"), [(1, 1), (2, 5), (4.5, 1)])
@pytest.mark.parametrize("data", [[1], [0, 0], [1, 0, 1, 1, 0, 1]])
def test_the_likeliest_coin_after_a_beta_prior(heads, tails, data):
    best = probability.map_bernoulli(data, heads, tails).probability
    ones = sum(data)
    log_posterior = stats.beta(heads + ones, tails + len(data) - ones).logpdf
    grid = np.linspace(0, 1, 2001)
    with np.errstate(divide="ignore"):
        assert log_posterior(best) >= log_posterior(grid).max() - 1e-12


def test_a_flat_prior_changes_nothing():
    data = [1, 0, 1, 1]
    assert probability.map_bernoulli(data, 1, 1) == Bernoulli.maximum_likelihood(data)


def test_the_peak_of_seven_heads_in_ten_with_a_prior():
    assert probability.map_bernoulli([1] * 7 + [0] * 3, 3, 3).probability == pytest.approx(9 / 14)


@pytest.mark.parametrize("seed", range(4))
def test_the_mean_after_a_gaussian_prior(seed):
    generator = np.random.default_rng(seed)
    data, (deviation, width) = generator.normal(2, 1, 6), generator.uniform(0.3, 3, 2)
    prior = Gaussian(-1.5, width)
    best = probability.map_gaussian_mean(data, deviation, prior)
    found = optimize.minimize_scalar(
        lambda m: -stats.norm(m, deviation).logpdf(data).sum() - stats.norm(-1.5, width).logpdf(m),
        bracket=(-1, 2), tol=1e-12,
    )  # fmt: skip
    assert best == pytest.approx(found.x, abs=1e-6)
    assert type(best) is float


def test_extreme_priors_of_a_mean():
    data = [1.0, 4.0]
    assert probability.map_gaussian_mean(data, 1e-200, Gaussian(9, 1)) == 2.5
    assert probability.map_gaussian_mean(data, 1e200, Gaussian(9, 1e-200)) == 9
    assert probability.map_gaussian_mean(data, 1e-200, Gaussian(9, 1e200)) == 2.5


@pytest.mark.parametrize(
    ("ask", "error", "words"),
    [
        (lambda: probability.map_bernoulli([1], 0.9, 1), ValueError, "heads must be at least 1"),
        (lambda: probability.map_bernoulli([1], 2, 0.5), ValueError, "tails must be at least 1"),
        (lambda: probability.beta_log_prior(0, 1), ValueError, "heads must be at least 1, but 0"),
        (lambda: probability.map_bernoulli([2], 2, 2), ValueError, "data must be 0 or 1, but 2"),
        (lambda: probability.map_bernoulli([], 2, 2), ValueError, "data must be a row"),
        (lambda: probability.map_bernoulli([1], 2, "a"), TypeError, "tails must be a number"),
        (
            lambda: probability.map_gaussian_mean([1], 0, Gaussian(0, 1)),
            ValueError,
            "deviation must be above zero",
        ),
        (
            lambda: probability.map_gaussian_mean([], 1, Gaussian(0, 1)),
            ValueError,
            "data must be a row",
        ),
        (
            lambda: probability.map_gaussian_mean([1], 1, 0.0),
            TypeError,
            "prior must be a Gaussian, but 0.0 came",
        ),
    ],
)
def test_bad_priors(ask, error, words):
    with pytest.raises(error, match=words):
        ask()


@pytest.mark.parametrize(("heads", "tails"), [(1, 1), (2, 5), (4.5, 1.25), (30, 12)])
def test_the_beta_prior_is_that_of_scipy(heads, tails):
    prior = probability.beta_log_prior(heads, tails)
    points = np.array([0.1, 0.35, 0.8])
    np.testing.assert_allclose(prior(points), stats.beta(heads, tails).logpdf(points))
    for point in points:
        check_derivatives(prior, point)
        assert evaluate(prior.latex, p=point) == pytest.approx(float(prior(point)), abs=1e-4)
    check_shapes(prior, points)
    assert prior.words == f"the log-density of Beta({heads:g}, {tails:g})"
    assert prior.contains([0, 0.5, 1]).tolist() == [False, True, False]


def test_a_prior_is_printed_with_one_sign_a_term():
    assert probability.beta_log_prior(2, 5).latex == r"1 \log p + 4 \log(1 - p) + 3.4012"
    assert probability.beta_log_prior(1, 1).latex == r"0 \log p + 0 \log(1 - p) - 0"


def test_bayes_on_a_grid_of_coins_is_the_beta_posterior():
    grid = (np.arange(2000) + 0.5) / 2000
    prior = np.exp(probability.beta_log_prior(2, 3)(grid))
    likelihood = np.exp(Bernoulli.likelihood([1, 1, 0, 1])(grid))
    posterior = probability.bayes(prior / prior.sum(), likelihood) * 2000
    np.testing.assert_allclose(posterior, stats.beta(5, 4).pdf(grid), atol=1e-4)


# The exponential family.

each_family = pytest.mark.parametrize("name", EXPONENTIAL_FAMILIES)

# Written again: the statistic, the natural parameter, the log-partition, the base measure.
eta, eta_1, eta_2 = sympy.symbols("eta eta_1 eta_2")
FAMILIES = {
    "bernoulli": (x, sympy.log(p / (1 - p)), (eta,), sympy.log(1 + sympy.exp(eta)), 1),
    "gaussian": (
        (x, x**2),
        (mu / sigma**2, -1 / (2 * sigma**2)),
        (eta_1, eta_2),
        -(eta_1**2) / (4 * eta_2) - sympy.log(-2 * eta_2) / 2,
        1 / sympy.sqrt(2 * sympy.pi),
    ),
    "exponential": (x, -rate, (eta,), -sympy.log(-eta), 1),
}


def numbers(expression, values):
    parts = expression if isinstance(expression, (tuple, sympy.Tuple)) else (expression,)
    return [float(sympy.sympify(part).subs(values)) for part in parts]


def test_every_family_is_written_here():
    assert set(EXPONENTIAL_FAMILIES) == set(FAMILIES)
    for name, family in EXPONENTIAL_FAMILIES.items():
        assert family.name == name
        assert family.distribution is DISTRIBUTIONS[name]


@each_member
def test_the_family_gives_the_same_probabilities(member):
    family, reference = EXPONENTIAL_FAMILIES[member.name], REFERENCES[member.name]
    points = np.array(reference["inside"] + reference["outside"])
    natural = family.natural(member)
    expected = reference["log_density"](member, points)
    np.testing.assert_allclose(family.log_probability(points, natural), expected, 1e-9, 1e-12)
    grid = np.array([points, points])
    assert family.log_probability(grid, natural).shape == grid.shape
    assert type(family.log_probability(1, natural)) is np.float64
    np.testing.assert_allclose(family.member(natural).parameters, member.parameters)
    assert type(family.member(natural)) is type(member)


@each_member
def test_the_parts_of_a_family_are_those_of_sympy(member):
    family = EXPONENTIAL_FAMILIES[member.name]
    statistic, natural_parameter, symbols, partition, base = FAMILIES[member.name]
    values = dict(zip(REFERENCES[member.name]["expression"][0], member.parameters, strict=True))
    natural = np.atleast_1d(family.natural(member))
    np.testing.assert_allclose(natural, numbers(natural_parameter, values))
    for at in (0.0, 1.0):
        np.testing.assert_allclose(
            np.atleast_1d(family.statistic(np.array(at))), numbers(statistic, {x: at})
        )
    at = dict(zip(symbols, natural, strict=True))
    assert family.log_partition(family.natural(member)) == pytest.approx(*numbers(partition, at))
    assert math.exp(family.log_base) == pytest.approx(float(base))
    means = [float(sympy.diff(partition, s).subs(at)) for s in symbols]
    np.testing.assert_allclose(np.atleast_1d(family.mean(family.natural(member))), means)
    second = [[float(sympy.diff(partition, s, t).subs(at)) for s in symbols] for t in symbols]
    covariance = family.covariance(family.natural(member))
    np.testing.assert_allclose(np.reshape(covariance, np.shape(second)), second)


@each_member
def test_the_gradient_of_the_log_partition_is_the_mean_of_the_statistic(member):
    family = EXPONENTIAL_FAMILIES[member.name]
    frozen, natural = REFERENCES[member.name]["frozen"](member), family.natural(member)
    moments = [frozen.moment(k) for k in range(5)]
    k = np.size(natural)
    np.testing.assert_allclose(np.atleast_1d(family.mean(natural)), moments[1 : k + 1])
    covariance = [
        [moments[i + j] - moments[i] * moments[j] for j in range(1, k + 1)] for i in range(1, k + 1)
    ]
    np.testing.assert_allclose(np.reshape(family.covariance(natural), (k, k)), covariance, 1e-9)


@each_member
def test_derivatives_and_shapes_of_the_log_partition(member):
    family = EXPONENTIAL_FAMILIES[member.name]
    natural = family.natural(member)
    check_derivatives(family.log_partition, natural)
    check_shapes(family.log_partition, np.array([natural, np.multiply(natural, 1.5)]))
    assert family.log_partition.variables == tuple(str(s) for s in FAMILIES[member.name][2])
    assert family.log_partition.name == f"{member.name}_log_partition"
    assert family.distribution.words in family.log_partition.words


@each_member
def test_the_printed_formulas_of_families(member):
    family = EXPONENTIAL_FAMILIES[member.name]
    statistic, natural_parameter, symbols, partition, base = FAMILIES[member.name]
    values = dict(zip(REFERENCES[member.name]["expression"][0], member.parameters, strict=True))
    at = dict(zip(symbols, np.atleast_1d(family.natural(member)), strict=True)) | {x: 0.7}
    for latex, expression, point in (
        (family.statistic_latex, statistic, at),
        (family.natural_latex, natural_parameter, values),
        (family.log_partition.latex, partition, at),
        (family.base_latex, base, at),
    ):
        names = {str(symbol): value for symbol, value in point.items()}
        printed = np.atleast_1d(evaluate(latex, **names))
        np.testing.assert_allclose(printed, numbers(expression, point))


@pytest.mark.parametrize(
    ("name", "natural", "error", "words"),
    [
        ("gaussian", [1, 0], ValueError, r"natural must have eta_2 < 0, but \[1, 0\] came"),
        ("gaussian", [1, 2], ValueError, "natural must have eta_2 < 0"),
        ("gaussian", [1], ValueError, "natural must be 2 numbers"),
        ("gaussian", 1.0, ValueError, "natural must be 2 numbers"),
        ("exponential", 0, ValueError, "natural must have eta < 0, but 0 came"),
        ("bernoulli", [1, 2], ValueError, "natural must be one number"),
        ("bernoulli", math.inf, ValueError, "natural must hold finite numbers"),
        ("bernoulli", "one", TypeError, "natural must hold real numbers"),
    ],
)
def test_bad_natural_parameters(name, natural, error, words):
    family = EXPONENTIAL_FAMILIES[name]
    for ask in (
        family.member,
        family.mean,
        family.covariance,
        lambda eta: family.log_probability(0.0, eta),
    ):
        with pytest.raises(error, match=words):
            ask(natural)


def test_a_family_knows_its_own_distributions():
    words = r"distribution must be a coin, but Gaussian\(mean=0, deviation=1\) came"
    with pytest.raises(TypeError, match=words):
        EXPONENTIAL_FAMILIES["bernoulli"].natural(Gaussian(0, 1))


def test_families_do_not_warn():
    bell = EXPONENTIAL_FAMILIES["gaussian"]
    assert bell.log_probability(1e200, [3, -0.5]) == -math.inf
    with pytest.raises(ValueError, match="natural must hold finite numbers"):
        bell.natural(Gaussian(1, 1e-200))
    coin = EXPONENTIAL_FAMILIES["bernoulli"]
    assert coin.log_probability([0, 1], 1e4).tolist() == [-1e4, 0]
    assert 0 <= coin.mean(-1e4) < 1e-300


# Entropy and divergence.


@given(st.integers(1, 6).flatmap(lambda k: st.tuples(*[distributions_of(k)] * 2)))
def test_divergences_are_those_of_scipy(pair):
    p, q = pair
    assert probability.entropy(p) == pytest.approx(stats.entropy(p), abs=1e-12)
    divergence, cross = probability.kullback_leibler(p, q), probability.cross_entropy(p, q)
    assert divergence == pytest.approx(rel_entr(p, q).sum(), abs=1e-12)
    assert cross == pytest.approx(probability.entropy(p) + divergence)
    assert divergence >= 0
    assert cross >= probability.entropy(p) - 1e-12
    assert not math.copysign(1, probability.entropy(p)) < 0
    distance = np.abs(p - q).sum() / 2
    assert divergence >= 2 * distance**2 - 1e-12, "Pinsker's inequality"


@given(distributions_of(4))
def test_a_distribution_is_at_no_distance_from_itself(p):
    assert probability.kullback_leibler(p, p) == 0
    assert probability.cross_entropy(p, p) == probability.entropy(p)


@given(distributions_of(5))
def test_the_uniform_distribution_has_the_largest_entropy(p):
    uniform = np.full(5, 0.2)
    assert 0 <= probability.entropy(p) <= math.log(5) + 1e-12
    gap = math.log(5) - probability.entropy(p)
    assert probability.kullback_leibler(p, uniform) == pytest.approx(gap, abs=1e-12)


def test_divergences_in_exact_numbers():
    assert probability.entropy([0.5, 0.5]) == pytest.approx(math.log(2))
    forth = probability.kullback_leibler([0.5, 0.5], [0.9, 0.1])
    back = probability.kullback_leibler([0.9, 0.1], [0.5, 0.5])
    assert forth == pytest.approx(math.log(5 / 3))
    assert back == pytest.approx(0.9 * math.log(9) - math.log(5))
    assert (round(forth, 4), round(back, 4)) == (0.5108, 0.3681)


def test_what_cannot_be_makes_the_divergence_infinite():
    assert probability.kullback_leibler([0.5, 0.5], [1, 0]) == math.inf
    assert probability.cross_entropy([0.5, 0.5], [1, 0]) == math.inf
    assert probability.kullback_leibler([1, 0], [0.5, 0.5]) == pytest.approx(math.log(2))
    assert probability.cross_entropy([1, 0], [1, 0]) == 0
    assert probability.cross_entropy([5e-324, 1], [0, 1]) == math.inf


def test_a_class_that_is_certain_has_no_entropy():
    y, guess = [0, 1, 0], [0.2, 0.5, 0.3]
    assert probability.entropy(y) == 0
    assert math.copysign(1, probability.entropy(y)) == 1
    assert math.copysign(1, probability.cross_entropy(y, y)) == 1
    loss = probability.cross_entropy(y, guess)
    assert loss == probability.kullback_leibler(y, guess) == pytest.approx(-math.log(0.5))


def test_rows_of_distributions():
    generator = np.random.default_rng(1)
    p, q = generator.dirichlet(np.ones(4), (2, 3)), generator.dirichlet(np.ones(4), 3)
    assert probability.entropy(p).shape == (2, 3)
    for ask in (probability.cross_entropy, probability.kullback_leibler):
        assert ask(p, q).shape == ask(q, p).shape == (2, 3)
        assert ask(p, q)[1, 2] == ask(p[1, 2], q[2])
        assert ask(q, p)[1, 2] == ask(q[2], p[1, 2])
        assert ask([1, 0], [0.5, 0.5]).dtype == np.float64


@pytest.mark.parametrize("ask", [probability.cross_entropy, probability.kullback_leibler])
@pytest.mark.parametrize(
    ("p", "q"), [([1, 0], [0.2, 0.3, 0.5]), ([[1, 0]] * 3, [[1, 0]] * 2), ([1], [[0.5, 0.5]])]
)
def test_distributions_over_other_outcomes(ask, p, q):
    words = "p and q must be distributions over the same outcomes, but shapes .* and .* came"
    with pytest.raises(ValueError, match=words):
        ask(p, q)


@pytest.mark.parametrize("ask", [probability.cross_entropy, probability.kullback_leibler])
def test_the_bad_one_of_two_distributions_is_named(ask):
    with pytest.raises(ValueError, match=r"p must sum to 1, but the sum 0.9 came"):
        ask([0.5, 0.4], [0.5, 0.5])
    with pytest.raises(ValueError, match=r"q must not be below zero, but -0.5 came"):
        ask([0.5, 0.5], [1.5, -0.5])
    with pytest.raises(ValueError, match="p must sum to 1"):
        probability.entropy([0.5, 0.4])


def test_maximum_likelihood_is_the_least_divergence_from_the_shares():
    counts = np.array([3, 5, 2])
    shares = probability.empirical(counts)
    generator = np.random.default_rng(0)
    for q in generator.dirichlet(np.ones(3), 200):
        log_likelihood = counts @ np.log(q)
        divergence = probability.kullback_leibler(shares, q)
        assert log_likelihood == pytest.approx(-10 * (probability.entropy(shares) + divergence))
        assert divergence > 0
    found = optimize.minimize(
        lambda z: probability.kullback_leibler(shares, np.exp(z) / np.exp(z).sum()), np.zeros(3)
    )
    np.testing.assert_allclose(np.exp(found.x) / np.exp(found.x).sum(), [0.3, 0.5, 0.2], atol=1e-5)


@pytest.mark.parametrize(
    ("p", "q"),
    [
        (Gaussian(0, 1), Gaussian(1, 2)),
        (Gaussian(1, 2), Gaussian(0, 1)),
        (Gaussian(-0.3, 0.7), Gaussian(0.4, 0.5)),
    ],
)
def test_the_divergence_of_gaussians_is_the_integral(p, q):
    integral = integrate.quad(
        lambda x: p.density(x) * (p.log_probability(x) - q.log_probability(x)),
        p.mean - 12 * p.deviation, p.mean + 12 * p.deviation,
    )[0]  # fmt: skip
    assert probability.kullback_leibler_gaussians(p, q) == pytest.approx(integral, abs=1e-9)


@given(*[st.floats(-50, 50), st.floats(0.01, 50)] * 2)
def test_the_divergence_of_gaussians_is_never_negative(m, s, n, t):
    divergence = probability.kullback_leibler_gaussians(Gaussian(m, s), Gaussian(n, t))
    assert divergence >= 0
    assert (divergence < 1e-12) == (abs(m - n) < 1e-5 * t and abs(s - t) < 1e-5 * t)
    shifted = probability.kullback_leibler_gaussians(Gaussian(m + 1, s), Gaussian(n + 1, t))
    assert shifted == pytest.approx(divergence, rel=1e-6, abs=1e-9)


def test_extreme_gaussians_do_not_raise():
    wide, narrow = Gaussian(0, 1e300), Gaussian(0, 1e-300)
    assert probability.kullback_leibler_gaussians(wide, narrow) == math.inf
    expected = 600 * math.log(10) - 0.5
    assert probability.kullback_leibler_gaussians(narrow, wide) == pytest.approx(expected)
    assert type(probability.kullback_leibler_gaussians(wide, wide)) is float


@pytest.mark.parametrize(("p", "q", "name"), [(1, Gaussian(0, 1), "p"), (Gaussian(0, 1), 1, "q")])
def test_only_gaussians_have_that_divergence(p, q, name):
    with pytest.raises(TypeError, match=f"{name} must be a Gaussian, but 1 came"):
        probability.kullback_leibler_gaussians(p, q)


# Likelihoods of weights.


def regression_data(seed, m=12, n=3):
    generator = np.random.default_rng(seed)
    inputs = generator.normal(size=(m, n))
    targets = inputs @ generator.normal(size=n) + 0.7 * generator.normal(size=m)
    return inputs, targets, generator.normal(size=(3, n))


@pytest.mark.parametrize("n", [1, 3])
def test_the_log_likelihood_under_gaussian_noise(n):
    inputs, targets, points = regression_data(0, n=n)
    points = points[:, 0] if n == 1 else points
    function = probability.gaussian_log_likelihood(inputs, targets, 0.6)
    for w in points:
        fitted = inputs @ np.atleast_1d(w)
        assert function(w) == pytest.approx(stats.norm(fitted, 0.6).logpdf(targets).sum())
        check_derivatives(function, w)
        latex = function.latex.replace(r"\|X w - y\|^2", "(R)")
        square = ((fitted - targets) ** 2).sum()
        assert evaluate(latex, R=square, sigma=0.6, m=12) == pytest.approx(function(w))
    check_shapes(function, points)


@pytest.mark.parametrize("deviation", [0.1, 1, 30])
def test_least_squares_is_likeliest_whatever_the_noise(deviation):
    inputs, targets, _ = regression_data(1)
    function = probability.gaussian_log_likelihood(inputs, targets, deviation)
    best = np.linalg.lstsq(inputs, targets)[0]
    np.testing.assert_allclose(function.gradient(best), 0, atol=1e-9 / deviation**2)
    assert np.linalg.eigvalsh(function.hessian(best))[-1] < 0


@pytest.mark.parametrize("n", [1, 3])
def test_the_log_likelihood_of_labels(n):
    inputs, targets, points = regression_data(2, n=n)
    points = points[:, 0] if n == 1 else points
    labels = (targets > 0).astype(int)
    function = probability.bernoulli_log_likelihood(inputs, labels)
    head, tail = r"\sum_{i=1}^{m} \left( ", r" \right)"
    assert (function.latex.startswith(head), function.latex.endswith(tail)) == (True, True)
    term = function.latex.removeprefix(head).removesuffix(tail)
    for w in points:
        ones = expit(inputs @ np.atleast_1d(w))
        assert function(w) == pytest.approx(stats.bernoulli(ones).logpmf(labels).sum())
        np.testing.assert_allclose(
            np.atleast_1d(function.gradient(w)), inputs.T @ (labels - ones), 1e-9
        )
        check_derivatives(function, w)
        printed = sum(evaluate(term, y_i=y, p_i=p) for y, p in zip(labels, ones, strict=True))
        assert printed == pytest.approx(function(w))
    check_shapes(function, points)


def test_logistic_regression_is_the_likeliest():
    inputs, targets, _ = regression_data(3, m=60)
    labels = (targets + np.random.default_rng(9).normal(0, 2, 60) > 0).astype(int)
    fitted = LogisticRegression(C=math.inf, fit_intercept=False, tol=1e-10, max_iter=10_000)
    best = fitted.fit(inputs, labels).coef_[0]
    function = probability.bernoulli_log_likelihood(inputs, labels)
    np.testing.assert_allclose(function.gradient(best), 0, atol=1e-4)


def test_logits_of_any_size_are_finite():
    function = probability.bernoulli_log_likelihood([[1], [-1]], [1, 0])
    with np.errstate(all="raise", under="ignore"):
        values = function([1e4, -1e4, 0, 40])
        assert values[:3].tolist() == [0, -2e4, -2 * math.log(2)]
        assert values[3] == pytest.approx(-2 * math.exp(-40), rel=1e-12)
        assert np.isfinite(function.gradient([1e4, -1e4])).all()
        assert np.isfinite(function.hessian([1e4, -1e4])).all()


def test_separable_labels_have_no_likeliest_weights():
    function = probability.bernoulli_log_likelihood([[-1], [1]], [0, 1])
    values = function(np.array([0.0, 1, 5, 30, 100]))
    assert (np.diff(values) > 0).all()
    assert (function.gradient(np.array([0.0, 1, 5, 30, 100])) > 0).all()
    np.testing.assert_allclose(values, -2 * np.log1p(np.exp([0.0, -1, -5, -30, -100])))


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(
    ("make", "reference", "norm"),
    [
        (probability.gaussian_log_prior, stats.norm, r"\|w\|^2"),
        (probability.laplace_log_prior, stats.laplace, r"\|w\|_1"),
    ],
)
def test_priors_of_weights_are_those_of_scipy(make, reference, norm, n):
    prior = make(n, 0.7)
    points = np.random.default_rng(1).normal(size=(3, n))
    size = (points**2).sum(-1) if norm.endswith("2") else np.abs(points).sum(-1)
    points_of_prior = points[:, 0] if n == 1 else points
    for i, point in enumerate(points_of_prior):
        assert prior(point) == pytest.approx(reference(scale=0.7).logpdf(points[i]).sum())
        values = {"R": size[i], "tau": 0.7, "b": 0.7, "n": n}
        assert evaluate(prior.latex.replace(norm, "(R)"), **values) == pytest.approx(prior(point))
    check_shapes(prior, points_of_prior)
    assert prior.dimension == n
    assert prior.variables == (("w",) if n == 1 else ("w_1", "w_2", "w_3"))


def test_derivatives_of_priors():
    point = np.array([0.4, -1.2, 2.5])
    check_derivatives(probability.gaussian_log_prior(3, 0.8), point)
    check_derivatives(probability.gaussian_log_prior(1, 0.8), 1.3)
    prior = probability.laplace_log_prior(3, 0.8)
    assert prior.gradient(point) == pytest.approx([-1.25, 1.25, -1.25])
    assert prior.gradient(np.zeros(3)).tolist() == [0, 0, 0]
    assert prior.hessian(point).tolist() == np.zeros((3, 3)).tolist()


def test_windows_of_weights_can_be_chosen():
    inputs, targets, _ = regression_data(2, n=2)
    window = ((0.0, 1.0), (2.0, 5.0))
    for default, chosen in (
        (
            probability.gaussian_log_likelihood(inputs, targets, 1),
            probability.gaussian_log_likelihood(inputs, targets, 1, window),
        ),
        (
            probability.bernoulli_log_likelihood(inputs, (targets > 0) * 1),
            probability.bernoulli_log_likelihood(inputs, (targets > 0) * 1, window),
        ),
        (probability.gaussian_log_prior(2, 1), probability.gaussian_log_prior(2, 1, window)),
        (probability.laplace_log_prior(2, 1), probability.laplace_log_prior(2, 1, window)),
    ):
        assert default.window == ((-3.0, 3.0), (-3.0, 3.0))
        assert chosen.window == window


# Ridge and lasso as the highest posterior.


@pytest.mark.parametrize("seed", range(3))
def test_ridge_is_the_highest_posterior_under_a_gaussian_prior(seed):
    inputs, targets, _ = regression_data(seed)
    sigma, tau = 0.8, 1.7
    penalty = probability.ridge_penalty(sigma, tau)
    best = Ridge(alpha=penalty, fit_intercept=False, tol=1e-12).fit(inputs, targets).coef_
    posterior = probability.log_posterior(
        probability.gaussian_log_likelihood(inputs, targets, sigma),
        probability.gaussian_log_prior(3, tau),
    )
    np.testing.assert_allclose(posterior.gradient(best), 0, atol=1e-9)
    assert np.linalg.eigvalsh(posterior.hessian(best))[-1] < 0
    without_sigma = Ridge(alpha=1 / tau**2, fit_intercept=False).fit(inputs, targets).coef_
    assert np.abs(posterior.gradient(without_sigma)).max() > 1e-3
    assert posterior(without_sigma) < posterior(best)


@pytest.mark.parametrize("seed", range(3))
def test_the_log_posterior_is_the_cost_of_ridge_and_lasso(seed):
    inputs, targets, points = regression_data(seed)
    sigma, width = 0.8, 1.7
    likelihood = probability.gaussian_log_likelihood(inputs, targets, sigma)
    squares = ((points @ inputs.T - targets) ** 2).sum(-1) / 2
    for prior, penalized in (
        (
            probability.gaussian_log_prior(3, width),
            probability.ridge_penalty(sigma, width) / 2 * (points**2).sum(-1),
        ),
        (
            probability.laplace_log_prior(3, width),
            probability.lasso_penalty(sigma, width) * np.abs(points).sum(-1),
        ),
    ):
        constants = -(sigma**2) * probability.log_posterior(likelihood, prior)(points)
        assert np.ptp(constants - squares - penalized) < 1e-9


@pytest.mark.parametrize("seed", range(3))
def test_the_lasso_is_the_highest_posterior_under_a_laplace_prior(seed):
    inputs, targets, _ = regression_data(seed)
    sigma, b = 1.1, 0.3
    penalty = probability.lasso_penalty(sigma, b)
    # scikit-learn divides the squares by the number of examples.
    lasso = Lasso(alpha=penalty / len(targets), fit_intercept=False, tol=1e-12, max_iter=10**6)
    best = lasso.fit(inputs, targets).coef_
    posterior = probability.log_posterior(
        probability.gaussian_log_likelihood(inputs, targets, sigma),
        probability.laplace_log_prior(3, b),
    )
    slopes = posterior.gradient(best)
    np.testing.assert_allclose(slopes[best != 0], 0, atol=1e-6)
    assert (np.abs(slopes[best == 0]) <= 1 / b + 1e-9).all()
    generator = np.random.default_rng(seed)
    assert (posterior(best + 0.05 * generator.normal(size=(200, 3))) < posterior(best)).all()


def test_the_log_posterior_adds_likelihood_and_prior():
    inputs, targets, points = regression_data(4, n=2)
    labels = (targets > 0) * 1
    likelihood = probability.bernoulli_log_likelihood(inputs, labels, ((-1.0, 1.0), (0.0, 2.0)))
    prior = probability.gaussian_log_prior(2, 0.5)
    posterior = probability.log_posterior(likelihood, prior)
    assert isinstance(posterior, Function)
    assert posterior(points[0]) == likelihood(points[0]) + prior(points[0])
    check_derivatives(posterior, points[0])
    check_shapes(posterior, points)
    assert posterior.window == likelihood.window
    assert posterior.latex == f"{likelihood.latex} - {prior.latex[1:]}"
    assert posterior.name == "log_posterior"


def test_the_posterior_of_a_coin_has_its_top_at_the_estimate():
    data = [1, 1, 1, 0]
    posterior = probability.log_posterior(
        Bernoulli.likelihood(data), probability.beta_log_prior(3, 2)
    )
    best = probability.map_bernoulli(data, 3, 2).probability
    assert posterior.gradient(best) == pytest.approx(0, abs=1e-12)
    assert posterior.contains([0, best, 1]).tolist() == [False, True, False]
    assert "+ 2 \\log p" in posterior.latex


def test_the_mean_of_a_column_of_ones_has_the_posterior_of_the_mean():
    data, deviation, width = np.array([2.0, 3.5, 1.0]), 0.8, 1.3
    posterior = probability.log_posterior(
        probability.gaussian_log_likelihood(np.ones((3, 1)), data, deviation),
        probability.gaussian_log_prior(1, width),
    )
    best = probability.map_gaussian_mean(data, deviation, Gaussian(0, width))
    assert posterior.gradient(best) == pytest.approx(0, abs=1e-12)


def test_prior_and_likelihood_speak_of_the_same_weights():
    inputs, targets, _ = regression_data(0)
    likelihood = probability.gaussian_log_likelihood(inputs, targets, 1)
    words = "prior must be a function of w_1, w_2, w_3, but one of w_1, w_2 came"
    with pytest.raises(ValueError, match=words):
        probability.log_posterior(likelihood, probability.gaussian_log_prior(2, 1))


def test_only_named_functions_make_a_posterior():
    prior = probability.gaussian_log_prior(1, 1)
    with pytest.raises(TypeError, match="likelihood must be a Function, but 3 came"):
        probability.log_posterior(3, prior)
    with pytest.raises(TypeError, match="prior must be a Function, but None came"):
        probability.log_posterior(prior, None)


@given(st.floats(1e-3, 1e3), st.floats(1e-3, 1e3), st.floats(0.1, 10))
def test_penalties_follow_their_scales(sigma, width, factor):
    ridge, lasso = probability.ridge_penalty(sigma, width), probability.lasso_penalty(sigma, width)
    assert ridge == pytest.approx(sigma**2 / width**2)
    assert lasso == pytest.approx(sigma**2 / width)
    assert probability.ridge_penalty(factor * sigma, factor * width) == pytest.approx(ridge)
    scaled = probability.lasso_penalty(factor * sigma, factor * width)
    assert scaled == pytest.approx(factor * lasso)


@pytest.mark.parametrize(
    ("ask", "error", "words"),
    [
        (lambda: probability.ridge_penalty(0, 1), ValueError, "deviation must be above zero"),
        (lambda: probability.ridge_penalty(1, 0), ValueError, "prior_deviation must be above"),
        (lambda: probability.lasso_penalty(-1, 1), ValueError, "deviation must be above zero"),
        (lambda: probability.lasso_penalty(1, 0), ValueError, "prior_scale must be above zero"),
        (lambda: probability.gaussian_log_prior(0, 1), ValueError, "dimension must be a whole"),
        (lambda: probability.gaussian_log_prior(2, 0), ValueError, "deviation must be above zero"),
        (lambda: probability.laplace_log_prior(0, 1), ValueError, "dimension must be a whole"),
        (lambda: probability.laplace_log_prior(2, -1), ValueError, "scale must be above zero"),
        (
            lambda: probability.gaussian_log_likelihood([[1]], [1], 0),
            ValueError,
            "deviation must be above zero",
        ),
        (
            lambda: probability.gaussian_log_likelihood([[1]], [1, 2], 1),
            ValueError,
            "targets must hold 1 numbers, but 2 came",
        ),
        (
            lambda: probability.bernoulli_log_likelihood([[1], [2]], [1, 2]),
            ValueError,
            "labels must be 0 and 1, but 2 came",
        ),
        (
            lambda: probability.bernoulli_log_likelihood([[1]], [1, 0]),
            ValueError,
            "labels must hold 1 numbers, but 2 came",
        ),
        (
            lambda: probability.bernoulli_log_likelihood([1], [1]),
            ValueError,
            "inputs must be a matrix",
        ),
    ],
)
def test_bad_models(ask, error, words):
    with pytest.raises(error, match=words):
        ask()
