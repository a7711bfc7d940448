"""The service catalogue as rows, one set per edition, never changed once it is loaded; imported from their modules."""
