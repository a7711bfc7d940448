"""The edge of the portal: what happens to a request before and after any page has a say in it."""
