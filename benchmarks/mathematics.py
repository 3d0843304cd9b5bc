"""How long the mathematics takes: beside scikit-learn, and beside a bare loop.

    python3 run.py bench                            with everything else, at the end
    .venv/bin/python benchmarks/mathematics.py      alone, in less than a minute

Both sides of a comparison do the same work, which is checked first: they start from the same
numbers and reach the same. They are timed in turns, in processor time with one thread each, so
that whatever else the machine does hardly matters, and hits both alike.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import report
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_info, threadpool_limits

from mlcalc.activations import tanh
from mlcalc.functions import valley
from mlcalc.linear_models import logistic_regression_newton
from mlcalc.networks import Network, train
from mlcalc.optimization import gradient_descent


@dataclass(frozen=True)
class Comparison:
    """The same work done in two ways: each call returns the numbers it has reached."""

    name: str
    words: str
    ours: Callable[[], np.ndarray]
    theirs: Callable[[], np.ndarray]


def training(examples: int = 200, epochs: int = 2000, rate: float = 0.5) -> Comparison:
    """Train the 2-3-1 network with all examples in each step, from the same weights."""
    generator = np.random.default_rng(3)
    inputs = generator.normal(size=(examples, 2))
    labels = (inputs[:, 0] * inputs[:, 1] > 0).astype(float)
    start = Network.random((2, 3, 1), tanh, seed=5)
    # With warm_start, fit goes on from the weights that stand in the model.
    model = MLPClassifier(
        (3,), activation="tanh", solver="sgd", learning_rate_init=rate, batch_size=examples,
        momentum=0, nesterovs_momentum=False, alpha=0, shuffle=False, max_iter=epochs, tol=0,
        n_iter_no_change=2 * epochs, warm_start=True,
    )  # fmt: skip
    model.partial_fit(inputs, labels, classes=[0, 1])

    def ours():
        return train(start, inputs, labels, rate, epochs).last.parameters

    def theirs():
        model.coefs_ = [weights.copy() for weights in start.weights]
        model.intercepts_ = [biases.copy() for biases in start.biases]
        model.fit(inputs, labels)
        return Network(model.coefs_, model.intercepts_, start.activations).parameters

    words = f"2-3-1 network, {epochs:,} full-batch epochs on {examples} points"
    return Comparison("training", words, ours, theirs)


def newton(examples: int = 10_000, columns: int = 20, penalty: float = 1.0) -> Comparison:
    """Fit a logistic regression by Newton's method until rounding ends it."""
    generator = np.random.default_rng(4)
    inputs = generator.normal(size=(examples, columns))
    chances = 1 / (1 + np.exp(-inputs @ generator.normal(size=columns)))
    labels = (generator.uniform(size=examples) < chances).astype(float)
    model = LogisticRegression(
        C=1 / penalty, solver="newton-cholesky", fit_intercept=False, tol=1e-10, max_iter=100
    )

    def ours():
        return logistic_regression_newton(inputs, labels, penalty).weights

    def theirs():
        return model.fit(inputs, labels).coef_[0]

    words = f"logistic regression by Newton, {examples:,} x {columns}"
    return Comparison("newton", words, ours, theirs)


def descent(steps: int = 10_000, rate: float = 1e-3) -> Comparison:
    """Descend in a valley of two variables, beside a loop that checks nothing."""
    function, start = valley(), np.array([-4.0, 2.0])
    gradient = function.gradient_formula

    def ours():
        return gradient_descent(function, start, rate, steps, tolerance=0).points

    def theirs():
        point = start
        points = [point]
        for _ in range(steps):
            point = point - rate * gradient(point)
            points.append(point)
        return np.array(points)

    return Comparison("descent", f"descent of {steps:,} steps in two variables", ours, theirs)


def compare(comparison: Comparison, rounds: int) -> dict:
    """Return the median milliseconds of processor time of both sides.

    Raises ValueError when they do not reach the same numbers. That check runs each side once,
    so that no first call is timed.
    """
    difference = float(np.abs(comparison.ours() - comparison.theirs()).max())
    if not difference < 1e-6:
        raise ValueError(
            f"{comparison.words}: the results must agree, but they differ by {difference:g}"
        )
    taken = {comparison.ours: [], comparison.theirs: []}
    for _ in range(rounds):
        for side, times in taken.items():
            begun = time.process_time()
            side()
            times.append(1e3 * (time.process_time() - begun))
    ours, theirs = (statistics.median(times) for times in taken.values())
    return {"words": comparison.words, "ours": ours, "theirs": theirs, "difference": difference}


def measure(quick: bool) -> dict:
    """Return every number of the mathematics, and how many threads the libraries used."""
    rounds = 2 if quick else 21
    with warnings.catch_warnings(), threadpool_limits(1):
        # That all epochs were used is what is wanted here.
        warnings.simplefilter("ignore", ConvergenceWarning)
        rows = {c.name: compare(c, rounds) for c in (training(), newton(), descent())}
        pools = threadpool_info()
    threads = [f"{pool['internal_api']} {pool['num_threads']}" for pool in pools]
    return {"rounds": rounds, "threads": threads, "comparisons": rows}


def measure_apart(quick: bool) -> dict:
    """Return the same numbers, measured in a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "numbers.json"
        command = [sys.executable, __file__, "--json", str(file)] + ["--quick"] * quick
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return json.loads(file.read_text(encoding="utf-8"))


def main() -> None:
    """Measure, print the table and the targets, and write the numbers where they are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="few samples: a test of the benchmark")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="write the numbers there")
    arguments = parser.parse_args()
    results = measure(arguments.quick)
    print(report.written_mathematics(results))
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
