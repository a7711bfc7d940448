"""The rows of an application, one module for each thing the law speaks of; import them from there."""
