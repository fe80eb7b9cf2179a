//! A part of the questionnaire, and following a pathway, as a person sees it.

use chrono::{TimeZone, Utc};
use quaymark::app::Screen;
use quaymark::app::scopes::scopes;
use quaymark::app::screen::new::Field;
use quaymark::app::screen::results::View;
use quaymark::model::Scope;
use quaymark::pathways::progress;
use quaymark::text::Glyphs;
use quaymark::tui::theme::Theme;
use ratatui::style::Color;

use crate::harness::{Machine, Seat, own_questionnaire};

const SIZES: [(u16, u16); 3] = [(60, 16), (80, 24), (120, 40)];

/// Takes a scope in the form, by its place in the list.
fn take_scope(seat: &mut Seat, place: usize) {
    seat.keys("home");
    while seat.form().field(&seat.face.app.home) != Field::Scope {
        seat.keys("down");
    }
    let here = seat.form().scope;
    seat.keys("enter");
    for _ in 0..here.abs_diff(place) {
        seat.keys(if here < place { "down" } else { "up" });
    }
    seat.keys("enter");
}

/// The place of a selection in the list of scopes.
fn selection(id: &str) -> usize {
    let all = scopes(own_questionnaire());
    all.iter().position(|s| matches!(s, Scope::Selection { id: own } if own.as_str() == id)).unwrap()
}

/// Finishes the draft on the screen and goes Home.
fn finish(seat: &mut Seat) {
    seat.keys("R F y");
}

/// Payments with a quick look in Q3 and the running draft of the whole in Q4.
fn quick_then_whole() -> (Machine, Seat) {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.now = Utc.with_ymd_and_hms(2026, 8, 14, 10, 0, 0).unwrap();
    seat.keys("n enter").write("Payments").keys("enter");
    take_scope(&mut seat, selection("quick"));
    seat.keys("end enter").answer_all("2 3 1");
    finish(&mut seat);
    (machine, seat)
}

#[test]
fn every_scope_can_be_chosen_in_the_form() {
    let all = scopes(own_questionnaire());
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.keys("n");
    for (place, scope) in all.iter().enumerate() {
        take_scope(&mut seat, place);
        assert_eq!(seat.form().scope(), *scope, "{place}");
        let count = quaymark::app::scopes::count(own_questionnaire(), scope, &seat.form().profile);
        seat.says(&format!("{count} question"));
        seat.says("min");
    }
}

#[test]
fn a_part_is_marked_wherever_it_appears() {
    let (_machine, mut seat) = quick_then_whole();
    seat.says("Payments 2026 Q3");
    for _ in View::ALL {
        for (width, height) in SIZES {
            let text = seat.draw(width, height).text();
            assert!(text.contains("within quick look"), "{width}: {text}");
        }
        seat.keys("v");
    }
    seat.keys("r");
    for (width, height) in SIZES {
        let text = seat.draw(width, height).text();
        assert!(text.contains("within quick look"), "{width}: {text}");
    }
    seat.keys("g h");
    seat.says("within quick look");
}

#[test]
fn answers_carry_over_from_a_part_to_the_whole_and_back() {
    let (machine, mut seat) = quick_then_whole();
    seat.now = Utc.with_ymd_and_hms(2026, 11, 23, 10, 0, 0).unwrap();
    seat.close();
    let mut seat = machine.start();
    seat.keys("n left");
    take_scope(&mut seat, 0);
    seat.keys("end enter");
    seat.says("Payments 2026 Q4");
    let quick = &own_questionnaire().selections.iter().find(|s| s.id.as_str() == "quick").unwrap().questions;
    let id = seat.go_to(|q| quick.contains(&q.id));
    seat.says("was Q3");
    seat.keys("=");
    assert_eq!(machine.draft("payments").answers[&id].carried_from.unwrap().to_string(), "2026-Q3");
    seat.go_to(|q| !quick.contains(&q.id));
    assert!(!seat.screen().contains("keep Q3"), "{}", seat.screen());
    seat.answer_all("3 2");
    finish(&mut seat);
    // The whole has no quarter of the whole before it.
    let shown = seat.face.app.shown.as_ref().unwrap();
    assert_eq!((&shown.scope, &shown.others.before), (&Scope::All, &None));
    assert!(!seat.screen().contains("Q3 "), "{}", seat.screen());
    seat.keys("g h");
    assert_eq!(seat.face.app.home.teams[0].trend.len(), 1, "the part is no point of the trend");
    // And back into a part.
    seat.close();
    let mut seat = machine.start();
    seat.now = Utc.with_ymd_and_hms(2027, 2, 10, 10, 0, 0).unwrap();
    seat.keys("n left");
    take_scope(&mut seat, selection("security-first"));
    seat.keys("end enter");
    seat.says("was Q4");
    seat.keys("=");
    seat.says("keeps");
}

#[test]
fn the_roadmap_follows_a_pathway_and_says_so() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.keys("n enter").write("Payments").keys("enter").go_to_profile("regulated");
    seat.keys("right end enter").answer_all("1");
    let profile = seat.face.app.work.as_ref().unwrap().draft.profile.clone();
    finish(&mut seat);
    let plan = |seat: &Seat| -> Vec<String> {
        let steps = &seat.face.app.shown.as_ref().unwrap().roadmap.steps;
        steps.iter().map(|s| s.id.to_string()).collect()
    };
    let none = plan(&seat);
    seat.keys("r");
    let without = seat.screen();
    assert!(!without.contains("by Security-first"), "{without}");
    seat.keys("P");
    let regulated = format!("{profile:?}").contains("Bool(true)");
    assert!(regulated, "{profile:?}");
    let said = seat.draw(80, 24).text();
    let said = crate::harness::words(&said);
    assert!(said.contains("because a law, contract or audit asks for proof of controls"), "{said}");
    seat.says("Security-first (suggested)");
    let place = own_questionnaire().pathways.iter().position(|p| p.id.as_str() == "security-first").unwrap();
    for _ in 0..=place {
        seat.keys("down");
    }
    seat.keys("enter");
    seat.says("roadmap ordered by Security-first");
    seat.says("by Security-first");
    assert_ne!(plan(&seat), none);
    let (mut mine, mut before) = (plan(&seat), none.clone());
    mine.sort();
    before.sort();
    assert_eq!(mine, before, "the same steps in another order");
    for (width, height) in SIZES {
        let text = seat.draw(width, height).text();
        assert!(text.contains("Security-first"), "{text}");
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("roadmap-pathway-{width}x{height}"), text);
        });
    }
    seat.keys("x enter enter");
    let file = machine.cwd().join("payments-2026-Q4-roadmap.md");
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains("- Ordered by pathway: Security-first\n"), "{text}");
    // Another view and back keep it; none takes it away.
    seat.keys("r r");
    seat.says("by Security-first");
    seat.keys("P");
    for _ in 0..=place {
        seat.keys("up");
    }
    seat.keys("enter");
    assert_eq!(plan(&seat), none);
}

#[test]
fn the_stages_are_shown_with_what_is_in_place() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.keys("n enter").write("Payments").keys("enter end enter").answer_all("2 1 . 0 3");
    finish(&mut seat);
    seat.keys("v v v v");
    let Screen::Results(results) = &seat.face.app.screen else { panic!("not at the results") };
    assert_eq!(results.view, View::Pathway);
    let shown = seat.face.app.shown.as_ref().unwrap();
    let pathway = shown.along().unwrap().clone();
    for stage in progress(&shown.questionnaire, &pathway, &shown.card) {
        seat.says(&quaymark::pathways::counts(&stage));
    }
    seat.says("current stage");
    seat.keys("home");
    for _ in &pathway.stages {
        for (width, height) in SIZES {
            let drawn = seat.draw(width, height);
            assert!(matches!(drawn.at_cursor(), Some("▌" | ">")), "{}", drawn.text());
            seat.look(Theme::Mono, Glyphs::Unicode);
            let mono = seat.draw(width, height);
            assert!(mono.buffer.content.iter().all(|c| c.fg == Color::Reset && c.bg == Color::Reset));
            assert_eq!(mono.text(), drawn.text(), "colour carries nothing alone");
            seat.look(Theme::Mono, Glyphs::Ascii);
            let ascii = seat.draw(width, height).text();
            assert!(ascii.is_ascii(), "{ascii}");
            seat.look(Theme::default(), Glyphs::Unicode);
        }
        seat.keys("enter");
        seat.says("Done when");
        seat.keys("esc down");
    }
}

#[test]
fn reports_by_heading_are_in_the_list_of_exports() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin("Payments").answer_all("2 1 . 0 3");
    finish(&mut seat);
    for (title, file, says) in [
        ("the result by area", "payments-2026-Q4-areas.md", "## Development workflow"),
        ("the result by component", "payments-2026-Q4-components.md", "## Docker Compose"),
        ("the security controls", "payments-2026-Q4-controls.md", "## 4.1 Image risks"),
    ] {
        seat.keys("x");
        seat.says(title);
        seat.keys("home");
        while !seat.screen().lines().any(|l| l.contains('▌') && l.contains(title)) {
            seat.keys("down");
        }
        seat.keys("enter enter");
        let text = std::fs::read_to_string(machine.cwd().join(file)).unwrap();
        assert!(text.contains(says), "{text}");
    }
}
