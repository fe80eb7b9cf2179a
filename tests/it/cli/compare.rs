//! `quaymark compare`: two assessments and more, in every form, with the exit codes that scripts rely on.

use serde_json::{Value, json};

use super::desk::Desk;
use super::documents::must_fit;

/// Two finished quarters of payments: SEC-Q1 went up, SEC-Q2 down, SEC-Q3 was answered; and a team checkout.
fn two_quarters() -> Desk {
    let desk = Desk::new();
    let rated = |level: u8| json!({ "state": "rated", "level": level });
    let finish = |team: &str, period: &str, scope: &str, answers: Value| {
        desk.write("a.json", json!({ "answers": answers }).to_string());
        let run = ["assess", team, "--period", period, "--scope", scope];
        desk.ok(&[&run[..], &["--answers", "a.json", "--finish"]].concat());
    };
    for team in ["Payments", "Checkout"] {
        desk.ok(&["team", "add", team, "--profile", "platform=kubernetes"]);
    }
    let unknown = json!({ "state": "unknown" });
    let before = json!({ "SEC-Q1": rated(1), "SEC-Q2": rated(3), "SEC-Q3": unknown, "SEC-Q4": rated(2) });
    let after = json!({ "SEC-Q1": rated(3), "SEC-Q2": rated(2), "SEC-Q3": rated(2), "SEC-Q4": rated(2) });
    finish("payments", "last", "SEC", before);
    finish("payments", "now", "SEC", after);
    finish("checkout", "now", "SEC,NET", json!({ "SEC-Q1": rated(2), "NET-Q1": rated(1) }));
    desk
}

#[test]
fn text_fits_the_columns_and_says_what_changed() {
    let desk = two_quarters();
    let text = desk.ok(&["compare", "payments@-1", "payments"]).out;
    for line in text.lines() {
        assert!(line.chars().count() <= 78, "{line}");
    }
    for word in ["practice ", "coverage ", "Verdict: ", "Only practice is real movement.", "1 up", "1 down"] {
        assert!(text.contains(word), "{word}:\n{text}");
    }
    let row = |id: &str| text.lines().find(|l| l.contains(id)).unwrap_or_default().to_owned();
    assert!(row("SEC-Q1").starts_with("up") && row("SEC-Q1").contains("1 → 3"), "{text}");
    assert!(row("SEC-Q2").starts_with("down") && row("SEC-Q2").contains("3 → 2"), "{text}");
    assert!(row("SEC-Q3").starts_with("answered") && row("SEC-Q3").contains("- → 2"), "{text}");
    assert!(!text.contains("SEC-Q4"), "what is the same is counted only:\n{text}");
    let ascii = desk.ok(&["compare", "payments@-1", "payments", "--glyphs", "ascii"]).out;
    assert!(ascii.is_ascii() && ascii.contains("1 -> 3"), "{ascii}");
}

#[test]
fn a_choice_of_questions_is_listed() {
    let desk = two_quarters();
    let rows = |only: &str| -> Vec<String> {
        let value = desk.json(&["compare", "payments@-1", "payments", "--json", "--only", only]);
        let rows = value["data"]["questions"].as_array().unwrap().clone();
        rows.iter().map(|q| q["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(rows("up"), ["SEC-Q1"]);
    assert_eq!(rows("down"), ["SEC-Q2"]);
    assert_eq!(rows("changed"), ["SEC-Q1", "SEC-Q2", "SEC-Q3"]);
    let plain = desk.ok(&["compare", "payments@-1", "payments", "--plain", "--only", "down"]).out;
    assert!(plain.contains("SEC-Q2") && !plain.contains("SEC-Q1 "), "{plain}");
    assert!(plain.lines().all(|l| l.ends_with('.')), "{plain}");
}

#[test]
fn markdown_and_csv_have_the_same_rows_as_json() {
    let desk = two_quarters();
    let value = desk.json(&["compare", "payments@-1", "payments", "--json"]);
    let questions = value["data"]["questions"].as_array().unwrap();
    let md = desk.ok(&["compare", "payments@-1", "payments", "--format", "md"]).out;
    let csv = desk.ok(&["compare", "payments@-1", "payments", "--format", "csv"]).out;
    assert!(md.starts_with("# Comparison: Payments "), "{md}");
    assert!(csv.starts_with("dimension,question,was,title,change,before,now,practice,"), "{csv}");
    assert_eq!(csv.trim_end().lines().count(), 1 + questions.len());
    for question in questions {
        let (id, change) = (question["id"].as_str().unwrap(), question["change"].as_str().unwrap());
        assert!(md.contains(&format!("| {change} | {id} |")), "{id}:\n{md}");
        let line = csv.lines().find(|l| l.contains(&format!(",{id},"))).unwrap();
        assert!(line.contains(&format!(",{change},")), "{line}");
    }
    desk.ok(&["compare", "payments@-1", "payments", "--format", "md", "-o", "c.md"]);
    assert_eq!(std::fs::read_to_string(desk.path("c.md")).unwrap(), md);
    desk.write("c.md", "mine");
    desk.fails(5, &["compare", "payments@-1", "payments", "--format", "md", "-o", "c.md"]);
    assert_eq!(std::fs::read_to_string(desk.path("c.md")).unwrap(), "mine");
}

#[test]
fn json_fits_its_schema_and_its_exact_parts_add_up() {
    let desk = two_quarters();
    desk.ok(&["reopen", "payments"]);
    desk.ok(&["answer", "payments@draft", "SEC-Q1", "4"]);
    let record = super::desk::files(&desk.data().join("teams/checkout/assessments")).remove(0);
    let record = record.to_str().unwrap();
    for references in [
        &["payments@-1", "payments"][..],
        &["payments", "payments@draft"],
        &["payments", "checkout"],
        &["payments", record],
        &["payments@-1", "payments", "payments@draft"],
        &["payments@-1", "payments", "checkout", "payments"],
    ] {
        let out = desk.ok(&[&["compare"], references, &["--json"]].concat()).out;
        let value = must_fit(&desk, "compare", &out);
        let data = &value["data"];
        let pairs = match references.len() {
            2 => vec![data.clone()],
            n => {
                assert_eq!(data["pairs"].as_array().unwrap().len(), n - 1);
                data["pairs"].as_array().unwrap().clone()
            }
        };
        for pair in pairs {
            let hundred =
                |n: &Value| (n["display"].as_str().unwrap().parse::<f64>().unwrap() * 100.0).round();
            let parts = &pair["parts"];
            let sum: f64 =
                ["revision", "scope", "coverage", "practice"].iter().map(|p| hundred(&parts[*p])).sum();
            // Each part is rounded by itself.
            assert!((sum - hundred(&parts["total"])).abs() <= 2.0, "{parts}");
        }
    }
    let drafted = desk.json(&["compare", "payments", "payments@draft", "--json"]);
    assert_eq!(drafted["data"]["b"]["record"], Value::Null);
    assert_eq!(drafted["data"]["questions"][0]["change"], "up");
}

#[test]
fn scopes_and_teams_may_differ() {
    let desk = two_quarters();
    let value = desk.json(&["compare", "payments", "checkout", "--json"]);
    let flags = value["data"]["flags"].to_string();
    assert!(flags.contains("different scopes"), "{flags}");
    let row = |id: &str| {
        let rows = value["data"]["questions"].as_array().unwrap();
        rows.iter().find(|q| q["id"] == id).map(|q| q["change"].as_str().unwrap().to_owned())
    };
    assert_eq!(row("NET-Q1").as_deref(), Some("entered scope"));
    assert_eq!(row("SEC-Q2").as_deref(), Some("opened"));
    assert_eq!(row("SEC-Q1").as_deref(), Some("down"));
    let text = desk.ok(&["compare", "payments", "checkout"]).out;
    assert!(text.starts_with("Payments ") && text.contains("Checkout "), "{text}");
}

#[test]
fn a_script_can_ask_for_a_failure() {
    let desk = two_quarters();
    let run = |a: &str, b: &str, what: &str| desk.run(&["compare", a, b, "--fail-on", what]);
    let failed = run("payments@-1", "payments", "question-down");
    assert_eq!(failed.code, 3);
    assert!(failed.err.contains("down: SEC-Q2") && failed.out.contains("Verdict"), "{}", failed.err);
    assert_eq!(run("payments@-1", "payments", "down").code, 0);
    // Backwards everything is the other way round.
    assert_eq!(run("payments", "payments@-1", "down").code, 3);
    assert_eq!(run("payments", "payments", "question-down").code, 0);
    let level = |name: &str| desk.json(&["show", name, "--json"])["data"]["score"]["level"].as_u64().unwrap();
    let dropped = level("payments@-1") < level("payments");
    assert_eq!(run("payments", "payments@-1", "level-drop").code, if dropped { 3 } else { 0 });
}

#[test]
fn what_is_not_there_is_not_found() {
    let desk = two_quarters();
    let said = desk.fails(4, &["compare", "payments", "checkot"]);
    assert!(said.contains("did you mean checkout?"), "{said}");
    desk.fails(4, &["compare", "payments@-2", "payments"]);
    desk.fails(4, &["compare", "payments", "./nothing.json"]);
    desk.fails(4, &["compare", "payments", "payments@draft"]);
    assert!(desk.fails(2, &["compare", "payments"]).contains("two assessments"));
    desk.fails(2, &["compare", "payments", "checkout", "--json", "--format", "md"]);
}
