"""The optimizers, in order of increasing complexity: sgd, momentum, adam; and one that needs no gradient."""
