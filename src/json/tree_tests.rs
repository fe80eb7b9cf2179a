//! Tests of the JSON tree: what is refused and where, duplicates, and agreement with an independent parser.

use proptest::prelude::*;

use super::*;

fn refusal(text: &str) -> String {
    parse("a.json", text.as_bytes(), Limits::FILE).unwrap_err().to_string()
}

#[test]
fn every_leniency_is_off() {
    let table = [
        ("// c\n{}", "1:1"),
        ("{} // c", "1:4"),
        ("/* c */ {}", "1:1"),
        ("{\"a\": 1,}", "1:8"),
        ("[1,]", "1:3"),
        ("{'a': 1}", "1:2"),
        ("{a: 1}", "1:2"),
        ("{\"a\": 'b'}", "1:7"),
        ("[0x10]", "1:2"),
        ("[+1]", "1:2"),
        ("[.5]", "1:2"),
        ("[5.]", "1:2"),
        ("[01]", "1:3"),
        ("[NaN]", "1:2"),
        ("[-Infinity]", "1:2"),
        ("[\"\\x41\"]", "1:3"),
        ("[1 2]", "1:3"),
        ("{\"a\": 1 \"b\": 2}", "1:8"),
        ("{\"a\" 1}", "1:6"),
        ("{}\n{}", "2:1"),
        ("{} x", "1:4"),
        ("{\"a\": [1, 2", "1:7"),
        ("{\"a\": \"b", "1:7"),
        ("[tru]", "1:2"),
        ("[,]", "1:2"),
        ("}", "1:1"),
    ];
    for (text, place) in table {
        let shown = refusal(text);
        assert!(shown.starts_with(&format!("a.json:{place}: not JSON: ")), "{text}: {shown}");
    }
}

#[test]
fn numbers_are_kept_as_they_were_written() {
    let tree = parse("a", b"[3, 3.0, 1e999, -1, 300]", Limits::FILE).unwrap();
    let numbers: Vec<_> = tree.root.items().unwrap().iter().map(|n| n.value.clone()).collect();
    assert_eq!(numbers, ["3", "3.0", "1e999", "-1", "300"].map(|n| Value::Number(n.to_owned())));
}

#[test]
fn columns_count_characters_and_the_mark_does_not_count() {
    let text = "\u{feff}{\"é\": \"日本\", \"x\": 1,\r\n \"x\": 2}";
    let tree = parse("a.json", text.as_bytes(), Limits::FILE).unwrap();
    let x = tree.find("x").unwrap();
    assert_eq!(tree.position(x.span.start), Position { line: 1, column: 18 });
    let shown: Vec<_> = tree.duplicates.iter().map(ToString::to_string).collect();
    assert_eq!(shown, ["a.json:2:2: x: duplicate key \"x\"; the first is on line 1; remove one of the two"]);
}

#[test]
fn duplicates_at_every_depth_are_found_at_once() {
    let text = "{\"a\": 1,\n\"a\": [{\"b\": 1,\n\"b\": {\"c\": 1, \"c\": 2}}],\n\"\\u0061\": 3}";
    let tree = parse("a.json", text.as_bytes(), Limits::FILE).unwrap();
    let found: Vec<_> = tree.duplicates.iter().map(|d| (d.line, d.column, d.path.as_str())).collect();
    assert_eq!(found, [(2, 1, "a"), (3, 1, "a[0].b"), (3, 15, "a[0].b.c"), (4, 1, "a")]);
}

#[test]
fn a_place_far_into_a_long_line_is_exact() {
    let text = format!("[{}7]", "\"é\", ".repeat(3000));
    let tree = parse("a", text.as_bytes(), Limits::FILE).unwrap();
    let last = tree.find("[3000]").unwrap();
    assert_eq!(tree.position(last.span.start), Position { line: 1, column: 2 + 3000 * 5 });
    assert_eq!(tree.position(last.span.start), plain::position(&text, last.span.start));
}

#[test]
fn deep_nesting_is_refused_before_anything_recurses() {
    let text = format!("{{\"a\": {}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(refusal(&text).contains("nested deeper than 64"));
}

fn json() -> impl Strategy<Value = String> {
    let tokens = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "1",
        "-0",
        "1.5",
        "1e3",
        "01",
        "-",
        "true",
        "false",
        "null",
        "\"a\"",
        "\"b\"",
        "\"\\u00e9\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        " ",
        "\n",
        "'",
        "/",
        "//",
        "tru",
        "\"",
        "\\",
        "\u{a0}",
        "\u{c}",
        "é",
        "+",
        ".",
        "{\"a\":1}",
        "[1,2]",
        "\"a\":",
    ]);
    prop::collection::vec(tokens, 0..14).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn accepts_exactly_what_an_independent_parser_accepts(text in json()) {
        let ours = parse("a", text.as_bytes(), Limits::FILE);
        let theirs = serde_json::from_str::<serde_json::Value>(&text);
        prop_assert_eq!(ours.is_ok(), theirs.is_ok(), "{:?} {:?} {:?}", text, ours.err(), theirs.err());
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Err(problem) = parse("a", &bytes, Limits::FILE) {
            prop_assert!(problem.line >= 1 && problem.column >= 1);
        }
    }

    #[test]
    fn texts_survive(text in any::<String>()) {
        let source = serde_json::to_string(&[&text]).unwrap();
        let tree = parse("a", source.as_bytes(), Limits::FILE).unwrap();
        prop_assert_eq!(tree.find("[0]").and_then(Node::text), Some(text.as_str()));
    }
}
