//! The decision record: whole, and people's text is nothing but text.

use chrono::NaiveDate;

use quaymark::advisor::Case;
use quaymark::model::advice::Inputs;
use quaymark::model::{QuestionnaireRef, TeamId};
use quaymark::report::markdown::decision;

use crate::harness::own_questionnaire as questionnaire;

fn inputs() -> Inputs {
    serde_json::from_str(
        r#"{ "tree": ["enterprise", "environments"], "weights": { "scaling": 5, "learning-curve": 0 },
             "criteria": { "services": "10-30", "people": "2-4", "state": "databases" } }"#,
    )
    .unwrap()
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

#[test]
fn every_section_is_there_in_order() {
    let inputs = inputs();
    let text = decision(&Case::new(questionnaire(), &inputs, day()).unwrap().of(Some("Payments"), None));
    let headings: Vec<&str> = text.lines().filter(|l| l.starts_with('#')).collect();
    assert_eq!(
        headings,
        [
            "# Decision: the container platform of Payments",
            "## Context",
            "## Decision drivers",
            "## Results",
            "### Decision tree",
            "### Matrix",
            "### Criteria",
            "## Reasons for and against",
            "## What would change it",
            "## Questions of the assessment that matter",
            "## What to know about the tables",
        ]
    );
    for line in [
        "- Date: 2026-11-23",
        "| Scaling | 5 |",
        "| Security | 3 |",
        "**A container strategy: shared standards, then Kubernetes**.",
        "| **Managed Kubernetes** | +4 |",
        "- STR-Q3 ",
        "counts as good instead of excellent",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    assert!(text.ends_with('\n') && !text.ends_with("\n\n"));
}

#[test]
fn what_changed_since_the_last_time_is_a_table() {
    let (before, now) = (inputs(), Inputs { tree: Vec::new(), ..inputs() });
    let reference: QuestionnaireRef = serde_json::from_value(serde_json::json!({
        "id": "tiny", "version": "1.0.0", "sha256": "a".repeat(64)
    }))
    .unwrap();
    let team = TeamId::parse("payments").unwrap();
    let earlier = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
    let kept = Case::new(questionnaire(), &before, earlier).unwrap().kept(&team, reference);
    let text = decision(&Case::new(questionnaire(), &now, day()).unwrap().of(None, Some(&kept)));
    assert!(text.contains("## Changed since 2026-08-20"), "{text}");
    assert!(text.contains(
        "| Decision tree | An enterprise, or many services, Deployments to many environments | not answered |"
    ));
    assert!(
        text.contains(
            "| Decision tree | A container strategy: shared standards, then Kubernetes | no advice |"
        )
    );
    let same = decision(&Case::new(questionnaire(), &before, day()).unwrap().of(None, Some(&kept)));
    assert!(same.contains("Nothing: the same answers, the same results."));
}

#[test]
fn a_hostile_name_is_nothing_but_text() {
    let inputs = inputs();
    let case = || Case::new(questionnaire(), &inputs, day()).unwrap();
    let outline = |text: &str| -> Vec<String> {
        let kind = |l: &str| l.chars().take_while(|c| !c.is_alphanumeric()).collect();
        text.lines().skip(1).map(kind).collect()
    };
    let plain = decision(&case().of(Some("Payments"), None));
    let hostile = decision(&case().of(Some("# x\n| <b> | [y](z) `\u{1b}[31m"), None));
    assert_eq!(outline(&hostile).len(), outline(&plain).len());
    assert!(!hostile.contains("<b>") && !hostile.contains('\u{1b}') && !hostile.contains("[y](z)"));
}
