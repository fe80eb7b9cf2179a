//! Random keys, pastes and sizes: the application never panics, stays inside its screen, and what is on the disk at
//! the end is what is in memory.

use proptest::prelude::*;
use quaymark::app::keymap::{BINDINGS, sequence};
use quaymark::app::{Code, Key};
use quaymark::text::Glyphs;
use quaymark::tui::theme::Theme;

use crate::harness::{Machine, Seat};

#[derive(Debug, Clone)]
enum Event {
    Keys(Vec<Key>),
    Write(String),
    Paste(String),
    Draw(u16, u16),
}

/// Keys that do something somewhere, pressed one after the other where two belong together.
fn bound() -> impl Strategy<Value = Event> {
    let all: Vec<Vec<Key>> = BINDINGS
        .iter()
        .flat_map(|b| b.keys)
        .map(|name| {
            let (first, second) = sequence(name);
            first.into_iter().chain(second).collect()
        })
        .collect();
    proptest::sample::select(all).prop_map(Event::Keys)
}

fn any_key() -> impl Strategy<Value = Event> {
    let code = prop_oneof![
        any::<char>().prop_map(Code::Char),
        Just(Code::Enter),
        Just(Code::Esc),
        Just(Code::Tab),
        Just(Code::BackTab),
        Just(Code::Backspace),
        Just(Code::Delete),
        Just(Code::Home),
        Just(Code::End),
        (1..=24u8).prop_map(Code::F),
    ];
    (code, any::<bool>()).prop_map(|(code, ctrl)| Event::Keys(vec![Key { code, ctrl }]))
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z ]{1,12}",
        "\\PC{0,12}",
        "[\u{1b}\u{7}\r\n\t\u{202e}\u{200b}\u{301}日👩\u{200d}a \\[2J;]{0,40}",
    ]
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        12 => bound(),
        2 => any_key(),
        3 => proptest::sample::select(vec!["0", "1", "2", "3", "4", "right", "down"])
            .prop_map(|k| Event::Keys(quaymark::app::key::parse(k).into_iter().collect())),
        1 => text().prop_map(Event::Write),
        1 => text().prop_map(Event::Paste),
        2 => (1..=140u16, 1..=50u16).prop_map(|(w, h)| Event::Draw(w, h)),
    ]
}

fn happen(seat: &mut Seat, event: &Event) {
    match event {
        Event::Keys(keys) => keys.iter().for_each(|k| press(seat, *k)),
        Event::Write(text) => text.chars().for_each(|c| press(seat, Key::char(c))),
        Event::Paste(text) if !seat.ended => {
            seat.paste(text);
        }
        Event::Paste(_) => {}
        Event::Draw(width, height) => {
            let drawn = seat.draw(*width, *height);
            drawn.rows();
            if let Some(at) = drawn.cursor {
                assert!(at.x < *width && at.y < *height, "{at:?} in {width}x{height}");
            }
        }
    }
}

fn press(seat: &mut Seat, key: Key) {
    // Quitting ends the run early.
    if !seat.ended {
        seat.key(key);
    }
}

/// The open draft is on the disk as it is in memory, and opening it again gives the same.
fn agrees(machine: &Machine, seat: Seat) {
    let open = seat.face.app.work.clone();
    assert_eq!(seat.close(), None);
    let Some(work) = open else { return };
    assert_eq!(work.trouble, None);
    let header = &work.draft.header;
    let read = machine.store().read_draft(&header.team, header.period).unwrap();
    assert_eq!(read.torn, None);
    assert_eq!(read.draft, work.draft);
    let reopened = machine.store().open_draft(&header.team, header.period).unwrap();
    assert_eq!(*reopened.draft(), work.draft);
    assert_eq!(reopened.recovered(), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_from_the_first_screen(events in prop::collection::vec(event(), 1..60), ascii in any::<bool>()) {
        let machine = Machine::new();
        let mut seat = machine.start();
        if ascii {
            seat.look(Theme::Mono, Glyphs::Ascii);
        }
        for event in &events {
            happen(&mut seat, event);
        }
        agrees(&machine, seat);
    }

    #[test]
    fn any_keys_in_a_draft(events in prop::collection::vec(event(), 20..120)) {
        let machine = Machine::new();
        let mut seat = machine.start();
        seat.begin_with_data("Payments");
        for event in &events {
            happen(&mut seat, event);
        }
        agrees(&machine, seat);
    }
}

#[test]
fn a_pasted_megabyte_goes_in_once_as_far_as_there_is_room() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin("Payments");
    let id = seat.here();
    let text = "q\u{1b}[201~2\u{7}é\r\n".repeat(100_000);
    assert!(text.len() > 1 << 20);
    seat.paste(&text);
    assert!(machine.draft("payments").answers.is_empty(), "outside of a field it does nothing");
    seat.keys("e").paste(&text);
    seat.says("the field is full at 64 KiB; the rest of the paste was left out");
    seat.draw(140, 50).rows();
    let note = machine.draft("payments").answers[&id].note.clone().unwrap();
    assert!(note.len() > 65_000 && note.len() <= 65_536, "{}", note.len());
    assert!(text.replace("\r\n", "\n").starts_with(&note));
    let lines = machine
        .store()
        .read_draft(&quaymark::model::TeamId::parse("payments").unwrap(), crate::harness::quarter());
    assert_eq!(lines.unwrap().lines, 2, "a paste is one change");
    seat.keys("x");
    seat.keys("esc u");
    assert!(machine.draft("payments").answers.is_empty(), "and one step of undo");
    agrees(&machine, seat);
}
