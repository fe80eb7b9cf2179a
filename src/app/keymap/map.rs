//! The keys as they are in force: the table with a person's changes. It answers what a key does and which rows work.

use crate::app::action::Action;
use crate::app::key::Key;

use super::{BINDINGS, Context, sequence};

/// One row in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where it works.
    pub context: Context,
    /// Names of keys; two names with a space between are pressed one after the other. None when it was unbound.
    pub keys: Vec<String>,
    /// What it does.
    pub action: Action,
    /// For the help: what happens.
    pub help: &'static str,
    /// For the footer: one or two words, empty to stay out of it.
    pub hint: &'static str,
    /// Whether the keys are other ones than those of the table.
    pub changed: bool,
}

/// What a key does in a context: its own rows first, then those bound everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup {
    /// It does this.
    Does(Action),
    /// It is the first of two; wait for the next key.
    Prefix,
    /// It does nothing here.
    Nothing,
}

/// All keys in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    pub(super) rows: Vec<Row>,
}

impl Default for Keymap {
    /// The table as it is.
    fn default() -> Self {
        let row = |b: &super::Binding| Row {
            context: b.context,
            keys: b.keys.iter().map(|k| (*k).to_owned()).collect(),
            action: b.action,
            help: b.help,
            hint: b.hint,
            changed: false,
        };
        Self { rows: BINDINGS.iter().map(row).collect() }
    }
}

impl Keymap {
    /// All rows, by context in the order of the help.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        Context::ALL.into_iter().flat_map(|context| self.own(context))
    }

    /// The rows of a context itself.
    pub fn own(&self, context: Context) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |r| r.context == context)
    }

    /// The rows that work in a context: its own, then those bound everywhere.
    pub fn working(&self, context: Context) -> impl Iterator<Item = &Row> {
        let global = context != Context::Global && context.has_globals();
        self.own(context).chain(self.own(Context::Global).filter(move |_| global))
    }

    /// Looks a key up. `pending` is the first key of a pair that was pressed before.
    pub fn lookup(&self, context: Context, pending: Option<Key>, key: Key) -> Lookup {
        let mut prefix = false;
        for row in self.working(context) {
            for name in &row.keys {
                let (first, second) = sequence(name);
                match (pending, second) {
                    (Some(p), Some(second)) if first == Some(p) && second == key => {
                        return Lookup::Does(row.action);
                    }
                    (None, None) if first == Some(key) => return Lookup::Does(row.action),
                    (None, Some(_)) if first == Some(key) => prefix = true,
                    _ => {}
                }
            }
        }
        if prefix { Lookup::Prefix } else { Lookup::Nothing }
    }

    /// The second keys after a first one, each with its row, in the order of the table.
    pub fn after(&self, context: Context, first: Key) -> Vec<(Key, &Row)> {
        let pairs = |row: &Row| -> Vec<Key> {
            let pair = |name: &String| match sequence(name) {
                (Some(one), second) if one == first => second,
                _ => None,
            };
            row.keys.iter().filter_map(pair).collect()
        };
        self.working(context).flat_map(|row| pairs(row).into_iter().map(move |key| (key, row))).collect()
    }

    /// The first key of an action where it works, as people read it.
    pub fn key_of(&self, context: Context, action: Action) -> Option<&str> {
        self.working(context).find(|r| r.action == action)?.keys.first().map(String::as_str)
    }
}
