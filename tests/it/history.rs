//! Comparing and looking back as a person does: the four parts, dimensions, both answers, other sides, the timeline.

use chrono::{TimeZone, Utc};
use quaymark::app::compare::Found;
use quaymark::app::{Action, Screen};
use quaymark::runtime::{Session, demo};
use quaymark::text::Glyphs;
use quaymark::tui::theme::Theme;
use ratatui::style::Color;

use crate::harness::{Machine, Seat, day, own_questionnaire};

const SIZES: [(u16, u16); 3] = [(60, 16), (80, 24), (120, 40)];

/// Somebody at Home of the demonstration, with the team that began under an earlier questionnaire selected.
fn demonstration() -> (Machine, Seat) {
    let machine = Machine::new();
    demo::fill(&Session::new(machine.store(), None).unwrap(), day()).unwrap();
    let mut seat = machine.start();
    let place = seat.face.app.home.teams.iter().position(|t| t.team.id.as_str() == "claims").unwrap();
    seat.keys("home");
    for _ in 0..=place {
        seat.keys("down");
    }
    (machine, seat)
}

/// Draws at every size, with every look, and keeps what is seen.
#[track_caller]
fn seen(seat: &mut Seat, name: &str) {
    for (width, height) in SIZES {
        let drawn = seat.draw(width, height);
        let text = drawn.text();
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("history-{name}-{width}x{height}"), text);
        });
        assert!(text.ends_with("? help"), "{text}");
        seat.look(Theme::Mono, Glyphs::Unicode);
        let mono = seat.draw(width, height);
        assert!(mono.buffer.content.iter().all(|c| c.fg == Color::Reset && c.bg == Color::Reset));
        assert_eq!(mono.text(), text, "colour carries nothing alone");
        seat.look(Theme::Mono, Glyphs::Ascii);
        let ascii = seat.draw(width, height).text();
        assert!(ascii.is_ascii(), "{ascii}");
        if (width, height) == (80, 24) {
            insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(format!("history-{name}-ascii"), ascii);
            });
        }
        seat.look(Theme::default(), Glyphs::Unicode);
    }
}

#[test]
fn from_home_through_the_history_into_both_answers() {
    let (_machine, mut seat) = demonstration();
    assert!(seat.screen().contains("c compare"), "{}", seat.screen());
    seat.keys("H");
    seat.says("Claims Platform   History");
    seat.says("version 1.0.0 from here on, 0.9.0 before");
    seen(&mut seat, "timeline");
    seat.keys("[ [ c");
    seat.says("2026 Q1 → 2026 Q2");
    seat.says("only practice is real movement");
    for part in ["practice +", "coverage +", "scope -", "revision +"] {
        seat.says(part);
    }
    seen(&mut seat, "compare");
    let all = seat.screen();
    seat.keys("f");
    assert!(!seat.screen().contains("WRK "), "{}", seat.screen());
    seat.keys("f");
    assert_eq!(seat.screen().lines().take(20).collect::<Vec<_>>(), all.lines().take(20).collect::<Vec<_>>());
    // The merged question says what it was.
    while !seat.draw(80, 24).cursor_row().unwrap().contains("IMG ") {
        seat.keys("down");
    }
    seat.keys("enter");
    seat.says("was IMG-Q6 and IMG-Q7");
    seen(&mut seat, "dimension");
    seat.keys("enter");
    seat.says("A  2026 Q1");
    seat.says("IMG-Q7");
    seat.says("B  2026 Q2");
    seen(&mut seat, "question");
    seat.keys("esc esc esc");
    seat.says("Claims Platform   History");
    seat.keys("enter");
    seat.says("Claims Platform 2026 Q2   Results");
    seat.keys("c");
    seat.says("2026 Q1 → 2026 Q2");
}

#[test]
fn other_sides_are_picked_swapped_written_and_copied() {
    let (machine, mut seat) = demonstration();
    seat.keys("c");
    seat.says("2026 Q3 → 2026 Q4");
    seat.keys("s");
    seat.says("2026 Q4 → 2026 Q3");
    seat.keys("s x");
    seat.says("the comparison as Markdown");
    seat.keys("enter enter");
    let name = "claims-2026-Q3-to-2026-Q4";
    seat.says(&format!("written: {name}.md"));
    let text = std::fs::read_to_string(machine.cwd().join(format!("{name}.md"))).unwrap();
    assert!(text.starts_with("# Comparison: Claims Platform 2026 Q3"), "{text}");
    seat.keys("x down enter enter x down down enter enter");
    let json = std::fs::read_to_string(machine.cwd().join(format!("{name}.json"))).unwrap();
    assert!(json.contains("quaymark/compare/v1"), "{json}");
    let csv = std::fs::read_to_string(machine.cwd().join(format!("{name}.csv"))).unwrap();
    assert!(csv.starts_with("dimension,question,was,"), "{csv}");

    let (what, text) = seat.face.app.selection_text().unwrap();
    assert!(what == "the comparison" && text.contains("| dimension | A | B | change | practice |"), "{text}");

    seat.keys("a");
    for _ in 0..30 {
        seat.keys("down");
    }
    seat.keys("enter");
    assert!(seat.screen().contains("A  Print Shop 2025 Q2"), "{}", seat.screen());
    seat.says("two teams");
    seat.keys("b");
    for _ in 0..30 {
        seat.keys("up");
    }
    seat.keys("enter");
    seat.keys("t");
    seat.says("History");
}

#[test]
fn one_assessment_is_nothing_to_compare_and_says_what_to_do() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin("Payments").answer_all("2 3 1").keys("R F y");
    assert!(!seat.screen().contains("c compare"), "{}", seat.screen());
    assert!(!seat.face.app.enabled(Action::Compare));
    seat.keys("c");
    seat.says("Comparing needs two finished assessments. Payments has one: 2026 Q4.");
    seen(&mut seat, "one");
    seat.keys("enter");
    seat.says("there is no other assessment here yet");
    seat.keys("down enter");
    assert!(matches!(seat.face.app.screen, Screen::New(_)));
    seat.keys("g h home");
    assert!(!seat.screen().contains("c compare"), "{}", seat.screen());
}

#[test]
fn a_draft_is_compared_with_the_latest_record() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.now = Utc.with_ymd_and_hms(2026, 8, 10, 10, 0, 0).unwrap();
    seat.begin("Payments").answer_all("1 2 1").keys("R F y g h");
    seat.now = Utc.with_ymd_and_hms(2026, 11, 23, 10, 0, 0).unwrap();
    seat.keys("n end enter").answer_all("2").keys("o g c");
    seat.says("2026 Q3 → 2026 Q4 draft");
    let Screen::Compare(screen) = &seat.face.app.screen else { panic!("not at the comparison") };
    let Found::Two(pair) = &screen.found else { panic!("nothing to compare") };
    assert!(pair.b.finished.is_none());
    seat.keys("esc");
    assert!(matches!(seat.face.app.screen, Screen::Overview(_)));
}

#[test]
fn an_amended_record_stands_under_the_one_that_replaces_it() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin("Payments").answer_all("1").keys("R F y A");
    seat.answer_all("3").keys("R F y g h home H");
    seat.says("1 assessment");
    seat.says("replaces 1.00 of 23 Nov 2026");
}

#[test]
fn where_room_is_scarce_the_real_movement_stays_and_a_lower_level_is_told() {
    let (_machine, mut seat) = demonstration();
    seat.keys("H");
    let timeline = seat.draw(80, 24).text();
    assert!(timeline.contains("level 1 instead of 2; must-have below 2: SEC-Q3"), "{timeline}");
    seat.keys("c");
    let small = seat.draw(60, 16).text();
    assert!(small.contains("change practice"), "{small}");
    // Of the other team that is swapped in, the numbers add up only when they are rounded together.
    seat.keys("esc esc home down down H c");
    let small = seat.draw(60, 16).text();
    assert!(small.contains("each number is rounded by itself"), "{small}");
}

#[test]
fn a_dimension_whose_ups_and_downs_cancel_has_changed() {
    let all = own_questionnaire();
    let mut pairs = all.dimensions.iter().filter_map(|d| {
        let first = d.questions.first()?;
        let same = d.questions.iter().skip(1).find(|q| q.weight == first.weight)?;
        Some((d.code.clone(), first.id.clone(), same.id.clone()))
    });
    let (code, up, down) = pairs.next_back().unwrap();
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.now = Utc.with_ymd_and_hms(2026, 8, 10, 10, 0, 0).unwrap();
    seat.begin("Payments").answer_all("2").keys("R F y g h");
    seat.now = Utc.with_ymd_and_hms(2026, 11, 23, 10, 0, 0).unwrap();
    seat.keys("n end enter").answer_all("2").keys("esc");
    for (id, key) in [(&up, "3"), (&down, "1")] {
        seat.go_to(|q| q.id == *id);
        seat.keys(key);
    }
    seat.keys("o g c f");
    seat.says(&format!("{code} "));
    seat.says("Questions: 1 down, 1 up");
}
