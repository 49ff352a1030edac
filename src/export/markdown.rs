//! Markdown: text that stays text in CommonMark and in Obsidian, and values of its front matter.

/// The template that a Markdown export follows where no other is given.
pub const ARTICLE: &str = include_str!("../../assets/templates/article.md");

/// The same for the sources of many articles.
pub const DOSSIER: &str = include_str!("../../assets/templates/dossier.md");

/// Text as Markdown in one line: nothing in it is a mark, a tag, a link or a block.
pub(super) fn inline(text: &str) -> String {
    escape(&super::annotated::one_line(text))
}

/// Text as Markdown, its lines kept, each behind `before`.
pub(super) fn lines(text: &str, before: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(super::annotated::is_line_end, "\n");
    let lines: Vec<String> = text.trim_end().split('\n').map(|line| format!("{before}{}", inline(line))).collect();
    lines.join("\n")
}

fn escape(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for (at, c) in line.chars().enumerate() {
        // What begins a list, a heading or a rule does so at the start of a line only; CommonMark lets all punctuation be
        // escaped.
        let begins = at == 0 && matches!(c, '-' | '+');
        if begins
            || matches!(
                c,
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' | '=' | '%' | '^'
            )
        {
            out.push('\\');
        }
        out.push(c);
    }
    ordered(out)
}

/// `1.` and `1)` at the start of a line begin a list.
fn ordered(line: String) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.split_at_checked(digits) {
        Some((number, rest)) if digits > 0 && rest.starts_with(['.', ')']) => format!("{number}\\{rest}"),
        _ => line,
    }
}

/// A tag as Obsidian knows it: letters, digits, `_`, `-` and `/`.
pub(super) fn tag(text: &str) -> String {
    text.chars().map(|c| if c.is_alphanumeric() || matches!(c, '_' | '/') { c } else { '-' }).collect()
}

/// A YAML string in double quotes, for version 1.1 and 1.2: what either takes for a line end or cannot print is escaped.
pub(super) fn yaml(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\x{:02x}", u32::from(c))),
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(
            inline("<script>#وسم [[رابط]] ![](x) **لا**\n- |"),
            "\\<script\\>\\#وسم \\[\\[رابط\\]\\] !\\[\\](x) \\*\\*لا\\*\\* - \\|"
        );
        assert_eq!(
            [inline("- نعم"), inline("+"), inline("12. نعم"), inline("1) لا")],
            ["\\- نعم", "\\+", "12\\. نعم", "1\\) لا"]
        );
        assert_eq!(inline("&lt; $x$ ==y== %%z%% \u{1b}[2J"), "\\&lt; \\$x\\$ \\=\\=y\\=\\= \\%\\%z\\%\\% \\[2J");
    }

    #[test]
    fn lines_stay_behind_their_mark() {
        assert_eq!(lines("نعم\r\n\u{2028}> لا\n", "> "), "> نعم\n> \n> \\> لا");
    }

    #[test]
    fn yaml_is_one_line() {
        assert_eq!(yaml("a\"b\\c\nd\u{85}\u{2028}\u{7}: #"), "\"a\\\"b\\\\c\\nd\\x85\\u2028\\x07: #\"");
    }
}
