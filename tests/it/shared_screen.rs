//! What others see on a shared screen: where we are, which keys work, and numbers that agree with each other.

use crate::harness::{Machine, Seat};

/// The draft of a team with a very long name, at the results so far.
fn results() -> (Machine, Seat) {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin("Payments, billing and everything around invoices").answer_all("1 2 1 . 2").keys("R r");
    (machine, seat)
}

/// The keys of the last row.
fn foot(seat: &Seat, width: u16, height: u16) -> String {
    seat.draw(width, height).rows().pop().unwrap()
}

#[test]
fn a_long_name_hides_neither_the_quarter_nor_the_screen() {
    let (_machine, mut seat) = results();
    for (keys, screen) in
        [("", "Results"), ("r", "Roadmap"), ("g o", "Overview"), ("R", "Review"), ("enter", "Q")]
    {
        seat.keys(keys);
        for (width, height) in [(60, 16), (80, 24)] {
            let head = seat.draw(width, height).rows().remove(0);
            assert!(head.contains("2026 Q4   ") && head.contains(screen), "{head}");
        }
    }
}

#[test]
fn the_keys_of_an_inner_part_are_shown_and_those_that_do_nothing_are_not() {
    let (_machine, mut seat) = results();
    for (width, height) in [(60, 16), (80, 24), (120, 40)] {
        let outside = foot(&seat, width, height);
        assert!(!outside.contains("[ earlier") && !outside.contains("] later"), "{outside}");
        seat.keys("enter");
        let inside = foot(&seat, width, height);
        assert!(inside.contains("enter open") && inside.ends_with("esc back  ? help"), "{inside}");
        seat.keys("esc r enter");
        let step = foot(&seat, width, height);
        assert!(!step.contains("enter detail") && step.ends_with("esc back  ? help"), "{step}");
        seat.keys("esc r");
    }
}

#[test]
fn home_tells_how_to_leave_and_the_review_how_to_finish() {
    let machine = Machine::new();
    let mut seat = machine.start();
    assert!(foot(&seat, 60, 16).contains("q quit"), "{}", foot(&seat, 60, 16));
    seat.begin("Payments").keys("R");
    assert!(foot(&seat, 60, 16).contains("F finish"), "{}", foot(&seat, 60, 16));
    seat.keys("o");
    assert!(foot(&seat, 60, 16).contains("R review"), "{}", foot(&seat, 60, 16));
}

#[test]
fn what_is_below_and_what_is_shown_are_all_steps() {
    let (_machine, mut seat) = results();
    seat.keys("r");
    let steps = seat.face.app.shown.as_ref().unwrap().roadmap.steps.len();
    let rows = seat.draw(80, 24).rows();
    let below = rows.iter().position(|r| r.ends_with("more below")).unwrap();
    let more: usize = rows[below].trim().split(' ').next().unwrap().parse().unwrap();
    let number = |row: &String| row.chars().skip(3).take(3).collect::<String>().trim().parse::<usize>().ok();
    let listed = rows[4..below].iter().filter_map(number).count();
    assert_eq!(listed + more, steps, "{}", rows.join("\n"));
}

#[test]
fn what_a_step_moves_has_two_decimals_on_both_sides() {
    let (_machine, mut seat) = results();
    seat.keys("r");
    let text = seat.draw(120, 40).text();
    let moves: Vec<_> = text.split_whitespace().filter(|w| w.contains('→') && w.len() > 4).collect();
    assert!(!moves.is_empty(), "{text}");
    for word in moves {
        let (from, to) = word.split_once('→').unwrap();
        assert!(from.len() == 4 && to.len() == 4, "{word}");
    }
}

#[test]
fn the_overview_keeps_the_names_of_its_columns_on_a_low_window() {
    let (_machine, mut seat) = results();
    seat.keys("g o end");
    let rows = seat.draw(60, 16).rows();
    assert!(rows[2].contains("Dimension") && rows[2].contains("score"), "{}", rows.join("\n"));
}

#[test]
fn keys_and_what_they_do_never_touch_in_the_help() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.keys("? tab");
    seat.says("tab this screen");
    let rows = seat.draw(80, 200).rows();
    for row in rows.iter().filter(|r| r.contains("pgup") || r.contains("pgdn")) {
        assert_eq!(row.chars().skip(22).take(2).collect::<String>(), "  ", "{row}");
    }
}
