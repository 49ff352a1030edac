//! Widgets drawn into buffers, in CapRTL: ASCII capitals stand for Hebrew letters.

mod field;
mod keys;
mod paragraph;
mod properties;

use ratatui::buffer::Buffer;

use crate::text::tests::to_cap;

fn cap_rows(buffer: &Buffer) -> Vec<String> {
    let width = usize::from(buffer.area.width).max(1);
    let rows = buffer.content.chunks(width);
    rows.map(|row| to_cap(&row.iter().map(|cell| cell.symbol()).collect::<String>())).collect()
}
