//! Answers that cannot be: refused all at once, with their places, and nothing changed.

use super::desk::{Desk, files};

fn journal(desk: &Desk) -> Vec<u8> {
    std::fs::read(files(&desk.data().join("drafts/payments")).pop().unwrap()).unwrap()
}

#[test]
fn every_problem_of_an_answers_file_is_named_with_its_place() {
    let desk = Desk::with_draft();
    let before = journal(&desk);
    for (text, said) in [
        ("{\n \"answers\": {,}}", &["a.json:2:14: "][..]),
        ("[]", &["a.json:1:1: ", "expected an object"]),
        ("", &["the file is empty"]),
        ("{\"ansers\": {}}", &["a.json:1:2: ", "did you mean \"answers\"?"]),
        ("{\"answers\": {\"sec-1\": {}}}", &["is not a question id"]),
        (
            "{\"answers\": {\"SEC-Q1\": {\"state\": \"rated\", \"level\": 5}}}",
            &["a.json:1:52: answers.SEC-Q1.level", "0 to 4"],
        ),
        (
            "{\"answers\": {\"SEC-Q1\": {\"state\": \"rated\"},\n \"SEC-Q2\": {\"state\": \"no\"}}}",
            &["2 problems", "needs \"level\"", "a.json:2:"],
        ),
        (
            "{\"answers\": {\"SEC-Q1\": {\"state\": \"unknown\"}, \"SEC-Q1\": {\"state\": \"unknown\"}}}",
            &["duplicate key \"SEC-Q1\""],
        ),
        (
            "{\"answers\": {\"SEC-Q1\": {\"state\": \"unknown\", \"notes\": \"x\"}}}",
            &["did you mean \"note\"?"],
        ),
        (
            "{\"answers\": {\"SEC-Q1\": {\"state\": \"unknown\", \"votes\": {\"2\": 1, \"05\": 2, \"two\": 1},\n\
             \"evidence\": [{\"kind\": \"file\", \"ref\": \"a\", \"polarty\": \"for\"}]}}}",
            &[
                "3 problems",
                "a.json:1:63: answers.SEC-Q1.votes: \"05\" is no level",
                "\"two\" is no level",
                "a.json:2:43: answers.SEC-Q1.evidence[0]: unknown key \"polarty\" (did you mean \"polarity\"?)",
            ],
        ),
        (
            "{\"profile\": {\"platform\": [\"moon\"], \"stateful\": 3}}",
            &["2 problems", "profile.platform", "true or false"],
        ),
        (
            "{\"answers\": {\"SEC-Q1\": {\"state\": \"not_applicable\", \"reason\": \"other\", \"note\": \"x\"},\n\
             \"ZZZ-Q1\": {\"state\": \"unknown\"}, \"NET-Q1\": {\"state\": \"unknown\"},\n\
             \"SEC-Q2\": {\"state\": \"rated\", \"level\": 1, \"also\": [\"NET-99\"]}}}",
            &[
                "4 problems",
                "a.json:1:24: ",
                "not a reason that this question allows",
                "there is no question ZZZ-Q1",
                "NET-Q1 is out of the scope",
                "a.json:3:11: ",
                "has no practice NET-99",
            ],
        ),
        (
            "{\"answers\": {\"SEC-Q1\": {\"state\": \"unanswered\"}}}",
            &["must be rated, not_applicable or unknown"],
        ),
    ] {
        desk.write("a.json", text);
        let err = desk.fails(1, &["assess", "payments", "--answers", "a.json", "--finish"]);
        for part in said.iter().chain(&["nothing was changed"]) {
            assert!(err.contains(part), "{text}: {part} is not in {err}");
        }
        assert_eq!(journal(&desk), before);
    }
}

#[test]
fn refused_answers_make_no_team_and_no_draft() {
    let desk = Desk::new();
    desk.write("a.json", r#"{"answers": {"ZZZ-Q1": {"state": "unknown"}}}"#);
    desk.fails(1, &["assess", "--name", "Payments", "--answers", "a.json"]);
    assert!(!desk.data().exists());
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_shown() {
    let desk = Desk::with_record();
    desk.write(
        "data/teams/payments/assessments/2020-Q1.00000000.payments.json",
        "{ \"schema\": \"quaymark/assessment/v9\" }",
    );
    desk.write("data/teams/broken/team.json", "{ oops");
    let listed = desk.ok(&["list"]);
    assert!(listed.out.contains("finished"), "{}", listed.out);
    assert!(listed.err.contains("newer Quaymark (assessment v9)"), "{}", listed.err);
    assert!(listed.err.contains("team.json:1:3"), "{}", listed.err);
    assert_eq!(desk.json(&["list", "--json"])["warnings"].as_array().unwrap().len(), 2);
    assert!(desk.ok(&["show", "payments"]).err.contains("newer Quaymark"));
    assert_eq!(desk.run(&["doctor", "--json"]).code, 3);
}
