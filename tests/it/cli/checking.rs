//! `validate` and `doctor` on broken files of advice, and on several files of which some cannot be read.

use super::desk::{Desk, files};

/// A team with advice of today, and the path of that file as a command takes it.
fn with_advice() -> (Desk, String) {
    let desk = Desk::new();
    desk.ok(&["team", "add", "Payments"]);
    desk.ok(&["advise", "--team", "payments", "--tree", "enterprise", "--weight", "scaling=4", "--save"]);
    let file = files(&desk.data().join("teams/payments/advice")).remove(0);
    let name = format!("data/teams/payments/advice/{}", file.file_name().unwrap().to_str().unwrap());
    (desk, name)
}

#[test]
fn broken_advice_is_named_with_its_place_and_left_alone() {
    let (desk, name) = with_advice();
    assert!(desk.ok(&["validate", &name]).out.ends_with(": ok (advice)\n"));
    desk.ok(&["doctor"]);
    let good = std::fs::read_to_string(desk.path(&name)).unwrap();
    let half = good.split_at(good.len() / 2).0.to_owned();
    for (broken, said) in [
        (String::new(), ".json:1:1: the file is empty"),
        (half, ": not JSON: "),
        (good.replace("advice/v1", "advice/v2"), "made by a newer Quaymark (advice v2)"),
        (good.replacen("\"scaling\": 4", "\"scaling\": 9", 2), "the weight of scaling is 9, expected 0 to 5"),
        (good.replacen("\"scaling\": 4", "\"scaling\": 4.5", 1), ": inputs.weights"),
        (good.replacen("\"scaling\": 4", "\"scaling\": \"4\"", 1), ": inputs.weights"),
        (good.replacen("\"inputs\": {", "\"inputs\": {\n    \"\\u001b[2J\": 1,", 1), "u{1b}[2J"),
        (good.replacen("\"date\"", "\"team\"", 1), "duplicate field `team`; remove one of the two"),
        (good.replacen("\"team\": \"payments\"", "\"team\": \"../../x\"", 1), ".json:3:11: team: "),
        (good.replacen("\"result\": {", "\"result\": [{", 1), ".json:"),
    ] {
        desk.write(&name, &broken);
        let checked = desk.run(&["validate", &name]);
        assert_eq!(checked.code, 3, "{said}: {}", checked.out);
        assert!(checked.out.contains(said), "{said} is not in {}", checked.out);
        assert!(checked.out.contains(&name), "{}", checked.out);
        let doctor = desk.run(&["doctor"]);
        assert_eq!(doctor.code, 3, "{said}: {}", doctor.out);
        let named = doctor.out.contains("cannot be read 1") && doctor.out.contains("payments/advice/");
        assert!(named, "{said}: {}", doctor.out);
        for out in [&checked.out, &doctor.out] {
            assert!(!out.contains(|c: char| c.is_control() && c != '\n'), "{out:?}");
        }
        // Neither keeping other advice nor looking at the old one touches it.
        desk.fails(1, &["advise", "--team", "payments", "--tree", "simple", "--save", "--force"]);
        assert_eq!(std::fs::read_to_string(desk.path(&name)).unwrap(), broken);
    }
}

#[test]
fn advice_in_the_wrong_place_is_named_by_the_doctor() {
    let (desk, name) = with_advice();
    let good = std::fs::read_to_string(desk.path(&name)).unwrap();
    desk.write("data/teams/payments/advice/2020-01-01.json", &good);
    desk.write("data/teams/payments/advice/notes.txt", "x");
    desk.ok(&["team", "add", "Other"]);
    desk.write(&name.replace("payments", "other"), &good);
    let doctor = desk.run(&["doctor"]);
    assert_eq!(doctor.code, 3);
    for said in [
        "2020-01-01.json:4:11: date: the day is ",
        "notes.txt ",
        "the team is payments, expected other as its folder is named",
    ] {
        assert!(doctor.out.contains(said), "{said} is not in {}", doctor.out);
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_does_not_keep_the_others_from_being_checked() {
    let desk = Desk::with_record();
    desk.write("broken.json", "{ oops");
    let status = std::process::Command::new("mkfifo").arg(desk.path("pipe")).status().unwrap();
    assert!(status.success());
    let record = desk.record();
    let record = record.to_str().unwrap();
    for (first, code, said) in [
        ("pipe", 1, "pipe is a pipe, socket or device, expected a file; it was not read"),
        ("nothing.json", 4, "nothing.json: there is no such file"),
    ] {
        let ran = desk.run(&["validate", first, "broken.json", record]);
        assert_eq!(ran.code, code, "{}{}", ran.out, ran.err);
        for part in [said, "broken.json:1:3: ", ": ok (assessment)"] {
            assert!(ran.out.contains(part), "{part} is not in {}", ran.out);
        }
        let ran = desk.run(&["validate", first, "broken.json", record, "--json"]);
        assert_eq!(ran.code, code, "{}{}", ran.out, ran.err);
        let document: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let files = document["data"]["files"].as_array().unwrap();
        assert_eq!(
            files.iter().map(|f| f["ok"].as_bool().unwrap()).collect::<Vec<_>>(),
            [false, false, true]
        );
        // One alone is an error like that of every other command.
        let ran = desk.run(&["validate", first]);
        assert_eq!((ran.code, ran.out.as_str()), (code, ""));
        assert!(ran.err.contains(said), "{}", ran.err);
    }
}
