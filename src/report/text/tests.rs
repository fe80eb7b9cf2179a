//! The texts as a whole: what they look like, their width, and hostile text in them.

use super::super::fixture::{Fixture, HOSTILE};
use super::super::markdown;
use super::super::subject::Options;
use super::*;

#[test]
fn summary() {
    insta::assert_snapshot!(show(&Fixture::plain().subject(), View::Summary, Glyphs::Unicode, 80), @r#"
    Payments  2026 Q4  finished 23 Nov 2026
    1.38 (up to 2.88)  level 0 Not started (1 possible)
    coverage 62 %, 1 open, 1 not applicable

    Dimension        Score              Level
    Images & builds  2.20               1 Basic Containerization
    Resilience       0.00 (up to 4.00)  0 Not started (4 possible)

    Phase Foundation           62 %
    Phase Enhancement             -

    Holding level 1 back: 1.4 of weight missing: BB-Q1
    Not applicable: BB-Q2 Title 2 (another reason)
    "#);
}

#[test]
fn bars() {
    insta::assert_snapshot!(show(&Fixture::plain().subject(), View::Bars, Glyphs::Ascii, 80), @r#"
    Payments  2026 Q4  finished 23 Nov 2026
    1.38 (up to 2.88)  level 0 Not started (1 possible)
    coverage 62 %, 1 open, 1 not applicable

    Dimension           1   2   3   4  Score
    Images & builds  ########........  2.20
    Resilience       ................  0.00 (up to 4.00)

    Phase Foundation           62 %
    Phase Enhancement             -

    Holding level 1 back: 1.4 of weight missing: BB-Q1
    Not applicable: BB-Q2 Title 2 (another reason)
    "#);
}

#[test]
fn questions() {
    insta::assert_snapshot!(show(&Fixture::plain().subject(), View::Questions, Glyphs::Ascii, 80), @r#"
    Payments  2026 Q4  finished 23 Nov 2026
    1.38 (up to 2.88)  level 0 Not started (1 possible)
    coverage 62 %, 1 open, 1 not applicable

    AA Images & builds
    AA-Q1     Title 1                                 level 1
    AA-Q2     Title 2                                 level 4

    BB Resilience
    BB-Q1     Title 1                                 open: unknown
    BB-Q2     Title 2                                 not applicable

    Holding level 1 back: 1.4 of weight missing: BB-Q1
    Not applicable: BB-Q2 Title 2 (another reason)
    "#);
}

#[test]
fn plain() {
    insta::assert_snapshot!(show_plain(&Fixture::plain().subject(), View::Summary), @r#"
    Team: Payments.
    Period: 2026 Q4, finished 23 Nov 2026.
    Score: 1.38, up to 2.88.
    Level: 0 Not started (1 possible).
    Coverage: 62 %.
    Open questions: 1.
    Questions not applicable: 1.
    Images & builds: 2.20, level 1 Basic Containerization, coverage 100 %.
    Resilience: 0.00, up to 4.00, level 0 Not started, coverage 0 %.
    Phase Foundation: 62 %.
    Phase Enhancement: nothing applicable.
    Holding level 1 back: 1.4 of weight missing: BB-Q1
    Not applicable: BB-Q2 Title 2 (another reason)
    "#);
}

#[test]
fn steps() {
    let fixture = Fixture::plain();
    let (subject, map) = (fixture.subject(), &fixture.roadmap);
    let text =
        roadmap(&subject, map, None, Glyphs::Unicode) + &step(&subject, 1, &map.steps[0], Glyphs::Unicode);
    insta::assert_snapshot!(text, @r#"
    Payments  2026 Q4  roadmap to level 2 Automated Orchestration
    1.38 (up to 2.88)  level 0 Not started (1 possible)

    2027 Q1
      1 AA-12    Practice AA-12
                 effort M   AA +0.60, whole <0.01   AA-Q1 1.00 → 2.00

    2027 Q2
      2 BB-Q1    Practice BB-Q1
                 effort S   up to +1.50 on the whole   BB-Q1 is open

    effort: S up to 2 days, M up to 2 weeks, L longer
    1  AA-12 Practice AA-12
       Why       Needed by AA-13.
       How       Begin small
       Done when A log shows it
       Check     kubectl get ns
       Move      AA-Q1 1.00 → 2.00
       Gain      AA +0.60, whole <0.01
       Effort    M
       Quarter   2027 Q1
       Unlocks   AA-13
       Ref       The Guide 4.4
    "#);
    assert!(roadmap(&subject, map, Some(1), Glyphs::Ascii).contains("1 more"));
    assert!(roadmap(&subject, map, None, Glyphs::Ascii).is_ascii());
}

#[test]
fn a_step_that_finds_out_says_what_to_ask_and_where_to_look() {
    let mut fixture = Fixture::plain();
    let asked = &mut fixture.questionnaire.dimensions[1].questions[0];
    asked.prompt = "Is it so?".to_owned();
    asked.look_for = vec!["the rota".to_owned(), "the log".to_owned()];
    let text = step(&fixture.subject(), 2, &fixture.roadmap.steps[1], Glyphs::Ascii);
    let lines = "   Ask       Is it so?\n   Look for  the rota\n   Look for  the log\n";
    assert!(text.contains(lines) && text.contains("BB-Q1 is open"), "{text}");
    let markdown = markdown::roadmap(&fixture.subject(), &fixture.roadmap, Options::default());
    assert!(markdown.contains("  - Ask: Is it so?\n  - Look for: the rota\n"), "{markdown}");
    assert_eq!(markdown.matches("Ask:").count(), 1);
}

#[test]
fn long_titles_are_whole_and_levels_become_numbers_beside_them() {
    let mut fixture = Fixture::plain();
    for (dimension, length) in fixture.questionnaire.dimensions.iter_mut().zip([46, 47]) {
        dimension.title = "x".repeat(length);
    }
    let text = show(&fixture.subject(), View::Summary, Glyphs::Ascii, 80);
    let whole = format!("{}  2.20               1\n", "x".repeat(46));
    assert!(text.contains(&whole), "{text}");
    assert!(text.contains("  0.00 (up to 4.00)  0\n") && !text.contains(&"x".repeat(47)), "{text}");
    let bars = show(&fixture.subject(), View::Bars, Glyphs::Ascii, 80);
    assert!(bars.lines().all(|line| width::cells(line) <= COLUMNS), "{bars}");
}

#[test]
fn hostile_text_stays_in_its_columns() {
    let wide = "支払い処理👩\u{200d}👩\u{200d}👧🇩🇪e\u{301}";
    for name in [HOSTILE.to_owned(), wide.repeat(20), format!("e{}", "\u{301}".repeat(1000))] {
        let fixture = Fixture::new(&name, &name, &name);
        let subject = fixture.subject();
        for glyphs in [Glyphs::Unicode, Glyphs::Ascii] {
            let mut texts: Vec<String> =
                [View::Summary, View::Bars, View::Heatmap, View::Radar, View::Questions]
                    .map(|v| show(&subject, v, glyphs, 80))
                    .into();
            texts.push(roadmap(&subject, &fixture.roadmap, None, glyphs));
            texts.push(step(&subject, 1, &fixture.roadmap.steps[0], glyphs));
            for line in texts.iter().flat_map(|t| t.lines()) {
                assert!(width::cells(line) <= COLUMNS, "{} in {line}", width::cells(line));
            }
            texts.push(show_plain(&subject, View::Questions));
            texts.push(roadmap_plain(&subject, &fixture.roadmap, None));
            for c in texts.iter().flat_map(|t| t.chars()).filter(|c| !matches!(c, '\n' | '\u{200d}')) {
                assert!(!crate::text::is_hidden(c), "{c:?}");
            }
        }
    }
}
