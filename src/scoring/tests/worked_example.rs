//! Every figure of the worked example of `docs/scoring.md`, section 5.

use crate::model::fixtures::{dimension_code, level, question_id, worked_example};
use crate::model::{Ratio, Scope};
use crate::scoring::{Scorecard, Standing, scorecard};

fn card() -> Scorecard {
    let (questionnaire, answers) = worked_example();
    scorecard(&questionnaire, &Scope::All, &answers)
}

#[test]
fn each_question_has_its_level_and_progress() {
    let card = card();
    for (id, reached, progress) in [
        ("AA-Q1", 2, Ratio::new(5, 2)),
        ("AA-Q2", 1, Ratio::whole(1)),
        ("AA-Q3", 0, Ratio::new(1, 2)),
        ("BB-Q1", 3, Ratio::whole(3)),
    ] {
        let standing = &card.question(&question_id(id)).unwrap().standing;
        assert_eq!(standing.level(), Some(level(reached)), "{id}");
        assert_eq!(standing.progress(), Some(progress), "{id}");
    }
    assert!(matches!(card.question(&question_id("BB-Q2")).unwrap().standing, Standing::NotApplicable(_)));
    assert_eq!(card.question(&question_id("BB-Q3")).unwrap().standing, Standing::Unknown);
    assert_eq!(card.not_canonical().count(), 0);
}

#[test]
fn the_whole() {
    let whole = card().overall;
    assert_eq!(whole.weight, 10);
    assert_eq!(whole.score, Some(Ratio::new(31, 20)));
    assert_eq!(whole.score.unwrap().score(), "1.55");
    assert_eq!(whole.upper, Some(Ratio::new(47, 20)));
    assert_eq!(whole.upper.unwrap().score(), "2.35");
    assert_eq!(whole.coverage, Some(Ratio::new(4, 5)));
    assert_eq!(whole.coverage.unwrap().percent(), "80 %");
    assert!(whole.has_range());
    assert_eq!((whole.questions, whole.rated, whole.open, whole.not_applicable), (6, 4, 1, 1));
    assert_eq!((whole.level, whole.possible), (Some(level(1)), Some(level(1))));
}

#[test]
fn the_dimensions() {
    let card = card();
    let a = card.dimension(&dimension_code("AA")).unwrap();
    assert_eq!(a.score, Some(Ratio::new(19, 12)));
    assert_eq!(a.score.unwrap().score(), "1.58");
    assert!(!a.has_range());
    assert_eq!((a.level, a.possible), (Some(level(1)), Some(level(1))));
    let b = card.dimension(&dimension_code("BB")).unwrap();
    assert_eq!(b.score, Some(Ratio::new(3, 2)));
    assert_eq!(b.upper, Some(Ratio::new(7, 2)));
    assert_eq!(b.coverage.unwrap().percent(), "50 %");
    assert_eq!((b.level, b.possible), (Some(level(2)), Some(level(3))));
}

#[test]
fn the_levels_and_their_blockers() {
    let card = card();
    let shares: Vec<_> = card.levels.iter().map(|l| (l.holds, l.share.unwrap())).collect();
    assert_eq!(shares[0], (true, Ratio::ONE));
    assert_eq!(shares[1], (false, Ratio::new(5, 8)));
    assert_eq!(shares[1].1.percent(), "62 %");
    assert_eq!(shares[2], (false, Ratio::new(2, 10)));
    assert_eq!(shares[3], (false, Ratio::ZERO));
    let next = card.next_level().unwrap();
    assert_eq!(next.level, level(2));
    assert!(next.must_haves_below.is_empty());
    assert_eq!(next.missing_weight, Some(Ratio::new(7, 5)));
    let blockers: Vec<_> =
        next.candidates.as_ref().unwrap().iter().map(|b| (b.question.as_str(), b.points, b.weight)).collect();
    assert_eq!(blockers, [("AA-Q3", 3, 2), ("AA-Q2", 3, 1)]);
    for other in card.levels.iter().filter(|l| l.level != next.level) {
        assert_eq!((other.missing_weight, &other.candidates), (None, &None), "{}", other.level);
    }
}

#[test]
fn the_phases() {
    let phases: Vec<_> = card().phases.iter().map(|p| (p.progress, p.complete)).collect();
    assert_eq!(
        phases,
        [
            (Some(Ratio::ONE), Some(true)),
            (Some(Ratio::ZERO), Some(false)),
            (Some(Ratio::ZERO), Some(false)),
            (None, None),
        ]
    );
}
