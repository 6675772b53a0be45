"""The training rules: optional additions to a run, each acting at its own moment of a step or an epoch."""
