//! Text that tries to take over the terminal: in names, notes, evidence and questionnaires. It is visible and inert on
//! every screen and in what is exported, and it is kept byte for byte.

use std::path::{Path, PathBuf};

use quaymark::app::Context;
use quaymark::text::is_hidden;
use serde_json::Value;

use crate::harness::{self, Machine, Seat};

/// Each with a letter before and after, so that there is something for it to lean on.
const HOSTILE: [&str; 16] = [
    "a\u{1b}[31mb",
    "a\u{1b}[2Jb",
    "a\u{1b}cb",
    "a\u{1b}]52;c;ZXZpbA==\u{7}b",
    "a\u{1b}]0;title\u{7}b",
    "a\u{1b}]8;;http://evil\u{1b}\\b",
    "a\u{9b}31mb",
    "a\u{8}\u{8}b\u{7f}",
    "a\u{202e}b\u{2066}c",
    "a\u{200b}b\u{feff}c\u{200d}d",
    "a\u{2028}b\u{2029}c\u{85}d",
    "a\u{e0041}\u{e0042}b",
    "a\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}\u{30b}b",
    "日本語の長い名前です支払いチーム一二三四五六七八九",
    "👩\u{200d}👩\u{200d}👧\u{200d}👦 🇩🇪🇩🇪 ❤\u{fe0f} 1\u{fe0f}\u{20e3}",
    "a\tb\u{b}c\u{c}d\re",
];

/// What may stand in a cell: no control, nothing hidden but the joiners and selectors inside an emoji or a word.
#[track_caller]
fn is_inert(text: &str, place: &str) {
    for c in text.chars() {
        let joins = matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe0f}');
        assert!(!c.is_control() && (joins || !is_hidden(c)), "{place}: {c:?} in {text:?}");
    }
    let marks = |c: &char| ('\u{300}'..'\u{370}').contains(c);
    assert!(text.chars().filter(marks).count() <= 8, "{place}: too many marks in {text:?}");
}

#[track_caller]
fn screen_is_inert(seat: &Seat, place: &str) {
    for (width, height) in [(60, 16), (80, 24), (120, 40)] {
        let drawn = seat.draw(width, height);
        for cell in &drawn.buffer.content {
            is_inert(cell.symbol(), place);
        }
        drawn.rows();
    }
}

/// Presses keys, which lead to this place, and looks at it.
#[track_caller]
fn look(seat: &mut Seat, keys: &str, place: Context) {
    seat.keys(keys);
    assert_eq!(seat.face.app.context(), place, "{keys}\n{}", seat.screen());
    screen_is_inert(seat, place.title());
}

/// Visits every screen of a draft and of its record with hostile text in everything that people write.
fn visit(machine: &Machine, seat: &mut Seat, text: &str) {
    seat.keys("n enter").paste(&format!("Team x {text}"));
    look(seat, "", Context::Field);
    seat.keys("enter down down enter").paste(text);
    look(seat, "enter", Context::New);
    look(seat, "end enter", Context::Question);
    let id = seat.here();
    seat.keys("2 e").paste(&format!("{text}\nsecond {text}"));
    look(seat, "", Context::Note);
    seat.keys("esc v").paste(text).keys("enter");
    look(seat, "v", Context::List);
    seat.keys("esc f p").paste(text);
    look(seat, "enter", Context::Question);
    for _ in 0..7 {
        look(seat, "down", Context::Question);
    }
    seat.go_to(|q| !q.must_have);
    look(seat, "-", Context::Popup);
    seat.keys("up up end").keys("esc");
    for keys in ["tab", "pgdn", "pgdn", "tab", "?"] {
        seat.keys(keys);
        screen_is_inert(seat, "guidance");
    }
    look(seat, "esc o", Context::Overview);
    look(seat, "l", Context::Overview);
    look(seat, "t", Context::New);
    look(seat, "g o R", Context::Review);
    look(seat, "tab tab", Context::Review);
    look(seat, "F", Context::Confirm);
    look(seat, "n g h", Context::Home);
    let team = machine.store().drafts().unwrap()[0].team.clone();
    let draft = machine.draft(team.as_str());
    let kept = text.replace("\r\n", "\n").replace('\r', "\n");
    assert_eq!(draft.answers[&id].note, Some(format!("{kept}\nsecond {kept}")), "kept as it was written");

    look(seat, "home enter R F y", Context::Results);
    look(seat, "enter", Context::Results);
    look(seat, "left r", Context::Roadmap);
    look(seat, "enter", Context::Roadmap);
    look(seat, "pgdn", Context::Roadmap);
    look(seat, "g h", Context::Home);
    for keys in ["home enter v", "v", "v", "enter", "enter", "pgdn", "esc esc v"] {
        look(seat, keys, Context::Results);
    }
    look(seat, "x", Context::Popup);
    look(seat, "up enter", Context::Field);
    look(seat, "enter", Context::Results);
    let export = std::fs::read_dir(machine.cwd()).unwrap().next().unwrap().unwrap().path();
    let markdown = std::fs::read_to_string(export).unwrap();
    assert!(markdown.contains("## Steps"));
    markdown.lines().for_each(|line| line.split(' ').for_each(|word| is_inert(word, "export")));
}

#[test]
fn peoples_text_is_inert_on_every_screen_and_in_the_export() {
    for text in HOSTILE {
        let machine = Machine::new();
        visit(&machine, &mut machine.start(), text);
    }
}

#[test]
fn controls_are_seen_instead_of_obeyed() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.keys("n enter").paste("Team \u{1b}[2J").keys("enter end enter");
    seat.says("Team ^[[2J 2026 Q4");
    seat.keys("e").paste("\u{7}\u{202e}note").keys("esc");
    seat.says("^G<U+202E>note");
    seat.keys("g h");
    seat.says("Team ^[[2J");
}

#[test]
fn names_that_look_the_same_are_told_apart() {
    let machine = Machine::new();
    let mut seat = machine.start();
    for name in ["Pay\u{200b}ments", "Payments"] {
        seat.keys("end enter enter").paste(name).keys("enter end enter g h");
    }
    seat.says("Pay<U+200B>ments");
    seat.says("Payments");
}

/// A copy of the built-in questionnaire with a text put before every text that people read.
fn poisoned(folder: &Path, text: &str) -> PathBuf {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("assessments/container-orchestration");
    let target = folder.join("poisoned");
    std::fs::create_dir(&target).unwrap();
    for entry in std::fs::read_dir(source).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "json") {
            continue;
        }
        let mut value: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        poison(&mut value, text);
        if let Some(version) = value.get_mut("version") {
            *version = Value::from("9.9.9");
        }
        harness::put(&target.join(path.file_name().unwrap()), &serde_json::to_vec(&value).unwrap());
    }
    target
}

const READ: [&str; 12] = [
    "title",
    "prompt",
    "summary",
    "name",
    "why",
    "how",
    "done_when",
    "check",
    "look_for",
    "overclaims",
    "statements",
    "text",
];

fn poison(value: &mut Value, text: &str) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map.iter_mut() {
                if READ.contains(&key.as_str()) { put(inner, text) } else { poison(inner, text) }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|v| poison(v, text)),
        _ => {}
    }
}

fn put(value: &mut Value, text: &str) {
    match value {
        Value::String(s) => *s = format!("{text} {s}"),
        Value::Array(list) => list.iter_mut().for_each(|v| put(v, text)),
        Value::Object(map) => map.values_mut().for_each(|v| put(v, text)),
        _ => {}
    }
}

#[test]
fn a_hostile_questionnaire_is_inert_on_every_screen_and_in_the_export() {
    for text in HOSTILE {
        let mut machine = Machine::new();
        machine.questionnaire = Some(poisoned(machine.root(), text));
        let mut seat = machine.start();
        assert_eq!(seat.questionnaire().version.to_string(), "9.9.9");
        visit(&machine, &mut seat, "plain");
    }
}
