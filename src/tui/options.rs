//! The view options: what can be changed of the screen while reading, in the order of their panel, each with its values.

use crate::config::{
    DigitsWish, DirectionWish, HarakatWish, LanguageWish, MEASURES, SpacingWish, Switch, ThemeWish, View, Wishes,
};
use crate::span::Column;

/// Columns by which the measure is changed.
const STEP: i16 = 2;

/// One of the view options.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of `View`")]
pub enum Choice {
    Measure,
    LineSpacing,
    Harakat,
    Kashida,
    Direction,
    Focus,
    Verbs,
    Controls,
    Theme,
    Digits,
    Lang,
}

impl Choice {
    /// All of them, from the top of the panel.
    pub const ALL: [Choice; 11] = [
        Choice::Measure,
        Choice::LineSpacing,
        Choice::Harakat,
        Choice::Kashida,
        Choice::Direction,
        Choice::Focus,
        Choice::Verbs,
        Choice::Controls,
        Choice::Theme,
        Choice::Digits,
        Choice::Lang,
    ];

    /// Its key in the configuration file, which is also that of its words.
    pub const fn name(self) -> &'static str {
        match self {
            Choice::Measure => "measure",
            Choice::LineSpacing => "line_spacing",
            Choice::Harakat => "harakat",
            Choice::Kashida => "kashida",
            Choice::Direction => "direction",
            Choice::Focus => "focus",
            Choice::Verbs => "verbs",
            Choice::Controls => "controls",
            Choice::Theme => "theme",
            Choice::Digits => "digits",
            Choice::Lang => "lang",
        }
    }

    /// The names of its values; none where it is a number.
    pub const fn values(self) -> &'static [&'static str] {
        match self {
            Choice::Measure => &[],
            Choice::LineSpacing => SpacingWish::NAMES,
            Choice::Harakat => HarakatWish::NAMES,
            Choice::Kashida | Choice::Focus | Choice::Verbs | Choice::Controls => Switch::NAMES,
            Choice::Direction => DirectionWish::NAMES,
            Choice::Theme => ThemeWish::NAMES,
            Choice::Digits => DigitsWish::NAMES,
            Choice::Lang => LanguageWish::NAMES,
        }
    }

    /// The name of the value that it has in `view`; of a number nothing.
    pub const fn value(self, view: &View) -> &'static str {
        match self {
            Choice::Measure => "",
            Choice::LineSpacing => view.line_spacing.name(),
            Choice::Harakat => view.harakat.name(),
            Choice::Kashida => view.kashida.name(),
            Choice::Focus => view.focus.name(),
            Choice::Verbs => view.verbs.name(),
            Choice::Controls => view.controls.name(),
            Choice::Direction => view.direction.name(),
            Choice::Theme => view.theme.name(),
            Choice::Digits => view.digits.name(),
            Choice::Lang => view.lang.name(),
        }
    }

    /// What changes when it is moved by `by` values from where it is in `view`; after the last value comes the first.
    pub fn moved(self, view: &View, by: isize) -> Wishes {
        let mut changed = Wishes::default();
        match self {
            Choice::Measure => changed.measure = Some(measure(view, by)),
            Choice::LineSpacing => changed.line_spacing = Some(round(SpacingWish::ALL, view.line_spacing, by)),
            Choice::Harakat => changed.harakat = Some(round(HarakatWish::ALL, view.harakat, by)),
            Choice::Kashida => changed.kashida = Some(round(Switch::ALL, view.kashida, by)),
            Choice::Direction => changed.direction = Some(round(DirectionWish::ALL, view.direction, by)),
            Choice::Focus => changed.focus = Some(round(Switch::ALL, view.focus, by)),
            Choice::Verbs => changed.verbs = Some(round(Switch::ALL, view.verbs, by)),
            Choice::Controls => changed.controls = Some(round(Switch::ALL, view.controls, by)),
            Choice::Theme => changed.theme = Some(round(ThemeWish::ALL, view.theme, by)),
            Choice::Digits => changed.digits = Some(round(DigitsWish::ALL, view.digits, by)),
            Choice::Lang => changed.lang = Some(round(LanguageWish::ALL, view.lang, by)),
        }
        changed
    }
}

fn measure(view: &View, by: isize) -> Column {
    let by = STEP.saturating_mul(by.clamp(-100, 100) as i16);
    Column(view.measure.0.saturating_add_signed(by).clamp(*MEASURES.start(), *MEASURES.end()))
}

fn round<T: Copy + PartialEq>(all: &[T], now: T, by: isize) -> T {
    let at = all.iter().position(|one| *one == now).unwrap_or(0) as isize;
    let next = (at + by).rem_euclid(all.len().max(1) as isize);
    all.get(next as usize).copied().unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_come_to_and_left_again() {
        for choice in Choice::ALL {
            let mut view = View::default();
            let mut seen = Vec::new();
            for _ in choice.values() {
                view = view.with(&choice.moved(&view, 1));
                seen.push(choice.value(&view));
            }
            assert_eq!(view, View::default(), "{choice:?}");
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), choice.values().len(), "{choice:?}");
            let there = view.with(&choice.moved(&view, -1));
            assert_ne!(there, view, "{choice:?}");
            assert_eq!(there.with(&choice.moved(&there, 1)), view, "{choice:?}");
        }
    }

    #[test]
    fn the_measure_has_ends() {
        let narrow = View { measure: Column(21), ..View::default() };
        assert_eq!(Choice::Measure.moved(&narrow, -1).measure, Some(Column(20)));
        assert_eq!(Choice::Measure.moved(&narrow, isize::MAX).measure, Some(Column(200)));
    }
}
