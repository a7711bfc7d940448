"""What grows with the number of cases: worlds of a thousand and of a million cases, and every page read in both."""
