//! The review: what deserves a look before finishing, and what finishing would mean.

use quaymark::app::last::Last;
use quaymark::app::screen::review::{Group, members};
use quaymark::model::{Answer, Confidence, Level};

use crate::harness::{Machine, Seat, quarter, total};

#[test]
fn the_review_names_what_deserves_a_look() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin_with_data("Payments")
        .answer_all("3 2")
        .keys("R p")
        .write("Who pays for the cluster?")
        .keys("enter");
    let work = seat.face.app.work.as_mut().unwrap();
    let id = work.asked()[0].id.clone();
    let was = Answer { note: Some("planned".to_owned()), ..Answer::at_level(Level::ONE) };
    work.earlier = vec![Last {
        period: quarter().previous(),
        version: work.questionnaire.version,
        people: Vec::new(),
        finished: work.draft.header.started.date_naive(),
        answers: [(id, was)].into(),
        scores: [].into(),
        score: None,
    }];
    assert_eq!(members(work, Group::Changed).len(), 1);
    let high = members(work, Group::NoEvidence).len();
    assert_eq!(high, total().div_ceil(2), "level 3 without evidence, not level 2");
    seat.says("changed 2+ 1");
    seat.says("Finish now: ");
    seat.keys("tab tab");
    seat.says("1 → 3  no evidence");
    let wide = seat.draw(120, 40).text();
    for said in
        ["Before you finish", "Q3", "\"planned\"", &format!("[ ] {high} high levels without evidence")]
    {
        assert!(wide.contains(said), "{said}\n{wide}");
    }
    seat.keys("e").write("as they say").keys("esc");
    let first = machine.draft("payments").answers.into_values().find_map(|a| a.note);
    assert_eq!(first.as_deref(), Some("as they say"));
    seat.keys("tab");
    seat.says("Who pays for the cluster?");
}

#[test]
fn open_questions_count_nothing_and_the_best_case_is_named() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin_with_data("Payments").answer_all("2").keys("R g o home enter . R");
    seat.says("(up to 2.");
    seat.says("1 open question counts 0");
    seat.keys("F");
    seat.says("Finish 2026 Q4?");
}

/// A draft with nothing left to review.
pub fn nothing_left() -> (Machine, Seat) {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin_with_data("Payments").answer_all("2").keys("R home");
    (machine, seat)
}

#[test]
fn when_nothing_is_left_there_is_a_choice() {
    let (machine, mut seat) = nothing_left();
    seat.says("Nothing left to review.");
    seat.says("Result: 2.00, level 2 Automated Orchestration.");
    seat.keys("down enter");
    seat.says("Overview");
    seat.keys("R enter");
    seat.says("Finish 2026 Q4?");
    seat.keys("y");
    seat.says("finished: 2026 Q4 is now a record");
    assert_eq!(machine.record("payments")["period"], "2026-Q4");
}

#[test]
fn an_answer_nobody_is_sure_of_is_to_check() {
    let (_machine, mut seat) = nothing_left();
    let id = seat.face.app.work.as_ref().unwrap().asked()[0].id.clone();
    seat.face.app.work.as_mut().unwrap().answers.get_mut(&id).unwrap().confidence = Some(Confidence::Low);
    seat.says("unsure 1");
}
