"""Faster ways to do what layers do."""
