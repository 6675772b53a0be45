"""The network as a drawing: a scene of layers and wires that can be built, moved and wired by hand."""
