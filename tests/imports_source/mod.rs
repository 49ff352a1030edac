//! Rust sources as the test of the imports reads them: tokens, paths, lengths of functions.

/// A path that the code names, `use` groups spelled out.
pub struct Found {
    /// The line, from 1, of its last part.
    pub line: usize,
    /// Its parts; the last may be `*`.
    pub path: Vec<String>,
}

/// The text with comments and the insides of literals blanked; line ends stay.
pub fn without_comments(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let end = literal_end(&chars, at);
        if end == at {
            out.push(c);
            at += 1;
        } else {
            out.extend(chars[at..end].iter().map(|&c| if c == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    out
}

/// The end of the comment or literal that begins at `at`; `at` itself where none does.
fn literal_end(chars: &[char], at: usize) -> usize {
    let next = |by: usize| chars.get(at + by).copied().unwrap_or('\0');
    let begins_word = at == 0 || !(chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
    match (chars[at], next(1)) {
        ('/', '/') => chars[at..].iter().position(|&c| c == '\n').map_or(chars.len(), |length| at + length),
        ('/', '*') => block_comment_end(chars, at),
        ('"', _) => string_end(chars, at + 1),
        ('r', '"' | '#') if begins_word => raw_string_end(chars, at + 1).unwrap_or(at),
        ('\'', '\\') => chars[at + 3..].iter().position(|&c| c == '\'').map_or(chars.len(), |length| at + length + 4),
        // Otherwise it is a lifetime.
        ('\'', _) if next(2) == '\'' => at + 3,
        _ => at,
    }
}

fn block_comment_end(chars: &[char], from: usize) -> usize {
    let (mut at, mut depth) = (from, 0);
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    chars.len()
}

fn string_end(chars: &[char], from: usize) -> usize {
    let mut at = from;
    while let Some(&c) = chars.get(at) {
        match c {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

/// The end of `"…"` or `#"…"#` and so on at `from`; `None` where no string is there (`r#type`).
fn raw_string_end(chars: &[char], from: usize) -> Option<usize> {
    let hashes = chars[from..].iter().take_while(|&&c| c == '#').count();
    if chars.get(from + hashes) != Some(&'"') {
        return None;
    }
    let closing: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    let body = from + hashes + 1;
    let length = chars[body..].windows(closing.len()).position(|window| window == closing)?;
    Some(body + length + closing.len())
}

struct Token {
    line: usize,
    text: String,
}

fn tokens(code: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for (number, line) in code.lines().enumerate() {
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            let mut text = c.to_string();
            if c.is_alphanumeric() || c == '_' {
                while let Some(more) = chars.next_if(|&c| c.is_alphanumeric() || c == '_') {
                    text.push(more);
                }
            } else if c == ':' && chars.next_if_eq(&':').is_some() {
                text.push(':');
            } else if c.is_whitespace() {
                continue;
            }
            tokens.push(Token { line: number + 1, text });
        }
    }
    tokens
}

fn is_name(text: &str) -> bool {
    text.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_')
}

/// Every path of two parts or more, and every path in a `use` or `extern crate`.
pub fn paths(code: &str) -> Vec<Found> {
    let tokens = tokens(code);
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if text(at) == "use" {
            at = tree(&tokens, at + 1, &[], &mut found);
        } else if text(at) == "extern" && text(at + 1) == "crate" {
            found.push(Found { line: tokens[at].line, path: vec![text(at + 2).to_owned()] });
            at += 3;
        } else if is_name(text(at)) && text(at + 1) == "::" {
            let mut path = vec![text(at).to_owned()];
            while text(at + 1) == "::" && is_name(text(at + 2)) {
                at += 2;
                path.push(text(at).to_owned());
            }
            found.push(Found { line: tokens[at].line, path });
            at += 1;
        } else {
            at += 1;
        }
    }
    found
}

/// Reads one `use` tree under `prefix`; gives the place after it.
fn tree(tokens: &[Token], from: usize, prefix: &[String], found: &mut Vec<Found>) -> usize {
    let text = |at: usize| tokens.get(at).map_or(";", |token| token.text.as_str());
    let (mut at, mut path) = (from, prefix.to_vec());
    loop {
        match text(at) {
            "::" => at += 1,
            "{" => {
                at += 1;
                while !matches!(text(at), "}" | ";") {
                    at = tree(tokens, at, &path, found);
                    at += usize::from(text(at) == ",");
                }
                return at + 1;
            }
            "as" => at += 2,
            name if name == "*" || is_name(name) => {
                path.push(name.to_owned());
                at += 1;
                if text(at) != "::" {
                    found.push(Found { line: tokens[at - 1].line, path: path.clone() });
                }
            }
            "," | "}" | ";" => return at,
            // Not a `use` after all: a word in a macro.
            _ => return at + 1,
        }
    }
}

/// The line of the first `#[cfg(test)] mod … {`, from 1: tests end a file.
pub fn tests_begin(code: &str) -> Option<usize> {
    let tokens = tokens(code);
    let shape = ["#", "[", "cfg", "(", "test", ")", "]", "mod"];
    let begins = |at: &usize| {
        let same =
            shape.iter().enumerate().all(|(by, part)| tokens.get(at + by).is_some_and(|token| token.text == *part));
        same && tokens.get(at + shape.len() + 1).is_some_and(|token| token.text == "{")
    };
    (0..tokens.len()).find(begins).map(|at| tokens[at].line)
}

/// Every function with a body: its line, its name, and how many lines it has.
pub fn functions(code: &str) -> Vec<(usize, String, usize)> {
    let tokens = tokens(code);
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Some(name) = tokens.get(at + 1).filter(|name| token.text == "fn" && is_name(&name.text)) else {
            continue;
        };
        if let Some(end) = body_end(&tokens, at) {
            found.push((token.line, name.text.clone(), end + 1 - token.line));
        }
    }
    found
}

/// The line of the brace that closes the body of the function at `from`.
fn body_end(tokens: &[Token], from: usize) -> Option<usize> {
    let (mut braces, mut brackets) = (0, 0);
    for token in &tokens[from..] {
        match token.text.as_str() {
            "(" | "[" => brackets += 1,
            ")" | "]" => brackets -= 1,
            "{" => braces += 1,
            "}" if braces == 1 => return Some(token.line),
            "}" => braces -= 1,
            ";" if braces == 0 && brackets == 0 => return None,
            _ => {}
        }
    }
    None
}
