"""The case file bound as one PDF/A-3: what happened as tables, every paper and proof attached, signed as a whole."""
