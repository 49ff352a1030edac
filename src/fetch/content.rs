//! What a server says of what it sends. Pure.

/// What a server said of what it sent, in its `Content-Type`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Content {
    /// The media type in lower case, as `text/html`; empty where none was said.
    pub media: String,
    /// The label of the encoding; empty where none was said.
    pub charset: String,
}

impl Content {
    /// Reads the header `Content-Type`.
    ///
    /// ```
    /// let content = isnad::fetch::Content::of_header("Text/HTML; Charset=\"windows-1256\"; x=y");
    /// assert_eq!((content.media.as_str(), content.charset.as_str()), ("text/html", "windows-1256"));
    /// ```
    pub fn of_header(header: &str) -> Content {
        let mut parts = header.split(';');
        let media = parts.next().unwrap_or("").trim().to_ascii_lowercase();
        let charset = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            let value = value.trim().trim_matches(['"', '\'']).trim();
            name.trim().eq_ignore_ascii_case("charset").then(|| value.to_ascii_lowercase())
        });
        // A type is two words; what is none says nothing.
        let is_type = media.split_once('/').is_some_and(|(one, other)| !one.is_empty() && !other.is_empty());
        Content { media: if is_type { media } else { String::new() }, charset: charset.unwrap_or_default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &str, media: &str, charset: &str) {
        let expected = Content { media: media.to_owned(), charset: charset.to_owned() };
        assert_eq!(Content::of_header(header), expected, "{header}");
    }

    #[test]
    fn what_servers_send() {
        check("text/html; charset=utf-8", "text/html", "utf-8");
        check("text/html;charset='UTF-8'", "text/html", "utf-8");
        check("application/rss+xml", "application/rss+xml", "");
        check("text/plain; format=flowed; charset=windows-1256", "text/plain", "windows-1256");
        check("html", "", "");
        check("", "", "");
        check("; charset=iso-8859-6", "", "iso-8859-6");
        check("text/html; charset", "text/html", "");
    }
}
