"""The hotline in figures: the ministry's rates, each with one definition and the tickets behind it (F-10.5, § 10.5)."""
