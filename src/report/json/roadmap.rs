//! The data of `roadmap --json`.

use serde::Serialize;

use crate::model::{Level, Period, PracticeId, QuestionId, Ratio, Scope, Slug, StepId};
use crate::roadmap::{Roadmap, Step};
use crate::scoring::Number;

use super::super::subject::Subject;

/// `data` of `roadmap --json`. The lists that need tracked steps are there and empty.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RoadmapData<'a> {
    /// Which part of the questionnaire the steps are for.
    pub scope: &'a Scope,
    /// The goal level.
    pub goal: Level,
    /// Effort points per quarter.
    pub capacity: u32,
    /// The pathway that the steps are ordered by; null when there is none.
    pub pathway: Option<&'a Slug>,
    /// The ids of the steps, in order.
    pub order: Vec<&'a StepId>,
    /// The steps, in order.
    pub steps: Vec<StepData<'a>>,
    /// Steps that are marked done and not yet confirmed by an answer.
    pub to_confirm: Vec<&'a StepId>,
    /// Steps that the team dropped.
    pub not_planned: Vec<NotPlanned<'a>>,
    /// What became of last quarter's plan.
    pub review: Vec<Verdict<'a>>,
    /// Practices that were in place and are not any more.
    pub regressed: Vec<&'a PracticeId>,
    /// What is at risk.
    pub risks: Vec<RiskData<'a>>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StepData<'a> {
    /// The id of the practice, or of the question.
    pub id: &'a StepId,
    /// `practice` or `find-out`.
    pub kind: &'static str,
    /// The title.
    pub title: &'a str,
    /// The question it moves.
    pub question: &'a QuestionId,
    /// Progress before; null while the question is open.
    pub from: Option<Number>,
    /// Progress after.
    pub to: Option<Number>,
    /// `todo`, until steps are tracked.
    pub status: &'static str,
    /// `S`, `M` or `L`.
    pub effort: &'static str,
    /// Effort points.
    pub points: u32,
    /// Value per effort point, exact.
    pub value: Ratio,
    /// What it adds.
    pub gain: GainData,
    /// The most that finding out can add to the whole; null for practices.
    pub up_to: Option<Number>,
    /// Why it stands where it stands, one sentence each.
    pub why: Vec<String>,
    /// Steps that come first.
    pub needs: &'a [StepId],
    /// Prerequisites whose question takes no part.
    pub not_in_assessment: &'a [PracticeId],
    /// Steps that need this one.
    pub unlocks: &'a [StepId],
    /// The quarter it falls into.
    pub quarter: Period,
}

/// What a step adds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct GainData {
    /// To its dimension.
    pub dimension: Number,
    /// To the whole.
    pub whole: Number,
}

/// A step that is not planned, on purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct NotPlanned<'a> {
    /// The step.
    pub id: &'a StepId,
    /// Why.
    pub reason: &'a str,
}

/// What became of a planned step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Verdict<'a> {
    /// The step.
    pub id: &'a StepId,
    /// The verdict.
    pub verdict: &'static str,
}

/// A question at risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RiskData<'a> {
    /// The question.
    pub question: &'a QuestionId,
    /// `must-have` or `heavy`.
    pub kind: &'static str,
    /// The first step that helps; null when there is none.
    pub mitigation: Option<&'a StepId>,
}

/// The data of `roadmap --json`, at most `limit` steps of it; `order` names all.
pub fn roadmap<'a>(subject: &Subject<'a>, roadmap: &'a Roadmap, limit: Option<usize>) -> RoadmapData<'a> {
    let risk = |r: &'a crate::roadmap::Risk| RiskData {
        question: &r.question,
        kind: r.kind.name(),
        mitigation: r.mitigation.as_ref(),
    };
    RoadmapData {
        scope: subject.scope,
        goal: roadmap.goal,
        capacity: roadmap.capacity,
        pathway: roadmap.pathway.as_ref(),
        order: roadmap.steps.iter().map(|s| &s.id).collect(),
        steps: roadmap.steps.iter().take(limit.unwrap_or(usize::MAX)).map(|s| step(subject, s)).collect(),
        to_confirm: Vec::new(),
        not_planned: Vec::new(),
        review: Vec::new(),
        regressed: Vec::new(),
        risks: roadmap.risks.iter().map(risk).collect(),
    }
}

fn gain(exact: Ratio) -> Number {
    Number { exact, display: exact.gain() }
}

fn step<'a>(subject: &Subject<'_>, step: &'a Step) -> StepData<'a> {
    StepData {
        id: &step.id,
        kind: step.kind.name(),
        title: &step.title,
        question: &step.question,
        from: step.from.map(Number::score),
        to: step.to.map(Number::score),
        status: "todo",
        effort: step.effort.name(),
        points: step.points,
        value: step.value,
        gain: GainData { dimension: gain(step.gain.dimension), whole: gain(step.gain.whole) },
        up_to: step.up_to.map(gain),
        why: step.why.iter().map(|w| w.sentence(subject.questionnaire, &step.question)).collect(),
        needs: &step.needs,
        not_in_assessment: &step.not_in_assessment,
        unlocks: &step.unlocks,
        quarter: step.quarter,
    }
}
