//! Where a phrase ends: words that are never in one, prepositions that are not its own, a second phrase that begins.

use super::super::lexicon as lex;
use super::super::lexicon::Classes;
use super::super::passage::At;
use super::super::words::Word;
use super::shapes::{brings_preposition, is_attached, is_bare_preposition, is_masdar_shape, is_press, is_unknown_verb};
use super::{BODIES, INSIDE, MEDIA, NOUNS, OUTSIDE, Reach, Walk};

/// Those who speak for somebody.
const REPRESENTATIVES: [&str; 12] =
    ["نائب", "نائبة", "ناطق", "ناطقة", "متحدث", "متحدثة", "ممثل", "ممثلة", "مرشح", "مرشحة", "ممثلين", "ممثلون"];

impl Walk<'_, '_> {
    /// Words that end a phrase wherever they stand after its start.
    pub(super) fn stops(&self, at: At, word: &Word<'_>) -> bool {
        let p = self.passage;
        // «ودعا فلان الله عز وجل»: to whom one prays.
        if word.key == "الله" && matches!(p.key(at + 1), "عز" | "سبحانه" | "تعالي" | "جل") {
            return true;
        }
        // «فإن» is no Dutch particle.
        if word.body == "فان" && p.tokens[at].span.of(p.text).contains('إ') {
            return true;
        }
        let phrase = p.phrase(at);
        if (word.classes | phrase).has(OUTSIDE) && !phrase.has(NOUNS) {
            return true;
        }
        if (word.classes.has(lex::TIME) || phrase.has(lex::TIME)) && !word.classes.has(lex::ADJECTIVE) {
            // «مدير الصحة صباح الموسوي»: no time follows it.
            let name = matches!(word.body, "صباح" | "فجر" | "ربيع" | "رمضان" | "شعبان" | "رجب" | "عيد")
                && !phrase.has(lex::TIME)
                && p.word(at + 1)
                    .is_some_and(|w| !w.classes.has(lex::TIME) && !is_bare_preposition(w) && w.prep.is_none());
            return !name && !p.classes(at - 1).has(lex::MEDIA_HEAD) || phrase.has(lex::TIME);
        }
        // «ختم فلان كلمته»: what he did, not who he is.
        if word.classes.has(lex::MEDIUM)
            && !word.article
            && word.prep.is_none()
            && (self.names > 0 || self.closed && !self.open_noun)
            && word.stem.ends_with('ه')
        {
            return true;
        }
        if phrase.has(Classes(lex::TURN_OPENER.0 | lex::OWN_WORDS.0)) {
            return true;
        }
        let inside = word.classes.has(INSIDE) || word.article || phrase.has(NOUNS);
        // «المديرة ناديا»: no verb in the dual stands within a phrase.
        let dual = self.closed && !word.conj && word.forms.iter().all(|f| f.number == lex::Number::Dual);
        if word.finite().is_some() && !inside && !dual {
            return true;
        }
        if word.participle().is_some() && word.tanwin && !inside {
            return true;
        }
        // «وبدا فلان متفائلاً»: a name has no tanwin.
        if word.tanwin && word.body.ends_with('ا') && self.names > 0 && !inside {
            return true;
        }
        // «وتداول ناشطون مقطعاً»: a nominative phrase holds no accusative.
        let nominative = |at: At| p.word(at).is_some_and(|w| w.stem.ends_with("ون") || w.stem.ends_with("ان"));
        if word.tanwin && word.body.ends_with('ا') && nominative(self.start) {
            return true;
        }
        // «وتابع أبو خليل بحسرة», «ونوه رئيس الوفد بمستوى التنظيم»
        let told = self.reach == Reach::Free && self.closed && !self.open_noun;
        if (self.names > 0 || told) && word.classes.is_empty() && is_attached(word.body) {
            return true;
        }
        // «للمطربة سلمى عوض جدلا واسعا»: an accusative and what describes it.
        let accusative =
            |at: At| p.word(at).is_some_and(|w| w.classes.is_empty() && w.body.ends_with('ا') && !w.article);
        if self.names > 1 && accusative(at) && accusative(at + 1) {
            return true;
        }
        // «المتهم استأجر المخزن»
        if self.closed && is_unknown_verb(p, at) {
            return true;
        }
        // «أن منفذ الهجوم أرسل رسالة»: what stands before a message is the verb that sends it.
        let message = p.word(at + 1).is_some_and(|w| {
            w.classes.has(Classes(lex::MEDIUM.0 | lex::DOC_HEAD.0))
                && !w.classes.has(lex::PERSON_HEAD)
                && !w.article
                && w.prep.is_none()
                && !w.conj
        });
        if self.closed && self.names == 0 && !self.open_noun && !word.article && word.classes.is_empty() && message {
            return true;
        }
        // «ونشرت فلانة تغريدة»: an act of speech after a name is its object.
        let told = word.classes.has(Classes(lex::MEDIUM.0 | lex::DOC_HEAD.0));
        let other = Classes(INSIDE.0 & !lex::DOC_HEAD.0);
        let act = told && !word.classes.has(other) && !word.article && word.prep.is_none();
        if self.names > 1 && act && !word.conj {
            return true;
        }
        // «عن فلان قوله»: what he said, not what he is called.
        if word.suffix && !inside && word.masdar().is_some() {
            return true;
        }
        if word.is_number() || word.classes.has(lex::PRONOUN) {
            return true;
        }
        word.conj && !self.coordinates(word)
    }

    /// «وقال فلان لـ"النهار"»: whom he told, unless the head is what a body owns (بيان لـ"النهار").
    pub(super) fn addresses(&self, at: At, word: &Word<'_>) -> bool {
        let owned = Classes(lex::DOC_HEAD.0 | lex::ORG_HEAD.0 | lex::MEDIA_HEAD.0);
        // «وذكرت الأمانة لـ"النهار" أن»
        let follows = self.passage.opens(at + 1).map(|q| q.close + 1);
        let told =
            follows.is_some_and(|f| self.passage.classes(f).has(lex::COMPLEMENTIZER) && !self.head.has(lex::DOC_HEAD));
        let belonging = !told && self.passage.word(at - 1).is_some_and(|w| w.stem.starts_with("تابع"));
        word.body == "ل"
            && self.passage.opens(at + 1).is_some()
            && !(self.names == 0 && (self.head.has(owned) && !told || belonging))
    }

    /// Whether و with this word adds to the phrase.
    pub(super) fn coordinates(&self, word: &Word<'_>) -> bool {
        let known = word.classes.has(INSIDE) || word.article || word.is_nisba();
        word.key.starts_with('و')
            && known
            && (self.reach == Reach::Marked || self.names == 0 || word.classes.has(NOUNS))
    }

    /// Whether a noun with a clitic preposition belongs to the phrase.
    pub(super) fn owns_preposition(&self, at: At, word: &Word<'_>) -> bool {
        let classes = word.classes | self.passage.phrase(at);
        match word.prep {
            Some('ب') => {
                let adverbial = Classes(lex::MANNER.0 | lex::TIME.0 | lex::MEDIUM.0 | lex::LIGHT_NOUN.0);
                let place = word.article && word.forms.is_empty() && !classes.has(adverbial);
                let titled = self.head.has(Classes(lex::PERSON_HEAD.0 | lex::ORG_HEAD.0)) && self.names == 0;
                classes.has(BODIES)
                    || matches!(word.stem, "اسم" | "لسان" | "شؤون" | "شان")
                    // «رئيس الشؤون الدينية بالمسجد الكبير»
                    || place && titled && self.reach == Reach::Marked
            }
            Some('ل') if classes.has(MEDIA) => {
                let before = self.passage.word(at - 1);
                let after_role = before
                    .is_some_and(|w| w.classes.has(lex::ADJECTIVE) || w.classes.has(lex::PERSON_HEAD) && !w.article);
                self.names == 0 && (after_role || self.head.has(lex::DOC_HEAD)) && self.reach == Reach::Free
            }
            // «وقال فلان للصحافيين»: whom he told.
            Some('ل') if is_press(word) || self.names > 0 && classes.has(lex::GROUP_HEAD) => false,
            Some('ل') => {
                classes.has(Classes(BODIES.0 | lex::PERSON_HEAD.0 | lex::GROUP_HEAD.0))
                    || self.names == 0 && (self.head.has(NOUNS) || word.article)
                    || classes.has(lex::FIELD_NOUN)
            }
            _ => false,
        }
    }

    /// في، من، لدى inside a phrase: what follows must be a body, a place or a definite noun that is no medium.
    pub(super) fn after_preposition(&self, at: At, word: &Word<'_>) -> Option<At> {
        let p = self.passage;
        let next = p.word(at + 1).filter(|_| at + 1 < self.limit);
        match word.body {
            "باسم" | "بلسان" | "غير" => Some(at + 1),
            "في" | "لدي" | "داخل" => {
                let next = next?;
                let phrase = p.phrase(at + 1);
                let classes = next.classes | phrase;
                let outside = Classes(lex::MEDIUM.0 | lex::TIME.0 | lex::DEMONSTRATIVE.0);
                let inside = classes.has(BODIES) && !next.suffix
                    || self.head.has(NOUNS) && !classes.has(outside) && !next.suffix && !next.is_number();
                // «الباحث الرئيسي في الدراسة، الدكتور فلان»
                let titled = self.head.has(lex::PERSON_HEAD)
                    && p.mark(at + 2) == Some(',')
                    && p.classes(at + 3).has(lex::HONORIFIC)
                    && at + 3 < self.limit;
                (titled || inside && !phrase.has(outside) && self.names < 2).then_some(at + 2)
            }
            "من" => {
                let next = next?;
                let partitive =
                    p.classes(self.start).has(Classes(lex::QUANTIFIER.0 | lex::GROUP_HEAD.0 | lex::PERSON_HEAD.0));
                let noun = next.article || next.classes.has(Classes(INSIDE.0 | lex::DEMONSTRATIVE.0));
                let issued = self.head.has(lex::DOC_HEAD) && self.passage.all(at + 1).has(BODIES);
                ((partitive && noun || issued) && self.names == 0).then_some(at + 1)
            }
            "علي" if p.key(at + 1) == "الاقل" || p.key(at + 1) == "الاكثر" => Some(at + 2),
            "عن" if self.head.has(lex::DOC_HEAD) => Some(at + 1),
            // «النائب عن الكتلة»
            "عن" if p.word(at - 1).is_some_and(|w| REPRESENTATIVES.contains(&w.stem)) && self.names == 0 => {
                Some(at + 1)
            }
            // «المشرف على الجسور»، «المسؤول عن الملف»: a definite participle brings its preposition.
            "علي" | "عن" | "الي" => {
                let charged = p.word(at - 1).is_some_and(|w| w.article && w.stem.starts_with('م'));
                let noun = p.word(at + 1).is_some_and(|w| w.finite().is_none() || w.article);
                let issued = p.word(at - 1).is_some_and(brings_preposition);
                let owned = issued || charged && noun && self.reach == Reach::Marked;
                (owned && self.names == 0 && at + 2 <= self.limit).then_some(at + 2)
            }
            _ => None,
        }
    }

    /// «المسؤولين المنتخبين»، «ناشطون بيئيون»: a plural that has the ending of the one before it describes it.
    pub(super) fn agrees(&self, at: At, word: &Word<'_>) -> bool {
        let before = self.passage.word(at - 1).filter(|w| w.article == word.article);
        let plural = |ending: &&str| word.stem.ends_with(*ending) && before.is_some_and(|b| b.stem.ends_with(*ending));
        (word.classes.is_empty() || word.is_nisba()) && ["ين", "ون"].iter().any(plural)
    }

    /// In a phrase with no marked end: whether `word` must belong to the next phrase.
    pub(super) fn begins_another(&self, at: At, word: &Word<'_>) -> bool {
        let phrase = self.passage.phrase(at);
        let classes = word.classes | phrase;
        if classes.has(lex::DEMONSTRATIVE) {
            return true;
        }
        if classes.has(lex::OBJECT_NOUN) && !word.article && !word.conj && (self.closed || !self.open_noun) {
            return true;
        }
        if !self.closed || word.conj || brings_preposition(word) {
            return false;
        }
        if classes.has(Classes(lex::ADJECTIVE.0 | lex::SAME_REF.0))
            || word.is_nisba()
                && (word.article || self.open_noun)
                && !(self.names >= 2 && word.stem.ends_with('ة') && self.reach == Reach::Free)
        {
            return false;
        }
        if classes.has(Classes(lex::HONORIFIC.0)) || self.agrees(at, word) {
            return false;
        }
        // «واستنكر الهمامي صمت الحكومة»: a family name with its article ends the name.
        let family = at == self.start + 1 && self.passage.word(self.start).is_some_and(|w| w.article && w.is_nisba());
        let construct = self.passage.word(at + 1).is_some_and(|w| w.article && !w.is_nisba());
        if family
            && self.head.is_empty()
            && !word.article
            && construct
            && !classes.has(Classes(NOUNS.0 | lex::NAME_PARTICLE.0))
        {
            return true;
        }
        // «وأبدى فلان رغبة بلاده»: what has a possessive after it is no name.
        let owned = self.passage.word(at + 1).is_some_and(|w| {
            !w.article
                && w.prep.is_none()
                && w.stem.chars().count() >= 4
                && ["ه", "ها", "هم"].iter().any(|e| w.stem.ends_with(e))
        });
        if self.names > 0 && !word.article && word.stem.ends_with('ة') && owned && !classes.has(lex::NAME_PARTICLE) {
            return true;
        }
        if word.classes.is_empty() && is_attached(word.body) {
            return true;
        }
        if self.names > 0 {
            return match word.article {
                true => {
                    self.names >= 2 && (!word.is_nisba() || word.stem.ends_with('ة'))
                        || classes.has(Classes(BODIES.0 | lex::GROUP_HEAD.0 | lex::OBJECT_NOUN.0))
                }
                false => {
                    classes.has(Classes(lex::OBJECT_NOUN.0 | BODIES.0 | lex::DOC_HEAD.0 | lex::GROUP_HEAD.0))
                        || is_masdar_shape(word.stem)
                        || self.names >= 4
                }
            };
        }
        if word.article {
            return !self.open_noun;
        }
        // «واتهم رئيس الحزب وزارة المال»: a body without article after a closed phrase.
        if !self.open_noun && classes.has(Classes(lex::ORG_HEAD.0 | lex::DOC_HEAD.0)) && !classes.has(lex::PERSON_HEAD)
        {
            return true;
        }
        let national = word.classes.is_empty()
            && self.passage.word(self.start).is_some_and(|w| w.article && w.is_nisba() && !w.classes.has(NOUNS));
        let role = national || self.head.has(Classes(lex::PERSON_HEAD.0 | lex::HONORIFIC.0));
        !self.open_noun && (!role || classes.has(lex::OBJECT_NOUN) || is_masdar_shape(word.stem))
    }
}
