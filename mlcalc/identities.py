"""The identities of vector and matrix calculus, each with its claimed derivative and a proof by numbers."""
