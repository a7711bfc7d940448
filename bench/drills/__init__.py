"""Faults on purpose: what the portal, as it is served, does when machines fail. `make drill` prints the figures."""
