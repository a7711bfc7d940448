"""What officials fill in to act on a case, a module for each part of the procedure; forms are imported from theirs."""
