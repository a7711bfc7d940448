"""What a holder does after handing in: each act a row, done on line by whose account it is, at the counter by hand."""
