"""The initializers: how a parameter's first values are drawn."""
