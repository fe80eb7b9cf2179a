//! Keys as a person meets them: help that runs what it shows, commands by name, finding and narrowing, the second key
//! of a pair, a footer that shows only what works, and a look that changes nothing.

mod looking;

use std::collections::BTreeSet;

use quaymark::app::keymap::{Context, Keymap};
use quaymark::app::palette::Does;
use quaymark::app::{Action, Message, Screen};
use quaymark::text::Glyphs;
use quaymark::tui::theme::Theme;

use crate::harness::{Machine, Seat, put};

/// The screens, with the keys that lead there from a question.
const SCREENS: [(Context, &str); 9] = [
    (Context::Home, "g h g g down down"),
    (Context::New, "g h n"),
    (Context::Question, ""),
    (Context::Overview, "o"),
    (Context::Review, "R"),
    (Context::Results, "o r"),
    (Context::Roadmap, "o r r"),
    (Context::Compare, "g h down c"),
    (Context::History, "g h down H"),
];

/// A data directory with two finished teams and a draft; made once, since every answer goes to the disk.
fn prepared() -> &'static Machine {
    static MACHINE: std::sync::OnceLock<Machine> = std::sync::OnceLock::new();
    MACHINE.get_or_init(|| {
        let machine = Machine::new();
        let mut seat = machine.start();
        seat.begin("Payments").answer_all("2 3 1").keys("R F y g h end");
        seat.begin("Search").answer_all(". 3 2 1").keys("R F y g h end");
        seat.begin("Ledger").keys("2 right 3 s s f");
        seat.close();
        machine
    })
}

/// A seat on a screen, with two finished teams and a draft behind it.
fn fresh(context: Context) -> (Machine, Seat) {
    let machine = Machine::new();
    for (path, bytes) in files(prepared()) {
        let path = machine.data().join(path.strip_prefix(prepared().data()).unwrap());
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        put(&path, &bytes);
    }
    let mut seat = machine.start();
    seat.keys("g g enter").keys(SCREENS.iter().find(|(c, _)| *c == context).unwrap().1);
    assert_eq!(seat.face.app.screen.context(), context);
    (machine, seat)
}

fn screens() -> impl Iterator<Item = (Context, Machine, Seat)> {
    SCREENS.into_iter().map(|(context, _)| {
        let (machine, seat) = fresh(context);
        (context, machine, seat)
    })
}

/// The last row of the screen.
fn footer(seat: &Seat, width: u16, height: u16) -> String {
    seat.draw(width, height).rows().pop().unwrap()
}

fn context(seat: &Seat) -> Context {
    seat.face.app.screen.context()
}

#[test]
fn help_is_searched_and_runs_what_is_selected() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin("Payments").keys("?");
    seat.says("Help   Question");
    seat.says("type to search");
    let screen = seat.screen();
    assert!(screen.find("Question\n").unwrap() < screen.find("next open question").unwrap());
    seat.write("review before");
    seat.says("R                    review before finishing");
    assert!(!seat.screen().contains("write a note"), "{}", seat.screen());
    seat.keys("enter");
    assert_eq!(context(&seat), Context::Review);
    assert!(seat.face.app.overlay.is_none());

    seat.keys("? tab").write("amend");
    seat.says("Help   all screens");
    seat.says("amend this record");
    seat.keys("enter");
    seat.says("this works in: Results");
    seat.keys("ctrl-u").write("zzzz");
    seat.says("No key does that.");
    seat.keys("enter esc");
    assert_eq!(context(&seat), Context::Review, "help goes, the screen stays");
    seat.keys("? ?");
    assert!(seat.face.app.overlay.is_none(), "the same key closes it");
}

#[test]
fn letters_are_typed_in_help_palette_and_find() {
    let machine = Machine::new();
    for open in ["?", ":", "/"] {
        let mut seat = machine.start();
        seat.begin(&format!("Team {}", open.len())).keys("o").keys(open);
        seat.write("qjk gG2 0nN").keys("left");
        let input = seat.face.app.input().unwrap();
        assert_eq!(input.text, "qjk gG2 0nN", "{open}");
        let row = seat.draw(80, 24).cursor_row().unwrap();
        assert!(row.contains("qjk gG2 0nN"), "{open}: {row}");
        seat.keys("ctrl-c");
        assert!(!seat.ended && seat.face.app.overlay.is_none());
        seat.keys("g h");
        std::fs::remove_dir_all(machine.data()).unwrap();
    }
}

#[test]
fn help_shows_own_keys_as_changed() {
    let machine = Machine::new();
    let mut seat = machine.start();
    let patch = r#"{"home": {"assessment.new": ["w"]}, "global": {"help.toggle": ["f2"], "go.home": []}}"#;
    seat.face.app.keymap = Keymap::patched(&serde_json::from_str(patch).unwrap()).unwrap();
    seat.says("w new");
    seat.says("f2 help");
    seat.keys("f2").write("new assessment");
    seat.says("w                    new assessment   (changed)");
    seat.keys("ctrl-u").write("go to home");
    seat.says("go to Home   (no key)");
    seat.keys("esc n");
    assert_eq!(context(&seat), Context::Home, "n does nothing any more");
    seat.keys("w");
    assert_eq!(context(&seat), Context::New);
}

#[test]
fn every_action_that_works_is_reached_by_its_name() {
    for (context, _machine, seat) in screens() {
        let app = &seat.face.app;
        let names: BTreeSet<_> = app.commands(false).into_iter().map(|c| c.name).collect();
        assert_eq!(names.len(), app.commands(false).len(), "{context:?}: each name once");
        for row in app.keymap.working(context) {
            let moves = row.action.id().starts_with("move.") || row.action.id().starts_with("field.");
            let opens = matches!(row.action, Action::Palette | Action::Interrupt);
            if moves || opens || !app.enabled(row.action) {
                continue;
            }
            let mut app = app.clone();
            app.act(Action::Palette);
            app.update(Message::Typed(row.help.to_owned()), seat.now);
            let Some(quaymark::app::Overlay::Palette(palette)) = &app.overlay else { panic!("no palette") };
            let first = app.found(palette).into_iter().next();
            let does = first.map(|c| c.does);
            assert_eq!(does, Some(Does::Act(row.action)), "{context:?}: {}", row.help);
        }
    }
}

#[test]
fn commands_go_by_the_names_of_the_command_line() {
    for (context, typed, expected) in [
        (Context::Home, "assess", "new assessment"),
        (Context::Home, "roadmap", "roadmap of the selected team"),
        (Context::Review, "finish", "finish: the record"),
        (Context::Question, "show", "go to the results"),
        (Context::Overview, "show", "results so far"),
    ] {
        let (_machine, mut seat) = fresh(context);
        seat.keys(":").write(typed);
        let screen = seat.screen();
        let first = screen.lines().find(|l| l.contains('▌')).unwrap();
        assert!(first.contains(expected), "{typed}: {screen}");
    }
    let (_machine, mut seat) = fresh(Context::Home);
    seat.keys("ctrl-p").write("asess");
    seat.says("commands and questions, also by CLI name");
    seat.keys("ctrl-u").write("open search").keys("enter");
    assert_eq!(context(&seat), Context::Results, "{}", seat.screen());
    seat.says("Search 2026 Q4   Results");
}

#[test]
fn questions_are_gone_to_by_id_or_words() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin("Payments").keys("o :").write("sec-q2").keys("enter");
    assert_eq!(seat.here().as_str(), "SEC-Q2");
    seat.keys("/").write("passwords tokens");
    seat.says("1 of 6");
    seat.keys("esc");
    assert_eq!(seat.here().as_str(), "SEC-Q2");
    seat.keys("/").write("mesh").keys("down down up enter");
    assert!(seat.here().as_str().starts_with("NET"), "{}", seat.here());
    seat.keys("/").write("quux");
    seat.says("Nothing matches. Fewer letters find more.");
    seat.keys("enter esc");
    // In the result of a record it leads to the row of the question.
    seat.keys("R F y :").write("sec-q2").keys("enter");
    let Screen::Results(results) = &seat.face.app.screen else { panic!("{}", seat.screen()) };
    assert!(results.question.is_some());
    assert!(seat.draw(80, 24).cursor_row().unwrap().contains("SEC-Q2"), "{}", seat.screen());
}

#[test]
fn lists_narrow_as_one_types_and_esc_clears() {
    for (screen, typed, wanted, gone) in [
        (Context::Home, "sea", "Search", "Payments"),
        (Context::Overview, "mesh", "NET", "STR  "),
        (Context::Review, "sec-q", "SEC-Q1", "WRK-Q"),
        (Context::Results, "~obsrv", "OBS", "NET"),
        (Context::Roadmap, "!q", "Nothing matches \"!q\".", "Practice"),
    ] {
        let (_machine, mut seat) = fresh(screen);
        let before = seat.screen();
        seat.keys("/").write(typed);
        let narrow = seat.screen();
        assert!(narrow.contains(wanted) && !narrow.contains(gone), "{screen:?}\n{narrow}");
        assert!(narrow.contains(" of "), "{narrow}");
        seat.keys("enter");
        seat.says(&format!("filter: \"{typed}\""));
        seat.says("esc clears");
        seat.keys("down up");
        seat.keys("esc");
        assert_eq!(context(&seat), screen, "esc clears before it goes back");
        let after = seat.screen();
        assert!(!after.contains("filter:") && after.contains(gone), "{screen:?}\n{after}");
        seat.keys("g g");
        assert_eq!(before.lines().count(), after.lines().count());
        // Leaving clears, too.
        seat.keys("/").write(typed).keys("enter g h");
        assert!(!seat.face.app.is_narrowed());
        for size in [(60, 16), (120, 40)] {
            seat.draw(size.0, size.1).rows();
        }
    }
}

#[test]
fn the_selection_stays_on_its_row() {
    let (_machine, mut seat) = fresh(Context::Overview);
    seat.keys("/").write("mesh").keys("enter");
    assert!(seat.draw(80, 24).cursor_row().unwrap().contains("NET"));
    seat.keys("esc");
    assert!(seat.draw(80, 24).cursor_row().unwrap().contains("NET"), "{}", seat.screen());
    seat.keys("/").write("service mesh").keys("enter right");
    seat.says("Networking");
    seat.keys("esc");
    assert!(!seat.face.app.is_narrowed());
    seat.keys("esc /").write("net").keys("esc");
    assert_eq!(context(&seat), Context::Overview);

    let (_machine, mut seat) = fresh(Context::Roadmap);
    let all = seat.screen();
    seat.keys("/").write("secret").keys("down enter");
    let row = seat.draw(80, 24).cursor_row().unwrap();
    assert!(!row.contains("  1  "), "steps keep their numbers: {row}\n{all}");
    seat.keys("enter");
    seat.says("Effort");
    seat.keys("/");
    assert!(seat.face.app.overlay.is_none());
    seat.says("there is no list to narrow here");
}

#[test]
fn what_was_probably_meant_is_named() {
    let (_machine, mut seat) = fresh(Context::Overview);
    seat.keys("/").write("secruity");
    seat.says("Nothing matches \"secruity\".");
    seat.says("Nearest");
    seat.says("security");
    seat.says("0 of 12");
    seat.keys("ctrl-u");
    assert!(!seat.screen().contains("Nothing matches"));
}

#[test]
fn in_a_dimension_of_the_results_n_goes_from_match_to_match() {
    let (_machine, mut seat) = fresh(Context::Results);
    seat.keys("n");
    seat.says("nothing is looked for yet");
    seat.keys("/").write("sec").keys("enter enter");
    seat.keys("home /").write("q").keys("enter");
    let first = seat.draw(80, 24).cursor_row().unwrap();
    seat.keys("n");
    let second = seat.draw(80, 24).cursor_row().unwrap();
    assert_ne!(first, second);
    seat.keys("N");
    assert_eq!(seat.draw(80, 24).cursor_row().unwrap(), first);
}

#[test]
fn second_keys_are_shown_after_a_while_and_only_then() {
    let (_machine, mut seat) = fresh(Context::Overview);
    assert!(!seat.face.app.waits());
    seat.keys("g");
    assert!(seat.face.app.waits());
    assert!(!seat.screen().contains("then"));
    let now = seat.now;
    seat.face.send(Message::Waited, now);
    seat.says("g, then");
    seat.says("h     go to Home");
    seat.says("r     go to the results");
    assert!(!seat.face.app.waits(), "it is told once");
    seat.draw(60, 16).rows();
    seat.keys("esc");
    assert!(!seat.screen().contains("g, then"));
    assert_eq!(context(&seat), Context::Overview, "esc only closes it");
    seat.face.send(Message::Waited, now);
    assert!(!seat.screen().contains("then"), "late news do nothing");
    seat.keys("g");
    seat.face.send(Message::Waited, now);
    seat.keys("h");
    assert_eq!(context(&seat), Context::Home);
    seat.keys("g");
    seat.face.send(Message::Waited, now);
    assert!(!seat.screen().contains("go to Home"), "only what works: {}", seat.screen());
}

/// The keys of a footer: `0-4` stands for both ends and all between.
fn shown_keys(seat: &Seat) -> Vec<(String, Vec<Action>)> {
    let app = &seat.face.app;
    let rows = app.keymap.working(app.context());
    let enabled = rows.filter(|r| !r.hint.is_empty() && app.enabled(r.action));
    let mut groups: Vec<(String, Vec<Action>)> = Vec::new();
    for row in enabled {
        match groups.last_mut() {
            Some((hint, actions)) if hint == row.hint => actions.push(row.action),
            _ => groups.push((row.hint.to_owned(), vec![row.action])),
        }
    }
    groups
}

#[test]
fn every_key_in_the_footer_does_something() {
    for (context, _machine, seat) in screens() {
        let wide = footer(&seat, 200, 24);
        for (hint, actions) in shown_keys(&seat) {
            assert!(wide.contains(&hint), "{context:?} {hint}: {wide}");
            let does = |action: &Action| {
                let mut app = seat.face.app.clone();
                app.notice = None;
                let before = seen(&seat, &app);
                let effects = app.act(*action);
                !effects.is_empty() || app.notice.is_some() || seen(&seat, &app) != before
            };
            assert!(actions.iter().any(does), "{context:?}: {hint} does nothing");
        }
        for width in [60, 80, 100, 200] {
            let row = footer(&seat, width, 16);
            assert!(row.trim_end().ends_with("? help"), "{context:?}: {row}");
        }
    }
}

/// What an application looks like.
fn seen(seat: &Seat, app: &quaymark::app::App) -> String {
    let mut buffer = ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, 120, 40));
    let face = quaymark::tui::face::Face::new(app.clone(), seat.face.look);
    let cursor = face.draw(&mut buffer);
    format!("{buffer:?} {cursor:?}")
}

/// Every file of the data directory with its content, without what only says who has a draft open.
fn files(machine: &Machine) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let (mut open, mut found) = (vec![machine.data()], Vec::new());
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() {
                open.push(entry.path());
            } else {
                found.push((entry.path(), std::fs::read(entry.path()).unwrap()));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn everything_fits_the_smallest_screen_in_plain_characters() {
    for (context, _machine, mut seat) in screens() {
        seat.look(Theme::Mono, Glyphs::Ascii);
        for open in ["?", ":", "/"] {
            seat.keys(open).write("sec");
            let drawn = seat.draw(60, 16);
            assert!(drawn.text().is_ascii() || context == Context::Question, "{context:?}\n{}", drawn.text());
            assert!(context == Context::New && open == "/" || drawn.cursor.is_some(), "{context:?} {open}");
            seat.keys("ctrl-c");
        }
    }
}
