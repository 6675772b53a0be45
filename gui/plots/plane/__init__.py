"""Views of networks with two inputs or one: the surface, the neurons, the warped plane, the fitted curve."""
