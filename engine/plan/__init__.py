"""The fast execution of a network: the same numbers as the textbook's to rounding, several times sooner.

A plan is made for one network and batch size: every array lies ready, and a step is a flat list of calls into NumPy.
Runs of layers that a kernel knows are done together; every other layer goes through its textbook code. Kernels exist
where a measurement says that they pay, and `tests/plan` holds each of them to the textbook.
"""
