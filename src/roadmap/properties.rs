//! The rules of `docs/roadmap.md` on random questionnaires, against a slow reading of them that shares no code.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;

use crate::model::answer::canonical;
use crate::model::{
    Answer, AnswerState, Confirmed, Effort, Level, Period, Practice, PracticeId, Question, QuestionId,
    Questionnaire, Ratio, Scope, StepId,
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
struct Wish {
    goal: Option<u8>,
    team_goal: Option<u8>,
    target: Option<u8>,
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
struct Case {
    questionnaire: Questionnaire,
    answers: BTreeMap<QuestionId, Answer>,
    scope: Scope,
    wish: Wish,
}

fn case() -> impl Strategy<Value = Case> {
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
    fn request(&self) -> Request<'_> {
        let mut request = request(&self.scope, &self.answers);
        request.goal = self.wish.goal.map(level);
        request.team_goal = self.wish.team_goal.map(level);
        request.targets = self.wish.target.map(|t| (code("BB"), level(t))).into_iter().collect();
        request.capacity = self.wish.capacity;
        request.pathway = self.wish.stages.as_ref().map(|_| slug("way"));
        request
    }

    fn roadmap(&self) -> Roadmap {
        roadmap(&self.questionnaire, &self.request())
    }

    fn card(&self) -> Scorecard {
        scorecard(&self.questionnaire, &self.scope, &self.answers)
    }

    /// The answers with every practice step of the roadmap done.
    fn after(&self, roadmap: &Roadmap) -> Scorecard {
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

/// The document read slowly: everything is searched for again each time.
struct Naive<'a> {
    case: &'a Case,
    card: Scorecard,
    goal: Level,
}

impl<'a> Naive<'a> {
    fn new(case: &'a Case) -> Self {
        let card = case.card();
        let next = match card.overall.level.map(Level::number) {
            None => 1,
            Some(l) => (l + 1).min(4),
        };
        let goal = level(case.wish.goal.or(case.wish.team_goal).unwrap_or(next));
        Self { case, card, goal }
    }

    fn standing(&self, question: &Question) -> Option<&Standing> {
        let score = self.card.questions.iter().find(|s| s.id == question.id)?;
        (!matches!(score.standing, Standing::NotApplicable(_))).then_some(&score.standing)
    }

    fn is_unmet(&self, question: &Question, practice: &Practice) -> bool {
        matches!(self.standing(question), Some(Standing::Rated { in_place, .. }) if !in_place.contains(&practice.id))
    }

    fn target(&self, question: &Question) -> Level {
        let own = self.case.wish.target.filter(|_| question.id.code() == "BB").map_or(self.goal, level);
        self.case.wish.goal.map_or(own, |cap| own.min(level(cap)))
    }

    /// What a step needs directly.
    fn needs(&self, id: &StepId) -> BTreeSet<StepId> {
        let Ok(id) = PracticeId::parse(id.as_str()) else { return BTreeSet::new() };
        let (question, own, practice) = self.case.questionnaire.practice(&id).unwrap();
        let lower = question
            .practices()
            .filter(|(l, p)| *l < own && self.is_unmet(question, p))
            .map(|(_, p)| (&p.id).into());
        let required = practice.requires.iter().filter_map(|r| {
            let (other, _, needed) = self.case.questionnaire.practice(r)?;
            if self.standing(other)?.is_open() {
                Some((&other.id).into())
            } else {
                self.is_unmet(other, needed).then(|| r.into())
            }
        });
        lower.chain(required).collect()
    }

    /// Every step that the roadmap should have.
    fn steps(&self) -> BTreeSet<StepId> {
        let mut steps: BTreeSet<StepId> = BTreeSet::new();
        for (_, question) in self.case.questionnaire.questions() {
            if self.standing(question).is_some_and(Standing::is_open) {
                steps.insert((&question.id).into());
            }
            let wanted = question
                .practices()
                .filter(|(l, p)| *l <= self.target(question) && self.is_unmet(question, p));
            steps.extend(wanted.map(|(_, p)| StepId::from(&p.id)));
        }
        loop {
            let more: BTreeSet<StepId> = steps.iter().flat_map(|s| self.needs(s)).collect();
            let before = steps.len();
            steps.extend(more);
            if steps.len() == before {
                return steps;
            }
        }
    }

    /// Keys 2, 3 and 4 of a step alone.
    fn own_keys(&self, id: &StepId) -> (u8, usize, Reverse<Ratio>) {
        let practice =
            PracticeId::parse(id.as_str()).ok().map(|p| self.case.questionnaire.practice(&p).unwrap());
        let question = match practice {
            Some((question, _, _)) => question,
            None => self.case.questionnaire.question(&QuestionId::parse(id.as_str()).unwrap()).unwrap(),
        };
        let next = self.card.overall.level.filter(|l| l.number() < 4).map(|l| level(l.number() + 1));
        let check = next.and_then(|n| self.card.levels.iter().find(|c| c.level == n));
        let lifts = practice.is_none_or(|(_, l, _)| next.is_some_and(|n| l <= n));
        let must = check.is_some_and(|c| c.must_haves_below.contains(&question.id));
        let other = check.is_some_and(|c| c.candidates.iter().flatten().any(|b| b.question == question.id));
        let class = match (lifts && must, lifts && other) {
            (true, _) => 0,
            (_, true) => 1,
            _ if question.phase.number.number() <= self.goal.number() => 2,
            _ => 3,
        };
        let stages = self.case.questionnaire.pathways.iter().flat_map(|p| &p.stages);
        let stage = stages
            .enumerate()
            .find(|(_, s)| s.practices.iter().any(|p| p.as_str() == id.as_str()))
            .map_or(99, |(n, _)| n);
        let (impact, points) = match practice {
            Some((_, _, p)) => (
                p.impact,
                match p.effort {
                    Effort::S => 1,
                    Effort::M => 3,
                    Effort::L => 8,
                },
            ),
            None => (4, 1),
        };
        let value = Ratio::new(i128::from(question.weight) * i128::from(impact), points);
        (class, stage, Reverse(value))
    }

    fn order(&self) -> Vec<StepId> {
        let steps = self.steps();
        let needs: BTreeMap<&StepId, BTreeSet<StepId>> = steps.iter().map(|s| (s, self.needs(s))).collect();
        let own: BTreeMap<&StepId, _> = steps.iter().map(|s| (s, self.own_keys(s))).collect();
        let key = |id: &StepId| {
            let mut family = BTreeSet::from([id]);
            loop {
                let size = family.len();
                let users: Vec<&StepId> =
                    steps.iter().filter(|s| needs[s].iter().any(|n| family.contains(n))).collect();
                family.extend(users);
                if family.len() == size {
                    break;
                }
            }
            let class = family.iter().map(|s| own[s].0).min();
            let stage = family.iter().map(|s| own[s].1).min();
            (class, stage, own[id].2, id.clone())
        };
        let mut left: BTreeSet<_> = steps.iter().map(key).collect();
        let mut order: Vec<StepId> = Vec::new();
        while let Some(first) =
            left.iter().find(|(_, _, _, id)| needs[id].iter().all(|n| order.contains(n))).cloned()
        {
            order.push(first.3.clone());
            left.remove(&first);
        }
        order
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_order_is_that_of_the_slow_reading(case in case()) {
        let naive = Naive::new(&case);
        let made = case.roadmap();
        prop_assert_eq!(made.goal, naive.goal);
        let order: Vec<StepId> = made.steps.iter().map(|s| s.id.clone()).collect();
        prop_assert_eq!(order.iter().cloned().collect::<BTreeSet<_>>(), naive.steps());
        prop_assert_eq!(order, naive.order());
    }

    #[test]
    fn every_step_comes_once_and_after_all_it_needs(case in case()) {
        let naive = Naive::new(&case);
        let made = case.roadmap();
        let mut done: BTreeSet<&StepId> = BTreeSet::new();
        for step in &made.steps {
            prop_assert_eq!(step.needs.iter().cloned().collect::<BTreeSet<_>>(), naive.needs(&step.id));
            prop_assert!(step.needs.iter().all(|n| done.contains(n)), "{} comes before what it needs", step.id);
            prop_assert!(done.insert(&step.id), "{} comes twice", step.id);
            let users: Vec<&StepId> = made.steps.iter().filter(|s| s.needs.contains(&step.id)).map(|s| &s.id).collect();
            prop_assert_eq!(step.unlocks.iter().collect::<BTreeSet<_>>(), users.into_iter().collect());
            prop_assert!(!step.why.is_empty());
        }
    }

    #[test]
    fn gains_sum_to_what_the_score_gains(case in case()) {
        let made = case.roadmap();
        let (now, then) = (case.card(), case.after(&made));
        let zero = Ratio::ZERO;
        let whole: Ratio = made.steps.iter().map(|s| s.gain.whole).sum();
        prop_assert_eq!(whole, then.overall.score.unwrap_or(zero) - now.overall.score.unwrap_or(zero));
        for (code, set) in &now.dimensions {
            let own: Ratio = made.steps.iter().filter(|s| s.dimension == *code).map(|s| s.gain.dimension).sum();
            prop_assert_eq!(own, then.dimension(code).unwrap().score.unwrap_or(zero) - set.score.unwrap_or(zero));
        }
        for score in &now.questions {
            let moves: Vec<_> = made.steps.iter().filter(|s| s.question == score.id).map(|s| (s.from, s.to)).collect();
            let (Some((first, _)), Some((_, last))) = (moves.first(), moves.last()) else { continue };
            prop_assert_eq!(*first, score.standing.progress());
            prop_assert_eq!(*last, then.question(&score.id).unwrap().standing.progress());
        }
    }

    #[test]
    fn the_order_of_the_questions_in_the_file_changes_nothing(case in case()) {
        let made = case.roadmap();
        prop_assert_eq!(&made, &case.roadmap());
        let mut turned = case.clone();
        turned.questionnaire.dimensions.reverse();
        for dimension in &mut turned.questionnaire.dimensions {
            dimension.questions.reverse();
        }
        turned.answers = case.answers.into_iter().rev().collect();
        prop_assert_eq!(made, turned.roadmap());
    }

    #[test]
    fn quarters_respect_capacity_and_prerequisites(case in case()) {
        let made = case.roadmap();
        let quarter: BTreeMap<&StepId, Period> = made.steps.iter().map(|s| (&s.id, s.quarter)).collect();
        let mut load: BTreeMap<Period, Vec<u32>> = BTreeMap::new();
        for step in &made.steps {
            prop_assert!(step.quarter > case.request().period);
            prop_assert!(step.needs.iter().all(|n| quarter[n] <= step.quarter), "{} is too early", step.id);
            load.entry(step.quarter).or_default().push(step.points);
        }
        for points in load.values() {
            let alone = points.len() == 1;
            prop_assert!(alone || points.iter().sum::<u32>() <= made.capacity, "{:?}", points);
        }
        // Nothing waits that could have gone: an earlier quarter had no room, or what it needs was not there yet.
        for step in &made.steps {
            for (period, points) in load.range(..step.quarter) {
                let ready = step.needs.iter().all(|n| quarter[n] <= *period);
                let room = points.iter().sum::<u32>() + step.points <= made.capacity;
                prop_assert!(!(ready && room), "{} could have gone into {}", step.id, period);
            }
        }
    }
}
