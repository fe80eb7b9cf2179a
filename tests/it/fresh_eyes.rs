//! What somebody new to the program stumbled over, seen again: ends of long texts, what does not fit, plain words.

use chrono::{TimeZone, Utc};
use quaymark::app::Screen;
use quaymark::app::screen::new::Who;
use quaymark::app::screen::results::View;

use crate::harness::{Machine, Seat};

/// A team that has finished a quarter with level 1 everywhere, at its results.
fn finished() -> (Machine, Seat) {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin_with_data("Payments").answer_all("1").keys("R F y");
    (machine, seat)
}

/// The same team with another quarter, for which these keys were pressed at the first question.
fn two_quarters(keys: &str) -> (Machine, Seat) {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.now = Utc.with_ymd_and_hms(2026, 8, 10, 10, 0, 0).unwrap();
    seat.begin_with_data("Payments").answer_all("1").keys("R F y g h");
    seat.now = Utc.with_ymd_and_hms(2026, 11, 23, 10, 0, 0).unwrap();
    seat.keys("n end enter").keys(keys).keys("R F y");
    (machine, seat)
}

fn stage(seat: &Seat) -> usize {
    match &seat.face.app.screen {
        Screen::Results(results) => results.stage,
        other => panic!("not at the results but at {:?}", other.context()),
    }
}

fn to_view(seat: &mut Seat, wanted: View) {
    while !matches!(&seat.face.app.screen, Screen::Results(results) if results.view == wanted) {
        seat.keys("v");
    }
}

#[test]
fn another_quarter_along_a_pathway_opens_at_its_current_stage() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.now = Utc.with_ymd_and_hms(2026, 8, 10, 10, 0, 0).unwrap();
    seat.begin_with_data("Payments").answer_all("4").keys("R F y g h");
    seat.now = Utc.with_ymd_and_hms(2026, 11, 23, 10, 0, 0).unwrap();
    seat.keys("n end enter").answer_all("4").keys("o enter");
    let late = seat.questionnaire().pathways[0].stages[2].practices[0].clone();
    let id = seat.questionnaire().practice(&late).unwrap().0.id.clone();
    seat.go_to(|q| q.id == id);
    seat.keys("0 R F y");
    to_view(&mut seat, View::Pathway);
    let current = stage(&seat);
    assert!(current > 0, "{}", seat.screen());
    seat.keys("[");
    seat.keys("]");
    assert_eq!(stage(&seat), current, "{}", seat.screen());
}

/// Presses down far past the end, then up once: the text moves at once.
#[track_caller]
fn comes_back_at_once(seat: &mut Seat, (width, height): (u16, u16)) {
    let first = seat.draw(width, height);
    for _ in 0..150 {
        seat.keys("down");
        seat.draw(width, height);
    }
    let end = seat.draw(width, height);
    assert_ne!(end, first, "the text is longer than the window\n{}", first.text());
    assert!(!end.text().contains("more below"), "{}", end.text());
    seat.keys("up");
    let before = seat.draw(width, height);
    assert_ne!(end, before, "one row up is seen\n{}", end.text());
    seat.keys("end");
    assert_eq!(seat.draw(width, height), end);
    seat.keys("home");
    assert_eq!(seat.draw(width, height), first);
}

#[test]
fn no_long_text_is_scrolled_past_its_end() {
    let (_machine, mut seat) = finished();
    seat.keys("r enter");
    comes_back_at_once(&mut seat, (60, 16));
    seat.keys("esc g r enter enter");
    comes_back_at_once(&mut seat, (60, 16));
    to_view(&mut seat, View::Pathway);
    seat.keys("enter");
    comes_back_at_once(&mut seat, (60, 16));
    seat.keys("g a tab tab tab");
    comes_back_at_once(&mut seat, (60, 16));

    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin("Payments").keys("tab");
    comes_back_at_once(&mut seat, (60, 16));
}

#[test]
fn a_heatmap_that_does_not_fit_says_so() {
    let (_machine, mut seat) = finished();
    to_view(&mut seat, View::Heatmap);
    let low = seat.draw(60, 16);
    assert!(low.text().contains("8 more below"), "{}", low.text());
    seat.keys("end");
    let end = seat.draw(60, 16).text();
    assert!(!end.contains("more below") && end.contains("MCI"), "{end}");
    assert!(!seat.screen().contains("more below"), "{}", seat.screen());
}

#[test]
fn the_table_says_in_words_what_stands_in_it() {
    let (_machine, mut seat) = finished();
    to_view(&mut seat, View::Table);
    for (width, height) in [(60, 16), (80, 24), (120, 40)] {
        let drawn = seat.draw(width, height).text();
        assert!(drawn.contains("coverage") && drawn.contains("level"), "{drawn}");
        // Nothing is open: what could be is what is.
        assert!(!drawn.contains("up to") && !drawn.contains("possible"), "{drawn}");
    }
    // With open questions and a quarter before, a low window has room for short words, and says what they mean.
    let (_machine, mut seat) = two_quarters("2");
    to_view(&mut seat, View::Table);
    assert!(seat.draw(60, 24).text().contains("max: level at best"), "{}", seat.draw(60, 24).text());
    assert!(seat.draw(80, 24).text().contains("best: level if all"), "{}", seat.draw(80, 24).text());
    assert!(seat.draw(120, 24).text().contains("possible"));
}

#[test]
fn an_answer_is_a_level_and_what_it_counts() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin("Payments").keys("2");
    seat.says("Answer    level 2: counts 2.00");
    seat.keys("down down down space");
    seat.says("Answer    level 2: counts 2.50");
}

#[test]
fn teams_stand_in_the_order_in_which_people_count() {
    let machine = Machine::new();
    let mut seat = machine.start();
    for name in ["Team 10", "team 2", "Team 1"] {
        seat.keys("n");
        while !matches!(&seat.form().who, Who::New(_)) {
            seat.keys("right");
        }
        seat.keys("enter").write(name).keys("enter end enter g h");
    }
    let text = seat.screen();
    let teams = text.split("Teams ").nth(1).unwrap();
    let at = |name: &str| teams.find(name).unwrap_or_else(|| panic!("{name} is not in\n{text}"));
    assert!(at("Team 1 ") < at("team 2 ") && at("team 2 ") < at("Team 10 "), "{text}");
}

#[test]
fn tab_takes_the_name_of_the_selected_row_of_the_palette() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin("Payments").keys(":").write("rev");
    seat.keys("tab");
    seat.says(": review before finishing");
    seat.says("1 of ");
    seat.keys("backspace");
    seat.says(": review before finishin");
    seat.keys("enter");
    assert!(matches!(seat.face.app.screen, Screen::Review(_)), "{}", seat.screen());
    seat.keys(":").write("zzzz").keys("tab");
    seat.says(": zzzz");
    seat.keys("esc :");
    seat.says("more below");
}

#[test]
fn the_matrix_says_when_nothing_is_weighed_yet() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.keys("A tab");
    seat.says("all weigh the same so far:");
    seat.keys("right");
    assert!(!seat.screen().contains("all weigh the same"), "{}", seat.screen());
}

#[test]
fn the_form_keeps_what_the_assessment_is_together() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.keys("n");
    for (width, height) in [(60, 16), (80, 24), (120, 40)] {
        let rows = seat.draw(width, height).rows();
        let scope = rows.iter().position(|r| r.contains("as a team; enter lists")).unwrap();
        assert!(rows[scope + 1].contains("Covers"), "{}", rows.join("\n"));
    }
}

#[test]
fn nothing_that_a_low_window_has_to_say_is_cut() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin("Payments").keys("v");
    assert!(seat.draw(60, 16).text().contains("tab: against"), "{}", seat.draw(60, 16).text());
    seat.keys("esc g h n");
    seat.go_to_profile("stateful").keys("right right");
    let text = seat.draw(60, 16).text();
    assert!(text.contains("left out") && !text.contains("prof…"), "{text}");
}

#[test]
fn finishing_says_how_it_is_amended_here() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin("Payments").keys("2 R F");
    let words = seat.draw(80, 24).words();
    assert!(words.contains("It can be amended later: A in its results."), "{words}");
}

#[test]
fn no_empty_cell_carries_a_warning() {
    use quaymark::text::Glyphs;
    use quaymark::tui::theme::Theme;
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin("Payments").keys("o");
    let drawn = seat.look(Theme::Mono, Glyphs::Unicode).draw(80, 24);
    for cell in &drawn.buffer.content {
        let underlined = cell.modifier.contains(ratatui::style::Modifier::UNDERLINED);
        assert!(!(underlined && cell.symbol() == " "), "{}", drawn.text());
    }
}

#[test]
fn the_groups_of_the_review_stand_in_one_row() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.keys("n enter")
        .write("Payments")
        .keys("enter")
        .go_to_profile("stateful")
        .keys("right right end enter");
    seat.answer_all("2 f 1").keys("p").write("later").keys("enter R");
    let rows = seat.draw(80, 24).rows();
    let show = rows.iter().find(|r| r.contains("Show")).unwrap();
    assert!(show.contains("n/a") && show.contains("parked 1"), "{}", rows.join("\n"));
}
