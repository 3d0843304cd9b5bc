"""The exercises and predictions of the chapter on gradient descent, in the order of its sections.

What happens in a prediction is computed here, or proved in the tests where it is words.
"""

import numpy as np

from mlcalc import datasets, optimization
from mlcalc.exercises import progress
from mlcalc.exercises.drawing import Axis, Curve, DrawnPrediction
from mlcalc.exercises.engine import Choice, Code, Markdown, Mistake, Number, Point, page
from mlcalc.exercises.kinds import WrongLine
from mlcalc.exercises.prediction import Option, Prediction
from mlcalc.functions import (
    OMEGA,
    exp_minus_log,
    line_error,
    regression_error,
    temperature,
    three_minima,
    valley,
)

# 1: one variable. Two steps on e^x - log x from 0.3.

_start, _rate = 0.3, 0.07
_slope = float(exp_minus_log.gradient(_start))
_first = float(optimization.step(_start, _slope, _rate))
_first_slope = float(exp_minus_log.gradient(_first))
_second = float(optimization.step(_first, _first_slope, _rate))

# Slopes of e^x - log x with a mistake in them: (name, slope, what to say).
_slips = (
    (
        "value instead of slope",
        exp_minus_log,
        "You used the value of f. The step is made of the slope: take the derivative first.",
    ),
    (
        "sign of the derivative",
        lambda x: np.exp(x) + 1 / x,
        "Your derivative has a plus. The function has minus log x, and the minus stays.",
    ),
    (
        "forgot e^x",
        lambda x: -1 / x,
        "Your derivative has lost its first term: e^x is its own derivative.",
    ),
    (
        "forgot the logarithm",
        np.exp,
        "Your derivative has lost its second term: log x has the slope 1/x.",
    ),
    (
        "logarithm to base 10",
        lambda x: np.exp(x) - 1 / (x * np.log(10)),
        "Your derivative belongs to the logarithm to base 10. Here log is the natural one, "
        "as in numpy.",
    ),
    (
        "power rule on e^x",
        lambda x: x * np.exp(x - 1) - 1 / x,
        "You used the power rule on e^x. There the exponent changes, not the base: e^x is its own "
        "derivative.",
    ),
    (
        "1/x^2",
        lambda x: np.exp(x) - 1 / x**2,
        "You squared x below the 1. The slope of log x is 1/x.",
    ),
    (
        "curvature instead of slope",
        exp_minus_log.hessian,
        "You used the second derivative. The step is made of the first.",
    ),
    (
        "x in place of 1/x",
        lambda x: np.exp(x) - x,
        "You have x where 1/x belongs: the slope of log x.",
    ),
    (
        "e times x",
        lambda x: np.e * x - 1 / x,
        "You took e times x. In e^x the x is the exponent.",
    ),
    (
        "e^x leaves e",
        lambda x: np.e - 1 / x,
        "Of e^x you have only e. It is its own derivative, with the exponent.",
    ),
    (
        "e^x leaves 1",
        lambda x: 1 - 1 / x,
        "Of e^x you have only 1. It is its own derivative.",
    ),
    (
        "product of the derivatives",
        lambda x: np.exp(x) / x,
        "You multiplied the slopes of e^x and log x. Terms are differentiated one by one, and the "
        "minus stays.",
    ),
)

# With these the first step leaves the domain, or goes on far away.
_OUT_OF_REACH = ("sign of the derivative", "curvature instead of slope")


def _steps_with(slope, rate: float) -> float:
    """Return where two steps from the start lead with this slope."""
    first = _start - rate * slope(_start)
    return float(first - rate * slope(first))


def _next(x: float, rate: float) -> float:
    return float(optimization.step(x, exp_minus_log.gradient(x), rate))


next_point = Number(
    title="the next point",
    prompt=page(
        r"""
        Gradient descent on $f(x) = e^x - \log x$ starts at $x_0 = @start$ with learning rate
        $\alpha = @rate$. Where is $x_1$? Give four decimals.
        """,
        start=_start,
        rate=_rate,
    ),
    scaffold=r"""
        The same from $x_0 = 1$ with $\alpha = 0.1$:

        - the slope: $f'(1) = e^1 - \frac{1}{1} = 1.7183$
        - the step: $x_1 = 1 - 0.1 \cdot 1.7183 = 0.8282$
        """,
    answer=_first,
    right="The slope at the start is negative, so the step goes to the right.",
    mistakes=(
        *(
            Mistake(name, _start - _rate * slope(_start), message)
            for name, slope, message in _slips
        ),
        Mistake(
            "added",
            _start + _rate * _slope,
            "You added the learning rate times the slope. That leads uphill. Going down means "
            "subtracting.",
        ),
        Mistake(
            "no learning rate",
            _start - _slope,
            "You subtracted the whole slope. The learning rate says how much of it to take.",
        ),
        Mistake(
            "no learning rate, added",
            _start + _slope,
            "You added the whole slope. Subtract, and only as much as the learning rate says.",
        ),
        Mistake(
            "only the change",
            -_rate * _slope,
            "This is the length of the step. The new point is the old point plus this change.",
        ),
        Mistake(
            "only the change, sign",
            _rate * _slope,
            "This is the learning rate times the slope. Subtract it from the old point.",
        ),
        Mistake(
            "only the slope",
            _slope,
            "This is the slope at the start. Take the learning rate times it from the old point.",
        ),
        Mistake(
            "divided by the learning rate",
            _start - _slope / _rate,
            "You divided by the learning rate. It is a factor: a small one makes a short step.",
        ),
        Mistake(
            "two steps",
            _second,
            "This is the point after two steps. Count from zero: the start is x_0.",
        ),
        Mistake(
            "rate ten times too large",
            _start - 10 * _rate * _slope,
            "The learning rate has lost a zero after the point.",
        ),
        Mistake(
            "rate ten times too small",
            _start - _rate / 10 * _slope,
            "The learning rate has a zero too many after the point.",
        ),
        Mistake(
            "start and rate exchanged",
            _rate - _start * _slope,
            "Start and learning rate have changed places. The point is what you subtract from.",
        ),
        Mistake(
            "slope at the rate",
            _start - _rate * float(exp_minus_log.gradient(_rate)),
            "You took the slope at the learning rate. Take it at the start.",
        ),
        Mistake(
            "times the start",
            _start * (1 - _rate * _slope),
            "You multiplied the step by the start. It is the learning rate times the slope.",
        ),
        Mistake(
            "all times the rate",
            _rate * (_start - _slope),
            "You multiplied the point by the learning rate as well. It belongs to the slope only.",
        ),
        Mistake(
            "divided by the curvature",
            _start - _slope / float(exp_minus_log.hessian(_start)),
            "This is a step of Newton's method: the slope over the curvature. Here the learning "
            "rate is given.",
        ),
        Mistake("the start", _start, "This is where it starts, x_0. Take one step from there."),
        Mistake(
            "the value there",
            float(exp_minus_log(_first)),
            "This is the value of f at the new point. The question asks for the point itself.",
        ),
        Mistake(
            "the value at the start",
            float(exp_minus_log(_start)),
            "This is the value of f at the start. The question asks for the next point.",
        ),
        Mistake(
            "missing brackets",
            _start - _rate * np.exp(_start) - 1 / _start,
            "The learning rate multiplies only e^x. Put brackets around the whole slope.",
        ),
        Mistake(
            "brackets around the wrong pair",
            (_start - _rate) * _slope,
            "You took the rate from the point and then multiplied. First the product, then the "
            "difference.",
        ),
        Mistake(
            "rate alone",
            _start - _rate,
            "You subtracted the learning rate alone. Multiply it by the slope first.",
        ),
        Mistake(
            "rate added",
            _start + _rate,
            "You moved by the learning rate alone. Multiply it by the slope first.",
        ),
        Mistake(
            "value, added",
            _start + _rate * float(exp_minus_log(_start)),
            "You used the value of f, and added. Take the slope, and subtract.",
        ),
        Mistake(
            "the slope there",
            _first_slope,
            "This is the slope at the new point. The question asks for the point itself.",
        ),
    ),
    live=(
        ("x_0 = 0.05 and the learning rate 0.005, as above", _next(0.05, 0.005)),
        ("the learning rate 0.005, as above", _next(_start, 0.005)),
        ("x_0 = 0.05, as above", _next(0.05, _rate)),
    ),
    hints=(
        "A step needs three numbers: the point, the slope there and the learning rate.",
        r"The slope is $f'(x) = e^x - 1/x$. Take it at $x_0$.",
        page(
            r"The slope at the start is $f'(x_0) = @slope$. Now "
            r"$x_1 = x_0 - \alpha f'(x_0)$: subtracting a negative number moves to the right.",
            slope=_slope,
        ),
    ),
    worked=page(
        r"""
        The derivative is $f'(x) = e^x - \frac{1}{x}$.

        At the start: $f'(@start) = @slope$. It is negative, so the way down is to the right.

        One step: $x_1 = x_0 - \alpha f'(x_0) = @start - @rate \cdot (@slope) = @first$.

        ```python
        import numpy as np

        start, learning_rate = 0.3, 0.07
        slope_at_start = np.exp(start) - 1 / start
        answer = start - learning_rate * slope_at_start
        ```
        """,
        start=_start,
        rate=_rate,
        slope=_slope,
        first=_first,
    ),
)

second_point = Number(
    title="the point after that",
    prompt=r"""
        The same descent takes its second step from $x_1$. Where is $x_2$? Give four decimals.
        """,
    scaffold=r"""
        Fill in the two gaps:

        - the slope: $f'(x_1) = e^{x_1} - \frac{1}{x_1} = \;\ldots$
        - the step: $x_2 = x_1 - \alpha f'(x_1) = \;\ldots$
        """,
    answer=_second,
    right="The second step is shorter than the first, with the same learning rate: the curve is "
    "flatter there.",
    mistakes=(
        Mistake(
            "slope at the old point",
            _first - _rate * _slope,
            "You used the slope at x_0 again. The slope changes along the curve: take it where "
            "you stand now.",
        ),
        Mistake(
            "step from the old point",
            _start - _rate * _first_slope,
            "The slope is right, but you took the step from x_0. Take it from x_1.",
        ),
        Mistake(
            "added",
            _first + _rate * _first_slope,
            "You added the learning rate times the slope. Going down means subtracting.",
        ),
        Mistake(
            "added twice",
            _steps_with(exp_minus_log.gradient, -_rate),
            "You added in both steps. Going down means subtracting: mend x_1 first.",
        ),
        Mistake(
            "no learning rate",
            _first - _first_slope,
            "You subtracted the whole slope. Multiply it by the learning rate first.",
        ),
        Mistake(
            "no learning rate, and added",
            _first + _first_slope,
            "You added the whole slope. Subtract, and only as much as the learning rate says.",
        ),
        Mistake(
            "the first point",
            _first,
            "This is the point after one step. Take one more from there.",
        ),
        Mistake(
            "three steps",
            float(optimization.gradient_descent(exp_minus_log, _start, _rate, 3).last),
            "This is the point after three steps. Count from zero: the start is x_0.",
        ),
        Mistake(
            "only the change",
            -_rate * _first_slope,
            "This is the length of the second step. The new point is x_1 plus this change.",
        ),
        Mistake(
            "only the change, sign",
            _rate * _first_slope,
            "This is the learning rate times the slope. Subtract it from x_1.",
        ),
        Mistake(
            "only the slope",
            _first_slope,
            "This is the slope at x_1. Take the learning rate times it from x_1.",
        ),
        Mistake(
            "rate twice",
            _first - 2 * _rate * _first_slope,
            "You doubled the learning rate. It stays the same in every step.",
        ),
        Mistake(
            "rate squared",
            _first - _rate**2 * _first_slope,
            "You squared the learning rate. It stays the same in every step.",
        ),
        Mistake(
            "divided by the learning rate",
            _first - _first_slope / _rate,
            "You divided by the learning rate. It is a factor: a small one makes a short step.",
        ),
        Mistake(
            "mean of the slopes",
            _first - _rate * (_slope + _first_slope) / 2,
            "You took the mean of two slopes. The rule asks for the slope where you stand now.",
        ),
        Mistake(
            "sum of the slopes",
            _first - _rate * (_slope + _first_slope),
            "You added the old slope to the new one. The first step has used it up.",
        ),
        Mistake(
            "divided by the curvature",
            _first - _first_slope / float(exp_minus_log.hessian(_first)),
            "This is a step of Newton's method: the slope over the curvature. Here the learning "
            "rate is given.",
        ),
        Mistake(
            "the minimum",
            OMEGA,
            "This is where the descent leads in the end. After two steps it is still on its way.",
        ),
        Mistake("the start", _start, "This is x_0. Two steps have led away from it."),
        *(
            Mistake(name, _steps_with(slope, _rate), f"In both steps: {message}")
            for name, slope, message in _slips
            if name not in _OUT_OF_REACH
        ),
        *(
            Mistake(
                f"{name} in the second step",
                _first - _rate * slope(_first),
                f"The first step is right. In the second: {message}",
            )
            for name, slope, message in _slips
        ),
        Mistake(
            "missing brackets",
            _first - _rate * np.exp(_first) - 1 / _first,
            "The learning rate multiplies only e^x. Put brackets around the whole slope.",
        ),
        Mistake(
            "brackets around the wrong pair",
            (_first - _rate) * _first_slope,
            "You took the rate from the point and then multiplied. First the product, then the "
            "difference.",
        ),
        Mistake(
            "rate alone",
            _first - _rate,
            "You subtracted the learning rate alone. Multiply it by the slope first.",
        ),
        Mistake(
            "rate added",
            _first + _rate,
            "You moved by the learning rate alone. Multiply it by the slope first.",
        ),
    ),
    after=next_point,
    continued=lambda x: _next(x, _rate),
    hints=(
        "Do the same again. What has changed since the first step?",
        r"Take the slope at $x_1$, not at $x_0$. Keep all digits of $x_1$.",
        page(
            r"The slope is now $f'(x_1) = @slope$. Take $\alpha$ times this from $x_1 = @first$.",
            slope=_first_slope,
            first=_first,
        ),
    ),
    worked=page(
        r"""
        From the first step: $x_1 = @first$.

        The slope there: $f'(x_1) = e^{x_1} - \frac{1}{x_1} = @slope$.

        The second step: $x_2 = x_1 - \alpha f'(x_1) = @first - @rate \cdot (@slope) = @second$.

        ```python
        import numpy as np

        x, learning_rate = 0.3, 0.07
        for _ in range(2):
            x = x - learning_rate * (np.exp(x) - 1 / x)
        answer = x
        ```
        """,
        rate=_rate,
        first=_first,
        slope=_first_slope,
        second=_second,
    ),
)

wrong_step = WrongLine(
    title="a page with one wrong line",
    prompt=r"""
        Somebody takes two steps of gradient descent on $f(x) = x^2 + \frac{4}{x}$ from $x_0 = 2$
        with learning rate $\alpha = 0.1$. One line is wrong. Which one, and what ought to come out
        there?
        """,
    lines=(
        r"$f'(x) = 2x - \frac{4}{x^2}$",
        r"$f'(2) = 4 - 1 = 3$",
        r"$x_1 = 2 - 0.1 \cdot 3 = 1.7$",
        r"$f'(1.7) = 3.4 - 1.384 = 2.016$",
        r"$x_2 = 2 - 0.1 \cdot 2.016 = 1.798$",
    ),
    answer=(5, 1.7 - 0.1 * (3.4 - 4 / 1.7**2)),
    right="The slope was taken in the new place, and the step has to begin there, too.",
    mistakes=(
        Mistake(
            "the derivative",
            1,
            "Line 1 is sound: the exponent of 4/x is -1, and it comes down with its sign.",
        ),
        Mistake(
            "slope at the start",
            2,
            "Line 2 is sound: at 2 the slope is 2 times 2, less 4 over 4.",
        ),
        Mistake(
            "the first step",
            3,
            "Line 3 is sound: the first step begins at the start, at 2, with the slope there.",
        ),
        Mistake(
            "slope at the new point",
            4,
            "Line 4 is sound: the slope belongs to where the descent stands now, at 1.7.",
        ),
        Mistake(
            "added",
            (5, 1.7 + 0.1 * (3.4 - 4 / 1.7**2)),
            "This is the line. But you went uphill: the step is subtracted.",
        ),
        Mistake(
            "slope at the old point",
            (5, 1.7 - 0.1 * 3),
            "This is the line. You began in the right place, but with the slope of the first step.",
        ),
        Mistake(
            "no learning rate",
            (5, 1.7 - (3.4 - 4 / 1.7**2)),
            "This is the line. You subtracted the whole slope: the learning rate is lost.",
        ),
    ),
    hints=(
        "Do each line again and compare only with the lines before it.",
        "The derivative and both slopes are right.",
        "A step needs a place to begin. Where does each of the two steps begin?",
    ),
    worked=r"""
        Lines 1 to 4 are right. Line 5 takes the second step from $x_0$; it begins at $x_1$:

        - as it stands: $2 - 0.1 \cdot 2.016 = 1.798$
        - from where the descent stands: $1.7 - 0.1 \cdot 2.016 = 1.498$

        ```python
        answer = 5, 1.7 - 0.1 * (2 * 1.7 - 4 / 1.7**2)
        ```
        """,
)

# The step and the loop, written; also for the temperature in the room, from (0.8, 1.2).

_place = np.array([0.8, 1.2])
_warmth = temperature.gradient(_place)


def _truncated_step(point, gradient, learning_rate):
    moved = optimization.step(point, gradient, learning_rate)
    return moved.astype(np.asarray(point).dtype)


write_step = Code(
    title="write the step",
    prompt=r"""
        Write one step of gradient descent. The point and the gradient are two numbers, or two
        arrays of the same shape; the new point has this shape too. Leave the arguments unchanged.

        ```python
        def step(point, gradient, learning_rate):
            ...
        ```
        """,
    name="step",
    answer=optimization.step,
    tests=(
        (_start, _slope, _rate),
        (_place, _warmth, 0.05),
        (np.array([1, 2]), np.array([1.0, -3.0]), 0.25),
        (np.array([3.0, -1.0, 2.0]), np.array([0.5, 2.0, -4.0]), 0.1),
    ),
    more=(
        (-1.5, 2.0, 0.4),
        (np.array([0.5, 0.0, -2.0, 7.0]), np.array([1.0, -3.0, 0.0, 2.5]), 0.3),
    ),
    right="This one line is the whole method. With numpy it serves any number of variables.",
    mistakes=(
        Mistake(
            "added",
            lambda p, g, rate: np.asarray(p) + rate * np.asarray(g),
            "Your step goes uphill: the gradient points to where the function grows.",
        ),
        Mistake(
            "no learning rate",
            lambda p, g, rate: np.asarray(p) - np.asarray(g),
            "Your step takes the whole gradient and does not use the learning rate.",
        ),
        Mistake(
            "no learning rate, added",
            lambda p, g, rate: np.asarray(p) + np.asarray(g),
            "Your step adds the whole gradient. Subtract, and only as much as the rate says.",
        ),
        Mistake(
            "rate of its own",
            lambda p, g, rate: np.asarray(p) - 0.05 * np.asarray(g),
            "Your step has a learning rate of its own, 0.05. Use the argument `learning_rate`.",
        ),
        Mistake(
            "another rate of its own",
            lambda p, g, rate: np.asarray(p) - 0.1 * np.asarray(g),
            "Your step has a learning rate of its own, 0.1. Use the argument `learning_rate`.",
        ),
        Mistake(
            "divided by the learning rate",
            lambda p, g, rate: np.asarray(p) - np.asarray(g) / rate,
            "You divide by the learning rate. A smaller rate must give a shorter step.",
        ),
        Mistake(
            "only the change",
            lambda p, g, rate: -rate * np.asarray(g),
            "Your function returns the change alone. The new point is the old point plus the "
            "change.",
        ),
        Mistake(
            "only the change, without its sign",
            lambda p, g, rate: rate * np.asarray(g),
            "Your function returns the learning rate times the gradient. This is what has to be "
            "taken away from the point.",
        ),
        Mistake(
            "the gradient",
            lambda p, g, rate: np.asarray(g),
            "Your function returns the gradient as it came. Take a part of it from the point.",
        ),
        Mistake(
            "did not move",
            lambda p, g, rate: np.asarray(p),
            "Your function returns the point as it came. Take a part of the gradient from it.",
        ),
        Mistake(
            "brackets",
            lambda p, g, rate: rate * (np.asarray(p) - np.asarray(g)),
            "The learning rate multiplies the point as well. It belongs to the gradient only.",
        ),
        Mistake(
            "point times the rate",
            lambda p, g, rate: np.asarray(p) * rate - np.asarray(g),
            "The learning rate multiplies the point. It belongs to the gradient.",
        ),
        Mistake(
            "the other way round",
            lambda p, g, rate: rate * np.asarray(g) - np.asarray(p),
            "You subtract the point from the step. Subtract the step from the point.",
        ),
        Mistake(
            "gradient and point exchanged",
            lambda p, g, rate: np.asarray(g) - rate * np.asarray(p),
            "Point and gradient have changed places: the point comes first.",
        ),
        Mistake(
            "rate subtracted",
            lambda p, g, rate: np.asarray(p) - rate,
            "You subtract the learning rate alone. Multiply it by the gradient first.",
        ),
        Mistake(
            "rate and gradient subtracted",
            lambda p, g, rate: np.asarray(p) - rate - np.asarray(g),
            "You subtract the sum of rate and gradient. Subtract their product.",
        ),
        Mistake(
            "times the point",
            lambda p, g, rate: np.asarray(p) * (1 - rate * np.asarray(g)),
            "Your step is multiplied by the point. It is the rate times the gradient, no more.",
        ),
        Mistake(
            "unit step",
            lambda p, g, rate: np.asarray(p) - rate * np.asarray(g) / np.linalg.norm(g),
            "You made the gradient a unit arrow first. The rule takes it with its length.",
        ),
        Mistake(
            "sign of the gradient",
            lambda p, g, rate: np.asarray(p) - rate * np.sign(g),
            "You use only the sign of the gradient. Its size makes the step long or short.",
        ),
        Mistake(
            "size of the gradient",
            lambda p, g, rate: np.asarray(p) - rate * np.abs(g),
            "You use the gradient without its sign. The sign says which way is down.",
        ),
        Mistake(
            "two steps at once",
            lambda p, g, rate: np.asarray(p) - 2 * rate * np.asarray(g),
            "Your step is twice as long as the rule says.",
        ),
        Mistake(
            "one number",
            lambda p, g, rate: np.sum(optimization.step(p, g, rate)),
            "You added up the entries. Each coordinate keeps its own.",
        ),
        Mistake(
            "scalar product",
            lambda p, g, rate: np.asarray(p) - rate * np.dot(g, g),
            "You subtract one number from all entries, the gradient times itself. Subtract entry "
            "by entry.",
        ),
        Mistake(
            "rounded",
            lambda p, g, rate: np.round(optimization.step(p, g, rate), 2),
            "You rounded the new point. Keep all digits: the next step begins there.",
        ),
        Mistake(
            "whole division",
            lambda p, g, rate: np.asarray(p) - np.asarray(g) // (1 / rate),
            "`//` cuts off what stands after the point. Multiply by the learning rate.",
        ),
        Mistake(
            "cuts off decimals",
            _truncated_step,
            "With a point of whole numbers your result loses its decimals: an array of integers "
            "cannot hold them. `point - ...` makes a new array that can.",
        ),
        Mistake(
            "rate squared",
            lambda p, g, rate: np.asarray(p) - rate**2 * np.asarray(g),
            "You multiply by the learning rate twice.",
        ),
    ),
    hints=(
        "The rule is the same for a number and for an array: numpy works entry by entry.",
        "Subtract something from the point. Two of the arguments make up what is subtracted.",
        "What is subtracted is the product of the learning rate and the gradient. Return the "
        "difference.",
    ),
    worked=r"""
        The rule: $x_{k+1} = x_k - \alpha \nabla f(x_k)$.

        The subtraction makes a new array, so the point that was passed stays as it is.

        ```python
        def step(point, gradient, learning_rate):
            return point - learning_rate * gradient
        ```
        """,
)


def _descend(gradient, start, learning_rate, steps, shrinks=False) -> np.ndarray:
    """Return the start and every point after it, shape (steps+1,) or (steps+1, n)."""
    points = [np.asarray(start, dtype=float)]
    for k in range(steps):
        rate = learning_rate / (k + 1) if shrinks else learning_rate
        points.append(optimization.step(points[-1], gradient(points[-1]), rate))
    return np.array(points)


def _descend_from_the_start(gradient, start, learning_rate, steps) -> np.ndarray:
    points = [np.asarray(start, dtype=float)]
    for _ in range(steps):
        points.append(optimization.step(start, gradient(points[-1]), learning_rate))
    return np.array(points)


def _descend_in_integers(gradient, start, learning_rate, steps) -> np.ndarray:
    points = np.zeros((steps + 1, *np.shape(start)), dtype=np.asarray(start).dtype)
    points[0] = start
    for k in range(steps):
        points[k + 1] = points[k] - learning_rate * gradient(points[k])
    return points


def slope_of_f(x):
    """Return the slope of e^x - log x: an argument of the exercise."""
    return exp_minus_log.gradient(x)


def gradient_of_t(point):
    """Return the gradient of the temperature: an argument of the exercise."""
    return temperature.gradient(point)


def gradient_of_bowl(point):
    """Return the gradient of x^2 + y^2: an argument of the exercise."""
    return 2 * np.asarray(point)


write_descend = Code(
    title="write the loop",
    prompt=r"""
        Write the loop around the step. `gradient` is a function of a point. Return all points as
        one array, the start first: shape `(steps + 1,)` for one variable, `(steps + 1, n)` for
        $n$ variables. Leave `start` unchanged.

        ```python
        def descend(gradient, start, learning_rate, steps):
            ...
        ```
        """,
    name="descend",
    answer=_descend,
    tests=(
        (slope_of_f, _start, _rate, 5),
        (gradient_of_t, np.array([3.0, 2.0]), 0.05, 4),
        (gradient_of_bowl, np.array([3, -2]), 0.25, 3),
        (slope_of_f, 1.0, 0.1, 0),
    ),
    more=((slope_of_f, 0.8, 0.15, 9), (gradient_of_bowl, np.array([0.5, -0.25]), 0.1, 1)),
    right="The points are data now: they can be drawn, counted and checked.",
    mistakes=(
        Mistake(
            "forgets the start",
            lambda g, start, rate, steps: _descend(g, start, rate, steps)[1:],
            "The start is missing. It is the first of the points, before any step.",
        ),
        Mistake(
            "start twice",
            lambda g, start, rate, steps: np.concatenate(
                [_descend(g, start, rate, 0), _descend(g, start, rate, steps)]
            ),
            "The start stands there twice. Append each new point after its step, not before.",
        ),
        Mistake(
            "only the last point",
            lambda g, start, rate, steps: _descend(g, start, rate, steps)[-1],
            "Only the last point comes back. Collect the points in a list on the way.",
        ),
        Mistake(
            "only start and end",
            lambda g, start, rate, steps: _descend(g, start, rate, steps)[[0, -1]],
            "Only start and end come back. Append a point in every turn of the loop.",
        ),
        Mistake(
            "gradient at the start",
            lambda g, start, rate, steps: _descend(lambda _: g(start), start, rate, steps),
            "Every step uses the gradient at the start. Ask for it again at each new point.",
        ),
        Mistake(
            "every step from the start",
            _descend_from_the_start,
            "Every step begins at the start. Begin where the last step has led.",
        ),
        Mistake(
            "one step too many",
            lambda g, start, rate, steps: _descend(g, start, rate, steps + 1),
            "There is one point too many. With the start there must be steps + 1 of them.",
        ),
        Mistake(
            "one step too few",
            lambda g, start, rate, steps: _descend(g, start, rate, steps - 1),
            "There is one point too few. With the start there must be steps + 1 of them.",
        ),
        Mistake(
            "ten steps always",
            lambda g, start, rate, steps: _descend(g, start, rate, 10),
            "Your loop takes ten steps whatever the argument says. Use `range(steps)`.",
        ),
        Mistake(
            "returns in the loop",
            lambda g, start, rate, steps: _descend(g, start, rate, min(steps, 1)),
            "The `return` stands inside the loop and ends it after one step. Move it to the left.",
        ),
        Mistake(
            "the same point in every row",
            lambda g, start, rate, steps: np.stack(
                [_descend(g, start, rate, steps)[-1]] * (steps + 1)
            ),
            "Every row holds the last point. You collected one array that `-=` went on changing; "
            "make a new point in each step.",
        ),
        Mistake(
            "never moves",
            lambda g, start, rate, steps: np.stack([np.asarray(start, float)] * (steps + 1)),
            "Every row holds the start. Assign the new point to the name that the next step uses.",
        ),
        Mistake(
            "added",
            lambda g, start, rate, steps: _descend(g, start, -rate, steps),
            "Your points climb: the learning rate times the gradient must be subtracted.",
        ),
        Mistake(
            "no learning rate",
            lambda g, start, rate, steps: _descend(g, start, 1, steps),
            "Each step takes the whole gradient. Multiply it by the learning rate.",
        ),
        Mistake(
            "divided by the learning rate",
            lambda g, start, rate, steps: _descend(g, start, 1 / rate, steps),
            "You divide by the learning rate. It is a factor: a small one makes short steps.",
        ),
        Mistake(
            "rate of its own",
            lambda g, start, rate, steps: _descend(g, start, 0.05, steps),
            "Your loop has a learning rate of its own, 0.05. Use the argument `learning_rate`.",
        ),
        Mistake(
            "rate shrinks",
            lambda g, start, rate, steps: _descend(g, start, rate, steps, shrinks=True),
            "Your learning rate shrinks from step to step. Here it stays the same.",
        ),
        Mistake(
            "only the changes",
            lambda g, start, rate, steps: np.diff(_descend(g, start, rate, steps), axis=0),
            "These are the changes. Each point is the one before plus its change.",
        ),
        Mistake(
            "only the gradients",
            lambda g, start, rate, steps: np.array(
                [g(point) for point in _descend(g, start, rate, steps)]
            ),
            "These are the gradients at the points. Return the points themselves.",
        ),
        Mistake(
            "backward",
            lambda g, start, rate, steps: _descend(g, start, rate, steps)[::-1],
            "The points are in the wrong order: the start comes first. `append` puts a point at "
            "the end.",
        ),
        Mistake(
            "transposed",
            lambda g, start, rate, steps: _descend(g, start, rate, steps).T,
            "Rows and columns have changed places. A point is a row.",
        ),
        Mistake(
            "flat",
            lambda g, start, rate, steps: _descend(g, start, rate, steps).ravel(),
            "All coordinates stand in one row. Make a row for each point, with `append`, not "
            "`extend`.",
        ),
        Mistake(
            "rounds",
            lambda g, start, rate, steps: _descend(g, start, rate, steps).round(2),
            "You rounded the points. Keep all digits.",
        ),
        Mistake(
            "cuts off decimals",
            _descend_in_integers,
            "With a start of whole numbers your points lose their decimals: the array that "
            "collects them holds integers. Make it an array of floats.",
        ),
    ),
    hints=(
        "Begin with a list that holds the start. Each step appends one point.",
        "Inside the loop, the last entry of the list is where you stand. Take the gradient there.",
        "Append `points[-1] - learning_rate * ...` once for each step. After the loop turn the "
        "list into an array.",
    ),
    worked=r"""
        The list begins with the start.

        Each turn of the loop takes the gradient at the last point and appends the next one.

        At the end the list of points becomes one array, a row for each point.

        ```python
        import numpy as np

        def descend(gradient, start, learning_rate, steps):
            points = [start]
            for _ in range(steps):
                here = points[-1]
                points.append(here - learning_rate * gradient(here))
            return np.array(points)
        ```
        """,
)

_falling = optimization.gradient_descent(exp_minus_log, 0.05, 0.005, 20)

falling_value = DrawnPrediction(
    title="the value after each step",
    question=page(
        "A descent on e^x - log x starts at 0.05, with the learning rate 0.005. You have seen its "
        "first three steps: the value falls from @first to @third. The lowest value of all is "
        "@least. How does it go on? Draw the value after each of the first 20 steps.",
        first=_falling.values[0],
        third=_falling.values[3],
        least=exp_minus_log(OMEGA),
    ),
    across=Axis("steps k", 0, 20, short="k"),
    up=Axis("value of f after k steps", 2, 4.5),
    true=Curve("the descent", lambda k: np.interp(k, range(len(_falling.values)), _falling.values)),
    why=page(
        "A step is the learning rate times the slope. At 0.05 the slope is @steep, so the first "
        "step is long, and the value falls at once. After ten steps the slope is @flat: the steps "
        "are short, and each of them gains little. After twenty steps the value is @last, still "
        "above the lowest.",
        steep=exp_minus_log.gradient(0.05),
        flat=exp_minus_log.gradient(_falling.points[10]),
        last=_falling.values[20],
    ),
)

# 2: the learning rate, and what decides whether it converges.

_curvature = float(exp_minus_log.hessian(OMEGA))
_edge = 0.05

largest_rate = Number(
    title="the largest learning rate",
    prompt=page(
        r"""
        The minimum of $f(x) = e^x - \log x$ is at $x^* = @minimum$. Close to it, below which
        learning rate does gradient descent converge? Give four decimals.
        """,
        minimum=OMEGA,
    ),
    answer=optimization.largest_stable_rate(_curvature),
    right="Above this rate the point is driven away from the minimum, however close it starts.",
    mistakes=(
        Mistake(
            "1 over the curvature",
            1 / _curvature,
            "With this rate the error near the minimum vanishes almost at once: it is the fastest, "
            "and there is room above it.",
        ),
        Mistake(
            "half the curvature",
            _curvature / 2,
            "The fraction is upside down. A sharper minimum needs a smaller rate.",
        ),
        Mistake(
            "the curvature",
            _curvature,
            "This is the curvature. A sharper minimum needs a smaller rate: it stands below.",
        ),
        Mistake(
            "twice the curvature",
            2 * _curvature,
            "You multiplied by the curvature. A sharper minimum needs a smaller rate: divide.",
        ),
        Mistake(
            "1 over twice the curvature",
            1 / (2 * _curvature),
            "The 2 stands on the wrong side: the product of rate and curvature may grow up to 2.",
        ),
        Mistake(
            "curvature at the start",
            2 / float(exp_minus_log.hessian(_edge)),
            "You took the second derivative at 0.05. What counts is the curvature at the minimum.",
        ),
        Mistake(
            "curvature at 0.3",
            2 / float(exp_minus_log.hessian(_start)),
            "You took the second derivative at 0.3. What counts is the curvature at the minimum.",
        ),
        Mistake(
            "curvature at 1",
            2 / float(exp_minus_log.hessian(1)),
            "You took the second derivative at 1. What counts is the curvature at the minimum.",
        ),
        Mistake(
            "slope instead of curvature",
            2 / abs(float(exp_minus_log.gradient(_edge))),
            "You used the first derivative. It is zero at the minimum; the second one decides.",
        ),
        Mistake(
            "value instead of curvature",
            2 / float(exp_minus_log(OMEGA)),
            "You divided by the value of f. How fast the slope changes there is what decides.",
        ),
        Mistake(
            "sign in the second derivative",
            2 / (np.exp(OMEGA) - 1 / OMEGA**2),
            "The second derivative has a wrong sign: the derivative of -1/x is +1/x^2. At "
            "this minimum the curvature is positive.",
        ),
        Mistake(
            "forgot the logarithm",
            2 / np.exp(OMEGA),
            "Your second derivative has lost the part of the logarithm.",
        ),
        Mistake(
            "forgot e^x",
            2 * OMEGA**2,
            "Your second derivative has lost e^x: it is its own derivative, also the second time.",
        ),
        Mistake(
            "1 over the curvature without e^x",
            OMEGA**2,
            "Your second derivative has lost e^x, and the limit is 2 over the curvature.",
        ),
        Mistake(
            "the minimum",
            OMEGA,
            "This is the place of the minimum itself. It also comes out with 1/x in place of "
            "1/x^2, or without the logarithm and with 1 in place of 2. Take the second derivative "
            "again.",
        ),
        Mistake(
            "logarithm derived once more",
            2 / (np.exp(OMEGA) + 2 / OMEGA**3),
            "You differentiated the logarithm once too often: it goes to 1/x, then to 1/x^2 with "
            "its sign.",
        ),
        Mistake(
            "x squared in place of 1/x^2",
            2 / (np.exp(OMEGA) + OMEGA**2),
            "The square of x belongs below the 1 in your second derivative.",
        ),
        Mistake(
            "power rule on e^x",
            2 / (OMEGA * (OMEGA - 1) * np.exp(OMEGA - 2) + 1 / OMEGA**2),
            "You used the power rule on e^x. There the exponent changes, not the base.",
        ),
        Mistake(
            "four",
            4 / _curvature,
            "This is twice as large as it should be: the factor of the error must stay above -1, "
            "not above -3.",
        ),
        Mistake(
            "sign",
            -2 / _curvature,
            "A learning rate is above zero. Solve 1 - rate times curvature = -1 once more.",
        ),
        Mistake(
            "one over the square",
            2 / _curvature**2,
            "You squared the curvature. It multiplies the rate once.",
        ),
        Mistake(
            "root of the curvature",
            2 / np.sqrt(_curvature),
            "You took the root of the curvature. It multiplies the rate as it is.",
        ),
        Mistake(
            "one",
            1.0,
            "A product of 1 is the fastest; but the question asks for the rate, not the product. "
            "Divide by the curvature.",
        ),
        Mistake(
            "two",
            2.0,
            "It is the product of rate and curvature that must stay below 2. Divide by the "
            "curvature.",
        ),
        Mistake(
            "the least value",
            float(exp_minus_log(OMEGA)),
            "This is the smallest value of f. The question asks for a learning rate.",
        ),
        Mistake(
            "missing brackets",
            2 / np.exp(OMEGA) + 1 / OMEGA**2,
            "Only e^x is below the 2. Put brackets around the whole curvature.",
        ),
        Mistake(
            "a rate of a button",
            0.42,
            "This rate is that of the button diverges above figure 5.3.",
        ),
        Mistake(
            "a rate of the figure, below",
            0.37,
            "This rate is one of figure 5.4. It converges, but there is room above it.",
        ),
        Mistake(
            "a rate of the figure, above",
            0.44,
            "This rate is one of figure 5.4, and there it diverges.",
        ),
    ),
    hints=(
        "What decides is the learning rate times the curvature. What is the curvature here?",
        r"The curvature is $f''(x^*)$ with $f''(x) = e^x + 1/x^2$. The factor "
        r"$1 - \alpha f''(x^*)$ must lie between -1 and 1.",
        page(
            r"The curvature is $f''(x^*) = @curvature$, and $\alpha f''(x^*)$ must stay below 2.",
            curvature=_curvature,
        ),
    ),
    worked=page(
        r"""
        Each step multiplies a small error by $1 - \alpha f''(x^*)$.

        The error shrinks when $-1 < 1 - \alpha f''(x^*) < 1$, that is $0 < \alpha < 2 / f''(x^*)$.

        The curvature: $f''(x) = e^x + \frac{1}{x^2}$, so $f''(x^*) = @curvature$.

        The limit: $\frac{2}{f''(x^*)} = @limit$.

        ```python
        import numpy as np

        minimum = 0.567143
        answer = 2 / (np.exp(minimum) + 1 / minimum**2)
        ```
        """,
        curvature=_curvature,
        limit=optimization.largest_stable_rate(_curvature),
    ),
)

which_regime = Choice(
    title="name what happens",
    prompt=r"""
        Close to a minimum, learning rate times curvature is 1.5. What does the descent do there?
        """,
    choices={
        "a": "it creeps towards the minimum from one side",
        "b": "it goes straight to the minimum in a few steps from one side",
        "c": "it jumps from side to side and comes closer",
        "d": "it jumps from side to side and goes away",
    },
    answer="c",
    right="Each step multiplies the error by 1 - 1.5: the sign changes, the size is halved.",
    mistakes=(
        Mistake(
            "slow",
            "a",
            "It creeps when the product is close to 0: then each step removes little of the error.",
        ),
        Mistake(
            "fast",
            "b",
            "The point stays on one side only while the product is at most 1. Here the step is "
            "longer than the way to the minimum.",
        ),
        Mistake(
            "diverges",
            "d",
            "It does jump to the other side, but compare the sizes of the error before and after. "
            "It goes away only above a product of 2.",
        ),
    ),
    hints=(
        "Near the minimum the slope is the curvature times the error, the distance to the minimum "
        "with its sign.",
        r"One step turns the error $e_k$ into $e_k - \alpha f''(x^*)\, e_k$.",
        r"So each step multiplies the error by $1 - \alpha f''(x^*)$. Look at the sign of this "
        r"factor, then at its size.",
    ),
    worked=r"""
        Write $e_k = x_k - x^*$ for the error. Near the minimum $f'(x_k) \approx f''(x^*)\, e_k$.

        One step: $e_{k+1} = e_k - \alpha f'(x_k) \approx (1 - \alpha f''(x^*))\, e_k$.

        Here the factor is $1 - 1.5 = -0.5$. It is negative: the point changes sides. Its size is
        below 1: the error shrinks. The descent oscillates and converges. Answer c.
        """,
)

_errors = (0.4, -0.28, 0.196)

read_factor = Number(
    title="what the errors tell",
    prompt=page(
        r"""
        Close to a minimum the errors of a descent, one after the other, are $@first$, $@second$,
        $@third$. How large is learning rate times curvature?
        """,
        first=_errors[0],
        second=_errors[1],
        third=_errors[2],
    ),
    answer=1.7,
    right="Three errors are enough to know the product, without the function. A rate smaller by "
    "the factor 1.7 would arrive in one step.",
    mistakes=(
        Mistake(
            "the factor",
            -0.7,
            "This is the factor of the error. It is 1 minus the product.",
        ),
        Mistake(
            "the size of the factor",
            0.7,
            "This is the size of the factor. It has a sign, and it is 1 minus the product.",
        ),
        Mistake(
            "sign of the factor lost",
            0.3,
            "The error changes its sign from step to step: the factor is negative.",
        ),
        Mistake("minus 1", -1.7, "You took the factor minus 1. The factor is 1 minus the product."),
        Mistake(
            "difference of the errors",
            0.68,
            "You took the difference of two errors. What stays the same is their quotient.",
        ),
        Mistake(
            "difference of the errors, sign",
            -0.68,
            "You took the difference of two errors. What stays the same is their quotient.",
        ),
        Mistake(
            "quotient upside down",
            1 + 1 / 0.7,
            "You divided the earlier error by the later one. The factor turns the earlier into the "
            "later.",
        ),
        Mistake(
            "factor upside down",
            -1 / 0.7,
            "You divided the earlier error by the later one, and a factor is no product yet.",
        ),
        Mistake(
            "two steps at once",
            1 - 0.49,
            "You compared the first error with the third. That is the factor of two steps.",
        ),
        Mistake(
            "factor of two steps",
            0.49,
            "This is the factor of two steps. Compare each error with the one before.",
        ),
        Mistake(
            "an error for the factor",
            1.28,
            "You took the second error itself for the factor. It depends on how large the first "
            "one is.",
        ),
        Mistake(
            "the limit",
            2.0,
            "At a product of 2 the errors would keep their size. Here they shrink.",
        ),
        Mistake(
            "one",
            1.0,
            "At a product of 1 the error would be gone after one step.",
        ),
    ),
    hints=(
        "Each step multiplies the error by the same number. Which number is it here?",
        r"The factor is $-0.28 / 0.4$. Mind its sign.",
        r"The factor is $-0.7$, and it is $1 - \alpha f''(x^*)$. Solve for the product.",
    ),
    worked=r"""
        The factor: $\frac{-0.28}{0.4} = -0.7$, and $\frac{0.196}{-0.28} = -0.7$ again.

        It is $1 - \alpha f''(x^*)$, so $\alpha f''(x^*) = 1 - (-0.7) = 1.7$.

        ```python
        answer = 1 - (-0.28 / 0.4)
        ```
        """,
)

_far, _bold = 2.5, 0.55


def _escaping_points() -> list[float]:
    """Return the points of a descent on x^2 + 4/x, to the first one that is not above zero."""
    points = [_far]
    while points[-1] > 0:
        points.append(points[-1] - _bold * (2 * points[-1] - 4 / points[-1] ** 2))
    return points


_escape = _escaping_points()
_escape_slopes = [2 * x - 4 / x**2 for x in _escape]
_out = len(_escape) - 1

leaves_domain = Number(
    title="out of the domain",
    prompt=page(
        r"""
        The function $x^2 + \frac{4}{x}$, for $x$ above zero, has its minimum at 1.26. A descent
        starts at $x_0 = @start$ with learning rate @rate. Which is the first $k$ for which $x_k$
        is no longer above zero?
        """,
        start=_far,
        rate=_bold,
    ),
    answer=_out,
    right="The first step ends just above zero, where 4/x is steep. The second flies over the "
    "minimum to where the square is steep, and the third below zero: there the descent must stop.",
    mistakes=(
        Mistake(
            "the start",
            0,
            "This is the start, and it is above zero. Count the steps until a point is not.",
        ),
        Mistake(
            "the first step",
            1,
            "If your first point is below zero, your step was too long: take the learning rate "
            "times the slope, with both terms of the slope. It ends just above zero.",
        ),
        Mistake(
            "the last point inside",
            _out - 1,
            "That point is far to the right of the minimum, but still above zero.",
        ),
        Mistake(
            "counted the start as the first",
            _out + 1,
            "Count from zero: the start is x_0, so k is the number of steps taken.",
        ),
        Mistake(
            "counted too far",
            _out + 2,
            "The descent had to stop before. Count from zero, and stop at the first point that is "
            "not above zero.",
        ),
        Mistake(
            "the point instead of its number",
            _escape[3],
            "This is the point below zero. The question asks for its number k.",
        ),
        Mistake(
            "a point instead of its number",
            _escape[2],
            "This is a point. The question asks for the number k of the first one below zero.",
        ),
        Mistake(
            "the first point, not its number",
            _escape[1],
            "This is the point after one step, still above zero. The question asks for a number k.",
        ),
        Mistake(
            "never",
            1000,
            "It does not come that far. At the minimum the curvature is 6, and 0.55 times 6 is "
            "above the limit. Compute the first points one by one.",
        ),
        Mistake(
            "the rate", _bold, "This is the learning rate. The question asks for a number of steps."
        ),
        Mistake(
            "the start, not its number",
            _far,
            "This is the place of the start. The question asks for the number k of a point.",
        ),
        Mistake(
            "minus",
            -_out,
            "A count of steps is not below zero.",
        ),
    ),
    hints=(
        "Compute the points one by one. 4/x has no value at zero.",
        page(
            r"The first step leads to $x_1 = @first$. How steep is $4/x$ there?",
            first=_escape[1],
        ),
        page(
            r"The slope at $x_1$ is $@slope$, so $x_2 = @second$. How steep is $x^2$ there?",
            slope=_escape_slopes[1],
            second=_escape[2],
        ),
    ),
    worked=page(
        r"""
        The slope is $2x - \frac{4}{x^2}$.

        The first step: $x_1 = @start - @rate \cdot @slope = @first$. It ends just above zero.

        The slope there is $@next_slope$, because of $\frac{4}{x}$:
        $x_2 = @first - @rate \cdot (@next_slope) = @second$. It flies over the minimum.

        The slope there is $@last_slope$, because of the square:
        $x_3 = @second - @rate \cdot @last_slope = @third$, below zero.

        ```python
        x, answer = 2.5, 0
        while x > 0:
            x = x - 0.55 * (2 * x - 4 / x**2)
            answer = answer + 1
        ```
        """,
        start=_far,
        rate=_bold,
        slope=_escape_slopes[0],
        first=_escape[1],
        next_slope=_escape_slopes[1],
        second=_escape[2],
        last_slope=_escape_slopes[2],
        third=_escape[3],
    ),
)

_doubled = optimization.gradient_descent(exp_minus_log, 0.56, 0.8)

doubled_rate = Prediction(
    title="twice the rate",
    question=page(
        "With the rate 0.4 a descent on e^x - log x from 0.56 settles at the minimum, at @minimum. "
        "With the rate 0.8, what happens?",
        minimum=OMEGA,
    ),
    options=(
        Option(
            "a",
            "It reaches the minimum in half the steps.",
            "No. A longer step is faster only as long as it does not fly too far over the minimum.",
        ),
        Option(
            "b",
            "It jumps between the same two points for ever.",
            "No. Here the jumps grow until the point leaves x > 0. Other curves can catch such a "
            "path between two points.",
        ),
        Option(
            "c",
            "It jumps to and fro, further each time, until it leaves x > 0.",
            page(
                "Yes. The points are 0.56, @first, @second, @third, @fourth, @fifth, and the next "
                "one is below zero. Each of the first steps flies over the minimum and ends about "
                "@times times as far away on the other side. The reason follows in the text.",
                first=_doubled.points[1],
                second=_doubled.points[2],
                third=_doubled.points[3],
                fourth=_doubled.points[4],
                fifth=_doubled.points[5],
                times=round(0.8 * _curvature - 1),
            ),
        ),
        Option(
            "d",
            "It finds another minimum further away.",
            "No. This function has only one minimum.",
        ),
    ),
    happened="c",
)

# 3: several minima.

which_holds = Choice(
    title="where it can have come to rest",
    prompt=r"""
        A descent with the learning rate 0.2 has come to rest in a minimum. Of the four minima of
        the curve, only one can be it. Which?
        """,
    choices={
        "a": "the lowest of all, with the curvature 40",
        "b": "one at a middle height, with the curvature 8",
        "c": "the one closest to the start, with the curvature 15",
        "d": "the highest, with the curvature 11",
    },
    answer="b",
    right="0.2 times 8 is 1.6, below 2. In the other three the product is above 2: a small error "
    "grows there, and the path is thrown out.",
    mistakes=(
        Mistake(
            "the lowest",
            "a",
            "A descent does not know which minimum is the lowest. And with 0.2 times 40, what "
            "becomes of a small error there?",
        ),
        Mistake(
            "the closest",
            "c",
            "The path may pass there. Can it rest there, with 0.2 times 15?",
        ),
        Mistake(
            "the highest",
            "d",
            "How high a minimum lies plays no part. Compare 0.2 times 11 with the limit.",
        ),
    ),
    hints=(
        "What becomes of a small error beside each of the minima?",
        "Each step multiplies it by 1 minus the rate times the curvature there.",
        "The product must be below 2. Compute it four times.",
    ),
    worked=r"""
        The products of rate and curvature: $0.2 \cdot 40 = 8$, $0.2 \cdot 8 = 1.6$,
        $0.2 \cdot 15 = 3$, $0.2 \cdot 11 = 2.2$.

        Only below 2 an error shrinks. Answer b.
        """,
)

_from_right = optimization.gradient_descent(three_minima, 1.4, 0.01)

which_minimum = Prediction(
    title="one of three minima",
    question="A curve has minima at -2, 0 and 2; the one at -2 is the lowest. Between the last two "
    "is a hilltop at 1.2. Where does a descent from 1.4 with a small rate end?",
    options=(
        Option(
            "a",
            "On the hilltop, because it is closest.",
            "No. The slope is zero there, but on both sides of it the way down leads away.",
        ),
        Option(
            "b",
            "At -2, because it is the lowest.",
            "No. The descent knows only the slope where it stands. It cannot see over the hill.",
        ),
        Option(
            "c",
            "At 0, because it is in the middle.",
            "No. The hilltop at 1.2 lies between, and the way there leads up.",
        ),
        Option(
            "d",
            "At 2, because that way is downhill.",
            page(
                "Yes. The slope at 1.4 is @slope, so the step goes to the right, and on to @last.",
                slope=three_minima.gradient(1.4),
                last=_from_right.last,
            ),
        ),
    ),
    happened="d",
)

# 4: two variables.


def _cubic(x: float) -> float:
    return x**2 * (x - 6)


def _cubic_slope(x: float) -> float:
    return 3 * x**2 - 12 * x


def _warmth_with(slope) -> np.ndarray:
    """Return the gradient of the temperature with this for the slope of x^2 (x - 6)."""
    x, y = _place
    return np.array([slope(x) * _cubic(y), _cubic(x) * slope(y)]) / -90


_wrong_gradients = (
    (
        "swapped",
        _warmth[::-1],
        "The two entries have changed places, or the two coordinates have. The first entry is "
        "the derivative along x, at x = 0.8 and y = 1.2.",
    ),
    (
        "sign",
        -_warmth,
        "The signs are turned around. The product is subtracted from 85, and that minus "
        "stays. x - 6 and y - 6 are negative here.",
    ),
    (
        "forgot 1/90",
        90 * _warmth,
        "The factor 1/90 is lost. A constant factor stays when you differentiate.",
    ),
    (
        "forgot 1/90, and the minus",
        -90 * _warmth,
        "The factor -1/90 is lost. A constant factor stays when you differentiate.",
    ),
    (
        "divided by 90 twice",
        _warmth / 90,
        "You divided by 90 twice.",
    ),
    (
        "another point",
        temperature.gradient([0.8, 0.8]),
        "This is the gradient at (0.8, 0.8). The second coordinate is 1.2.",
    ),
    (
        "the other second point",
        temperature.gradient([1.2, 1.2]),
        "This is the gradient at (1.2, 1.2). The first coordinate is 0.8.",
    ),
    (
        "half of the product rule",
        _warmth_with(lambda x: 2 * x * (x - 6)),
        "You differentiated x^2 and left x - 6 as it is. The product rule has a second term.",
    ),
    (
        "the other half of the product rule",
        _warmth_with(lambda x: x**2),
        "You differentiated x - 6 and left x^2 as it is. The product rule has a second term.",
    ),
    (
        "minus in the product rule",
        _warmth_with(lambda x: 2 * x * (x - 6) - x**2),
        "The two terms of the product rule are added, not subtracted.",
    ),
    (
        "product of the derivatives",
        _warmth_with(lambda x: 2 * x),
        "The derivative of a product is not the product of the derivatives. Multiply out "
        "x^2 (x - 6) first, or use the product rule.",
    ),
    (
        "both differentiated",
        np.full(2, np.prod(_cubic_slope(_place)) / -90),
        "You differentiated along x and along y in one entry. Hold the other variable still.",
    ),
    (
        "product rule over all",
        np.full(2, _warmth.sum()),
        "Both variables move in your entries. Hold y still for the first, x for the second.",
    ),
    (
        "the other factor lost",
        _cubic_slope(_place) / -90,
        "The factor with the other variable is lost. Held still, it is a constant factor and "
        "stays.",
    ),
    (
        "inner 6 kept",
        _warmth_with(lambda x: 3 * x**2 - 6 * x),
        "In the slope of 6x^2 the 2 is missing: multiply out x^2 (x - 6), then use the power rule.",
    ),
    (
        "only the cube",
        _warmth_with(lambda x: 3 * x**2),
        "You differentiated the cube alone. x^2 (x - 6) has the term -6x^2 as well.",
    ),
    (
        "constant 12",
        _warmth_with(lambda x: 3 * x**2 - 12),
        "The slope of 6x^2 has lost its x.",
    ),
    (
        "powers not brought down",
        _warmth_with(lambda x: x**2 - 6 * x),
        "The exponents dropped, but they did not come down as factors.",
    ),
    (
        "exponents stay",
        _warmth_with(lambda x: 3 * x**3 - 12 * x**2),
        "The exponents came down as factors, but they did not drop.",
    ),
    (
        "6 - x",
        _warmth_with(lambda x: 12 * x + 3 * x**2),
        "You multiplied out with a plus: x^2 (x - 6) has a minus before 6x^2.",
    ),
    (
        "sign of 6 in the other",
        _cubic_slope(_place) * (_place**2 * (_place + 6))[::-1] / -90,
        "In the factor that is held still you added 6. It is subtracted.",
    ),
    (
        "one factor squared only",
        _cubic_slope(_place) * (_place * (_place - 6))[::-1] / -90,
        "The factor that is held still has lost its square.",
    ),
    (
        "kept the 85",
        85 + _warmth,
        "You kept the 85. A constant does not change, so it leaves nothing.",
    ),
    (
        "derived twice",
        _warmth_with(lambda x: 6 * x - 12),
        "These are second derivatives. Differentiate once.",
    ),
    (
        "value for both",
        np.full(2, temperature(_place)),
        "This is the temperature itself. Take its two derivatives.",
    ),
    (
        "product for both",
        np.full(2, temperature(_place) - 85),
        "This is the product itself, not differentiated. Take its two derivatives.",
    ),
    (
        "length for both",
        np.full(2, np.linalg.norm(_warmth)),
        "This is the length of the gradient. Its two entries are the slopes along the axes.",
    ),
    (
        "sign of the first",
        _warmth * [-1, 1],
        "The sign of the first entry is turned around.",
    ),
    (
        "sign of the second",
        _warmth * [1, -1],
        "The sign of the second entry is turned around.",
    ),
)

# A step with these ends where another mistake ends, to three digits.
_NO_STEP = ("sign", "divided by 90 twice", "value for both")

temperature_gradient = Point(
    title="a gradient in two variables",
    prompt=page(
        r"""
        The temperature in a room is $T(x, y) = 85 - \frac{1}{90} x^2 (x - 6)\, y^2 (y - 6)$.
        What is its gradient at $@place$? Give a pair $(T_x, T_y)$ with four decimals.
        """,
        place=_place,
    ),
    answer=_warmth,
    right="Both entries are negative: it gets colder along both axes, as x and as y grow.",
    mistakes=(
        *(Mistake(name, gradient, message) for name, gradient, message in _wrong_gradients),
        Mistake(
            "first entry for both",
            np.full(2, _warmth[0]),
            "Both entries are the derivative along x. For the second one hold x still.",
        ),
        Mistake(
            "second entry for both",
            np.full(2, _warmth[1]),
            "Both entries are the derivative along y. For the first one hold y still.",
        ),
        Mistake(
            "only along x",
            _warmth * [1, 0],
            "The second entry is missing: it gets colder along y as well.",
        ),
        Mistake(
            "only along y",
            _warmth * [0, 1],
            "The first entry is missing: it gets colder along x as well.",
        ),
        Mistake(
            "unit arrow",
            _warmth / np.linalg.norm(_warmth),
            "You made an arrow of length 1. The gradient keeps its length: it says how steep it "
            "is.",
        ),
        Mistake(
            "swapped, sign",
            -_warmth[::-1],
            "The entries have changed places, and the signs are turned around.",
        ),
    ),
    live=(("the place (0.5, 0.6), as above", temperature.gradient([0.5, 0.6])),),
    hints=(
        "Hold y still and differentiate along x. Then hold x still and differentiate along y.",
        r"$x^2 (x - 6) = x^3 - 6x^2$ has the derivative $3x^2 - 12x = x(3x - 12)$.",
        r"$T_x = -\frac{1}{90}\, x (3x - 12)\, y^2 (y - 6)$, and $T_y$ is the same with $x$ and "
        r"$y$ exchanged. Put in $x = 0.8$ and $y = 1.2$.",
    ),
    worked=page(
        r"""
        Multiply out: $x^2 (x - 6) = x^3 - 6x^2$, with derivative $3x^2 - 12x = x (3x - 12)$.

        Along $x$, with $y$ held still: $T_x = -\frac{1}{90}\, x (3x - 12)\, y^2 (y - 6)$.

        Along $y$, with $x$ held still: $T_y = -\frac{1}{90}\, x^2 (x - 6)\, y (3y - 12)$.

        At $@place$: $\nabla T = @gradient$.

        ```python
        x, y = 0.8, 1.2
        along_x = -x * (3 * x - 12) * y**2 * (y - 6) / 90
        along_y = -(x**2) * (x - 6) * y * (3 * y - 12) / 90
        answer = along_x, along_y
        ```
        """,
        place=_place,
        gradient=_warmth,
    ),
)

direction = Choice(
    title="the way down",
    prompt=r"""
        At a place in another room the gradient of the temperature is $(3, -4)$. Along which arrow
        does the temperature fall fastest?
        """,
    choices={"a": "$(3, -4)$", "b": "$(4, 3)$", "c": "$(0, 4)$", "d": "$(-3, 4)$"},
    answer="d",
    right="It is the gradient turned round. In that direction it falls by 5 degrees a metre, the "
    "length of the gradient.",
    mistakes=(
        Mistake(
            "ascent",
            "a",
            "This is the gradient itself. It points where the temperature rises fastest.",
        ),
        Mistake(
            "along the contour",
            "b",
            "Take the dot product of the two arrows: it is zero. At a right angle to the gradient "
            "the temperature stays the same.",
        ),
        Mistake(
            "one axis",
            "c",
            "It falls there, by 4 degrees a metre. Moving in both coordinates at once falls "
            "faster.",
        ),
    ),
    hints=(
        "Think of one variable. If the slope is positive, which way is down?",
        r"In the direction of an arrow $u$ of length 1 the slope is $\nabla T \cdot u = "
        r"|\nabla T| \cos \varphi$, where $\varphi$ is the angle between $u$ and the gradient.",
        r"The slope should be as negative as possible, so $\cos \varphi$ must be as small as it "
        r"can be. Which angle is that?",
    ),
    worked=r"""
        In the direction of an arrow $u$ of length 1 the slope of $T$ is
        $\nabla T \cdot u = |\nabla T| \cos \varphi$, with $\varphi$ the angle to the gradient.

        It is largest for $\cos \varphi = 1$: along $\nabla T$, steepest ascent.

        It is zero for $\cos \varphi = 0$: along the contour line.

        It is smallest for $\cos \varphi = -1$: along $-\nabla T$, steepest descent.

        Here $-\nabla T = (-3, 4)$. Answer d.
        """,
)

_room_rate = 0.4

temperature_step = Point(
    title="a step in two variables",
    prompt=page(
        r"""
        From $@place$ take one step of gradient descent on the temperature $T$ with learning
        rate $\alpha = @rate$. Where do you arrive? Give both coordinates with four decimals.
        """,
        place=_place,
        rate=_room_rate,
    ),
    answer=optimization.step(_place, _warmth, _room_rate),
    right="Both coordinates grow: the step leads into the room, towards cooler air.",
    mistakes=(
        Mistake(
            "added",
            _place + _room_rate * _warmth,
            "You added the learning rate times the gradient. That leads to where it is warmer.",
        ),
        Mistake(
            "no learning rate",
            _place - _warmth,
            "You subtracted the whole gradient. Multiply it by the learning rate first.",
        ),
        Mistake(
            "no learning rate, and added",
            _place + _warmth,
            "You added the whole gradient. Subtract, and only as much as the learning rate says.",
        ),
        Mistake(
            "one slope for both",
            _place - _room_rate * _warmth[0],
            "You moved both coordinates by the slope along x. The second entry of the gradient "
            "moves y.",
        ),
        Mistake(
            "the other slope for both",
            _place - _room_rate * _warmth[1],
            "You moved both coordinates by the slope along y. The first entry of the gradient "
            "moves x.",
        ),
        Mistake(
            "only the change",
            -_room_rate * _warmth,
            "This is the change. The new point is the old point plus this change.",
        ),
        Mistake(
            "only the change, sign",
            _room_rate * _warmth,
            "This is the learning rate times the gradient. Subtract it from the old point.",
        ),
        Mistake(
            "the gradient",
            _warmth,
            "This is the gradient. Take the learning rate times it from the old point.",
        ),
        Mistake(
            "did not move",
            _place,
            "This is the start. The gradient there is not zero, so the step leads away from it.",
        ),
        Mistake(
            "rate ten times too small",
            _place - _room_rate / 10 * _warmth,
            "The learning rate has a zero too many after the point.",
        ),
        Mistake(
            "rate ten times too large",
            _place - _room_rate * 10 * _warmth,
            "The learning rate is ten times too large: look at its decimal point.",
        ),
        Mistake(
            "divided by the learning rate",
            _place - _warmth / _room_rate,
            "You divided by the learning rate. It is a factor: a small one makes a short step.",
        ),
        Mistake(
            "only x moved",
            _place - _room_rate * _warmth * [1, 0],
            "Only x has moved. The second entry of the gradient moves y at the same time.",
        ),
        Mistake(
            "only y moved",
            _place - _room_rate * _warmth * [0, 1],
            "Only y has moved. The first entry of the gradient moves x at the same time.",
        ),
        Mistake(
            "all times the rate",
            _room_rate * (_place - _warmth),
            "You multiplied the point by the learning rate as well. It belongs to the gradient "
            "only.",
        ),
        Mistake(
            "unit step",
            _place - _room_rate * _warmth / np.linalg.norm(_warmth),
            "You made the gradient a unit arrow first. The rule takes it with its length.",
        ),
        Mistake(
            "coordinates exchanged",
            (_place - _room_rate * _warmth)[::-1],
            "The two coordinates have changed places. The first one is x.",
        ),
        *(
            Mistake(
                name,
                _place - _room_rate * gradient,
                f"The step is right, but not the gradient in it. Of that gradient: {message}",
            )
            for name, gradient, message in _wrong_gradients
            if name not in _NO_STEP
        ),
        Mistake(
            "rate alone",
            _place - _room_rate,
            "You subtracted the learning rate alone. Multiply it by the gradient first.",
        ),
        Mistake(
            "rate added",
            _place + _room_rate,
            "You moved by the learning rate alone. Multiply it by the gradient first.",
        ),
        Mistake(
            "the minimum",
            [4, 4],
            "This is where many steps lead in the end. The question asks for the first one.",
        ),
        Mistake(
            "two steps at once",
            _place - 2 * _room_rate * _warmth,
            "Your step is twice as long as the rule says.",
        ),
    ),
    live=(
        (
            "the place (0.5, 0.6), as above",
            optimization.step([0.5, 0.6], temperature.gradient([0.5, 0.6]), _room_rate),
        ),
        ("the learning rate 0.05, as in the next cell", _place - 0.05 * _warmth),
    ),
    hints=(
        "It is the same rule as with one variable, once for each coordinate.",
        "The new point is the old point minus the learning rate times the gradient you found.",
        page(
            r"Compute $@place - @rate \cdot @gradient$, entry by entry.",
            place=_place,
            rate=_room_rate,
            gradient=_warmth,
        ),
    ),
    worked=page(
        r"""
        The gradient at the start: $\nabla T@place = @gradient$.

        The step, entry by entry: $@place - @rate \cdot @gradient = @arrival$.

        ```python
        import numpy as np

        point = np.array([0.8, 1.2])
        x, y = point
        gradient = np.array([
            -x * (3 * x - 12) * y**2 * (y - 6) / 90,
            -(x**2) * (x - 6) * y * (3 * y - 12) / 90,
        ])
        answer = point - 0.4 * gradient
        ```
        """,
        place=_place,
        rate=_room_rate,
        gradient=_warmth,
        arrival=optimization.step(_place, _warmth, _room_rate),
    ),
)

contour_angle = Prediction(
    title="across the contour lines",
    question="A descent is drawn on a map with contour lines, with equal scales on both axes. "
    "Each step begins on a contour line. At which angle does it leave that line?",
    options=(
        Option(
            "a",
            "Along the line, at angle zero.",
            "No. Along its contour line the function stays the same, and the step would gain "
            "nothing.",
        ),
        Option(
            "b",
            "Always at a right angle.",
            "Yes. Along the contour the function does not change, so the gradient has no part in "
            "that direction. What is left is at a right angle to it.",
        ),
        Option(
            "c",
            "It points at the minimum, at whatever angle that is.",
            "No. Only where the contours are circles does it do so from every point.",
        ),
        Option(
            "d",
            "It depends on the learning rate.",
            "No. The learning rate changes the length of the step, not its direction.",
        ),
    ),
    happened="b",
)

# 5: fitting a line.


_other_error = line_error(np.array([1.0, 2.0, 4.0]), np.array([6.0, 1.0, 3.0]))


def _error_gradient(m: float, b: float) -> np.ndarray:
    return _other_error.gradient([m, b])


def _amiss(m: float, b: float, along_m: float, along_b: float) -> np.ndarray:
    """Return the gradient of the error with this too much in its entries."""
    return _error_gradient(m, b) + np.array([along_m, along_b])


line_gradient = Code(
    title="the gradient of the error of a line",
    prompt=r"""
        Three other points, $(1, 6), (2, 1), (4, 3)$, and the line $m x + b$ have the squared error
        $E(m, b) = 21 m^2 + 3 b^2 + 46 + 14 m b - 40 m - 20 b$.
        Write its gradient as a function of two numbers that returns the two numbers
        $(E_m, E_b)$.

        ```python
        def line_gradient(m, b):
            ...
        ```
        """,
    name="line_gradient",
    answer=_error_gradient,
    tests=((0.0, 0.0), (1.0, -2.0), (2.5, 0.5), (-3, 4)),
    more=((-1.5, 0.25), (7.0, -3.5)),
    right="Where both entries are zero the line fits best: here at the slope -5/7 and the "
    "intercept 5.",
    mistakes=(
        Mistake(
            "scaled by 1/(2n)",
            lambda m, b: _error_gradient(m, b) / 6,
            "This is the gradient of E divided by 6. It points the same way, but here E itself is "
            "asked for.",
        ),
        Mistake(
            "mean",
            lambda m, b: _error_gradient(m, b) / 3,
            "This is the gradient of the mean, E/n. Here E itself is asked for, the sum.",
        ),
        Mistake(
            "forgot the factor 2",
            lambda m, b: _error_gradient(m, b) / 2,
            "All entries are half of what they should be: the derivative of a square has a "
            "factor 2.",
        ),
        Mistake(
            "2 of the squares lost",
            lambda m, b: _error_gradient(m, b) - [21 * m, 3 * b],
            "The squares have lost the 2 that comes down; the other terms are right.",
        ),
        Mistake(
            "swapped",
            lambda m, b: _error_gradient(m, b)[::-1],
            "The entries have changed places: the derivative along m comes first.",
        ),
        Mistake(
            "forgot the inner derivative",
            lambda m, b: _error_gradient(m, b)[[1, 1]],
            "Both entries are the derivative along b. Along m the inner derivative of "
            "m x_i + b - y_i is x_i, and it multiplies each term.",
        ),
        Mistake(
            "x for both",
            lambda m, b: _error_gradient(m, b)[[0, 0]],
            "Both entries are the derivative along m. For the second one hold m still.",
        ),
        Mistake(
            "one entry",
            lambda m, b: _error_gradient(m, b)[0],
            "Only the entry along m comes back. Return both, in brackets with a comma between.",
        ),
        Mistake(
            "the second entry only",
            lambda m, b: _error_gradient(m, b)[1],
            "Only the entry along b comes back. Return both, in brackets with a comma between.",
        ),
        Mistake(
            "entries added",
            lambda m, b: _error_gradient(m, b).sum(),
            "You added the two derivatives. A gradient keeps them apart, one entry each.",
        ),
        Mistake(
            "sign",
            lambda m, b: -_error_gradient(m, b),
            "All signs are turned around: this is the direction of descent. The gradient points "
            "uphill.",
        ),
        Mistake(
            "sign of the linear terms",
            lambda m, b: _amiss(m, b, 80, 40),
            "The terms 40 m and 20 b are subtracted in E, and their minus stays.",
        ),
        Mistake(
            "sign of the mixed term",
            lambda m, b: _error_gradient(m, b) - 28 * np.array([b, m]),
            "The term 14 m b has a plus in E, and it stays.",
        ),
        Mistake(
            "forgot the mixed term",
            lambda m, b: _error_gradient(m, b) - 14 * np.array([b, m]),
            "The term 14 m b is lost. It depends on both variables and leaves something in both "
            "entries.",
        ),
        Mistake(
            "mixed term in one entry",
            lambda m, b: _error_gradient(m, b) - [0, 14 * m],
            "The term 14 m b is lost in the second entry. With m held still it is a line in b.",
        ),
        Mistake(
            "mixed term whole",
            lambda m, b: _error_gradient(m, b) + 14 * np.array([m * b - b, m * b - m]),
            "The term 14 m b is still there as it was. Along m only its factor 14 b is left.",
        ),
        Mistake(
            "mixed term differentiated twice",
            lambda m, b: _error_gradient(m, b) + 14 * np.array([1 - b, 1 - m]),
            "Of 14 m b only 14 is left. Along m the other variable stays as a factor.",
        ),
        Mistake(
            "mixed term with the wrong letter",
            lambda m, b: _error_gradient(m, b) + 14 * np.array([m - b, b - m]),
            "In 14 m b the wrong letter is left. Along m the m goes and the b stays.",
        ),
        Mistake(
            "forgot the linear terms",
            lambda m, b: _error_gradient(m, b) - _error_gradient(0, 0),
            "The terms 40 m and 20 b are lost. The derivative of a linear term is its factor.",
        ),
        Mistake(
            "kept the linear terms",
            lambda m, b: _amiss(m, b, 40 - 40 * m, 20 - 20 * b),
            "The terms 40 m and 20 b are still there. The derivative of a linear term is its "
            "factor.",
        ),
        Mistake(
            "linear factors exchanged",
            lambda m, b: _amiss(m, b, 20, -20),
            "The factors 40 and 20 have changed places: 40 belongs to m.",
        ),
        Mistake(
            "kept the constant",
            lambda m, b: _error_gradient(m, b) + 46,
            "You kept the 46. A constant does not change, so it leaves nothing.",
        ),
        Mistake(
            "other variable kept",
            lambda m, b: _amiss(m, b, 3 * b**2 - 20 * b + 46, 21 * m**2 - 40 * m + 46),
            "The terms with the other variable alone are still there. Held still, they are "
            "constants and leave nothing.",
        ),
        Mistake(
            "squares not differentiated",
            lambda m, b: _amiss(m, b, 21 * m**2 - 42 * m, 3 * b**2 - 6 * b),
            "The squares are still there as they were. Use the power rule on them.",
        ),
        Mistake(
            "exponents stay",
            lambda m, b: _amiss(m, b, 42 * (m**2 - m), 6 * (b**2 - b)),
            "The 2 came down, but the squares stayed. The exponent drops by one.",
        ),
        Mistake(
            "value",
            lambda m, b: _other_error([m, b]),
            "This is E itself. Take its two derivatives.",
        ),
        Mistake(
            "Hessian",
            lambda m, b: np.array([[42, 14], [14, 6]]),
            "These are the second derivatives. Differentiate once.",
        ),
        Mistake(
            "diagonal of the Hessian",
            lambda m, b: np.array([42, 6]),
            "These are second derivatives: m and b are lost. Differentiate once.",
        ),
        Mistake(
            "the points of the picture",
            lambda m, b: regression_error.gradient([m, b]),
            "This is the gradient for the three points of the picture. Here there are others.",
        ),
        Mistake(
            "squares exchanged",
            lambda m, b: _amiss(m, b, -36 * m, 36 * b),
            "The factors 42 and 6 have changed places: 42 belongs to m.",
        ),
        Mistake(
            "mixed term in the second entry only",
            lambda m, b: _amiss(m, b, -14 * b, 0),
            "The term 14 m b is lost in the first entry. With b held still it is a line in m.",
        ),
    ),
    hints=(
        "Hold b still and differentiate along m, then the other way round.",
        r"Along $m$: $21 m^2$ becomes $42 m$, and $14 m b$ becomes $14 b$. Terms without $m$ "
        r"vanish.",
        r"$E_m = 42 m + 14 b - 40$. The same for $b$; return both in this order.",
    ),
    worked=r"""
        Along $m$, with $b$ held still: $E_m = 42 m + 14 b - 40$.

        Along $b$, with $m$ held still: $E_b = 6 b + 14 m - 20$.

        ```python
        import numpy as np

        def line_gradient(m, b):
            return np.array([42 * m + 14 * b - 40, 6 * b + 14 * m - 20])
        ```
        """,
)


def _cost_gradient(m: float, b: float, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return line_error(x, y, 1 / (2 * len(x))).gradient([m, b])


def _line_errors(m: float, b: float, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return m * x + b - y


def _means(errors: np.ndarray, along_m: object) -> np.ndarray:
    """Return the two means with this for the inner derivative along m."""
    return np.array([np.mean(errors * along_m), np.mean(errors)])


cost_gradient = Code(
    title="the gradient of the cost from data",
    prompt=r"""
        For data $x$ and $y$, two arrays of the same length $n$, the cost of a line is
        $L(m, b) = \frac{1}{2n} \sum_{i=1}^{n} (m x_i + b - y_i)^2$.
        Write its gradient for any data. It returns the two numbers $(L_m, L_b)$.

        ```python
        def cost_gradient(m, b, x, y):
            ...
        ```
        """,
    name="cost_gradient",
    answer=_cost_gradient,
    tests=(
        (0.5, 1.0, *datasets.three_points()),
        (-1.0, 2.0, np.array([0.5, -1.0, 2.0, 4.0]), np.array([1.0, 0.0, -2.0, 3.0])),
        (2, -1, np.array([1, 4]), np.array([3, 5])),
    ),
    more=(
        (0.25, -0.5, np.array([2.5]), np.array([-1.0])),
        (-2.0, 1.5, np.array([3.0, -0.5, 0.0, 1.5, 2.0]), np.array([1.0, 2.5, -3.0, 0.0, 4.0])),
    ),
    right="With the mean, the size of the gradient does not grow with the number of points, so one "
    "learning rate serves small and large data.",
    mistakes=(
        Mistake(
            "missing 1/n",
            lambda m, b, x, y: len(x) * _cost_gradient(m, b, x, y),
            "The factor 1/n is missing: you took the sum where the mean belongs.",
        ),
        Mistake(
            "factor 2",
            lambda m, b, x, y: 2 * _cost_gradient(m, b, x, y),
            "Your gradient is twice as large as it should be: the 2 from the square cancels the 2 "
            "in 1/(2n).",
        ),
        Mistake(
            "factor 1/2 kept",
            lambda m, b, x, y: _cost_gradient(m, b, x, y) / 2,
            "Your gradient is half of what it should be: the derivative of the square brings a 2 "
            "that cancels the one in 1/(2n).",
        ),
        Mistake(
            "gradient of the sum of squares",
            lambda m, b, x, y: 2 * len(x) * _cost_gradient(m, b, x, y),
            "This is the gradient of the sum of squares. The factor 1/(2n) is missing.",
        ),
        Mistake(
            "1/2 of the sum",
            lambda m, b, x, y: len(x) * _cost_gradient(m, b, x, y) / 2,
            "The 1/2 is left and the 1/n is gone. It should be the other way round: the 2 of the "
            "square cancels the 1/2.",
        ),
        Mistake(
            "divided by n twice",
            lambda m, b, x, y: _cost_gradient(m, b, x, y) / len(x),
            "You divided by n twice: `mean` has done it already.",
        ),
        Mistake(
            "1/n in one entry",
            lambda m, b, x, y: _cost_gradient(m, b, x, y) * [1, len(x)],
            "The second entry has lost its 1/n. Both are means.",
        ),
        Mistake(
            "n fixed at 3",
            lambda m, b, x, y: len(x) / 3 * _cost_gradient(m, b, x, y),
            "You divide by 3 whatever the data. Divide by `len(x)`.",
        ),
        Mistake(
            "n less 1",
            lambda m, b, x, y: len(x) / (len(x) - 1) * _cost_gradient(m, b, x, y),
            "You divide by n - 1, as for a variance. The cost has n.",
        ),
        Mistake(
            "three points of its own",
            lambda m, b, x, y: regression_error.gradient([m, b]) / 6,
            "Your function uses the three points of the section. Use the arguments x and y.",
        ),
        Mistake(
            "the error of the three points",
            lambda m, b, x, y: regression_error.gradient([m, b]),
            "This is the gradient of E for the three points. Use the arguments x and y, and the "
            "mean.",
        ),
        Mistake(
            "sign",
            lambda m, b, x, y: -_cost_gradient(m, b, x, y),
            "All signs are turned around. The error is the line minus the data.",
        ),
        Mistake(
            "forgot the inner derivative",
            lambda m, b, x, y: _cost_gradient(m, b, x, y)[[1, 1]],
            "The first entry has lost the factor x_i, the inner derivative of m x_i + b - y_i "
            "along m.",
        ),
        Mistake(
            "x for both",
            lambda m, b, x, y: _cost_gradient(m, b, x, y)[[0, 0]],
            "The second entry has a factor x_i. Along b the inner derivative is 1.",
        ),
        Mistake(
            "x squared",
            lambda m, b, x, y: _means(_line_errors(m, b, x, y), x**2),
            "The first entry has x_i twice. The inner derivative along m is x_i, once.",
        ),
        Mistake(
            "inner derivative m",
            lambda m, b, x, y: _means(_line_errors(m, b, x, y), m),
            "The first entry has the factor m. Along m the inner derivative of m x_i is x_i.",
        ),
        Mistake(
            "sum times sum",
            lambda m, b, x, y: _means(_line_errors(m, b, x, y), np.mean(x)),
            "You took the mean of x apart. Multiply each error by its own x_i, then take the mean.",
        ),
        Mistake(
            "swapped",
            lambda m, b, x, y: _cost_gradient(m, b, x, y)[::-1],
            "The entries have changed places: the derivative along m comes first.",
        ),
        Mistake(
            "b left out of the error",
            lambda m, b, x, y: _means(m * x - y, x),
            "Your error has lost the intercept b.",
        ),
        Mistake(
            "b added",
            lambda m, b, x, y: _means(m * x - b - y, x),
            "Your error subtracts b. The line is m x + b.",
        ),
        Mistake(
            "y left out of the error",
            lambda m, b, x, y: _means(m * x + b, x),
            "Your error has lost the data y: it is the line minus y.",
        ),
        Mistake(
            "y added",
            lambda m, b, x, y: _means(m * x + b + y, x),
            "Your error adds y. It is the line minus y.",
        ),
        Mistake(
            "m and b exchanged in the line",
            lambda m, b, x, y: _means(_line_errors(b, m, x, y), x),
            "In your line m and b have changed places: m multiplies x.",
        ),
        Mistake(
            "error squared",
            lambda m, b, x, y: _means(_line_errors(m, b, x, y) ** 2, x),
            "The error is still squared. The derivative of a square has the error once.",
        ),
        Mistake(
            "size of the error",
            lambda m, b, x, y: _means(np.abs(_line_errors(m, b, x, y)), x),
            "You took the errors without their signs. The signs say which way to turn.",
        ),
        Mistake(
            "the cost",
            lambda m, b, x, y: np.mean(_line_errors(m, b, x, y) ** 2) / 2,
            "This is the cost itself. Take its two derivatives.",
        ),
        Mistake(
            "one number",
            lambda m, b, x, y: _cost_gradient(m, b, x, y).sum(),
            "You added the two entries. A gradient keeps them apart.",
        ),
        Mistake(
            "not added up",
            lambda m, b, x, y: np.array([_line_errors(m, b, x, y) * x, _line_errors(m, b, x, y)]),
            "There is an entry for every point. Take the mean over the points in both rows.",
        ),
        Mistake(
            "only the last point",
            lambda m, b, x, y: _cost_gradient(m, b, x[-1:], y[-1:]) / len(x),
            "Only the last point counts: each turn of your loop overwrites the one before. Add "
            "with `+=`.",
        ),
        Mistake(
            "only the first point",
            lambda m, b, x, y: _cost_gradient(m, b, x[:1], y[:1]) / len(x),
            "Only the first point counts: the `return` stands inside the loop and ends it.",
        ),
        Mistake(
            "1/n in the second entry only",
            lambda m, b, x, y: _cost_gradient(m, b, x, y) * [len(x), 1],
            "The first entry has lost its 1/n. Both are means.",
        ),
        Mistake(
            "sign of the second entry",
            lambda m, b, x, y: _cost_gradient(m, b, x, y) * [1, -1],
            "The second entry has one minus too many. Along b the inner derivative is +1.",
        ),
    ),
    hints=(
        "Name the errors first: one array with an entry for each point.",
        r"With $r_i = m x_i + b - y_i$ the chain rule gives $2 r_i$ times the inner derivative, "
        r"which is $x_i$ along $m$ and 1 along $b$.",
        r"The 2 cancels: $L_m = \frac{1}{n} \sum_i r_i x_i$ and $L_b = \frac{1}{n} \sum_i r_i$. "
        r"Both are means.",
    ),
    worked=r"""
        The errors: $r_i = m x_i + b - y_i$, shape $(n,)$.

        Along $m$: $L_m = \frac{1}{2n} \sum_i 2 r_i x_i = \frac{1}{n} \sum_i r_i x_i$.

        Along $b$: $L_b = \frac{1}{2n} \sum_i 2 r_i \cdot 1 = \frac{1}{n} \sum_i r_i$.

        ```python
        import numpy as np

        def cost_gradient(m, b, x, y):
            errors = m * x + b - y
            return np.array([(errors * x).mean(), errors.mean()])
        ```
        """,
)

_x, _y = np.array([0.0, 2.0, 4.0]), np.array([1.0, 2.0, 6.0])
_m, _b = _cost_gradient(1.0, 0.0, _x, _y)

wrong_gradient = WrongLine(
    title="a step for a line, with one wrong line",
    prompt=r"""
        Somebody fits a line to $(0, 1), (2, 2), (4, 6)$ and takes one step on the cost $L$, from
        $m = 1$, $b = 0$ with learning rate 0.1. One line is wrong. Which one, and what ought to
        come out there?
        """,
    lines=(
        r"the errors $m x_i + b - y_i$ are $-1,\; 0,\; -2$",
        r"$L_m = \frac{1}{3} \bigl((-1) \cdot 1 + 0 \cdot 2 + (-2) \cdot 6\bigr) = -4.333$",
        r"$L_b = \frac{1}{3} (-1 + 0 - 2) = -1$",
        r"the new slope is $1 - 0.1 \cdot (-4.333) = 1.433$",
        r"the new intercept is $0 - 0.1 \cdot (-1) = 0.1$",
    ),
    answer=(2, float(_m)),
    right="Each error was multiplied by its target. The inner derivative along m is the input.",
    mistakes=(
        Mistake(
            "the errors",
            1,
            "Line 1 is sound: at 0, 2 and 4 the line is 0, 2 and 4; take away 1, 2 and 6.",
        ),
        Mistake(
            "along b",
            3,
            "Line 3 is sound: along b the inner derivative is 1, and the mean of the errors is -1.",
        ),
        Mistake(
            "the new slope",
            4,
            "Line 4 is sound: it does with the number above it what a step should.",
        ),
        Mistake(
            "the new intercept",
            5,
            "Line 5 is sound: the gradient along b is right, and so is the step.",
        ),
        Mistake(
            "sum for mean",
            (2, 3 * float(_m)),
            "This is the line. Your value is the sum: the 1/3 is lost.",
        ),
        Mistake(
            "sign",
            (2, -float(_m)),
            "This is the line. The sign is turned round: the error is the line minus the target.",
        ),
        Mistake(
            "forgot the inner derivative",
            (2, float(_b)),
            "This is the line. Your value is the mean of the errors alone: each belongs to an "
            "input.",
        ),
        Mistake(
            "half",
            (2, float(_m) / 2),
            "This is the line. You divided by 2n: the 2 of the square has cancelled that 2.",
        ),
    ),
    hints=(
        "Do each line again and compare only with the lines before it.",
        "Three of the five are about m. The errors are right.",
        "By what is an error multiplied in the gradient along m: by its input or by its target?",
    ),
    worked=r"""
        Lines 1 and 3 are right, and lines 4 and 5 do with the gradient what they should. Line 2
        multiplies each error by $y_i$; the inner derivative of $m x_i + b - y_i$ along $m$ is
        $x_i$:

        - as it stands: $\frac{1}{3} (-1 \cdot 1 + 0 \cdot 2 - 2 \cdot 6) = -4.333$
        - with the inputs: $\frac{1}{3} (-1 \cdot 0 + 0 \cdot 2 - 2 \cdot 4) = -2.667$

        ```python
        answer = 2, (-1 * 0 + 0 * 2 - 2 * 4) / 3
        ```
        """,
)

converted_rate = Number(
    title="the same steps with another scale",
    prompt=r"""
        The error of a line over $n = 3$ points is $E(m, b) = \sum_i (m x_i + b - y_i)^2$, the
        cost is $L = \frac{1}{2n} E$. A descent on $E$ uses the learning rate 0.02. Which learning
        rate takes exactly the same steps on $L$?
        """,
    answer=2 * 3 * 0.02,
    right="A factor in front of the cost and the learning rate cannot be told apart: a rate means "
    "nothing without the function that it belongs to.",
    mistakes=(
        Mistake(
            "the same rate",
            0.02,
            "The gradient of L is smaller than that of E, so the same rate takes shorter steps.",
        ),
        Mistake(
            "divided",
            0.02 / 6,
            "You divided, and the gradient of L is already the smaller one. The product of rate "
            "and gradient must stay the same.",
        ),
        Mistake(
            "only n",
            0.02 * 3,
            "You took only the number of points. The factor in front of E has a 2 as well.",
        ),
        Mistake(
            "only 2",
            0.02 * 2,
            "You took only the factor 2. The number of points counts as well.",
        ),
        Mistake(
            "divided by n",
            0.02 / 3,
            "You divided by the number of points, and the 2 is missing. The gradient of L is "
            "already the smaller one: its rate must be larger.",
        ),
        Mistake(
            "divided by 2",
            0.02 / 2,
            "You divided by 2, and n is missing. The gradient of L is already the smaller one: "
            "its rate must be larger.",
        ),
        Mistake(
            "n over 2",
            0.02 * 3 / 2,
            "You multiplied by n and divided by 2. Both stand below in 1/(2n).",
        ),
        Mistake(
            "2 over n",
            0.02 * 2 / 3,
            "You multiplied by 2 and divided by n. Both stand below in 1/(2n).",
        ),
        Mistake(
            "factor twice",
            0.02 * 6**2,
            "You used the factor twice. L has it once.",
        ),
        Mistake(
            "divided by the factor twice",
            0.02 / 6**2,
            "You divided, and twice. The rate for the smaller gradient must be larger.",
        ),
        Mistake(
            "n squared",
            0.02 * 3**2,
            "You took n squared. The factor is 2n.",
        ),
        Mistake(
            "2n squared",
            0.02 * 2 * 3**2,
            "You have one n too many. The factor between the gradients is 2n.",
        ),
        Mistake(
            "2 once more",
            0.02 * 2 * 6,
            "You have one 2 too many: both gradients have the 2 of the square already.",
        ),
        Mistake(
            "only the factor",
            1 / 6,
            "This is the factor in front of E. Which rate times the smaller gradient gives the "
            "same step?",
        ),
        Mistake(
            "the factor upside down",
            6.0,
            "This is by how much the rate must grow. Multiply the old rate by it.",
        ),
        Mistake(
            "2 + n",
            0.02 * (2 + 3),
            "You added 2 and n. In 2n they are multiplied.",
        ),
        Mistake(
            "factor added",
            0.02 + 6,
            "You added the factor. A factor multiplies.",
        ),
        Mistake(
            "factor subtracted",
            0.02 - 1 / 6,
            "You subtracted the factor. A factor multiplies, and a rate is above zero.",
        ),
        Mistake(
            "2 to the n",
            0.02 * 2**3,
            "You took 2 to the power n. In 2n they are multiplied.",
        ),
        Mistake(
            "root of the factor",
            0.02 * np.sqrt(6),
            "You took the root of the factor. The step is proportional to the gradient: no root.",
        ),
        Mistake(
            "divided by the root",
            0.02 / np.sqrt(6),
            "You divided by the root of the factor. The step is proportional to the gradient: no "
            "root, and the smaller gradient needs the larger rate.",
        ),
        Mistake(
            "power of ten",
            10 * 0.02 * 6,
            "The decimal point has slipped by one place.",
        ),
        Mistake(
            "power of ten, down",
            0.02 * 6 / 10,
            "The decimal point has slipped by one place. The rate for the smaller gradient must "
            "be larger than the old one.",
        ),
        Mistake("sign", -0.02 * 6, "A learning rate is above zero."),
        Mistake(
            "one fewer",
            0.02 * 2 * (3 - 1),
            "You counted one point too few.",
        ),
        Mistake(
            "one over it",
            1 / (6 * 0.02),
            "The fraction is upside down.",
        ),
    ),
    hints=(
        "A step is the learning rate times the gradient. Both descents must have the same product.",
        r"From $L = \frac{1}{2n} E$ follows $\nabla L = \frac{1}{2n} \nabla E$.",
        r"So $\alpha_L \cdot \frac{1}{2n} \nabla E = \alpha_E \nabla E$ must hold. Solve for "
        r"$\alpha_L$.",
    ),
    worked=page(
        r"""
        The gradients: $\nabla L = \frac{1}{2n} \nabla E$.

        The same step: $\alpha_L \nabla L = \alpha_E \nabla E$, so $\alpha_L = 2n\, \alpha_E$.

        With $n = 3$: $\alpha_L = 6 \cdot 0.02 = @rate$.

        ```python
        n = 3
        answer = 2 * n * 0.02
        ```
        """,
        rate=2 * 3 * 0.02,
    ),
)


def _steepest() -> float:
    """Return the largest curvature of the squared error of a line through the three points."""
    return optimization.largest_curvature(regression_error, regression_error.minima[0].point)


twice_the_data = Prediction(
    title="every point twice",
    question="With the rate 0.05 the descent on the sum E of the squared errors settles at the "
    "best line. Now every point is entered twice, and the rate stays 0.05. What does it do?",
    options=(
        Option(
            "a",
            "The steps grow, and the path runs away.",
            page(
                "Yes. E is doubled, so all its curvatures are. In the steepest direction rate "
                "times curvature was @before and is now @after, above 2.",
                before=0.05 * _steepest(),
                after=2 * 0.05 * _steepest(),
            ),
        ),
        Option(
            "b",
            "Nothing changes: it takes the same steps as before.",
            "No. The best line is the same, but the gradient is twice as long, and so is a step.",
        ),
        Option(
            "c",
            "It comes to the same line in half as many steps.",
            "No. Steps of double length help only while they do not jump too far over the valley.",
        ),
        Option(
            "d",
            "It settles at another line.",
            "No. Twice the sum is smallest where the sum is.",
        ),
    ),
    happened="a",
)

# 6: narrow valleys.

valley_rate = Number(
    title="the learning rate in a narrow valley",
    prompt=r"""
        The valley $f(x, y) = \frac{1}{2} x^2 + \frac{25}{2} y^2$ is 25 times as steep across as
        along. Below which learning rate does gradient descent converge from every start?
        """,
    answer=optimization.largest_stable_rate(valley(25).hessian([0, 0]).max()),
    right="The steep direction sets the limit, and the flat one has to creep with the same rate.",
    mistakes=(
        Mistake(
            "smallest curvature",
            2 / 1,
            "This is the limit along the valley. With this rate y would explode.",
        ),
        Mistake(
            "mean curvature",
            2 / 13,
            "You took the mean of the two curvatures. Each direction must converge by itself.",
        ),
        Mistake(
            "sum of the curvatures",
            2 / 26,
            "You took the sum of the two curvatures. With this rate it converges, and it is the "
            "fastest, but there is still some room above it.",
        ),
        Mistake(
            "1 over the curvature",
            1 / 25,
            "With this rate y reaches its minimum in one step. The limit is further up.",
        ),
        Mistake(
            "half the curvature",
            2 / 12.5,
            "You took the coefficient of y^2 for the curvature. Differentiate twice: the factor "
            "1/2 goes away.",
        ),
        Mistake(
            "half of the smallest curvature",
            2 / 0.5,
            "You took the coefficient of x^2, the flat direction. The steep one sets the limit, "
            "and its curvature is the second derivative.",
        ),
        Mistake(
            "curvature itself",
            25,
            "This is the curvature across. A steep valley needs a small rate: it stands below.",
        ),
        Mistake(
            "upside down",
            25 / 2,
            "The fraction is upside down. A steep valley needs a small rate.",
        ),
        Mistake(
            "twice the curvature",
            2 * 25,
            "You multiplied by the curvature. A steep valley needs a small rate: divide.",
        ),
        Mistake(
            "1 over twice the curvature",
            1 / (2 * 25),
            "The 2 stands on the wrong side: the product of rate and curvature may grow up to 2.",
        ),
        Mistake(
            "difference of the curvatures",
            2 / 24,
            "You took the difference of the curvatures. Each direction must converge by itself.",
        ),
        Mistake(
            "1 over the difference",
            1 / 24,
            "You took the difference of the curvatures. Each direction must converge by itself.",
        ),
        Mistake(
            "root of the curvature",
            2 / np.sqrt(25),
            "You took the root of the curvature. It multiplies the rate as it is.",
        ),
        Mistake(
            "square of the curvature",
            2 / 25**2,
            "You have 25 times 25. Differentiating twice brings down a 2, and that cancels the "
            "1/2.",
        ),
        Mistake(
            "1 over the sum",
            1 / 26,
            "You took the sum of the two curvatures, and 1 in place of 2. Each direction must "
            "converge by itself.",
        ),
        Mistake(
            "1 over the smallest",
            1.0,
            "With this rate x arrives in one step, but y would explode.",
        ),
        Mistake(
            "one half",
            1 / 2,
            "With this rate x converges, but y would explode. Look at the steep direction.",
        ),
        Mistake(
            "length of the curvatures",
            2 / np.hypot(1, 25),
            "You took the length of the pair of curvatures. The largest of them alone decides.",
        ),
        Mistake(
            "mean of the limits",
            (2 / 1 + 2 / 25) / 2,
            "You took the mean of the two limits. Both must be kept.",
        ),
        Mistake(
            "sum of the limits",
            2 / 1 + 2 / 25,
            "You added the two limits. Both must be kept.",
        ),
        Mistake("sign", -2 / 25, "A learning rate is above zero."),
        Mistake(
            "geometric mean",
            1 / np.sqrt(25),
            "You took a mean of the two directions. Each must converge by itself.",
        ),
    ),
    hints=(
        "x and y do not mix here: each has a descent of its own, with the same learning rate.",
        r"The curvatures are the second derivatives $f_{xx}$ and $f_{yy}$. Each of them sets a "
        r"limit.",
        r"The limits are $2 / f_{xx}$ and $2 / f_{yy}$. Both must be kept.",
    ),
    worked=page(
        r"""
        The second derivatives: $f_{xx} = 1$ and $f_{yy} = 25$; $f_{xy} = 0$.

        Along $x$ each step multiplies by $1 - \alpha$: it converges for $\alpha < 2$.

        Along $y$ each step multiplies by $1 - 25 \alpha$: it converges for $\alpha < 2/25$.

        Both hold for $\alpha < \frac{2}{25} = @limit$: the largest curvature decides.

        ```python
        answer = 2 / max(1, 25)
        ```
        """,
        limit=2 / 25,
    ),
)

half_the_rate = Choice(
    title="to and fro in a valley",
    prompt=r"""
        A valley is 50 times as steep across as along. With a rate just below the limit the path
        jumps to and fro across and hardly comes on. Somebody halves the rate. What becomes of the
        way along the valley?
        """,
    choices={
        "a": "It takes about twice as many steps.",
        "b": "It takes about half as many steps, because none is wasted on jumping across.",
        "c": "It takes as many steps as before: only the way across depends on the rate.",
        "d": "The path turns round and leaves the valley.",
    },
    answer="a",
    right="Across, the jumping is over at once: the product there is now 1. Along, each step "
    "removes half as much as before. One rate serves both directions, and one of them pays.",
    mistakes=(
        Mistake(
            "no waste",
            "b",
            "The jumps across take nothing away from the way along: x and y have a descent each. "
            "What does half the rate do to x?",
        ),
        Mistake(
            "only across",
            "c",
            "The rate multiplies both entries of the gradient.",
        ),
        Mistake(
            "leaves",
            "d",
            "A smaller rate makes the factors of both errors larger than before, but not larger "
            "than 1.",
        ),
    ),
    hints=(
        "Look at the two directions one after the other.",
        r"Along the valley each step multiplies x by $1 - \alpha$, across it multiplies y by "
        r"$1 - 50 \alpha$.",
        r"The old rate is about 0.04, the new one 0.02. What is $1 - \alpha$ each time?",
    ),
    worked=r"""
        The limit is $2/50 = 0.04$.

        Across: the factor was about $1 - 2 = -1$, now it is $1 - 1 = 0$. The jumping stops.

        Along: the factor was $1 - 0.04 = 0.96$, now it is $0.98$. Each step removes 2 % of the
        way in place of 4 %, so about twice as many are needed. Answer a.
        """,
)


def _steps_through(narrowness: float) -> int:
    """Return how many steps the best rate needs from (1, 1), until the gradient is 1e-6 long."""
    best = 2 / (1 + narrowness)
    bowl = valley(narrowness)
    return optimization.gradient_descent(bowl, [1, 1], best, 1000, tolerance=1e-6).steps


scaled_inputs = Prediction(
    title="scaling the inputs",
    question="A valley is 25 times as steep across as along. The inputs are scaled so that it is "
    "equally steep in all directions. The learning rate is the best one each time. How many steps "
    "does the descent need now?",
    options=(
        Option(
            "a",
            "As many as before.",
            "No. In the narrow valley the steep direction keeps the rate small, and the flat one "
            "pays for it.",
        ),
        Option(
            "b",
            "About half as many.",
            "No. The number of steps grows about as fast as the ratio of the two curvatures, and "
            "that ratio fell from 25 to 1.",
        ),
        Option(
            "c",
            "More, because the steps are shorter.",
            "No. The limit for the rate rises, and with it the best rate.",
        ),
        Option(
            "d",
            "Only a few.",
            page(
                "Yes. From (1, 1), until the gradient is shorter than 0.000001, it needed @narrow "
                "steps; in the round bowl it needs @round. Every direction has the same curvature, "
                "so one rate suits them all.",
                narrow=_steps_through(25),
                round=_steps_through(1),
            ),
        ),
    ),
    happened="d",
)

# 7: when to stop.

stopping_rule = Choice(
    title="when to stop",
    prompt=r"""
        Which of these rules cannot be used to stop a descent, because it asks for something that
        is not known while descending?
        """,
    choices={
        "a": r"stop when the distance $|x_k - x^*|$ to the minimum is below $10^{-6}$",
        "b": r"stop when $|f'(x_k)|$ is below $10^{-6}$",
        "c": r"stop when the step $|x_{k+1} - x_k|$ is below $10^{-6}$",
        "d": r"stop after 1000 steps",
    },
    answer="a",
    right="The minimum is what the descent is looking for. The slope and the step are known and "
    "serve instead.",
    mistakes=(
        Mistake(
            "slope",
            "b",
            "The slope is computed at every step anyway. This rule is in common use.",
        ),
        Mistake(
            "step",
            "c",
            "Both points are known. The rule can be used, but a small learning rate alone makes "
            "the steps small.",
        ),
        Mistake(
            "number of steps",
            "d",
            "Steps can be counted. This rule is kept beside another one, so that the loop ends "
            "in any case.",
        ),
    ),
    hints=(
        "For each rule, ask which numbers the program holds at step k.",
        r"It holds $x_k$, $f(x_k)$, $f'(x_k)$, the earlier points and the count of steps.",
        "One of the rules speaks of the point that the whole search is for.",
    ),
    worked=r"""
        After step $k$ the program holds $x_k$, the earlier points, the slopes and the count $k$.

        Rule b needs the slope: known. Rule c needs the last two points: known. Rule d needs the
        count: known.

        Rule a needs $x^*$. Whoever knows $x^*$ need not descend. Answer a.
        """,
)

tiny_steps = Prediction(
    title="a rule that watches the step",
    question="A descent on e^x - log x starts at 1.5 and stops as soon as a step is shorter than "
    "0.0001. With the rate 0.1 it stops close to the minimum at 0.5671. Where does it stop with "
    "the rate 0.00001?",
    options=(
        Option(
            "a",
            "Close to the minimum, after many more steps.",
            "No. The rule does not ask where the path is, only how long the step is.",
        ),
        Option(
            "b",
            "At the start, at once.",
            page(
                "Yes. The slope at 1.5 is @slope. The first step would be 0.00001 times that: "
                "short because of the rate, not because a minimum is near.",
                slope=exp_minus_log.gradient(1.5),
            ),
        ),
        Option("c", "Nowhere: it goes on for ever.", "No. A step this short ends it."),
        Option(
            "d",
            "About half way to the minimum.",
            "No. With a rate ten times larger it stops on the way. Here the very first step is "
            "too short.",
        ),
    ),
    happened="b",
)

# 8: a few examples at a time.

steady_end = Choice(
    title="the end of a noisy path",
    prompt=r"""
        Stochastic descent with batches of one wanders about the best line and does not come to
        rest. Which of these does not bring its end closer?
        """,
    choices={
        "a": "a smaller learning rate, and more steps",
        "b": "a rate that shrinks from epoch to epoch",
        "c": "batches of ten in place of one",
        "d": "another order of the examples",
    },
    answer="d",
    right="Another order is another path with the same noise: its end is elsewhere, not closer. "
    "The others make the noise of a step smaller.",
    mistakes=(
        Mistake(
            "smaller rate",
            "a",
            "A step is the rate times a noisy gradient. Half the rate, half the noise in a step.",
        ),
        Mistake(
            "shrinking rate",
            "b",
            "While the rate shrinks, so does the region in which the path wanders.",
        ),
        Mistake(
            "larger batches",
            "c",
            "The mean of ten gradients lies closer to the mean of all than a single one does.",
        ),
    ),
    hints=(
        "At the best line the gradients of single examples are not zero. Which of the four makes "
        "them matter less?",
        "Two of them change the rate, one the gradient. One changes neither.",
        "In the picture, the shuffle seed sets the order. Does the cost at the end fall with it?",
    ),
    worked=r"""
        A step is $\alpha$ times the mean gradient of a batch. What makes the path wander is the
        part of it that differs from batch to batch.

        A smaller $\alpha$ makes that part smaller, at once (a) or little by little (b). In a
        larger batch the differences cancel in part (c).

        The order (d) only says which gradient comes when. Answer d.
        """,
)


def _stochastic_distances() -> np.ndarray:
    """Return the distances to the best line in the tenth epoch of the picture's opening."""
    budget, sales = datasets.television_and_sales()
    inputs = datasets.standardized(budget)

    def cost_on(i: np.ndarray):
        return line_error(inputs[i], sales[i], 1 / (2 * len(i)))

    examples = len(inputs)
    best = cost_on(np.arange(examples)).minima[0].point
    path = optimization.stochastic_gradient_descent(cost_on, examples, [-2, 4], 0.05, epochs=10)
    return np.linalg.norm(path.points[-examples:] - best, axis=1)


_distances = _stochastic_distances()

one_example_at_a_time = Prediction(
    title="one example at a time",
    question="A line is fitted with the gradient of one randomly chosen example in each step. The "
    "learning rate is fixed and small. How does the path end?",
    options=(
        Option(
            "a",
            "It comes to rest at the minimum.",
            "No. At the minimum the gradients of the examples cancel only in the mean. Each one "
            "alone still pushes the point away.",
        ),
        Option(
            "b",
            "It goes further and further away.",
            "No. In the mean each step follows the true gradient, and the rate is small.",
        ),
        Option(
            "c",
            "It comes near the minimum and goes on wandering around it.",
            page(
                "Yes. With the rate 0.05 of the picture, in the tenth epoch, the distance to the "
                "cross still varies between @least and @most. A smaller rate and more steps bring "
                "it closer.",
                least=_distances.min(),
                most=_distances.max(),
            ),
        ),
        Option(
            "d",
            "It stays near the start, because the pushes cancel.",
            "No. Far from the minimum nearly all examples push the same way.",
        ),
    ),
    happened="c",
)

# 9: momentum.

speed_at_last = Number(
    title="where all pushes agree",
    prompt=r"""
        A slope goes down evenly: the gradient is $-3$ everywhere. The learning rate is 0.1, the
        momentum $\beta = 0.8$. The steps grow, but never beyond a certain length. Which length do
        they come close to?
        """,
    answer=0.3 / (1 - 0.8),
    right="Five times as long as without momentum: 1 over 1 - 0.8.",
    mistakes=(
        Mistake(
            "without momentum",
            0.3,
            "This is the step without momentum, and the first one with it. Then it grows.",
        ),
        Mistake(
            "two steps",
            0.3 * 1.8,
            "This is the second step. The third one keeps 0.8 of it and adds a push.",
        ),
        Mistake(
            "what is kept",
            0.3 * 0.8,
            "This is what is kept of the first step. The new push comes on top.",
        ),
        Mistake(
            "part pushed",
            0.3 * (1 - 0.8),
            "You multiplied by 1 - 0.8. The step is longer than without momentum, not shorter.",
        ),
        Mistake("divided by the momentum", 0.3 / 0.8, "You divided by 0.8. What is lost is 0.2."),
        Mistake(
            "no learning rate",
            3 / (1 - 0.8),
            "The learning rate is lost: a push is 0.1 times 3.",
        ),
        Mistake(
            "one push fewer",
            0.3 * 0.8 / (1 - 0.8),
            "This is what is kept of the step at last. One push belongs to it.",
        ),
        Mistake(
            "sign",
            -1.5,
            "The gradient is negative, and the step is subtracted: it goes forward.",
        ),
        Mistake("the gradient", -3.0, "This is the gradient. A push is the rate times it."),
        Mistake(
            "the factor",
            1 / (1 - 0.8),
            "This is how many times longer the step gets. Multiply the first step by it.",
        ),
        Mistake("the momentum", 0.8, "This is the part that is kept. How long is the step itself?"),
        Mistake(
            "1 plus the momentum",
            0.3 / 1.8,
            "You divided by 1 + 0.8. In the end a step is 0.8 of itself and a push.",
        ),
        Mistake(
            "three steps",
            0.3 * (1 + 0.8 + 0.64),
            "This is the third step. It goes on growing.",
        ),
    ),
    hints=(
        "In the end each step is as long as the one before.",
        r"Call this length $v$. From one step to the next: 0.8 of it is kept, a push of "
        r"$0.1 \cdot 3$ is added.",
        r"So $v = 0.8\, v + 0.3$. Solve for $v$.",
    ),
    worked=r"""
        A push is $-\alpha \nabla f = -0.1 \cdot (-3) = 0.3$.

        In the end the step no longer changes: $v = 0.8\, v + 0.3$.

        So $0.2\, v = 0.3$ and $v = 1.5$.

        ```python
        v = 0.0
        for _ in range(200):
            v = 0.8 * v - 0.1 * (-3)
        answer = v
        ```
        """,
)

momentum_near_one = Prediction(
    title="nearly all of the last move",
    question="With momentum 0.6, fifty steps bring the path to the middle of the valley. What does "
    "it do with momentum 0.95?",
    options=(
        Option(
            "a",
            "It swings past the middle again and again, and needs longer.",
            "Yes. Hardly anything of a move is lost, so the point arrives with its whole speed and "
            "runs up the other side.",
        ),
        Option(
            "b",
            "It comes to the middle in fewer steps.",
            "No. Along the valley it passes the middle sooner, but far off across, and it runs on "
            "up the other side.",
        ),
        Option(
            "c",
            "It takes the same way as with 0.6.",
            "No. After a few steps most of a move is what was kept, and that is more now.",
        ),
        Option(
            "d",
            "It goes away, further with each step.",
            "No. With this rate each swing loses something, as long as the momentum is below 1.",
        ),
    ),
    happened="a",
)

# The review: four questions on chapter 1, one on this chapter, one on both.

review_nearby = Number(
    title="review: a little further on",
    prompt=r"Of a function you know $f(3) = 5$ and $f'(3) = -2$. About how large is $f(3.1)$?",
    answer=5 - 2 * 0.1,
    right="Over a short way a curve goes on along its tangent.",
    mistakes=(
        Mistake("sign", 5.2, "The slope is negative: to the right the function falls."),
        Mistake("the whole slope", 3.0, "You went 1 to the right. It is only 0.1."),
        Mistake("only the change", -0.2, "This is the change. Add it to where the function was."),
        Mistake("only the change, sign", 0.2, "This is the size of the change. Where from?"),
        Mistake("the same", 5.0, "This is the value at 3. By how much does it change to 3.1?"),
        Mistake("only the gap", 4.9, "You took away 0.1. For each 1 to the right it falls by 2."),
        Mistake("the gap added", 5.1, "You added the way to the right itself. The slope counts."),
        Mistake("slope times place", -1.2, "You took the slope times 3.1. Take it times the way."),
        Mistake("line through zero", -6.2, "A tangent goes through its point, not through zero."),
        Mistake("gap of 0.01", 4.98, "The way from 3 to 3.1 is 0.1."),
        Mistake("divided", 5 - 0.1 / 2, "You divided by the slope. Rise is slope times run."),
        Mistake("the place", 3.1, "This is the place. How high is the function there?"),
        Mistake("the slope", -2.0, "This is the slope. How high is the function at 3.1?"),
    ),
    hints=(
        "Between 3 and 3.1 a curve hardly leaves its tangent.",
        "For each 1 to the right the tangent changes by -2. How far to the right is it?",
        r"$f(3.1) \approx f(3) + f'(3) \cdot 0.1$.",
    ),
    worked=r"""
        The way to the right: $3.1 - 3 = 0.1$. The tangent changes by $-2 \cdot 0.1 = -0.2$.

        So $f(3.1) \approx 5 - 0.2 = 4.8$.

        ```python
        answer = 5 + (-2) * (3.1 - 3)
        ```
        """,
)

review_corner = Choice(
    title="review: down to a corner",
    prompt=r"""
        A descent on $f(x) = |x|$ starts at $x_0 = 1$ with learning rate $0.3$. How does it go on?
        """,
    choices={
        "a": "It comes to rest at 0, the minimum, in four steps.",
        "b": "From the fourth step on it jumps between two points for ever.",
        "c": "Its steps become shorter and shorter, and it comes as close to 0 as you like.",
        "d": "It jumps over 0, further each time.",
    },
    answer="b",
    right="The slope is 1 or -1 however close it comes, so every step is 0.3 long: 1, 0.7, 0.4, "
    "0.1, -0.2, 0.1, and so on. At a corner no curvature says where to slow down.",
    mistakes=(
        Mistake(
            "rest",
            "a",
            "Compute the points: three steps lead to 0.1. Where does the fourth lead?",
        ),
        Mistake(
            "shorter steps",
            "c",
            "Steps become shorter where the slope does. How steep is this function at 0.001?",
        ),
        Mistake(
            "diverges",
            "d",
            "For that the slope would have to grow with the distance. Here it is the same "
            "everywhere.",
        ),
    ),
    hints=(
        "What is the slope right of 0, and what left of it?",
        "So how long is each step?",
        "Write down the first six points.",
    ),
    worked=r"""
        Right of 0 the slope is $1$, left of 0 it is $-1$. Every step is $0.3$ long, towards 0:

        $1,\; 0.7,\; 0.4,\; 0.1,\; -0.2,\; 0.1,\; -0.2, \ldots$

        Answer b. On a smooth curve the slope goes to zero at the minimum, and the steps with it.
        """,
)

review_product = WrongLine(
    title="review: a slope with one wrong line",
    prompt=r"""
        Somebody computes the slope of $h(x) = x^2 e^x$ at $x = 1$. One line is wrong. Which one,
        and what ought to come out there?
        """,
    lines=(
        r"$u(x) = x^2$ has the slope $u'(1) = 2$",
        r"$v(x) = e^x$ has the slope $v'(1) = e = 2.718$",
        r"$h'(1) = u'(1)\, v'(1) = 2 \cdot 2.718 = 5.437$",
        r"the tangent at 1 rises by 5.437 for each 1 to the right",
    ),
    answer=(3, 3 * float(np.e)),
    right="A product has a slope of two terms: each factor changes while the other stays.",
    mistakes=(
        Mistake(
            "the square", 1, "Line 1 is sound: the slope of the square is 2x, and at 1 that is 2."
        ),
        Mistake("the exponential", 2, "Line 2 is sound: e to the x is its own slope."),
        Mistake("the tangent", 4, "Line 4 is sound: it only repeats the slope above it."),
        Mistake(
            "one term",
            (3, 2 * float(np.e) + 2),
            "This is the line. Of your two terms the second has lost a factor.",
        ),
        Mistake(
            "the other term",
            (3, float(np.e)),
            "This is the line. You have one of the two terms: that of the exponential.",
        ),
        Mistake(
            "times the square's own slope",
            (3, 2 * float(np.e) + float(np.e) * 2),
            "This is the line. In the second term the square itself stands, not its slope.",
        ),
    ),
    hints=(
        "Which rule does each line use?",
        "The slopes of both factors are right.",
        "How does a rectangle grow whose two sides grow at once?",
    ),
    worked=r"""
        Lines 1 and 2 are right, and line 4 follows from line 3. Line 3 multiplies the slopes:

        - as it stands: $u'(1)\, v'(1) = 5.437$
        - by the product rule: $u'(1)\, v(1) + u(1)\, v'(1) = 2e + 1 \cdot e = 3e = 8.155$

        ```python
        import math

        answer = 3, 2 * math.e + 1 * math.e
        ```
        """,
)

review_rate = Number(
    title="review: one step to the minimum",
    prompt=r"""
        Close to a minimum a descent with the learning rate 0.3 multiplies its error by $-0.5$ in
        each step. Which rate would arrive in about one step?
        """,
    answer=0.2,
    right="The curvature there is 5, and one over it is the rate that makes the factor zero.",
    mistakes=(
        Mistake(
            "the curvature",
            5.0,
            "This is the curvature at the minimum. Which rate times it makes the factor zero?",
        ),
        Mistake(
            "the limit",
            2 / 5,
            "This is the limit. With this rate the error keeps its size.",
        ),
        Mistake(
            "half the rate",
            0.15,
            "You halved the rate. With it the factor is 1 - 0.75, not zero.",
        ),
        Mistake(
            "sign of the factor",
            0.6,
            "You took the factor for +0.5. It is negative: the path jumps over the minimum.",
        ),
        Mistake("twice the step", 0.45, "A larger rate would jump even further over the minimum."),
        Mistake(
            "the product",
            1.5,
            "This is the rate times the curvature. The question asks for a rate.",
        ),
        Mistake("a product of one", 1.0, "The product must be 1. Which rate belongs to it?"),
        Mistake("zero", 0.0, "With the rate zero nothing moves: the factor is 1."),
        Mistake("the size of the factor", 0.5, "This is the size of the factor, not a rate."),
        Mistake("the factor", -0.5, "This is the factor. Which rate makes it zero?"),
        Mistake("one over the rate", 1 / 0.3, "This is one over the old rate. Find the curvature."),
        Mistake("minus", -0.2, "A learning rate is above zero."),
        Mistake("root", 0.3 / np.sqrt(1.5), "You took a root. The product grows with the rate."),
    ),
    hints=(
        "From the factor you can find the curvature.",
        r"$1 - 0.3\, c = -0.5$. What is $c$?",
        r"$c = 5$. For which rate is $1 - \alpha \cdot 5$ zero?",
    ),
    worked=r"""
        The factor: $1 - 0.3\, c = -0.5$, so the curvature is $c = 5$.

        The error is gone after one step when $1 - 5 \alpha = 0$: $\alpha = 0.2$.

        ```python
        curvature = (1 - (-0.5)) / 0.3
        answer = 1 / curvature
        ```
        """,
)

review_gap = Choice(
    title="review: how small a step",
    prompt=r"""
        A program measures a slope by $\frac{f(x + \Delta x) - f(x)}{\Delta x}$. With
        $\Delta x = 10^{-4}$ the result is right to four digits. With $\Delta x = 10^{-15}$ only
        one or two are. Why?
        """,
    choices={
        "a": "The curve is no longer straight over so short a way.",
        "b": "A quotient over so short a way is the slope at another point.",
        "c": "The two values agree in nearly all digits that the computer keeps.",
        "d": "The slope itself grows when it is divided by so small a number.",
    },
    answer="c",
    right="Their difference has hardly a digit left, and the division makes its error large. This "
    "is why the gradient check uses a step that is small, but not as small as possible.",
    mistakes=(
        Mistake(
            "not straight",
            "a",
            "It is the other way round: the shorter the way, the straighter the curve.",
        ),
        Mistake(
            "another point",
            "b",
            "The other point is only that little bit away, and so is the slope there.",
        ),
        Mistake(
            "the slope grows",
            "d",
            "The rise shrinks along with the run. Which digits of the rise can be trusted?",
        ),
    ),
    hints=(
        "By mathematics a smaller step is better. What does a computer add to it?",
        "It keeps about 16 digits of each value.",
        "How many of the 16 digits differ when x moves by a thousandth of a millionth of a "
        "millionth?",
    ),
    worked=r"""
        The computer keeps about 16 digits. The two values differ by about $10^{-15}$, so they
        agree in all but the last one or two. Their difference has one or two digits left.

        The quotient has no more of them than the difference. Answer c.
        """,
)

review_way_back = Number(
    title="review: read the other way",
    prompt=r"""
        Of a function that only rises you know $f(2) = 7$ and $f'(2) = 5$. What is the slope of its
        inverse at 7?
        """,
    answer=1 / 5,
    right="Rise and run change places, so the slope turns over. It belongs to the same point.",
    mistakes=(
        Mistake("not turned over", 5.0, "This is the slope of f. Read the other way, rise is run."),
        Mistake("one over the value", 1 / 7, "You turned the value over. Turn the slope over."),
        Mistake("one over the place", 1 / 2, "You turned the place over. Turn the slope over."),
        Mistake("sign", -1 / 5, "The inverse of a function that rises rises as well."),
        Mistake("the inverse itself", 2.0, "This is the inverse at 7. Its slope there is asked."),
        Mistake("minus the slope", -5.0, "A mirror image in the diagonal turns the slope over."),
        Mistake("one over the square", 1 / 25, "You squared the slope. It turns over, no more."),
        Mistake(
            "reciprocal function", -5 / 49, "This is the slope of 1/f. The inverse is no quotient."
        ),
        Mistake(
            "value over slope", 7 / 5, "You divided the value by the slope: the value is no part."
        ),
        Mistake(
            "slope over value", 5 / 7, "You divided the slope by the value: the value is no part."
        ),
        Mistake(
            "place over value", 2 / 7, "This is the slope of a line from zero, not of the curve."
        ),
        Mistake(
            "value over place", 7 / 2, "This is the slope of a line from zero, not of the curve."
        ),
        Mistake("the value", 7.0, "This is where the slope is asked, not the slope."),
    ),
    hints=(
        "The inverse takes 7 back to 2. Draw a little triangle at that point.",
        "On f: 1 to the right, 5 up. On the inverse the two are exchanged.",
        "Five to the right, one up.",
    ),
    worked=r"""
        At the point $(2, 7)$ the curve rises 5 for each 1 to the right. The inverse has the point
        $(7, 2)$ and rises 1 for each 5 to the right: its slope is $\frac{1}{5}$.

        ```python
        answer = 1 / 5
        ```
        """,
)


def summary() -> Markdown:
    """Return the chapter's predictions beside what happened, and how far its exercises are."""
    return progress.summary(__name__)
