"""Linear models: least squares, ridge, lasso, logistic and softmax regression, LDA."""
