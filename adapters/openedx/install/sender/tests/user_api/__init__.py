"""Stands in for the LMS app of the same label: the model that the sender listens to, and nothing else."""
