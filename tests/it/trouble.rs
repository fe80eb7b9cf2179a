//! When something stands in the way: a draft that is there already or held by somebody else, a disk that refuses,
//! a file that would be replaced. Nothing is lost, and people are told what happened.

use std::sync::{Arc, Mutex};

use quaymark::app::{Effect, Message};
use quaymark::runtime::{Performer, Session};

use crate::harness::{Machine, Seat, put, total};

/// A machine with a draft of Payments, at its first question.
fn started() -> (Machine, Seat) {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin_with_data("Payments");
    (machine, seat)
}

#[test]
fn a_second_draft_for_the_quarter_continues_or_replaces_the_first() {
    let (machine, mut seat) = started();
    seat.keys("2 g h");
    let again = "n left end enter";
    seat.keys(again);
    seat.says("already has a 2026 Q4 draft");
    seat.keys("esc");
    assert_eq!(machine.draft("payments").answers.len(), 1);
    seat.keys("end enter");
    seat.keys("enter");
    seat.says(&format!("resumed where you were; 1 of {} answered", total()));

    seat.keys("g h").keys(again).keys("down down enter");
    seat.says(&format!("0 of {}   saved", total()));
    assert!(machine.draft("payments").answers.is_empty());
    let trash = machine.data().join("trash");
    let kept: Vec<_> = walk(&trash).into_iter().filter(|p| p.contains("journal")).collect();
    assert_eq!(kept.len(), 1, "the old draft is in the trash: {kept:?}");
}

fn walk(path: &std::path::Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            found.extend(walk(&entry.path()));
        } else {
            found.push(entry.path().display().to_string());
        }
    }
    found
}

#[test]
fn the_second_to_open_a_draft_may_look_and_is_told_why() {
    let (machine, mut first) = started();
    first.keys("2");
    let mut second = machine.start();
    second.keys("enter");
    second.says("read-only");
    let before = machine.draft("payments");
    for keys in
        ["3", "space", ".", "f", "u", "v x enter", "e x esc", "R F", "g o g r", "g o t right end enter"]
    {
        second.keys(keys);
        assert_eq!(machine.draft("payments"), before, "{keys}");
        second.keys("g o enter");
    }
    second.keys("3");
    second.says("! not changed:");
    assert_eq!(second.face.app.work.as_ref().unwrap().draft, before);
    first.keys("right 4");
    assert_eq!(machine.draft("payments").answers.len(), 2, "the first goes on");
    drop(first);
    second.keys("g h enter right 1");
    second.says(&format!("3 of {}   saved", total()));
}

#[test]
fn what_the_disk_refuses_stays_in_memory_until_it_works_again() {
    for trouble in ["removed", "a file"] {
        let (machine, mut seat) = started();
        seat.keys("2");
        let aside = machine.root().join("aside");
        std::fs::rename(machine.data(), &aside).unwrap();
        if trouble == "a file" {
            put(&machine.data(), b"in the way");
        }
        seat.keys("right 3");
        seat.says("NOT SAVED");
        seat.says("! not saved, kept in memory:");
        assert_eq!(seat.face.app.work.as_ref().unwrap().progress().0, 2, "the answer is kept");
        seat.keys("q");
        seat.says("Quit without saving the last changes?");
        seat.keys("n");
        assert!(!seat.ended);
        seat.keys("R F");
        seat.says("not finished");

        if trouble == "a file" {
            std::fs::remove_file(machine.data()).unwrap();
        }
        if machine.data().exists() {
            std::fs::remove_dir_all(machine.data()).unwrap();
        }
        std::fs::rename(&aside, machine.data()).unwrap();
        seat.keys("g o enter 1");
        seat.says(&format!("3 of {}   saved", total()));
        let memory = seat.face.app.work.as_ref().unwrap().draft.clone();
        assert_eq!(machine.draft("payments"), memory, "{trouble}");
    }
}

#[test]
fn a_draft_stays_open_when_another_start_is_called_off() {
    let (machine, mut seat) = started();
    seat.keys("g h n left end enter");
    seat.says("already has a 2026 Q4 draft");
    seat.keys("esc g o enter 3");
    seat.says(&format!("1 of {}   saved", total()));
    assert_eq!(machine.draft("payments").answers.len(), 1);
}

#[test]
fn a_draft_that_cannot_be_saved_is_not_left_for_another_one() {
    let (machine, mut seat) = started();
    seat.keys("2 g h end enter right right enter").write("Search").keys("enter end enter 1");
    let aside = machine.root().join("aside");
    let folder = machine.data().join("drafts/search");
    std::fs::rename(&folder, &aside).unwrap();
    put(&folder, b"in the way");
    seat.keys("right 3");
    seat.says("NOT SAVED");
    seat.keys("g h");
    seat.says("Payments");
    seat.keys("home enter");
    seat.says("the open draft stays open");
    std::fs::remove_file(&folder).unwrap();
    std::fs::rename(&aside, &folder).unwrap();
    seat.keys("g o enter f");
    seat.says(&format!("2 of {}   saved", total()));
    assert_eq!(machine.draft("search").answers.len(), 3);
    seat.keys("g h end up up up home enter");
    assert_eq!(seat.face.app.work.as_ref().unwrap().trouble, None);
}

#[test]
fn an_export_asks_before_it_replaces_a_file() {
    let (machine, mut seat) = started();
    seat.keys("2 g r x enter ctrl-u").write("plan.md").keys("enter");
    seat.says("written: plan.md");
    let path = machine.cwd().join("plan.md");
    let plan = std::fs::read_to_string(&path).unwrap();
    assert!(plan.contains("none, this is a draft"), "{plan}");

    put(&path, b"mine");
    seat.keys("x enter ctrl-u").write("plan.md").keys("enter");
    seat.says("Replace the file that is there?");
    seat.keys("n");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
    seat.keys("x enter ctrl-u").write("plan.md").keys("enter y");
    seat.says("written: ");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), plan);

    seat.keys("x enter ctrl-u").write("no/such/folder/plan.md").keys("enter");
    seat.says("! cannot write");
    assert_eq!(std::fs::read_dir(machine.cwd()).unwrap().count(), 1, "nothing is left behind");
}

#[test]
fn a_name_that_cannot_be_kept_is_refused_and_nothing_is_made() {
    for (name, said) in [("x".repeat(201), "200"), ("支払い".to_owned(), "at least one letter")] {
        let machine = Machine::new();
        let mut seat = machine.start();
        seat.keys("n enter").paste(&name).keys("enter");
        if said != "200" {
            seat.keys("end enter");
        }
        seat.says(said);
        seat.says("New assessment");
        assert!(!machine.data().join("teams").exists());
        assert!(!machine.data().join("drafts").exists());
        seat.keys("home enter ctrl-u").write("Payments").keys("enter end enter 2");
        assert_eq!(machine.draft("payments").answers.len(), 1, "it goes on with another name");
    }
}

#[test]
fn news_of_a_draft_that_was_left_says_nothing_about_the_open_one() {
    let (machine, mut seat) = started();
    seat.keys("g h end enter right right enter").write("Search").keys("enter end enter g h");
    assert_eq!(seat.close(), None);
    let mut seat = machine.start();
    let news = Arc::new(Mutex::new(Vec::new()));
    let outbox = Arc::clone(&news);
    let session = Session::new(machine.store(), None).unwrap();
    let mut performer = Performer::threaded(
        session,
        machine.cwd(),
        Arc::new(move |m: Message| outbox.lock().unwrap().push(m)),
    );
    let mut press = |seat: &mut Seat, names: &str| {
        for name in names.split(' ') {
            let key = quaymark::app::key::parse(name).unwrap();
            for effect in seat.face.key(key, seat.now) {
                for message in performer.perform(effect, seat.now) {
                    seat.face.send(message, seat.now);
                }
            }
        }
    };
    press(&mut seat, "home enter 2 3 4 esc down enter");
    // The disk takes its time with the first answer of the second draft.
    let slow = seat.face.key(quaymark::app::Key::char('2'), seat.now);
    assert!(matches!(slow[..], [Effect::Append(_)]));
    let late = std::mem::take(&mut *news.lock().unwrap());
    assert!(late.iter().any(|m| matches!(m, Message::Saved { .. })));
    for message in late {
        seat.face.send(message, seat.now);
    }
    assert!(!seat.face.app.work.as_ref().unwrap().is_saved());
    seat.says("saving");
}
