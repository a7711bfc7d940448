"""What an applicant does, one function per act; each writes its event in the same transaction."""
