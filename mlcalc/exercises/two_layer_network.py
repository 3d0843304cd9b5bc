"""The exercises and predictions of the chapter on the two-layer network, from easy to hard."""

import numpy as np

from mlcalc import datasets
from mlcalc.exercises import progress, source
from mlcalc.exercises.engine import Choice, Code, Detour, Markdown, Mistake, Number, Point, page
from mlcalc.exercises.kinds import Matching, Shape, WrongLine
from mlcalc.exercises.prediction import Option, Prediction
from mlcalc.networks import Network, TwoTwoOne, train

# One example through the network, forward and backward.

_net = TwoTwoOne(w11=0.6, w12=-0.8, w21=1.4, w22=0.7, b1=-0.4, b2=0.5, w1=1.5, w2=-0.9, b=0.25)
_pass = _net.forward(1.2, -2.2)
_slopes = _net.backward(_pass, 1)
_slope_1, _slope_2 = _pass.a1 * (1 - _pass.a1), _pass.a2 * (1 - _pass.a2)


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _out(a1: float, a2: float) -> float:
    """Return the sum of the output unit for what the hidden units say."""
    return 1.5 * a1 - 0.9 * a2 + 0.25


# The numbers of the section, for those who answer with them.
_section = TwoTwoOne(w11=1, w12=-1, w21=2, w22=0.5, b1=0, b2=0.5, w1=1, w2=-2, b=0.25)
_section_pass = _section.forward(2, 1)
_section_slopes = _section.backward(_section_pass, 1)
_FIGURE = "the network of the pictures"

_THE_NETWORK = r"""
        Another network of this shape has $w_{11} = 0.6$, $w_{12} = -0.8$, $w_{21} = 1.4$,
        $w_{22} = 0.7$, $b_1 = -0.4$, $b_2 = 0.5$, $w_1 = 1.5$, $w_2 = -0.9$, $b = 0.25$.
"""

hidden_sum = Number(
    title="the sum of a hidden unit",
    prompt=_THE_NETWORK
    + r"""
        The inputs are $x_1 = 1.2$ and $x_2 = -2.2$. What is $z_2$, the sum of the second hidden
        unit?
        """,
    scaffold=r"""
        The same for unit 1 of the network in the picture above, where $x_1 = 2$, $x_2 = 1$,
        $w_{11} = 1$, $w_{21} = 2$ and $b_1 = 0$:

        - $z_1 = x_1 w_{11} + x_2 w_{21} + b_1 = 2 \cdot 1 + 1 \cdot 2 + 0 = 4$
        """,
    answer=_pass.z2,
    right="Both weights into unit 2 end in 2: w12 comes from input 1, w22 from input 2.",
    mistakes=(
        Mistake(
            "indices exchanged",
            1.2 * 1.4 - 2.2 * 0.7 + 0.5,
            "You took w21 for w12. The first index is the input, the second the hidden unit.",
        ),
        Mistake(
            "w11 for w12",
            1.2 * 0.6 - 2.2 * 0.7 + 0.5,
            "You took w11 for w12. The second index is the unit.",
        ),
        Mistake(
            "w21 for w22",
            1.2 * -0.8 - 2.2 * 1.4 + 0.5,
            "You took w21 for w22. The second index is the unit.",
        ),
        Mistake(
            "row of input 1",
            1.2 * 0.6 - 2.2 * -0.8 + 0.5,
            "You took the two weights of input 1, w11 and w12. Into unit 2 lead w12 and w22.",
        ),
        Mistake("the other unit", _pass.z1, "This is the sum of the first hidden unit."),
        Mistake(
            "weights of unit 1, bias of unit 2",
            _pass.z1 + 0.4 + 0.5,
            "These are the weights of unit 1 with the bias of unit 2. Both belong to one unit.",
        ),
        Mistake(
            "weights of the output",
            1.2 * 1.5 - 2.2 * -0.9 + 0.25,
            "These are the weights and the bias of the output unit. The inputs go into the hidden "
            "units.",
        ),
        Mistake(
            "forgot the bias",
            _pass.z2 - 0.5,
            "The bias of the unit is missing: b2 is added at the end.",
        ),
        Mistake(
            "bias of the other unit",
            _pass.z2 - 0.5 - 0.4,
            "You added the bias of unit 1. Unit 2 has its own.",
        ),
        Mistake(
            "bias of the output",
            _pass.z2 - 0.5 + 0.25,
            "You added the bias of the output unit. Unit 2 has its own.",
        ),
        Mistake("bias subtracted", _pass.z2 - 2 * 0.5, "You subtracted the bias. It is added."),
        Mistake(
            "bias in the brackets",
            (1.2 + 0.5) * -0.8 + (-2.2 + 0.5) * 0.7,
            "You added the bias to the inputs, before the weights. It is added at the end, once.",
        ),
        Mistake(
            "bias times",
            (_pass.z2 - 0.5) * 0.5,
            "You multiplied by the bias. It is added.",
        ),
        Mistake(
            "after the sigmoid",
            _pass.a2,
            "This is a2. The question asks for the sum before the sigmoid.",
        ),
        Mistake(
            "sigmoid of the other unit",
            _pass.a1,
            "This is a1. The question asks for a sum before the sigmoid, and of unit 2.",
        ),
        Mistake(
            "inputs exchanged",
            1.2 * 0.7 - 2.2 * -0.8 + 0.5,
            "The inputs have changed places: w12 comes from input 1, w22 from input 2.",
        ),
        Mistake(
            "sign of the input",
            1.2 * -0.8 + 2.2 * 0.7 + 0.5,
            "The minus of x2 is lost, or you subtracted the second product.",
        ),
        Mistake(
            "sign of the weight",
            1.2 * 0.8 - 2.2 * 0.7 + 0.5,
            "The minus of w12 is lost.",
        ),
        Mistake("sign of all", -_pass.z2, "The sign is turned around: add the three parts again."),
        Mistake(
            "only input 1",
            1.2 * -0.8 + 0.5,
            "The product of input 2 is missing. Every input leads into every hidden unit.",
        ),
        Mistake(
            "only input 2",
            -2.2 * 0.7 + 0.5,
            "The product of input 1 is missing. Every input leads into every hidden unit.",
        ),
        Mistake(
            "only the first product",
            1.2 * -0.8,
            "This is the part of input 1. Input 2 and the bias are missing.",
        ),
        Mistake(
            "only the second product",
            -2.2 * 0.7,
            "This is the part of input 2. Input 1 and the bias are missing.",
        ),
        Mistake(
            "added instead of multiplied",
            1.2 - 0.8 - 2.2 + 0.7 + 0.5,
            "You added inputs and weights. Each input is multiplied by its weight.",
        ),
        Mistake(
            "product of the products",
            (1.2 * -0.8) * (-2.2 * 0.7) + 0.5,
            "You multiplied the two products. They are added.",
        ),
        Mistake(
            "both units",
            _pass.z1 + _pass.z2,
            "You added the sums of both units. Each unit has its own.",
        ),
        Mistake(
            "a bias for each product",
            _pass.z2 + 0.5,
            "You added the bias for each input. It is added once.",
        ),
        Mistake("both biases", _pass.z2 - 0.4, "You added both biases. Unit 2 has its own."),
        Mistake(
            "indices exchanged, no bias",
            1.2 * 1.4 - 2.2 * 0.7,
            "You took w21 for w12: the first index is the input. And the bias is missing.",
        ),
        Mistake(
            "the other unit, no bias",
            _pass.z1 + 0.4,
            "This is the sum of unit 1, without its bias. The question asks for that of unit 2.",
        ),
        # The same number: it gets both sentences.
        Mistake(
            "sum of the inputs",
            1.2 - 2.2,
            "This is z2 of the network in the picture; the question has its own numbers. Or you "
            "added the inputs alone: each is multiplied by its weight, and the bias is added.",
        ),
    ),
    hints=(
        "Which three numbers of the network lead into unit 2?",
        r"$z_2 = x_1 w_{12} + x_2 w_{22} + b_2$.",
        "Put in 1.2 times minus 0.8, minus 2.2 times 0.7, and the bias 0.5.",
    ),
    worked=r"""
        $z_2 = x_1 w_{12} + x_2 w_{22} + b_2 = 1.2 \cdot (-0.8) + (-2.2) \cdot 0.7 + 0.5 = -2$.

        ```python
        answer = 1.2 * -0.8 + -2.2 * 0.7 + 0.5
        ```
        """,
)

forward_pass = Number(
    title="a whole forward pass",
    prompt=r"""
        Go on with the same network and inputs: $a_1 = \sigma(z_1)$, $a_2 = \sigma(z_2)$,
        $z = a_1 w_1 + a_2 w_2 + b$. What does the network predict, $\hat{y}$?
        """,
    scaffold=r"""
        Fill in the gaps:

        - $a_1 = \sigma(\ldots) = \;\ldots$ and $a_2 = \sigma(z_2) = \;\ldots$
        - $z = \;\ldots\; \cdot w_1 + \;\ldots\; \cdot w_2 + \;\ldots$
        - $\hat{y} = \sigma(\ldots)$
        """,
    after=hidden_sum,
    continued=lambda z2: _sigmoid(_out(_pass.a1, _sigmoid(z2))),
    live=((_FIGURE, _section_pass.yhat),),
    answer=_pass.yhat,
    right="Above one half: the network leans towards label 1.",
    mistakes=(
        Mistake(
            "no sigmoid in the hidden units",
            _sigmoid(_out(_pass.z1, _pass.z2)),
            "You used z1 and z2 where a1 and a2 belong: the hidden units have a sigmoid, too.",
        ),
        Mistake("no sigmoid at the end", _pass.z, "This is z. The output unit has a sigmoid, too."),
        Mistake(
            "no sigmoid at all",
            _out(_pass.z1, _pass.z2),
            "There is no sigmoid in it. Both the hidden units and the output have one.",
        ),
        Mistake(
            "no sigmoid, no bias",
            _pass.z - 0.25,
            "The bias b of the output unit is missing, and its sigmoid.",
        ),
        Mistake(
            "forgot the bias",
            _sigmoid(_pass.z - 0.25),
            "The bias b of the output unit is missing.",
        ),
        Mistake(
            "bias subtracted",
            _sigmoid(_pass.z - 2 * 0.25),
            "You subtracted the bias of the output unit. It is added.",
        ),
        Mistake(
            "bias of unit 2",
            _sigmoid(_pass.z - 0.25 + 0.5),
            "You added b2. The output unit has its own bias, b.",
        ),
        Mistake(
            "no biases in the hidden units",
            _sigmoid(_out(_sigmoid(_pass.z1 + 0.4), _sigmoid(_pass.z2 - 0.5))),
            "The biases of the hidden units are missing.",
        ),
        Mistake(
            "no biases anywhere",
            _sigmoid(_out(_sigmoid(_pass.z1 + 0.4), _sigmoid(_pass.z2 - 0.5)) - 0.25),
            "All biases are missing. Every unit adds its own.",
        ),
        Mistake(
            "weights exchanged",
            _sigmoid(_out(_pass.a2, _pass.a1)),
            "You exchanged w1 and w2: w1 belongs to a1.",
        ),
        Mistake(
            "inner indices exchanged",
            _sigmoid(
                _out(
                    _sigmoid(1.2 * 0.6 - 2.2 * -0.8 - 0.4),
                    _sigmoid(1.2 * 1.4 - 2.2 * 0.7 + 0.5),
                )
            ),
            "You exchanged w12 and w21. The first index is the input, the second the unit.",
        ),
        Mistake(
            "sign of w2",
            _sigmoid(_pass.z + 2 * 0.9 * _pass.a2),
            "The minus of w2 is lost.",
        ),
        Mistake(
            "sign in the sigmoid",
            _sigmoid(-_pass.z),
            "The exponent of the sigmoid has a minus: e^(-z). For z above zero it is above one "
            "half.",
        ),
        Mistake(
            "sigmoid without the minus in the hidden units",
            _sigmoid(_out(_sigmoid(-_pass.z1), _sigmoid(-_pass.z2))),
            "In the hidden units the exponent has lost its minus. Their sums are below zero, so a1 "
            "and a2 are below one half.",
        ),
        Mistake(
            "sigmoid twice",
            _sigmoid(_pass.yhat),
            "You took the sigmoid once too often at the end.",
        ),
        Mistake(
            "only unit 1",
            _sigmoid(1.5 * _pass.a1 + 0.25),
            "The part of unit 2 is missing.",
        ),
        Mistake(
            "only unit 2",
            _sigmoid(-0.9 * _pass.a2 + 0.25),
            "The part of unit 1 is missing.",
        ),
        Mistake(
            "units without weights",
            _sigmoid(_pass.a1 + _pass.a2 + 0.25),
            "You added a1 and a2 as they are. Each is multiplied by its weight.",
        ),
        Mistake(
            "sum of the units",
            _pass.a1 + _pass.a2,
            "You added what the hidden units say. The output unit has weights, a bias and a "
            "sigmoid.",
        ),
        Mistake("a1", _pass.a1, "This is a1, what unit 1 says. Go on to the output unit."),
        Mistake("a2", _pass.a2, "This is a2, what unit 2 says. Go on to the output unit."),
        Mistake(
            "inputs to the output unit",
            _sigmoid(1.2 * 1.5 - 2.2 * -0.9 + 0.25),
            "You put the inputs into the output unit. It hears only the hidden units.",
        ),
        Mistake(
            "rounded to a label",
            1.0,
            "You rounded to a label. The prediction is the number between 0 and 1.",
        ),
        Mistake(
            "one half",
            0.5,
            "One half is the sigmoid of zero. Compute z first.",
        ),
        Mistake(
            "exponential",
            float(np.exp(_pass.z)),
            "This is e^z, the odds. The sigmoid is one over 1 + e^(-z).",
        ),
        Mistake(
            "tanh",
            float(np.tanh(_pass.z)),
            "At the end you took tanh. The output unit has a sigmoid.",
        ),
        Mistake(
            "tanh in the hidden units",
            _sigmoid(_out(np.tanh(_pass.z1), np.tanh(_pass.z2))),
            "In the hidden units you took tanh. They have a sigmoid.",
        ),
        Mistake(
            "ReLU in the hidden units",
            _sigmoid(_out(max(_pass.z1, 0), max(_pass.z2, 0))),
            "Both hidden units say 0 here, as with ReLU. A sigmoid is never quite 0.",
        ),
        Mistake(
            "slope instead of value",
            _pass.yhat * (1 - _pass.yhat),
            "This is the slope of the last sigmoid. The question asks for its value.",
        ),
        Mistake(
            "missing brackets",
            1 + float(np.exp(-_pass.z)),
            "`1 / 1 + ...` divides only by 1. Put brackets around the sum below.",
        ),
        Mistake(
            "sign of w2, no bias",
            _sigmoid(_pass.z + 2 * 0.9 * _pass.a2 - 0.25),
            "The minus of w2 is lost, and the bias b is missing.",
        ),
        # The same to three digits as two products that are multiplied: it gets both sentences.
        Mistake(
            "two digits",
            round(_pass.yhat, 2),
            "Rounded to two digits it would be right: give three. Or you multiplied the two "
            "products: they are added.",
        ),
    ),
    hints=(
        r"First $z_1 = x_1 w_{11} + x_2 w_{21} + b_1$, and its sigmoid.",
        page(r"$a_1 = @a1$ and $a_2 = @a2$.", a1=_pass.a1, a2=_pass.a2),
        page(r"$z = @z$. One more sigmoid.", z=_pass.z),
    ),
    worked=page(
        r"""
        $z_1 = 1.2 \cdot 0.6 + (-2.2) \cdot 1.4 - 0.4 = @z1$, so $a_1 = @a1$.
        $z_2 = @z2$, so $a_2 = @a2$.

        $z = a_1 \cdot 1.5 + a_2 \cdot (-0.9) + 0.25 = @z$, and $\hat{y} = \sigma(z) = @yhat$.

        ```python
        import math

        def squash(z):
            return 1 / (1 + math.exp(-z))

        first = squash(1.2 * 0.6 + -2.2 * 1.4 - 0.4)
        second = squash(1.2 * -0.8 + -2.2 * 0.7 + 0.5)
        answer = squash(first * 1.5 + second * -0.9 + 0.25)
        ```
        """,
        z1=_pass.z1,
        z2=_pass.z2,
        a1=_pass.a1,
        a2=_pass.a2,
        z=_pass.z,
        yhat=_pass.yhat,
    ),
)

output_error = Number(
    title="where the way back begins",
    prompt=r"""
        The example of *a whole forward pass* has the label $y = 1$. Take the $\hat{y}$ that you
        found there. What is $\frac{\partial L}{\partial z}$, the derivative of the log loss by the
        last sum $z$?
        """,
    after=forward_pass,
    continued=lambda yhat: yhat - 1,
    live=((_FIGURE, _section_slopes.b),),
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
            "first factor without its sign",
            1 / _pass.yhat,
            "The loss is minus the logarithm, and the slope of the sigmoid is missing.",
        ),
        Mistake(
            "only the second factor",
            _pass.yhat * (1 - _pass.yhat),
            "This is the slope of the sigmoid. Multiply it by the derivative of the loss by yhat.",
        ),
        Mistake(
            "slope with a minus",
            -_pass.yhat * (1 - _pass.yhat),
            "One factor yhat is too many: in the derivative of the logarithm it stands below.",
        ),
        Mistake(
            "factors added",
            -1 / _pass.yhat + _pass.yhat * (1 - _pass.yhat),
            "You added the two factors. Along a chain they are multiplied.",
        ),
        Mistake(
            "slope upside down",
            -1 / _pass.yhat / (_pass.yhat * (1 - _pass.yhat)),
            "You divided by the slope of the sigmoid. Along a chain factors are multiplied.",
        ),
        Mistake(
            "slope of the sigmoid once more",
            _slopes.b * _pass.yhat * (1 - _pass.yhat),
            "The slope of the sigmoid is in it twice. It has cancelled with the log loss already.",
        ),
        Mistake(
            "slope of the sigmoid once more, sign",
            -_slopes.b * _pass.yhat * (1 - _pass.yhat),
            "The slope of the sigmoid is in it twice, and the sign is turned around.",
        ),
        Mistake(
            "error over yhat",
            _slopes.b / _pass.yhat,
            "You divided by yhat once too often: the factor from the sigmoid cancels it.",
        ),
        Mistake(
            "square loss",
            2 * _slopes.b,
            "The 2 belongs to a square loss. The log loss has none.",
        ),
        Mistake(
            "square loss with its slope",
            2 * _slopes.b * _pass.yhat * (1 - _pass.yhat),
            "This is the derivative of the square loss. Here the loss is a logarithm.",
        ),
        Mistake(
            "half of it",
            _slopes.b / 2,
            "You divided by 2. The log loss has no factor 1/2.",
        ),
        Mistake(
            "squared",
            _slopes.b**2,
            "This is the square loss itself. The question asks for the derivative of the log loss.",
        ),
        Mistake(
            "the loss", -float(np.log(_pass.yhat)), "This is the loss itself. Take its derivative."
        ),
        Mistake(
            "sign of the loss",
            float(np.log(_pass.yhat)),
            "This is the logarithm, minus the loss. Take the derivative of the loss.",
        ),
        Mistake(
            "loss of the other label",
            -float(np.log(1 - _pass.yhat)),
            "This is the loss for the label 0. Here the label is 1, and the question asks for a "
            "derivative.",
        ),
        Mistake(
            "label 0",
            _pass.yhat,
            "This is the derivative for the label 0, or the prediction. Here the label is 1.",
        ),
        Mistake(
            "the other half of the loss",
            1 / (1 - _pass.yhat),
            "This part of the loss belongs to the label 0. For the label 1 it is multiplied by 0.",
        ),
        Mistake(
            "derivative of the logarithm at 1 - yhat",
            -1 / (1 - _pass.yhat),
            "You took the logarithm of 1 - yhat. For the label 1 it is the logarithm of yhat.",
        ),
        Mistake(
            "sum instead of prediction",
            _pass.z - 1,
            "You subtracted the label from z. It is subtracted from the prediction.",
        ),
        Mistake(
            "only 1 - z",
            1 - _pass.z,
            "You compared the label with z. Compare the prediction, after the sigmoid.",
        ),
        Mistake(
            "slope at yhat",
            _sigmoid(_pass.yhat) * (1 - _sigmoid(_pass.yhat)),
            "You took the sigmoid of yhat once more. Its slope is written with yhat itself.",
        ),
        Mistake(
            "second derivative",
            _pass.yhat * (1 - _pass.yhat) * (1 - 2 * _pass.yhat),
            "You differentiated the slope of the sigmoid again. Once is enough.",
        ),
        Mistake(
            "zero",
            0.0,
            "A prediction of exactly 1 would leave nothing. This one is further away.",
        ),
        Mistake(
            "both parts of the loss",
            -1 / _pass.yhat + 1 / (1 - _pass.yhat),
            "You took the parts of the loss for both labels. And the slope of the sigmoid is "
            "missing.",
        ),
        Mistake(
            "the loss to base 10",
            -float(np.log10(_pass.yhat)),
            "This is a loss, with the logarithm to base 10. Take the derivative; log is the "
            "natural one.",
        ),
        Mistake(
            "half of the square",
            _slopes.b**2 / 2,
            "This is a square loss. The question asks for the derivative of the log loss.",
        ),
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
        The same network and example, with $x_1 = 1.2$, $x_2 = -2.2$, $y = 1$. What is
        $\frac{\partial L}{\partial w_{12}}$? Follow the way from the loss through unit 2.
        """,
    live=((_FIGURE, _section_slopes.w12),),
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
        Mistake(
            "sign",
            -_slopes.w12,
            "The size is right. The way back begins with yhat - y; you began with its negative.",
        ),
        Mistake(
            "forgot the slope of the sigmoid",
            _slopes.b * -0.9 * 1.2,
            "A factor is missing: the slope a2(1 - a2) of the hidden sigmoid.",
        ),
        Mistake(
            "forgot the weight",
            _slopes.w12 / -0.9,
            "A factor is missing: the weight w2 between unit 2 and the output.",
        ),
        Mistake(
            "forgot the input",
            _slopes.b2,
            "The last factor is missing, the input. This is the derivative by the bias b2.",
        ),
        Mistake(
            "forgot the error",
            _slopes.w12 / _slopes.b,
            "The first factor is missing, yhat - y. This is the derivative of z by w12.",
        ),
        Mistake(
            "a in place of its slope",
            _slopes.b * -0.9 * _pass.a2 * 1.2,
            "You took a2 where its slope belongs. The slope has a second factor.",
        ),
        Mistake(
            "only 1 - a",
            _slopes.b * -0.9 * (1 - _pass.a2) * 1.2,
            "Of the slope a2(1 - a2) you have only the second factor.",
        ),
        Mistake(
            "the sum in place of a",
            _slopes.b * -0.9 * _pass.z2 * (1 - _pass.z2) * 1.2,
            "You put z2 into the slope. It is written with a2, after the sigmoid.",
        ),
        Mistake(
            "sigmoid of a",
            _slopes.b * -0.9 * _sigmoid(_pass.a2) * (1 - _sigmoid(_pass.a2)) * 1.2,
            "You took the sigmoid of a2 once more. The slope is a2(1 - a2).",
        ),
        Mistake(
            "slope of unit 1",
            _slopes.w12 * _slope_1 / _slope_2,
            "You took the slope of unit 1. The way leads through unit 2.",
        ),
        Mistake(
            "slope squared",
            _slopes.w12 * _slope_2,
            "The slope of the hidden sigmoid is in it twice. The way passes it once.",
        ),
        Mistake(
            "slope of the output once more",
            _slopes.w12 * _pass.yhat * (1 - _pass.yhat),
            "The slope of the output sigmoid is in it twice: yhat - y contains it already.",
        ),
        Mistake(
            "only one sigmoid, the output's",
            -0.9 * _pass.yhat * (1 - _pass.yhat) * 1.2,
            "You took the slope of the output sigmoid in place of the hidden one, and the error is "
            "missing.",
        ),
        Mistake(
            "weight w12 in place of w2",
            _slopes.w12 / -0.9 * -0.8,
            "You multiplied by w12. The way leads over the edge w2; w12 itself is what changes.",
        ),
        Mistake(
            "weight w12 as well",
            _slopes.w12 * -0.8,
            "You multiplied by w12 as well. The way ends at w12, and the last factor is the input.",
        ),
        Mistake(
            "weight w1 in place of w2",
            _slopes.w12 / -0.9 * 1.5,
            "You took the edge w1. The way leads through unit 2, over w2.",
        ),
        Mistake(
            "yhat in place of the error",
            _pass.yhat * _slopes.w12 / _slopes.b,
            "You began with yhat. The way back begins with the error, yhat - y.",
        ),
        Mistake(
            "first factor only, -1/yhat",
            -1 / _pass.yhat * _slopes.w12 / _slopes.b,
            "You began with the derivative by yhat. The slope of the output sigmoid is missing.",
        ),
        Mistake(
            "loss in place of the error",
            -np.log(_pass.yhat) * _slopes.w12 / _slopes.b,
            "You began with the loss. The way back begins with its derivative, yhat - y.",
        ),
        Mistake(
            "the error",
            _slopes.b,
            "This is the error at z. Follow the way on: edge w2, unit 2, edge w12.",
        ),
        Mistake(
            "weight of the second layer",
            _slopes.w2,
            "This is the derivative by w2, in the second layer. w12 lies before unit 2.",
        ),
        Mistake(
            "weight of the second layer, unit 1",
            _slopes.w1,
            "This is the derivative by w1, in the second layer. w12 lies before unit 2.",
        ),
        Mistake(
            "factor 2",
            2 * _slopes.w12,
            "The 2 belongs to a square loss. The log loss has none.",
        ),
        Mistake(
            "both units",
            _slopes.w11 + _slopes.w12,
            "You added the ways through both units. From w12 only one way leads on: unit 2.",
        ),
        Mistake(
            "both inputs",
            _slopes.w12 + _slopes.w22,
            "You added both inputs, or the input is missing and the sign turned around. w12 comes "
            "from "
            "input 1 only.",
        ),
        Mistake(
            "no slope, no input",
            _slopes.b * -0.9,
            "This is what arrives at a2. Go on: the slope of the sigmoid, then the input.",
        ),
        Mistake(
            "no weight, no input",
            _slopes.b2 / -0.9,
            "Two factors are missing: the weight w2 and the input.",
        ),
        Mistake(
            "after a step",
            -0.8 - _slopes.w12,
            "This is the weight after a step with rate 1. The question asks for the derivative "
            "alone.",
        ),
    ),
    hints=(
        "Walk back from the loss: output, edge w2, unit 2, edge w12.",
        r"$\frac{\partial L}{\partial w_{12}} = (\hat{y} - y)\, w_2\, a_2 (1 - a_2)\, x_1$.",
        page(
            r"$\hat{y} - y = @error$ and $a_2 (1 - a_2) = @slope$.",
            error=_slopes.b,
            slope=_pass.a2 * (1 - _pass.a2),
        ),
    ),
    worked=page(
        r"""
        $\frac{\partial L}{\partial w_{12}} = (\hat{y} - y) \cdot w_2 \cdot a_2 (1 - a_2) \cdot x_1
        = @error \cdot (-0.9) \cdot @slope \cdot 1.2 = @answer$.

        ```python
        import math

        def squash(z):
            return 1 / (1 + math.exp(-z))

        first, second = squash(-2.76), squash(-2)
        output = squash(first * 1.5 + second * -0.9 + 0.25)
        answer = (output - 1) * -0.9 * second * (1 - second) * 1.2
        ```
        """,
        error=_slopes.b,
        slope=_pass.a2 * (1 - _pass.a2),
        answer=_slopes.w12,
    ),
)

index_slip = Choice(
    title="whose update is it",
    prompt=r"""
        Somebody has written down the update
        $w_{12} \leftarrow w_{12} - \alpha\, x_2\, w_1\, a_1 (1 - a_1)\, (\hat{y} - y)$.
        To which weight does this step belong?
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
            "The weight w12 leads from input 1 into unit 2, so its step contains x1, w2 and a2.",
        ),
        Mistake("the wrong unit", "c", "The weight w22 leads into unit 2, so it meets a2, not a1."),
        Mistake(
            "the wrong layer",
            "d",
            "The step of w2 is short: it contains only a2 and the error.",
        ),
    ),
    hints=(
        "Which input stands in the step? Which hidden unit?",
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
        $a_j = \sigma(z_j)$. Write it for all units at once, without a loop.

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
    more=((-0.6, np.array([1.5, -0.2, 0.0, 3.0, -1.0]), np.array([0.1, 0.3, 0.5, 0.7, 0.95])),),
    detours=(
        Detour(
            "unit by unit",
            source.has_loop,
            "The numbers are right, but they are computed unit by unit. Arrays multiply entry by "
            "entry: one product of four things does it for all units.",
        ),
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
            "gradient of the output weights",
            lambda error, weights, a: error * a,
            "These are the derivatives by the weights w_j. The question asks for those by the "
            "sums z_j.",
        ),
        Mistake(
            "sign",
            lambda error, weights, a: -_hidden_delta(error, weights, a),
            "The sign is turned around. This is the direction of the update; the question asks "
            "for the derivative.",
        ),
        Mistake(
            "added up",
            lambda error, weights, a: np.sum(_hidden_delta(error, weights, a)),
            "You added up the units. Each of them keeps its own number.",
        ),
        Mistake(
            "mean of the units",
            lambda error, weights, a: np.mean(_hidden_delta(error, weights, a)),
            "You took the mean over the units. Each of them keeps its own number.",
        ),
        Mistake(
            "only the first unit",
            lambda error, weights, a: _hidden_delta(error, weights, a)[0],
            "Only the first unit comes back: the `return` stands inside the loop and ends it.",
        ),
        Mistake(
            "all pairs",
            lambda error, weights, a: error * np.outer(weights, a * (1 - a)),
            "You have a number for every pair of units. Each weight meets its own unit only.",
        ),
        Mistake(
            "divided by the number of units",
            lambda error, weights, a: _hidden_delta(error, weights, a) / len(a),
            "You divided by the number of units. Here nothing is averaged.",
        ),
        Mistake(
            "no weights",
            lambda error, weights, a: error * a * (1 - a),
            "The weights are missing: the error reaches unit j over the edge w_j.",
        ),
        Mistake(
            "weights added up",
            lambda error, weights, a: error * np.sum(weights) * a * (1 - a),
            "You added up the weights. The error reaches unit j over its own edge only.",
        ),
        Mistake(
            "slope of the weights",
            lambda error, weights, a: error * weights * (1 - weights) * a,
            "You have 1 - weights. In the slope of the sigmoid stands one minus a.",
        ),
        Mistake(
            "no error",
            lambda error, weights, a: weights * a * (1 - a),
            "The error is missing. Without it the loss has no part in the result.",
        ),
        Mistake(
            "only the error",
            lambda error, weights, a: np.full(len(a), error),
            "This is what arrives at z, the last sum. Edge and sigmoid of each unit follow.",
        ),
        Mistake(
            "only the slope",
            lambda error, weights, a: a * (1 - a),
            "These are the slopes of the sigmoids. The error and the weights are missing.",
        ),
        Mistake(
            "1 - error",
            lambda error, weights, a: (1 - error) * weights * a * (1 - a),
            "You took one minus the error. `error` is yhat - y already.",
        ),
        Mistake(
            "slope of the error",
            lambda error, weights, a: error * (1 - error) * weights * a * (1 - a),
            "You treated the error as the value of a sigmoid. It enters once, as it is.",
        ),
        Mistake(
            "added instead of multiplied",
            lambda error, weights, a: error * (weights + a * (1 - a)),
            "You added weight and slope. Along a chain factors are multiplied.",
        ),
        Mistake(
            "divided by the slope",
            lambda error, weights, a: error * weights / (a * (1 - a)),
            "You divided by the slope. Along a chain factors are multiplied.",
        ),
        Mistake(
            "slope squared",
            lambda error, weights, a: error * weights * (a * (1 - a)) ** 2,
            "The slope of the sigmoid is in it twice.",
        ),
        Mistake(
            "a squared",
            lambda error, weights, a: error * weights * a**2,
            "You have a squared. The slope of the sigmoid is a times one minus a.",
        ),
        Mistake(
            "1 - a squared",
            lambda error, weights, a: error * weights * (1 - a**2),
            "This is the slope of tanh. That of the sigmoid is a times one minus a.",
        ),
        Mistake(
            "1 + a",
            lambda error, weights, a: error * weights * a * (1 + a),
            "There is a plus in your slope. It is a times one minus a.",
        ),
        Mistake(
            "missing brackets",
            lambda error, weights, a: error * weights * a * 1 - a,
            "Without brackets `a` is subtracted at the very end. Put 1 - a into brackets.",
        ),
        Mistake(
            "a sigmoid of a",
            lambda error, weights, a: error * weights * _sigmoid(a) * (1 - _sigmoid(a)),
            "You took the sigmoid once more. The array a holds its values already.",
        ),
        Mistake(
            "sigmoid of a alone",
            lambda error, weights, a: error * weights * _sigmoid(a),
            "You multiplied by a sigmoid of a. Its slope belongs there, written with a itself.",
        ),
        Mistake(
            "weights reversed",
            lambda error, weights, a: error * weights[::-1] * a * (1 - a),
            "The weights are in the reverse order. Each belongs to the unit at the same place.",
        ),
    ),
    hints=(
        "The slope of the sigmoid can be written with its value.",
        r"$\sigma'(z) = \sigma(z) (1 - \sigma(z))$, and `a` holds $\sigma(z)$.",
        "Multiply four things: the error, the weights, the values, and one minus the values.",
    ),
    worked=r"""
        With $\sigma'(z_j) = a_j (1 - a_j)$ every unit has three factors besides the error. Arrays
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
        with the new w1 and w2, but with the old prediction, and changes that layer. What has it
        done?
        """,
    choices={
        "a": "The same as with all derivatives first.",
        "b": "Two steps of gradient descent.",
        "c": "Nothing: the first layer does not depend on w1 and w2.",
        "d": "A step that is not along the gradient: the first layer got derivatives of a mixture.",
    },
    answer="d",
    right="All nine derivatives belong to one and the same set of weights.",
    mistakes=(
        Mistake(
            "no difference",
            "a",
            "The derivatives of the first layer contain w1 and w2, and these have changed.",
        ),
        Mistake(
            "two steps",
            "b",
            "In a step of gradient descent all weights and biases move. Here each layer moved "
            "once, on different grounds.",
        ),
        Mistake(
            "no dependence",
            "c",
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

        So compute all derivatives first, then change all weights. Answer d.
        """,
)

# A slip, and the check that finds it.

wrong_page = WrongLine(
    title="a page of backpropagation with one wrong line",
    prompt=r"""
        Somebody goes back to $w_{21}$, with $x_2 = -2$, $a_1 = 0.7$, $w_1 = 2$, $\hat{y} = 0.8$ and
        the label $y = 1$. One line is wrong. Which one, and what ought to come out there?
        """,
    lines=(
        r"$\delta = \hat{y} - y = -0.2$",
        r"$\frac{\partial L}{\partial a_1} = \delta\, w_1 = -0.4$",
        r"$\delta_1 = \frac{\partial L}{\partial a_1} \cdot a_1 = -0.4 \cdot 0.7 = -0.28$",
        r"$\frac{\partial L}{\partial w_{21}} = x_2\, \delta_1 = -2 \cdot (-0.28) = 0.56$",
        r"$\frac{\partial L}{\partial b_1} = \delta_1 = -0.28$",
    ),
    answer=(3, -0.4 * 0.7 * (1 - 0.7)),
    right="On the way through a sigmoid stands its slope, not its value.",
    mistakes=(
        Mistake("the sign", 1, "The error is the prediction less the label, and this is it."),
        Mistake("the edge", 2, "The way from z to the first unit leads over the edge w1: sound."),
        Mistake(
            "the end",
            4,
            "This line follows from those above it. The slip is further up.",
        ),
        Mistake("the bias", 5, "The factor of a bias is 1, so this line follows from line 3."),
        Mistake(
            "only 1 - a",
            (3, -0.4 * (1 - 0.7)),
            "This is the line. The slope of the sigmoid has a second factor.",
        ),
        Mistake(
            "no slope",
            (3, -0.4),
            "This is the line. What you give arrives at a1. From a1 to the sum z1 the way leads "
            "through the sigmoid.",
        ),
        Mistake(
            "the slope alone",
            (3, 0.7 * (1 - 0.7)),
            "This is the line, and this is the slope that belongs there. Multiply by what arrives.",
        ),
        Mistake(
            "the sign lost",
            (3, 0.4 * 0.7 * (1 - 0.7)),
            "This is the line, but the sign of what arrives is lost.",
        ),
    ),
    hints=(
        "Do each line again and compare only with the lines before it.",
        "Which factors does the way from the loss to the sum of unit 1 have?",
        "Between what a unit says and its sum stands the slope of its sigmoid.",
    ),
    worked=r"""
        Line 3 multiplies by $a_1$; the slope of the sigmoid is $a_1 (1 - a_1)$:

        - as it stands: $-0.4 \cdot 0.7 = -0.28$
        - as it must be: $-0.4 \cdot 0.7 \cdot (1 - 0.7) = -0.084$

        ```python
        answer = 3, -0.4 * 0.7 * (1 - 0.7)
        ```
        """,
)


def _first_layer(x1, x2, a1, a2, w1, w2, delta):
    delta1, delta2 = delta * w1 * a1 * (1 - a1), delta * w2 * a2 * (1 - a2)
    return np.array([x1 * delta1, x1 * delta2, x2 * delta1, x2 * delta2, delta1, delta2])


def _from_deltas(delta1, delta2):
    """Return what a page does when it puts these numbers in place of the deltas."""

    def page_of(x1, x2, a1, a2, w1, w2, delta):
        one, two = (f(a1, a2, w1, w2, delta) for f in (delta1, delta2))
        return np.array([x1 * one, x1 * two, x2 * one, x2 * two, one, two])

    return page_of


def _in_order(*places):
    """Return the right six numbers in another order."""
    return lambda *arguments: _first_layer(*arguments)[list(places)]


def _slipped(x1, x2, a1, a2, w1, w2, delta):
    delta1, delta2 = delta * w1 * a1 * (1 - a1), delta * w1 * a2 * (1 - a2)
    return np.array([x1 * delta1, x2 * delta1, x1 * delta2, x2 * delta2, delta1, delta2])


repair = Code(
    title="repair a backward pass",
    prompt=r"""
        The function `slipped` above returns the derivatives by $w_{11}, w_{12}, w_{21}, w_{22},
        b_1, b_2$, in this order, and the gradient check does not agree with it. Mend it.

        ```python
        def mended(x1, x2, a1, a2, w1, w2, delta):
            ...
        ```
        """,
    name="mended",
    answer=_first_layer,
    tests=(
        (2.0, 1.0, 0.98, 0.27, 1.0, -2.0, -0.33),
        (1.2, -2.2, 0.4, 0.7, 0.6, 1.7, 0.5),
        (-0.5, 3.0, 0.2, 0.9, -1.1, 0.8, -0.6),
    ),
    right="The check told where the numbers were wrong, and the way to each weight told why.",
    mistakes=(
        Mistake(
            "nothing mended",
            _slipped,
            "These are still the numbers of the page. Which of the six did the check not confirm?",
        ),
        Mistake(
            "only the order mended",
            _from_deltas(
                lambda a1, a2, w1, w2, d: d * w1 * a1 * (1 - a1),
                lambda a1, a2, w1, w2, d: d * w1 * a2 * (1 - a2),
            ),
            "The order is mended. But what arrives at unit 2 is still wrong: over which edge does "
            "the error reach it?",
        ),
        Mistake(
            "only the weight mended",
            _in_order(0, 2, 1, 3, 4, 5),
            "What arrives at the units is mended. But two of the numbers stand in each other's "
            "place: w12 comes before w21.",
        ),
        Mistake(
            "w2 for both units",
            _from_deltas(
                lambda a1, a2, w1, w2, d: d * w2 * a1 * (1 - a1),
                lambda a1, a2, w1, w2, d: d * w2 * a2 * (1 - a2),
            ),
            "Now the error reaches both units over w2. Unit 1 has the edge w1.",
        ),
        Mistake(
            "edges exchanged",
            _from_deltas(
                lambda a1, a2, w1, w2, d: d * w2 * a1 * (1 - a1),
                lambda a1, a2, w1, w2, d: d * w1 * a2 * (1 - a2),
            ),
            "The edges are exchanged: unit 1 has w1, unit 2 has w2.",
        ),
        Mistake(
            "sign",
            lambda *arguments: -_first_layer(*arguments),
            "All six have the wrong sign: these are the steps, not the derivatives.",
        ),
        Mistake(
            "slope of unit 1 for both",
            _from_deltas(
                lambda a1, a2, w1, w2, d: d * w1 * a1 * (1 - a1),
                lambda a1, a2, w1, w2, d: d * w2 * a1 * (1 - a1),
            ),
            "Unit 2 has the slope of unit 1. Its own is a2 times one minus a2.",
        ),
        Mistake(
            "slope of unit 2 for both",
            _from_deltas(
                lambda a1, a2, w1, w2, d: d * w1 * a2 * (1 - a2),
                lambda a1, a2, w1, w2, d: d * w2 * a2 * (1 - a2),
            ),
            "Unit 1 has the slope of unit 2. Its own is a1 times one minus a1.",
        ),
        Mistake(
            "no slopes",
            _from_deltas(
                lambda a1, a2, w1, w2, d: d * w1,
                lambda a1, a2, w1, w2, d: d * w2,
            ),
            "The slopes of the sigmoids are gone. They were right on the page.",
        ),
        Mistake(
            "inputs exchanged",
            _in_order(2, 3, 0, 1, 4, 5),
            "The inputs are exchanged: w11 and w12 come from input 1.",
        ),
        Mistake(
            "biases exchanged",
            _in_order(0, 1, 2, 3, 5, 4),
            "The biases have changed places: b1 belongs to unit 1.",
        ),
        Mistake(
            "units exchanged",
            _in_order(1, 0, 3, 2, 5, 4),
            "The units have changed places: the second index is the unit.",
        ),
        Mistake(
            "no biases",
            lambda *arguments: _first_layer(*arguments)[:4],
            "The derivatives by the two biases are missing at the end.",
        ),
    ),
    hints=(
        "Four lines of the check disagree. Begin with b2: its derivative is what arrives at the "
        "sum of unit 2, and nothing else.",
        "`delta2` contains the wrong edge. Besides, the second number is to be that of w12, the "
        "third that of w21: which input and which unit does each of them have?",
        "The error reaches unit 2 over the edge w2. And w12 leads from input 1 into unit 2, w21 "
        "from input 2 into unit 1.",
    ),
    worked=r"""
        Two slips: the error came to unit 2 over $w_1$, and $w_{12}$, $w_{21}$ stood in each other's
        place.

        ```python
        import numpy as np

        def mended(x1, x2, a1, a2, w1, w2, delta):
            delta1 = delta * w1 * a1 * (1 - a1)
            delta2 = delta * w2 * a2 * (1 - a2)
            return np.array([x1 * delta1, x1 * delta2, x2 * delta1, x2 * delta2, delta1, delta2])
        ```
        """,
)

# Matrices.

shape_of_gradient = Choice(
    title="a shape",
    prompt=r"""
        200 examples with 2 inputs each go into a hidden layer of 3 units. The inputs $X$ have shape
        (200, 2), and $\Delta$, the derivatives by the sums of the hidden layer, has shape (200, 3).
        Which shape has $X^\top \Delta$, and why is that right?
        """,
    choices={
        "a": "(3, 2): a row for each unit.",
        "b": "(2, 3): the shape of the weights it belongs to.",
        "c": "(200, 3): a row for each example.",
        "d": "(2, 2): a number for each pair of inputs.",
    },
    answer="b",
    right="The product adds up over the examples, and what is left has the shape of W.",
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
        $W$ has shape $(2, 3)$. Answer b.
        """,
)

shape_on_the_way_back = Shape(
    title="a shape on the way back",
    prompt=r"""
        50 examples go through a hidden layer of 4 units to one output. The derivatives by the sum
        at the output, $\delta$, have shape (50, 1), and $w$ has shape (4, 1). Which shape has
        $\delta\, w^\top$?
        """,
    answer=(50, 4),
    right="Each example sends its error back to each of the hidden units.",
    mistakes=(
        Mistake(
            "the shape of the weights",
            (4, 1),
            "The gradient by the weights has this shape. Here the error of each example goes back "
            "to the units, and the examples stay apart.",
        ),
        Mistake(
            "the shape of the error",
            (50, 1),
            "This is what comes in. Before the output there are four units, not one.",
        ),
        Mistake(
            "added up",
            (1, 4),
            "Nothing is added up over the examples here: their index stands outside.",
        ),
        Mistake(
            "turned around",
            (4, 50),
            "In this course a row is an example. The rows of a product are those of its first "
            "factor.",
        ),
    ),
    hints=(
        "Turn the shape of $w$ around first.",
        "The inner sizes must agree, and they disappear. Here the inner size is one.",
        "The rows of a product are those of its first factor, the columns those of its second.",
    ),
    worked=r"""
        Turned around, $w^\top$ has shape (1, 4). The inner sizes are both 1 and disappear; the
        outer ones stay.

        ```python
        import numpy as np

        answer = np.dot(np.ones((50, 1)), np.ones((4, 1)).T).shape
        ```
        """,
)

count_parameters = Number(
    title="how many numbers to learn",
    prompt="""
        How many weights and biases has a network with 4 inputs, 6 hidden units and 3 outputs
        altogether?
        """,
    answer=4 * 6 + 6 + 6 * 3 + 3,
    right="Thirty for the hidden layer, twenty-one for the output.",
    mistakes=(
        Mistake(
            "no biases",
            4 * 6 + 6 * 3,
            "You counted the weights. Each unit that computes something also has a bias.",
        ),
        Mistake("only hidden biases", 4 * 6 + 6 + 6 * 3, "The output units have biases, too."),
        Mistake(
            "only the output's biases", 4 * 6 + 6 * 3 + 3, "The hidden units have biases, too."
        ),
        Mistake("units", 4 + 6 + 3, "You counted inputs and units. Each edge carries a weight."),
        Mistake(
            "one weight for each input",
            4 + 2 * (6 + 3),
            "You gave each unit one weight. Every edge has its own: count the edges.",
        ),
        Mistake(
            "bias for inputs",
            4 * 6 + 6 * 3 + 4 + 6 + 3,
            "Inputs have no bias: they compute nothing.",
        ),
        Mistake(
            "a bias for each layer",
            4 * 6 + 6 * 3 + 2,
            "You gave each layer one bias. Every unit has its own.",
        ),
        Mistake(
            "one bias", 4 * 6 + 6 * 3 + 1, "You gave the network one bias. Every unit has its own."
        ),
        Mistake(
            "only the first layer",
            4 * 6 + 6,
            "This is the hidden layer. The output has weights and biases, too.",
        ),
        Mistake(
            "only the first layer, no biases",
            4 * 6,
            "These are the weights into the hidden layer. More edges lead to the output, and each "
            "unit has a bias.",
        ),
        Mistake(
            "only the second layer",
            6 * 3 + 3,
            "This is the output. The hidden layer has weights and biases, too.",
        ),
        Mistake(
            "only the second layer, no biases",
            6 * 3,
            "These are the weights into the output. More edges lead into the hidden layer, and "
            "each unit has a bias.",
        ),
        Mistake("only the biases", 6 + 3, "You counted the biases. Each edge carries a weight."),
        Mistake(
            "product",
            4 * 6 * 3,
            "You multiplied all three. Edges lead from one layer to the next: two products, added.",
        ),
        Mistake(
            "direct edges",
            4 * 6 + 6 * 3 + 4 * 3,
            "You counted edges from the inputs to the output. There are none; but each unit has a "
            "bias.",
        ),
        Mistake(
            "direct edges and biases",
            4 * 6 + 6 * 3 + 4 * 3 + 6 + 3,
            "You counted edges from the inputs straight to the output. There are none.",
        ),
        Mistake(
            "bias for every edge",
            2 * (4 * 6 + 6 * 3),
            "You gave each edge a bias. It is each unit that has one.",
        ),
        Mistake(
            "sums as parameters",
            4 * 6 + 6 * 3 + 2 * (6 + 3),
            "You counted the sums as well. They are computed; the question asks for the numbers "
            "to learn.",
        ),
        Mistake(
            "all pairs",
            13 * 12 // 2,
            "You joined every pair. Edges lead only from one layer to the next.",
        ),
        Mistake(
            "one output",
            4 * 6 + 6 + 6 + 1,
            "You counted one output. This network has three.",
        ),
        Mistake(
            "inputs in place of outputs",
            4 * 6 + 6 * 3 + 4 + 6,
            "You gave the inputs biases and the outputs none. It is the other way round.",
        ),
        Mistake(
            "one too few",
            4 * 6 + 6 * 3 + 6 + 2,
            "A bias is missing. Each of the outputs has its own.",
        ),
    ),
    hints=(
        "How many edges lead into the hidden layer, and how many into the output?",
        "4 times 6 edges, then 6 times 3. Add a bias for each unit that computes something.",
    ),
    worked=r"""
        Hidden layer: $4 \cdot 6$ weights and 6 biases. Output: $6 \cdot 3$ weights and 3 biases.

        ```python
        answer = 4 * 6 + 6 + 6 * 3 + 3
        ```
        """,
)

# Training and depth.

seeds = Matching(
    title="four starts",
    prompt="""
        Press *four clouds* in the picture above, and set 2 hidden units. What has become of these
        seeds after 1000 epochs?
        """,
    items={"1": "seed 0", "2": "seed 1", "3": "seed 3", "4": "seed 7"},
    choices={
        "a": "two lines that cross: some clouds are never told apart",
        "b": "a strip that holds the two clouds of crosses",
        "c": "a strip that holds the two clouds of dots",
    },
    answer="acba",
    right="The data and the rule are the same. The start alone decides which valley is reached.",
    mistakes=(
        Mistake(
            "dots and crosses",
            "abca",
            "The strips are exchanged: look which clouds lie between the two lines.",
        ),
    ),
    hints=(
        "The epoch stands at 1000 already. Leave all else as it is and move the seed.",
        "Two of the four end at a loss near 0.35 and stay there.",
        "Where both lines run side by side, look at the colour between them.",
    ),
    worked="""
        Seeds 0 and 7 end with two lines that cross, and with a loss of about 0.35. Seed 1 has the
        dots between its lines, seed 3 the crosses.

        ```python
        answer = "acba"
        ```
        """,
)

why_it_fails = Choice(
    title="why a seed fails",
    prompt="""
        With the same settings seed 2 ends at a loss of about 0.35. Look at the plane behind its two
        hidden units. Why does it not get better?
        """,
    choices={
        "a": "Both units are equal, so that they do the work of one.",
        "b": "The rate is too large, so that the loss jumps.",
        "c": "Two clouds of different classes have fallen on the same place, where no line parts "
        "them.",
        "d": "Two hidden units are too few for four clouds.",
    },
    answer="c",
    right="The last unit hears only what the hidden ones say. Where they say the same of two "
    "clouds, it must say one half of both.",
    mistakes=(
        Mistake("equal", "a", "Their lines cross: they are two different units."),
        Mistake("jumps", "b", "The loss does not jump at the end; it stays level."),
        Mistake("too few", "d", "Seeds 4 and 5 have two units as well, and part all four clouds."),
    ),
    hints=(
        "How many places can you tell apart in the plane behind the units, and what lies there?",
        "What must the last unit say of two points at the same place?",
    ),
    worked=r"""
        One cloud of dots and one of crosses lie on the same side of both lines. So both units say
        the same of them, and behind the hidden layer the two clouds lie on each other.

        The last unit can say only one thing of both. The best is one half: then each of these
        points costs $\log 2$. They are half of all points, and the other half costs hardly
        anything. The mean is $\frac{1}{2} \log 2 = 0.35$. Answer c.

        Then why are only 50 % of all points on the right side? The percentage counts only sides.
        So close to one half, a hair decides the side, and here all of these points fall on the
        wrong one. The loss hardly notices.
        """,
)


def _epoch(
    x, y, first, first_bias, second, bias, rate, *, bend=lambda z: np.maximum(0, z),
    slope=lambda z, a: z > 0, error=lambda yhat, y: yhat - y, mean=True, late=False, moved="WBwb",
    subtracted=1.0, derivatives=False,
):  # fmt: skip
    """Take one step of a network with one hidden layer; each keyword is a slip that can be made."""
    z = x @ first + first_bias
    a = bend(z)
    delta = error(_sigmoid(a @ second + bias), y) / (len(x) if mean else 1)
    over = second - rate * a.T @ delta if late else second
    hidden = delta @ over.T * slope(z, a)
    slopes = {"W": x.T @ hidden, "B": hidden.sum(axis=0), "w": a.T @ delta, "b": delta.sum(axis=0)}
    old = {"W": first, "B": first_bias, "w": second, "b": bias}
    new = {name: old[name] - subtracted * rate * slopes[name] * (name in moved) for name in old}
    return np.concatenate([np.ravel(p) for p in (slopes if derivatives else new).values()])


def _with(**slip):
    return lambda *arguments: _epoch(*arguments, **slip)


def _networks_to_step() -> tuple:
    generator = np.random.default_rng(5)
    tests = []
    for m, units, rate in ((4, 2, 0.5), (5, 3, 0.8), (3, 1, 1.5)):
        tests.append((
            generator.normal(0, 1, (m, 2)).round(2), (np.arange(m)[:, None] % 2).astype(float),
            generator.normal(0, 1, (2, units)).round(2), generator.normal(0, 0.5, units).round(2),
            generator.normal(0, 1, (units, 1)).round(2), np.array([0.25]), rate,
        ))  # fmt: skip
    return tuple(tests)


_EPOCH = """
import numpy as np

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def epoch(X, Y, W, B, w, b, rate):
    Z = X @ W + B
    A = np.maximum(0, Z)
    Yhat = sigmoid(A @ w + b)
    delta = (Yhat - Y) / len(X)
    Delta = delta @ w.T * (Z > 0)
    W, B = W - rate * X.T @ Delta, B - rate * Delta.sum(axis=0)
    w, b = w - rate * A.T @ delta, b - rate * delta.sum(axis=0)
    return np.concatenate([W.ravel(), B, w.ravel(), b])
"""

write_epoch = Code(
    title="an epoch with ReLU",
    prompt=r"""
        Write one epoch of training for a network whose hidden units are ReLU:
        $a = \max(0, z)$, with slope 1 where $z > 0$ and 0 where it is not. The output keeps its
        sigmoid. Return all new weights and biases in one row, in the order `W`, `B`, `w`, `b`. The
        cell below holds the page with gaps.

        ```python
        def epoch(X, Y, W, B, w, b, rate):
            ...
        ```
        """,
    name="epoch",
    gaps=("A", "Delta"),
    answer=_epoch,
    tests=_networks_to_step(),
    right="Two places know what the hidden units are: the bend forward and its slope backward.",
    mistakes=(
        Mistake(
            "slope of the sigmoid",
            _with(slope=lambda z, a: a * (1 - a)),
            "Forward you have a ReLU, backward the slope of a sigmoid. The two belong together.",
        ),
        Mistake(
            "sigmoid both ways",
            _with(bend=_sigmoid, slope=lambda z, a: a * (1 - a)),
            "This is the epoch of sigmoids, from the section. Here the hidden units are ReLU.",
        ),
        Mistake(
            "sigmoid forward",
            _with(bend=_sigmoid),
            "Backward you have the slope of a ReLU, forward a sigmoid.",
        ),
        Mistake(
            "no slope",
            _with(slope=lambda z, a: 1.0),
            "The slope of the hidden units is missing: where z is below zero nothing passes.",
        ),
        Mistake(
            "a in place of its slope",
            _with(slope=lambda z, a: a),
            "You multiplied by A. The slope of a ReLU is 1 or 0.",
        ),
        Mistake(
            "no mean",
            _with(mean=False),
            "The loss is the mean of the examples: the error is divided by their number.",
        ),
        Mistake(
            "uphill",
            _with(subtracted=-1.0),
            "This step goes uphill. From each weight its derivative is subtracted, or the error "
            "is the label less the prediction.",
        ),
        Mistake(
            "late",
            _with(late=True),
            "The second layer moved before the error went back over it. Compute everything first.",
        ),
        Mistake(
            "hidden layer stays",
            _with(moved="wb"),
            "Only the output unit has moved. The hidden layer learns, too.",
        ),
        Mistake(
            "output stays",
            _with(moved="WB"),
            "Only the hidden layer has moved. The output unit learns, too.",
        ),
        Mistake("biases stay", _with(moved="Ww"), "The biases have not moved."),
        Mistake(
            "derivatives",
            _with(derivatives=True),
            "These are the derivatives. The new weights are asked for.",
        ),
        Mistake(
            "slope of the loss by yhat",
            _with(error=lambda yhat, y: (yhat - y) / (yhat * (1 - yhat))),
            "You began with the derivative by yhat. The slope of the last sigmoid cancels what "
            "stands below.",
        ),
        Mistake(
            "slope of the last sigmoid",
            _with(error=lambda yhat, y: (yhat - y) * yhat * (1 - yhat)),
            "The slope of the last sigmoid is in it twice: yhat - y contains it already.",
        ),
        Mistake(
            "half the step",
            _with(subtracted=0.5),
            "This step is half as long as it should be.",
        ),
    ),
    hints=(
        "What of the loop above depends on the hidden units being sigmoids?",
        "Two places: the line of `A`, and the last factor in the line of `Delta`.",
        "`np.maximum(0, Z)` takes the larger of 0 and each number of `Z`. `Z > 0` is an array of "
        "true and false, and it multiplies like 1 and 0.",
    ),
    worked=f"""
        Only the bend and its slope change. All derivatives use the old weights.

        ```python
        {_EPOCH.strip().replace(chr(10), chr(10) + "        ")}
        ```
        """,
)

equal_units = Choice(
    title="half an equal start",
    prompt="""
        All weights of the first layer start equal, and all biases at zero. But the weights from the
        four hidden units to the output are drawn at random. What becomes of the hidden units?
        """,
    choices={
        "a": "The first step parts them: different errors come back to them.",
        "b": "They stay equal: what starts equal stays equal.",
        "c": "They stay equal, and only the output unit learns.",
        "d": "They differ at once: what they say is different before the first step.",
    },
    answer="a",
    right="Over different edges come back different errors, and so the steps differ.",
    mistakes=(
        Mistake(
            "equal for ever",
            "b",
            "For that the errors that come back must be equal, too. Over which edges do they come?",
        ),
        Mistake(
            "only the output",
            "c",
            "The way to a weight of the first layer leads over an edge of the second, and through "
            "a slope that is not zero.",
        ),
        Mistake(
            "at once",
            "d",
            "What a unit says depends on its own weights and bias only, and these are equal.",
        ),
    ),
    hints=(
        "What do the hidden units say at the start, and what comes back to each?",
        r"What arrives at the sum of unit $j$ is $\delta\, w_j\, a_j (1 - a_j)$. Which of these "
        "factors differ from unit to unit?",
    ),
    worked=r"""
        Before the first step all hidden units say the same. What arrives at unit $j$ is
        $\delta_j = \delta\, w_j\, a_j (1 - a_j)$, and the $w_j$ differ. So the steps
        $-\alpha\, x_i \delta_j$ differ, and with them the weights. Answer a.
        """,
)

vanishing = Number(
    title="ten sigmoids in a row",
    prompt=r"""
        In a chain of layers with one unit each, all weights are 1. The derivative passes 10
        sigmoids on its way back. By which factor is it multiplied, **at most**? Give three digits.
        """,
    answer=0.25**10,
    right="Each sigmoid has at most the slope 1/4, at z = 0.",
    mistakes=(
        Mistake("added", 10 * 0.25, "Factors along a chain are multiplied, not added."),
        Mistake(
            "one half",
            0.5**10,
            "1/2 is the value of the sigmoid at 0, and its slope is smaller; or you have half as "
            "many sigmoids.",
        ),
        Mistake("once", 0.25, "This is one sigmoid. The chain has ten."),
        Mistake("nine", 0.25**9, "You counted nine sigmoids."),
        Mistake("eleven", 0.25**11, "You counted eleven sigmoids."),
        Mistake(
            "divided by ten", 0.25 / 10, "You divided by ten. Each sigmoid multiplies once more."
        ),
        Mistake(
            "twice",
            0.25**20,
            "You counted each sigmoid twice. The slope is one number, at most 1/4.",
        ),
        Mistake(
            "upside down",
            4.0**10,
            "The fraction is upside down: a slope of at most 1/4 makes the derivative smaller.",
        ),
        Mistake(
            "one", 1.0, "The weights are 1, but each sigmoid has a slope, and it is far below 1."
        ),
        Mistake(
            "slope at 1",
            (_sigmoid(1) * (1 - _sigmoid(1))) ** 10,
            "You took the slopes at z = 1. A sigmoid is steeper elsewhere.",
        ),
        Mistake(
            "value at 1",
            _sigmoid(1) ** 10,
            "You took the values of the sigmoid at 1. The derivative passes its slopes.",
        ),
        Mistake(
            "rounded",
            1e-6,
            "That is its size, a millionth. Give three digits.",
        ),
        Mistake(
            "a tenth each",
            0.1**10,
            "You took a tenth for each sigmoid. How steep is it at its steepest?",
        ),
        Mistake(
            "one half of ten",
            10 * 0.5,
            "You added, and took the value of the sigmoid at 0. Multiply the slopes.",
        ),
        Mistake(
            "base and exponent exchanged",
            10**0.25,
            "Base and exponent have changed places: the slope is the base, the number of sigmoids "
            "the exponent.",
        ),
        Mistake(
            "the number of sigmoids", 10.0, "This is the number of sigmoids. Each has a slope."
        ),
        Mistake(
            "tenth root",
            0.25**0.1,
            "You took a root. Ten factors make a power.",
        ),
        Mistake(
            "one less a quarter",
            0.75**10,
            "You took 3/4 for each sigmoid. Its slope is at most 1/4.",
        ),
        Mistake(
            "value and slope",
            0.5 * 0.25,
            "You multiplied value and slope of one sigmoid. The chain has ten slopes.",
        ),
        Mistake(
            "one half once",
            0.5,
            "This is the value of one sigmoid at 0. The chain has ten slopes.",
        ),
        Mistake(
            "eighth",
            0.125**10,
            "You took 1/8 for each sigmoid. At z = 0 the slope is 1/2 times 1/2.",
        ),
    ),
    hints=(
        "Where is a sigmoid steepest, and how steep is it there?",
        r"$\sigma' = \sigma (1 - \sigma)$ is largest at $\sigma = \frac{1}{2}$.",
        "Take that slope to the power of the number of sigmoids.",
    ),
    worked=r"""
        The slope $\sigma (1 - \sigma)$ is at most $\frac{1}{2} \cdot \frac{1}{2} = \frac{1}{4}$.

        Ten of them: $\left(\frac{1}{4}\right)^{10} = 9.54 \cdot 10^{-7}$.

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
        "b": r"$\frac{\partial b_2}{\partial z_2}$",
        "c": r"$\frac{\partial z_2}{\partial a_1}$, which is $w_2$",
        "d": r"$\frac{\partial z_2}{\partial b_2}$, which is $1$",
    },
    answer="d",
    right="The bottom of the last factor is the number by which one differentiates.",
    mistakes=(
        Mistake("the weight", "a", "That chain ends at w2. The question asks for the bias."),
        Mistake("upside down", "b", "Each factor has on top what stands below in the one before."),
        Mistake("too far", "c", "That factor leads on to layer 1, past the bias."),
    ),
    hints=(
        "Tops and bottoms must fit together: what stands below in one factor stands on top in the "
        "next.",
        r"The last factor has $z_2$ on top. What must stand below?",
    ),
    worked=r"""
        The factor before ends with $z_2$ below, so the last one has $z_2$ on top. Below stands the
        number by which we differentiate, $b_2$. As $z_2 = a_1 w_2 + b_2$, the factor is 1.
        Answer d.
        """,
)

# Numbers that keep track.


def _tanh_step(value):
    a = np.tanh(value)
    return np.array([a, 1 - a * a])


def _pair(first, second):
    return lambda value: np.array([first(value), second(value)])


tanh_step = Code(
    title="a new operation",
    prompt=r"""
        The class `Tracked` can add, multiply and take a sigmoid. To teach it another operation one
        needs two numbers: the value, and the factor with which it changes. Write both for
        $\tanh z = \frac{e^z - e^{-z}}{e^z + e^{-z}}$, as an array of value and factor.

        ```python
        def tanh_step(value):
            ...
        ```
        """,
    name="tanh_step",
    answer=_tanh_step,
    tests=((0.0,), (0.7,), (-1.3,), (2.5,)),
    right="The factor can be written with the value, as for the sigmoid.",
    mistakes=(
        Mistake(
            "slope of the sigmoid",
            _pair(np.tanh, lambda z: np.tanh(z) * (1 - np.tanh(z))),
            "This factor belongs to the sigmoid. That of tanh is another one.",
        ),
        Mistake(
            "the other order",
            lambda value: _tanh_step(value)[::-1],
            "The order is turned around: the value comes first.",
        ),
        Mistake(
            "square of z",
            _pair(np.tanh, lambda z: 1 - z * z),
            "You squared z. The factor is written with the value of tanh.",
        ),
        Mistake(
            "no square",
            _pair(np.tanh, lambda z: 1 - np.tanh(z)),
            "The value is squared in the factor.",
        ),
        Mistake(
            "plus",
            _pair(np.tanh, lambda z: 1 + np.tanh(z) ** 2),
            "There is a plus where a minus belongs: the curve gets flatter away from zero.",
        ),
        Mistake(
            "only the value",
            lambda value: np.array([np.tanh(value), np.tanh(value)]),
            "Both numbers are the value. The second is how fast it changes.",
        ),
        Mistake(
            "sigmoid and its slope",
            _pair(_sigmoid, lambda z: _sigmoid(z) * (1 - _sigmoid(z))),
            "This is the sigmoid. It can do that already.",
        ),
        Mistake(
            "1 over cosh",
            _pair(np.tanh, lambda z: 1 / np.cosh(z)),
            "One over cosh must be squared.",
        ),
        Mistake(
            "cosh squared",
            _pair(np.tanh, lambda z: np.cosh(z) ** 2),
            "The fraction is upside down: the factor is at most 1.",
        ),
        Mistake(
            "minus",
            _pair(np.tanh, lambda z: np.tanh(z) ** 2 - 1),
            "The sign of the factor is turned around: tanh rises everywhere.",
        ),
        Mistake(
            "factor of the value",
            _pair(np.tanh, lambda z: 1 - np.tanh(np.tanh(z)) ** 2),
            "You took tanh once more in the factor.",
        ),
        Mistake(
            "factor 1",
            _pair(np.tanh, lambda z: 1.0),
            "The factor is 1 only at zero.",
        ),
        Mistake(
            "sine over cosine",
            _pair(np.tan, lambda z: 1 + np.tan(z) ** 2),
            "This is the tangent of an angle. The hyperbolic one is `np.tanh`.",
        ),
    ),
    hints=(
        r"Use the quotient rule, or $\tanh z = 2 \sigma(2 z) - 1$.",
        "Above stands the square of one sum less the square of another, below the square of the "
        "former.",
        "Divided out it is one minus the square of the value.",
    ),
    worked=r"""
        With $u = e^z - e^{-z}$ and $v = e^z + e^{-z}$ we have $u' = v$ and $v' = u$. The quotient
        rule gives $\frac{v^2 - u^2}{v^2} = 1 - \tanh^2 z$.

        ```python
        import numpy as np

        def tanh_step(value):
            a = np.tanh(value)
            return np.array([a, 1 - a * a])
        ```
        """,
)

used_twice = Choice(
    title="a plus that is missing",
    prompt=r"""
        In the last line of `backward` somebody writes `=` in place of `+=`. Which derivatives of
        this loss come out wrong?
        """,
    choices={
        "a": "All nine: the loop no longer adds up anything.",
        "b": "Those by the weights of the first layer, which lie furthest from the loss.",
        "c": "None of the nine, but those by the inputs.",
        "d": "Those by the three biases, whose factor is 1.",
    },
    answer="c",
    right="Each weight is used once; each input is used by both hidden units, and one of its two "
    "ways is lost.",
    mistakes=(
        Mistake(
            "all",
            "a",
            "Where only one way leads to a number there is nothing to add up: zero plus one part "
            "is that part.",
        ),
        Mistake(
            "the first layer", "b", "One way leads from the loss to a weight of the first layer."
        ),
        Mistake("the biases", "d", "Each bias is used once. Its factor plays no part in this."),
    ),
    hints=(
        "Adding up matters only for a number that is used more than once.",
        "Go through the lines of the forward pass: which names occur twice?",
    ),
    worked=r"""
        Every weight and every bias occurs once in the forward pass, so one way leads back to it.
        The inputs occur twice, once for each hidden unit, and
        $\frac{\partial L}{\partial x_1} = \delta_1 w_{11} + \delta_2 w_{12}$ has two parts: with
        `=` the second to come replaces the first. Answer c.
        """,
)

# Mixed review: chapters 1 and 5, then this one.

review_nearby = Number(
    title="review 1: a little further on",
    prompt=r"""
        Of a function you know $f(4) = 2.5$ and $f'(4) = -3$. What is $f(4.2)$, about? Follow the
        tangent.
        """,
    answer=2.5 - 3 * 0.2,
    right="Near a point a function is nearly its tangent.",
    mistakes=(
        Mistake("sign", 2.5 + 3 * 0.2, "The slope is below zero: to the right it goes down."),
        Mistake("a step of 1", 2.5 - 3, "This is a step of 1 to the right. Here it is 0.2."),
        Mistake("only the change", -3 * 0.2, "This is the change. Add it to the height."),
        Mistake("divided", 2.5 - 3 / 0.2, "You divided by the step. Multiply by it."),
        Mistake("the height stays", 2.5, "This is the height at 4. At 4.2 it has changed."),
        Mistake("the place times the slope", 2.5 - 3 * 4.2, "You multiplied by the place 4.2. The "
                "step from 4 is 0.2."),
        Mistake("a tangent through zero", -3 * 4.2, "This line goes through zero. The tangent goes "
                "through the point that is known."),
        Mistake("slope times height", 2.5 * -3 * 0.2, "You multiplied by the height. It is added."),
        Mistake("added all", 2.5 - 3 + 0.2, "You added slope and step. They are multiplied."),
        Mistake("the slope", -3.0, "This is the slope. A height is asked for."),
        Mistake("a tenth", 2.5 - 3 * 0.02, "The step is 0.2, not 0.02."),
        Mistake("size of the change", 3 * 0.2, "This is how far it goes down. From where?"),
    ),
    hints=(
        "How far to the right is it, and how much does the tangent fall on the way?",
        r"$f(4.2) \approx f(4) + f'(4) \cdot 0.2$.",
    ),
    worked=r"""
        $f(4.2) \approx 2.5 + (-3) \cdot 0.2 = 1.9$.

        ```python
        answer = 2.5 + -3 * 0.2
        ```
        """,
)  # fmt: skip

review_zero_slope = Choice(
    title="review 2: a slope of zero",
    prompt="A function has the derivative 0 at $x = 3$. What must be true?",
    choices={
        "a": "It has a minimum or a maximum there.",
        "b": "It is zero there.",
        "c": "It is constant near 3.",
        "d": "Its tangent there is level.",
    },
    answer="d",
    right="That is all that the slope at one point says.",
    mistakes=(
        Mistake("extremum", "a", "Think of the cubic: at 0 it is level, and rises on both sides."),
        Mistake("height", "b", "The derivative says nothing of the height: lift the curve by 5."),
        Mistake("constant", "c", "One point says nothing of its neighbours: think of a parabola."),
    ),
    hints=(
        "Look for a curve that is level at one place and does not have the property.",
        "The derivative is the slope of the tangent.",
    ),
    worked="""
        The derivative is the slope of the tangent, and slope 0 means level. The cubic at 0 has
        neither a minimum nor a maximum, a parabola lifted by 5 is not zero, and neither is constant
        nearby. Answer d.
        """,
)

review_step = Point(
    title="review 3: a step in two variables",
    prompt=r"""
        $f(x, y) = x^2 + 3 y^2$, start $(2, -1)$, learning rate $\alpha = 0.1$. Where does one step
        of gradient descent lead?
        """,
    answer=(1.6, -0.4),
    right="Both variables move at once, each by its own slope.",
    mistakes=(
        Mistake("uphill", (2.4, -1.6), "This goes uphill: the gradient is subtracted."),
        Mistake("the gradient", (4.0, -6.0), "This is the gradient at the start."),
        Mistake("the step alone", (-0.4, 0.6), "This is the step. Add it to the start."),
        Mistake("no rate", (-2.0, 5.0), "The learning rate is missing."),
        Mistake("sign of y", (1.6, -1.6), "The slope by y is below zero, so y moves up."),
        Mistake("only x", (1.6, -1.0), "Only x has moved. Both move in one step."),
        Mistake("only y", (2.0, -0.4), "Only y has moved. Both move in one step."),
        Mistake("no twos", (1.8, -0.7), "The derivative of a square has a factor 2."),
        Mistake("3 squared", (1.6, 0.8), "The 3 is a factor of y^2, once."),
        Mistake("3 forgotten", (1.6, -0.8), "The 3 of 3y^2 is missing in the slope by y."),
        Mistake("values as slopes", (1.6, -1.3), "You took 3y^2 itself for its slope by y."),
        Mistake("the value", (7.0, 7.0), "This is the value at the start. A point is asked for."),
        Mistake("exchanged", (2.6, -1.4), "The slopes by x and y have changed places."),
    ),
    hints=(
        "Compute both partial derivatives at the start first.",
        r"$\frac{\partial f}{\partial x} = 2 x$ and $\frac{\partial f}{\partial y} = 6 y$.",
    ),
    worked=r"""
        The gradient at the start is $(4, -6)$, so
        $(2, -1) - 0.1 \cdot (4, -6) = (1.6, -0.4)$.

        ```python
        answer = 2 - 0.1 * 4, -1 - 0.1 * -6
        ```
        """,
)

review_factor = Choice(
    title="review 4: rate and curvature",
    prompt=r"""
        A parabola has the curvature $f'' = 8$. Gradient descent runs on it with $\alpha = 0.2$. How
        does it move?
        """,
    choices={
        "a": "It creeps to the minimum from one side.",
        "b": "It jumps to and fro across the minimum, and comes closer.",
        "c": "It is at the minimum after one step.",
        "d": "It jumps to and fro, and runs away.",
    },
    answer="b",
    right="Each step multiplies the distance by 1 - 1.6, a negative number smaller than 1 in size.",
    mistakes=(
        Mistake("creeps", "a", "For that the product of rate and curvature must be below 1."),
        Mistake("at once", "c", "For that the product of rate and curvature must be exactly 1."),
        Mistake("runs away", "d", "For that the product of rate and curvature must be above 2."),
    ),
    hints=(
        "By which number does one step multiply the distance to the minimum?",
        "It is one minus the product of rate and curvature. What do its sign and its size say?",
    ),
    worked=r"""
        $1 - \alpha f'' = 1 - 0.2 \cdot 8 = -0.6$. It is negative: the path changes sides. Its size
        is below 1: the distance shrinks. Answer b.
        """,
)

review_input = Number(
    title="review 5: the slope by an input",
    prompt=page(
        r"""
        In the network of the exercises of section 3, with $w_{11} = 0.6$ and
        $w_{12} = -0.8$, what arrives at the hidden sums is $\delta_1 = @d1$ and
        $\delta_2 = @d2$. What is
        $\frac{\partial L}{\partial x_1}$?
        """,
        d1=_slopes.b1,
        d2=_slopes.b2,
    ),
    live=((_FIGURE, _section_slopes.b1 * 1 + _section_slopes.b2 * -1),),
    answer=_slopes.b1 * 0.6 + _slopes.b2 * -0.8,
    right="Two ways lead from the loss to an input, and their products are added.",
    mistakes=(
        Mistake("only unit 1", _slopes.b1 * 0.6, "One way is missing, that through unit 2."),
        Mistake("only unit 2", _slopes.b2 * -0.8, "One way is missing, that through unit 1."),
        Mistake("subtracted", _slopes.b1 * 0.6 + _slopes.b2 * 0.8, "The minus of w12 is lost, or "
                "you subtracted the second way. The ways are added."),
        Mistake("multiplied", _slopes.b1 * 0.6 * _slopes.b2 * -0.8, "Along a way one multiplies; "
                "the ways are added."),
        Mistake("no weights", _slopes.b1 + _slopes.b2, "The weights are missing: the last factor "
                "of each way is the edge from the input."),
        Mistake("times the input", 1.2 * (_slopes.b1 * 0.6 + _slopes.b2 * -0.8), "You multiplied "
                "by x1. That is the last factor of a weight; of an input it is the weight."),
        Mistake("derivative by w11", 1.2 * _slopes.b1, "This is the derivative by w11."),
        Mistake("derivative by w12", 1.2 * _slopes.b2, "This is the derivative by w12."),
        Mistake("weights exchanged", _slopes.b1 * -0.8 + _slopes.b2 * 0.6, "The weights have "
                "changed places: w11 leads into unit 1."),
        Mistake("the other input", _slopes.b1 * 1.4 + _slopes.b2 * 0.7, "These are the edges of "
                "input 2."),
        Mistake("mean", (_slopes.b1 * 0.6 + _slopes.b2 * -0.8) / 2, "You took the mean of the two "
                "ways. They are added."),
        Mistake("sign", -(_slopes.b1 * 0.6 + _slopes.b2 * -0.8), "The sign is turned around."),
        Mistake("slopes once more", _slopes.b1 * _slope_1 * 0.6 + _slopes.b2 * _slope_2 * -0.8,
                "The slopes of the sigmoids are in it twice: each delta contains its own already."),
    ),
    hints=(
        "Which edges lead away from input 1, and what arrives at their ends?",
        r"$\frac{\partial L}{\partial x_1} = \delta_1 w_{11} + \delta_2 w_{12}$.",
    ),
    worked=page(
        r"""
        $\frac{\partial L}{\partial x_1} = \delta_1 w_{11} + \delta_2 w_{12}
        = @d1 \cdot 0.6 + @d2 \cdot (-0.8) = @answer$.

        ```python
        answer = @d1 * 0.6 + @d2 * -0.8
        ```
        """,
        d1=_slopes.b1,
        d2=_slopes.b2,
        answer=_slopes.b1 * 0.6 + _slopes.b2 * -0.8,
    ),
)  # fmt: skip

review_diagnosis = Matching(
    title="review 6: what is wrong here",
    prompt="Four trainings and what was seen of them. What is the likely cause of each?",
    items={
        "1": "The loss jumps up and down for a thousand epochs.",
        "2": "The dashed lines of all hidden units lie on each other.",
        "3": "Weights of size 40 at the start; the loss falls quickly, then very slowly.",
        "4": "The loss of the training falls and falls, that of the test points rises.",
    },
    choices={
        "a": "saturated units",
        "b": "too large a rate",
        "c": "more freedom than the noisy data can fill",
        "d": "an equal start",
    },
    answer="bdac",
    right="Each failure has its own look, and each its own remedy.",
    mistakes=(
        Mistake(
            "jumps and noise",
            "cdab",
            "Noise in the data does not make a loss jump: every epoch sees the same points.",
        ),
    ),
    hints=(
        "What does a step that is too long do to the loss?",
        "Far from zero a sigmoid is flat: what can come back through it?",
        "Points that were not used tell whether what was learned holds elsewhere.",
    ),
    worked="""
        Steps that are too long jump over the valley: b. Lines that lie on each other come from an
        equal start: d. Large weights mean large sums and flat sigmoids: a. A test loss that rises
        while the training loss falls means that the network learns the noise by heart: c.

        ```python
        answer = "bdac"
        ```
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


_without_x2 = _net.backward(_net.forward(1.2, 0.0), 1)

input_zero = Prediction(
    title="an input of zero",
    question="One example has 0 as its second input. Which of the nine derivatives are then zero, "
    "whatever the weights are?",
    options=(
        Option("a", "None: every weight has its part in the loss.", "No. Over an edge on which "
               "nothing comes in, a weight changes nothing."),
        Option("b", "Those by w21 and w22, the weights that lead away from input 2.",
               page("Yes. Their last factor is x2. For a network of this shape they are @one and "
                    "@two, and no other derivative is zero.",
                    one=_without_x2.w21, two=_without_x2.w22)),
        Option("c", "Those by w12, w22 and b2, the numbers of hidden unit 2.", "No. Unit 2 hears "
               "input 1 as well, and its bias."),
        Option("d", "All of the first layer.", "No. Input 1 is not zero, and a bias needs no "
               "input."),
    ),
    happened="b",
)  # fmt: skip


def _dead_network() -> Network:
    inputs, labels = datasets.circles(80)
    return train(Network.equal((2, 4, 1)), inputs, labels, 8, 500).last


_dead = _dead_network()

same_start = Prediction(
    title="all weights equal",
    question="A network with four hidden units starts with all its weights equal and all its "
    "biases zero. It is trained with gradient descent. What becomes of its hidden units?",
    options=(
        Option(
            "a",
            "They stay equal for ever: four units do the work of one.",
            page(
                "Yes. After 500 epochs on two circles the largest difference between their weights "
                "is @difference.",
                difference=float(np.ptp(_dead.weights[0], axis=1).max()),
            ),
        ),
        Option(
            "b",
            "They soon differ, and each finds its own line.",
            "No. To differ they would need different derivatives, and theirs are equal.",
        ),
        Option("c", "Nothing is learned at all.", "No. As one unit they still learn something."),
        Option("d", "Their weights become zero.", "No. Nothing pushes them there."),
    ),
    happened="a",
)


def _right(units: int) -> float:
    """Return what percentage such a network has right, trained as the picture trains it."""
    inputs, labels = datasets.circles(80, 0, noise=0.1)
    inputs = (inputs - inputs.mean(axis=0)) / inputs.std(axis=0)
    last = train(Network.random((2, units, 1), seed=1), inputs, labels, 8, 1000).last
    return round(100 * float(np.mean((last.prediction(inputs) > 0.5) == labels)))


units_for_a_circle = Prediction(
    title="lines around a circle",
    question="One class lies inside a circle, the other around it. Each hidden unit contributes "
    "one straight line. How many units does it take to enclose the inner class?",
    options=(
        Option(
            "a",
            "One.",
            page(
                "No. A line goes around nothing: a large part of the ring stays on the side of the "
                "inner class. Trained with seed 1 and the rate 8 for 1000 epochs, one unit gets "
                "@one % of the points right.",
                one=_right(1),
            ),
        ),
        Option("b", "Two.", "No. Two lines make a wedge or a strip: open at its ends."),
        Option(
            "c",
            "Three.",
            page(
                "Yes. Three lines can make a triangle. Trained with seed 1 and the rate 8 for 1000 "
                "epochs, two units get @two % of the points right and three get @three %.",
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
        Option("c", "About a thousandth.", "No. A chain of six layers is already below that."),
        Option(
            "d",
            "Less than a billionth.",
            page(
                "Yes. It is @part times as large. Every slope is at most 1/4, and the weights "
                "are 1.",
                part=abs(_deep[-2] / _deep[1]),
            ),
        ),
    ),
    happened="d",
)


def summary() -> Markdown:
    """Return the chapter's predictions beside what happened, and how far its exercises are."""
    return progress.summary(__name__)
