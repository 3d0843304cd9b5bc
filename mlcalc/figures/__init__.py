"""Pictures of the course: matplotlib on an off-screen canvas, no widgets, no pyplot."""

from mlcalc.figures.picture import Picture

__all__ = ["Picture"]
