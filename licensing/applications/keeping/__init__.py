"""How long what nobody handed in is kept: as short as its purpose (PIPL arts. 19, 47)."""
