"""What an auditor reads as lists: cases, certificates, letters, look-ups, verifications, and who looked at them."""
