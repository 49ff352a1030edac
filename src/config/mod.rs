//! config

mod display;

pub use display::{BidiWish, ColorWish, HarakatWish, ShapesWish, UnknownWish};
