"""Commands that measure. Every figure is a ratio against a yardstick run in the same minute on the same machine."""
