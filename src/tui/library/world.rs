//! The real world: the library on the disk, and the terminal.
