//! A mixed Arabic and English text in two panes, with styles by byte range, block titles and scrolling.
//!
//! ```sh
//! cargo run --example paragraph              # sent as this terminal needs it
//! cargo run --example paragraph -- --plain   # through ratatui's CrosstermBackend
//! ```
//!
//! Keys: `↑` `↓` and the wheel scroll, `a` changes the alignment, `q` leaves.

mod common;

use std::ops::ControlFlow;

use common::Screen;
use isnad::text::LayoutOptions;
use isnad::tui::terminal::Event;
use isnad::widgets::{BidiParagraph, ParagraphState, visual_line};
use ratatui::Frame;
use ratatui::crossterm::event::{KeyCode, MouseEventKind};
use ratatui::layout::{Alignment, Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::widgets::Block;

const ARTICLE: &str = "قطار الساحل يعود بعد 12 سنة\n\
    \n\
    قالت وزيرة النقل ليلى منصور إن القطار السريع (TGV) سيعود إلى خط الساحل في مارس 2031، وأضافت: \u{ab}لن نرفع ثمن \
    التذكرة\u{bb}.\n\
    \n\
    ونقلت صحيفة The Coast Daily عن مهندس في الشركة قوله إن السرعة لن تتجاوز 160 كم/س \u{ab}في السَّنَةِ الأُولى\u{bb}.";
const NOTES: &str = "Notes\n\
    \n\
    The minister, ليلى منصور, spoke of line 3 (خط الساحل) and of 12 years.\n\
    \n\
    سرعة القطار: 160 km/h\n\
    \n\
    Each paragraph finds its own direction, and a style may begin inside a word: السلام.";

/// Words that are drawn in a style of their own, wherever they stand.
const STYLED: &[(&str, Style)] = &[
    ("قطار الساحل يعود بعد 12 سنة", Style::new().bold().underlined()),
    ("ليلى منصور", Style::new().black().on_yellow()),
    ("The Coast Daily", Style::new().cyan()),
    ("لن نرفع ثمن التذكرة", Style::new().green()),
    ("160", Style::new().magenta()),
    ("سلا", Style::new().red()),
];

#[derive(Default)]
struct Panes {
    article: ParagraphState,
    notes: ParagraphState,
    alignment: Option<Alignment>,
}

impl Panes {
    fn pane(&self, text: &'static str, title: &'static str) -> BidiParagraph<'static> {
        let title = visual_line(title, &LayoutOptions::of_width(30)).right_aligned();
        let styles = STYLED.iter().flat_map(|&(words, style)| {
            text.match_indices(words).map(move |(at, found)| ((at..at + found.len()).into(), style))
        });
        let pane = BidiParagraph::new(text).styles(styles).block(Block::bordered().title(title));
        match self.alignment {
            Some(alignment) => pane.alignment(alignment),
            None => pane,
        }
    }
}

impl Screen for Panes {
    fn draw(&mut self, frame: &mut Frame) {
        let [left, right] = Layout::horizontal([Constraint::Fill(1), Constraint::Fill(2)]).areas::<2>(frame.area());
        let margin = |area: Rect| Rect { width: area.width.saturating_sub(1), ..area };
        frame.render_stateful_widget(self.pane(NOTES, "ملاحظات"), margin(left), &mut self.notes);
        frame.render_stateful_widget(self.pane(ARTICLE, "الخبر"), right, &mut self.article);
    }

    fn on(&mut self, event: Event) -> ControlFlow<()> {
        match event {
            Event::Key(key) => match key.code {
                KeyCode::Char('q') | KeyCode::Esc => return ControlFlow::Break(()),
                KeyCode::Char('a') => {
                    self.alignment = match self.alignment {
                        None => Some(Alignment::Left),
                        Some(Alignment::Left) => Some(Alignment::Center),
                        Some(Alignment::Center) => Some(Alignment::Right),
                        Some(Alignment::Right) => None,
                    };
                }
                KeyCode::Down => self.article.scroll_by(1),
                KeyCode::Up => self.article.scroll_by(-1),
                _ => {}
            },
            Event::Mouse(mouse) if mouse.kind == MouseEventKind::ScrollDown => self.article.scroll_by(1),
            Event::Mouse(mouse) if mouse.kind == MouseEventKind::ScrollUp => self.article.scroll_by(-1),
            _ => {}
        }
        ControlFlow::Continue(())
    }
}

fn main() -> anyhow::Result<()> {
    common::run(&mut Panes::default())
}
