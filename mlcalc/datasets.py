"""Small data sets: typed in, or generated from a seed. Nothing is downloaded."""

import numpy as np

from mlcalc import arguments


def three_points() -> tuple[np.ndarray, np.ndarray]:
    """Return the points (1, 2), (2, 5), (3, 3) as inputs and targets, shape (3,) each."""
    return np.array([1.0, 2.0, 3.0]), np.array([2.0, 5.0, 3.0])


def television_and_sales(examples: int = 40, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return made-up budgets for television advertising and the sales that followed.

    Inputs: thousands of dollars, even in [10, 300). Targets: thousands of units,
    7 + 0.05 * budget plus Gaussian noise of standard deviation 2. Shape (examples,) each.
    """
    generator = np.random.default_rng(arguments.count("seed", seed))
    budget = generator.uniform(10, 300, arguments.count("examples", examples, minimum=2))
    return budget, 7 + 0.05 * budget + generator.normal(0, 2, budget.shape)


def standardized(values: np.ndarray) -> np.ndarray:
    """Return values with mean 0 and standard deviation 1.

    Raises ValueError when all values are equal.

    >>> standardized([1, 2, 3]).round(4)
    array([-1.2247,  0.    ,  1.2247])
    """
    values = arguments.array("values", values)
    spread = values.std()
    if spread == 0:
        raise ValueError(f"values must not all be equal, but {arguments.describe(values)} came")
    return (values - values.mean()) / spread
