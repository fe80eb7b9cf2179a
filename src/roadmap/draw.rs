//! Random questionnaires, answers and wishes for the properties of the roadmap.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;

use crate::model::answer::canonical;
use crate::model::{
    Answer, AnswerState, Confirmed, Level, PracticeId, Question, QuestionId, Questionnaire, Scope,
};
use crate::scoring::{Scorecard, Standing, scorecard};

use super::fixture::{code, level, pathway, question, questionnaire, request, slug};
use super::{Request, Roadmap, StepKind, roadmap};

/// One practice: effort, impact, and picks among the practices that it may require.
type Pick = (usize, u8, Vec<usize>);

/// A question and its answer.
#[derive(Debug, Clone)]
struct Drawn {
    dimension: usize,
    phase: u8,
    weight: u8,
    must_have: bool,
    levels: [Vec<Pick>; 4],
    answer: u8,
    in_place: u16,
}

/// What is asked, beside the answers.
#[derive(Debug, Clone)]
pub(super) struct Wish {
    pub(super) goal: Option<u8>,
    pub(super) team_goal: Option<u8>,
    pub(super) target: Option<u8>,
    capacity: u32,
    narrow: bool,
    stages: Option<Vec<usize>>,
}

const CODES: [&str; 3] = ["AA", "BB", "CC"];

fn drawn() -> impl Strategy<Value = Drawn> {
    let picks = || vec((0..3usize, 1..=5u8, vec(0..1000usize, 0..3)), 1..3);
    (
        (0..3usize, 1..=4u8, 1..=5u8, prop::bool::weighted(0.3)),
        [picks(), picks(), picks(), picks()],
        0..10u8,
        any::<(u16, u16)>().prop_map(|(a, b)| a & b),
    )
        .prop_map(|((dimension, phase, weight, must_have), levels, answer, in_place)| Drawn {
            dimension,
            phase,
            weight,
            must_have,
            levels,
            answer,
            in_place,
        })
}

fn wish() -> impl Strategy<Value = Wish> {
    let some = || prop::option::weighted(0.3, 1..=4u8);
    let stages = prop::option::of(vec(0..1000usize, 1..8));
    (some(), some(), some(), 1..12u32, prop::bool::weighted(0.2), stages).prop_map(
        |(goal, team_goal, target, capacity, narrow, stages)| Wish {
            goal,
            team_goal,
            target,
            capacity,
            narrow,
            stages,
        },
    )
}

/// A drawn case as the values that the roadmap takes.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) questionnaire: Questionnaire,
    pub(super) answers: BTreeMap<QuestionId, Answer>,
    pub(super) scope: Scope,
    pub(super) wish: Wish,
}

pub(super) fn case() -> impl Strategy<Value = Case> {
    (vec(drawn(), 1..7), wish()).prop_map(|(drawn, wish)| {
        let mut questionnaire = questionnaire(drawn.iter().enumerate().map(|(n, d)| built(n, d)).collect());
        let known: Vec<(Level, PracticeId)> = questionnaire
            .questions()
            .flat_map(|(_, q)| q.practices().map(|(l, p)| (l, p.id.clone())))
            .collect();
        link(&mut questionnaire, &drawn, &known);
        if let Some(stages) = &wish.stages {
            let names = stages.chunks(3).map(|c| {
                c.iter().map(|n| known[n % known.len()].1.to_string()).collect::<Vec<_>>().join(" ")
            });
            let names: Vec<String> = names.collect();
            questionnaire.pathways = vec![pathway(&names.iter().map(String::as_str).collect::<Vec<_>>())];
        }
        let answers = drawn.iter().enumerate().filter_map(|(n, d)| answer(&questionnaire, n, d)).collect();
        let scope =
            if wish.narrow { Scope::Dimensions { ids: vec![code("AA"), code("BB")] } } else { Scope::All };
        Case { questionnaire, answers, scope, wish }
    })
}

fn name(n: usize, drawn: &Drawn) -> String {
    format!("{}-Q{n}{}", CODES[drawn.dimension], if drawn.must_have { "!" } else { "" })
}

fn built(n: usize, drawn: &Drawn) -> Question {
    let text = |l: usize| {
        let one = |(k, (effort, impact, _)): (usize, &Pick)| {
            format!("{}-{n}{l}{k}:{}:{impact}", CODES[drawn.dimension], ["S", "M", "L"][*effort])
        };
        drawn.levels[l].iter().enumerate().map(one).collect::<Vec<_>>().join(" ")
    };
    let levels: Vec<String> = (0..4).map(text).collect();
    let levels = [0, 1, 2, 3].map(|l: usize| levels[l].as_str());
    question(&name(n, drawn), drawn.phase, drawn.weight, levels)
}

/// Gives each practice its prerequisites: of lower levels, or earlier in the list at the same level.
fn link(questionnaire: &mut Questionnaire, drawn: &[Drawn], known: &[(Level, PracticeId)]) {
    for question in questionnaire.dimensions.iter_mut().flat_map(|d| &mut d.questions) {
        let n: usize = question.id.as_str()[4..].parse().unwrap();
        for own in &mut question.levels {
            for (practice, (_, _, picks)) in
                own.practices.iter_mut().zip(&drawn[n].levels[own.level.index() - 1])
            {
                let place = known.iter().position(|(_, id)| *id == practice.id).unwrap();
                let allowed: Vec<&PracticeId> = known
                    .iter()
                    .enumerate()
                    .filter(|(at, (l, _))| *l < own.level || (*l == own.level && *at < place))
                    .map(|(_, (_, id))| id)
                    .collect();
                if !allowed.is_empty() {
                    practice.requires = picks.iter().map(|p| allowed[p % allowed.len()].clone()).collect();
                }
            }
        }
    }
}

fn answer(questionnaire: &Questionnaire, n: usize, drawn: &Drawn) -> Option<(QuestionId, Answer)> {
    let id = QuestionId::parse(name(n, drawn).trim_end_matches('!')).unwrap();
    let question = questionnaire.question(&id).unwrap();
    let in_place = question
        .practices()
        .enumerate()
        .filter(|(k, (l, _))| *l <= level(drawn.answer % 4) || drawn.in_place >> k & 1 == 1)
        .map(|(_, (_, p))| p.id.clone())
        .collect();
    let mut answer = Answer::new(match drawn.answer {
        0 => AnswerState::NotApplicable { reason: slug("other") },
        1 => AnswerState::Unknown,
        2 => return None,
        _ => canonical(question, &in_place),
    });
    if drawn.answer == 9 && drawn.weight == 1 {
        answer.confirmed = Confirmed::Pending;
    }
    Some((id, answer))
}

impl Case {
    pub(super) fn request(&self) -> Request<'_> {
        let mut request = request(&self.scope, &self.answers);
        request.goal = self.wish.goal.map(level);
        request.team_goal = self.wish.team_goal.map(level);
        request.targets = self.wish.target.map(|t| (code("BB"), level(t))).into_iter().collect();
        request.capacity = self.wish.capacity;
        request.pathway = self.wish.stages.as_ref().map(|_| slug("way"));
        request
    }

    pub(super) fn roadmap(&self) -> Roadmap {
        roadmap(&self.questionnaire, &self.request())
    }

    pub(super) fn card(&self) -> Scorecard {
        scorecard(&self.questionnaire, &self.scope, &self.answers)
    }

    /// The answers with every practice step of the roadmap done.
    pub(super) fn after(&self, roadmap: &Roadmap) -> Scorecard {
        let mut answers = self.answers.clone();
        for score in &self.card().questions {
            let Standing::Rated { in_place, .. } = &score.standing else { continue };
            let mut in_place = in_place.clone();
            let steps =
                roadmap.steps.iter().filter(|s| s.kind == StepKind::Practice && s.question == score.id);
            in_place.extend(steps.map(|s| PracticeId::parse(s.id.as_str()).unwrap()));
            let question = self.questionnaire.question(&score.id).unwrap();
            answers.insert(score.id.clone(), Answer::new(canonical(question, &in_place)));
        }
        scorecard(&self.questionnaire, &self.scope, &answers)
    }
}
