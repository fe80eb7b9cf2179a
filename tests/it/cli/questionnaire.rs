//! A questionnaire as a whole: listed, written as a document, checked against its inventory.

use std::path::Path;

use super::desk::Desk;

const BUILT_IN: &str = "container-orchestration";

fn sources() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assessments").join(BUILT_IN)
}

/// A copy of the built-in questionnaire's folder, which may be changed.
fn copy(desk: &Desk) {
    for entry in std::fs::read_dir(sources()).unwrap() {
        let entry = entry.unwrap();
        let text = std::fs::read(entry.path()).unwrap();
        desk.write(&format!("own/{}", entry.file_name().to_str().unwrap()), text);
    }
}

#[test]
fn the_questionnaires_at_hand_are_listed_with_their_origin() {
    let desk = Desk::new();
    let rows = desk.json(&["questionnaire", "list", "--json"])["data"].clone();
    assert_eq!(rows.as_array().unwrap().len(), 1);
    assert_eq!((rows[0]["id"].as_str(), rows[0]["origin"].as_str()), (Some(BUILT_IN), Some("built-in")));
    assert_eq!(rows[0]["default"], true);
    let text = desk.ok(&["questionnaire", "list"]).out;
    assert!(text.starts_with(BUILT_IN) && text.contains("new teams get it"), "{text}");
    copy(&desk);
    let rows = desk.json(&["--questionnaire", "own", "questionnaire", "list", "--json"])["data"].clone();
    assert_eq!((rows[0]["default"].as_bool(), rows[1]["default"].as_bool()), (Some(false), Some(true)));
    assert_eq!(rows[0]["sha256"], rows[1]["sha256"]);
    assert!(rows[1]["origin"].as_str().unwrap().ends_with("own"));
}

#[test]
fn the_document_names_everything_there_is() {
    let desk = Desk::new();
    let page = desk.ok(&["questionnaire", "show", "--export", "md"]).out;
    let all = quaymark::catalog::builtin::load().unwrap_or_else(|e| panic!("{e}"));
    let content = &all.iter().find(|l| l.questionnaire.id.as_str() == BUILT_IN).unwrap().questionnaire;
    assert!(page.starts_with(&format!("# {}\n", content.title)));
    let lines = |start: &str| page.lines().filter(|line| line.starts_with(start)).count();
    for dimension in &content.dimensions {
        assert_eq!(lines(&format!("## {} ({})", dimension.title, dimension.code)), 1, "{}", dimension.id);
    }
    for (_, question) in content.questions() {
        let anchor = question.id.as_str().to_lowercase();
        assert_eq!(lines(&format!("### {} {}", question.id, question.title)), 1, "{}", question.id);
        assert_eq!(lines(&format!("<a id=\"{anchor}\"></a>")), 1, "{}", question.id);
        assert!(page.contains(&format!("[{}](#{anchor})", question.id)), "{}", question.id);
        for (_, practice) in question.practices() {
            assert_eq!(lines(&format!("- **{} ", practice.id)), 1, "{}", practice.id);
        }
        for id in &question.seed {
            assert!(page.contains(id.as_str()), "{id}");
        }
    }
    assert!(content.sources.iter().all(|s| lines(&format!("- {}: ", s.key)) == 1));
    assert_eq!(desk.ok(&["questionnaire", "show", BUILT_IN, "--export", "md", "-o", "-"]).out, page);
    let outline = desk.ok(&["questionnaire", "show"]).out;
    assert!(content.questions().all(|(_, q)| outline.contains(&format!("{}  {}", q.id, q.title))));
}

#[test]
fn the_document_replaces_no_file_unasked() {
    let desk = Desk::new();
    let export = ["questionnaire", "show", "--export", "md", "-o", "q.md"];
    desk.write("q.md", "mine");
    assert!(desk.fails(5, &export).contains("--force"));
    assert_eq!(std::fs::read_to_string(desk.path("q.md")).unwrap(), "mine");
    let ran = desk.ok(&[&export[..], &["--force"]].concat());
    assert!(ran.out.is_empty() && ran.err.contains("wrote the questionnaire"), "{}", ran.err);
    assert!(std::fs::read_to_string(desk.path("q.md")).unwrap().starts_with("# "));
    let said = desk.fails(4, &["questionnaire", "show", "container-orchestratoin"]);
    assert!(said.contains(&format!("did you mean {BUILT_IN}?")), "{said}");
    desk.fails(2, &["questionnaire", "show", "-o", "x.md"]);
}

#[test]
fn strict_compares_a_questionnaire_with_the_inventory_beside_it() {
    let desk = Desk::new();
    copy(&desk);
    let strict = ["validate", "--strict", "own"];
    let first = quaymark::catalog::builtin::load().unwrap_or_else(|e| panic!("{e}"))[0].questionnaire.clone();
    let mut ids: Vec<String> = first.questions().flat_map(|(_, q)| q.seed.clone()).collect();
    ids.sort();
    ids.dedup();
    let rows = |ids: &[String]| -> String {
        let rows: Vec<String> = ids.iter().map(|id| format!("{id},\"part, one\",text\n")).collect();
        format!("id,section,statement\n{}S-OOS-77,out,of scope\n", rows.concat())
    };
    desk.write("own/seed-inventory.csv", rows(&ids));
    desk.ok(&strict);
    let known = ids[0].clone();
    ids[0] = "S-NEW-01".to_owned();
    desk.write("own/seed-inventory.csv", rows(&ids));
    let ran = desk.run(&strict);
    assert_eq!(ran.code, 3);
    assert!(ran.out.contains("no question covers \"S-NEW-01\""), "{}", ran.out);
    assert!(ran.out.contains(&format!("\"{known}\" is not in seed-inventory.csv")), "{}", ran.out);
    assert!(!ran.out.contains("S-OOS-77"), "{}", ran.out);
    // Without `--strict`, and without the file, nobody compares.
    desk.ok(&["validate", "own"]);
    std::fs::remove_file(desk.path("own/seed-inventory.csv")).unwrap();
    desk.ok(&strict);
}

#[test]
fn a_question_ends_with_the_page_of_its_practice() {
    let desk = Desk::new();
    for arguments in [&["question", "SEC-Q1"][..], &["question", "SEC-Q1", "--plain"]] {
        let page = desk.ok(arguments).out;
        assert_eq!(page.lines().last(), Some("Practice: docs/practice/security.md"));
    }
    // Nothing is known of the practice behind the questionnaire of somebody else.
    copy(&desk);
    let header = std::fs::read_to_string(desk.path("own/questionnaire.json")).unwrap();
    desk.write("own/questionnaire.json", header.replace(BUILT_IN, "of-our-own"));
    let own = desk.ok(&["--questionnaire", "own", "question", "SEC-Q1"]).out;
    assert!(!own.contains("docs/practice"), "{own}");
}
