"""How long it is known who called and what they told: as short as its purpose (PIPL arts. 19, 47; domain F-10.7)."""
