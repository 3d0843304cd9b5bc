"""The exercises and predictions of the chapter on the two-layer network, from easy to hard."""

import numpy as np

from mlcalc import datasets
from mlcalc.exercises import progress
from mlcalc.exercises.engine import Choice, Code, Markdown, Mistake, Number, page
from mlcalc.exercises.prediction import Option, Prediction
from mlcalc.networks import Network, TwoTwoOne, train

# One example through the network, forward and backward.

_net = TwoTwoOne(w11=1, w12=-1, w21=2, w22=0.5, b1=0, b2=0.5, w1=1, w2=-2, b=0.25)
_pass = _net.forward(2, -2.5)
_slopes = _net.backward(_pass, 1)


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


_THE_NETWORK = r"""
        The network of section 2 has $w_{11} = 1$, $w_{12} = -1$, $w_{21} = 2$, $w_{22} = 0.5$,
        $b_1 = 0$, $b_2 = 0.5$, $w_1 = 1$, $w_2 = -2$, $b = 0.25$.
"""

hidden_sum = Number(
    title="the sum of a hidden unit",
    prompt=_THE_NETWORK
    + r"""
        The inputs are $x_1 = 2$ and $x_2 = -2.5$. What is $z_2$, the sum of the second hidden unit?
        """,
    answer=_pass.z2,
    right="Both weights into unit 2 end in 2: w12 comes from input 1, w22 from input 2.",
    mistakes=(
        Mistake(
            "indices exchanged",
            2 * 2 + -2.5 * 0.5 + 0.5,
            "You took w21 for w12. The first index is the input, the second the hidden unit.",
        ),
        Mistake("the other unit", _pass.z1, "This is the sum of the first hidden unit."),
        Mistake("forgot the bias", _pass.z2 - 0.5, "The bias of the unit is missing."),
        Mistake("after the sigmoid", _pass.a2, "This is a2. Asked is the sum before the sigmoid."),
    ),
    hints=(
        "Which three numbers of the network lead into unit 2?",
        r"$z_2 = x_1 w_{12} + x_2 w_{22} + b_2$.",
        "Put in 2 times minus 1, minus 2.5 times 0.5, and the bias 0.5.",
    ),
    worked=r"""
        $z_2 = x_1 w_{12} + x_2 w_{22} + b_2 = 2 \cdot (-1) + (-2.5) \cdot 0.5 + 0.5 = -2.75$.

        ```python
        answer = 2 * -1 + -2.5 * 0.5 + 0.5
        ```
        """,
)

forward_pass = Number(
    title="a whole forward pass",
    prompt=r"""
        Go on with the same inputs: $a_1 = \sigma(z_1)$, $a_2 = \sigma(z_2)$,
        $z = a_1 w_1 + a_2 w_2 + b$. What does the network predict, $\hat{y}$?
        """,
    answer=_pass.yhat,
    right="Above one half: the network leans towards label 1.",
    mistakes=(
        Mistake(
            "no sigmoid in the hidden units",
            float(_sigmoid(_pass.z1 * 1 + _pass.z2 * -2 + 0.25)),
            "You used z1 and z2 where a1 and a2 belong: the hidden units have a sigmoid, too.",
        ),
        Mistake("no sigmoid at the end", _pass.z, "This is z. The output unit has a sigmoid, too."),
        Mistake(
            "forgot the bias",
            float(_sigmoid(_pass.z - 0.25)),
            "The bias b of the output unit is missing.",
        ),
        Mistake(
            "weights exchanged",
            float(_sigmoid(_pass.a1 * -2 + _pass.a2 + 0.25)),
            "You exchanged w1 and w2: w1 belongs to a1.",
        ),
    ),
    hints=(
        r"First $z_1 = x_1 w_{11} + x_2 w_{21} + b_1$, and its sigmoid.",
        page(r"$a_1 = @a1$ and $a_2 = @a2$.", a1=_pass.a1, a2=_pass.a2),
        page(r"$z = @z$. One more sigmoid.", z=_pass.z),
    ),
    worked=page(
        r"""
        $z_1 = 2 \cdot 1 + (-2.5) \cdot 2 + 0 = -3$, so $a_1 = @a1$. $z_2 = -2.75$, so $a_2 = @a2$.

        $z = a_1 \cdot 1 + a_2 \cdot (-2) + 0.25 = @z$, and $\hat{y} = \sigma(z) = @yhat$.

        ```python
        import math

        def sigmoid(z):
            return 1 / (1 + math.exp(-z))

        a1 = sigmoid(2 * 1 + -2.5 * 2)
        a2 = sigmoid(2 * -1 + -2.5 * 0.5 + 0.5)
        answer = sigmoid(a1 * 1 + a2 * -2 + 0.25)
        ```
        """,
        a1=_pass.a1,
        a2=_pass.a2,
        z=_pass.z,
        yhat=_pass.yhat,
    ),
)

output_error = Number(
    title="where the way back begins",
    prompt=page(
        r"""
        The same example has the label $y = 1$, and $\hat{y} = @yhat$. What is
        $\frac{\partial L}{\partial z}$, the derivative of the log loss by the last sum $z$?
        """,
        yhat=_pass.yhat,
    ),
    answer=_pass.yhat - 1,
    right="The log loss and the sigmoid fit together: their two factors leave yhat - y.",
    mistakes=(
        Mistake(
            "sign",
            1 - _pass.yhat,
            "The sign is turned around. A larger z lowers the loss here, so the derivative is "
            "below zero.",
        ),
        Mistake(
            "only the first factor",
            -1 / _pass.yhat,
            "This is the derivative by yhat. Multiply by the slope of the sigmoid.",
        ),
        Mistake(
            "only the second factor",
            _pass.yhat * (1 - _pass.yhat),
            "This is the slope of the sigmoid. Multiply it by the derivative of the loss by yhat.",
        ),
        Mistake("the loss", -float(np.log(_pass.yhat)), "This is the loss itself."),
    ),
    hints=(
        r"Two factors: $\frac{\partial L}{\partial \hat{y}}$ and "
        r"$\frac{\partial \hat{y}}{\partial z}$.",
        r"For $y = 1$ they are $-\frac{1}{\hat{y}}$ and $\hat{y} (1 - \hat{y})$.",
        r"One factor $\hat{y}$ cancels. What is left?",
    ),
    worked=page(
        r"""
        $\frac{\partial L}{\partial z} = -\frac{1}{\hat{y}} \cdot \hat{y} (1 - \hat{y})
        = -(1 - \hat{y}) = \hat{y} - y$.

        That is $@yhat - 1 = @error$.

        ```python
        import math

        answer = 1 / (1 + math.exp(-@z)) - 1
        ```
        """,
        yhat=_pass.yhat,
        error=_pass.yhat - 1,
        z=_pass.z,
    ),
)

first_layer_slope = Number(
    title="a weight of the first layer",
    prompt=r"""
        The same example, with $x_1 = 2$, $x_2 = -2.5$, $y = 1$. What is
        $\frac{\partial L}{\partial w_{12}}$? Follow the way from the loss through unit 2.
        """,
    answer=_slopes.w12,
    right="Four factors: yhat - y, then w2, then a2(1 - a2), then x1.",
    mistakes=(
        Mistake(
            "indices exchanged",
            _slopes.w21,
            "This is the derivative by w21. The weight w12 comes from input 1 and leads into "
            "unit 2.",
        ),
        Mistake("the other input", _slopes.w22, "This is the derivative by w22, from input 2."),
        Mistake("the other unit", _slopes.w11, "This is the derivative by w11, into unit 1."),
        Mistake("sign", -_slopes.w12, "The size is right. The error is yhat - y, not y - yhat."),
        Mistake(
            "forgot the slope of the sigmoid",
            _slopes.b * -2 * 2,
            "A factor is missing: the slope a2(1 - a2) of the hidden sigmoid.",
        ),
        Mistake(
            "forgot the weight",
            _slopes.w12 / -2,
            "A factor is missing: the weight w2 between unit 2 and the output.",
        ),
    ),
    hints=(
        "Walk back from the loss: output, edge w2, unit 2, edge w12.",
        r"$\frac{\partial L}{\partial w_{12}} = (\hat{y} - y)\, w_2\, a_2 (1 - a_2)\, x_1$.",
        page(r"$\hat{y} - y = @error$ and $a_2 (1 - a_2) = @slope$.",
             error=_slopes.b, slope=_pass.a2 * (1 - _pass.a2)),
    ),
    worked=page(
        r"""
        $\frac{\partial L}{\partial w_{12}} = (\hat{y} - y) \cdot w_2 \cdot a_2 (1 - a_2) \cdot x_1
        = @error \cdot (-2) \cdot @slope \cdot 2 = @answer$.

        ```python
        import math

        def sigmoid(z):
            return 1 / (1 + math.exp(-z))

        a1, a2 = sigmoid(-3), sigmoid(-2.75)
        yhat = sigmoid(a1 * 1 + a2 * -2 + 0.25)
        answer = (yhat - 1) * -2 * a2 * (1 - a2) * 2
        ```
        """,
        error=_slopes.b,
        slope=_pass.a2 * (1 - _pass.a2),
        answer=_slopes.w12,
    ),
)  # fmt: skip

index_slip = Choice(
    title="whose update is it",
    prompt=r"""
        Somebody has written down the update
        $w_{12} \leftarrow w_{12} + \alpha\, x_2\, w_1\, a_1 (1 - a_1)\, (y - \hat{y})$.
        To which weight does this increment belong?
        """,
    choices={
        "a": r"to $w_{12}$, as written",
        "b": r"to $w_{21}$",
        "c": r"to $w_{22}$",
        "d": r"to $w_2$",
    },
    answer="b",
    right="It contains x2 and a1: it starts at input 2 and goes through unit 1.",
    mistakes=(
        Mistake(
            "as written",
            "a",
            "The weight w12 leads from input 1 into unit 2, so its increment contains x1, w2 and "
            "a2.",
        ),
        Mistake("the wrong unit", "c", "The weight w22 leads into unit 2, so it meets a2, not a1."),
        Mistake(
            "the wrong layer",
            "d",
            "The increment of w2 is short: it contains only a2 and the error.",
        ),
    ),
    hints=(
        "Which input stands in the increment? Which hidden unit?",
        r"The first index is the input, the second the unit, as in "
        r"$z_1 = x_1 w_{11} + x_2 w_{21} + b_1$.",
        "The way leads from input 2 through unit 1.",
    ),
    worked=r"""
        The factor $x_2$ says that the weight begins at input 2. The factors $w_1$ and
        $a_1 (1 - a_1)$ say that the way goes through unit 1.

        The weight from input 2 into unit 1 is $w_{21}$. Answer b.
        """,
)


def _hidden_delta(error, weights, a):
    return error * weights * a * (1 - a)


write_hidden_delta = Code(
    title="the error at the hidden units",
    prompt=r"""
        Write what arrives at the sums of the hidden units: an array with
        $\frac{\partial L}{\partial z_j} = (\hat{y} - y)\, w_j\, \sigma'(z_j)$ for each unit $j$.
        `error` is the number $\hat{y} - y$; `weights` and `a` are arrays with $w_j$ and
        $a_j = \sigma(z_j)$.

        ```python
        def hidden_delta(error, weights, a):
            ...
        ```
        """,
    name="hidden_delta",
    answer=_hidden_delta,
    tests=(
        (-0.375, np.array([1.0, -2.0]), np.array([0.5, 0.12])),
        (0.8, np.array([0.3, 1.7, -0.4]), np.array([0.9, 0.05, 0.6])),
        (0.1, np.array([2.0]), np.array([0.25])),
    ),
    right="It needs only what the forward pass has kept: no exponential is computed again.",
    mistakes=(
        Mistake(
            "no slope of the sigmoid",
            lambda error, weights, a: error * weights,
            "The slope of the sigmoid is missing: that is what arrives at a, not at z.",
        ),
        Mistake(
            "only 1 - a",
            lambda error, weights, a: error * weights * (1 - a),
            "The slope of the sigmoid has two factors.",
        ),
        Mistake(
            "a instead of its slope",
            lambda error, weights, a: error * weights * a,
            "You multiplied by a itself, where its slope belongs.",
        ),
        Mistake(
            "sign",
            lambda error, weights, a: -_hidden_delta(error, weights, a),
            "The sign is turned around. This is the direction of the update; asked is the "
            "derivative.",
        ),
        Mistake(
            "added up",
            lambda error, weights, a: np.sum(_hidden_delta(error, weights, a)),
            "You added up the units. Each of them keeps its own number.",
        ),
        Mistake(
            "no weights",
            lambda error, weights, a: error * a * (1 - a),
            "The weights are missing: the error reaches unit j over the edge w_j.",
        ),
        Mistake(
            "a sigmoid of a",
            lambda error, weights, a: error * weights * _sigmoid(a) * (1 - _sigmoid(a)),
            "You took the sigmoid once more. The array a holds its values already.",
        ),
    ),
    hints=(
        "The slope of the sigmoid can be written with its value.",
        r"$\sigma'(z) = \sigma(z) (1 - \sigma(z))$, and `a` holds $\sigma(z)$.",
        "Multiply four things: the error, the weights, the values, and one minus the values.",
    ),
    worked=r"""
        With $\sigma'(z_j) = a_j (1 - a_j)$ every unit has three factors behind the error. Arrays
        multiply entry by entry.

        ```python
        def hidden_delta(error, weights, a):
            return error * weights * a * (1 - a)
        ```
        """,
)

order_of_updates = Choice(
    title="the order of the updates",
    prompt="""
        A program changes w1, w2 and b first. Then it computes the derivatives of the first layer
        with the new w1 and w2, and changes that layer. What has it done?
        """,
    choices={
        "a": "The same as with all derivatives first.",
        "b": "A step that is not along the gradient: the first layer got derivatives of a mixture.",
        "c": "Two steps of gradient descent.",
        "d": "Nothing: the first layer does not depend on w1 and w2.",
    },
    answer="b",
    right="All nine derivatives belong to one and the same set of weights.",
    mistakes=(
        Mistake(
            "no difference",
            "a",
            "The derivatives of the first layer contain w1 and w2, and these have changed.",
        ),
        Mistake(
            "two steps",
            "c",
            "In a step of gradient descent all weights move. Here each layer moved once, on "
            "different grounds.",
        ),
        Mistake(
            "no dependence",
            "d",
            "The way from the loss to the first layer leads over w1 and w2.",
        ),
    ),
    hints=(
        "Which numbers stand in the derivative by w11?",
        r"It is $(\hat{y} - y)\, w_1\, a_1 (1 - a_1)\, x_1$: which of them has changed?",
    ),
    worked=r"""
        The derivative by $w_{11}$ contains $w_1$. With the new $w_1$ it is neither that of the old
        weights nor that of the new ones, because $\hat{y}$ is still the old one.

        So compute all derivatives first, then change all weights. Answer b.
        """,
)

# Matrices.

shape_of_gradient = Choice(
    title="a shape",
    prompt=r"""
        200 examples with 2 inputs each go into a hidden layer of 3 units. The inputs $X$ have shape
        (200, 2), and $\delta_1$, the derivatives by the sums, has shape (200, 3). Which shape has
        $X^\top \delta_1$, and why is that right?
        """,
    choices={
        "a": "(3, 2): a row for each unit.",
        "b": "(2, 3): the shape of the weights it belongs to.",
        "c": "(200, 3): a row for each example.",
        "d": "(2, 2): a number for each pair of inputs.",
    },
    answer="b",
    right="The product adds up over the examples, and what is left has the shape of W1.",
    mistakes=(
        Mistake("transposed", "a", "That is the transpose. Rows of the result are inputs."),
        Mistake(
            "not added up",
            "c",
            "The product sums over the examples: 200 is the index that disappears.",
        ),
        Mistake("X with itself", "d", "That would be X^T X. The second factor has 3 columns."),
    ),
    hints=(
        r"$X^\top$ has shape (2, 200).",
        "The inner index disappears; the outer ones stay.",
    ),
    worked=r"""
        $(2, 200)$ times $(200, 3)$ gives $(2, 3)$. A gradient has the shape of what it belongs to:
        $W_1$ has shape $(2, 3)$. Answer b.
        """,
)

count_parameters = Number(
    title="how many numbers to learn",
    prompt="""
        How many weights and biases has a network with 2 inputs, 3 hidden units and 1 output
        altogether?
        """,
    answer=13.0,
    right="Nine for the hidden layer, four for the output.",
    mistakes=(
        Mistake("no biases", 9.0, "You counted the weights. Each unit also has a bias."),
        Mistake("only hidden biases", 12.0, "The output unit has a bias, too."),
        Mistake("only the output's bias", 10.0, "The hidden units have biases, too."),
        Mistake("units", 6.0, "You counted inputs and units. Each edge carries a weight."),
        Mistake("bias for inputs", 15.0, "Inputs have no bias: they compute nothing."),
    ),
    hints=(
        "How many edges lead into the hidden layer, and how many into the output?",
        r"Six edges and then three. Add a bias for each unit that computes something.",
    ),
    worked=r"""
        Hidden layer: $2 \cdot 3$ weights and 3 biases. Output: 3 weights and 1 bias.

        ```python
        answer = 2 * 3 + 3 + 3 * 1 + 1
        ```
        """,
)

# Training and depth.

equal_units = Choice(
    title="how to wake them",
    prompt="""
        All hidden units of a network began with the same weights, and have stayed alike. What is
        the remedy?
        """,
    choices={
        "a": "A larger learning rate.",
        "b": "More hidden units.",
        "c": "Different random numbers as first weights.",
        "d": "More epochs.",
    },
    answer="c",
    right="What is different at the start gets different derivatives and can grow apart.",
    mistakes=(
        Mistake("faster", "a", "Equal derivatives times any rate are still equal steps."),
        Mistake("more of them", "b", "A crowd of equal units is still a single unit."),
        Mistake("longer", "d", "Equal steps keep equal units equal, however many there are."),
    ),
    hints=(
        "Why do equal units stay equal?",
        "They get the same inputs and the same error, so they make the same step. Where could a "
        "difference come from?",
    ),
    worked="""
        Units with equal weights have equal values and equal derivatives. No rule that treats them
        alike can part them. The difference must be there at the start. Answer c.
        """,
)

vanishing = Number(
    title="ten sigmoids in a row",
    prompt=r"""
        In a chain of layers with one unit each, all weights are 1. The derivative passes 10
        sigmoids on its way back. By which factor is it multiplied, **at most**?
        """,
    answer=0.25**10,
    right="Each sigmoid has at most the slope 1/4, at z = 0.",
    mistakes=(
        Mistake("added", 2.5, "Factors along a chain are multiplied, not added."),
        Mistake("one half", 0.5**10, "1/2 is the value of the sigmoid at 0. Its slope is smaller."),
        Mistake("once", 0.25, "This is one sigmoid. The chain has ten."),
        Mistake("nine", 0.25**9, "You counted nine sigmoids."),
    ),
    hints=(
        "Where is a sigmoid steepest, and how steep is it there?",
        r"$\sigma' = \sigma (1 - \sigma)$ is largest at $\sigma = \frac{1}{2}$.",
        "Take that slope to the power of the number of sigmoids.",
    ),
    worked=r"""
        The slope $\sigma (1 - \sigma)$ is at most $\frac{1}{2} \cdot \frac{1}{2} = \frac{1}{4}$.

        Ten of them: $\left(\frac{1}{4}\right)^{10} \approx 10^{-6}$.

        ```python
        answer = 0.25**10
        ```
        """,
)

last_factor = Choice(
    title="the last factor",
    prompt=r"""
        In a chain of three layers,
        $\frac{\partial L}{\partial b_2} = \frac{\partial L}{\partial a_3}
        \frac{\partial a_3}{\partial z_3} \frac{\partial z_3}{\partial a_2}
        \frac{\partial a_2}{\partial z_2} \cdot {?}$
        Which factor belongs at the end?
        """,
    choices={
        "a": r"$\frac{\partial z_2}{\partial w_2}$, which is $a_1$",
        "b": r"$\frac{\partial z_2}{\partial b_2}$, which is $1$",
        "c": r"$\frac{\partial b_2}{\partial z_2}$",
        "d": r"$\frac{\partial z_2}{\partial a_1}$, which is $w_2$",
    },
    answer="b",
    right="The bottom of the last factor is the number by which one differentiates.",
    mistakes=(
        Mistake("the weight", "a", "That chain ends at w2. Asked is the bias."),
        Mistake("upside down", "c", "Each factor has on top what stands below in the one before."),
        Mistake("too far", "d", "That factor leads on to layer 1, past the bias."),
    ),
    hints=(
        "Tops and bottoms must fit together: what stands below in one factor stands on top in the "
        "next.",
        r"The last factor has $z_2$ on top. What must stand below?",
    ),
    worked=r"""
        The factor before ends with $z_2$ below, so the last one has $z_2$ on top. Below stands the
        number by which we differentiate, $b_2$. As $z_2 = a_1 w_2 + b_2$, the factor is 1.
        Answer b.
        """,
)

# Predictions. Their outcomes are computed here, or proved in the tests where they are words.

one_line = Prediction(
    title="one straight line",
    question="Four points are the corners of a square. Opposite corners belong to the same class. "
    "How many of the four points can one straight line put on their right sides?",
    options=(
        Option("a", "All four.", "No. A line that cuts off one corner leaves its partner behind."),
        Option(
            "b",
            "Three at most.",
            "Yes. Cut off one corner: it is right, and two of the other three are, too.",
        ),
        Option("c", "Two at most.", "No. A line near one corner does better."),
        Option("d", "One at most.", "No. Already a line through the middle has two right."),
    ),
    happened="b",
)


def _dead_network() -> Network:
    inputs, labels = datasets.circles(80)
    return train(Network.equal((2, 4, 1)), inputs, labels, 8, 500).last


_dead = _dead_network()

same_start = Prediction(
    title="all weights equal",
    question="A network with four hidden units starts with all its weights equal. It is trained "
    "with gradient descent. What becomes of its hidden units?",
    options=(
        Option(
            "a",
            "They soon differ, and each finds its own line.",
            "No. To differ they would need different derivatives, and theirs are equal.",
        ),
        Option(
            "b",
            "They stay equal for ever: four units do the work of one.",
            page(
                "Yes. After 500 epochs on two circles the largest difference between their weights "
                "is @difference.",
                difference=float(np.ptp(_dead.weights[0], axis=1).max()),
            ),
        ),
        Option("c", "Nothing is learned at all.", "No. As one unit they still learn something."),
        Option("d", "Their weights become zero.", "No. Nothing pushes them there."),
    ),
    happened="b",
)


def _right(units: int) -> float:
    inputs, labels = datasets.circles(80)
    network = Network.random((2, units, 1), seed=3)
    last = train(network, inputs, labels, 8, 2000).last
    return 100 * float(np.mean((last.prediction(inputs) > 0.5) == labels))


units_for_a_circle = Prediction(
    title="lines around a circle",
    question="One class lies inside a circle, the other around it. Each hidden unit contributes "
    "one straight line. How many units does it take to enclose the inner class?",
    options=(
        Option("a", "One.", "No. One line leaves half of the ring on the inner side."),
        Option("b", "Two.", "No. Two lines make a wedge or a strip: open at its ends."),
        Option(
            "c",
            "Three.",
            page(
                "Yes. Three lines can make a triangle. Trained alike, two units get @two % of the "
                "points right and three get @three %.",
                two=_right(2),
                three=_right(3),
            ),
        ),
        Option("d", "As many as there are points.", "No. One line serves many points."),
    ),
    happened="c",
)

_deep = Network.one_unit_layers(np.ones(20)).chain(1.0, 0.0, "w1").products

twenty_layers = Prediction(
    title="twenty layers",
    question="A chain of twenty layers has one sigmoid each, and all weights are 1. How large is "
    "the derivative at the first layer, compared with that at the last?",
    options=(
        Option("a", "About the same.", "No. Each layer multiplies it by the slope of a sigmoid."),
        Option("b", "About a twentieth.", "No. The factors are multiplied, not added."),
        Option("c", "About a thousandth.", "No. That is already reached after five layers."),
        Option(
            "d",
            "Less than a billionth.",
            page(
                "Yes. It is @part times as large. Every factor is at most 1/4.",
                part=abs(_deep[-2] / _deep[1]),
            ),
        ),
    ),
    happened="d",
)


def summary() -> Markdown:
    """Return the chapter's predictions beside what happened, and how far its exercises are."""
    return progress.summary(__name__)
