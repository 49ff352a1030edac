//! What goes out comes in again, whatever the reader wrote: property tests over marks with hostile words.

use std::collections::BTreeMap;

use isnad::article::{Article, Origin, from_text};
use isnad::claims::{ClaimId, Corrected, Found, SourceId, Text, extract, place, source_of};
use isnad::export::{
    Annotated, ClaimSaid, ContradictionSaid, EvidenceLink, Format, InFormat, LinkSaid, Options, RatingSaid, RoleSaid,
    Scale, Setting, SourceSaid, Writer, read,
};
use isnad::words::{Language, Words};
use jiff::Timestamp;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// Two sentences with the same words, an emoji before them, and a quotation.
const TEXT: &str = "😀 قال مدير الميناء سامر النخلي إن العمل بدأ. وأضاف أن الباب مفتوح.\n\n\
                    وقالت الباحثة لمى جابر إن العمل بدأ. وأكدت جابر: \"الأرقام قديمة\".\n";

/// Words that mean something to some format.
fn words() -> impl Strategy<Value = String> {
    let hostile = prop::sample::select(vec![
        "</script>",
        "<b>",
        "&amp;",
        "\"",
        "'",
        "\\",
        "{",
        "}",
        "{{title}}",
        "[isnad]",
        "\n",
        "\r\n",
        "\t",
        "\0",
        "\u{1b}[2J",
        "\u{7f}",
        "\u{9b}",
        "\u{202e}",
        "\u{2066}",
        "\u{feff}",
        "\u{2028}",
        "supports: x",
        "verdict:true",
        "pinned",
        "tag:",
        "=1+1",
        "@x",
        "-",
        "😀",
        "ق",
        " ",
        "archive: ",
        "\\n",
        ",",
        "|",
        "\u{fffe}",
    ]);
    vec(prop_oneof![hostile.prop_map(str::to_owned), ".{0,4}"], 1..6).prop_map(|parts| parts.concat())
}

fn some_words() -> impl Strategy<Value = String> {
    words().prop_filter("something", |words| !words.is_empty())
}

fn tags() -> impl Strategy<Value = Vec<String>> {
    prop::collection::btree_set(some_words(), 0..4).prop_map(|tags| tags.into_iter().collect())
}

fn evidence() -> impl Strategy<Value = EvidenceLink> {
    let url = prop_oneof![words(), Just("https://example.org/a?b=1&c='2'#d".to_owned())];
    let kind = prop::sample::select(vec!["supports", "refutes", "context"]);
    (kind, url, words(), words(), words()).prop_map(|(kind, url, archive, accessed, note)| EvidenceLink {
        kind: kind.to_owned(),
        url,
        archive,
        accessed,
        note,
    })
}

prop_compose! {
    fn claim_said()(
        verdict in option::of(some_words()),
        credibility in option::of(1..=6_u8),
        status in option::of(prop::sample::select(vec!["to-check", "in-progress", "checked", "published"])),
        note in option::of(words()),
        tags in tags(),
        said in option::of(some_words()),
        pinned in any::<bool>(),
        evidence in vec(evidence(), 0..3),
        contradicts in vec((some_words(), some_words(), words(), words(), words()), 0..2),
    ) -> ClaimSaid {
        let contradiction = |(article, claim, words, title, note)| ContradictionSaid { article, claim, words, title, note };
        let contradicts = contradicts.into_iter().map(contradiction).collect();
        let (note, said) = (note.unwrap_or_default(), said.unwrap_or_default());
        ClaimSaid { verdict, credibility, status: status.map(str::to_owned), note, tags, said, pinned, evidence, contradicts }
    }
}

prop_compose! {
    fn source_said()(
        reliability in option::of(prop::sample::select(vec!["A", "B", "C", "D", "E", "F"])),
        ratings in vec((option::of(prop::sample::select(vec!["A", "F"])), some_words(), words(), words()), 0..3),
        note in words(),
        tags in tags(),
        naming in option::of(prop::sample::select(vec!["named", "anonymous", "pseudonymous", "collective"])),
        texts in [words(), words(), words()],
        aliases in tags(),
        roles in vec((words(), words(), words(), words()), 0..2),
        links in vec((words(), words()), 0..2),
    ) -> SourceSaid {
        let rating = |(grade, at, who, why): (Option<&str>, String, String, String)| RatingSaid {
            reliability: grade.map(str::to_owned), at, who, why,
        };
        let ratings = ratings.into_iter().map(rating).collect();
        let role = |(role, affiliation, since, until)| RoleSaid { role, affiliation, since, until };
        let roles = roles.into_iter().map(role).collect();
        let links = links.into_iter().map(|(kind, url)| LinkSaid { kind, url }).collect();
        let [reason, country, contact] = texts;
        let (reliability, naming) = (reliability.map(str::to_owned), naming.map(str::to_owned));
        SourceSaid { reliability, ratings, note, tags, naming, reason, country, contact, aliases, roles, links }
    }
}

/// What comes in of what went out, by claim and by source.
fn round(format: Format, annotated: &Annotated<'_>) -> (BTreeMap<ClaimId, ClaimSaid>, BTreeMap<SourceId, SourceSaid>) {
    let scale = Scale::default();
    let setting = Setting { scale: &scale, words: Words::of(Language::Arabic), now: Timestamp::UNIX_EPOCH };
    let mut writer = Writer::new(format, setting, Options { single: true, ..Options::default() });
    let head = writer.head("x").unwrap();
    let article = writer.article(annotated).unwrap();
    let bytes = [head, article, writer.tail().unwrap()].concat();
    let written = String::from_utf8(bytes).expect("UTF-8");
    assert_eq!(written.chars().find(|c| c.is_control() && *c != '\n'), None, "a control is written bare");
    let incoming = read(written.as_bytes(), InFormat::Auto).expect("what we write we read");
    assert!(incoming.len() <= 1, "one article is one");
    let Corrected { extraction, uids, .. } = &annotated.corrected;
    let found = Found { article: annotated.article, extraction, uids };
    let (mut claims, mut sources) = (BTreeMap::new(), BTreeMap::new());
    for one in incoming {
        assert_eq!(one.left, [], "nothing is left out");
        let mut text = Text::of(annotated.article);
        for loose in one.claims {
            let anchor = loose.fasten(annotated.article).expect("it has words");
            let (claim, _) = place(&anchor, &mut text, found).claim.expect("its claim is there");
            assert_eq!(claims.insert(claim, loose.said), None);
        }
        for named in one.sources {
            sources.insert(source_of(&named.source, found).expect("its source is there"), named.said);
        }
    }
    (claims, sources)
}

fn article() -> Article {
    from_text(TEXT.to_owned(), Origin::StandardInput)
}

fn annotated<'a>(article: &'a Article, claims: &[Option<ClaimSaid>], sources: &[Option<SourceSaid>]) -> Annotated<'a> {
    let mut annotated = Annotated::bare(article, Corrected::as_found(article, extract(article)));
    assert_eq!((annotated.corrected.extraction.claims.len(), annotated.corrected.extraction.sources.len()), (4, 2));
    let claims = claims.iter().take(4).enumerate();
    annotated.claims =
        claims.filter_map(|(at, said)| Some((ClaimId(at), said.clone().filter(|said| !said.is_empty())?))).collect();
    let sources = sources.iter().take(2).enumerate();
    annotated.sources =
        sources.filter_map(|(at, said)| Some((SourceId(at), said.clone().filter(|said| !said.is_empty())?))).collect();
    annotated
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost(
        claims in vec(option::of(claim_said()), 4),
        sources in vec(option::of(source_said()), 2),
    ) {
        let article = article();
        let annotated = annotated(&article, &claims, &sources);
        for format in [Format::Json, Format::Ndjson, Format::JsonLd] {
            let (claims, sources) = round(format, &annotated);
            prop_assert_eq!(&claims, &annotated.claims, "{:?}", format);
            prop_assert_eq!(&sources, &annotated.sources, "{:?}", format);
        }
        let (claims, sources) = round(Format::Hypothesis, &annotated);
        prop_assert_eq!(&claims, &annotated.claims);
        // A history, and what is known of a source beside, have no place there.
        let held = |SourceSaid { reliability, note, tags, .. }: &SourceSaid| {
            let (reliability, note, tags) = (reliability.clone(), note.clone(), tags.clone());
            SourceSaid { reliability, note, tags, ..SourceSaid::default() }
        };
        let expected: BTreeMap<_, _> = annotated.sources.iter().map(|(id, said)| (*id, held(said))).collect();
        prop_assert_eq!(sources, expected);
    }

    #[test]
    fn no_file_is_read_with_a_crash(bytes in vec(any::<u8>(), 0..60), words in words()) {
        let _ = read(&bytes, InFormat::Auto);
        for text in [
            format!("{{\"annotations\": [{{\"target\": {words:?}, \"tags\": [1, {words:?}]}}]}}"),
            format!("{{\"type\": \"Annotation\", \"body\": [{words:?}, 3, null], \"target\": [[{words:?}]]}}"),
            format!("{{\"schema\": \"isnad/annotated/1\", \"article\": {{\"text\": {words:?}}}, \"claims\": [{{}}]}}"),
        ] {
            for format in [InFormat::Auto, InFormat::Isnad, InFormat::JsonLd, InFormat::Hypothesis] {
                let _ = read(text.as_bytes(), format);
            }
        }
    }
}

#[test]
fn a_list_of_articles_and_a_stream_of_them_are_read_alike() {
    let article = article();
    let said = ClaimSaid { note: "ملاحظة".to_owned(), ..ClaimSaid::default() };
    let annotated = annotated(&article, &[Some(said)], &[]);
    let scale = Scale::default();
    let setting = Setting { scale: &scale, words: Words::of(Language::English), now: Timestamp::UNIX_EPOCH };
    for format in [Format::Json, Format::Ndjson] {
        let mut writer = Writer::new(format, setting, Options::default());
        let mut bytes = writer.head("x").unwrap();
        bytes.extend(writer.article(&annotated).unwrap());
        bytes.extend(writer.article(&annotated).unwrap());
        bytes.extend(writer.tail().unwrap());
        assert_eq!(read(&bytes, InFormat::Auto).unwrap().len(), 2, "{format:?}");
    }
}

#[track_caller]
fn check_refused(text: &str, expected: &str) {
    let says = read(text.as_bytes(), InFormat::Auto).unwrap_err().to_string();
    assert!(says.contains(expected), "{says}");
}

#[test]
fn what_cannot_be_read_is_told() {
    check_refused("", "is empty");
    check_refused("{\n\"annotations\": [}", "is not JSON: expected value at line 2");
    check_refused("{\"schema\": \"isnad/article/1\"}", "holds no annotations");
    check_refused("{\"schema\": \"isnad/annotated/2\"}", "has the schema \"isnad/annotated/2\"; this isnad reads");
    check_refused("{\"a\": 1}", "names no schema");
    check_refused("{\"schema\": \"isnad/annotated/1\", \"article\": {}}", "missing field `text`");
    check_refused("{\"type\": \"AnnotationCollection\", \"first\": \"https://e.org/1\"}", "its pages are elsewhere");
}
