//! A slow reading of `docs/roadmap.md` that shares no code with the roadmap, to check it against.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Effort, Level, Practice, PracticeId, Question, QuestionId, Ratio, StepId};
use crate::scoring::{Scorecard, Standing};

use super::draw::Case;
use super::fixture::level;

/// The rules read slowly: everything is searched for again each time.
pub(super) struct Naive<'a> {
    case: &'a Case,
    card: Scorecard,
    pub(super) goal: Level,
}

impl<'a> Naive<'a> {
    pub(super) fn new(case: &'a Case) -> Self {
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
    pub(super) fn needs(&self, id: &StepId) -> BTreeSet<StepId> {
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
    pub(super) fn steps(&self) -> BTreeSet<StepId> {
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

    pub(super) fn order(&self) -> Vec<StepId> {
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
