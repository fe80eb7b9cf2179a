//! Tables of what can be wrong in a questionnaire, with the exact place of every problem.

use super::tests::{bundle, place, sample};

/// Each block: what is replaced in the sample and by what; then, indented, each problem that this makes:
/// the text at whose first place it stands, its path (`Q1` is the first question), the start of its message.
/// `\n` is a line break.
fn check(table: &str) {
    let mut rows: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in table.lines().filter(|line| !line.is_empty()) {
        match (line.strip_prefix("    "), rows.last_mut()) {
            (Some(problem), Some((_, problems))) => problems.push(problem),
            _ => rows.push((line, Vec::new())),
        }
    }
    for (change, problems) in rows {
        let change = change.replace("\\n", "\n");
        let (from, to) = change.split_once(" => ").unwrap();
        assert!(sample().contains(from), "{from} is not in the sample");
        let text = sample().replacen(from, to, 1);
        let wanted: Vec<String> = problems.iter().map(|problem| expected(&text, problem)).collect();
        let found = bundle(&text).err().unwrap_or_default();
        let fits = found.len() == wanted.len() && found.iter().zip(&wanted).all(|(f, w)| f.starts_with(w));
        assert!(fits, "{change}\nfound  {found:#?}\nwanted {wanted:#?}");
    }
}

fn expected(text: &str, problem: &str) -> String {
    let mut parts = problem.splitn(3, " | ").map(|part| part.replace("\\n", "\n"));
    let (at, path, message) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
    let (line, column) = place(text, &at);
    let path =
        path.replace("Q1.", "dimensions[0].questions[0].").replace("Q2.", "dimensions[0].questions[1].");
    format!("q.json:{line}:{column}: {path}{}{message}", if path.is_empty() { "" } else { ": " })
}

#[test]
fn broken_headers_name_every_place() {
    check(
        r#"
questionnaire/v1 => questionnaire/v2
    "quaymark/ | schema | questionnaire schema 2 is newer than this Quaymark
questionnaire/v1 => question/v1
    "quaymark/ | schema | found the text "quaymark/question/v1"; expected
"id": "tiny", => 
    { |  | "id" is missing
"tiny" => "../x"
    "../x" | id | "../x" is not a questionnaire id
"1.2.0" => "1.02.0"
    "1.02.0" | version | found the text "1.02.0"
"1.2.0" => 1.2
    1.2, | version | found 1.2; expected three numbers
"title": "Tiny" => "titel": "Tiny"
    { |  | "title" is missing
    "titel" | titel | unknown key "titel"; expected one of schema, id,
"title": "Tiny" => "title": "  "
    "  " | title | the text is empty
{ "level": 3, "name": "L3" }, => 
    [ | levels | level 3 is missing
"level": 4, "name" => "level": 5, "name"
    5, "name" | levels[4].level | found 5; expected a whole number from 0 to 4
"number": 2 => "number": 1
    [\n    { "id": "one" | phases | phase 2 is missing
"8/10" => "0/1"
    "0/1" | gate.share | found the text "0/1"; expected a ratio above 0
"8/10" => "6/5"
    "6/5" | gate.share | found
"8/10" => "1"
    "1" } | gate.share | found
"8/10" => 0.8
    0.8 | gate.share | found 0.8
"components": [ => "components": [ {"id":"docker","name":"x"},
    "docker", "name" | components[1].id | the component "docker" is defined again; expected each once; the first is on line 13
"components": [ { "id": "docker", "name": "Docker" } ] => "components": {}
    {},\n | components | found an object; expected a list
"#,
    );
}

#[test]
fn broken_profiles_and_conditions_name_every_place() {
    check(
        r#"
["host", "cluster"] => []
    [] } | profile[0].choices | the list is empty
"type": "bool" => "type": "yes"
    "yes" | profile[1].type | found the text "yes"
"type": "bool" => "type": "bool", "choices": []
    [] } | profile[1].choices | only the type
"id": "clusters" => "id": "stateful"
    "stateful", "prompt": "How | profile[2].id | the profile key "stateful" is defined again
    { "min" | Q1.applies_when.clusters | no profile key "clusters"
"platform": ["host"] => "platform": ["hots"]
    "hots" | Q1.applies_when.platform[0] | no choice "hots"; expected a choice of this questionnaire; did you mean "host"?
"platform": ["host"] => "platform": []
    [],  | Q1.applies_when.platform | the list is empty
"stateful": [true] => "stateful": true
    true,  | Q1.applies_when.stateful | found true; expected [true] or [false]
"platform": ["host"] => "platform": "host"
    "host", "stateful": [true] | Q1.applies_when.platform | found the text "host"; expected a list of choices, in square brackets
"platform": ["host"] => "platform": ["nowhere"]
    "nowhere" | Q1.applies_when.platform[0] | no choice "nowhere"; expected a choice of this questionnaire; there are: host, cluster
{ "min": 1 } => [1]
    [1] | Q1.applies_when.clusters | found a list; expected an object such as { "min": 2 }
"stateful": [true] => "stateful": ["true"]
    "true" | Q1.applies_when.stateful[0] | found the text "true"; expected true or false
{ "min": 1 } => {}
    {} } | Q1.applies_when.clusters | the object is empty
{ "min": 1 } => { "min": 3, "max": 2 }
    { "min" | Q1.applies_when.clusters | "min" is above "max"
{ "min": 1 } => { "min": -1 }
    -1 } | Q1.applies_when.clusters.min | found -1
"id": "none" => "id": "other"
    "other" | Q1.not_applicable[0].id | the reason "other" always exists
"id": "none" => "id": "profile"
    "profile", "text" | Q1.not_applicable[0].id | the reason "profile" always exists
"#,
    );
}

#[test]
fn broken_questions_name_every_place() {
    check(
        r#"
"code": "IMG" => "code": "IMGS"
    "IMG-Q1" | Q1.id | the id starts with "IMG-"; expected an id that starts with "IMGS-"
    "IMG-01" | Q1.levels[0].practices[0].id | the id starts with
    "IMG-02" | Q1.levels[1].practices[0].id | the id starts with
    "IMG-03" | Q1.levels[2].practices[0].id | the id starts with
    "IMG-04" | Q1.levels[3].practices[0].id | the id starts with
    "IMG-Q2" | Q2.id | the id starts with
    "IMG-05" | Q2.levels[0].practices[0].id | the id starts with
    "IMG-06" | Q2.levels[1].practices[0].id | the id starts with
    "IMG-07" | Q2.levels[2].practices[0].id | the id starts with
    "IMG-08" | Q2.levels[3].practices[0].id | the id starts with
dimension/v1 => dimension/v7
    "quaymark/dimension | dimensions[0].schema | dimension schema 7 is newer than this Quaymark
"weight": 5 => "weight": 6
    6,\n | Q1.weight | found 6; expected a whole number from 1 to 5
"weight": 5 => "weight": 3.0
    3.0 | Q1.weight | found 3.0
"weight": 5 => "weight": "3"
    "3" | Q1.weight | found the text "3"
"weight": 5 => "weight": true
    true,\n | Q1.weight | found true
"weight": 5 => "weight": null
    null,\n | Q1.weight | found null
"weight": 5 => "weight": 1e999
    1e999 | Q1.weight | found 1e999
"weight": 5 => "weight": -1
    -1 | Q1.weight | found -1
"phase": "one" => "phase": 1
    1,\n | Q1.phase | found 1; expected the id of a phase, in double quotes
"phase": "one" => "phase": "on"
    "on" | Q1.phase | no phase "on"; expected a phase of this questionnaire; did you mean "one"?
["docker"] => ["docker", "docker"]
    "docker"], | Q1.components[1] | "docker" is listed twice
["docker"] => ["dokcer"]
    "dokcer" | Q1.components[0] | no component "dokcer"
"security-integration" => "security"
    "security" | Q1.areas[0] | no area "security"; expected one of development-workflow, production-operations, security-integration, which are fixed
"Zero",  => 
    ["One" | Q1.statements | found 4 statements; expected five
"weight": 5 => "weight": 5, "weight": 4
    "weight": 4 | Q1.weight | duplicate key "weight"; the first is on line
"IMG-Q2" => "IMG-Q1"
    "IMG-Q1", "title" | Q2.id | the question "IMG-Q1" is defined again; expected each once; the first is on line 25
[\n      { "id": "IMG-Q1" => [\n [5, "x"], { "id": "IMG-Q1"
    [5 | dimensions[0].questions[0] | found a list; expected an object
"Tags" => "\u001b[31m\u202e", "x": 1
    "x" | Q1.x | unknown key "x"
"#,
    );
}

#[test]
fn broken_practices_and_references_name_every_place() {
    check(
        r#"
"effort": "S" => "effort": "XL"
    "XL" | Q1.levels[0].practices[0].effort | found the text "XL"; expected "S", "M" or "L"
"IMG-02" => "IMG-01"
    "IMG-01",\n            "title": "IMG-02 | Q1.levels[1].practices[0].id | the practice "IMG-01" is defined again
"IMG-02" => "img-2"
    "img-2" | Q1.levels[1].practices[0].id | "img-2" is not a practice id
{ "level": 3, "practices" => { "level": 2, "practices"
    [\n        { "level": 1, "practices" | Q1.levels | level 3 is missing
"source": "nist" => "source": "nits"
    "nits" | Q1.levels[1].practices[0].refs[0].source | no source "nits"
"requires": ["IMG-01"] => "requires": ["IMG-06"]
    "IMG-06"] } | Q2.levels[1].practices[0].requires[0] | "IMG-06" requires itself
"requires": ["IMG-01"] => "requires": ["IMG-03"]
    "IMG-03"] } | Q2.levels[1].practices[0].requires[0] | "IMG-06" of level 2 requires "IMG-03" of level 3
"requires": ["IMG-01"] => "requires": ["IMG-99"]
    "IMG-99"] } | Q2.levels[1].practices[0].requires[0] | no practice "IMG-99"
"questions": ["IMG-Q1"] => "questions": ["IMG-Q9"]
    "IMG-Q9" | selections[0].questions[0] | no question "IMG-Q9"
"practices": ["IMG-01"] => "practices": ["ABC-01"]
    "ABC-01" | pathways[0].stages[0].practices[0] | no practice "ABC-01"
["IMG-Q1"] }, "practices" => ["IMG-Q7"] }, "practices"
    "IMG-Q7" | migrations[0].questions.OLD-Q1[0] | no question "IMG-Q7"
"from": "1.0.0" => "from": "1.2.0"
    "1.2.0", "questions" | migrations[0].from | found "1.2.0"; expected a version before 1.2.0
"tree": { => "tree": [], "x": {
    [], "x" | advisor.tree | found a list; expected an object
    "x": { | advisor.x | unknown key "x"
"advice": { "platforms": ["host"] => "advice": { "platforms": ["hots"]
    "hots"] | advisor.tree.options[0].advice.platforms[0] | no platform "hots"
"label": "One", "advice" => "label": "One", "next": { "prompt": "And?", "options": [ { "id": "x", "label": "X" } ] }, "advice"
    { "id": "one", "label": "One" | advisor.tree.options[0] | the option leads nowhere or to two places
    { "id": "x" | advisor.tree.options[0].next.options[0] | the option leads nowhere or to two places
"rating": "good" => "rating": "nice"
    "nice" | advisor.matrix.requirements[0].cells.host.rating | found the text "nice"
"original": "excellent", "note": "one host" => "original": "excellent"
    { "rating" | advisor.matrix.requirements[0].cells.host | a repaired cell without a word
"cells": { "host" => "cells": { "hots"
    { "hots": | advisor.matrix.requirements[0].cells | "hots" is no column
    { "hots": | advisor.matrix.requirements[0].cells | no cell for host
    { "rating" | advisor.matrix.requirements[0].cells.hots | no platform "hots"
"points": { "host": -2 } => "points": { "host": 10 }
    10 } | advisor.criteria.questions[0].options[0].points.host | found 10
"#,
    );
}
