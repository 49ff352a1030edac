//! What the lines of a plain text are for: texts of ours, each with what is expected of every line of it.

use isnad::article::{Origin, from_text, stated_day};

/// Two paragraphs of prose, by which a line above them is told from running text.
const PROSE: &str =
    "أعلنت إدارة الميناء إعادة فتحه أمام السفن بعد صيانة دامت شهرين، وقال مديره إن «العمل انتهى قبل موعده».

وأضاف أن السفن التي كانت تنتظر في عرض البحر ستدخل تباعا، وأن الرسوم لن ترتفع هذا العام.";

/// The blocks of `text` and of the prose under it; the prose itself is not named. `day` is the day that it gives.
#[track_caller]
fn check(lines: &str, expected: &[(&str, &str)], day: &str) {
    let article = from_text(format!("{lines}\n\n{PROSE}\n"), Origin::StandardInput);
    let blocks = article.blocks.iter().map(|block| (block.kind.name(), block.span.of(&article.text)));
    let found: Vec<(&str, &str)> = blocks.filter(|(_, words)| !PROSE.contains(words)).collect();
    assert_eq!(found, expected, "{lines}");
    let found = stated_day(&article).map(|day| day.to_string()).unwrap_or_default();
    assert_eq!(found, day, "{lines}");
}

const TITLE: (&str, &str) = ("headline", "إعادة فتح ميناء الساحل بعد الصيانة");

/// A line under the title.
#[track_caller]
fn under_title(line: &str, kind: &str, day: &str) {
    check(&format!("{}\n\n{line}", TITLE.1), &[TITLE, (kind, line)], day);
}

#[test]
fn a_dateline_may_have_its_day() {
    under_title("الساحل – وكالة – 3 مايو 2031", "dateline", "2031-05-03");
    under_title("دبي، 3 مايو/أيار 2031 (وام)", "dateline", "2031-05-03");
    under_title("القاهرة - 3 مايو 2031", "dateline", "2031-05-03");
    under_title("القاهرة في ٣ مايو ٢٠٣١ (رويترز)", "dateline", "2031-05-03");
    under_title("بيروت / الثلاثاء 3 أيار 2031", "dateline", "2031-05-03");
    under_title("القاهرة - رويترز", "dateline", "");
    under_title("القاهرة", "dateline", "");
    under_title("دبي-الشرق", "dateline", "");
}

#[test]
fn a_byline_may_have_a_place_and_a_day() {
    under_title("سامر الحلو - بيروت - 3 مايو 2031", "byline", "2031-05-03");
    under_title("كتب: سامر الحلو", "byline", "");
    under_title("سامر الحلو – بيروت", "byline", "");
}

#[test]
fn a_line_of_its_own_says_when() {
    under_title("الثلاثاء 3 أيار/مايو 2031 - 14:05", "date", "2031-05-03");
    under_title("نشر في 3 مايو 2031", "date", "2031-05-03");
}

/// A dateline that opens the prose.
#[track_caller]
fn opens(dateline: &str, mark: &str, day: &str) {
    let text = format!("{}\n\n{dateline}{mark}{PROSE}\n", TITLE.1);
    let article = from_text(text, Origin::StandardInput);
    let found: Vec<(&str, &str)> =
        article.blocks.iter().map(|block| (block.kind.name(), block.span.of(&article.text))).take(3).collect();
    let first = PROSE.lines().next().expect("prose");
    assert_eq!(found, [TITLE, ("dateline", dateline), ("paragraph", first)]);
    let found = stated_day(&article).map(|day| day.to_string()).unwrap_or_default();
    assert_eq!(found, day, "{dateline}");
}

#[test]
fn a_dateline_may_open_the_prose() {
    opens("القاهرة (رويترز)", " - ", "");
    opens("الساحل (رويترز) - 3 مايو 2031", " - ", "2031-05-03");
    opens("القاهرة في 3 مايو 2031 /أ ش أ/", " ", "2031-05-03");
    opens("دبي، 3 مايو 2031 (وام)", " -- ", "2031-05-03");
    opens("الميناء الجديد (أ ف ب)", " - ", "");
}

#[test]
fn prose_is_no_dateline() {
    for prose in [
        "قال الوزير (رويترز) - إن العمل بدأ في الميناء وإن السفن ستدخل تباعا في الأيام المقبلة من هذا الشهر.",
        "في 3 مايو 2031 - وهو يوم مشهود - فتح الميناء أمام السفن، وقال مديره إن العمل انتهى قبل موعده بأيام.",
        "بين 3 و5 مايو / أيار 2031 سيكون الميناء مغلقا أمام السفن كلها، كما قالت إدارته في بيان صدر أمس.",
    ] {
        check(&format!("{}\n\n{prose}", TITLE.1), &[TITLE, ("paragraph", prose)], "");
    }
    let first = "الساحل - البحر - 3 مايو 2031";
    check(first, &[("headline", first)], "");
}

#[test]
fn captions_heads_and_furniture() {
    check(
        "إعادة فتح ميناء الساحل بعد الصيانة

سفن تنتظر دورها أمام الميناء القديم - رويترز

مدة القراءة: 3 دقائق

شارك

سامر الحلو - بيروت",
        &[
            TITLE,
            ("caption", "سفن تنتظر دورها أمام الميناء القديم - رويترز"),
            ("boilerplate", "مدة القراءة: 3 دقائق"),
            ("boilerplate", "شارك"),
            ("byline", "سامر الحلو - بيروت"),
        ],
        "",
    );
    let body = "أسعار جديدة";
    let after = format!("{}\n\n{PROSE}\n\n{body}", TITLE.1);
    check(&after, &[TITLE, ("heading", body)], "");
    check(
        &format!("{}\n\n{PROSE}\n\nاقرأ أيضا: السفن تعود إلى الميناء القديم\n\n• السفن\n• الرسوم\n\n(رويترز)", TITLE.1),
        &[
            TITLE,
            ("boilerplate", "اقرأ أيضا: السفن تعود إلى الميناء القديم"),
            ("list", "• السفن"),
            ("list", "• الرسوم"),
            ("dateline", "(رويترز)"),
        ],
        "",
    );
}
