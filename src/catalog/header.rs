//! The lists at the top of a questionnaire that questions refer to: levels, phases, components, sources, the gate.

use std::collections::BTreeMap;

use super::profile::{self, Kinds};
use super::reader::{Cursor, Fields};
use super::references::Names;
use crate::model::profile::AppliesWhen;
use crate::model::questionnaire::{Component, Gate, LevelText, PhaseRef, PhaseText, ProfileQuestion, Source};
use crate::model::{Level, Phase, Ratio, Slug};

/// The largest number in a ratio: more says nothing, and keeps exact arithmetic far from its bounds.
const RATIO_LIMIT: i128 = 1_000_000;

/// What questions can refer to.
#[derive(Debug)]
pub(super) struct Known<'a> {
    phases: Names<'a, Slug>,
    numbers: BTreeMap<Slug, Phase>,
    components: Names<'a, Slug>,
    sources: Names<'a, Slug>,
    profile: Kinds<'a>,
}

/// The lists themselves.
#[derive(Debug)]
pub(super) struct Header {
    pub levels: Vec<LevelText>,
    pub phases: Vec<PhaseText>,
    pub components: Vec<Component>,
    pub gate: Gate,
    pub profile: Vec<ProfileQuestion>,
    pub sources: Vec<Source>,
}

/// Reads the lists. `Known` is there also when one of them is broken, so that the questions can be checked.
pub(super) fn read<'a>(f: &Fields<'a>) -> (Known<'a>, Option<Header>) {
    let mut known = Known {
        phases: Names::new("phase"),
        numbers: BTreeMap::new(),
        components: Names::new("component"),
        sources: Names::new("source"),
        profile: Kinds::new(),
    };
    let levels = f.required("levels", levels);
    let phases = f.required("phases", |at| phases(at, &mut known));
    known.phases.complete = f.get("phases").is_some_and(|at| at.node().items().is_some());
    let components = f.optional("components", |at| at.each(|c| component(c, &mut known.components)));
    known.components.complete = f.get("components").is_none_or(|at| at.node().items().is_some());
    let sources = f.optional("sources", |at| at.each(|c| source(c, &mut known.sources)));
    known.sources.complete = f.get("sources").is_none_or(|at| at.node().items().is_some());
    let profile = f.optional("profile", |at| at.each(|c| profile::question(c, &mut known.profile)));
    known.profile.keys.complete = f.get("profile").is_none_or(|at| at.node().items().is_some());
    let gate = f.required("gate", gate);
    let header = || {
        Some(Header {
            levels: levels?,
            phases: phases?,
            components: components?,
            gate: gate?,
            profile: profile?,
            sources: sources?,
        })
    };
    let header = header();
    (known, header)
}

/// Checks that numbered entries are all there, once each and in order.
pub(super) fn in_order(
    list: &Cursor<'_>,
    what: &str,
    found: &[u8],
    wanted: std::ops::RangeInclusive<u8>,
) -> bool {
    if found.iter().copied().eq(wanted.clone()) {
        return true;
    }
    let missing: Vec<String> = wanted.clone().filter(|n| !found.contains(n)).map(|n| n.to_string()).collect();
    let message = if missing.is_empty() {
        format!("the {what}s are not in order, or one is there twice")
    } else {
        format!("{what} {} is missing", missing.join(", "))
    };
    list.error(
        message,
        format!("{what}s {} to {}, once each, in order", wanted.start(), wanted.end()),
        "correct the list",
    );
    false
}

fn levels(at: &Cursor<'_>) -> Option<Vec<LevelText>> {
    let mut numbers = Vec::new();
    let levels = at.each(|c| {
        let f = c.fields(&["level", "name", "weeks", "summary"])?;
        let level = f.required("level", |c| c.small(0, 4)).and_then(Level::new);
        numbers.extend(level.map(Level::number));
        let name = f.required("name", Cursor::name);
        let weeks = f.optional("weeks", |c| c.name().map(Some));
        let summary = f.optional("summary", Cursor::text);
        Some(LevelText { level: level?, name: name?, weeks: weeks?, summary: summary? })
    });
    let all_read = at.node().items()?.len() == numbers.len();
    let ordered = !all_read || in_order(at, "level", &numbers, 0..=4);
    levels.filter(|_| ordered)
}

fn phases<'a>(at: &Cursor<'a>, known: &mut Known<'a>) -> Option<Vec<PhaseText>> {
    let mut numbers = Vec::new();
    let phases = at.each(|c| {
        let f = c.fields(&["id", "number", "name", "summary"])?;
        let id = define(&f, "id", &mut known.phases);
        let number = f.required("number", |c| c.small(1, 4)).and_then(Phase::new);
        numbers.extend(number.map(Phase::number));
        known.numbers.extend(id.clone().zip(number));
        let name = f.required("name", Cursor::name);
        let summary = f.optional("summary", Cursor::text);
        Some(PhaseText { id: id?, number: number?, name: name?, summary: summary? })
    });
    let all_read = at.node().items()?.len() == numbers.len();
    let ordered = !all_read || in_order(at, "phase", &numbers, 1..=4);
    phases.filter(|_| ordered)
}

/// Reads the id of an entry and notes it as defined.
pub(super) fn define<'a>(f: &Fields<'a>, key: &str, names: &mut Names<'a, Slug>) -> Option<Slug> {
    let at = f.need(key)?;
    let id: Slug = at.id()?;
    names.define(&id, &at);
    Some(id)
}

fn component<'a>(at: &Cursor<'a>, names: &mut Names<'a, Slug>) -> Option<Component> {
    let f = at.fields(&["id", "name", "summary"])?;
    let id = define(&f, "id", names);
    let name = f.required("name", Cursor::name);
    let summary = f.optional("summary", Cursor::text);
    Some(Component { id: id?, name: name?, summary: summary? })
}

fn source<'a>(at: &Cursor<'a>, names: &mut Names<'a, Slug>) -> Option<Source> {
    let f = at.fields(&["key", "title", "edition", "url"])?;
    let key = define(&f, "key", names);
    let title = f.required("title", Cursor::name);
    let edition = f.required("edition", Cursor::name);
    let url = f.optional("url", |c| c.text().map(Some));
    Some(Source { key: key?, title: title?, edition: edition?, url: url? })
}

fn gate(at: &Cursor<'_>) -> Option<Gate> {
    let share = at.fields(&["share"])?.need("share")?;
    let expected = "a ratio above 0 and at most 1, such as \"4/5\"";
    let text = share.raw_text(expected)?;
    let ratio = Ratio::parse(text).filter(|r| {
        text.contains('/') && *r > Ratio::ZERO && *r <= Ratio::ONE && r.denominator() <= RATIO_LIMIT
    });
    if ratio.is_none() {
        share.wrong(expected);
    }
    ratio.map(|share| Gate { share })
}

impl Known<'_> {
    pub fn phase(&self, at: &Cursor<'_>) -> Option<PhaseRef> {
        // Its number is what people write first.
        let id: Slug = at.parsed(at.raw_text("the id of a phase, in double quotes")?)?;
        self.phases.resolve(&id, at);
        let number = self.numbers.get(&id).copied()?;
        Some(PhaseRef { id, number })
    }

    pub fn component(&self, at: &Cursor<'_>) -> Option<Slug> {
        let id: Slug = at.id()?;
        self.components.resolve(&id, at);
        Some(id)
    }

    pub fn source(&self, at: &Cursor<'_>) -> Option<Slug> {
        let key: Slug = at.id()?;
        self.sources.resolve(&key, at);
        Some(key)
    }

    pub fn applies_when(&self, at: &Cursor<'_>) -> Option<AppliesWhen> {
        profile::applies_when(at, &self.profile)
    }
}
