//! What `y` copies: the selected row as plain text, and the whole of Results as Markdown. The text is clean.

use crate::advisor::words;
use crate::answering;
use crate::model::{Question, QuestionId, Ratio};
use crate::text::Clean;

use super::message::Home as HomeData;
use super::screen::{Screen, compare, home, overview, question, results, review, roadmap};
use super::shown::Shown;
use super::state::App;
use super::work::Work;

impl App {
    /// What is selected, in a few words, and as text; none where nothing is.
    pub fn selection_text(&self) -> Option<(String, String)> {
        match &self.screen {
            Screen::Home(screen) => of_home(screen, &self.home),
            Screen::New(_) | Screen::Settings(_) => None,
            Screen::Advise(_) => self.of_advice(),
            Screen::Compare(screen) => {
                let pair = screen.pair()?;
                Some(("the comparison".to_owned(), compare::markdown(pair, screen)))
            }
            Screen::History(screen) => {
                let moment = &screen.moment()?.assessed;
                let what = format!("{} {}", Clean::line(&moment.team_name), moment.when());
                Some((what.clone(), format!("{what}: {}", score(moment.card.overall.score))))
            }
            Screen::Question(question::Question { id, .. }) => of_question(self.work.as_ref()?, id),
            Screen::Overview(screen) => of_overview(screen, self.work.as_ref()?),
            Screen::Review(screen) => {
                let work = self.work.as_ref()?;
                let (_, entry) = review::rows(work, screen.filter).into_iter().nth(screen.selected)?;
                match entry {
                    review::Entry::Question(id) => of_question(work, &id),
                    review::Entry::Parked(_) => {
                        Some(("the topic".to_owned(), review::words(work, &entry).trim().to_owned()))
                    }
                }
            }
            Screen::Results(screen) => self.shown.as_ref().map(|shown| of_results(shown, screen)),
            Screen::Roadmap(screen) => of_step(screen, self.shown.as_ref()?),
        }
    }
}

fn score(score: Option<Ratio>) -> String {
    score.map_or("no score".to_owned(), |s| format!("score {}", s.score()))
}

impl App {
    /// The three results, one fact per line.
    fn of_advice(&self) -> Option<(String, String)> {
        let case = self.advising.case(self.now.date_naive())?;
        let columns = words::columns(&case);
        let lines = columns.iter().flat_map(|c| c.lines.iter().map(|line| format!("{}: {line}", c.title)));
        let text = lines.collect::<Vec<_>>().join("\n");
        Some(("the advice".to_owned(), Clean::block(&text).to_string()))
    }
}

fn of_home(screen: &home::Home, home: &HomeData) -> Option<(String, String)> {
    match screen.row(home)? {
        home::Row::Draft(place) => {
            let draft = home.drafts.get(place)?;
            let what = format!("{} {}", Clean::line(&draft.name), draft.period.spoken());
            let text = format!("{what}: draft, {} of {} answered", draft.answered, draft.questions);
            Some((what, text))
        }
        home::Row::Team(place) => {
            let row = home.teams.get(place)?;
            let name = Clean::line(&row.team.name).to_string();
            let text = match &row.latest {
                None => format!("{name}: no finished assessment yet"),
                Some(latest) => {
                    let level = latest.level.map_or("no level".to_owned(), |l| {
                        format!("level {l} {}", Clean::line(&latest.level_name))
                    });
                    format!("{name} {}: {}, {level}", latest.period.spoken(), score(latest.score))
                }
            };
            Some((name, text))
        }
        home::Row::Problem(place) => {
            let problem = home.problems.get(place)?;
            Some(("the message".to_owned(), Clean::block(&problem.text).to_string()))
        }
        home::Row::Start | home::Row::Quick => None,
    }
}

/// Id, title, what is asked, the answer with its statement, and the note.
fn of_question(work: &Work, id: &QuestionId) -> Option<(String, String)> {
    let question: &Question = work.questionnaire.question(id)?;
    let answer = work.answer(id);
    let mut lines = vec![
        format!("{id} {}", Clean::line(&question.title)),
        Clean::line(&question.prompt).to_string(),
        format!("Answer: {}", answering::short(question, answer)),
    ];
    if let Some(level) = question::chosen(work, id) {
        lines.push(format!("{level}: {}", Clean::line(question.statement(level))));
    }
    if let Some(note) = answer.and_then(|a| a.note.as_ref()) {
        lines.push(format!("Note: {}", Clean::block(note)));
    }
    Some((id.to_string(), lines.join("\n")))
}

fn of_overview(screen: &overview::Overview, work: &Work) -> Option<(String, String)> {
    let list = overview::dimensions(work);
    let (dimension, questions) = list.get(screen.dimension)?;
    if let Some(place) = screen.question {
        return of_question(work, &questions.get(place)?.id);
    }
    let answered = questions.iter().filter(|q| work.answers.contains_key(&q.id)).count();
    let set = work.card().dimensions.iter().find(|(code, _)| *code == dimension.code);
    let text = format!(
        "{} {}: {answered} of {} answered, {}",
        dimension.code,
        Clean::line(&dimension.title),
        questions.len(),
        score(set.and_then(|(_, s)| s.score))
    );
    Some((dimension.code.to_string(), text))
}

/// The result as Markdown: one line about the whole, and a table of the dimensions.
fn of_results(shown: &Shown, screen: &results::Results) -> (String, String) {
    let what = format!("the results of {} {}", Clean::line(&shown.team.name), shown.period.spoken());
    (what, results::markdown(shown, screen))
}

fn of_step(screen: &roadmap::Roadmap, shown: &Shown) -> Option<(String, String)> {
    let step = shown.roadmap.steps.get(screen.selected)?;
    let text = format!(
        "{}. {} {}: effort {}, {}",
        screen.selected + 1,
        step.id,
        Clean::line(&step.title),
        step.effort.name(),
        step.quarter.spoken()
    );
    Some((step.id.to_string(), text))
}
