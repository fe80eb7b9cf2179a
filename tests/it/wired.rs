//! Settings that reach beyond the look: keys, evidence, the clipboard, and what is seen of a file with a problem.

use quaymark::model::settings::Setting;
use quaymark::text::Glyphs;
use quaymark::tui::theme::{Abilities, Depth, Role, Theme};

use crate::harness::{Machine, Seat, put};

fn write(machine: &Machine, text: &str) {
    std::fs::create_dir_all(machine.config().parent().unwrap()).unwrap();
    put(&machine.config(), text.as_bytes());
}

/// Reads the file again: `E` in the settings, as after an editor.
fn read_again(seat: &mut Seat) {
    seat.keys(", E");
}

#[test]
fn changed_keys_work_after_the_file_was_read_again() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin("Payments");
    write(
        &machine,
        r#"{ "keys": { "question": { "answer.unknown": ["x"] }, "global": { "settings.open": ["f2"] } } }"#,
    );
    read_again(&mut seat);
    seat.keys("esc .");
    assert_eq!(seat.face.app.work.as_ref().unwrap().progress().0, 0, "the old key does nothing");
    seat.keys("x");
    seat.says("answered unknown");
    seat.keys(",");
    seat.here();
    seat.keys("f2");
    seat.says("Settings");
    seat.keys("esc ?").write("unknown");
    seat.says("(changed)");
}

#[test]
fn keys_with_a_problem_are_named_with_their_place_and_none_of_them_counts() {
    let machine = Machine::new();
    let mut seat = machine.start();
    write(
        &machine,
        "{\n  \"theme\": \"light\",\n  \"keys\": {\n    \"home\": { \"app.nwe\": [\"x\"] },\n    \"question\": { \"answer.unknown\": [\"x\"] }\n  }\n}\n",
    );
    read_again(&mut seat);
    seat.says("the changed keys are not used");
    let screen = seat.draw(160, 24).words();
    assert!(
        screen.contains("config.json:4:15: keys.home[\"app.nwe\"]: there is no action \"app.nwe\""),
        "{screen}"
    );
    assert_eq!(seat.face.app.settings.value(Setting::Theme).value, "light", "the rest of the file counts");
    seat.keys("esc");
    seat.says("the changed keys are not used");
    seat.begin("Payments").keys(".");
    seat.says("answered unknown");
    write(&machine, "{ \"keys\": { \"question\": { \"answer.unknown\": [\"x\"] } } }");
    read_again(&mut seat);
    seat.says("the settings file is in order now");
    seat.keys("esc right x");
    seat.says("answered unknown");
}

#[test]
fn the_review_asks_for_evidence_from_the_level_that_the_settings_say() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin("Payments").keys("2 right 3 right 4 R");
    for (value, title, count) in [
        ("2", "Level 2 or more without evidence", 3),
        ("3", "Level 3 or more without evidence", 2),
        ("4", "Level 4 without evidence", 1),
    ] {
        seat.keys(",");
        choose(&mut seat, Setting::EvidenceFrom, value);
        seat.keys("esc");
        let screen = seat.draw(120, 200).words();
        assert!(screen.contains(title), "{screen}");
        assert!(screen.contains(&format!("no evidence {count}")), "{screen}");
    }
    seat.keys(",");
    choose(&mut seat, Setting::EvidenceFrom, "never");
    seat.keys("esc");
    let screen = seat.draw(120, 200).words();
    assert!(!screen.contains("no evidence") && !screen.contains("without evidence"), "{screen}");
}

/// In the settings, moves to a setting and to one of its words.
fn choose(seat: &mut Seat, setting: Setting, word: &str) {
    let place = Setting::ALL.iter().position(|s| *s == setting).unwrap();
    seat.keys("home");
    for _ in 0..place {
        seat.keys("down");
    }
    for _ in setting.words() {
        if seat.face.app.settings.value(setting).value != word {
            seat.keys("right");
        }
    }
    assert_eq!(seat.face.app.settings.value(setting).value, word);
}

#[test]
fn last_quarter_follows_the_setting_at_once_and_in_the_next_draft() {
    use quaymark::model::settings::LastQuarter;
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin("Payments").keys(",");
    choose(&mut seat, Setting::LastQuarter, "hidden");
    assert_eq!(seat.face.app.work.as_ref().unwrap().last_quarter, LastQuarter::Hidden);
    seat.keys("u");
    assert_eq!(seat.face.app.work.as_ref().unwrap().last_quarter, LastQuarter::AfterAnswer);
    seat.keys("esc g h").begin("Search");
    assert_eq!(seat.face.app.work.as_ref().unwrap().last_quarter, LastQuarter::AfterAnswer);
}

#[test]
fn copying_that_is_off_says_where_to_turn_it_on() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin("Payments").keys(",");
    choose(&mut seat, Setting::Clipboard, "off");
    seat.keys("esc y");
    seat.says("copying is off; change clipboard in the settings (,)");
}

#[test]
fn characters_and_theme_change_at_once_on_every_screen() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.face.can(Abilities { depth: Depth::Full, ground: None, glyphs: Glyphs::Unicode });
    seat.begin("Payments").keys(",");
    assert!(!seat.screen().is_ascii());
    choose(&mut seat, Setting::Glyphs, "ascii");
    assert!(seat.screen().is_ascii(), "{}", seat.screen());
    choose(&mut seat, Setting::Theme, "mono");
    for keys in ["esc", "2", "o", "R", "g r", "v", "v", "v", "g m", "g h"] {
        seat.keys(keys);
        let drawn = seat.draw(120, 40);
        assert!(drawn.text().is_ascii(), "{keys}\n{}", drawn.text());
        let plain = drawn
            .buffer
            .content()
            .iter()
            .all(|c| c.fg == ratatui::style::Color::Reset && c.bg == ratatui::style::Color::Reset);
        assert!(plain, "{keys}: mono has no colour");
    }
    assert_eq!(seat.face.look.theme, Theme::Mono);
}

#[test]
fn cells_of_the_heatmap_and_what_was_found_have_roles_of_their_own() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.face.can(Abilities { depth: Depth::Full, ground: None, glyphs: Glyphs::Unicode });
    seat.begin("Payments").keys("4 right 4 right 4 right 1 ,");
    choose(&mut seat, Setting::Theme, "mono");
    seat.keys("esc g r v");
    let reversed = |seat: &Seat, wanted: &str| {
        let drawn = seat.draw(80, 24);
        let level = Theme::Mono.style(Role::Level(4)).add_modifier;
        let cells = drawn.buffer.content().windows(3);
        let is = |w: &[ratatui::buffer::Cell]| w.iter().map(|c| c.symbol()).collect::<String>() == wanted;
        cells.filter(|w| is(w) && w.iter().all(|c| c.modifier.contains(level))).count()
    };
    assert!(reversed(&seat, "[4]") > 0, "{}", seat.screen());
    assert_eq!(reversed(&seat, "[1]"), 0);
    seat.keys("o /").write("secur").keys("enter");
    let drawn = seat.draw(80, 24);
    let find = Theme::Mono.style(Role::Find).add_modifier;
    let marked: String =
        drawn.buffer.content().iter().filter(|c| c.modifier.contains(find)).map(|c| c.symbol()).collect();
    assert!(marked.to_lowercase().starts_with("secur"), "{marked:?}\n{}", drawn.text());
}

#[test]
fn the_documented_change_of_keys_is_in_order() {
    let text = include_str!("../../docs/keys.md");
    let example = text.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let config = quaymark::store::parse_config("keys.md", example.as_bytes()).unwrap();
    assert_eq!(quaymark::runtime::keys::problems_in("keys.md", example.as_bytes(), &config), []);
    assert_eq!(config.keys.len(), 2);
}
