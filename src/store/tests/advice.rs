//! Advice on disk: one file a day, never replaced unasked, read without forgiving.

use chrono::NaiveDate;

use super::{put, store, team};
use crate::model::{Advice, Team};
use crate::store::{Kind, Store};

const ADVICE: &str = r#"{
  "schema": "quaymark/advice/v1",
  "team": "payments",
  "date": "2026-11-23",
  "questionnaire": {
    "id": "tiny",
    "version": "1.0.0",
    "sha256": "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356"
  },
  "inputs": { "tree": ["simple"], "weights": { "scaling": 5 }, "criteria": { "services": "3-9" } },
  "weights": { "scaling": 5, "security": 3 },
  "result": { "tree": null, "matrix": [{ "platform": "docker", "fit": "3/2" }], "criteria": [] },
  "reasons": [],
  "unheard_of": { "kept": true }
}
"#;

fn with_team() -> (tempfile::TempDir, Store) {
    let (dir, store) = store();
    let made =
        r#"{ "schema": "quaymark/team/v1", "id": "payments", "name": "Payments", "questionnaire": "tiny" }"#;
    let made: Team = serde_json::from_str(made).unwrap();
    store.create_team(&made).unwrap();
    (dir, store)
}

fn advice() -> Advice {
    serde_json::from_str(ADVICE).unwrap()
}

fn on(day: u32) -> Advice {
    Advice { date: NaiveDate::from_ymd_opt(2026, 11, day).unwrap(), ..advice() }
}

#[test]
fn what_is_kept_reads_back_by_day_and_unknown_keys_stay() {
    let (_dir, store) = with_team();
    assert!(store.advices(&team()).unwrap().is_empty());
    for day in [23, 2, 11] {
        let path = store.save_advice(&on(day), false).unwrap();
        assert!(path.ends_with(format!("teams/payments/advice/2026-11-{day:02}.json")), "{path:?}");
    }
    let read: Vec<Advice> = store.advices(&team()).unwrap().into_iter().map(|a| a.unwrap()).collect();
    assert_eq!(read, [on(2), on(11), on(23)]);
    assert!(read[0].extra.0.contains_key("unheard_of"));
}

#[test]
fn other_advice_of_a_day_is_replaced_only_when_that_was_asked_for() {
    let (_dir, store) = with_team();
    let path = store.save_advice(&advice(), false).unwrap();
    store.save_advice(&advice(), false).unwrap();
    let other = Advice { weights: std::collections::BTreeMap::new(), ..advice() };
    let refused = store.save_advice(&other, false).unwrap_err();
    assert_eq!(refused.kind(), Kind::Conflict, "{refused}");
    assert_eq!(store.advices(&team()).unwrap()[0].as_ref().unwrap(), &advice());
    store.save_advice(&other, true).unwrap();
    assert_eq!(store.advices(&team()).unwrap()[0].as_ref().unwrap(), &other);
    let newer = ADVICE.replace("advice/v1", "advice/v9");
    put(&store, &path, newer.as_bytes());
    let refused = store.save_advice(&advice(), true).unwrap_err().to_string();
    assert!(refused.contains("newer Quaymark"), "{refused}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), newer);
}

#[test]
fn what_cannot_be_read_is_named_with_its_place_and_hides_nothing() {
    let (_dir, store) = with_team();
    store.save_advice(&advice(), false).unwrap();
    let folder = store.dir().advices(&team());
    for (name, text, said) in [
        ("2026-11-01.json", ADVICE.to_owned(), "2026-11-01.json:4:"),
        ("2026-11-02.json", ADVICE.replace("\"payments\"", "\"search\""), "expected payments"),
        ("2026-11-03.json", ADVICE.replace("\"scaling\": 5,", "\"scaling\": 6,"), "expected 0 to 5"),
        ("2026-11-04.json", ADVICE.replace("\"tree\": [", "\"trees\": ["), "2026-11-04.json:10:"),
        ("2026-11-05.json", String::new(), "the file is empty"),
        (
            "2026-11-06.json",
            ADVICE.replace("\"services\": \"3-9\"", "\"services\": 3"),
            "2026-11-06.json:10:",
        ),
        ("notes.txt", String::new(), "not named like saved advice"),
        ("2026-1-1.json", ADVICE.to_owned(), "not named like saved advice"),
    ] {
        put(&store, &folder.join(name), text.as_bytes());
        let entries = store.advices(&team()).unwrap();
        assert_eq!(entries.len(), 2, "{name}");
        let bad = entries.iter().find_map(|e| e.as_ref().err()).unwrap().error.to_string();
        assert!(bad.contains(name) && bad.contains(said), "{name}: {bad}");
        assert!(entries.iter().any(|e| e.as_ref().is_ok_and(|a| *a == advice())));
        std::fs::remove_file(folder.join(name)).unwrap();
    }
}

#[test]
fn nothing_is_kept_for_a_team_that_is_not_there() {
    let (_dir, store) = store();
    assert_eq!(store.save_advice(&advice(), true).unwrap_err().kind(), Kind::NotFound);
    assert!(!store.dir().team(&team()).exists());
}
