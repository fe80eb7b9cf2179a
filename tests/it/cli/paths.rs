//! Parts, reports by heading and pathways on the command line.

use std::collections::BTreeSet;

use super::desk::Desk;
use crate::harness::own_questionnaire;

/// A finished assessment of a part, or of the whole.
fn finished(scope: &str) -> Desk {
    let desk = Desk::new();
    desk.ok(&["team", "add", "Payments", "--profile", "platform=kubernetes", "--profile", "regulated=yes"]);
    let answers: serde_json::Map<String, serde_json::Value> = own_questionnaire()
        .questions()
        .enumerate()
        .map(|(n, (_, q))| {
            let answer = match n % 6 {
                5 => serde_json::json!({ "state": "unknown" }),
                level => serde_json::json!({ "state": "rated", "level": level }),
            };
            (q.id.to_string(), answer)
        })
        .collect();
    let ids: BTreeSet<String> = match scope {
        "all" => answers.keys().cloned().collect(),
        id => {
            let selection = own_questionnaire().selections.iter().find(|s| s.id.as_str() == id).unwrap();
            selection.questions.iter().map(ToString::to_string).collect()
        }
    };
    let answers: serde_json::Map<_, _> = answers.into_iter().filter(|(id, _)| ids.contains(id)).collect();
    desk.write("answers.json", serde_json::json!({ "answers": answers }).to_string());
    desk.ok(&["assess", "payments", "--scope", scope, "--answers", "answers.json", "--finish"]);
    desk
}

#[test]
fn a_part_is_marked_in_every_output() {
    let desk = finished("quick");
    for arguments in [
        &["show", "payments"][..],
        &["show", "payments", "--plain"],
        &["show", "payments", "--format", "md"],
        &["show", "payments", "--pathway", "suggested"],
        &["roadmap", "payments"],
        &["roadmap", "payments", "--export", "md"],
        &["report", "payments"],
        &["report", "payments", "--by", "security-first", "--format", "md"],
        &["report", "payments", "--format", "csv"],
        &["list"],
        &["explain", "payments"],
    ] {
        let out = desk.ok(arguments).out;
        assert!(out.contains("quick look"), "{arguments:?}:\n{out}");
    }
    for arguments in [
        &["show", "payments", "--json"][..],
        &["report", "payments", "--format", "json"],
        &["roadmap", "payments", "--json"],
    ] {
        let json = desk.json(arguments);
        assert_eq!(json["data"]["scope"]["id"], "quick", "{arguments:?}");
    }
}

#[test]
fn a_report_of_the_controls_has_every_question_of_the_selection_once() {
    let desk = finished("all");
    let json = desk.json(&["report", "payments", "--by", "selection", "--format", "json"]);
    let data = &json["data"];
    assert_eq!(
        (&json["schema"], &data["selection"]),
        (&"quaymark/report/v1".into(), &"security-first".into())
    );
    let groups = data["groups"].as_array().unwrap();
    let ids: Vec<&str> = groups
        .iter()
        .flat_map(|g| g["questions"].as_array().unwrap())
        .map(|q| q["question"].as_str().unwrap())
        .collect();
    let selection =
        own_questionnaire().selections.iter().find(|s| s.id.as_str() == "security-first").unwrap();
    let wanted: Vec<&str> = selection.questions.iter().map(quaymark::model::QuestionId::as_str).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>(), wanted.iter().collect());
    assert_eq!(ids.len(), wanted.len());
    assert_eq!(data["sources"].as_array().unwrap().len(), selection.crosswalk.len());
    let csv = desk.ok(&["report", "payments", "--by", "security-first", "--format", "csv"]).out;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(reader.headers().unwrap().len(), 13 + selection.crosswalk.len());
    assert_eq!(reader.records().map(Result::unwrap).count(), wanted.len());
    let text = desk.ok(&["report", "payments", "--by", "security-first"]).out;
    assert!(text.contains("4.3 Orchestrator risks") && text.contains("for level "), "{text}");
    assert!(text.lines().all(|l| l.chars().count() <= 78), "{text}");
    desk.ok(&["report", "payments", "--by", "area", "--format", "md", "-o", "areas.md"]);
    desk.fails(5, &["report", "payments", "--by", "component", "--format", "md", "-o", "areas.md"]);
    let error = desk.fails(2, &["report", "payments", "--by", "securty-first"]);
    assert!(error.contains("did you mean security-first?"), "{error}");
}

#[test]
fn a_roadmap_follows_the_pathway_that_is_named_suggested_or_set_for_the_team() {
    let desk = finished("all");
    let order = |arguments: &[&str]| {
        let json = desk.json(&[&["roadmap", "payments", "--json", "--goal", "4"], arguments].concat());
        (json["data"]["pathway"].clone(), json["data"]["order"].clone())
    };
    let (none, plain) = order(&[]);
    assert!(none.is_null());
    let (named, ordered) = order(&["--pathway", "security-first"]);
    assert_eq!(named, "security-first");
    assert_ne!(ordered, plain);
    let ran = desk.ok(&["roadmap", "payments", "--pathway", "suggested"]);
    assert!(ran.err.contains("suggested: Security-first, because a law, contract or audit"), "{}", ran.err);
    assert!(ran.out.contains("ordered by pathway Security-first"), "{}", ran.out);
    desk.ok(&["team", "edit", "payments", "--pathway", "suggested"]);
    assert_eq!(order(&[]), (named, ordered));
    assert_eq!(order(&["--pathway", "none"]).1, plain);
    desk.ok(&["team", "edit", "payments", "--pathway", ""]);
    assert!(order(&[]).0.is_null());
    desk.fails(2, &["roadmap", "payments", "--pathway", "nothing"]);

    let json = desk.json(&["show", "payments", "--json", "--pathway", "enterprise-migration"]);
    let stages = json["data"]["pathway"]["stages"].as_array().unwrap().clone();
    let pathway =
        own_questionnaire().pathways.iter().find(|p| p.id.as_str() == "enterprise-migration").unwrap();
    for (stage, own) in stages.iter().zip(&pathway.stages) {
        let lists = ["in_place", "missing", "open", "left_out"];
        let sum: usize = lists.iter().map(|l| stage[l].as_array().unwrap().len()).sum();
        assert_eq!(sum, own.practices.len());
    }
    assert_eq!(stages.len(), pathway.stages.len());
    let text = desk.ok(&["show", "payments", "--pathway", "suggested"]).out;
    assert!(text.contains("(current stage)") && text.contains("done when: "), "{text}");
    let md = desk.ok(&["show", "payments", "--pathway", "security-first", "--format", "md"]).out;
    assert!(md.starts_with("# Pathway Security-first: Payments"), "{md}");
}

#[test]
fn every_part_can_be_named() {
    let desk = Desk::new();
    let q = own_questionnaire();
    let mut words: Vec<String> = q.selections.iter().map(|s| s.id.to_string()).collect();
    words.extend(q.phases.iter().map(|p| p.id.to_string()));
    words.extend(q.components.iter().map(|c| c.id.to_string()));
    words.extend(q.dimensions.iter().map(|d| d.code.to_string()));
    words.extend(["docker,compose", "SEC,NET", "foundation,maturity", "all"].map(str::to_owned));
    desk.write("answers.json", r#"{"answers":{}}"#);
    for (n, word) in words.iter().enumerate() {
        let team = format!("t{n}");
        desk.ok(&["team", "add", &team]);
        desk.ok(&["assess", &team, "--scope", word, "--answers", "answers.json"]);
        let scope = desk.json(&["show", &format!("{team}@draft"), "--json"])["data"]["scope"].clone();
        assert_eq!(scope["kind"] == "all", word == "all", "{word}: {scope}");
    }
}
