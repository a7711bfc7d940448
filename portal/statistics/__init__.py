"""What the catalogue promises and what was lived, open to everybody."""
