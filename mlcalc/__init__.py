"""The calculus of machine learning: the mathematics behind the course's notebooks.

Importing the package loads numpy and nothing heavier; the larger modules are loaded when they are
first asked for. Pictures are in ``mlcalc.figures``, sliders in ``mlcalc.explorers``, questions in
``mlcalc.exercises``.
"""

import importlib

from mlcalc import arguments, datasets, differentiation, formatting, functions, optimization
from mlcalc.differentiation import (
    check_gradient,
    check_jacobian,
    derivative,
    gradient,
    hessian,
    jacobian,
)
from mlcalc.functions import FUNCTIONS, Function
from mlcalc.optimization import gradient_descent, newton_minimum, newton_zero, step

__version__ = "0.1.0"

_LOADED_WHEN_ASKED_FOR = (
    "activations",
    "identities",
    "linear_models",
    "losses",
    "networks",
    "probability",
)

__all__ = [
    "FUNCTIONS",
    "Function",
    "activations",
    "arguments",
    "check_gradient",
    "check_jacobian",
    "datasets",
    "derivative",
    "differentiation",
    "formatting",
    "functions",
    "gradient",
    "gradient_descent",
    "hessian",
    "identities",
    "jacobian",
    "linear_models",
    "losses",
    "networks",
    "newton_minimum",
    "newton_zero",
    "optimization",
    "probability",
    "step",
]


def __getattr__(name: str):
    if name in _LOADED_WHEN_ASKED_FOR:
        return importlib.import_module(f"mlcalc.{name}")
    raise AttributeError(f"module 'mlcalc' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_LOADED_WHEN_ASKED_FOR})
