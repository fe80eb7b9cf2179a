//! The advisor on the screen and in lines: answering, keeping, exporting, coming back, and what it never touches.

use std::path::Path;

use quaymark::model::TeamId;
use quaymark::plain::{Begin, Ended, run};
use quaymark::runtime::Session;
use quaymark::text::Glyphs;
use quaymark::tui::theme::Theme;

use crate::harness::{Machine, Seat, put, words};

fn payments() -> TeamId {
    TeamId::parse("payments").unwrap()
}

/// A machine with the team Payments that has finished an assessment.
fn with_team() -> Machine {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin("Payments").answer_all("2 3 1").keys("R F y");
    machine
}

/// Every file of the data directory but those of advice, with what is in it.
fn everything_else(machine: &Machine) -> Vec<(String, Vec<u8>)> {
    let mut open = vec![machine.data()];
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path).unwrap().map(|e| e.unwrap().path()));
        } else if !path.to_string_lossy().contains("/advice/") {
            found.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}

fn advice(machine: &Machine) -> serde_json::Value {
    let path = machine.store().dir().advice(&payments(), crate::harness::day());
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// Some answers in every part, from the tree on.
fn answer(seat: &mut Seat) {
    seat.keys("down enter enter tab down down right right tab down down enter enter down enter");
}

#[test]
fn answering_keeping_and_exporting_touches_nothing_else() {
    let machine = with_team();
    let before = everything_else(&machine);
    let mut seat = machine.start();
    seat.keys("A");
    seat.says("Advisor   Payments");
    answer(&mut seat);
    seat.keys("tab");
    let screen = words(&seat.draw(80, 140).text());
    for said in [
        "1. Kubernetes 2.",
        "For and against, by the criteria",
        "What one other answer would change",
        "counts as good instead of excellent",
    ] {
        assert!(screen.contains(said), "{said}: {screen}");
    }
    seat.says("not kept");
    seat.keys("w");
    seat.says("kept with Payments as advice of 23 Nov 2026");
    let kept = advice(&machine);
    assert_eq!(kept["inputs"]["tree"], serde_json::json!(["enterprise", "microservices"]));
    assert_eq!(kept["inputs"]["weights"], serde_json::json!({ "scaling": 5 }));
    assert_eq!(kept["weights"]["security"], 3);
    assert_eq!(kept["inputs"]["criteria"]["services"], "10-30");
    seat.keys("x enter");
    seat.says("written: payments-platform-2026-11-23.md");
    let text = std::fs::read_to_string(machine.cwd().join("payments-platform-2026-11-23.md")).unwrap();
    assert!(text.starts_with("# Decision: the container platform of Payments\n"), "{text}");
    seat.keys("esc");
    seat.says("Data folder");
    assert_eq!(everything_else(&machine), before, "no draft, no record and no score is touched");
}

#[test]
fn what_was_kept_is_there_again_and_is_replaced_only_after_asking() {
    let machine = with_team();
    let mut seat = machine.start();
    seat.keys("A down enter w");
    let first = advice(&machine);
    seat.keys("tab right w");
    seat.says("Replace the advice of today?");
    seat.keys("n");
    assert_eq!(advice(&machine), first);
    seat.keys("w y");
    assert_eq!(advice(&machine)["weights"]["development"], 4);
    let mut again = machine.start();
    again.keys("A");
    again.says("begins with what was kept on 23 Nov 2026");
    again.keys("tab");
    again.says("4 of 5");
    // A file of an earlier day is what today is compared with; one that cannot be read is named.
    let folder = machine.store().dir().advices(&payments());
    let earlier = first.to_string().replace("2026-11-23", "2026-08-20");
    put(&folder.join("2026-08-20.json"), earlier.as_bytes());
    put(&folder.join("2026-05-20.json"), b"{");
    let mut later = machine.start();
    later.keys("A");
    later.says("2026-05-20.json");
    later.keys("tab tab tab");
    let screen = words(&later.draw(80, 60).text());
    assert!(screen.contains("Since 20 Aug 2026 answer Weight of Development: 4, before 3"), "{screen}");
}

#[test]
fn answers_can_be_taken_back_and_stay_while_other_screens_are_shown() {
    let machine = with_team();
    let mut seat = machine.start();
    seat.keys("A enter enter");
    seat.says("Docker on a host");
    seat.keys("esc A");
    seat.says("(x) Learning containers");
    seat.keys("d");
    seat.says("not there yet, step 1:");
    seat.keys("tab right d");
    seat.says("3 of 5");
    seat.keys("tab enter");
    seat.says("(x) 1 or 2");
    seat.keys("left d");
    assert!(seat.face.app.advising.inputs.criteria.is_empty());
    seat.keys("shift-tab left left left left left");
    seat.says("0 of 5");
    assert_eq!(seat.face.app.advising.inputs.weights.len(), 1);
}

#[test]
fn without_a_team_it_asks_with_which_to_keep_it() {
    let machine = with_team();
    let mut seat = machine.start();
    seat.keys("end A enter enter w");
    seat.says("Keep it with which team?");
    seat.keys("enter");
    seat.says("kept with Payments");
    assert_eq!(advice(&machine)["inputs"]["tree"], serde_json::json!(["simple", "learning"]));
    let mut nobody = Machine::new().start();
    nobody.keys("A enter enter w");
    nobody.says("there is no team to keep it with");
}

#[test]
fn the_palette_finds_it_by_the_name_of_the_command() {
    let machine = with_team();
    let mut seat = machine.start();
    seat.keys(":").write("advise").keys("enter");
    seat.says("Advisor   Payments");
}

#[test]
fn read_only_answers_and_keeps_nothing() {
    let machine = with_team();
    let mut seat = machine.start();
    seat.face.app.read_only = true;
    seat.keys("A enter enter w");
    seat.says("read-only");
    assert!(!machine.store().dir().advices(&payments()).exists());
}

#[test]
fn every_part_at_every_size() {
    let machine = with_team();
    for (name, part) in [("tree", 0), ("matrix", 1), ("criteria", 2), ("results", 3)] {
        let mut seat = machine.start();
        seat.keys("A");
        answer(&mut seat);
        seat.keys("tab tab");
        (0..part).for_each(|_| {
            seat.keys("tab");
        });
        for (width, height) in [(60, 16), (80, 24), (120, 40)] {
            insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => "../snapshots" }, {
                insta::assert_snapshot!(format!("advisor-{name}-{width}x{height}"), seat.draw(width, height).text());
            });
        }
        seat.look(Theme::Mono, Glyphs::Ascii);
        let text = seat.draw(80, 24).text();
        assert!(text.is_ascii(), "{text}");
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => "../snapshots" }, {
            insta::assert_snapshot!(format!("advisor-{name}-ascii"), text);
        });
    }
}

fn talk(dir: &Path, lines: &[&str]) -> String {
    let store = quaymark::store::Store::new(quaymark::store::DataDir {
        root: dir.join("data"),
        origin: quaymark::store::Origin::Flag,
    });
    let session = Session::new(store, None).unwrap();
    let effects = vec![quaymark::app::Effect::OpenAdvisor { team: Some(payments()) }];
    let begin = Begin { effects, ..Begin::default() };
    let text = lines.join("\n") + "\n";
    let mut out = Vec::new();
    let ended = run(session, dir.to_owned(), begin, &mut text.as_bytes(), &mut out).unwrap();
    assert_eq!(ended, Ended::Quit);
    String::from_utf8(out).unwrap()
}

#[test]
fn in_lines_the_same_answers_give_the_same_advice() {
    let machine = with_team();
    let said = talk(
        machine.root(),
        &[
            "t", "2", "9", "1", "m", "", "", "5", "", "", "", "", "", "", "c", "3", "", "1", "", "", "", "",
            "", "", "", "p", "w", "h", "b",
        ],
    );
    for text in [
        "Advisor for Payments: which platform fits.",
        "That is not one of the numbers.",
        "Decision tree: Kubernetes.",
        "Matrix, 0 to 3: 1. Kubernetes 2.",
        "Why: Scheduling, self-healing and discovery",
        "For Managed Kubernetes: +3",
        "kept with Payments as advice of",
    ] {
        assert!(said.contains(text), "{text}: {said}");
    }
    let folder = machine.store().dir().advices(&payments());
    let file = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    let kept: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    assert_eq!(kept["inputs"]["tree"], serde_json::json!(["enterprise", "microservices"]));
    assert_eq!(kept["inputs"]["weights"], serde_json::json!({ "scaling": 5 }));
    assert_eq!(kept["inputs"]["criteria"], serde_json::json!({ "services": "10-30", "load": "steady" }));
}
