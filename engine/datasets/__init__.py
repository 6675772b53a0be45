"""The data sets: bundled ones, and ones generated from a seed."""
