//! `quaymark answer`: one answer in a draft.

use clap::ValueEnum;

use crate::answering::{self, Refusal};
use crate::model::answer::NOTE_LIMIT;
use crate::model::{
    Answer, AnswerState, Confidence, Draft, Evidence, Level, PracticeId, Question, QuestionId, Questionnaire,
    Slug,
};
use crate::text::spelling::closest;

use super::desk::Desk;
use super::draft_change::{self, Wanted};
use super::exit::{Exit, Stop};
use super::resolve;

/// `answer REF QUESTION LEVEL`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark answer payments@draft SEC-Q1 2
  quaymark answer payments SEC-Q1 2 --also SEC-13 --evidence k8s/ns.yaml:12
  quaymark answer payments STR-Q2 --na other --note \"runs on functions only\"
  quaymark answer payments SEC-Q1 --unknown --note \"ask dee\"")]
pub struct Args {
    /// The draft: payments, payments@draft or payments@2026-Q4
    #[arg(value_name = "REF")]
    reference: String,
    /// The question, such as SEC-Q1
    question: String,
    /// The level, 0 to 4
    #[arg(value_parser = clap::value_parser!(u8).range(0..=4))]
    level: Option<u8>,
    /// Practices in place above the level
    #[arg(long, value_name = "ID,ID", value_delimiter = ',', requires = "level")]
    also: Vec<String>,
    /// What there is to say about it
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// What it rests on: a file with its line, an address, or words; "- " before it means against
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    evidence: Vec<String>,
    /// Not applicable, for a reason that the question allows, such as other (with --note); `quaymark question ID`
    /// lists them
    #[arg(long, value_name = "REASON", conflicts_with_all = ["level", "unknown"])]
    na: Option<String>,
    /// Looked, and do not know
    #[arg(long, conflicts_with = "level")]
    unknown: bool,
    /// How sure the team is
    #[arg(long, value_name = "HOW")]
    confidence: Option<Sure>,
}

/// How sure the team is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Sure {
    /// A guess
    Low,
    /// Seen
    Medium,
    /// Proven
    High,
}

impl Args {
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        if !self.says_something() {
            return Err(Stop::usage("what is the answer?")
                .hint("give a level 0 to 4, --unknown, --na REASON, or --note, --evidence, --confidence"));
        }
        let session = desk.session()?;
        let (team, period) = resolve::draft_of(desk, &session, &self.reference)?;
        let (mut open, opened) = session.open(&team.id, period)?;
        desk.warn_all(&opened.notices);
        let questionnaire = &opened.questionnaire;
        let question = self.question(questionnaire, open.draft())?;
        let before = open.draft().answers.get(&question.id).cloned();
        let answer = self.answer(question, before.as_ref(), desk)?;
        let label = draft_change::label(question, before.as_ref(), &answer);
        let wanted = Wanted { answers: [(question.id.clone(), answer)].into(), ..Wanted::default() };
        let lines = draft_change::lines(open.draft(), questionnaire, wanted, desk.now);
        draft_change::save(&mut open, &lines)?;
        let changed = if lines.is_empty() { format!("{}: nothing changed", question.id) } else { label };
        let progress = draft_change::progress(open.draft(), questionnaire);
        desk.say(&format!("{changed}   {} {}, {progress}", team.name, period.spoken()));
        match next_open(open.draft(), questionnaire) {
            Some(id) => desk.next(&format!("quaymark answer {}@{period} {id} LEVEL", team.id)),
            None => desk.next(&resolve::finish_command(&session, &team.id, period)),
        }
        Ok(Exit::Done)
    }

    fn says_something(&self) -> bool {
        self.level.is_some()
            || self.unknown
            || self.na.is_some()
            || self.note.is_some()
            || self.confidence.is_some()
            || !self.evidence.is_empty()
    }

    fn question<'q>(&self, questionnaire: &'q Questionnaire, draft: &Draft) -> Result<&'q Question, Stop> {
        let id = QuestionId::parse(&self.question).map_err(|_| no_question(questionnaire, &self.question))?;
        answering::answerable(questionnaire, &draft.header.scope, &draft.profile, &id).map_err(|refusal| {
            match refusal {
                Refusal::NoQuestion(_) => no_question(questionnaire, &self.question),
                other => refused(&other),
            }
        })
    }

    fn answer(
        &self,
        question: &Question,
        before: Option<&Answer>,
        desk: &mut Desk<'_>,
    ) -> Result<Answer, Stop> {
        let today = desk.today();
        let note = self.note.as_deref();
        if let Some(length) = note.map(str::len).filter(|length| *length > NOTE_LIMIT) {
            let what = format!("the note has {length} bytes, and a note holds {NOTE_LIMIT}");
            return Err(Stop::usage(what).nothing_changed());
        }
        let mut answer = if let Some(level) = self.level.and_then(Level::new) {
            let also = self.also().map_err(Stop::usage)?;
            let chosen = answering::choose_level(before, level, today);
            let chosen = Answer { state: AnswerState::Rated { level, also }, ..chosen };
            let accepted = answering::accept(question, &chosen, today).map_err(|r| refused(&r))?;
            if accepted.made_canonical
                && let AnswerState::Rated { level, .. } = &accepted.answer.state
            {
                desk.say(&format!("made canonical: what is in place is level {level}"));
            }
            accepted.answer
        } else if let Some(reason) = &self.na {
            let reason = Slug::parse(reason).map_err(|e| Stop::usage(e.to_string()))?;
            answering::not_applicable(question, before, &reason, note, today).map_err(|r| refused(&r))?
        } else if self.unknown {
            answering::unknown(before, today)
        } else {
            before.cloned().unwrap_or_else(|| Answer::new(AnswerState::Unanswered))
        };
        if let Some(note) = note {
            answer.note = Some(note.to_owned()).filter(|n| !n.trim().is_empty());
        }
        if let Some(sure) = self.confidence {
            answer.confidence = Some(match sure {
                Sure::Low => Confidence::Low,
                Sure::Medium => Confidence::Medium,
                Sure::High => Confidence::High,
            });
        }
        answer.evidence.extend(self.evidence.iter().filter_map(|line| Evidence::from_line(line, today)));
        Ok(answer)
    }

    fn also(&self) -> Result<Vec<PracticeId>, String> {
        self.also.iter().map(|id| PracticeId::parse(id.trim()).map_err(|e| e.to_string())).collect()
    }
}

/// The first question that is asked and not answered, in the order of the questionnaire.
fn next_open(draft: &Draft, questionnaire: &Questionnaire) -> Option<QuestionId> {
    let answers = draft.effective(questionnaire);
    let asked = questionnaire.questions().filter(|(d, q)| draft.header.scope.contains(questionnaire, d, q));
    asked.map(|(_, q)| &q.id).find(|id| !answers.contains_key(*id)).cloned()
}

/// An answer that the question does not take is wrong usage.
fn refused(refusal: &Refusal) -> Stop {
    Stop::usage(format!("{refusal}; nothing was changed"))
}

/// No such question, with the closest one.
pub fn no_question(questionnaire: &Questionnaire, word: &str) -> Stop {
    let near = closest(&word.to_uppercase(), questionnaire.questions().map(|(_, q)| q.id.as_str()));
    let meant = near.map(|n| format!("; did you mean {n}?")).unwrap_or_default();
    Stop::new(Exit::NotFound, format!("there is no question {word:?} in this questionnaire{meant}"))
        .hint("find one:   quaymark question WORDS")
}
