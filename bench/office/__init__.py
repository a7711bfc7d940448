"""A day of an office: what each duty does, click by click, in a real browser (`python -m bench.day`)."""
