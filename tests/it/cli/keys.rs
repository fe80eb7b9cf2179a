//! Changed keys, as the commands show and check them.

use super::desk::Desk;

const GOOD: &str = "{ \"keys\": { \"question\": { \"answer.unknown\": [\"x\"] } } }";
const BAD: &str = "{\n  \"mouse\": \"on\",\n  \"keys\": {\n    \"question\": { \"answer.unknwon\": [\"x\"], \"answer.not-applicable\": [\"e\"] },\n    \"hoem\": {}\n  }\n}\n";

#[test]
fn the_keys_are_those_of_the_settings() {
    let desk = Desk::new();
    let own = desk.ok(&["keys"]).out;
    desk.write(".config/quaymark/config.json", GOOD);
    let changed = desk.ok(&["keys"]).out;
    assert_ne!(own, changed);
    assert!(changed.contains("| Question | `x` | unknown: looked, do not know |"), "{changed}");
    assert!(desk.ok(&["config", "get"]).out.contains("keys            1 changed         config.json"));
    let rows = desk.json(&["keys", "--format", "json"]);
    assert!(rows.to_string().contains("\"changed\":true"));
    desk.ok(&["validate", ".config/quaymark/config.json"]);
    assert_eq!(desk.run(&["doctor"]).out.matches("config.json:").count(), 0);
}

#[test]
fn keys_with_a_problem_are_named_everywhere_with_their_place() {
    let desk = Desk::new();
    desk.write(".config/quaymark/config.json", BAD);
    let unknown = "config.json:4:19: keys.question[\"answer.unknwon\"]: there is no action \"answer.unknwon\" in \
                   \"question\"; did you mean \"answer.unknown\"?";
    let context = "config.json:5:5: keys.hoem: there is no context \"hoem\"; did you mean \"home\"?";
    let taken = "config.json:4:70: keys.question[\"answer.not-applicable\"][0]: \"e\" is bound to";
    let get = desk.ok(&["config", "get"]);
    let doctor = desk.run(&["doctor"]);
    let validate = desk.run(&["validate", ".config/quaymark/config.json"]);
    assert_eq!((doctor.code, validate.code), (3, 3));
    for said in [&get.err, &doctor.out, &validate.out] {
        for wanted in [unknown, context, taken] {
            assert!(said.contains(wanted), "{wanted}\n{said}");
        }
    }
    assert!(get.out.contains("mouse           on                config.json"), "{}", get.out);
    assert!(get.out.contains("keys            2 not used"), "{}", get.out);
    let keys = desk.ok(&["keys"]);
    assert!(keys.err.contains("as they come with the program") && keys.out.contains("| Question | `.` |"));
    desk.ok(&["config", "set", "theme", "dark"]);
}
