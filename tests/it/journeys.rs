//! What people do from end to end, with keys alone: what the screen says on the way, and what is on the disk after it.

use quaymark::app::Key;
use quaymark::model::{AnswerState, Polarity, Question};

use crate::harness::{Machine, Seat, asked, quarter, total};

/// A machine with a draft of Payments, at its first question.
fn started() -> (Machine, Seat) {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin_with_data("Payments");
    (machine, seat)
}

fn optional(q: &Question) -> bool {
    !q.must_have && !q.not_applicable.is_empty()
}

#[test]
fn from_the_first_run_to_an_exported_roadmap() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.says("Find out how your team runs containers today");
    seat.says("creates your first team");
    seat.keys("enter");
    seat.says("New assessment");
    seat.keys("enter").write("Payments & Co").keys("enter");
    seat.keys("down down enter").write("shop cluster").keys("enter");
    seat.keys("right right space down right down right");
    seat.says("[x] kubernetes");
    seat.keys("end");
    let asked = asked(&seat.form().profile).len();
    seat.says(&format!("{asked} questions apply"));
    seat.keys("enter");
    seat.says("saved at every key");
    seat.says(&format!("0 of {asked}   saved"));
    assert_eq!(machine.draft("payments-co").answers.len(), 0);

    // A question takes two keys: the level, and on.
    let first = seat.here();
    seat.keys("2 enter");
    assert_ne!(seat.here(), first);
    seat.says(&format!("1 of {asked}   saved"));
    let second = seat.here();
    seat.keys("3 e").write("Since May.\nAll services.").keys("esc v").write("ci/build.yml:12").keys("enter");
    seat.says("evidence added (for)");
    // Where there is no room the note folds away, and it is said that there is one.
    seat.says("+  ci/build.yml:12");
    seat.says("level 3: counts 3.00   note");
    assert!(seat.draw(80, 40).text().contains("Since May."));
    seat.keys("e");
    seat.says("Since May.");
    seat.keys("esc");
    for _ in 2..asked {
        seat.keys("enter 2");
    }
    seat.keys("enter");
    seat.says("that was the last question");
    seat.says("Nothing left to review.");
    seat.says("Result: 2.");
    seat.keys("F");
    seat.says("The record is written once and never changed.");
    seat.keys("y");
    seat.says("finished: 2026 Q4 is now a record");
    seat.says("Payments & Co 2026 Q4   Results");

    let record = machine.record("payments-co");
    assert_eq!(record["answers"].as_object().unwrap().len(), asked);
    let answer = &record["answers"][second.as_str()];
    assert_eq!(answer["note"], "Since May.\nAll services.");
    assert_eq!(answer["evidence"][0]["ref"], "ci/build.yml:12");
    assert_eq!(record["scope_note"], "shop cluster");
    assert_eq!(record["finished"], "2026-11-23T10:00:00Z");
    assert!(machine.store().drafts().unwrap().is_empty(), "the draft is gone");

    seat.keys("r");
    seat.says("to level");
    seat.keys("x enter");
    seat.says("payments-co-2026-Q4-roadmap.md");
    seat.keys("enter");
    seat.says("written: payments-co-2026-Q4-roadmap.md");
    let text = std::fs::read_to_string(machine.cwd().join("payments-co-2026-Q4-roadmap.md")).unwrap();
    assert!(text.starts_with("# Roadmap: Payments & Co, 2026 Q4\n"), "{text}");
    assert!(text.contains("- Covers: shop cluster"), "{text}");
    assert!(text.contains("## Steps"), "{text}");

    seat.keys("g h");
    seat.says("Payments & Co");
    seat.keys("q");
    assert!(seat.ended);
}

#[test]
fn quitting_in_the_middle_comes_back_to_the_same_question() {
    let (machine, mut seat) = started();
    seat.keys("2 right 1 right 3 space");
    let here = seat.here();
    let draft = machine.draft("payments");
    seat.keys("q");
    assert!(seat.ended);
    assert_eq!(seat.close(), None);

    let mut seat = machine.start();
    seat.says(&format!("3 of {} answered", total()));
    seat.keys("enter");
    assert_eq!(seat.here(), here);
    seat.says(&format!("resumed where you were; 3 of {} answered", total()));
    assert_eq!(seat.face.app.work.as_ref().unwrap().draft, draft);
}

#[test]
fn the_way_back_from_a_started_draft_leads_home() {
    let (machine, mut seat) = started();
    seat.keys("2 esc");
    seat.says(&format!("1 of {} answered", total()));
    seat.keys("esc esc");
    assert!(!seat.ended, "esc never quits");
    seat.keys("enter right 3 o esc");
    assert_eq!(machine.draft("payments").answers.len(), 2);
    seat.says(&format!("2 of {}   saved", total()));
}

#[test]
fn quitting_inside_a_note_keeps_every_letter() {
    let (machine, mut seat) = started();
    let id = seat.here();
    seat.keys("e").write("half a sent").keys("ctrl-c ctrl-c");
    assert!(seat.ended);
    assert_eq!(machine.draft("payments").answers[&id].note.as_deref(), Some("half a sent"));
}

#[test]
fn changes_are_undone_and_redone_by_name_also_after_reopening() {
    let (machine, mut seat) = started();
    let id = seat.here();
    seat.keys("2 3");
    seat.keys("u");
    seat.says(&format!("undone: {id} 2 -> 3"));
    seat.keys("e").write("a note").keys("esc u");
    seat.says(&format!("undone: {id} note"));
    assert_eq!(machine.draft("payments").answers[&id].note, None, "a note is one step");
    drop(seat);

    let mut seat = machine.start();
    seat.keys("enter U");
    seat.says(&format!("redone: {id} note"));
    assert_eq!(machine.draft("payments").answers[&id].note.as_deref(), Some("a note"));
    seat.keys("u u");
    seat.says(&format!("undone: {id} open -> 2"));
    assert!(!machine.draft("payments").answers.contains_key(&id));
    seat.keys("u");
    seat.says("nothing to undo");
    seat.keys("U");
    seat.says(&format!("redone: {id} open -> 2"));
}

#[test]
fn undo_shows_the_question_it_changed() {
    let (_machine, mut seat) = started();
    let first = seat.here();
    seat.keys("2 right right u");
    assert_eq!(seat.here(), first);
}

#[test]
fn not_applicable_needs_a_reason_and_other_needs_a_note() {
    let (machine, mut seat) = started();
    let id = seat.go_to(optional);
    let question = seat.questionnaire().question(&id).unwrap().clone();
    seat.keys("-");
    seat.says(&format!("{id} is not applicable, because"));
    seat.keys("enter");
    seat.says(&format!("{id} not applicable"));
    let reason = question.not_applicable[0].id.clone();
    assert_eq!(machine.draft("payments").answers[&id].state, AnswerState::NotApplicable { reason });

    seat.keys("-");
    for _ in 0..question.not_applicable.len() {
        seat.keys("down");
    }
    seat.keys("enter");
    seat.says(&format!("Why does {id} not apply?"));
    seat.keys("enter");
    let kept = &machine.draft("payments").answers[&id];
    assert_eq!(kept.note, None, "nothing changes without a note");
    seat.keys("-");
    for _ in 0..question.not_applicable.len() {
        seat.keys("down");
    }
    seat.keys("enter").write("we only run batch").keys("enter");
    let answer = machine.draft("payments").answers[&id].clone();
    assert!(matches!(&answer.state, AnswerState::NotApplicable { reason } if reason.as_str() == "other"));
    assert_eq!(answer.note.as_deref(), Some("we only run batch"));
    seat.keys("R");
    seat.says("n/a 1");
    seat.keys("end");
    seat.says("n/a\n            we only run batch");
}

#[test]
fn a_must_have_that_always_applies_refuses_not_applicable() {
    let (machine, mut seat) = started();
    let id = seat.go_to(|q| q.must_have && q.not_applicable.is_empty());
    seat.keys("-");
    seat.says(&format!("{id} is a must-have that always applies."));
    assert!(machine.draft("payments").answers.is_empty());
    seat.keys(".");
    seat.says("unknown: counts 0 until somebody finds out");
    assert_eq!(machine.draft("payments").answers[&id].state, AnswerState::Unknown);
    seat.keys("R");
    seat.says("Open");
    seat.says(&format!("{id}   "));
}

#[test]
fn flags_topics_and_evidence_against_are_kept_and_shown() {
    let (machine, mut seat) = started();
    let id = seat.here();
    seat.keys("2 f");
    seat.says("! flagged");
    seat.keys("p").write("who owns the runners?").keys("enter");
    seat.says("parked for later");
    seat.keys("v").write("- k8s/legacy.yaml:4").keys("enter");
    seat.says("evidence added (against)");
    let draft = machine.draft("payments");
    let answer = &draft.answers[&id];
    assert!(answer.flag.is_some());
    assert_eq!(answer.evidence[0].polarity, Polarity::Against);
    assert_eq!(draft.parking_lot[0].text, "who owns the runners?");
    assert_eq!(draft.parking_lot[0].question.as_ref(), Some(&id));

    seat.keys("R");
    seat.says("flagged 1");
    seat.says("parked 1");
    seat.keys("tab tab f");
    seat.says("flag cleared");
    seat.says("flagged 0");
    seat.keys("F y");
    let record = machine.record("payments");
    assert_eq!(record["parking_lot"][0]["text"], "who owns the runners?");
    assert_eq!(record["answers"][id.as_str()]["evidence"][0]["polarity"], "against");
    seat.keys("x up enter enter");
    let text = std::fs::read_to_string(machine.cwd().join("payments-2026-Q4-roadmap.md")).unwrap();
    assert!(text.contains("who owns the runners?"), "{text}");
}

#[test]
fn evidence_can_be_removed_again() {
    let (machine, mut seat) = started();
    let id = seat.here();
    seat.keys("2 v").write("one").keys("enter v");
    seat.says("+ statement  one");
    seat.keys("down d esc");
    assert!(machine.draft("payments").answers[&id].evidence.is_empty());
    seat.keys("u");
    assert_eq!(machine.draft("payments").answers[&id].evidence.len(), 1);
}

#[test]
fn the_profile_hides_a_question_and_gives_its_answer_back() {
    let (machine, mut seat) = started();
    let id = seat.go_to(|q| q.applies_when.keys().any(|key| key.as_str() == "stateful"));
    let all = asked(&machine.draft("payments").profile).len();
    assert_eq!(all, total());
    seat.keys("3");
    seat.says(&format!("1 of {all}   saved"));
    seat.keys("o t");
    seat.says("What the team runs");
    // Whether the team keeps data: from yes to no.
    seat.go_to_profile("stateful").keys("right");
    seat.says("(x) no");
    seat.keys("end enter");
    seat.says("questions that do not apply are left out");
    let left = asked(&machine.draft("payments").profile);
    assert!(left.len() < all && left.iter().all(|q| q.id != id));
    seat.says(&format!("0 of {}   saved", left.len()));
    assert!(machine.draft("payments").answers.contains_key(&id), "the answer is kept");
    seat.keys("u");
    seat.says("undone: profile");
    seat.says(&format!("1 of {all}   saved"));
    seat.keys("o");
    seat.keys("g o l enter");
    assert!(matches!(machine.draft("payments").answers[&id].state, AnswerState::Rated { .. }));
}

#[test]
fn keys_are_letters_in_a_field_and_pasted_text_is_never_keys() {
    let (machine, mut seat) = started();
    let id = seat.here();
    seat.paste("qqq\n2\n");
    assert!(!seat.ended);
    seat.says("pasted text goes into a field");
    assert!(machine.draft("payments").answers.is_empty());
    seat.keys("e").write("q2?u");
    seat.key(Key::ctrl('q'));
    seat.paste("\u{1b}[2J\r\nsecond");
    seat.keys("esc");
    let note = machine.draft("payments").answers[&id].note.clone();
    assert_eq!(note.as_deref(), Some("q2?u\u{1b}[2J\nsecond"));
    assert_eq!(machine.draft("payments").header.period, quarter());
}
