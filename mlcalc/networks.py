"""Perceptrons and networks: forward passes that keep what backpropagation needs."""
