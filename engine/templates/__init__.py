"""Templates: whole networks to begin from, fitted to the shape of the data."""
