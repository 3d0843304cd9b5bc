"""The exercises and predictions of the chapter on activations and losses, in their order."""

import numpy as np

from mlcalc import activations, losses
from mlcalc.exercises import progress
from mlcalc.exercises.drawing import Axis, Curve, DrawnPrediction
from mlcalc.exercises.engine import Choice, Code, Detour, Markdown, Mistake, Number, Point
from mlcalc.exercises.kinds import FromPicture, Matching, WrongLine
from mlcalc.exercises.prediction import Option, Prediction

_sigmoid = activations.sigmoid

# 1: bends between the layers.

SLOPES_TO_MATCH = (
    activations.elu(),
    activations.tanh,
    activations.sigmoid,
    activations.leaky_relu(0.2),
)

match_slopes = Matching(
    title="four curves of slopes",
    prompt="Each curve a to d is the slope of one of these activations. Which belongs to which?",
    items={"1": "tanh", "2": "a leaky ReLU", "3": r"ELU with $\alpha = 1$", "4": "the sigmoid"},
    choices={letter: f"curve {letter}" for letter in "abcd"},
    answer="bdac",
    right="How steep a curve is, and where, is all that its slope says: whether the curve itself "
    "lies above or below zero does not matter.",
    mistakes=(
        Mistake(
            "tanh and sigmoid",
            "cdab",
            "The two hills have changed places. Which of the two activations rises by 2 in all, "
            "and which by 1?",
        ),
        Mistake(
            "ELU and leaky ReLU",
            "badc",
            "ELU and the leaky ReLU have changed places. Which of the two is bent on the left, and "
            "which is straight?",
        ),
        Mistake(
            "the curve for its slope",
            "bdca",
            "Curve a rises and then stays at 1, as a sigmoid does. But it is a slope, and a "
            "sigmoid is flat on both sides: how high is its slope there?",
        ),
    ),
    hints=(
        "Ask of each activation: where is it flat, where straight, and where does it rise fastest?",
        "An activation that consists of two straight pieces has a slope that jumps.",
        "Sigmoid and tanh are flat on both sides. In the middle one of them is four times as "
        "steep.",
    ),
    worked="""
        The leaky ReLU has two straight pieces: its slope jumps, curve d. ELU is the line z on the
        right and bends to a level on the left: curve a. Sigmoid and tanh are steepest in the
        middle, with the slopes a quarter and 1: curves c and b.

        ```python
        answer = "bdac"
        ```
        """,
)

_a = 0.96

tanh_slope = Number(
    title="the slope from the output",
    prompt="""
        A unit with tanh gives the output $a = 0.96$. How steep is tanh there? You need not know
        the sum $z$ that went in.
        """,
    answer=1 - _a**2,
    right="The output is all that the way back needs: it was kept on the way forward.",
    mistakes=(
        Mistake("the rule of the sigmoid", _a * (1 - _a), "This is the rule of the sigmoid."),
        Mistake("not squared", 1 - _a, "The output is squared in the rule of tanh."),
        Mistake("the square", _a**2, "This is the square of the output. It is taken from 1."),
        Mistake("root", float(np.sqrt(1 - _a**2)), "There is no root in the rule."),
        Mistake("plus", 1 + _a**2, "A slope above 1 cannot be: look at the sign in the rule."),
        Mistake(
            "squared afterwards",
            (1 - _a) ** 2,
            "The output itself is squared, not what is missing to 1.",
        ),
        Mistake(
            "output for the sum",
            float(activations.tanh.gradient(_a)),
            "You took 0.96 for the sum z. It is the output: it goes into the rule as it is.",
        ),
        Mistake("the output", _a, "This is the output. The slope there is asked for."),
        Mistake(
            "second derivative",
            -2 * _a * (1 - _a**2),
            "This is how fast the slope changes. The slope itself is asked for.",
        ),
        Mistake(
            "upside down",
            1 / (1 - _a**2),
            "This is the slope of the inverse function. A tanh is never steeper than 1.",
        ),
        Mistake("sign", _a**2 - 1, "A tanh only rises: its slope is above zero."),
    ),
    hints=(
        "Which rule gives the slope of tanh by its own output?",
        "It is 1 minus something. The flat ends are at 1 and at -1: there it must be zero.",
        r"$\tanh' = 1 - \tanh^2$, and the value of tanh is given.",
    ),
    worked=r"""
        $\tanh' z = 1 - \tanh^2 z = 1 - a^2 = 1 - 0.96^2$. Close to its end at 1, tanh is nearly
        flat.

        ```python
        a = 0.96
        answer = 1 - a**2
        ```
        """,
)

# 2: corners.

supporting = Choice(
    title="lines below another corner",
    prompt=r"""
        A curve has a corner at 0. On the left it is the line $-\frac12 z$, on the right the line
        $2 z$. Straight lines go through its corner. Which slopes $g$ can they have, if they may
        lie nowhere above the curve?
        """,
    choices={
        "a": r"all from $0$ to $2$",
        "b": r"only $-\frac12$ and $2$, the slopes of its two sides",
        "c": r"all from $-\frac12$ to $2$",
        "d": r"all from $\frac12$ to $2$",
    },
    answer="c",
    right=r"On the right its slope must not be above $2$, on the left not below $-\frac12$.",
    mistakes=(
        Mistake(
            "from zero",
            "a",
            r"A line that falls a little, $g = -0.1$: is it above the curve anywhere?",
        ),
        Mistake("only the sides", "b", "Try $g = 0.5$, on the left and on the right."),
        Mistake(
            "sign",
            "d",
            "On the left the curve falls towards the corner: its slope there is below zero.",
        ),
    ),
    hints=(
        "Look at one side at a time.",
        "On the right, $g z$ must not be above $2 z$. What does that say of $g$?",
        "On the left $z$ is below zero: dividing by it turns the sign round.",
    ),
    worked=r"""
        On the right, $g z \le 2 z$ with $z > 0$ says $g \le 2$. On the left,
        $g z \le -\frac12 z$ with $z < 0$ says $g \ge -\frac12$: dividing by a number below zero
        turns the sign round.

        Answer c.
        """,
)

softplus_gap = FromPicture(
    title="the gap off the picture",
    prompt="How far are softplus and ReLU apart where they are furthest apart? Read it off to 0.1.",
    answer=float(np.log(2)),
    tolerance=0.1,
    right="It is log 2, the height of softplus above the corner.",
    mistakes=(
        Mistake("they meet", 0.0, "That is so far out. Look at the middle of the picture."),
        Mistake(
            "the line below it",
            0.5,
            "0.5 is the height of the first line above 0. At z = 0 softplus lies above it.",
        ),
        Mistake(
            "at 1",
            float(activations.softplus(-1.0)),
            "This is the gap one to the side of the middle. There it is smaller already.",
        ),
        Mistake(
            "at 2",
            float(activations.softplus(-2.0)),
            "This is the gap two to the side of the middle. Where is it largest?",
        ),
        Mistake(
            "at 3",
            float(activations.softplus(-3.0)),
            "This is the gap three to the side of the middle. Where is it largest?",
        ),
        Mistake(
            "the height at 1",
            float(activations.softplus(1.0)),
            "This is the height of softplus at 1. How high is ReLU there?",
        ),
        Mistake(
            "the height at 2",
            float(activations.softplus(2.0)),
            "This is the height of softplus at 2. How high is ReLU there?",
        ),
        Mistake("sign", -float(np.log(2)), "Softplus lies above ReLU: the gap is above zero."),
    ),
    hints=(
        "Where is the way from one curve straight up to the other longest?",
        "It is longest above the corner. How high is softplus there?",
        "There ReLU is 0, and softplus is the logarithm of 1 + 1.",
    ),
    worked=r"""
        Above the corner, at $z = 0$, ReLU is $0$ and softplus is $\log(1 + e^0) = \log 2$. To both
        sides the gap becomes smaller.

        ```python
        import math

        answer = math.log(2)
        ```
        """,
)

# 3: softmax.

_SCORES = np.array([2.0, 1.0, 0.0, -1.0])
_s = activations.softmax(_SCORES)

cross_slope = Number(
    title="one score moves another class",
    prompt=r"""
        Four scores are $z = (2, 1, 0, -1)$. What is the slope of the first probability by the
        *second* score, $\frac{\partial s_1}{\partial z_2}$? Give four decimals.
        """,
    scaffold=r"""
        Fill in the gaps:

        - the first: $s_1 = \frac{e^2}{e^2 + e^1 + e^0 + e^{-1}} = \;\ldots$
        - the second: $s_2 = \;\ldots$
        - the entry of the table: $s_i (\delta_{ij} - s_j)$ with $i = 1$ and $j = 2$
        """,
    answer=-float(_s[0] * _s[1]),
    right="What the second class gains, the others lose, each in proportion to what it has.",
    mistakes=(
        Mistake(
            "no effect",
            0.0,
            "The second score stands in the sum below the line of every probability.",
        ),
        Mistake("sign", float(_s[0] * _s[1]), "Can the first class gain when the second does?"),
        Mistake(
            "delta is 1",
            float(_s[0] * (1 - _s[1])),
            r"$\delta_{ij}$ is 1 only where $i$ and $j$ are equal.",
        ),
        Mistake(
            "its own score",
            float(_s[0] * (1 - _s[0])),
            "This is the slope of the first probability by its own score.",
        ),
        Mistake(
            "the second by its own",
            float(_s[1] * (1 - _s[1])),
            "This is the slope of the second probability by its own score.",
        ),
        Mistake(
            "the third score",
            -float(_s[0] * _s[2]),
            "This is the slope by the third score. Do you count from 0?",
        ),
        Mistake(
            "the third class",
            -float(_s[1] * _s[2]),
            "This is the slope of the third probability. The first is asked for.",
        ),
        Mistake("squared", -float(_s[0] ** 2), "The second factor belongs to the second score."),
        Mistake("a factor lost", -float(_s[0]), "The factor of the second class is lost."),
        Mistake("the other factor lost", -float(_s[1]), "The factor of the first class is lost."),
        Mistake("difference", float(_s[0] - _s[1]), "This is a difference of the two."),
        Mistake("the probability", float(_s[0]), "This is the probability itself."),
    ),
    hints=(
        "Does the first class gain or lose when the score of the second grows?",
        "In the table it stands in row 1, column 2: beside the diagonal.",
        "Beside the diagonal an entry is minus the product of two probabilities.",
    ),
    worked=r"""
        The four powers are $e^2$, $e$, $1$ and $e^{-1}$, and their sum is $11.475$. So
        $s_1 = 0.6439$ and $s_2 = 0.2369$. Beside the diagonal $\delta_{12} = 0$, so the slope is
        $-s_1 s_2$.

        ```python
        import math

        powers = [math.exp(2), math.exp(1), math.exp(0), math.exp(-1)]
        answer = -powers[0] * powers[1] / sum(powers) ** 2
        ```
        """,
)

shift_or_scale = Choice(
    title="what softmax sees",
    prompt="""
        Which scores give at the temperature 2 the same probabilities as $(1, 2, 0.5)$ at the
        temperature 1?
        """,
    choices={
        "a": "$(11, 12, 10.5)$",
        "b": "$(12, 14, 11)$",
        "c": "$(0.5, 1, 0.25)$",
        "d": "$(3, 6, 1.5)$",
    },
    answer="b",
    right="Halved they are 6, 7 and 5.5: each is five more than in 1, 2 and 0.5.",
    mistakes=(
        Mistake(
            "shifted only",
            "a",
            "Their differences are the same as before. Then the temperature halves them.",
        ),
        Mistake(
            "halved already",
            "c",
            "These are halved already, and the temperature halves them once more.",
        ),
        Mistake(
            "three times",
            "d",
            "Their differences are three times as large; halved, still one and a half times.",
        ),
    ),
    hints=(
        "Divide each of the four by 2 first.",
        "Then compare the differences, not the scores.",
    ),
    worked=r"""
        At the temperature 2 the scores are halved. Half of $(12, 14, 11)$ is $(6, 7, 5.5)$, and
        that is $(1, 2, 0.5)$ with 5 added to each. Softmax sees only the differences.

        Answer b.
        """,
)

# 4: numbers too large.


def _softmax(z):
    powers = np.exp(z - np.max(z))
    return powers / powers.sum()


def _breaks_at(*scores):
    def breaks(function):
        try:
            with np.errstate(all="ignore"):
                parts = np.asarray(function(np.array(scores)), dtype=float)
        except Exception:  # Whatever it is, it does not work there.
            return True
        return not np.allclose(parts, _softmax(np.array(scores)))

    return breaks


def _makes_equal(*scores):
    def equal(function):
        try:
            parts = np.asarray(function(np.array(scores)), dtype=float)
        except Exception:  # Whatever it is, it does not cut them off.
            return False
        return np.allclose(parts, 1 / len(scores))

    return equal


write_softmax = Code(
    title="write softmax",
    prompt="""
        Write softmax for one row of scores, so that it works for scores of any size. Return the
        probabilities as an array of the same shape. Leave `z` unchanged.

        ```python
        def softmax(z):
            ...
        ```
        """,
    name="softmax",
    answer=_softmax,
    tests=(
        (np.array([1.0, 2.0, 0.5]),),
        (np.array([4.0, -3.0]),),
        (np.array([-3.0, 0.0, 20.0, 19.0]),),
    ),
    more=((np.array([0.3, -0.2, 5.0, 1.0]),), (np.array([-7.0, -6.0]),)),
    detours=(
        Detour(
            "cut off",
            _makes_equal(1000.0, 1001.0),
            "You cut the scores off at a number. Two large scores become equal: try "
            "`softmax(np.array([1000.0, 1001.0]))`.",
        ),
        Detour(
            "as written",
            _breaks_at(1000.0, 1001.0, 999.0),
            "For small scores it is right. Try `softmax(np.array([1000.0, 1001.0]))`. Softmax sees "
            "only differences: take something off all scores first.",
        ),
        Detour(
            "another number off",
            _breaks_at(-3000.0, 0.0, 5000.0),
            "You took a number off all scores, but not the best one. Try "
            "`softmax(np.array([-3000.0, 0.0, 5000.0]))`: what is left of the largest score?",
        ),
        Detour(
            "all powers zero",
            _breaks_at(-1000.0, -1001.0),
            "Try `softmax(np.array([-1000.0, -1001.0]))`: all powers are zero there, and so is "
            "their sum.",
        ),
        Detour(
            "larger still",
            _breaks_at(0.0, 20000.0),
            "It goes further than the plain formula, and breaks all the same: try "
            "`softmax(np.array([0.0, 20000.0]))`. Take the largest score off all scores first.",
        ),
    ),
    right="With the largest score taken off, no power of e is above 1, and their sum is not zero.",
    mistakes=(
        Mistake(
            "not normalised",
            lambda z: np.exp(z - np.max(z)),
            "The powers are safe. Divide by their sum, so that they add up to 1.",
        ),
        Mistake(
            "powers alone",
            lambda z: np.exp(z),
            "These are the powers. Divide by their sum, so that they add up to 1.",
        ),
        Mistake(
            "shifted above only",
            lambda z: np.exp(z - np.max(z)) / np.exp(z).sum(),
            "You took the largest score off above the line, but not in the sum below it.",
        ),
        Mistake(
            "powers over the sum of the scores",
            lambda z: np.exp(z) / z.sum(),
            "Below the line stands the sum of the powers, not of the scores.",
        ),
        Mistake(
            "divided by the number of classes",
            lambda z: np.exp(z - np.max(z)) / len(z),
            "You divided by the number of classes. Divide by the sum of the powers.",
        ),
        Mistake(
            "divided by the largest",
            lambda z: np.exp(z / np.max(z)) / np.exp(z / np.max(z)).sum(),
            "You divided the scores by the largest. That changes their differences: take it off.",
        ),
        Mistake(
            "sigmoid of each",
            lambda z: np.exp(-np.logaddexp(0, -z)),
            "This is the sigmoid of each score alone: the classes do not compete.",
        ),
        Mistake(
            "largest minus scores",
            lambda z: _softmax(-z),
            "The sign is turned round: the smallest score gets the largest part.",
        ),
        Mistake(
            "scores over their sum",
            lambda z: z / z.sum(),
            "You divided the scores themselves. Their powers of e are divided.",
        ),
        Mistake(
            "logarithm",
            lambda z: np.log(_softmax(z)),
            "These are the logarithms of the probabilities.",
        ),
        Mistake(
            "only the largest",
            lambda z: (z == np.max(z)) * 1.0,
            "This gives all to the largest score. Softmax gives each class a part.",
        ),
    ),
    hints=(
        "Softmax sees only the differences of the scores. So you may take the same number off all.",
        "Take off the largest: then no power of e is above 1. `np.max(z)` finds it.",
        "Then come the powers, and the division by their sum.",
    ),
    worked="""
        Taking the largest score off changes no probability, and every power is between 0 and 1.

        ```python
        import numpy as np


        def softmax(z):
            powers = np.exp(z - np.max(z))
            return powers / powers.sum()
        ```
        """,
)

# 5: the loss of a number.

HUBER = losses.huber_error(1.0)

SLOPES_OF_LOSSES = (
    lambda r: HUBER.slope_formula(0.0 * r, r),
    lambda r: 1.0 * r,
    np.sign,
    lambda r: r**3,
)

match_pulls = Matching(
    title="four losses and their slopes",
    prompt="Each curve a to d is the slope of one of these losses of the residual $r$. Which "
    "belongs to which?",
    items={
        "1": r"squared, $\frac12 r^2$",
        "2": r"absolute, $\lvert r \rvert$",
        "3": "Huber with $d = 1$",
        "4": r"fourth power, $\frac14 r^4$",
    },
    choices={letter: f"curve {letter}" for letter in "abcd"},
    answer="bcad",
    right="The slope says how hard one example pulls: without bound, or never more than 1.",
    mistakes=(
        Mistake(
            "Huber and absolute",
            "bacd",
            "Huber and the absolute loss have changed places. Which of the two has a corner?",
        ),
        Mistake(
            "squared and fourth power",
            "dcab",
            "The squared loss and the fourth power have changed places. What is the slope of half "
            "a square?",
        ),
        Mistake(
            "Huber and squared",
            "acbd",
            "Huber and the squared loss have changed places. Which of them goes on as a straight "
            "line?",
        ),
    ),
    hints=(
        "Where does each loss go on as a straight line? There its slope is level.",
        "A corner of the loss is a jump of its slope.",
        "The slope of half a square is a straight line, that of the fourth power is bent.",
    ),
    worked="""
        The slope of half a square is r itself, curve b. The absolute loss has a corner, so its
        slope jumps: curve c. Huber is half a square near zero and straight beyond 1: curve a. The
        fourth power has the slope r to the third: curve d.

        ```python
        answer = "bcad"
        ```
        """,
)

same_steps = Number(
    title="the same steps with another constant",
    prompt=r"""
        With $n = 40$ examples and the cost $\frac{1}{2n} \sum_i (\hat{y}_i - y_i)^2$ the learning
        rate $0.6$ works well. Somebody uses the sum $\sum_i (\hat{y}_i - y_i)^2$ instead. Which
        learning rate makes the same steps?
        """,
    answer=0.6 / 80,
    right="The gradient is 80 times as large, so the rate must be 80 times smaller.",
    mistakes=(
        Mistake("the wrong way", 0.6 * 80, "The sum has the larger gradient: the rate shrinks."),
        Mistake("2 forgotten", 0.6 / 40, "The one half is gone as well: it counts as a factor 2."),
        Mistake("2 only", 0.6 / 2, "The mean has become a sum: that is a factor of 40 more."),
        Mistake("unchanged", 0.6, "With this rate each step would be many times too long."),
        Mistake("the wrong way, without 2", 0.6 * 40, "The sum has the larger gradient."),
        Mistake("the wrong way, 2 only", 1.2, "The sum has the larger gradient: the rate shrinks."),
        Mistake("the 2 above", 0.6 * 2 / 40, "Both factors, 2 and 40, make the gradient larger."),
        Mistake("2 twice", 0.6 / 160, "The factor 2 counts once."),
        Mistake("n squared", 0.6 / 1600, "The number of examples counts once."),
        Mistake("the factor", 1 / 80, "This is the factor between the two. The rate is asked for."),
        Mistake("the factor, upside down", 80.0, "This is the factor between the gradients."),
    ),
    hints=(
        "How many times larger is the second cost, whatever the predictions are?",
        "The gradient grows by the same factor. The step is rate times gradient.",
        "From one over two n to 1 is a factor of two n.",
    ),
    worked=r"""
        The sum is $2n = 80$ times the first cost, and so is its gradient. The step is rate times
        gradient: the rate is divided by 80.

        ```python
        answer = 0.6 / (2 * 40)
        ```
        """,
)

# 6: the loss of a yes or no.

wrong_logistic = WrongLine(
    title="a page about the logistic loss",
    prompt=r"""
        The logistic loss $\log(1 + e^{-y z})$ of one example is differentiated by the weight
        $w_1$. The label is $y = -1$, the score $z = 0.5$, and the first input $x_1 = 2$, so $z$
        holds the term $2 w_1$. One line is wrong. Which one, and what ought to come out there?
        """,
    lines=(
        r"the margin: $y z = -0.5$",
        r"the loss: $\log(1 + e^{0.5}) = 0.9741$",
        r"the slope by $w_1$: $(\sigma(-y z) - 1) \cdot (-y) \cdot x_1 = (0.6225 - 1) \cdot 1 "
        r"\cdot 2 = -0.755$",
        "so a step of descent makes $w_1$ larger",
    ),
    answer=(3, 2 * float(_sigmoid(0.5))),
    right="The label is -1 and the score is above zero: the score must come down, and with it the "
    "weight. So the slope is above zero.",
    mistakes=(
        Mistake("the margin", 1, "A label of -1 turns the sign of the score round."),
        Mistake("the loss", 2, "Minus the margin is 0.5, and the loss is what stands there."),
        Mistake(
            "the last line",
            4,
            "It follows from the number above it: against a slope below zero is upwards. Is that "
            "number right?",
        ),
        Mistake(
            "sign",
            (3, -2 * float(_sigmoid(0.5))),
            "This is the line, and the size is right. Which way must the score go?",
        ),
        Mistake(
            "the other sigmoid",
            (3, 2 * float(_sigmoid(-0.5))),
            "This is the line. The margin is negative, so the example pulls with more than half.",
        ),
        Mistake(
            "the input forgotten",
            (3, float(_sigmoid(0.5))),
            "This is the line, and this is the slope by the score. The weight comes with the "
            "factor 2.",
        ),
        Mistake(
            "one added",
            (3, 2 * (1 + float(_sigmoid(0.5)))),
            "This is the line. Differentiate the logarithm anew: what stands above the line then?",
        ),
    ),
    hints=(
        "Which way must the score go, if the label is -1?",
        "Compare the losses at the scores 0.5 and 0.6: does the loss grow?",
        r"The chain rule: the slope of $\log(1 + e^u)$ is $\sigma(u)$, times the slope of "
        r"$u = -y z$ by $z$, times the slope of $z$ by $w_1$.",
    ),
    worked=r"""
        With $u = -y z$ the loss is softplus of $u$. Its slope by $u$ is $\sigma(u)$, the slope of
        $u$ by $z$ is $-y$, and that of $z$ by $w_1$ is $x_1$:

        - as it stands: $(\sigma(-y z) - 1) \cdot (-y) \cdot x_1 = -0.755$: the loss would fall as
          the score moves to the wrong side
        - by the chain rule: $-y\, \sigma(-y z)\, x_1 = 1 \cdot \sigma(0.5) \cdot 2$

        ```python
        import math

        answer = 3, 2 / (1 + math.exp(-0.5))
        ```
        """,
)

zero_one_labels = Choice(
    title="the wrong kind of label",
    prompt=r"""
        The logistic loss $\log(1 + e^{-y z})$ is made for labels $-1$ and $+1$. Somebody gives it
        labels $0$ and $1$. What does the training see?
        """,
    choices={
        "a": r"Each example with label 0 costs $\log 2$ whatever its score, and pulls at nothing.",
        "b": "The same as with $-1$ and $+1$: the slope by each score is $p - y$ in both cases.",
        "c": "All slopes have half the size, so it needs twice the learning rate.",
        "d": "The examples with label 0 are pushed to the score 0.",
    },
    answer="a",
    right="With $y = 0$ the score drops out of the loss: one of the two classes is lost without a "
    "word.",
    mistakes=(
        Mistake(
            "the same",
            "b",
            "Put in $y = 0$: what is left of the score in this loss?",
        ),
        Mistake("half", "c", "The examples with label 1 have just the slopes they ought to have."),
        Mistake("to zero", "d", "To be pushed there they would need a slope."),
    ),
    hints=(
        "Put $y = 0$ into the loss.",
        "What is the slope of a constant?",
    ),
    worked=r"""
        With $y = 0$ the loss is $\log(1 + e^0) = \log 2$ for every score: a constant, with the
        slope 0. Turn the labels first: $y = 2t - 1$ makes $-1$ and $+1$ of $t = 0$ and $t = 1$.

        Answer a.
        """,
)

# 7: softmax with cross-entropy.

_Y = np.array([0.0, 1.0, 0.0, 0.0])
_slopes = _s - _Y

score_slopes = Point(
    title="the slopes by four scores",
    prompt=r"""
        The scores are $z = (2, 1, 0, -1)$, and the second class is the true one. What are the four
        slopes of the cross-entropy by the scores? Give four decimals.
        """,
    answer=_slopes,
    right="They add up to zero: what the true class gains is taken from the others.",
    mistakes=(
        Mistake("sign", -_slopes, "All signs are turned round: it is probability minus label."),
        Mistake("label forgotten", _s, "These are the probabilities. The label is taken off."),
        Mistake(
            "only the true class",
            _slopes * _Y,
            "The other scores stand in the sum below the line: they have slopes, too.",
        ),
        Mistake(
            "softmax once more",
            activations.softmax_jacobian(_SCORES) @ _slopes,
            "You multiplied by the table of softmax once more. It is in $s - y$ already.",
        ),
        Mistake(
            "by the probabilities",
            np.array([0.0, -1 / _s[1], 0.0, 0.0]),
            "These are the slopes by the probabilities. One step is missing: to the scores.",
        ),
        Mistake("factor 2", 2 * _slopes, "There is no square here, so no factor 2."),
        Mistake("divided by 4", _slopes / 4, "A mean goes over examples, not over classes."),
        Mistake(
            "log-probabilities",
            activations.log_softmax(_SCORES),
            "These are the logarithms of the probabilities.",
        ),
        Mistake(
            "only the diagonal",
            _s * (1 - _s),
            "This is the diagonal of the table of softmax. The loss is not in it.",
        ),
        Mistake(
            "the first class",
            _s - np.array([1.0, 0.0, 0.0, 0.0]),
            "Here the first class is the true one. It is the second.",
        ),
        Mistake(
            "the third class",
            _s - np.array([0.0, 0.0, 1.0, 0.0]),
            "Here the third class is the true one. Do you count from 0?",
        ),
        Mistake(
            "sigmoids",
            np.asarray(activations.sigmoid(_SCORES)) - _Y,
            "You took a sigmoid of each score. Softmax divides by a sum over all four.",
        ),
        Mistake("not normalised", np.exp(_SCORES) - _Y, "The powers are not divided by their sum."),
        Mistake("scores", _SCORES - _Y, "You took the scores themselves for the probabilities."),
    ),
    hints=(
        "Which four probabilities does softmax make of the scores?",
        "The slopes are what the model says minus what is true.",
        "The label is one-hot: 1 for the second class, 0 for the others. Take it off.",
    ),
    worked=r"""
        $s = (0.6439, 0.2369, 0.0871, 0.0321)$ and $y = (0, 1, 0, 0)$. The slopes are $s - y$.

        ```python
        import numpy as np

        powers = np.exp([2.0, 1.0, 0.0, -1.0])
        answer = powers / powers.sum() - np.array([0.0, 1.0, 0.0, 0.0])
        ```
        """,
)

why_stable = Choice(
    title="why it is safe",
    prompt=r"""
        In some notes stands: softmax with cross-entropy is numerically stable, because its slope
        is simply $s - y$. What is right?
        """,
    choices={
        "a": "That is the reason: a difference cannot overflow.",
        "b": "It is not stable at all: a loss of scores always overflows at 710.",
        "c": "It is stable because the probabilities add up to 1.",
        "d": "The slope makes the way back short. Safe is the loss if it is computed as "
        "log-sum-exp minus the true score.",
    },
    answer="d",
    right="The formula of the slope says nothing about how the loss is computed.",
    mistakes=(
        Mistake(
            "the slope",
            "a",
            "For the difference the program needs $s$ first. What is $s$ at the scores 0 and 1000, "
            "as it is written?",
        ),
        Mistake("never", "b", "With the largest score taken off, no power is above 1."),
        Mistake("the sum", "c", "As it is written, one of them is not a number at 1000."),
    ),
    hints=(
        "Two things are computed: the loss, and its slope.",
        "Which step of the computing failed in Figure 10.7?",
        "The powers fail, long before any slope is taken.",
    ),
    worked=r"""
        At the scores $0$ and $1000$ the powers are too large, whatever the slope looks like. With
        the largest score taken off, $-\log s_k$ is log-sum-exp minus the true score, and that is a
        plain number.

        Answer d.
        """,
)

# 8: slopes by the weights.


def _expit(z):
    return 1 / (1 + np.exp(-z))


def _logistic_gradient(x, y, w):
    return -x.T @ (y * _expit(-y * (x @ w))) / len(y)


def _data(rows, seed):
    generator = np.random.default_rng(seed)
    x = generator.normal(size=(rows, 2)).round(2)
    y = np.where(generator.normal(size=rows) > 0, 1.0, -1.0)
    y[:2] = 1.0, -1.0
    return x, y, generator.normal(size=2).round(2)


write_gradient = Code(
    title="write the gradient of the logistic loss",
    prompt=r"""
        Write the gradient of the mean logistic loss $\frac1n \sum_i \log(1 + e^{-y_i z_i})$ by the
        weights, where $z = X w$ and the labels are $-1$ and $+1$. `X` has one
        example in each row, `y` a label for each; the result has the shape of `w`. You may use
        `np.exp`.

        ```python
        def gradient(X, y, w):
            ...
        ```
        """,
    name="gradient",
    answer=_logistic_gradient,
    tests=(_data(5, 0), _data(3, 1)),
    more=(_data(7, 2), _data(4, 3)),
    right="Slope by the score, times the inputs, mean over the examples: so it is for every loss.",
    mistakes=(
        Mistake(
            "the form of the notes",
            lambda x, y, w: x.T @ ((_expit(-y * (x @ w)) - 1) * -y) / len(y),
            "This is the line that was wrong in section 6: sign and argument do not fit together.",
        ),
        Mistake(
            "sign",
            lambda x, y, w: -_logistic_gradient(x, y, w),
            "The sign is turned round: the inner slope of $-y z$ is $-y$.",
        ),
        Mistake(
            "sum",
            lambda x, y, w: _logistic_gradient(x, y, w) * len(y),
            "This is the gradient of the sum. The loss is a mean.",
        ),
        Mistake(
            "labels as 0 and 1",
            lambda x, y, w: x.T @ (_expit(x @ w) - y) / len(y),
            r"$p - y$ is right for labels 0 and 1. These are $-1$ and $+1$.",
        ),
        Mistake(
            "label forgotten",
            lambda x, y, w: -x.T @ _expit(-y * (x @ w)) / len(y),
            "The label is lost in front: it says which way the score is pulled.",
        ),
        Mistake(
            "sigmoid of the margin",
            lambda x, y, w: -x.T @ (y * _expit(y * (x @ w))) / len(y),
            "The sigmoid has the margin with the wrong sign: a large margin must pull little.",
        ),
        Mistake(
            "label only in front",
            lambda x, y, w: -x.T @ (y * _expit(-(x @ w))) / len(y),
            "The label belongs into the exponent as well: the margin is label times score.",
        ),
        Mistake(
            "slopes not multiplied by the inputs",
            lambda x, y, w: np.full(len(w), np.mean(-y * _expit(-y * (x @ w)))),
            "These are the slopes by the scores. Each weight multiplies an input: `X.T @` does it.",
        ),
        Mistake(
            "the slopes by the scores",
            lambda x, y, w: -y * _expit(-y * (x @ w)),
            "These are the slopes by the scores, one for each example. `X.T @` collects them by "
            "the weights; a mean is asked for.",
        ),
        Mistake(
            "mean times mean",
            lambda x, y, w: np.mean(-y * _expit(-y * (x @ w))) * x.mean(axis=0),
            "You multiplied two means. Each slope belongs to the inputs of its own example: "
            "multiply first, then take the mean.",
        ),
        Mistake(
            "nothing below the line",
            lambda x, y, w: -x.T @ (y * np.exp(-y * (x @ w))) / len(y),
            "The slope of a logarithm is one over what stands inside: divide by it.",
        ),
        Mistake(
            "the loss",
            lambda x, y, w: np.mean(np.log(1 + np.exp(-y * (x @ w)))),
            "This is the loss itself, one number.",
        ),
        Mistake(
            "divided by the inputs' number",
            lambda x, y, w: _logistic_gradient(x, y, w) * len(y) / x.shape[1],
            "The mean goes over the examples: divide by the number of rows.",
        ),
        Mistake(
            "squared loss",
            lambda x, y, w: x.T @ (x @ w - y) / len(y),
            "This is the gradient of half the mean squared error.",
        ),
        Mistake(
            "factor 2",
            lambda x, y, w: 2 * _logistic_gradient(x, y, w),
            "There is no square in this loss, so no factor 2.",
        ),
    ),
    hints=(
        "First the slope of each example's loss by its score: an array of shape (n,).",
        r"By the chain rule it is $-y\, \sigma(-y z)$, with $z$ from `X @ w`.",
        "Then `X.T @` that array collects it over the examples. What makes a mean of the sum?",
    ),
    worked=r"""
        The slope by the score is $-y\, \sigma(-y z) = \frac{-y}{1 + e^{y z}}$.

        ```python
        import numpy as np


        def gradient(X, y, w):
            slopes = -y / (1 + np.exp(y * (X @ w)))
            return X.T @ slopes / len(y)
        ```
        """,
)

wrong_step = WrongLine(
    title="a step with one wrong line",
    prompt=r"""
        Somebody takes a step of gradient descent on the cost
        $L(w) = \frac{1}{2n} \sum_i (w x_i - y_i)^2$ with the learning rate $0.1$ from $w = 1$. The
        inputs are $x = (1, 2, 3, 4)$, the targets $y = (2, 3, 5, 6)$. One line is wrong. Which one,
        and what ought to come out there?
        """,
    lines=(
        "the residuals $w x_i - y_i$: $-1, -1, -2, -2$",
        r"$X^\top (X w - y) = -1 - 2 - 6 - 8 = -17$",
        r"$w - 0.1 \cdot X^\top (X w - y) = 1 + 1.7 = 2.7$, the new weight",
        "the first of the new residuals: $2.7 \\cdot 1 - 2 = 0.7$",
    ),
    answer=(3, 1.425),
    right="The gradient of this cost is a mean over the four examples.",
    mistakes=(
        Mistake("the residuals", 1, "Prediction minus target: 1 - 2, 2 - 3, 3 - 5, 4 - 6."),
        Mistake("the product", 2, "Each residual times its input, added up: the line is right."),
        Mistake("the last line", 4, "It goes on rightly from the weight above it."),
        Mistake(
            "sign",
            (3, 0.575),
            "This is the line. The size of the step is right, its direction is not.",
        ),
        Mistake(
            "the 2 kept",
            (3, 1.85),
            "This is the line. The square's 2 cancels with the one half of the cost.",
        ),
        Mistake(
            "the half kept",
            (3, 1.2125),
            "This is the line. The square leaves a 2, which cancels with the one half.",
        ),
        Mistake(
            "the gradient",
            (3, -4.25),
            "This is the line, and this is the gradient. What is the new weight?",
        ),
    ),
    hints=(
        "Write down the gradient of this cost, with its constant.",
        "Which constant stands in front of the sum in the cost, and what becomes of it?",
        "There are four examples, and the gradient is a mean.",
    ),
    worked=r"""
        Line 3 takes a step on $\frac12 \sum_i (w x_i - y_i)^2$, which is four times the cost:

        - as it stands: $1 - 0.1 \cdot (-17) = 2.7$
        - with the constant: $\nabla L = \frac1n X^\top (X w - y) = -\frac{17}{4}$, and
          $1 - 0.1 \cdot (-4.25) = 1.425$

        ```python
        answer = 3, 1 - 0.1 * (-17 / 4)
        ```
        """,
)

# 9: what a loss consists of.

entropy_floor = Choice(
    title="the best that can be reached",
    prompt=r"""
        Of all examples with certain inputs 90 of 100 belong to class 1, at random. A model gives
        $p = 0.9$ for each of them: as good as can be. How large is its mean cross-entropy, and
        what is it called?
        """,
    choices={
        "a": "0: a perfect model has no loss",
        "b": r"$-\log 0.9$, about $0.11$: the loss of class 1",
        "c": "about $0.33$: the entropy of the labels",
        "d": "about $0.33$: the KL divergence of the model from the truth",
    },
    answer="c",
    right="The divergence is zero here. What is left lies in the labels, not in the model.",
    mistakes=(
        Mistake(
            "zero",
            "a",
            "A loss of zero would ask for the certain class of each example. Nobody can know it.",
        ),
        Mistake("class 1 alone", "b", "The 10 others cost something as well, and more each."),
        Mistake("the other part", "d", "The divergence of a model that tells the truth is zero."),
    ),
    hints=(
        "What does each of the 90 cost, and what each of the 10?",
        "Which of the two parts of the cross-entropy is zero when the model is right?",
    ),
    worked=r"""
        The mean is $-0.9 \log 0.9 - 0.1 \log 0.1 = 0.3251$. It is the entropy: the divergence is
        $0$, because prediction and truth agree.

        Answer c.
        """,
)

# Predictions.

GROWS_TO_THE_END = (
    "Your slope still grows far to the right. Softplus is nearly straight there, so its slope "
    "stays nearly the same."
)
GROWS_AT_ONCE = "Your slope grows from the left edge on. There softplus is nearly level."

slope_of_softplus = DrawnPrediction(
    title="the slope of softplus",
    question="Softplus is log(1 + e to the z): nearly 0 far to the left, nearly z far to the "
    "right. Draw its slope.",
    across=Axis("z", -6, 6),
    up=Axis("slope", -0.5, 1.5),
    given=(Curve("softplus", activations.softplus), Axis("height", 0, 6.2)),
    true=Curve("the sigmoid", activations.sigmoid),
    why="By the chain rule the slope is 1 / (1 + e to the z), times e to the z. Divide above and "
    "below by e to the z, and it is the sigmoid: 0 on the left, a half in the middle, 1 on the "
    "right.",
    mistakes=(
        Mistake(
            "a jump",
            lambda z: np.where(z > 0, 1.0, 0.0),
            "You drew a jump. That is the slope of ReLU. Softplus has no corner: its slope changes "
            "little by little.",
        ),
        Mistake(
            "a hill",
            lambda z: np.exp(-(z**2) / 2),
            "You drew a hill. Far to the right softplus still rises, as steeply as the line z.",
        ),
        Mistake(
            "the curve again",
            lambda z: np.clip(activations.softplus(z), 0, 1.5),
            "You drew softplus once more. How steep is it far to the right, where it is nearly the "
            "line z?",
        ),
        Mistake(
            "a ramp",
            lambda z: np.clip(z / 6, 0, 1),
            GROWS_TO_THE_END,
        ),
        Mistake("a late ramp", lambda z: np.clip((z - 2) / 4, 0, 1), GROWS_TO_THE_END),
        Mistake("ever faster", lambda z: ((z + 6) / 12) ** 2, GROWS_TO_THE_END),
        Mistake("at once", lambda z: np.sqrt((z + 6) / 12), GROWS_AT_ONCE),
        Mistake("at once and soon level", lambda z: 1 - np.exp(-(z + 6) / 3), GROWS_AT_ONCE),
        Mistake(
            "a straight line",
            lambda z: (z + 6) / 12,
            "You drew a straight line. Softplus is nearly straight on both sides: there its slope "
            "is nearly constant.",
        ),
        Mistake(
            "level at 1",
            lambda z: 1.0 + 0 * z,
            "You drew the slope 1 everywhere. Far to the left softplus is nearly level.",
        ),
        Mistake(
            "from -1 to 1",
            lambda z: np.clip(0.5 * np.tanh(z), -0.5, 1.5),
            "Your slopes begin below zero. Softplus falls nowhere.",
        ),
    ),
)

lines_under_relu = Prediction(
    title="lines through a corner",
    question="At 0 ReLU has a corner. Lay straight lines through it, of slope g. Which of them lie "
    "nowhere above the curve?",
    options=(
        Option(
            "a",
            "None: a corner has no tangent.",
            "No. There is no tangent, but lines that stay below there are.",
        ),
        Option(
            "b",
            "Only the level one, g = 0.",
            "No. It is one of them. Tilt it a little: on the right ReLU rises faster.",
        ),
        Option(
            "c",
            "All with g from 0 to 1.",
            "Yes. On the right ReLU has the slope 1, so g must not be above 1. On the left it is "
            "level, so g must not be below 0.",
        ),
        Option(
            "d",
            "Only g = 0 and g = 1, the slopes of its two sides.",
            "No. These are the outermost. Every line between them stays below as well.",
        ),
    ),
    happened="c",
)

add_three = Prediction(
    title="three more for each",
    question="Of the scores 1, 2 and 0.5 softmax makes 0.231, 0.629 and 0.140. Now 3 is added to "
    "each score. What becomes of the probabilities?",
    options=(
        Option(
            "a",
            "Nothing: they stay as they are.",
            "Yes. Each power is multiplied by e to the 3, above and below the line, and that "
            "cancels. Softmax sees only differences.",
        ),
        Option("b", "All three grow.", "No. They add up to 1 before and after."),
        Option(
            "c",
            "They come closer together, as 4, 5 and 3.5 do.",
            "No. What counts are the differences of the scores, not their ratios.",
        ),
        Option(
            "d",
            "The largest gets nearly all.",
            "No. So it would be if the scores were multiplied by a large number.",
        ),
    ),
    happened="a",
)

far_ahead = Prediction(
    title="one score far ahead",
    question="With all three scores at 0, each probability answers to a small change of its own "
    "score at the rate 0.222. Now the scores are 5, 0 and 0. How do the probabilities answer to a "
    "small change of a score?",
    options=(
        Option("a", "More strongly, each of them.", "No. One of them is nearly 1, two nearly 0."),
        Option(
            "b",
            "At the same rates: they add up to 1 as before.",
            "No. The sum stays, but the rates depend on the probabilities.",
        ),
        Option(
            "c",
            "The first more strongly, the others less.",
            "No. The first is close to 1 and has little room left.",
        ),
        Option(
            "d",
            "Hardly: every rate is below 0.02.",
            "Yes. An entry is s times (1 - s) or the product of two probabilities. Where one is "
            "nearly 1, all of them are nearly 0: softmax saturates, as the sigmoid does.",
        ),
    ),
    happened="d",
)

too_large = Prediction(
    title="a score of 1000",
    question="Two scores are 0 and 1000. A program in numpy computes both powers of e, their sum, "
    "and divides each power by it, just as the formula is written. Which two probabilities come "
    "out?",
    options=(
        Option(
            "a",
            "0 and 1.",
            "No. These are the right ones, to 434 digits. But the program does not get there.",
        ),
        Option(
            "b",
            "0 and not a number.",
            "Yes. e to the 1000 is beyond the largest number of the computer and becomes infinite. "
            "1 divided by infinity is 0, and infinity divided by infinity is not a number.",
        ),
        Option("c", "0 and infinity.", "No. The power is infinite, but so is the sum below it."),
        Option(
            "d",
            "None: the program stops with an error.",
            "No. numpy may warn, but it goes on computing.",
        ),
    ),
    happened="b",
)

far_point = Prediction(
    title="a number far away",
    question="Five numbers are 2, 2.6, 3, 3.6 and 4. A constant shall predict them all. With the "
    "squared loss 3.04 is best, with the absolute loss 3. Now the fifth number moves from 4 to 14. "
    "What do the two best constants do?",
    options=(
        Option(
            "a",
            "Both rise by 2, a fifth of the way.",
            "No. The mean does. The middle one of five numbers does not move.",
        ),
        Option("b", "Neither moves: four of five are where they were.", "No. The mean moves."),
        Option(
            "c",
            "The squared one moves to 14, the absolute one stays.",
            "No. The four others pull as well.",
        ),
        Option(
            "d",
            "The squared one rises by 2, the absolute one stays.",
            "Yes. With squares the pull grows with the distance. With absolute losses each number "
            "pulls with 1, however far away it is.",
        ),
    ),
    happened="d",
)

far_on_the_right_side = Prediction(
    title="right, and by far",
    question="An example of the upper class, with the label +1, has the score 3. Which way does a "
    "step of descent on its loss move this score: with the hinge, with the logistic loss, and with "
    "the squared loss, half of (z - y) squared?",
    options=(
        Option(
            "a",
            "It stays with all three: it is right already.",
            "No. Only the hinge is content from a margin of 1 on.",
        ),
        Option(
            "b",
            "Hinge: it stays. Logistic: a little up. Squared: down.",
            "Yes. The hinge is zero from 1 on. The logistic loss falls for ever, ever more slowly. "
            "The squared loss wants the score 1, and 3 is too much for it.",
        ),
        Option(
            "c",
            "Up with all three: more is better.",
            "No. To the squared loss the score is too large already.",
        ),
        Option(
            "d",
            "Hinge: it stays. Logistic and squared: up.",
            "No. The squared loss is lowest at the score 1, not further out.",
        ),
    ),
    happened="b",
)

sure_and_wrong = Prediction(
    title="surer and still wrong",
    question="Class 2 is true, but the scores are 4, 0 and 0. The loss is 4.04, and its slope by "
    "the first score is 0.965. The first score grows to 6. What do loss and slope do?",
    options=(
        Option(
            "a",
            "The loss grows by about 2, the slope stays below 1.",
            "Yes. The slope is a probability, so it ends at 1. A loss with the slope 1 grows as "
            "the score does.",
        ),
        Option("b", "Both grow by about 2.", "No. The slope is a probability: at most 1."),
        Option(
            "c",
            "Both hardly change: softmax is saturated.",
            "No. Softmax is, but the logarithm makes up for it: the loss still has a slope.",
        ),
        Option(
            "d",
            "The loss grows by about 2, the slope goes to 0.",
            "No. With a squared loss of the probabilities the slope would go to 0. Here the "
            "logarithm makes up for it.",
        ),
    ),
    happened="a",
)


def _cross(y):
    return lambda p: -y * np.log(p) - (1 - y) * np.log(1 - p)


ZERO_AT_THE_TRUTH = (
    "Your curve is zero at 0.7. But 30 of 100 still belong to the other class, and nobody can say "
    "which."
)

cross_entropy_of_p = DrawnPrediction(
    title="the loss of a prediction that is always the same",
    question="Of all examples 70 of 100 belong to class 1. A model says p for each of them: that "
    "is its probability of class 1. The mean loss is "
    "-0.7\u00a0log\u00a0p\u00a0-\u00a00.3\u00a0log(1\u00a0-\u00a0p). Draw it.",
    across=Axis("prediction p", 0.04, 0.96, short="p", step=0.1),
    up=Axis("mean loss", 0, 3, short="loss"),
    true=Curve("the cross-entropy", _cross(0.7)),
    why="It is lowest at p = 0.7, where the prediction is the true share, and it is not zero "
    "there: 0.61 is left. At both ends it grows without bound, faster on the side on which more "
    "examples are surprised.",
    mistakes=(
        Mistake(
            "zero at the truth",
            lambda p: _cross(0.7)(p) - _cross(0.7)(0.7),
            ZERO_AT_THE_TRUTH,
        ),
        Mistake("zero at the truth, a bowl", lambda p: 4 * (p - 0.7) ** 2, ZERO_AT_THE_TRUTH),
        Mistake(
            "falls all the way",
            lambda p: -np.log(p) * 0.7,
            "Your curve falls all the way to 1. There the 30 others would cost without bound.",
        ),
        Mistake(
            "lowest at a half",
            _cross(0.5),
            "Your curve is lowest at a half. So it would be with 50 of 100.",
        ),
        Mistake(
            "the other class",
            _cross(0.3),
            "Your curve is lowest at 0.3: that is the share of the other class.",
        ),
        Mistake(
            "zero at the truth, straight",
            lambda p: 2.5 * np.abs(p - 0.7),
            "You drew a corner at 0.7, and zero there. Logarithms bend, and something is left.",
        ),
    ),
)

# Mixed review.

review_chain = Number(
    title="review: a slope at 0",
    prompt=r"What is the slope of $f(z) = \log(1 + e^{3z})$ at $z = 0$?",
    answer=1.5,
    right="Half from outside, and 3 from inside.",
    mistakes=(
        Mistake("inner slope lost", 0.5, "The 3 inside makes it steeper."),
        Mistake("sum in the logarithm lost", 3.0, "So it would be for the logarithm of the power."),
        Mistake("one over the sum", 0.5 / 3, "The 3 multiplies: it is no divisor."),
        Mistake("the value", float(np.log(2)), "This is the value at 0."),
        Mistake("the value times 3", 3 * float(np.log(2)), "You multiplied the value by 3."),
        Mistake("only above", 1.0, "This is the power itself. Which slopes belong to the chain?"),
        Mistake("power not divided", 6.0, "Divide by the sum: the logarithm's slope is one over."),
        Mistake("two slopes of the sigmoid", 0.75, "That is three times the slope of a sigmoid."),
        Mistake("zero", 0.0, "At 0 the power is 1, not 0."),
        Mistake("slope squared", 4.5, "The 3 comes in once."),
        Mistake("inner at the outer", 3 / (1 + float(np.exp(3))), "The power at z = 0 is 1."),
    ),
    hints=(
        "Three functions in a row: a multiple, one plus a power, a logarithm.",
        "The slope of the logarithm is one over what stands inside.",
        "One over 2, times 1, times 3.",
    ),
    worked=r"""
        The chain rule: $\frac{1}{1 + e^{3z}} \cdot e^{3z} \cdot 3$, at $z = 0$ it is
        $\frac12 \cdot 1 \cdot 3$.

        ```python
        answer = 1 / 2 * 1 * 3
        ```
        """,
)

review_level = Choice(
    title="review: a level place",
    prompt=r"""
        At some point of a surface both slopes are zero. The second derivative along $x$ is $2$,
        the one along $y$ is $-3$, the mixed one is $0$. What is there?
        """,
    choices={
        "a": "a minimum, because the first number is above zero",
        "b": "a maximum, because $-3$ is larger in size",
        "c": "nothing can be said",
        "d": "a saddle",
    },
    answer="d",
    right="Along one axis it is a lowest point, along the other a highest.",
    mistakes=(
        Mistake("minimum", "a", "Along y the surface bends downwards."),
        Mistake("maximum", "b", "Along x the surface bends upwards."),
        Mistake("nothing", "c", "Two bends of opposite signs do decide it."),
    ),
    hints=(
        "What do you see on the way along x, and on the way along y?",
        "Up on one, down on the other.",
    ),
    worked="""
        Along x the point is the lowest, along y the highest.

        Answer d.
        """,
)

review_limit = Number(
    title="review: the largest rate",
    prompt="""
        A cost of one weight is $L(w) = 4 (w - 3)^2$. Up to which learning rate does gradient
        descent settle at its minimum? Give the border.
        """,
    answer=0.25,
    right="The curvature is 8, and rate times curvature must stay below 2.",
    mistakes=(
        Mistake("curvature taken as 4", 0.5, "Differentiate twice: the square leaves a 2."),
        Mistake("one step", 0.125, "With this rate it arrives in one step. It may be larger."),
        Mistake("one over four", 4.0, "That is the factor of the square, not a rate."),
        Mistake("the curvature", 8.0, "This is the curvature. What must rate times it stay below?"),
        Mistake("the wrong way", 16.0, "You multiplied by 2. The rate is 2 over the curvature."),
        Mistake("the minimum", 3.0, "This is the place of the minimum."),
        Mistake("two", 2.0, "This is the border of rate times curvature."),
        Mistake("one", 1.0, "Try it: with the rate 1 the error grows seven times in each step."),
        Mistake("two over three", 2 / 3, "The place of the minimum does not matter."),
        Mistake(
            "the 2 below",
            1 / (2 * 8),
            "This is 1 over twice the curvature. The 2 stands above the line.",
        ),
    ),
    hints=(
        "Near a minimum the error is multiplied by the same number in each step.",
        "It is 1 minus rate times curvature. When is its size below 1?",
        "Rate times curvature must be below 2, and the curvature is twice 4.",
    ),
    worked=r"""
        $L'' = 8$. The error is multiplied by 1 minus 8 times the rate, and its size is below 1 for
        rates below $\frac28$.

        ```python
        answer = 2 / 8
        ```
        """,
)

review_equal = Choice(
    title="review: equal starts",
    prompt="""
        All weights of a two-layer network begin with the same number, not zero, and all biases
        with zero. What does training do?
        """,
    choices={
        "a": "It makes the hidden units differ by and by.",
        "b": "All hidden units stay equal to each other.",
        "c": "Nothing moves at all: every derivative is zero.",
        "d": "The weights grow without bound.",
    },
    answer="b",
    right="Equal units get equal derivatives: as many of them as you like do the work of one.",
    mistakes=(
        Mistake("by and by", "a", "What could make the first difference?"),
        Mistake("nothing", "c", "They move, but all alike."),
        Mistake("without bound", "d", "The size of the steps does not come from the equality."),
    ),
    hints=(
        "Compare the derivatives by the weights of two hidden units.",
        "They have equal inputs, equal values and equal edges behind them.",
    ),
    worked="""
        Two units with equal weights give the same, and get the same error back. So they make the
        same step.

        Answer b.
        """,
)

review_two = Number(
    title="review: two scores",
    prompt=r"""
        Two classes have the scores $3$ and $1.5$. Which probability does softmax give to the
        first? Give three decimals.
        """,
    answer=float(_sigmoid(1.5)),
    right="Of two classes softmax is the sigmoid of the difference of the scores.",
    mistakes=(
        Mistake("the second", float(_sigmoid(-1.5)), "This is the second class."),
        Mistake("sigmoid of the first", float(_sigmoid(3.0)), "The other score counts as well."),
        Mistake("scores over their sum", 3 / 4.5, "The powers are divided, not the scores."),
        Mistake("sigmoid of the sum", float(_sigmoid(4.5)), "What counts is the difference."),
        Mistake("ratio", float(np.exp(1.5)), "This is the ratio of the two probabilities."),
        Mistake("upside down", float(np.exp(-1.5)), "This is the ratio of second to first."),
        Mistake("difference", 1.5, "This is the difference of the scores."),
        Mistake("only the power", float(np.exp(3)), "This is a power: divide it by the sum."),
        Mistake(
            "its slope",
            float(_sigmoid.gradient(1.5)),
            "This is the slope of that probability by the score.",
        ),
        Mistake("loss", float(np.log1p(np.exp(-1.5))), "This is the loss if it is the true one."),
        Mistake("sigmoid of the other", 1 - float(_sigmoid(1.5)) ** 2, "Check the sum of both."),
    ),
    hints=(
        "Divide above and below the line by the first power.",
        "Below the line stands 1 plus a power of the difference.",
        "It is a sigmoid. Of which number?",
    ),
    worked=r"""
        $\frac{e^3}{e^3 + e^{1.5}} = \frac{1}{1 + e^{-1.5}} = \sigma(1.5)$.

        ```python
        import math

        answer = 1 / (1 + math.exp(-(3 - 1.5)))
        ```
        """,
)

review_who_pulls = Choice(
    title="review: who pulls",
    prompt=r"""
        Four examples have the margins $y z = -2$, $0.4$, $1.2$ and $5$. Which of them move the
        weights, if the loss is the mean of hinge losses?
        """,
    choices={
        "a": "the first two, and both with the same slope by their score in size",
        "b": "only the first: it alone is on the wrong side",
        "c": "all four, the first one most",
        "d": "the first two, the first one with five times the slope of the second",
    },
    answer="a",
    right="Below a margin of 1 the hinge is a straight line, beyond it is zero.",
    mistakes=(
        Mistake("only the wrong one", "b", "The hinge asks for a margin of 1, not only of 0."),
        Mistake("all", "c", "From a margin of 1 on the hinge is zero, and level."),
        Mistake("the larger the loss", "d", "The loss is larger, but the line is equally steep."),
    ),
    hints=(
        "From which margin on is the hinge zero?",
        "How steep is a straight line at two of its points?",
    ),
    worked=r"""
        The hinge is $\max(0, 1 - y z)$. It has the slope $-y$ by the score where the margin is
        below 1: for the first two. For the others it is level.

        Answer a.
        """,
)


def summary() -> Markdown:
    """Return the chapter's predictions beside what happened, and how far its exercises are."""
    return progress.summary(__name__)
