"""Long work: begun by a person, done by the worker, left and come back to."""
