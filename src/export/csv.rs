//! Claims as a table: RFC 4180, UTF-8, one row a claim. Offsets count code points of the article's text, as in the JSON.

use std::io;

use super::json::{ArticleObject, ClaimObject, SourceObject};

/// The byte order mark, by which Excel knows UTF-8.
pub const BOM: &str = "\u{feff}";

/// The columns. What can be several is parted by a bar with blanks; `error` is filled for an input that could not be read,
/// in a row without a claim.
pub const COLUMNS: [&str; 27] = [
    "path",
    "title",
    "published",
    "claim",
    "uid",
    "kind",
    "start",
    "end",
    "text",
    "cue",
    "lemma",
    "stance",
    "negated",
    "speaker",
    "source",
    "source_uid",
    "name",
    "role",
    "source_kind",
    "recipient",
    "via",
    "via_inferred",
    "nested_in",
    "runner_up",
    "confidence",
    "rule",
    "error",
];

/// The first row.
pub fn header() -> io::Result<Vec<u8>> {
    written(|out| out.write_record(COLUMNS))
}

/// The rows of an article: none where it holds no claims, one with the error where it could not be read.
pub fn rows(article: &ArticleObject<'_>) -> io::Result<Vec<u8>> {
    written(|out| {
        for error in &article.errors {
            let mut row = vec![String::new(); COLUMNS.len()];
            row[0] = article.path.clone().unwrap_or_default();
            row[COLUMNS.len() - 1].clone_from(error);
            out.write_record(row)?;
        }
        article.claims.iter().try_for_each(|claim| out.write_record(row(article, claim)))
    })
}

fn written(write: impl FnOnce(&mut csv::Writer<Vec<u8>>) -> csv::Result<()>) -> io::Result<Vec<u8>> {
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    write(&mut out)?;
    out.into_inner().map_err(csv::IntoInnerError::into_error)
}

pub(super) fn row(article: &ArticleObject<'_>, claim: &ClaimObject<'_>) -> [String; COLUMNS.len()] {
    let of = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let source = claim.source.as_deref().and_then(|id| source(article, id));
    let names = |ids: &[String]| {
        let names = ids.iter().filter_map(|id| source_name(article, id));
        names.collect::<Vec<_>>().join(" | ")
    };
    let cue = claim.cue.as_ref();
    [
        article.path.clone().unwrap_or_default(),
        of(article.title),
        of(article.published),
        claim.id.clone(),
        claim.uid.clone(),
        claim.kind.to_owned(),
        claim.place.start.to_string(),
        claim.place.end.to_string(),
        claim.text.to_owned(),
        of(cue.map(|cue| cue.passage.text)),
        of(cue.map(|cue| cue.lemma)),
        of(cue.map(|cue| cue.stance)),
        cue.map(|cue| cue.negated.to_string()).unwrap_or_default(),
        of(claim.speaker.as_ref().map(|speaker| speaker.text)),
        of(claim.source.as_deref()),
        of(source.map(|source| source.uid.as_str())),
        of(source.map(|source| source.name)),
        of(source.map(|source| source.role)),
        of(source.map(|source| source.kind)),
        of(claim.recipient.as_ref().map(|recipient| recipient.text)),
        names(&claim.via),
        names(&claim.via_inferred),
        of(claim.nested_in.as_deref()),
        of(claim.runner_up.as_deref().and_then(|id| source_name(article, id))),
        claim.confidence.to_string(),
        of(claim.why.first().map(|step| step.rule)),
        String::new(),
    ]
}

fn source<'a>(article: &'a ArticleObject<'a>, id: &str) -> Option<&'a SourceObject<'a>> {
    article.sources.iter().find(|source| source.id == id)
}

fn source_name<'a>(article: &'a ArticleObject<'a>, id: &str) -> Option<&'a str> {
    source(article, id).map(|source| source.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Origin, from_text};
    use crate::claims::extract;
    use crate::export::json;
    use crate::words::{Language, Words};

    fn table(text: &str) -> Vec<csv::StringRecord> {
        let article = from_text(text.to_owned(), Origin::StandardInput);
        let found = extract(&article);
        let object = json::article(&article, &found, Words::of(Language::English));
        let bytes = [header().expect("written"), rows(&object).expect("written")].concat();
        assert!(bytes.ends_with(b"\r\n"));
        csv::Reader::from_reader(bytes.as_slice()).records().map(|row| row.expect("a row")).collect()
    }

    #[test]
    fn a_claim_is_a_row_whose_offsets_fit_the_text() {
        let text = "عنوان 😀\n\nقال المدير سامر النخلي إن \"الباب، يا ناس، مفتوح\".\n";
        let rows = table(text);
        assert_eq!(rows.len(), 1);
        let field = |name: &str| rows[0].get(COLUMNS.iter().position(|c| *c == name).expect("a column")).expect("it");
        let (start, end): (usize, usize) =
            (field("start").parse().expect("a number"), field("end").parse().expect("a number"));
        assert_eq!(text.chars().skip(start).take(end - start).collect::<String>(), field("text"));
        assert!(field("text").contains("الباب، يا ناس، مفتوح"));
        assert_eq!((field("name"), field("stance"), field("rule")), ("سامر النخلي", "neutral", "finite"));
        assert!(table("لا أحد تكلم.").is_empty());
    }

    #[test]
    fn an_error_has_a_row() {
        let failed = json::failure("x, y.txt", "x, y.txt: \"no\" such file".to_owned());
        let row = String::from_utf8(rows(&failed).expect("written")).expect("UTF-8");
        let commas = ",".repeat(COLUMNS.len() - 1);
        assert_eq!(row, format!("\"x, y.txt\"{commas}\"x, y.txt: \"\"no\"\" such file\"\r\n"));
    }
}
