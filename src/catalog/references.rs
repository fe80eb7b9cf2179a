//! The ids that a questionnaire defines and names: each defined once, each named one exists, no circles.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use super::reader::Cursor;
use crate::model::{DimensionCode, Level, PracticeId, QuestionId, Slug};

/// The ids of one kind with the place where each is defined, also of entries that are otherwise broken.
#[derive(Debug)]
pub(super) struct Names<'a, T> {
    kind: &'static str,
    entries: Vec<(T, Cursor<'a>)>,
    index: BTreeMap<T, usize>,
    /// False when the list itself could not be read: then nothing can be said about a name that is not in it.
    pub complete: bool,
}

impl<'a, T: Ord + Clone + Display> Names<'a, T> {
    pub fn new(kind: &'static str) -> Self {
        Self { kind, entries: Vec::new(), index: BTreeMap::new(), complete: true }
    }

    /// Adds a definition; a second one is a problem.
    pub fn define(&mut self, id: &T, at: &Cursor<'a>) {
        if let Some((_, first)) = self.index.get(id).and_then(|i| self.entries.get(*i)) {
            let message = format!("the {} \"{id}\" is defined again", self.kind);
            at.error(
                message,
                format!("each once; the first is {}", first.place_from(at)),
                "give it another id",
            );
        } else {
            self.index.insert(id.clone(), self.entries.len());
        }
        self.entries.push((id.clone(), at.clone()));
    }

    /// How many there are, counting those defined again.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn has(&self, id: &T) -> bool {
        self.index.contains_key(id)
    }

    /// Whether a named id may stand: it exists, or nothing can be said. Reports it otherwise.
    pub fn resolve(&self, id: &T, at: &Cursor<'_>) {
        if self.complete && !self.has(id) {
            at.unknown(self.kind, id, self.index.keys().map(ToString::to_string));
        }
    }
}

/// Reads every entry of a list; one that stands in it twice is a problem.
pub(super) fn once<'a, T: Ord + Clone + Display>(
    list: &Cursor<'a>,
    mut read: impl FnMut(&Cursor<'a>) -> Option<T>,
) -> Option<Vec<T>> {
    let mut seen = BTreeSet::new();
    list.each(|at| {
        let id = read(at)?;
        if !seen.insert(id.clone()) {
            at.error(format!("\"{id}\" is listed twice"), "each once", "remove one of the two");
        }
        Some(id)
    })
}

/// As `once`, for lists that must have something in them.
pub(super) fn some_once<'a, T: Ord + Clone + Display>(
    list: &Cursor<'a>,
    read: impl FnMut(&Cursor<'a>) -> Option<T>,
) -> Option<Vec<T>> {
    let entries = once(list, read);
    if list.items_if_list().is_some_and(|items| items.is_empty()) {
        list.error("the list is empty", "at least one entry", "add one");
        return None;
    }
    entries
}

/// Everything that is named across questions and files.
#[derive(Debug)]
pub(super) struct References<'a> {
    pub dimensions: Names<'a, Slug>,
    pub codes: Names<'a, DimensionCode>,
    pub questions: Names<'a, QuestionId>,
    pub practices: Names<'a, PracticeId>,
    /// The level of every practice whose level is known.
    pub levels: BTreeMap<PracticeId, Level>,
    /// Which practice requires which, and where it says so.
    pub requires: Vec<(PracticeId, PracticeId, Cursor<'a>)>,
    /// Questions that something names.
    pub named_questions: Vec<(QuestionId, Cursor<'a>)>,
    /// Practices that something names.
    pub named_practices: Vec<(PracticeId, Cursor<'a>)>,
}

impl<'a> References<'a> {
    pub fn new() -> Self {
        Self {
            dimensions: Names::new("dimension"),
            codes: Names::new("dimension code"),
            questions: Names::new("question"),
            practices: Names::new("practice"),
            levels: BTreeMap::new(),
            requires: Vec::new(),
            named_questions: Vec::new(),
            named_practices: Vec::new(),
        }
    }

    /// Reads the id of a question that something names.
    pub fn question(&mut self, at: &Cursor<'a>) -> Option<QuestionId> {
        let id: QuestionId = at.id()?;
        self.named_questions.push((id.clone(), at.clone()));
        Some(id)
    }

    /// Reads the id of a practice that something names.
    pub fn practice(&mut self, at: &Cursor<'a>) -> Option<PracticeId> {
        let id: PracticeId = at.id()?;
        self.named_practices.push((id.clone(), at.clone()));
        Some(id)
    }

    /// Checks what can only be checked when everything has been read. `complete` says whether every dimension
    /// could be read; if not, ids of a dimension that is not known are let pass.
    pub fn check(&self, complete: bool) {
        let judged = |id: &str| {
            let code = id.split('-').next().unwrap_or_default();
            complete || DimensionCode::parse(code).is_ok_and(|c| self.codes.has(&c))
        };
        for (id, at) in self.named_questions.iter().filter(|(id, _)| judged(id.as_str())) {
            self.questions.resolve(id, at);
        }
        for (id, at) in self.named_practices.iter().filter(|(id, _)| judged(id.as_str())) {
            self.practices.resolve(id, at);
        }
        for (from, to, at) in &self.requires {
            let levels = self.levels.get(from).zip(self.levels.get(to));
            if from == to {
                at.error(format!("\"{from}\" requires itself"), "another practice", "remove it");
            } else if let Some((own, other)) = levels.filter(|(own, other)| other > own) {
                let message = format!("\"{from}\" of level {own} requires \"{to}\" of level {other}");
                at.error(
                    message,
                    format!("a practice of level {own} or lower"),
                    "remove it, or move one of the two",
                );
            }
        }
        self.circles();
    }

    /// Reports every `requires` that closes a circle, with the circle. Plain loops: chains can be long.
    fn circles(&self) {
        let mut next: BTreeMap<&PracticeId, Vec<(&PracticeId, &Cursor<'a>)>> = BTreeMap::new();
        for (from, to, at) in self.requires.iter().filter(|(from, to, _)| from != to) {
            next.entry(from).or_default().push((to, at));
        }
        let mut done: BTreeSet<&PracticeId> = BTreeSet::new();
        for start in next.keys().copied() {
            let mut way: Vec<(&PracticeId, usize)> =
                if done.contains(start) { Vec::new() } else { vec![(start, 0)] };
            let mut on_way: BTreeSet<&PracticeId> = way.iter().map(|(id, _)| *id).collect();
            while let Some((id, turn)) = way.last_mut() {
                let id = *id;
                let step = next.get(id).and_then(|to| to.get(*turn)).copied();
                *turn += 1;
                match step {
                    Some((to, at)) if on_way.contains(to) => report_circle(&way, to, at),
                    Some((to, _)) if !done.contains(to) => {
                        on_way.insert(to);
                        way.push((to, 0));
                    }
                    Some(_) => {}
                    None => {
                        way.pop();
                        on_way.remove(id);
                        done.insert(id);
                    }
                }
            }
        }
    }
}

fn report_circle(way: &[(&PracticeId, usize)], to: &PracticeId, at: &Cursor<'_>) {
    // A long way is not written down for a problem that will only be counted.
    let way = if at.report_is_full() { &[] } else { way };
    let circle: Vec<&str> =
        way.iter().map(|(id, _)| id.as_str()).skip_while(|id| *id != to.as_str()).collect();
    let shown = if circle.len() > 10 {
        format!(
            "{} -> … ({} practices)",
            circle.iter().take(10).copied().collect::<Vec<_>>().join(" -> "),
            circle.len()
        )
    } else {
        circle.join(" -> ")
    };
    at.error(format!("requires goes in a circle: {shown} -> {to}"), "no circle", "remove one of the steps");
}
