//! Generated lines of the scripts, numbers and signs that articles mix.

const FATHA: &str = "\u{64e}";
const SHADDA: &str = "\u{651}";
const PATAH: &str = "\u{5b7}";

/// Words and signs of which lines are made; blanks stand between some of them.
pub const PIECES: &[&str] = &[
    "قال",
    "الوزير",
    "لا",
    "بلأمس",
    "إسناد",
    "پگچ",
    "گفت",
    "ہے",
    "و",
    "١٢٣",
    "٤٫٥",
    "۷۸",
    "שלום",
    "אב",
    "ג",
    "abc",
    "UN",
    "x",
    "12",
    "3.5",
    "1,000",
    "-7",
    "+3",
    "20%",
    "$5",
    "5€",
    "#1",
    "a1",
    "2026-11-23",
    "10:30",
    "1/2",
    "«",
    "»",
    "<",
    ">",
    "\"",
    "'",
    ".",
    "،",
    "؟",
    ":",
    "!",
    "-",
    "/",
    "&",
    "*",
    "@",
    "…",
    "“",
    "”",
    "ـ",
];
/// Brackets, of one kind and another.
pub const BRACKETS: &[&str] = &["(", ")", "[", "]", "{", "}"];
/// Letters that carry marks. Not lam: we make lam-alef across its marks, FriBidi does not; nor alef, since a ligature does
/// not tell whose marks follow it.
const MARKED: &[&str] = &["ب", "م", "د", "ت", "ש"];
const MARKS: &[&str] = &[FATHA, SHADDA, PATAH];
/// RLM, ALM; LRE, RLE, PDF. Not LRM: between two letters it has another level than they, which parts them for FriBidi; we
/// step over it, since its joining type is transparent.
pub const EMBEDDINGS: &[&str] = &["\u{200f}", "\u{61c}", "\u{202a}", "\u{202b}", "\u{202c}"];
/// LRM, RLM, ALM; LRE, RLE, PDF, LRO, RLO.
pub const CONTROLS: &[&str] =
    &["\u{200e}", "\u{200f}", "\u{61c}", "\u{202a}", "\u{202b}", "\u{202c}", "\u{202d}", "\u{202e}"];
/// `count` lines of at most `longest` pieces, each piece from one of `sets`; the same on every machine.
pub fn generated(count: usize, longest: usize, sets: &[&[&str]], seed: u64) -> Vec<String> {
    let mut random = Random(seed);
    (0..count)
        .map(|_| {
            let mut line = String::new();
            for _ in 0..=random.below(longest) {
                let set = sets[random.below(sets.len())];
                line.push_str(set[random.below(set.len())]);
                if random.below(8) == 0 {
                    line.push_str(MARKED[random.below(MARKED.len())]);
                    line.push_str(MARKS[random.below(MARKS.len())]);
                }
                if random.below(3) > 0 {
                    line.push(' ');
                }
            }
            line
        })
        .collect()
}

/// xorshift64: the same lines on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}
