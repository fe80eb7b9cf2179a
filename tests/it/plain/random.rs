//! Any lines at all: never a panic, always an end, and nothing hidden is printed.

use proptest::prelude::*;

use super::{Begin, folder, started, talk_from};

fn line() -> impl Strategy<Value = String> {
    let known = [
        "", "", "0", "1", "2", "3", "4", ".", "n", "1", "2", "3", "t", "t 1", "t1,2", "t 9", "e", "v", "s",
        "f", "p", "b", "o", "r", "R", "F", "yes", "no", "u", "U", "q", "home", "overview", "results",
        "roadmap", "x", "?", "h", "a", "g", "w", "W", "sec-q1", "SEC", "IMG-Q1", "filter", "f 1", "p 2", "-",
        "r 1", "r1", "n", "t", "2026-Q4", "2027-q1", "Payments", "Team 9", "12", "finish", "undo",
    ];
    prop_oneof![
        8 => proptest::sample::select(known.to_vec()).prop_map(str::to_owned),
        1 => "[a-zA-Z0-9 \u{1b}\u{7}\u{202e}\r\té.-]{0,10}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_lines_end_well(lines in proptest::collection::vec(line(), 0..50), draft in any::<bool>()) {
        let dir = folder();
        let begin = if draft { started() } else { Begin::default() };
        let out = talk_from(dir.path(), begin, &(lines.join("\n") + "\n"));
        let stopped = out.lines().last().is_some_and(|l| l.contains("Stopped."));
        prop_assert!(stopped);
    }

    #[test]
    fn any_bytes_end_well(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let dir = folder();
        let mut out = Vec::new();
        let session = super::session(dir.path());
        let ended = super::run(session, dir.path().to_owned(), started(), &mut bytes.as_slice(), &mut out);
        prop_assert!(ended.is_ok());
        let out = String::from_utf8(out).unwrap();
        prop_assert!(!out.chars().any(|c| c.is_control() && c != '\n'));
    }
}
