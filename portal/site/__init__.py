"""What a government site owes to everybody: who runs it, its map, its meta data, large type, a check of itself."""
