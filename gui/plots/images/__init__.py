"""Views of networks that see images: weights and feature maps as pictures."""
