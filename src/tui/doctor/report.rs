//! The findings as JSON, for a bug report: nothing in it names a person, a host or a path.

use serde_json::{Map, Value, json};

use super::findings::{Findings, name_of_known, name_of_marks};
use super::fonts::Font;
use crate::tui::terminal::detect::{Background, Entry, Profile};

/// The name of the form, to be changed with it.
const SCHEMA: &str = "isnad/doctor/1";

/// The report as one object. `fonts` are those with joined letters, where they were asked for and could be listed.
pub fn report(findings: &Findings, fonts: Option<&[Font]>) -> Value {
    let answers = &findings.heard.answers;
    let variables: Map<String, Value> =
        findings.variables.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
    json!({
        "schema": SCHEMA,
        "version": env!("CARGO_PKG_VERSION"),
        "system": format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        "environment": variables,
        "answers": {
            "asked": findings.heard.size.is_some(),
            "complete": answers.complete,
            "xtversion": answers.version,
            "da2": answers.secondary,
            "mode_8": answers.bdsm,
            "xtgettcap_tn": answers.name,
            "kitty_font": answers.kitty_font,
            "lrm_columns": answers.mark_columns,
            "osc_66": answers.text_sizing,
            "background": answers.background.map(background),
            "tmux_outer": answers.outer,
        },
        "found": profile(&findings.found),
        "known_again_by": findings.id,
        "seen": findings.seen,
        "seen_unreadable": findings.trouble.is_some(),
        "wishes": { "bidi": findings.bidi.name(), "harakat": findings.harakat.name() },
        "in_force": profile(&findings.in_force),
        "screen": findings.heard.size.map(|size| json!({ "columns": size.width, "rows": size.height })),
        "colours": findings.colours(),
        "fonts": fonts.map(|fonts| fonts.iter().map(|font| json!({ "name": font.name, "monospaced": font.monospaced })).collect::<Vec<_>>()),
    })
}

fn profile(profile: &Profile) -> Value {
    json!({
        "terminal": profile.name,
        "encoding": profile.encoding.name(),
        "entry": match profile.entry {
            Entry::None => "none",
            Entry::Explicit => "explicit",
            Entry::Implicit => "implicit",
            Entry::Mlterm => "mlterm",
            Entry::MltermInScreen => "mlterm-in-screen",
        },
        "implicit_before": profile.implicit_before,
        "marks": name_of_marks(profile.marks),
        "without_marks": profile.without_marks,
        "background": profile.background.map(background),
        "known_by": name_of_known(profile.known_by),
    })
}

const fn background(background: Background) -> &'static str {
    match background {
        Background::Dark => "dark",
        Background::Light => "light",
    }
}
