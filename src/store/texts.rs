//! All texts of a library, one after the other: for whoever looks through every one of them.

use rusqlite::Connection;

use super::Store;
use super::error::{StoreError, Trouble};
use super::marks::ArticleKey;

impl Store {
    /// Shows each text to `visit`, those of older versions too, in the order in which they came; one is held at a time.
    pub fn each_text(&self, mut visit: impl FnMut(ArticleKey, &str)) -> Result<(), StoreError> {
        self.read(|connection| each(connection, &mut visit))
    }
}

fn each(connection: &Connection, visit: &mut dyn FnMut(ArticleKey, &str)) -> Result<(), Trouble> {
    let mut query = connection.prepare_cached("SELECT article, text FROM article_text ORDER BY article")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let text = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
        visit(ArticleKey(row.get(0)?), text);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Origin, from_text};
    use jiff::Timestamp;

    #[test]
    fn every_text_is_shown_once_and_in_order() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = Store::open(folder.path()).expect("a library");
        for text in ["واحد", "اثنان", "ثلاثة"] {
            let article = from_text(text.to_owned(), Origin::StandardInput);
            store.open_article(&article, Timestamp::UNIX_EPOCH).expect("registered");
        }
        let mut seen = Vec::new();
        store.each_text(|_, text| seen.push(text.to_owned())).expect("read");
        assert_eq!(seen, ["واحد", "اثنان", "ثلاثة"]);
    }
}
