//! `quaymark advise` as scripts use it.

use serde_json::json;

use crate::cli::desk::Desk;

const ANSWERS: &str = r#"{"tree": ["enterprise", "microservices"], "weights": {"scaling": 5},
 "criteria": {"services": "10-30", "people": "2-4", "state": "databases"}}"#;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.ok(&["team", "add", "Payments"]);
    desk.write("answers.json", ANSWERS);
    desk
}

#[test]
fn without_answers_and_without_a_terminal_it_says_how() {
    let desk = desk();
    for more in [&[][..], &["--json"], &["--save"], &["--export", "md"]] {
        let said = desk.fails(2, &[&["advise"], more].concat());
        assert!(said.contains("nothing to advise on") && said.contains("--criterion services=3-9"), "{said}");
    }
    let piped = desk.run_with_input(&["advise", "--plain"], "t\n1\n1\nq\n");
    assert!(piped.out.contains("Decision tree: Docker on a host."), "{}{}", piped.out, piped.err);
}

#[test]
fn the_three_results_stand_side_by_side_and_fit_the_columns() {
    let desk = desk();
    for columns in ["60", "80", "120"] {
        let mut command = desk.command(&["advise", "--inputs", "answers.json"]);
        let output = command.env("COLUMNS", columns).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let longest = text.lines().map(|l| l.chars().count()).max().unwrap();
        assert!(longest <= columns.parse().unwrap(), "{columns}: {longest}\n{text}");
        let row = text.lines().find(|l| l.starts_with("Decision tree")).unwrap();
        assert!(row.contains("Matrix, 0 to 3") && row.contains("Criteria, points"), "{row}");
    }
    let text = desk.ok(&["advise", "--inputs", "answers.json"]).out;
    for said in [
        "Which platform fits for Payments, ",
        "Where the tree ends",
        "PLT-Q1 ",
        "For and against, by the criteria",
        "What one other answer would change",
        "Repaired in the matrix",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let piped = desk.run_with_input(&["advise", "--inputs", "-"], ANSWERS).out;
    assert_eq!(piped, text);
    let flags = desk.ok(&[
        "advise",
        "--tree",
        "enterprise,microservices",
        "--weight",
        "scaling=5",
        "--criterion",
        "services=10-30",
        "--criterion",
        "people=2-4",
        "--criterion",
        "state=databases",
    ]);
    assert_eq!(flags.out, text, "single answers and a file say the same");
}

#[test]
fn unknown_ids_name_the_nearest_and_end_with_2() {
    let desk = desk();
    for (flags, near) in [
        (["--tree", "simpel"], "did you mean simple?"),
        (["--tree", "simple,lerning"], "did you mean learning?"),
        (["--weight", "scalling=5"], "did you mean scaling?"),
        (["--weight", "scaling=6"], "expected a whole number from 0 to 5"),
        (["--weight", "scaling=much"], "is no weight"),
        (["--weight", "scaling"], "such as scaling=5"),
        (["--criterion", "service=3-9"], "did you mean services?"),
        (["--criterion", "services=ovr-30"], "did you mean over-30?"),
        (["--criterion", "services"], "such as services=3-9"),
        (["--tree", "Simple"], "--tree"),
    ] {
        let said = desk.fails(2, &["advise", flags[0], flags[1]]);
        assert!(said.contains(near), "{flags:?}: {said}");
    }
    desk.write("bad.json", "{\"tree\": [1]}");
    let said = desk.fails(1, &["advise", "--inputs", "bad.json"]);
    assert!(said.contains("bad.json:1:11"), "{said}");
    desk.fails(4, &["advise", "--inputs", "missing.json"]);
    desk.fails(4, &["advise", "--team", "nobody", "--tree", "simple"]);
    desk.fails(4, &["advise", "--last"]);
    desk.fails(2, &["advise", "--last", "--inputs", "answers.json"]);
}

#[test]
fn json_has_everything_and_fits_its_schema() {
    let desk = desk();
    let document = desk.json(&["advise", "--inputs", "answers.json", "--json"]);
    let schema: serde_json::Value = serde_json::from_str(&desk.ok(&["schema", "advise"]).out).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> = validator.iter_errors(&document).map(|e| e.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!(document["schema"], "quaymark/advise/v1");
    let data = &document["data"];
    assert_eq!(data["team"], "payments");
    assert_eq!(data["result"]["tree"]["platforms"], json!(["kubernetes", "container-strategy"]));
    assert_eq!(data["first"]["matrix"], json!(["kubernetes"]));
    assert_eq!(data["result"]["criteria"][0], json!({ "platform": "managed-kubernetes", "points": 4 }));
    assert_eq!(data["weights"]["scaling"], 5);
    assert_eq!(data["weights"]["security"], 3);
    assert_eq!(data["open"]["criteria"].as_array().unwrap().len(), 7);
    assert_eq!(data["repairs"].as_array().unwrap().len(), 4);
    assert_eq!(data["since"], json!(null));
}

#[test]
fn what_is_kept_is_one_file_a_day_and_is_compared_with_the_next() {
    let desk = desk();
    let before = desk.json(&["list", "--json"]);
    let said = desk.ok(&["advise", "--inputs", "answers.json", "--save"]).err;
    assert!(said.contains("kept with Payments in "), "{said}");
    let folder = desk.data().join("teams/payments/advice");
    let files = crate::cli::desk::files(&folder);
    assert_eq!(files.len(), 1);
    let kept = std::fs::read_to_string(&files[0]).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&desk.ok(&["schema", "advice"]).out).unwrap();
    let document: serde_json::Value = serde_json::from_str(&kept).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert_eq!(validator.iter_errors(&document).map(|e| e.to_string()).collect::<Vec<_>>(), [""; 0]);
    // The same again changes nothing; other advice of today needs a word.
    desk.ok(&["advise", "--inputs", "answers.json", "--save"]);
    let said = desk.fails(5, &["advise", "--last", "--weight", "scaling=0", "--save"]);
    assert!(said.contains("it was left as it is") && said.contains("--force"), "{said}");
    assert_eq!(std::fs::read_to_string(&files[0]).unwrap(), kept);
    desk.ok(&["advise", "--last", "--weight", "scaling=0", "--save", "--force"]);
    assert!(std::fs::read_to_string(&files[0]).unwrap().contains("\"scaling\": 0"));
    // Advice of an earlier day, and a file that is none.
    let day = document["date"].as_str().unwrap();
    desk.write("data/teams/payments/advice/2026-01-02.json", kept.replace(day, "2026-01-02"));
    desk.write("data/teams/payments/advice/x.txt", "x");
    let ran = desk.ok(&["advise", "--last", "--criterion", "people=0-1", "--tree", "simple,learning"]);
    assert!(ran.err.contains("x.txt is not named like saved advice"), "{}", ran.err);
    let text = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "Since 2 Jan 2026",
        "answer Weight of Scaling: 0, before 5",
        "on call for it?: none or one, before 2 to 4",
        "result Decision tree: Docker on a host, before Kubernetes and A container strategy",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert_eq!(desk.json(&["list", "--json"]), before, "no assessment is touched");
    let refused = desk.fails(2, &["--read-only", "advise", "--inputs", "answers.json", "--save"]);
    assert!(refused.contains("read-only"), "{refused}");
}

#[test]
fn the_decision_record_goes_to_a_file_and_never_over_another() {
    let desk = desk();
    let printed = desk.ok(&["advise", "--inputs", "answers.json", "--export", "md"]).out;
    assert!(printed.starts_with("# Decision: the container platform of Payments\n"), "{printed}");
    let run = |more: &[&str]| {
        desk.run(&[&["advise", "--inputs", "answers.json", "--export", "md", "-o", "a.md"], more].concat())
    };
    assert_eq!(run(&[]).code, 0);
    assert_eq!(std::fs::read_to_string(desk.path("a.md")).unwrap(), printed);
    desk.write("a.md", "mine");
    assert_eq!(run(&[]).code, 5);
    assert_eq!(std::fs::read_to_string(desk.path("a.md")).unwrap(), "mine");
    assert_eq!(run(&["--force"]).code, 0);
    assert_eq!(desk.run(&["advise", "--tree", "simple", "--json", "--export", "md"]).code, 2);
}
