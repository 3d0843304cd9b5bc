"""Small data sets: typed in, or generated from a seed. Nothing is downloaded."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from mlcalc import arguments

WORDS = ("ya", "na")
"""The two words of a made-up language."""

SENTENCES = ("Ya Ya Ya", "Na na", "Ya na Ya", "Na na Ya na")
"""Four sentences in that language: the first and the third are happy, the others sad."""

MOODS = ("sad", "happy")
"""What the labels 0 and 1 of the sentences mean."""


def word_counts(sentence: str, words: Sequence[str] = WORDS) -> np.ndarray:
    """Count how often each word stands in a sentence, in small or capital letters.

    Returns shape (len(words),). Raises TypeError for what is not text.

    >>> word_counts("Na na Ya na")
    array([1., 3.])
    """
    if not isinstance(sentence, str):
        raise TypeError(f"sentence must be text, but {arguments.describe(sentence)} came")
    spoken = sentence.lower().split()
    return np.array([float(spoken.count(word.lower())) for word in words])


def sentiment() -> tuple[np.ndarray, np.ndarray]:
    """Return how often Ya and Na stand in four sentences, and whether the speaker was happy.

    Inputs of shape (4, 2), the counts of Ya and of Na in ``SENTENCES``. Labels of shape (4,):
    happy is 1, sad is 0.

    >>> inputs, labels = sentiment()
    >>> inputs.tolist(), labels.tolist()
    ([[3.0, 0.0], [0.0, 2.0], [2.0, 1.0], [1.0, 3.0]], [1.0, 0.0, 1.0, 0.0])
    """
    inputs = np.array([word_counts(sentence) for sentence in SENTENCES])
    return inputs, np.array([1.0, 0.0, 1.0, 0.0])


def three_points() -> tuple[np.ndarray, np.ndarray]:
    """Return the points (1, 2), (2, 5), (3, 3) as inputs and targets, shape (3,) each."""
    return np.array([1.0, 2.0, 3.0]), np.array([2.0, 5.0, 3.0])


def flats() -> tuple[np.ndarray, np.ndarray]:
    """Return rooms, kilometres to the centre and the rent of four made-up flats.

    Inputs of shape (4, 2). Targets of shape (4,), in hundreds of dollars a month: exactly 2 for
    each room, -1 for each kilometre, and 3.
    """
    inputs = np.array([[1.0, 2.0], [2.0, 1.0], [3.0, 3.0], [4.0, 1.0]])
    return inputs, np.array([3.0, 6.0, 6.0, 10.0])


def television_and_sales(examples: int = 40, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return made-up budgets for television advertising and the sales that followed.

    Inputs: thousands of dollars, even in [10, 300). Targets: thousands of units,
    7 + 0.05 * budget plus Gaussian noise of standard deviation 2. Shape (examples,) each.
    """
    generator = np.random.default_rng(arguments.count("seed", seed))
    budget = generator.uniform(10, 300, arguments.count("examples", examples, minimum=2))
    return budget, 7 + 0.05 * budget + generator.normal(0, 2, budget.shape)


def two_blobs(
    examples: int = 100, seed: int = 0, *, distance: float = 4.0, deviation: float = 1.0
) -> tuple[np.ndarray, np.ndarray]:
    """Return two round clouds of points in the plane, one for each class.

    Inputs of shape (examples, 2), labels 0 and 1 of shape (examples,). The clouds are Gaussian
    with the same standard deviation in every direction; their centres lie at
    (-distance / 2, 0) and (distance / 2, 0), so the best border between them is the vertical
    axis.
    """
    half = arguments.positive("distance", distance) / 2
    return _clouds(((-half, 0), (half, 0)), (0, 1), examples, seed, deviation)


def three_blobs(
    examples: int = 150, seed: int = 0, *, distance: float = 4.0, deviation: float = 1.0
) -> tuple[np.ndarray, np.ndarray]:
    """Return three round clouds of points in the plane, one for each class.

    Inputs of shape (examples, 2), labels 0, 1 and 2 of shape (examples,). The centres are the
    corners of a triangle with three sides of length ``distance`` around the origin.
    """
    angles = np.pi / 2 + 2 * np.pi / 3 * np.arange(3)
    radius = arguments.positive("distance", distance) / np.sqrt(3)
    return _clouds(radius * _on_circle(angles), (0, 1, 2), examples, seed, deviation)


CORNERS = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))
"""The corners of the unit square: every pair of truth values."""


def exclusive_or() -> tuple[np.ndarray, np.ndarray]:
    """Return the table of the exclusive or: true when one of two inputs is, but not both.

    Inputs of shape (4, 2), labels of shape (4,). No straight line separates the classes.
    Source: Minsky and Papert, Perceptrons (1969).

    >>> exclusive_or()[1]
    array([0., 1., 1., 0.])
    """
    inputs = np.array(CORNERS)
    return inputs, _differ(inputs)


def exclusive_or_clouds(
    examples: int = 200, seed: int = 0, *, deviation: float = 0.15
) -> tuple[np.ndarray, np.ndarray]:
    """Return four Gaussian clouds around the corners of the exclusive or.

    Inputs of shape (examples, 2), labels 0 and 1 of shape (examples,), that of the corner.
    """
    return _clouds(CORNERS, _differ(np.array(CORNERS)), examples, seed, deviation)


def moons(
    examples: int = 200, seed: int = 0, *, noise: float = 0.1
) -> tuple[np.ndarray, np.ndarray]:
    """Return two half circles that reach into each other, like two crescent moons.

    Inputs of shape (examples, 2), labels of shape (examples,). Class 0 lies on the upper half
    of the circle of radius 1 around (0, 0), class 1 on the lower half of the circle of radius 1
    around (1, 1/2); ``noise`` is the standard deviation of what is added to each coordinate.
    Source: ``make_moons`` of scikit-learn, the same curves.
    """
    zeros, ones = (np.linspace(0, np.pi, k) for k in _halves(examples))
    return _in_turn(_on_circle(zeros), [1.0, 0.5] - _on_circle(ones), seed, noise)


def circles(
    examples: int = 200, seed: int = 0, *, noise: float = 0.1, factor: float = 0.5
) -> tuple[np.ndarray, np.ndarray]:
    """Return two circles around the origin, one inside the other.

    Inputs of shape (examples, 2), labels of shape (examples,). Class 0 lies on the circle of
    radius 1, class 1 on that of radius ``factor``, in [0, 1); ``noise`` is the standard deviation
    of what is added to each coordinate.
    Source: ``make_circles`` of scikit-learn, the same curves.
    """
    factor = arguments.fraction("factor", factor)
    zeros, ones = (np.linspace(0, 2 * np.pi, k, endpoint=False) for k in _halves(examples))
    return _in_turn(_on_circle(zeros), factor * _on_circle(ones), seed, noise)


DATASETS = {
    data.__name__: data for data in (two_blobs, three_blobs, exclusive_or_clouds, moons, circles)
}
"""The registry: every generated set of labelled points in the plane by its name.

Each takes ``examples`` and ``seed``. The classes have the same size, up to one example, and
take turns, so that the first examples of a set are balanced too.
"""


def _clouds(
    centres: ArrayLike, labels: ArrayLike, examples: int, seed: int, deviation: float
) -> tuple[np.ndarray, np.ndarray]:
    examples = arguments.count("examples", examples, minimum=len(centres))
    cloud = np.arange(examples) % len(centres)
    inputs = _with_noise(np.array(centres)[cloud], seed, arguments.positive("deviation", deviation))
    return inputs, np.array(labels, dtype=float)[cloud]


def _in_turn(
    zeros: np.ndarray, ones: np.ndarray, seed: int, noise: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the points of both classes, one of each class in turn, with noise and labels."""
    labels = np.arange(len(zeros) + len(ones)) % 2.0
    inputs = np.empty((len(labels), 2))
    inputs[labels == 0], inputs[labels == 1] = zeros, ones
    return _with_noise(inputs, seed, arguments.not_negative("noise", noise)), labels


def _halves(examples: int) -> tuple[int, int]:
    examples = arguments.count("examples", examples, minimum=2)
    return examples - examples // 2, examples // 2


def _with_noise(points: np.ndarray, seed: int, deviation: float) -> np.ndarray:
    generator = np.random.default_rng(arguments.count("seed", seed))
    return points + generator.normal(0, deviation, points.shape)


def _on_circle(angles: np.ndarray) -> np.ndarray:
    return np.column_stack([np.cos(angles), np.sin(angles)])


def _differ(inputs: np.ndarray) -> np.ndarray:
    return (inputs[:, 0] != inputs[:, 1]).astype(float)


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
