"""The exercises and predictions of the chapter on derivatives, from easy to hard."""

import math

import numpy as np

from mlcalc import datasets, functions
from mlcalc.exercises import progress
from mlcalc.exercises.drawing import Axis, Curve, DrawnPrediction
from mlcalc.exercises.engine import Choice, Code, Markdown, Mistake, Number, page
from mlcalc.exercises.kinds import FromPicture, Matching, WrongLine
from mlcalc.exercises.prediction import Option, Prediction

# Speed.

average_speed = Number(
    title="an average speed",
    prompt=r"""
        After $t$ seconds a ride has come $x = t^2$ metres. What is its average speed between
        $t = 3$ and $t = 3.4$ seconds, in metres a second?
        """,
    answer=(3.4**2 - 3**2) / (3.4 - 3),
    right="The distance grows by 2.56 m in 0.4 seconds.",
    mistakes=(
        Mistake(
            "only the distance",
            3.4**2 - 3**2,
            "This is the distance of that stretch, the rise. Divide it by the time, the run.",
        ),
        Mistake(
            "upside down",
            (3.4 - 3) / (3.4**2 - 3**2),
            "This is time over distance. Speed is rise over run: distance over time.",
        ),
        Mistake(
            "from the beginning",
            3.4**2 / 3.4,
            "You divided the whole distance by the whole time. Only what happened between 3 and "
            "3.4 seconds counts.",
        ),
        Mistake(
            "from the beginning to the start",
            3**2 / 3,
            "You divided the distance at t = 3 by 3 seconds. That is the average speed of the "
            "first 3 seconds. Where is the ride at the end of the stretch?",
        ),
        Mistake(
            "instant at the start",
            2 * 3,
            "This is the speed at t = 3 itself. Over the rest of the stretch the ride gets faster.",
        ),
        Mistake(
            "instant at the end",
            2 * 3.4,
            "This is the speed at t = 3.4 itself. Before that the ride was slower.",
        ),
        Mistake(
            "a place",
            3.4**2,
            "This is where the ride is at the end. A speed needs two places: subtract the first.",
        ),
        Mistake(
            "the place at the start",
            3**2,
            "This is where the ride is at t = 3. A speed needs two places and the time between.",
        ),
        Mistake(
            "the last place over the run",
            3.4**2 / 0.4,
            "You divided the place at the end by the run. The ride did not begin the stretch at "
            "0 m: take the difference of the two places.",
        ),
        Mistake(
            "the first place over the run",
            3**2 / 0.4,
            "You divided the place at the start by the run. Take the difference of the two places.",
        ),
        Mistake(
            "only the run",
            3.4 - 3,
            "This is the time of the stretch, the run. If you squared it and divided by it, you "
            "lost the start: from 3 to 3.4 the square grows by far more than 0.4 squared.",
        ),
        Mistake(
            "the square of the run",
            (3.4 - 3) ** 2,
            "You squared the difference of the times. Square each time first, then subtract.",
        ),
        Mistake(
            "the middle of the times",
            (3 + 3.4) / 2,
            "This is the time in the middle of the stretch, or the mean of two speeds since the "
            "start. Divide the distance of the stretch by the time it took.",
        ),
        Mistake(
            "mean of the places",
            (3**2 + 3.4**2) / 2,
            "This is the mean of two places, in metres. A speed is a difference of places over a "
            "difference of times.",
        ),
        Mistake(
            "divided by the time at the end",
            (3.4**2 - 3**2) / 3.4,
            "The distance is right, but you divided it by 3.4. How long did the stretch take?",
        ),
        Mistake(
            "divided by the time at the start",
            (3.4**2 - 3**2) / 3,
            "The distance is right, but you divided it by 3. How long did the stretch take?",
        ),
        Mistake(
            "times the run",
            (3.4**2 - 3**2) * 0.4,
            "You multiplied by the run. Check the unit: metres times seconds is no speed.",
        ),
        Mistake(
            "added the places",
            (3.4**2 + 3**2) / 0.4,
            "You added the two places. The distance between them is their difference.",
        ),
        Mistake(
            "sign",
            (3**2 - 3.4**2) / 0.4,
            "You took the start minus the end. The ride goes forward: last place minus first.",
        ),
        Mistake(
            "doubled instead of squared",
            2 * (3.4 - 3) / 0.4,
            "You doubled the times. The place is t squared: at t = 3 it is 9 m.",
        ),
        Mistake(
            "kilometres an hour",
            3.6 * (3.4**2 - 3**2) / 0.4,
            "This is in kilometres an hour. The question asks for metres a second.",
        ),
        Mistake(
            "start not squared",
            (3.4**2 - 3) / 0.4,
            "You squared only the time at the end. At t = 3 the ride is at 9 m.",
        ),
        Mistake(
            "end not squared",
            (3.4 - 3**2) / 0.4,
            "You squared only the time at the start. The place at the end is 3.4 squared.",
        ),
        Mistake(
            "missing brackets",
            3.4**2 - 3**2 / 0.4,
            "Only the second place is divided. Put brackets around the difference of the places.",
        ),
        Mistake(
            "missing brackets below",
            (3.4**2 - 3**2) / 3.4 - 3,
            "You divided by 3.4 and then took 3 away. Put brackets around the difference of the "
            "times.",
        ),
        Mistake(
            "divided by 2",
            (3.4**2 - 3**2) / 2,
            "You divided by 2, as for a mean. Divide by the time of the stretch.",
        ),
        Mistake(
            "sign, not divided",
            3**2 - 3.4**2,
            "You took the start minus the end, and did not divide by the time.",
        ),
    ),
    hints=(
        "Where is the ride at the beginning and at the end of this stretch of time?",
        r"At $t = 3$ it is at 9 m, at $t = 3.4$ at 11.56 m.",
        "Divide the difference of the two places by the difference of the two times.",
    ),
    worked=r"""
        The places are $3^2 = 9$ and $3.4^2 = 11.56$.

        The rise is $\Delta x = 11.56 - 9 = 2.56$ m, the run $\Delta t = 0.4$ s.

        The average speed is $\Delta x / \Delta t = 6.4$ m/s.

        ```python
        answer = (3.4**2 - 3**2) / (3.4 - 3)
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
            5 * 3**2,
            "This is how far it has fallen. The question is how fast it falls.",
        ),
        Mistake(
            "average since the start",
            5 * 3**2 / 3,
            "This is the average speed since the start, or a factor 2 is missing: the square "
            "changes in both of its factors.",
        ),
        Mistake(
            "forgot the factor 5",
            2 * 3,
            "This is the speed for t squared alone. A constant factor stays.",
        ),
        Mistake(
            "acceleration",
            2 * 5,
            "The time is lost: this is by how much the speed grows in each second. The stone "
            "started at rest and has fallen for 3 seconds.",
        ),
        Mistake(
            "exponent stays",
            2 * 5 * 3**2,
            "The 2 came down, but t is still squared. Write out the quotient: one t is divided "
            "away.",
        ),
        Mistake(
            "the factor squared",
            (5 * 3) ** 2,
            "You squared the 5 as well, and this is a distance. Only t is squared.",
        ),
        Mistake(
            "the factor squared, then derived",
            2 * (5 * 3) * 5,
            "You took the speed of (5t) squared. Only t is squared, the 5 stands outside.",
        ),
        Mistake(
            "a run of 1",
            5 * (3 + 1) ** 2 - 5 * 3**2,
            "This is the average over a whole second. Or you only added the 5 instead of letting "
            "its term vanish. Make Δt smaller and smaller.",
        ),
        Mistake(
            "a run of 0.5",
            (5 * 3.5**2 - 5 * 3**2) / 0.5,
            "This is the average over half a second. Let Δt go on to zero.",
        ),
        Mistake(
            "the run did not go to zero",
            (5 * 3.1**2 - 5 * 3**2) / 0.1,
            "This is the average over a tenth of a second. What is left when Δt goes on to zero?",
        ),
        Mistake(
            "a run of 1, backward",
            5 * 3**2 - 5 * (3 - 1) ** 2,
            "This is the average over the second before. Make Δt smaller and smaller.",
        ),
        Mistake(
            "a run of 0.1, backward",
            (5 * 3**2 - 5 * 2.9**2) / 0.1,
            "This is the average over the tenth of a second before. Let Δt go on to zero.",
        ),
        Mistake(
            "the constant of nature",
            9.81 * 3,
            "You used 9.81 from physics. This stone falls by the given formula, and its factor "
            "is 5.",
        ),
        Mistake(
            "a distance from the start",
            5.0,
            "This is how far it fell in the first second. Take the stretch after t = 3.",
        ),
        Mistake(
            "zero over zero",
            0.0,
            "You put Δt = 0 in too early. Divide by Δt first, then let it go to zero.",
        ),
        Mistake(
            "added the factor",
            5 + 2 * 3,
            "You added the 5. A constant factor multiplies the slope as it multiplies the curve.",
        ),
        Mistake(
            "sign",
            -2 * 5 * 3,
            "The distance grows, so its rate of change is above zero: later place minus earlier.",
        ),
        Mistake(
            "t squared",
            3**2,
            "This is t squared. Compute the rise from 3 to 3 + Δt first.",
        ),
        Mistake(
            "kilometres an hour",
            3.6 * 2 * 5 * 3,
            "This is in kilometres an hour. The question asks for metres a second.",
        ),
        Mistake(
            "distance with the constant of nature",
            9.81 / 2 * 3**2,
            "This is the distance by the formula of physics. The question asks for a speed, with "
            "the factor given here.",
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


_minute = 4.0
_warmer = float(functions.cooling(_minute))
_cooling = float(functions.cooling.gradient(_minute))
_at_first = float(functions.cooling(0.0))
_tangent_at_first = _warmer - _minute * _cooling
_hits_zero = _minute - _warmer / _cooling

cooling_tea = FromPicture(
    title="how fast the tea cools",
    prompt="""
        The blue curve says by how many degrees a cup of tea is warmer than the room. The red line
        is its tangent at 4 minutes. How fast does this difference change at 4 minutes, in degrees
        a minute? Read it off to half a degree a minute.
        """,
    answer=_cooling,
    tolerance=0.5,
    right="The tangent falls by about 55 degrees in 12 minutes. The minus says that it falls.",
    mistakes=(
        Mistake(
            "sign",
            -_cooling,
            "The size is right. The difference gets smaller: its rate of change has a minus.",
        ),
        Mistake(
            "value",
            _warmer,
            "This is how much warmer the tea is at 4 minutes. The question is how fast that "
            "changes: rise over run of the tangent.",
        ),
        Mistake(
            "value over time",
            _warmer / _minute,
            "You divided the height by the time. A slope is a rise over a run, between two points "
            "of one line.",
        ),
        Mistake(
            "secant from the start",
            (_warmer - _at_first) / _minute,
            "About this steep is the curve on average over the first 4 minutes: a secant. If you "
            "did take the red line, read its two ends once more.",
        ),
        Mistake(
            "slope at the start",
            float(functions.cooling.gradient(0.0)),
            "This is the slope at the start, where the curve is steepest. Take the red line.",
        ),
        Mistake(
            "squares for units",
            _cooling * 2 / 10,
            "You counted squares. One square is 2 minutes wide and 10 degrees high.",
        ),
        Mistake(
            "run of the point, rise of the line",
            -_tangent_at_first / _minute,
            "The whole fall of the red line belongs to its whole run, not to the 4 minutes up to "
            "the point.",
        ),
        Mistake(
            "height at the start",
            _tangent_at_first,
            "This is where the red line begins. Divide what it falls by how long it takes.",
        ),
        Mistake(
            "time to zero",
            _hits_zero,
            "This is when the red line is down at zero. Divide what it falls by that time.",
        ),
        Mistake(
            "angle",
            float(np.degrees(np.arctan(_cooling))),
            "This is an angle in degrees. The slope is the rise divided by the run.",
        ),
        Mistake(
            "average over the whole picture",
            float(functions.cooling(16.0) - _at_first) / 16,
            "About this steep is the curve on average over the whole picture. If you did take the "
            "red line, read its two ends once more.",
        ),
        Mistake(
            "run over rise",
            1 / _cooling,
            "You divided the run by the rise: these are minutes a degree. Degrees a minute are "
            "rise over run.",
        ),
        Mistake(
            "the distance still to fall",
            _at_first - _warmer,
            "This is by how much the tea has cooled so far. Divide what the red line falls by its "
            "run.",
        ),
    ),
    hints=(
        "The speed at one moment is the slope of the tangent. Which two points of the red line are "
        "easy to read?",
        "It meets the left edge and the lower edge of the picture.",
        "It falls from about 55 degrees to 0 in about 12 minutes.",
    ),
    worked="""
        The red line begins at about 55 degrees on the left edge and reaches 0 at 12 minutes.

        Rise over run: -55 / 12, about -4.6 degrees a minute.

        ```python
        answer = (0 - 55) / (12 - 0)
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
        Write the slope of the secant of a function $f$ from $x$ to $x + \Delta x$. Here `gap` is
        $\Delta x$. It is not zero, but it may be below zero.

        ```python
        def slope(f, x, gap):
            ...
        ```
        """,
    name="slope",
    answer=_quotient,
    tests=(
        (parabola, 3.0, 0.5),
        (hyperbola, 2.0, 0.25),
        (wave, 0.5, 0.01),
        (parabola, -1, 2),
        (parabola, 1.0, -0.5),
    ),
    more=((wave, -2.0, 0.3), (hyperbola, -1.5, -0.25), (parabola, 0.0, -0.5)),
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
            "The sign is turned around: take the value at x + gap minus the value at x.",
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
            "both sides, run in the wrong place",
            lambda f, x, gap: (f(x + gap) - f(x - gap)) / 2 * gap,
            "Without brackets `/ 2 * gap` multiplies by the gap. And here the secant begins at x.",
        ),
        Mistake(
            "centred",
            lambda f, x, gap: (f(x + gap / 2) - f(x - gap / 2)) / gap,
            "Half of your run lies to the left of x. Here the secant begins at x and ends at "
            "x + gap.",
        ),
        Mistake(
            "divided by x",
            lambda f, x, gap: (f(x + gap) - f(x)) / x,
            "You divided by x. The run is the distance between the two places.",
        ),
        Mistake(
            "divided by the place on the right",
            lambda f, x, gap: (f(x + gap) - f(x)) / (x + gap),
            "You divided by x + gap, a place. The run is the distance between the two places.",
        ),
        Mistake(
            "backward",
            lambda f, x, gap: (f(x) - f(x - gap)) / gap,
            "Your secant ends at x. It should begin there and go to x + gap.",
        ),
        Mistake(
            "subtracts the gap",
            lambda f, x, gap: (f(x - gap) - f(x)) / gap,
            "The second place is x - gap, and the sign is turned. The secant goes to x + gap.",
        ),
        Mistake(
            "upside down",
            lambda f, x, gap: gap / (f(x + gap) - f(x)),
            "This is run over rise. A slope is rise over run.",
        ),
        Mistake(
            "times the gap",
            lambda f, x, gap: (f(x + gap) - f(x)) * gap,
            "You multiplied by the run. Try a line like 2x: its slope must not depend on the gap.",
        ),
        Mistake(
            "only the value on the right",
            lambda f, x, gap: f(x + gap) / gap,
            "This is one value over the run. The rise is the difference of two values.",
        ),
        Mistake(
            "only the value on the left",
            lambda f, x, gap: f(x) / gap,
            "This is one value over the run. The rise is the difference of two values.",
        ),
        Mistake(
            "value only",
            lambda f, x, gap: f(x),
            "This is the value of f at x. A slope compares two values.",
        ),
        Mistake(
            "the square only",
            lambda f, x, gap: 2 * x + gap,
            "This is right for the square only. f may be any function: call it.",
        ),
        Mistake(
            "the slope of the square",
            lambda f, x, gap: 2 * x,
            "This is the slope of the square at x. f may be any function: call it, at two places.",
        ),
        Mistake(
            "value of the gap",
            lambda f, x, gap: f(gap) / gap,
            "f(x + gap) - f(x) is not f(gap): f works on the whole sum. Call f twice.",
        ),
        Mistake(
            "values of x and gap",
            lambda f, x, gap: (f(gap) - f(x)) / gap,
            "The second place is x + gap. You took the gap itself for a place.",
        ),
        Mistake(
            "the gap as the second place",
            lambda f, x, gap: (f(gap) - f(x)) / (gap - x),
            "You took the gap for the second place. It is the distance: the second place is "
            "x + gap.",
        ),
        Mistake(
            "gap added to the value",
            lambda f, x, gap: (f(x) + gap - f(x)) / gap,
            "You added the gap to the value, outside of f. Then the result is 1 for every "
            "function. The gap belongs inside the brackets of f.",
        ),
        Mistake(
            "sum of the values",
            lambda f, x, gap: (f(x + gap) + f(x)) / gap,
            "You added the two values. The rise is their difference.",
        ),
        Mistake(
            "x in place of its value",
            lambda f, x, gap: (f(x + gap) - x) / gap,
            "You subtracted x, a place. Subtract the value there, f(x).",
        ),
        Mistake(
            "a gap of its own",
            lambda f, x, gap: (f(x + 1e-6) - f(x)) / 1e-6,
            "Your function has a gap of its own and gives the tangent. Use the argument `gap`.",
        ),
        Mistake(
            "size only",
            lambda f, x, gap: abs(f(x + gap) - f(x)) / gap,
            "A falling curve has a slope below zero. Leave the sign of the rise as it is.",
        ),
        Mistake(
            "size of the run",
            lambda f, x, gap: (f(x + gap) - f(x)) / abs(gap),
            "With a gap below zero your sign is turned. The run is below zero there: take the "
            "value at x + gap minus the value at x, and divide by the gap with its sign.",
        ),
        Mistake(
            "always to the right",
            lambda f, x, gap: (f(x + abs(gap)) - f(x)) / abs(gap),
            "With a gap below zero the secant goes to the left. Yours goes to the right.",
        ),
        Mistake(
            "nothing below zero",
            lambda f, x, gap: (f(x + gap) - f(x)) / gap if gap > 0 else 0.0,
            "With a gap below zero there is a secant, too. The same formula gives its slope.",
        ),
        Mistake(
            "a factor 2",
            lambda f, x, gap: 2 * (f(x + gap) - f(x)) / gap,
            "All slopes are twice as large as they should be: the run of this secant is the whole "
            "gap.",
        ),
        Mistake(
            "twice the run",
            lambda f, x, gap: (f(x + gap) - f(x)) / (2 * gap),
            "The 2 belongs to the formula with a step to both sides. Here the run is the gap.",
        ),
        Mistake(
            "whole division",
            lambda f, x, gap: (f(x + gap) - f(x)) // gap,
            "`//` cuts off what stands after the point. Divide with `/`.",
        ),
        Mistake(
            "rounded",
            lambda f, x, gap: round((f(x + gap) - f(x)) / gap, 2),
            "You rounded the result. Return all digits: with a small gap they are needed.",
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
        A computer keeps about 16 digits. You want the slope of the tangent at 1 from
        $(f(1 + \Delta x) - f(1)) / \Delta x$, for a function like $\sin$. Which $\Delta x$ is best?
        """,
    choices={
        "a": "the smallest number the computer has",
        "b": r"$10^{-15}$",
        "c": r"$10^{-8}$",
        "d": r"$10^{-2}$",
    },
    answer="c",
    right="There the bend of the curve and the lost digits cost about the same, some eight digits.",
    mistakes=(
        Mistake(
            "too wide",
            "d",
            "The secant still cuts the corner: its error is in proportion to Δx, and shrinks with "
            "it.",
        ),
        Mistake(
            "too small",
            "b",
            "The two values agree in nearly all of their digits, so their difference has only one "
            "or two correct ones left.",
        ),
        Mistake(
            "nothing left",
            "a",
            "Then 1 + Δx is the same number as 1, and the rise is zero.",
        ),
    ),
    hints=(
        "Two errors pull in opposite directions. Which one grows when Δx shrinks?",
        r"The bend costs about $\Delta x$, the rounding about $10^{-16} / \Delta x$.",
        "The sum is smallest where the two are equal.",
    ),
    worked=r"""
        The error of the bend is in proportion to $\Delta x$: it shrinks with $\Delta x$.

        The rounding of the two values is about $10^{-16}$, and dividing by $\Delta x$ makes it
        $10^{-16} / \Delta x$: it grows.

        They are equal when $\Delta x^2 \approx 10^{-16}$. Answer c.
        """,
)

# First rules.

cubic_slope = Number(
    title="the slope of a cubic",
    prompt=r"What is the slope of $f(x) = x^3$ at $x = -5$?",
    answer=float(functions.cube.gradient(-5.0)),
    right="A square is never negative, so the cubic rises on the left as well.",
    mistakes=(
        Mistake("value", (-5) ** 3, "This is the value of the cube. Take the derivative first."),
        Mistake(
            "sign",
            -3 * (-5) ** 2,
            "The size is right, the sign is not: the slope contains the square of x.",
        ),
        Mistake(
            "forgot the 3",
            (-5) ** 2,
            "You lowered the exponent. The old exponent also comes down as a factor.",
        ),
        Mistake(
            "exponent too low",
            3 * -5,
            "The 3 came down, but the exponent became 1. It drops by one only: from 3 to 2.",
        ),
        Mistake(
            "exponent too low, sign lost",
            3 * 5,
            "The exponent became 1, and the minus of x is lost. It drops by one only, from 3 to 2.",
        ),
        Mistake(
            "derived twice",
            3 * 2 * -5,
            "You took the derivative of the derivative, or doubled where you should square. "
            "One step of the power rule is enough.",
        ),
        Mistake(
            "derived twice, sign lost",
            3 * 2 * 5,
            "You doubled where you should square, and lost the minus of x. Take the square of x.",
        ),
        Mistake(
            "derived three times",
            3 * 2 * 1,
            "No x is left: you applied the rule too often. The exponent drops by one only.",
        ),
        Mistake(
            "exponent stays",
            3 * (-5) ** 3,
            "The 3 came down, but the exponent stayed. It drops by one.",
        ),
        Mistake(
            "exponent grows",
            3 * (-5) ** 4,
            "The exponent has grown. In a derivative it drops by one.",
        ),
        Mistake(
            "the way back",
            (-5) ** 4 / 4,
            "This is the opposite step: it leads to a function that has yours as its slope. Here "
            "the exponent comes down and drops by one.",
        ),
        Mistake(
            "value without its sign",
            5**3,
            "This is the size of the value. Take the derivative first, then put in x.",
        ),
        Mistake(
            "factor squared with x",
            (3 * -5) ** 2,
            "You squared the 3 as well. Square x first, then multiply.",
        ),
        Mistake(
            "new exponent as the factor",
            2 * (-5) ** 2,
            "The factor in front is the old exponent. You took the new one.",
        ),
        Mistake(
            "square taken for the cube",
            2 * -5,
            "This is the slope of x squared. The exponent here is 3.",
        ),
        Mistake(
            "added the exponent",
            3 + (-5) ** 2,
            "The exponent comes down as a factor: multiply, do not add.",
        ),
        Mistake("only the factor", 3.0, "The 3 came down, but x to the power 2 is missing."),
        Mistake("the place", -5.0, "This is the place. Put it into the derivative of the cube."),
        Mistake(
            "forgot the 3, sign",
            -(5**2),
            "The factor 3 is missing. And a square is not below zero: put the -5 in brackets.",
        ),
        Mistake(
            "the 2 as well",
            2 * 3 * (-5) ** 2,
            "You brought down both the old exponent and the new one. Only the old one comes down.",
        ),
    ),
    hints=(
        "The power rule: the exponent comes down as a factor and drops by one.",
        r"The derivative is $3 x^2$.",
        r"Put $-5$ in for $x$, and square before you multiply.",
    ),
    worked=r"""
        The derivative of $x^3$ is $3 x^2$.

        At $x = -5$: $3 \cdot (-5)^2 = 3 \cdot 25 = 75$.

        ```python
        answer = 3 * (-5) ** 2
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
    more=((2.5, 0.0), (0.7, 1.0), (1.2, -0.5)),
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
            "This is the opposite step: it leads to a function that has yours as its slope. Here "
            "the exponent comes down and drops by one.",
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
        Mistake(
            "only the factor drops",
            lambda x, n: (n - 1) * x**n,
            "You lowered the factor and left the exponent. It is the other way round.",
        ),
        Mistake(
            "times instead of power",
            lambda x, n: n * x * (n - 1),
            "You multiplied by n - 1. It is an exponent: a power is written with two stars.",
        ),
        Mistake(
            "missing brackets",
            lambda x, n: n * x**n - 1,
            "`x**n - 1` takes 1 away from the power. The exponent n - 1 needs brackets.",
        ),
        Mistake(
            "missing brackets above",
            lambda x, n: n * x**-1,
            "Your exponent is -1 for every n. It should be one less than n.",
        ),
        Mistake(
            "brackets around too much",
            lambda x, n: (n * x) ** (n - 1),
            "The factor n is inside the power. Only x is raised: take n out of the brackets.",
        ),
        Mistake(
            "derived twice",
            lambda x, n: n * (n - 1) * x ** (n - 2),
            "This is the derivative of the derivative. One step is enough.",
        ),
        Mistake(
            "exponential",
            lambda x, n: x**n * np.log(x),
            "This is the slope when the exponent changes. Here n is fixed and x changes.",
        ),
        Mistake(
            "sign",
            lambda x, n: -n * x ** (n - 1),
            "There is one minus too many. For n = 2 the slope must be 2x.",
        ),
        Mistake(
            "size of the factor",
            lambda x, n: abs(n) * x ** (n - 1),
            "A negative exponent comes down with its minus: 1/x falls.",
        ),
        Mistake(
            "divided by the exponent",
            lambda x, n: x ** (n - 1) / n,
            "You divided by n, as in the opposite step. The exponent comes down as a factor.",
        ),
        Mistake(
            "drops by two",
            lambda x, n: n * x ** (n - 2),
            "The exponent drops by one only. Yours drops by two.",
        ),
        Mistake(
            "one subtracted from x",
            lambda x, n: n * (x - 1) ** n,
            "You took 1 from x. It is the exponent that drops by one.",
        ),
        Mistake(
            "1 - n above",
            lambda x, n: n * x ** (1 - n),
            "The exponent is turned around: n - 1, not 1 - n. Try n = 2.",
        ),
        Mistake(
            "minus n above",
            lambda x, n: n * x ** (-n),
            "The exponent got a minus. It drops by one: try n = 2, where 2x must come out.",
        ),
        Mistake(
            "factor added",
            lambda x, n: n + x ** (n - 1),
            "You added the exponent. It comes down as a factor.",
        ),
        Mistake(
            "only the factor",
            lambda x, n: n,
            "The exponent came down, but the power of x is missing.",
        ),
        Mistake(
            "whole exponents only",
            lambda x, n: n * x ** int(n - 1),
            "You cut the exponent to a whole number. The root has n = 1/2.",
        ),
        Mistake(
            "integral without its denominator",
            lambda x, n: x ** (n + 1),
            "The exponent has grown, as in the opposite step. Here it drops and comes down as a "
            "factor.",
        ),
        Mistake(
            "n times x",
            lambda x, n: n * x,
            "That holds for the square. For the cube the slope is 3x².",
        ),
        Mistake(
            "square in mind",
            lambda x, n: 2 * x,
            "This is the slope of the square, whatever n is.",
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
    prompt=r"What is the slope of $f(x) = \frac{1}{x}$ at $x = 5$?",
    answer=float(functions.reciprocal.gradient(5.0)),
    right="The curve falls, and more and more slowly to the right.",
    mistakes=(
        Mistake(
            "sign",
            1 / 5**2,
            "The curve falls, so its slope is below zero. The exponent -1 comes down as a factor, "
            "with its sign.",
        ),
        Mistake("value", 1 / 5, "This is the value of the function. Take its derivative."),
        Mistake(
            "one over the slope of x",
            1 / 1,
            "You took one over the derivative of x. A quotient has its own rule, and 1/x is a "
            "power with the exponent -1.",
        ),
        Mistake(
            "exponent went up",
            -1 * 5**0,
            "You have minus 1 times x to the 0. From -1 the exponent drops to -2.",
        ),
        Mistake(
            "logarithm",
            math.log(5),
            "This is the opposite step: the logarithm has the slope 1/x. The question asks for the "
            "slope of 1/x.",
        ),
        Mistake(
            "logarithm with sign",
            -math.log(5),
            "This is minus the logarithm. It has the slope -1/x; the question asks for the slope "
            "of 1/x.",
        ),
        Mistake(
            "forgot the square",
            -1 / 5,
            "This is minus 1/x. The exponent drops from -1 to -2, so x is squared.",
        ),
        Mistake(
            "quotient of the derivatives",
            0 / 1,
            "You divided the derivatives of 1 and x. A slope of 0 would mean a flat curve. Write "
            "1/x as a power.",
        ),
        Mistake(
            "derived twice",
            2 / 5**3,
            "This is the derivative of the derivative. One step of the power rule is enough.",
        ),
        Mistake(
            "new exponent as the factor",
            -2 / 5**3,
            "The factor is the old exponent, -1, and the new one is -2. You went one step too far.",
        ),
        Mistake(
            "exponent dropped to -3",
            -1 / 5**3,
            "The exponent dropped by two. From -1 it drops by one, to -2.",
        ),
        Mistake(
            "square of x, not under 1",
            -(5**2),
            "The square stands below the 1: an exponent of -2 means one over x squared.",
        ),
        Mistake(
            "doubled instead of squared",
            -1 / (2 * 5),
            "You have 2x below. An exponent of -2 means x times x below, not 2 times x.",
        ),
        Mistake(
            "doubled instead of squared, sign",
            1 / (2 * 5),
            "You took one over the slope of x squared. A quotient has its own rule; and the curve "
            "falls.",
        ),
        Mistake("the square", 5**2, "This is x squared. Write 1/x as a power with exponent -1."),
        Mistake(
            "turned over",
            -5.0,
            "This is -x. An exponent of -2 puts x squared below the 1.",
        ),
        Mistake(
            "root in mind",
            1 / (2 * math.sqrt(5)),
            "This is the slope of the root. 1/x has the exponent -1, not 1/2.",
        ),
        Mistake(
            "x minus 1",
            -1 / (5 - 1) ** 2,
            "You took 1 from x. It is the exponent that drops by one.",
        ),
        Mistake(
            "new factor, exponent right",
            -2 / 5**2,
            "The exponent is right. The factor in front is the old exponent, -1.",
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

        At $x = 5$ this is $-\frac{1}{25}$.

        ```python
        answer = -1 / 5**2
        ```
        """,
)

curves_and_slopes = Matching(
    title="curves and their slopes",
    prompt="What is true of the slope of each curve, wherever the curve has one?",
    items={"1": r"$\sqrt{x}$", "2": r"$\frac{1}{x}$", "3": "$1 - 2x$", "4": "$x^3$"},
    choices={
        "a": "never below zero, and zero at one place",
        "b": "always below zero, but not the same everywhere",
        "c": "always above zero, and smaller and smaller to the right",
        "d": "below zero, and the same everywhere",
    },
    answer="cbda",
    right="The slope is about rising and falling, wherever the curve itself may be.",
    mistakes=(
        Mistake(
            "falls to the right",
            "bcda",
            "A curve whose slope gets smaller need not fall, and one that flattens need not rise. "
            "Follow 1/x and the root from left to right: which of them goes down?",
        ),
        Mistake(
            "flat at zero",
            "abdc",
            "The root and the cubic have changed places. At zero one of them is flat and the other "
            "one upright.",
        ),
    ),
    hints=(
        "Which of the curves fall?",
        "Two fall: the hyperbola, on both of its sides, and one that is straight.",
        "Of the two that rise, one is flat at a single place.",
    ),
    worked=r"""
        The derivatives are $\frac{1}{2 \sqrt{x}}$, $-\frac{1}{x^2}$, $-2$ and $3 x^2$.

        The first is above zero and shrinks as $x$ grows: c. The second has a square below a minus:
        b. The third is a constant: d. The last is a square, zero at $x = 0$ only: a.

        ```python
        answer = "cbda"
        ```
        """,
)

near_two = Number(
    title="a little to the right",
    prompt=r"""
        All that is known of a function is $f(2) = 7$ and $f'(2) = -3$. About how large is $f(2.1)$?
        Go there along the tangent.
        """,
    answer=7 - 3 * 0.1,
    right="One to the right it would fall by 3; a tenth to the right, by a tenth of that.",
    mistakes=(
        Mistake(
            "sign",
            7 + 3 * 0.1,
            "The slope is below zero. Does the curve go up or down to the right?",
        ),
        Mistake(
            "a whole step",
            7.0 - 3,
            "The slope is the rise for 1 to the right. Here you go a tenth as far.",
        ),
        Mistake(
            "slope times place",
            7 - 3 * 2.1,
            "You multiplied the slope by the place. What counts is how far you go from 2.",
        ),
        Mistake(
            "only the change",
            -3 * 0.1,
            "This is by how much it changes. Where did it start?",
        ),
        Mistake(
            "only the change, without its sign",
            3 * 0.1,
            "This is the size of the change. Where did it start, and which way does it go?",
        ),
        Mistake(
            "unchanged",
            7.0,
            "This is the value at 2. The slope says how it changes on the way.",
        ),
        Mistake("the slope", -3.0, "This is the slope. The question asks for a height."),
        Mistake(
            "in proportion",
            7 * 2.1 / 2,
            "You enlarged the value as the place. That would be a line through zero; the slope "
            "says something else.",
        ),
        Mistake(
            "line through zero",
            -3 * 2.1,
            "A line of slope -3 through zero is there. This one goes through the point (2, 7).",
        ),
        Mistake(
            "from zero",
            7.0 - 3 * 2,
            "You went 2 to the right. From 2 to 2.1 is how far?",
        ),
        Mistake(
            "value times place",
            7 * 2.1,
            "You multiplied the value by the place. Start at 7 and add the rise.",
        ),
        Mistake(
            "a hundredth",
            7 - 3 * 0.01,
            "You went a hundredth to the right. From 2 to 2.1 it is a tenth.",
        ),
        Mistake(
            "slope added to the place",
            2.1 - 3,
            "You added the slope to the place. Heights are added to heights.",
        ),
    ),
    hints=(
        "Draw the point (2, 7) and the tangent there. Where is it a little further right?",
        "Rise is slope times run. How long is the run?",
        "The run is 0.1, so the rise is a tenth of -3. Add it to the height.",
    ),
    worked=r"""
        The run is $2.1 - 2 = 0.1$, the rise of the tangent $-3 \cdot 0.1 = -0.3$.

        From the height 7 this leads to $7 - 0.3 = 6.7$. The curve itself may bend away from
        its tangent, so this need not be exact.

        ```python
        answer = 7 + -3 * (2.1 - 2)
        ```
        """,
)

CURVES_TO_MATCH = (
    lambda x: 1 - x**2 / 2,
    lambda x: x**3 / 3 - x,
    np.arctan,
    lambda x: 0.5 - x / 2,
)
SLOPES_TO_MATCH = (
    lambda x: 1 / (1 + x**2),
    lambda x: -x,
    lambda x: -0.5 + 0 * x,
    lambda x: x**2 - 1,
)
"""What the picture of the matching shows, in its order."""

match_slopes = Matching(
    title="four curves and their slopes",
    prompt="""
        The upper row shows four curves, the lower row their slopes, in another order. Which slope
        belongs to which curve?
        """,
    items={
        "1": "the first curve", "2": "the second curve", "3": "the third curve",
        "4": "the fourth curve",
    },
    choices={"a": "slope a", "b": "slope b", "c": "slope c", "d": "slope d"},
    answer="bdac",
    right="Where a curve is flat its slope crosses zero, or touches it; height says nothing.",
    mistakes=(
        Mistake(
            "the same look",
            "adbc",
            "You gave the hill the picture that looks like a hill. On the left of its top a hill "
            "rises, on the right it falls: where is its slope above zero?",
        ),
        Mistake(
            "hill and wave",
            "dbac",
            "The first two have changed places. How often is each of these curves flat?",
        ),
        Mistake(
            "straight ones",
            "cdab",
            "You gave the straight line a slope that is not the same everywhere. A line has one "
            "slope.",
        ),
    ),
    hints=(
        "Look for the places where a curve is flat. There its slope is zero.",
        "The second curve is flat at two places, the first at one, the other two nowhere.",
        "The third curve always rises, most steeply in the middle; the fourth falls evenly.",
    ),
    worked=r"""
        The first is flat at one place, rises before it and falls after it: b. The second is flat
        at two places: d. The third always rises, and most steeply in the middle: a. The fourth is
        a line that falls: c.

        ```python
        answer = "bdac"
        ```
        """,
)  # fmt: skip

# Sums, products, quotients.

sum_slope = Number(
    title="multiples and sums",
    prompt=r"What is the slope of $f(x) = 3 x^2 - 4 x + 7$ at $x = 8$?",
    scaffold=r"""
        *A worked example.* For $2 x^2 + 5 x - 1$ the slopes of the terms are $4 x$, $5$ and $0$. So
        the slope of the whole is $4 x + 5$, and at $x = 1$ that is $9$.
        """,
    answer=6 * 8 - 4,
    right="Each term is treated on its own, and the constant leaves nothing.",
    mistakes=(
        Mistake(
            "value",
            3 * 8**2 - 4 * 8 + 7,
            "This is the value of f. Differentiate each term first.",
        ),
        Mistake(
            "value without the constant",
            3 * 8**2 - 4 * 8,
            "The 7 is gone, but the other terms are still values. Each of them has a slope.",
        ),
        Mistake(
            "kept the constant",
            6 * 8 - 4 + 7,
            "You kept the 7. A constant shifts the curve up and leaves its slope alone.",
        ),
        Mistake(
            "kept the x",
            6 * 8 - 4 * 8,
            "You kept -4x as it is. The slope of -4x is -4, for every x.",
        ),
        Mistake(
            "kept the x and the constant",
            6 * 8 - 4 * 8 + 7,
            "Only the first term is differentiated. A line leaves its slope, a constant nothing.",
        ),
        Mistake(
            "lost the line",
            6 * 8,
            "This is the slope of 3x² alone. The line -4x has a slope, too.",
        ),
        Mistake(
            "lost the factor 3",
            2 * 8 - 4,
            "The factor 3 is lost. A constant factor stays when you differentiate.",
        ),
        Mistake("sign", 6 * 8 + 4, "You added 4 where it must be subtracted."),
        Mistake(
            "square kept",
            3 * 8**2 - 4,
            "The term 3x² is still there as it was. Its slope is another one: use the power rule.",
        ),
        Mistake(
            "forgot the 2",
            3 * 8 - 4,
            "The exponent dropped, but the 2 did not come down as a factor.",
        ),
        Mistake(
            "exponent stays",
            6 * 8**2 - 4,
            "The 2 came down, but x is still squared. The exponent drops by one.",
        ),
        Mistake(
            "x lost",
            6 - 4,
            "You took the factors alone. The slope of 3x² still contains x.",
        ),
        Mistake(
            "derived twice",
            6.0,
            "This is the derivative of the derivative. Put x into the first one.",
        ),
        Mistake(
            "factor squared",
            2 * 9 * 8 - 4,
            "You took the slope of (3x)². Only x is squared, the 3 stands outside.",
        ),
        Mistake(
            "the way back",
            8**3 - 2 * 8**2 + 7 * 8,
            "This is the opposite step: it leads to a function that has yours as its slope. Here "
            "the exponents come down and drop by one.",
        ),
        Mistake(
            "line leaves minus 1",
            6 * 8 - 1,
            "Of -4x only the minus is left. The slope of a line is its factor.",
        ),
        Mistake(
            "constant leaves 1",
            6 * 8 - 4 + 1,
            "The 7 became 1. A constant does not change, so its slope is 0.",
        ),
        Mistake(
            "constant subtracted",
            6 * 8 - 4 - 7,
            "You subtracted the 7. A constant has no part in the slope.",
        ),
        Mistake(
            "product of the derivatives",
            6 * 8 * -4,
            "You multiplied the slopes of the terms. Terms of a sum are added.",
        ),
        Mistake(
            "added 3 and 2",
            (3 + 2) * 8 - 4,
            "You added the exponent to the factor 3. It comes down as a factor: multiply.",
        ),
        Mistake(
            "sign of all",
            -6 * 8 + 4,
            "All signs are turned around. To the right of its lowest point the parabola rises.",
        ),
        Mistake(
            "square term lost",
            -4.0,
            "This is the slope of the line alone. The term 3x² has one, too.",
        ),
        Mistake(
            "line twice, as a square",
            6 * 8 - 8,
            "The 2 came down from the line as well. The exponent of x in -4x is 1.",
        ),
        Mistake(
            "lost the line, kept the constant",
            6 * 8 + 7,
            "The line -4x has a slope, and the constant 7 has none.",
        ),
        Mistake(
            "square kept, line lost",
            3 * 8**2,
            "The term 3x² is still there as it was, and the line -4x has a slope, too.",
        ),
    ),
    hints=(
        "Differentiate the three terms one by one and add.",
        r"$3 x^2$ gives $3 \cdot 2 x$. A line gives its slope, a constant gives 0.",
        r"The derivative is $6 x - 4$.",
    ),
    worked=r"""
        Term by term: $(3 x^2)' = 6 x$, $(-4 x)' = -4$, $(7)' = 0$.

        So $f'(x) = 6 x - 4$, and $f'(8) = 48 - 4 = 44$.

        ```python
        answer = 6 * 8 - 4
        ```
        """,
)

product_from_table = Number(
    title="a product of which little is known",
    prompt=r"""
        Two functions are known at one place only: $g(2) = 3$, $g'(2) = -2$, $h(2) = 5$,
        $h'(2) = 6$. What is the slope of their product $g(x)\, h(x)$ at $x = 2$?
        """,
    answer=-2.0 * 5 + 3 * 6,
    right="One strip is negative: that side gets shorter. The other one gains more.",
    mistakes=(
        Mistake(
            "product of the slopes",
            -2.0 * 6,
            "You multiplied the slopes: that is the corner. The strips are a slope times a side.",
        ),
        Mistake(
            "sum of the slopes",
            -2.0 + 6,
            "You added the slopes, as for a sum. A strip is as long as the other side.",
        ),
        Mistake(
            "minus",
            -2.0 * 5 - 3 * 6,
            "You subtracted one strip. The minus belongs to the quotient.",
        ),
        Mistake(
            "each with its own slope",
            3 * -2.0 + 5 * 6,
            "You multiplied each function by its own slope. The strip of one side is as long as "
            "the other side.",
        ),
        Mistake("only on top", 3.0 * 6, "This is one strip. The other side changes, too."),
        Mistake("only at the side", -2.0 * 5, "This is one strip. The other side changes, too."),
        Mistake(
            "value", 3.0 * 5, "This is the area, the value of the product. How does it change?"
        ),
        Mistake(
            "sign lost",
            2.0 * 5 + 3 * 6,
            "You lost the minus: this side gets shorter as x grows.",
        ),
        Mistake(
            "quotient",
            (-2.0 * 5 - 3 * 6) / 25,
            "This is the slope of the quotient. The question is about the product.",
        ),
        Mistake(
            "area times slopes",
            3.0 * 5 * (-2 + 6),
            "You multiplied the area by the sum of the slopes. Each slope goes with the other "
            "side.",
        ),
        Mistake(
            "corner added to the area",
            3.0 * 5 - 2 * 6,
            "This is the area plus the corner. Only the two strips are left.",
        ),
        Mistake(
            "times the place",
            2 * (-2.0 * 5 + 3 * 6),
            "You multiplied by x = 2 as well. The place is already in the four numbers.",
        ),
    ),
    hints=(
        "Draw the rectangle with the sides 3 and 5. Which side grows, which shrinks?",
        "Each strip: how fast one side changes, times the other side.",
        "One strip is -2 times 5. What is the other one?",
    ),
    worked=r"""
        The product rule asks for four numbers, and all are known:

        $(g h)'(2) = g'(2)\, h(2) + g(2)\, h'(2) = -2 \cdot 5 + 3 \cdot 6 = 8$.

        ```python
        answer = -2 * 5 + 3 * 6
        ```
        """,
)

quotient_slope = Number(
    title="a quotient",
    prompt=r"What is the slope of $f(x) = \frac{x}{x^2 + 1}$ at $x = 3$?",
    scaffold=r"""
        *A page with gaps.* $u = x$ and $v = x^2 + 1$, so $u' = \ldots$ and $v' = \ldots$ At
        $x = 3$: $\;\dfrac{v\, u' - u\, v'}{v^2} = \dfrac{10 \cdot \ldots - 3 \cdot \ldots}{\ldots}$
        """,
    answer=(10 - 3 * 6) / 10**2,
    right="In proportion to its size the denominator grows faster, so the quotient falls.",
    mistakes=(
        Mistake(
            "turned around",
            (3 * 6 - 10) / 10**2,
            "The two terms above have changed places: the derivative of the numerator comes first.",
        ),
        Mistake("plus", (10 + 3 * 6) / 10**2, "The two terms above are subtracted, not added."),
        Mistake(
            "forgot the square",
            (10 - 3 * 6) / 10,
            "The denominator of the rule is squared.",
        ),
        Mistake(
            "quotient of the derivatives",
            1 / 6,
            "You divided the derivatives. A quotient has its own rule.",
        ),
        Mistake("value", 3 / 10, "This is the value of f. Use the quotient rule."),
        Mistake(
            "only the first term",
            10 / 10**2,
            "The bottom was held still. The rule has a second term above: the bottom grows, too.",
        ),
        Mistake(
            "only the second term",
            -3 * 6 / 10**2,
            "Only the bottom was differentiated. The rule has another term above: the numerator "
            "grows, too.",
        ),
        Mistake(
            "second term, sign lost",
            3 * 6 / 10**2,
            "One term is missing, and a sign: above stand two terms with a minus between.",
        ),
        Mistake(
            "product of the derivatives above",
            1 * 6 / 10**2,
            "Above stands the product of the derivatives. In the rule each derivative meets the "
            "other function.",
        ),
        Mistake(
            "only the top",
            10 - 3 * 6,
            "This is the top of the rule. Divide it by the square of the denominator.",
        ),
        Mistake(
            "product rule",
            10 + 3 * 6,
            "This is the product rule. Here the second function divides.",
        ),
        Mistake(
            "kept the 1 of the bottom",
            (10 - 3 * (6 + 1)) / 10**2,
            "In the derivative of x² + 1 you kept the 1. A constant leaves nothing.",
        ),
        Mistake(
            "square kept below",
            (10 - 3 * 9) / 10**2,
            "For the derivative of the bottom you took x squared. Its slope is 2x.",
        ),
        Mistake(
            "x lost in the derivative of the bottom",
            (10 - 3 * 2) / 10**2,
            "For the derivative of the bottom you took 2. The slope of x² still contains x.",
        ),
        Mistake(
            "2 lost in the derivative of the bottom",
            (10 - 3 * 3) / 10**2,
            "For the derivative of the bottom you took x, or only u' stands above. The 2 of x² "
            "comes down as a factor, and the rule has two terms above.",
        ),
        Mistake(
            "inner derivative forgotten",
            1 / 10 - 3 / 10**2,
            "In the second term the derivative of the bottom, 2x, is missing.",
        ),
        Mistake(
            "numerator kept its x",
            (10 * 3 - 3 * 6) / 10**2,
            "In the first term you kept x. Its derivative is 1.",
        ),
        Mistake(
            "powers of the bottom",
            (10 - 3 * 6) / (9**2 + 1),
            "You squared x² alone. The square of the denominator is that of the whole sum.",
        ),
        Mistake(
            "split below",
            (3 * 6 - 10) / 3**2,
            "You divided by the sum term by term, or turned the fraction over. A sum below a "
            "fraction cannot be split: try x = 1.",
        ),
        Mistake(
            "divided by u squared",
            (10 - 3 * 6) / 3**2,
            "You divided by the square of the numerator. The denominator is squared.",
        ),
        Mistake(
            "doubled instead of squared",
            (10 - 3 * 6) / (2 * 10),
            "You doubled the denominator. The rule squares it.",
        ),
        Mistake(
            "derivative of the bottom squared below",
            (10 - 3 * 6) / 6**2,
            "Below stands the square of the derivative. It is the denominator itself that is "
            "squared.",
        ),
        Mistake(
            "cancelled the x",
            -1 / (3 + 1) ** 2,
            "You cancelled x from a sum. Only a factor of the whole sum can be cancelled.",
        ),
        Mistake(
            "derivative of the bottom over the bottom",
            6 / 10,
            "You divided the slope of the bottom by the bottom. The rule needs the numerator and "
            "its slope, too.",
        ),
        Mistake(
            "sign of the first",
            (-10 - 3 * 6) / 10**2,
            "Both terms above have a minus. Only the second one is subtracted.",
        ),
        Mistake(
            "bottom to the power 3",
            (10 - 3 * 6) / 10**3,
            "You divided once too often: the rule has the square of the denominator.",
        ),
        Mistake(
            "missing brackets",
            10 - 3 * 6 / 10**2,
            "Only the second term is divided. Put brackets around the whole top.",
        ),
        Mistake(
            "turned around, no square",
            (3 * 6 - 10) / 10,
            "The terms above have changed places, and the denominator is squared.",
        ),
        Mistake(
            "plus, no square",
            (10 + 3 * 6) / 10,
            "The terms above are subtracted, and the denominator is squared.",
        ),
        Mistake(
            "only the top, turned around",
            3 * 6 - 10,
            "This is the top with its terms exchanged. And it is divided by the square of the "
            "denominator.",
        ),
        Mistake(
            "derivatives over the square",
            -6 / 10**2,
            "In the second term x is missing: the derivative of the bottom meets the numerator. "
            "And the first term is lost.",
        ),
    ),
    hints=(
        r"The quotient rule: $\left(\frac{u}{v}\right)' = \frac{v u' - u v'}{v^2}$.",
        r"Here $u = x$ and $v = x^2 + 1$, so $u' = 1$ and $v' = 2 x$.",
        r"At 3: $u = 3$, $v = 10$, $v' = 6$. Put them in.",
    ),
    worked=r"""
        With $u = x$, $u' = 1$, $v = x^2 + 1$, $v' = 2 x$:

        $f'(x) = \frac{(x^2 + 1) \cdot 1 - x \cdot 2 x}{(x^2 + 1)^2}$.

        At $x = 3$: $\frac{10 - 18}{100} = -0.08$.

        ```python
        u, v = 3, 3**2 + 1
        answer = (v * 1 - u * 2 * 3) / v**2
        ```
        """,
)

wrong_quotient = WrongLine(
    title="a page with one wrong line",
    prompt=r"""
        Somebody computes the slope of $\frac{x^3}{x^2 + 1}$ at $x = 2$. In one line
        there is a slip; a line after it may only carry it on. Which line is it, and what ought to
        come out there?
        """,
    lines=(
        r"$u = x^3$ and $v = x^2 + 1$, so $u' = 3 x^2$ and $v' = 2 x$",
        r"$\left(\frac{u}{v}\right)' = \frac{v\, u' - u\, v'}{v^2}$",
        r"at $x = 2$: $u = 8$, $v = 5$, $u' = 12$, $v' = 4$",
        r"$v\, u' - u\, v' = 5 \cdot 12 - 8 \cdot 4 = 28$",
        r"the slope is $\frac{28}{5} = 5.6$",
    ),
    answer=(5, 1.12),
    right="The rule was written down with its square, and the square was lost with the numbers.",
    mistakes=(
        Mistake("order of the rule", 2, "The order is right: the slope of the upper one first."),
        Mistake("the constant", 1, "The 1 in v is a constant and leaves nothing."),
        Mistake(
            "square of the slope",
            (5, 1.75),
            "This is the line. You divided by the square of v'; the rule has the square of v.",
        ),
        Mistake(
            "only slopes",
            (5, 3.0),
            "This is the line. You divided one slope by the other; the lines above it are right, "
            "so go on from them.",
        ),
    ),
    hints=(
        "Do each line again and compare only with the line before it.",
        "The formula is right. Is all of it still there at the end?",
        "Compare what stands below the fraction bar in the rule and in the last line.",
    ),
    worked=r"""
        Lines 1 to 4 are right. Line 5 divides by $v$, but the rule divides by $v^2$:

        - as it stands: $\frac{28}{5} = 5.6$
        - as the rule says: $\frac{28}{5^2} = 1.12$

        ```python
        answer = 5, 28 / 5**2
        ```
        """,
)

# Inverse functions, e, logarithm.

inverse_slope = Number(
    title="the slope of the root",
    prompt=r"""
        The root is the inverse of $f(x) = x^2$ for $x \geq 0$. What is the slope of $\sqrt{y}$ at
        $y = 25$? Use only the derivative of $f$.
        """,
    scaffold=r"""
        *A worked example.* At $y = 9$ the mirrored point is $x = 3$, because $3^2 = 9$. There the
        square has the slope $2 \cdot 3 = 6$. So the root has the slope $\frac{1}{6}$ at 9.
        """,
    answer=1 / (2 * 5),
    right="The mirrored point is x = 5, where the parabola has slope 10.",
    mistakes=(
        Mistake(
            "slope at the wrong point",
            1 / (2 * 25),
            "You took one over f' at 25. The slope of f belongs to the mirrored point, x = 5.",
        ),
        Mistake("slope of f", 2 * 5, "This is the slope of f at 5. The mirror turns it over."),
        Mistake(
            "slope of f at the wrong point",
            2 * 25,
            "This is f' at 25. The mirrored point is x = 5, and the mirror turns the slope over.",
        ),
        Mistake(
            "value", 5.0, "This is the root of 25. It is the place where the slope of f is taken."
        ),
        Mistake("forgot the 2", 1 / 5, "The slope of the parabola at 5 is twice 5."),
        Mistake(
            "exponent stays",
            5 / 2,
            "The 1/2 came down, but the exponent stayed. It drops from 1/2 to -1/2: the root goes "
            "below.",
        ),
        Mistake("half of y", 25 / 2, "You took half of y. Which x has the square 25?"),
        Mistake(
            "one over y",
            1 / 25,
            "This is one over y. Take one over f' at the mirrored point.",
        ),
        Mistake(
            "root taken twice",
            1 / (2 * math.sqrt(5)),
            "You took the root twice. The mirrored point is x = 5 already.",
        ),
        Mistake("sign", -1 / (2 * 5), "The root grows, so its slope is above zero."),
        Mistake(
            "one over f",
            1 / 25**2,
            "You took one over f. The inverse undoes f; it is not one over f.",
        ),
        Mistake(
            "one over f, derived",
            -2 / 25**3,
            "You took the slope of one over f. The inverse undoes f; it is not one over f.",
        ),
        Mistake(
            "derived twice",
            -1 / 4 * 25**-1.5,
            "This is the derivative of the derivative of the root.",
        ),
        Mistake(
            "exponent dropped too far",
            1 / 2 * 25**-1.5,
            "The exponent dropped by two. From 1/2 it drops to -1/2.",
        ),
        Mistake(
            "derivative of one over the root",
            -1 / 2 * 25**-1.5,
            "This is the slope of one over the root. The question asks for that of the root.",
        ),
        Mistake(
            "the way back",
            2 / 3 * 25**1.5,
            "This is the opposite step. Take the slope.",
        ),
        Mistake(
            "two over the root",
            2 / 5,
            "The 2 stands on the wrong side: the slope 2x is turned over as a whole.",
        ),
        Mistake("f of y", 25**2, "This is the square of 25. Go back: which x has the square 25?"),
        Mistake(
            "one half",
            1 / 2,
            "This is the factor that comes down. The root in the denominator is missing.",
        ),
        Mistake(
            "the mirrored slope with a sign",
            -2 * 5,
            "This is minus the slope of f. A mirror in the line y = x turns the slope over: one "
            "over it.",
        ),
    ),
    hints=(
        "Which x has the square 25?",
        r"At $x = 5$ the slope of $f$ is $f'(5) = 2 \cdot 5$.",
        "Rise and run change places in the mirror.",
    ),
    worked=r"""
        The point $(x, y) = (5, 25)$ of the parabola is mirrored to $(25, 5)$.

        There $f'(5) = 2 \cdot 5 = 10$.

        So the slope of the root at $y = 25$ is $\frac{1}{10} = 0.1$.

        ```python
        x = 25**0.5
        answer = 1 / (2 * x)
        ```
        """,
)

wrong_root = WrongLine(
    title="a page about the root, with one wrong line",
    prompt=r"""
        Somebody computes the slope of $\sqrt{y}$ at $y = 16$. In one line there is a slip; a
        line after it may only carry it on. Which line is it, and what ought to come out there?
        """,
    lines=(
        r"$f(x) = x^2$ for $x \geq 0$ has the inverse $g(y) = \sqrt{y}$",
        r"$f'(x) = 2 x$",
        r"$g'(y) = \frac{1}{f'(x)}$ at the mirrored point",
        r"at $y = 16$: $f' = 2 \cdot 16 = 32$",
        r"so $g'(16) = \frac{1}{32}$",
    ),
    answer=(4, 8.0),
    right="The slope of the square is taken at the mirrored point, and that is 4.",
    mistakes=(
        Mistake(
            "the end",
            5,
            "This line follows from the one above it. The slip is further up.",
        ),
        Mistake("the rule", 3, "The rule is right: one over the slope at the mirrored point."),
        Mistake(
            "the mirrored point itself",
            (4, 4.0),
            "This is the line, and this is the mirrored point. What is the slope of the square "
            "there?",
        ),
        Mistake(
            "the result",
            (4, 0.125),
            "This is the line. What you give is the slope of the root, which comes in the line "
            "after it.",
        ),
    ),
    hints=(
        "Two points belong together: one on the square, its mirror image on the root.",
        "At which x does the square have the height 16?",
        "Take the slope of the square at that x, not at its height.",
    ),
    worked=r"""
        The mirrored point of $y = 16$ is $x = \sqrt{16} = 4$. So in line 4:
        $f'(4) = 2 \cdot 4 = 8$, and the root has the slope $\frac{1}{8}$.

        ```python
        answer = 4, 2 * 4
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
        Mistake(
            "sign",
            -math.cos(math.pi / 3),
            "The minus belongs to the derivative of the cosine. At π/3 the sine still rises.",
        ),
        Mistake(
            "slope of the cosine",
            -math.sin(math.pi / 3),
            "This is the slope of the cosine. At π/3 the sine still rises.",
        ),
        Mistake(
            "degrees",
            math.cos(math.radians(math.pi / 3)),
            "Either your calculator works in degrees, or this is the slope at 0, where the sine "
            "rises fastest. Take it at π/3, in radians.",
        ),
        Mistake(
            "60 in radians",
            math.cos(60),
            "You put in 60, but the functions take radians. Put in `np.pi / 3`.",
        ),
        Mistake(
            "sine of 60 in radians",
            math.sin(60),
            "This is the sine of 60 radians. Put in `np.pi / 3`, and take the slope.",
        ),
        Mistake(
            "sine in degrees",
            math.sin(math.radians(math.pi / 3)),
            "This is the sine of about one degree. Here angles are in radians, and the question "
            "asks for the slope.",
        ),
        Mistake(
            "power rule",
            math.pi / 3 * math.cos(math.pi / 3),
            "You multiplied by x. Nothing comes down here: the slope of the sine is the cosine.",
        ),
        Mistake(
            "secant from zero",
            math.sin(math.pi / 3) / (math.pi / 3),
            "This is the slope of the secant from 0. The question asks for that of the tangent.",
        ),
        Mistake("the angle", math.pi / 3, "This is the angle. Take the slope of the sine there."),
        Mistake("the angle in degrees", 60.0, "This is the angle in degrees. Take the slope."),
        Mistake(
            "factor of degrees",
            math.pi / 180 * math.cos(math.pi / 3),
            "The factor π/180 belongs to angles in degrees. Here they are in radians.",
        ),
        Mistake(
            "tangent",
            math.tan(math.pi / 3),
            "This is the function called tangent. The question asks for the slope of the tangent "
            "line.",
        ),
        Mistake(
            "inverse of the cosine",
            1 / math.cos(math.pi / 3),
            "You took one over the cosine. The slope of sin x is never above 1.",
        ),
        Mistake(
            "forgot the pi",
            math.cos(1 / 3),
            "You put in 1/3. The angle is a third of π.",
        ),
        Mistake(
            "cosine of pi, then divided",
            math.cos(math.pi) / 3,
            "You divided after taking the cosine. Divide π by 3 first.",
        ),
        Mistake(
            "inner derivative",
            math.cos(math.pi / 3) / 3,
            "You multiplied by 1/3. The function is sin x, and π/3 is only the place.",
        ),
        Mistake(
            "flat",
            0.0,
            "The sine is flat at its top, at π/2. Here it still rises; or you took π/3 for a "
            "constant. Differentiate first, then put it in.",
        ),
        Mistake(
            "cosine squared",
            math.cos(math.pi / 3) ** 2,
            "You squared the cosine. The slope of the sine is the cosine itself.",
        ),
        Mistake(
            "cosine of pi",
            math.cos(math.pi),
            "You forgot to divide by 3. The angle is a third of π.",
        ),
    ),
    hints=(
        "Where the sine rises fastest, the cosine is largest.",
        r"The slope is $\cos x$.",
        r"Take the cosine of $\pi / 3$, in radians.",
    ),
    worked=r"""
        The derivative of the sine is the cosine.

        $\cos \frac{\pi}{3} = \frac{1}{2}$.

        ```python
        import numpy as np

        answer = np.cos(np.pi / 3)
        ```
        """,
)

steepest_cosine = Number(
    title="where the cosine rises fastest",
    prompt=r"""
        Between $x = 0$ and $x = 2\pi$ the cosine falls and rises once. At which $x$ does it rise
        fastest? Angles are in radians.
        """,
    answer=1.5 * math.pi,
    right="There -sin x is largest, and the cosine itself goes through zero on its way up.",
    mistakes=(
        Mistake(
            "where it falls fastest",
            math.pi / 2,
            "There the cosine goes through zero, but on its way down.",
        ),
        Mistake(
            "where it is lowest",
            math.pi,
            "There the cosine is lowest, and flat: its slope is zero.",
        ),
        Mistake(
            "where it is highest", 0.0, "There the cosine is highest, and flat: its slope is zero."
        ),
        Mistake(
            "where it is highest again",
            2 * math.pi,
            "There the cosine is highest again, and flat: its slope is zero.",
        ),
        Mistake("degrees", 270.0, "This is in degrees. The question asks for radians."),
        Mistake(
            "where it falls fastest, in degrees",
            90.0,
            "This is in degrees, and there the cosine is on its way down.",
        ),
        Mistake("the slope", 1.0, "This is the slope there. The question asks for the place."),
        Mistake(
            "pi forgotten", 1.5, "Do you mean so many times π? Write it as a number or with np.pi."
        ),
        Mistake(
            "half way up",
            1.25 * math.pi,
            "Between the lowest point and zero it is not yet steepest: the slope -sin x still "
            "grows there.",
        ),
        Mistake(
            "almost up",
            1.75 * math.pi,
            "There it is flattening out already. Where is -sin x largest?",
        ),
        Mistake(
            "outside",
            -math.pi / 2,
            "It rises fastest there, too, but this is not between 0 and 2π. Go on by a full turn.",
        ),
        Mistake(
            "zero of the sine",
            math.pi / 4,
            "There sine and cosine are equal. The slope is -sin x: where is it largest?",
        ),
    ),
    hints=(
        "Where does the cosine rise at all?",
        "It rises from π to 2π. On a wave the steepest place is where it crosses the middle.",
        "Its slope is -sin x. Where is the sine lowest?",
    ),
    worked=r"""
        The slope of the cosine is $-\sin x$. It is largest where the sine is lowest: after three
        quarters of a turn, at $x = \frac{3}{2} \pi$.

        ```python
        import numpy as np

        answer = 3 / 2 * np.pi
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
        Mistake("one part", 1 + 1 / 5, "This is the account after one of the five parts."),
        Mistake(
            "five times the first",
            5 * (1 + 1 / 5),
            "Each part multiplies the account: take a power.",
        ),
        Mistake(
            "upside down",
            (1 + 5) ** (1 / 5),
            "5 and 1/5 have changed places.",
        ),
        Mistake("e", math.e, "This is the limit for ever more parts. Here there are five."),
        Mistake(
            "four parts",
            (1 + 1 / 5) ** 4,
            "You multiplied four times. The first part already multiplies the coin: count to five.",
        ),
        Mistake(
            "six parts",
            (1 + 1 / 5) ** 6,
            "You multiplied six times. There are five parts in a year.",
        ),
        Mistake(
            "paid four times",
            (1 + 1 / 4) ** 4,
            "This is interest paid four times, a quarter each. Here it is paid five times.",
        ),
        Mistake(
            "paid six times",
            (1 + 1 / 6) ** 6,
            "This is interest paid six times, a sixth each. Here it is paid five times.",
        ),
        Mistake(
            "only the interest",
            (1 + 1 / 5) ** 5 - 1,
            "This is what was earned. The question asks for all there is, with the coin itself.",
        ),
        Mistake(
            "power of the part alone",
            1 + (1 / 5) ** 5,
            "You raised the fifth alone. The coin grows with it: the brackets hold 1 + 1/5.",
        ),
        Mistake(
            "the 1 forgotten",
            (1 / 5) ** 5,
            "This is less than the coin. Each part is added to what is there: 1 + 1/5.",
        ),
        Mistake(
            "base and exponent exchanged",
            5 ** (1 + 1 / 5),
            "Base and exponent have changed places: the factor 1 + 1/5, five times over.",
        ),
        Mistake(
            "all of it each time",
            (1 + 1) ** 5,
            "You paid the whole 100 percent five times. Each part is a fifth of it.",
        ),
        Mistake(
            "half each time",
            (1 + 1 / 2) ** 5,
            "You paid half each time. With five parts each is a fifth.",
        ),
        Mistake(
            "two parts",
            (1 + 1 / 2) ** 2,
            "This is interest paid twice. Here it is paid five times, a fifth each.",
        ),
        Mistake(
            "five percent",
            1.05**5,
            "You paid five percent each time. A fifth of 100 percent is more.",
        ),
        Mistake(
            "ten percent",
            1.1**5,
            "You paid ten percent each time. A fifth of 100 percent is more.",
        ),
        Mistake(
            "twelve parts",
            (1 + 1 / 12) ** 12,
            "This is interest paid every month. Here it is paid five times.",
        ),
        Mistake(
            "twenty parts",
            (1 + 1 / 20) ** 20,
            "You took twenty parts. A part is 20 percent; there are five of them.",
        ),
        Mistake(
            "minus",
            (1 - 1 / 5) ** 5,
            "You took a fifth away each time. Interest is added.",
        ),
        Mistake(
            "five at a time",
            (1 + 5) ** 5,
            "You added five coins to each. A part is 100 percent divided by five.",
        ),
        Mistake(
            "e to the part",
            math.exp(1 / 5),
            "This is growth at every moment, for a fifth of a year.",
        ),
        Mistake(
            "percent",
            100 * (1 + 1 / 5) ** 5,
            "This is in percent. One coin was put in: give the answer in coins.",
        ),
        Mistake(
            "squared",
            (1 + 1 / 5) ** 2,
            "This is the account after two of the five parts.",
        ),
        Mistake(
            "one half at five",
            2 * (1 + 1 / 5),
            "You doubled first. What does one part do?",
        ),
        Mistake(
            "three parts", (1 + 1 / 5) ** 3, "This is the account after three of the five parts."
        ),
        Mistake(
            "interest in percent",
            100 * ((1 + 1 / 5) ** 5 - 1),
            "This is what was earned, in percent. The question asks for all there is, in coins.",
        ),
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

_e3 = math.exp(3)

product_slope = Number(
    title="a product",
    prompt=r"""
        What is the slope of $f(x) = x\, e^x$ at $x = 3$?
        """,
    answer=(1 + 3) * _e3,
    right="One strip comes from each factor: e³ from the first, 3e³ from the second.",
    mistakes=(
        Mistake(
            "product of the derivatives",
            1 * _e3,
            "You multiplied the two derivatives. A product grows on two sides: keep one factor "
            "and differentiate the other, both ways round.",
        ),
        Mistake(
            "one strip only",
            3 * _e3,
            "You differentiated only e to the x, or took the value. The factor x changes, too.",
        ),
        Mistake(
            "x stays in both",
            (3 + 3) * _e3,
            "In one of your two terms x should have become its derivative, 1.",
        ),
        Mistake(
            "sum of the derivatives",
            1 + _e3,
            "You added the derivatives of the factors. Multiply each by the other factor.",
        ),
        Mistake(
            "power rule on the exponent",
            _e3 + 3 * 3 * math.exp(2),
            "You used the power rule on e to the x. There the exponent changes, not the base; its "
            "slope is e to the x itself.",
        ),
        Mistake(
            "power rule, one strip",
            3 * 3 * math.exp(2),
            "You used the power rule on e to the x, and the other strip is missing.",
        ),
        Mistake(
            "power rule, product of the derivatives",
            1 * 3 * math.exp(2),
            "You used the power rule on e to the x and multiplied the derivatives. Both steps need "
            "another rule.",
        ),
        Mistake(
            "minus",
            _e3 - 3 * _e3,
            "You subtracted the strips. Both of them make the rectangle larger: add.",
        ),
        Mistake(
            "minus, the other way round",
            3 * _e3 - _e3,
            "You subtracted one strip from the other, or took the opposite step, which leads to a "
            "function with this slope. Both strips make the rectangle larger: add.",
        ),
        Mistake(
            "derived twice",
            (2 + 3) * _e3,
            "This is the derivative of the derivative. Use the product rule once.",
        ),
        Mistake(
            "factors added",
            3 + _e3,
            "You added x and e to the x. They are multiplied, and each strip is a product.",
        ),
        Mistake(
            "quotient rule",
            (_e3 - 3 * _e3) / _e3**2,
            "You used the quotient rule. The two factors are multiplied.",
        ),
        Mistake(
            "exponents added",
            math.exp(3 + 1),
            "You put the factor 1 + x into the exponent. It stays in front.",
        ),
        Mistake(
            "e without its power",
            (1 + 3) * math.e,
            "The factor is right, but e is not raised to the power x.",
        ),
        Mistake(
            "e left out",
            1 + 3,
            "This is the factor alone. Each strip still has e to the x as a side.",
        ),
        Mistake(
            "only x",
            (1 + 3) * 3,
            "You put x where e to the x belongs. The two strips have e to the x as a side.",
        ),
        Mistake(
            "x twice as a power",
            (1 + 3**2) * _e3,
            "The second strip has x once, as the side that was kept. You have x squared.",
        ),
        Mistake(
            "logarithm",
            math.log(3) + 1,
            "This is the slope of x times the logarithm. Here x meets e to the x.",
        ),
        Mistake(
            "sign",
            -(1 + 3) * _e3,
            "The size is right, the sign is not: both factors are above zero and grow, so the "
            "product grows.",
        ),
        Mistake(
            "e to the x as e times x",
            (1 + 3) * math.e * 3,
            "You took e times x. In e to the x the x is the exponent: use `np.exp`.",
        ),
        Mistake(
            "product of the strips",
            _e3 * 3 * _e3,
            "You multiplied the two strips. Areas side by side are added.",
        ),
        Mistake(
            "ten to the x",
            (1 + 3) * 10**3,
            "You took a power of 10, as the key EXP of a calculator does. The base is e.",
        ),
        Mistake(
            "missing brackets",
            1 + 3 * _e3,
            "Only the second strip has e to the x. Put brackets around 1 + x.",
        ),
        Mistake(
            "exponent dropped",
            (1 + 3) * math.exp(2),
            "You lowered the exponent, as in the power rule. The slope of e to the x is e to the "
            "x.",
        ),
        Mistake(
            "x squared",
            3**2 * _e3,
            "You multiplied by x once more. Each strip is the slope of one side times the other "
            "side.",
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

        At $x = 3$: $4 e^3 = 80.34$.

        ```python
        import numpy as np

        answer = (1 + 3) * np.exp(3)
        ```
        """,
)

exponent_of_e = Number(
    title="which power of e",
    prompt=r"To which power must $e$ be raised to give 30?",
    answer=math.log(30),
    right="The natural logarithm answers just this question.",
    mistakes=(
        Mistake(
            "base 10",
            math.log10(30),
            "This is the logarithm to base 10. The question asks for the power of e.",
        ),
        Mistake(
            "base 2",
            math.log2(30),
            "This is the logarithm to base 2. The question asks for the power of e.",
        ),
        Mistake("divided", 30 / math.e, "You divided by e. The number stands in the exponent."),
        Mistake(
            "the other way", math.exp(30), "This is e to the power 30. The question goes back."
        ),
        Mistake(
            "base 30",
            1 / math.log(30),
            "This is the power of 30 that gives e. The question asks for the power of e that "
            "gives 30.",
        ),
        Mistake(
            "sign",
            -math.log(30),
            "e to a number below zero is below 1. 30 is above 1.",
        ),
        Mistake(
            "root",
            30 ** (1 / math.e),
            "You took the root with e as its degree: that asks which number to the power e is 30.",
        ),
        Mistake(
            "thirtieth root of e",
            math.exp(1 / 30),
            "This is a root of e. Raise e to your number: does 30 come out?",
        ),
        Mistake("one over 30", 1 / 30, "This is one over 30. e to a number near 0 is near 1."),
        Mistake("subtracted", 30 - math.e, "You subtracted e. The number stands in the exponent."),
        Mistake(
            "square root",
            math.sqrt(30),
            "This is the square root: its power 2 is 30. The question asks for the exponent, with "
            "base e.",
        ),
        Mistake(
            "e times 30", 30 * math.e, "You multiplied by e. e to this number is far above 30."
        ),
        Mistake(
            "the factor in front",
            3 * math.log(10),
            "A factor inside the logarithm does not come out as a factor: log 30 = log 3 + log 10.",
        ),
        Mistake(
            "sum of logs",
            math.log(10) + 3,
            "The 3 has lost its logarithm: log 30 = log 10 + log 3.",
        ),
        Mistake(
            "product of logs",
            math.log(10) * math.log(3),
            "The logarithm turns a product into a sum: log 30 = log 10 + log 3.",
        ),
        Mistake("power of 30", 30**math.e, "You raised 30 to the power e. The base is e."),
        Mistake(
            "log plus one",
            math.log1p(30),
            "`log1p` adds 1 first: e to this number is 31.",
        ),
        Mistake("log of 10", math.log(10), "e to this number is 10. A factor 3 is missing."),
        Mistake("log of 3", math.log(3), "e to this number is 3. A factor 10 is missing."),
        Mistake(
            "the number itself", 30.0, "This is the result. The question asks for the exponent."
        ),
        Mistake("e", math.e, "This is e, the base. The question asks for the exponent."),
        Mistake("three", 3.0, "e to the power 3 is about 20. A little more is needed."),
        Mistake(
            "log twice",
            math.log(math.log(30)),
            "You took the logarithm twice. Once is enough.",
        ),
    ),
    hints=(
        "The function that undoes the exponential function has a name.",
        r"It is the natural logarithm, in numpy `np.log`.",
        "Take the natural logarithm of 30.",
    ),
    worked=r"""
        The question is $e^{?} = 30$, so $? = \log 30$.

        ```python
        import numpy as np

        answer = np.log(30)
        ```
        """,
)

log_slope = Number(
    title="the slope of the logarithm",
    prompt=r"What is the slope of $\log y$ at $y = 0.2$?",
    scaffold=r"""
        *A page with gaps.* At $y = 0.2$ the mirrored point is the $x$ with $e^x = \ldots$ There the
        exponential function has the slope $\ldots$ So the logarithm has the slope $\ldots$
        """,
    answer=5.0,
    right="The closer to zero, the steeper the logarithm.",
    mistakes=(
        Mistake("value", math.log(0.2), "This is the logarithm itself. Take its slope."),
        Mistake(
            "slope at the wrong point",
            math.exp(-0.2),
            "You took one over e to the 0.2. The slope of the exponential function belongs to the "
            "mirrored point, where its height is 0.2.",
        ),
        Mistake("not turned over", 0.2, "This is e to the mirrored point. Turn it over."),
        Mistake("slope of 1/y", -1 / 0.2**2, "This is the derivative of 1/y."),
        Mistake("sign", -1 / 0.2, "The logarithm rises everywhere."),
        Mistake(
            "slope of the exponential at y",
            math.exp(0.2),
            "This is the slope of the exponential function at 0.2. The logarithm is its mirror "
            "image: another point, and turned over.",
        ),
        Mistake(
            "one over the logarithm",
            1 / math.log(0.2),
            "You turned over the value. It is the slope of the exponential function that is turned "
            "over.",
        ),
        Mistake(
            "value to base 10", math.log10(0.2), "This is a logarithm, to base 10. Take the slope."
        ),
        Mistake(
            "slope to base 10",
            1 / (0.2 * math.log(10)),
            "This is the slope of the logarithm to base 10. Here log is the natural one.",
        ),
        Mistake(
            "slope to base 2",
            1 / (0.2 * math.log(2)),
            "This is the slope of the logarithm to base 2. Here log is the natural one.",
        ),
        Mistake(
            "base 10, upside down",
            math.log(10) / 0.2,
            "You multiplied by log 10. Here log is the natural one, and nothing has to be "
            "converted.",
        ),
        Mistake("square below", 1 / 0.2**2, "You squared y."),
        Mistake("square", 0.2**2, "You squared y. The slope near zero is large, not small."),
        Mistake(
            "log over y",
            math.log(0.2) / 0.2,
            "The logarithm does not stay in its slope. The slope of the mirror image is turned "
            "over.",
        ),
        Mistake(
            "size of the value",
            -math.log(0.2),
            "This is the logarithm without its sign. Take its slope.",
        ),
        Mistake(
            "the way back",
            0.2 * math.log(0.2) - 0.2,
            "This is the opposite step. Take the slope.",
        ),
        Mistake(
            "log y plus 1",
            math.log(0.2) + 1,
            "This is the slope of y times the logarithm. The question asks for that of the "
            "logarithm alone.",
        ),
        Mistake("one over 1 plus y", 1 / (1 + 0.2), "This is the slope of log(1 + y)."),
        Mistake("one over 1 minus y", 1 / (1 - 0.2), "You took 1 - y in place of y."),
        Mistake(
            "power of ten",
            0.1 / 0.2,
            "The decimal point has slipped.",
        ),
        Mistake(
            "comma slip, up",
            10 / 0.2,
            "The decimal point has slipped.",
        ),
        Mistake(
            "e to one over y",
            math.exp(1 / 0.2),
            "You took e to the power one over y. The mirrored point is where e to x is 0.2.",
        ),
        Mistake(
            "constant",
            0.0,
            "A slope of 0 belongs to a constant. log y changes with y: put 0.2 in at the end.",
        ),
        Mistake("one", 1.0, "This is the slope at y = 1. Near zero the logarithm is steeper."),
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
        "a": r"$x \cdot |x|$",
        "b": r"$|x|$",
        "c": r"$\sqrt[3]{x}$",
        "d": "0 for x < 0 and 1 for x ≥ 0",
    },
    answer="a",
    right="It is x² on the right and -x² on the left: both arrive at 0 with slope 0.",
    mistakes=(
        Mistake(
            "corner",
            "b",
            "The slope is -1 on the left and 1 on the right. Under a magnifying glass the corner "
            "stays a corner.",
        ),
        Mistake(
            "vertical tangent",
            "c",
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

        For $x \cdot |x|$ it is $|x|$, and that goes to 0 from both sides. Answer a.
        """,
)

# Back to the line.


def _two_errors(m):
    return (m - 2) ** 2 + (2 * m - 3) ** 2


error_slope = Number(
    title="the slope of another error",
    prompt=r"""
        A line through zero, $y = m x$, is to fit the points $(1, 2)$ and $(2, 3)$. Its error is
        $E(m) = (m - 2)^2 + (2 m - 3)^2$. What is the slope of the error at $m = 0$?
        """,
    answer=-16.0,
    right="Below zero: turn the line up a little, and the error falls by about 16 times as much.",
    mistakes=(
        Mistake(
            "the error itself",
            _two_errors(0.0),
            "This is the error at m = 0. How does it change with m?",
        ),
        Mistake(
            "factor of m forgotten",
            2 * -2.0 + 2 * -3,
            "In the second square m stands with a factor 2. Multiply the square out: what becomes "
            "of this factor?",
        ),
        Mistake(
            "only the first point",
            2 * -2.0,
            "This is the slope of the first square. Slopes add up: the second point is missing.",
        ),
        Mistake(
            "only the second point",
            4 * -3.0,
            "This is the slope of the second square. Slopes add up: the first point is missing.",
        ),
        Mistake("sign", 16.0, "The size is right. Does the error rise or fall as m grows from 0?"),
        Mistake(
            "the 2 of the squares forgotten",
            -2.0 + 2 * -3,
            "Each square brings a factor 2 down.",
        ),
        Mistake(
            "zero put in first",
            0.0,
            "You put m = 0 in before taking the slope. Take the slope first, then put it in.",
        ),
        Mistake(
            "the best slope",
            1.6,
            "This is the m with the smallest error. The question asks how steep E is at m = 0.",
        ),
        Mistake(
            "slope of the slope",
            10.0,
            "This is how fast the slope itself changes. Put m = 0 into the slope of E.",
        ),
        Mistake(
            "a run of 1",
            _two_errors(1.0) - _two_errors(0.0),
            "This is the slope of a secant from 0 to 1. Let the run go to zero.",
        ),
        Mistake(
            "not squared", -2.0 - 3, "You added the distances themselves. The error adds squares."
        ),
        Mistake(
            "slope at 1",
            10.0 - 16,
            "This is the slope at m = 1. The question is about m = 0.",
        ),
    ),
    hints=(
        r"Multiply the two squares out and add them: $E(m)$ is a parabola.",
        r"$(m - 2)^2 = m^2 - 4 m + 4$ and $(2 m - 3)^2 = 4 m^2 - 12 m + 9$.",
        "Differentiate term by term, then put in m = 0. The two terms with m alone are left.",
    ),
    worked=r"""
        Multiplied out, $E(m) = m^2 - 4 m + 4 + 4 m^2 - 12 m + 9 = 5 m^2 - 16 m + 13$.

        Its slope is $E'(m) = 10 m - 16$, and $E'(0) = -16$.

        ```python
        m = 0
        answer = 10 * m - 16
        ```
        """,
)

# Mixed review.

review_meaning = Choice(
    title="review 1: the lock",
    prompt=r"""
        The water in a lock stands $h(t)$ metres high at the time $t$, in hours. It is
        $h'(8) = -0.4$. What does that say?
        """,
    choices={
        "a": "At 8 o'clock the water is 0.4 metres below its usual level.",
        "b": "At 8 o'clock the water falls, at a rate of 0.4 metres an hour.",
        "c": "Until 8 o'clock the water has fallen by 0.4 metres.",
        "d": "From 8 to 9 o'clock the water falls by exactly 0.4 metres.",
    },
    answer="b",
    right="A derivative is a rate at one moment, with a unit: metres an hour.",
    mistakes=(
        Mistake("a height", "a", "A height would be h(8). The prime makes it a rate of change."),
        Mistake("a change so far", "c", "A change so far is a difference of two heights."),
        Mistake(
            "a whole hour",
            "d",
            "It would be so if the rate stayed the same for the whole hour. It is the rate at one "
            "moment.",
        ),
    ),
    hints=("Which unit does h' have?", "Metres an hour: is that a height, a change or a rate?"),
    worked="""
        The derivative is the rate of change at one moment. Below zero means that the water falls.
        Answer b.
        """,
)

review_log_quotient = Number(
    title="review 2: a logarithm",
    prompt=r"What is the slope of $\frac{\log y}{y}$ at $y = 2$?",
    answer=(1 - math.log(2)) / 4,
    right="The quotient still rises at 2. It turns at e, where the logarithm is 1.",
    mistakes=(
        Mistake(
            "quotient of the slopes",
            1 / 2,
            "You divided one slope by the other, or took the slope of the logarithm alone.",
        ),
        Mistake(
            "order",
            (math.log(2) - 1) / 4,
            "The size is right. In the rule the slope of the upper one comes first.",
        ),
        Mistake("no square", (1 - math.log(2)) / 2, "Below stands the square of y."),
        Mistake("nothing below", 1 - math.log(2), "This is what stands above the fraction bar."),
        Mistake("value", math.log(2) / 2, "This is the value of the quotient, not its slope."),
        Mistake(
            "plus",
            (1 + math.log(2)) / 4,
            "Above the bar stands a difference. You added.",
        ),
        Mistake(
            "product rule",
            1 + math.log(2),
            "This is the slope of the product of the two.",
        ),
        Mistake(
            "logarithm to the base 10",
            (1 / math.log(10) - math.log10(2)) / 4,
            "You took the logarithm to the base 10. Here log is the natural one.",
        ),
        Mistake(
            "slope of the logarithm not times y",
            (1 / 2 - math.log(2)) / 4,
            "The slope of the logarithm must be multiplied by the lower function, y.",
        ),
        Mistake("only the first part", 1 / 4, "Above the bar stands a difference of two products."),
        Mistake(
            "only the second part",
            -math.log(2) / 4,
            "Above the bar stands a difference of two products. The first one is missing.",
        ),
        Mistake(
            "the logarithm as its own slope",
            math.log(2) / 4,
            "Only the exponential function is its own slope. What is that of the logarithm?",
        ),
    ),
    hints=(
        "Which rule is for one function over another?",
        r"With $u = \log y$ and $v = y$: $u' = \frac{1}{y}$ and $v' = 1$.",
        r"Above the bar: $v\, u' - u\, v' = 1 - \log y$.",
    ),
    worked=r"""
        With $u = \log y$ and $v = y$ the quotient rule gives

        $\frac{v u' - u v'}{v^2} = \frac{1 - \log y}{y^2}$.

        At $y = 2$: $\frac{1 - 0.6931}{4} = 0.07671$.

        ```python
        import numpy as np

        answer = (1 - np.log(2)) / 2**2
        ```
        """,
)


def slope_to_read(x):
    """Return the slope that the picture of the third review question shows."""
    return x**2 - x - 2


review_turning = FromPicture(
    title="review 3: a slope alone",
    prompt="""
        The picture shows the slope $f'$ of a function $f$. The function itself is not drawn. At
        which $x$ does $f$ stop falling and begin to rise? Read it off to 0.2.
        """,
    answer=2.0,
    tolerance=0.2,
    right="There the slope goes through zero, from below to above.",
    mistakes=(
        Mistake(
            "begins to fall",
            -1.0,
            "There the slope goes from above zero to below: f stops rising and begins to fall.",
        ),
        Mistake(
            "where the slope is lowest",
            0.5,
            "There the slope is lowest: f falls most steeply, and goes on falling.",
        ),
        Mistake(
            "the lowest slope",
            -2.25,
            "This is how low the slope gets. The question asks for a place on the x axis, and f "
            "falls as long as its slope is below zero.",
        ),
        Mistake("zero", 0.0, "At x = 0 the slope is below zero: f falls there."),
        Mistake("the right end", 4.0, "There the slope is largest: f has been rising for a while."),
        Mistake("the left end", -3.0, "There the slope is far above zero: f rises."),
        Mistake(
            "the slope at the right end", 10.0, "This is a slope. The question asks for a place."
        ),
        Mistake(
            "the slope begins to rise",
            1.0,
            "There the slope is below zero still: f goes on falling.",
        ),
    ),
    hints=(
        "What is the sign of the slope where a curve falls?",
        "Look for the place where the slope goes from below zero to above.",
        "It crosses zero twice. Which crossing goes upwards?",
    ),
    worked="""
        Where f falls, its slope is below zero; where it rises, above. The slope crosses zero from
        below at x = 2.

        ```python
        answer = 2
        ```
        """,
)

review_wrong_line = WrongLine(
    title="review 4: a page of working",
    prompt=r"""
        Somebody computes the slope of $4 \sqrt{x} - \frac{3}{x}$ at $x = 4$. In one line
        there is a slip; a line after it may only carry it on. Which line is it, and what ought to
        come out there?
        """,
    lines=(
        r"the function is $4\, x^{1/2} - 3\, x^{-1}$",
        r"the slope of $4\, x^{1/2}$ at 4 is $2 \cdot 4^{-1/2} = 1$",
        r"the slope of $x^{-1}$ at 4 is $-4^{-2} = -\frac{1}{16}$",
        r"times $-3$ that is $-3 \cdot (-\frac{1}{16}) = -\frac{3}{16}$",
        r"together: $1 - \frac{3}{16} = \frac{13}{16}$",
    ),
    answer=(4, 0.1875),
    right="Minus times minus is plus: -3/x rises, as -1/x does.",
    mistakes=(
        Mistake("the power", 3, "The exponent -1 comes down and drops by one: this line is sound."),
        Mistake("the root", 2, "Half of 4 comes down, and the root of 4 is 2: this line is sound."),
        Mistake("the sum", 5, "It follows from the line above it. The slip is further up."),
        Mistake(
            "the factor",
            (4, 0.0625),
            "This is the line, and the sign is right now. The factor 3 is missing.",
        ),
        Mistake(
            "the result",
            (4, 19 / 16),
            "This is the line. What you give is the slope of the whole, which comes in the line "
            "after it.",
        ),
    ),
    hints=(
        "Does $-3/x$ rise or fall on the right of zero?",
        "It rises. What sign must its slope have?",
        "Look at the signs in the product.",
    ),
    worked=r"""
        Line 4: $-3 \cdot (-\frac{1}{16}) = +\frac{3}{16} = 0.1875$, so that the slope is
        $1 + \frac{3}{16}$.

        ```python
        answer = 4, 3 / 16
        ```
        """,
)

review_inverse = Number(
    title="review 5: no formula",
    prompt=r"""
        The function $f(x) = x^3 + x$ has an inverse, but no short formula for it. It is
        $f(1) = 2$. What is the slope of the inverse at 2?
        """,
    answer=1 / 4,
    right="No formula of the inverse was needed: the mirrored point is enough.",
    mistakes=(
        Mistake(
            "not turned over", 4.0, "This is the slope of f at 1. In the mirror it turns over."
        ),
        Mistake(
            "at the wrong point",
            1 / 13,
            "You took the slope of f at 2. The mirrored point of the height 2 is x = 1.",
        ),
        Mistake(
            "at the wrong point, not turned over",
            13.0,
            "This is the slope of f at 2. Which x belongs to the height 2? And then turn it over.",
        ),
        Mistake("one over the value at 2", 1 / 10, "You turned a value over. Turn a slope over."),
        Mistake(
            "one over the value",
            1 / 2,
            "You turned the value over. In the mirror it is the slope that turns over.",
        ),
        Mistake(
            "value of the inverse", 1.0, "This is the value of the inverse at 2, not its slope."
        ),
        Mistake("sign", -1 / 4, "A rising curve has a rising mirror image."),
        Mistake(
            "slope of one over f",
            -1.0,
            "This is the slope of 1/f. The inverse is the way back, not one over f.",
        ),
        Mistake("slope of the 1 forgotten", 1 / 3, "The slope of x itself is 1, not 0."),
        Mistake("value at 2", 10.0, "This is f(2). The inverse goes the other way."),
        Mistake(
            "exponent not lowered",
            1 / 3.5,
            "Which slope has the cube at 1, and which has x? Add them, then turn over.",
        ),
    ),
    hints=(
        "On the mirrored point rise and run have changed places.",
        "The height 2 belongs to x = 1. What is the slope of f there?",
        r"$f'(x) = 3 x^2 + 1$. Put in $x = 1$ and turn it over.",
    ),
    worked=r"""
        The mirrored point of $y = 2$ is $x = 1$. There $f'(1) = 3 + 1 = 4$, so the inverse has the
        slope $\frac{1}{4}$.

        ```python
        answer = 1 / (3 * 1**2 + 1)
        ```
        """,
)

review_two_sides = Choice(
    title="review 6: two pieces",
    prompt=r"""
        The function is $x$ for $x < 0$ and $2 x$ for $x \geq 0$. For every $\Delta x$ the central
        difference at 0 is 1.5. What is true?
        """,
    choices={
        "a": "The derivative at 0 is 1.5.",
        "b": "The derivative at 0 is 2, because 0 belongs to the second piece.",
        "c": "There is no derivative at 0, because the function jumps there.",
        "d": "There is no derivative at 0, because the two sides lead to different slopes.",
    },
    answer="d",
    right="From the left it is 1, from the right 2. The computer takes their mean.",
    mistakes=(
        Mistake(
            "trusting the number",
            "a",
            "The central difference takes the mean of both sides, whether they agree or not.",
        ),
        Mistake(
            "one side only",
            "b",
            "That is the slope on the right. A derivative needs both sides to agree.",
        ),
        Mistake("a jump", "c", "Both pieces are 0 at 0: the curve has a corner, no jump."),
    ),
    hints=(
        "What is the slope of a secant from 0 to the right? To the left?",
        "Do both sides lead to the same number?",
    ),
    worked="""
        The secants from 0 have the slope 1 on the left and 2 on the right. They do not agree, so
        there is no derivative, though the central difference is a number. Answer d.
        """,
)

# Predictions. Their outcomes are computed here, or proved in the tests where they are words.


def _secant_error(gap: float) -> float:
    return abs((math.sin(1 + gap) - math.sin(1)) / gap - math.cos(1))


def _error_of_the_line(m: float) -> float:
    inputs, targets = datasets.three_points()
    heights = targets.mean() + m * (inputs - inputs.mean())
    return float(np.sum((heights - targets) ** 2))


def _average(run: float) -> float:
    return ((3 + run) ** 2 - 3**2) / run


turned_line = Prediction(
    title="a line that is turned",
    question="A line turns around the middle of three points, from falling steeply to rising "
    "steeply. Its error is what comes of squaring how far each point is above or below the line, "
    "and adding. What does the error do?",
    options=(
        Option("a", "It falls all the way.", "No. A line that rises too steeply misses them, too."),
        Option(
            "b",
            "It falls, then it rises.",
            page(
                "Yes. It is @steep where the slope is -3, @best at 0.5 and @other at 3. In between "
                "there is a best line.",
                steep=_error_of_the_line(-3), best=_error_of_the_line(0.5),
                other=_error_of_the_line(3),
            ),
        ),
        Option("c", "It rises all the way.", "No. At first the line comes closer to the points."),
        Option(
            "d",
            "It stays the same.",
            "No. Only at the middle of the points does nothing change.",
        ),
    ),
    happened="b",
)  # fmt: skip

shorter_stretch = Prediction(
    title="ever shorter stretches",
    question="After t seconds a ride has come t² metres. You take its average speed from t = 3 on: "
    "over one second, a tenth, a hundredth, a thousandth. What do these averages do?",
    options=(
        Option(
            "a",
            "They go to zero, because the distance does.",
            "No. The distance goes to zero, but so does the time. Their quotient need not.",
        ),
        Option(
            "b",
            "They grow without end, because the time goes to zero.",
            "No. The time goes to zero, but so does the distance. Their quotient need not grow.",
        ),
        Option(
            "c",
            "They come to 3, nine metres in three seconds.",
            "No. That is the average since the start, and the ride gets faster and faster.",
        ),
        Option(
            "d",
            "They settle at another number.",
            page(
                "Yes. They are @one, @tenth, @hundredth and @thousandth: they lead to 6.",
                one=_average(1), tenth=_average(0.1), hundredth=_average(0.01),
                thousandth=_average(0.001),
            ),
        ),
    ),
    happened="d",
)  # fmt: skip


smaller_gap = Prediction(
    title="an ever smaller run",
    question="A computer takes the slope of a secant of the sine, from 1 to 1\u00a0+\u00a0Δx, as "
    "an approximation of the slope at 1. What does the error do while Δx shrinks from 1 to 10⁻¹⁶?",
    options=(
        Option(
            "a",
            "It shrinks, then it grows again.",
            page(
                "Yes. It is @wide at Δx = 0.01, @best at 10⁻⁸ and @small at 10⁻¹⁵.",
                wide=_secant_error(1e-2),
                best=_secant_error(1e-8),
                small=_secant_error(1e-15),
            ),
        ),
        Option(
            "b",
            "It shrinks all the way.",
            "No. In exact arithmetic it would. The computer keeps 16 digits, and the difference of "
            "two nearly equal numbers loses most of them.",
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
    happened="a",
)

falling_cubic = Prediction(
    title="where the cubic falls",
    question="The curve of x cubed comes from far below on the left and goes far up on the right. "
    "Where is its slope negative?",
    options=(
        Option("a", "For x below 0.", "No. There the values are negative, but they still rise."),
        Option("b", "For x above 0.", "No. There it rises ever more steeply."),
        Option("c", "Only at 0.", "No. At 0 it is flat: the slope is zero."),
        Option(
            "d",
            "Nowhere.",
            "Yes. The slope is 3x², three times a square, and never below zero. At 0 it is zero "
            "for a moment, and the curve rises on both sides.",
        ),
    ),
    happened="d",
)

halved_corner = Prediction(
    title="the corner of the rectangle",
    question="A rectangle grows on two sides, because x grows by Δx. It gains two strips and a "
    "small corner. Now Δx is halved. What happens to the area of the corner?",
    options=(
        Option("a", "It stays the same.", "No. Both of its sides shrink."),
        Option(
            "b",
            "It is halved, like the strips.",
            "No. A strip shrinks in one direction only, the corner in both.",
        ),
        Option(
            "c",
            "It shrinks to about a quarter.",
            "Yes. For a small Δx both sides of the corner are about halved. That is why nothing "
            "of it is left after dividing by Δx.",
        ),
        Option("d", "It vanishes.", "No. As long as Δx is not zero, there is a corner."),
    ),
    happened="c",
)

flat_mirror = Prediction(
    title="a flat tangent in the mirror",
    question="On the right half of the curve of x² you walk down to 0. Its tangent becomes flat. "
    "What does the tangent at the mirrored point, on the curve of the root, do?",
    options=(
        Option(
            "a",
            "It becomes ever steeper.",
            "Yes. In the mirror rise and run change places: a small rise becomes a small run.",
        ),
        Option("b", "It becomes flat, too.", "No. A mirror does not keep a tangent level."),
        Option(
            "c",
            "It stays as it is.",
            "No. The curve is the same, but you walk along it, and its mirror image moves, too.",
        ),
        Option(
            "d",
            "It begins to fall.",
            "No. Both curves rise all the way. Only falling lines have falling mirror images.",
        ),
    ),
    happened="a",
)

slope_of_a_wave = DrawnPrediction(
    title="the slope of a wave",
    question="The upper curve is a wave, sin x. What is its slope, for every x? Draw it below.",
    across=Axis("x", 0, 2 * math.pi),
    up=Axis("slope of sin x", -2, 2),
    given=(Curve("sin x", functions.sine), Axis("sin x", -1.5, 1.5)),
    true=Curve("cos x", functions.sine.gradient),
    why="On top and at the bottom the wave is flat: there its slope is zero. Where the wave "
    "crosses zero it is steepest: upwards at 0 with the slope 1, downwards at π with the slope -1.",
    mistakes=(
        Mistake(
            "the curve itself",
            functions.sine,
            "You drew the wave itself, its height. The slope is how steeply it goes up: on top of "
            "the wave that is zero.",
        ),
        Mistake(
            "the sign",
            lambda x: -functions.sine.gradient(x),
            "Where the wave goes up, its slope is above zero. Look at the beginning.",
        ),
        Mistake(
            "the curve turned over",
            lambda x: -functions.sine(x),
            "You drew the wave turned over. The slope is not the opposite of the height: on top "
            "of the wave it is zero.",
        ),
        Mistake(
            "without its sign",
            lambda x: np.abs(functions.sine.gradient(x)),
            "You drew how steep the wave is. Where it goes down, its slope is below zero.",
        ),
    ),
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
        Option(
            "c",
            "It becomes 10 or so.",
            "No. From a hundred parts on, more parts change very little.",
        ),
        Option("d", "It falls back to 2.", "No. More often means more interest on interest."),
    ),
    happened="b",
)  # fmt: skip

twice_as_far = Prediction(
    title="twice as far out",
    question="The logarithm rises ever more slowly. On its curve you go from 2 to 4, twice as far "
    "from zero. What becomes of the slope?",
    options=(
        Option(
            "a",
            "It stays the same.",
            "No. The logarithm rises ever more slowly, so at 4 it is less steep than at 2.",
        ),
        Option(
            "b",
            "It is a quarter of what it was.",
            "No. So it is with the slope of 1/x, where a square stands below.",
        ),
        Option(
            "c",
            "It is half of what it was.",
            page(
                "Yes. It is @two at 2 and @four at 4: one over the place.",
                two=functions.logarithm.gradient(2.0), four=functions.logarithm.gradient(4.0),
            ),
        ),
        Option(
            "d",
            "It is zero.",
            "No. The logarithm never stops rising, however slowly.",
        ),
    ),
    happened="c",
)  # fmt: skip

magnified_corner = Prediction(
    title="a corner under a magnifying glass",
    question="You look at the corner of |x| with a magnifying glass that enlarges a thousand "
    "times. What do you see?",
    options=(
        Option(
            "a",
            "The same corner.",
            "Yes. Enlarged alike in both directions, |x| looks the same at every size.",
        ),
        Option("b", "A round bend.", "No. There is nothing round in |x|, at any size."),
        Option(
            "c",
            "Nearly a straight line.",
            "No. That is what a smooth curve looks like. Here the slopes of the two sides stay "
            "-1 and 1.",
        ),
        Option("d", "A steep needle.", "No. That is what happens to a cusp."),
    ),
    happened="a",
)


def summary() -> Markdown:
    """Return the chapter's predictions beside what happened, and how far its exercises are."""
    return progress.summary(__name__)
