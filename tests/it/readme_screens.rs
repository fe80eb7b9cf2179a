//! The screens in the README are those of the program: each stands between `<!-- screen:name -->` and
//! `<!-- /screen -->`, and is drawn here from the same data every time.

use std::path::Path;

use chrono::{TimeZone, Utc};
use quaymark::model::QuestionId;

use crate::harness::{Machine, Seat};

const BEGIN: &str = "<!-- screen:";
const END: &str = "<!-- /screen -->";
/// What a person's data folder is called in the README.
const FOLDER: &str = "~/.local/share/quaymark";

/// The data that the screens show: two teams, one of them for the second time, and a running draft.
fn teams(machine: &Machine) -> Seat {
    let mut seat = machine.start();
    seat.now = Utc.with_ymd_and_hms(2026, 8, 20, 9, 0, 0).unwrap();
    seat.keys("g h").begin_with_data("Payments").answer_all("1 2 1 1 2 3 0 2").keys("R F y g h");
    seat.now = Utc.with_ymd_and_hms(2026, 11, 23, 9, 40, 0).unwrap();
    seat.keys("end enter enter").write("Search").keys("enter end enter").answer_all("1 0 2 1 1 3");
    seat.keys("R F y g h home n end enter").answer_all("2 3 2 2 . 3 2 1 2 3");
    seat.keys("R F y g h");
    seat.keys("end enter enter").write("Checkout").keys("enter").go_to_profile("stateful");
    seat.keys("right end enter");
    seat.now = Utc.with_ymd_and_hms(2026, 11, 23, 10, 14, 0).unwrap();
    let half = seat.face.app.work.as_ref().unwrap().asked().len() / 3;
    for key in ["2", "1", "3"].into_iter().cycle().take(half) {
        seat.keys(key).keys("right");
    }
    seat
}

/// Goes to the question with this id.
fn at(seat: &mut Seat, id: &str) {
    let wanted = QuestionId::parse(id).unwrap();
    assert_eq!(seat.go_to(|q| q.id == wanted), wanted);
}

/// Draws one of the screens at 80x24.
fn screen(name: &str) -> String {
    let machine = Machine::new();
    let mut seat = teams(&machine);
    match name {
        "home" => seat.keys("g h"),
        "question" => {
            at(&mut seat, "WRK-Q2");
            seat.keys("2 down down down space")
        }
        "results" => {
            let row = place(&mut seat, "Payments");
            seat.keys(&row).keys("enter home")
        }
        "compare" => {
            let row = place(&mut seat, "Payments");
            seat.keys(&row).keys("c")
        }
        "roadmap" => {
            let row = place(&mut seat, "Payments");
            seat.keys(&row).keys("enter r home")
        }
        other => panic!("the README asks for a screen {other:?} that nobody draws; add it to `screen`"),
    };
    let folder = machine.data().display().to_string();
    let steady = |row: String| match row.split_once("Data folder") {
        Some((left, _)) => format!("{left}Data folder   {FOLDER}"),
        None => row.replace(&folder, FOLDER),
    };
    let rows: Vec<String> = seat.draw(80, 24).rows().into_iter().map(steady).collect();
    rows.join("\n")
}

/// The keys that lead to the row of a team on Home, which is opened.
fn place(seat: &mut Seat, team: &str) -> String {
    seat.keys("g h");
    let home = &seat.face.app.home;
    let place = home.teams.iter().position(|t| t.team.name == team).unwrap() + home.drafts.len();
    format!("home {}", "down ".repeat(place))
}

/// The README with every screen in it drawn anew, and the names of the screens.
fn drawn(readme: &str) -> (String, Vec<String>) {
    let (mut text, mut names, mut rest) = (String::new(), Vec::new(), readme);
    while let Some((before, after)) = rest.split_once(BEGIN) {
        let (name, after) = after.split_once(" -->").expect("the name of a screen ends with -->");
        let (_, after) = after.split_once(END).expect("a screen ends with <!-- /screen -->");
        text.push_str(&format!("{before}{BEGIN}{name} -->\n```text\n{}\n```\n{END}", screen(name)));
        names.push(name.to_owned());
        rest = after;
    }
    (text + rest, names)
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "blessing writes the README, and is asked for in the environment"
)]
fn the_screens_in_the_readme_are_those_of_the_program() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (wanted, names) = drawn(&readme);
    assert!(names.contains(&"question".to_owned()), "the README shows a question: {names:?}");
    if std::env::var_os("QUAYMARK_BLESS").is_some() {
        std::fs::write(&path, wanted).unwrap();
        return;
    }
    assert!(readme == wanted, "run QUAYMARK_BLESS=1 cargo test --test it readme_screens\n{wanted}");
}

#[test]
fn every_screen_can_be_drawn_and_is_the_same_twice() {
    for (name, says) in [
        ("home", "Continue"),
        ("question", "WRK-Q2"),
        ("results", "Results"),
        ("compare", "Compare"),
        ("roadmap", "Roadmap"),
    ] {
        let first = screen(name);
        assert!(first.contains(says), "{name} says {says:?}:\n{first}");
        assert!(!first.contains("/tmp"), "{first}");
        assert_eq!(first, screen(name));
    }
}
