"""How long somebody is signed in, where, and how it ends."""
