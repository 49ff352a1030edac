//! `assets/schema/article-1.json` against what the library writes: real output fits it, and what does not fit is refused.

mod json_schema;

use std::io::Cursor;

use isnad::article::{Article, BlockKind, Origin, from_text, read, sample};
use isnad::claims::{
    Claim, ClaimId, ClaimKind, Cue, Evidence, Extraction, Mention, NoComment, Reason, Source, SourceId, SourceKind,
    Stance, extract,
};
use isnad::export::{brat, csv, json};
use isnad::span::Span;
use isnad::words::{Language, Words};
use json_schema::misfit;
use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../assets/schema/article-1.json");

fn object(article: &Article, found: &Extraction) -> Value {
    serde_json::to_value(json::article(article, found, Words::of(Language::Arabic))).unwrap()
}

#[track_caller]
fn check(value: &Value) {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    assert_eq!(misfit(&schema, &schema, value, ""), None);
}

#[track_caller]
fn check_refused(value: &Value, place: &str) {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let said = misfit(&schema, &schema, value, "").expect("the schema refuses it");
    assert!(said.starts_with(&format!("{place}: ")), "{said}");
}

#[test]
fn what_the_library_finds_fits_the_schema() {
    let texts = [
        "",
        "سطر",
        "المدير: لن نغلق\n\nقال المدير إن \"الباب مفتوح\".\nورفض المدير التعليق.\n",
        "Latin 😀 only\n\nand more.",
    ];
    for text in texts {
        let article = from_text(text.to_owned(), Origin::StandardInput);
        check(&object(&article, &extract(&article)));
    }
    let article = sample();
    check(&object(&article, &extract(&article)));
    let guessed = read(Cursor::new(b"\xe3\xd1\xcd\xc8\xc7 \xc8\xdf\xe3")).unwrap();
    let value = object(&guessed, &Extraction::default());
    check(&value);
    assert_eq!(value["warnings"], json!(["no mark names the encoding; read as windows-1256"]));
}

#[test]
fn a_failure_fits_the_schema() {
    let value = serde_json::to_value(json::failure("x.pdf", "x.pdf: is a PDF document".to_owned())).unwrap();
    check(&value);
    assert_eq!((&value["path"], &value["errors"]), (&json!("x.pdf"), &json!(["x.pdf: is a PDF document"])));
}

const TEXT: &str = "😀 المدير يتكلم\n\nقال المدير لـ\"السهل\" إن \"الباب مفتوح\".\n";

fn span_of(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(start, start + words.len())
}

/// Something in every field.
fn full() -> (Article, Extraction) {
    let source = |name: &str, kind, span| Source {
        name: name.to_owned(),
        role: "مدير".to_owned(),
        kind,
        mentions: vec![Mention { span }],
    };
    let claim = Claim {
        kind: ClaimKind::Direct,
        content: span_of("الباب مفتوح"),
        quotes: vec![span_of("الباب مفتوح")],
        cue: Some(Cue {
            span: span_of("قال"), lemma: "قَالَ".to_owned(), stance: Stance::Neutral, negated: false
        }),
        speaker: Some(span_of("المدير لـ")),
        source: Some(SourceId(0)),
        recipient: Some(span_of("السهل")),
        via: vec![SourceId(1)],
        via_inferred: vec![SourceId(1)],
        nested_in: Some(ClaimId(0)),
        runner_up: Some(SourceId(1)),
        unmarked: true,
        confidence: 0.93,
        blocks: (1, 1),
        why: vec![Evidence {
            rule: "finite",
            reason: Reason::VerbClause,
            words: vec!["قال".to_owned(), "قَالَ".to_owned()],
        }],
    };
    let sources = vec![
        source("المدير", SourceKind::Person, span_of("المدير")),
        source("السهل", SourceKind::Organisation, span_of("السهل")),
    ];
    let no_comment = vec![NoComment { span: span_of("يتكلم"), source: Some(SourceId(0)) }];
    (from_text(TEXT.to_owned(), Origin::Sample), Extraction { sources, claims: vec![claim], no_comment })
}

#[test]
fn every_field_is_written_as_the_schema_says() {
    let (article, found) = full();
    let value = object(&article, &found);
    check(&value);
    let claim = &value["claims"][0];
    let text: Vec<char> = TEXT.chars().collect();
    let at = |name: &str| claim[name].as_u64().unwrap() as usize;
    assert_eq!(text[at("start")..at("end")].iter().collect::<String>(), "الباب مفتوح");
    assert_eq!(claim["bytes"], json!([found.claims[0].content.start.0, found.claims[0].content.end.0]));
    let units: Vec<u16> = TEXT.encode_utf16().collect();
    let (from, to) = (claim["utf16"][0].as_u64().unwrap() as usize, claim["utf16"][1].as_u64().unwrap() as usize);
    assert_eq!(String::from_utf16(&units[from..to]).unwrap(), "الباب مفتوح");
    assert_eq!((from, to), (at("start") + 1, at("end") + 1));
    assert_eq!((&claim["id"], &claim["source"], &claim["via"]), (&json!("c1"), &json!("s1"), &json!(["s2"])));
    let written = serde_json::to_string(&json::article(&article, &found, Words::of(Language::Arabic))).unwrap();
    assert!(written.contains(r#""confidence":0.93,"#));
}

#[test]
fn keys_stand_in_the_order_of_the_schema() {
    let (article, found) = full();
    let written = serde_json::to_string(&json::article(&article, &found, Words::of(Language::Arabic))).unwrap();
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    for (required, from) in
        [(&schema["required"], "{\"schema\""), (&schema["$defs"]["claim"]["required"], "{\"id\":\"c1\"")]
    {
        let mut rest = written.split_once(from).map(|(before, _)| written.strip_prefix(before).unwrap()).unwrap();
        for key in required.as_array().expect("a list") {
            let quoted = format!("{key}:");
            rest = rest.split_once(&quoted).unwrap_or_else(|| panic!("{key} stands out of order")).1;
        }
    }
}

#[test]
fn what_does_not_fit_is_refused() {
    let (article, found) = full();
    let good = object(&article, &found);
    let spoilt = |pointer: &str, with: Value| {
        let mut value = good.clone();
        *value.pointer_mut(pointer).unwrap() = with;
        value
    };
    check_refused(&spoilt("/schema", json!("isnad/article/2")), "/schema");
    check_refused(&spoilt("/blocks/0/kind", json!("footer")), "/blocks/0/kind");
    check_refused(&spoilt("/claims/0/cue/stance", json!("shout")), "/claims/0/cue");
    check_refused(&spoilt("/claims/0/source", json!("s0")), "/claims/0/source");
    check_refused(&spoilt("/claims/0/uid", json!("ABC")), "/claims/0/uid");
    check_refused(&spoilt("/claims/0/confidence", json!(1.5)), "/claims/0/confidence");
    check_refused(&spoilt("/claims/0/bytes", json!([1])), "/claims/0/bytes");
    check_refused(&spoilt("/sources/0", json!({"id": "s1"})), "/sources/0");
    let mut more = good.clone();
    more["claims"][0]["mood"] = json!("good");
    check_refused(&more, "/claims/0");
}

#[test]
fn the_closed_lists_are_the_library_s() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let stances: Vec<&str> = Stance::ALL.iter().map(|stance| stance.name()).collect();
    assert_eq!(schema["$defs"]["cue"]["properties"]["stance"]["enum"], json!(stances));
    let kinds = [
        BlockKind::Headline,
        BlockKind::Dateline,
        BlockKind::Byline,
        BlockKind::Date,
        BlockKind::Caption,
        BlockKind::Heading,
        BlockKind::Paragraph,
        BlockKind::Quote,
        BlockKind::List,
        BlockKind::Table,
        BlockKind::Boilerplate,
    ];
    assert_eq!(schema["$defs"]["block"]["properties"]["kind"]["enum"], json!(kinds.map(BlockKind::name)));
    let kinds =
        [SourceKind::Person, SourceKind::Organisation, SourceKind::Anonymous, SourceKind::Group, SourceKind::Document];
    assert_eq!(schema["$defs"]["source"]["properties"]["kind"]["enum"], json!(kinds.map(SourceKind::name)));
    let kinds = [ClaimKind::Direct, ClaimKind::Mixed, ClaimKind::Indirect];
    assert_eq!(schema["$defs"]["claim"]["properties"]["kind"]["enum"], json!(kinds.map(ClaimKind::name)));
    assert_eq!(schema["properties"]["schema"]["const"], json!(json::SCHEMA));
}

/// Whatever the object says of places is so: code points, bytes and UTF-16 units all slice back to the words beside them.
fn check_places(value: &Value) {
    let text = value["text"].as_str().unwrap();
    let code_points: Vec<char> = text.chars().collect();
    let units: Vec<u16> = text.encode_utf16().collect();
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let mut open = vec![value];
    while let Some(part) = open.pop() {
        match part {
            Value::Array(items) => open.extend(items),
            Value::Object(fields) => open.extend(fields.values()),
            _ => continue,
        }
        let (Some(start), Some(end)) = (part.get("start"), part.get("end")) else { continue };
        let words: String = code_points[number(start)..number(end)].iter().collect();
        assert!(!words.is_empty());
        if let Some(said) = part.get("text") {
            assert_eq!(said, &words);
        }
        if let (Some(bytes), Some(utf16)) = (part.get("bytes"), part.get("utf16")) {
            assert_eq!(text.get(number(&bytes[0])..number(&bytes[1])), Some(words.as_str()));
            assert_eq!(String::from_utf16(&units[number(&utf16[0])..number(&utf16[1])]).unwrap(), words);
        }
    }
}

/// The object, the table and the standoff of `text` all fit it; gives the number of claims.
fn check_text(text: &str) -> usize {
    let article = from_text(text.to_owned(), Origin::StandardInput);
    let found = extract(&article);
    let value = object(&article, &found);
    check(&value);
    check_places(&value);
    let object = json::article(&article, &found, Words::of(Language::English));
    let rows = csv::rows(&object).unwrap();
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(rows.as_slice());
    let column = |name: &str| csv::COLUMNS.iter().position(|column| *column == name).unwrap();
    let rows: Vec<_> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), found.claims.len());
    let slice = |start: &str, end: &str| {
        let (start, end): (usize, usize) = (start.parse().unwrap(), end.parse().unwrap());
        text.chars().skip(start).take(end - start).collect::<String>()
    };
    for row in rows {
        assert_eq!(slice(&row[column("start")], &row[column("end")]), row[column("text")]);
    }
    for line in brat::annotations(&object).lines().filter(|line| line.starts_with('T')) {
        let [_, place, words] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let places = place.split_once(' ').unwrap().1;
        let pieces = places.split(';').filter_map(|piece| piece.split_once(' ')).map(|(start, end)| slice(start, end));
        assert_eq!(pieces.collect::<Vec<_>>().join(" "), words);
    }
    found.claims.len()
}

#[test]
fn every_fixture_and_the_sample_fit_the_schema_and_their_places_the_text() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut claims = check_text(&sample().text);
    let mut count = 0;
    for kind in ["claims", "text"] {
        for entry in std::fs::read_dir(folder.join(kind)).unwrap() {
            claims += check_text(&std::fs::read_to_string(entry.unwrap().path()).unwrap());
            count += 1;
        }
    }
    assert!(count > 30 && claims > 200, "{claims} claims in {count} fixtures");
}

/// Pieces of odd texts: cues, marks in disorder, letters of four bytes, of two units and of none, line ends of every kind.
const PIECES: [&str; 28] = [
    "قال ",
    "وأضاف ",
    "الوزير ",
    "سامر النخلي ",
    "إن ",
    "أن ",
    "بحسب ",
    "نقلت ",
    "عن ",
    "رويترز ",
    "العمل بدأ",
    "\"",
    "«",
    "»",
    "،",
    ": ",
    ". ",
    "\n\n",
    "\r\n",
    "\u{2028}",
    "\u{2029}",
    "😀",
    "\u{64b}",
    "\u{200f}",
    "\u{202e}",
    "ﻻ",
    "𐤀",
    ",\"x\"",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn odd_texts_fit_the_schema_too(pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..60)) {
        check_text(&pieces.concat());
    }
}
