//! A person's changes to the keys, and everything that can be wrong with them, found at once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::app::action::Action;
use crate::app::key::{Code, Key};
use crate::text::spelling::closest;

use super::{Context, Keymap, Row, sequence};

/// Context, action, and the keys that replace its own; none unbind it.
pub type Patch = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// Something wrong with a change. The names are those of the patch, so that a reader can find their place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeymapProblem {
    /// The context as written.
    pub context: String,
    /// The action as written; none when the context is wrong.
    pub action: Option<String>,
    /// The key as written; none when the action or the context is wrong.
    pub key: Option<String>,
    /// What is wrong.
    pub trouble: Trouble,
}

/// What is wrong with a change. `with` names the other action, `near` what was probably meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trouble {
    /// There is no such context.
    UnknownContext {
        /// What was probably meant.
        near: Option<&'static str>,
    },
    /// There is no such action in this context.
    UnknownAction {
        /// What was probably meant.
        near: Option<&'static str>,
    },
    /// This is no name of a key.
    NotAKey,
    /// A terminal can not tell this key from another one.
    SameAs(&'static str),
    /// Letters are typed here.
    Types,
    /// The key has a meaning in this context already.
    Twice {
        /// The other action.
        with: &'static str,
    },
    /// The key works everywhere already, or in a screen of its own.
    Shadows {
        /// The other action.
        with: &'static str,
        /// Where that works.
        context: &'static str,
    },
    /// One key alone would act and also start two that are pressed one after the other.
    Pair {
        /// The other action.
        with: &'static str,
    },
    /// Without this there would be no way to it any more.
    LastWay,
}

impl fmt::Display for KeymapProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = self.key.as_deref().unwrap_or_default();
        let action = self.action.as_deref().unwrap_or_default();
        let context = &self.context;
        let meant = |f: &mut fmt::Formatter<'_>, near: Option<&str>| match near {
            Some(near) => write!(f, "; did you mean {near:?}?"),
            None => f.write_str("; quaymark keys --format json lists them"),
        };
        match &self.trouble {
            Trouble::UnknownContext { near } => {
                write!(f, "there is no context {context:?}")?;
                meant(f, *near)
            }
            Trouble::UnknownAction { near } => {
                write!(f, "there is no action {action:?} in {context:?}")?;
                meant(f, *near)
            }
            Trouble::NotAKey => {
                write!(f, "{key:?} is not a key; a key is a character, or a name such as enter, f5 or ctrl-r")
            }
            Trouble::SameAs(other) => write!(f, "a terminal sends {key:?} as {other}; bind that instead"),
            Trouble::Types => write!(
                f,
                "{key:?} can not be bound in {context:?}, where it edits text; take one key with ctrl, or f1 to f24"
            ),
            Trouble::Twice { with } => write!(f, "{key:?} is bound to {with} in {context:?} already"),
            Trouble::Shadows { with, context: other } => {
                write!(f, "{key:?} is bound to {with} in {other:?}, which works here as well")
            }
            Trouble::Pair { with } => {
                write!(f, "{key:?} can not act alone and also begin two keys; see {with}")
            }
            Trouble::LastWay => write!(f, "{action} needs a key in {context:?}: there is no other way to it"),
        }
    }
}

impl Keymap {
    /// The table with a person's changes.
    ///
    /// # Errors
    /// Everything that is wrong with them, in the order of the patch; then no change counts.
    pub fn patched(patch: &Patch) -> Result<Self, Vec<KeymapProblem>> {
        let mut map = Self::default();
        if patch.is_empty() {
            // Tests walk the table itself; checking it again would be most of what starting the program costs.
            return Ok(map);
        }
        let mut problems = Vec::new();
        let mut written = BTreeMap::new();
        for (name, actions) in patch {
            let Some(context) = Context::ALL.into_iter().find(|c| c.id() == *name) else {
                let near = closest(name, Context::ALL.into_iter().map(Context::id));
                problems.push(problem(name, None, None, Trouble::UnknownContext { near }));
                continue;
            };
            for (action, keys) in actions {
                let at = map.rows.iter().position(|r| r.context == context && r.action.id() == action);
                let Some(row) = at.and_then(|at| map.rows.get_mut(at)) else {
                    let near = closest(action, map.own(context).map(|r| r.action.id()));
                    problems.push(problem(name, Some(action), None, Trouble::UnknownAction { near }));
                    continue;
                };
                let mut taken: Vec<String> = Vec::new();
                for key in keys {
                    match canonical(key, context) {
                        Ok(canonical) => {
                            written.insert((context, row.action, canonical.clone()), key.clone());
                            if !taken.contains(&canonical) {
                                taken.push(canonical);
                            }
                        }
                        Err(trouble) => problems.push(problem(name, Some(action), Some(key), trouble)),
                    }
                }
                row.changed = row.keys != taken;
                row.keys = taken;
            }
        }
        let found: BTreeSet<_> = clashes(&map).into_iter().collect();
        let mut pairs = BTreeSet::new();
        // Beginning two keys is one mistake, however many pairs the key begins.
        let found = found.into_iter().filter(|(row, key, trouble)| {
            !matches!(trouble, Trouble::Pair { .. }) || pairs.insert((*row, key.clone()))
        });
        problems.extend(found.map(|(row, key, trouble)| {
            let key = written.get(&(row.0, row.1, key.clone())).unwrap_or(&key);
            problem(row.0.id(), Some(row.1.id()), Some(key), trouble)
        }));
        problems.extend(lost(&map));
        if problems.is_empty() { Ok(map) } else { Err(problems) }
    }
}

fn problem(context: &str, action: Option<&str>, key: Option<&str>, trouble: Trouble) -> KeymapProblem {
    KeymapProblem {
        context: context.to_owned(),
        action: action.map(str::to_owned),
        key: key.map(str::to_owned),
        trouble,
    }
}

/// The name of a key or a pair as `Key` writes it.
fn canonical(name: &str, context: Context) -> Result<String, Trouble> {
    let (first, second) = sequence(name);
    let (Some(first), true) = (first, second.is_some() == name.contains(' ')) else {
        return Err(Trouble::NotAKey);
    };
    let keys: Vec<Key> = std::iter::once(first).chain(second).map(lower).collect();
    for key in &keys {
        match (key.ctrl, key.code) {
            (true, Code::Char('i')) => return Err(Trouble::SameAs("tab")),
            (true, Code::Char('m')) => return Err(Trouble::SameAs("enter")),
            (true, Code::Char('[')) => return Err(Trouble::SameAs("esc")),
            (_, Code::Char(c)) if c.is_control() => return Err(Trouble::NotAKey),
            (_, Code::F(n)) if !(1..=24).contains(&n) => return Err(Trouble::NotAKey),
            _ => {}
        }
    }
    let edits = !first.ctrl && matches!(first.code, Code::Char(_) | Code::Backspace | Code::Delete);
    if context.types() && (edits || second.is_some()) {
        return Err(Trouble::Types);
    }
    Ok(keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" "))
}

/// Terminals do not tell ctrl-R from ctrl-r.
fn lower(key: Key) -> Key {
    match key.code {
        Code::Char(c) if key.ctrl => Key::ctrl(c.to_ascii_lowercase()),
        _ => key,
    }
}

/// A row by its names, a key of it, and what is wrong with that.
type Clash = ((Context, Action), String, Trouble);

/// Every key that would mean two things somewhere. The blame is on a row that was changed.
fn clashes(map: &Keymap) -> Vec<Clash> {
    let mut found = Vec::new();
    for context in Context::ALL {
        let keys: Vec<(&Row, &String)> =
            map.working(context).flat_map(|row| row.keys.iter().map(move |key| (row, key))).collect();
        for (at, (row, key)) in keys.iter().enumerate() {
            for (other, second) in keys.iter().skip(at + 1) {
                let pair = begins(key, second) || begins(second, key);
                if *key != *second && !pair {
                    continue;
                }
                let ((blamed, key), (with, _)) =
                    if row.changed { ((row, key), (other, second)) } else { ((other, second), (row, key)) };
                let trouble = if pair {
                    Trouble::Pair { with: with.action.id() }
                } else if with.context == blamed.context {
                    Trouble::Twice { with: with.action.id() }
                } else {
                    Trouble::Shadows { with: with.action.id(), context: with.context.id() }
                };
                found.push(((blamed.context, blamed.action), (*key).clone(), trouble));
            }
        }
    }
    found
}

/// Whether a single key is the first of a pair.
fn begins(one: &str, pair: &str) -> bool {
    pair.split_once(' ').is_some_and(|(first, _)| first == one)
}

/// What nobody could reach any more: the help, the way back, the way out; and where the list of commands does not
/// open, choosing.
fn lost(map: &Keymap) -> Vec<KeymapProblem> {
    let ways: [&[Action]; 4] = [
        &[Action::Help],
        &[Action::Back, Action::Close, Action::No],
        &[Action::Quit, Action::Interrupt],
        &[Action::Accept, Action::Yes],
    ];
    let mut problems = Vec::new();
    for context in Context::ALL {
        let chooses = [Action::Open];
        let choosing = (!context.has_globals()).then_some(chooses.as_slice());
        for way in ways.into_iter().chain(choosing) {
            let rows: Vec<&Row> = map.own(context).filter(|r| way.contains(&r.action)).collect();
            if rows.iter().all(|r| r.keys.is_empty())
                && let Some(row) = rows.iter().find(|r| r.changed)
            {
                let action = Some(row.action.id());
                problems.push(problem(context.id(), action, None, Trouble::LastWay));
            }
        }
    }
    problems
}
