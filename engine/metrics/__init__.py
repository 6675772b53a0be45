"""The metrics: what a trained model is worth, beside its loss."""
