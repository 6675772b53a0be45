"""The learning-rate schedules: pure functions of the step."""
