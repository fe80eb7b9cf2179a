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
                // Each pair is what comparing these two alone says.
                for (two, pair) in references.windows(2).zip(data["pairs"].as_array().unwrap()) {
                    assert_eq!(desk.json(&["compare", two[0], two[1], "--json"])["data"], *pair, "{two:?}");
                }
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

/// Two quarters of which the second one is better on the whole, and a must-have fell.
fn a_fall() -> Desk {
    let desk = Desk::new();
    desk.ok(&["team", "add", "Payments", "--profile", "platform=kubernetes"]);
    for (period, level, access) in [("last", 2, 2), ("now", 3, 0)] {
        let answers: serde_json::Map<String, Value> =
            super::desk::security(&json!({ "platform": ["kubernetes"] }))
                .into_iter()
                .map(|id| {
                    let level = if id == "SEC-Q3" { access } else { level };
                    (id, json!({ "state": "rated", "level": level }))
                })
                .collect();
        desk.write("a.json", json!({ "answers": answers }).to_string());
        let run = ["assess", "payments", "--period", period, "--scope", "SEC", "--answers", "a.json"];
        desk.ok(&[&run[..], &["--finish"]].concat());
    }
    desk
}

#[test]
fn a_level_that_fell_is_told_although_the_score_rose() {
    let desk = a_fall();
    let told = "the level is lower than before: 1 instead of 2; must-have below 2: SEC-Q3";
    for form in [&[][..], &["--plain"], &["--format", "md"], &["--json"]] {
        let out = desk.ok(&[&["compare", "payments@-1", "payments"], form].concat()).out;
        let out = out.split_whitespace().collect::<Vec<_>>().join(" ").replace('\\', "");
        assert!(out.contains(told), "{form:?}: {out}");
    }
    let text = desk.ok(&["compare", "payments@-1", "payments"]).out;
    assert!(text.contains("Verdict: up"), "{text}");
    let rows: Vec<&str> = text.lines().skip_while(|l| !l.starts_with("Change ")).collect();
    assert!(rows[1].starts_with("down          SEC-Q3 "), "what went down comes first:\n{text}");
    assert_eq!(desk.run(&["compare", "payments@-1", "payments", "--fail-on", "level-drop"]).code, 3);
    let back = desk.ok(&["compare", "payments", "payments@-1"]).out;
    assert!(!back.contains("lower than before"), "{back}");
}

/// Scores beside each other and the change between them agree, in every form, however the parts are rounded.
#[test]
fn shown_changes_are_the_difference_of_the_shown_scores() {
    let desk = Desk::new();
    desk.ok(&["demo", "--keep", "data"]);
    let cents = |text: &str| text.trim_end_matches(',').replace(['.', '+'], "").parse::<i64>().unwrap();
    let mut apart = 0;
    for team in ["claims", "parcels", "print-shop"] {
        for back in 1..=4 {
            let newer = if back == 1 { String::new() } else { format!("@-{}", back - 1) };
            let (a, b) = (format!("{team}@-{back}"), format!("{team}{newer}"));
            let out = desk.ok(&["compare", &a, &b, "--plain"]).out;
            for line in out.lines().filter(|l| l.contains(", change ") && !l.contains("(up to ")) {
                let (_, numbers) = line.rsplit_once(": ").unwrap();
                let words: Vec<&str> = numbers.split(' ').collect();
                let at = words.iter().position(|w| *w == "to").unwrap();
                let to = words.iter().position(|w| *w == "change").unwrap();
                let change = cents(words[to + 1]);
                assert_eq!(cents(words[at + 1]) - cents(words[0]), change, "{line}");
            }
            assert!(!out.contains(": same, "), "what is the same is counted only:\n{out}");
            apart += usize::from(out.contains("Each number is rounded by itself."));
        }
    }
    assert!((1..12).contains(&apart), "some sums differ from their rounded parts: {apart}");
}

#[test]
fn different_questionnaires_share_nothing_and_say_so() {
    let desk = two_quarters();
    desk.ok(&["questionnaire", "new", "other", "--id", "other"]);
    let with = ["--questionnaire", "./other"];
    desk.write("o.json", r#"{ "answers": { "CALL-Q1": { "state": "rated", "level": 1 } } }"#);
    let assess = ["assess", "--name", "Support", "--answers", "o.json", "--finish"];
    desk.ok(&[&assess[..], &with[..]].concat());
    let value = desk.json(&[&["compare", "payments", "support", "--json"], &with[..]].concat());
    let data = &value["data"];
    let ids: Vec<&str> =
        data["questions"].as_array().unwrap().iter().map(|q| q["id"].as_str().unwrap()).collect();
    assert!(ids.iter().any(|id| id.starts_with("other/")), "{ids:?}");
    assert!(ids.iter().any(|id| id.starts_with("container-orchestration/")), "{ids:?}");
    assert!(
        data["flags"].to_string().contains("two different questionnaires share no questions"),
        "{}",
        data["flags"]
    );
    for form in [&[][..], &["--plain"], &["--format", "md"], &["--format", "csv"]] {
        let out = desk.ok(&[&["compare", "payments", "support"], form, &with[..]].concat()).out;
        assert!(out.contains("other/"), "{form:?}: {out}");
    }
}

#[test]
fn what_cannot_be_read_is_named_and_nothing_is_printed() {
    let desk = two_quarters();
    desk.write("broken.json", "{ \"schema\": \"quaymark/assessment/v1\", ");
    let ran = desk.run(&["compare", "payments", "./broken.json"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{}", ran.err);
    assert!(ran.err.contains("broken.json"), "{}", ran.err);
    let record = super::desk::files(&desk.data().join("teams/payments/assessments")).remove(0);
    desk.write(record.to_str().unwrap(), "no record");
    let ran = desk.run(&["compare", "payments@-1", "payments"]);
    assert!(ran.code != 0 && ran.out.is_empty(), "{}{}", ran.out, ran.err);
}

#[test]
fn a_draft_and_two_records_of_one_quarter_are_told_apart() {
    let desk = two_quarters();
    let old = desk.json(&["show", "payments", "--json"])["data"]["record"].as_str().unwrap().to_owned();
    desk.ok(&["reopen", "payments"]);
    desk.ok(&["answer", "payments@draft", "SEC-Q1", "4"]);
    let text = desk.ok(&["compare", "payments@-1", "payments@draft"]).out;
    assert!(text.lines().next().unwrap().ends_with(" draft"), "{text}");
    assert!(text.contains("\n2026 Q4 draft: "), "{text}");
    let file = super::desk::files(&desk.path("data/teams/payments/assessments"));
    let file = file.iter().find(|f| f.to_string_lossy().contains(&old[..8])).unwrap().clone();
    desk.ok(&["finish", "payments"]);
    let new = desk.json(&["show", "payments", "--json"])["data"]["record"].as_str().unwrap().to_owned();
    for form in [&["--format", "text"][..], &["--format", "md"], &["--plain"]] {
        let run = [&["compare", file.to_str().unwrap(), "payments"], form].concat();
        let text = desk.ok(&run).out;
        assert!(
            text.contains(&format!("({})", &old[..8])) && text.contains(&format!("({})", &new[..8])),
            "{text}"
        );
    }
    let trend = desk.ok(&["trend", "payments"]).out;
    assert!(trend.contains(&format!("({})", &old[..8])), "{trend}");
    let same = desk.ok(&["compare", "payments", "payments"]).out;
    assert!(same.contains("! both sides are the same assessment"), "{same}");
    assert!(desk.fails(2, &["compare", "-", "-"]).contains("one side only"));
}

#[test]
fn a_verdict_that_open_questions_leave_undecided_says_whose() {
    let desk = two_quarters();
    let wanted = "not distinguishable: open questions could raise ";
    let data = &desk.json(&["compare", "payments@-1", "payments", "--json"])["data"];
    assert_eq!(data["verdict"], "not distinguishable");
    let upper = data["a"]["score"]["upper"]["display"].as_str().unwrap();
    for form in [&["--format", "text"][..], &["--format", "md"], &["--plain"]] {
        let text = desk.ok(&[&["compare", "payments@-1", "payments"], form].concat()).out;
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(wanted) && flat.contains(&format!("to {upper}.")), "{text}");
    }
}

#[test]
fn a_trend_is_a_table_in_markdown() {
    let desk = two_quarters();
    let md = desk.ok(&["trend", "payments", "--format", "md"]).out;
    assert!(md.starts_with("# History: Payments\n\n| quarter | score |"), "{md}");
    let rows: Vec<&str> = md.lines().filter(|l| l.starts_with("| 2026")).collect();
    assert!(rows.len() == 2 && rows.iter().all(|r| r.matches('|').count() == 10), "{md}");
    assert!(
        md.contains("\nOnly practice is real movement.") && md.contains("\n- 2026 Q3: a part only: SEC\n"),
        "{md}"
    );
}
