//! A cursor over a JSON tree that collects problems instead of stopping at the first one.
//! It knows forms of values (texts, numbers, ids), not what a questionnaire is.

use std::cell::RefCell;
use std::fmt::Display;
use std::str::FromStr;

use crate::json::diagnostic::{Diagnostic, Position, key_path, quoted};
use crate::json::tree::{Node, Property, Tree, Value};
use crate::json::way::Way;
use crate::model::id::IdError;

/// The longest name or title, in characters.
pub(super) const NAME_LIMIT: usize = 200;
/// The longest other text, in characters.
pub(super) const TEXT_LIMIT: usize = 4000;
/// The most entries of one list or object.
const ENTRY_LIMIT: usize = 5000;
/// At most so many names are listed where one is asked for that is not among them.
const NAMED_LIMIT: usize = 12;
/// No more problems than this are kept, so that a hostile file cannot fill the memory with them.
const PROBLEM_LIMIT: usize = 1000;

/// A parsed file with the name it is shown under.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// The name.
    pub name: String,
    /// The content.
    pub tree: Tree,
}

/// The problems found so far.
#[derive(Debug, Default)]
pub(super) struct Report {
    found: RefCell<(Vec<Diagnostic>, usize)>,
}

impl Report {
    pub fn add(&self, problem: Diagnostic) {
        let (kept, dropped) = &mut *self.found.borrow_mut();
        if kept.len() < PROBLEM_LIMIT {
            kept.push(problem);
        } else {
            *dropped += 1;
        }
    }

    /// Whether further problems are only counted, so that it is not worth saying much about them.
    fn is_full(&self) -> bool {
        self.found.borrow().0.len() >= PROBLEM_LIMIT
    }

    /// All problems in order of place; a last one says how many were left out.
    pub fn finish(self) -> Vec<Diagnostic> {
        let (mut kept, dropped) = self.found.into_inner();
        kept.sort();
        kept.dedup();
        if dropped > 0
            && let Some(last) = kept.last()
        {
            let at = Position { line: last.line, column: last.column };
            let message = format!("{dropped} more problems are not listed");
            let more = Diagnostic::error(&last.file, at, "", message).remedy("correct the listed ones first");
            kept.push(more);
        }
        kept
    }
}

/// A value in a file, with the path that leads to it.
#[derive(Debug, Clone)]
pub(super) struct Cursor<'a> {
    report: &'a Report,
    source: &'a Source,
    node: &'a Node,
    way: Way<'a>,
}

/// The keys of an object.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    at: Cursor<'a>,
}

impl<'a> Cursor<'a> {
    /// The value of a whole file.
    pub fn root(report: &'a Report, source: &'a Source) -> Self {
        Self { report, source, node: &source.tree.root, way: Way::default() }
    }

    pub fn report_is_full(&self) -> bool {
        self.report.is_full()
    }

    pub fn node(&self) -> &'a Node {
        self.node
    }

    pub fn line(&self) -> usize {
        self.source.tree.position(self.node.span.start).line
    }

    /// `on line 12`, or `on line 12 of a.json` where the other place is in another file.
    pub fn place_from(&self, other: &Cursor<'_>) -> String {
        if std::ptr::eq(self.source, other.source) {
            format!("on line {}", self.line())
        } else {
            format!("on line {} of {}", self.line(), self.source.name)
        }
    }

    pub fn error(&self, message: impl Into<String>, expected: impl Into<String>, remedy: impl Into<String>) {
        let at = self.source.tree.position(self.node.span.start);
        let problem = Diagnostic::error(&self.source.name, at, &self.way.path(), message);
        self.report.add(problem.expected(expected).remedy(remedy));
    }

    /// Reports that the value is not what was expected.
    pub fn wrong(&self, expected: impl Into<String>) {
        self.error(format!("found {}", describe(self.node)), expected, "correct the value");
    }

    fn child(&self, node: &'a Node, way: Way<'a>) -> Self {
        Self { report: self.report, source: self.source, node, way }
    }

    /// The keys of an object; any key that is not in `known` is a problem.
    pub fn fields(&self, known: &[&str]) -> Option<Fields<'a>> {
        for property in self.properties()?.iter().filter(|p| !known.contains(&p.key.as_str())) {
            let remedy = match crate::text::spelling::closest(&property.key, known.iter().copied()) {
                Some(near) => format!("did you mean \"{near}\"?"),
                None => "remove it".to_owned(),
            };
            let at = self.source.tree.position(property.key_span.start);
            let path = key_path(&self.way.path(), &property.key);
            let message = format!("unknown key {}", quoted(&property.key));
            let problem = Diagnostic::error(&self.source.name, at, &path, message);
            self.report.add(problem.expected(format!("one of {}", known.join(", "))).remedy(remedy));
        }
        Some(Fields { at: self.clone() })
    }

    /// The keys of an object whatever they are, each with a cursor on its value.
    pub fn entries(&self) -> Option<Vec<(&'a str, Self)>> {
        let entry = |p: &'a Property| (p.key.as_str(), self.child(&p.node, self.way.key(&p.key)));
        Some(self.properties()?.iter().map(entry).collect())
    }

    fn properties(&self) -> Option<&'a [Property]> {
        if let Value::Object(properties) = &self.node.value {
            self.within_limit(properties.len())?;
            return Some(properties);
        }
        self.wrong("an object");
        None
    }

    /// The value of a key, when this is an object that has it.
    pub fn get(&self, key: &str) -> Option<Self> {
        let found = self.node.property(key)?;
        Some(self.child(&found.node, self.way.key(&found.key)))
    }

    /// The items of a list; anything else is a problem.
    pub fn items(&self) -> Option<Vec<Self>> {
        let Some(items) = self.node.items() else {
            self.wrong("a list");
            return None;
        };
        self.within_limit(items.len())?;
        self.items_if_list()
    }

    fn within_limit(&self, entries: usize) -> Option<()> {
        if entries > ENTRY_LIMIT {
            self.error(format!("found {entries} entries"), format!("at most {ENTRY_LIMIT}"), "split it");
        }
        (entries <= ENTRY_LIMIT).then_some(())
    }

    /// The items, when this is a list.
    pub fn items_if_list(&self) -> Option<Vec<Self>> {
        let item = |(index, node)| self.child(node, self.way.item(index));
        Some(self.node.items()?.iter().enumerate().map(item).collect())
    }

    /// Reads every item, also after one that is wrong; none when one of them is.
    pub fn each<T>(&self, mut read: impl FnMut(&Self) -> Option<T>) -> Option<Vec<T>> {
        let read: Vec<Option<T>> = self.items()?.iter().map(&mut read).collect();
        read.into_iter().collect()
    }

    /// As `each`, for lists that must have something in them.
    pub fn some<T>(&self, read: impl FnMut(&Self) -> Option<T>) -> Option<Vec<T>> {
        let list = self.each(read)?;
        if list.is_empty() {
            self.error("the list is empty", "at least one entry", "add one");
            return None;
        }
        Some(list)
    }

    /// A text of 1 to 4,000 characters.
    pub fn text(&self) -> Option<String> {
        self.text_up_to(TEXT_LIMIT)
    }

    /// A name or title: a text of 1 to 200 characters.
    pub fn name(&self) -> Option<String> {
        self.text_up_to(NAME_LIMIT)
    }

    fn text_up_to(&self, limit: usize) -> Option<String> {
        let text = self.raw_text("a text")?;
        let length = text.chars().count();
        if text.trim().is_empty() {
            self.error("the text is empty", "a text", "write one, or leave an optional key out");
        } else if length > limit {
            self.error(format!("the text has {length} characters"), format!("at most {limit}"), "shorten it");
        } else {
            return Some(text.to_owned());
        }
        None
    }

    /// Any text; anything else is reported with what was expected.
    pub fn raw_text(&self, expected: &str) -> Option<&'a str> {
        let text = self.node.text();
        if text.is_none() {
            self.wrong(expected);
        }
        text
    }

    /// A whole number in these bounds. `3.0` and `"3"` are none.
    pub fn whole(&self, least: u32, most: u32) -> Option<u32> {
        let number = match &self.node.value {
            Value::Number(text) => text.parse::<u32>().ok().filter(|n| (least..=most).contains(n)),
            _ => None,
        };
        if number.is_none() {
            let most = if most == u32::MAX { "4294967295".to_owned() } else { most.to_string() };
            self.wrong(format!("a whole number from {least} to {most}"));
        }
        number
    }

    pub fn small(&self, least: u8, most: u8) -> Option<u8> {
        self.whole(least.into(), most.into()).and_then(|n| u8::try_from(n).ok())
    }

    /// A whole number from `-most` to `most`.
    pub fn signed(&self, most: i8) -> Option<i8> {
        let number = match &self.node.value {
            Value::Number(text) => text.parse::<i8>().ok().filter(|n| (-most..=most).contains(n)),
            _ => None,
        };
        if number.is_none() {
            self.wrong(format!("a whole number from -{most} to {most}"));
        }
        number
    }

    pub fn flag(&self) -> Option<bool> {
        if let Value::Bool(flag) = self.node.value {
            return Some(flag);
        }
        self.wrong("true or false");
        None
    }

    /// An id of some kind.
    pub fn id<T: FromStr<Err = IdError>>(&self) -> Option<T> {
        self.parsed(self.raw_text("a text")?)
    }

    /// An id that stands in `text`, which is this value or the key that leads to it.
    pub fn parsed<T: FromStr<Err = IdError>>(&self, text: &str) -> Option<T> {
        match text.parse() {
            Ok(id) => Some(id),
            Err(IdError { kind, expected, text }) => {
                self.error(format!("{} is not a {kind}", quoted(&text)), expected, "correct it");
                None
            }
        }
    }

    /// Reports an id that nothing defines, with the closest one that exists, or all where there are few.
    pub fn unknown(&self, kind: &str, id: &impl Display, known: impl Iterator<Item = String>) {
        let known: Vec<String> = if self.report_is_full() { Vec::new() } else { known.collect() };
        let remedy = match crate::text::spelling::closest(&id.to_string(), known.iter().map(String::as_str)) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None if (1..=NAMED_LIMIT).contains(&known.len()) => format!("there are: {}", known.join(", ")),
            None => "correct it, or define it".to_owned(),
        };
        self.error(format!("no {kind} \"{id}\""), format!("a {kind} of this questionnaire"), remedy);
    }
}

impl<'a> Fields<'a> {
    /// A key that may be absent.
    pub fn get(&self, key: &str) -> Option<Cursor<'a>> {
        self.at.get(key)
    }

    /// A key that must be there.
    pub fn need(&self, key: &str) -> Option<Cursor<'a>> {
        let found = self.get(key);
        if found.is_none() {
            self.at.error(format!("\"{key}\" is missing"), format!("a key \"{key}\""), "add it");
        }
        found
    }

    /// Reads a key that must be there.
    pub fn required<T>(&self, key: &str, read: impl FnOnce(&Cursor<'a>) -> Option<T>) -> Option<T> {
        self.need(key).and_then(|at| read(&at))
    }

    /// Reads a key that may be absent and has its default then; none only when it is there and wrong.
    pub fn optional<T: Default>(&self, key: &str, read: impl FnOnce(&Cursor<'a>) -> Option<T>) -> Option<T> {
        self.get(key).map_or_else(|| Some(T::default()), |at| read(&at))
    }
}

/// A value in a few words, for `found ...`.
fn describe(node: &Node) -> String {
    match &node.value {
        Value::Object(_) => "an object".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::String(text) => format!("the text {}", quoted(text)),
        Value::Number(text) => quoted(text).trim_matches('"').to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Null => "null".to_owned(),
    }
}
