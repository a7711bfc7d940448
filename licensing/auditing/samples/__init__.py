"""Samples: cases drawn at random from the register as filtered, so that anybody can draw the same again."""
