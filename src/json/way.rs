//! The way from a whole JSON text to one of its values. It is put into words only where somebody is told of it.

use std::rc::Rc;

use super::diagnostic::{item_path, key_path};

/// A way. Cheap to make and to clone, for it is made for every value and told of few.
#[derive(Debug, Clone, Default)]
pub struct Way<'a>(Option<Rc<Step<'a>>>);

#[derive(Debug)]
struct Step<'a> {
    before: Way<'a>,
    to: To<'a>,
}

#[derive(Debug)]
enum To<'a> {
    Key(&'a str),
    Item(usize),
}

impl<'a> Way<'a> {
    /// On to the value of a key.
    #[must_use]
    pub fn key(&self, key: &'a str) -> Self {
        Self(Some(Rc::new(Step { before: self.clone(), to: To::Key(key) })))
    }

    /// On to an item of a list.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        Self(Some(Rc::new(Step { before: self.clone(), to: To::Item(index) })))
    }

    /// As people read it: `questions[3].prompt`; empty for the whole text.
    pub fn path(&self) -> String {
        let mut steps = Vec::new();
        let mut at = &self.0;
        while let Some(step) = at {
            steps.push(&step.to);
            at = &step.before.0;
        }
        steps.into_iter().rev().fold(String::new(), |path, to| match to {
            To::Key(key) => key_path(&path, key),
            To::Item(index) => item_path(&path, *index),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_reads_as_a_path() {
        let way = Way::default();
        assert_eq!(way.path(), "");
        let question = way.key("questions").item(3);
        assert_eq!(question.key("prompt").path(), "questions[3].prompt");
        assert_eq!(question.key("a b").path(), "questions[3][\"a b\"]");
    }
}
