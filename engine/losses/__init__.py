"""The losses: how far scores are from targets, and the gradient of that at the scores."""
