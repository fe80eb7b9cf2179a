//! Settings as a person changes them: at once on the screen and in the file, back again, and never over a bad file.

use quaymark::model::settings::{Setting, ThemeName};
use quaymark::tui::theme::Theme;

use crate::harness::{Machine, Seat, put};

fn file(machine: &Machine) -> String {
    std::fs::read_to_string(machine.config()).unwrap_or_default()
}

#[test]
fn a_change_is_seen_and_saved_at_once_and_can_be_taken_back() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.keys(",");
    seat.says("Settings");
    seat.says("comes from: default");
    seat.keys("right right");
    seat.says("theme light");
    assert!(file(&machine).contains("\"theme\": \"light\""));
    seat.says("comes from: config.json");
    seat.keys("down right");
    assert!(file(&machine).contains("\"palette\": \"deuter\""));
    seat.keys("u");
    seat.says("undone: palette is default");
    assert!(!file(&machine).contains("palette"));
    seat.keys("u u");
    seat.says("undone: theme is auto");
    seat.keys("u");
    seat.says("nothing to undo here");
    seat.keys("U U U");
    seat.says("redone: palette is deuter");
    assert!(file(&machine).contains("deuter") && file(&machine).contains("light"));
    seat.keys("up r");
    assert!(!file(&machine).contains("theme"), "r takes it out of the file");
    seat.keys("left");
    seat.says("theme mono");
    seat.keys("esc");
    seat.says("Start an assessment");
}

#[test]
fn the_theme_and_the_mouse_change_on_any_screen() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.keys("T T T T");
    assert_eq!(seat.face.look.theme, Theme::Mono);
    seat.keys("M");
    seat.says("mouse on: shift-drag selects text");
    assert!(seat.face.app.settings.mouse());
    assert!(file(&machine).contains("\"mouse\": \"on\""));
    seat.begin("Payments").keys("M");
    seat.says("mouse off");
    assert!(!seat.face.app.settings.mouse());
}

#[test]
fn the_editor_is_a_text() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.keys(", end enter").write("code --wait").keys("enter");
    seat.says("editor is code --wait   u undo");
    assert!(file(&machine).contains("\"editor\": \"code --wait\""));
}

#[test]
fn a_bad_file_is_named_and_never_written_over() {
    let machine = Machine::new();
    let bad = "{\n  \"theme\": \"drak\"\n}\n";
    std::fs::create_dir_all(machine.config().parent().unwrap()).unwrap();
    put(&machine.config(), bad.as_bytes());
    let mut seat = machine.start();
    seat.keys(", right");
    seat.says("only until you quit");
    seat.says("config.json:2:12: theme: found \"drak\"");
    assert_eq!(file(&machine), bad);
    assert_eq!(seat.face.app.settings.theme().value, ThemeName::Dark, "it counts until the end");
    put(&machine.config(), b"{}");
    seat.keys("right");
    assert!(file(&machine).contains("\"theme\": \"light\""), "a file in order is written again");
}

#[test]
fn what_the_command_line_says_wins_and_says_so() {
    use quaymark::model::settings::{Source, Sourced};
    let machine = Machine::new();
    let mut seat = machine.start();
    let mono = Sourced::new(ThemeName::Mono, Source::Environment("NO_COLOR"));
    seat.face.app.settings.given.theme = Some(mono);
    seat.keys(", right");
    seat.says("the theme is mono because of NO_COLOR");
    seat.says("mono, NO_COLOR");
    assert_eq!(file(&machine), "");
}

/// Answers the question on the screen and says which one is there then.
fn answer(seat: &mut Seat) -> (String, String) {
    let before = seat.here().to_string();
    seat.keys("2");
    (before, seat.here().to_string())
}

#[test]
fn a_number_goes_on_where_the_settings_say_so() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin("Payments");
    let (before, after) = answer(&mut seat);
    assert_eq!(before, after);
    assert!(seat.face.app.settings.file.set(Setting::AfterAnswer, Some("next")));
    seat.keys("right");
    let (before, after) = answer(&mut seat);
    assert_ne!(before, after);
    seat.says(&format!("{before} answered 2"));
    seat.keys("space");
    assert_eq!(seat.here().to_string(), after, "space ticks, and one tick is seldom all");
    let before = seat.here();
    seat.keys(".");
    assert_ne!(seat.here(), before, "unknown is an answer");
    let before = seat.go_to(|q| !q.not_applicable.is_empty());
    seat.keys("- enter");
    seat.says(&format!("{before} not applicable"));
    assert_ne!(seat.here(), before, "so is not applicable");
}
