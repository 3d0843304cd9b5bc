"""The calculus of machine learning: the mathematics behind the course's notebooks.

Importing the package loads numpy and nothing heavier; each module of mathematics is loaded when
something of it is first asked for. Pictures are in ``mlcalc.figures``, sliders in
``mlcalc.explorers``, questions in ``mlcalc.exercises``.
"""

import importlib

from mlcalc import arguments, datasets, formatting

__version__ = "0.1.0"

_MODULES = (
    "activations",
    "differentiation",
    "functions",
    "identities",
    "linear_models",
    "losses",
    "networks",
    "optimization",
    "perceptrons",
    "probability",
)

# What is offered here by its own name, and the module where it lives.
_HOMES = {
    "FUNCTIONS": "functions",
    "Function": "functions",
    "check_gradient": "differentiation",
    "check_jacobian": "differentiation",
    "derivative": "differentiation",
    "gradient": "differentiation",
    "hessian": "differentiation",
    "jacobian": "differentiation",
    "gradient_descent": "optimization",
    "newton_minimum": "optimization",
    "newton_zero": "optimization",
    "step": "optimization",
}

__all__ = ["arguments", "datasets", "formatting", *_MODULES, *_HOMES]


def __getattr__(name: str):
    if name in _MODULES:
        return importlib.import_module(f"mlcalc.{name}")
    if name in _HOMES:
        return getattr(importlib.import_module(f"mlcalc.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'mlcalc' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
