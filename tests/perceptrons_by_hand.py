"""What the tests of perceptrons and of networks share: data, symbols, and formulas read back."""

import functools
import itertools
import re

import numpy as np
import pytest
import sympy
from sympy.parsing.latex import parse_latex

from mlcalc.perceptrons import Perceptron, classification, regression

XOR = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
EITHER = np.array([0.0, 1.0, 1.0, 0.0])

Z, Y, P = sympy.symbols("z y p")

both_outputs = pytest.mark.parametrize("output", [regression, classification], ids=lambda o: o.name)


def logistic(z):
    return 1 / (1 + sympy.exp(-z))


@functools.cache
def parsed(latex):
    """Read LaTeX: a hat is the letter p, u and v are logarithms, for which the parser guesses."""
    latex = latex.replace(r"\log (1 - \hat{y})", "v").replace(r"\log \hat{y}", "u")
    latex = latex.replace(r"\hat{y}", "p")
    latex = re.sub(r"(?<=[\w})]) (?=[(a-z])", r" \\cdot ", latex)
    named = {"e": sympy.E, "u": sympy.log(P), "v": sympy.log(1 - P)}
    return parse_latex(latex, backend="lark").subs(named)


def assert_links(chain, parameter):
    """A chain leads from the loss to the parameter, and each factor takes up the one before."""
    assert chain.factors[0].top == "L"
    assert chain.factors[-1].bottom == parameter
    for one, next_one in itertools.pairwise(chain.factors):
        assert one.bottom == next_one.top


def random_perceptron(output, seed=0, examples=7, inputs=3):
    generator = np.random.default_rng(seed)
    perceptron = Perceptron(generator.normal(size=inputs), generator.normal(), output)
    x = generator.normal(0, 2, (examples, inputs))
    y = generator.normal(size=examples)
    return perceptron, x, (y > 0).astype(float) if output is classification else y
