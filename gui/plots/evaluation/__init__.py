"""Views of how well the network answers: confusion matrix, predictions, a pad to draw on."""
