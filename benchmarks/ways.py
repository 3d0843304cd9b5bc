"""The same picture moved by a slider in three ways, each a cell of one notebook."""

from dataclasses import dataclass

INTERACT = """
import numpy as np
import matplotlib.pyplot as plt
from ipywidgets import FloatLogSlider, FloatSlider, IntSlider, interact

def f(x):
    return np.exp(x) - np.log(x)

def slope(x):
    return np.exp(x) - 1 / x

def plot_descent(learning_rate, start, steps):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - learning_rate * slope(path[-1]))
    path = np.array(path)
    x = np.linspace(0.02, 2.02, 401)
    fig, (left, right) = plt.subplots(1, 2, figsize=(9, 4), dpi=100, sharey=True,
                                      width_ratios=(3, 2))
    left.plot(x, f(x), color="#0072B2", lw=2)
    ends = np.array([path[-1] - 0.24, path[-1] + 0.24])
    left.plot(ends, f(path[-1]) + slope(path[-1]) * (ends - path[-1]), "k--", lw=1.6)
    left.plot(path, f(path), "o-", color="#D55E00", lw=1, ms=4.5)
    left.plot(path[:1], f(path[:1]), "o", ms=10, mfc="white", mec="#D55E00", mew=2)
    left.plot(path[-1:], f(path[-1:]), "o", ms=10, color="#D55E00")
    left.set(xlim=(0.02, 2.02), ylim=(2, 7.5), xlabel="x", ylabel="$e^x - \\\\log x$",
             title="curve and path")
    right.plot(f(path), "o-", color="#D55E00", lw=1, ms=3.5)
    right.plot(steps, f(path[-1]), "o", ms=10, color="#D55E00")
    right.set(xlim=(-2, 102), xlabel="step k", title="value f after each step")
    left.grid()
    right.grid()
    plt.show()

interact(
    plot_descent,
    learning_rate=FloatLogSlider(value=0.005, min=-3, max=0, step=0.02),
    start=FloatSlider(value=0.1, min=0.02, max=2.02, step=0.01),
    steps=IntSlider(value=20, min=0, max=100),
);
"""

EXPLORER = """
from mlcalc.explorers.gradient_descent import DescentOnACurve

DescentOnACurve()
"""

LABEL = """
import ipywidgets

slider = ipywidgets.FloatSlider(value=0.1, min=0.02, max=2.02, step=0.01, readout=False)
label = ipywidgets.Label(value="0.1")
label.add_class("bench-label")
slider.observe(lambda change: setattr(label, "value", f"{change['new']:.2f}"), "value")
ipywidgets.VBox([slider, label])
"""


@dataclass(frozen=True)
class Way:
    """A cell of the notebook, and which of its sliders is moved."""

    name: str
    words: str
    source: str
    cell: int
    slider: int

    def place(self) -> dict[str, int]:
        """Return what the page needs to find the slider."""
        return {"cell": self.cell, "slider": self.slider}


WAYS = [
    Way("interact", "interact, plt.show()", INTERACT, 0, 1),
    Way("mlcalc", "mlcalc", EXPLORER, 1, 1),
    Way("floor", "a label only: the floor", LABEL, 2, 0),
]
