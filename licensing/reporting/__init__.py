"""双公示: grants as the credit platforms take them, in the columns of an edition (domain F-13.1, F-13.2)."""
