"""The exercises and predictions of the chapter on gradient descent, from easy to hard."""

import numpy as np

from mlcalc import datasets, optimization
from mlcalc.exercises import progress
from mlcalc.exercises.engine import Choice, Code, Markdown, Mistake, Number, Point, page
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

# One variable: e^x - log x from 0.3.

_start, _rate = 0.3, 0.05
_slope = float(exp_minus_log.gradient(_start))
_first = float(optimization.step(_start, _slope, _rate))
_first_slope = float(exp_minus_log.gradient(_first))
_second = float(optimization.step(_first, _first_slope, _rate))

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
    answer=_first,
    right="The slope at the start is negative, so the step goes to the right.",
    mistakes=(
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
            "value instead of slope",
            _start - _rate * float(exp_minus_log(_start)),
            "You used the value of f. The step is made of the slope: take the derivative first.",
        ),
        Mistake(
            "sign of the derivative",
            _start - _rate * (np.exp(_start) + 1 / _start),
            "Your derivative has a plus. The function has minus log x, and the minus stays.",
        ),
        Mistake(
            "forgot e^x",
            _start + _rate / _start,
            "Your derivative has lost its first term: e^x is its own derivative.",
        ),
        Mistake(
            "logarithm to base 10",
            _start - _rate * (np.exp(_start) - 1 / (_start * np.log(10))),
            "Your derivative belongs to the logarithm to base 10. Here log is the natural one, "
            "as in numpy.",
        ),
        Mistake(
            "only the change",
            -_rate * _slope,
            "This is the length of the step. The new point is the old point plus this change.",
        ),
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

        start, learning_rate = 0.3, 0.05
        slope = np.exp(start) - 1 / start
        answer = start - learning_rate * slope
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
    answer=_second,
    right="The second step is shorter than the first, with the same learning rate: the slope "
    "has become smaller.",
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
            "no learning rate",
            _first - _first_slope,
            "You subtracted the whole slope. Multiply it by the learning rate first.",
        ),
        Mistake(
            "the first point",
            _first,
            "This is the point after one step. Take one more from there.",
        ),
    ),
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

        x, learning_rate = 0.3, 0.05
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

# Two variables: the temperature in the room from (0.5, 0.6).

_place = np.array([0.5, 0.6])
_warmth = temperature.gradient(_place)


def _half_product_rule(p: np.ndarray) -> np.ndarray:
    """Return the temperature gradient with x^2 differentiated and x - 6 left alone."""
    x, y = p
    return np.array([2 * x * (x - 6) * y**2 * (y - 6), x**2 * (x - 6) * 2 * y * (y - 6)]) / -90


def _product_of_derivatives(p: np.ndarray) -> np.ndarray:
    """Return the temperature gradient with (x^2 (x - 6))' taken for 2x times 1."""
    x, y = p
    return np.array([2 * x * y**2 * (y - 6), x**2 * (x - 6) * 2 * y]) / -90


temperature_gradient = Point(
    title="a gradient in two variables",
    prompt=r"""
        The temperature in a room is $T(x, y) = 85 - \frac{1}{90} x^2 (x - 6)\, y^2 (y - 6)$.
        What is its gradient at $(0.5, 0.6)$? Give a pair $(T_x, T_y)$ with four decimals.
        """,
    answer=_warmth,
    right="Both entries are negative: it gets colder in both directions.",
    mistakes=(
        Mistake(
            "swapped",
            _warmth[::-1],
            "The two entries have changed places, or the two coordinates have. The first entry is "
            "the derivative along x, at x = 0.5 and y = 0.6.",
        ),
        Mistake(
            "sign",
            -_warmth,
            "The signs are turned around. The product is subtracted from 85, and that minus "
            "stays. x - 6 and y - 6 are negative here.",
        ),
        Mistake(
            "forgot 1/90",
            90 * _warmth,
            "The factor 1/90 is lost. A constant factor stays when you differentiate.",
        ),
        Mistake(
            "another point",
            temperature.gradient([0.5, 0.5]),
            "This is the gradient at (0.5, 0.5). The second coordinate is 0.6.",
        ),
        Mistake(
            "half of the product rule",
            _half_product_rule(_place),
            "You differentiated x^2 and left x - 6 as it is. The product rule has a second term.",
        ),
        Mistake(
            "product of the derivatives",
            _product_of_derivatives(_place),
            "The derivative of a product is not the product of the derivatives. Multiply out "
            "x^2 (x - 6) first, or use the product rule.",
        ),
    ),
    hints=(
        "Hold y still and differentiate along x. Then hold x still and differentiate along y.",
        r"$x^2 (x - 6) = x^3 - 6x^2$ has the derivative $3x^2 - 12x = x(3x - 12)$.",
        r"$T_x = -\frac{1}{90}\, x (3x - 12)\, y^2 (y - 6)$, and $T_y$ is the same with $x$ and "
        r"$y$ exchanged. Put in $x = 0.5$ and $y = 0.6$.",
    ),
    worked=page(
        r"""
        Multiply out: $x^2 (x - 6) = x^3 - 6x^2$, with derivative $3x^2 - 12x = x (3x - 12)$.

        Along $x$, with $y$ held still: $T_x = -\frac{1}{90}\, x (3x - 12)\, y^2 (y - 6)$.

        Along $y$, with $x$ held still: $T_y = -\frac{1}{90}\, x^2 (x - 6)\, y (3y - 12)$.

        At $(0.5, 0.6)$: $\nabla T = @gradient$.

        ```python
        x, y = 0.5, 0.6
        along_x = -x * (3 * x - 12) * y**2 * (y - 6) / 90
        along_y = -(x**2) * (x - 6) * y * (3 * y - 12) / 90
        answer = along_x, along_y
        ```
        """,
        gradient=_warmth,
    ),
)

direction = Choice(
    title="the way down",
    prompt=page(
        r"""
        You stand at $(0.5, 0.6)$, where $\nabla T = @gradient$. In which direction does the
        temperature fall fastest?
        """,
        gradient=_warmth,
    ),
    choices={
        "a": r"along $\nabla T$",
        "b": r"along $-\nabla T$",
        "c": r"along the axis whose partial derivative is larger in size",
        "d": r"at a right angle to $\nabla T$",
    },
    answer="b",
    right="The gradient points where the temperature rises fastest; the opposite direction falls "
    "fastest.",
    mistakes=(
        Mistake(
            "ascent",
            "a",
            "The gradient itself points where the temperature rises fastest.",
        ),
        Mistake(
            "one axis",
            "c",
            "Moving along one axis uses only one of the two slopes. Moving in both coordinates at "
            "once falls faster.",
        ),
        Mistake(
            "along the contour",
            "d",
            "At a right angle to the gradient you walk along a contour line, and the temperature "
            "stays the same.",
        ),
    ),
    hints=(
        "Think of one variable. If the slope is positive, which way is down?",
        r"In the direction of a unit vector $u$ the slope is $\nabla T \cdot u = |\nabla T| \cos "
        r"\theta$, where $\theta$ is the angle between them.",
        r"The slope should be as negative as possible, so $\cos \theta$ must be as small as it "
        r"can be. Which angle is that?",
    ),
    worked=r"""
        In the direction of a unit vector $u$ the slope of $T$ is
        $\nabla T \cdot u = |\nabla T| \cos \theta$, with $\theta$ the angle to the gradient.

        It is largest for $\cos \theta = 1$: along $\nabla T$, steepest ascent.

        It is zero for $\cos \theta = 0$: along the contour line.

        It is smallest for $\cos \theta = -1$: along $-\nabla T$, steepest descent. Answer b.
        """,
)

temperature_step = Point(
    title="a step in two variables",
    prompt=r"""
        From $(0.5, 0.6)$ take one step of gradient descent on the temperature $T$ with learning
        rate $\alpha = 0.05$. Where do you arrive? Give both coordinates with four decimals.
        """,
    answer=optimization.step(_place, _warmth, 0.05),
    right="The step is short because the floor is nearly flat here. Many more lead to (4, 4).",
    mistakes=(
        Mistake(
            "added",
            _place + 0.05 * _warmth,
            "You added the learning rate times the gradient. That leads to where it is warmer.",
        ),
        Mistake(
            "no learning rate",
            _place - _warmth,
            "You subtracted the whole gradient. Multiply it by the learning rate first.",
        ),
        Mistake(
            "swapped",
            _place - 0.05 * _warmth[::-1],
            "The entries of your gradient have changed places. The first one moves x.",
        ),
        Mistake(
            "one slope for both",
            _place - 0.05 * _warmth[0],
            "You moved both coordinates by the slope along x. The second entry of the gradient "
            "moves y.",
        ),
        Mistake(
            "forgot 1/90",
            _place - 0.05 * 90 * _warmth,
            "Your gradient has lost the factor 1/90, so the step is 90 times too long.",
        ),
        Mistake(
            "only the change",
            -0.05 * _warmth,
            "This is the change. The new point is the old point plus this change.",
        ),
        Mistake(
            "did not move",
            _place,
            "This is the start. The gradient there is not zero, so the step leads away from it.",
        ),
    ),
    hints=(
        "It is the same rule as with one variable, once for each coordinate.",
        "The new point is the old point minus the learning rate times the gradient you found.",
        page(
            r"Compute $(0.5, 0.6) - 0.05 \cdot @gradient$, entry by entry.",
            gradient=_warmth,
        ),
    ),
    worked=page(
        r"""
        The gradient at the start: $\nabla T(0.5, 0.6) = @gradient$.

        The step, entry by entry: $(0.5, 0.6) - 0.05 \cdot @gradient = @arrival$.

        ```python
        import numpy as np

        point = np.array([0.5, 0.6])
        x, y = point
        gradient = np.array([
            -x * (3 * x - 12) * y**2 * (y - 6) / 90,
            -(x**2) * (x - 6) * y * (3 * y - 12) / 90,
        ])
        answer = point - 0.05 * gradient
        ```
        """,
        gradient=_warmth,
        arrival=optimization.step(_place, _warmth, 0.05),
    ),
)

# The learning rate: what decides whether it converges.

_curvature = float(exp_minus_log.hessian(OMEGA))
_edge = 0.05

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
            "It goes away only from a product of 2 on.",
        ),
    ),
    hints=(
        "Near the minimum the slope is the curvature times the error, the distance to the minimum "
        "with its sign.",
        r"One step turns the error $e$ into $e - \alpha f''(x^*)\, e$.",
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
    right="Above this rate each step leads further away from the minimum than the last.",
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
            "curvature at the start",
            2 / float(exp_minus_log.hessian(_edge)),
            "You took the second derivative at 0.05. What counts is the curvature at the minimum.",
        ),
        Mistake(
            "slope instead of curvature",
            2 / abs(float(exp_minus_log.gradient(_edge))),
            "You used the first derivative. It is zero at the minimum; the second one decides.",
        ),
        Mistake(
            "sign in the second derivative",
            2 / (np.exp(OMEGA) - 1 / OMEGA**2),
            "The second derivative has a wrong sign: the derivative of -1/x is +1/x^2. At a "
            "minimum the curvature is positive.",
        ),
        Mistake(
            "forgot the logarithm",
            2 / np.exp(OMEGA),
            "Your second derivative has lost the part of the logarithm.",
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

_escape = optimization.gradient_descent(exp_minus_log, _edge, 0.2)

leaves_domain = Number(
    title="out of the domain",
    prompt=r"""
        The descent on $e^x - \log x$ starts at $x_0 = 0.05$ with learning rate 0.2.
        Which is the first $k$ for which $x_k$ is no longer above zero?
        """,
    answer=_escape.steps + 1,
    right="The first step flies over the minimum to where e^x is steep, and that slope throws the "
    "next point below zero. There log x is undefined and the descent must stop.",
    mistakes=(
        Mistake(
            "the last point inside",
            _escape.steps,
            "That point is far to the right of the minimum, but still above zero.",
        ),
        Mistake(
            "counted the start as the first",
            _escape.steps + 2,
            "Count from zero: the start is x_0, so k is the number of steps taken.",
        ),
    ),
    hints=(
        "Compute the points one by one. The logarithm is defined for x above zero only.",
        page(
            r"The first step leads to $x_1 = @first$. How steep is $e^x$ there?",
            first=_escape.points[1],
        ),
        page(
            r"The slope at $x_1$ is $@slope$. Multiply it by 0.2 and subtract it from $x_1$.",
            slope=_escape.gradients[1],
        ),
    ),
    worked=page(
        r"""
        The first step: $x_1 = 0.05 - 0.2 \cdot (@slope) = @first$. It flies over the minimum.

        The slope there: $f'(x_1) = @next_slope$, because $e^x$ grows fast.

        The second step: $x_2 = @first - 0.2 \cdot @next_slope = @second$, below zero.

        ```python
        import numpy as np

        x, answer = 0.05, 0
        while x > 0:
            x = x - 0.2 * (np.exp(x) - 1 / x)
            answer = answer + 1
        ```
        """,
        slope=_escape.gradients[0],
        first=_escape.points[1],
        next_slope=_escape.gradients[1],
        second=_escape.rejected,
    ),
)

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

stopping_rule = Choice(
    title="when to stop",
    prompt=r"""
        Which of these rules cannot be used to stop a descent, because it asks for something that
        is not known while descending?
        """,
    choices={
        "a": r"stop when $|f'(x_k)|$ is below $10^{-6}$",
        "b": r"stop when the step $|x_{k+1} - x_k|$ is below $10^{-6}$",
        "c": r"stop when the distance $|x_k - x^*|$ to the minimum is below $10^{-6}$",
        "d": r"stop after 1000 steps",
    },
    answer="c",
    right="The minimum is what the descent is looking for. The slope and the step are known and "
    "serve instead.",
    mistakes=(
        Mistake(
            "slope",
            "a",
            "The slope is computed at every step anyway. This rule is in common use.",
        ),
        Mistake(
            "step",
            "b",
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

        Rule a needs the slope: known. Rule b needs the last two points: known. Rule d needs the
        count: known.

        Rule c needs $x^*$. Whoever knows $x^*$ need not descend. Answer c.
        """,
)

# Fitting a line.

converted_rate = Number(
    title="the same steps with another scale",
    prompt=r"""
        The error of a line over $n = 3$ points is $E(m, b) = \sum_i (m x_i + b - y_i)^2$, the
        cost is $L = \frac{1}{2n} E$. A descent on $E$ uses the learning rate 0.02. Which learning
        rate takes exactly the same steps on $L$?
        """,
    answer=2 * 3 * 0.02,
    right="A factor in front of the loss and the learning rate cannot be told apart: a rate means "
    "nothing without its loss.",
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


def _error_gradient(m: float, b: float) -> np.ndarray:
    return regression_error.gradient([m, b])


def _error_gradient_without_inner_derivative(m: float, b: float) -> np.ndarray:
    return np.array([1, 1]) * _error_gradient(m, b)[1]


line_gradient = Code(
    title="the gradient of the error of a line",
    prompt=r"""
        The points $(1, 2), (2, 5), (3, 3)$ and the line $m x + b$ have the squared error
        $E(m, b) = 14 m^2 + 3 b^2 + 38 + 12 m b - 42 m - 20 b$.
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
    right="Where both entries are zero the line fits best.",
    mistakes=(
        Mistake(
            "scaled by 1/(2n)",
            lambda m, b: _error_gradient(m, b) / 6,
            "This is the gradient of E/(2n), the cost. It points the same way, but here E itself "
            "is asked for.",
        ),
        Mistake(
            "forgot the factor 2",
            lambda m, b: _error_gradient(m, b) / 2,
            "All entries are half of what they should be: the derivative of a square has a "
            "factor 2.",
        ),
        Mistake(
            "swapped",
            lambda m, b: _error_gradient(m, b)[::-1],
            "The entries have changed places: the derivative along m comes first.",
        ),
        Mistake(
            "forgot the inner derivative",
            _error_gradient_without_inner_derivative,
            "Both entries are the derivative along b. Along m the inner derivative of "
            "m x_i + b - y_i is x_i, and it multiplies each term.",
        ),
        Mistake(
            "sign",
            lambda m, b: -_error_gradient(m, b),
            "All signs are turned around: this is the direction of descent. The gradient points "
            "uphill.",
        ),
        Mistake(
            "forgot the mixed term",
            lambda m, b: _error_gradient(m, b) - 12 * np.array([b, m]),
            "The term 12 m b is lost. It depends on both variables and leaves something in both "
            "entries.",
        ),
        Mistake(
            "forgot the linear terms",
            lambda m, b: _error_gradient(m, b) - _error_gradient(0, 0),
            "The terms 42 m and 20 b are lost. The derivative of a linear term is its factor.",
        ),
        Mistake(
            "misread",
            lambda m, b: np.array([28 * m + 72 * b - 92, 12 * m + 6 * b - 20]),
            "The first entry has misread digits: copy the factors of m b and of m again.",
        ),
    ),
    hints=(
        "Hold b still and differentiate along m, then the other way round.",
        r"Along $m$: $14 m^2$ becomes $28 m$, and $12 m b$ becomes $12 b$. Terms without $m$ "
        r"vanish.",
        r"$E_m = 28 m + 12 b - 42$. The same for $b$; return both in this order.",
    ),
    worked=r"""
        Along $m$, with $b$ held still: $E_m = 28 m + 12 b - 42$.

        Along $b$, with $m$ held still: $E_b = 6 b + 12 m - 20$.

        ```python
        import numpy as np

        def line_gradient(m, b):
            return np.array([28 * m + 12 * b - 42, 6 * b + 12 * m - 20])
        ```
        """,
)


def _cost_gradient(m: float, b: float, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return line_error(x, y, 1 / (2 * len(x))).gradient([m, b])


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
            "Your gradient is twice too large: the 2 from the square cancels the 2 in 1/(2n).",
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
            "sign",
            lambda m, b, x, y: -_cost_gradient(m, b, x, y),
            "All signs are turned around. The residual is the line minus the data.",
        ),
        Mistake(
            "forgot the inner derivative",
            lambda m, b, x, y: np.array([1, 1]) * _cost_gradient(m, b, x, y)[1],
            "The first entry has lost the factor x_i, the inner derivative of m x_i + b - y_i "
            "along m.",
        ),
        Mistake(
            "swapped",
            lambda m, b, x, y: _cost_gradient(m, b, x, y)[::-1],
            "The entries have changed places: the derivative along m comes first.",
        ),
    ),
    hints=(
        "Name the residuals first: one array with an entry for each point.",
        r"With $r_i = m x_i + b - y_i$ the chain rule gives $2 r_i$ times the inner derivative, "
        r"which is $x_i$ along $m$ and 1 along $b$.",
        r"The 2 cancels: $L_m = \frac{1}{n} \sum_i r_i x_i$ and $L_b = \frac{1}{n} \sum_i r_i$. "
        r"Both are means.",
    ),
    worked=r"""
        The residuals: $r_i = m x_i + b - y_i$, shape $(n,)$.

        Along $m$: $L_m = \frac{1}{2n} \sum_i 2 r_i x_i = \frac{1}{n} \sum_i r_i x_i$.

        Along $b$: $L_b = \frac{1}{2n} \sum_i 2 r_i \cdot 1 = \frac{1}{n} \sum_i r_i$.

        ```python
        import numpy as np

        def cost_gradient(m, b, x, y):
            residuals = m * x + b - y
            return np.array([(residuals * x).mean(), residuals.mean()])
        ```
        """,
)

# Writing the algorithm.


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
            "cuts off decimals",
            _truncated_step,
            "With a point of whole numbers your result loses its decimals: an array of integers "
            "cannot hold them. `point - ...` makes a new array that can.",
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


def _descend(gradient, start, learning_rate, steps) -> np.ndarray:
    """Return the start and every point after it, shape (steps+1,) or (steps+1, n)."""
    points = [np.asarray(start, dtype=float)]
    for _ in range(steps):
        points.append(optimization.step(points[-1], gradient(points[-1]), learning_rate))
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
    right="The points are data now: they can be drawn, counted and checked.",
    mistakes=(
        Mistake(
            "forgets the start",
            lambda g, start, rate, steps: _descend(g, start, rate, steps)[1:],
            "The start is missing. It is the first of the points, before any step.",
        ),
        Mistake(
            "only the last point",
            lambda g, start, rate, steps: _descend(g, start, rate, steps)[-1],
            "Only the last point comes back. Collect the points in a list on the way.",
        ),
        Mistake(
            "gradient at the start",
            lambda g, start, rate, steps: _descend(lambda _: g(start), start, rate, steps),
            "Every step uses the gradient at the start. Ask for it again at each new point.",
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
            "the same point in every row",
            lambda g, start, rate, steps: np.stack(
                [_descend(g, start, rate, steps)[-1]] * (steps + 1)
            ),
            "Every row holds the last point. You collected one array that `-=` went on changing; "
            "make a new point in each step.",
        ),
        Mistake(
            "added",
            lambda g, start, rate, steps: _descend(g, start, -rate, steps),
            "Your points climb: the learning rate times the gradient must be subtracted.",
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

# Predictions. Their outcomes are computed here, or proved in the tests where they are words.

_limit = optimization.largest_stable_rate(_curvature)
_doubled = optimization.gradient_descent(exp_minus_log, 0.56, 2 * _limit)

doubled_rate = Prediction(
    title="twice the largest rate",
    question=page(
        "Near the minimum of e^x - log x, at @minimum, there is a largest rate that converges. "
        "The descent starts close by, at 0.56, with twice that rate. What happens?",
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
            "No. The size of the error stays the same only when rate times curvature is exactly 2.",
        ),
        Option(
            "c",
            "It jumps to and fro, further each time, until it leaves x > 0.",
            page(
                "Yes. Rate times curvature is 4, so each step multiplies a small error by about "
                "-3. The points are 0.56, @first, @second, @third, and soon one is below zero.",
                first=_doubled.points[1],
                second=_doubled.points[2],
                third=_doubled.points[3],
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

_from_right = optimization.gradient_descent(three_minima, 1.4, 0.01)

which_minimum = Prediction(
    title="one of three minima",
    question="A curve has minima at -2, 0 and 2; the one at -2 is the lowest. Between the last two "
    "is a hilltop at 1.2. Where does a descent from 1.4 with a small rate end?",
    options=(
        Option(
            "a",
            "At -2, because it is the lowest.",
            "No. The descent knows only the slope where it stands. It cannot see over the hill.",
        ),
        Option(
            "b",
            "At 0, because it is in the middle.",
            "No. The hilltop at 1.2 lies between, and the way there leads up.",
        ),
        Option(
            "c",
            "At 2, because that way is downhill.",
            page(
                "Yes. The slope at 1.4 is @slope, so the step goes to the right, and on to @last.",
                slope=three_minima.gradient(1.4),
                last=_from_right.last,
            ),
        ),
        Option(
            "d",
            "On the hilltop, because it is closest.",
            "No. The slope is zero there, but on both sides of it the way down leads away.",
        ),
    ),
    happened="c",
)

contour_angle = Prediction(
    title="across the contour lines",
    question="A descent is drawn on a map with contour lines. Each step begins on a contour line. "
    "At which angle does it leave that line?",
    options=(
        Option(
            "a",
            "Always at a right angle.",
            "Yes. Along the contour the function does not change, so the gradient has no part in "
            "that direction. What is left is at a right angle to it.",
        ),
        Option(
            "b",
            "Along the line, at angle zero.",
            "No. Along its contour line the function stays the same, and the step would gain "
            "nothing.",
        ),
        Option(
            "c",
            "It points at the minimum, at whatever angle that is.",
            "No. Only where the contours are circles does the steepest way lead straight to the "
            "minimum.",
        ),
        Option(
            "d",
            "It depends on the learning rate.",
            "No. The learning rate changes the length of the step, not its direction.",
        ),
    ),
    happened="a",
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
            "Only a few.",
            page(
                "Yes. From (1, 1) it needed @narrow steps; in the round bowl it needs @round. "
                "Every direction has the same curvature, so one rate suits them all.",
                narrow=_steps_through(25),
                round=_steps_through(1),
            ),
        ),
        Option(
            "d",
            "More, because the steps are shorter.",
            "No. The largest rate that converges becomes larger, not smaller.",
        ),
    ),
    happened="c",
)


def _stochastic_distances() -> np.ndarray:
    """Return the distances to the best line in the last epoch of stochastic steps."""
    budget, sales = datasets.television_and_sales()
    inputs = datasets.standardized(budget)

    def loss_on(i: np.ndarray):
        return line_error(inputs[i], sales[i], 1 / (2 * len(i)))

    examples = len(inputs)
    best = loss_on(np.arange(examples)).minima[0].point
    path = optimization.stochastic_gradient_descent(loss_on, examples, [0, 0], 0.1, epochs=20)
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
            "It comes near the minimum and goes on wandering around it.",
            page(
                "Yes. With rate 0.1 on the television data the distance to the minimum still "
                "varies between @least and @most in the 20th epoch. A smaller rate brings it "
                "closer.",
                least=_distances.min(),
                most=_distances.max(),
            ),
        ),
        Option(
            "c",
            "It goes further and further away.",
            "No. In the mean each step follows the true gradient, and the rate is small.",
        ),
        Option(
            "d",
            "It stays near the start, because the pushes cancel.",
            "No. Far from the minimum nearly all examples push the same way.",
        ),
    ),
    happened="b",
)


def summary() -> Markdown:
    """Return the chapter's predictions beside what happened, and how far its exercises are."""
    return progress.summary(__name__)
