//! The advisor in lines: each part is asked by number, the results are read one fact per line.

use crate::advisor::{DEFAULT_WEIGHT, MOST_WEIGHT};
use crate::app::screen::advise::forks;
use crate::app::{Action, App, Message};
use crate::model::advice::Inputs;
use crate::model::advisor::Advisor;
use crate::report::text::advice_plain;

use super::ask::{Told, place};
use super::talk::Talk;

pub(super) const PROMPT: &str = "t tree, m matrix, c criteria, p results, w keep, x export, b back, h help:";

pub(super) const HELP: &[&str] = &[
    "t: answer the decision tree, from its root.",
    "m: how much each requirement matters, 0 to 5.",
    "c: answer the criteria, one after the other; an empty line leaves one as it is, a dash takes it back.",
    "p: read the three results, the reasons, and what would change them.",
    "w: keep the advice with the team. One is kept for each day.",
    "x: write a decision record as Markdown.",
    "b: back.",
];

fn heading(app: &App) -> String {
    match &app.advising.team {
        Some(team) => format!("Advisor for {}: which platform fits.", team.name),
        None => "Advisor: which platform fits.".to_owned(),
    }
}

pub(super) fn page(app: &App) -> Vec<String> {
    let mut lines = vec![heading(app), "It never touches a score.".to_owned()];
    if let Some(case) = app.advising.case(app.now.date_naive()) {
        lines.extend(
            crate::advisor::words::columns(&case).iter().flat_map(crate::advisor::words::Column::sentences),
        );
    }
    lines
}

pub(super) fn take(talk: &mut Talk<'_>, line: &str) -> Told<bool> {
    let advisor = talk.app.advising.questionnaire.as_ref().and_then(|q| q.advisor.clone());
    let Some(advisor) = advisor else { return Ok(false) };
    match line {
        "t" | "tree" => tree(talk, &advisor)?,
        "m" | "matrix" => matrix(talk, &advisor)?,
        "c" | "criteria" => criteria(talk, &advisor)?,
        "p" => {
            let lines = talk.app.advising.case(talk.app.now.date_naive()).map(|case| advice_plain(&case));
            talk.say_all(&lines.unwrap_or_default())?;
        }
        "w" => talk.act(Action::KeepAdvice)?,
        "x" => talk.act(Action::Export)?,
        "b" => talk.act(Action::Back)?,
        _ => return Ok(false),
    }
    Ok(true)
}

fn answered(talk: &mut Talk<'_>, change: impl FnOnce(&mut Inputs)) -> Told {
    let mut inputs = talk.app.advising.inputs.clone();
    change(&mut inputs);
    talk.send(Message::Advising(Box::new(inputs)))
}

/// What was typed where options are listed.
enum Picked {
    /// An empty line.
    Nothing,
    /// A dash.
    TakeBack,
    /// An option, by its place.
    Option(usize),
}

/// Lists what can be answered and asks for its number.
fn pick(talk: &mut Talk<'_>, prompt: &str, labels: &[String], more: &str) -> Told<Picked> {
    talk.say(prompt)?;
    for (n, label) in labels.iter().enumerate() {
        talk.say(&format!("{}. {label}.", n + 1))?;
    }
    loop {
        let answer = talk.ask(&format!("Number, 1 to {}{more}:", labels.len()))?;
        if answer.is_empty() {
            return Ok(Picked::Nothing);
        }
        if answer == "-" {
            return Ok(Picked::TakeBack);
        }
        if let Some(place) = place(&answer, labels.len()) {
            return Ok(Picked::Option(place));
        }
        talk.say("That is not one of the numbers. Nothing was changed.")?;
    }
}

fn tree(talk: &mut Talk<'_>, advisor: &Advisor) -> Told {
    let mut step = 0;
    loop {
        let path: Vec<_> = talk.app.advising.inputs.tree.iter().take(step).cloned().collect();
        let Some(fork) = forks(advisor, &path).get(step).copied() else { break };
        let labels: Vec<String> = fork.options.iter().map(|o| o.label.clone()).collect();
        let picked = pick(talk, &fork.prompt, &labels, ", or empty to stop")?;
        let Picked::Option(place) = picked else { break };
        let Some(option) = fork.options.get(place).map(|o| o.id.clone()) else { break };
        answered(talk, |inputs| {
            inputs.tree.truncate(step);
            inputs.tree.push(option);
        })?;
        step += 1;
    }
    let lines = page(&talk.app);
    talk.say_all(lines.get(2..).unwrap_or_default())
}

fn matrix(talk: &mut Talk<'_>, advisor: &Advisor) -> Told {
    let Some(matrix) = &advisor.matrix else { return talk.say("This advisor has no matrix.") };
    for row in &matrix.requirements {
        for platform in &matrix.platforms {
            if let Some(cell) = row.cells.get(platform) {
                let note = if cell.note.is_empty() { String::new() } else { format!(". {}", cell.note) };
                let rating = cell.rating.spoken();
                let name = advisor.name(platform);
                talk.say(&format!("{}: {name}: {rating}, {}{note}", row.title, cell.label))?;
            }
        }
        let now = talk.app.advising.inputs.weights.get(&row.id).copied().unwrap_or(DEFAULT_WEIGHT);
        loop {
            let prompt = format!("Weight of {}, 0 to {MOST_WEIGHT}, empty for {now}:", row.title);
            let answer = talk.ask(&prompt)?;
            if answer.is_empty() {
                break;
            }
            if let Some(weight) = answer.parse::<u8>().ok().filter(|w| *w <= MOST_WEIGHT) {
                let id = row.id.clone();
                answered(talk, |inputs| {
                    inputs.weights.insert(id, weight);
                })?;
                break;
            }
            talk.say("That is not a weight. Nothing was changed.")?;
        }
    }
    let lines = page(&talk.app);
    talk.say_all(lines.get(2..).unwrap_or_default())
}

fn criteria(talk: &mut Talk<'_>, advisor: &Advisor) -> Told {
    let questions: Vec<_> = advisor.criteria.iter().flat_map(|c| &c.questions).collect();
    talk.say(&format!("There are {} criteria.", questions.len()))?;
    for criterion in questions {
        let labels: Vec<String> = criterion.options.iter().map(|o| o.label.clone()).collect();
        let now = talk.app.advising.inputs.criteria.get(&criterion.id);
        let now = now.and_then(|id| criterion.options.iter().find(|o| o.id == *id));
        let more = match now {
            Some(option) => format!(", empty for {}, - takes it back", option.label),
            None => ", or empty to leave it".to_owned(),
        };
        let option = match pick(talk, &criterion.prompt, &labels, &more)? {
            Picked::Nothing => continue,
            Picked::TakeBack => None,
            Picked::Option(place) => criterion.options.get(place).map(|o| o.id.clone()),
        };
        let id = criterion.id.clone();
        answered(talk, |inputs| {
            match option {
                Some(option) => inputs.criteria.insert(id, option),
                None => inputs.criteria.remove(&id),
            };
        })?;
    }
    let lines = page(&talk.app);
    talk.say_all(lines.get(2..).unwrap_or_default())
}
