//! The three results on the built-in data's shape: a small advisor, by hand.

use std::collections::BTreeMap;

use super::{Inputs, NotAdvised, advise};
use crate::model::advisor::{
    Advisor, Branch, Cell, Choice, Counsel, Criteria, Criterion, Fork, Matrix, Platform, Rating, Requirement,
};
use crate::model::fixtures::slug;
use crate::model::{Ratio, Slug};

fn branch(id: &str, next: Option<Fork>, advice: Option<&str>) -> Branch {
    let advice = advice.map(|platform| Counsel {
        platforms: vec![slug(platform)],
        in_order: false,
        reason: format!("{platform} fits"),
        questions: Vec::new(),
    });
    Branch { id: slug(id), label: format!("Label {id}"), next, advice }
}

fn row(id: &str, host: Rating, cluster: Rating) -> Requirement {
    let cell = |rating| Cell { rating, label: String::new(), original: None, note: String::new() };
    Requirement {
        id: slug(id),
        title: id.to_owned(),
        cells: [(slug("host"), cell(host)), (slug("cluster"), cell(cluster))].into(),
        complexity: None,
        use_case: String::new(),
    }
}

fn choice(id: &str, host: i8, cluster: i8) -> Choice {
    let points = [("host", host), ("cluster", cluster)].into_iter().filter(|(_, p)| *p != 0);
    Choice {
        id: slug(id),
        label: id.to_owned(),
        points: points.map(|(id, p)| (slug(id), p)).collect(),
        note: String::new(),
    }
}

fn criterion(id: &str, options: Vec<Choice>) -> Criterion {
    Criterion { id: slug(id), prompt: format!("{id}?"), aspect: String::new(), options }
}

fn small() -> Advisor {
    let inner = Fork {
        prompt: "And?".into(),
        options: vec![branch("few", None, Some("host")), branch("many", None, Some("cluster"))],
    };
    Advisor {
        platforms: ["host", "cluster"].map(|id| Platform { id: slug(id), name: id.to_owned() }).into(),
        tree: Some(Fork {
            prompt: "What?".into(),
            options: vec![branch("run", Some(inner), None), branch("learn", None, Some("host"))],
        }),
        matrix: Some(Matrix {
            platforms: vec![slug("host"), slug("cluster")],
            requirements: vec![
                row("scaling", Rating::NotSuitable, Rating::Excellent),
                row("burden", Rating::Low, Rating::High),
            ],
            notes: Vec::new(),
        }),
        criteria: Some(Criteria {
            platforms: vec![slug("host"), slug("cluster")],
            questions: vec![
                criterion("services", vec![choice("few", 3, -2), choice("many", -4, 4)]),
                criterion("people", vec![choice("none", 2, -2), choice("some", 0, 1)]),
                criterion("place", vec![choice("here", 0, 0)]),
            ],
            notes: Vec::new(),
        }),
    }
}

fn map(pairs: &[(&str, &str)]) -> BTreeMap<Slug, Slug> {
    pairs.iter().map(|(k, v)| (slug(k), slug(v))).collect()
}

fn path(ids: &[&str]) -> Inputs {
    Inputs { tree: ids.iter().map(|id| slug(id)).collect(), ..Inputs::default() }
}

#[test]
fn a_path_is_followed_to_its_advice() {
    let advisor = small();
    let half = advise(&advisor, &path(&["run"])).unwrap().tree.unwrap();
    assert_eq!((half.turns.len(), half.advice.is_none()), (1, true));
    assert_eq!(half.next.unwrap().prompt, "And?");
    let whole = advise(&advisor, &path(&["run", "many"])).unwrap().tree.unwrap();
    assert_eq!(whole.advice.unwrap().platforms, [slug("cluster")]);
    assert!(whole.next.is_none());
    let wrong = advise(&advisor, &path(&["run", "none"])).unwrap_err();
    let [NotAdvised::NoOption { step: 2, expected, .. }] = wrong.as_slice() else { panic!("{wrong:?}") };
    assert_eq!(expected, "few, many");
    assert_eq!(advise(&advisor, &path(&["learn", "more"])).unwrap_err(), [NotAdvised::PathTooLong(1)]);
}

#[test]
fn the_matrix_is_a_weighted_mean_and_a_burden_is_inverted() {
    let advisor = small();
    let fits = |weights: &[(&str, u8)]| {
        let weights = weights.iter().map(|(id, w)| (slug(id), *w)).collect();
        let result = advise(&advisor, &Inputs { weights, ..Inputs::default() }).unwrap().matrix.unwrap();
        let fits: Vec<(String, Option<Ratio>)> =
            result.platforms.iter().map(|p| (p.platform.to_string(), p.fit)).collect();
        (fits, result.best().into_iter().cloned().collect::<Vec<_>>())
    };
    // Equal weights: host (0 + 3) / 2, cluster (3 + 1) / 2.
    let (both, best) = fits(&[]);
    assert_eq!(both[0], ("cluster".to_owned(), Some(Ratio::whole(2))));
    assert_eq!(both[1], ("host".to_owned(), Some(Ratio::new(3, 2))));
    assert_eq!(best, [slug("cluster")]);
    let (burden, best) = fits(&[("scaling", 0), ("burden", 5)]);
    assert_eq!(burden[0], ("host".to_owned(), Some(Ratio::whole(3))));
    assert_eq!(best, [slug("host")]);
    let (nothing, best) = fits(&[("scaling", 0), ("burden", 0)]);
    assert_eq!((nothing[0].1, best.len()), (None, 0));
    let (tie, best) = fits(&[("scaling", 2), ("burden", 3)]);
    assert_eq!((tie[0].1, tie[1].1, best.len()), (Some(Ratio::new(9, 5)), Some(Ratio::new(9, 5)), 2));
}

#[test]
fn criteria_add_up_name_their_reasons_and_what_would_change_them() {
    let advisor = small();
    let judged = |answers: &[(&str, &str)]| {
        let inputs = Inputs { criteria: map(answers), ..Inputs::default() };
        advise(&advisor, &inputs).unwrap().criteria.unwrap()
    };
    let none = judged(&[]);
    assert!(none.first.is_empty() && none.changes.is_empty());
    assert_eq!(none.unanswered.len(), 3);
    let host = judged(&[("services", "few"), ("people", "none")]);
    assert_eq!(host.first, [slug("host")]);
    assert_eq!((host.platforms[0].points, host.platforms[1].points), (5, -4));
    let reasons: Vec<i8> = host.platforms[0].reasons_for.iter().map(|r| r.points).collect();
    assert_eq!(reasons, [3, 2]);
    assert_eq!(host.platforms[1].reasons_against.len(), 2);
    let changes: Vec<(String, String)> =
        host.changes.iter().map(|c| (c.criterion.to_string(), c.option.to_string())).collect();
    assert_eq!(changes, [("services".to_owned(), "many".to_owned())]);
    assert_eq!(host.changes[0].first, [slug("cluster")]);
}

#[test]
fn everything_unknown_is_named_at_once() {
    let inputs = Inputs {
        tree: vec![slug("fly")],
        weights: [(slug("speed"), 3), (slug("scaling"), 6)].into(),
        criteria: map(&[("colour", "red"), ("people", "many")]),
    };
    let problems = advise(&small(), &inputs).unwrap_err();
    assert_eq!(problems.len(), 5, "{problems:?}");
    let text: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(text.iter().any(|t| t.contains("the weight of \"scaling\" is 6")), "{text:?}");
    assert!(text.iter().any(|t| t.contains("expected one of none, some")), "{text:?}");
}
