//! Levels, phases and blockers at their edges: `docs/scoring.md`, section 4.

use super::card;
use crate::model::fixtures::{Ask, answers, ask, at, level, not_applicable, question_id, rated, unknown};
use crate::model::{Effort, Ratio};
use crate::scoring::Scorecard;

/// The next level's missing weight and candidates as (id, points, weight).
fn next(card: &Scorecard) -> (Option<Ratio>, Vec<(String, u32, u8)>) {
    let next = card.next_level().unwrap();
    let list = next.candidates.iter().flatten();
    (next.missing_weight, list.map(|b| (b.question.to_string(), b.points, b.weight)).collect())
}

fn must_haves_below(card: &Scorecard, number: u8) -> Vec<&str> {
    let check = card.levels.iter().find(|l| l.level == level(number)).unwrap();
    check.must_haves_below.iter().map(|id| id.as_str()).collect()
}

#[test]
fn a_share_exactly_at_the_gate_holds_and_a_hair_under_it_does_not() {
    let questions = || vec![ask("AA-Q1").weight(4), ask("AA-Q2").weight(1)];
    let exact = card(questions(), &answers([("AA-Q1", at(1)), ("AA-Q2", at(0))]));
    assert_eq!(exact.levels[0].share, Some(Ratio::new(4, 5)));
    assert_eq!(exact.overall.level, Some(level(1)));
    assert_eq!(exact.phases[0].complete, Some(true));
    // 15 of 19 is 78.9 %.
    let under =
        vec![ask("AA-Q1").weight(5), ask("AA-Q2").weight(5), ask("AA-Q3").weight(5), ask("AA-Q4").weight(4)];
    let under =
        card(under, &answers([("AA-Q1", at(4)), ("AA-Q2", at(4)), ("AA-Q3", at(4)), ("AA-Q4", at(0))]));
    assert_eq!(under.overall.level, Some(level(0)));
    assert_eq!(under.phases[0].complete, Some(false));
    assert_eq!(next(&under).0, Some(Ratio::new(1, 5)));
}

#[test]
fn a_must_have_holds_a_level_back_alone() {
    let questions = || vec![ask("AA-Q1").weight(5), ask("AA-Q2").weight(5), ask("AA-Q3").must_have()];
    let others = [("AA-Q1", at(4)), ("AA-Q2", at(4))];
    let with = |answer| {
        let [one, two] = others.clone();
        card(questions(), &answers([one, two, ("AA-Q3", answer)]))
    };
    let rated = with(at(2));
    assert_eq!((rated.overall.level, rated.overall.possible), (Some(level(2)), Some(level(2))));
    assert_eq!(must_haves_below(&rated, 2), Vec::<&str>::new());
    assert_eq!(must_haves_below(&rated, 3), ["AA-Q3"]);
    assert_eq!(next(&rated), (None, vec![]), "raising the must-have is enough");
    let open = with(unknown());
    assert_eq!((open.overall.level, open.overall.possible), (Some(level(0)), Some(level(4))));
    assert_eq!(must_haves_below(&open, 1), ["AA-Q3"]);
    assert_eq!(open.phases[0].complete, Some(false));
    assert!(open.phases[0].progress.unwrap() > Ratio::new(4, 5));
    let out = with(not_applicable());
    assert_eq!(out.overall.level, Some(level(4)));
    assert_eq!(must_haves_below(&out, 4), Vec::<&str>::new());
}

#[test]
fn must_haves_are_listed_by_id_and_only_within_the_phases() {
    let card = card(
        vec![
            ask("BB-Q2").must_have(),
            ask("BB-Q1").must_have(),
            ask("AA-Q1").phase(2).must_have(),
            ask("AA-Q10").must_have(),
        ],
        &answers([]),
    );
    assert_eq!(must_haves_below(&card, 1), ["AA-Q10", "BB-Q1", "BB-Q2"]);
    assert_eq!(must_haves_below(&card, 2), ["AA-Q1", "AA-Q10", "BB-Q1", "BB-Q2"]);
}

#[test]
fn a_set_without_early_phases_starts_at_its_lowest() {
    // p0 = 3: levels 1 to 3 look at phase 3, level 4 at phases 3 and 4.
    let questions = || vec![ask("AA-Q1").phase(3), ask("AA-Q2").phase(4).weight(2)];
    let middle = card(questions(), &answers([("AA-Q1", at(3)), ("AA-Q2", at(0))]));
    let shares: Vec<_> = middle.levels.iter().map(|l| l.share.unwrap()).collect();
    assert_eq!(shares, [Ratio::ONE, Ratio::ONE, Ratio::ONE, Ratio::ZERO]);
    assert_eq!(middle.overall.level, Some(level(3)));
    assert!(middle.phases[0].complete.is_none() && middle.phases[1].complete.is_none());
    assert_eq!(middle.phases[2].complete, Some(true));
    assert_eq!(middle.phases[3].complete, Some(false));
    let first = card(questions(), &answers([("AA-Q1", at(0)), ("AA-Q2", at(4))]));
    assert_eq!(first.overall.level, Some(level(0)));
    assert_eq!(first.levels[3].share, Some(Ratio::new(2, 3)));
}

#[test]
fn not_applicable_questions_move_the_lowest_phase() {
    let questions = vec![ask("AA-Q1"), ask("AA-Q2").phase(2)];
    let card = card(questions, &answers([("AA-Q1", not_applicable()), ("AA-Q2", at(2))]));
    assert_eq!(card.levels[0].share, Some(Ratio::ONE));
    assert_eq!(card.overall.level, Some(level(2)));
}

#[test]
fn a_level_needs_the_levels_under_it() {
    // Level 2 alone would pass: its set has the heavy question of phase 2. Level 1 does not.
    let questions = vec![ask("AA-Q1").weight(1), ask("AA-Q2").phase(2).weight(4)];
    let card = card(questions, &answers([("AA-Q1", at(0)), ("AA-Q2", at(4))]));
    assert_eq!(card.levels[1].share, Some(Ratio::new(4, 5)));
    assert!(card.levels.iter().all(|l| !l.holds));
    assert_eq!(card.overall.level, Some(level(0)));
    assert_eq!(card.next_level().unwrap().level, level(1));
}

#[test]
fn the_possible_level_counts_open_questions_as_four() {
    let questions = || vec![ask("AA-Q1").weight(3), ask("AA-Q2").weight(2), ask("AA-Q3").phase(2)];
    let card = card(questions(), &answers([("AA-Q1", at(3)), ("AA-Q3", at(1))]));
    // Level 2: 3 + 2 of 6 with the open one, level 3 the same 5/6.
    assert_eq!((card.overall.level, card.overall.possible), (Some(level(0)), Some(level(3))));
}

/// Ten questions of weight 1 would need eight at the level; these start with none.
fn tied() -> Vec<Ask> {
    vec![
        ask("AA-Q1").weight(2).effort(1, 1, Effort::L),
        ask("AA-Q2").weight(1).effort(1, 1, Effort::M),
        ask("AA-Q10").weight(3).effort(1, 1, Effort::M),
        ask("BB-Q2").weight(3).effort(1, 1, Effort::M),
        ask("AA-Q9").weight(3).effort(1, 1, Effort::M),
        ask("BB-Q3").weight(1),
        ask("BB-Q1").weight(5),
    ]
}

#[test]
fn candidates_are_cheapest_first_then_heavier_then_by_id() {
    let zero = |id| (id, at(0));
    let list = [zero("AA-Q1"), zero("AA-Q2"), zero("AA-Q10"), zero("BB-Q2"), zero("AA-Q9"), zero("BB-Q3")];
    let card = card(tied(), &answers(list));
    let (missing, order) = next(&card);
    // 4/5 of 18.
    assert_eq!(missing, Some(Ratio::new(72, 5)));
    let order: Vec<_> = order.iter().map(|(id, points, weight)| (id.as_str(), *points, *weight)).collect();
    assert_eq!(
        order,
        [
            ("BB-Q1", 1, 5), // unanswered: one point, to find out
            ("BB-Q3", 1, 1),
            ("AA-Q10", 3, 3), // bytes: "1" before "9"
            ("AA-Q9", 3, 3),
            ("BB-Q2", 3, 3),
            ("AA-Q2", 3, 1),
            ("AA-Q1", 8, 2),
        ]
    );
}

#[test]
fn missing_weight_is_what_is_left_once_must_haves_are_raised() {
    let questions = vec![ask("AA-Q1").weight(5).must_have(), ask("AA-Q2").weight(3), ask("AA-Q3").weight(2)];
    let card = card(questions, &answers([("AA-Q1", at(0)), ("AA-Q2", at(0)), ("AA-Q3", at(1))]));
    assert_eq!(must_haves_below(&card, 1), ["AA-Q1"]);
    // 4/5 of 10, less 2 that is there, less 5 of the must-have.
    assert_eq!(next(&card), (Some(Ratio::ONE), vec![("AA-Q2".into(), 1, 3)]));
}

#[test]
fn effort_counts_every_unmet_practice_up_to_the_level() {
    let questions = vec![
        ask("AA-Q1").weight(5),
        ask("AA-Q2")
            .weight(5)
            .practices([2, 2, 1, 1])
            .effort(1, 2, Effort::M)
            .effort(2, 2, Effort::L)
            .effort(3, 1, Effort::L),
        ask("AA-Q3").weight(5),
    ];
    // Level 1 holds nowhere near: AA-Q2 lacks one M of level 1; level 2 and above do not count yet.
    let first = card(
        questions.clone(),
        &answers([("AA-Q1", at(1)), ("AA-Q2", rated(0, &["AA-211", "AA-221"])), ("AA-Q3", at(1))]),
    );
    assert_eq!(next(&first), (Some(Ratio::new(2, 1)), vec![("AA-Q2".into(), 3, 5)]));
    let mut raised = answers([("AA-Q1", at(2)), ("AA-Q2", rated(1, &["AA-221"])), ("AA-Q3", at(2))]);
    let second = card(questions.clone(), &raised);
    assert_eq!(second.next_level().unwrap().level, level(2));
    assert_eq!(next(&second).1, [("AA-Q2".into(), 8, 5)]);
    raised.insert(question_id("AA-Q2"), at(4));
    assert_eq!(card(questions, &raised).overall.level, Some(level(2)));
}

#[test]
fn a_phase_is_complete_at_its_own_level_alone() {
    let questions =
        vec![ask("AA-Q1"), ask("AA-Q2").phase(2).weight(4), ask("AA-Q3").phase(2), ask("AA-Q4").phase(3)];
    let list = answers([("AA-Q1", at(0)), ("AA-Q2", at(2)), ("AA-Q3", at(1)), ("AA-Q4", unknown())]);
    let phases: Vec<_> = card(questions, &list).phases.iter().map(|p| (p.progress, p.complete)).collect();
    assert_eq!(
        phases,
        [
            (Some(Ratio::ZERO), Some(false)),
            (Some(Ratio::new(4, 5)), Some(true)),
            (Some(Ratio::ZERO), Some(false)),
            (None, None),
        ]
    );
}
