"""Recording on paper how a letter was served: an act any app with letters offers."""
