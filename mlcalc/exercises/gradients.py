"""The exercises and predictions of the chapter on gradients, in the order of its sections."""

import numpy as np

from mlcalc.exercises import progress
from mlcalc.exercises.drawing import Axis, Curve, DrawnPrediction
from mlcalc.exercises.engine import Choice, Code, Markdown, Mistake, Number, Point, page
from mlcalc.exercises.kinds import FromPicture, Matching, WrongLine
from mlcalc.exercises.prediction import Option, Prediction
from mlcalc.functions import line_error

# 1: surfaces and maps.

steepest_place = Choice(
    title="where it is steepest",
    prompt="""
        At which of the four places on the map is the ground steepest?
        """,
    choices={"a": "at A", "b": "at B", "c": "at C", "d": "at D"},
    answer="c",
    right="There the lines lie closest together: 5 metres of height take the shortest way.",
    mistakes=(
        Mistake(
            "a wide gap",
            "a",
            "Around A the lines lie far apart: 5 metres of height take a long way there.",
        ),
        Mistake(
            "between the hills",
            "b",
            "B lies between two hills. How far apart are the lines on both sides of it?",
        ),
        Mistake(
            "a wide gap above",
            "d",
            "Around D the lines lie far apart: 5 metres of height take a long way there.",
        ),
    ),
    hints=(
        "Steep means much height over a short way.",
        "From one line to the next the height changes by 5 metres, everywhere on the map.",
        "So look for the place where two neighbouring lines are closest together.",
    ),
    worked="""
        From line to line it is 5 metres of height. The shorter the way from one line to the next,
        the steeper the ground. Of the four places, the lines are closest together at C.

        Answer c.
        """,
)


def _saddle(x, y):
    return x**2 - y**2


def _incline(x, y):
    return x + 2 * y


def _bowl(x, y):
    return x**2 + y**2


def _groove(x, y):
    return x**2 + 0 * y


MAPS_TO_MATCH = (_saddle, _incline, _bowl, _groove)

match_maps = Matching(
    title="four maps",
    prompt="Which map belongs to which function?",
    items={"1": "map 1", "2": "map 2", "3": "map 3", "4": "map 4"},
    choices={"a": "$x^2 + y^2$", "b": "$x^2$", "c": "$x^2 - y^2$", "d": "$x + 2y$"},
    answer="cdab",
    right="Along a contour line the formula keeps its value: that is all a map says.",
    mistakes=(
        Mistake(
            "groove and incline",
            "cbad",
            "The two maps of straight lines have changed places. The function without y does not "
            "change when y changes: which way do its lines run?",
        ),
        Mistake(
            "bowl and saddle",
            "adcb",
            "The two maps of curved lines have changed places. Where is the sum of two squares "
            "equal to 1?",
        ),
    ),
    hints=(
        "Set each formula equal to a constant. Which points of the plane satisfy it?",
        "A sum of two squares is constant on a circle.",
        "A formula without y is the same along every upright line.",
    ),
    worked="""
        The sum of squares is constant on circles: map 3. The formula without y is constant on
        upright lines, closer together where the parabola is steep: map 4. The sum of x and 2y is
        constant on slanted lines at equal distances: map 2. Map 1 is left for the difference.

        ```python
        answer = "cdab"
        ```
        """,
)

# 2: slices.


def valley_side(x, y):
    """Return the heights of the map to read, in metres."""
    return 60 + 18 * x + 2 * x**2 - 20 * y


READ_AT = (3.0, 2.0)

read_partial = FromPicture(
    title="a slope off a map",
    prompt="""
        The contour lines are 10 metres of height apart. What is the slope along y at P, in metres
        for each kilometre northwards? Read it off to 2 metres.
        """,
    answer=-20.0,
    tolerance=2.0,
    right="Along the dashed line a contour line comes every half kilometre, and each is lower.",
    mistakes=(
        Mistake("sign", 20.0, "The size is right. Do the numbers grow or shrink northwards?"),
        Mistake(
            "the other slope",
            30.0,
            "This is the slope along x. The question is about the dashed line.",
        ),
        Mistake(
            "the other slope, sign",
            -30.0,
            "This is the slope along x, turned over. The question is about the dashed line.",
        ),
        Mistake(
            "the gap of the lines",
            0.5,
            "This is the way from one line to the next, in kilometres. How much height is that?",
        ),
        Mistake(
            "the gap of the lines, sign",
            -0.5,
            "This is the way from one line to the next, in kilometres. How much height is that?",
        ),
        Mistake(
            "lines for metres",
            -2.0,
            "You counted lines for each kilometre. Each line is 10 metres of height.",
        ),
        Mistake(
            "lines for metres, sign",
            2.0,
            "You counted lines for each kilometre. Each line is 10 metres, up or down?",
        ),
        Mistake("the height", 92.0, "This is the height at P. The slope says how it changes."),
        Mistake(
            "one line",
            -10.0,
            "This is the height from one line to the next. How much is it for a whole kilometre?",
        ),
        Mistake(
            "one line, sign",
            10.0,
            "This is the height from one line to the next. How much is it for a whole kilometre, "
            "and which way?",
        ),
        Mistake(
            "kilometres to metres",
            -0.02,
            "You turned kilometres into metres. Asked are metres for each kilometre.",
        ),
        Mistake(
            "run over rise",
            -0.05,
            "You divided kilometres by metres. A slope is rise over run.",
        ),
        Mistake(
            "two kilometres",
            -40.0,
            "This is the change over 2 kilometres. The slope is for each kilometre.",
        ),
        Mistake(
            "the height there",
            72.0,
            "This is the height one kilometre north of P. By how much does it differ from P?",
        ),
    ),
    hints=(
        "Walk northwards from P, along the dashed line. Which contour lines do you cross?",
        "Over one kilometre count the lines. Each is 10 metres.",
        "There are two lines for each kilometre. Do their numbers grow or shrink?",
    ),
    worked="""
        Northwards from P a contour line comes about every half kilometre, so two for each
        kilometre. Each is 10 metres lower than the last.

        ```python
        answer = -2 * 10
        ```
        """,
)

_x, _y = 1.5, 0.8
_both = np.array([6 * _x**2 * _y**2, 4 * _x**3 * _y])

cubic_gradient = Point(
    title="two partial derivatives",
    prompt=r"""
        What are the two slopes of $f(x, y) = 2 x^3 y^2$ at $(1.5, 0.8)$? Give the pair
        $(f_x, f_y)$.
        """,
    scaffold=r"""
        The same for $f(x, y) = 5 x y^2$ at $(2, 3)$:

        - hold $y$: $5 y^2$ is a constant, so $f_x = 5 y^2$, at the point $45$;
        - hold $x$: $5 x$ is a constant, so $f_y = 5 x \cdot 2 y$, at the point $60$.
        """,
    answer=_both,
    right="In each of them the other variable is a constant factor.",
    mistakes=(
        Mistake("exchanged", _both[::-1], "The entries have changed places: along x comes first."),
        Mistake(
            "both differentiated",
            np.full(2, 6 * _x**2 * 2 * _y),
            "You differentiated both factors at once. What is held still is a constant factor.",
        ),
        Mistake(
            "product rule",
            np.full(2, _both.sum()),
            "You used the product rule, as if both variables moved. Only one of them does.",
        ),
        Mistake(
            "held factor dropped",
            (6 * _x**2, 4 * _y),
            "You dropped the factor that is held still. A constant term goes, a constant factor "
            "stays.",
        ),
        Mistake(
            "power not brought down",
            (2 * _x**2 * _y**2, 2 * _x**3 * _y),
            "The exponents dropped by one, but did not come down as factors.",
        ),
        Mistake(
            "point exchanged",
            (6 * _y**2 * _x**2, 4 * _y**3 * _x),
            "You put in x and y in the wrong order: x is 1.5.",
        ),
        Mistake(
            "value",
            np.full(2, 2 * _x**3 * _y**2),
            "This is the value of f. The slopes are asked for.",
        ),
        Mistake(
            "second derivatives",
            (12 * _x * _y**2, 4 * _x**3),
            "You differentiated twice along each axis.",
        ),
        Mistake(
            "factor 2 lost",
            _both / 2,
            "The factor 2 is lost. It multiplies both slopes.",
        ),
        Mistake(
            "only the first",
            _both * [1, 0],
            "The second entry is missing: with x held still there is a slope along y too.",
        ),
        Mistake(
            "only the second",
            _both * [0, 1],
            "The first entry is missing: with y held still there is a slope along x too.",
        ),
        Mistake(
            "sign of the first",
            _both * [-1, 1],
            "The first entry has the wrong sign. Does f grow or shrink as x grows?",
        ),
        Mistake(
            "unit arrow",
            _both / np.linalg.norm(_both),
            "You divided by the length. The slopes themselves are asked for.",
        ),
        Mistake(
            "power not lowered",
            (6 * _x**3 * _y**2, 4 * _x**3 * _y**2),
            "The exponents came down as factors, but did not drop by one.",
        ),
    ),
    hints=(
        "Hold y still first. Then everything with y in it is a constant factor.",
        "With y held still f is a constant times x to the third. With x held still it is a "
        "constant times y squared.",
        r"$f_x = 6 x^2 y^2$ and $f_y = 4 x^3 y$. Put in the numbers.",
    ),
    worked=page(
        r"""
        Hold $y$: $2 y^2$ is a constant factor of $x^3$, so $f_x = 2 y^2 \cdot 3 x^2 = 6 x^2 y^2$.

        Hold $x$: $2 x^3$ is a constant factor of $y^2$, so $f_y = 2 x^3 \cdot 2 y = 4 x^3 y$.

        At $(1.5, 0.8)$: $@both$.

        ```python
        x, y = 1.5, 0.8
        answer = 6 * x**2 * y**2, 4 * x**3 * y
        ```
        """,
        both=_both,
    ),
)

wrong_partial = WrongLine(
    title="a page with one wrong line",
    prompt=r"""
        In a room (it comes back in section 8) it is
        $T(x, y) = 85 - \frac{1}{90}\, x^2 (x - 6)\, y^2 (y - 6)$ degrees. Somebody computes the
        slope along $x$ at $(5, 3)$. One line is wrong. Which one, and what ought to come out there
        at $x = 5$?
        """,
    lines=(
        r"hold $y = 3$: $y^2 (y - 6) = 9 \cdot (-3) = -27$",
        r"$T(x, 3) = 85 + 0.3\, x^2 (x - 6)$",
        r"slope along $x$: $0.3 \cdot 2 x \cdot 1 = 0.6\, x$, at $x = 5$ this is $3$",
        "so it gets warmer by 3 degrees a metre",
    ),
    answer=(3, 4.5),
    right="A product has two factors that change: differentiate one and keep the other, both ways "
    "round.",
    mistakes=(
        Mistake("the held part", 1, "The part with y is held still, and its value is right."),
        Mistake("the slice", 2, "Minus a ninetieth of minus 27 is plus 0.3: the line is right."),
        Mistake("the last line", 4, "It only says line 3 in words."),
        Mistake(
            "one half of the product",
            (3, -3.0),
            "This is the line. You have one half of the product rule: the other factor changes "
            "too.",
        ),
        Mistake(
            "the other half",
            (3, 7.5),
            "This is the line. You have one half of the product rule: the first factor changes "
            "too.",
        ),
        Mistake(
            "without the factor",
            (3, 15.0),
            "This is the line. The factor 0.3 in front is lost.",
        ),
    ),
    hints=(
        "Holding y still leaves a curve in x. Is it the right one?",
        "Which rule is needed for $x^2 (x - 6)$?",
        "The slope of a product is not the product of the slopes. Multiply out if you like.",
    ),
    worked=r"""
        Lines 1 and 2 are right. Line 3 multiplies the slopes of the two factors:

        - as it stands: $0.3 \cdot 2x \cdot 1$, at $x = 5$ it is $3$
        - by the product rule: $0.3 \cdot (2x (x - 6) + x^2)$, at $x = 5$ it is
          $0.3 \cdot (-10 + 25) = 4.5$

        ```python
        x = 5
        answer = 3, 0.3 * (2 * x * (x - 6) + x**2)
        ```
        """,
)

# 3: both slopes by a program.


def _central(f, x, y, gap):
    return np.array(
        [
            (f(x + gap, y) - f(x - gap, y)) / (2 * gap),
            (f(x, y + gap) - f(x, y - gap)) / (2 * gap),
        ]
    )


def wavy(x, y):
    """Return a function of two numbers: an argument of the exercise."""
    return x**3 * y + y**2


def twisted(x, y):
    """Return another function of two numbers: an argument of the exercise."""
    return 3 * x**2 * y**3 + x


def crossed(x, y):
    """Return a third function of two numbers: an argument of the exercise."""
    return np.exp(x) * (y + 2) ** 3


write_gradient = Code(
    title="write both slopes",
    prompt="""
        Write a function that returns both slopes of `f` at a point, by central differences: one
        `gap` to each side, first along x, then along y.

        ```python
        def gradient(f, x, y, gap):
            ...
        ```
        """,
    name="gradient",
    answer=_central,
    tests=((wavy, 1.0, 2.0, 0.5), (twisted, 1.5, 0.8, 0.25), (crossed, 0.3, -0.6, 0.5)),
    more=((wavy, -0.7, 0.4, 0.3), (twisted, 0.2, 1.9, 0.5)),
    right="It serves every function of two numbers: with it you can check what you found by hand.",
    mistakes=(
        Mistake(
            "one side only",
            lambda f, x, y, gap: np.array(
                [(f(x + gap, y) - f(x, y)) / gap, (f(x, y + gap) - f(x, y)) / gap]
            ),
            "You step to one side only. A central difference steps to both.",
        ),
        Mistake(
            "one side to the left",
            lambda f, x, y, gap: np.array(
                [(f(x, y) - f(x - gap, y)) / gap, (f(x, y) - f(x, y - gap)) / gap]
            ),
            "You step to the left only. A central difference steps to both sides.",
        ),
        Mistake(
            "run is one gap",
            lambda f, x, y, gap: 2 * _central(f, x, y, gap),
            "From one gap on the left to one on the right the run is twice the gap.",
        ),
        Mistake(
            "not divided",
            lambda f, x, y, gap: 2 * gap * _central(f, x, y, gap),
            "This is the rise alone. Divide it by the run.",
        ),
        Mistake(
            "brackets",
            lambda f, x, y, gap: gap**2 * _central(f, x, y, gap),
            "`/ 2 * gap` divides by 2 and multiplies by the gap: brackets belong around `2 * gap`.",
        ),
        Mistake(
            "both move",
            lambda f, x, y, gap: np.full(
                2, (f(x + gap, y + gap) - f(x - gap, y - gap)) / (2 * gap)
            ),
            "Both numbers move at once. For each slope one of them is held still.",
        ),
        Mistake(
            "exchanged",
            lambda f, x, y, gap: _central(f, x, y, gap)[::-1],
            "The two slopes have changed places: along x comes first.",
        ),
        Mistake(
            "along x twice",
            lambda f, x, y, gap: _central(f, x, y, gap)[[0, 0]],
            "Both are the slope along x. For the second one hold x still.",
        ),
        Mistake(
            "along y twice",
            lambda f, x, y, gap: _central(f, x, y, gap)[[1, 1]],
            "Both are the slope along y. For the first one hold y still.",
        ),
        Mistake(
            "sign",
            lambda f, x, y, gap: -_central(f, x, y, gap),
            "Both signs are turned round: the value on the right comes first.",
        ),
        Mistake(
            "only along x",
            lambda f, x, y, gap: _central(f, x, y, gap)[0],
            "Only the slope along x comes back. Return both, with a comma between.",
        ),
        Mistake(
            "only along y",
            lambda f, x, y, gap: _central(f, x, y, gap)[1],
            "Only the slope along y comes back. Return both, with a comma between.",
        ),
        Mistake(
            "added",
            lambda f, x, y, gap: _central(f, x, y, gap).sum(),
            "You added the two slopes. Keep them apart: two numbers.",
        ),
        Mistake(
            "gap of its own",
            lambda f, x, y, gap: _central(f, x, y, 1e-5),
            "Your function has a gap of its own. Use the argument.",
        ),
        Mistake(
            "length",
            lambda f, x, y, gap: np.hypot(*_central(f, x, y, gap)),
            "This is one number, the length. The two slopes are asked for.",
        ),
        Mistake(
            "mean of the values",
            lambda f, x, y, gap: np.array(
                [(f(x + gap, y) + f(x - gap, y)) / 2, (f(x, y + gap) + f(x, y - gap)) / 2]
            ),
            "You took the mean of two values. A rise is their difference.",
        ),
    ),
    hints=(
        "You have written a central difference of one variable in chapter 1. Here are two of them.",
        "For the slope along x, y is the same in both calls of `f`.",
        "Along x: `f(x + gap, y)` and `f(x - gap, y)`. What is the run between them?",
    ),
    worked=r"""
        Along $x$ the other number stays: $\frac{f(x + h, y) - f(x - h, y)}{2h}$ with $h$ for the
        gap. Along $y$ it is the other way round.

        ```python
        def gradient(f, x, y, gap):
            along_x = (f(x + gap, y) - f(x - gap, y)) / (2 * gap)
            along_y = (f(x, y + gap) - f(x, y - gap)) / (2 * gap)
            return along_x, along_y
        ```
        """,
)

# 4: the tangent plane.

plane_height = Number(
    title="a height on the plane",
    prompt=r"""
        The tangent plane of $f(x, y) = x^2 + y^2$ touches it at $(2, 3)$. How high is this plane
        above the point $(2.5, 2.7)$?
        """,
    answer=13.2,
    right="The step along x adds 2, the step along y takes 1.8 away.",
    mistakes=(
        Mistake("only the change", 0.2, "This is the change. Add it to the height at (2, 3)."),
        Mistake(
            "not the steps",
            13 + 4 * 2.5 + 6 * 2.7,
            "You multiplied the slopes by x and y. They belong to the steps from (2, 3).",
        ),
        Mistake(
            "slopes exchanged",
            13 + 6 * 0.5 - 4 * 0.3,
            "The slopes have changed places: along x it is the first one.",
        ),
        Mistake(
            "the surface",
            2.5**2 + 2.7**2,
            "This is the height of the surface. The plane lies a little lower.",
        ),
        Mistake(
            "sign of the step",
            13 + 4 * 0.5 + 6 * 0.3,
            "From 3 to 2.7 it goes back: that step is negative.",
        ),
        Mistake(
            "both signs",
            13 - 4 * 0.5 + 6 * 0.3,
            "Both steps have the wrong sign: new place minus old place.",
        ),
        Mistake(
            "slopes at the new point",
            13 + 5 * 0.5 - 5.4 * 0.3,
            "You took the slopes at the new point. The plane has those of (2, 3) everywhere.",
        ),
        Mistake(
            "factor 2 lost",
            13 + 2 * 0.5 - 3 * 0.3,
            "The derivative of a square has a factor 2.",
        ),
        Mistake(
            "slope along x twice",
            13 + 4 * 0.5 - 4 * 0.3,
            "You took the slope 4 for both steps. Along y it is 6.",
        ),
        Mistake(
            "slope along y twice",
            13 + 6 * 0.5 - 6 * 0.3,
            "You took the slope 6 for both steps. Along x it is 4.",
        ),
        Mistake("only along x", 13 + 2.0, "You took only the step along x."),
        Mistake("only along y", 13 - 1.8, "You took only the step along y."),
        Mistake("the contact", 13.0, "This is the height where plane and surface touch."),
        Mistake(
            "lengths",
            13 + np.hypot(4, 6) * np.hypot(0.5, 0.3),
            "You multiplied two lengths. Each slope belongs to the step along its own axis.",
        ),
        Mistake(
            "height from the slopes",
            4 * 2 + 6 * 3 + 0.2,
            "You made the height at (2, 3) of the slopes. It is the value of f there.",
        ),
    ),
    hints=(
        "Begin at the height where plane and surface touch.",
        "From there it is a step of 0.5 along x, and one along y. What does each add?",
        "The slopes at (2, 3) are 4 and 6, the steps 0.5 and -0.3, and the height is 13.",
    ),
    worked=r"""
        At $(2, 3)$: height $f = 13$, slopes $f_x = 4$ and $f_y = 6$.

        The steps are $0.5$ and $-0.3$: $13 + 4 \cdot 0.5 + 6 \cdot (-0.3) = 13 + 2 - 1.8 = 13.2$.

        ```python
        answer = 13 + 4 * (2.5 - 2) + 6 * (2.7 - 3)
        ```
        """,
)

tilted_plane = Choice(
    title="how a plane lies",
    prompt=r"""
        At some point of a surface $f_x = 0$ and $f_y = 3$. How does the tangent plane there lie?
        """,
    choices={
        "a": "It is level, because one of its slopes is zero.",
        "b": "It rises along y, and a walk along x stays at one height on it.",
        "c": "It rises along x, and a walk along y stays at one height on it.",
        "d": "There is none, because a plane needs two slopes that are not zero.",
    },
    answer="b",
    right="It is tilted like a roof whose ridge runs along x.",
    mistakes=(
        Mistake("level", "a", "For a level plane both slopes are zero. Here only one of them is."),
        Mistake(
            "the other axis", "c", "The first slope is that along x. Which of the two is zero?"
        ),
        Mistake("no plane", "d", "Zero is a slope like any other: the line along x is level."),
    ),
    hints=(
        "Two lines span the plane. One goes along x. How steep is it?",
        "The slope along x is zero, that along y is not.",
        "Think of a roof: along its ridge you stay at one height.",
    ),
    worked="""
        The line along x has the slope 0: it is level. The line along y rises by 3 for each 1. A
        plane through both rises along y only.

        Answer b.
        """,
)

# 5: the gradient.

_hill_point = np.array([2.0, -1.0])
_hill_slopes = np.array([-4.0, 8.0])
_arrow = 1.15 * _hill_slopes / np.hypot(*_hill_slopes)
ARROWS = {
    "a": (-1.15 * 2 / 5**0.5, 1.15 / 5**0.5),
    "b": (float(-_arrow[1] * -1), float(_arrow[0] * -1)),
    "c": tuple((-_arrow).tolist()),
    "d": tuple(_arrow.tolist()),
}
"""Arrows at (2, -1): to the top, along the contour, downhill, and the gradient's direction."""

which_arrow = Choice(
    title="which arrow it is",
    prompt="""
        Which of the four arrows on the map has the direction of the gradient?
        """,
    choices={"a": "arrow a", "b": "arrow b", "c": "arrow c", "d": "arrow d"},
    answer="d",
    right="It crosses the contour line at a right angle, to the side where the numbers grow.",
    mistakes=(
        Mistake(
            "to the top",
            "a",
            "It points at the top of the hill. Does it leave its contour line at a right angle?",
        ),
        Mistake(
            "along the line",
            "b",
            "It starts along the contour line 32: there the height does not change at first.",
        ),
        Mistake(
            "downhill", "c", "It crosses the line at a right angle. Do the numbers grow that way?"
        ),
    ),
    hints=(
        "The gradient lies across the contour line, at a right angle.",
        "Two of the arrows do so. The heights on the lines tell them apart.",
        "The gradient points to where the numbers grow.",
    ),
    worked="""
        Two arrows stand at a right angle to the contour line. One of them leads to larger numbers,
        the other one to smaller ones. The gradient leads uphill.

        Answer d.
        """,
)

read_length = FromPicture(
    title="how steep it is",
    prompt="""
        Go back to figure 4.5. How long is the gradient at P, in metres for each kilometre? Read
        off what you need; the result should be right to 4 metres.
        """,
    answer=float(np.hypot(30, -20)),
    tolerance=4.0,
    right="It is steeper than along either axis: the steepest way lies between them.",
    mistakes=(
        Mistake(
            "sizes added",
            50.0,
            "You added the two sizes. The length of an arrow is the long side of a triangle.",
        ),
        Mistake(
            "entries added",
            10.0,
            "You added the two slopes. The length of an arrow is the long side of a triangle.",
        ),
        Mistake(
            "only along x",
            30.0,
            "If this is the slope along x alone: the arrow has two entries. If you used "
            "Pythagoras, read both slopes again.",
        ),
        Mistake(
            "only along y",
            20.0,
            "This is the slope along y alone. The arrow has two entries.",
        ),
        Mistake(
            "only along y, with its sign",
            -20.0,
            "This is the slope along y alone, and a length is not negative.",
        ),
        Mistake(
            "no root",
            1300.0,
            "This is the sum of the squares. Take the root of it.",
        ),
        Mistake("mean", 25.0, "This is the mean of the two sizes. Use Pythagoras."),
        Mistake(
            "mean of the entries",
            5.0,
            "This is the mean of the two slopes. Use Pythagoras.",
        ),
        Mistake("the height", 92.0, "This is the height at P. How fast does it change?"),
        Mistake(
            "product",
            600.0,
            "You multiplied the two sizes. The length of an arrow is the long side of a triangle.",
        ),
        Mistake(
            "lines for metres",
            float(np.hypot(3, 2)),
            "You counted lines for each kilometre. Each line is 10 metres.",
        ),
        Mistake(
            "angle",
            float(np.degrees(np.arctan2(-20, 30))),
            "A length is not negative. If this is the direction in degrees: the length is asked "
            "for.",
        ),
    ),
    hints=(
        "The arrow has two entries. You have read one of them off this map before.",
        "Along the full line count the lines on both sides of P: how many for a kilometre?",
        "The entries are about 30 and -20. How long is the long side of the triangle?",
    ),
    worked=r"""
        Along $x$ there are about three lines for each kilometre, upwards: $30$. Along $y$ it is
        $-20$. The length is $\sqrt{30^2 + 20^2}$, about $36$ metres for each kilometre.

        ```python
        answer = (30**2 + 20**2) ** 0.5
        ```
        """,
)

# 6: every direction.

slope_that_way = Number(
    title="a slope in between",
    prompt=r"""
        What is the slope of $f(x, y) = x^2 + y^2$ at $(2, 3)$ in the direction of the arrow
        $(1, 1)$?
        """,
    answer=10 / 2**0.5,
    right="It is a little less than the length of the gradient: the two arrows nearly agree.",
    mistakes=(
        Mistake(
            "arrow not of length 1",
            10.0,
            "The arrow (1, 1) is longer than 1. Divide it by its length first.",
        ),
        Mistake(
            "the steepest slope",
            52**0.5,
            "This is the length of the gradient, the slope in the steepest direction.",
        ),
        Mistake(
            "divided by 2",
            5.0,
            "You divided by 2. The length of (1, 1) is the root of 2.",
        ),
        Mistake("only along x", 4.0, "This is the slope along x alone."),
        Mistake("only along y", 6.0, "This is the slope along y alone."),
        Mistake("the height", 13.0, "This is the height at (2, 3). A slope is asked for."),
        Mistake(
            "zero", 0.0, "The slope is zero along the contour line. (1, 1) does not go along it."
        ),
        Mistake(
            "times the length",
            10 * 2**0.5,
            "You multiplied by the length of the arrow. Divide by it.",
        ),
        Mistake("gradient times itself", 52.0, "You multiplied the gradient with itself."),
        Mistake("sign", -10 / 2**0.5, "Along (1, 1) both coordinates grow, and so does f."),
        Mistake(
            "entries subtracted",
            2 / 2**0.5,
            "You subtracted the two parts. They add up: 4 for x and 6 for y.",
        ),
        Mistake(
            "factor 2 lost",
            5 / 2**0.5,
            "The derivative of a square has a factor 2.",
        ),
        Mistake(
            "the direction times the place",
            13 / 2**0.5,
            "You used the height. The slopes at the point are needed.",
        ),
    ),
    hints=(
        "First the gradient at the point, then an arrow of length 1 in the direction.",
        "The gradient is (4, 6). How long is the arrow (1, 1)?",
        r"The unit arrow is $(1, 1) / \sqrt{2}$. Multiply entry by entry and add.",
    ),
    worked=r"""
        The gradient at $(2, 3)$ is $(4, 6)$. The arrow $(1, 1)$ is $\sqrt 2$ long, so the unit
        arrow is $u = (1, 1) / \sqrt 2$.

        The slope: $\nabla f \cdot u = \frac{4 \cdot 1 + 6 \cdot 1}{\sqrt 2} = 7.071$.

        ```python
        answer = (4 * 1 + 6 * 1) / 2**0.5
        ```
        """,
)

wrong_direction = WrongLine(
    title="another page with one wrong line",
    prompt=r"""
        Somebody wants the slope of $f(x, y) = 3 x^2 y$ at $(1, 2)$ in the direction of the point
        $(4, 6)$. One line is wrong. Which one, and what ought to come out there?
        """,
    lines=(
        r"gradient: $(6 x y, 3 x^2) = (12, 3)$",
        "the way to go: $(4, 6) - (1, 2) = (3, 4)$",
        "its length: $3 + 4 = 7$",
        r"unit arrow: $u = (\frac{3}{7}, \frac{4}{7})$",
        r"slope: $12 \cdot \frac{3}{7} + 3 \cdot \frac{4}{7} = 6.857$",
    ),
    answer=(3, 5.0),
    right="The length of an arrow is the root of the sum of its squares, by Pythagoras.",
    mistakes=(
        Mistake("the gradient", 1, "The gradient is right: with y held still, and with x."),
        Mistake("the way", 2, "The way is the new point minus the old one, as it stands there."),
        Mistake("the unit arrow", 4, "It divides the way by the length of the line above it."),
        Mistake("the slope", 5, "It follows from lines 1 and 4."),
        Mistake(
            "no root",
            (3, 25.0),
            "This is the line. The sum of the squares is not yet the length: take the root.",
        ),
        Mistake("one", (3, 1.0), "This is the line. The unit arrow has length 1, the way has not."),
    ),
    hints=(
        "Do each line again and compare only with the line before it.",
        "Is the unit arrow really of length 1?",
        "How long is the long side of a triangle whose other sides are those of line 2?",
    ),
    worked=r"""
        Lines 1 and 2 are right. Line 3 adds the sides instead of their squares:

        - as it stands: $3 + 4 = 7$
        - by Pythagoras: $\sqrt{3^2 + 4^2} = 5$

        Then $u = (0.6, 0.8)$ and the slope is $12 \cdot 0.6 + 3 \cdot 0.8 = 9.6$.

        ```python
        answer = 3, (3**2 + 4**2) ** 0.5
        ```
        """,
)

along_the_line = Choice(
    title="why a right angle",
    prompt="""
        Why does the gradient lie at a right angle to the contour line?
        """,
    choices={
        "a": "Along the line the height does not change, so the slope in that direction is zero.",
        "b": "Because every arrow on a map is drawn across the lines.",
        "c": "Because contour lines are circles, and arrows go along the radius.",
        "d": "Because the gradient points at the top, and the lines go round the top.",
    },
    answer="a",
    right="The slope in a direction is the length of the gradient times the cosine of the angle "
    "between them. Where the gradient is not zero, this is zero only at a right angle.",
    mistakes=(
        Mistake("by drawing", "b", "An arrow may have any direction; most of them are not across."),
        Mistake("circles", "c", "On the long hill they are ellipses, and it is still true."),
        Mistake("the top", "d", "On the long hill most of these arrows miss the top."),
    ),
    hints=(
        "What do all points of a contour line have in common?",
        "So what is the slope when you walk along it?",
        "A slope is the length of the gradient times a cosine. When is that zero?",
    ),
    worked=r"""
        All points of a contour line have the same height, so the slope along it is zero. In a
        direction at the angle $\varphi$ to the gradient the slope is
        $|\nabla f| \cos \varphi$. With $|\nabla f|$ above zero this is zero only where the cosine
        is, at a right angle.

        Answer a.
        """,
)

# 7: two ways.

two_way_rate = Number(
    title="a rate over two ways",
    prompt=r"""
        It is $z = x^2 y$ with $x = 1 + 2t$ and $y = 5 - t$. How fast does $z$ change at $t = 1$?
        """,
    answer=39.0,
    right="Over x it grows by 48, over y it falls by 9.",
    mistakes=(
        Mistake("only over x", 48.0, "This is what comes over x. It also comes over y."),
        Mistake("only over y", -9.0, "This is what comes over y. It also comes over x."),
        Mistake("sign", 57.0, "As t grows, y falls: its rate is negative."),
        Mistake(
            "rates forgotten",
            33.0,
            "You added the two slopes of z. Each belongs to the rate of its own variable.",
        ),
        Mistake(
            "rates exchanged",
            -6.0,
            "The rates have changed places: the slope along x belongs to the rate of x.",
        ),
        Mistake(
            "rate of x twice",
            66.0,
            "You took the rate 2 for both variables. As t grows by 1, y falls by 1.",
        ),
        Mistake(
            "rate of y twice",
            -33.0,
            "You took the rate -1 for both variables. As t grows by 1, x grows by 2.",
        ),
        Mistake("product", -432.0, "You multiplied the two ways. What comes over both adds up."),
        Mistake("the value", 36.0, "This is z at t = 1. Its rate of change is asked for."),
        Mistake("at the beginning", 19.0, "This is the rate at t = 0."),
        Mistake("mean", 19.5, "You took the mean of the two ways. They add up."),
        Mistake(
            "factor 2 lost",
            15.0,
            "Over y it is right. Over x a factor 2 is lost: the slope there is 24, and x grows at "
            "the rate 2.",
        ),
        Mistake("length", float(np.hypot(24, 9)), "This is the length of the gradient."),
        Mistake(
            "product of the slopes",
            216.0,
            "You multiplied the two slopes. Each belongs to a rate, and the products add up.",
        ),
        Mistake("only rates", 1.0, "You added the rates of x and y. Each has a slope as a factor."),
        Mistake("slope along x", 24.0, "This is the slope along x. Multiply it by the rate of x."),
    ),
    hints=(
        "The change of t reaches z in two ways: over x and over y.",
        "At t = 1 it is x = 3 and y = 4. What are the slopes of z there?",
        r"The slopes are $2xy = 24$ and $x^2 = 9$, the rates $2$ and $-1$.",
    ),
    worked=r"""
        At $t = 1$: $x = 3$, $y = 4$. The slopes of $z$ are $2xy = 24$ and $x^2 = 9$, the rates are
        $x'(t) = 2$ and $y'(t) = -1$.

        $z'(t) = 24 \cdot 2 + 9 \cdot (-1) = 39$.

        ```python
        answer = 24 * 2 + 9 * (-1)
        ```
        """,
)

two_routes = Choice(
    title="a weight with two ways to the loss",
    prompt=r"""
        A weight $w$ acts on two numbers, $a$ and $b$, and both act on the loss $L$. The rates are
        $\frac{da}{dw} = 3$, $\frac{db}{dw} = -1$, $L_a = 2$ and $L_b = 4$. What is
        $\frac{dL}{dw}$?
        """,
    choices={
        "a": r"$3 \cdot (-1) \cdot 2 \cdot 4$",
        "b": r"$3 \cdot 2 + (-1) \cdot 4$",
        "c": r"$(3 - 1) \cdot (2 + 4)$",
        "d": r"$3 \cdot 4 + (-1) \cdot 2$",
    },
    answer="b",
    right="Along a way the rates multiply; over several ways they add up. The gradient of a "
    "network is found with these two rules.",
    mistakes=(
        Mistake(
            "all multiplied",
            "a",
            "Along one way the rates multiply. What do two ways side by side do?",
        ),
        Mistake(
            "sums multiplied",
            "c",
            "Multiplied out, this has parts that jump from one way to the other.",
        ),
        Mistake("ways crossed", "d", "Here the way over a ends with the rate of b."),
    ),
    hints=(
        "Draw the two ways from w to L, one over a and one over b.",
        "Along each way multiply.",
        "Then add what arrives.",
    ),
    worked=r"""
        Over $a$: $3 \cdot 2 = 6$. Over $b$: $(-1) \cdot 4 = -4$. Together $2$.

        Answer b.
        """,
)

# 8: level planes.

what_is_it = Matching(
    title="lowest, highest, or neither",
    prompt="Each of these functions has both slopes zero at $(0, 0)$. What is the point there?",
    items={"1": "$x^2 + 4 y^2$", "2": "$7 - x^2 - y^2$", "3": "$x y$", "4": "$x^2 + y^2 - 5xy$"},
    choices={"a": "lowest", "b": "highest", "c": "neither"},
    answer="abcc",
    right="The last two are saddles: along one diagonal they go up, along the other down.",
    mistakes=(
        Mistake(
            "the slices decide",
            "abca",
            "Along both axes the last one has a valley. Try the diagonal: put in x = y.",
        ),
        Mistake(
            "flat along the axes",
            "abac",
            "Along both axes the third is zero. Try the two diagonals.",
        ),
        Mistake(
            "both by their slices",
            "abaa",
            "Along the axes the last two look harmless. Try the diagonals.",
        ),
    ),
    hints=(
        "Try a few points close to (0, 0), not only on the axes.",
        "In the third and the fourth put in x = y, and then x = -y.",
        "With x = y the fourth is x squared times a number. Which sign has it?",
    ),
    worked="""
        The first is a sum of squares: lowest. The second is 7 minus such a sum: highest. The third
        is above zero for x = y and below for x = -y. The fourth is -3 times x squared for x = y
        and 7 times x squared for x = -y. Both are neither.

        ```python
        answer = "abcc"
        ```
        """,
)

wrong_lowest = WrongLine(
    title="a proof with one wrong line",
    prompt=r"""
        Somebody proves that $f(x, y) = x^2 + y^2 - 4xy$ is lowest at $(0, 0)$. One line is wrong.
        Which one, and what is the value there?
        """,
    lines=(
        r"$f_x = 2x - 4y$ and $f_y = 2y - 4x$",
        "both are zero at $(0, 0)$, so the tangent plane is level there",
        "on the slice $y = 0$ it is $x^2$, which is lowest at 0",
        "on the slice $x = 0$ it is $y^2$, which is lowest at 0",
        r"so it is higher all around, for example $f(0.5, 0.5) = 0.5$",
    ),
    answer=(5, -0.5),
    right="Two slices are two directions of very many. A level plane is needed for a lowest point, "
    "and it is not enough.",
    mistakes=(
        Mistake("the slopes", 1, "Both slopes are right: the product leaves the other variable."),
        Mistake("the level plane", 2, "With both slopes zero the plane is level, as it says."),
        Mistake("the first slice", 3, "On this slice that is so. What of other directions?"),
        Mistake("the second slice", 4, "On this slice that is so. What of other directions?"),
        Mistake("zero", (5, 0.0), "This is the line. Put both numbers into all three terms."),
        Mistake(
            "one square",
            (5, -0.75),
            "This is the line. There are two squares, one of each variable.",
        ),
    ),
    hints=(
        "Which lines speak of what was computed, and which of what follows?",
        "Slices along the axes are right. Between the axes there are other directions.",
        "Put x = y = 0.5 into the formula.",
    ),
    worked=r"""
        Lines 1 to 4 are right. Line 5 concludes from two slices on all directions:

        - as it stands: $f(0.5, 0.5) = 0.5$
        - put in: $0.25 + 0.25 - 4 \cdot 0.25 = -0.5$

        The point is a saddle.

        ```python
        x = y = 0.5
        answer = 5, x**2 + y**2 - 4 * x * y
        ```
        """,
)

where_level = Choice(
    title="all level places of the room",
    prompt=r"""
        In the room it is $T_x = -\frac{1}{90}\, x (3x - 12)\, y^2 (y - 6)$ and
        $T_y = -\frac{1}{90}\, x^2 (x - 6)\, y (3y - 12)$. At which places in the room are both
        zero?
        """,
    choices={
        "a": "only at (4, 4)",
        "b": "at (4, 4) and at (6, 6)",
        "c": "at (4, 4), at (6, 6), and on the whole walls x = 0 and y = 0",
        "d": "at (4, 4), and on all four walls",
    },
    answer="c",
    right="Of all these places only (4, 4) is a lowest one.",
    mistakes=(
        Mistake("first root only", "a", "A product is zero where any of its factors is."),
        Mistake("walls forgotten", "b", "Both slopes have a factor x and a factor y."),
        Mistake(
            "all walls",
            "d",
            "On the wall x = 6 the slope along x is zero only at its ends. Put in x = 6 and y = 3.",
        ),
    ),
    hints=(
        "A product is zero where one of its factors is zero. List them for each slope.",
        "The first is zero for x = 0, x = 4, y = 0 and y = 6, the second for x = 0, x = 6, y = 0 "
        "and y = 4.",
        "Both lists must be met at once. What meets both alone, and which pairs do?",
    ),
    worked="""
        The first is zero where x = 0, x = 4, y = 0 or y = 6. The second where x = 0, x = 6, y = 0
        or y = 4. The walls x = 0 and y = 0 stand in both lists. Otherwise one of x = 4, y = 6 must
        meet one of x = 6, y = 4: that is (4, 4) or (6, 6).

        Answer c.
        """,
)

# 9: the best line.

_inputs, _targets = np.array([0.0, 1.0, 2.0]), np.array([1.0, 4.0, 5.0])
_error = line_error(_inputs, _targets)
_best = np.array(_error.minima[0].point)

best_line = Point(
    title="the best line through other points",
    prompt=r"""
        The points $(0, 1)$, $(1, 4)$ and $(2, 5)$ have the error
        $E(m, b) = 5 m^2 + 3 b^2 + 42 + 6 m b - 28 m - 20 b$. For which pair $(m, b)$ are both
        slopes of $E$ zero?
        """,
    scaffold=r"""
        Fill in the gaps:

        - $E_m = 10 m + \;\ldots\; - 28$
        - $E_b = 6 b + \;\ldots\; - 20$
        - subtract one from the other, so that $b$ drops out
        """,
    answer=_best,
    right="The line misses all three points, the first and the last by as much.",
    mistakes=(
        Mistake(
            "exchanged", _best[::-1], "The entries have changed places: the slope comes first."
        ),
        Mistake(
            "mixed term forgotten",
            (2.8, 20 / 6),
            "The term 6 m b is lost. It leaves 6 b in one slope and 6 m in the other.",
        ),
        Mistake(
            "first two points",
            (3.0, 1.0),
            "This line goes through the first two points. The third one counts as well.",
        ),
        Mistake(
            "first and last",
            (2.0, 1.0),
            "This line goes through the first and the last point. The middle one counts as well.",
        ),
        Mistake(
            "last two points",
            (1.0, 3.0),
            "This line goes through the last two points. The first one counts as well.",
        ),
        Mistake("signs", -_best, "Both signs are turned round: 28 and 20 go to the other side."),
        Mistake(
            "factor 2 of the squares lost",
            tuple(np.linalg.solve([[5, 6], [6, 3]], [28, 20]).tolist()),
            "The squares leave a factor 2: 10 m and 6 b.",
        ),
        Mistake(
            "mixed term twice",
            tuple(np.linalg.solve([[10, 12], [12, 6]], [28, 20]).tolist()),
            "The mixed term leaves 6 b, not 12 b: it is no square.",
        ),
        Mistake(
            "sign of the mixed term",
            tuple(np.linalg.solve([[10, -6], [-6, 6]], [28, 20]).tolist()),
            "The mixed term has a plus in E, and it stays.",
        ),
        Mistake(
            "level line",
            (0.0, 10 / 3),
            "This is the level line through the mean height. Is the slope along m zero there?",
        ),
        Mistake(
            "b from the wrong equation",
            (2.0, 20 / 6),
            "The slope is right. For b put it into one of the equations.",
        ),
        Mistake(
            "the other points",
            (0.5, 7 / 3),
            "This is the best line of the points in figure 4.17. Here the points are others.",
        ),
        Mistake(
            "through zero",
            (2.8, 0.0),
            "This is the best line through zero. The intercept is free here.",
        ),
    ),
    hints=(
        "Two slopes, two equations. Which are they?",
        "The equations are 10 m + 6 b = 28 and 6 m + 6 b = 20.",
        "Their difference is 4 m = 8. Put m into one of them.",
    ),
    worked=r"""
        $E_m = 10 m + 6 b - 28 = 0$ and $E_b = 6 b + 6 m - 20 = 0$. Their difference is
        $4 m - 8 = 0$, so $m = 2$. Then $6 b = 20 - 12 = 8$, so $b = \frac43$.

        ```python
        m = 8 / 4
        answer = m, (20 - 6 * m) / 6
        ```
        """,
)

# Predictions.

held_still = Prediction(
    title="a slice higher up",
    question="On the surface x² + y² somebody walks along x with y held at 0. Somebody else walks "
    "along x with y held at 4, much higher up. Whose way is steeper as they pass x = 2?",
    options=(
        Option(
            "a",
            "The upper one, because there everything is steeper.",
            "No. The surface is steeper there, but not along x: what is steeper is the way along "
            "y.",
        ),
        Option(
            "b",
            "Both are equally steep.",
            "Yes. With y held at 4 the height is x² + 16. The 16 is a constant and leaves no "
            "slope: along x it is 2x on both ways.",
        ),
        Option(
            "c",
            "The lower one, because it is nearer to the bottom.",
            "No. Height says nothing about slope: a curve keeps its slopes when it is lifted.",
        ),
    ),
    happened="b",
)

twice_as_far = Prediction(
    title="away from the point of contact",
    question="A plane touches the surface x² + y² at a point. You go away from this point in some "
    "direction, and then twice as far. How large is the gap between surface and plane now?",
    options=(
        Option(
            "a",
            "As large as before: the plane goes along with the surface.",
            "No. The plane is straight and the surface is bent, so they part.",
        ),
        Option(
            "b",
            "Twice as large.",
            "No. If the gap were in proportion to the distance, the plane would have the wrong "
            "slope.",
        ),
        Option(
            "c",
            "It depends on the direction in which you go.",
            "No. The slopes depend on it. For this surface the gap is the square of the distance, "
            "whatever the direction.",
        ),
        Option(
            "d",
            "Four times as large.",
            "Yes. The gap is the square of the distance. So close to the point it is very small, "
            "much smaller than the distance itself.",
        ),
    ),
    happened="d",
)

at_the_top = Prediction(
    title="the arrow and the top",
    question="A hill is longer than it is wide. At many places on its side somebody draws an arrow "
    "on the map that says in which direction it is steepest up. Where do these arrows point?",
    options=(
        Option(
            "a",
            "From every place at the top of the hill.",
            "No. On a round hill they do. On a long one only from places on its two axes.",
        ),
        Option(
            "b",
            "Up into the air, out of the map.",
            "No. The arrow has two entries, one for each coordinate: it lies in the map and says "
            "where to walk.",
        ),
        Option(
            "c",
            "Straight across the contour line, and from most places past the top.",
            "Yes. The shortest way to the next line goes straight across. Whether the top lies in "
            "that direction, the place itself cannot know.",
        ),
        Option(
            "d",
            "Along the contour line.",
            "No. Along the line the height stays the same: that is not up at all.",
        ),
    ),
    happened="c",
)

_PLACE = np.array([-1.5, -0.65])
_SLOPES = np.array([3.0, 5.2])


def _turned(degrees):
    """Return the slope in a direction at the place of the drawn prediction."""
    radians = np.deg2rad(degrees)
    return _SLOPES[0] * np.cos(radians) + _SLOPES[1] * np.sin(radians)


turned_direction = DrawnPrediction(
    title="the slope while you turn",
    question="You stand on the side of a hill. Towards 0°, along x, it rises with the slope 3; "
    "towards 90°, along y, with the slope 5.2. Now turn once around. What is the slope in each "
    "direction?",
    across=Axis("direction", 0, 360, "°", step=90),
    up=Axis("slope", -8, 8),
    true=Curve("a wave as high as the gradient is long", _turned),
    why="The slope in a direction is 3 times its cosine plus 5.2 times its sine: a wave. It is "
    "largest at 60°, where the gradient points, and it is 6 there, the length of the gradient. "
    "Half a turn further it is -6, and in between, along the contour line, it is zero.",
    mistakes=(
        Mistake(
            "without its sign",
            lambda d: np.abs(_turned(d)),
            "You drew how steep it is. In the opposite direction what rose now falls: the slope is "
            "below zero there.",
        ),
        Mistake(
            "never below zero",
            lambda d: 3 + 2.2 * np.asarray(d) / 360,
            "Your slope never falls below zero. Turn round: what rose before you now falls.",
        ),
        Mistake(
            "largest along y",
            lambda d: 5.2 * np.sin(np.deg2rad(d)),
            "You took the slope along y alone. Between the two axes both slopes work together.",
        ),
        Mistake(
            "largest along x",
            lambda d: 3 * np.cos(np.deg2rad(d)),
            "You took the slope along x alone. Towards 90° it is 5.2.",
        ),
        Mistake(
            "added without turning",
            lambda d: 8 * np.cos(np.deg2rad(np.asarray(d) - 45)),
            "You added the two slopes. Between the axes one step goes only partly along each.",
        ),
        Mistake(
            "straight between",
            lambda d: np.interp(d, (0, 90, 180, 270, 360), (3, 5.2, -3, -5.2, 3)),
            "You joined the four slopes by straight lines. Between 0° and 90° both slopes work "
            "together: in between it is steeper than along either axis.",
        ),
    ),
)

highest_point = Prediction(
    title="the highest place of a walk",
    question="Somebody walks in a straight line slantwise across the side of a long hill, along "
    "neither of its axes and not over its top. At which place is he highest?",
    options=(
        Option(
            "a",
            "Where his way just touches a contour line.",
            "Yes. There he goes along the line for a moment, so his height does not change: what "
            "he gains along one axis he loses along the other.",
        ),
        Option(
            "b",
            "Where he is nearest to the top.",
            "No. On a slanting way over a long hill the nearest place lies lower: the height "
            "depends on the direction too.",
        ),
        Option(
            "c",
            "Where the slope along x is zero.",
            "No. There he no longer gains anything over x, but he still loses over y.",
        ),
        Option(
            "d",
            "Half way.",
            "No. That depends on where he begins and ends.",
        ),
    ),
    happened="a",
)

crossing_valleys = Prediction(
    title="two valleys that cross",
    question="On the surface x² + y² - 3xy the slice along x through (0, 0) is lowest there, and "
    "so is the slice along y. Is (0, 0) the lowest point nearby?",
    options=(
        Option(
            "a",
            "Yes: it is lowest along both axes, so it is lowest all around.",
            "No. Along the diagonal x = y the height is -x²: that way it goes down.",
        ),
        Option(
            "b",
            "No: in some other directions it goes down.",
            "Yes. Along the diagonal x = y the height is -x². Two slices are two directions of "
            "very many.",
        ),
        Option(
            "c",
            "Yes, close by. Lower places lie only further away.",
            "No. However small the ring is, on the diagonal it is lower.",
        ),
    ),
    happened="b",
)

# Review.

review_slope_falls = Choice(
    title="review: a slope that changes its sign",
    prompt=r"""
        The slope $f'(x)$ is above zero for $x < 2$, zero at $x = 2$ and below zero for $x > 2$.
        What is at $x = 2$?
        """,
    choices={
        "a": "a valley of the curve",
        "b": "a corner of the curve",
        "c": "a zero of the curve",
        "d": "a hilltop of the curve",
    },
    answer="d",
    right="Before it the curve rises, after it the curve falls.",
    mistakes=(
        Mistake("valley", "a", "In a valley the curve falls first. Which sign has its slope then?"),
        Mistake("corner", "b", "At a corner there is no slope. Here it is zero."),
        Mistake("zero", "c", "The slope is zero there. The height may be anything."),
    ),
    hints=(
        "What does a curve do where its slope is above zero?",
        "It rises up to 2. And after that?",
        "Up, then level, then down.",
    ),
    worked="""
        Slope above zero: the curve rises up to 2. Slope below zero: it falls after 2. In between
        lies the top.

        Answer d.
        """,
)

review_quotient = WrongLine(
    title="review: a page with one wrong line",
    prompt=r"""
        Somebody computes the average slope of $x^2$ from 3 to $3 + h$, for $h = 0.1$. One line is
        wrong. Which one, and what ought to come out there?
        """,
    lines=(
        r"$\frac{(3 + h)^2 - 3^2}{h}$",
        r"$= \frac{9 + 6h + h^2 - 9}{h}$",
        "$= 6 + h^2$, for $h = 0.1$ this is $6.01$",
        "as $h$ goes to zero it leads to 6",
    ),
    answer=(3, 6.1),
    right="Each term of the sum is divided by h, the square as well.",
    mistakes=(
        Mistake("the quotient", 1, "It is rise over run, as it must be."),
        Mistake("the square", 2, "The square of a sum has three terms, and here they are."),
        Mistake("the limit", 4, "The limit is right, by luck: what is lost goes to zero as well."),
        Mistake(
            "not divided",
            (3, 0.61),
            "This is the line. Divide the rise by the run.",
        ),
        Mistake(
            "the limit for the value",
            (3, 6.0),
            "This is the limit. For h = 0.1 the slope is not 6 yet.",
        ),
    ),
    hints=(
        "Compute line 1 for h = 0.1 with a calculator.",
        "Lines 1 and 2 agree. What becomes of each term when it is divided by h?",
        "The last term above the bar is h times h.",
    ),
    worked=r"""
        Divide each term by $h$: $\frac{6h + h^2}{h} = 6 + h$.

        - as it stands: $6 + h^2 = 6.01$
        - right: $6 + h = 6.1$

        ```python
        answer = 3, 6 + 0.1
        ```
        """,
)

review_chain = Number(
    title="review: one function in another",
    prompt=r"""
        What is the slope of $(x^3 + 1)^2$ at $x = 2$?
        """,
    answer=216.0,
    right="The outer slope, taken at 9, times the inner slope 12.",
    mistakes=(
        Mistake("inner slope forgotten", 18.0, "The slope of what is inside is missing."),
        Mistake("the value", 81.0, "This is the value. Its slope is asked for."),
        Mistake(
            "outer slope at x",
            48.0,
            "You took the outer slope at x = 2. It belongs at the value of what is inside.",
        ),
        Mistake("only the inner slope", 12.0, "This is the slope of what is inside, no more."),
        Mistake(
            "outer at the inner slope",
            24.0,
            "You put the inner slope into the outer one. The two are multiplied.",
        ),
        Mistake(
            "outer slope at x, alone",
            4.0,
            "You took the outer slope at x = 2, and left the inner one out.",
        ),
        Mistake("added", 30.0, "You added the two slopes. Rates along one way multiply."),
        Mistake("inner slope squared", 144.0, "You squared the inner slope."),
        Mistake("inner slope twice", 2592.0, "The inner slope is there twice."),
        Mistake(
            "exponent not lowered",
            1944.0,
            "The outer exponent came down as a factor, but did not drop by one.",
        ),
        Mistake("factor 2 lost", 108.0, "The outer exponent must come down as a factor."),
        Mistake(
            "inner exponent not lowered",
            432.0,
            "The inner exponent came down as a factor, but did not drop by one.",
        ),
        Mistake("inside alone", 9.0, "This is the value of what is inside."),
    ),
    hints=(
        "Two functions, one inside the other. Which is the outer one?",
        "The outer slope is twice what is inside. The inner slope is 3 times x squared.",
        "Inside there is 9, and the inner slope is 12.",
    ),
    worked=r"""
        Inside: $2^3 + 1 = 9$, with the slope $3 \cdot 2^2 = 12$. The outer slope at 9 is
        $2 \cdot 9 = 18$. Together $18 \cdot 12 = 216$.

        ```python
        answer = 2 * (2**3 + 1) * 3 * 2**2
        ```
        """,
)

review_nothing = Choice(
    title="review: both derivatives zero",
    prompt=r"""
        For some function $f'(1) = 0$ and $f''(1) = 0$. What is at $x = 1$?
        """,
    choices={
        "a": "a minimum, because the slope is zero",
        "b": "a point where the curve goes on rising",
        "c": "a straight piece of the curve",
        "d": "it cannot be said from this",
    },
    answer="d",
    right="The fourth power of x - 1 has a minimum there, minus it a maximum, the third neither.",
    mistakes=(
        Mistake("minimum", "a", "The third power of x - 1 has both zero, and no minimum."),
        Mistake("rising", "b", "The fourth power of x - 1 has both zero, and it turns there."),
        Mistake(
            "straight", "c", "The third power of x - 1 has both zero, and is straight nowhere."
        ),
    ),
    hints=(
        "Look for examples: powers of x - 1.",
        "Which powers of x - 1 have both derivatives zero at 1?",
        "The third, the fourth, and so on. Do they all look alike there?",
    ),
    worked="""
        The third power of x - 1 goes on rising, the fourth has a minimum, minus the fourth has a
        maximum. In all three both derivatives are zero.

        Answer d.
        """,
)

review_directions = Choice(
    title="review: which slopes there are",
    prompt=r"""
        At a point the gradient is $(3, -4)$. Which slopes can be found there, by walking in some
        direction?
        """,
    choices={
        "a": "every slope from -5 to 5",
        "b": "only 3 and -4",
        "c": "every slope from -4 to 3",
        "d": "every slope from -7 to 7",
    },
    answer="a",
    right="The slope is the length of the gradient times a cosine.",
    mistakes=(
        Mistake(
            "only the axes", "b", "These are the slopes along the axes. Between them are others."
        ),
        Mistake("from one to the other", "c", "What falls in one direction rises in the opposite."),
        Mistake("added", "d", "A step in between goes only partly along each axis."),
    ),
    hints=(
        "How steep is it in the steepest direction?",
        "How long is the gradient?",
        "The slope is that length times the cosine of an angle.",
    ),
    worked=r"""
        The gradient is $\sqrt{3^2 + 4^2}$ long. The slope in a direction is this length times a
        cosine, which takes every value from $-1$ to $1$.

        Answer a.
        """,
)

review_plane = Number(
    title="review: a value nearby",
    prompt=r"""
        At $(1, 2)$ a function has the value 7 and the gradient $(3, -2)$. About how large is it at
        $(1.1, 1.8)$?
        """,
    answer=7.7,
    right="Both steps lead uphill: 0.3 along x and 0.4 along y.",
    mistakes=(
        Mistake("only the change", 0.7, "This is the change. Add it to the value at (1, 2)."),
        Mistake(
            "sign of the step along y",
            6.9,
            "Along y slope and step are both negative: their product is not.",
        ),
        Mistake("sign of the step along x", 7.1, "From 1 to 1.1 the step is positive."),
        Mistake("both signs", 6.3, "Both parts have the wrong sign."),
        Mistake("slopes exchanged", 6.2, "The slopes have changed places."),
        Mistake("only along x", 7.3, "You took only the step along x."),
        Mistake("only along y", 7.4, "You took only the step along y."),
        Mistake("the value", 7.0, "This is the value at (1, 2). Two small steps lead on."),
        Mistake("not the steps", 6.7, "You multiplied the slopes by x and y, not by the steps."),
        Mistake("whole slopes", 8.0, "You added the slopes without the steps."),
        Mistake("steps ten times too long", 14.0, "The steps have lost their decimal point."),
        Mistake(
            "lengths",
            7 + float(np.hypot(3, 2) * np.hypot(0.1, 0.2)),
            "You multiplied two lengths. Each slope belongs to the step along its own axis.",
        ),
    ),
    hints=(
        "The tangent plane says what the values nearby are, about.",
        "A step along x and a step along y: how long is each, and with which sign?",
        "The steps are 0.1 and -0.2. Each is multiplied by its own slope.",
    ),
    worked=r"""
        The steps are $0.1$ and $-0.2$: $7 + 3 \cdot 0.1 + (-2) \cdot (-0.2) = 7.7$.

        ```python
        answer = 7 + 3 * 0.1 + (-2) * (-0.2)
        ```
        """,
)


def summary() -> Markdown:
    """Return the chapter's predictions beside what happened, and how far its exercises are."""
    return progress.summary(__name__)
