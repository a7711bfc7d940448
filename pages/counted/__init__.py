"""Figures with one definition each, and the very rows behind every number."""
