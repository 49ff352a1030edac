//! Markdown to blocks.

use super::*;

/// The blocks of `source`, one a line: the kind, a colon, the words.
#[track_caller]
fn check(source: &str, expected: &str) {
    let page = read(source).expect("something to read");
    let line = |block: &crate::article::Block| format!("{}: {}", block.kind.name(), block.span.of(&page.text));
    let found: Vec<String> = page.blocks.iter().map(line).collect();
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(found, expected, "{source}");
}

#[test]
fn marks_go_and_letters_stay() {
    check(
        "# فتح السوق\n\nقال *الوزير* إن **العمل** بدأ، و~~تأخر~~ [هنا](http://x) و`حرف`.\n\nال**كتا**ب و\\*نجم\\* &amp; &#1602;.\n",
        "headline: فتح السوق
         paragraph: قال الوزير إن العمل بدأ، وتأخر هنا وحرف.
         paragraph: الكتاب و*نجم* & ق.",
    );
}

#[test]
fn blocks_are_what_they_are_marked_as() {
    check(
        "# عنوان\n\nفقرة أولى من\nسطرين.\n\n## فرع\n\n> كلام مقتبس\n\n- بند\n- [x] بند ثان\n\n1. رقم\n\n| أ | ب |\n|---|---|\n| ١ | ٢ |\n\n![صورة](x.png)\n\n```\nlet x = 1;\n```\n",
        "headline: عنوان
         paragraph: فقرة أولى من سطرين.
         heading: فرع
         quote: كلام مقتبس
         list: بند
         list: بند ثان
         list: رقم
         table: أ\tب
         table: ١\t٢
         paragraph: let x = 1;",
    );
}

#[test]
fn footnotes_bear_their_numbers() {
    check(
        "نص أول[^ب] ثم ثان[^أ].\n\n[^أ]: شرح الثاني.\n[^ب]: شرح الأول.\n",
        "paragraph: نص أول[1] ثم ثان[2].
         paragraph: [2] شرح الثاني.
         paragraph: [1] شرح الأول.",
    );
}

#[test]
fn raw_html_is_read_and_not_shown() {
    check(
        "<div align=\"center\">\n\n**قال** <b>الوزير</b> نعم.\n\n</div>\n\n<script>\nalert(1)\n</script>\n\nثم <kbd>مضى</kbd>.\n",
        "paragraph: قال الوزير نعم.
         paragraph: ثم مضى.",
    );
}

#[test]
fn what_raw_html_leaves_open_hides_nothing() {
    for open in
        ["<script>", "<title>", "<textarea>", "<svg>", "<template>", "<plaintext>", "<select>", "<div class='", "<xmp>"]
    {
        let page = read(&format!("أول.\n\n<p>{open}</p>\n\nآخر {open} كلام.\n\nختام.\n")).expect(open);
        assert!(page.text.ends_with("ختام.") && page.text.contains("كلام"), "{open}: {}", page.text);
    }
}

#[test]
fn signs_without_a_blank_head_too() {
    check(
        "نص.\n\n###فرع\nنص ثان.\n\n#وسم هنا.\n",
        "paragraph: نص.\nheading: فرع\nparagraph: نص ثان.\nparagraph: #وسم هنا.",
    );
}

#[track_caller]
fn said(source: &str, expected: &[(&str, Option<&str>)]) {
    let about = read(&format!("{source}\nقال الوزير نعم.\n")).expect("something to read").about;
    for (name, value) in expected {
        let found = match *name {
            "title" => about.title.as_deref(),
            "byline" => about.byline.as_deref(),
            "outlet" => about.outlet.as_deref(),
            "url" => about.url.as_deref(),
            "published" => about.published.as_deref(),
            "language" => about.language.as_deref(),
            "direction" => about.direction.map(crate::article::Direction::name),
            other => panic!("{other}"),
        };
        assert_eq!(found, *value, "{name}");
    }
}

#[test]
fn front_matter_in_yaml() {
    said(
        "---\nlayout: page\ntitle: \"فتح\n  \\\"السوق\\\"\" # x\nauthor:\n  - ليلى الحسن\n  - 'سامر'\ndate: 2031-03-14 10:00\nsource: جريدة الميناء # هنا\npermalink: https://example.org/a?b=1\nlang: ar_SA\ndir: RTL\nimage:\n  title: x.jpg\ntags: [a, b]\n---\n",
        &[
            ("title", Some("فتح \"السوق\"")),
            ("byline", Some("ليلى الحسن، سامر")),
            ("outlet", Some("جريدة الميناء")),
            ("url", Some("https://example.org/a?b=1")),
            ("published", Some("2031-03-14 10:00")),
            ("language", Some("ar-SA")),
            ("direction", Some("rtl")),
        ],
    );
    said(
        "---\ntitle:\nauthor: null\ndate: 14 مارس 2031\nsource: http://example.org\n---\n# عنوان\n",
        &[
            ("title", Some("عنوان")),
            ("byline", None),
            ("outlet", None),
            ("url", Some("http://example.org")),
            ("published", Some("2031-03-14")),
        ],
    );
    said(
        "---\ntitle: >\n  سطر\n  ثان\nby: [\"أ، ب\", ج]\n---\n",
        &[("title", Some("سطر ثان")), ("byline", Some("أ، ب، ج"))],
    );
}

#[test]
fn front_matter_in_toml() {
    said(
        "+++\ntitle = \"عنوان\"\nauthors = [\"أ\", \"ب\"]\ndate = 2031-03-14T10:00:00Z\n[extra]\nx = 1\n+++\n",
        &[("title", Some("عنوان")), ("byline", Some("أ، ب")), ("published", Some("2031-03-14T10:00:00Z"))],
    );
    said("+++\ntitle = \n+++\n# عنوان\n", &[("title", Some("عنوان"))]);
}

#[test]
fn nothing_to_read_is_none() {
    for source in ["", "![x](y)\n", "<!-- x -->\n", "***\n"] {
        assert_eq!(read(source), None, "{source}");
    }
}
