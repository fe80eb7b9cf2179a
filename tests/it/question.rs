//! Answering again in the next quarter: what was answered before, evidence, parked topics, undo, overview, roadmap.

use chrono::{TimeDelta, TimeZone, Utc};
use quaymark::app::screen::roadmap::When;
use quaymark::app::{Key, Screen};
use quaymark::model::settings::LastQuarter;
use quaymark::model::{AnswerState, Polarity, QuestionId};

use crate::harness::{Machine, Seat};

/// A machine on which Payments finished Q3 2026 with levels 2, 3 and 1 in turn, and is in its draft of Q4.
fn again() -> (Machine, Seat) {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.now = Utc.with_ymd_and_hms(2026, 8, 14, 10, 0, 0).unwrap();
    seat.keys("n enter").write("Payments").keys("enter").go_to_profile("stateful");
    seat.keys("right end enter").answer_all("2 3 1");
    seat.keys("g o enter e")
        .write("baseline on 11 of 14")
        .keys("esc v")
        .write("k8s/ns.yaml:12")
        .keys("enter");
    seat.keys("R F y");
    seat.now = Utc.with_ymd_and_hms(2026, 11, 23, 10, 0, 0).unwrap();
    seat.close();
    let mut seat = machine.start();
    seat.keys("n left end enter");
    seat.says("Payments 2026 Q4");
    (machine, seat)
}

fn level(seat: &Seat, id: &QuestionId) -> Option<u8> {
    match seat.face.app.work.as_ref().unwrap().answer(id)?.state {
        AnswerState::Rated { level, .. } => Some(level.number()),
        _ => None,
    }
}

#[test]
fn nothing_of_last_quarter_counts_until_it_is_kept() {
    let (machine, mut seat) = again();
    let id = seat.here();
    seat.says("was Q3");
    seat.says("= keep Q3");
    seat.says("\"baseline on 11 of 14\"   14 Aug");
    seat.says("0 of 64   saved");
    assert!(machine.draft("payments").answers.is_empty());

    seat.keys("=");
    seat.says("keeps 2 of 2026 Q3   u undo");
    seat.says("1 of 64   saved");
    let draft = machine.draft("payments");
    let answer = &draft.answers[&id];
    assert_eq!(answer.carried_from.unwrap().to_string(), "2026-Q3");
    assert_eq!(answer.confirmed, quaymark::model::Confirmed::On(crate::harness::day()));
    assert_eq!((answer.note.as_deref(), answer.evidence.len()), (None, 1), "the note is not taken over");
    assert_eq!(answer.evidence[0].date.unwrap().to_string(), "2026-08-14", "evidence keeps its date");
    seat.keys("=");
    seat.says("is kept from 2026 Q3 already");

    // One step of undo, by name; then another level is not a kept answer any more.
    seat.keys("u");
    seat.says("undone: STR-Q1 open -> 2, kept from 2026 Q3");
    assert!(machine.draft("payments").answers.is_empty());
    seat.keys("U 3");
    assert_eq!(machine.draft("payments").answers[&id].carried_from, None);
}

#[test]
fn history_shows_what_was_said_then_and_a_first_quarter_has_none() {
    let (_machine, mut seat) = again();
    seat.keys("tab");
    seat.says("Why it matters");
    seat.keys("tab");
    seat.says("2026 Q3   2");
    seat.says("+ k8s/ns.yaml:12");
    seat.keys("tab");
    seat.says("No evidence yet");
    seat.keys("tab");
    seat.says("was Q3");

    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin("Payments").keys("=");
    seat.says("nothing to keep: the team has no earlier assessment");
    assert!(!seat.screen().contains("= keep"));
}

#[test]
fn last_quarter_is_beside_after_the_answer_or_hidden() {
    let (_machine, mut seat) = again();
    let shows = |seat: &Seat| seat.screen().contains("was Q3");
    seat.face.app.work.as_mut().unwrap().last_quarter = LastQuarter::AfterAnswer;
    assert!(!shows(&seat));
    seat.keys("=");
    seat.says("answer STR-Q1 first");
    seat.keys("1");
    assert!(shows(&seat));
    seat.face.app.work.as_mut().unwrap().last_quarter = LastQuarter::Hidden;
    assert!(!shows(&seat));
    seat.keys("=");
    seat.says("hidden");
}

#[test]
fn evidence_is_added_changed_turned_moved_and_removed() {
    let (machine, mut seat) = again();
    let id = seat.here();
    seat.keys("2 v").write("ci/build.yml:12");
    seat.says("file, for   tab: against");
    seat.keys("tab");
    seat.says("file, against   tab: for");
    seat.keys("enter v a").write("dee: saw it fail");
    seat.says("statement, for");
    seat.keys("enter v");
    seat.says("Evidence for STR-Q1   2");
    let refs = |machine: &Machine| -> Vec<(String, Polarity)> {
        let draft = machine.draft("payments");
        draft.answers[&id].evidence.iter().map(|e| (e.reference.clone(), e.polarity)).collect()
    };
    let (file, said) = ("ci/build.yml:12".to_owned(), "dee: saw it fail".to_owned());
    assert_eq!(refs(&machine), [(file.clone(), Polarity::Against), (said.clone(), Polarity::For)]);
    seat.keys("down space J");
    assert_eq!(refs(&machine), [(said.clone(), Polarity::For), (file.clone(), Polarity::For)]);
    seat.keys("up enter").write("ed").keys("enter");
    seat.says("dee: saw it failed");
    seat.keys("d");
    assert_eq!(refs(&machine), [(file.clone(), Polarity::For)]);
    seat.keys("u");
    seat.says("undone: STR-Q1 evidence removed");
    assert_eq!(refs(&machine).len(), 2);
    seat.keys("esc");
    assert!(seat.draw(120, 40).text().contains("+  ci/build.yml:12"));
}

#[test]
fn parked_topics_are_read_changed_and_removed_from_the_overview() {
    let (machine, mut seat) = again();
    seat.keys("p").write("who owns the list?").keys("enter o P");
    seat.says("Parking lot   1");
    seat.says("STR-Q1");
    seat.keys("down enter").write(" Ana?").keys("enter");
    seat.says("who owns the list? Ana?");
    seat.keys("d");
    assert!(machine.draft("payments").parking_lot.is_empty());
    seat.keys("u esc R P");
    seat.says("who owns the list? Ana?");
}

#[test]
fn undo_works_by_name_everywhere_in_a_draft_and_after_a_restart() {
    let (machine, mut seat) = again();
    seat.keys("2 right 3 right 1");
    seat.close();
    let mut seat = machine.start();
    seat.keys("enter o u");
    seat.says("undone: STR-Q3 open -> 1");
    seat.keys("R u");
    seat.says("undone: STR-Q2 open -> 3");
    seat.keys("r U");
    seat.says("redone: STR-Q2 open -> 3");
    seat.keys("g o t u");
    seat.says("undone: STR-Q2 open -> 3");
    seat.keys("esc g o enter");
    let first = QuestionId::parse("STR-Q1").unwrap();
    assert_eq!(level(&seat, &first), Some(2));
    seat.keys("right right right u");
    assert_eq!(seat.here(), first, "undo goes to where it was");
}

#[test]
fn the_overview_has_totals_last_quarter_and_codes() {
    let (_machine, mut seat) = again();
    seat.keys("2 o");
    seat.says("Total");
    seat.says("score  Q3");
    seat.says("63 left, about 48 minutes at 45 s a question.");
    for (typed, code) in [("sec", "SEC"), ("obs", "OBS"), ("del", "DEL"), ("NET", "NET"), ("st", "STR")] {
        seat.write(typed);
        let row = seat.draw(80, 24).cursor_row().unwrap();
        assert!(row.contains(code), "{typed}: {row}");
    }
    // A letter that means something keeps its meaning.
    seat.keys("down r");
    seat.says("Results");
    seat.keys("esc right");
    seat.says("IMG Image");
}

#[test]
fn the_pace_is_the_teams_own_once_it_is_known() {
    let (_machine, mut seat) = again();
    for _ in 0..11 {
        seat.keys("2 right");
        seat.now += TimeDelta::seconds(30);
    }
    seat.keys("o");
    seat.says("53 left, about 27 minutes at your pace of 30 s a question.");
}

#[test]
fn the_roadmap_is_grouped_sorted_and_says_where_a_level_holds() {
    let (_machine, mut seat) = again();
    seat.answer_all("1 1 0").keys("R F y r");
    seat.says("all ");
    seat.says("to level 1");
    let steps = |seat: &Seat| match &seat.face.app.screen {
        Screen::Roadmap(r) => {
            let shown = seat.face.app.shown.as_ref().unwrap();
            r.steps(shown).into_iter().map(|(n, s)| (n, s.points)).collect::<Vec<_>>()
        }
        _ => panic!("not at the roadmap"),
    };
    let all = steps(&seat);
    seat.keys("end");
    assert!(seat.draw(120, 40).text().contains("holds from here"), "{}", seat.draw(120, 40).text());
    seat.keys("s s");
    seat.says("sorted by effort");
    let sorted = steps(&seat);
    assert!(sorted.is_sorted_by_key(|(_, points)| *points));
    assert_eq!(sorted.len(), all.len());
    seat.keys("s s tab");
    let Screen::Roadmap(screen) = &seat.face.app.screen else { panic!("not at the roadmap") };
    assert_eq!(screen.when, When::Now);
    let now = steps(&seat);
    assert!(now.len() < all.len() && now.iter().map(|(_, p)| p).sum::<u32>() <= 20);
    seat.key(Key::char('g'));
    seat.keys("g enter");
    for label in ["Why", "Do", "Done when", "Gain", "Effort"] {
        seat.says(label);
    }
}

#[test]
fn these_screens_are_readable_at_every_size() {
    for (name, keys) in [
        ("again-question", "="),
        ("again-history", "tab tab"),
        ("again-evidence", "2 v a x enter"),
        ("again-overview", "= right = o"),
        ("again-roadmap", "g o g m"),
    ] {
        let (_machine, mut seat) = again();
        seat.keys(keys);
        for (width, height) in [(60, 16), (80, 24), (120, 40)] {
            let text = seat.draw(width, height).text();
            insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(format!("{name}-{width}x{height}"), text);
            });
            seat.look(quaymark::tui::theme::Theme::Mono, quaymark::text::Glyphs::Ascii);
            let plain = seat.draw(width, height).text();
            assert!(plain.is_ascii(), "{name}\n{plain}");
            seat.look(quaymark::tui::theme::Theme::default(), quaymark::text::Glyphs::Unicode);
        }
    }
}
