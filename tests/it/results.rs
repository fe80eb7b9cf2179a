//! The results as a person sees them: four views, into a dimension and a question, other quarters, files.

use chrono::{TimeZone, Utc};
use quaymark::app::screen::new::Field;
use quaymark::app::screen::results::{View, markdown};
use quaymark::app::{Screen, Screen::Results};
use quaymark::model::Scope;
use quaymark::text::Glyphs;
use quaymark::tui::theme::Theme;
use ratatui::style::Color;

use crate::harness::{Drawn, Machine, Seat, words};

/// A team with two finished quarters, at the results of the later one.
fn two_quarters() -> (Machine, Seat) {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.now = Utc.with_ymd_and_hms(2026, 8, 10, 10, 0, 0).unwrap();
    seat.begin_with_data("Payments").answer_all("1 2 1 . 2").keys("R F y g h");
    seat.now = Utc.with_ymd_and_hms(2026, 11, 23, 10, 0, 0).unwrap();
    seat.keys("n end enter").answer_all("2 3 1 . 2 4").keys("o home l enter");
    let id = seat.go_to(|q| !q.must_have && !q.not_applicable.is_empty());
    seat.keys("- enter");
    if seat.face.app.input().is_some() {
        seat.write("we have none").keys("enter");
    }
    seat.go_to(|q| q.id != id);
    seat.keys("2 e").write("Legacy services\nbuild on a laptop.").keys("esc v").write("ci/build.yml:12");
    seat.keys("enter R F y");
    seat.says("Payments 2026 Q4   Results");
    (machine, seat)
}

fn view(seat: &Seat) -> View {
    match &seat.face.app.screen {
        Results(results) => results.view,
        other => panic!("not at the results but at {:?}", other.context()),
    }
}

/// The words at the right of the line between two panes, or of the whole screen where there is none.
fn beside(drawn: &Drawn) -> String {
    let rows = drawn.rows();
    let right: Vec<&str> = rows.iter().map(|r| r.split_once('│').map_or(r.as_str(), |(_, r)| r)).collect();
    words(&right.join(" "))
}

fn at(seat: &mut Seat, wanted: View) {
    while view(seat) != wanted {
        seat.keys("v");
    }
}

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (60, 16)];

#[test]
fn every_view_at_every_size() {
    let (_machine, mut seat) = two_quarters();
    for place in View::ALL {
        at(&mut seat, place);
        for (width, height) in SIZES {
            let drawn = seat.draw(width, height);
            let text = drawn.text();
            let name = format!("results-{}-{width}x{height}", place.name());
            insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(name, text);
            });
            assert!(matches!(drawn.at_cursor(), Some("▌" | ">")), "{text}");
            assert!(text.ends_with("? help"), "{text}");

            seat.look(Theme::Mono, Glyphs::Unicode);
            let mono = seat.draw(width, height);
            assert!(mono.buffer.content.iter().all(|c| c.fg == Color::Reset && c.bg == Color::Reset));
            assert_eq!(mono.text(), text, "colour carries nothing alone");
            seat.look(Theme::Mono, Glyphs::Ascii);
            let ascii = seat.draw(width, height).text();
            assert!(ascii.is_ascii(), "{ascii}");
            if (width, height) == (80, 24) {
                insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
                    insta::assert_snapshot!(format!("results-{}-ascii", place.name()), ascii);
                });
            }
            seat.look(Theme::default(), Glyphs::Unicode);
        }
    }
}

#[test]
fn no_size_breaks_a_view() {
    let (_machine, mut seat) = two_quarters();
    for place in View::ALL {
        at(&mut seat, place);
        for inside in ["", "end", "enter", "enter", "end", "esc esc home"] {
            seat.keys(inside);
            for width in [1, 30, 60, 61, 67, 72, 80, 99, 100, 101, 140] {
                for height in [1, 5, 16, 17, 18, 24, 50] {
                    seat.draw(width, height).rows();
                }
            }
        }
    }
}

#[test]
fn the_heatmap_is_walked_cell_by_cell_and_opens_what_is_selected() {
    let (_machine, mut seat) = two_quarters();
    at(&mut seat, View::Heatmap);
    let questionnaire = seat.questionnaire();
    for (row, dimension) in questionnaire.dimensions.iter().enumerate() {
        for (column, question) in dimension.questions.iter().enumerate() {
            for (width, height) in SIZES {
                let drawn = seat.draw(width, height);
                let seen = beside(&drawn);
                for text in [&format!("{} {}", question.id, question.title), &question.prompt] {
                    assert!(seen.contains(&words(text)), "{text}\n{}", drawn.text());
                }
                let here = drawn.cursor_row().unwrap();
                assert!(here.contains(dimension.code.as_str()) && here.contains('<'), "{here}");
            }
            if column == 1 && row < 2 {
                seat.keys("enter");
                assert!(seat.draw(80, 24).cursor_row().unwrap().contains(question.id.as_str()));
                seat.keys("enter");
                seat.says(&question.title);
                seat.says("phase ");
                seat.keys("esc esc");
                assert_eq!(view(&seat), View::Heatmap);
            }
            seat.keys("right");
        }
        seat.keys("down");
        dimension.questions.iter().for_each(|_| {
            seat.keys("left");
        });
    }
}

#[test]
fn from_a_dimension_to_one_question_and_back_step_by_step() {
    let (_machine, mut seat) = two_quarters();
    let questionnaire = seat.questionnaire();
    let dimension = &questionnaire.dimensions[0];
    let question = &dimension.questions[0];
    for place in View::ALL {
        at(&mut seat, place);
        seat.keys("home enter");
        for own in &dimension.questions {
            seat.says(own.id.as_str());
        }
        seat.keys("home enter");
        let mut seen = seat.draw(80, 24).words();
        for _ in 0..30 {
            seat.keys("down");
            seen.push_str(&seat.draw(80, 24).words());
        }
        for text in
            [&question.prompt, "level 2", "For level 3 it also needs", "Legacy services", "ci/build.yml:12"]
        {
            assert!(seen.contains(&words(text)), "{text}: {seen}");
        }
        for level in quaymark::model::Level::all() {
            assert!(seat.draw(80, 60).words().contains(&words(question.statement(level))), "{level}");
        }
        seat.keys("esc");
        seat.says(dimension.questions[1].id.as_str());
        seat.keys("esc");
        seat.says(questionnaire.dimensions[1].code.as_str());
        assert_eq!(view(&seat), place);
    }
    seat.keys("esc");
    assert!(matches!(seat.face.app.screen, Screen::Home(_)));
}

#[test]
fn the_quarter_before_stands_beside_and_can_be_opened() {
    let (_machine, mut seat) = two_quarters();
    let shown = seat.face.app.shown.clone().unwrap();
    let before = shown.others.before.clone().unwrap();
    let cents = |text: String| (text.parse::<f64>().unwrap() * 100.0).round();
    for (width, height) in [(80, 24), (120, 40)] {
        for place in [View::Bars, View::Table] {
            at(&mut seat, place);
            let rows = seat.draw(width, height).rows();
            for (code, set) in &shown.card.dimensions {
                let named = |r: &&String| r.chars().skip(3).collect::<String>().starts_with(code.as_str());
                let row = rows.iter().find(named).unwrap();
                let now = set.score.unwrap().score();
                let was = shown.was(Some(code)).unwrap().score();
                let by = cents(now.clone()) - cents(was.clone());
                let by = if by == 0.0 { "=".to_owned() } else { format!("{:+.2}", by / 100.0) };
                assert!(words(row).contains(&format!("{now} {was} {by}")), "{now} {was} {by}: {row}");
            }
        }
    }
    at(&mut seat, View::Bars);
    seat.says(&format!("Q3 {} (", before.overall.unwrap().score()));

    at(&mut seat, View::Table);
    seat.keys("]");
    seat.says("there is no later finished quarter");
    seat.keys("[");
    seat.says("Payments 2026 Q3   Results, table");
    assert!(!seat.screen().contains("+/-"), "nothing is before it");
    seat.keys("[");
    seat.says("there is no earlier finished quarter");
    seat.keys("]");
    seat.says("Payments 2026 Q4   Results, table");
    seat.keys("esc");
    assert!(matches!(seat.face.app.screen, Screen::Home(_)), "quarters are no steps of the way back");
}

#[test]
fn another_scope_is_not_compared_but_can_be_opened() {
    let (_machine, mut seat) = two_quarters();
    let shown = seat.face.app.shown.as_ref().unwrap();
    assert_eq!(shown.scope, Scope::All);
    seat.keys("g h");
    seat.now = Utc.with_ymd_and_hms(2027, 2, 10, 10, 0, 0).unwrap();
    seat.keys("n");
    while seat.form().field(&seat.face.app.home) != Field::Scope {
        seat.keys("down");
    }
    seat.keys("right end enter").answer_all("2").keys("R F y");
    let shown = seat.face.app.shown.clone().unwrap();
    assert_ne!(shown.scope, Scope::All);
    assert_eq!(shown.others.before, None);
    seat.keys("[");
    seat.says("Payments 2026 Q4   Results");
    assert!(seat.face.app.shown.as_ref().unwrap().others.before.is_some());
}

#[test]
fn the_view_stays_when_coming_back_from_the_roadmap() {
    let (_machine, mut seat) = two_quarters();
    at(&mut seat, View::Radar);
    seat.keys("down down r r");
    assert_eq!(view(&seat), View::Radar);
    seat.keys("r esc");
    assert_eq!(view(&seat), View::Radar);
}

#[test]
fn a_radar_without_braille_is_shown_as_bars_and_says_so() {
    let (_machine, mut seat) = two_quarters();
    at(&mut seat, View::Radar);
    assert!(seat.screen().chars().any(|c| ('\u{2801}'..='\u{28ff}').contains(&c)));
    for (code, _) in &seat.face.app.shown.as_ref().unwrap().card.dimensions {
        seat.says(&format!("{code} "));
    }
    seat.look(Theme::default(), Glyphs::Ascii);
    seat.says("A radar needs braille characters, which are off here.");
    seat.says("####");
}

#[test]
fn what_is_copied_is_a_table_of_what_is_on_screen() {
    let (_machine, mut seat) = two_quarters();
    let copied = |seat: &Seat| match &seat.face.app.screen {
        Results(results) => markdown(seat.face.app.shown.as_ref().unwrap(), results),
        _ => panic!(),
    };
    let dimensions = seat.questionnaire().dimensions.len();
    for (place, columns, rows) in [
        (View::Bars, 5, dimensions),
        (View::Heatmap, 9, dimensions),
        (View::Radar, 5, dimensions),
        (View::Table, 11, dimensions),
    ] {
        at(&mut seat, place);
        let text = copied(&seat);
        assert!(text.starts_with("**Payments 2026 Q4**: "), "{text}");
        let table: Vec<&str> = text.lines().filter(|l| l.starts_with('|')).collect();
        assert_eq!(table.len(), rows + 2, "{text}");
        assert!(table.iter().all(|l| l.matches('|').count() == columns + 1), "{text}");
    }
    seat.keys("home enter");
    assert!(copied(&seat).contains(seat.questionnaire().dimensions[0].questions[0].id.as_str()));
}

#[test]
fn every_form_of_export_is_a_file_with_the_name_that_was_offered() {
    let (machine, mut seat) = two_quarters();
    for (n, (name, start)) in [
        ("payments-2026-Q4-roadmap.md", "# Roadmap: Payments, 2026 Q4"),
        ("payments-2026-Q4.md", "# Result: Payments, 2026 Q4"),
        ("payments-2026-Q4.json", "{\n  \"schema\": \"quaymark/show/v1\""),
        ("payments-2026-Q4.csv", "dimension,question,title,"),
    ]
    .into_iter()
    .enumerate()
    {
        seat.keys("x up up up up");
        for _ in 0..n {
            seat.keys("down");
        }
        seat.keys("enter");
        seat.says(name);
        seat.keys("enter");
        seat.says(&format!("written: {name}"));
        let text = std::fs::read_to_string(machine.cwd().join(name)).unwrap();
        assert!(text.starts_with(start), "{text}");
    }
    seat.keys("x enter ctrl-u").write("-").keys("enter");
    seat.says("name a file; - means the standard output");
    assert!(seat.face.app.input().is_some(), "the field stays open");
    assert!(!machine.cwd().join("-").exists());
}
