//! Scripted events, and what the screen and the effects then are.
