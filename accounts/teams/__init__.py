"""Teams of an office: who belongs to which, from a day to a day."""
