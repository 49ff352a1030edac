use super::*;
use crate::tui::terminal::detect::Background;
use crossterm::event::{MouseButton, MouseEventKind};

const VTE: &[u8] = b"\x1b[>65;7006;1c\x1b[8;1$y\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[1;2R\x1b[1;2R\x1b[?65;1;9c";
const KITTY: &[u8] =
    b"\x1bP>|kitty(0.43.1)\x1b\\\x1b[>1;4000;43c\x1b[8;0$y\x1bP1+r544e=78746572\x1b\\\x1b[1;2R\x1b[1;3R\x1b[?62;c";

fn shown(inputs: &[Input]) -> String {
    let one = |input: &Input| match input {
        Input::Key(key) => format!("{:?}+{:?}", key.code, key.modifiers.bits()),
        Input::Mouse(mouse) => format!("{:?}@{},{}", mouse.kind, mouse.column, mouse.row),
        Input::Paste(text) => format!("paste {text:?}"),
        Input::Focused => "focused".to_owned(),
        Input::Answer(answer) => format!("{answer:?}"),
    };
    inputs.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn check(bytes: &[u8], expected: &str) {
    assert_eq!(shown(&Decoder::default().push(bytes)), expected);
}

fn answers(bytes: &[u8]) -> Vec<Input> {
    let mut decoder = Decoder::default();
    decoder.expect_answers(2);
    decoder.push(bytes)
}

#[test]
fn characters() {
    check("aس".as_bytes(), "Char('a')+0 Char('س')+0");
    check(b"\x1b[Ia\x1b[O", "focused Char('a')+0");
    check(b"Q\r\t\x7f\x03", "Char('Q')+1 Enter+0 Tab+0 Backspace+0 Char('c')+2");
    check("لا".as_bytes(), "Char('ل')+0 Char('ا')+0");
}

#[test]
fn a_split_character_waits_for_its_rest() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.push(&[0xD8]), []);
    assert_eq!(decoder.waits(), Some(Wait::Rest));
    assert_eq!(shown(&decoder.push(&[0xB3])), "Char('س')+0");
    check(&[0xD8, b'a'], "Char('a')+0");
    check(&[0xFF, b'a'], "Char('a')+0");
}

#[test]
fn function_keys() {
    check(b"\x1b[A\x1bOB\x1b[1;5C\x1b[5~\x1b[6;2~", "Up+0 Down+0 Right+2 PageUp+0 PageDown+1");
    check(b"\x1b[H\x1bOF\x1b[1~\x1b[8~\x1b[3~", "Home+0 End+0 Home+0 End+0 Delete+0");
    check(b"\x1bOP\x1b[15~\x1b[24~\x1b[[C\x1b[1;2R", "F(1)+0 F(5)+0 F(12)+0 F(3)+0 F(3)+1");
    check(b"\x1b[Z\x1bx\x1b[27;5;106~\x1b[1578;5u", "BackTab+1 Char('x')+4 Char('j')+2 Char('ت')+2");
}

#[test]
fn an_escape_alone_is_known_when_nothing_follows() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.push(b"\x1b"), []);
    assert_eq!(decoder.waits(), Some(Wait::Escape));
    assert_eq!(shown(&decoder.give_up()), "Esc+0");
    assert_eq!(decoder.waits(), None);
    check(b"\x1b\x1b[A", "Esc+0 Up+0");
}

#[test]
fn alt_and_a_letter_that_begins_a_sequence() {
    for (bytes, expected) in [(b"\x1b[", "Char('[')+4"), (b"\x1b]", "Char(']')+4"), (b"\x1bP", "Char('P')+5")] {
        let mut decoder = Decoder::default();
        assert_eq!(decoder.push(bytes), []);
        assert_eq!(decoder.waits(), Some(Wait::Escape));
        assert_eq!(shown(&decoder.give_up()), expected);
    }
}

#[test]
fn the_mouse() {
    check(b"\x1b[<0;10;3M\x1b[<0;10;3m", "Down(Left)@9,2 Up(Left)@9,2");
    check(b"\x1b[<64;1;1M\x1b[<65;1;1M\x1b[<34;200;100M", "ScrollUp@0,0 ScrollDown@0,0 Drag(Right)@199,99");
    assert!(matches!(
        Decoder::default().push(b"\x1b[<0;1;1M").first(),
        Some(Input::Mouse(event)) if event.kind == MouseEventKind::Down(MouseButton::Left)
    ));
    check(b"\x1b[<0;0;1Ma", "Char('a')+0");
}

#[test]
fn pasted_text_is_one_piece_even_with_sequences_inside() {
    check("\x1b[200~سطر\r\nثان\x1b[A\x1b[201~q".as_bytes(), "paste \"سطر\\nثان\\u{1b}[A\" Char('q')+0");
    let mut decoder = Decoder::default();
    assert_eq!(decoder.push(b"\x1b[200~ab\x1b[2"), []);
    assert_eq!(decoder.waits(), None);
    assert_eq!(shown(&decoder.push(b"01~")), "paste \"ab\"");
}

#[test]
fn answers_of_vte() {
    let expected = "Secondary(\"65;7006;1\") Mode(8, 1) Background(Dark) Cursor(2) Cursor(2) Fence";
    assert_eq!(shown(&answers(VTE)), expected);
}

#[test]
fn answers_of_kitty() {
    let expected = "Version(\"kitty(0.43.1)\") Secondary(\"1;4000;43\") Mode(8, 0) Capability(\"TN\", \"xter\") Cursor(2) Cursor(3) Fence";
    assert_eq!(shown(&answers(KITTY)), expected);
}

#[test]
fn answers_survive_every_split() {
    for bytes in [VTE, KITTY] {
        for at in 0..=bytes.len() {
            let mut decoder = Decoder::default();
            decoder.expect_answers(2);
            let mut inputs = decoder.push(&bytes[..at]);
            inputs.extend(decoder.push(&bytes[at..]));
            assert_eq!(inputs, answers(bytes), "split at {at}");
        }
        let mut decoder = Decoder::default();
        decoder.expect_answers(2);
        let one_by_one: Vec<Input> = bytes.iter().flat_map(|byte| decoder.push(&[*byte])).collect();
        assert_eq!(one_by_one, answers(bytes));
    }
}

#[test]
fn keys_among_the_answers_are_kept() {
    let mut bytes = b"j".to_vec();
    bytes.extend_from_slice(b"\x1bP>|XTerm(379)\x1b\\k\x1b[A\x1b[?64c\x1b[B");
    assert_eq!(shown(&answers(&bytes)), "Char('j')+0 Version(\"XTerm(379)\") Char('k')+0 Up+0 Fence Down+0");
}

#[test]
fn late_answers_are_not_keys() {
    let inputs = Decoder::default().push(KITTY);
    let keys: Vec<&Input> = inputs.iter().filter(|input| matches!(input, Input::Key(_))).collect();
    // Two cursor reports that nobody awaits any more look like F3, and nothing else can be told.
    assert_eq!(keys.len(), 2);
    let mut waiting = Decoder::default();
    waiting.expect_answers(2);
    assert!(waiting.push(KITTY).iter().all(|input| matches!(input, Input::Answer(_))));
}

#[test]
fn a_cut_answer_does_not_swallow_what_follows() {
    check(b"\x1bP>|XTe\x1b[A", "Other Up+0");
    let mut decoder = Decoder::default();
    decoder.push(b"\x1b]11;rgb:");
    assert_eq!(decoder.waits(), Some(Wait::Rest));
    assert_eq!(decoder.give_up(), []);
    assert_eq!(shown(&decoder.push(b"q")), "Char('q')+0");
}

#[test]
fn a_light_background() {
    let inputs = answers(b"\x1b]11;rgb:ffff/ffff/eeee\x07");
    assert_eq!(inputs, [Input::Answer(Answer::Background(Background::Light))]);
}
