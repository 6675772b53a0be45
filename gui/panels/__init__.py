"""The docks and bars around the canvas. They never import each other: they meet in document and run controller."""
