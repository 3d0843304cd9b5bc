"""Activation functions: named functions of one variable, and softmax with its Jacobian."""
