"""The exercises and predictions of the chapter on derivatives, from easy to hard."""

import math

import numpy as np

from mlcalc import functions
from mlcalc.exercises import progress
from mlcalc.exercises.engine import Choice, Code, Markdown, Mistake, Number, page
from mlcalc.exercises.prediction import Option, Prediction

# Speed.

average_speed = Number(
    title="an average speed",
    prompt=r"""
        After $t$ seconds a ride has come $x = t^2$ metres. What is its average speed between
        $t = 3$ and $t = 3.5$ seconds, in metres a second?
        """,
    answer=6.5,
    right="The distance grows by 3.25 m in half a second.",
    mistakes=(
        Mistake(
            "only the distance",
            3.25,
            "This is the distance of that half second, the rise. Divide it by the time, the run.",
        ),
        Mistake(
            "upside down",
            0.5 / 3.25,
            "This is time over distance. Speed is rise over run: distance over time.",
        ),
        Mistake(
            "from the beginning",
            3.5,
            "You divided the whole distance by the whole time. Only what happened between 3 and "
            "3.5 seconds counts.",
        ),
        Mistake(
            "instant at the start",
            6.0,
            "This is the speed at t = 3 itself. Over the next half second the ride gets faster.",
        ),
        Mistake(
            "instant at the end",
            7.0,
            "This is the speed at t = 3.5 itself. Before that the ride was slower.",
        ),
    ),
    hints=(
        "Where is the ride at the beginning and at the end of the half second?",
        r"At $t = 3$ it is at 9 m, at $t = 3.5$ at 12.25 m.",
        "Divide the difference of the two places by the difference of the two times.",
    ),
    worked=r"""
        The places are $3^2 = 9$ and $3.5^2 = 12.25$.

        The rise is $\Delta x = 12.25 - 9 = 3.25$ m, the run $\Delta t = 0.5$ s.

        The average speed is $\Delta x / \Delta t = 6.5$ m/s.

        ```python
        answer = (3.5**2 - 3**2) / (3.5 - 3)
        ```
        """,
)

falling_stone = Number(
    title="the speed of a falling stone",
    prompt=r"""
        A stone has fallen $x = 5 t^2$ metres after $t$ seconds. How fast is it at $t = 3$ seconds,
        in metres a second? Take the quotient $\Delta x / \Delta t$ and let $\Delta t$ go to zero.
        """,
    answer=30.0,
    right="The quotient is 30 + 5 Δt, and nothing of the second part is left.",
    mistakes=(
        Mistake(
            "the distance",
            45.0,
            "This is how far it has fallen. The question is how fast it falls then.",
        ),
        Mistake(
            "average since the start",
            15.0,
            "This is the average speed since the start, or a factor 2 is missing: the square "
            "changes in both of its factors.",
        ),
        Mistake(
            "forgot the factor 5",
            6.0,
            "This is the speed for t squared alone. A constant factor stays.",
        ),
    ),
    hints=(
        r"Write down $5 (3 + \Delta t)^2 - 5 \cdot 3^2$ and multiply out.",
        r"$(3 + \Delta t)^2 = 9 + 6 \Delta t + \Delta t^2$. The nines cancel.",
        r"Divide by $\Delta t$. One term still contains $\Delta t$: it vanishes in the limit.",
    ),
    worked=r"""
        The rise is $5 (9 + 6 \Delta t + \Delta t^2) - 45 = 30 \Delta t + 5 \Delta t^2$.

        Divided by the run: $\Delta x / \Delta t = 30 + 5 \Delta t$.

        As $\Delta t$ goes to zero, 30 m/s is left.

        ```python
        gap = 1e-8
        answer = (5 * (3 + gap) ** 2 - 5 * 3**2) / gap
        ```
        """,
)


def _quotient(f, x, gap):
    return (f(x + gap) - f(x)) / gap


def parabola(x):
    """Return x squared."""
    return x**2


def hyperbola(x):
    """Return one over x."""
    return 1 / x


def wave(x):
    """Return the sine of x."""
    return np.sin(x)


write_slope = Code(
    title="a secant in code",
    prompt=r"""
        Write the slope of the secant of a function $f$ from $x$ to $x + \Delta x$.

        ```python
        def slope(f, x, gap):
            ...
        ```
        """,
    name="slope",
    answer=_quotient,
    tests=((parabola, 3.0, 0.5), (hyperbola, 2.0, 0.25), (wave, 0.5, 0.01), (parabola, -1, 2)),
    right="With a small gap this is nearly the slope of the tangent, for every function.",
    mistakes=(
        Mistake(
            "rise only",
            lambda f, x, gap: f(x + gap) - f(x),
            "This is the rise. Divide it by the run.",
        ),
        Mistake(
            "sign",
            lambda f, x, gap: (f(x) - f(x + gap)) / gap,
            "The sign is turned around: take the value on the right minus the value on the left.",
        ),
        Mistake(
            "missing brackets",
            lambda f, x, gap: f(x + gap) - f(x) / gap,
            "Only f(x) is divided. Put brackets around the whole difference.",
        ),
        Mistake(
            "both sides",
            lambda f, x, gap: (f(x + gap) - f(x - gap)) / (2 * gap),
            "This takes a step to both sides. That is the more accurate formula, but here the "
            "secant begins at x.",
        ),
        Mistake(
            "both sides, half the run",
            lambda f, x, gap: (f(x + gap) - f(x - gap)) / gap,
            "You took a step to both sides, so the run is twice the gap; and here the secant "
            "begins at x.",
        ),
        Mistake(
            "divided by x",
            lambda f, x, gap: (f(x + gap) - f(x)) / x,
            "You divided by x. The run is the distance between the two places.",
        ),
    ),
    hints=(
        "Rise over run, with the two places x and x + gap.",
        "The rise is the difference of two values of f. Call f twice.",
        "Put the difference of the two values in brackets, then divide by the gap.",
    ),
    worked=r"""
        The rise is $f(x + \Delta x) - f(x)$, the run is $\Delta x$.

        ```python
        def slope(f, x, gap):
            return (f(x + gap) - f(x)) / gap
        ```
        """,
)

best_gap = Choice(
    title="how small a gap",
    prompt=r"""
        A computer keeps about 16 digits. You want $f'(1)$ from
        $(f(1 + \Delta x) - f(1)) / \Delta x$, for a function like $\sin$. Which $\Delta x$ is best?
        """,
    choices={
        "a": r"$10^{-2}$",
        "b": r"$10^{-8}$",
        "c": r"$10^{-15}$",
        "d": "the smallest number the computer has",
    },
    answer="b",
    right="There the bend of the curve and the lost digits cost about the same, some eight digits.",
    mistakes=(
        Mistake(
            "too wide",
            "a",
            "The secant still cuts the corner: its error is about half of Δx times the second "
            "derivative, and that shrinks with Δx.",
        ),
        Mistake(
            "too small",
            "c",
            "The two values agree in nearly all of their digits, so their difference has only one "
            "or two correct ones left.",
        ),
        Mistake(
            "nothing left",
            "d",
            "Then 1 + Δx is the same number as 1, and the rise is zero.",
        ),
    ),
    hints=(
        "Two errors pull in opposite directions. Which one grows when Δx shrinks?",
        r"The bend costs about $\Delta x$, the rounding about $10^{-16} / \Delta x$.",
        "The sum is smallest where the two are equal.",
    ),
    worked=r"""
        The error of the bend is about $\frac{1}{2} \Delta x \cdot |f''(1)|$: it shrinks with
        $\Delta x$.

        The rounding of the two values is about $10^{-16}$, and dividing by $\Delta x$ makes it
        $10^{-16} / \Delta x$: it grows.

        They are equal when $\Delta x^2 \approx 10^{-16}$. Answer b.
        """,
)

# First rules.

cubic_slope = Number(
    title="the slope of a cubic",
    prompt=r"What is the slope of $f(x) = x^3$ at $x = -2$?",
    answer=float(functions.cube.gradient(-2.0)),
    right="A square is never negative, so the cubic rises on the left as well.",
    mistakes=(
        Mistake("value", -8.0, "This is the value of the cube. Take the derivative first."),
        Mistake(
            "sign",
            -12.0,
            "The size is right, the sign is not: the slope contains the square of x.",
        ),
        Mistake(
            "forgot the 3",
            4.0,
            "You lowered the exponent. The old exponent also comes down as a factor.",
        ),
        Mistake(
            "exponent too low",
            -6.0,
            "The 3 came down, but the exponent became 1. It drops by one only: from 3 to 2.",
        ),
    ),
    hints=(
        "The power rule: the exponent comes down as a factor and drops by one.",
        r"The derivative is $3 x^2$.",
        r"Put $-2$ in for $x$, and square before you multiply.",
    ),
    worked=r"""
        The derivative of $x^3$ is $3 x^2$.

        At $x = -2$: $3 \cdot (-2)^2 = 3 \cdot 4 = 12$.

        ```python
        answer = 3 * (-2) ** 2
        ```
        """,
)

write_power_slope = Code(
    title="the power rule in code",
    prompt=r"""
        Write the slope of $x^n$ for $x > 0$ and any real exponent $n$.

        ```python
        def power_slope(x, n):
            ...
        ```
        """,
    name="power_slope",
    answer=lambda x, n: n * x ** (n - 1),
    tests=((2.0, 3.0), (0.5, -1.0), (9.0, 0.5), (1.5, 4.0), (3.0, -2.0)),
    right="It covers 1/x with n = -1 and the root of x with n = 1/2.",
    mistakes=(
        Mistake(
            "exponent stays",
            lambda x, n: n * x**n,
            "The exponent comes down as a factor, and the one left behind drops by one.",
        ),
        Mistake(
            "factor missing",
            lambda x, n: x ** (n - 1),
            "The exponent dropped by one. The old one must stand in front as a factor.",
        ),
        Mistake(
            "the way back",
            lambda x, n: x ** (n + 1) / (n + 1) if n != -1 else np.log(x),
            "This is the way back, the integral. Here the exponent comes down.",
        ),
        Mistake(
            "exponent grows",
            lambda x, n: n * x ** (n + 1),
            "The exponent drops by one; yours grows. That is easily done with a negative n.",
        ),
        Mistake("value", lambda x, n: x**n, "This is the value of the power, not its slope."),
        Mistake(
            "factor dropped",
            lambda x, n: (n - 1) * x ** (n - 1),
            "The factor in front is the old exponent; only the one above drops.",
        ),
    ),
    hints=(
        "Look at the pattern: 2x for the square, 3x² for the cube.",
        "Two things happen to the exponent: it comes down as a factor, and it drops by one.",
        "The factor is n. The power that is left has the exponent n - 1.",
    ),
    worked=r"""
        The rule is $(x^n)' = n x^{n-1}$.

        ```python
        def power_slope(x, n):
            return n * x ** (n - 1)
        ```
        """,
)

reciprocal_slope = Number(
    title="the slope of a hyperbola",
    prompt=r"What is the slope of $f(x) = \frac{1}{x}$ at $x = 2$?",
    answer=float(functions.reciprocal.gradient(2.0)),
    right="The curve falls, and more and more slowly to the right.",
    mistakes=(
        Mistake("sign", 0.25, "The curve falls: the exponent -1 comes down with its sign."),
        Mistake("value", 0.5, "This is the value of the function."),
        Mistake(
            "one over the slope of x",
            1.0,
            "You took one over the derivative of x. A quotient has its own rule, and 1/x is a "
            "power with the exponent -1.",
        ),
        Mistake(
            "exponent went up",
            -1.0,
            "You have minus 1 times x to the 0. From -1 the exponent drops to -2.",
        ),
        Mistake("logarithm", math.log(2), "This is the logarithm: its slope is 1/x."),
        Mistake(
            "forgot the square",
            -0.5,
            "This is minus 1/x. The exponent drops from -1 to -2, so x is squared.",
        ),
    ),
    hints=(
        r"Write $\frac{1}{x}$ as a power of $x$.",
        r"The exponent is $-1$. It comes down as a factor and drops to $-2$.",
        r"The slope is $-\frac{1}{x^2}$.",
    ),
    worked=r"""
        As a power: $\frac{1}{x} = x^{-1}$.

        The power rule gives $-1 \cdot x^{-2} = -\frac{1}{x^2}$.

        At $x = 2$ this is $-\frac{1}{4}$.

        ```python
        answer = -1 / 2**2
        ```
        """,
)

# Sums, products, quotients.

sum_slope = Number(
    title="multiples and sums",
    prompt=r"What is the slope of $f(x) = 3 x^2 - 4 x + 7$ at $x = 2$?",
    answer=8.0,
    right="Each term is treated on its own, and the constant leaves nothing.",
    mistakes=(
        Mistake("value", 11.0, "This is the value of f. Differentiate each term first."),
        Mistake(
            "kept the constant",
            15.0,
            "You kept the 7. A constant shifts the curve up and leaves its slope alone.",
        ),
        Mistake(
            "kept the x",
            4.0,
            "You kept -4x as it is. The slope of -4x is -4, for every x.",
        ),
        Mistake(
            "lost the line",
            12.0,
            "This is the slope of 3x² alone. The line -4x has a slope, too.",
        ),
        Mistake(
            "lost the factor 3",
            0.0,
            "The factor 3 is lost. A constant factor stays when you differentiate.",
        ),
        Mistake(
            "sign",
            16.0,
            "You added 4 where it must be subtracted.",
        ),
    ),
    hints=(
        "Differentiate the three terms one by one and add.",
        r"$3 x^2$ gives $3 \cdot 2 x$. A line gives its slope, a constant gives 0.",
        r"The derivative is $6 x - 4$.",
    ),
    worked=r"""
        Term by term: $(3 x^2)' = 6 x$, $(-4 x)' = -4$, $(7)' = 0$.

        So $f'(x) = 6 x - 4$, and $f'(2) = 12 - 4 = 8$.

        ```python
        answer = 6 * 2 - 4
        ```
        """,
)

_e2 = math.exp(2)

product_slope = Number(
    title="a product",
    prompt=r"""
        What is the slope of $f(x) = x\, e^x$ at $x = 2$? The slope of $e^x$ is $e^x$ itself.
        """,
    answer=3 * _e2,
    right="One strip comes from each factor: e² from the first, 2e² from the second.",
    mistakes=(
        Mistake(
            "product of the derivatives",
            _e2,
            "You multiplied the two derivatives. A product grows on two sides: keep one factor "
            "and differentiate the other, both ways round.",
        ),
        Mistake(
            "one strip only",
            2 * _e2,
            "You differentiated only e to the x, or took the value. The factor x changes, too.",
        ),
        Mistake(
            "x stays in both",
            4 * _e2,
            "In one of your two terms x should have become its derivative, 1.",
        ),
        Mistake(
            "sum of the derivatives",
            1 + _e2,
            "You added the derivatives of the factors. Multiply each by the other factor.",
        ),
    ),
    hints=(
        "The rectangle with the sides x and eˣ gains a strip on each side.",
        r"The product rule: $(g h)' = g' h + g h'$ with $g = x$ and $h = e^x$.",
        r"That is $1 \cdot e^x + x \cdot e^x$.",
    ),
    worked=r"""
        With $g(x) = x$ and $h(x) = e^x$: $g' = 1$ and $h' = e^x$.

        The product rule: $f'(x) = 1 \cdot e^x + x\, e^x = (1 + x)\, e^x$.

        At $x = 2$: $3 e^2 = 22.17$.

        ```python
        import math

        answer = (1 + 2) * math.exp(2)
        ```
        """,
)

quotient_slope = Number(
    title="a quotient",
    prompt=r"What is the slope of $f(x) = \frac{x}{x^2 + 1}$ at $x = 2$?",
    answer=-0.12,
    right="The denominator grows faster than the numerator, so the quotient falls.",
    mistakes=(
        Mistake(
            "turned around",
            0.12,
            "The two terms above have changed places: the derivative of the numerator comes first.",
        ),
        Mistake("plus", 0.52, "The two terms above are subtracted, not added."),
        Mistake("forgot the square", -0.6, "The denominator of the rule is squared."),
        Mistake(
            "quotient of the derivatives",
            0.25,
            "You divided the derivatives. A quotient has its own rule.",
        ),
        Mistake("value", 0.4, "This is the value of f."),
    ),
    hints=(
        r"The quotient rule: $\left(\frac{u}{v}\right)' = \frac{v u' - u v'}{v^2}$.",
        r"Here $u = x$ and $v = x^2 + 1$, so $u' = 1$ and $v' = 2 x$.",
        r"At 2: $u = 2$, $v = 5$, $v' = 4$. Put them in.",
    ),
    worked=r"""
        With $u = x$, $u' = 1$, $v = x^2 + 1$, $v' = 2 x$:

        $f'(x) = \frac{(x^2 + 1) \cdot 1 - x \cdot 2 x}{(x^2 + 1)^2}$.

        At $x = 2$: $\frac{5 - 8}{25} = -0.12$.

        ```python
        u, v = 2, 2**2 + 1
        answer = (v * 1 - u * 2 * 2) / v**2
        ```
        """,
)

# Inverse functions, e, logarithm.

inverse_slope = Number(
    title="the slope of the root",
    prompt=r"""
        The root is the inverse of $f(x) = x^2$ for $x \geq 0$. What is the slope of $\sqrt{y}$ at
        $y = 16$? Use only the derivative of $f$.
        """,
    answer=0.125,
    right="The mirrored point is x = 4, where the parabola has slope 8.",
    mistakes=(
        Mistake(
            "slope at the wrong point",
            1 / 32,
            "You took one over f' at 16. The slope of f belongs to the mirrored point, x = 4.",
        ),
        Mistake("slope of f", 8.0, "This is the slope of f at 4. The mirror turns it over."),
        Mistake(
            "slope of f at the wrong point",
            32.0,
            "This is f' at 16. The mirrored point is x = 4, and the mirror turns the slope over.",
        ),
        Mistake("value", 4.0, "This is the root of 16. It is the place where f is asked."),
        Mistake("forgot the 2", 0.25, "The slope of the parabola at 4 is twice 4."),
    ),
    hints=(
        "Which x has the square 16?",
        r"At $x = 4$ the slope of $f$ is $f'(4) = 2 \cdot 4$.",
        "Rise and run change places in the mirror.",
    ),
    worked=r"""
        The point $(x, y) = (4, 16)$ of the parabola is mirrored to $(16, 4)$.

        There $f'(4) = 2 \cdot 4 = 8$.

        So the slope of the root at $y = 16$ is $\frac{1}{8} = 0.125$.

        ```python
        x = 16**0.5
        answer = 1 / (2 * x)
        ```
        """,
)

sine_slope = Number(
    title="the slope of the sine",
    prompt=r"What is the slope of $\sin x$ at $x = \frac{\pi}{3}$? Angles are in radians.",
    answer=0.5,
    right="At x = 0 the slope is 1; at π/2 it is 0; here it is in between.",
    mistakes=(
        Mistake(
            "value", math.sin(math.pi / 3), "This is the sine itself. Its slope is the cosine."
        ),
        Mistake("sign", -0.5, "The minus belongs to the derivative of the cosine."),
        Mistake(
            "slope of the cosine",
            -math.sin(math.pi / 3),
            "This is the slope of the cosine.",
        ),
        Mistake(
            "degrees",
            math.cos(math.radians(math.pi / 3)),
            "Your calculator works in degrees. Here angles are in radians.",
        ),
    ),
    hints=(
        "Where the sine is steepest, the cosine is largest.",
        r"The slope is $\cos x$.",
        r"Take the cosine of $\pi / 3$, in radians.",
    ),
    worked=r"""
        The derivative of the sine is the cosine.

        $\cos \frac{\pi}{3} = \frac{1}{2}$.

        ```python
        import math

        answer = math.cos(math.pi / 3)
        ```
        """,
)

compound_growth = Number(
    title="interest in five parts",
    prompt=r"""
        A coin grows at 100 percent a year, paid in $n = 5$ equal parts, each on all there is. How
        much is there after a year?
        """,
    answer=(1 + 1 / 5) ** 5,
    right="Paid five times, the interest earns interest.",
    mistakes=(
        Mistake("simple interest", 2.0, "The interest earns interest, too: multiply, do not add."),
        Mistake("one part", 1.2, "This is the account after one of the five parts."),
        Mistake("five times the first", 6.0, "Each part multiplies the account: take a power."),
        Mistake("upside down", 6 ** (1 / 5), "Base and exponent: one fifth is added, five times."),
        Mistake("e", math.e, "This is the limit for ever more parts. Here there are five."),
    ),
    hints=(
        "What does one part do to the account?",
        r"It multiplies it by $1 + \frac{1}{5}$.",
        "Do that five times.",
    ),
    worked=r"""
        Each part multiplies the account by $1 + \frac{1}{5} = 1.2$.

        After five parts: $1.2^5 = 2.488$.

        ```python
        answer = (1 + 1 / 5) ** 5
        ```
        """,
)

exponent_of_e = Number(
    title="which power of e",
    prompt=r"For which number is $e$ to that power equal to 20?",
    answer=math.log(20),
    right="The natural logarithm answers just this question.",
    mistakes=(
        Mistake(
            "base 10",
            math.log10(20),
            "This is the logarithm to base 10. Asked is the power of e.",
        ),
        Mistake(
            "base 2", math.log2(20), "This is the logarithm to base 2. Asked is the power of e."
        ),
        Mistake("divided", 20 / math.e, "You divided by e. The number stands in the exponent."),
        Mistake(
            "the other way", math.exp(20), "This is e to the power 20. The question goes back."
        ),
    ),
    hints=(
        "The function that undoes the exponential function has a name.",
        r"It is the natural logarithm, in numpy `np.log`.",
        "Take the natural logarithm of 20.",
    ),
    worked=r"""
        The question is $e^{?} = 20$, so $? = \log 20$.

        ```python
        import math

        answer = math.log(20)
        ```
        """,
)

log_slope = Number(
    title="the slope of the logarithm",
    prompt=r"What is the slope of $\log y$ at $y = 0.2$?",
    answer=5.0,
    right="The closer to zero, the steeper the logarithm.",
    mistakes=(
        Mistake("value", math.log(0.2), "This is the logarithm itself."),
        Mistake(
            "slope at the wrong point",
            math.exp(-0.2),
            "You took one over e to the 0.2. The slope of the exponential function belongs to the "
            "mirrored point, where its height is 0.2.",
        ),
        Mistake("not turned over", 0.2, "This is e to the mirrored point. Turn it over."),
        Mistake("slope of 1/y", -25.0, "This is the derivative of 1/y."),
        Mistake("sign", -5.0, "The logarithm rises everywhere."),
    ),
    hints=(
        r"The logarithm is the mirror image of $e^x$. The slope of $e^x$ is its height.",
        r"The mirrored point has the height 0.2, so there $e^x$ has the slope 0.2.",
        "Rise and run change places.",
    ),
    worked=r"""
        The inverse of $e^x$ has the slope $\frac{1}{e^x}$ at the mirrored point, and there
        $e^x = y$.

        So $(\log y)' = \frac{1}{y}$, and $1 / 0.2 = 5$.

        ```python
        answer = 1 / 0.2
        ```
        """,
)

# Where there is none.

has_a_derivative = Choice(
    title="which one has a derivative",
    prompt=r"Which of these functions has a derivative at $x = 0$?",
    choices={
        "a": r"$|x|$",
        "b": r"$\sqrt[3]{x}$",
        "c": r"$x \cdot |x|$",
        "d": "0 for x < 0 and 1 for x ≥ 0",
    },
    answer="c",
    right="It is x² on the right and -x² on the left: both arrive at 0 with slope 0.",
    mistakes=(
        Mistake(
            "corner",
            "a",
            "The slope is -1 on the left and 1 on the right. Under a magnifying glass the corner "
            "stays a corner.",
        ),
        Mistake(
            "vertical tangent",
            "b",
            "Its secants through 0 become steeper without end: the tangent is vertical, and that "
            "is no slope.",
        ),
        Mistake(
            "jump",
            "d",
            "At a jump the secants from the left become steeper without end.",
        ),
    ),
    hints=(
        "Take the slope of the secant from 0 to a small number, on both sides.",
        "Both sides must lead to the same number, and it must not be infinite.",
        "For one of them the slope of the secant from 0 to x is |x|.",
    ),
    worked=r"""
        The secant from 0 to $x$ has the slope $\frac{f(x) - f(0)}{x}$.

        For $|x|$ that is $\pm 1$; for the cube root $1 / \sqrt[3]{x^2}$, without end; at the jump
        $-1/x$ on the left, without end.

        For $x \cdot |x|$ it is $|x|$, and that goes to 0 from both sides. Answer c.
        """,
)

# Predictions. Their outcomes are computed here, or proved in the tests where they are words.


def _secant_error(gap: float) -> float:
    return abs((math.sin(1 + gap) - math.sin(1)) / gap - math.cos(1))


smaller_gap = Prediction(
    title="an ever smaller run",
    question="A computer takes the slope of a secant of the sine, from 1 to 1 + Δx, as an "
    "approximation of the slope at 1. What does the error do while Δx shrinks from 1 to 1e-16?",
    options=(
        Option(
            "a",
            "It shrinks all the way.",
            "No. In exact arithmetic it would. The computer keeps 16 digits, and the difference of "
            "two nearly equal numbers loses most of them.",
        ),
        Option(
            "b",
            "It shrinks, then it grows again.",
            page(
                "Yes. It is @wide at Δx = 0.01, @best at 1e-8 and @small at 1e-15.",
                wide=_secant_error(1e-2),
                best=_secant_error(1e-8),
                small=_secant_error(1e-15),
            ),
        ),
        Option(
            "c",
            "It stays the same.",
            "No. At Δx = 1 the secant cuts far across the curve.",
        ),
        Option(
            "d",
            "It grows all the way.",
            "No. At first the secant comes closer to the tangent.",
        ),
    ),
    happened="b",
)

falling_cubic = Prediction(
    title="where the cubic falls",
    question="The curve of x cubed comes from far below on the left and goes far up on the right. "
    "Where is its slope negative?",
    options=(
        Option("a", "For x below 0.", "No. There the values are negative, but they still rise."),
        Option("b", "For x above 0.", "No. There it rises ever more steeply."),
        Option(
            "c",
            "Nowhere.",
            "Yes. The slope is 3x², a square. At 0 it is zero for a moment, and the curve rises "
            "on both sides.",
        ),
        Option("d", "Only at 0.", "No. At 0 it is flat: the slope is zero."),
    ),
    happened="c",
)

halved_corner = Prediction(
    title="the corner of the rectangle",
    question="A rectangle grows on two sides, because x grows by Δx. It gains two strips and a "
    "small corner. Now Δx is halved. What happens to the area of the corner?",
    options=(
        Option("a", "It stays the same.", "No. Both of its sides shrink."),
        Option("b", "It is halved, like the strips.", "No. A strip shrinks in one direction only."),
        Option(
            "c",
            "It shrinks to about a quarter.",
            "Yes. Both sides of the corner are about halved. That is why nothing of it is left "
            "after dividing by Δx.",
        ),
        Option("d", "It vanishes.", "No. As long as Δx is not zero, there is a corner."),
    ),
    happened="c",
)

paid_more_often = Prediction(
    title="interest paid more often",
    question="One coin grows at 100 percent a year. Paid once, it becomes 2. Paid twice, with half "
    "as much each time, it becomes 2.25. What if it is paid a million times?",
    options=(
        Option(
            "a",
            "It grows without end.",
            "No. Each part becomes smaller just as fast as the parts become more.",
        ),
        Option(
            "b",
            "It stays below 3.",
            page("Yes. It becomes @million. More parts lead to e, 2.71828…, and not beyond.",
                 million=(1 + 1e-6) ** 1e6),
        ),
        Option("c", "It becomes 10 or so.", "No. Already a hundred parts change very little."),
        Option("d", "It falls back to 2.", "No. More often means more interest on interest."),
    ),
    happened="b",
)  # fmt: skip

magnified_corner = Prediction(
    title="a corner under a magnifying glass",
    question="You look at the corner of |x| with a magnifying glass that enlarges a thousand "
    "times. What do you see?",
    options=(
        Option("a", "A round bend.", "No. There is nothing round in |x|, at any size."),
        Option(
            "b",
            "Nearly a straight line.",
            "No. That is what a smooth curve looks like. Here the slopes of the two sides stay "
            "-1 and 1.",
        ),
        Option(
            "c",
            "The same corner.",
            "Yes. Enlarged alike in both directions, |x| looks the same at every size.",
        ),
        Option("d", "A steep needle.", "No. That is what happens to a cusp."),
    ),
    happened="c",
)


def summary() -> Markdown:
    """Return the chapter's predictions beside what happened, and how far its exercises are."""
    return progress.summary(__name__)
