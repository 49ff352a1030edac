//! In which language an article is written.
//!
//! What its letters say counts before what its page says: a template often names another language. Arabic is told by its
//! letters alone, which costs next to nothing; of other languages whatlang tells those that it knows (trigrams), and letters
//! that only one of them has tell Pashto, Kurdish and Uyghur. Only the beginning is looked at.

use whatlang::{Detector, Lang};

use super::model::Article;

/// So many letters tell a language.
const TELLING: usize = 4000;

/// A text of fewer letters is not judged against what its page says.
const SURE: usize = 200;

/// Where fewer letters than one in so many are of an alphabet other than that of Arabic, they are those of foreign names.
const RARE: usize = 200;

/// Where more letters than one in so many are of one language alone, it is that one.
const OWN: usize = 50;

/// A text of which at least one letter in so many is Arabic is searched for claims, whatever else is in it.
const SHARE: usize = 4;

/// Letters that in Arabic script only these languages use.
const OWNERS: [(&str, &str); 4] = [("ps", "ټځڅډړږښګڼۍ"), ("ug", "ۇۈۋڭ"), ("ckb", "ڵڕێ"), ("sd", "ڀٻٺٽڃڄڇڌڏڊڦڪڱڳڻ")];

/// Languages that are written in Arabic letters; tags of Arabic's own varieties are among them.
const IN_ARABIC: [&str; 14] =
    ["ar", "arb", "arz", "ary", "apc", "acm", "fa", "ur", "ps", "ckb", "ku", "ug", "sd", "pnb"];

/// Tags of Arabic and its varieties.
const ARABIC: usize = 6;

impl Article {
    /// The language of the article as a BCP 47 tag: what its letters say beyond doubt, else what its page says where that is
    /// not against its letters, else what its letters make likely.
    ///
    /// ```
    /// use isnad::article::{from_text, Origin};
    /// let language = |text: &str| from_text(text.to_owned(), Origin::StandardInput).language().map(str::to_owned);
    /// assert_eq!(language("قال الوزير لـ CNN إن العمل بدأ").as_deref(), Some("ar"));
    /// assert_eq!(language("2031"), None);
    /// ```
    pub fn language(&self) -> Option<&str> {
        self.language_by(&Letters::of(&self.text))
    }

    fn language_by(&self, letters: &Letters<'_>) -> Option<&str> {
        let found = letters.language();
        let stated = self.about.language.as_deref().filter(|tag| letters.may_be(tag));
        match found {
            Some(Found { tag, is_sure: true }) if stated.is_none_or(|stated| base(stated) != tag) => Some(tag),
            Some(Found { tag, .. }) => stated.or(Some(tag)),
            None => stated,
        }
    }

    /// Whether claims are looked for in it: they are told by the words of Arabic. Of an article in several languages the
    /// Arabic may be any part that is worth it.
    pub fn is_in_arabic(&self) -> bool {
        self.foreign_language().is_none()
    }

    /// The language of an article in which no claims are looked for; none where they are.
    pub fn foreign_language(&self) -> Option<&str> {
        let letters = Letters::of(&self.text);
        let has_arabic = !letters.is_in_arabic_script() && letters.arabic * SHARE >= letters.all();
        self.language_by(&letters).filter(|tag| !is_arabic(tag) && !has_arabic)
    }
}

/// Whether a tag names Arabic.
fn is_arabic(tag: &str) -> bool {
    IN_ARABIC.iter().take(ARABIC).any(|name| *name == base(tag))
}

/// The language of a tag, without its script and its country.
fn base(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// What was found, and whether it can hardly be another.
struct Found {
    tag: &'static str,
    is_sure: bool,
}

/// The letters at the beginning of a text, counted.
struct Letters<'t> {
    /// The text up to the last letter that was counted.
    head: &'t str,
    /// Letters of the Arabic alphabet.
    arabic: usize,
    /// Letters that were added to it: those that stand for one of its own in another shape, and all others.
    variants: usize,
    added: usize,
    hebrew: usize,
    other: usize,
    /// How many letters each of [`OWNERS`] has for itself.
    owned: [usize; OWNERS.len()],
}

impl<'t> Letters<'t> {
    fn of(text: &'t str) -> Letters<'t> {
        let mut letters =
            Letters { head: text, arabic: 0, variants: 0, added: 0, hebrew: 0, other: 0, owned: [0; OWNERS.len()] };
        for (at, c) in text.char_indices() {
            match c {
                'ء'..='غ' | 'ف'..='ي' => letters.arabic += 1,
                'ٱ' | 'ی' | 'ک' => letters.variants += 1,
                '\u{671}'..='\u{6d3}'
                | '\u{6d5}'
                | '\u{6ee}'..='\u{6ef}'
                | '\u{6fa}'..='\u{6ff}'
                | '\u{750}'..='\u{77f}' => letters.add(c),
                'א'..='ת' => letters.hebrew += 1,
                c if c.is_ascii() && !c.is_ascii_alphabetic() => continue,
                c if c.is_alphabetic() => letters.other += 1,
                _ => continue,
            }
            if letters.all() >= TELLING {
                letters.head = text.get(..at).unwrap_or(text);
                break;
            }
        }
        letters
    }

    fn add(&mut self, c: char) {
        self.added += 1;
        for (count, (_, own)) in self.owned.iter_mut().zip(OWNERS) {
            *count += usize::from(own.contains(c));
        }
    }

    fn in_arabic(&self) -> usize {
        self.arabic + self.variants + self.added
    }

    fn all(&self) -> usize {
        self.in_arabic() + self.hebrew + self.other
    }

    fn is_in_arabic_script(&self) -> bool {
        self.in_arabic() > self.hebrew + self.other
    }

    /// Whether a language of that tag can be written in these letters.
    fn may_be(&self, tag: &str) -> bool {
        let base = base(tag);
        match base {
            _ if self.all() == 0 => true,
            "he" | "iw" | "yi" => self.hebrew > 0,
            _ if IN_ARABIC.contains(&base) => self.in_arabic() > 0,
            _ => !self.is_in_arabic_script() && self.hebrew <= self.other,
        }
    }

    fn language(&self) -> Option<Found> {
        let is_long = self.all() >= SURE;
        if self.all() == 0 {
            return None;
        }
        if !self.is_in_arabic_script() {
            let list = if self.hebrew > self.other { vec![Lang::Heb, Lang::Yid] } else { Vec::new() };
            return self.detected(list);
        }
        if self.added * RARE <= self.in_arabic() {
            return Some(Found { tag: "ar", is_sure: is_long });
        }
        let (most, (owner, _)) = self.owned.iter().zip(OWNERS).max_by_key(|(count, _)| **count)?;
        if most * OWN >= self.in_arabic() {
            return Some(Found { tag: owner, is_sure: is_long });
        }
        self.detected(vec![Lang::Ara, Lang::Pes, Lang::Urd])
    }

    /// What whatlang says, of the languages of the list where there are any.
    fn detected(&self, list: Vec<Lang>) -> Option<Found> {
        let is_long = self.all() >= SURE;
        let is_open = list.is_empty();
        let detector = if is_open { Detector::new() } else { Detector::with_allowlist(list) };
        let found = detector.detect(self.head)?;
        let is_sure = is_long && found.is_reliable();
        (is_sure || !is_open).then(|| Found { tag: tag_of(found.lang()), is_sure })
    }
}

/// The tag of a language: of two letters where there is one (BCP 47, 2.2.1).
fn tag_of(lang: Lang) -> &'static str {
    match lang {
        Lang::Ara => "ar",
        Lang::Pes => "fa",
        Lang::Urd => "ur",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Tur => "tr",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Ell => "el",
        Lang::Hin => "hi",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{About, Origin, from_text};

    #[track_caller]
    fn check(text: &str, stated: Option<&str>, expected: Option<&str>) {
        let mut article = from_text(text.to_owned(), Origin::StandardInput);
        article.about = About { language: stated.map(str::to_owned), ..About::default() };
        assert_eq!(article.language(), expected, "{text}");
    }

    const ARABIC: &str = "قال وزير الزراعة إن الموسم هذا العام أفضل من سابقه، وأضاف أن الأسعار ستنخفض قبل الشتاء. ";
    const PERSIAN: &str =
        "وزیر کشاورزی گفت که محصول امسال بهتر از پارسال است و افزود قیمت‌ها پیش از زمستان پایین می‌آید. ";
    const URDU: &str =
        "وزیر زراعت نے کہا کہ اس سال کی فصل پچھلے سال سے بہتر ہے اور قیمتیں سردیوں سے پہلے کم ہو جائیں گی۔ ";
    const HEBREW: &str = "שר החקלאות אמר שהיבול השנה טוב יותר מבשנה שעברה והוסיף שהמחירים יירדו לפני החורף. ";
    const ENGLISH: &str = "The minister of agriculture said that this year's harvest is better than the last one. ";
    const KURDISH: &str =
        "وەزیری کشتوکاڵ گوتی بەرهەمی ئەمساڵ لە ساڵی پار باشترە و نرخەکان پێش زستان دادەبەزن لە بازاڕ. ";
    const PASHTO: &str = "د کرنې وزیر وویل چې سږکال حاصلات تر تېر کال ښه دي او بیې به له ژمي مخکې ټیټې شي ځکه ډېر دي. ";
    const UYGHUR: &str =
        "يېزا ئىگىلىك مىنىستىرى بۇ يىلقى ھوسۇلنىڭ بۇلتۇرقىدىن ياخشى ئىكەنلىكىنى ۋە باھانىڭ چۈشىدىغانلىقىنى ئېيتتى. ";

    #[test]
    fn letters_tell_languages() {
        for (text, expected) in [
            (ARABIC, "ar"),
            (PERSIAN, "fa"),
            (URDU, "ur"),
            (HEBREW, "he"),
            (ENGLISH, "en"),
            (KURDISH, "ckb"),
            (PASHTO, "ps"),
            (UYGHUR, "ug"),
        ] {
            check(&text.repeat(8), None, Some(expected));
            check(&text.repeat(8), Some("en-GB"), Some(if expected == "en" { "en-GB" } else { expected }));
        }
    }

    #[test]
    fn short_texts_are_what_their_page_says() {
        check("گفت وگوی ما", Some("fa-IR"), Some("fa-IR"));
        check("سلام دنیا", Some("fa"), Some("fa"));
        check("سلام دنیا", None, Some("ar"));
        check("سلام", Some("en"), Some("ar"));
        check("2031", Some("ar"), Some("ar"));
        check("2031", None, None);
        check("x", None, None);
    }

    #[test]
    fn foreign_names_do_not_make_a_language() {
        check(&format!("{}وقالت شركة گوگل وڤودافون وپژو.", ARABIC.repeat(20)), None, Some("ar"));
        check(&ARABIC.replace('ي', "ی").replace('ك', "ک").repeat(4), None, Some("ar"));
        check(&ARABIC.repeat(4), Some("ar-EG"), Some("ar-EG"));
        check(&ARABIC.repeat(4), Some("fa"), Some("ar"));
    }

    #[test]
    fn claims_are_looked_for_where_there_is_arabic() {
        let is = |text: String| from_text(text, Origin::StandardInput).is_in_arabic();
        assert!(is(ARABIC.to_owned()) && is(String::from("2031")) && is("سلام".to_owned()));
        assert!(is(format!("{}{}", ENGLISH.repeat(3), ARABIC.repeat(2))));
        for text in [PERSIAN, URDU, HEBREW, ENGLISH, KURDISH] {
            assert!(!is(text.repeat(8)), "{text}");
        }
    }
}
