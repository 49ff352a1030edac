//! Each format against what its readers demand, with a hostile article and hostile marks: checked by readers of our own where
//! no crate is worth its weight.

mod json_schema;

use std::collections::BTreeMap;

use isnad::article::{About, Article, Origin, from_text};
use isnad::claims::{Anchor, ClaimId, CodePoints, Corrected, SourceId, SourceRef, extract};
use isnad::export::review::Reviewer;
use isnad::export::{
    Anchored, Annotated, ClaimSaid, ContradictionSaid, EvidenceLink, Format, Named, Options, RatingSaid, RoleSaid,
    Scale, Setting, Shape, SourceSaid, Template, Verdict, Writer,
};
use isnad::span::Span;
use isnad::words::{Language, Words};
use json_schema::misfit;
use serde_json::Value;

/// Each line means something to some format.
const HOSTILE: &str = "</script><!-- ]]> &amp; \"q\" 'a' {b} }{ \\c %d $e #f _g ~h ^i `j` *k* [[l]] | = \u{1b}[31m \u{7f} \u{85} \
                       \u{9b} \u{202e}xyz \u{2066} \u{2028} \u{feff} \0 @misc{x, ,\t;";

/// The same without what ends a quotation or a paragraph.
const MILD: &str = "</script> &amp; {b} }{ \\c %d $e #f _g `j` *k* [[l]] | = \u{1b}[31m \u{7f} \u{9b} \u{202e}xyz";

fn article() -> Article {
    let text = format!(
        "=1+1 عنوان {HOSTILE}\n\nقال مدير الميناء سامر النخلي إن الباب {MILD} مفتوح. ونفى النخلي أن تكون الأرصفة مغلقة.\n\n\
         وقالت الباحثة لمى جابر إن العمل 😀 بدأ.\n"
    );
    let about = About {
        title: Some(format!("=1+1 {HOSTILE}")),
        byline: Some(format!("سامر and {HOSTILE}")),
        outlet: Some(format!("الشاطئ\n{HOSTILE}")),
        url: Some("https://example.org/a%20b?x=1&y='2'#z".to_owned()),
        published: Some("2031-03-09T10:00:00Z".to_owned()),
        language: Some("ar".to_owned()),
        direction: None,
    };
    Article { about, ..from_text(text, Origin::StandardInput) }
}

fn annotated(article: &Article) -> Annotated<'_> {
    let mut annotated = Annotated::bare(article, Corrected::as_found(article, extract(article)));
    assert_eq!(annotated.corrected.extraction.claims.len(), 3);
    let said = ClaimSaid {
        verdict: Some("misleading".to_owned()),
        credibility: Some(3),
        status: Some("checked".to_owned()),
        note: format!("=cmd|x\r\n# ملاحظة\n- {HOSTILE}\n"),
        tags: vec![HOSTILE.to_owned(), "مياه".to_owned()],
        said: "2031-03-08".to_owned(),
        pinned: true,
        evidence: vec![
            EvidenceLink {
                kind: "refutes".to_owned(),
                url: "https://example.org/e?a=1&b=\"".to_owned(),
                note: HOSTILE.to_owned(),
                ..EvidenceLink::default()
            },
            EvidenceLink {
                kind: "context".to_owned(),
                url: "javascript:alert(1)".to_owned(),
                ..EvidenceLink::default()
            },
        ],
        contradicts: vec![ContradictionSaid {
            article: "0".repeat(64),
            claim: "1".repeat(16),
            words: HOSTILE.to_owned(),
            ..ContradictionSaid::default()
        }],
    };
    let satire = ClaimSaid { verdict: Some("satire".to_owned()), ..ClaimSaid::default() };
    annotated.claims = BTreeMap::from([(ClaimId(0), said.clone()), (ClaimId(1), satire)]);
    let rating = RatingSaid {
        reliability: Some("B".to_owned()),
        at: "2031-01-01T00:00:00Z".to_owned(),
        ..RatingSaid::default()
    };
    let source = SourceSaid {
        reliability: Some("B".to_owned()),
        ratings: vec![rating],
        note: HOSTILE.to_owned(),
        tags: vec![HOSTILE.to_owned()],
        roles: vec![RoleSaid { role: HOSTILE.to_owned(), ..RoleSaid::default() }],
        ..SourceSaid::default()
    };
    annotated.sources = BTreeMap::from([(SourceId(0), source.clone())]);
    let anchor = Anchor {
        uid: "0123456789abcdef".to_owned(),
        article: "0".repeat(64),
        exact: HOSTILE.to_owned(),
        prefix: String::new(),
        suffix: String::new(),
        bytes: Span::new(0, 1),
        points: CodePoints { start: 0, end: 1 },
        block: 0,
    };
    annotated.orphans = vec![Anchored { anchor, said }];
    let stray = SourceRef { uid: "fedcba9876543210".to_owned(), name: HOSTILE.to_owned() };
    annotated.strays = vec![Named { source: stray, said: source }];
    annotated
}

fn scale() -> Scale {
    let verdict =
        |id: &str, ar: &str, rating| Verdict { id: id.to_owned(), ar: ar.to_owned(), en: id.to_owned(), rating };
    Scale(vec![verdict("misleading", "مضلل", Some(2)), verdict("satire", "ساخر", None)])
}

/// The hostile article in a format, twice where that can be.
fn written(format: Format, options: Options) -> String {
    let (article, scale) = (article(), scale());
    let annotated = annotated(&article);
    let setting = Setting { scale: &scale, words: Words::of(Language::Arabic), now: Timestamp::UNIX_EPOCH };
    let mut writer = Writer::new(format, setting, options.clone());
    let mut bytes = writer.head(article.title()).unwrap();
    for _ in 0..if options.single { 1 } else { 2 } {
        bytes.extend(writer.article(&annotated).unwrap());
    }
    bytes.extend(writer.tail().unwrap());
    String::from_utf8(bytes).expect("UTF-8")
}

use jiff::Timestamp;

#[test]
fn the_annotated_article_fits_its_schema() {
    let schema: Value = serde_json::from_str(include_str!("../assets/schema/annotated-1.json")).unwrap();
    let value: Value =
        serde_json::from_str(&written(Format::Json, Options { single: true, ..Options::default() })).unwrap();
    assert_eq!(misfit(&schema, &schema, &value, ""), None);
    assert_eq!((value["claims"].as_array().unwrap().len(), &value["claims"][2]["claim"]), (3, &Value::Null));
    for line in written(Format::Ndjson, Options::default()).lines() {
        assert_eq!(misfit(&schema, &schema, &serde_json::from_str(line).unwrap(), ""), None);
    }
    for (pointer, with) in [
        ("/claims/0/credibility", Value::from(7)),
        ("/claims/0/status", Value::from("done")),
        ("/claims/0/evidence/0/kind", Value::from("likes")),
        ("/sources/0/ratings/0/reliability", Value::from("G")),
        ("/article/text", Value::Null),
        ("/hash", Value::from("x")),
    ] {
        let mut spoilt = value.clone();
        *spoilt.pointer_mut(pointer).expect(pointer) = with;
        assert!(misfit(&schema, &schema, &spoilt, "").is_some(), "{pointer}");
    }
}

#[test]
fn both_selectors_lead_to_the_words() {
    let text = article().text;
    let points: Vec<char> = text.chars().collect();
    let units: Vec<u16> = text.encode_utf16().collect();
    let number = |selector: &Value, name: &str| usize::try_from(selector[name].as_u64().unwrap()).unwrap();
    let value: Value = serde_json::from_str(&written(Format::JsonLd, Options::default())).unwrap();
    assert_eq!((&value["type"], &value["total"]), (&Value::from("AnnotationCollection"), &Value::from(12)));
    let items = value["first"]["items"].as_array().unwrap();
    assert_eq!(items.len(), 12);
    let hash = article().hash;
    let ours = |target: &&Value| target["isnad:text"] == hash.as_str();
    let targets: Vec<&Value> = items.iter().map(|item| &item["target"]).filter(ours).collect();
    assert_eq!(targets.len(), 6);
    for target in targets {
        assert_eq!(target["source"], "https://example.org/a%20b?x=1&y='2'#z");
        let (quote, position) = (&target["selector"][0], &target["selector"][1]);
        let words: String = points[number(position, "start")..number(position, "end")].iter().collect();
        assert_eq!(quote["exact"], words.as_str());
        let before: String = points[..number(position, "start")].iter().collect();
        assert!(before.ends_with(quote["prefix"].as_str().unwrap()));
    }
    let value: Value = serde_json::from_str(&written(Format::Hypothesis, Options::default())).unwrap();
    let mut seen = 0;
    for annotation in value["annotations"].as_array().unwrap() {
        for key in ["uri", "text", "tags", "target", "document"] {
            assert!(!annotation[key].is_null(), "{key} is what the client keeps");
        }
        let selectors = annotation["target"][0]["selector"].as_array();
        if let Some([position, quote]) = selectors.map(Vec::as_slice) {
            let words = &units[number(position, "start")..number(position, "end")];
            assert_eq!(quote["exact"], String::from_utf16(words).unwrap().as_str());
            seen += 1;
        }
    }
    assert_eq!(seen, 6);
}

#[test]
fn reviews_have_the_number_of_the_vocabulary() {
    let reviewer = Reviewer { name: Some("مكتب".to_owned()), url: Some("https://desk.example/r".to_owned()) };
    let text = written(Format::ClaimReview, Options { single: true, reviewer, ..Options::default() });
    let value: Value = serde_json::from_str(&text).unwrap();
    let reviews = value["@graph"].as_array().unwrap();
    assert_eq!((&value["@context"], reviews.len()), (&Value::from("https://schema.org"), 2));
    let rating = &reviews[0]["reviewRating"];
    assert_eq!(
        (&rating["ratingValue"], &rating["bestRating"], &rating["alternateName"]),
        (&2.into(), &5.into(), &"مضلل".into())
    );
    assert_eq!(
        (&reviews[1]["reviewRating"]["ratingValue"], &reviews[1]["reviewRating"]["alternateName"]),
        (&Value::Null, &"ساخر".into())
    );
    // The second is denied: it must not stand as what was claimed.
    assert_eq!(reviews[1]["claimReviewed"], "نفى: تكون الأرصفة مغلقة");
    assert_eq!(
        (&reviews[0]["itemReviewed"]["author"]["name"], &reviews[0]["itemReviewed"]["datePublished"]),
        (&"سامر النخلي".into(), &"2031-03-08".into())
    );
    assert_eq!(reviews[0]["author"]["name"], "مكتب");
    assert!(reviews[0]["url"].as_str().unwrap().starts_with("https://desk.example/r#"));
    assert_eq!(reviews[0].get("citation"), None, "neither address is one of the web");
}

#[test]
fn a_table_is_read_back_cell_by_cell() {
    for (format, delimiter) in [(Format::Csv, b','), (Format::Tsv, b'\t')] {
        let options = Options { bom: true, ..Options::default() };
        let text = written(format, options);
        let text = text.strip_prefix('\u{feff}').expect("a mark");
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
        let header = reader.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("as wide as the header")).collect();
        assert_eq!(rows.len(), 6);
        let cell = |row: usize, name: &str| {
            rows[row].get(header.iter().position(|one| one == name).expect(name)).unwrap().to_owned()
        };
        assert!(cell(0, "title").starts_with("'=1+1 ") && cell(0, "note").starts_with("'=cmd|x"));
        assert_eq!((cell(0, "verdict_name").as_str(), cell(0, "verdict_rating").as_str()), ("مضلل", "2"));
        assert_eq!(
            (cell(1, "negated").as_str(), cell(1, "stance").as_str(), cell(1, "verdict").as_str()),
            ("false", "deny", "satire")
        );
        assert_eq!((cell(2, "verdict").as_str(), cell(2, "day").as_str()), ("", "2031-03-09"));
        for cell in rows.iter().flatten() {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
        if format == Format::Tsv {
            assert_eq!(text.lines().count(), 7);
        } else {
            let (start, end) = (cell(0, "start").parse::<usize>().unwrap(), cell(0, "end").parse::<usize>().unwrap());
            let words: String = article().text.chars().skip(start).take(end - start).collect();
            assert_eq!(cell(0, "text"), words);
        }
    }
    let verbatim = written(Format::Csv, Options { verbatim: true, ..Options::default() });
    assert!(verbatim.contains(",\"=1+1 ") && !verbatim.contains("'=1+1"));
}

/// Reads a page as a browser does that forgives nothing: its text, its tags with their attributes.
fn page(html: &str) -> (String, Vec<String>) {
    const VOID: [&str; 1] = ["meta"];
    let (mut words, mut tags, mut open): (String, Vec<String>, Vec<String>) = (String::new(), Vec::new(), Vec::new());
    let mut rest = html.strip_prefix("<!DOCTYPE html>\n").expect("a doctype");
    while let Some((before, after)) = rest.split_once('<') {
        assert!(!before.contains('>') || open.last().is_some_and(|tag| tag == "style"), "a bare > in {before}");
        if open.last().is_none_or(|tag| tag != "style") {
            words.push_str(before);
        }
        let (tag, behind) = after.split_once('>').expect("a tag ends");
        assert!(!tag.contains('<'), "a tag in a tag: {tag}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "tags nest");
        } else {
            let name = tag.split(' ').next().unwrap_or_default().to_owned();
            if !VOID.contains(&name.as_str()) {
                open.push(name);
            }
            tags.push(tag.to_owned());
        }
        rest = behind;
    }
    assert_eq!(open, Vec::<String>::new());
    (words, tags)
}

#[test]
fn a_page_is_whole_and_fetches_nothing() {
    let html = written(Format::Html, Options::default());
    let (words, tags) = page(&html);
    let known = [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "article",
        "header",
        "h1",
        "h2",
        "h3",
        "p",
        "div",
        "section",
        "aside",
        "span",
        "mark",
        "sup",
        "blockquote",
        "a",
        "bdi",
        "strong",
        "ul",
        "li",
    ];
    for tag in &tags {
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(known.contains(&name), "{tag}");
        let fetches = ["src=", "srcset=", "action=", "onclick", "onload", "style="];
        assert!(fetches.iter().all(|one| !attributes.contains(one)), "{tag}");
        if let Some((_, href)) = attributes.split_once("href=\"") {
            assert!(href.starts_with('#') || href.starts_with("https://example.org/"), "{tag}");
        }
        let is_block = matches!(name, "blockquote") || (name == "p" && attributes.contains("paragraph"));
        assert!(!is_block || attributes.contains("dir=\"rtl\"") || attributes.contains("dir=\"ltr\""), "{tag}");
    }
    assert_eq!(words.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t')), None);
    assert!(words.contains("&lt;/script&gt;&lt;!--") && words.contains('\u{241b}'));
    assert!(!html.contains("@import") && !html.contains("url("));
    assert!(html.contains("default-src &#39;none&#39;") || html.contains("default-src 'none'"));
    let ids: Vec<&str> = tags.iter().filter_map(|tag| tag.split_once("id=\"")?.1.split('"').next()).collect();
    let mut distinct = ids.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(ids.len(), distinct.len(), "no id stands twice");
    for tag in &tags {
        if let Some((_, target)) = tag.split_once("href=\"#") {
            assert!(ids.contains(&target.trim_end_matches('"')), "{tag} leads somewhere");
        }
    }
}

/// The fields of the entries of a BibTeX file, by the rules of `btparse`: braces balanced, a comma between fields.
fn bibtex(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut entries = Vec::new();
    for entry in text.split("@misc{").skip(1) {
        let (key, mut rest) = entry.split_once(",\n").expect("a key");
        assert!(key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'), "{key}");
        let mut fields = BTreeMap::new();
        while let Some((name, after)) = rest.split_once(" = {") {
            let mut depth = 1;
            let end = after.char_indices().find(|(_, c)| {
                depth += match c {
                    '{' => 1,
                    '}' => -1,
                    _ => 0,
                };
                depth == 0
            });
            let (value, behind) = after.split_at(end.expect("braces are balanced").0);
            assert!(!value.contains('\n'), "a field is one line: {value}");
            fields.insert(name.trim().to_owned(), value.to_owned());
            rest = behind.strip_prefix("},\n").or_else(|| behind.strip_prefix("}\n")).expect("a field ends");
            if rest.starts_with("}\n") {
                break;
            }
        }
        entries.push(fields);
    }
    entries
}

#[test]
fn bibtex_ris_and_csl_name_the_article() {
    let entries = bibtex(&written(Format::BibTex, Options::default()));
    assert_eq!(entries.len(), 2);
    assert_eq!((entries[0]["year"].as_str(), entries[0]["month"].as_str()), ("2031", "3"));
    assert_eq!(entries[0]["url"], "https://example.org/a%20b?x=1&y='2'#z");
    assert!(
        entries[0]["author"].starts_with("{سامر and ")
            && entries[0]["title"].contains("\\textbraceleft{}b\\textbraceright{}")
    );
    let ris = written(Format::Ris, Options::default());
    let records: Vec<&str> = ris.split("ER  - \r\n\r\n").filter(|record| !record.is_empty()).collect();
    assert_eq!(records.len(), 2);
    for line in records.iter().flat_map(|record| record.split_terminator("\r\n")) {
        let (tag, value) = line.split_once("  - ").expect("a tag and a value");
        assert!(tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()), "{line}");
        assert_eq!(value.chars().find(|c| c.is_control()), None, "{line}");
    }
    assert!(records[0].starts_with("TY  - NEWS\r\n") && records[0].contains("\r\nDA  - 2031/03/09/\r\n"));
    let csl: Value = serde_json::from_str(&written(Format::Csl, Options::default())).unwrap();
    assert_eq!(csl[0]["type"], "article-newspaper");
    assert_eq!(csl[0]["issued"]["date-parts"][0], serde_json::json!([2031, 3, 9]));
    assert_ne!(csl[0]["id"], csl[1]["id"], "keys are their own");
}

#[test]
fn markdown_has_front_matter_and_nothing_of_a_text_is_a_mark() {
    let template = Template::parse(Shape::Article.own_template(), Shape::Article).expect("the program's own");
    let text = written(Format::Markdown, Options { single: true, template: Some(template), ..Options::default() });
    let (front, body) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).expect("front matter");
    for line in front.lines() {
        let (key, value) = line.split_once(": ").expect("a key and a value");
        assert!(key.bytes().all(|byte| byte.is_ascii_lowercase()), "{line}");
        // A string in double quotes without a bare one inside, or a number, or a day.
        let inner = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let plain = |text: &str| !text.replace("\\\\", "").replace("\\\"", "").contains('"');
        assert!(inner.map_or_else(|| value.bytes().all(|b| b.is_ascii_digit() || b == b'-'), plain), "{line}");
    }
    assert_eq!(body.chars().find(|c| c.is_control() && *c != '\n'), None);
    let bare = body.replace("\\<", "");
    for mark in ["</script>", "<", "[[l]]", "`j`", "*k*"] {
        assert!(
            !bare.contains(mark) || (mark == "<" && bare.matches('<').count() == bare.matches("<https://").count()),
            "{mark}"
        );
    }
    assert!(body.contains("\n\\# ملاحظة\n\\- "), "lines of a note begin no blocks: {body}");
    assert!(body.contains("> تكون الأرصفة مغلقة\n\n— سامر النخلي، مدير الميناء (نفى)"), "a denial is named: {body}");
    let template = Template::parse(Shape::Dossier.own_template(), Shape::Dossier).expect("the program's own");
    let options = Options { by_source: true, template: Some(template), ..Options::default() };
    let dossier = written(Format::Markdown, options);
    assert_eq!(dossier.matches("\n# ").count() + usize::from(dossier.starts_with("# ")), 2, "two sources: {dossier}");
}
