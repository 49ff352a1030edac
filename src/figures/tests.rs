//! The fixtures of `tests/fixtures/figures.tsv`: a text, and its figures as kind, words, value or date, unit, hedge.

use super::*;

fn told(text: &str) -> String {
    let one = |figure: &Figure| {
        let of = |span: Option<Span>| span.map_or("-", |span| span.of(text)).to_owned();
        let value = figure.value.map(|value| format!("{}", (value * 100.0).round() / 100.0)).or(figure.date.clone());
        let parts = [
            figure.kind.name().to_owned(),
            figure.number.of(text).to_owned(),
            value.unwrap_or_else(|| "-".to_owned()),
            of(figure.unit),
            of(figure.hedge),
        ];
        parts.join(" | ")
    };
    figures(text).iter().map(one).collect::<Vec<_>>().join(" ; ")
}

#[test]
fn figures_are_told_as_the_fixtures_say() {
    let table = include_str!("../../tests/fixtures/figures.tsv");
    let mut wrong = Vec::new();
    let lines = table.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    let mut count = 0;
    for (at, line) in lines {
        let (text, expected) = line.split_once('\t').unwrap_or((line, ""));
        let found = told(text);
        if found != expected {
            wrong.push(format!(
                "tests/fixtures/figures.tsv:{}\n{text}\n  expected {expected}\n  found    {found}",
                at + 1
            ));
        }
        count += 1;
    }
    assert!(count > 50 && wrong.is_empty(), "{count} lines\n{}", wrong.join("\n"));
}

proptest::proptest! {
    #[test]
    fn any_text_has_figures_in_order_that_fit_it(
        pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..40)
    ) {
        let text = pieces.concat();
        let mut last = 0;
        for figure in figures(&text) {
            for span in [Some(figure.span), Some(figure.number), figure.unit, figure.hedge].into_iter().flatten() {
                proptest::prop_assert!(text.get(span.range()).is_some_and(|words| !words.is_empty()), "{text:?} {figure:?}");
            }
            proptest::prop_assert!(figure.span.start.0 >= last && figure.span.covers(figure.number), "{text:?} {figure:?}");
            last = figure.span.end.0;
        }
    }
}

const PIECES: [&str; 24] = [
    "ثلاثة ",
    "مئة ",
    "ألف ",
    "وعشرون ",
    "و",
    "ال",
    "5",
    "٫",
    "٬",
    ",",
    "%",
    "$",
    "2021",
    "/",
    "-",
    " ",
    "يوليو ",
    "عام ",
    "من ",
    "نحو ",
    "ملايين ",
    "نصف ",
    "😀",
    "\u{64b}",
];
