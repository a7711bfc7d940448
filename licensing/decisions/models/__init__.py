"""What the authority did with an application, a module for each part of the way: rows are imported from theirs."""
