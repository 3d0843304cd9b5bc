"""The explorer of the welcome page: a tangent that moves along a curve."""

import numpy as np

from mlcalc import formatting
from mlcalc.explorers import descriptions
from mlcalc.explorers.controls import Play, Slider
from mlcalc.explorers.engine import Explorer, Reading
from mlcalc.figures.curves import draw_curve
from mlcalc.figures.points import Points
from mlcalc.figures.style import BLACK, VERMILLION, name_axes
from mlcalc.functions import three_minima


class MovingTangent(Explorer):
    """A curve with its tangent, and the slope of the tangent drawn as a curve of its own."""

    title = "A tangent on a curve:"
    plays = Play("x", milliseconds=8000)
    presets = {"valley": {"x": -2}, "slope": {"x": -1.5}, "hilltop": {"x": -1}}
    HALF = 0.5

    def sliders(self):
        (window,) = three_minima.window
        return [Slider("x", "x", -1.5, *window, step=0.04)]

    def draw(self, figure):
        curve, slopes = figure.subplots(1, 2)
        draw_curve(curve, three_minima)
        name_axes(curve, "x", "", "a curve and its tangent")
        x = np.linspace(*three_minima.window[0], 401)
        slopes.plot(x, three_minima.gradient(x), color=VERMILLION)
        slopes.axhline(0, color=BLACK, lw=1)
        slopes.set(xlim=three_minima.window[0], ylim=(-8, 8))
        name_axes(slopes, "x", "", "the slope of the tangent")
        (self.tangent,) = curve.plot([], [], color=VERMILLION, animated=True)
        self.point = Points(curve, ms=10, color=VERMILLION)
        self.slope = Points(slopes, ms=10, color=VERMILLION)
        self.drag_axes, self.grip = curve, self.point

    def update(self, x):
        height, slope = float(three_minima(x)), float(three_minima.gradient(x))
        ends = np.array([-self.HALF, self.HALF])
        self.tangent.set_data(x + ends, height + slope * ends)
        self.point.set_data([x], [height])
        self.slope.set_data([x], [slope])
        if abs(slope) < 0.005:
            words = "is flat"
        else:
            words = f"goes {'up' if slope > 0 else 'down'} to the right"
        return Reading(
            f"At x = {formatting.number(x)} the curve {words}.",
            {"x": x, "height": height, "slope": slope},
            shape=self._shape(),
        )

    def _shape(self) -> str:
        valleys = [m.point for m in three_minima.minima]
        hills = [m.point for m in three_minima.maxima]
        return (
            "The curve has three valleys with two hills between them; the left valley is the "
            f"deepest. {descriptions.among(self.point, valleys, hills)} In "
            "the second picture the slope crosses zero at each valley and each hill. "
            f"{descriptions.marked(self.slope)}"
        )

    def dragged(self, x, y):
        return {"x": x}
