"""The exercises and predictions of the chapter on perceptrons, in the order of its sections."""

import numpy as np

from mlcalc.exercises import progress
from mlcalc.exercises.drawing import Axis, Curve, DrawnPrediction
from mlcalc.exercises.engine import Choice, Code, Detour, Markdown, Mistake, Number, Point
from mlcalc.exercises.kinds import Matching, WrongLine
from mlcalc.exercises.prediction import Option, Prediction
from mlcalc.perceptrons import Perceptron, classification


def _sigmoid(z):
    t = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1 / (1 + t), t / (1 + t))


# 1 and 2: one unit, and regression.

heavier_input = Prediction(
    title="which weight moves more",
    question="The first flat has 1 room and lies 2 kilometres out, its rent is 3. With all numbers "
    "zero the unit says 0. After one update, which weight has moved more?",
    options=(
        Option("a", "both equally far", "No. Each weight has its own input in its derivative."),
        Option(
            "b", "the weight of the rooms",
            "No. The unit knows nothing of rooms: it sees the numbers 1 and 2.",
        ),
        Option(
            "c", "the weight of the kilometres, twice as far",
            "Yes. Each derivative is the error times the input, and 2 is twice 1.",
        ),
        Option("d", "neither: only the bias moves", "No. Only an input of 0 leaves its weight."),
    ),
    happened="c",
)  # fmt: skip

match_slopes = Matching(
    title="three derivatives",
    prompt=r"""
        A unit for regression gets $x_1 = 4$ and $x_2 = -2$. It says $\hat{y} = 1$, and the target
        is $y = 3$. Which derivative has which value?
        """,
    items={
        "1": r"$\frac{\partial L}{\partial w_1}$",
        "2": r"$\frac{\partial L}{\partial w_2}$",
        "3": r"$\frac{\partial L}{\partial b}$",
    },
    choices={"a": "4", "b": "$-2$", "c": "$-8$", "d": "2"},
    answer="cab",
    right="The error is 1 - 3 = -2. It is multiplied by what comes in: 4, -2, and 1 for the bias.",
    mistakes=(
        Mistake(
            "inputs exchanged",
            "acb",
            "The derivatives by the two weights have changed places. Which input comes in over "
            "which edge?",
        ),
        Mistake(
            "bias the other way",
            "cad",
            "The weights are right. The bias has the error itself: is it above or below zero here?",
        ),
        Mistake(
            "inputs alone",
            "abd",
            "The first two are the inputs, without the error. A derivative is the error times the "
            "input.",
        ),
    ),
    hints=(
        "First the error: what the unit says minus the target.",
        "The error times what comes in over the edge.",
        "The error is -2. The bias has 1 in place of an input.",
    ),
    worked=r"""
        The error is $\delta = \hat{y} - y = 1 - 3 = -2$. The derivatives are $\delta x_1 = -8$,
        $\delta x_2 = 4$ and $\delta = -2$.

        ```python
        answer = "cab"
        ```
        """,
)

one_update = Number(
    title="one update",
    prompt=r"""
        A unit for regression has $w_1 = 0.5$, $w_2 = -1$, $b = 2$. An example has the inputs
        $x_1 = 3$, $x_2 = 2$ and the target $y = 5$. The learning rate is $\alpha = 0.04$. What is
        $w_1$ after one update?
        """,
    scaffold=r"""
        The same for the first flat, from zero, with $\alpha = 0.05$:

        - the prediction: $\hat{y} = 0 \cdot 1 + 0 \cdot 2 + 0 = 0$
        - the error: $\delta = 0 - 3 = -3$
        - the update: $w_1 = 0 - 0.05 \cdot (-3) \cdot 1 = 0.15$
        """,
    answer=0.92,
    right="The unit said too little, and the input is above zero: the weight grows.",
    mistakes=(
        Mistake("uphill", 0.08, "The step went the other way: it is minus the rate times δ x₁."),
        Mistake("rate forgotten", 11.0, "The learning rate is missing."),
        Mistake("input forgotten", 0.64, "This is the step of the bias. A weight has its input."),
        Mistake("other input", 0.78, "You multiplied by x₂. Over the edge of w₁ comes x₁."),
        Mistake("only the change", 0.42, "This is the change. Add it to the old weight."),
        Mistake("weight for input", 0.57, "You multiplied by the weight in place of the input."),
        Mistake(
            "factor 2", 1.34, "There is a factor 2 too much: the half in the loss takes it away.",
        ),
        Mistake("bias left out", 1.16, "The bias is missing in the prediction."),
        Mistake(
            "prediction for error", 0.32, "You took the prediction for the error. Subtract y.",
        ),
        Mistake("target for error", -0.1, "You took the target for the error: δ is ŷ - y."),
        Mistake(
            "loss for error", -0.235,
            "You took the loss for its slope. The slope by ŷ is the error ŷ - y.",
        ),
        Mistake("sign of w2", 0.44, "The minus of w₂ is lost in the prediction."),
        Mistake(
            "with a sigmoid", 0.5 + 0.12 * (5 - float(_sigmoid(1.5))),
            "There is no sigmoid in regression: the prediction is the sum itself.",
        ),
        Mistake("target for error, sign", 1.1, "You took the target for the error: δ is ŷ - y."),
        Mistake("the new bias", 2.14, "This is the new bias. Asked is the first weight."),
        Mistake("the new w2", -0.72, "This is the new second weight. Asked is the first."),
    ),
    hints=(
        "Forward first: what does the unit say?",
        "It says 1.5. The error is 1.5 - 5.",
        "Subtract 0.04 times the error times 3 from the old weight.",
    ),
    worked=r"""
        $\hat{y} = 0.5 \cdot 3 - 1 \cdot 2 + 2 = 1.5$, $\delta = 1.5 - 5 = -3.5$, and
        $w_1 = 0.5 - 0.04 \cdot (-3.5) \cdot 3 = 0.92$.

        ```python
        answer = 0.5 - 0.04 * (0.5 * 3 - 1 * 2 + 2 - 5) * 3
        ```
        """,
)  # fmt: skip

wrong_step = WrongLine(
    title="an update with one wrong line",
    prompt=r"""
        Somebody updates $w_2$ of a unit for regression with $w_1 = 2$, $w_2 = 0.5$, $b = -1$ and
        $\alpha = 0.1$, for the example $x_1 = 1$, $x_2 = 4$, $y = 5$. One line is wrong. Which one,
        and what ought to come out there?
        """,
    lines=(
        r"$\hat{y} = 2 \cdot 1 + 0.5 \cdot 4 - 1 = 3$",
        r"$\delta = \hat{y} - y = 3 - 5 = -2$",
        r"$\frac{\partial L}{\partial w_1} = -2 \cdot 1 = -2$",
        r"$\frac{\partial L}{\partial w_2} = -2 \cdot 0.5 = -1$",
        r"the new $w_2 = 0.5 - 0.1 \cdot (-1) = 0.6$",
    ),
    answer=(4, -8.0),
    right="Over the edge of w₂ comes x₂ = 4; how heavy the edge is does not matter.",
    mistakes=(
        Mistake("forward", 1, "Line 1 is sound: 2 and 2 and minus 1."),
        Mistake("error", 2, "Line 2 is sound: the unit says too little, so δ is below zero."),
        Mistake("other weight", 3, "Line 3 is sound: the error times x₁."),
        Mistake("what follows", 5, "Line 5 follows from line 4, with its number."),
        Mistake(
            "sign", (4, 8.0), "The line is the right one, the size too. Error and input: which "
            "sign has their product?",
        ),
        Mistake(
            "input alone", (4, 4.0), "The line is the right one. This is x₂ alone: where is the "
            "error?",
        ),
        Mistake(
            "error alone", (4, -2.0), "The line is the right one. This is the error alone, which "
            "is the derivative by the bias.",
        ),
        Mistake(
            "the weight after it", (4, 1.3), "The line is the right one. This is the new weight; "
            "asked is the derivative.",
        ),
    ),
    hints=(
        "Which number comes in over the edge of each weight?",
        "A derivative by a weight holds the error and an input, and no weight.",
        "Compare lines 3 and 4: which of them multiplies by an input?",
    ),
    worked=r"""
        In line 4 the error is multiplied by the weight. It must be the input:
        $\frac{\partial L}{\partial w_2} = \delta x_2 = -2 \cdot 4 = -8$.

        ```python
        answer = 4, -2 * 4
        ```
        """,
)  # fmt: skip

# 3: a soft decision.

twice_the_weights = Prediction(
    title="twice the weights",
    question="All three numbers of a unit with a sigmoid are doubled: both weights and the bias. "
    "What becomes of its boundary, and of what it says?",
    options=(
        Option(
            "a", "the boundary stays; the unit is surer everywhere beside it",
            "Yes. Where the sum is 0, twice the sum is 0. Elsewhere it is twice as far from 0.",
        ),
        Option("b", "the boundary moves to one side", "No. Twice zero is zero."),
        Option(
            "c", "the boundary turns",
            "No. Its direction depends on the ratio of the weights, and that stays.",
        ),
        Option(
            "d", "the unit says twice as much, up to 1",
            "No. The sum is doubled, not what comes out of the sigmoid: 0.4 becomes less.",
        ),
    ),
    happened="a",
)  # fmt: skip

PLANES = (
    Perceptron([3, 3], 0, classification),
    Perceptron([1, 1], 0, classification),
    Perceptron([1, 1], 3, classification),
    Perceptron([1, -1], 0, classification),
)

match_planes = Matching(
    title="four units",
    prompt="Which plane belongs to which unit? The numbers are $(w_1, w_2, b)$.",
    items={"1": "plane 1", "2": "plane 2", "3": "plane 3", "4": "plane 4"},
    choices={"a": "$(1, 1, 3)$", "b": "$(1, -1, 0)$", "c": "$(3, 3, 0)$", "d": "$(1, 1, 0)$"},
    answer="cdab",
    right="The weights say which way, their length how sharply, the bias how far along.",
    mistakes=(
        Mistake(
            "sharp and soft", "dcab",
            "Two planes with the same boundary have changed places. Which unit is surer of a place "
            "at the same distance?",
        ),
        Mistake(
            "bias", "cadb",
            "The planes of the units with and without a bias have changed places. At (0, 0) the "
            "sum is the bias alone.",
        ),
        Mistake(
            "direction", "cbad",
            "Look at the point (2, -2): for one of the two units the sum there is 0, for the other "
            "it is not.",
        ),
        Mistake(
            "bias and direction", "cdba",
            "Two planes with boundaries in different directions have changed places. At (0, 0) "
            "the sum is the bias alone.",
        ),
    ),
    hints=(
        "On the boundary the sum is 0. Does it go through the middle of the plane?",
        "The blue half lies where the weights point: along (1, 1) or along (1, -1).",
        "Of two units with the same boundary the one with the longer weights changes faster.",
    ),
    worked="""
        Plane 4 has its blue half at the lower right: the weights (1, -1). Plane 3 is blue in the
        middle: the bias 3. Planes 1 and 2 have the same boundary, and plane 1 is sharper: (3, 3).

        ```python
        answer = "cdab"
        ```
        """,
)  # fmt: skip


def _overflows(function) -> bool:
    """Say whether a sigmoid lets an exponential grow beyond all numbers on its way."""
    with np.errstate(over="raise", invalid="raise"):
        try:
            function(np.array([-1000.0, 1000.0]))
        except (FloatingPointError, OverflowError):
            return True
    return False


_Z = np.array([-3.0, -0.4, 0.0, 1.7])

write_sigmoid = Code(
    title="a sigmoid that does not overflow",
    prompt=r"""
        Write the sigmoid $\sigma(z) = \frac{1}{1 + e^{-z}}$ for an array of numbers of any shape.
        For $z = -1000$ the power $e^{1000}$ is too large for the computer. Write it so that no
        power grows: for $z$ below zero it is the same as $\frac{e^{z}}{1 + e^{z}}$.
        `np.where(condition, a, b)` takes from `a` where the condition is true and from `b`
        elsewhere; it computes both.

        ```python
        def sigmoid(z):
            ...
        ```
        """,
    name="sigmoid",
    answer=_sigmoid,
    tests=((_Z,), (np.array([[0.5, -2.5], [4.0, -0.1]]),), (np.array([-1000.0, 1000.0]),)),
    detours=(
        Detour(
            "overflows", _overflows,
            "The values are right, but on the way a power grows beyond what the computer holds, "
            "and it warns. Use `np.exp(-np.abs(z))`: this power never grows.",
        ),
    ),
    right="Nothing in it overflows, whatever z is.",
    mistakes=(
        Mistake(
            "sign of the exponent", lambda z: _sigmoid(-z),
            "It falls where the sigmoid rises. Look at the sign of the exponent, and at which of "
            "the two fractions stands where.",
        ),
        Mistake("its slope", lambda z: _sigmoid(z) * (1 - _sigmoid(z)), "This is the slope."),
        Mistake(
            "softplus", lambda z: np.logaddexp(0.0, z),
            "This is log(1 + e^z), which grows without end. The sigmoid stays below 1.",
        ),
        Mistake("tanh", np.tanh, "This runs from -1 to 1. The sigmoid runs from 0 to 1."),
        Mistake(
            "step", lambda z: np.where(np.asarray(z) >= 0, 1.0, 0.0),
            "This is a step: it jumps from 0 to 1. The sigmoid goes over softly.",
        ),
        Mistake(
            "only the power", lambda z: np.exp(-np.abs(z)),
            "This is the power alone. Two fractions are made of it.",
        ),
        Mistake(
            "one fraction for all", lambda z: 1 / (1 + np.exp(-np.abs(z))),
            "Below zero it comes out above one half. There the other fraction is needed.",
        ),
        Mistake(
            "the other fraction for all", lambda z: np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))),
            "Above zero it comes out below one half. There the first fraction is needed.",
        ),
        Mistake(
            "less one half", lambda z: _sigmoid(z) - 0.5,
            "It runs from -0.5 to 0.5. The sigmoid runs from 0 to 1.",
        ),
        Mistake(
            "not divided", lambda z: 1 + np.exp(-np.abs(z)),
            "This is the denominator. The sigmoid is a fraction.",
        ),
        Mistake("twice the exponent", lambda z: _sigmoid(2 * z), "The exponent is doubled."),
    ),
    hints=(
        "Which power never grows, whatever the sign of z?",
        "`np.exp(-np.abs(z))` is at most 1. For z above zero it is the power in the formula.",
        "Call it t. From 0 on take the fraction 1 / (1 + t), below 0 the other one.",
    ),
    worked="""
        ```python
        import numpy as np

        def sigmoid(z):
            t = np.exp(-np.abs(z))
            return np.where(z >= 0, 1 / (1 + t), t / (1 + t))
        ```
        """,
)  # fmt: skip

# 4: surprise.


def _cost(said):
    return -np.log(np.maximum(np.asarray(said, dtype=float), 1e-9))


surprise = DrawnPrediction(
    title="what an answer costs",
    question="The label is 1, and the loss is -log ŷ. How large is it for each answer ŷ between "
    "0.02 and 1?",
    across=Axis("what the unit says, ŷ", 0.02, 1, short="ŷ", step=0.1),
    up=Axis("loss", 0, 4),
    true=Curve("the log loss", _cost),
    why="At ŷ = 1 the loss is -log 1 = 0. Each halving of ŷ adds log 2 = 0.69, again and again: "
    "towards 0 it grows without end.",
    mistakes=(
        Mistake(
            "a straight line", lambda p: 4 * (1 - np.asarray(p)),
            "You drew a straight line. The loss grows by the same amount for each halving of ŷ, "
            "so it is steep where ŷ is small.",
        ),
        Mistake(
            "a flatter straight line", lambda p: 2 * (1 - np.asarray(p)),
            "You drew a straight line. The loss grows by the same amount for each halving of ŷ, "
            "so it is steep where ŷ is small.",
        ),
        Mistake(
            "the distance", lambda p: 1 - np.asarray(p),
            "You drew the distance to the label, or its square. They never exceed 1; the log loss "
            "does.",
        ),
        Mistake(
            "the other label", lambda p: -np.log(np.maximum(1 - np.asarray(p), 0.018)),
            "You drew the loss for the label 0. With the label 1 an answer near 1 is cheap.",
        ),
    ),
)  # fmt: skip

careful_or_sure = Choice(
    title="careful or sure",
    prompt="""
        Two units answer the same ten questions. Unit A gives the right label the probability 0.6
        eight times, and 0.4 twice. Unit B gives it 0.99 nine times, and 0.001 once. Which mean log
        loss is smaller?
        """,
    choices={
        "a": "that of B, which is on the right side more often",
        "b": "they are equal: both are right on average",
        "c": "that of A: one sure answer that is wrong costs B more than all its others save",
        "d": "that of B, because 0.99 is nearly certain",
    },
    answer="c",
    right="B pays 6.9 for its one mistake, and that alone is more than the sum of all of A.",
    mistakes=(
        Mistake(
            "counting", "a",
            "B is on the right side nine times, A eight times. The loss does not count sides: it "
            "asks how surprised one is.",
        ),
        Mistake("equal", "b", "Compute both: what does the answer 0.001 cost?"),
        Mistake(
            "only the right ones", "d",
            "Nine answers of B cost next to nothing. The tenth is a part of the mean, too.",
        ),
    ),
    hints=(
        "The loss of an answer is minus the logarithm of what the right label got.",
        "What does 0.001 cost? Compare it with ten times what 0.6 costs.",
        "The costs are 0.51 for 0.6, 0.92 for 0.4, 0.01 for 0.99, 6.9 for 0.001.",
    ),
    worked=r"""
        A: $(8 \cdot 0.511 + 2 \cdot 0.916) / 10 = 0.592$. B:
        $(9 \cdot 0.010 + 6.908) / 10 = 0.700$.

        Answer c.
        """,
)  # fmt: skip

_logs = np.log([0.8, 0.7, 0.6])

mean_surprise = Number(
    title="a mean of three",
    prompt=r"""
        Three examples have the labels 1, 0, 1. The unit says $0.8$, $0.3$ and $0.6$. What is the
        mean log loss, with the natural logarithm?
        """,
    answer=float(-_logs.mean()),
    right="The second label is 0, so what counts there is 1 - 0.3.",
    mistakes=(
        Mistake("sum", float(-_logs.sum()), "This is the sum. The mean is a third of it."),
        Mistake(
            "label 0 as label 1", float(-np.log([0.8, 0.3, 0.6]).mean()),
            "The second label is 0: there the loss is -log(1 - ŷ).",
        ),
        Mistake(
            "labels exchanged", float(-np.log([0.2, 0.3, 0.4]).mean()),
            "You took each label for the other one.",
        ),
        Mistake("base 10", float(-np.log10([0.8, 0.7, 0.6]).mean()), "This is the base 10."),
        Mistake("base 2", float(-np.log2([0.8, 0.7, 0.6]).mean()), "This is the base 2."),
        Mistake("sign", float(_logs.mean()), "A logarithm of less than 1 is below zero: minus it."),
        Mistake(
            "half squares", float(np.mean([0.04, 0.09, 0.16]) / 2),
            "This is half the mean squared error.",
        ),
        Mistake("squares", float(np.mean([0.04, 0.09, 0.16])), "This is the mean squared error."),
        Mistake("distances", 0.3, "This is the mean distance to the labels. Take logarithms."),
        Mistake(
            "product", 0.336,
            "This is the product of what the labels got: take -log of it, and a third of that.",
        ),
        Mistake("log of the mean", float(-np.log(0.7)), "First the logarithms, then the mean."),
        Mistake(
            "label 1 only", float(-(_logs[0] + _logs[2]) / 3),
            "The example with the label 0 has a loss as well.",
        ),
        Mistake("a half", float(-_logs.mean() / 2), "There is no factor one half in the log loss."),
    ),
    hints=(
        "What did the right label get, each time?",
        "For the label 0 the right label got 1 - ŷ.",
        "The mean of -log 0.8, -log 0.7 and -log 0.6.",
    ),
    worked=r"""
        $\frac{1}{3}(-\log 0.8 - \log 0.7 - \log 0.6) = \frac{1}{3}(0.2231 + 0.3567 + 0.5108)$.

        ```python
        import numpy as np

        answer = -np.log([0.8, 0.7, 0.6]).mean()
        ```
        """,
)  # fmt: skip

# 5: why the factors cancel.

who_pushes = Prediction(
    title="sure and wrong",
    question="A unit with a sigmoid is sure and wrong: the label is 1, and its sum z is -6, so it "
    "says 0.0025. Which loss has the steeper slope by z there, the log loss or half the squared "
    "error?",
    options=(
        Option(
            "a", "half the squared error: squares punish large errors most",
            "No. The error is nearly 1, and so is its square. But the slope by z holds the slope "
            "of the sigmoid, too, and that is 0.0025.",
        ),
        Option(
            "b", "both are about equally steep",
            "No. The one keeps the slope of the sigmoid as a factor, the other does not.",
        ),
        Option(
            "c", "both are nearly zero: the sigmoid is flat there",
            "No. That holds for the squared error. In the log loss the flat slope cancels.",
        ),
        Option(
            "d", "the log loss, hundreds of times",
            "Yes. Its slope is the error itself, -0.9975; the other is only 0.25 % of that.",
        ),
    ),
    happened="d",
)  # fmt: skip

wrong_sigmoid = WrongLine(
    title="a slope with one wrong line",
    prompt=r"""
        Somebody computes $\sigma'(0)$ with the chain rule: outside stands $v^{-1}$, inside
        $v = 1 + e^{-z}$. One line is wrong. Which one, and what ought to come out there?
        """,
    lines=(
        r"$\sigma(z) = (1 + e^{-z})^{-1}$, and at $z = 0$ the inside is $v = 2$",
        r"the outer slope is $-1 \cdot v^{-2-1}$, at $v = 2$: $-\frac{1}{8} = -0.125$",
        r"the inner slope is $-e^{-z}$, at $z = 0$: $-1$",
        r"$\sigma'(0) = -0.125 \cdot (-1) = 0.125$",
    ),
    answer=(2, -0.25),
    right="From the power -1 one is subtracted: -2. The check: σ(0)(1 - σ(0)) = 0.25.",
    mistakes=(
        Mistake("inside", 1, "Line 1 is sound: e to the 0 is 1."),
        Mistake("inner slope", 3, "Line 3 is sound: the slope of e^(-z) is -e^(-z)."),
        Mistake("product", 4, "Line 4 follows from lines 2 and 3."),
        Mistake(
            "sign", (2, 0.25), "The line and the size are right. The power -1 comes down as a "
            "factor, with its sign.",
        ),
        Mistake(
            "power kept", (2, -0.5), "The line is right. The power is lowered by 1, from -1.",
        ),
        Mistake(
            "value", (2, 0.5), "The line is right. This is the value outside, not the slope.",
        ),
        Mistake(
            "not put in", (2, -1.0), "The line is right. The power of v = 2 is missing: put it in.",
        ),
        Mistake(
            "power raised", (2, -2.0), "The line is right. The power goes down, from -1 to -2: v "
            "stays in the denominator.",
        ),
    ),
    hints=(
        "You know another formula for this slope. What does it give at 0?",
        "0.25 ought to come out, so one factor is half of what it ought to be.",
        "The power rule: bring the power down and lower it by one. What is -1 lowered by one?",
    ),
    worked=r"""
        In line 2 the power must be $-1 - 1 = -2$: the outer slope is $-v^{-2}$, at $v = 2$ it is
        $-\frac{1}{4}$. Then $\sigma'(0) = 0.25$.

        ```python
        answer = 2, -(2**-2)
        ```
        """,
)  # fmt: skip

_z = 0.4 * 3 - 1 + 0.25
_delta = float(_sigmoid(_z)) - 1


def _w1(change: float) -> float:
    return 0.4 - 0.1 * change


sigmoid_update = Number(
    title="an update with a sigmoid",
    prompt=r"""
        A unit with sigmoid and log loss has $w_1 = 0.4$, $w_2 = 1$, $b = 0.25$. An example has
        $x_1 = 3$, $x_2 = -1$ and the label 1. The learning rate is $0.1$. What is $w_1$ after one
        update?
        """,
    scaffold=r"""
        Fill in the gaps:

        - $z = \;\ldots$ and $\hat{y} = \sigma(z) = \;\ldots$
        - $\delta = \;\ldots$
        - $w_1 = 0.4 - 0.1 \cdot \;\ldots\; \cdot \;\ldots$
        """,
    answer=_w1(_delta * 3),
    right="The error times the input, as in regression: the sigmoid is only in the prediction.",
    mistakes=(
        Mistake("uphill", _w1(-_delta * 3), "The step went the other way."),
        Mistake(
            "slope of the sigmoid kept", _w1(_delta * 3 * -_delta * (1 + _delta)),
            "You kept the slope of the sigmoid. With the log loss it cancels.",
        ),
        Mistake("input forgotten", _w1(_delta), "This is the step of the bias: x₁ is missing."),
        Mistake("rate forgotten", 0.4 - 3 * _delta, "The learning rate is missing."),
        Mistake("no sigmoid", _w1((_z - 1) * 3), "The error is σ(z) - y, not z - y."),
        Mistake(
            "rounded first", 0.4,
            "You rounded the prediction to 1. Then there is no error, and nothing is learnt.",
        ),
        Mistake("other input", _w1(-_delta), "You multiplied by x₂. Over the edge of w₁ comes x₁."),
        Mistake(
            "bias left out", _w1((float(_sigmoid(0.2)) - 1) * 3), "The bias is missing in z.",
        ),
        Mistake("weight for input", _w1(_delta * 0.4), "You multiplied by the weight, not by x₁."),
        Mistake("factor 2", _w1(2 * _delta * 3), "There is a factor 2 too much."),
        Mistake("only the change", -0.3 * _delta, "This is the change. Add it to 0.4."),
        Mistake(
            "prediction for error", _w1(-(1 + _delta) * 3),
            "You took the prediction for the error, and went up.",
        ),
        Mistake(
            "prediction for error, downhill", _w1((1 + _delta) * 3),
            "You took the prediction for the error. Subtract the label.",
        ),
        Mistake("the new bias", 0.25 - 0.1 * _delta, "This is the new bias. Asked is w₁."),
    ),
    hints=(
        "Forward first: the sum, then the sigmoid of it.",
        "z = 0.45, and σ(0.45) = 0.6106. The error is this minus the label.",
        "Subtract 0.1 times the error times 3.",
    ),
    worked=r"""
        $z = 1.2 - 1 + 0.25 = 0.45$, $\hat{y} = 0.6106$, $\delta = -0.3894$, and
        $w_1 = 0.4 + 0.1 \cdot 0.3894 \cdot 3$.

        ```python
        import numpy as np

        answer = 0.4 - 0.1 * (1 / (1 + np.exp(-0.45)) - 1) * 3
        ```
        """,
)  # fmt: skip

# 6: a boundary that learns.

thousand_epochs = Prediction(
    title="a thousand epochs",
    question="Soon all four sentences are on the right side. The training goes on with the same "
    "rate, to a thousand epochs. What does the length of the weights do?",
    options=(
        Option(
            "a", "it settles: everything is right, there is nothing left to learn",
            "No. The loss is never zero, and longer weights make it smaller still.",
        ),
        Option("b", "it shrinks back", "No. Shorter weights make every answer less sure."),
        Option(
            "c", "it grows on, ever more slowly, and does not stop",
            "Yes. All answers are on the right side, and longer weights make each surer.",
        ),
        Option("d", "it swings up and down", "No. The rate is small enough: the loss only falls."),
    ),
    happened="c",
)  # fmt: skip

_X = np.array([[3.0, 0.5], [0.2, 2.0], [2.0, 1.0], [1.0, 3.0]])
_Y = np.array([1.0, 0.0, 1.0, 0.0])
_W, _B = np.array([0.6, -0.9]), 0.35


def _predict(inputs, weights, bias):
    return _sigmoid(inputs @ weights + bias)


def _gradients(inputs, labels, weights, bias):
    delta = _predict(inputs, weights, bias) - labels
    return np.append(delta @ inputs / len(labels), delta.mean())


def _returns_no_array(gradients) -> bool:
    """Say whether a learning rate cannot multiply what comes out."""
    return not isinstance(gradients(_X, _Y, _W, _B), np.ndarray)


write_predict = Code(
    title="the forward pass",
    prompt=r"""
        Write what a unit with a sigmoid says of many examples at once. `inputs` has shape `(m, n)`,
        one example a row, `weights` has shape `(n,)`, `bias` is a number. Return shape `(m,)`. Use
        your `sigmoid`, or `1 / (1 + np.exp(-z))`.

        ```python
        def predict(inputs, weights, bias):
            ...
        ```
        """,
    name="predict",
    answer=_predict,
    tests=((_X, _W, _B), (_X[:2] - 1.5, np.array([1.2, 0.4]), -0.75)),
    right="One line serves any number of examples and inputs.",
    mistakes=(
        Mistake("no sigmoid", lambda x, w, b: x @ w + b, "These are the sums. The sigmoid is "
                "missing."),
        Mistake("no bias", lambda x, w, b: _sigmoid(x @ w), "The bias is missing."),
        Mistake("bias subtracted", lambda x, w, b: _sigmoid(x @ w - b), "The bias is added."),
        Mistake(
            "bias outside", lambda x, w, b: _sigmoid(x @ w) + b,
            "The bias is added after the sigmoid. It belongs to the sum.",
        ),
        Mistake(
            "step", lambda x, w, b: (x @ w + b >= 0).astype(float),
            "This is 0 or 1. The sigmoid says how sure the unit is.",
        ),
        Mistake(
            "rounded", lambda x, w, b: np.round(_predict(x, w, b), 1),
            "You rounded what the unit says. Keep all digits.",
        ),
        Mistake(
            "not summed", lambda x, w, b: _sigmoid(x * w + b),
            "The products are not added up: `@` multiplies and adds, `*` only multiplies.",
        ),
        Mistake(
            "a bias for each input", lambda x, w, b: _sigmoid((x * w + b).sum(axis=1)),
            "The bias is added once for each input. It is added once for each example.",
        ),
        Mistake(
            "minus lost", lambda x, w, b: _sigmoid(-(x @ w + b)),
            "It says the opposite: the exponent of the sigmoid has a minus.",
        ),
        Mistake(
            "one number", lambda x, w, b: float(_predict(x, w, b).mean()),
            "One number comes out. Each example has a prediction of its own.",
        ),
        Mistake(
            "first example only", lambda x, w, b: _predict(x, w, b)[:1],
            "Only the first example has a prediction.",
        ),
        Mistake(
            "backwards", lambda x, w, b: _predict(x, w, b)[::-1],
            "The order is turned around: the first example comes first.",
        ),
    ),
    hints=(
        "First all sums: one product of a table and a row.",
        "`inputs @ weights` has shape (m,). The bias is added to each.",
        "The sigmoid of `inputs @ weights + bias`.",
    ),
    worked="""
        ```python
        import numpy as np

        def predict(inputs, weights, bias):
            return 1 / (1 + np.exp(-(inputs @ weights + bias)))
        ```
        """,
)  # fmt: skip

write_gradients = Code(
    title="the derivatives",
    prompt=r"""
        Write the derivatives of the mean log loss of all $m$ examples. `labels` has shape `(m,)`.
        Return one array of shape `(n + 1,)`: the derivatives by the weights, then the one by the
        bias. `np.append(a, c)` puts the number `c` behind the array `a`.

        ```python
        def gradients(inputs, labels, weights, bias):
            ...
        ```
        """,
    name="gradients",
    answer=_gradients,
    tests=((_X, _Y, _W, _B), (_X - 1.5, _Y[::-1].copy(), np.array([1.2, 0.4]), -0.75)),
    detours=(
        Detour(
            "a list", _returns_no_array,
            "The numbers are right, but this is a list or a tuple. Return an array: "
            "`np.append(a, c)` makes one.",
        ),
    ),
    right="The errors times the inputs, and the mean of it.",
    mistakes=(
        Mistake(
            "uphill", lambda x, y, w, b: -_gradients(x, y, w, b),
            "All signs are turned around: the error is the prediction minus the label.",
        ),
        Mistake(
            "sum", lambda x, y, w, b: len(y) * _gradients(x, y, w, b),
            "This is the sum over the examples. Asked is the mean.",
        ),
        Mistake(
            "bias summed", lambda x, y, w, b: _gradients(x, y, w, b) * np.append(0 * w + 1, len(y)),
            "The weights are right. The last entry is a sum, and asked is the mean.",
        ),
        Mistake(
            "weights summed", lambda x, y, w, b: _gradients(x, y, w, b) * np.append(0 * w + len(y),
                                                                                   1),
            "The last entry is right. The others are sums, and asked are means.",
        ),
        Mistake(
            "bias missing", lambda x, y, w, b: _gradients(x, y, w, b)[:-1],
            "The derivative by the bias is missing: it is the mean of the errors.",
        ),
        Mistake(
            "bias first", lambda x, y, w, b: np.roll(_gradients(x, y, w, b), 1),
            "The bias comes first here. It belongs at the end.",
        ),
        Mistake(
            "slope of the sigmoid kept",
            lambda x, y, w, b: np.append(
                (_predict(x, w, b) - y) * _predict(x, w, b) * (1 - _predict(x, w, b)) @ x / len(y),
                np.mean((_predict(x, w, b) - y) * _predict(x, w, b) * (1 - _predict(x, w, b))),
            ),
            "The slope of the sigmoid is still in it. With the log loss it cancels.",
        ),
        Mistake(
            "no sigmoid",
            lambda x, y, w, b: np.append((x @ w + b - y) @ x / len(y), np.mean(x @ w + b - y)),
            "The errors are made of the sums. They need the sigmoid.",
        ),
        Mistake(
            "prediction for error",
            lambda x, y, w, b: np.append(_predict(x, w, b) @ x / len(y), _predict(x, w, b).mean()),
            "The labels are missing: an error is the prediction minus the label.",
        ),
        Mistake(
            "input forgotten",
            lambda x, y, w, b: np.full(len(w) + 1, np.mean(_predict(x, w, b) - y)),
            "All entries are the mean error. Each weight has its input as well.",
        ),
        Mistake(
            "factor 2", lambda x, y, w, b: 2 * _gradients(x, y, w, b),
            "All entries are twice too large.",
        ),
        Mistake(
            "only one entry", lambda x, y, w, b: _gradients(x, y, w, b)[:1],
            "Only the first derivative is there.",
        ),
    ),
    hints=(
        "First the errors: one for each example.",
        "`delta @ inputs` multiplies each error by the inputs of its example and adds up.",
        "Divide by the number of examples, and append the mean of the errors.",
    ),
    worked="""
        ```python
        import numpy as np

        def gradients(inputs, labels, weights, bias):
            delta = 1 / (1 + np.exp(-(inputs @ weights + bias))) - labels
            return np.append(delta @ inputs / len(labels), delta.mean())
        ```
        """,
)  # fmt: skip


def _training(inputs, labels, learning_rate, epochs, uphill=1.0, first=None, keep=True):
    point = np.zeros(inputs.shape[1] + 1) if first is None else first
    path = [point]
    for _ in range(epochs):
        point = point - uphill * learning_rate * _gradients(inputs, labels, point[:-1], point[-1])
        path.append(point)
    return np.array(path) if keep else point


write_training = Code(
    title="the training loop",
    prompt=r"""
        Write the loop. It starts with zeros for all weights and the bias, and takes one step for
        each epoch, with all examples. Return all points, the start first: shape
        `(epochs + 1, n + 1)`, each row the weights and then the bias. Use your `gradients`.

        ```python
        def train(inputs, labels, learning_rate, epochs):
            ...
        ```
        """,
    name="train",
    answer=_training,
    tests=((_X, _Y, 0.5, 3), (_X - 1.5, _Y, 1.25, 5)),
    right="This is gradient descent of chapter 5, with the derivatives of a unit.",
    mistakes=(
        Mistake(
            "uphill", lambda x, y, r, n: _training(x, y, r, n, -1.0),
            "The path climbs: the step is minus the rate times the derivatives.",
        ),
        Mistake(
            "rate forgotten", lambda x, y, r, n: _training(x, y, 1.0, n),
            "The learning rate is missing.",
        ),
        Mistake(
            "start missing", lambda x, y, r, n: _training(x, y, r, n)[1:],
            "The start is missing: it is the first row.",
        ),
        Mistake(
            "end missing", lambda x, y, r, n: _training(x, y, r, n)[:-1],
            "The last point is missing: one row for the start and one after each epoch.",
        ),
        Mistake(
            "only the end", lambda x, y, r, n: _training(x, y, r, n, keep=False),
            "This is the last point alone. Keep all of them.",
        ),
        Mistake(
            "one step too many", lambda x, y, r, n: _training(x, y, r, n + 1),
            "It takes one step too many.",
        ),
        Mistake(
            "start at one",
            lambda x, y, r, n: _training(x, y, r, n, first=np.ones(x.shape[1] + 1)),
            "It starts with ones. Start with zeros.",
        ),
        Mistake(
            "bias left alone",
            lambda x, y, r, n: np.column_stack([_no_bias(x, y, r, n), np.zeros(n + 1)]),
            "The bias stays 0. It has a derivative and learns as well.",
        ),
        Mistake(
            "sum for mean", lambda x, y, r, n: _training(x, y, r * len(y), n),
            "The steps are m times too long: take the mean over the examples.",
        ),
        Mistake(
            "the last point again and again",
            lambda x, y, r, n: np.tile(_training(x, y, r, n, keep=False), (n + 1, 1)),
            "All rows are the last point: one and the same array was kept each time. Make a new "
            "array in each step, as in `point = point - step`.",
        ),
        Mistake(
            "bias not kept", lambda x, y, r, n: _training(x, y, r, n)[:, :-1],
            "Each row ends with the bias: it is missing here.",
        ),
        Mistake(
            "no step", lambda x, y, r, n: 0 * _training(x, y, r, n),
            "All rows are the start: no step was taken.",
        ),
    ),
    hints=(
        "A loop over the epochs, and a list of points.",
        "`point[:-1]` are the weights, `point[-1]` is the bias.",
        "In each turn: `point = point - learning_rate * gradients(...)`, then append it.",
    ),
    worked="""
        ```python
        import numpy as np

        def train(inputs, labels, learning_rate, epochs):
            point = np.zeros(inputs.shape[1] + 1)
            path = [point]
            for _ in range(epochs):
                delta = 1 / (1 + np.exp(-(inputs @ point[:-1] + point[-1]))) - labels
                slopes = np.append(delta @ inputs / len(labels), delta.mean())
                point = point - learning_rate * slopes
                path.append(point)
            return np.array(path)
        ```
        """,
)  # fmt: skip


def _no_bias(inputs, labels, learning_rate, epochs):
    weights = np.zeros(inputs.shape[1])
    path = [weights]
    for _ in range(epochs):
        weights = weights - learning_rate * _gradients(inputs, labels, weights, 0.0)[:-1]
        path.append(weights)
    return np.array(path)


why_grow = Choice(
    title="why it never ends",
    prompt="""
        All examples lie on the right side of a boundary, and none on it. Which change lowers the
        loss in every case, without the boundary moving at all?
        """,
    choices={
        "a": "multiplying both weights and the bias by 2",
        "b": "adding 1 to the bias",
        "c": "multiplying the weights by 2, and leaving the bias",
        "d": "making the learning rate smaller",
    },
    answer="a",
    right="Every sum is doubled, away from 0 on its own side: every answer gets surer.",
    mistakes=(
        Mistake("bias", "b", "This moves the boundary: the sums change by 1, and 0 is elsewhere."),
        Mistake(
            "weights alone", "c",
            "The boundary is where the sum is 0. With other weights and the same bias it moves, "
            "unless the bias is 0.",
        ),
        Mistake("rate", "d", "The rate changes how one gets there, not the loss at a place."),
    ),
    hints=(
        "The boundary is where w₁ x₁ + w₂ x₂ + b = 0.",
        "Which change leaves a sum of 0 at 0?",
        "Twice the whole sum is 0 where the sum is 0.",
    ),
    worked=r"""
        Twice the weights and twice the bias double every sum. Where it was 0 it stays 0, and on
        both sides it lies further away: every answer comes closer to its label.

        Answer a.
        """,
)  # fmt: skip

# 7: the scale of the inputs.

ten_times = Prediction(
    title="in another unit",
    question="The second input is written in millimetres in place of centimetres: all its numbers "
    "are ten times as large. The start and the learning rate stay. What does the path of the two "
    "weights do?",
    options=(
        Option(
            "a", "it jumps to and fro across a narrow valley",
            "Yes. Along the second weight the loss is now up to a hundred times as curved.",
        ),
        Option("b", "the same as before: the data are the same", "No. The loss has another shape."),
        Option(
            "c", "it comes closer to the lowest place, since the derivatives are larger",
            "No. Larger derivatives make longer steps, and these are too long.",
        ),
        Option("d", "it crawls", "No. The derivative by the second weight is larger, not smaller."),
    ),
    happened="a",
)  # fmt: skip

other_unit = Choice(
    title="grams for kilograms",
    prompt="""
        A unit was trained with its second input in kilograms. Now the same data come in grams, so
        the numbers are 1000 times as large. Which second weight makes the same predictions?
        """,
    choices={
        "a": "one that is 1000 times as large",
        "b": "the same one",
        "c": "one that is a million times smaller",
        "d": "one that is 1000 times smaller",
    },
    answer="d",
    right="The product of weight and input must stay what it was.",
    mistakes=(
        Mistake("the wrong way", "a", "Then the product would be a million times as large."),
        Mistake("the same", "b", "The product would be 1000 times as large, and so would the sum."),
        Mistake(
            "squared", "c",
            "The curvature goes with the square. The weight itself does not.",
        ),
    ),
    hints=(
        "The prediction is made of the sum, and the sum of products.",
        "The input is 1000 times as large. What must become of the weight?",
        "Their product is to stay the same.",
    ),
    worked="""
        The product of weight and input must stay. The input is 1000 times as large, so the weight
        is 1000 times smaller.

        Answer d.
        """,
)  # fmt: skip

# 8: learning from mistakes.

two_switches = Prediction(
    title="two switches and a lamp",
    question="Two switches work one lamp, and it is on when exactly one of them is up: the "
    "exclusive or. As points: dots at two opposite corners of a square, crosses at the other two. "
    "The rule that corrects mistakes is given these four. What do its weights do?",
    options=(
        Option("a", "they find a line after many corrections", "No. There is no such line."),
        Option(
            "b", "they come back to where they were, again and again",
            "Yes. After the third correction every four add up to nothing, and the round begins "
            "again.",
        ),
        Option("c", "they grow without end", "No. Here they stay short: corrections cancel."),
        Option(
            "d", "they come to rest with one corner on the wrong side",
            "No. The rule rests only when nothing is wrong.",
        ),
    ),
    happened="b",
)  # fmt: skip

correction = Point(
    title="two examples, one rule",
    prompt=r"""
        The mistake-driven rule with rate $0.3$ stands at $w = (1, -1, 0)$ and $b = 0.5$. Two
        examples come: first $x = (0.5, 2, 1)$ with the label 0, then $x = (2, 1, 3)$ with the
        label 0. What are $(w_1, b)$ after both?
        """,
    answer=[0.4, 0.2],
    right="The first one is right already and changes nothing. The second one is subtracted.",
    mistakes=(
        Mistake("wrong sign", (1.6, 0.8), "You added. An example with the label 0 is subtracted."),
        Mistake(
            "both corrected", (0.25, -0.1),
            "You corrected both. The first has a sum below 0, which is right for the label 0.",
        ),
        Mistake(
            "bias for each input", (0.4, -0.4),
            "You moved the bias once for each input. It moves once for each correction.",
        ),
        Mistake("factor 2", (-0.2, -0.1), "The step is twice as long as it ought to be."),
        Mistake(
            "nothing corrected", (1.0, 0.5),
            "You changed nothing. The second has a sum of 1.5, and the label 0.",
        ),
        Mistake("input forgotten", (0.7, 0.2), "The weight moves by the rate times its input."),
        Mistake("bias left", (0.4, 0.5), "The bias is corrected, too: its input is 1."),
        Mistake("bias the other way", (0.4, 0.8), "The bias moves in the same direction."),
        Mistake(
            "the wrong one", (0.85, 0.2),
            "You corrected with the first, which was right. The second is mistaken.",
        ),
        Mistake("rate forgotten", (-1.0, -0.5), "The rate is missing."),
        Mistake("exchanged", (0.2, 0.4), "The two have changed places: the weight comes first."),
        Mistake("second weight", (-1.3, 0.2), "This is the second weight. Asked is the first."),
    ),
    hints=(
        "For each: the sum, and which label that means.",
        "The sums are -1 and 1.5. A sum of 0 or more means label 1.",
        "Only the second is wrong. Subtract 0.3 times (2, 1, 3) and 0.3 times 1.",
    ),
    worked=r"""
        The first sum is $0.5 - 2 + 0.5 = -1$: label 0, right. The second is
        $2 - 1 + 0.5 = 1.5$: label 1, wrong. So $w_1 = 1 - 0.3 \cdot 2$ and $b = 0.5 - 0.3$.

        ```python
        answer = 1 - 0.3 * 2, 0.5 - 0.3
        ```
        """,
)  # fmt: skip

half_margin = Choice(
    title="half the margin",
    prompt=r"""
        Two clouds are moved together until the margin $\gamma$ is half of what it was. The largest
        length $R$ stays. What becomes of the bound on the number of corrections?
        """,
    choices={"a": "it stays", "b": "it becomes four times as large",
             "c": "it becomes twice as large", "d": "it becomes half as large"},
    answer="b",
    right="The margin stands in the denominator, squared.",
    mistakes=(
        Mistake("stays", "a", "The margin is in the bound: a narrow gap is harder to find."),
        Mistake("not squared", "c", "The quotient of length and margin is squared."),
        Mistake("upside down", "d", "The margin stands in the denominator."),
    ),
    hints=(
        "Which formula gives the bound?",
        r"It is $(R / \gamma)^2$.",
        "Half the denominator doubles the quotient. Then it is squared.",
    ),
    worked=r"""
        $\left(\frac{R}{\gamma / 2}\right)^2 = 4 \left(\frac{R}{\gamma}\right)^2$.

        Answer b.
        """,
)  # fmt: skip

# Mixed review.

_s3 = float(_sigmoid(3.0) * (1 - _sigmoid(3.0)))

review_chain = Number(
    title="review: a slope through two links",
    prompt=r"""
        What is the slope of $g(w) = \sigma(3 w)$ at $w = 0$? The slope of $\sigma$ is
        $\sigma (1 - \sigma)$.
        """,
    answer=0.75,
    right="The outer slope at 0 is a quarter, the inner one 3.",
    mistakes=(
        Mistake("inner slope forgotten", 0.25, "The inner function 3w has a slope of its own."),
        Mistake("only the inner slope", 3.0, "This is the inner slope alone."),
        Mistake("value", 0.5, "This is the value at 0. Asked is the slope."),
        Mistake("value times inner", 1.5, "You took the value of σ for its slope."),
        Mistake("at 3", 3 * _s3, "The outer slope is taken at 3w, and that is 0 here."),
        Mistake("at 3, no inner", _s3, "The place is 3w = 0, and the inner slope is missing."),
        Mistake("sign", -0.75, "The sigmoid rises, and so does 3w."),
        Mistake("inner twice", 2.25, "The inner slope is multiplied once."),
        Mistake("divided", 1 / 12, "You divided by the inner slope. Rates multiply."),
        Mistake("squared", 3 / 16, "The slope of σ at 0 is one quarter, not its square."),
        Mistake("zero", 0.0, "The value w is zero. The slope is not."),
        Mistake("added", 3.25, "You added the two slopes. Rates along a chain multiply."),
    ),
    hints=(
        "Two links: w to 3w, and 3w to its sigmoid.",
        "Their slopes multiply. The outer one is taken at 3w = 0.",
        "A quarter times 3.",
    ),
    worked=r"""
        $g'(0) = 3\, \sigma(0) (1 - \sigma(0)) = 3 \cdot \frac{1}{4}$.

        ```python
        answer = 3 * 0.5 * (1 - 0.5)
        ```
        """,
)

review_low = Choice(
    title="review: low, and lower",
    prompt=r"""
        The function $\log(1 + e^{-w})$ falls everywhere and stays above 0. What is true of it?
        """,
    choices={
        "a": "its minimum is 0",
        "b": "it must have a minimum, since it cannot fall below 0",
        "c": "its slope is zero where it is lowest",
        "d": "it has no minimum: to the right there is always a lower value",
    },
    answer="d",
    right="It comes as close to 0 as you like, and takes this value nowhere.",
    mistakes=(
        Mistake("zero", "a", "The value 0 is reached nowhere."),
        Mistake("bounded", "b", "Being bounded from below is not enough: e^(-w) shows it, too."),
        Mistake("slope", "c", "Its slope is nowhere zero: it falls everywhere."),
    ),
    hints=(
        "Suppose it were lowest at some w. What is its value a little further right?",
        "It falls everywhere.",
        "So no value is the lowest.",
    ),
    worked="""
        If it were lowest at some place, a little to the right it would be lower still. So no place
        is lowest.

        Answer d.
        """,
)

review_contour = Choice(
    title="review: along the line",
    prompt="""
        At a point of a map the gradient is $(3, -1)$. In which direction does the height not change
        at first?
        """,
    choices={"a": "$(3, -1)$", "b": "$(1, 3)$", "c": "$(-3, 1)$", "d": "$(-1, 3)$"},
    answer="b",
    right="Its dot product with the gradient is 3 - 3 = 0.",
    mistakes=(
        Mistake("uphill", "a", "This is the steepest way up."),
        Mistake("downhill", "c", "This is the steepest way down."),
        Mistake("entries exchanged", "d", "Exchanged alone is not enough: the dot product is -6."),
    ),
    hints=(
        "How is the slope in a direction found from the gradient?",
        "The dot product of both must be zero.",
        "3 times the first entry minus the second must be 0.",
    ),
    worked=r"""
        The slope in a direction is its dot product with the gradient, divided by its length:
        $3 \cdot 1 + (-1) \cdot 3 = 0$.

        Answer b.
        """,
)

review_rate = Number(
    title="review: a rate too large",
    prompt=r"""
        Close to a minimum a cost has the curvature 5. By which factor does a step with the learning
        rate $0.5$ multiply the error, the distance to the minimum with its sign?
        """,
    answer=-1.5,
    right="It overshoots, and the distance grows: this rate diverges.",
    mistakes=(
        Mistake("no sign", 1.5, "The size is right. On which side does the step end?"),
        Mistake("only the product", 2.5, "This is rate times curvature. Subtract it from 1."),
        Mistake("minus the product", -2.5, "Rate times curvature is subtracted from 1."),
        Mistake("added", 3.5, "The step goes against the slope: 1 minus the product."),
        Mistake("rate alone", 0.5, "This is 1 minus the rate. The curvature is missing."),
        Mistake("curvature alone", -4.0, "This is 1 minus the curvature. The rate is missing."),
        Mistake("limit", 0.4, "This is the largest rate that does not diverge, 2 / 5."),
        Mistake("one step", 0.2, "This is the rate that arrives in one step, 1 / 5."),
        Mistake("divided", 0.9, "Rate and curvature are multiplied, not divided."),
        Mistake("half", -0.25, "There is no factor one half in it."),
        Mistake("the curvature", 5.0, "This is the curvature itself."),
        Mistake(
            "arrived", 0.0, "A factor of 0 would arrive at once. The rate 1 / 5 would do that."
        ),
    ),
    hints=(
        "Near a minimum the slope is the curvature times the error.",
        "The new error is the old one minus rate times curvature times the old one.",
        "1 - 0.5 times 5.",
    ),
    worked=r"""
        $1 - \alpha f'' = 1 - 0.5 \cdot 5 = -1.5$.

        ```python
        answer = 1 - 0.5 * 5
        ```
        """,
)

review_crossing = Number(
    title="review: where the boundary crosses",
    prompt=r"""
        A unit has $w = (2, -1)$ and $b = 3$. Where does its boundary cross the $x_1$ axis, that is,
        at which $x_1$ for $x_2 = 0$?
        """,
    answer=-1.5,
    right="There the sum 2 x₁ + 3 is zero.",
    mistakes=(
        Mistake("sign", 1.5, "2 x₁ + 3 = 0: the bias goes to the other side with a minus."),
        Mistake("the other axis", 3.0, "This is where it crosses the x₂ axis."),
        Mistake("the other axis, sign", -3.0, "That is the x₂ axis, and with the wrong sign."),
        Mistake("upside down", -2 / 3, "You divided the weight by the bias."),
        Mistake("upside down, sign", 2 / 3, "You divided the weight by the bias."),
        Mistake("multiplied", -6.0, "You multiplied. Divide by the weight."),
        Mistake("one half", -1.0, "There the sum is 1. The boundary is where the sum is 0."),
        Mistake("sigmoid 0", 0.0, "At (0, 0) the sum is the bias, 3, and not 0."),
        Mistake("ŷ = 0.5 as sum", -1.25, "ŷ is 0.5 on the boundary, and the sum is 0 there."),
        Mistake("weight", 2.0, "This is the weight."),
        Mistake("all added", 4.0, "You added the three numbers."),
        Mistake("multiplied, no sign", 6.0, "You multiplied. Divide by the weight."),
    ),
    hints=(
        "What is the sum on the boundary?",
        "Put in x₂ = 0 and set the sum to 0.",
        "2 x₁ + 3 = 0.",
    ),
    worked=r"""
        On the boundary $2 x_1 - x_2 + 3 = 0$. With $x_2 = 0$: $x_1 = -\frac{3}{2}$.

        ```python
        answer = -3 / 2
        ```
        """,
)

review_zero_input = Choice(
    title="review: a word that is missing",
    prompt=r"""
        A sentence has no Na in it: $x_2 = 0$. The unit is wrong about it. What does one update with
        this sentence do?
        """,
    choices={
        "a": "it moves the weight of Na and the bias",
        "b": "nothing: the derivative is zero",
        "c": "it moves the weight of Ya, if there is a Ya in it, and the bias",
        "d": "it moves all three, the weight of Na the least",
    },
    answer="c",
    right="What does not come in has no part in the error.",
    mistakes=(
        Mistake("the other", "a", "Over the edge of Na comes 0, and so its derivative is 0."),
        Mistake("nothing", "b", "The bias always has its 1: it moves with every error."),
        Mistake("all", "d", "The weight of Na does not move at all: its input is 0."),
    ),
    hints=(
        "The derivative is the error times what comes in.",
        "What comes in over the edge of Na?",
        "Zero. And for the bias it is 1.",
    ),
    worked=r"""
        $\frac{\partial L}{\partial w_2} = \delta \cdot 0 = 0$, and
        $\frac{\partial L}{\partial b} = \delta$.

        Answer c.
        """,
)


def summary() -> Markdown:
    """Return the chapter's predictions beside what happened, and how far its exercises are."""
    return progress.summary(__name__)
