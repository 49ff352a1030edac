//! A two-pane Arabic screen over the terminal layer alone, to look at in real terminals and to drive in tests.
//!
//! Rows are written here already reordered and shaped. Keys: `q` quits, `p` panics, `z` or Ctrl-Z stops, `o` gives the
//! terminal to `stty -a` for a moment, `r` turns the marked word, `c` shows the cursor on the title's second cell; the bottom row shows the profile and the last event.

use isnad::config::{BidiWish, HarakatWish};
use isnad::tui::terminal::{Event, Session, Wishes};
use ratatui::Frame;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseEventKind};
use ratatui::style::{Color, Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;

/// Rows in visual order: style letter and text, `t` title, `d` dim, `h` reversed, `m` marked.
const ROWS: &[&[(char, &str)]] = &[
    &[
        (' ', "┌─────────────────── "),
        ('t', "\u{fead}\u{fe8e}\u{fe92}\u{fea7}\u{fef7}\u{fe8d}"),
        (' ', " ─┬───────────────────────── "),
        ('t', "\u{fedd}\u{fe8e}\u{fed8}\u{fee4}\u{fedf}\u{fe8d} \u{feba}\u{fee7}"),
        (' ', " ─┐"),
    ],
    &[
        (' ', "│ .(UN) "),
        ('m', "\u{fee1}\u{fefc}\u{feb4}\u{fedf}\u{fe8d}"),
        (
            ' ',
            " \u{fede}\u{fe91}\u{fec1} │ !\u{fee1}\u{fefc}\u{feb4}\u{64e}\u{651}\u{fedf}\u{fe8d} \u{fef0}\u{fedf}\u{fe87} [2] \u{fee5}\u{64e}\u{fef5}\u{fe8d} \u{60c}\u{fefb} :\u{fe99}\u{64f}\u{feaa}\u{650}\u{651}\u{fea4}\u{64e}\u{fe98}\u{64e}\u{fee4}\u{64f}\u{fedf}\u{fe8d} │",
        ),
    ],
    &[
        (' ', "│"),
        ('h', " \u{fef1}\u{feaa}\u{fee8}\u{fe9f} 2500 (NATO) "),
        (
            ' ',
            "│ \u{fef2}\u{fe91}\u{feed}\u{fead}\u{feed}\u{fe83}-\u{fef2}\u{fe91}\u{feae}\u{fecb} \u{fed5}\u{fe8e}\u{fed4}\u{fe97}\u{fe8d} ١٥ (١٥) ١٢/٣ %45 │",
        ),
    ],
    &[
        (
            ' ',
            "│ \u{ab}\u{feaf}\u{feae}\u{fe98}\u{fef3}\u{feed}\u{fead}\u{bb} \u{fed6}\u{fed3}\u{feed} │ \u{feb2}\u{fef4}\u{fe8b}",
        ),
        ('m', "\u{feae}\u{fedf}\u{fe8d}"),
        (' ', " \u{fec2}\u{fed4}\u{fee8}\u{fedf}\u{fe8d} 日本 plain Latin │"),
    ],
    &[('d', "  3/12 \u{feb2}\u{fef4}\u{fe8b}\u{feae}\u{fedf}\u{fe8d}")],
];

struct Card {
    turned: bool,
    cursor: bool,
    last: String,
}

fn main() -> anyhow::Result<()> {
    let word = std::env::args().nth(1).unwrap_or_else(|| "auto".to_owned());
    let harakat = std::env::args().nth(2).unwrap_or_else(|| "auto".to_owned());
    let wishes =
        Wishes { bidi: word.parse::<BidiWish>()?, harakat: harakat.parse::<HarakatWish>()?, ..Wishes::default() };
    let mut session = Session::open(&wishes)?;
    let mut card = Card { turned: false, cursor: false, last: String::from("-") };
    loop {
        let profile = session.profile();
        let status = format!(
            "{} | {} | {:?} | {:?} | {:?} | {}",
            profile.name, profile.encoding, profile.entry, profile.known_by, profile.background, card.last
        );
        session.draw(|frame| draw(frame, &card, &status))?;
        let Some(event) = session.next(None)? else { continue };
        if !matches!(&event, Event::Mouse(mouse) if matches!(mouse.kind, MouseEventKind::Up(_))) {
            card.last = said(&event);
        }
        match event {
            Event::Key(KeyEvent { code: KeyCode::Char('z'), modifiers: KeyModifiers::CONTROL, .. }) => {
                session.suspend()?;
            }
            Event::Key(key) => match key.code {
                KeyCode::Char('q') => return Ok(()),
                KeyCode::Char('p') => panic!("asked to"),
                KeyCode::Char('z') => session.suspend()?,
                KeyCode::Char('o') => {
                    session.run_outside(|| std::process::Command::new("stty").arg("-a").status())??;
                }
                KeyCode::Char('c') => card.cursor = !card.cursor,
                KeyCode::Char('r') => card.turned = !card.turned,
                _ => {}
            },
            Event::Closed => return Ok(()),
            _ => {}
        }
    }
}

fn said(event: &Event) -> String {
    match event {
        Event::Key(key) => format!("key {:?} {:?}", key.code, key.modifiers),
        Event::Mouse(mouse) if matches!(mouse.kind, MouseEventKind::Down(_)) => {
            format!("mouse {},{}", mouse.column, mouse.row)
        }
        Event::Mouse(_) => "mouse".to_owned(),
        Event::Paste(text) => format!("paste {} chars", text.chars().count()),
        other => format!("{other:?}"),
    }
}

fn draw(frame: &mut Frame, card: &Card, status: &str) {
    let (width, height) = (frame.area().width, frame.area().height);
    for (y, row) in (1..).zip(ROWS) {
        let mut x = 0;
        for (style, text) in *row {
            for cluster in text.graphemes(true) {
                if x < width && y < height {
                    put(frame, (x, y), cluster, *style, card.turned);
                }
                x += if cluster.chars().any(|c| ('\u{2E80}'..'\u{A000}').contains(&c)) { 2 } else { 1 };
            }
        }
    }
    if card.cursor {
        frame.set_cursor_position((22, 1));
    }
    let y = height.saturating_sub(1);
    for (x, c) in (0..width).zip(status.chars()) {
        frame.buffer_mut()[(x, y)].set_char(c);
    }
}

fn put(frame: &mut Frame, at: (u16, u16), cluster: &str, style: char, turned: bool) {
    let style = match style {
        't' => Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD),
        'd' => Style::new().add_modifier(Modifier::DIM),
        'h' => Style::new().add_modifier(Modifier::REVERSED),
        'm' if turned => Style::new().fg(Color::White).bg(Color::Magenta),
        'm' => Style::new().fg(Color::Black).bg(Color::Yellow),
        _ => Style::new(),
    };
    frame.buffer_mut()[at].set_symbol(cluster).set_style(style);
}
