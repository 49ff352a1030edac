//! Articles of the library on their way into one file of one format.

use std::borrow::Borrow;
use std::io;
use std::path::PathBuf;

use jiff::Timestamp;

use super::{Contacts, Refused, Shelf, There, may_write, scale, write_whole};
use crate::article::Article;
use crate::config::Settings;
use crate::export::{Annotated, Format, Options, Setting, Shape, Template, Writer};
use crate::store::{
    ArticleKey, ClaimFilter, ClaimQuery, ClaimStart, DocumentFilter, DocumentKey, DocumentQuery, DocumentSort, Order,
    Start, Store, StoreError,
};

/// Rows that are read at once.
const PAGE: usize = 1000;

/// What is to be written, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outward {
    /// In which format.
    pub format: Format,
    /// Which claims.
    pub wanted: Wanted,
    /// The file.
    pub path: PathBuf,
    /// What becomes of one that is there.
    pub there: There,
}

/// Which claims of the articles are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Every one.
    Every,
    /// Those that were kept for export.
    Pinned,
    /// Those of the source with this number in the library.
    OfSource(i64),
}

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// So many articles.
    pub articles: usize,
    /// So many claims.
    pub claims: usize,
    /// So many articles were left out: the library does not hold their texts.
    pub left: usize,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum NotWritten {
    /// Something is there.
    #[error("something is there already")]
    There(Refused),
    /// There is nothing to write.
    #[error("there is nothing to write")]
    Nothing,
    /// The library cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file cannot be written.
    #[error(transparent)]
    File(#[from] io::Error),
}

impl<S: Borrow<Store>> Shelf<S> {
    /// The documents that a filter leaves, in order of their days, each with its latest text.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn documents(&self, filter: DocumentFilter) -> Result<Vec<(DocumentKey, ArticleKey)>, StoreError> {
        let Some(store) = self.store() else { return Ok(Vec::new()) };
        let (sort, direction) = (DocumentSort::Day, crate::store::Direction::Ascending);
        let mut query = DocumentQuery { filter, sort, direction, limit: PAGE, ..DocumentQuery::default() };
        let mut all = Vec::new();
        loop {
            let page = store.documents(&query)?;
            all.extend(page.iter().map(|row| (row.key, row.latest)));
            match page.last() {
                Some(last) => query.start = Start::After(last.mark(query.sort)),
                None => return Ok(all),
            }
        }
    }

    /// The documents in which the source with this number speaks, in order of its claims' days.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn documents_of(&self, source: i64) -> Result<Vec<(DocumentKey, ArticleKey)>, StoreError> {
        let Some(store) = self.store() else { return Ok(Vec::new()) };
        let filter = ClaimFilter { source: Some(source), ..ClaimFilter::default() };
        let mut query = ClaimQuery { filter, order: Order::OldestFirst, start: ClaimStart::First, limit: PAGE };
        let mut all: Vec<DocumentKey> = Vec::new();
        loop {
            let page = store.claims(&query)?;
            all.extend(page.iter().map(|row| row.document));
            match page.last() {
                Some(last) => query.start = ClaimStart::After(last.day.clone(), last.number),
                None => break,
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        all.retain(|document| seen.insert(document.number()));
        let rows = all.into_iter().filter_map(|key| store.document(key).transpose());
        rows.map(|row| row.map(|row| (row.key, row.latest))).collect()
    }

    /// Writes the latest texts of documents.
    ///
    /// # Errors
    /// Where something is at the place already, there is nothing to write, or it cannot be written.
    pub fn write_documents(
        &self,
        documents: &[(DocumentKey, ArticleKey)],
        outward: &Outward,
        settings: &Settings,
    ) -> Result<Written, NotWritten> {
        let mut left = 0;
        let mut written = self.write(documents.len(), outward, settings, |write| {
            for (_, latest) in documents {
                let article = self.store().map(|store| store.article(*latest)).transpose()?.flatten();
                match article {
                    Some(article) => write(&self.annotated(&article, Contacts::Withheld, settings)?)?,
                    None => left += 1,
                }
            }
            Ok(())
        })?;
        written.left = left;
        Ok(written)
    }

    /// Writes the articles that `each` gives, `most` at most, into one file: whole or not at all.
    ///
    /// # Errors
    /// As [`Shelf::write_documents`], and where `each` fails.
    pub fn write(
        &self,
        most: usize,
        outward: &Outward,
        settings: &Settings,
        each: impl FnOnce(&mut dyn FnMut(&Annotated<'_>) -> Result<(), NotWritten>) -> Result<(), NotWritten>,
    ) -> Result<Written, NotWritten> {
        may_write(&outward.path, outward.there).map_err(NotWritten::There)?;
        let scale = scale();
        let setting = Setting { scale: &scale, words: settings.words(), now: Timestamp::now() };
        let mut writer = Writer::new(outward.format, setting, options(outward.format, most == 1));
        let mut written = Written::default();
        let mut ended = Ok(());
        let file = write_whole(&outward.path, |out| {
            ended = each(&mut |annotated| {
                let mut annotated = annotated.clone();
                self.choose(&mut annotated, outward.wanted)?;
                if written.articles == 0 {
                    out.write_all(&writer.head(annotated.article.title())?)?;
                }
                written.articles += 1;
                written.claims += annotated.corrected.extraction.claims.len();
                Ok(out.write_all(&writer.article(&annotated)?)?)
            });
            match (&ended, written.articles) {
                (Ok(()), 1..) => out.write_all(&writer.tail()?),
                _ => Err(io::Error::other("told apart")),
            }
        });
        ended?;
        match (file, written.articles) {
            (_, 0) => Err(NotWritten::Nothing),
            (file, _) => Ok(file.map(|()| written)?),
        }
    }

    /// Leaves the claims that are wanted.
    fn choose(&self, annotated: &mut Annotated<'_>, wanted: Wanted) -> Result<(), StoreError> {
        match wanted {
            Wanted::Every => {}
            Wanted::Pinned => annotated.keep(|all, id| all.claims.get(&id).is_some_and(|said| said.pinned)),
            Wanted::OfSource(number) => {
                let kept = self.of_source(annotated, number)?;
                annotated.keep(|all, id| {
                    all.corrected
                        .extraction
                        .claims
                        .get(id.0)
                        .is_some_and(|claim| claim.source.is_some_and(|id| kept[id.0]))
                });
            }
        }
        Ok(())
    }

    /// Which of the article's sources are the one with this number.
    fn of_source(&self, annotated: &Annotated<'_>, number: i64) -> Result<Vec<bool>, StoreError> {
        let count = annotated.corrected.extraction.sources.len();
        let Some(store) = self.store() else { return Ok(vec![false; count]) };
        let Some(key) = store.article_by_hash(&annotated.article.hash)? else { return Ok(vec![false; count]) };
        let uid = |at| annotated.corrected.uids.source(crate::claims::SourceId(at));
        (0..count).map(|at| Ok(store.number_of_source(key, uid(at))? == Some(number))).collect()
    }
}

/// What a file may be called after: the beginning of a title or a name, without vowel marks and what file systems and
/// terminals mind.
pub fn stem(title: &str) -> String {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let bare: String = title.chars().filter(|c| !matches!(c, '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}')).collect();
    let words: Vec<String> = bare
        .split(|c: char| !fits(c))
        .map(|word| word.trim_matches('.').to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    let mut stem = String::new();
    for word in words {
        if !stem.is_empty() && stem.chars().count() + word.chars().count() >= 40 {
            break;
        }
        if !stem.is_empty() {
            stem.push('-');
        }
        stem.extend(word.chars().take(60));
    }
    if stem.is_empty() { "article".to_owned() } else { stem }
}

/// What the file of an article may be called after: its own file's name, or its title.
pub fn stem_of(article: &Article) -> String {
    let file = match &article.origin {
        crate::article::Origin::File(path) => path.file_stem().and_then(|stem| stem.to_str()),
        _ => None,
    };
    file.map_or_else(|| stem(article.title()), str::to_owned)
}

/// As a person at a screen expects it: a table that Excel reads, Markdown by the program's own template.
fn options(format: Format, single: bool) -> Options {
    let template = (format == Format::Markdown).then(|| Template::parse(Shape::Article.own_template(), Shape::Article));
    Options { bom: format == Format::Csv, single, template: template.and_then(Result::ok), ..Options::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, expected: &str) {
        assert_eq!(stem(title), expected);
    }

    #[test]
    fn titles_become_names_of_files() {
        check("خبر: «الجسر» يُفتح/غدا", "خبر-الجسر-يفتح-غدا");
        check("../../etc/passwd", "etc-passwd");
        check(" … ", "article");
        check(&"كلمة ".repeat(30), "كلمة-كلمة-كلمة-كلمة-كلمة-كلمة-كلمة-كلمة");
    }

    #[test]
    fn a_file_is_written_whole_and_only_over_what_may_go() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.json");
        let article = crate::article::sample();
        let shelf: Shelf = Shelf(None);
        let environment: crate::config::Environment = [("LANG", "ar")].into_iter().collect();
        let settings = Settings::resolve(crate::config::Wishes::default(), &environment, None);
        let outward = Outward { format: Format::Json, wanted: Wanted::Every, path: path.clone(), there: There::Stays };
        let export = |outward: &Outward| {
            let annotated = shelf.annotated(&article, Contacts::Withheld, &settings).unwrap();
            shelf.write(1, outward, &settings, |write| write(&annotated))
        };
        let written = export(&outward).unwrap();
        let first = std::fs::read(&path).unwrap();
        let object: serde_json::Value = serde_json::from_slice(&first).unwrap();
        assert_eq!(
            object.pointer("/article/claims").and_then(serde_json::Value::as_array).map(Vec::len),
            Some(written.claims)
        );
        assert!(matches!(export(&outward), Err(NotWritten::There(Refused::IsThere))));
        let pinned = Outward { wanted: Wanted::Pinned, there: There::Goes, ..outward.clone() };
        assert_eq!(export(&pinned).unwrap().claims, 0);
        let nothing = shelf.write(0, &pinned, &settings, |_| Ok(()));
        assert!(matches!(nothing, Err(NotWritten::Nothing)));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing half is left");
        std::fs::remove_file(&path).unwrap();
        std::fs::create_dir(&path).unwrap();
        assert!(matches!(export(&pinned), Err(NotWritten::There(Refused::NoFile))));
    }
}
