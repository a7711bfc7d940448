"""The acts that begin and end the handling of a case, a module for each; they are imported from theirs."""
