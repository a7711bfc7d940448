// Small conveniences, one module each; every page works without them.
import "./colours.js";
import "./rooms.js";
import "./sending.js";
import "./dropping.js";
import "./turns.js";
import "./autosave.js";
import "./words.js";
import "./pasting.js";
import "./lists.js";
import "./following.js";
import "./filling.js";
import "./enter.js";
import "./rows.js";
import "./tabs.js";
import "./scanner.js";
import "./by-hand.js";
