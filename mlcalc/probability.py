"""Probability: draws, Bayes, likelihoods, priors, the exponential family, KL divergence."""

import numpy as np
from numpy.typing import ArrayLike

from mlcalc import arguments

# How much a distribution does not say, and how far one is from another.


def entropy(p: ArrayLike) -> np.ndarray:
    """Return the entropy H(p) = -sum_k p_k log p_k of a distribution, or of each row.

    ``p`` has shape (..., k), the result (...). The logarithm is natural, and 0 log 0 = 0.
    Raises ValueError for what is not a distribution.
    Source: Cover and Thomas, Elements of Information Theory, section 2.1.

    >>> entropy([[1, 0], [0.5, 0.5]]).round(4)
    array([0.    , 0.6931])
    """
    p = arguments.probabilities("p", p)
    return 0.0 - _expected_logarithm(p, p)


def cross_entropy(p: ArrayLike, q: ArrayLike) -> np.ndarray:
    """Return the cross-entropy H(p, q) = -sum_k p_k log q_k, which is H(p) + KL(p || q).

    ``p`` and ``q`` have shapes (..., k) that broadcast, the result (...). It is infinite where
    q_k = 0 but p_k > 0. Raises ValueError for what is not a distribution.
    Source: Goodfellow, Bengio and Courville, Deep Learning, equation 3.51.

    >>> cross_entropy([0, 1, 0], [0.2, 0.5, 0.3]).round(4)
    np.float64(0.6931)
    """
    p, q = _two_distributions(p, q)
    return 0.0 - _expected_logarithm(p, q)


def kullback_leibler(p: ArrayLike, q: ArrayLike) -> np.ndarray:
    """Return the divergence KL(p || q) = sum_k p_k log(p_k / q_k): zero only when p = q.

    ``p`` and ``q`` have shapes (..., k) that broadcast, the result (...). It is infinite where
    q_k = 0 but p_k > 0. KL(q || p) is another number. Raises ValueError for what is not a
    distribution. Source: Kullback and Leibler (1951).

    >>> kullback_leibler([0.5, 0.5], [[0.5, 0.5], [0.75, 0.25], [1, 0]]).round(4)
    array([0.    , 0.1438,    inf])
    """
    p, q = _two_distributions(p, q)
    divergence = _expected_logarithm(p, p) - _expected_logarithm(p, q)
    return np.maximum(divergence, 0.0)  # rounding alone can make it negative


def _two_distributions(p: ArrayLike, q: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    p, q = arguments.probabilities("p", p), arguments.probabilities("q", q)
    try:
        matching = p.shape[-1] == q.shape[-1] and np.broadcast_arrays(p, q)
    except ValueError:
        matching = False
    if not matching:
        raise ValueError(
            "p and q must be distributions over the same outcomes, "
            f"but shapes {p.shape} and {q.shape} came"
        )
    return matching


def _expected_logarithm(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    # Left out where p = 0, the logarithm of q counts as zero, also for q = 0.
    with np.errstate(divide="ignore"):
        logarithms = np.log(q, out=np.zeros(p.shape), where=p > 0)
    return (p * logarithms).sum(axis=-1)
