"""The exercises and predictions of the chapter on optimisation of one variable."""

import math

import numpy as np

from mlcalc import functions
from mlcalc.exercises import progress
from mlcalc.exercises.drawing import Axis, Curve, DrawnPrediction
from mlcalc.exercises.engine import Choice, Code, Detour, Markdown, Mistake, Number
from mlcalc.exercises.kinds import FromPicture, Matching, WrongLine
from mlcalc.exercises.prediction import Option, Prediction

# Where the slope is zero.

five_valleys = Choice(
    title="what is true of the five valleys",
    prompt="Look at the curve with the valleys A to E. Which sentence is true?",
    choices={
        "a": "E is no minimum, because D is lower.",
        "b": "C is a local minimum, though B and D on both sides of it are lower.",
        "c": "Wherever the slope is zero, there is a minimum.",
        "d": "From B to C the curve need not turn: the slope may stay below zero.",
    },
    answer="b",
    right="It is lower than the points near it. How low other valleys are does not count.",
    mistakes=(
        Mistake(
            "local needs global",
            "a",
            "A local minimum is compared only with the points near it. E is lower than all of "
            "those. What happens far away does not count.",
        ),
        Mistake(
            "zero is enough",
            "c",
            "Look at the hilltops: there the slope is zero as well. Zero says that the curve is "
            "flat, not which way it turns.",
        ),
        Mistake(
            "no hill between",
            "d",
            "After B the curve goes up, before C it comes down. Somewhere in between it must turn.",
        ),
    ),
    hints=(
        "Which points is a local minimum compared with, and which a global one?",
        "Put the point on a hilltop and read the slope.",
        "Compare each valley with the points near it, not with the other valleys.",
    ),
    worked="""
        C is lower than all points near it, so it is a local minimum. The valleys B and D are lower,
        but they are not near it. Answer b.
        """,
)

lost_place = WrongLine(
    title="a page about flat places",
    prompt=r"""
        Somebody counts the flat places of $f(x) = x^4 - 8 x^2$. One line is wrong. Which one, and
        which number ought to stand at its end?
        """,
    lines=(
        r"$f'(x) = 4 x^3 - 16 x$",
        r"at a flat place $4 x^3 - 16 x = 0$",
        r"divided by $4x$: $x^2 - 4 = 0$. The number of flat places is $2$",
        r"at $-2$ and at $2$ the value of $f$ is $16 - 32 = -16$",
    ),
    answer=(3, 3.0),
    right="At x = 0 one must not divide by x. The hilltop there was lost.",
    mistakes=(
        Mistake("the slope", 1, "The slope is right: each exponent comes down and drops by one."),
        Mistake("the condition", 2, "This is what flat means: the slope is zero."),
        Mistake("the value", 4, "At 2 and at -2 the value is -16, as it stands there."),
        Mistake(
            "only the lost one",
            (3, 1.0),
            "This is the line. You count the one that was lost. How many are there together?",
        ),
        Mistake(
            "the lost place itself",
            (3, 0.0),
            "This is the line, and 0 is the place that was lost. How many places are flat?",
        ),
        Mistake(
            "as it stands",
            (3, 2.0),
            "This is the line, but 2 is what stands there. Which number was divided away?",
        ),
        Mistake(
            "by the degree",
            (3, 4.0),
            "This is the line. But the slope is a cubic, and a cubic is not zero so often.",
        ),
    ),
    hints=(
        "Try a few simple numbers in the slope of line 1.",
        "A product is zero if one of its factors is. Which factor was thrown away?",
        "By what must one never divide? Put x = 0 into line 2.",
    ),
    worked=r"""
        $4 x^3 - 16 x = 4 x\, (x^2 - 4)$. The product is zero at $x = 0$, $x = 2$ and $x = -2$.
        Line 3 divides by $4x$, and that is not allowed at $x = 0$.

        ```python
        places = [x for x in range(-5, 6) if 4 * x**3 - 16 * x == 0]
        answer = 3, len(places)
        ```
        """,
)


def slope_to_read(x):
    """Return the slope of a function: up through zero at -2, touching at 1, down at 3."""
    return -(x + 2) * (x - 1) ** 2 * (x - 3) / 8


_bend_left, _bend_right = (
    float(root) for root in np.sort(np.roots([-4, 9, 6, -11]))[[0, 2]]
)  # fmt: skip

slope_to_minimum = FromPicture(
    title="a minimum found in the slope",
    prompt="""
        The red curve is the slope of a function, not the function itself. At which x has the
        function a local minimum inside the picture? Read it off to 0.2.
        """,
    answer=-2.0,
    tolerance=0.2,
    right="There the slope goes from below zero to above zero: first down, then up.",
    mistakes=(
        Mistake(
            "the maximum",
            3.0,
            "There the slope goes from above zero to below zero: first up, then down. That is a "
            "hilltop.",
        ),
        Mistake(
            "touches zero",
            1.0,
            "There the slope is zero, but it is above zero on both sides: the function goes up, "
            "rests for a moment, and goes on up.",
        ),
        Mistake(
            "top of the slope on the left",
            _bend_left,
            "There the slope is largest: the function rises most steeply. Where does it turn?",
        ),
        Mistake(
            "top of the slope on the right",
            _bend_right,
            "There the slope has a hilltop of its own, and the function rises steeply. Look at "
            "the sign of the slope.",
        ),
        Mistake(
            "height at zero",
            0.0,
            "At x = 0 the slope is far from zero. A turning point needs slope zero.",
        ),
        Mistake(
            "height of the slope at zero",
            float(slope_to_read(0.0)),
            "This is a height of the red curve. The question is for a place x.",
        ),
        Mistake(
            "the left edge",
            -2.5,
            "There the slope is far below zero: the function is falling. It turns further right.",
        ),
        Mistake(
            "the right edge",
            3.5,
            "There the function falls, and lower points may follow. Where does it turn from "
            "falling to rising?",
        ),
        Mistake(
            "sign",
            2.0,
            "Look at the sign of the place. At 2 the slope is above zero.",
        ),
    ),
    hints=(
        "What does a function do on the left of a minimum, and what on the right?",
        "It falls, then it rises. So the slope is first below zero, then above zero.",
        "The red curve meets zero three times. At only one of them it comes from below.",
    ),
    worked="""
        The slope meets zero at -2, at 1 and at 3. At -2 it goes from below to above: a minimum.
        At 1 it stays above: neither. At 3 it goes from above to below: a maximum.

        ```python
        answer = -2
        ```
        """,
)

# Ends and corners.


def _cubic(x: float) -> float:
    return x**3 - 3 * x


largest_on_interval = Number(
    title="the largest value",
    prompt=r"""
        How large does $f(x) = x^3 - 3x$ become for $-1.5 \leq x \leq 2.5$? Give the largest value.
        """,
    answer=_cubic(2.5),
    right="It is at the right end, where the slope is far from zero.",
    mistakes=(
        Mistake(
            "ends not looked at",
            _cubic(-1.0),
            "This is the hilltop at x = -1, where the slope is zero. An interval has ends as "
            "well: how high is the curve there?",
        ),
        Mistake("place", 2.5, "This is where the largest value is. How large is it?"),
        Mistake(
            "place of the hilltop",
            -1.0,
            "This is the place of the hilltop. The question is for a value, and the ends count.",
        ),
        Mistake(
            "place of the valley",
            1.0,
            "This is the place of the valley. The question is for the largest value.",
        ),
        Mistake(
            "the valley",
            _cubic(1.0),
            "This is the value in the valley, at x = 1. The largest is asked.",
        ),
        Mistake(
            "second derivative zero",
            0.0,
            "This is f at 0, which is no candidate. Which four places are?",
        ),
        Mistake(
            "the left end",
            _cubic(-1.5),
            "This is the value at the left end. Compare it with the other end and the hilltop.",
        ),
        Mistake(
            "slope at the right end",
            3 * 2.5**2 - 3,
            "This is the slope at 2.5. Put 2.5 into f itself.",
        ),
        Mistake(
            "slope at the left end",
            3 * 1.5**2 - 3,
            "This is the slope at the left end. Values of f are asked.",
        ),
        Mistake(
            "a term lost",
            2.5**3,
            "This is 2.5 to the third. What became of the second term?",
        ),
        Mistake(
            "square for cube",
            2.5**2 - 3 * 2.5,
            "You squared. The first term is the third power.",
        ),
        Mistake(
            "sign of the second term",
            2.5**3 + 3 * 2.5,
            "The second term is taken away.",
        ),
        Mistake(
            "triple for cube",
            3 * 2.5,
            "This is three times 2.5. The third power is 2.5 · 2.5 · 2.5.",
        ),
    ),
    hints=(
        "Which places can it be at? The flat ones, and which others?",
        "Flat: x = -1 and x = 1. Ends: x = -1.5 and x = 2.5.",
        "Compute f at all four and take the largest.",
    ),
    worked=r"""
        $f'(x) = 3 x^2 - 3$ is zero at $-1$ and $1$. With the two ends that makes four candidates:

        | $x$ | $-1.5$ | $-1$ | $1$ | $2.5$ |
        |---|---|---|---|---|
        | $f(x)$ | $1.125$ | $2$ | $-2$ | $8.125$ |

        ```python
        answer = max(x**3 - 3 * x for x in (-1.5, -1, 1, 2.5))
        ```
        """,
)

corner_or_end = Choice(
    title="no slope is zero",
    prompt=r"""
        On the interval from 0 to 5 the function $f(x) = |x - 2| + \frac{x}{2}$ has the slope
        $-\frac12$ to the left of 2, and $\frac32$ to the right of it. Where is it smallest?
        """,
    choices={
        "a": "Nowhere: its slope is nowhere zero.",
        "b": "At 0, the left end.",
        "c": "At 2, the corner.",
        "d": "At 5, the right end.",
    },
    answer="c",
    right="It falls up to the corner and rises after it. No slope is needed for that.",
    mistakes=(
        Mistake(
            "needs slope zero",
            "a",
            "A smallest value needs no slope zero. On this interval the function has values "
            "between 1 and 5.5, and one of them is the smallest.",
        ),
        Mistake("left end", "b", "From 0 on the function falls: its slope is -1/2 there."),
        Mistake("right end", "d", "The function rises towards 5: its slope is 3/2 there."),
    ),
    hints=(
        "Walk from 0 to 5. Where do you go down, and where up?",
        "Down as long as the slope is below zero. Where does that end?",
        "f(0) = 2, f(2) = 1, f(5) = 5.5.",
    ),
    worked="""
        It falls from 0 to 2 and rises from 2 to 5. So it is smallest at 2, where it has a corner
        and no slope at all. Answer c.
        """,
)

# Power lines.

_LINES = np.array([3.0, 4.0, 11.0])

best_of_three = Number(
    title="three lines",
    prompt=r"""
        Where is $(x - 3)^2 + (x - 4)^2 + (x - 11)^2$ smallest?
        """,
    answer=float(_LINES.mean()),
    live=(("the lines at 1, 4 and 10", 5.0),),
    right="It is the mean of the three places.",
    mistakes=(
        Mistake(
            "median",
            4.0,
            "This is the middle one of the three. With squares the one at 11 pulls harder than the "
            "one at 3: set the slope to zero.",
        ),
        Mistake(
            "middle of the outer two",
            7.0,
            "This is half way between the outer two. The one at 4 pulls as well.",
        ),
        Mistake("sum", 18.0, "This is the sum of the places. Three terms with an x: divide by 3."),
        Mistake(
            "least cost",
            float(((_LINES - 6) ** 2).sum()),
            "This is how much it costs at the best place. The place is asked.",
        ),
        Mistake("first two", 3.5, "This is best for the first two lines. There is a third one."),
        Mistake(
            "one x lost",
            9.0,
            "You divided by 2. The slope has an x from each of the three squares.",
        ),
        Mistake(
            "geometric mean",
            float(np.prod(_LINES) ** (1 / 3)),
            "This is the third root of the product. The sum of the places counts.",
        ),
        Mistake("set x to zero", 0.0, "Set the slope to zero, not x itself."),
        Mistake("sign", -6.0, "Look at the signs: x - 3 is zero at 3, not at -3."),
        Mistake(
            "a factor 2 lost",
            33 / 6,
            "One of the constants lost its factor 2: it multiplies all that is in the brackets.",
        ),
        Mistake("not divided", 36.0, "This is twice the sum of the places. What stands before x?"),
        Mistake("the 2 kept", 12.0, "You lost a 2 on the left: there are three times 2x."),
        Mistake(
            "the 2 lost",
            3.0,
            "At 3 only the first bracket is zero; the other two squares cost 1 and 64. If you had "
            "18 on the right: the 2 multiplies 3, 4 and 11 as well.",
        ),
    ),
    hints=(
        "At the smallest value the slope is zero. What is the slope of (x - 3)²?",
        "It is 2(x - 3). Add the other two, and set the sum to zero.",
        "The constants add up to 36. How often is x there?",
    ),
    worked=r"""
        $2 (x - 3) + 2 (x - 4) + 2 (x - 11) = 6 x - 36 = 0$, so $x = 6$.

        ```python
        answer = (3 + 4 + 11) / 3
        ```
        """,
)

wrong_three_lines = WrongLine(
    title="a page about three lines",
    prompt=r"""
        Somebody looks for the smallest value of $(x - 1)^2 + (x - 2)^2 + (x - 6)^2$. One line is
        wrong. Which one, and which number ought to stand at its end?
        """,
    lines=(
        r"the slope is $2 (x - 1) + 2 (x - 2) + 2 (x - 6)$",
        r"at the smallest value it is $0$",
        r"multiplied out: $6 x = 17$",
        r"so $x = \frac{17}{6} = 2.833$",
    ),
    answer=(3, 18.0),
    right="2(x - 1) is 2x - 2. With 18 the place is 3, the mean.",
    mistakes=(
        Mistake("the slope", 1, "Each square has the slope 2 times what stands in its brackets."),
        Mistake("zero", 2, "The cost is a smooth curve without ends: there the slope is zero."),
        Mistake("the end", 4, "This line follows from the one above it. The slip is further up."),
        Mistake(
            "no 2 at all",
            (3, 9.0),
            "This is the line, and 9 is the sum of the places. The 2 before each pair of brackets "
            "multiplies it.",
        ),
        Mistake(
            "the place",
            (3, 3.0),
            "This is the line, and 3 is the best place. How large is 6x?",
        ),
        Mistake(
            "sign",
            (3, -18.0),
            "This is the line, and 18 is right. Beside 6x = it has a plus.",
        ),
    ),
    hints=(
        "Which place should come out? You know it for squares.",
        "Multiply out the three pairs of brackets, one at a time.",
        "The constants are 2, 4 and 12.",
    ),
    worked=r"""
        $2 x - 2 + 2 x - 4 + 2 x - 12 = 6 x - 18 = 0$, so $6 x = 18$. In line 3
        one of the constants was not multiplied by 2: $1 + 4 + 12 = 17$. The place is
        $\frac{18}{6} = 3$, the mean of 1, 2, 6.

        ```python
        answer = 3, 2 * 1 + 2 * 2 + 2 * 6
        ```
        """,
)


def _squares(x, lines):
    return np.sum((x - np.asarray(lines, dtype=float)) ** 2)


write_cost = Code(
    title="write the cost",
    prompt=r"""
        Write the cost of a house at $x$: the sum of its squared distances from all lines. `lines`
        is an array of any length. The result is one number.

        ```python
        def total_cost(x, lines):
            ...
        ```
        """,
    name="total_cost",
    answer=_squares,
    tests=(
        (3.0, np.array([1.0, 5.0])),
        (2.0, np.array([1.0, 4.0, 10.0])),
        (5.5, np.array([0.0, 0.5, 2.0, 7.0])),
        (4.0, np.array([4.0])),
    ),
    more=((0.5, np.array([3.0, 3.0, 8.0, -2.0, 1.0])), (7.0, np.array([9.0, 2.5]))),
    right="It serves any number of lines.",
    mistakes=(
        Mistake(
            "distances",
            lambda x, a: np.sum(np.abs(x - a)),
            "You added the distances. Square each of them first.",
        ),
        Mistake(
            "square of the sum",
            lambda x, a: np.sum(x - a) ** 2,
            "You added first and then squared: distances to both sides cancel. Square each one, "
            "then add.",
        ),
        Mistake(
            "mean",
            lambda x, a: np.mean((x - a) ** 2),
            "This is the mean of the squares. It is smallest at the same place, but the sum is "
            "asked for.",
        ),
        Mistake(
            "half",
            lambda x, a: np.sum((x - a) ** 2) / 2,
            "This is half of it. The sum itself is asked for.",
        ),
        Mistake(
            "not added",
            lambda x, a: (x - a) ** 2,
            "These are the squares, one for each line. Add them, with `np.sum`.",
        ),
        Mistake(
            "root",
            lambda x, a: np.sqrt(np.sum((x - a) ** 2)),
            "You took the root at the end. The sum of the squares is asked for.",
        ),
        Mistake(
            "plus",
            lambda x, a: np.sum((x + a) ** 2),
            "You added x and the places. A distance is a difference.",
        ),
        Mistake(
            "no square",
            lambda x, a: np.sum(x - a),
            "You added the differences. Those to the left and to the right cancel: square each.",
        ),
        Mistake(
            "slope",
            lambda x, a: 2 * np.sum(x - a),
            "This adds twice the differences, which is the slope of the cost. A square is written "
            "`** 2`.",
        ),
        Mistake(
            "squares apart",
            lambda x, a: np.sum(x**2 - a**2),
            "You squared x and the places apart. Take the difference first, then square it.",
        ),
        Mistake(
            "product",
            lambda x, a: np.prod((x - a) ** 2),
            "You multiplied the squares. Costs are added.",
        ),
        Mistake(
            "first only",
            lambda x, a: (x - a[0]) ** 2,
            "Only the first line counts in your function. The `return` may stand inside the loop.",
        ),
        Mistake(
            "last only",
            lambda x, a: (x - a[-1]) ** 2,
            "Only the last line counts in your function. Add to the cost in each turn of the loop.",
        ),
        Mistake(
            "mean of the lines",
            lambda x, a: (x - np.mean(a)) ** 2,
            "This is the squared distance from the mean of the lines. Square each distance, then "
            "add.",
        ),
    ),
    hints=(
        "`x - lines` does the same to every line: an array of differences.",
        "Square that array, and add its numbers with `np.sum`.",
        "`np.sum((x - lines) ...)`: what is still missing?",
    ),
    worked="""
        One difference for each line, squared, and all added.

        ```python
        import numpy as np

        def total_cost(x, lines):
            return np.sum((x - lines) ** 2)
        ```
        """,
)

one_more_line = Number(
    title="a fifth line",
    prompt=r"""
        Four power lines have their cheapest place at $x = 7$, with squared distances. A fifth line
        is built at $x = 17$. Where is the cheapest place now?
        """,
    answer=(4 * 7 + 17) / 5,
    right="The four stand for 4 · 7 = 28, with the fifth it is 45, and 45 / 5 = 9.",
    mistakes=(
        Mistake(
            "half way",
            12.0,
            "This is half way. But on one side there are four lines, on the other there is one.",
        ),
        Mistake("unchanged", 7.0, "A new line on the right pulls the best place to the right."),
        Mistake("at the new line", 17.0, "The other four still count, and they pull back."),
        Mistake("sum", 24.0, "You added the places. The best place lies between the lines."),
        Mistake("divided by 4", 45 / 4, "The sum is right. How many lines are there now?"),
        Mistake(
            "a quarter of the way",
            7 + 10 / 4,
            "It moves by a part of the way to the new line. The new one counts as well: which "
            "part of five?",
        ),
        Mistake("whole sum", 45.0, "This is the sum of all five places. Divide by their number."),
        Mistake(
            "mean without weight",
            24 / 5,
            "The 7 stands for four lines. It counts four times.",
        ),
        Mistake("only the move", 2.0, "This is by how far the best place moves. Where is it then?"),
        Mistake("moved the wrong way", 5.0, "The new line is on the right: it pulls to the right."),
        Mistake(
            "the rest of the way",
            15.0,
            "You went four fifths of the way. The four old lines hold it back: it is one fifth.",
        ),
    ),
    hints=(
        "The cheapest place is the mean. What is the sum of the first four places?",
        "Their mean is 7, so their sum is 28.",
        "Add 17, and divide by the number of lines.",
    ),
    worked=r"""
        The mean of four places is 7, so their sum is 28. With the fifth it is $28 + 17 = 45$, and
        $\frac{45}{5} = 9$.

        ```python
        answer = (4 * 7 + 17) / 5
        ```
        """,
)

# Distances instead of squares.

typing_slip = Choice(
    title="a slip of typing",
    prompt=r"""
        Five numbers were measured: 8, 9, 10, 11, 12. Somebody types 1200 in place of the 12. You
        ask which number is closest to all five. What does the slip do to the answer?
        """,
    choices={
        "a": "It moves both answers by the same amount, with squares and with distances.",
        "b": "With distances the answer moves far, with squares it stays.",
        "c": "Neither answer moves much: it is only one number of five.",
        "d": "With squares the answer moves far, with distances it stays.",
    },
    answer="d",
    right="The mean moves from 10 to 247.6. The median is still 10.",
    mistakes=(
        Mistake(
            "the same",
            "a",
            "With squares the best number is the mean, with distances the one in the middle. "
            "Which of them does a far number change?",
        ),
        Mistake(
            "exchanged",
            "b",
            "It is the other way round. With distances it only counts how many lie on each side.",
        ),
        Mistake(
            "one of five",
            "c",
            "With squares a number pulls the harder the further away it is. Compute the mean.",
        ),
    ),
    hints=(
        "Which number is best with squares, and which with distances?",
        "The sum of the five grows by 1188. What becomes of the mean?",
        "Which number stands in the middle, before and after?",
    ),
    worked="""
        The mean grows by 1188 / 5 = 237.6, to 247.6. In the middle of 8, 9, 10, 11, 1200 still
        stands 10. Answer d.
        """,
)

three_costs = Matching(
    title="three costs, three places",
    prompt="Lines stand at 1, 2 and 9. At which place is each cost smallest?",
    items={
        "1": "the sum of the squared distances",
        "2": "the sum of the distances",
        "3": "the largest of the three distances",
    },
    choices={"a": "2", "b": "3", "c": "4", "d": "5"},
    answer="cad",
    right="The mean, the median, and the middle between the outer two.",
    mistakes=(
        Mistake("squares and distances exchanged", "acd", "You exchanged the first two."),
        Mistake(
            "mean for all", "ccc", "Three costs, three places. Only one of them is at the mean."
        ),
        Mistake(
            "middle for the squares",
            "dac",
            "The largest distance looks only at the outer two lines, the squares at all three.",
        ),
    ),
    hints=(
        "Squares: the mean. What is (1 + 2 + 9) / 3?",
        "Distances: as many lines to the left as to the right.",
        "The largest distance counts only the two lines at the outside.",
    ),
    worked="""
        1. The mean is 12 / 3 = 4.
        2. With one line on each side and one here the distances cannot get smaller: 2.
        3. Half way between 1 and 9 neither of the two outer lines is further than 4: 5.

        ```python
        answer = "cad"
        ```
        """,
)

# The coin.

wrong_product_rule = WrongLine(
    title="the product rule, with a slip",
    prompt=r"""
        Somebody computes the slope of $g(p) = p^7 (1 - p)^3$ at $p = \frac12$. One line is wrong.
        Which one, and what ought to come out there?
        """,
    lines=(
        r"$u = p^7$ has the slope $7 p^6$, at $\frac12$ it is $\frac{7}{64} = 0.1094$",
        r"$v = (1 - p)^3$ has the slope $-3 (1 - p)$, at $\frac12$ it is $-1.5$",
        r"the product rule: $g' = u' v + u v'$",
        r"$u = \frac{1}{128} = 0.0078$ and $v = \frac18 = 0.125$",
        r"so $g' = 0.0137 - 0.0117 = 0.0020$",
    ),
    answer=(2, -0.75),
    right="The exponent drops by one, from 3 to 2: the slope of v is -3(1 - p)².",
    mistakes=(
        Mistake("the slope of u", 1, "The power rule: 7 comes down, 6 is left."),
        Mistake("the rule", 3, "The product rule is right."),
        Mistake("the values", 4, "Both values are right: 2 to the seventh is 128, to the third 8."),
        Mistake("the end", 5, "This line follows from the ones above it. The slip is further up."),
        Mistake(
            "sign",
            (2, 0.75),
            "This is the line. The minus of the inner function 1 - p is still needed.",
        ),
        Mistake(
            "exponent stays",
            (2, -0.375),
            "This is the line. Now the exponent has stayed at 3. It drops by one.",
        ),
        Mistake(
            "the factor lost",
            (2, -0.25),
            "This is the line. The exponent 3 comes down as a factor.",
        ),
    ),
    hints=(
        "Take each of the slopes again, with the power rule and the chain rule.",
        "What becomes of an exponent 3 when you take the slope?",
        r"The slope of $(1 - p)^3$ is $3 (1 - p)^2$ times the slope of $1 - p$.",
    ),
    worked=r"""
        $v' = 3 (1 - p)^2 \cdot (-1) = -3 (1 - p)^2$, at $\frac12$ it is $-\frac34$. Then
        $g' = 0.1094 \cdot 0.125 - 0.0078 \cdot 0.75 = 0.0078$: the likelihood still rises at
        $\frac12$, towards 0.7.

        ```python
        answer = 2, -3 * (1 - 1 / 2) ** 2
        ```
        """,
)

only_heads = Choice(
    title="ten heads, no tails",
    prompt=r"""
        Ten tosses show ten heads. Where is the likelihood $p^{10}$ largest for
        $0 \leq p \leq 1$, and how large is its slope there?
        """,
    choices={
        "a": "At p = 1, with slope 10: it is an end.",
        "b": "At p = 1, with slope 0, as at every maximum.",
        "c": "At p = 0, because there the slope is 0.",
        "d": "Nowhere, because the slope is above zero everywhere.",
    },
    answer="a",
    right="At an end the largest value needs no slope zero. This is the coin without tails.",
    mistakes=(
        Mistake(
            "zero at every maximum",
            "b",
            "The slope of p to the tenth is 10 p to the ninth. How large is it at 1?",
        ),
        Mistake(
            "slope zero is enough", "c", "At p = 0 the likelihood is zero, its smallest value."
        ),
        Mistake(
            "ends forgotten",
            "d",
            "Above zero means that it rises all the way, so it is largest where the way ends.",
        ),
    ),
    hints=(
        "Does the likelihood rise or fall from 0 to 1?",
        "It rises all the way. Where does the way end?",
        "Put p = 1 into 10 p to the ninth.",
    ),
    worked=r"""
        $p^{10}$ rises from 0 to 1, so it is largest at the end $p = 1$. Its slope there is
        $10 \cdot 1^9 = 10$. Answer a.
        """,
)

# Why the logarithm.

same_peak = Choice(
    title="which one moves the peak",
    prompt=r"""
        Let $g(p) = p^7 (1 - p)^3$. Three of these functions are largest at the same $p$ as $g$.
        Which one is not?
        """,
    choices={
        "a": r"$\log g(p)$",
        "b": r"$5\, g(p) - 3$",
        "c": r"$p \cdot g(p)$",
        "d": r"$\sqrt{g(p)}$",
    },
    answer="c",
    right="It is the likelihood of one head more, with its peak at 8/11. The others only turn a "
    "larger value into a larger one.",
    mistakes=(
        Mistake(
            "logarithm",
            "a",
            "The logarithm of a larger number is larger. So it is largest where g is.",
        ),
        Mistake(
            "stretched and moved",
            "b",
            "Five times as high and three lower: the heights change, the place of the peak does "
            "not.",
        ),
        Mistake("root", "d", "The root of a larger number is larger. So it is largest where g is."),
    ),
    hints=(
        "What is done to the value g, and is it done alike at every p?",
        "Three of them do something to the value alone. One also looks at p.",
        "Multiply out p times p to the seventh.",
    ),
    worked=r"""
        Logarithm, root and $5 g - 3$ depend on the value of $g$ alone and rise with it. But
        $p \cdot g(p) = p^8 (1 - p)^3$, with its peak at $\frac{8}{11} = 0.727$. Answer c.
        """,
)

wrong_log = WrongLine(
    title="a page about the logarithm",
    prompt=r"""
        Somebody looks for the largest value of $g(p) = p^6 (1 - p)^2$. One line is wrong. Which
        one, and which number ought to stand at its end, to three digits?
        """,
    lines=(
        r"$g$ and $\log g$ are largest at the same $p$",
        r"$G(p) = \log g(p) = 6 \log p + 2 \log (1 - p)$",
        r"at the largest value, $p = 0.75$, one has $G(p) = 0$",
        r"$G'(p) = \frac{6}{p} - \frac{2}{1 - p}$",
        r"$G'(0.75) = 8 - 8 = 0$",
    ),
    answer=(3, float(functions.coin_log_likelihood(6, 2)(0.75))),
    right="At the largest value not G is zero, but its slope.",
    mistakes=(
        Mistake("the same place", 1, "The logarithm rises with its argument: this is right."),
        Mistake("the sum", 2, "A product becomes a sum, an exponent a factor: this is right."),
        Mistake("the slope", 4, "The slope of log(1 - p) is -1/(1 - p): this is right."),
        Mistake("the check", 5, "6/0.75 and 2/0.25 are both 8: this is right."),
        Mistake(
            "as it stands",
            (3, 0.0),
            "This is the line, but 0 is what stands there. Put 0.75 into line 2.",
        ),
        Mistake(
            "the likelihood",
            (3, float(functions.coin_likelihood(6, 2)(0.75))),
            "This is the line, and you give g itself. Line 3 speaks of its logarithm G.",
        ),
        Mistake(
            "sign",
            (3, -float(functions.coin_log_likelihood(6, 2)(0.75))),
            "This is the line. The logarithm of a number below 1 is below zero.",
        ),
        Mistake(
            "logarithm to base 10",
            (3, float(functions.coin_log_likelihood(6, 2)(0.75)) / math.log(10)),
            "This is the line. You took the logarithm to base 10; log is the natural one here.",
        ),
    ),
    hints=(
        "Which of the lines would be true of a slope, and is said of something else?",
        "A logarithm is zero only where its argument is 1. Is g(0.75) = 1?",
        "Put 0.75 into line 2.",
    ),
    worked=r"""
        Line 3 sets the function to zero where its slope belongs. $G$ is below zero for all $p$
        between 0 and 1, because $g$ is below 1. At the peak
        $G(0.75) = 6 \log 0.75 + 2 \log 0.25 = -4.499$.

        ```python
        import math

        answer = 3, 6 * math.log(0.75) + 2 * math.log(0.25)
        ```
        """,
)


def _log_likelihood(p, heads, tails):
    return heads * np.log(p) + tails * np.log(1 - p)


def _fails_for_many(function) -> bool:
    """Say whether a function multiplies first: with many tosses the product is zero."""
    with np.errstate(all="ignore"):
        try:
            return not math.isfinite(function(0.7, 14_000, 6_000))
        except Exception:  # The logarithm of zero, or a power too large: the same slip.
            return True


write_log_likelihood = Code(
    title="write the log-likelihood",
    prompt=r"""
        Write the logarithm of $p^{\text{heads}} (1 - p)^{\text{tails}}$ as one number. It should
        work for thousands of tosses as well.

        ```python
        def log_likelihood(p, heads, tails):
            ...
        ```
        """,
    name="log_likelihood",
    answer=_log_likelihood,
    tests=((0.7, 7, 3), (0.5, 4, 1), (0.2, 3, 9), (0.9, 6, 0)),
    more=((0.35, 12, 5), (0.6, 1, 8)),
    detours=(
        Detour(
            "product first",
            _fails_for_many,
            "Right for a few tosses. Try `log_likelihood(0.7, 14_000, 6_000)`: the product is "
            "zero there, and zero has no logarithm. Take the logarithm of each factor instead.",
        ),
    ),
    right="Sums of logarithms do not run out of numbers.",
    mistakes=(
        Mistake(
            "without 1 - p",
            lambda p, h, t: h * np.log(p) + t * np.log(p),
            "Both terms have log p. A tail has the probability 1 - p.",
        ),
        Mistake(
            "minus",
            lambda p, h, t: h * np.log(p) - t * np.log(1 - p),
            "The logarithm of a product is the sum of the logarithms. You took a difference.",
        ),
        Mistake(
            "sign",
            lambda p, h, t: -h * np.log(p) - t * np.log(1 - p),
            "All signs are turned around: this is the log loss. The logarithm itself is asked for.",
        ),
        Mistake(
            "counts exchanged",
            lambda p, h, t: t * np.log(p) + h * np.log(1 - p),
            "Heads and tails have changed places. Heads go with p.",
        ),
        Mistake(
            "mean",
            lambda p, h, t: (h * np.log(p) + t * np.log(1 - p)) / (h + t),
            "You divided by the number of tosses. The logarithm of the whole product is asked for.",
        ),
        Mistake(
            "only heads",
            lambda p, h, t: h * np.log(p),
            "The tails are missing. Add their logarithm.",
        ),
        Mistake(
            "only tails",
            lambda p, h, t: t * np.log(1 - p),
            "The heads are missing. Add their logarithm.",
        ),
        Mistake(
            "base 10",
            lambda p, h, t: h * np.log10(p) + t * np.log10(1 - p),
            "You took the logarithm to base 10. Use `np.log`, the natural one.",
        ),
        Mistake(
            "base 2",
            lambda p, h, t: h * np.log2(p) + t * np.log2(1 - p),
            "You took the logarithm to base 2. Use `np.log`, the natural one.",
        ),
        Mistake(
            "the likelihood",
            lambda p, h, t: p**h * (1 - p) ** t,
            "This is the product itself. Its logarithm is asked for.",
        ),
        Mistake(
            "counts lost",
            lambda p, h, t: np.log(p) + np.log(1 - p),
            "The counts are lost. An exponent becomes a factor in front of the logarithm.",
        ),
        Mistake(
            "slope",
            lambda p, h, t: h / p - t / (1 - p),
            "This is the slope of what is asked for.",
        ),
        Mistake(
            "product of the logarithms",
            lambda p, h, t: h * np.log(p) * t * np.log(1 - p),
            "You multiplied the logarithms. The logarithm of a product is their sum.",
        ),
        Mistake(
            "power of the logarithm",
            lambda p, h, t: np.log(p) ** h + np.log(1 - p) ** t,
            "You raised the logarithms to a power. An exponent becomes a factor in front.",
        ),
        Mistake(
            "logarithm of the counts",
            lambda p, h, t: p * np.log(h) + (1 - p) * np.log(t + 1),
            "You took the logarithms of the counts. The counts are factors, p is in the logarithm.",
        ),
    ),
    hints=(
        "The logarithm of a product is a sum, that of a power is a multiple.",
        r"$\log p^{\text{heads}} = \text{heads} \cdot \log p$. What is the other term?",
        "`heads * np.log(p)` plus the same with tails and 1 - p.",
    ),
    worked="""
        A power becomes a multiple, the product a sum.

        ```python
        import numpy as np

        def log_likelihood(p, heads, tails):
            return heads * np.log(p) + tails * np.log(1 - p)
        ```
        """,
)

_H, _T = 9, 6

likeliest_p = Number(
    title="the likeliest coin",
    prompt=r"""
        A coin shows 9 heads and 6 tails. For which $p$ is $p^9 (1 - p)^6$ largest?
        """,
    answer=_H / (_H + _T),
    live=(("7 heads and 3 tails", 0.7),),
    right="It is the share of heads.",
    mistakes=(
        Mistake(
            "inner derivative forgotten",
            3.0,
            "A probability cannot be above 1. The slope of 1 - p is -1: the second term gets a "
            "minus.",
        ),
        Mistake(
            "counts exchanged", _T / (_H + _T), "This is the share of tails. p goes with heads."
        ),
        Mistake(
            "odds", _H / _T, "This is heads over tails, the odds. Divide by all tosses instead."
        ),
        Mistake(
            "odds turned over",
            _T / _H,
            "This is tails over heads. Divide the heads by all tosses.",
        ),
        Mistake(
            "belief in fair coins",
            0.5,
            "So it is for a fair coin. The question is what fits these tosses best.",
        ),
        Mistake(
            "product of the derivatives",
            0.0,
            "With p = 0 there would be no heads at all. The slope is zero there too, but the "
            "likelihood is at its smallest.",
        ),
        Mistake(
            "one toss more of each",
            (_H + 1) / (_H + _T + 2),
            "You added one toss of each kind. That is a belief put in beforehand; here only the "
            "tosses count.",
        ),
        Mistake(
            "logarithm of the largest value",
            _H * math.log(_H / 15) + _T * math.log(_T / 15),
            "This is the logarithm of the largest value. The question is for the place p.",
        ),
        Mistake(
            "exponent 9 lost",
            1 / 7,
            "The 9 in front of log p was lost. It comes down from the exponent.",
        ),
        Mistake(
            "exponent 6 lost",
            9 / 10,
            "The 6 in front of log(1 - p) was lost. It comes down from the exponent.",
        ),
        Mistake(
            "slip of sign",
            -3.0,
            "A probability cannot be below zero. Bring 9/p and 6/(1 - p) to one denominator again.",
        ),
        Mistake("only heads", 1.0, "With p = 1 there would be no tails, but there were six."),
        Mistake("one over tosses", 1 / 15, "Divide the number of heads by the number of tosses."),
    ),
    hints=(
        "The logarithm is largest at the same p, and its slope is easier.",
        r"The slope of $9 \log p + 6 \log(1 - p)$ is $\frac{9}{p} - \frac{6}{1 - p}$.",
        r"Set it to zero: $9 (1 - p) = 6 p$.",
    ),
    worked=r"""
        $\frac{9}{p} - \frac{6}{1 - p} = 0$, so $9 (1 - p) = 6 p$, so $9 = 15 p$ and
        $p = \frac{9}{15} = 0.6$.

        ```python
        answer = 9 / (9 + 6)
        ```
        """,
)

sure_and_wrong = Choice(
    title="sure, and wrong",
    prompt=r"""
        A program says that heads come with $p = 0.99$. Then a tail comes. It says $p = 0.999999$,
        and again a tail comes. What does the log loss of the tail, $-\log (1 - p)$, do as $p$ goes
        to 1?
        """,
    choices={
        "a": "It goes to 1, the largest loss there is.",
        "b": "It grows without end.",
        "c": "It goes to 0, because p goes to 1.",
        "d": "It stays as it is: a tail is a tail.",
    },
    answer="b",
    right="It is 4.6 for 0.99 and 13.8 for 0.999999. Who is sure and wrong pays without limit.",
    mistakes=(
        Mistake(
            "a bound of 1",
            "a",
            "Compute it: 1 - 0.99 is 0.01. What is minus its logarithm?",
        ),
        Mistake("the loss of a head", "c", "So it would be for a head, with -log p. A tail came."),
        Mistake(
            "without p", "d", "The loss of a tail depends on how likely it was said to be: 1 - p."
        ),
    ),
    hints=(
        "How likely was a tail said to be, in both cases?",
        "0.01 and 0.000001. What does the logarithm do towards zero?",
        "It falls without end. And minus that?",
    ),
    worked=r"""
        $-\log 0.01 = 4.605$ and $-\log 0.000001 = 13.82$. Towards zero the logarithm falls without
        end, so the loss grows without end. Answer b.
        """,
)

# Which way it bends.

BENDS_TO_MATCH = functions.sine
"""The curve on which four points are marked."""

BEND_PLACES = {"P": 0.6, "Q": 2.3, "R": 4.2, "S": 5.6}
"""The points, each with another pair of signs."""

match_bends = Matching(
    title="slope and bend at four points",
    prompt="Look at the points P, Q, R and S of the curve. Which signs has each of them?",
    items={name: f"at x = {place}" for name, place in BEND_PLACES.items()},
    choices={
        "a": "$f' > 0$ and $f'' > 0$",
        "b": "$f' > 0$ and $f'' < 0$",
        "c": "$f' < 0$ and $f'' > 0$",
        "d": "$f' < 0$ and $f'' < 0$",
    },
    answer="bdca",
    right="The slope says whether it goes up, the second derivative whether it bends up.",
    mistakes=(
        Mistake(
            "bend turned over",
            "acdb",
            "All slopes are right, all bends are turned over. On a hill the curve bends down: the "
            "slope gets smaller there, however high the curve is.",
        ),
        Mistake(
            "signs exchanged",
            "cdba",
            "You exchanged the two signs. The first is that of the slope: up or down.",
        ),
    ),
    hints=(
        "First only the slope: where does the curve go up?",
        "It goes up at P and at S. Now the bend: is it part of a hill or of a valley?",
        "P and Q lie on a hill, R and S in a valley.",
    ),
    worked="""
        P: up, on a hill, b. Q: down, on a hill, d. R: down, in a valley, c. S: up, in a valley, a.

        ```python
        answer = "bdca"
        ```
        """,
)

bend_statements = Choice(
    title="four sentences about x = 0",
    prompt="Only one of these sentences is right. Which one?",
    choices={
        "a": r"$x^4$ has an inflection at 0, because its second derivative is zero there.",
        "b": r"$x^3 + x$ has no inflection at 0, because its slope there is 1 and not 0.",
        "c": r"$|x|$ has no minimum at 0, because it has no slope there.",
        "d": r"$x^5$ has neither a minimum nor a maximum at 0, though its slope is zero there.",
    },
    answer="d",
    right="To the left of 0 it is lower, to the right it is higher.",
    mistakes=(
        Mistake(
            "zero means inflection",
            "a",
            "At an inflection the bend changes its way. The second derivative of x⁴ is above zero "
            "on both sides of 0.",
        ),
        Mistake(
            "an inflection must be flat",
            "b",
            "An inflection is where the bend changes its way, whatever the slope is. The second "
            "derivative of x³ + x is 6x.",
        ),
        Mistake(
            "a minimum needs a slope",
            "c",
            "A minimum is a place with the smallest value. |x| is 0 at 0 and larger elsewhere.",
        ),
    ),
    hints=(
        "Compare values: what is x⁵ a little to the left and a little to the right of 0?",
        "An inflection is where the second derivative changes its sign.",
        "Which sentence says that slope zero is not enough for an extremum?",
    ),
    worked="""
        (-0.1)⁵ is below zero, 0.1⁵ is above zero. So 0 is neither the smallest nor the largest
        value near there. Answer d.
        """,
)

second_derivative_test = Number(
    title="which of the two is the minimum",
    prompt=r"""
        $f(x) = 2 x^3 - 9 x^2 + 12 x$ is flat at two places. How large is $f''$ at the one that is a
        local minimum?
        """,
    answer=12 * 2 - 18.0,
    right="It is at x = 2. At x = 1 the second derivative is -6: a local maximum.",
    mistakes=(
        Mistake(
            "at the maximum",
            12 * 1 - 18.0,
            "This is the second derivative at the other place. Below zero means bent downwards.",
        ),
        Mistake("the value", 4.0, "This is f at the minimum. The second derivative is asked."),
        Mistake("the place", 2.0, "This is where the minimum is. How large is f'' there?"),
        Mistake("a term lost", 24.0, "This is 12x at x = 2. What becomes of the term -9x²?"),
        Mistake(
            "second derivative zero",
            1.5,
            "There the second derivative is zero. Set the first one to zero to find flat places.",
        ),
        Mistake(
            "the slope", 0.0, "This is the slope, zero at a flat place. f'' is the slope of it."
        ),
        Mistake("factor only", 12.0, "This is the factor of x in f'', or f''' itself. Put x in."),
        Mistake(
            "slope divided by 2",
            6 * 2 - 9.0,
            "You divided the slope by 2 to solve it. Take the second derivative of f itself: "
            "12x - 18.",
        ),
        Mistake(
            "slope divided by 6",
            2 * 2 - 3.0,
            "Did you divide the slope by its first factor to solve it? Take the second derivative "
            "of f itself: 12x - 18.",
        ),
        Mistake("sign of the second term", 42.0, "The second term has a minus: 12x - 18."),
        Mistake("value at the maximum", 5.0, "This is f at x = 1. The second derivative is asked."),
        Mistake("constant only", -18.0, "This is f'' at x = 0. Put in the place of the minimum."),
        Mistake("second term as a power", 12 * 2 - 18 * 2.0, "The slope of 18x is 18, without x."),
    ),
    hints=(
        r"Set the slope to zero. It is a multiple of $(x - 1)(x - 2)$.",
        r"$f''(x) = 12 x - 18$. At which of 1 and 2 is it above zero?",
        "Above zero: bent upwards, a minimum. Put 2 into 12x - 18.",
    ),
    worked=r"""
        Flat: $x = 1$ and $x = 2$. $f''(1) = -6$, a local maximum. $f''(2) = 6$, a local minimum.

        ```python
        answer = 12 * 2 - 18
        ```
        """,
)

# The review: two questions on chapter 1, two on chapter 2, two on this chapter.

review_flat_nearby = Choice(
    title="review 1: near a flat place",
    prompt=r"""
        Of a smooth loss you know $L(3) = 5$ and $L'(3) = 0$. What follows for $L(3.001)$?
        """,
    choices={
        "a": "It is above 5, because 3 is a minimum.",
        "b": "It differs from 5 by much less than 0.001.",
        "c": "It is exactly 5, because the loss does not change there.",
        "d": "Nothing: one must know the whole curve.",
    },
    answer="b",
    right="Along the tangent nothing changes; what the bend adds goes with the square of 0.001.",
    mistakes=(
        Mistake("a minimum", "a", "A flat place may also be a hilltop, or neither."),
        Mistake(
            "no change at all",
            "c",
            "The slope is zero at 3, not along the whole way. A little is left from the bend.",
        ),
        Mistake(
            "nothing follows",
            "d",
            "Value and slope at a place say what the values near it are, about.",
        ),
    ),
    hints=(
        "Over a short way a curve goes on along its tangent.",
        "The tangent is level. What is left is the bend.",
        "The bend adds about half the second derivative times 0.001 squared.",
    ),
    worked="""
        L(3.001) is about 5 + 0 · 0.001 = 5. The rest is of the size of 0.001² = 0.000001, as long
        as the second derivative is not huge. Answer b.
        """,
)

review_inner = Number(
    title="review 2: a slope",
    prompt=r"What is the slope of $\log (1 + x^2)$ at $x = 2$?",
    answer=4 / 5,
    right="One over the inside, times the slope of the inside.",
    mistakes=(
        Mistake("inner slope forgotten", 1 / 5, "This is one over the inside. Times its slope."),
        Mistake("one over the inner slope", 1 / 4, "This is 1 over 2x. Where is the inside?"),
        Mistake("value", math.log(5), "This is the value. Its slope is asked."),
        Mistake("only the inner slope", 4.0, "This is the slope of the inside alone."),
        Mistake("outer slope at x", 1 / 2, "You took 1/x at 2. The logarithm is fed with 1 + x²."),
        Mistake("at x, times inner", 2.0, "The outer slope is taken at 1 + x², not at x."),
        Mistake("product", 20.0, "You multiplied by the inside. The slope of log u is 1/u."),
        Mistake("a 2 lost", 2 / 5, "The slope of x² is 2x: a factor 2 is lost."),
        Mistake("the 1 lost", 1.0, "You left out the 1: that is the slope of log x²."),
        Mistake("sign", -4 / 5, "Near x = 2 the inside 1 + x² grows with x, and so does log."),
        Mistake("turned over", 5 / 4, "You turned the quotient over: the inside stands below."),
    ),
    hints=(
        "A function inside another one: which rule?",
        r"The slope of $\log u$ is $\frac{1}{u}$, at $u = 1 + x^2$.",
        r"Times the slope of the inside, $2x$.",
    ),
    worked=r"""
        $\frac{1}{1 + x^2} \cdot 2 x = \frac{2 \cdot 2}{5} = 0.8$.

        ```python
        answer = 2 * 2 / (1 + 2**2)
        ```
        """,
)

review_chain_line = WrongLine(
    title="review 3: a page of working",
    prompt=r"""
        Somebody computes the slope of $(3 x - 1)^4$ at $x = 1$. One line is wrong. Which one, and
        what ought to come out there?
        """,
    lines=(
        r"outside $u^4$, inside $u = 3 x - 1$",
        r"the slope of the outside is $4 u^3$, that of the inside $3$",
        r"at $x = 1$: $4 \cdot 1^3 = 4$",
        r"together: $4 \cdot 3 = 12$",
    ),
    answer=(3, 32.0),
    right="The outside is fed with u = 2, not with x = 1.",
    mistakes=(
        Mistake("the parts", 1, "Outside and inside are right."),
        Mistake("their slopes", 2, "Both slopes are right."),
        Mistake("the end", 4, "This line follows from the one above it. The slip is further up."),
        Mistake(
            "the result",
            (3, 96.0),
            "This is the line, and 96 is what comes out in the end. What stands in line 3?",
        ),
        Mistake("the inside", (3, 2.0), "This is the line, and 2 is u there. Put it into 4u³."),
        Mistake("the value", (3, 16.0), "This is the line, and 16 is u⁴. Its slope is asked."),
        Mistake("no cube", (3, 8.0), "This is the line. You took 4u or u³; it is 4u³."),
    ),
    hints=(
        "What goes into the outside at x = 1?",
        "At x = 1 the inside is 3 - 1.",
        "4 times 2 to the third.",
    ),
    worked=r"""
        At $x = 1$ the inside is $u = 2$. Line 3 put in $x$ instead of $u$: it is
        $4 \cdot 2^3 = 32$, and the slope is $96$.

        ```python
        answer = 3, 4 * (3 * 1 - 1) ** 3
        ```
        """,
)

review_zero_quotient = Choice(
    title="review 4: a slope that is zero",
    prompt=r"""
        A program measures the slope of $f(x) = e^x$ at $x = 1$ by
        $\frac{f(x + \Delta x) - f(x)}{\Delta x}$ with $\Delta x = 10^{-17}$. It prints 0. Is the
        curve flat there?
        """,
    choices={
        "a": "No: in the computer 1 + Δx is the same number as 1.",
        "b": "Yes: a smaller Δx is always nearer to the true slope.",
        "c": "No: the slope of e to the x is zero at 0, not at 1.",
        "d": "Yes: over so short a way every curve is level.",
    },
    answer="a",
    right="The rise is lost in rounding. The true slope is e.",
    mistakes=(
        Mistake(
            "smaller is better",
            "b",
            "Down to a certain run it is. Then rounding takes over. How many digits does a "
            "computer keep?",
        ),
        Mistake("zero at zero", "c", "The slope of e to the x is nowhere zero. At 0 it is 1."),
        Mistake(
            "short is level",
            "d",
            "Over a short way a curve is nearly straight, but along its tangent, which need not "
            "be level.",
        ),
    ),
    hints=(
        "What is the slope of e to the x at 1?",
        "A computer keeps about 16 digits. What is left of 1 + 0.00000000000000001?",
        "If both places are the same number, what is the rise?",
    ),
    worked="""
        1 + 10⁻¹⁷ is rounded to 1, so the rise is exactly 0 and the quotient is 0. The slope is e,
        2.718. Answer a.
        """,
)

_peak = 4.0

review_peak = Number(
    title="review 5: a peak",
    prompt=r"For which $x > 0$ is $x^2 e^{-x/2}$ largest?",
    answer=_peak,
    right="Left of it the square wins, right of it the exponential function.",
    mistakes=(
        Mistake(
            "largest value",
            _peak**2 * math.exp(-_peak / 2),
            "This is how large it becomes. The place is asked.",
        ),
        Mistake("the other zero", 0.0, "At 0 the slope is zero as well, but the value is zero."),
        Mistake(
            "second derivative zero, left",
            _peak - math.sqrt(8),
            "There the second derivative is zero. Set the slope itself to zero.",
        ),
        Mistake(
            "second derivative zero, right",
            _peak + math.sqrt(8),
            "There the second derivative is zero. Set the slope itself to zero.",
        ),
        Mistake(
            "inner derivative forgotten",
            -2.0,
            "The slope of the exponential function has an inner factor: that of -x/2.",
        ),
        Mistake(
            "a factor 2 lost",
            2.0,
            "A factor is lost: the slope of x² is 2x, and that of -x/2 is -1/2.",
        ),
        Mistake("sign", -_peak, "The inner factor is below zero: the second term gets a minus."),
        Mistake("turned over", 1 / _peak, "Solve 2x = x²/2 for x."),
        Mistake("the square", _peak**2, "This is x² at the peak. The place is asked."),
        Mistake("e", math.e, "Where does this come from? Set 2x - x²/2 to zero."),
        Mistake("value at 1", math.exp(-1 / 2), "This is the value at 1. The place is asked."),
        Mistake("the other factor", math.exp(-2), "This is the other factor at the peak."),
        Mistake("a half too much", 1.0, "Divide 2x = x²/2 by x, then multiply by 2."),
        Mistake("a 2 too much", 8.0, "Take the exponents again: the inner factor is -1/2."),
    ),
    hints=(
        "The slope at the peak is zero. Product rule, and chain rule for the second factor.",
        r"The slope is $2 x e^{-x/2} - \frac12 x^2 e^{-x/2}$.",
        r"Take $x e^{-x/2}$ out of it: what is left is $2 - \frac{x}{2}$.",
    ),
    worked=r"""
        $2 x e^{-x/2} - \frac12 x^2 e^{-x/2} = x \left(2 - \frac{x}{2}\right) e^{-x/2}$ is zero for
        $x > 0$ only at $x = 4$, above zero before it and below zero after it.

        ```python
        answer = 2 * 2
        ```
        """,
)

review_always_falling = Choice(
    title="review 6: always falling",
    prompt=r"""
        A loss has the slope $-1$ everywhere on the interval from 0 to 1. Where is it smallest?
        """,
    choices={
        "a": "Nowhere: its slope is never zero.",
        "b": "At 0.",
        "c": "Everywhere alike: its second derivative is zero.",
        "d": "At 1.",
    },
    answer="d",
    right="It falls all the way, and the way ends at 1.",
    mistakes=(
        Mistake("ends forgotten", "a", "A smallest value may be at an end, with any slope."),
        Mistake("the wrong end", "b", "From 0 on it falls: each point after it is lower."),
        Mistake(
            "second derivative",
            "c",
            "The second derivative says how it bends. A straight line can fall.",
        ),
    ),
    hints=(
        "Draw it: a straight line that falls.",
        "Which point of it is lowest?",
        "Where does the interval end?",
    ),
    worked="""
        It is a straight line that falls from 0 to 1. Its lowest point is the right end.
        Answer d.
        """,
)

# Predictions.

zero_slopes = Prediction(
    title="where the slope is zero",
    question="A smooth curve comes down from the left, goes through five valleys, A to E, and goes "
    "up at the right. On its way down or up it never rests. One valley is lower than all others. "
    "At how many places is its slope zero?",
    options=(
        Option("a", "At one, the lowest point of all.", "No. The other valleys are flat as well."),
        Option("b", "At five, in the valleys.", "No. Between them there are hilltops."),
        Option("c", "At nine.", "Yes. Five valleys, and four hilltops between them."),
        Option(
            "d",
            "At ten or more.",
            "No. Five valleys have four hilltops between them, and nowhere else is it flat.",
        ),
    ),
    happened="c",
)

moved_end = Prediction(
    title="an end that moves",
    question="The curve x³ − 6x² + 9x rises to 4 at x = 1, falls to 0 at x = 3, and rises again. "
    "You look at the part from 0 to a right end, and move that end from 2 to 5. What does the "
    "largest value of the part do?",
    options=(
        Option(
            "a",
            "It stays for a while, then it grows.",
            "Yes. Up to 4 the hilltop at 1 is the largest. From there on it is the end.",
        ),
        Option(
            "b",
            "It falls, then it grows.",
            "No. So does the height of the end. But the hilltop stays in the part.",
        ),
        Option("c", "It stays the same.", "No. At 5 the curve is at 20, far above the hilltop."),
        Option("d", "It grows all the way.", "No. At first the end is below the hilltop."),
    ),
    happened="a",
)

_TWO = functions.squared_distances([1.0, 5.0])
_TWO_DISTANCES = functions.absolute_distances([1.0, 5.0])

cost_of_two_lines = DrawnPrediction(
    title="the cost of two lines",
    question="One power line stands at 1, another at 5. The connection to each costs the square of "
    "its length. What does a house at x cost, for every x? Draw the sum of both.",
    across=Axis("place of the house x", 0, 6, short="x"),
    up=Axis("cost", 0, 40),
    true=Curve("the sum of both", _TWO),
    why="At a line the one connection costs nothing, but the other 16. Half way each of them is 2 "
    "long and costs 4, together 8. Two parabolas add up to one parabola.",
    mistakes=(
        Mistake(
            "the nearer line alone",
            lambda x: np.minimum((x - 1) ** 2, (x - 5) ** 2),
            "You drew the cost of the nearer line alone. The house is connected to both.",
        ),
        Mistake(
            "the product",
            lambda x: (x - 1) ** 2 * (x - 5) ** 2,
            "You drew a curve that is zero at both lines. At a line the other one still costs 16.",
        ),
        Mistake(
            "zero half way",
            lambda x: 26 / 9 * (x - 3) ** 2,
            "Your curve is zero half way. But there both connections are 2 long: 4 and 4.",
        ),
        Mistake(
            "distances",
            _TWO_DISTANCES,
            "You drew the sum of the lengths. Each length is squared.",
        ),
        Mistake(
            "one line",
            lambda x: (x - 1) ** 2,
            "You drew the cost of the line at 1 alone. The other one costs as well.",
        ),
        Mistake(
            "highest half way",
            lambda x: 26 - 2 * (x - 3) ** 2,
            "Your curve is highest half way. There both connections are short.",
        ),
    ),
)

far_line = Prediction(
    title="the far line moves on",
    question="Three lines stand at 1, 4 and 10. With squared distances the cheapest place for the "
    "house is 5. Now the line at 10 is moved to 16. How far does the cheapest place move?",
    options=(
        Option("a", "Not at all.", "No. Each line pulls, and the harder the further away it is."),
        Option("b", "By 6, like the line.", "No. The two other lines stay where they are."),
        Option("c", "By 3, half of it.", "No. So it would be with two lines."),
        Option("d", "By 2, a third of it.", "Yes. It is one line of three: 5 becomes 7."),
    ),
    happened="d",
)

without_squares = Prediction(
    title="distances without squares",
    question="The lines stand at 1, 4 and 10 again. This time a connection costs just its length. "
    "Where is the house cheapest?",
    options=(
        Option("a", "At 5, as before.", "No. From 5 a step to the left comes nearer to two lines."),
        Option(
            "b",
            "At 4, the line in the middle.",
            "Yes. From there each step leaves two lines and comes nearer to one.",
        ),
        Option(
            "c",
            "At 5.5, half way between the outer two.",
            "No. Between 1 and 10 the sum of these two lengths is 9 everywhere; the third decides.",
        ),
        Option(
            "d",
            "Anywhere between 1 and 10.",
            "No. For the outer two it is all the same, but not for the line in between.",
        ),
    ),
    happened="b",
)

_COIN = functions.coin_likelihood(7, 3)

how_likely = DrawnPrediction(
    title="how likely these ten tosses are",
    question="A coin shows heads with the probability p. Ten tosses gave 7 heads and 3 tails, in "
    "one particular order. How likely is just that, for each p? Draw it, in thousandths.",
    across=Axis("p", 0, 1),
    up=Axis("likelihood in thousandths", 0, 3, short="likelihood"),
    true=Curve("p⁷(1 − p)³", lambda p: 1000 * _COIN(p)),
    why="With p = 0 there are no heads, with p = 1 no tails: both ends are zero. In between there "
    "is one hill, and its top is where p is the share of heads.",
    mistakes=(
        Mistake(
            "rises all the way",
            lambda p: 2.2 * p,
            "Your curve rises all the way. With p = 1 there could be no tails at all.",
        ),
        Mistake(
            "peak at a half",
            lambda p: 2.2 * (4 * p * (1 - p)) ** 5,
            "Your hill stands at a half. A coin with p = 0.7 gives seven heads more easily.",
        ),
        Mistake(
            "heads and tails exchanged",
            lambda p: 1000 * _COIN(1 - p),
            "Your hill stands at 0.3, where tails are the more likely side.",
        ),
        Mistake(
            "falls all the way",
            lambda p: 2.2 * (1 - p),
            "Your curve falls all the way. With p = 0 there could be no heads at all.",
        ),
    ),
)

many_tosses = Prediction(
    title="two thousand tosses",
    question="Now 1400 heads and 600 tails, the same share. A computer multiplies p^1400 · "
    "(1 − p)^600 for each p between 0 and 1. What does its curve look like?",
    options=(
        Option(
            "a",
            "It is zero everywhere.",
            "Yes. The largest value is about 10 to the -531, and the smallest number above zero "
            "that the computer has is about 5 · 10 to the -324.",
        ),
        Option("b", "The same hill as before.", "No. More tosses make the hill narrower."),
        Option(
            "c",
            "A needle at 0.7.",
            "No. In mathematics, yes. But the numbers are too small for the computer.",
        ),
        Option(
            "d",
            "There is none: the computer reports an error.",
            "No. A product that is too small becomes zero, without a word.",
        ),
    ),
    happened="a",
)

flat_twice = Prediction(
    title="slope zero, and bend zero",
    question="At 0 a curve has the slope zero, and its second derivative is zero there as well. "
    "What does it have at 0?",
    options=(
        Option("a", "A minimum.", "No. x⁴ has one, but −x⁴ and x³ do not."),
        Option("b", "A place where it goes through its tangent.", "No. x³ does, but x⁴ does not."),
        Option("c", "That depends on the curve.", "Yes. x⁴, −x⁴ and x³ all do something else."),
        Option("d", "A stretch that is level.", "No. All three curves are level only at 0 itself."),
    ),
    happened="c",
)


def summary() -> Markdown:
    """Return the chapter's predictions beside what happened, and how far its exercises are."""
    return progress.summary(__name__)
