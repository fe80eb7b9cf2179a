//! `quaymark show`: drawings that fit the columns, and the result as files, read back without the code that wrote it.

use std::collections::BTreeMap;

use serde_json::Value;

use super::desk::Desk;

/// A finished assessment of everything in which the answers differ and people wrote something.
fn finished(note: &str) -> Desk {
    let desk = Desk::new();
    desk.ok(&["team", "add", "Payments", "--profile", "platform=kubernetes", "--profile", "stateful=true"]);
    let mut answers = serde_json::Map::new();
    for (n, (_, question)) in crate::harness::own_questionnaire().questions().enumerate() {
        let answer = match n % 6 {
            5 => serde_json::json!({ "state": "unknown", "note": note }),
            level => {
                serde_json::json!({ "state": "rated", "level": level, "note": note, "confidence": "low" })
            }
        };
        answers.insert(question.id.to_string(), answer);
    }
    let file = serde_json::json!({ "profile": { "stateful": true }, "answers": answers });
    desk.write("answers.json", file.to_string());
    desk.ok(&["assess", "payments", "--answers", "answers.json", "--finish"]);
    desk
}

fn shown(desk: &Desk, view: &str, columns: &str, glyphs: &str) -> String {
    let mut command = desk.command(&["show", "payments", "--view", view, "--glyphs", glyphs]);
    let output = command.env("COLUMNS", columns).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The levels of each question by `--json`: `-` where there is none.
fn answers(desk: &Desk) -> BTreeMap<String, Value> {
    let json = desk.json(&["show", "payments", "--json", "--view", "questions"]);
    let list = json["data"]["answers"].as_array().unwrap().clone();
    list.into_iter().map(|a| (a["question"].as_str().unwrap().to_owned(), a)).collect()
}

#[test]
fn drawings_fit_the_columns() {
    let desk = finished("a note");
    for view in ["bars", "heatmap", "radar"] {
        for columns in ["50", "80", "120"] {
            for glyphs in ["unicode", "ascii"] {
                let text = shown(&desk, view, columns, glyphs);
                let drawn = |l: &&str| l.contains(['[', '█', '░', '#']) || l.chars().any(|c| c > '\u{2800}');
                let longest = text.lines().filter(drawn).map(|l| l.chars().count()).max();
                assert!(
                    longest.unwrap() <= columns.parse().unwrap(),
                    "{view} {columns}: {longest:?}\n{text}"
                );
                assert!(glyphs == "unicode" || text.is_ascii(), "{text}");
                for dimension in &crate::harness::own_questionnaire().dimensions {
                    let title: String = dimension.title.chars().take(5).collect();
                    let named = text.contains(dimension.code.as_str()) || text.contains(&title);
                    assert!(named, "{view} {columns} {}:\n{text}", dimension.code);
                }
            }
        }
    }
    let radar = shown(&desk, "radar", "80", "unicode");
    assert!(radar.contains("Clockwise from the top: STR "), "{radar}");
    assert!(radar.chars().filter(|c| ('\u{2801}'..='\u{28ff}').contains(c)).count() > 100, "{radar}");
    let bars = shown(&desk, "radar", "80", "ascii");
    assert!(bars.contains("braille") && bars.contains("####"), "{bars}");
}

#[test]
fn the_heatmap_has_the_level_of_every_question() {
    let desk = finished("a note");
    let answers = answers(&desk);
    let text = shown(&desk, "heatmap", "100", "ascii");
    for dimension in &crate::harness::own_questionnaire().dimensions {
        let row = text.lines().find(|l| l.starts_with(dimension.code.as_str())).unwrap();
        let cells: String = dimension
            .questions
            .iter()
            .map(|q| match &answers[q.id.as_str()]["level"] {
                Value::Null => "[.]".to_owned(),
                level => format!("[{level}]"),
            })
            .collect();
        assert!(row.contains(&cells), "{cells}: {row}");
    }
}

/// Reads CSV by the rules of RFC 4180, one character at a time.
fn read(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut chars) = (false, text.chars().peekable());
    while let Some(c) = chars.next() {
        match (c, quoted) {
            ('"', true) if chars.peek() == Some(&'"') => cell.extend(chars.next()),
            ('"', _) => quoted = !quoted,
            (',', false) => row.push(std::mem::take(&mut cell)),
            ('\n', false) => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(c),
        }
    }
    assert!(!quoted && row.is_empty() && cell.is_empty(), "every row is closed");
    rows
}

#[test]
fn csv_reads_back_as_the_answers_and_has_no_formula() {
    let desk = finished("=HYPERLINK(\"http://x\",\"y\"), and\n\"more\"");
    let answers = answers(&desk);
    let text = desk.ok(&["show", "payments", "--format", "csv"]).out;
    let rows = read(&text);
    assert_eq!(rows.len(), 1 + answers.len());
    let at = |name: &str| rows[0].iter().position(|c| c == name).unwrap();
    for row in &rows[1..] {
        assert_eq!(row.len(), rows[0].len());
        let answer = &answers[&row[at("question")]];
        let level = answer["level"].as_u64().map_or(String::new(), |l| l.to_string());
        assert_eq!(row[at("level")], level);
        assert_eq!(row[at("state")], answer["state"].as_str().unwrap());
        assert_eq!(row[at("note")], format!("'{}", answer["note"].as_str().unwrap()));
        assert!(row.iter().all(|c| !c.starts_with(['=', '+', '-', '@'])), "{row:?}");
    }
    let without = desk.ok(&["show", "payments", "--format", "csv", "--no-notes"]).out;
    assert!(!without.contains("HYPERLINK") && read(&without).len() == rows.len());
}

#[test]
fn markdown_has_every_question_once_and_leaves_people_out_when_asked() {
    let desk = finished("MARKER | with *marks*");
    let text = desk.ok(&["show", "payments", "--format", "md"]).out;
    assert!(text.starts_with("# Result: Payments, "), "{text}");
    for (id, answer) in answers(&desk) {
        let line = format!("\n- **{id} ");
        assert_eq!(text.matches(&line).count(), 1, "{id}");
        let rest = text.split(&line).nth(1).unwrap().lines().next().unwrap();
        match answer["level"].as_u64() {
            Some(level) => assert!(rest.contains(&format!("**: level {level} ")), "{rest}"),
            None => assert!(rest.contains("**: open: unknown "), "{rest}"),
        }
    }
    assert!(text.contains(r"MARKER &#124; with \*marks\*"), "{text}");
    assert!(!desk.ok(&["show", "payments", "--format", "md", "--no-notes"]).out.contains("MARKER"));
}

#[test]
fn every_form_goes_to_a_file_or_the_standard_output_and_never_over_another_file() {
    let desk = finished("a note");
    for (name, form) in [
        ("a.md", &["--format", "md"][..]),
        ("a.csv", &["--format", "csv"]),
        ("a.json", &["--json", "--view", "questions"]),
        ("a.txt", &["--view", "heatmap"]),
    ] {
        let run = |more: &[&str]| desk.run(&[&["show", "payments"], form, more].concat());
        let printed = run(&["-o", "-"]);
        assert_eq!(printed.code, 0, "{}", printed.err);
        assert!(!desk.path("-").exists());
        let written = run(&["-o", name]);
        assert_eq!((written.code, written.out.as_str()), (0, ""), "{}", written.err);
        assert!(
            written.err.contains(&format!("wrote the result of Payments 2026 Q4 to {name}"))
                || written.err.contains("wrote the result of Payments"),
            "{}",
            written.err
        );
        assert_eq!(std::fs::read_to_string(desk.path(name)).unwrap(), printed.out);
        desk.write(name, "mine");
        let refused = run(&["-o", name]);
        assert_eq!(refused.code, 5, "{}", refused.err);
        assert_eq!(std::fs::read_to_string(desk.path(name)).unwrap(), "mine");
        assert_eq!(run(&["-o", name, "--force"]).code, 0);
        assert_eq!(std::fs::read_to_string(desk.path(name)).unwrap(), printed.out);
    }
    assert_eq!(desk.run(&["show", "payments", "--format", "md", "--json"]).code, 2);
}
