//! The finished assessments of a team in lines, the oldest first.

use crate::app::Action;
use crate::app::screen::history::History;
use crate::comparison::signed;
use crate::model::Ratio;
use crate::report::compared::Compared;

use super::ask::{Told, place, sentence};
use super::talk::Talk;

pub(super) const PROMPT: &str = "Number to open, c and a number compare with the one before, b back, h help:";

pub(super) const HELP: &[&str] = &[
    "A number: open the result of that quarter.",
    "c and a number: compare that quarter with the one before it.",
    "b: back.",
];

pub(super) fn page(screen: &History) -> Vec<String> {
    let timeline = &screen.timeline;
    let mut lines = vec![format!("History of {}.", timeline.name)];
    for (i, moment) in timeline.moments.iter().enumerate() {
        let a = &moment.assessed;
        let set = &a.card.overall;
        let score = set.score.map_or("no score".to_owned(), |s| format!("score {}", s.score()));
        let range = set.upper.filter(|_| set.has_range());
        let range = range.map_or(String::new(), |u| format!(", range to {}", u.score()));
        let level = set.level.map_or("no level".to_owned(), |l| format!("level {l}"));
        let coverage = set.coverage.map_or("none".to_owned(), Ratio::percent);
        let scope = a.scope.label(&a.questionnaire);
        let scope = scope.map_or(String::new(), |s| format!(", a part only: {s}"));
        let practice = moment.parts(None);
        let practice = practice.map_or(String::new(), |p| format!(", practice {}", signed(p.practice)));
        lines.push(format!(
            "{}. {}: {score}{range}, {level}, coverage {coverage}{practice}{scope}.",
            i + 1,
            a.period.spoken()
        ));
        if let Some(before) = timeline.revised(i) {
            let now = a.questionnaire.version;
            lines.push(format!("Version {now} of the questionnaire from here on, {before} before."));
        }
        let since = moment.since.as_ref();
        let before = since.and_then(|s| Some((timeline.moments.get(s.place)?, s)));
        let lower = before.and_then(|(m, s)| Compared::of(&m.assessed, a, &s.comparison).lower());
        lines.extend(lower.map(|lower| sentence(&lower)));
        for old in &moment.replaced {
            let score = old.score.map_or("no score".to_owned(), Ratio::score);
            lines.push(format!("Replaces {score} of {}.", old.finished.format("%-d %b %Y")));
        }
    }
    lines.extend(timeline.warnings.iter().map(|w| format!("Attention: {}", sentence(w))));
    lines
}

pub(super) fn take(talk: &mut Talk<'_>, screen: &History, line: &str) -> Told<bool> {
    if line == "b" {
        talk.act(Action::Back)?;
        return Ok(true);
    }
    let (action, number) = match line.strip_prefix('c') {
        Some(rest) => (Action::Compare, rest.trim()),
        None => (Action::Open, line),
    };
    let Some(at) = place(number, screen.timeline.moments.len()) else { return Ok(false) };
    talk.select(at)?;
    talk.act(action)?;
    Ok(true)
}
