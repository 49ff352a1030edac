//! Words that were deleted are nowhere in the library's files, and in no backup made afterwards: of a note, a tag, evidence,
//! a correction, a source's note, an article. No message repeats them.

mod store_common;

use std::fs;
use std::path::Path;

use isnad::article::{Article, Origin};
use isnad::claims::{Anchor, ClaimId, Correction, Found, SourceId, SourceRef, Uids};
use isnad::store::{ArticleKey, ClaimMarks, DocumentKey, EvidenceKind, EvidenceLink, SourceMarks, Store};
use store_common::{article, at, extraction, source_note, span};

/// A word that stands nowhere else, one for each place that it is put.
fn secret(place: &str) -> String {
    format!("سر{place}مكتومxq")
}

/// Whether a file in the folder, or a backup made now, holds these words: as they are, or as JSON and the search index
/// have them.
fn holds(store: &Store, folder: &Path, words: &str) -> bool {
    let backup = folder.join("backup.db");
    store.backup(&backup).expect("backed up");
    let found = fs::read_dir(folder).expect("a folder").any(|entry| {
        let bytes = fs::read(entry.expect("an entry").path()).expect("readable");
        bytes.windows(words.len()).any(|stretch| stretch == words.as_bytes())
    });
    fs::remove_file(backup).expect("removed");
    found
}

struct Case {
    folder: tempfile::TempDir,
    store: Store,
    article: Article,
    key: ArticleKey,
    document: DocumentKey,
    uids: Uids,
}

impl Case {
    /// A library with an article about which nothing is said, and others beside it.
    fn new() -> Case {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = Store::open(folder.path()).expect("a library");
        let mut added = None;
        for number in 0..30 {
            let title = if number == 7 { secret("عنوان") } else { "خبر".to_owned() };
            let said = if number == 7 { secret("قول") } else { "كلاما".to_owned() };
            let name = if number == 7 { secret("قائل") } else { "سامر الحلو".to_owned() };
            let text = format!("{title} رقم {number}\nقال {name} إن {said} في المدينة.\n");
            let article = article(Origin::File(format!("/articles/{number}.txt").into()), &text);
            let extraction = extraction(&[span(&article, &said)], &[name.as_str()]);
            let uids = Uids::of(&article, &extraction);
            let found = Found { article: &article, extraction: &extraction, uids: &uids };
            let registered = store.add_article(found, at(number)).expect("added");
            if number == 7 {
                added = Some((article, registered, uids));
            }
        }
        let (article, registered, uids) = added.expect("added");
        Case { folder, store, article, key: registered.article, document: registered.document, uids }
    }

    fn holds(&self, place: &str) -> bool {
        holds(&self.store, self.folder.path(), &secret(place))
    }

    fn claim(&self) -> Anchor {
        let uid = self.uids.claim(ClaimId(0));
        Anchor::of(&self.article, span(&self.article, &secret("قول")), uid)
    }

    fn mark(&mut self, change: impl FnOnce(&mut ClaimMarks)) {
        let claim = self.claim();
        self.store.change_claim(self.key, &claim, change, at(50)).expect("changed");
    }
}

fn say_everything(marks: &mut ClaimMarks) {
    marks.note = secret("ملاحظة");
    marks.tags = vec![secret("وسم")];
    marks.evidence = vec![EvidenceLink {
        kind: EvidenceKind::Supports,
        url: format!("https://a.example/{}", secret("رابط")),
        archive: secret("أرشيف"),
        accessed: String::new(),
        note: secret("دليل"),
    }];
}

const OF_A_CLAIM: [&str; 5] = ["ملاحظة", "وسم", "رابط", "أرشيف", "دليل"];

#[test]
fn the_marks_of_a_claim_are_wiped() {
    let mut case = Case::new();
    case.mark(say_everything);
    assert!(OF_A_CLAIM.iter().all(|place| case.holds(place)));
    let note = isnad::store::ClaimNote { key: None, anchor: case.claim(), marks: ClaimMarks::default() };
    case.store.save_claim(case.key, &note, at(60)).expect("deleted");
    for place in OF_A_CLAIM {
        assert!(!case.holds(place), "{place}");
    }
}

#[test]
fn the_marks_of_a_source_are_wiped() {
    let mut case = Case::new();
    let mut note = source_note(&secret("قائل"), case.uids.source(SourceId(0)), None);
    note.marks = SourceMarks { note: secret("ملاحظة"), tags: vec![secret("وسم")], ..SourceMarks::default() };
    note.key = case.store.save_source(case.key, &note, at(50)).expect("saved");
    assert!(case.holds("ملاحظة") && case.holds("وسم"));
    note.marks = SourceMarks::default();
    case.store.save_source(case.key, &note, at(60)).expect("deleted");
    assert!(!case.holds("ملاحظة") && !case.holds("وسم"));
}

#[test]
fn a_correction_is_wiped() {
    let mut case = Case::new();
    let to = SourceRef { uid: String::new(), name: secret("تصحيح") };
    let correction = Correction::Reassign { claim: case.claim(), to };
    let key = case.store.add_correction(case.key, &correction, at(50)).expect("kept");
    assert!(case.holds("تصحيح"));
    case.store.remove_correction(key).expect("removed");
    assert!(!case.holds("تصحيح"));
    // One that was taken back is gone when another one is made.
    case.store.add_correction(case.key, &correction, at(51)).expect("kept");
    case.store.undo_correction(case.key, at(52)).expect("taken back");
    case.store.add_correction(case.key, &Correction::Reject { claim: case.claim() }, at(53)).expect("kept");
    assert!(!case.holds("تصحيح"));
}

#[test]
fn an_article_is_wiped_with_all_that_was_said_of_it() {
    let mut case = Case::new();
    case.mark(say_everything);
    let to = SourceRef { uid: String::new(), name: secret("تصحيح") };
    case.store.add_correction(case.key, &Correction::Reassign { claim: case.claim(), to }, at(50)).expect("kept");
    let all = || OF_A_CLAIM.into_iter().chain(["عنوان", "قول", "قائل", "تصحيح"]);
    for place in all() {
        assert!(case.holds(place), "{place}");
    }
    assert_eq!(case.store.remove_documents(&[case.document]).expect("removed"), 1);
    for place in all() {
        assert!(!case.holds(place), "{place}");
    }
    assert_eq!(case.store.verify().expect("checked"), []);
    assert_eq!(case.store.totals().expect("counted").documents, 29);
}

#[test]
fn no_message_repeats_words() {
    let case = Case::new();
    let path = case.folder.path().join("library.db");
    drop(case.store);
    let mut bytes = fs::read(&path).expect("readable");
    bytes[8192..].iter_mut().step_by(3).for_each(|byte| *byte = 0xa7);
    fs::write(&path, bytes).expect("written");
    let said = Store::open(case.folder.path()).and_then(|store| store.verify());
    let said = match said {
        Ok(flaws) => flaws.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
        Err(error) => error.to_string(),
    };
    assert!(!said.is_empty() && !said.contains("مكتوم"), "{said}");
}
