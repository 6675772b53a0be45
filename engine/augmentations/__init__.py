"""Augmentations: random changes of training samples that leave what they show, so that few samples go further."""
