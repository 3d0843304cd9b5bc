"""The exercises and predictions of the chapter on the chain rule, from easy to hard."""

import math

import numpy as np

from mlcalc import activations
from mlcalc.exercises import progress
from mlcalc.exercises.drawing import Axis, Curve, DrawnPrediction
from mlcalc.exercises.engine import Choice, Code, Markdown, Mistake, Number, page
from mlcalc.exercises.kinds import FromPicture, Matching, WrongLine
from mlcalc.exercises.prediction import Option, Prediction

which_first = Matching(
    title="inside and outside",
    prompt="""
        Which functions stand in a row here, the first one first? The first two formulas are made
        of the same two functions, and so are the last two.
        """,
    items={"1": r"$\sin(x^2)$", "2": r"$(\sin x)^2$", "3": r"$e^{\sin x}$", "4": r"$\sin(e^x)$"},
    choices={
        "a": "exponential, then sine",
        "b": "sine, then square",
        "c": "sine, then exponential",
        "d": "square, then sine",
    },
    answer="dbca",
    right="What is computed first is the inner function, however early or late it is written.",
    mistakes=(
        Mistake(
            "all changed",
            "bdac",
            "Inner and outer have changed places in all four. Put in a number: which key of a "
            "calculator do you press first?",
        ),
        Mistake(
            "as it is read",
            "bbac",
            "You took what is written first for what is done first. Put in a number: which key of "
            "a calculator do you press first?",
        ),
        Mistake(
            "the squares",
            "bdca",
            "The first two have changed places. At $x = 3$, is it the sine of 9, or the square of "
            "the sine of 3?",
        ),
        Mistake(
            "the exponentials",
            "dbac",
            "The last two have changed places. In which of them is the sine the exponent?",
        ),
    ),
    hints=(
        "Put in a number, and write down what you compute first.",
        "In the first one you square, and take the sine of the result.",
        "Start at the x. What is done to it first? What stands in the same brackets with it, or "
        "in an exponent with it, comes before the rest.",
    ),
    worked=r"""
        In $\sin(x^2)$ the square comes first: d. In $(\sin x)^2$ the sine does: b. In
        $e^{\sin x}$ the sine is the exponent: c. In $\sin(e^x)$ the power is: a.

        ```python
        answer = "dbca"
        ```
        """,
)

# Rates multiply.

_litres, _kilos, _speed = 0.06, 2.3, 80.0

fuel_rates = Number(
    title="three rates in a row",
    prompt="""
        A car drives 80 kilometres an hour. It burns 0.06 litres of petrol a kilometre. A litre of
        petrol becomes 2.3 kilograms of carbon dioxide. How many kilograms of carbon dioxide come
        out in an hour?
        """,
    scaffold=r"""
        *A worked example.* Wheel A makes 5 turns a second. Wheel B makes $-2$ turns for each turn
        of A, wheel C makes $-1.5$ for each turn of B. So C makes $5 \cdot (-2) \cdot (-1.5) = 15$
        turns a second.
        """,
    answer=_litres * _kilos * _speed,
    right="The units say it too: litres and kilometres cancel, and kilograms an hour are left.",
    mistakes=(
        Mistake(
            "added",
            _litres + _kilos + _speed,
            "You added the rates. Kilometres an hour and litres a kilometre cannot be added: each "
            "rate says how much of the next comes for one of the last, so they multiply.",
        ),
        Mistake(
            "a kilometre",
            _litres * _kilos,
            "These are kilograms a kilometre. How many kilometres are driven in an hour?",
        ),
        Mistake("litres", _litres * _speed, "These are litres an hour. What becomes of a litre?"),
        Mistake(
            "petrol left out",
            _kilos * _speed,
            "You took a litre for each kilometre. How much petrol does a kilometre take?",
        ),
        Mistake(
            "divided by the last",
            _litres * _speed / _kilos,
            "You divided by the kilograms a litre. Write the units down and see which cancel.",
        ),
        Mistake(
            "divided by the litres",
            _speed * _kilos / _litres,
            "You divided by the litres a kilometre. Write the units down and see which cancel.",
        ),
        Mistake(
            "divided by the speed",
            _litres * _kilos / _speed,
            "You divided by the speed. More kilometres an hour make more gas, not less.",
        ),
        Mistake(
            "upside down",
            1 / (_litres * _kilos * _speed),
            "These are hours a kilogram. Turn it over.",
        ),
        Mistake(
            "last one added",
            _litres * _speed + _kilos,
            "You added the last rate. It is a rate as the others are: kilograms for each litre.",
        ),
        Mistake(
            "a minute",
            _litres * _kilos * _speed / 60,
            "This is what comes out in a minute. The question is about an hour.",
        ),
        Mistake(
            "the mean",
            (_litres + _kilos + _speed) / 3,
            "You took the mean of three rates with three different units. Rates in a row multiply.",
        ),
    ),
    hints=(
        "How many litres does the car burn in an hour?",
        "It drives 80 kilometres in that hour, with 0.06 litres for each of them.",
        "Multiply the litres an hour by the kilograms that each litre becomes.",
    ),
    worked=r"""
        In an hour the car burns $80 \cdot 0.06 = 4.8$ litres, and each becomes 2.3 kilograms.

        $$\frac{\text{km}}{\text{h}} \cdot \frac{\text{l}}{\text{km}} \cdot
        \frac{\text{kg}}{\text{l}} = \frac{\text{kg}}{\text{h}}: \qquad
        80 \cdot 0.06 \cdot 2.3 = 11.04.$$

        ```python
        answer = 80 * 0.06 * 2.3
        ```
        """,
)

# The chain rule, and where its outer slope is taken.

one_letter = Choice(
    title="a page of rules",
    prompt=r"""
        On a page stands: "$f(x) = 2x$ and $g(x) = x^2$. Sum rule: if $f = g + h$, then
        $f' = g' + h'$. So the slope of the sum $f + g$ is $2 + 2x$." The result is right. What is
        wrong with the page?
        """,
    choices={
        "a": "The rule holds only for products.",
        "b": "The letter $f$ stands for two functions: for $2x$, and for a sum.",
        "c": "The slope of $2x$ is not 2.",
        "d": "A sum has no slope of its own.",
    },
    answer="b",
    right="Read strictly, f = g + h would make h the function 2x - x². One letter, one function.",
    mistakes=(
        Mistake("products", "a", "The sum rule is right: rises over the same run add up."),
        Mistake("the line", "c", "A line has one slope everywhere, and that of 2x is 2."),
        Mistake("no slope", "d", "A sum of functions is a function, and it has a slope."),
    ),
    hints=(
        "Which functions does the page name, and with which letters?",
        "Put the first line into the second one. Which function would h be?",
    ),
    worked=r"""
        Answer b. In the first line $f$ is $2x$, in the rule it is the sum. With letters of their
        own: if $s = f + g$, then $s' = f' + g' = 2 + 2x$.
        """,
)

H, H_SLOPE = {1: 2.0, 2: 3.0, 3: 1.0}, {1: 4.0, 2: 0.6, 3: -2.0}
G, G_SLOPE = {1: 5.0, 2: 8.0, 3: 6.0}, {1: -3.0, 2: 2.5, 3: 7.0}

from_a_table = Number(
    title="a chain from a table",
    prompt=r"""
        Of two functions only this is known:

        | place | 1 | 2 | 3 |
        |---|---|---|---|
        | $h$ | 2 | 3 | 1 |
        | $h'$ | 4 | 0.6 | -2 |
        | $g$ | 5 | 8 | 6 |
        | $g'$ | -3 | 2.5 | 7 |

        What is the slope of $g(h(t))$ at $t = 2$?
        """,
    scaffold=r"""
        *A page with gaps.* At $t = 2$ the inner function has the value $h(2) = \ldots$ and the
        slope $h'(2) = \ldots$ The outer slope is taken at that value: $g'(\ldots) = \ldots$
        """,
    answer=G_SLOPE[3] * H_SLOPE[2],
    right="The outer function never sees t. It sees h(t), and that is 3.",
    mistakes=(
        Mistake(
            "outer slope at t",
            G_SLOPE[2] * H_SLOPE[2],
            "You took the outer slope at t = 2. But what enters g is not t, it is h(2).",
        ),
        Mistake(
            "inner slope only",
            H_SLOPE[2],
            "This is how fast h changes. What does g make of a change of h?",
        ),
        Mistake(
            "outer slope only",
            G_SLOPE[3],
            "This is how fast g changes with h. How fast does h change with t?",
        ),
        Mistake(
            "outer slope at t only",
            G_SLOPE[2],
            "This is g' at t = 2. The outer slope belongs at h(2), and the inner slope is missing.",
        ),
        Mistake(
            "added",
            G_SLOPE[3] + H_SLOPE[2],
            "You added the two slopes. One rate after another: they multiply.",
        ),
        Mistake(
            "added, outer slope at t",
            G_SLOPE[2] + H_SLOPE[2],
            "You added two slopes at t = 2. They multiply, and the outer one belongs at h(2).",
        ),
        Mistake("value", G[3], "This is the value g(h(2)). The question is about the slope there."),
        Mistake(
            "product of the values",
            G[2] * H[2],
            "You multiplied g(2) by h(2), two values. g(h(t)) is not a product.",
        ),
        Mistake(
            "product rule",
            H_SLOPE[2] * G[2] + H[2] * G_SLOPE[2],
            "This is the product rule, for g times h. Here h stands inside of g.",
        ),
        Mistake(
            "outer value",
            G[3] * H_SLOPE[2],
            "The place is right, but you took the height of g there. Take its slope.",
        ),
        Mistake(
            "outer value at t",
            G[2] * H_SLOPE[2],
            "You took the height of g at t = 2. Take its slope, and take it at h(2).",
        ),
        Mistake(
            "both at h(t)",
            G_SLOPE[3] * H_SLOPE[3],
            "You took both slopes at h(2) = 3. What enters h is t: its slope belongs at 2.",
        ),
        Mistake(
            "places exchanged",
            G_SLOPE[2] * H_SLOPE[3],
            "The two places are exchanged: g' belongs at h(2), h' belongs at 2.",
        ),
        Mistake(
            "inner value",
            G_SLOPE[3] * H[2],
            "You multiplied by the height h(2). Multiply by the slope h'(2).",
        ),
        Mistake(
            "divided",
            G_SLOPE[3] / H_SLOPE[2],
            "You divided by the inner slope. A change becomes h' times as large, then g' times.",
        ),
        Mistake("sign", -G_SLOPE[3] * H_SLOPE[2], "Both slopes are above zero at their places."),
    ),
    hints=(
        "What goes into g when t is 2?",
        "It is $h(2) = 3$. So the outer slope stands in the last column.",
        "Multiply it by $h'(2)$, which stands in the middle column.",
    ),
    worked=r"""
        $$g'(h(2)) \cdot h'(2) = g'(3) \cdot 0.6 = 7 \cdot 0.6 = 4.2.$$

        ```python
        answer = 7 * 0.6
        ```
        """,
)

_x = 1.3
_u = _x**3
_rate = 3 * _x**2

sine_of_a_cube = Number(
    title="the sine of a cube",
    prompt=r"What is the slope of $\sin(x^3)$ at $x = 1.3$?",
    answer=_rate * math.cos(_u),
    right="The cube is beyond the top of the sine already: the curve falls.",
    mistakes=(
        Mistake(
            "inner slope forgotten",
            math.cos(_u),
            "You took the slope of the sine, at the right place. But its place moves faster than "
            "x: multiply by the slope of the cube.",
        ),
        Mistake(
            "slope of the slope's place",
            math.cos(_rate),
            "You put the slope of the cube inside of the cosine. It stands beside it as a "
            "factor; inside stays the cube itself.",
        ),
        Mistake(
            "outer slope at x, no factor",
            math.cos(_x),
            "This is the slope of sin x. Here the cube stands inside.",
        ),
        Mistake(
            "inner slope only",
            _rate,
            "This is the slope of the cube. What does the sine make of its change? Or you took "
            "the cosine of an angle in degrees: here angles are in radians.",
        ),
        Mistake(
            "outer slope at x",
            _rate * math.cos(_x),
            "You took the cosine at x. What enters the sine is the cube of x.",
        ),
        Mistake(
            "slope inside and beside",
            _rate * math.cos(_rate),
            "The factor is right, but inside of the cosine stays the cube of x.",
        ),
        Mistake(
            "product rule",
            _u * math.cos(_x) + _rate * math.sin(_x),
            "This is the slope of the sine times the cube. Here the cube stands inside.",
        ),
        Mistake(
            "cube of the sine",
            3 * math.sin(_x) ** 2 * math.cos(_x),
            "This is the slope of the cube of the sine. Here the cube comes first.",
        ),
        Mistake(
            "sign",
            -_rate * math.cos(_u),
            "The slope of the sine is the cosine, with plus. The minus belongs to the cosine.",
        ),
        Mistake(
            "the 3 forgotten",
            _x**2 * math.cos(_u),
            "The exponent of the cube comes down as a factor 3. It is missing.",
        ),
        Mistake(
            "power kept",
            3 * _u * math.cos(_u),
            "The exponent of the cube drops by one: its slope is 3 times the square of x.",
        ),
        Mistake(
            "slope of a square",
            2 * _x * math.cos(_u),
            "You took the slope of the square of x. Inside stands the cube.",
        ),
        Mistake(
            "exponent drops to one",
            3 * _x * math.cos(_u),
            "The exponent of the cube drops from 3 to 2: its slope is 3 times the square of x.",
        ),
        Mistake(
            "outer function left as it is",
            _rate * math.sin(_u),
            "The inner slope is there, but the sine is still a sine. Take its slope.",
        ),
        Mistake(
            "added",
            math.cos(_u) + _rate,
            "You added the two slopes. One rate after another: they multiply.",
        ),
        Mistake("value", math.sin(_u), "This is the value. The question is about the slope."),
    ),
    hints=(
        "Which function is the outer one, and what stands inside?",
        "The outer slope is the cosine, taken at what stands inside: at $1.3^3 = 2.197$.",
        "Multiply by the slope of the cube at 1.3.",
    ),
    worked=r"""
        Inside stands $x^3$, with the slope $3x^2$; outside the sine, with the cosine for its slope:

        $$\cos(x^3) \cdot 3x^2 = \cos(2.197) \cdot 5.07 = -0.5861 \cdot 5.07 = -2.971.$$

        ```python
        import math
        answer = math.cos(1.3**3) * 3 * 1.3**2
        ```
        """,
)


INNER_LINE = ((0, 1), (1, 5.5), (3, 2.5), (6, 4))
OUTER_LINE = ((0, 5), (3, 2), (5, 6), (6, 5))

from_two_pictures = FromPicture(
    title="a chain from two pictures",
    prompt=r"""
        The left picture shows $h(t)$, the right one $g(h)$. Both are made of straight pieces. What
        is the slope of $g(h(t))$ at $t = 2$? Read it off.
        """,
    answer=-3.0,
    tolerance=0.2,
    right="From t = 2 up to the left curve, then with its height into the right one.",
    mistakes=(
        Mistake(
            "outer slope at t",
            1.5,
            "You took both slopes at 2. In the right picture the place is not t, it is the height "
            "that you found in the left one.",
        ),
        Mistake("inner slope only", -1.5, "This is the slope on the left. And on the right?"),
        Mistake(
            "outer slope only", 2.0, "This is the slope on the right. And the one on the left?"
        ),
        Mistake(
            "outer slope at t only",
            -1.0,
            "This is the slope on the right above 2. Which place does h(2) lead to?",
        ),
        Mistake("added", 0.5, "You added the two slopes. One rate after another: they multiply."),
        Mistake(
            "value",
            4.0,
            "This is a height: h(2), and g(h(2)) as well. The question is about the slope.",
        ),
        Mistake(
            "sign",
            3.0,
            "The size is right. One of the two curves falls at its place, the other one rises.",
        ),
        Mistake(
            "product of values",
            12.0,
            "You multiplied the heights of both curves at 2. Slopes multiply, not heights.",
        ),
        Mistake(
            "outer value",
            -6.0,
            "You multiplied a slope by a height. Take the slopes of both curves.",
        ),
        Mistake(
            "inner value",
            8.0,
            "You multiplied a height by a slope. Take the slopes of both curves.",
        ),
        Mistake(
            "divided",
            -4 / 3,
            "You divided one slope by the other. One rate after another: they multiply.",
        ),
        Mistake(
            "both at h(t)",
            1.0,
            "You took both slopes at h(2). The slope of h belongs at t = 2.",
        ),
    ),
    hints=(
        "How high is the left curve at t = 2, and how steep?",
        "It is 4 high, and falls 1.5 for each 1 to the right. Go to 4 on the right.",
        "There the right curve rises 2 for each 1 to the right. Multiply.",
    ),
    worked=r"""
        On the left: $h(2) = 4$, and the piece from $(1, 5.5)$ to $(3, 2.5)$ has the slope
        $-\frac{3}{2}$. On the right, at 4, the piece from $(3, 2)$ to $(5, 6)$ has the slope
        $\frac{4}{2} = 2$. Together $2 \cdot (-1.5) = -3$.

        ```python
        answer = (6 - 2) / (5 - 3) * (2.5 - 5.5) / (3 - 1)
        ```
        """,
)


def squared(x):
    """Return the square."""
    return x**2


def doubled(x):
    """Return twice the number."""
    return 2 * x


def minus_sine(x):
    """Return minus the sine, the slope of the cosine."""
    return -np.sin(x)


def chain(f, df, g, dg, x):
    """Return the value and the slope of f(g(x))."""
    inner = g(x)
    return f(inner), df(inner) * dg(x)


def _pair(rule):
    """Return a wrong chain: the right value, with another slope."""
    return lambda f, df, g, dg, x: (f(g(x)), rule(f, df, g, dg, x))


write_chain = Code(
    title="two links in code",
    prompt=r"""
        Write a function that returns two numbers: the value of $f(g(x))$ and its slope. Here $f$
        is the outer function and $g$ the inner one, `df` is the slope of `f`, and `dg` that of `g`;
        all four are functions of one number.

        ```python
        def chain(f, df, g, dg, x):
            ...
        ```
        """,
    name="chain",
    answer=chain,
    tests=(
        (np.sin, np.cos, squared, doubled, 1.3),
        (squared, doubled, np.sin, np.cos, 0.4),
        (np.exp, np.exp, squared, doubled, -0.7),
    ),
    more=(
        (squared, doubled, np.exp, np.exp, 0.9),
        (np.cos, minus_sine, squared, doubled, -1.1),
    ),
    right="The value on the way is needed twice: for the value of the whole and for its slope.",
    mistakes=(
        Mistake(
            "inner slope forgotten",
            _pair(lambda f, df, g, dg, x: df(g(x))),
            "The value is right. The slope lacks a factor: how fast does g(x) change with x?",
        ),
        Mistake(
            "outer slope at x",
            _pair(lambda f, df, g, dg, x: df(x) * dg(x)),
            "The value is right. In the slope you took df at x; what enters f is g(x).",
        ),
        Mistake(
            "outer slope at x only",
            _pair(lambda f, df, g, dg, x: df(x)),
            "The value is right. In the slope you took df at x; what enters f is g(x). And how "
            "fast does g(x) change with x? This factor is missing.",
        ),
        Mistake(
            "factor inside the brackets",
            _pair(lambda f, df, g, dg, x: df(g(x) * dg(x))),
            "The value is right. In the slope dg(x) stands inside the brackets of df. These end "
            "after g(x), before the times sign.",
        ),
        Mistake(
            "slope inside",
            _pair(lambda f, df, g, dg, x: df(dg(x))),
            "The value is right. In the slope dg stands inside of df. It stands beside it, as a "
            "factor.",
        ),
        Mistake(
            "slope inside and beside",
            _pair(lambda f, df, g, dg, x: df(dg(x)) * dg(x)),
            "The value is right. In the slope df is taken at dg(x); what enters f is g(x).",
        ),
        Mistake(
            "added",
            _pair(lambda f, df, g, dg, x: df(g(x)) + dg(x)),
            "The value is right. In the slope you added. One rate after another: they multiply.",
        ),
        Mistake(
            "inner slope at g(x)",
            _pair(lambda f, df, g, dg, x: df(g(x)) * dg(g(x))),
            "The value is right. In the slope dg is taken at g(x); what enters g is x.",
        ),
        Mistake(
            "product rule",
            _pair(lambda f, df, g, dg, x: df(x) * g(x) + f(x) * dg(x)),
            "The value is right. The slope is that of the product f(x) g(x).",
        ),
        Mistake(
            "outer function left as it is",
            _pair(lambda f, df, g, dg, x: f(g(x)) * dg(x)),
            "The value is right. In the slope stands f where its slope df belongs.",
        ),
        Mistake(
            "only the inner slope",
            _pair(lambda f, df, g, dg, x: dg(x)),
            "The value is right. The slope is that of g alone: what does f make of a change?",
        ),
        Mistake(
            "divided",
            _pair(lambda f, df, g, dg, x: df(g(x)) / dg(x)),
            "The value is right. In the slope you divided. One rate after another: they multiply.",
        ),
        Mistake(
            "only the slope",
            lambda f, df, g, dg, x: df(g(x)) * dg(x),
            "The slope is right. Return two numbers, the value first: `return value, slope`.",
        ),
        Mistake(
            "only the value",
            lambda f, df, g, dg, x: f(g(x)),
            "The value is right. Return two numbers: `return value, slope`.",
        ),
        Mistake(
            "slope first",
            lambda f, df, g, dg, x: (df(g(x)) * dg(x), f(g(x))),
            "Both numbers are right, in the other order: the value comes first.",
        ),
        Mistake(
            "other way round",
            lambda f, df, g, dg, x: (g(f(x)), dg(f(x)) * df(x)),
            "You put f inside of g. In f(g(x)) the function g comes first.",
        ),
        Mistake(
            "product",
            lambda f, df, g, dg, x: (f(x) * g(x), df(x) * g(x) + f(x) * dg(x)),
            "This is the product f(x) g(x). Here g stands inside of f.",
        ),
        Mistake(
            "value of the outer alone",
            lambda f, df, g, dg, x: (f(x), df(g(x)) * dg(x)),
            "The slope is right. The value is f at x; what enters f is g(x).",
        ),
        Mistake(
            "value of the inner alone",
            lambda f, df, g, dg, x: (g(x), df(g(x)) * dg(x)),
            "The slope is right. The value is that of g alone: f comes after it.",
        ),
    ),
    hints=(
        "Compute what enters f, and give it a name.",
        "The value is f of it. Where is the slope df taken?",
        "Take df where f is taken, and dg at x. One rate after another: what does one do with "
        "them?",
    ),
    worked="""
        What enters `f` is `g(x)`; the slope of `f` is taken there, and multiplied by that of `g`.

        ```python
        def chain(f, df, g, dg, x):
            inner = g(x)
            return f(inner), df(inner) * dg(x)
        ```
        """,
)

flat_inside = Choice(
    title="a flat tangent inside",
    prompt=r"""
        At $t = 2$ the inner function $h$ has a flat tangent: $h'(2) = 0$. The outer function $g$
        has a slope everywhere. What is true of $g(h(t))$ at $t = 2$?
        """,
    choices={
        "a": "Its slope is $g'(2)$.",
        "b": "It depends on whether $g$ is flat at $h(2)$.",
        "c": "It is flat there, whatever $g$ is.",
        "d": "It has no slope there.",
    },
    answer="c",
    right="Whatever the outer slope is, it is multiplied by h'(2) = 0.",
    mistakes=(
        Mistake(
            "outer slope alone",
            "a",
            "That would be the slope of g(t). In between stands h, which hardly moves at t = 2.",
        ),
        Mistake(
            "both must be flat",
            "b",
            "A product is zero as soon as one of its factors is. Try the square inside, at 0, and "
            "the exponential outside.",
        ),
        Mistake(
            "no slope",
            "d",
            "Zero is a slope: that of a level line. Look at sin(t²) at t = 0.",
        ),
    ),
    hints=(
        "A small change of t: how much of it does h pass on?",
        "The slope of the whole is a product of two factors. What is one of them?",
    ),
    worked=r"""
        Answer c. $g'(h(2)) \cdot h'(2) = g'(h(2)) \cdot 0 = 0$. An example: $e^{x^2}$ is flat at 0,
        where $x^2$ is, although $e^x$ is flat nowhere.
        """,
)

# Three functions deep.

_d = math.exp(-1.5)

three_links = Number(
    title="three links",
    prompt=r"""
        What is the slope of $\log(1 + e^{-3x})$ at $x = 0.5$? Go through it as in the picture: give
        each stage a name.
        """,
    answer=-3 * _d / (1 + _d),
    right="Three factors: one over what is inside of the logarithm, the power itself, and -3.",
    mistakes=(
        Mistake(
            "last link forgotten",
            _d / (1 + _d),
            "The innermost function is -3x. Its slope is missing.",
        ),
        Mistake("sign", 3 * _d / (1 + _d), "The size is right. The innermost slope is below zero."),
        Mistake(
            "the 3 lost",
            -_d / (1 + _d),
            "The sign is right. The slope of -3x is -3, not -1.",
        ),
        Mistake(
            "only the outer link",
            1 / (1 + _d),
            "This is the slope of the logarithm alone. Two factors are missing.",
        ),
        Mistake(
            "only the inner two",
            -3 * _d,
            "This is the slope of 1 + e^(-3x). What does the logarithm make of it?",
        ),
        Mistake(
            "the power lost",
            -3 / (1 + _d),
            "The slope of the exponential function is the power itself. It got lost.",
        ),
        Mistake(
            "power rule",
            -3 * 0.5 * math.exp(-2.5) / (1 + _d),
            "You treated the exponent by the power rule. Here the exponent moves, not the base.",
        ),
        Mistake(
            "outer slope turned over",
            -1 / (3 * _d),
            "You took one over the slope of what is inside. It is one over the value.",
        ),
        Mistake(
            "denominator squared",
            -3 * _d / (1 + _d) ** 2,
            "The slope of log u is one over u, not one over the square of u.",
        ),
        Mistake(
            "outer slope at the power",
            -3.0,
            "You took the logarithm's slope at the power alone; what enters it is 1 + e^(-3x).",
        ),
        Mistake(
            "outer slope at zero",
            -3 * _d / 2,
            "You put 2 below: that is what enters the logarithm at x = 0. Take x = 0.5.",
        ),
        Mistake(
            "outer slope at x",
            -3 * _d / 0.5,
            "You took the logarithm's slope at x. What enters it is 1 + e^(-3x).",
        ),
        Mistake("value", math.log(1 + _d), "This is the value. The question is about the slope."),
        Mistake(
            "added",
            1 / (1 + _d) + _d - 3,
            "You added the three slopes. One rate after another: they multiply.",
        ),
        Mistake(
            "-3 taken twice",
            9 * _d / (1 + _d),
            "The factor -3 stands there twice. Each link gives one factor.",
        ),
    ),
    live=(("the exponent -2x, as in the picture", -2 / (1 + math.e)),),
    hints=(
        "Name the stages: $u = -3x$, $v = 1 + e^u$, $y = \\log v$.",
        "At $x = 0.5$ they are $u = -1.5$, $v = 1.223$. Which slope has each link there?",
        "The slopes are $\\frac1v$, $e^u$ and $-3$. Multiply.",
    ),
    worked=r"""
        With $u = -3x = -1.5$ and $v = 1 + e^{u} = 1.223$:

        $$\frac{dy}{dx} = \frac{1}{v} \cdot e^u \cdot (-3)
        = 0.8176 \cdot 0.2231 \cdot (-3) = -0.5473.$$

        ```python
        import math
        u = -3 * 0.5
        v = 1 + math.exp(u)
        answer = 1 / v * math.exp(u) * -3
        ```
        """,
)


_w = 0.3
_y = math.exp(2 * _w)


def _weight_slope(w, target=4):
    return 4 * (math.exp(2 * w) - target) * math.exp(2 * w)


weight_slope = Number(
    title="the slope of the loss",
    prompt=r"""
        The question of section 1 with another target: the model says $\hat{y} = e^{2w}$, it ought
        to say 4, and the loss is $L = (\hat{y} - 4)^2$. How fast does the loss change with the
        weight at $w = 0.3$?
        """,
    answer=_weight_slope(_w),
    right="Below zero: a larger weight makes the loss smaller, at this rate to begin with.",
    mistakes=(
        Mistake(
            "one factor 2",
            2 * (_y - 4) * _y,
            "There are two factors 2: one comes from the square, one from 2w. One is missing.",
        ),
        Mistake(
            "only the outer link",
            2 * (_y - 4),
            "This is how fast the loss changes with ŷ. How fast does ŷ change with w?",
        ),
        Mistake(
            "the power lost",
            4 * (_y - 4),
            "The slope of the exponential function is the power itself. It got lost.",
        ),
        Mistake(
            "value for the innermost slope",
            2 * (_y - 4) * _y * 2 * _w,
            "You multiplied by the value z. The factor is the slope of 2w.",
        ),
        Mistake("sign", -_weight_slope(_w), "The model says too little: ŷ - 4 is below zero."),
        Mistake("value", (_y - 4) ** 2, "This is the loss. How fast does it change with w?"),
        Mistake(
            "the model's slope",
            2 * _y,
            "This is how fast ŷ changes with w. What does the loss make of it?",
        ),
        Mistake("the model", _y, "This is ŷ, what the model says. The question is about a slope."),
        Mistake("the error", _y - 4, "This is ŷ - 4. The question is how fast the loss changes."),
        Mistake(
            "outer slope at the weight",
            2 * (_w - 4) * _y * 2,
            "You took the outer slope at w. What enters the square is ŷ - 4.",
        ),
        Mistake(
            "middle slope at the weight",
            2 * (_y - 4) * math.exp(_w) * 2,
            "You took the slope of the exponential function at w. What enters it is 2w.",
        ),
        Mistake(
            "the 2 of the exponent lost",
            4 * (math.exp(_w) - 4) * math.exp(_w),
            "You took e to the w. The exponent is 2w.",
        ),
        Mistake(
            "target lost",
            4 * _y * _y,
            "The target is gone: the slope of the square is twice ŷ - 4, not twice ŷ.",
        ),
        Mistake(
            "added",
            2 * (_y - 4) + _y + 2,
            "You added the slopes of the links. They multiply.",
        ),
        Mistake(
            "2 taken too often",
            2 * _weight_slope(_w),
            "A factor 2 is too much: one comes from the square, one from 2w.",
        ),
        Mistake(
            "square kept",
            2 * (_y - 4) ** 2 * _y * 2,
            "The exponent of the square drops by one: 2 (ŷ - 4), without a square.",
        ),
    ),
    live=(
        ("the target 3, as in section 1", _weight_slope(_w, target=3)),
        ("w = 0.5 and the target 3, as in section 1", _weight_slope(0.5, target=3)),
        ("w = 0.5, as in section 1", _weight_slope(0.5)),
    ),
    hints=(
        "Name the stages, as in the picture: $z$, $\\hat{y}$, $L$. Which value has each?",
        "At $w = 0.3$ it is $z = 0.6$ and $\\hat{y} = e^{0.6} = 1.822$.",
        "The three slopes are $2 (\\hat{y} - 4)$, $\\hat{y}$ and 2. Multiply them.",
    ),
    worked=r"""
        Forward: $z = 0.6$, $\hat{y} = e^{0.6} = 1.822$. Backward:

        $$\frac{dL}{dw} = 2 (\hat{y} - 4) \cdot e^z \cdot 2 = -4.356 \cdot 1.822 \cdot 2 = -15.87.$$

        ```python
        import math
        y_hat = math.exp(2 * 0.3)
        answer = 2 * (y_hat - 4) * y_hat * 2
        ```
        """,
)


def three(f, df, g, dg, h, dh, x):
    """Return the value and the slope of f(g(h(x)))."""
    first = h(x)
    second = g(first)
    return f(second), df(second) * dg(first) * dh(x)


def _triple(rule):
    """Return a wrong chain of three: the right value, with another slope."""
    return lambda f, df, g, dg, h, dh, x: (f(g(h(x))), rule(df, dg, dh, g, h, x))


write_three_links = Code(
    title="three links in code",
    prompt=r"""
        Now $f(g(h(x)))$: return its value and its slope. You may use your `chain` of before, if it
        passed its check: what enters `f` is itself a chain of two.

        ```python
        def three(f, df, g, dg, h, dh, x):
            ...
        ```
        """,
    name="three",
    answer=three,
    tests=(
        (np.sin, np.cos, np.exp, np.exp, squared, doubled, 0.6),
        (squared, doubled, np.sin, np.cos, np.exp, np.exp, 0.3),
        (np.exp, np.exp, squared, doubled, np.sin, np.cos, -1.2),
    ),
    more=((np.sin, np.cos, squared, doubled, np.exp, np.exp, -0.4),),
    right="With chain it is two lines: the value and slope inside, then one more factor.",
    mistakes=(
        Mistake(
            "innermost slope forgotten",
            _triple(lambda df, dg, dh, g, h, x: df(g(h(x))) * dg(h(x))),
            "The value is right. The slope lacks the last factor: how fast does h(x) change?",
        ),
        Mistake(
            "middle slope forgotten",
            _triple(lambda df, dg, dh, g, h, x: df(g(h(x))) * dh(x)),
            "The value is right. The slope of the function in the middle is missing.",
        ),
        Mistake(
            "outer slope only",
            _triple(lambda df, dg, dh, g, h, x: df(g(h(x)))),
            "The value is right. The slope has one factor, and the chain has three links.",
        ),
        Mistake(
            "outer slope forgotten",
            _triple(lambda df, dg, dh, g, h, x: dg(h(x)) * dh(x)),
            "The value is right. The slope is that of g(h(x)): what does f make of its change?",
        ),
        Mistake(
            "outer slope at x",
            _triple(lambda df, dg, dh, g, h, x: df(x) * dg(h(x)) * dh(x)),
            "The value is right. The outermost slope is taken at x; what enters f is g(h(x)).",
        ),
        Mistake(
            "outer slope at the inner slope",
            _triple(lambda df, dg, dh, g, h, x: df(dg(h(x)) * dh(x)) * dg(h(x)) * dh(x)),
            "The value is right. The outermost slope is taken at the slope of what is inside; "
            "what enters f is the value g(h(x)).",
        ),
        Mistake(
            "last one added",
            _triple(lambda df, dg, dh, g, h, x: df(g(h(x))) + dg(h(x)) * dh(x)),
            "The value is right. You added the slope of f. It is one more factor.",
        ),
        Mistake(
            "all slopes at x",
            _triple(lambda df, dg, dh, g, h, x: df(x) * dg(x) * dh(x)),
            "The value is right. All three slopes are taken at x: only h sees x.",
        ),
        Mistake(
            "outer slope at h(x)",
            _triple(lambda df, dg, dh, g, h, x: df(h(x)) * dg(h(x)) * dh(x)),
            "The value is right. The outermost slope is taken at h(x); what enters f is g(h(x)).",
        ),
        Mistake(
            "middle slope at x",
            _triple(lambda df, dg, dh, g, h, x: df(g(h(x))) * dg(x) * dh(x)),
            "The value is right. The middle slope is taken at x; what enters g is h(x).",
        ),
        Mistake(
            "outer slope at g(x)",
            _triple(lambda df, dg, dh, g, h, x: df(g(x)) * dg(h(x)) * dh(x)),
            "The value is right. The outermost slope is taken at g(x); what enters f is g(h(x)).",
        ),
        Mistake(
            "added",
            _triple(lambda df, dg, dh, g, h, x: df(g(h(x))) + dg(h(x)) + dh(x)),
            "The value is right. You added the slopes. They multiply.",
        ),
        Mistake(
            "slopes inside each other",
            _triple(lambda df, dg, dh, g, h, x: df(dg(dh(x)))),
            "The value is right. You put the slopes into each other; they stand beside each other.",
        ),
        Mistake(
            "slope first",
            lambda f, df, g, dg, h, dh, x: three(f, df, g, dg, h, dh, x)[::-1],
            "Both numbers are right, in the other order: the value comes first.",
        ),
        Mistake(
            "only the slope",
            lambda f, df, g, dg, h, dh, x: three(f, df, g, dg, h, dh, x)[1],
            "The slope is right. Return two numbers, the value first.",
        ),
        Mistake(
            "only the value",
            lambda f, df, g, dg, h, dh, x: f(g(h(x))),
            "The value is right. Return two numbers, the value and the slope.",
        ),
        Mistake(
            "two links only",
            lambda f, df, g, dg, h, dh, x: chain(f, df, g, dg, x),
            "This is f(g(x)). Where is h?",
        ),
        Mistake(
            "inner two links only",
            lambda f, df, g, dg, h, dh, x: chain(g, dg, h, dh, x),
            "This is g(h(x)), value and slope. Where is f?",
        ),
        Mistake(
            "other way round",
            lambda f, df, g, dg, h, dh, x: three(h, dh, g, dg, f, df, x),
            "You began with f. In f(g(h(x))) the function h comes first.",
        ),
    ),
    hints=(
        "What enters g? What enters f? Give both a name.",
        "Each slope is taken at what enters its function. How many factors are there?",
        "Or: `chain(g, dg, h, dh, x)` gives value and slope of what is inside of `f`.",
    ),
    worked="""
        Each slope is taken at what enters its function. With the names of the stages:

        ```python
        def three(f, df, g, dg, h, dh, x):
            first = h(x)
            second = g(first)
            return f(second), df(second) * dg(first) * dh(x)
        ```

        With your own function of before: `inner, slope = chain(g, dg, h, dh, x)`, and the whole has
        the value `f(inner)` and the slope `df(inner)` times `slope`.
        """,
)

keep_the_values = Choice(
    title="what must be kept",
    prompt="""
        A program goes forward through a long chain, then backward, factor by factor. What does it
        need the values of all stages for?
        """,
    choices={
        "a": "For the factors: each is a slope at the value that entered its link.",
        "b": "For the end: there the values are multiplied with each other.",
        "c": "For a check: the way back computes the same values once more.",
        "d": "For nothing: the value at the end is enough.",
    },
    answer="a",
    right="This is one reason why training a network takes more memory than using it.",
    mistakes=(
        Mistake(
            "values multiplied",
            "b",
            "Slopes are multiplied, not values. Where are these slopes taken?",
        ),
        Mistake(
            "a check",
            "c",
            "The way back computes slopes, no values. What does it need to know for that?",
        ),
        Mistake(
            "the end is enough",
            "d",
            "From the value at the end one cannot tell what entered the first link. Two inputs may "
            "end alike: 3 and -3 do when they are squared.",
        ),
    ),
    hints=(
        "Look at the loss in the picture. What do you need for the factor of the last link?",
        "The factor of $(\\hat{y} - 3)^2$ is $2(\\hat{y} - 3)$. Which number must be known for it?",
    ),
    worked=r"""
        Answer a. The factor of a link is its slope at the value that came in: for
        $(\hat{y} - 3)^2$ it is $2 (\hat{y} - 3)$, and for that $\hat{y}$ must be known.
        """,
)

# The sigmoid.

which_part = Choice(
    title="which part of it is g",
    prompt=r"""
        In the chain for the sigmoid, $\sigma = g^{-1}$. Which part of $(1 + e^{-x})^{-1}$ is $g$?
        The numbers in brackets are for $x = 0.7$.
        """,
    choices={
        "a": "the whole, $(1 + e^{-x})^{-1}$ (0.6682)",
        "b": "$e^{-x}$ (0.4966)",
        "c": "$e^x$ (2.014)",
        "d": "$1 + e^{-x}$ (1.497)",
    },
    answer="d",
    right="One over g is the sigmoid: 1 / 1.497 = 0.6682.",
    mistakes=(
        Mistake(
            "the whole",
            "a",
            "If g were the whole, then one over g would be 1.497, and a sigmoid is never above 1.",
        ),
        Mistake(
            "without the 1",
            "b",
            "One over it is 2.014, and a sigmoid is never above 1. The 1 belongs to g, too.",
        ),
        Mistake(
            "the inner function",
            "c",
            "This is h. Then comes 1 + 1/h, and that is what is turned over last.",
        ),
    ),
    hints=(
        "What is done last? On what is it done?",
        "Turn each of the four numbers over. Which one gives the sigmoid?",
    ),
    worked=r"""
        Answer d. The exponent $-1$ outside of the brackets is done last, on all that stands inside
        of them. At $x = 0.7$: $1 / 1.497 = 0.6682$.
        """,
)

_s = math.exp(0.7)
_g = 1 + 1 / _s

sigmoid_wrong_line = WrongLine(
    title="a page about the sigmoid",
    prompt=r"""
        Somebody computes the slope of $\sigma(x) = g^{-1}$ at $x = 0.7$, with $g = 1 + h^{-1}$ and
        $h = e^x$. One line is wrong. Which one, and what ought to come out there?
        """,
    lines=(
        r"$h = e^{0.7} = 2.014$",
        r"$g = 1 + h^{-1} = 1.497$",
        r"$\frac{dg}{dh} = 0 - h^{-2} = -0.2466$",
        r"$\frac{d\sigma}{dg} = -g^{-2} = -0.4465$",
        r"$\frac{d\sigma}{dx} = (-g^{-2}) \cdot (-h) \cdot e^x = 1.811$",
    ),
    answer=(5, float(activations.sigmoid.gradient(0.7))),
    right="In the product the exponent -2 of h was lost. A slope of 1.8 is far too steep.",
    mistakes=(
        Mistake(
            "the zero",
            3,
            "The 1 is a constant: its slope is the 0. This line is sound.",
        ),
        Mistake("the power", 4, "The exponent -1 comes down and drops to -2: this line is sound."),
        Mistake("the values", 2, "One over 2.014 is 0.4966: this line is sound."),
        Mistake(
            "no inner part",
            (5, float(_g**-2)),
            "This is the line, but the two other factors do not cancel: $h^{-2}$ times $e^x$ is "
            "one over $h$.",
        ),
        Mistake(
            "sign lost",
            (5, -float(activations.sigmoid.gradient(0.7))),
            "This is the line. Minus times minus is plus.",
        ),
        Mistake(
            "the sigmoid itself",
            (5, float(activations.sigmoid(0.7))),
            "This is the line, but the sigmoid itself is no slope. Put in the factors of lines 3 "
            "and 4.",
        ),
        Mistake(
            "as it stands there",
            (5, float(_s**2 / _g**2)),
            "This is the line, but its wrong value stands there already. Compare its factors "
            "with lines 3 and 4.",
        ),
    ),
    hints=(
        "Compare the factors of the last line with the lines above it.",
        "Line 3 says $-h^{-2}$. What does the product say?",
        "Put in the numbers of lines 4 and 3, and $e^{0.7}$.",
    ),
    worked=r"""
        Line 5. Wrong: $(-g^{-2}) \cdot (-h) \cdot e^x$. Right:
        $(-g^{-2}) \cdot (-h^{-2}) \cdot e^x = 0.4465 \cdot 0.2466 \cdot 2.014 = 0.2217$.

        ```python
        import math
        h = math.exp(0.7)
        g = 1 + 1 / h
        answer = 5, (-1 / g**2) * (-1 / h**2) * h
        ```
        """,
)

cancelled_too_much = WrongLine(
    title="what cancels",
    prompt=r"""
        The same, at $x = -0.5$, with letters. One line is wrong. Which one, and what is the value
        of its right hand side when it is mended?
        """,
    lines=(
        r"the three factors: $(-g^{-2}) \cdot (-h^{-2}) \cdot e^x$",
        r"minus times minus: $(1 + e^{-x})^{-2} \cdot (e^x)^{-2} \cdot e^x$",
        r"the powers cancel: $(e^x)^{-2} \cdot e^x = 1$",
        r"what is left: $(1 + e^{-x})^{-2} = 0.1425$",
    ),
    answer=(3, math.exp(0.5)),
    right="Two powers below and one above: one is left below, and that is e to the -x.",
    mistakes=(
        Mistake("the signs", 2, "Minus times minus is plus, and both powers are there: sound."),
        Mistake("the factors", 1, "These are the three slopes of the chain: sound."),
        Mistake("the end", 4, "It follows from the line above it. The slip is further up."),
        Mistake(
            "the other power",
            (3, math.exp(-0.5)),
            "This is the line. Count the powers: two below, one above. One is left below.",
        ),
        Mistake(
            "both powers",
            (3, math.exp(1.0)),
            "This is the line, and you kept two powers. One of them cancels.",
        ),
        Mistake(
            "the whole slope",
            (3, float(activations.sigmoid.gradient(-0.5))),
            "You found the wrong line. But this is the slope of the sigmoid. What is the right "
            "hand side of this line alone?",
        ),
        Mistake(
            "as it stands there",
            (3, 1.0),
            "This is the line, but the wrong 1 stands there already. Count the powers: two below, "
            "one above.",
        ),
    ),
    hints=(
        "How many powers of $e^x$ stand below, how many above?",
        "Two stand below, one above. What is left?",
        "One is left below: $(e^x)^{-1} = e^{-x}$, at $x = -0.5$.",
    ),
    worked=r"""
        Line 3. Wrong: $(e^x)^{-2} e^x = 1$. Right: $(e^x)^{-2} e^x = (e^x)^{-1} = e^{-x}$, and at
        $x = -0.5$ that is $e^{0.5} = 1.649$.

        ```python
        import math
        answer = 3, math.exp(0.5)
        ```
        """,
)

from_the_height = Number(
    title="the slope from the height",
    prompt=r"""
        At some $x$ the sigmoid is $\sigma(x) = 0.8$ high. How steep is it there? You need not know
        $x$.
        """,
    answer=0.8 * (1 - 0.8),
    right="So a network that has kept its outputs knows all these slopes already.",
    mistakes=(
        Mistake("height", 0.8, "This is the height. The slope is the height times something."),
        Mistake("missing part", 0.2, "This is what is missing to 1. It is one of two factors."),
        Mistake(
            "square", 0.8**2, "You squared the height. The other factor is what is missing to 1."
        ),
        Mistake(
            "square of the rest",
            0.2**2,
            "You squared what is missing to 1. The other factor is the height.",
        ),
        Mistake("steepest", 0.25, "So steep it is in the middle, where it is half as high as 1."),
        Mistake("sign", -0.8 * 0.2, "The sigmoid rises everywhere."),
        Mistake(
            "plus", 0.8 * 1.8, "You took 1 plus the height. The factor is what is missing to 1."
        ),
        Mistake(
            "sigmoid of the height",
            float(activations.sigmoid.gradient(0.8)),
            "You took 0.8 for x. It is the height already.",
        ),
        Mistake(
            "tanh",
            1 - 0.8**2,
            "This is 1 minus the square of the height. The slope is the height minus its square.",
        ),
        Mistake("quotient", 0.8 / 0.2, "You divided the two factors. They multiply."),
        Mistake(
            "where it is",
            math.log(4),
            "This is the x where the sigmoid is 0.8. The question is how steep it is there.",
        ),
        Mistake("half", 0.8 * 0.2 / 2, "There is no factor one half in the slope."),
        Mistake(
            "times x",
            0.8 * 0.2 * math.log(4),
            "You multiplied by x once more. The chain ends at x, whose own slope is 1.",
        ),
    ),
    hints=(
        r"Write the slope with $\sigma$ alone, without $x$.",
        r"It is a product of two factors. One is the height.",
        "The other one is what is missing from the height to 1.",
    ),
    worked=r"""
        $\sigma' = \sigma (1 - \sigma) = 0.8 \cdot 0.2 = 0.16$.

        ```python
        answer = 0.8 * (1 - 0.8)
        ```
        """,
)

# The review.

review_squeezed = Choice(
    title="review 1: three times as fast",
    prompt=r"""
        A curve $g$ has the slope 10 at 2 and the slope 4 at 6. What is the slope of $g(3x)$ at
        $x = 2$?
        """,
    choices={"a": "4", "b": "30", "c": "10", "d": "12"},
    answer="d",
    right="At x = 2 the curve g is met at 6, and it passes by three times as fast.",
    mistakes=(
        Mistake(
            "inner slope forgotten",
            "a",
            "The place is right: 6. But when x moves by 1, the place in g moves by 3.",
        ),
        Mistake(
            "outer slope at x",
            "b",
            "The factor is right. But which number enters g when x is 2?",
        ),
        Mistake(
            "g at x",
            "c",
            "This is the slope of g(x) at 2. What enters g here is three times x.",
        ),
    ),
    hints=(
        "What enters $g$ when $x$ is 2?",
        "It is 6. And how fast does what enters $g$ change with $x$?",
    ),
    worked="""
        Answer d. What enters $g$ is $3 \\cdot 2 = 6$, where its slope is 4. Multiply by the inner
        slope 3.
        """,
)

review_page = WrongLine(
    title="review 2: a multiple of a product",
    prompt=r"""
        Somebody computes the slope of $3 x e^x$ at $x = 2$. One line is wrong. Which one, and what
        ought to come out there?
        """,
    lines=(
        r"the function is $3 p$ with $p = x e^x$, so its slope is $3 p'$",
        r"the product: $p' = x e^x + x e^x$, at 2 that is $29.56$",
        r"times 3: $88.67$",
    ),
    answer=(2, 3 * math.exp(2.0)),
    right="The slope of x is 1: in the first part the x is gone.",
    mistakes=(
        Mistake("the multiple", 1, "A constant factor stays before the slope: sound."),
        Mistake("the end", 3, "It follows from the line above it. The slip is further up."),
        Mistake(
            "first part only",
            (2, math.exp(2.0)),
            "This is the line. One part is right now; the other one is missing.",
        ),
        Mistake(
            "second part only",
            (2, 2 * math.exp(2.0)),
            "This is the line. You have one of the two parts of the product rule.",
        ),
        Mistake(
            "times 3",
            (2, 9 * math.exp(2.0)),
            "This is the line, but here stands the slope of the product alone, without the 3.",
        ),
        Mistake(
            "as it stands there",
            (2, 4 * math.exp(2.0)),
            "This is the line, but its wrong value stands there already. How steep is x itself?",
        ),
    ),
    hints=(
        "Test the page at $x = 0$: what would line 2 say there, and how steep is $x e^x$ really?",
        "The product rule: one factor's slope times the other, both ways round.",
        "The slope of $x$ is 1.",
    ),
    worked=r"""
        Line 2. Wrong: $x e^x + x e^x$. Right: $1 \cdot e^x + x e^x$, at 2 that is
        $3 e^2 = 22.17$.

        ```python
        import math
        answer = 2, math.exp(2) + 2 * math.exp(2)
        ```
        """,
)

review_multiple = Choice(
    title="review 3: a rule, copied",
    prompt=r"""
        In a notebook stands: "If $f = c\, g'$, then $f' = c\, g'$." Take $g = x^3$ and $c = 2$ to
        test it. What comes out?
        """,
    choices={
        "a": r"It is right: $f = 6x^2$ and $f' = 6x^2$.",
        "b": r"It is right only for $c = 1$.",
        "c": r"It is wrong: with $f = 6x^2$ it is $f' = 12x$. It must begin: if $f = c\, g$.",
        "d": r"It is wrong: it must end: then $f' = g'$.",
    },
    answer="c",
    right="One small prime too much. Trying a rule on one function is enough to see it.",
    mistakes=(
        Mistake("right", "a", "The slope of 6x² is not 6x². Which rule of chapter 1 tells it?"),
        Mistake("only for 1", "b", "Try it: with c = 1, f would be 3x², and its slope 3x²?"),
        Mistake("factor gone", "d", "Test it: f = 6x² has the slope 12x, and g' is 3x²."),
    ),
    hints=(
        "What is $g'$? What is $f$ then, and what is its slope?",
        "$g' = 3x^2$, so $f = 6x^2$. By the power rule, what is its slope?",
    ),
    worked=r"""
        Answer c. $g' = 3x^2$, so $f = 2 \cdot 3x^2 = 6x^2$ has the slope $12x$, not $6x^2$. The
        rule is: if $f = c\, g$, then $f' = c\, g'$. With $f = 2x^3$ it is $f' = 6x^2$.
        """,
)

review_inverse = Number(
    title="review 4: the way back",
    prompt=r"""
        Of a function $f$ that always rises one knows $f(2) = 5$, $f'(2) = 8$ and $f'(5) = 20$. What
        is the slope of its inverse at 5?
        """,
    answer=1 / 8,
    right="The inverse undoes f: by the chain rule their slopes at mirrored points multiply to 1.",
    mistakes=(
        Mistake("not turned over", 8.0, "This is the slope of f. In the mirror it turns over."),
        Mistake(
            "at the wrong point",
            1 / 20,
            "You took the slope of f at 5. The mirrored point of the height 5 is x = 2.",
        ),
        Mistake(
            "at the wrong point, not turned over",
            20.0,
            "This is the slope of f at 5. Which x has the height 5? And then turn it over.",
        ),
        Mistake("one over the value", 1 / 5, "You turned a height over. Turn a slope over."),
        Mistake("one over the place", 1 / 2, "You turned a place over. Turn a slope over."),
        Mistake("value of the inverse", 2.0, "This is the inverse at 5: its value, not its slope."),
        Mistake("the place", 5.0, "This is the place. The question is how steep the inverse is."),
        Mistake("sign", -1 / 8, "In the mirror a rising curve rises. Rise and run change places."),
        Mistake("turned over", -8.0, "In the mirror a slope turns over; its sign stays."),
        Mistake(
            "place over slope",
            2 / 8,
            "You divided the place by the slope. It is 1 that is divided.",
        ),
        Mistake(
            "height over slope",
            5 / 8,
            "You divided the height by the slope. It is 1 that is divided.",
        ),
        Mistake("slope over height", 8 / 5, "You divided the slope by the height."),
        Mistake("secant", 5 / 2, "This is height over place, a secant from zero. Take the slope."),
        Mistake("secant, turned over", 2 / 5, "This is place over height, no slope of f."),
        Mistake("square", 1 / 64, "You turned it over and squared it. Turned over is enough."),
    ),
    hints=(
        "Which point of $f$ is mirrored to the place 5 of the inverse?",
        "It is the point with the height 5. How steep is $f$ there?",
        "In the mirror rise and run change places.",
    ),
    worked=r"""
        $f(2) = 5$, so the mirrored point has $x = 2$, where $f$ has the slope 8. The inverse has
        the slope $\frac18 = 0.125$ at 5. The chain rule says the same: $f^{-1}(f(x)) = x$ has the
        slope 1, and it is the product of the two.

        ```python
        answer = 1 / 8
        ```
        """,
)

_l = math.log(3.0)

review_log_squared = Number(
    title="review 5: a square",
    prompt=r"What is the slope of $(\log x)^2$ at $x = 3$?",
    answer=2 * _l / 3,
    right="Twice the logarithm, then times its own slope.",
    mistakes=(
        Mistake("inner slope forgotten", 2 * _l, "The slope of the logarithm itself is missing."),
        Mistake(
            "logarithm of the square",
            2 / 3,
            "This is the slope of log(x²). Or the logarithm got lost: the slope of u² is 2u, "
            "not 2.",
        ),
        Mistake(
            "inner slope only", 1 / 3, "This is the slope of the logarithm. And of the square?"
        ),
        Mistake(
            "slope squared", 1 / 9, "You squared the slope. The square stands around the logarithm."
        ),
        Mistake("the 2 forgotten", _l / 3, "The exponent 2 comes down as a factor."),
        Mistake("value", _l**2, "This is the value. The question is about the slope."),
        Mistake("added", 2 * _l + 1 / 3, "You added the two slopes. They multiply."),
        Mistake(
            "outer slope at x",
            2.0,
            "You took the slope of the square at x. What is squared is the logarithm.",
        ),
        Mistake(
            "outer slope at x only",
            6.0,
            "This is the slope of x². What is squared is the logarithm.",
        ),
        Mistake("times x", 6 * _l, "The slope of the logarithm is one over x, not x."),
        Mistake("square kept", 2 * _l**2 / 3, "The exponent drops by one: no square is left."),
        Mistake(
            "slope inside and beside",
            2 / 9,
            "You put the slope of the logarithm in place of the logarithm. Inside it stays.",
        ),
        Mistake("divided twice", 2 * _l / 9, "You divided by 3 twice. The slope of log x is 1/x."),
        Mistake("sign", -2 * _l / 3, "From 1 on the logarithm is above zero, and it rises."),
        Mistake("base 10", 2 * math.log10(3) / 3, "Here log is the natural logarithm, `np.log`."),
        Mistake(
            "slope of log log",
            1 / (3 * _l),
            "This is the slope of log(log x). Here the outer function is the square.",
        ),
    ),
    hints=(
        "What is done first, what last?",
        "Last comes the square: its slope is twice what stands inside, $2 \\log 3 = 2.197$.",
        "Multiply by the slope of the logarithm at 3.",
    ),
    worked=r"""
        $2 \log x \cdot \frac{1}{x} = 2 \cdot 1.099 \cdot \frac13 = 0.7324$.

        ```python
        import math
        answer = 2 * math.log(3) / 3
        ```
        """,
)

review_secant = Choice(
    title="review 6: a secant",
    prompt=r"""
        A curve bends upward: its slope grows from left to right. A secant goes from $x = 2$ to
        $x = 2.5$. How steep is it, beside the tangent at 2?
        """,
    choices={
        "a": "It is steeper: it rises more for each 1 to the right.",
        "b": "It is flatter.",
        "c": "It has the slope of the tangent.",
        "d": "That depends on how large the values of the curve are.",
    },
    answer="a",
    right="Between 2 and 2.5 the slope is larger than at 2, and the secant has the mean of it.",
    mistakes=(
        Mistake("flatter", "b", "That is so where a curve bends downward. Try x² from 2 on."),
        Mistake("the same", "c", "So it is only on a straight line. Try x² with the run 0.5."),
        Mistake("the values", "d", "Lift the whole curve: values change, slopes do not."),
    ),
    hints=(
        "Take $x^2$ for an example, and compute both slopes.",
        "On the way from 2 to 2.5, does the curve get steeper?",
    ),
    worked=r"""
        Answer a. For $x^2$ the tangent at 2 has the slope 4, the secant
        $\frac{6.25 - 4}{0.5} = 4.5$.
        """,
)

# The predictions.

exchanged_wheel = Prediction(
    title="another wheel in the middle",
    question="Wheel A drives wheel B, and B drives wheel C. All teeth are of one size, so a larger "
    "wheel has more of them. Now the wheel in the middle is exchanged for one with twice as many "
    "teeth. What does C do, for one turn of A?",
    options=(
        Option(
            "a",
            "It turns half as far.",
            "No. B turns half as far, but each turn of the larger B moves C twice as far.",
        ),
        Option(
            "b",
            "It turns as far as before.",
            "Yes. One rate is halved, the next one doubled: their product stays. The teeth of B "
            "cancel.",
        ),
        Option("c", "It turns twice as far.", "No. B moves C twice as far a turn, but B itself "
               "turns half as far."),
        Option("d", "It turns the other way round.", "No. Each contact turns the direction around, "
               "and there are two of them with every B."),
    ),
    happened="b",
)  # fmt: skip

ten_times_smaller = Prediction(
    title="a change ten times smaller",
    question="The slopes say about how much g changes, but they are off by a little. At t = 0.5 "
    "you make Δt ten times smaller, from 0.1 to 0.01. What becomes of that little?",
    options=(
        Option(
            "a",
            "It stays as it is.",
            "No. A short way from a point a curve is nearly its tangent.",
        ),
        Option(
            "b",
            "It becomes about ten times smaller.",
            "No. Then the slope of the whole would be wrong: divided by Δt, that little would "
            "stay.",
        ),
        Option(
            "c",
            "It becomes zero.",
            "No. The curve of the whole is bent there, so it leaves its tangent at once.",
        ),
        Option(
            "d",
            "It becomes about a hundred times smaller.",
            "Yes. It shrinks faster than the change itself. Divided by Δt it still goes to zero, "
            "and so the product of the slopes is the slope of the whole.",
        ),
    ),
    happened="d",
)

wrong_place = Prediction(
    title="the outer slope at the wrong place",
    question="For the slope of sin(t²) at t = 1.6 somebody takes the slope of the sine at 1.6 "
    "and multiplies it by the inner slope 3.2. Right would be the slope of the sine at 1.6², which "
    "is 2.56. With the wrong slope a line is drawn through the point of the curve. How does it lie "
    "there?",
    options=(
        Option(
            "a",
            "It touches the curve all the same.",
            "No. Two lines with different slopes cannot both touch a smooth curve at one point.",
        ),
        Option(
            "b",
            "It falls, but more steeply than the curve.",
            "No. Close to the top of the sine there is hardly any slope that could be multiplied.",
        ),
        Option(
            "c",
            "It is nearly level, and the curve falls steeply through it.",
            "Yes. Close to its top the sine is nearly flat; 3.2 times next to nothing is little.",
        ),
        Option(
            "d",
            "It rises as steeply as the curve falls.",
            "No. A sign would be lost that way. Here the place is wrong.",
        ),
    ),
    happened="c",
)

slope_of_a_squeezed_wave = DrawnPrediction(
    title="the slope of a squeezed wave",
    question="The upper curve is a wave that goes up and down twice as often, sin 2x. What is its "
    "slope, for every x? Draw it below.",
    across=Axis("x", 0, 2 * math.pi),
    up=Axis("slope of sin 2x", -3, 3),
    given=(Curve("sin 2x", lambda x: np.sin(2 * x)), Axis("sin 2x", -1.5, 1.5)),
    true=Curve("2 cos 2x", lambda x: 2 * np.cos(2 * x)),
    why="Squeezed to half its width, a wave as high as before is twice as steep: its slope goes "
    "from 2 to -2. It is zero where the wave is on top or at the bottom, and that is twice as "
    "often.",
    mistakes=(
        Mistake(
            "inner slope forgotten",
            lambda x: np.cos(2 * x),
            "You drew cos 2x. The zeros are right; but at the beginning the wave rises as far as "
            "1 on a way of less than 0.8.",
        ),
        Mistake(
            "not squeezed",
            lambda x: 2 * np.cos(x),
            "You drew 2 cos x. Count the places where the wave is flat: there the slope is zero.",
        ),
        Mistake(
            "the slope of sin x",
            np.cos,
            "You drew cos x, the slope of the wave that is not squeezed.",
        ),
        Mistake(
            "the curve itself",
            lambda x: np.sin(2 * x),
            "You drew the wave itself, its height. On top of the wave the slope is zero.",
        ),
        Mistake(
            "the sign",
            lambda x: -2 * np.cos(2 * x),
            "Where the wave goes up, its slope is above zero. Look at the beginning.",
        ),
    ),
)

twenty_links = Prediction(
    title="twenty links",
    question="A chain has twenty links, and each of them has the slope 0.8. How large is the "
    "slope of the whole?",
    options=(
        Option(
            "a",
            "Nearly 0.8, as each of them.",
            "No. That is the mean of the slopes. They multiply.",
        ),
        Option("b", "About 0.4, half of it.", "No. Four links bring it there already."),
        Option(
            "c",
            "About 0.01, a hundredth.",
            page("Yes. It is @product. Each link takes a fifth of what is left.",
                 product=0.8**20),
        ),
        Option("d", "16, twenty times 0.8.", "No. That is the sum of the slopes. They multiply."),
    ),
    happened="c",
)  # fmt: skip

steepest_sigmoid = Prediction(
    title="where a sigmoid is steepest",
    question="A sigmoid rises from 0 on the left to 1 on the right. It is close to 0 until about "
    "-4, and close to 1 from about 4 on. Where is it steepest, and how steep?",
    options=(
        Option(
            "a",
            "In the middle, with the slope 1/4.",
            "Yes. There the rectangle is a square of side one half, with the area 1/4. Why the "
            "area is the slope, the text below shows.",
        ),
        Option(
            "b",
            "In the middle, with the slope 1/2.",
            "No. One half is its height in the middle.",
        ),
        Option(
            "c",
            "In the middle, with the slope 1.",
            "No. At that rate it would be through after a run of 1.",
        ),
        Option("d", "On the right, where it is highest.", "No. There it is nearly level."),
    ),
    happened="a",
)


def summary() -> Markdown:
    """Return the chapter's predictions beside what happened, and how far its exercises are."""
    return progress.summary(__name__)
