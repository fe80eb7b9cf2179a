//! What belongs to the terminal and can be seen without one: the cursor, copying, the mouse, texts that were left.

use quaymark::app::{Effect, Key, Message};
use quaymark::model::AnswerState;
use ratatui::layout::{Position, Rect};

use crate::harness::{Machine, Seat};

fn started() -> (Machine, Seat) {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin_with_data("Payments");
    (machine, seat)
}

#[test]
fn the_cursor_stands_on_what_is_selected_on_every_screen() {
    let (_machine, mut seat) = started();
    seat.keys("2");
    for (keys, marked) in [
        ("", true),
        ("down", true),
        ("end", true),
        ("tab", false),
        ("tab", true),
        ("-", true),
        ("esc e", false),
        ("esc ?", false),
        ("esc g o", true),
        ("down", true),
        ("right down", true),
        ("g r", true),
        ("down down enter", true),
        ("esc g m", true),
        ("pgdn", true),
        ("enter", false),
        ("esc g o R", true),
        ("F", false),
        ("n g h", true),
        ("n", true),
    ] {
        seat.keys(keys);
        for (width, height) in [(80, 24), (60, 16), (120, 40)] {
            let drawn = seat.draw(width, height);
            let at = drawn.cursor.unwrap_or_else(|| panic!("no cursor after {keys:?}"));
            assert!(at.y > 0 && at.y < height - 1, "{keys:?}: {at:?}");
            if marked {
                let row = drawn.cursor_row().unwrap();
                assert_eq!(
                    drawn.at_cursor(),
                    Some("▌"),
                    "{keys:?} {width}x{height}: {row}\n{}",
                    drawn.text()
                );
            }
        }
    }
}

/// What a key would copy: what it is, and the text.
fn copied(seat: &mut Seat) -> (String, String) {
    let effects = seat.face.key(Key::char('y'), seat.now);
    match &effects[..] {
        [Effect::Copy { text, what }] => (what.clone(), text.clone()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_selected_is_copied_as_clean_text() {
    let (_machine, mut seat) = started();
    let id = seat.here().to_string();
    seat.keys("2 e").paste("two\nlines \u{1b}[2J").keys("esc");
    let (what, text) = copied(&mut seat);
    assert_eq!(what, id);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with(&format!("{id} ")), "{text}");
    assert!(lines[2].starts_with("Answer: 2") && lines[3].starts_with("2: "), "{text}");
    assert!(text.contains("Note: two\nlines") && !text.contains('\u{1b}'), "{text}");

    seat.keys("g o");
    assert!(copied(&mut seat).1.contains(" 1 of "), "the dimension");
    seat.keys("right");
    assert_eq!(copied(&mut seat).1, text, "the question");
    seat.keys("g r");
    let (what, table) = copied(&mut seat);
    assert!(what.starts_with("the results of Payments"), "{what}");
    assert!(
        table.starts_with("# Payments 2026 Q4 (draft)\n\nscore ")
            && table.contains("\n|---|---|---:|---:|\n")
    );
    seat.keys("g m");
    assert!(copied(&mut seat).1.starts_with("1. "));
    seat.keys("g o R");
    assert!(copied(&mut seat).1.contains("Answer: "));
    seat.keys("g h");
    assert!(copied(&mut seat).1.contains("draft, 1 of "));
    seat.keys("end y");
    seat.says("there is nothing to copy here");
    let said = Message::Copied(Ok("copied it".to_owned()));
    seat.face.send(said, seat.now);
    seat.says("copied it");
}

/// Clicks at the start of the text of the first row that says this.
fn click(seat: &mut Seat, text: &str) {
    let (width, height) = (80, 24);
    let rows = seat.draw(width, height).rows();
    let y =
        rows.iter().position(|r| r.contains(text)).unwrap_or_else(|| panic!("{text}\n{}", rows.join("\n")));
    let at = Position { x: 10, y: u16::try_from(y).unwrap() };
    let effects = seat.face.click(at, Rect::new(0, 0, width, height), seat.now);
    assert!(effects.iter().all(|e| !matches!(e, Effect::Quit)));
}

#[test]
fn a_click_selects_the_row_and_a_second_one_opens_it() {
    let (_machine, mut seat) = started();
    seat.keys("g o");
    let list = seat.questionnaire();
    let code = list.dimensions[3].code.to_string();
    click(&mut seat, &format!("   {code} "));
    assert!(seat.draw(80, 24).cursor_row().unwrap().contains(&code));
    click(&mut seat, &format!("{code} "));
    assert!(seat.here().as_str().starts_with(&code), "{}", seat.here());
    // In a list that is longer than the screen.
    seat.keys("2 g m pgdn pgdn");
    let here = seat.draw(80, 24);
    let y = here.cursor.unwrap().y;
    let wanted = here.rows()[usize::from(y) + 2].trim_start().to_owned();
    click(&mut seat, &wanted.clone());
    assert!(seat.draw(80, 24).cursor_row().unwrap().contains(&wanted), "{wanted}");
    // What is no row of a list, and what is outside of it.
    let before = seat.screen();
    seat.face.click(Position { x: 10, y: 0 }, Rect::new(0, 0, 80, 24), seat.now);
    seat.face.click(Position { x: 900, y: 900 }, Rect::new(0, 0, 80, 24), seat.now);
    assert_eq!(seat.screen(), before);
}

#[test]
fn twenty_texts_that_were_left_are_there_again_after_a_restart() {
    let (machine, mut seat) = started();
    let first = seat.here();
    for n in 0..22 {
        seat.keys("p").write(&format!("topic {n}")).keys("esc right");
    }
    assert_eq!(seat.close(), None);
    let mut seat = machine.start();
    seat.keys("home enter").go_to(|q| q.id == first);
    seat.keys("p");
    assert_eq!(seat.face.app.input().unwrap().text, "", "the oldest have made room");
    seat.keys("esc right right p");
    assert_eq!(seat.face.app.input().unwrap().text, "topic 2");
    seat.keys("enter p");
    assert_eq!(seat.face.app.input().unwrap().text, "", "it was used");
    let kept = std::fs::metadata(machine.data().join("drafts/.texts.json")).unwrap();
    assert!(kept.is_file());
    #[cfg(unix)]
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&kept.permissions()) & 0o777, 0o600);
}

#[test]
fn a_text_of_one_draft_does_not_come_up_in_another() {
    let (_machine, mut seat) = started();
    seat.keys("p").write("of payments").keys("esc g h end enter right right enter").write("Search");
    seat.keys("enter end enter");
    seat.says("Search");
    seat.keys("p");
    assert_eq!(seat.face.app.input().unwrap().text, "");
}

#[test]
fn the_note_that_comes_back_from_the_editor_is_one_step() {
    let (machine, mut seat) = started();
    let id = seat.here();
    seat.keys("2 e").write("mine");
    let effects = seat.face.key(Key::ctrl('e'), seat.now);
    let [Effect::EditText { purpose, text, below }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(text, "mine");
    let question = seat.questionnaire().question(&id).unwrap().clone();
    assert!(below.contains(&question.prompt) && below.contains("* 2  "), "{below}");
    let edited =
        quaymark::app::message::Edited::Text { purpose: purpose.clone(), text: "ours\nnow".to_owned() };
    let effects = seat.face.send(Message::Edited(Ok(edited)), seat.now);
    assert!(matches!(&effects[..], [Effect::Append(_)]), "{effects:?}");
    seat.says("ours");
    seat.says("is now what you wrote in the editor");
    drop(effects);
    let work = seat.face.app.work.clone().unwrap();
    assert_eq!(work.answer(&id).unwrap().note.as_deref(), Some("ours\nnow"));
    assert!(matches!(work.answer(&id).unwrap().state, AnswerState::Rated { .. }));
    seat.keys("esc u");
    let work = seat.face.app.work.as_ref().unwrap();
    assert_eq!(work.answer(&id).unwrap().note.as_deref(), Some("mine"));
    drop(machine);
}
