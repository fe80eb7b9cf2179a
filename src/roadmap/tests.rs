//! The rules of `docs/roadmap.md` by number, on questionnaires small enough to redo by hand.

use std::collections::BTreeMap;

use crate::model::{Answer, Level, Phase, PracticeId, QuestionId, Questionnaire, Ratio, Scope, StepId};

use super::fixture::{
    answers, code, ids, level, pathway, question, question_id, questionnaire, request, slug, step,
    worked_example,
};
use super::{Request, Roadmap, StepKind, Why, roadmap};

fn step_ids(list: &str) -> Vec<StepId> {
    list.split_whitespace().map(|id| StepId::parse(id).unwrap()).collect()
}

fn made(questionnaire: &Questionnaire, list: &[(&str, &str)], change: impl Fn(&mut Request<'_>)) -> Roadmap {
    let answers = answers(questionnaire, list);
    let mut request = request(&Scope::All, &answers);
    change(&mut request);
    roadmap(questionnaire, &request)
}

fn plain(questionnaire: &Questionnaire, list: &[(&str, &str)]) -> Roadmap {
    made(questionnaire, list, |_| {})
}

#[test]
fn the_worked_example() {
    let (questionnaire, answers) = worked_example();
    let made = roadmap(&questionnaire, &request(&Scope::All, &answers));
    assert_eq!(made.goal, level(2));
    assert_eq!(ids(&made), "AA-22 AA-23 AA-24 AA-12 BB-Q3");
    let exact = |f: fn(&super::Step) -> Ratio| made.steps.iter().map(|s| f(s).exact()).collect::<Vec<_>>();
    assert_eq!(exact(|s| s.gain.whole), ["1/10", "1/10", "1/10", "1/10", "0/1"]);
    assert_eq!(exact(|s| s.gain.dimension), ["1/6", "1/6", "1/6", "1/6", "0/1"]);
    assert_eq!(exact(|s| s.value), ["4/1", "6/1", "6/1", "1/1", "8/1"]);
    let first = step(&made, "AA-22");
    assert_eq!((first.from, first.to), (Some(Ratio::new(1, 2)), Some(Ratio::ONE)));
    assert_eq!(first.unlocks, step_ids("AA-23 AA-24"));
    assert_eq!(first.quarter.to_string(), "2027-Q1");
    assert_eq!(
        first.why[0].sentence(&questionnaire, &first.question),
        "Level 2 Automated needs 80 % of weight; it has 62 %, 1.4 of weight is missing, and this question brings 2."
    );
    let open = step(&made, "BB-Q3");
    assert_eq!((open.kind, open.points, open.up_to), (StepKind::FindOut, 1, Some(Ratio::new(4, 5))));
    assert_eq!((open.from, open.to), (None, None));
    assert_eq!(open.title, "Find out: Question BB-Q3");
    assert_eq!(open.why, [Why::Open { weight: 2 }]);
    assert_eq!(made.risks, []);
}

#[test]
fn goals_and_targets() {
    let (questionnaire, answers) = worked_example();
    let run = |goal: Option<u8>, team: Option<u8>, target: Option<u8>| {
        let mut request = request(&Scope::All, &answers);
        request.goal = goal.map(level);
        request.team_goal = team.map(level);
        request.targets = target.map(|t| (code("BB"), level(t))).into_iter().collect();
        let made = roadmap(&questionnaire, &request);
        let practices = made.steps.iter().filter(|s| s.kind == StepKind::Practice);
        let count = |c: &str| practices.clone().filter(|s| s.dimension.as_str() == c).count();
        (made.goal.number(), count("AA"), count("BB"))
    };
    assert_eq!(run(None, None, None), (2, 4, 0));
    assert_eq!(run(None, Some(3), None), (3, 9, 0));
    assert_eq!(run(Some(4), Some(3), None), (4, 12, 1));
    assert_eq!(run(None, None, Some(4)), (2, 4, 1));
    assert_eq!(run(Some(3), None, Some(4)), (3, 9, 0), "an explicit goal caps every target");
    assert_eq!(run(Some(1), Some(4), Some(4)), (1, 1, 0));
}

#[test]
fn a_target_above_the_goal_is_said() {
    let (questionnaire, answers) = worked_example();
    let mut request = request(&Scope::All, &answers);
    request.targets = BTreeMap::from([(code("BB"), level(4))]);
    let made = roadmap(&questionnaire, &request);
    let step = step(&made, "BB-04");
    assert_eq!(
        step.why,
        [
            Why::Phase { phase: Phase::FIRST, goal: level(2) },
            Why::Target { level: level(4) },
            Why::Value { weight: 2, impact: 1, points: 1 },
        ]
    );
}

#[test]
fn without_a_level_there_is_nothing_to_do() {
    let (questionnaire, _) = worked_example();
    let all: Vec<(String, &str)> =
        questionnaire.questions().map(|(_, q)| (q.id.to_string(), "n/a")).collect();
    let list: Vec<(&str, &str)> = all.iter().map(|(id, a)| (id.as_str(), *a)).collect();
    let made = plain(&questionnaire, &list);
    assert_eq!((made.goal, made.steps.len(), made.risks.len()), (Level::ONE, 0, 0));
}

#[test]
fn at_level_4_only_open_questions_and_what_is_below_4_are_left() {
    let questionnaire = questionnaire(vec![
        question("AA-Q1", 1, 5, ["AA-01:S", "AA-02:S", "AA-03:S", "AA-04:S"]),
        question("AA-Q2", 1, 5, ["AA-11:S", "AA-12:S", "AA-13:S", "AA-14:S"]),
        question("AA-Q3", 1, 1, ["AA-21:S", "AA-22:S", "AA-23:S", "AA-24:S"]),
        question("AA-Q4", 1, 1, ["AA-31:S", "AA-32:S", "AA-33:S", "AA-34:S"]),
    ]);
    let made = plain(&questionnaire, &[("AA-Q1", "L4"), ("AA-Q2", "L4"), ("AA-Q3", "L3")]);
    assert_eq!(made.goal, Level::MAX);
    assert_eq!(ids(&made), "AA-Q4 AA-24");
    assert!(made.steps.iter().all(|s| s.why[0] == Why::Phase { phase: Phase::FIRST, goal: Level::MAX }));
}

/// Three must-haves or blockers against one cheap question of a far phase.
fn gates() -> Questionnaire {
    questionnaire(vec![
        question("AA-Q1!", 1, 1, ["AA-01:L", "AA-02:L", "AA-03:S:5", "AA-04:S"]),
        question("BB-Q1", 1, 2, ["BB-01:S", "BB-02:L", "BB-03:S:5", "BB-04:S"]),
        question("CC-Q1", 2, 2, ["CC-01:S:5", "CC-02:S", "CC-03:S", "CC-04:S"]),
        question("DD-Q1", 4, 5, ["DD-01:S:5", "DD-02:S:5", "DD-03:S", "DD-04:S"]),
    ])
}

#[test]
fn gates_come_in_classes() {
    let list = [("AA-Q1", "L0"), ("BB-Q1", "L0"), ("CC-Q1", "L0"), ("DD-Q1", "L0")];
    let made = made(&gates(), &list, |r| r.team_goal = Some(level(2)));
    // must-have up to level 1; other blocker up to level 1; phases up to 2, by value; the rest.
    assert_eq!(ids(&made), "AA-01 BB-01 CC-01 CC-02 BB-02 AA-02 DD-01 DD-02");
    assert_eq!(step(&made, "AA-01").why[0], Why::MustHave { level: level(1) });
    let gate = &step(&made, "BB-01").why[0];
    assert_eq!(
        *gate,
        Why::Gate {
            level: level(1),
            share: Ratio::ZERO,
            missing: Ratio::new(7, 5),
            must_haves: true,
            weight: 2
        }
    );
    assert_eq!(
        gate.sentence(&gates(), &question_id("BB-Q1")),
        "Level 1 Basic needs 80 % of weight; it has 0 %, 1.4 of weight is still missing once the must-haves are \
         raised, and this question brings 2."
    );
    assert_eq!(
        step(&made, "AA-02").why[0].sentence(&gates(), &question_id("AA-Q1")),
        "The goal, level 2 Automated, looks at phases 1 to 2, and AA-Q1 is in phase 1."
    );
    assert_eq!(step(&made, "DD-01").why, [Why::Value { weight: 5, impact: 5, points: 1 }]);
}

#[test]
fn open_questions_have_the_class_of_their_question() {
    let made = plain(&gates(), &[("CC-Q1", "L0")]);
    assert_eq!(ids(&made), "AA-Q1 BB-Q1 DD-Q1 CC-01");
    let first = step(&made, "AA-Q1");
    assert_eq!(first.why, [Why::MustHave { level: level(1) }, Why::Open { weight: 1 }]);
    assert_eq!(
        first.why[1].sentence(&gates(), &first.question),
        "AA-Q1 is open and counts as 0 until it is answered; weight 1, at most level 4, effort 1: \
         4 value per effort point."
    );
}

#[test]
fn a_gate_pulls_its_prerequisites_forward_from_outside() {
    let questionnaire = questionnaire(vec![
        question("AA-Q1!", 1, 4, ["AA-01:L<DD-02", "AA-02:S", "AA-03:S", "AA-04:S"]),
        question("BB-Q1", 1, 1, ["BB-01:S:5", "BB-02:S", "BB-03:S", "BB-04:S"]),
        question("DD-Q1", 4, 1, ["DD-01:L", "DD-02:L", "DD-03:S", "DD-04:S"]),
    ]);
    let made = made(&questionnaire, &[("AA-Q1", "L0"), ("BB-Q1", "L0"), ("DD-Q1", "L0")], |r| {
        r.targets = BTreeMap::from([(code("DD"), Level::ZERO)]);
    });
    assert_eq!(ids(&made), "DD-01 DD-02 AA-01 BB-01");
    let value = Why::Value { weight: 1, impact: 1, points: 8 };
    assert_eq!(step(&made, "DD-01").why, [Why::NeededBy(step_ids("DD-02")), value.clone()]);
    let pulled = step(&made, "DD-02");
    assert_eq!(pulled.why, [Why::NeededBy(step_ids("AA-01")), value]);
    assert_eq!(pulled.why[0].sentence(&questionnaire, &pulled.question), "Needed by AA-01.");
    assert_eq!((&pulled.needs, &pulled.unlocks), (&step_ids("DD-01"), &step_ids("AA-01")));
    assert_eq!(step(&made, "AA-01").needs, step_ids("DD-02"));
}

#[test]
fn prerequisites_in_open_and_absent_questions() {
    let questionnaire = questionnaire(vec![
        question("AA-Q1!", 1, 4, ["AA-01:S<BB-02,CC-01,DD-01,EE-01", "AA-02:S", "AA-03:S", "AA-04:S"]),
        question("BB-Q1", 4, 1, ["BB-01:S", "BB-02:S", "BB-03:S", "BB-04:S"]),
        question("CC-Q1", 1, 1, ["CC-01:S", "CC-02:S", "CC-03:S", "CC-04:S"]),
        question("DD-Q1", 1, 1, ["DD-01:S", "DD-02:S", "DD-03:S", "DD-04:S"]),
        question("EE-Q1", 1, 1, ["EE-01:S", "EE-02:S", "EE-03:S", "EE-04:S"]),
    ]);
    let answers = answers(&questionnaire, &[("AA-Q1", "L0"), ("CC-Q1", "n/a"), ("EE-Q1", "L2")]);
    let scope = Scope::Dimensions { ids: ["AA", "BB", "CC", "EE"].map(code).to_vec() };
    let made = roadmap(&questionnaire, &request(&scope, &answers));
    assert_eq!(ids(&made), "BB-Q1 AA-01");
    let needing = step(&made, "AA-01");
    assert_eq!(needing.needs, step_ids("BB-Q1"), "the find-out step stands for the practice");
    let absent: Vec<&str> = needing.not_in_assessment.iter().map(PracticeId::as_str).collect();
    assert_eq!(absent, ["CC-01", "DD-01"]);
    assert_eq!(step(&made, "BB-Q1").why, [Why::NeededBy(step_ids("AA-01")), Why::Open { weight: 1 }]);
}

#[test]
fn a_pathway_orders_by_stage_within_a_class() {
    let mut questionnaire = questionnaire(vec![
        question("AA-Q1", 1, 1, ["AA-01:S:5 AA-02:S:4 AA-03:S:3", "AA-04:S", "AA-05:S", "AA-06:S"]),
        question("BB-Q1", 1, 1, ["BB-01:L BB-02:S<BB-01", "BB-03:S", "BB-04:S", "BB-05:S"]),
    ]);
    questionnaire.pathways = vec![pathway(&["BB-02", "AA-03 BB-02"])];
    let list = [("AA-Q1", "L0"), ("BB-Q1", "L0")];
    assert_eq!(ids(&plain(&questionnaire, &list)), "AA-01 AA-02 AA-03 BB-01 BB-02");
    let made = made(&questionnaire, &list, |r| r.pathway = Some(slug("way")));
    assert_eq!(ids(&made), "BB-01 BB-02 AA-03 AA-01 AA-02");
    let pulled = step(&made, "BB-01");
    assert!(matches!(pulled.why[0], Why::Gate { .. }));
    assert_eq!(pulled.why[1], Why::NeededBy(step_ids("BB-02")));
    assert_eq!(step(&made, "BB-02").why[1], Why::Stage { number: 1, title: "Stage title 1".to_owned() });
    assert_eq!(
        step(&made, "AA-03").why[1].sentence(&questionnaire, &question_id("AA-Q1")),
        "Stage 2 of the pathway: Stage title 2."
    );
}

#[test]
fn what_is_in_place_above_the_level_counts_when_the_level_holds() {
    let questionnaire =
        questionnaire(vec![question("AA-Q1", 1, 2, ["AA-01:S", "AA-02:S AA-03:S", "AA-04:S", "AA-05:S"])]);
    let made = plain(&questionnaire, &[("AA-Q1", "AA-02 AA-03 AA-05")]);
    assert_eq!(ids(&made), "AA-01");
    assert_eq!((made.steps[0].from, made.steps[0].to), (Some(Ratio::ZERO), Some(Ratio::whole(2))));
    assert_eq!(made.steps[0].gain.whole, Ratio::whole(2));
}

#[test]
fn quarters_fill_in_order_and_smaller_ready_steps_go_first() {
    let questionnaire = questionnaire(vec![question(
        "AA-Q1",
        1,
        1,
        [
            "AA-01:S:5 AA-02:L:5 AA-03:M:1 AA-04:M:1 AA-05:S:1<AA-03 AA-06:S:1<AA-04",
            "AA-07:S",
            "AA-08:S",
            "AA-09:S",
        ],
    )]);
    let quarters = |capacity: u32| {
        let made = made(&questionnaire, &[("AA-Q1", "L0")], |r| r.capacity = capacity);
        let list: Vec<String> = made
            .steps
            .iter()
            .map(|s| format!("{} {}", s.id, s.quarter.to_string().replace("2027-", "")))
            .collect();
        list.join(", ")
    };
    assert_eq!(quarters(20), "AA-01 Q1, AA-02 Q1, AA-03 Q1, AA-05 Q1, AA-04 Q1, AA-06 Q1");
    // 8 does not fit beside 1 and waits for an empty quarter; 3 fits, then 1 which needs it; the second 3 waits.
    assert_eq!(quarters(5), "AA-01 Q1, AA-02 Q2, AA-03 Q1, AA-05 Q1, AA-04 Q3, AA-06 Q3");
    // 3 and 1 are ready but 3 is too large; what needs it may not overtake it.
    assert_eq!(quarters(2), "AA-01 Q1, AA-02 Q2, AA-03 Q3, AA-05 Q4, AA-04 2028-Q1, AA-06 2028-Q2");
    assert_eq!(quarters(0), quarters(1), "a capacity is at least 1");
}

#[test]
fn risks_by_kind_and_then_by_id() {
    let questionnaire = questionnaire(vec![
        question("BB-Q1!", 4, 5, ["BB-01:S", "BB-02:S", "BB-03:S", "BB-04:S"]),
        question("BB-Q2!", 4, 1, ["BB-11:S", "BB-12:S", "BB-13:S", "BB-14:S"]),
        question("BB-Q3", 4, 5, ["BB-21:S", "BB-22:S", "BB-23:S", "BB-24:S"]),
        question("AA-Q1", 1, 5, ["AA-01:S", "AA-02:S", "AA-03:S", "AA-04:S"]),
        question("AA-Q2", 4, 5, ["AA-11:S", "AA-12:S", "AA-13:S", "AA-14:S"]),
        question("AA-Q3", 4, 4, ["AA-21:S", "AA-22:S", "AA-23:S", "AA-24:S"]),
    ]);
    let list = [("AA-Q1", "L2"), ("AA-Q2", "L1"), ("BB-Q1", "L2"), ("BB-Q2", "L3"), ("AA-Q3", "L0")];
    let shown = |made: &Roadmap| {
        let risk = |r: &super::Risk| {
            format!("{} {} {}", r.question, r.kind.name(), r.mitigation.as_ref().map_or("-", StepId::as_str))
        };
        made.risks.iter().map(risk).collect::<Vec<_>>()
    };
    // Maturity level 2: the must-have at 2 is below the next level, weight 5 at 1 is below the level.
    let next = plain(&questionnaire, &list);
    assert_eq!(shown(&next), ["BB-Q1 must-have BB-03", "AA-Q2 heavy AA-12", "BB-Q3 heavy BB-Q3"]);
    let low = made(&questionnaire, &list, |r| r.goal = Some(level(1)));
    assert_eq!(shown(&low), ["BB-Q1 must-have -", "AA-Q2 heavy -", "BB-Q3 heavy BB-Q3"]);
}

#[test]
fn at_level_4_a_must_have_is_at_risk_only_while_it_is_open() {
    let mut questions = vec![question("AA-Q1!", 1, 5, ["AA-01:S", "AA-02:S", "AA-03:S", "AA-04:S"])];
    questions.push(question("AA-Q2!", 1, 1, ["AA-11:S", "AA-12:S", "AA-13:S", "AA-14:S"]));
    let questionnaire = questionnaire(questions);
    assert_eq!(plain(&questionnaire, &[("AA-Q1", "L4"), ("AA-Q2", "L4")]).risks, []);
    let open: Vec<QuestionId> =
        plain(&questionnaire, &[("AA-Q1", "L4")]).risks.into_iter().map(|r| r.question).collect();
    assert_eq!(open, [question_id("AA-Q2")]);
}

#[test]
fn answers_that_nobody_confirmed_are_open() {
    let questionnaire =
        questionnaire(vec![question("AA-Q1", 1, 5, ["AA-01:S", "AA-02:S", "AA-03:S", "AA-04:S"])]);
    let mut answer = Answer::at_level(level(2));
    answer.confirmed = crate::model::Confirmed::Pending;
    let answers = BTreeMap::from([(question_id("AA-Q1"), answer)]);
    assert_eq!(ids(&roadmap(&questionnaire, &request(&Scope::All, &answers))), "AA-Q1");
}
