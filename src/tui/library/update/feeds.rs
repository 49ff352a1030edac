//! What is heard of feeds that are asked, and of pages that are fetched, beside the screens.

use crossterm::event::{KeyCode, KeyEvent};

use super::super::message::{Effect, Exit, Message};
use super::super::model::Model;
use super::{key_pressed, reading};
use crate::tui::message::Notice;

/// Tells what is heard, and reads again what is new.
pub fn heard(model: &mut Model, message: Message) -> Vec<Effect> {
    let words = model.words;
    let counts = |key, counts: [usize; 2]| Notice { key, values: counts.map(|n| words.number(n)).to_vec() };
    let mut effects = Vec::new();
    let notice = match message {
        Message::FeedsAsked { all: 0, .. } => Notice::plain("feeds.asking"),
        Message::FeedsAsked { done, all, new } => {
            // What is new is seen as it comes.
            if new > 0 {
                effects.extend([reading::again(model), Effect::Count]);
            }
            counts("feeds.asked", [done, all])
        }
        Message::FeedsDone { new, failed } => {
            effects.extend([reading::again(model), Effect::Count]);
            counts(if failed == 0 { "feeds.done" } else { "feeds.done-but" }, [new, failed])
        }
        Message::FeedsBusy => Notice::plain("feeds.busy"),
        Message::PageAwaited => {
            model.awaits_page = true;
            Notice::plain("page.fetching")
        }
        Message::PageGivenUp => Notice::plain("page.given-up"),
        Message::PageCame { document, claim } => {
            model.awaits_page = false;
            model.notice = None;
            return vec![Effect::Leave(Exit::Article { document, claim })];
        }
        _ => return effects,
    };
    model.notice = Some(notice);
    effects
}

/// A key while a page is awaited: it is meant for the screen that is there, not for the one that is to come.
pub fn key_while_awaited(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    let mut effects = vec![Effect::GiveUp];
    if key.code != KeyCode::Esc {
        effects.extend(key_pressed(model, key));
    }
    effects
}
