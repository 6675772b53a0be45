"""Weights as wires whose numbers can be typed in."""
