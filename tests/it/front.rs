//! Home, the form of a new assessment, the review, and what is said when something is in the way.

use quaymark::app::home::Problem;
use quaymark::app::{Code, Effect, Key, Overlay};
use quaymark::model::Scope;
use quaymark::text::Glyphs;
use quaymark::tui::theme::Theme;

use crate::harness::{Machine, Seat, put, total};

mod review;

use review::nothing_left;

const SIZES: [(u16, u16); 3] = [(60, 16), (80, 24), (120, 40)];

/// Starts an assessment of a team so many quarters back; the team may be there already.
fn begin(seat: &mut Seat, team: &str, back: usize) {
    seat.keys("g h home");
    if !seat.face.app.home.teams.is_empty() {
        seat.keys("end");
    }
    seat.keys("n enter").write(team).keys("enter");
    seat.keys(&"left ".repeat(back)).keys("end enter");
}

fn finish(seat: &mut Seat, team: &str, back: usize, answers: &str) {
    begin(seat, team, back);
    seat.answer_all(answers).keys("R F y g h");
}

/// A machine with two teams: one that is due soon and has a history, one that is overdue.
fn teams() -> (Machine, Seat) {
    static FIRST: std::sync::OnceLock<Machine> = std::sync::OnceLock::new();
    let first = FIRST.get_or_init(teams_at_work);
    let machine = Machine::new();
    copy(&first.data(), &machine.data());
    let seat = machine.start();
    (machine, seat)
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let there = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &there);
        } else {
            put(&there, &std::fs::read(entry.path()).unwrap());
        }
    }
}

/// The same, by hand.
fn teams_at_work() -> Machine {
    let machine = Machine::new();
    let mut seat = machine.start();
    for (back, level) in [(3, "1"), (2, "2"), (1, "3")] {
        finish(&mut seat, "Checkout", back, level);
    }
    finish(&mut seat, "Search", 3, "2");
    begin(&mut seat, "Checkout", 0);
    seat.keys("2 right 3 f g h home");
    assert_eq!(seat.close(), None);
    machine
}

/// The file of a record.
fn record(machine: &Machine, team: &str, period: &str) -> std::path::PathBuf {
    let folder = machine.data().join("teams").join(team).join("assessments");
    let mut files = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    files.find(|p| p.file_name().unwrap().to_string_lossy().starts_with(period)).unwrap()
}

/// Damages a record and gives what it was.
fn damage(machine: &Machine) -> (std::path::PathBuf, String) {
    let path = record(machine, "checkout", "2026-Q2");
    let was = std::fs::read_to_string(&path).unwrap();
    put(&path, was.replacen("\"level\": 2", "\"level\": \"two\"", 1).as_bytes());
    (path, was)
}

#[test]
fn the_first_run_offers_the_whole_and_a_short_part() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.says("no teams yet");
    seat.says("Quick look (15 questions)");
    seat.says("(will be created)");
    seat.says("quaymark assess --plain");
    seat.keys("down enter");
    seat.says("New assessment");
    assert!(matches!(seat.form().scope(), Scope::Selection { .. }));
    seat.says("15 questions apply");
    seat.keys("esc up enter");
    assert_eq!(seat.form().scope(), Scope::All);
    assert!(!machine.data().exists(), "looking writes nothing");
}

#[test]
fn home_says_how_the_teams_stand_and_who_is_due_first() {
    let (_machine, mut seat) = teams();
    let screen = seat.screen();
    let row = |name: &str| screen.lines().rfind(|l| l.contains(name)).unwrap().to_owned();
    assert!(
        row("Search").contains("2026 Q1  2.00") && row("Search").ends_with("overdue 147 days"),
        "{screen}"
    );
    assert!(row("Checkout").contains("2026 Q3  3.00   3 Optimized"), "{screen}");
    assert!(row("Checkout").contains("▃▅▇") && row("Checkout").ends_with("in 36 days"), "{screen}");
    assert!(screen.find("Search") > screen.find("Continue"));
    assert!(
        screen.find("Search").unwrap() < screen.rfind("Checkout").unwrap(),
        "overdue comes first\n{screen}"
    );
    seat.says(&format!("2 of {} answered, 1 flagged", total()));
    let wide = seat.draw(120, 40).text();
    for said in ["STR", "finished 23 Nov 2026", "2026 Q4 draft so far", "Next due 29 Dec 2026, in 36 days."] {
        assert!(wide.contains(said), "{said}\n{wide}");
    }
    seat.look(Theme::Mono, Glyphs::Ascii);
    seat.says(".=*");
}

#[test]
fn a_team_is_archived_after_one_question_and_can_be_taken_back() {
    let (machine, mut seat) = teams();
    seat.keys("a");
    seat.says("select a team");
    seat.keys("down a");
    seat.says("Archive Search?");
    seat.keys("n");
    seat.says("overdue 147 days");
    seat.keys("a y");
    seat.says("Search is archived; to take it back: quaymark team archive search --undo");
    seat.says("1 archived team is not shown");
    assert_eq!(seat.face.app.home.teams.len(), 1);
    let id = quaymark::model::TeamId::parse("search").unwrap();
    assert!(machine.store().team(&id).unwrap().archived);
    seat.keys("end n enter").write("search").keys("enter end enter");
    seat.says("Search is archived; take it back with: quaymark team archive search --undo");
}

#[test]
fn the_name_of_a_team_that_is_there_means_that_team() {
    let (_machine, mut seat) = teams();
    seat.keys("end n enter").write("checkout ").keys("enter");
    seat.says("there is a team Checkout already; this is for that team");
    assert!(seat.form().row(&seat.face.app.home).is_some());
    seat.says("(x) last quarter");
    seat.says("there is a draft already");
    seat.keys("down down space");
    assert!(!seat.form().from_last);
}

#[test]
fn a_file_that_cannot_be_read_is_named_with_its_place_and_what_to_do() {
    let (machine, mut seat) = teams();
    let (path, was) = damage(&machine);
    seat.keys("n esc end up");
    seat.says("1 problem   2 teams");
    seat.says("cannot be read: line");
    seat.keys("enter");
    seat.says("could not be");
    seat.says("\"level\": \"two\"");
    seat.says("found text \"two\", expected a");
    seat.says("It was left as it is. The history of Checkout is shown without it");
    let rows = seat.draw(80, 24).rows();
    let at = rows.iter().position(|r| r.contains("\"two\"")).unwrap();
    assert_eq!(rows[at].find("\"two\""), rows[at + 1].find('^'), "the mark is under the place");

    let copied = seat.face.key(Key::char('y'), seat.now);
    assert!(matches!(&copied[..], [Effect::Copy { text, .. }] if text.contains("expected a whole number")));
    let edited = seat.face.key(Key::plain(Code::Enter), seat.now);
    let Some(Effect::EditFile { path: opened, line: Some(line) }) = edited.first() else {
        panic!("{edited:?}");
    };
    assert_eq!(*opened, path);
    assert!(std::fs::read_to_string(&path).unwrap().lines().nth(line - 1).unwrap().contains("two"));

    seat.keys("down enter");
    seat.says("looked again: nothing has changed");
    put(&path, was.as_bytes());
    seat.keys("enter");
    seat.says("looked again: it is in order now");
    assert!(seat.face.app.home.problems.is_empty());
}

#[test]
fn a_problem_can_be_ignored_until_the_program_starts_again() {
    let (machine, mut seat) = teams();
    damage(&machine);
    seat.keys("n esc end up enter down down enter");
    seat.says("not shown any more until the program starts again");
    assert!(seat.face.app.home.problems.is_empty());
    seat.keys("n esc");
    assert!(seat.face.app.home.problems.is_empty());
    assert_eq!(machine.start().face.app.home.problems.len(), 1);
}

#[test]
fn what_fails_to_open_from_home_says_where() {
    let (machine, seat) = teams();
    let journal = machine.data().join("drafts/checkout/2026-Q4.journal");
    let was = std::fs::read(&journal).unwrap();
    drop(seat.close());
    let mut seat = machine.start();
    put(&journal, b"{\"schema\": 12}\n");
    seat.keys("home enter");
    seat.says("2026-Q4.journal could not be read.");
    put(&journal, &was);
    seat.keys("down enter");
    seat.says("it is in order now");
    seat.keys("home enter");
    seat.says("resumed where you were");

    let only = record(&machine, "search", "2026-Q1");
    seat.keys("g h home down");
    put(&only, b"{");
    seat.keys("enter");
    seat.says("could not be read.");
}

#[test]
fn a_draft_that_is_there_can_be_continued_looked_at_or_replaced() {
    let (machine, mut seat) = teams();
    let again = "g h home n end enter";
    seat.keys(again);
    seat.says(&format!("Checkout already has a 2026 Q4 draft: 2 of {} answered, 1 flagged", total()));
    seat.says("trash/checkout.2026-Q4.journal");
    seat.says("quaymark discard checkout --period 2026-Q4");
    seat.keys("esc");
    seat.says("New assessment");
    seat.keys(again).keys("down enter");
    seat.says("read-only: opened to look at");
    seat.keys("3");
    assert_eq!(machine.draft("checkout").answers.len(), 2);
    seat.keys(again).keys("enter 4 right 4");
    assert!(machine.draft("checkout").answers.len() > 1, "it can be changed again");
    seat.keys(again).keys("down down enter");
    seat.says(&format!("0 of {}   saved", total()));
    assert!(machine.data().join("trash/checkout.2026-Q4.journal").exists());
}

#[test]
fn a_draft_that_somebody_holds_is_only_looked_at() {
    let (machine, mut first) = teams();
    first.keys("home enter");
    let mut second = machine.start();
    second.keys("home n end enter");
    second.says("It is open in another Quaymark at the moment");
    let screen = second.screen();
    assert!(!screen.contains("Continue that draft") && !screen.contains("Replace it"), "{screen}");
    second.keys("enter");
    second.says("read-only");
    first.keys("4");
    first.says("saved");
}

#[test]
fn how_much_is_asked_can_be_seen_at_every_field() {
    let (_machine, mut seat) = teams();
    seat.keys("home n");
    for _ in 0..seat.form().fields(&seat.face.app.home).len() {
        for (width, height) in SIZES {
            let text = seat.draw(width, height).text();
            assert!(text.contains(" questions apply"), "{text}");
            assert!(text.contains("container-orchestration 1.0.0 (built in)"), "{text}");
            assert!(text.contains("drafts/checkout/2026-Q4.journal"), "{text}");
        }
        seat.keys("down");
    }
}

#[test]
fn a_window_that_is_too_small_says_whether_all_is_saved_and_can_be_left() {
    let (_machine, mut seat) = teams();
    assert!(seat.draw(44, 10).text().contains("Everything is saved."));
    seat.keys("home enter");
    assert!(seat.draw(44, 10).text().contains("Your answers are saved."));
    seat.face.app.work.as_mut().unwrap().trouble = Some("the disk is full".to_owned());
    assert!(seat.draw(44, 10).text().contains("NOT SAVED"), "{}", seat.draw(44, 10).text());
    seat.face.app.work.as_mut().unwrap().trouble = None;
    seat.keys("q");
    assert!(seat.ended);
}

/// A machine and its seat in one of the states that are drawn.
fn state(name: &str) -> (Machine, Seat) {
    let (machine, mut seat) = match name {
        "first-run" => {
            let machine = Machine::new();
            let seat = machine.start();
            (machine, seat)
        }
        "nothing-left" => nothing_left(),
        "review" => {
            let (machine, mut seat) = nothing_left();
            seat.keys("down enter home enter . right 3 f s e").write("who?").keys("esc R home");
            (machine, seat)
        }
        _ => teams(),
    };
    match name {
        "problems" | "problem" => {
            damage(&machine);
            seat.keys("n esc end up");
        }
        "draft-exists" => {
            seat.keys("n end enter");
        }
        "new" => {
            seat.keys("n");
        }
        _ => {}
    }
    if name == "problem" {
        seat.keys("enter");
    }
    // The folder is another one at every run.
    seat.face.app.home.data_dir = "/home/ana/quaymark".to_owned();
    if let Some(Overlay::Sheet(sheet)) = &mut seat.face.app.overlay {
        let here = machine.data().display().to_string();
        sheet.command = sheet.command.take().map(|(l, c)| (l, c.replace(&here, "/home/ana/quaymark")));
    }
    (machine, seat)
}

const STATES: [&str; 8] =
    ["first-run", "teams", "problems", "problem", "new", "draft-exists", "review", "nothing-left"];

#[test]
fn every_state_at_every_size() {
    for name in STATES {
        let (_machine, mut seat) = state(name);
        for (width, height) in SIZES {
            let text = seat.draw(width, height).text();
            insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(format!("front-{name}-{width}x{height}"), text);
            });
        }
        seat.look(Theme::Mono, Glyphs::Ascii);
        for (width, height) in SIZES {
            let drawn = seat.draw(width, height);
            assert!(drawn.text().is_ascii(), "{name}\n{}", drawn.text());
            assert_eq!(drawn.at_cursor(), Some(">"), "{name} at {width}x{height}\n{}", drawn.text());
        }
    }
}

#[test]
fn a_problem_without_a_file_is_a_sentence() {
    let (_machine, mut seat) = teams();
    let text = "two records stand against each other";
    seat.face.app.home.problems.push(Problem::sentence(text));
    seat.says(text);
    seat.keys("end up enter");
    seat.says(text);
    seat.says("Ignore it this time");
    assert!(!seat.screen().contains("in your editor"));
}
