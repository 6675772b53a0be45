"""The microscope: a step of training, node by node, with its numbers."""
