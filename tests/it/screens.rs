//! Every screen as a person sees it: as text at 80x24, and what holds of it at other sizes, without colour, in ASCII.

use quaymark::app::{Code, Key};
use quaymark::model::Level;
use quaymark::text::Glyphs;
use quaymark::tui::theme::Theme;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use crate::harness::{Drawn, Machine, Seat, words};

const SIZES: [(u16, u16); 4] = [(60, 16), (80, 24), (120, 40), (200, 60)];

/// A screen with something on it.
struct Scene {
    name: &'static str,
    /// Whether a row is selected.
    selects: bool,
    _machine: Machine,
    seat: Seat,
}

const NAMES: [&str; 16] = [
    "home-first-run",
    "home-with-teams",
    "new",
    "question",
    "question-guidance",
    "overview",
    "overview-dimension",
    "review",
    "results",
    "roadmap",
    "roadmap-step",
    "help",
    "picker",
    "confirm",
    "note",
    "settings",
];

/// A draft with answers of every kind, at its second question.
fn draft(seat: &mut Seat) {
    seat.begin_with_data("Payments").answer_all("2 3 1 . 2 4").keys("o g e up up l enter");
    seat.go_to(|_| true);
    seat.keys("2 v").write("ci/build.yml:12").keys("enter v enter").write("- dee saw it fail in May");
    seat.keys("enter e").write("Two legacy services\nbuild on a laptop.").keys("esc s s f");
}

fn scene(name: &'static str) -> Scene {
    let machine = Machine::new();
    let mut seat = machine.start();
    match name {
        "home-first-run" => {}
        "home-with-teams" => {
            seat.begin("Payments").answer_all("2 3 1").keys("R F y g h");
            seat.keys("end enter right right enter")
                .write("Search & discovery of the shop")
                .keys("enter end enter");
            seat.keys("2 right 3 f g h");
        }
        "new" => {
            seat.keys("n");
        }
        _ => draft(&mut seat),
    }
    match name {
        "question-guidance" => seat.keys("tab"),
        "overview" => seat.keys("o"),
        "overview-dimension" => seat.keys("o l"),
        "review" => seat.keys("R"),
        "results" => seat.keys("R F y home"),
        "roadmap" => seat.keys("R F y r"),
        "roadmap-step" => seat.keys("R F y r enter"),
        "help" => seat.keys("?"),
        "confirm" => seat.keys("R F"),
        "note" => seat.keys("e"),
        "settings" => seat.keys(","),
        "picker" => {
            seat.go_to(|q| !q.must_have && !q.not_applicable.is_empty());
            seat.keys("-")
        }
        _ => &mut seat,
    };
    let selects = !["question-guidance", "roadmap-step", "help", "confirm", "note"].contains(&name);
    Scene { name, selects, _machine: machine, seat }
}

/// The screen with the folder of this run made the same for every run.
fn steady(drawn: &Drawn) -> String {
    let here = |row: String| match row.split_once("Data folder") {
        Some((left, _)) => format!("{left}Data folder   (where it is)"),
        None => row,
    };
    drawn.rows().into_iter().map(here).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_screen_at_80x24() {
    for name in NAMES {
        let scene = scene(name);
        let text = steady(&scene.seat.draw(80, 24));
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(scene.name, text);
        });
    }
}

/// What holds of every screen at every size.
#[track_caller]
fn is_sound(scene: &Scene, drawn: &Drawn) {
    let rows = drawn.rows();
    let all = format!("{} at {:?}\n{}", scene.name, drawn.buffer.area, drawn.text());
    assert!(!rows[0].trim().is_empty(), "a head: {all}");
    assert!(rows[1].trim().chars().all(|c| "─━-=".contains(c)) && rows[1].len() > 50, "a rule: {all}");
    let foot = rows.last().unwrap();
    assert!(!foot.trim().is_empty(), "a foot: {all}");
    if scene.seat.face.app.context().has_globals() {
        assert!(foot.ends_with("? help"), "help is never cut: {all}");
    }
    if scene.selects {
        assert!(matches!(drawn.at_cursor(), Some("▌" | ">")), "the selected row is visible: {all}");
    }
}

#[test]
fn every_screen_at_every_size_has_head_selection_and_foot() {
    for name in NAMES {
        let mut scene = scene(name);
        for keys in ["", "end", "up up", "home", "pgdn"] {
            if scene.selects && name != "picker" {
                scene.seat.keys(keys);
            }
            for (width, height) in SIZES {
                let drawn = scene.seat.draw(width, height);
                is_sound(&scene, &drawn);
                assert_eq!(drawn, scene.seat.draw(width, height), "{name}: drawing twice is the same");
            }
        }
    }
}

#[test]
fn every_screen_is_ascii_where_the_data_is() {
    for name in NAMES {
        let mut scene = scene(name);
        scene.seat.look(Theme::Mono, Glyphs::Ascii);
        for (width, height) in SIZES {
            let text = scene.seat.draw(width, height).text();
            let strange: Vec<char> = text.chars().filter(|c| !c.is_ascii()).collect();
            assert!(strange.is_empty(), "{name} at {width}x{height}: {strange:?}\n{text}");
        }
    }
}

#[test]
fn a_window_that_is_too_small_gets_one_calm_message() {
    let mut scene = scene("question");
    for (width, height) in [(59, 24), (80, 15), (40, 10), (30, 6)] {
        let text = scene.seat.draw(width, height).text();
        assert!(text.contains("Quaymark needs 60 x 16."), "{text}");
        assert!(!text.contains("Payments"), "{text}");
    }
    for (width, height) in [(0, 0), (1, 1), (1, 40), (140, 1), (5, 2)] {
        scene.seat.draw(width, height).rows();
    }
    scene.seat.keys("right");
    assert!(scene.seat.draw(60, 16).text().contains("Payments"), "it goes on when the window is larger");
}

/// The cells of the first place where a text stands, without spaces.
fn cells_of(drawn: &Drawn, text: &str) -> Vec<Cell> {
    let area = drawn.buffer.area;
    let count = u16::try_from(text.chars().count()).unwrap();
    for y in 0..area.height {
        for x in 0..=area.width.saturating_sub(count) {
            let cells: Vec<Cell> = (x..x + count).map(|x| drawn.buffer[(x, y)].clone()).collect();
            if cells.iter().map(Cell::symbol).collect::<String>() == text {
                return cells.into_iter().filter(|c| c.symbol() != " ").collect();
            }
        }
    }
    panic!("{text:?} is not in\n{}", drawn.text());
}

#[test]
fn selection_and_warning_are_seen_with_and_without_colour() {
    let mut scene = scene("question");
    scene.seat.keys("home");
    let place = scene.seat.draw(80, 24);
    let row = place.cursor_row().unwrap();
    let start: String = row.trim_start_matches([' ', '▌']).trim_start().chars().take(12).collect();

    assert!(cells_of(&place, "▌").iter().all(|c| c.fg == Color::Cyan));
    assert!(cells_of(&place, &start).iter().all(|c| c.modifier == Modifier::BOLD && c.fg == Color::Reset));
    let warning = |c: &Cell| c.fg == Color::Yellow && c.modifier == Modifier::BOLD;
    assert!(cells_of(&place, "! flagged").iter().all(warning));

    scene.seat.look(Theme::Mono, Glyphs::Unicode);
    let mono = scene.seat.draw(80, 24);
    assert!(mono.buffer.content.iter().all(|c| c.fg == Color::Reset && c.bg == Color::Reset));
    assert!(cells_of(&mono, &start).iter().all(|c| c.modifier == Modifier::REVERSED));
    let warning = Modifier::BOLD | Modifier::UNDERLINED;
    assert!(cells_of(&mono, "! flagged").iter().all(|c| c.modifier == warning));
    assert_eq!(place.text(), mono.text(), "colour carries nothing alone");
}

/// The texts of a question that cannot be read whole at a size with its levels chosen one after the other, whether
/// at the top or after moving down; and how many views do not show everything at the top.
fn cut(seat: &mut Seat, (width, height): (u16, u16)) -> (Vec<String>, usize) {
    let id = seat.here();
    let question = seat.questionnaire().question(&id).unwrap().clone();
    let (mut cut, mut scrolled) = (Vec::new(), 0);
    for chosen in ["", "0", "1", "2", "3", "4"] {
        seat.keys(chosen).keys("home");
        let work = seat.face.app.work.as_ref().unwrap();
        let (_, listed) = quaymark::app::screen::question::listed(work, &id);
        let listed: Vec<String> = listed.iter().map(|p| p.title.clone()).collect();
        let mut wanted = vec![question.prompt.clone()];
        wanted.extend(Level::all().map(|l| question.statement(l).to_owned()));
        wanted.extend(listed.iter().cloned());
        let mut seen = vec![seat.draw(width, height).words()];
        wanted.retain(|t| !seen[0].contains(&words(t)));
        scrolled += usize::from(!wanted.is_empty());
        let rows = 4 + listed.len();
        for _ in 0..rows {
            seat.key(Key::plain(Code::Down));
            seen.push(seat.draw(width, height).words());
        }
        wanted.retain(|t| !seen.iter().any(|s| s.contains(&words(t))));
        cut.extend(wanted.into_iter().map(|t| format!("{id} {t}")));
    }
    (cut, scrolled)
}

#[test]
fn every_word_of_every_question_can_be_read() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin_with_data("Payments");
    let questions = seat.face.app.work.as_ref().unwrap().asked().len();
    assert_eq!(questions, seat.questionnaire().questions().count());
    let mut long = Vec::new();
    for _ in 0..questions {
        let id = seat.here();
        let (cut_here, scrolled) = cut(&mut seat, (80, 24));
        assert_eq!(cut_here, Vec::<String>::new(), "{id} at 80x24");
        if scrolled > 0 {
            long.push((id.clone(), scrolled));
        }
        assert_eq!(cut(&mut seat, (60, 16)).0, Vec::<String>::new(), "{id} at 60x16");
        seat.keys("right");
    }
    // Nearly all are read at a glance. For the rest moving the cursor is enough, see above.
    assert!(long.len() * 10 <= questions, "80x24 does not hold these without scrolling: {long:?}");
}

#[test]
fn every_reason_for_not_applicable_can_be_read_at_80x24() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin_with_data("Payments");
    let questionnaire = seat.questionnaire();
    for (_, question) in questionnaire.questions() {
        for (id, text) in quaymark::answering::reasons(question) {
            assert_eq!(seat.here(), question.id);
            seat.keys("-");
            let list = seat.draw(80, 24).words();
            assert!(list.contains(&words(&text)), "{} {id}: {text}\n{list}", question.id);
            seat.keys("esc");
        }
        seat.keys("right");
    }
}
