"""What the portal tells of what belongs to no licence: long work."""
