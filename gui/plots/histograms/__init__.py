"""Histograms of weights, activations, gradients and updates, now and over time."""
