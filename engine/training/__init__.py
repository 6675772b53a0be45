"""Training: the trainer as a generator of events, the events, and their history."""
