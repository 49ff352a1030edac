//! A query that is put together from conditions, each value in a hole of its own.

use rusqlite::types::Value;

use super::row::count;

/// A `SELECT` in the making.
pub(super) struct Select {
    text: String,
    values: Vec<Value>,
    narrowed: bool,
}

impl Select {
    /// `SELECT … FROM …`, of which all rows are wanted so far.
    pub fn new(from: &str) -> Select {
        Select { text: from.to_owned(), values: Vec::new(), narrowed: false }
    }

    /// Where a value stands in a condition.
    pub fn hole(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("?{}", self.values.len())
    }

    /// Where a list of values stands in a condition.
    pub fn list(&mut self, values: Vec<String>) -> String {
        let holes: Vec<String> = values.into_iter().map(|value| self.hole(value.into())).collect();
        holes.join(", ")
    }

    /// Only rows for which this holds, too.
    pub fn and(&mut self, condition: &str) {
        self.text.push_str(if self.narrowed { " AND " } else { " WHERE " });
        self.text.push_str(condition);
        self.narrowed = true;
    }

    /// In this order, at most so many.
    pub fn finish(&mut self, order: &str, limit: usize) {
        let hole = self.hole(count(limit).into());
        self.text.push_str(&format!(" ORDER BY {order} LIMIT {hole}"));
    }

    /// The query.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands in its holes.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.values.iter()
    }
}
