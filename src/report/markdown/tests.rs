//! The export as a whole: one golden file, hostile text everywhere, and nothing left of people without notes.

use super::super::fixture::{Fixture, HOSTILE};
use super::super::subject::Options;
use super::roadmap;

fn export(fixture: &Fixture, notes: bool) -> String {
    roadmap(&fixture.subject(), &fixture.roadmap, Options { notes })
}

#[test]
fn golden() {
    insta::assert_snapshot!(export(&Fixture::plain(), true), @r#"
    # Roadmap: Payments, 2026 Q4

    - Team: payments
    - Period: 2026-Q4
    - Questionnaire: small 1.0.0
    - Finished: 2026-11-23
    - Record: 3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f
    - Covers: moves in January
    - People: ana, bo

    ## Result

    - Score: 1.38 (up to 2.88)
    - Level: 0 Not started (1 possible)
    - Coverage: 62 %
    - Open questions: 1
    - Not applicable: 1
    - Holding level 1 back: 1.4 of weight missing: BB-Q1
    - Goal: level 2 Automated Orchestration
    - Capacity: 20 effort points per quarter

    ## 2027 Q1: 3 effort points

    | step | practice | effort | move | owner | due |
    | --- | --- | --- | --- | --- | --- |
    | AA-12 | Practice AA-12 | M | AA-Q1 1.00 → 2.00 |  |  |

    ## 2027 Q2: 1 effort point

    | step | practice | effort | move | owner | due |
    | --- | --- | --- | --- | --- | --- |
    | BB-Q1 | Practice BB-Q1 | S | BB-Q1 open |  |  |

    ## Steps

    - [ ] **AA-12 Practice AA-12** (M, AA-Q1 1.00 → 2.00)
      - Why: Needed by AA-13.
      - Gain: AA +0.60, whole \<0.01
      - How: Begin small
      - Done when: A log shows it
      - Check: `kubectl get ns`
      - Unlocks: AA-13
      - Ref: [The Guide, 2025](<https://guide.example/a?b=1&amp;c>) 4.4
      - Note: moves in January
      - Flag: moves in January
      - Evidence: against, file k8s/ns.yaml:12 moves in January, from moves in January, 2026-11-20
    - [ ] **BB-Q1 Practice BB-Q1** (S, BB-Q1 open)
      - Why: Needed by AA-13.
      - Gain: up to +1.50 on the whole
      - Note: moves in January

    ## Risks

    - AA-Q1 Title 1 (must-have below the next level; next step AA-12)

    ## Parking lot

    - AA-Q1: moves in January

    ## Not applicable

    - BB-Q2 Title 2: another reason. Note: moves in January

    ## How the score is computed

    - A question's level is the highest whose practices, and those of every lower level, are all in place.
    - Its progress is that level plus the share of the next level's practices that are in place.
    - Score = sum of weight × progress over rated questions / sum of weight over applicable questions.
    - An open question counts 0; "up to" counts it as 4. Questions that are not applicable are left out.
    - Coverage = weight of rated questions / weight of applicable questions.
    - A level holds when the one below holds, 80 % of the weight in its phases is at it, and no must-have is below it.
    - Every number term by term: `quaymark explain payments@2026-Q4`. The rules: docs/scoring.md.
    "#);
}

/// The block structure of a file: what each line begins with, and how many cells it has.
fn shape(markdown: &str) -> Vec<(String, usize)> {
    let start = |l: &str| l.chars().take_while(|c| " -#|[]*".contains(*c)).collect::<String>();
    // Bars make cells in tables only; a check is a code span and may have them.
    let cells = |l: &str| if l.starts_with("  - ") { 0 } else { l.matches('|').count() };
    markdown.lines().map(|l| (start(l), cells(l))).collect()
}

/// Whether what follows the label is one code span to the end of the line.
fn is_one_span(line: &str) -> bool {
    let span = line.trim_start_matches("  - Check: ");
    let fence = &span[..span.len() - span.trim_start_matches('`').len()];
    let inner = span.strip_prefix(fence).and_then(|s| s.strip_suffix(fence));
    !fence.is_empty() && inner.is_some_and(|i| i.split(|c| c != '`').all(|run| run.len() < fence.len()))
}

#[test]
fn hostile_text_changes_no_structure() {
    let plain = export(&Fixture::new("Payments", "", "x"), true);
    let hostile = export(&Fixture::new(HOSTILE, HOSTILE, HOSTILE), true);
    assert_eq!(shape(&hostile), shape(&plain));
    assert!(hostile.starts_with("# Roadmap: "));
    assert!(!hostile.chars().any(|c| c != '\n' && crate::text::is_hidden(c)));
    // A check is a code span: what stands in it is not read as Markdown, and it ends on its own line.
    let checks: Vec<&str> = hostile.lines().filter(|l| l.starts_with("  - Check: ")).collect();
    assert!(!checks.is_empty() && checks.iter().all(|l| is_one_span(l)), "{checks:?}");
    let rest: Vec<&str> = hostile.lines().filter(|l| !l.starts_with("  - Check: ")).collect();
    let hostile = rest.join("\n");
    let ours = hostile
        .replace("<!-- -->", "")
        .replace("<span>$</span>", "")
        .replace("](<https://guide.example/", "");
    let ours = ours.replace("\\](", "");
    for live in [" <s", " <i", " </", "](", "|cell"] {
        assert!(!ours.contains(live), "{live}");
    }
    for live in ["https://h", "www.h", "a@h", "@ana", " #1", ":smile:"] {
        assert!(!hostile.contains(live), "{live}");
    }
}

#[test]
fn without_notes_nothing_of_people_is_left() {
    let fixture = Fixture::new("Payments", "", "MARKER");
    let with = export(&fixture, true);
    let without = export(&fixture, false);
    assert_eq!(with.matches("MARKER").count(), 8, "{with}");
    for word in ["MARKER", "ana", "bo,", "People", "ns.yaml"] {
        assert!(with.contains(word) || word == "bo,", "{word}");
        assert!(!without.contains(word), "{word}");
    }
    assert!(without.contains("BB-Q2 Title 2: another reason"));
}

#[test]
fn sections_without_data_are_left_out() {
    let mut fixture = Fixture::plain();
    fixture.roadmap.steps.clear();
    fixture.roadmap.risks.clear();
    fixture.parking_lot.clear();
    let markdown = export(&fixture, true);
    for absent in ["## Steps", "## Risks", "## Parking lot", "| step"] {
        assert!(!markdown.contains(absent), "{absent}");
    }
}
