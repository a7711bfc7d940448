"""What is public of every grant (Licensing Law art. 40): the list, its search, its file."""
