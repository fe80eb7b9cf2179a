//! What terminals send, whole, in pieces and broken.

use proptest::prelude::*;

use super::{Given, Parser};
use crate::app::{Code, Key};

fn all(bytes: &[u8]) -> Vec<Given> {
    let mut parser = Parser::default();
    let mut given = parser.feed(bytes);
    given.extend(parser.give_up());
    assert_eq!(parser.waits(), None);
    given
}

/// The keys, by name.
fn keys(bytes: &[u8]) -> String {
    let name = |g: &Given| match g {
        Given::Key(key) => key.to_string(),
        other => format!("{other:?}"),
    };
    all(bytes).iter().map(name).collect::<Vec<_>>().join(" ")
}

#[test]
fn keys_have_their_names() {
    let table: [(&[u8], &str); 26] = [
        (b"aZ\r\t\x7f", "a Z enter tab backspace"),
        (b"\x03\x1a\x0c", "ctrl-c ctrl-z ctrl-l"),
        ("é日".as_bytes(), "é 日"),
        (b"\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F", "up down right left home end"),
        (b"\x1bOA\x1bOP\x1bOF", "up f1 end"),
        (b"\x1b[1~\x1b[3~\x1b[4~\x1b[5~\x1b[6~", "home delete end pgup pgdn"),
        (b"\x1b[11~\x1b[15~\x1b[17~\x1b[24~\x1b[[B", "f1 f5 f6 f12 f2"),
        (b"\x1b[Z", "shift-tab"),
        (b"\x1b[1;5C", "ctrl-right"),
        (b"\x1b[1;2A", "up"),
        (b"\x1b[99;5u\x1b[27;5;99~", "ctrl-c ctrl-c"),
        (b"\x1b[9;2u\x1b[13u\x1b[27u", "shift-tab enter esc"),
        (b"\x1b", "esc"),
        (b"\x1b\x1b", "esc esc"),
        (b"\x1b\x1b[A", "esc up"),
        // With Alt, let go, focus, position, size, colours: no key of ours.
        (b"\x1bqx", "x"),
        (b"\x1b[1;3Ax", "x"),
        (b"\x1b[97;1:3ux", "x"),
        (b"\x1b[I\x1b[O\x1b[5;7R\x1b[?62;c\x1b[8;24;80tx", "x"),
        (b"\x1b]11;rgb:0000/0000/0000\x1b\\x", "x"),
        (b"\x1b]11;rgb:0000/0000/0000\x07x", "x"),
        (b"\x1bP1+r5463\x1b\\x", "x"),
        // Broken off by something new, or never finished.
        (b"\x1b[1;\x03", "ctrl-c"),
        (b"\x1b[<0;3\x1b[A", "up"),
        (b"\xff\xc3x\xf0\x9f", "x"),
        (b"\x1b[M !!x", "x"),
    ];
    for (bytes, names) in table {
        assert_eq!(keys(bytes), names, "{:?}", String::from_utf8_lossy(bytes));
        let mut parser = Parser::default();
        let mut one_by_one: Vec<Given> = bytes.iter().flat_map(|b| parser.feed(&[*b])).collect();
        one_by_one.extend(parser.give_up());
        assert_eq!(one_by_one, all(bytes), "in pieces: {:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn the_mouse_clicks_and_turns() {
    let given = all(b"\x1b[<0;10;5M\x1b[<0;10;5m\x1b[<64;1;1M\x1b[<65;1;1M\x1b[<2;1;1M\x1b[<0;0;0M");
    assert_eq!(given, [Given::Click { x: 9, y: 4 }, Given::WheelUp, Given::WheelDown]);
}

#[test]
fn an_unfinished_sequence_is_given_up_and_keys_work_again() {
    let mut parser = Parser::default();
    assert_eq!(parser.feed(b"\x1b[<"), []);
    assert!(parser.waits().is_some());
    assert_eq!(parser.give_up(), []);
    assert_eq!(parser.feed(b"q"), [Given::Key(Key::char('q'))]);
    assert_eq!(parser.feed(b"\x1b[200~half"), []);
    assert!(parser.waits().is_some());
    assert_eq!(parser.give_up(), [Given::Paste("half".to_owned())]);
    assert_eq!(parser.feed(b"\x1b[201~q"), [Given::Key(Key::char('q'))]);
}

#[test]
fn a_paste_is_text_up_to_its_end_and_not_one_byte_further() {
    let given = all(b"x\x1b[200~a\x1b[Aq\r\xff\x1b[201\x1b[201~y");
    let key = |c| Given::Key(Key::char(c));
    assert_eq!(given, [key('x'), Given::Paste("a\x1b[Aq\r\u{fffd}\x1b[201".to_owned()), key('y')]);
}

#[test]
fn a_paste_without_bounds_takes_bounded_memory() {
    let mut parser = Parser::default();
    let piece = vec![b'a'; 65_536];
    assert_eq!(parser.feed(b"\x1b[200~"), []);
    for _ in 0..200 {
        assert_eq!(parser.feed(&piece), []);
    }
    let given = parser.feed(b"\x1b[201~\x1b");
    assert!(matches!(&given[..], [Given::Paste(text)] if text.len() == super::LONGEST_PASTE));
    assert_eq!(parser.give_up(), [Given::Key(Key::plain(Code::Esc))]);
}

#[test]
fn a_megabyte_of_noise_is_survived() {
    let mut seed = 1_u64;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        seed.to_be_bytes()[0]
    })
    .take(1 << 20)
    .collect();
    let mut parser = Parser::default();
    let given: usize = noise.chunks(4096).map(|c| parser.feed(c).len()).sum();
    assert!(given > 100_000, "{given}");
    parser.give_up();
    assert_eq!(parser.feed(b"q"), [Given::Key(Key::char('q'))]);
}

proptest! {
    #[test]
    fn pieces_make_no_difference(bytes in prop::collection::vec(prop_oneof![
        any::<u8>(), Just(0x1b), Just(b'['), Just(b'~'), b'0'..=b'<',
    ], 0..200), cut in 1..7usize) {
        let mut parser = Parser::default();
        let mut pieces: Vec<Given> = bytes.chunks(cut).flat_map(|c| parser.feed(c)).collect();
        pieces.extend(parser.give_up());
        prop_assert_eq!(pieces, all(&bytes));
    }
}
