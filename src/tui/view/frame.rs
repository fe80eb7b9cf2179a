//! The frame of every screen: where you are, the state, a line of progress; below, messages and keys.

use crate::app::work::Work;
use crate::app::{Action, App, Context, Overlay};
use crate::text::Clean;
use crate::text::width::{cells, fit, wrap};
use crate::tui::theme::Role;
use crate::tui::widget::Page;

use super::find;

/// Rows that the head takes.
pub const HEAD: usize = 2;
/// Rows that the foot takes.
pub const FOOT: usize = 2;

/// The head: left where you are, right the state, below a rule whose first part is done.
pub fn head(page: &mut Page<'_>, left: &str, right: &str, done: usize, whole: usize) {
    // A draft that is only looked at says so itself.
    let told = right.ends_with(page.mark);
    let right = if told { right.to_owned() } else { format!("{right}   {}", page.mark) };
    let right = right.trim_start();
    let space = page.width().saturating_sub(cells(right) + 4);
    let left = fit(left, space, page.glyphs.ellipsis());
    page.put(1, 0, &left, Role::Strong);
    page.put_right(0, right, Role::Text);
    page.rule(1, done, whole);
}

/// The rows between head and foot.
pub fn body<T>(page: &mut Page<'_>, draw: impl FnOnce(&mut Page<'_>) -> T) -> T {
    let (width, height) = (page.width(), page.height().saturating_sub(HEAD + FOOT));
    page.within(0, HEAD, width, height, draw)
}

/// Team and quarter of the draft.
pub fn draft_title(work: &Work) -> String {
    let amends = if work.draft.header.replaces.is_some() { " amended" } else { "" };
    // A long name never pushes the rest off the screen.
    format!("{} {}{amends}", fit(Clean::line(&work.team.name).as_str(), 24, "..."), work.period().spoken())
}

/// Answered questions, and whether all is on the disk.
pub fn draft_state(work: &Work) -> String {
    let (answered, asked) = work.progress();
    let saved = if work.read_only.is_some() {
        "read-only"
    } else if work.trouble.is_some() {
        "NOT SAVED"
    } else if work.is_saved() {
        "saved"
    } else {
        "saving"
    };
    format!("{answered} of {asked}   {saved}")
}

/// The message line and the line of keys.
pub fn foot(app: &App, page: &mut Page<'_>) {
    let trouble = app.work.as_ref().and_then(|w| w.trouble.as_ref());
    let warning = app.notice.as_ref().filter(|n| n.warning);
    // A key that was refused says so even while nothing can be saved; the head says that all the time.
    if let Some(warning) = warning {
        message(page, &warning.text, true);
    } else if let Some(trouble) = trouble {
        message(page, &format!("not saved, kept in memory: {trouble}"), true);
    } else if matches!(app.overlay, Some(Overlay::Find(_))) {
        // The line to type in stands there.
    } else if let Some(notice) = &app.notice {
        message(page, &notice.text, false);
    } else if let Some(state) = find::state(app) {
        message(page, &state, false);
    }
    let height = page.height();
    let hints = hints(app, page.width().saturating_sub(2));
    page.put(1, height - 1, &hints, Role::Quiet);
}

/// A message above the keys. A long one takes up to four rows, over the end of the body.
fn message(page: &mut Page<'_>, text: &str, warning: bool) {
    let lines = wrap(Clean::line(text).as_str(), page.width().saturating_sub(5));
    let rows = lines.len().min(4);
    let (width, top) = (page.width(), page.height().saturating_sub(1 + rows));
    page.within(0, top, width, rows, |page| {
        if rows > 1 {
            page.clear();
        }
        let role = if warning { Role::Warning } else { Role::Text };
        for (y, line) in lines.iter().take(rows).enumerate() {
            page.put(3, y, line, role);
        }
        if warning {
            page.put(1, 0, "!", role);
        }
    });
}

/// The keys that work now and fit into a width. Help is always the last and never cut.
pub fn hints(app: &App, width: usize) -> String {
    let context = app.context();
    let keep = app.keep_hint().unwrap_or_default();
    let mut groups: Vec<(Vec<&str>, &str)> = Vec::new();
    let over = app.overlay.is_some();
    for row in app.keymap.own(context).filter(|r| !r.hint.is_empty() && (over || app.enabled(r.action))) {
        let Some(key) = row.keys.first() else { continue };
        let now = match row.action {
            Action::Keep => keep.as_str(),
            Action::Toggle if app.lists_topics() => "",
            _ => row.hint,
        };
        match groups.last_mut() {
            _ if now.is_empty() => {}
            Some((keys, hint)) if *hint == now => keys.push(key),
            _ => groups.push((vec![key], now)),
        }
    }
    let mut texts: Vec<String> = groups.iter().map(|(keys, hint)| format!("{} {hint}", span(keys))).collect();
    let last = if context.has_globals() { help_hint(app) } else { String::new() };
    let length =
        |texts: &[String]| -> usize { texts.iter().map(|t| cells(t) + 2).sum::<usize>() + cells(&last) };
    while !texts.is_empty() && length(&texts) > width {
        texts.pop();
    }
    if !last.is_empty() {
        texts.push(last);
    }
    texts.join("  ")
}

/// `0-4` for keys that follow each other, else all of them.
fn span(keys: &[&str]) -> String {
    let code = |key: &str| match (key.chars().next(), key.chars().nth(1)) {
        (Some(c), None) => Some(u32::from(c)),
        _ => None,
    };
    let follow = |pair: &[&str]| match pair {
        [a, b] => code(a).zip(code(b)).is_some_and(|(a, b)| a + 1 == b),
        _ => false,
    };
    match keys {
        [first, _, .., last] if keys.windows(2).all(follow) => format!("{first}-{last}"),
        other => other.join(" "),
    }
}

fn help_hint(app: &App) -> String {
    let help = app.keymap.own(Context::Global).find(|r| r.action == Action::Help);
    help.and_then(|r| r.keys.first().map(|key| format!("{key} {}", r.hint))).unwrap_or_default()
}
