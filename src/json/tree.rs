//! JSON with positions: a text as a tree in which every value and key knows its place.
//! It knows nothing about what the values mean.

use std::collections::BTreeMap;

use jsonc_parser::ast::{Object, Value as Ast};
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::diagnostic::{Diagnostic, Position, quoted};
use super::plain::{self, Limits, advance};
use super::way::Way;

/// After so many duplicate keys no more are looked for.
const DUPLICATE_LIMIT: usize = 1000;
/// Up to so many keys are few.
const FEW_KEYS: usize = 16;

/// Bytes `start` to `end` of the text, without `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Where it is.
    pub span: Span,
}

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Keys with values, in file order.
    Object(Vec<Property>),
    /// A list.
    Array(Vec<Node>),
    /// A text, unescaped.
    String(String),
    /// A number as it was written, so that `3`, `3.0` and `1e999` can be told apart.
    Number(String),
    /// `true` or `false`.
    Bool(bool),
    /// `null`.
    Null,
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Property {
    /// The key, unescaped.
    pub key: String,
    /// Where the key is, with its quotes.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

/// A parsed text.
#[derive(Debug, Clone)]
pub struct Tree {
    /// The value of the whole text.
    pub root: Node,
    /// Every key that stands in its object a second time. A text that has one is refused by its reader;
    /// the tree is there all the same, so that the other problems can be found too.
    pub duplicates: Vec<Diagnostic>,
    text: String,
    marks: Vec<(usize, Position)>,
}

/// Parses the bytes of a file that the caller calls `file`.
///
/// # Errors
/// The first thing that keeps the bytes from being JSON in UTF-8 within the limits.
pub fn parse(file: &str, bytes: &[u8], limits: Limits) -> Result<Tree, Box<Diagnostic>> {
    let text = plain::check(file, bytes, limits)?;
    let marks = marks(text);
    let ast = parse_to_ast(text, &CollectOptions::default(), &strict())
        .map_err(|error| Box::new(syntax(file, text, &error)))?
        .value
        .ok_or_else(|| Box::new(Diagnostic::error(file, Position::START, "", "the file is empty")))?;
    let root = node(ast);
    let mut tree = Tree { root, duplicates: Vec::new(), text: text.to_owned(), marks };
    let mut found = Vec::new();
    duplicates(&tree, file, &tree.root, &Way::default(), &mut found);
    tree.duplicates = found;
    Ok(tree)
}

/// No leniency at all: JSON as RFC 8259 has it.
fn strict() -> ParseOptions {
    ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

fn syntax(file: &str, text: &str, error: &ParseError) -> Diagnostic {
    let offset = error.range().start;
    let cut_off =
        matches!(error.kind(), ParseErrorKind::UnterminatedArray | ParseErrorKind::UnterminatedObject);
    let message = error.kind().to_string();
    let mut letters = message.chars();
    let message = letters.next().map(|c| c.to_lowercase().chain(letters).collect()).unwrap_or(message);
    let remedy = if cut_off {
        "check whether the end of the file is missing"
    } else {
        "correct the JSON here, or just before"
    };
    Diagnostic::error(file, plain::position(text, offset), "", format!("not JSON: {message}")).remedy(remedy)
}

/// A known place about every kibibyte, so that a place in a file of one line is found quickly.
fn marks(text: &str) -> Vec<(usize, Position)> {
    let mut marks = Vec::new();
    let (mut at, mut due) = (Position::START, 0);
    for (offset, c) in text.char_indices() {
        if offset >= due {
            marks.push((offset, at));
            due = offset + 1024;
        }
        at = advance(at, c);
    }
    marks
}

fn span(range: Range) -> Span {
    Span { start: range.start, end: range.end }
}

fn node(ast: Ast<'_>) -> Node {
    let span = span(ast.range());
    let value = match ast {
        Ast::Object(object) => Value::Object(properties(object)),
        Ast::Array(list) => Value::Array(list.elements.into_iter().map(node).collect()),
        Ast::StringLit(text) => Value::String(text.value.into_owned()),
        Ast::NumberLit(number) => Value::Number(number.value.to_owned()),
        Ast::BooleanLit(flag) => Value::Bool(flag.value),
        Ast::NullKeyword(_) => Value::Null,
    };
    Node { value, span }
}

fn properties(object: Object<'_>) -> Vec<Property> {
    let property = |p: jsonc_parser::ast::ObjectProp<'_>| Property {
        key_span: span(p.name.range()),
        key: p.name.into_string(),
        node: node(p.value),
    };
    object.properties.into_iter().map(property).collect()
}

fn duplicates<'t>(tree: &'t Tree, file: &str, node: &'t Node, way: &Way<'t>, found: &mut Vec<Diagnostic>) {
    if found.len() >= DUPLICATE_LIMIT {
        return;
    }
    match &node.value {
        Value::Object(properties) => {
            let mut first: BTreeMap<&str, Span> = BTreeMap::new();
            for (index, p) in properties.iter().enumerate() {
                // Looking through a few keys is quicker than sorting them in.
                let earlier = if properties.len() <= FEW_KEYS {
                    let before = properties.iter().take(index);
                    before.into_iter().find(|e| e.key == p.key).map(|e| e.key_span)
                } else {
                    let earlier = first.get(p.key.as_str()).copied();
                    first.entry(&p.key).or_insert(p.key_span);
                    earlier
                };
                if let Some(earlier) = earlier {
                    let line = tree.position(earlier.start).line;
                    let message = format!("duplicate key {}; the first is on line {line}", quoted(&p.key));
                    let path = way.key(&p.key).path();
                    found.push(
                        Diagnostic::error(file, tree.position(p.key_span.start), &path, message)
                            .remedy("remove one of the two"),
                    );
                }
                if p.node.has_parts() {
                    duplicates(tree, file, &p.node, &way.key(&p.key), found);
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate().filter(|(_, item)| item.has_parts()) {
                duplicates(tree, file, item, &way.item(index), found);
            }
        }
        _ => {}
    }
}

impl Tree {
    /// The text without its byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset.
    pub fn position(&self, offset: usize) -> Position {
        let after = self.marks.partition_point(|(start, _)| *start <= offset);
        let (start, mut at) =
            after.checked_sub(1).and_then(|i| self.marks.get(i)).copied().unwrap_or((0, Position::START));
        for (index, c) in self.text.get(start..).unwrap_or_default().char_indices() {
            if start + index >= offset {
                break;
            }
            at = advance(at, c);
        }
        at
    }

    /// The value at a path such as `questions[3].prompt`; none when there is none, or a key is no plain word.
    pub fn find(&self, path: &str) -> Option<&Node> {
        path.split(['.', '[']).filter(|step| !step.is_empty()).try_fold(&self.root, |node, step| {
            match step.strip_suffix(']') {
                Some(index) => node.items()?.get(index.parse::<usize>().ok()?),
                None => node.get(step),
            }
        })
    }
}

impl Node {
    /// The value of a key, the first one where there are two.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.property(key).map(|p| &p.node)
    }

    /// A key with its value, the first one where there are two.
    pub fn property(&self, key: &str) -> Option<&Property> {
        match &self.value {
            Value::Object(properties) => properties.iter().find(|p| p.key == key),
            _ => None,
        }
    }

    /// Whether there are values within this one.
    fn has_parts(&self) -> bool {
        matches!(self.value, Value::Object(_) | Value::Array(_))
    }

    /// The items of a list.
    pub fn items(&self) -> Option<&[Self]> {
        match &self.value {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The text, when it is one.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }
}

#[cfg(test)]
#[path = "tree_tests.rs"]
mod tests;
