"""A small registry that speaks the exchange protocol: part of the demo and of the tests. Knows no Django."""
