"""What a handed-in case has come to: one row a case, kept by the database out of the rows beside it."""
