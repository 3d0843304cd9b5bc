"""Questions that check an answer on the spot: the engine, then one module a chapter.

In a notebook: ``from mlcalc.exercises import gradient_descent as exercises``.
"""

CHAPTERS = {
    "derivatives": "Derivatives",
    "chain_rule": "The chain rule",
    "optimization": "Optimisation of one variable",
    "gradients": "Gradients",
    "gradient_descent": "Gradient descent",
    "newtons_method": "Newton's method",
    "perceptrons": "Perceptrons",
    "two_layer_network": "A two-layer network",
    "jacobians": "Jacobians and matrix calculus",
    "activations_and_losses": "Activations and losses",
    "linear_models": "Linear models",
    "likelihood": "Likelihood",
}
"""The title of each chapter, by the name of its module and notebook, in the order of the course."""
