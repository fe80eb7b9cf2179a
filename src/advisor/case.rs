//! One advice with everything that reports, screens and the saved file need: whom, when, what was answered, what
//! came out, and what it was before.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::advice::{
    ADVICE_SCHEMA, Advice, Because, Fit, Inputs, Outcome, PlatformReasons, Points, TreeOutcome,
};
use crate::model::advisor::Advisor;
use crate::model::strict::Extra;
use crate::model::{Questionnaire, QuestionnaireRef, Slug, TeamId};

use super::since::{Since, since};
use super::{Advised, DEFAULT_WEIGHT, NotAdvised, Reason, advise};

/// One advice.
#[derive(Debug, Clone)]
pub struct Case<'a> {
    /// The questionnaire whose advisor is asked; the ids of its questions are named.
    pub questionnaire: &'a Questionnaire,
    /// Its advisor.
    pub advisor: &'a Advisor,
    /// The team's display name; none where it is for nobody yet. People's text.
    pub team: Option<&'a str>,
    /// The day.
    pub date: NaiveDate,
    /// What was answered.
    pub inputs: &'a Inputs,
    /// What came out.
    pub advised: Advised,
    /// What the team kept the last time.
    pub last: Option<&'a Advice>,
}

/// Why there is no case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoCase {
    /// The questionnaire has no advisor.
    NoAdvisor,
    /// The inputs do not fit it.
    Inputs(Vec<NotAdvised>),
}

impl<'a> Case<'a> {
    /// Works out the advice for nobody in particular.
    ///
    /// # Errors
    /// When the questionnaire has no advisor, or the inputs name something that it does not know.
    pub fn new(
        questionnaire: &'a Questionnaire,
        inputs: &'a Inputs,
        date: NaiveDate,
    ) -> Result<Self, NoCase> {
        let advisor = questionnaire.advisor.as_ref().ok_or(NoCase::NoAdvisor)?;
        let advised = advise(advisor, inputs).map_err(NoCase::Inputs)?;
        Ok(Self { questionnaire, advisor, team: None, date, inputs, advised, last: None })
    }

    /// The same for a team, with what it kept the last time.
    #[must_use]
    pub fn of(mut self, team: Option<&'a str>, last: Option<&'a Advice>) -> Self {
        (self.team, self.last) = (team, last);
        self
    }

    /// What every requirement of the matrix weighs, also those that were not named, in the order of the matrix.
    pub fn weights(&self) -> Vec<(&'a Slug, &'a str, u8)> {
        let rows = self.advisor.matrix.iter().flat_map(|m| &m.requirements);
        let weight = |id: &Slug| self.inputs.weights.get(id).copied().unwrap_or(DEFAULT_WEIGHT);
        rows.map(|row| (&row.id, row.title.as_str(), weight(&row.id))).collect()
    }

    /// The results as they are kept.
    pub fn outcome(&self) -> Outcome {
        let tree = self.advised.tree.as_ref().and_then(|t| t.advice.as_ref());
        let criteria = self.advised.criteria.as_ref().filter(|c| !c.first.is_empty());
        Outcome {
            tree: tree.map(|advice| TreeOutcome {
                platforms: advice.platforms.clone(),
                in_order: advice.in_order,
                reason: advice.reason.clone(),
                questions: advice.questions.clone(),
            }),
            matrix: self
                .advised
                .matrix
                .iter()
                .flat_map(|m| &m.platforms)
                .map(|p| Fit { platform: p.platform.clone(), fit: p.fit })
                .collect(),
            criteria: criteria
                .iter()
                .flat_map(|c| &c.platforms)
                .map(|p| Points { platform: p.platform.clone(), points: p.points })
                .collect(),
        }
    }

    /// What speaks for and against each platform of the criteria, best first; empty before anything is answered.
    pub fn reasons(&self) -> Vec<PlatformReasons> {
        let criteria = self.advised.criteria.as_ref().filter(|c| !c.first.is_empty());
        let because = |list: &[Reason]| {
            let one = |r: &Reason| Because {
                criterion: r.criterion.clone(),
                answer: format!("{} {}", r.prompt, r.label),
                points: r.points,
                note: r.note.clone(),
            };
            list.iter().map(one).collect()
        };
        let platforms = criteria.iter().flat_map(|c| &c.platforms);
        platforms
            .map(|p| PlatformReasons {
                platform: p.platform.clone(),
                in_favour: because(&p.reasons_for),
                against: because(&p.reasons_against),
            })
            .collect()
    }

    /// What is different from the last time; none where there is no last time.
    pub fn since(&self) -> Option<Since> {
        self.last.map(|last| since(last, self))
    }

    /// The advice as a team keeps it.
    pub fn kept(&self, team: &TeamId, questionnaire: QuestionnaireRef) -> Advice {
        let weights: BTreeMap<Slug, u8> =
            self.weights().into_iter().map(|(id, _, weight)| (id.clone(), weight)).collect();
        Advice {
            schema: ADVICE_SCHEMA.to_owned(),
            team: team.clone(),
            date: self.date,
            questionnaire,
            inputs: self.inputs.clone(),
            weights,
            result: self.outcome(),
            reasons: self.reasons(),
            extra: Extra::default(),
        }
    }
}
