"""The layers, one a file, each declaration beside its forward and backward pass."""
