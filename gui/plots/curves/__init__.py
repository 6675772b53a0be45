"""Curves over the steps of a run: what is drawn of them, read from them and noted at them."""
