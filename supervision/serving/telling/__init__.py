"""Who is told that a letter of supervision waits to be served, and that it is late."""
