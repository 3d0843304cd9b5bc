"""Probability: draws, Bayes, likelihoods, priors, the exponential family, KL divergence."""
