"""The exercises and predictions of the chapter on Newton's method, in the order of its sections."""

import numpy as np

from mlcalc.exercises import progress
from mlcalc.exercises.drawing import Axis, Curve, DrawnPrediction
from mlcalc.exercises.engine import Choice, Code, Detour, Markdown, Mistake, Number, Point, page
from mlcalc.exercises.kinds import FromPicture, Matching, WrongLine
from mlcalc.exercises.prediction import Option, Prediction

# 1: zeros.


def rising(x):
    """Return the heights of the curve to read."""
    return 0.45 * x**2 - 3


def rising_slope(x):
    """Return its slope."""
    return 0.9 * x


_height, _slope = rising(5.0), rising_slope(5.0)

read_tangent = FromPicture(
    title="where the tangent leads",
    prompt="""
        Newton's method looks for the zero of this curve, and it stands at P. Where does the next
        step lead? Read it off to 0.2.
        """,
    answer=5 - _height / _slope,
    tolerance=0.2,
    right="The tangent meets the axis a little to the right of the curve's own zero.",
    mistakes=(
        Mistake(
            "zero of the curve",
            float(np.sqrt(3 / 0.45)),
            "There the curve itself meets the axis. One step follows the tangent, not the curve.",
        ),
        Mistake("the start", 5.0, "This is where P stands. The step leads away from it."),
        Mistake(
            "end of the line",
            5 - 0.5 * _height / _slope,
            "There the drawn line ends. Lay a ruler along it and go on to the axis.",
        ),
        Mistake("the height", _height, "This is the height of P. Asked is a place on the axis."),
        Mistake("the slope", _slope, "This is about the slope at P. Asked is a place on the axis."),
        Mistake(
            "only the step",
            _height / _slope,
            "This is how far the step goes. Asked is where it leads.",
        ),
        Mistake(
            "the other way",
            5 + _height / _slope,
            "The tangent comes down on the left of P, not on the right.",
        ),
        Mistake(
            "height not divided",
            5 - _height,
            "You went back by the whole height. A steep line comes down sooner.",
        ),
        Mistake(
            "where the tangent meets x = 0",
            _height - 5 * _slope,
            "This is a height, that of the tangent at x = 0. Look where the tangent has height 0.",
        ),
    ),
    hints=(
        "One step goes up to the curve and then down along a straight line.",
        "The straight line is the red one. It is drawn only for a part of its way.",
        "Go on along the red line until it meets the level line at height 0.",
    ),
    worked=r"""
        At P the height is about $8.3$. The line falls by half of it over about $0.9$ to the left,
        so it needs as much again to the axis: $5 - 1.8$, about $3.2$.

        ```python
        height, slope = 0.45 * 5**2 - 3, 0.9 * 5
        answer = 5 - height / slope
        ```
        """,
)

cube_root_step = Number(
    title="a cube root",
    prompt=r"""
        Look for the cube root of 10 as a zero of $f(x) = x^3 - 10$. Newton's method starts at
        $x_0 = 2$. Where is $x_1$?
        """,
    scaffold=r"""
        The same for the square root of 10, from $x_0 = 3$:

        - the function: $f(x) = x^2 - 10$, so $f(3) = -1$
        - its slope: $f'(x) = 2x$, so $f'(3) = 6$
        - the step: $x_1 = 3 - \frac{-1}{6} = 3.1667$
        """,
    answer=2 + 2 / 12,
    right="The true cube root is 2.1544: one step has found two of its digits.",
    mistakes=(
        Mistake("sign", 2 - 2 / 12, "The sign is turned round: f is below zero at 2."),
        Mistake("not divided", 4.0, "You took the value for the step. Divide it by the slope."),
        Mistake(
            "upside down",
            8.0,
            "Your quotient stands upside down: value over slope, not slope over value.",
        ),
        Mistake("factor 3 lost", 2.5, "The slope of the third power has a factor 3."),
        Mistake(
            "exponent not lowered enough",
            2 + 2 / 6,
            "The slope of the third power is three times the square, not three times x.",
        ),
        Mistake(
            "the root itself",
            10 ** (1 / 3),
            "This is the root itself, or a later step. Asked is the first step.",
        ),
        Mistake("only the step", 2 / 12, "This is how far the step goes. Add it to 2."),
        Mistake("plus ten", 0.5, "You took f with plus 10. At the cube root of 10 f must be zero."),
        Mistake(
            "ten forgotten",
            2 - 8 / 12,
            "The 10 is forgotten: the zero of the third power alone is 0.",
        ),
        Mistake(
            "ten in the slope", 3.0, "You kept the 10 in the slope. A constant has the slope zero."
        ),
        Mistake("multiplied", 26.0, "You multiplied by the slope. Divide by it."),
        Mistake(
            "third power for the slope",
            2 + 2 / 2**3,
            "You divided by the third power. Divide by its slope.",
        ),
        Mistake("only the quotient", -2 / 12, "This is value over slope. Subtract it from 2."),
        Mistake("the slope", 12.0, "This is the slope at 2. It divides the value."),
    ),
    hints=(
        "Two numbers are needed: the value of f at 2 and the slope there.",
        "f(2) = 8 - 10, and the slope is 3 times the square of x.",
        r"$x_1 = 2 - \frac{-2}{12}$.",
    ),
    worked=r"""
        $f(2) = 8 - 10 = -2$ and $f'(2) = 3 \cdot 2^2 = 12$. So
        $x_1 = 2 - \frac{-2}{12} = 2.1667$.

        ```python
        answer = 2 - (2**3 - 10) / (3 * 2**2)
        ```
        """,
)


def parabola(x):
    """Return x^2 - 3: an argument of the exercise."""
    return x**2 - 3


def parabola_slope(x):
    """Return its slope."""
    return 2 * x


def cubic(x):
    """Return x^3 - x - 9: an argument of the exercise."""
    return x**3 - x - 9


def cubic_slope(x):
    """Return its slope."""
    return 3 * x**2 - 1


def _to_a_zero(f, slope, x, steps):
    for _ in range(steps):
        x = x - f(x) / slope(x)
    return x


def _frozen(f, slope, x, steps):
    first = slope(x)
    for _ in range(steps):
        x = x - f(x) / first
    return x


def _one_way(change):
    """Return a loop whose step is x plus a change of its own."""

    def wrong(f, slope, x, steps):
        for _ in range(steps):
            x = x + change(f, slope, x)
        return x

    return wrong


write_zero = Code(
    title="write the method",
    prompt="""
        Write Newton's method for a zero. `f` and `slope` are functions of a number, `x` is the
        start. Take `steps` steps and return the last point.

        It is tried on `exercises.parabola`, $x^2 - 3$, and on `exercises.cubic`,
        $x^3 - x - 9$, with their slopes `exercises.parabola_slope` and `exercises.cubic_slope`.

        ```python
        def find_zero(f, slope, x, steps):
            ...
        ```
        """,
    name="find_zero",
    answer=_to_a_zero,
    tests=(
        (parabola, parabola_slope, 5.0, 2),
        (cubic, cubic_slope, 4.0, 3),
        (parabola, parabola_slope, -0.5, 1),
    ),
    more=((parabola, parabola_slope, 9.0, 0), (cubic, cubic_slope, 6.0, 2)),
    right="It looks for a zero of any smooth function whose slope you know. Whether it finds one "
    "depends on the start.",
    mistakes=(
        Mistake(
            "sign",
            _one_way(lambda f, slope, x: f(x) / slope(x)),
            "The sign is turned round: a value above zero on a rising curve leads to the left.",
        ),
        Mistake(
            "upside down",
            _one_way(lambda f, slope, x: -slope(x) / f(x)),
            "Your quotient stands upside down: value over slope.",
        ),
        Mistake(
            "not divided",
            _one_way(lambda f, slope, x: -f(x)),
            "You subtract the value itself. Divide it by the slope.",
        ),
        Mistake(
            "multiplied",
            _one_way(lambda f, slope, x: -f(x) * slope(x)),
            "You multiply by the slope. Divide by it.",
        ),
        Mistake(
            "descent",
            _one_way(lambda f, slope, x: -slope(x)),
            "This subtracts the slope, a step of gradient descent. It looks for no zero of f.",
        ),
        Mistake(
            "one step only",
            lambda f, slope, x, steps: x - f(x) / slope(x),
            "You take one step. If you have a loop, `return` must stand after it, not in it. "
            "Otherwise repeat the step `steps` times.",
        ),
        Mistake(
            "slope of the start",
            _frozen,
            "You use the slope of the start in every step. Each point has a slope of its own.",
        ),
        Mistake(
            "always from the start",
            lambda f, slope, x, steps: x - steps * f(x) / slope(x),
            "Each of your steps is that from the start. Go on from the new point.",
        ),
        Mistake(
            "one step too many",
            lambda f, slope, x, steps: _to_a_zero(f, slope, x, steps + 1),
            "You take one step too many.",
        ),
        Mistake(
            "one step too few",
            lambda f, slope, x, steps: _to_a_zero(f, slope, x, steps - 1),
            "You take one step too few. `range(steps)` has `steps` numbers.",
        ),
        Mistake(
            "the value",
            lambda f, slope, x, steps: f(_to_a_zero(f, slope, x, steps)),
            "You return the value of f at the last point. The point is asked for.",
        ),
        Mistake(
            "the start", lambda f, slope, x, steps: x, "You return the start: nothing is changed."
        ),
    ),
    hints=(
        "A loop that runs `steps` times, and in it one line.",
        "That line gives `x` a new value, made of the old one, `f(x)` and `slope(x)`.",
        "From `x` the value divided by the slope is subtracted. After the loop return `x`.",
    ),
    worked=r"""
        ```python
        def find_zero(f, slope, x, steps):
            for _ in range(steps):
                x = x - f(x) / slope(x)
            return x
        ```
        """,
)

# 2: how fast.

match_errors = Matching(
    title="four ways to come closer",
    prompt="""
        Here are the errors of four paths, one after the other. Which path is which?
        """,
    items={
        "1": "$0.5, \\; 0.25, \\; 0.125, \\; 0.0625$",
        "2": "$0.5, \\; 0.4, \\; 0.32, \\; 0.256$",
        "3": "$0.5, \\; 0.1, \\; 0.005, \\; 0.000013$",
        "4": "$0.5, \\; 0.5, \\; 0.5, \\; 0.5$",
    },
    choices={
        "a": "a path that jumps between two points for ever",
        "b": "Newton's method, at a zero where the slope is not zero",
        "c": "Newton's method, at a double zero",
        "d": "gradient descent whose error keeps four fifths in each step",
    },
    answer="cdba",
    right="Divide each error by the one before it: a constant factor, or one that itself shrinks.",
    mistakes=(
        Mistake(
            "halved and squared",
            "bdca",
            "Halved is not squared. Squared, 0.1 becomes about 0.01, and then about 0.0001.",
        ),
        Mistake(
            "halved and four fifths",
            "dcba",
            "Divide 0.25 by 0.5, and 0.4 by 0.5. Which of them is four fifths?",
        ),
    ),
    hints=(
        "Divide each error by the one before it.",
        "One half, four fifths, ever smaller, one. Which path has which?",
        "At a double zero Newton's method only halves the error.",
    ),
    worked="""
        The factors are one half in 1, four fifths in 2, one in 4. In 3 they are 0.2, 0.05, 0.0026:
        each error is about half the square of the one before it.

        ```python
        answer = "cdba"
        ```
        """,
)

# 3: the slope of the slope.

match_rides = Matching(
    title="what the signs say",
    prompt="""
        Forwards and upwards count as above zero. Which signs do the velocity $v$ and the
        acceleration $a$ have?
        """,
    items={
        "1": "a car goes forwards and brakes",
        "2": "a ball was thrown up and is falling down again",
        "3": "a car rolls backwards and brakes",
        "4": "a bus leaves its stop, forwards, and gains speed",
    },
    choices={
        "a": "$v > 0, \\; a > 0$",
        "b": "$v > 0, \\; a < 0$",
        "c": "$v < 0, \\; a > 0$",
        "d": "$v < 0, \\; a < 0$",
    },
    answer="bdca",
    right="Where both have the same sign, the speed grows. Where not, it shrinks.",
    mistakes=(
        Mistake(
            "braking is below zero",
            "bddb",
            "Below zero does not mean braking. The ball falls faster and faster with a below zero.",
        ),
        Mistake(
            "braking backwards",
            "bdda",
            "Rolling backwards, v is below zero. If it brakes, v comes closer to zero: it grows.",
        ),
        Mistake(
            "falling ball",
            "bcca",
            "The ball falls faster and faster: its velocity becomes more and more negative.",
        ),
        Mistake(
            "both ends exchanged",
            "adcb",
            "The car that brakes goes forwards ever more slowly: its velocity falls.",
        ),
    ),
    hints=(
        "First the velocity: which way does it go?",
        "Then: does the velocity, with its sign, rise or fall?",
        "Rolling backwards and braking, the velocity goes from -3 to -1, say. That is a rise.",
    ),
    worked="""
        1 goes forwards, and its velocity falls: b. 2 goes downwards, faster and faster, so its
        velocity falls below zero: d. 3 goes backwards, and its velocity rises towards zero: c.
        4 goes forwards, and its velocity rises: a.

        ```python
        answer = "bdca"
        ```
        """,
)


def bending(x):
    """Return the heights of the curve whose inflection is to be read."""
    return (3 * x**2 - x**3 / 3) / 9


read_inflection = FromPicture(
    title="where it bends the other way",
    prompt="""
        At which $x$ between 0 and 8 does this curve begin to bend the other way? Read it off to
        0.5.
        """,
    answer=3.0,
    tolerance=0.5,
    right="Up to there the slope grows, from there on it falls: it is the steepest place.",
    mistakes=(
        Mistake(
            "the top",
            6.0,
            "There the slope is zero. On both sides of it the curve bends downwards.",
        ),
        Mistake("the left end", 0.0, "There the slope is zero, and the curve bends upwards."),
        Mistake("the right end", 8.0, "There it bends downwards, as it does at the top."),
        Mistake(
            "the height there",
            2.0,
            "If this is the height of the place: its x is asked for. Otherwise look for the "
            "steepest place.",
        ),
        Mistake(
            "the slope there",
            1.0,
            "If this is the slope at the place: its x is asked for. At x = 1 the curve still bends "
            "upwards.",
        ),
        Mistake(
            "the middle",
            4.0,
            "In the middle of the picture it already bends downwards. Where is it steepest?",
        ),
        Mistake(
            "where it is rounded",
            5.0,
            "There it bends strongly, but already for a while the same way. Where is it steepest?",
        ),
        Mistake(
            "where it falls", 7.0, "There it falls. It has begun to bend this way long before."
        ),
    ),
    hints=(
        "Follow the tangent with a ruler. When does it turn anticlockwise, when clockwise?",
        "As long as the slope grows, the curve bends upwards.",
        "Where is the curve steepest? Up to there the slope grows, after it it falls.",
    ),
    worked=r"""
        The slope is zero at 0, grows, and is zero again at 6. In between it is largest. For this
        curve, $f'(x) = \frac{6x - x^2}{9}$ and $f''(x) = \frac{6 - 2x}{9}$, which changes its
        sign at 3.

        ```python
        answer = 6 / 2
        ```
        """,
)

# 4: minima.

_s = 1.1
_v, _d, _dd = 2 * _s - 3 * np.log(_s), 2 - 3 / _s, 3 / _s**2

first_step = Number(
    title="one step to a minimum",
    prompt=r"""
        Newton's method looks for the minimum of $g(x) = 2x - 3 \log x$. It starts at $x_0 = 1.1$.
        Where is $x_1$?
        """,
    answer=_s - _d / _dd,
    right="The minimum itself is at 1.5.",
    mistakes=(
        Mistake(
            "zero of g",
            _s - _v / _d,
            "You divided the value by the slope: that looks for a zero of g. For a minimum look "
            "for a zero of the slope.",
        ),
        Mistake(
            "not divided",
            _s - _d,
            "You took the slope for the step, as gradient descent with rate 1 does. Divide it by "
            "the second derivative.",
        ),
        Mistake(
            "multiplied", _s - _d * _dd, "You multiplied by the second derivative. Divide by it."
        ),
        Mistake(
            "upside down",
            _s - _dd / _d,
            "Your quotient stands upside down: slope over second derivative.",
        ),
        Mistake(
            "square forgotten",
            _s - _d / (3 / _s),
            "The slope of 3/x has the square of x below the line.",
        ),
        Mistake("only the step", -_d / _dd, "This is how far the step goes. Add it to 1.1."),
        Mistake(
            "value over second derivative",
            _s - _v / _dd,
            "You divided the value. The slope is what must become zero.",
        ),
        Mistake(
            "factor ½",
            _s - _d / (2 * _dd),
            "You halved the step. The ½ of the parabola is gone when it is differentiated.",
        ),
        Mistake("the minimum", 1.5, "This is the minimum itself. Asked is the first step."),
        Mistake(
            "2 lost in the slope",
            _s + 3 / _s / _dd,
            "The slope of 2x is 2. It is missing in your slope.",
        ),
        Mistake(
            "3 lost in the second derivative",
            _s - _d * _s**2,
            "The factor 3 is missing in your second derivative.",
        ),
        Mistake("the slope", _d, "This is the slope at 1.1. Where does the step lead?"),
        Mistake(
            "sign",
            _s + _d / _dd,
            "A sign is turned round. At 1.1 the slope is below zero and the second derivative "
            "above it.",
        ),
        Mistake(
            "slope 2x",
            _s - (2 * _s - 3 / _s) / _dd,
            "The slope of 2x is 2, not 2x.",
        ),
        Mistake(
            "second derivative subtracted",
            _s - _dd,
            "You subtracted the second derivative. It divides the slope.",
        ),
        Mistake(
            "2 kept in the second derivative",
            _s - _d / (2 + _dd),
            "The 2 is a constant in the slope. Its own slope is zero.",
        ),
        Mistake(
            "3 lost in the slope",
            _s - (2 - 1 / _s) / _dd,
            "The factor 3 is missing in your slope.",
        ),
    ),
    hints=(
        "What must become zero, g or its slope?",
        "The slope is 2 - 3/x, and the slope of that is 3 over x squared.",
        r"$g'(1.1) = -0.7273$ and $g''(1.1) = 2.479$. Now the step.",
    ),
    worked=page(
        r"""
        $g'(x) = 2 - \frac{3}{x}$ and $g''(x) = \frac{3}{x^2}$. At $1.1$ they are $@d$ and $@dd$.
        So $x_1 = 1.1 - \frac{@d}{@dd} = @answer$.

        ```python
        start = 1.1
        answer = start - (2 - 3 / start) / (3 / start**2)
        ```
        """,
        d=_d,
        dd=_dd,
        answer=_s - _d / _dd,
    ),
)

wrong_minimum = WrongLine(
    title="a page with one wrong line",
    prompt=r"""
        Somebody looks for the minimum of $g(x) = x^3 - 6 x$ with Newton's method, from $x_0 = 3$.
        One line is wrong. Which one, and what ought to come out there?
        """,
    lines=(
        "$g'(x) = 3x^2 - 6$ and $g''(x) = 6x$",
        "$g(3) = 9$, $\\; g'(3) = 21$, $\\; g''(3) = 18$",
        r"$x_1 = 3 - \frac{9}{21} = 2.571$",
        "$g'(2.571) = 13.83$",
    ),
    answer=(3, 3 - 21 / 18),
    right="The step to a zero of the slope is slope over second derivative.",
    mistakes=(
        Mistake("the derivatives", 1, "Both derivatives are right."),
        Mistake("the numbers", 2, "All three numbers are right: 27 - 18, 27 - 6, 18."),
        Mistake("the slope there", 4, "The slope at 2.571 is right."),
        Mistake(
            "sign",
            (3, 3 + 21 / 18),
            "This is the line. The slope is above zero, so the minimum lies to the left.",
        ),
        Mistake(
            "only the step",
            (3, 21 / 18),
            "This is the line, and how far it goes. Where does it lead?",
        ),
        Mistake(
            "upside down",
            (3, 3 - 18 / 21),
            "This is the line. The quotient stands upside down.",
        ),
        Mistake(
            "value over second derivative",
            (3, 3 - 9 / 18),
            "This is the line. You divided the value; the slope must become zero.",
        ),
        Mistake(
            "the minimum",
            (3, 2**0.5),
            "This is the line. But this is the minimum itself: one step does not quite reach it.",
        ),
    ),
    hints=(
        "Three quantities stand in line 2. Which two of them make the step?",
        "Value over slope leads to a zero of g. Is that what is looked for?",
        "For a minimum the slope must become zero.",
    ),
    worked=r"""
        Lines 1 and 2 are right. Line 3 divides the value by the slope: that is a step to a zero
        of $g$. For a minimum it is slope over second derivative:

        - as it stands: $3 - \frac{g(3)}{g'(3)} = 2.571$
        - right: $3 - \frac{g'(3)}{g''(3)} = 3 - \frac{21}{18} = 1.8333$

        ```python
        answer = 3, 3 - 21 / 18
        ```
        """,
)

# 5: the Hessian.

FORMS = (
    np.array([[1.0, 3.0], [3.0, 1.0]]),
    np.array([[6.0, 1.5], [1.5, 1.0]]),
    np.array([[2.0, -2.0], [-2.0, 2.0]]),
    np.array([[3.0, 0.3], [0.3, 3.0]]),
)
"""The Hessians of the four maps to match."""

match_forms = Matching(
    title="maps and eigenvalues",
    prompt="Which eigenvalues does the Hessian of each map have?",
    items={"1": "map 1", "2": "map 2", "3": "map 3", "4": "map 4"},
    choices={
        "a": "both above zero and nearly alike",
        "b": "both above zero, one much larger than the other",
        "c": "one above zero, one below",
        "d": "one above zero, one zero",
    },
    answer="cbda",
    right="The shape of the contour lines shows how much it bends along each axis.",
    mistakes=(
        Mistake(
            "saddle and valley",
            "dbca",
            "Map 1 and map 3 have changed places. Straight lines: along them the height stays.",
        ),
        Mistake(
            "round and long",
            "cadb",
            "Map 2 and map 4 have changed places. Alike means as far from the middle all around.",
        ),
    ),
    hints=(
        "Dashed lines lie lower than the middle. On which map are there any?",
        "On one map the height does not change at all along one direction.",
        "If it bends alike in all directions, the contour lines are circles.",
    ),
    worked="""
        Only map 1 has lines both higher and lower than the middle: both signs. On map 3 the lines
        are straight, along them nothing bends: one eigenvalue is zero. Map 4 has nearly circles,
        map 2 long ellipses.

        ```python
        answer = "cbda"
        ```
        """,
)

eigenvalues_there = Point(
    title="eigenvalues at a point",
    prompt=r"""
        What are the eigenvalues of the Hessian of $f(x, y) = x^2 y + 3 y^2$ at $(2, 3)$? Give
        the pair, the smaller one first.
        """,
    scaffold=r"""
        Fill in the gaps:

        - $f_x = 2xy$ and $f_y = x^2 + 6y$
        - $f_{xx} = 2y = 6$, $\; f_{xy} = \;\ldots\;$, $\; f_{yy} = \;\ldots$
        - $\det(H - \lambda I) = (6 - \lambda)(\ldots - \lambda) - \ldots^2 = 0$
        """,
    answer=(2.0, 10.0),
    right="At another point this function has another Hessian, and other eigenvalues.",
    mistakes=(
        Mistake("order", (10.0, 2.0), "Both are right. The smaller one comes first."),
        Mistake(
            "the diagonal",
            (6.0, 6.0),
            "These are the entries on the diagonal. The two others count as well.",
        ),
        Mistake(
            "trace and determinant",
            (12.0, 20.0),
            "These are the sum and the product of the eigenvalues. Which two numbers are it?",
        ),
        Mistake(
            "mixed entry halved",
            (4.0, 8.0),
            "The mixed derivative of x²y is 2x, at x = 2 this is 4.",
        ),
        Mistake(
            "point exchanged",
            tuple(np.linalg.eigvalsh([[4, 6], [6, 6]]).tolist()),
            "You put in x and y in the wrong order: x is 2.",
        ),
        Mistake(
            "2 of a square lost",
            tuple(np.linalg.eigvalsh([[3, 4], [4, 6]]).tolist()),
            "In one of the two entries on the diagonal the factor 2 of a square is lost.",
        ),
        Mistake(
            "2 of both squares lost",
            (-1.0, 7.0),
            "In both entries on the diagonal the factor 2 of a square is lost.",
        ),
        Mistake(
            "signs",
            (-10.0, -2.0),
            "Both signs are turned round. Add up the diagonal.",
        ),
        Mistake(
            "not halved",
            (4.0, 20.0),
            "In the formula for the zeros everything is divided by 2.",
        ),
        Mistake(
            "no root",
            ((12 - 8**2) / 2, (12 + 8**2) / 2),
            "The root is missing in the formula for the zeros.",
        ),
        Mistake(
            "no root of 16",
            (6.0 - 16, 6.0 + 16),
            "(6 − λ)² = 16: the root of 16 is missing.",
        ),
        Mistake(
            "distances from 6",
            (-4.0, 4.0),
            "These are the two values of 6 − λ. What is λ?",
        ),
        Mistake(
            "mixed entry 2xy",
            tuple(np.linalg.eigvalsh([[6, 12], [12, 6]]).tolist()),
            "The mixed entry is the slope of 2xy along y: hold x still, and y goes.",
        ),
        Mistake(
            "fyy 6y",
            tuple(np.linalg.eigvalsh([[6, 4], [4, 18]]).tolist()),
            "The slope of x² + 6y along y is 6, without y.",
        ),
    ),
    hints=(
        "First the Hessian at this point: four entries, two of them equal.",
        "H has 6 and 6 on the diagonal and 4 beside it.",
        r"$(6 - \lambda)^2 = 16$.",
    ),
    worked=r"""
        $H = \begin{bmatrix} 6 & 4 \\ 4 & 6 \end{bmatrix}$, so
        $\det(H - \lambda I) = (6 - \lambda)^2 - 16 = 0$. Then $6 - \lambda$ is $4$ or $-4$, and
        $\lambda$ is $2$ or $10$.

        ```python
        answer = 6 - 4, 6 + 4
        ```
        """,
)

wrong_polynomial = WrongLine(
    title="another page with one wrong line",
    prompt=r"""
        Somebody wants to know what $f(x, y) = x^2 + y^2 + 6xy$ has at $(0, 0)$, where both slopes
        are zero. One line is wrong. Which one, and which number ought to come out there?
        """,
    lines=(
        "$f_{xx} = 2, \\; f_{yy} = 2, \\; f_{xy} = 6$",
        r"$\det(H - \lambda I) = (2 - \lambda)(2 - \lambda) - 6 \cdot 6$",
        r"at $\lambda = 0$ this is the product of the eigenvalues: $4 + 36 = 40$",
        "on the diagonal stands their sum: $2 + 2 = 4$",
        "product and sum above zero: both are above zero, a minimum",
    ),
    answer=(3, -32.0),
    right="A product below zero: the two have different signs, and the point is a saddle.",
    mistakes=(
        Mistake("the entries", 1, "All three second derivatives are right."),
        Mistake("the determinant", 2, "Line 2 is right: the diagonal's product minus the others'."),
        Mistake(
            "the sum", 4, "Line 4 is right: the sum of the eigenvalues is that of the diagonal, 4."
        ),
        Mistake(
            "the conclusion", 5, "From 40 and 4 it would follow. Is each of these numbers right?"
        ),
        Mistake("wrong sign", (3, 32.0), "This is the line. Which one of 4 and 36 is subtracted?"),
        Mistake(
            "entries for products",
            (3, -2.0),
            "This is the line. Both 2 and 6 are multiplied with themselves.",
        ),
        Mistake(
            "mixed entry 3",
            (3, -5.0),
            "This is the line. The mixed derivative of 6xy is 6, not 3.",
        ),
    ),
    hints=(
        "Put numbers into each line, and compare it with the one before.",
        r"What is line 2 for $\lambda = 0$?",
        "The product of the two other entries is subtracted.",
    ),
    worked=r"""
        Lines 1 and 2 are right. Put $\lambda = 0$ into line 2:

        - as it stands: $4 + 36 = 40$
        - right: $2 \cdot 2 - 6 \cdot 6 = -32$

        The eigenvalues are $8$ and $-4$. It is a saddle.

        ```python
        answer = 3, 2 * 2 - 6 * 6
        ```
        """,
)

zero_eigenvalue = Choice(
    title="an eigenvalue that is zero",
    prompt=r"""
        At a point both slopes are zero, and the Hessian has the eigenvalues 0 and 2. What is there?
        """,
    choices={
        "a": "a minimum: no eigenvalue is below zero",
        "b": "no maximum, and more cannot be said from this",
        "c": "a saddle, because one of them is zero",
        "d": "nothing at all can be said",
    },
    answer="b",
    right="Both x² + y⁴ and x² − y⁴ have this Hessian at (0, 0): a minimum and a saddle.",
    mistakes=(
        Mistake("minimum", "a", "Look at x² − y⁴ at (0, 0): it falls along y."),
        Mistake("saddle", "c", "Look at x² + y⁴ at (0, 0): it rises all around."),
        Mistake(
            "nothing",
            "d",
            "In one direction it bends upwards, with 2. Can the point be a maximum?",
        ),
    ),
    hints=(
        "In one direction it bends upwards. What does that rule out?",
        "In the other direction the second derivative is zero. What does that say, by chapter 3?",
        "Compare x² + y⁴ and x² − y⁴ along y.",
    ),
    worked="""
        Where the eigenvalue is 2 it rises on both sides, so there is no maximum. In the other
        direction the second derivative is zero and says nothing: it may rise, fall, or stay.

        Answer b.
        """,
)

# 6: two variables.

_p, _g, _h = np.array([5.0, 3.0]), np.array([8.0, 1.0]), np.array([[4.0, 1.0], [1.0, 2.0]])

two_variable_step = Point(
    title="a step in two variables",
    prompt=r"""
        At $(5, 3)$ a function has the gradient $(8, 1)$ and the Hessian
        $\begin{bmatrix} 4 & 1 \\ 1 & 2 \end{bmatrix}$. Where does one step of Newton's method lead?
        """,
    answer=_p - np.linalg.solve(_h, _g),
    right="Two equations for two numbers: no inverse was needed.",
    mistakes=(
        Mistake("sign", _p + np.linalg.solve(_h, _g), "The step is subtracted, not added."),
        Mistake(
            "only the step",
            -np.linalg.solve(_h, _g),
            "This is the step. Add it to the point.",
        ),
        Mistake(
            "solution only",
            np.linalg.solve(_h, _g),
            "This solves the two equations. Subtract it from the point.",
        ),
        Mistake(
            "only the diagonal",
            _p - _g / np.diag(_h),
            "You divided by the diagonal alone. The mixed entries couple the two equations.",
        ),
        Mistake(
            "entries inverted one by one",
            _p - (1 / _h) @ _g,
            "You inverted each entry by itself. Two equations are to be solved together.",
        ),
        Mistake(
            "determinant forgotten",
            _p - 7 * np.linalg.solve(_h, _g),
            "The determinant is missing: everything is divided by it.",
        ),
        Mistake(
            "signs beside the diagonal",
            _p - np.array([[2, 1], [1, 4]]) @ _g / 7,
            "In the inverse the entries beside the diagonal change their sign.",
        ),
        Mistake(
            "determinant with plus",
            _p - np.array([[2, -1], [-1, 4]]) @ _g / 9,
            "The determinant is 8 minus 1.",
        ),
        Mistake("multiplied", _p - _h @ _g, "You multiplied by the Hessian. Solve with it."),
        Mistake("gradient step", _p - _g, "You subtracted the gradient itself."),
        Mistake(
            "entries exchanged",
            (_p - np.linalg.solve(_h, _g))[::-1],
            "The entries have changed places: x comes first.",
        ),
        Mistake(
            "divided by the determinant",
            _p - _g / 7,
            "You divided the gradient by the determinant. Solve the two equations.",
        ),
    ),
    hints=(
        "Look for two numbers d1 and d2 that satisfy two equations.",
        "4 d1 + d2 = -8 and d1 + 2 d2 = -1. Subtract the first from four times the second.",
        "d2 = 4/7 and d1 = -15/7. Add them to the point.",
    ),
    worked=r"""
        $4 d_1 + d_2 = -8$ and $d_1 + 2 d_2 = -1$. Four times the second minus the first:
        $7 d_2 = 4$, so $d_2 = \frac47$ and $d_1 = -1 - \frac87 = -\frac{15}{7}$.

        The new point is $(5 - \frac{15}{7}, \; 3 + \frac47) = (2.857, 3.571)$.

        ```python
        answer = 5 - 15 / 7, 3 + 4 / 7
        ```
        """,
)


def _inverts(function) -> bool:
    return "inv" in getattr(getattr(function, "__code__", None), "co_names", ())


_three = np.array([[5.0, 1.0, 0.5], [1.0, 4.0, -1.0], [0.5, -1.0, 3.0]])

write_newton_step = Code(
    title="write the step",
    prompt="""
        Write one step of Newton's method for $n$ variables. `point` and `gradient` have shape
        `(n,)`, `hessian` has shape `(n, n)`. Return the new point. Leave the arguments unchanged.

        ```python
        def newton_step(point, gradient, hessian):
            ...
        ```
        """,
    name="newton_step",
    answer=lambda point, gradient, hessian: point - np.linalg.solve(hessian, gradient),
    tests=(
        (np.array([3.0, 1.0]), np.array([8.0, 1.0]), _h),
        (np.array([1.0, -2.0, 0.5]), np.array([0.5, 3.0, -1.0]), _three),
    ),
    more=((np.array([0.2, 5.0]), np.array([-1.0, 2.0]), np.array([[2.0, -0.5], [-0.5, 1.0]])),),
    detours=(
        Detour(
            "inverse",
            _inverts,
            "The numbers are right, but you made the inverse. It costs about three times as much "
            "and is less exact. `np.linalg.solve(hessian, gradient)` solves the equations at once.",
        ),
    ),
    right="It serves two variables as well as a thousand.",
    mistakes=(
        Mistake(
            "sign",
            lambda point, gradient, hessian: point + np.linalg.solve(hessian, gradient),
            "The step is subtracted, not added.",
        ),
        Mistake(
            "multiplied",
            lambda point, gradient, hessian: point - hessian @ gradient,
            "You multiply by the Hessian. Solve with it.",
        ),
        Mistake(
            "divided entry by entry",
            lambda point, gradient, hessian: point - gradient / hessian,
            "`gradient / hessian` divides entry by entry, and a table comes out. The equations are "
            "solved by `np.linalg.solve`.",
        ),
        Mistake(
            "only the diagonal",
            lambda point, gradient, hessian: point - gradient / np.diag(hessian),
            "You divide by the diagonal alone. The mixed entries couple the equations.",
        ),
        Mistake(
            "gradient step",
            lambda point, gradient, hessian: point - gradient,
            "You subtract the gradient itself. The Hessian is not used.",
        ),
        Mistake(
            "only the solution",
            lambda point, gradient, hessian: np.linalg.solve(hessian, gradient),
            "You return what solves the equations. Subtract it from the point.",
        ),
        Mistake(
            "only the step",
            lambda point, gradient, hessian: -np.linalg.solve(hessian, gradient),
            "You return the step. Add it to the point.",
        ),
        Mistake(
            "solved for the point",
            lambda point, gradient, hessian: point - np.linalg.solve(hessian, point),
            "On the right side of the equations stands the gradient, not the point.",
        ),
        Mistake(
            "all at once",
            lambda point, gradient, hessian: np.linalg.solve(hessian, point - gradient),
            "You subtract before you solve. Solve first, with the gradient alone.",
        ),
        Mistake(
            "entries inverted",
            lambda point, gradient, hessian: point - (1 / hessian) @ gradient,
            "You invert each entry by itself. The equations must be solved together.",
        ),
        Mistake(
            "divided by the determinant",
            lambda point, gradient, hessian: point - gradient / np.linalg.det(hessian),
            "You divide by the determinant. Solve the equations.",
        ),
        Mistake(
            "half the step",
            lambda point, gradient, hessian: point - np.linalg.solve(hessian, gradient) / 2,
            "You take half the step. The ½ of the model is gone when it is differentiated.",
        ),
    ),
    hints=(
        "One line: the point minus what solves the equations.",
        "`np.linalg.solve` takes the table of the factors first, then the right sides.",
        "Solve with the Hessian and the gradient, and subtract what comes out from the point.",
    ),
    worked=r"""
        ```python
        import numpy as np

        def newton_step(point, gradient, hessian):
            return point - np.linalg.solve(hessian, gradient)
        ```
        """,
)

# 7: where it fails.

match_remedies = Matching(
    title="four failures and two guards",
    prompt=r"""
        Newton's method is meant to find a minimum, with whole steps and without the downhill test.
        Which guard helps at once, where it fails like this?
        """,
    items={
        "1": "The curve bends upwards everywhere, and the first step leads to a negative number, "
        "outside the domain.",
        "2": "It comes to rest on a hilltop.",
        "3": "The second derivative is zero at the start.",
        "4": "The curve bends upwards everywhere, and the points jump ever further to and fro.",
    },
    choices={
        "a": "damping: take only a part of each step",
        "b": "the downhill test: where the step does not lead down, follow minus the slope",
        "c": "more steps",
    },
    answer="abba",
    right="Damping helps where a step is too long, the test where it has the wrong direction.",
    mistakes=(
        Mistake(
            "damping on the hill",
            "aaba",
            "A part of a step uphill still leads uphill: it comes to the hilltop more slowly.",
        ),
        Mistake(
            "damping everywhere",
            "aaaa",
            "A part of a step uphill still leads uphill, and a part of no step is no step.",
        ),
        Mistake(
            "more steps for the jumps",
            "abbc",
            "The jumps grow. More of them lead further away.",
        ),
        Mistake(
            "all by the test",
            "abbb",
            "Where the curve bends upwards, each step leads downhill at first. It is too long.",
        ),
    ),
    hints=(
        "In each case: does the step have the wrong direction, or the wrong length?",
        "Where the curve bends upwards, the direction is right.",
        "On the hilltop and at the place without bend the direction is wrong or missing.",
    ),
    worked="""
        1 and 4: the direction is right, the step is too long: a. 2: the step leads uphill: b.
        3: there is no step, and the test puts minus the slope in its place: b.

        ```python
        answer = "abba"
        ```
        """,
)

# 8: both from one start.

when_newton = Choice(
    title="a million weights",
    prompt=r"""
        A network has a million weights. Why is it trained with the gradient, and not with Newton's
        method?
        """,
    choices={
        "a": "Newton's method needs more steps when there are many weights.",
        "b": "With so many weights there is no second derivative.",
        "c": "The table of second derivatives has $10^{12}$ entries, and each step must solve with "
        "it.",
        "d": "Gradient descent always arrives, Newton's method does not.",
    },
    answer="c",
    right="Solving takes about n³/3 multiplications: about 3 · 10¹⁷ for one step.",
    mistakes=(
        Mistake(
            "more steps",
            "a",
            "Near a minimum it needs as few steps as with two weights. What does one step cost?",
        ),
        Mistake(
            "no derivative",
            "b",
            "Where the loss is smooth there are second derivatives. How many?",
        ),
        Mistake(
            "always arrives",
            "d",
            "Gradient descent does not always arrive: the rate may be too large.",
        ),
    ),
    hints=(
        "What does one step of each method need?",
        "How many entries has the gradient, and how many the Hessian?",
        "A million times a million entries, and then equations to solve.",
    ),
    worked=r"""
        The gradient has a million entries. The Hessian has a million times a million, $10^{12}$,
        and solving takes about $\frac{n^3}{3}$ multiplications, about $3 \cdot 10^{17}$.

        Answer c.
        """,
)

# Predictions.

four_steps = Prediction(
    title="after four steps",
    question="The zero of x² − 2 is looked for from 2. After one step the error is 0.086, after "
    "two it is 0.0025: 35 times smaller. About how large is it after four?",
    options=(
        Option(
            "a",
            "0.000002: each step makes it about 35 times smaller.",
            "No. The 35 does not stay: the next step makes it more than 1000 times smaller.",
        ),
        Option(
            "b",
            "0.00007: the factor becomes smaller from step to step.",
            "No. The factor grows: the closer x is to the zero, the better the tangent fits the "
            "curve.",
        ),
        Option(
            "c",
            "Zero: by then x is exactly the square root.",
            "No. Each point is a fraction, and the square root of 2 is none: no step meets it "
            "exactly. Only the computer's digits end.",
        ),
        Option(
            "d",
            "0.000000000002: the factor becomes larger from step to step.",
            "Yes. Each error is about a third of the square of the one before: 0.0025, then "
            "0.000002, then 0.000000000002. The number of right decimals about doubles.",
        ),
    ),
    happened="d",
)

double_zero = Prediction(
    title="a zero that only touches",
    question="The curve (x − 1)² touches the axis at 1 and does not cross it. Newton's method "
    "starts at 2. What happens to the error from step to step?",
    options=(
        Option(
            "a",
            "It is squared, as it is for x² − 2.",
            "No. Here the slope is zero at the zero itself, and dividing by a small slope does not "
            "make up for it.",
        ),
        Option(
            "b",
            "It is halved.",
            "Yes. With e for the error the value is e² and the slope 2e: the step is e/2, half the "
            "way. Each step wins 0.3 of a decimal.",
        ),
        Option(
            "c",
            "It is zero after one step.",
            "No. The tangent of a parabola at 2 meets the axis half way, at 1.5.",
        ),
        Option(
            "d",
            "It grows, because the slope becomes zero.",
            "No. The value becomes small faster than the slope does.",
        ),
    ),
    happened="b",
)


def _place(t):
    t = np.asarray(t) / 60
    return 900 * (3 * t**2 - 2 * t**3)


acceleration = DrawnPrediction(
    title="the acceleration of a train",
    question="A train leaves a station, and after 60 seconds it stands at the next one, 900 metres "
    "on. You see its place. Draw its acceleration: the slope of its velocity.",
    across=Axis("time", 0, 60, "s", step=10),
    up=Axis("acceleration", -3, 3, "m/s²"),
    given=(Curve("the place of the train", _place), Axis("place", 0, 1000, "m")),
    true=Curve("a straight line that falls from 1.5 to −1.5",
               lambda t: 1.5 * (1 - 2 * np.asarray(t) / 60)),
    why="In the first half the curve of the place bends upwards: the train gains speed, and the "
    "acceleration is above zero. In the second half it bends downwards and the train brakes. In "
    "the middle the velocity is largest, and there the acceleration is zero.",
    mistakes=(
        Mistake(
            "the velocity",
            lambda t: 3 * 4 * np.asarray(t) / 60 * (1 - np.asarray(t) / 60) * 0.9,
            "You drew a hill: that is the velocity. Its own slope is asked for: from above "
            "zero to below.",
        ),
        Mistake(
            "the place",
            lambda t: 3 * _place(t) / 1000,
            "You drew the place once more. The acceleration is the slope of its slope.",
        ),
        Mistake(
            "never below zero",
            lambda t: 1.5 * np.abs(1 - 2 * np.asarray(t) / 60),
            "In the second half the train brakes: its velocity falls, and the acceleration is "
            "below zero.",
        ),
        Mistake(
            "constant",
            lambda t: 0.5 + 0 * np.asarray(t),
            "With a constant acceleration above zero the train would become faster and faster, and "
            "not stop.",
        ),
        Mistake(
            "turned over",
            lambda t: -1.5 * (1 - 2 * np.asarray(t) / 60),
            "The signs are turned over: at first the train gains speed.",
        ),
    ),
)  # fmt: skip

shorter_step = Prediction(
    title="the first step from a steep place",
    question="On eˣ − log x the first step of gradient descent from 0.05, with the rate 0.005, "
    "went 0.0947 to the right. It needed 756 steps to come to rest. Newton's method needs eight. "
    "How long is its first step from the same place?",
    options=(
        Option(
            "a",
            "Much longer: eight steps must cover the whole way.",
            "No. At 0.05 the slope changes very fast. The parabola there is narrow, and its lowest "
            "point is close.",
        ),
        Option(
            "b",
            "As long: both follow the slope.",
            "No. The step of Newton's method is the slope divided by the second derivative, here "
            "by 401: a rate of 0.0025.",
        ),
        Option(
            "c",
            "Shorter: the slope changes fast there.",
            "Yes. It is 0.0472, half as long. Newton's method does not simply go faster: it goes "
            "as far as the bend allows: short steps where the slope changes fast, long ones where "
            "it does not.",
        ),
    ),
    happened="c",
)

mixed_term = Prediction(
    title="a mixed term that grows",
    question="On 2x² + 3y² both slices through (0, 0) are valleys. Now a term c·x·y is added, and "
    "c grows from 0 to 8. The 2 and the 3 stay. What becomes of the bowl?",
    options=(
        Option(
            "a",
            "It stays a bowl, and is only turned.",
            "No. It is turned, and it becomes longer and longer as well.",
        ),
        Option(
            "b",
            "It stays a bowl and becomes steeper in all directions.",
            "No. Where x and y have different signs the new term lowers it.",
        ),
        Option(
            "c",
            "It becomes flat everywhere at once.",
            "No. Along the axes the new term is zero: there nothing changes.",
        ),
        Option(
            "d",
            "It becomes longer and longer, and then a saddle.",
            "Yes. At c² = 24 it is a valley along one direction, beyond it a saddle. Along both "
            "axes it is still a valley: the entries on the diagonal alone do not decide.",
        ),
    ),
    happened="d",
)

which_way = Prediction(
    title="the way in a valley",
    question="On the side of a long valley gradient descent goes across it, towards its floor. "
    "The valley is a quadratic function. Where does the step of Newton's method lead from there?",
    options=(
        Option(
            "a",
            "Straight to the lowest point.",
            "Yes. The quadratic with the same value, gradient and Hessian is the valley itself, so "
            "its lowest point is the lowest point.",
        ),
        Option(
            "b",
            "Across the valley too, only further.",
            "No. The Hessian does not only stretch the gradient. It shortens it where the surface "
            "bends strongly, across, and leaves it long along the valley: that turns it.",
        ),
        Option(
            "c",
            "Along the contour line.",
            "No. Along it the height stays the same.",
        ),
        Option(
            "d",
            "To the floor of the valley, straight below the start.",
            "No. That would be the lowest point of the slice along y. The mixed move to the lowest "
            "point of all is found in the same step.",
        ),
    ),
    happened="a",
)

beside_the_hill = Prediction(
    title="beside a hill",
    question="A curve has a hilltop at 1, and a minimum at 3. Newton's method for minima starts at "
    "1.7, on the side that falls towards the minimum. Where does it go?",
    options=(
        Option(
            "a",
            "Down to the minimum at 3.",
            "No. At 1.7 the curve bends downwards, so the parabola that fits it there opens "
            "downwards.",
        ),
        Option(
            "b",
            "It runs away: below a dome there is no lowest point.",
            "No. It does not look for a lowest point. It looks for the place where the slope of "
            "the parabola is zero, and that is its top.",
        ),
        Option(
            "c",
            "To the hilltop at 1.",
            "Yes. Newton's method looks for a zero of the slope, and a hilltop has one. Where the "
            "curve bends downwards, its step begins uphill. From 1.7 it even jumps over the "
            "hilltop, to 0.18, and comes back from there.",
        ),
        Option(
            "d",
            "It stays at 1.7.",
            "No. The slope there is not zero, and neither is the second derivative.",
        ),
    ),
    happened="c",
)

two_curves = Prediction(
    title="two curves on a logarithmic axis",
    question="Gradient descent and Newton's method start at the same place, and both arrive. At "
    "the minimum the second derivative is above zero. Below stands the distance to the minimum "
    "after each step, on a logarithmic axis: from each line to the next lower one it becomes a "
    "thousand times smaller. Which shape do the two curves have, once the paths are close to the "
    "minimum?",
    options=(
        Option(
            "a",
            "Both are straight, and Newton's falls more steeply.",
            "No. A straight line means the same factor in each step. With Newton's method the "
            "factor itself shrinks.",
        ),
        Option(
            "b",
            "That of gradient descent is straight, Newton's bends down ever more steeply.",
            "Yes. The same factor in each step is a straight line here. Where each error is about "
            "the square of the one before, the number of decimals doubles: the curve bends down.",
        ),
        Option(
            "c",
            "Both level off, because the steps become shorter.",
            "No. The steps become shorter in proportion to the distance. On a logarithmic axis "
            "the same factor is the same way down.",
        ),
        Option(
            "d",
            "That of gradient descent bends down, Newton's is straight.",
            "No. It is the other way round.",
        ),
    ),
    happened="b",
)

# Review.

review_regime = Choice(
    title="review: a rate that is large",
    prompt=r"""
        Close to a minimum gradient descent has rate × curvature $= 1.5$. What do its steps do?
        """,
    choices={
        "a": "They overshoot, and half of the distance is left each time.",
        "b": "They come closer on one side, by half of the distance each time.",
        "c": "They overshoot ever further.",
        "d": "They arrive in one step.",
    },
    answer="a",
    right="The factor of the error is 1 − 1.5 = −0.5: the sign changes, the size is halved.",
    mistakes=(
        Mistake("one side", "b", "The factor is below zero: what does that say of the side?"),
        Mistake("diverges", "c", "That needs a product above 2."),
        Mistake("one step", "d", "That needs a product of 1, as Newton's method makes it."),
    ),
    hints=(
        "By which factor does each step multiply the error?",
        "The factor is 1 minus rate × curvature.",
        "It is -0.5. What do its sign and its size say?",
    ),
    worked="""
        The factor is 1 − 1.5 = −0.5. Its sign says that each step jumps over the minimum, its size
        that half of the distance is left.

        Answer a.
        """,
)

review_inner = Number(
    title="review: a logarithm of something",
    prompt=r"""
        What is the slope of $\log(x^2 + 1)$ at $x = 2$?
        """,
    answer=0.8,
    right="The outer slope at 5 is a fifth, the inner slope is 4.",
    mistakes=(
        Mistake("inner slope forgotten", 0.2, "The slope of what is inside is missing."),
        Mistake("only the inner slope", 4.0, "This is the slope of what is inside, no more."),
        Mistake("the value", float(np.log(5)), "This is the value. Its slope is asked for."),
        Mistake(
            "outer at the inner slope", 0.25, "You took the outer slope at 4, the inner slope."
        ),
        Mistake("outer slope at x", 0.5, "You took the outer slope at 2, and no inner slope."),
        Mistake(
            "outer slope at x, times the inner",
            2.0,
            "You took the outer slope at 2. It belongs at the value of what is inside.",
        ),
        Mistake("multiplied by the inside", 20.0, "You multiplied by 5. The outer slope is 1/5."),
        Mistake("square of the inside", 0.16, "You divided by the square of 5."),
        Mistake("factor 2 lost", 0.4, "The slope of the square is 2x."),
        Mistake("upside down", 1.25, "Your quotient stands upside down."),
        Mistake("added", 4.2, "You added the two slopes. Along a chain they multiply."),
    ),
    hints=(
        "One function in another: which is inside?",
        "The slope of the logarithm is one over what is inside.",
        "Inside there is 5, with the slope 4.",
    ),
    worked=r"""
        Inside: $2^2 + 1 = 5$ with the slope $2 \cdot 2 = 4$. The slope of $\log$ at 5 is
        $\frac15$. Together $\frac45$.

        ```python
        answer = 2 * 2 / (2**2 + 1)
        ```
        """,
)

review_concave = Choice(
    title="review: bent downwards everywhere",
    prompt=r"""
        For every $x$ it is $f''(x) < 0$, and $f'(2) = 0$. What is at $x = 2$?
        """,
    choices={
        "a": "a local maximum, and higher places may lie elsewhere",
        "b": "a minimum",
        "c": "an inflection",
        "d": "the highest place of the whole curve",
    },
    answer="d",
    right="The curve lies below each of its tangents, and the one at 2 is level.",
    mistakes=(
        Mistake("local", "a", "It bends downwards everywhere. Can the slope be zero again?"),
        Mistake("minimum", "b", "Bent downwards: the slope falls, from above zero to below."),
        Mistake("inflection", "c", "At an inflection the bend changes its sign."),
    ),
    hints=(
        "The slope falls everywhere. Where is it above zero, where below?",
        "Left of 2 the slope is above zero, right of it below.",
        "So the curve rises up to 2 and falls from there on.",
    ),
    worked="""
        The slope falls everywhere and is zero at 2. So the curve rises on the whole left side and
        falls on the whole right side.

        Answer d.
        """,
)

review_level = Choice(
    title="review: a direction without slope",
    prompt=r"""
        At a point the gradient is $(2, -1)$. In which direction does the height not change at
        first?
        """,
    choices={
        "a": "towards $(2, -1)$",
        "b": "towards $(1, 2)$",
        "c": "towards $(-2, 1)$",
        "d": "towards $(1, 1)$",
    },
    answer="b",
    right="Its dot product with the gradient is 2 · 1 − 1 · 2 = 0: a right angle.",
    mistakes=(
        Mistake("along the gradient", "a", "That way it rises most steeply."),
        Mistake("against the gradient", "c", "That way it falls most steeply."),
        Mistake("the diagonal", "d", "That way the two parts are 2 and -1: do they cancel?"),
    ),
    hints=(
        "The slope in a direction is a dot product.",
        "Multiply entry by entry and add. For which direction does zero come out?",
        "A right angle to the gradient: exchange its entries and turn one sign.",
    ),
    worked="""
        The dot products with (2, -1) are 5, 0, -5 and 1. Zero belongs to (1, 2).

        Answer b.
        """,
)

review_one_step = Choice(
    title="review: how many steps",
    prompt=r"""
        A quadratic function of five variables has a Hessian whose eigenvalues are all above zero.
        How many steps does Newton's method need to its minimum, from any start?
        """,
    choices={
        "a": "five, one for each variable",
        "b": "it depends on how different the eigenvalues are",
        "c": "one",
        "d": "eight or so, until all digits are right",
    },
    answer="c",
    right="The model is the function itself, and the step leads to the model's lowest point.",
    mistakes=(
        Mistake("one each", "a", "One step solves the five equations together."),
        Mistake("condition", "b", "So it is with gradient descent. What is the model here?"),
        Mistake("digits", "d", "The digits double where the model only nearly fits. Here it fits."),
    ),
    hints=(
        "What does Newton's method put in the place of the function?",
        "A quadratic with the same value, gradient and Hessian.",
        "For a quadratic function this is the function itself.",
    ),
    worked="""
        The quadratic model of a quadratic function is the function. Its lowest point is found by
        solving once.

        Answer c.
        """,
)

review_signs = Choice(
    title="review: a determinant above zero",
    prompt=r"""
        At a point both slopes are zero, and the determinant of the Hessian is above zero. What is
        there?
        """,
    choices={
        "a": "a minimum",
        "b": "a minimum or a maximum",
        "c": "a saddle",
        "d": "it cannot be said: it may be any of the three",
    },
    answer="b",
    right="The determinant is the product of the eigenvalues: both have the same sign.",
    mistakes=(
        Mistake("minimum", "a", "The product of two numbers below zero is above zero as well."),
        Mistake("saddle", "c", "At a saddle the two have different signs. And their product?"),
        Mistake("anything", "d", "The eigenvalues' product is above zero. What is ruled out?"),
    ),
    hints=(
        "What is the determinant in terms of the eigenvalues?",
        "It is their product.",
        "Two numbers whose product is above zero: which signs can they have?",
    ),
    worked="""
        The product of the eigenvalues is above zero: both are above zero, a minimum, or both are
        below, a maximum. One entry on the diagonal tells which.

        Answer b.
        """,
)


def summary() -> Markdown:
    """Return the chapter's predictions beside what happened, and how far its exercises are."""
    return progress.summary(__name__)
