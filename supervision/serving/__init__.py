"""How letters of supervision reach a company: electronically as it agreed, opened by it, or on paper (0082)."""
