"""Losses: value and gradient, with respect to the prediction and to the weights."""
