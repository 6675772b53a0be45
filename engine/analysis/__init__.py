"""What can be said of a network beside its run: histograms of its arrays, and what settings will do."""
