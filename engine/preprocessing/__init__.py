"""Preprocessing: maps the data before they are fed, fitted on the training split only."""
