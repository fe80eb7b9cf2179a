//! The real questionnaire in two versions: the parts of a small pair worked out by hand, and any two records
//! compared.

use quaymark::comparison::{Comparison, Verdict, compare};
use quaymark::model::Ratio;
use serde_json::{Map, Value, json};

use super::pairs::reading::Side;
use super::pairs::{Typed, both, dice, older};
use super::real;

/// Answers in which everything that is not named does not apply.
fn answers(bundle: &Value, named: &Value) -> Value {
    let dimensions = bundle["dimensions"].as_array().unwrap();
    let questions = dimensions.iter().flat_map(|d| d["questions"].as_array().unwrap());
    let mut all = Map::new();
    for question in questions {
        let id = question["id"].as_str().unwrap();
        let left_out = json!({ "state": "not_applicable", "reason": "other", "note": "not here" });
        all.insert(id.to_owned(), named.get(id).cloned().unwrap_or(left_out));
    }
    assert!(named.as_object().unwrap().keys().all(|id| all.contains_key(id)));
    Value::Object(all)
}

fn at(level: u8) -> Value {
    json!({ "state": "rated", "level": level })
}

fn whole(bundle: &Value, named: &Value) -> Side {
    Side { bundle: bundle.clone(), scope: json!({ "kind": "all" }), answers: answers(bundle, named) }
}

/// The record of 0.9.0. Weights 3, 3, 3, 5, 5, 2 and 5.
fn before() -> Side {
    let named = json!({
        // Renamed to IMG-Q5.
        "IMG-Q8": at(2),
        // Merged into IMG-Q1.
        "IMG-Q6": at(2),
        "IMG-Q7": at(1),
        // Split into OBS-Q2 and OBS-Q3.
        "OBS-Q7": at(2),
        // Moved to PLT-Q3. One of two practices of level 2: 1 1/2.
        "RES-Q6": { "state": "rated", "level": 1, "also": ["RES-62"] },
        // Retired.
        "DEV-Q6": at(4),
        // Lost SEC-61 at level 4 and gained SEC-18 at level 3. Two of three practices of level 4: 3 2/3.
        "SEC-Q2": { "state": "rated", "level": 3, "also": ["SEC-19", "SEC-61"] },
    });
    whole(&older(), &named)
}

/// The record of 1.0.0. Weights 3, 4, 5, 4, 5, 5 and 3.
fn after() -> Side {
    let named = json!({
        "IMG-Q5": at(3),
        "IMG-Q1": at(2),
        "OBS-Q2": at(2),
        "OBS-Q3": { "state": "unknown" },
        "PLT-Q3": at(2),
        "SEC-Q2": at(3),
        // New.
        "SEC-Q7": at(2),
    });
    whole(&real(), &named)
}

fn compared(x: &Side, y: &Side) -> Comparison {
    let (a, b) = (Typed::new(x), Typed::new(y));
    compare(a.side(), b.side())
}

/// s0 = (3·2 + 3·2 + 3·1 + 5·2 + 5·3/2 + 2·4 + 5·11/3) / 26 = 353/156.
///
/// s1: IMG-Q5 has 2, as before. IMG-Q1 has level 1 (IMG-01 from IMG-61, IMG-02 from IMG-71) and not IMG-09, because
/// IMG-72 was not in place: 1. OBS-Q2 has OBS-15 and OBS-03 from OBS-7's practices, and OBS-04, which is new, because
/// it is in place now: 2. OBS-Q3 has OBS-19 and OBS-20; OBS-05 was not in place, and OBS-21, which is new, is not,
/// because nobody rates OBS-Q3 now: 2. PLT-Q3 has 3/2. SEC-Q2 has SEC-18 as now, so level 3, and of level 4 SEC-19
/// and not SEC-20: 7/2. Together (3·2 + 4·1 + 5·2 + 4·2 + 5·3/2 + 5·7/2) / 26 = 53/26.
///
/// s2: SEC-Q7 is new, with what it has now: (53 + 3·2) / 29 = 59/29. s3: OBS-Q3 is open now: (59 - 4·2) / 29 = 51/29.
/// s4 = (3·3 + 4·2 + 5·2 + 0 + 5·2 + 5·3 + 3·2) / 29 = 58/29 = 2.
#[test]
fn a_small_record_of_0_9_0_against_one_of_1_0_0() {
    let comparison = compared(&before(), &after());
    let split = comparison.split.as_ref().unwrap();
    let r = Ratio::new;
    assert_eq!(split.scores, [r(353, 156), r(53, 26), r(59, 29), r(51, 29), r(2, 1)]);
    assert_eq!(split.parts.revision, r(-35, 156));
    assert_eq!(split.parts.scope, r(-3, 754));
    assert_eq!(split.parts.coverage, r(-8, 29));
    assert_eq!(split.parts.practice, r(7, 29));
    assert!(split.empty.is_empty() && comparison.mapping.warning().is_none());
    assert!(comparison.mapping.unmapped.is_empty());
    // 353/156 is below (58 + 4·4) / 29 = 74/29, where the newer one could end.
    assert_eq!(comparison.verdict, Some(Verdict::NotDistinguishable));
}

#[test]
fn its_rows_and_dimensions() {
    let comparison = compared(&before(), &after());
    let rows: Vec<(String, &str, String)> = comparison
        .questions
        .iter()
        .map(|q| {
            let from: Vec<&str> = q.from.iter().map(quaymark::model::QuestionId::as_str).collect();
            (q.id.to_string(), q.change.name(), from.join(" "))
        })
        .collect();
    let row = |id: &str| {
        let row = rows.iter().find(|(i, ..)| i == id).unwrap();
        (row.1, row.2.as_str())
    };
    assert_eq!(rows.len(), 8);
    assert_eq!(row("IMG-Q5"), ("up", "IMG-Q8"));
    assert_eq!(row("IMG-Q1"), ("up", "IMG-Q6 IMG-Q7"));
    assert_eq!(row("OBS-Q2"), ("same", "OBS-Q7"));
    assert_eq!(row("OBS-Q3"), ("opened", "OBS-Q7"));
    assert_eq!(row("PLT-Q3"), ("up", "RES-Q6"));
    // 3 now, 7/2 under the same practices: it looks lower only there, its own 11/3 counts for nothing.
    assert_eq!(row("SEC-Q2"), ("down", "SEC-Q2"));
    assert_eq!(row("SEC-Q7"), ("new", ""));
    assert_eq!(row("DEV-Q6"), ("retired", "DEV-Q6"));
    let parts = |id: &str| comparison.questions.iter().find(|q| q.id.as_str() == id).unwrap().parts.unwrap();
    let r = Ratio::new;
    // 9/26, 4/26, 4/29, 4/29, 8/29: both of its predecessors came into it.
    assert_eq!(parts("IMG-Q1").revision, r(-5, 26));
    assert_eq!(parts("IMG-Q1").scope, r(-6, 377));
    assert_eq!(parts("IMG-Q1").practice, r(4, 29));
    // OBS-Q7 added 10/26, shared 5 to 4: 25/117 and 20/117. In s1 they add 10/26 and 8/26.
    assert_eq!(parts("OBS-Q2").revision, r(20, 117));
    assert_eq!(parts("OBS-Q3").revision, r(16, 117));
    assert_eq!(parts("OBS-Q3").coverage, r(-8, 29));
    // 15/52 before and after the revision, then 15/58, then 20/58.
    assert_eq!((parts("PLT-Q3").revision, parts("PLT-Q3").practice), (Ratio::ZERO, r(5, 58)));
    assert_eq!(parts("DEV-Q6").revision, r(-4, 13));
    assert_eq!(parts("SEC-Q7").scope, r(6, 29));
    let dimension = |code: &str| {
        let found = comparison.dimensions.iter().find(|d| d.code.as_str() == code).unwrap();
        found.split.as_ref().ok().map(|s| s.scores)
    };
    assert_eq!(dimension("IMG"), Some([r(5, 3), r(10, 7), r(10, 7), r(10, 7), r(17, 7)]));
    assert_eq!(dimension("OBS"), Some([r(2, 1), r(2, 1), r(2, 1), r(10, 9), r(10, 9)]));
    assert_eq!(dimension("SEC"), Some([r(11, 3), r(7, 2), r(47, 16), r(47, 16), r(21, 8)]));
    // RES-Q6 left RES, where nothing else applies, for PLT, where nothing applied.
    assert_eq!((dimension("RES"), dimension("PLT"), dimension("DEV")), (None, None, None));
}

/// Backwards a split and a merge cannot be undone; what is renamed or moved can.
#[test]
fn backwards_what_is_not_mapped_is_listed() {
    let comparison = compared(&after(), &before());
    let mapping = &comparison.mapping;
    let ids: Vec<&str> = mapping.unmapped.iter().map(quaymark::model::QuestionId::as_str).collect();
    assert_eq!(ids, ["IMG-Q1", "OBS-Q2", "OBS-Q3"]);
    let to = |id: &str| mapping.successors(&id.parse().unwrap()).to_vec();
    assert_eq!(to("IMG-Q5"), ["IMG-Q8".parse().unwrap()]);
    assert_eq!(to("PLT-Q3"), ["RES-Q6".parse().unwrap()]);
    assert!(to("SEC-Q7").is_empty() && mapping.warning().unwrap().contains("older version"));
    let change =
        |id: &str| comparison.questions.iter().find(|q| q.id.as_str() == id).map(|q| q.change.name());
    assert_eq!(change("IMG-Q1"), Some("retired"));
    assert_eq!(change("OBS-Q7"), Some("new"));
    assert_eq!(change("IMG-Q8"), Some("down"));
}

#[test]
fn any_two_records_of_both_versions_compare_the_same() {
    let versions = [older(), real()];
    let scopes = [
        json!({ "kind": "all" }),
        json!({ "kind": "selection", "id": "quick" }),
        json!({ "kind": "phases", "ids": ["foundation", "enhancement"] }),
        json!({ "kind": "components", "ids": ["docker"] }),
        json!({ "kind": "dimensions", "ids": ["IMG", "OBS", "RES"] }),
        json!({ "kind": "dimensions", "ids": ["PLT", "SEC", "DEV"] }),
    ];
    let mut dice = dice::Dice::new(9);
    let mut split = 0;
    for old in &versions {
        for new in &versions {
            for before in &scopes {
                for after in &scopes {
                    let mut sides = [old, new].map(|bundle| dice::side(&mut dice, bundle));
                    sides[0].scope = before.clone();
                    sides[1].scope = after.clone();
                    let (naive, library) = both(&sides[0], &sides[1]);
                    assert_eq!(naive, library, "{before} {after}");
                    split += usize::from(library.split.is_ok());
                }
            }
        }
    }
    assert!(split > 100, "most have a score on both sides: {split}");
}
