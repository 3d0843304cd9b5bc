"""The calculus of machine learning: the mathematics behind the course's notebooks.

Importing the package loads numpy and nothing heavier. Pictures are in
``mlcalc.figures``, sliders in ``mlcalc.explorers``, questions in ``mlcalc.exercises``.
"""

from mlcalc import arguments, datasets, differentiation, formatting, functions, optimization
from mlcalc.differentiation import check_gradient, derivative, gradient, hessian
from mlcalc.functions import FUNCTIONS, Function
from mlcalc.optimization import gradient_descent, step

__version__ = "0.1.0"

__all__ = [
    "FUNCTIONS",
    "Function",
    "arguments",
    "check_gradient",
    "datasets",
    "derivative",
    "differentiation",
    "formatting",
    "functions",
    "gradient",
    "gradient_descent",
    "hessian",
    "optimization",
    "step",
]
