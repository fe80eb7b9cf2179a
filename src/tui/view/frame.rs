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
    let (right, space) = (state(page, right), room(page, right));
    page.put(1, 0, &fit_left(left, space, page.glyphs.ellipsis()), Role::Strong);
    page.put_right(0, &right, Role::Text);
    page.rule(1, done, whole);
}

/// The cells of the head that are left of its state.
pub fn room(page: &Page<'_>, right: &str) -> usize {
    page.width().saturating_sub(cells(&state(page, right)) + 4)
}

/// The state with the mark of the whole program. A draft that is only looked at says so itself.
fn state(page: &Page<'_>, right: &str) -> String {
    if page.mark.is_empty() || right.ends_with(page.mark) {
        return right.to_owned();
    }
    format!("{right}   {}", page.mark).trim_start().to_owned()
}

/// Where you are, in the cells there are. A long team name gives way before the quarter and the screen do.
fn fit_left(left: &str, space: usize, ellipsis: &str) -> String {
    let parts = left.rsplit_once("   ").and_then(|(who, screen)| {
        let amended = usize::from(who.ends_with(" amended"));
        let from = who.rmatch_indices(' ').nth(1 + amended)?.0;
        let name = who.get(..from)?;
        Some((name, format!("{}   {screen}", who.get(from..)?)))
    });
    match parts {
        Some((name, rest)) if cells(left) > space && cells(&rest) + 4 <= space => {
            format!("{}{rest}", fit(name, space - cells(&rest), ellipsis))
        }
        _ => fit(left, space, ellipsis),
    }
}

/// The rows between head and foot.
pub fn body<T>(page: &mut Page<'_>, draw: impl FnOnce(&mut Page<'_>) -> T) -> T {
    let (width, height) = (page.width(), page.height().saturating_sub(HEAD + FOOT));
    page.within(0, HEAD, width, height, draw)
}

/// Team and quarter of the draft.
pub fn draft_title(work: &Work) -> String {
    let amends = if work.draft.header.replaces.is_some() { " amended" } else { "" };
    format!("{} {}{amends}", Clean::line(&work.team.name), work.period().spoken())
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
        let undo = app.undo_key().map(|key| format!("   {key} undo")).unwrap_or_default();
        message(page, &format!("{}{undo}", notice.text), false);
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
            Action::Filter if matches!(&app.overlay, Some(Overlay::Help(help)) if help.all) => "this screen",
            _ => row.hint,
        };
        match groups.last_mut() {
            _ if now.is_empty() => {}
            Some((keys, hint)) if *hint == now => keys.push(key),
            _ => groups.push((vec![key], now)),
        }
    }
    // What works everywhere is told where there is room for it.
    if context.has_globals() && !over {
        let told = [Action::Back, Action::Find, Action::Palette, Action::Quit].into_iter();
        // Back within a screen stands beside the help.
        let told = told.filter(|a| *a != Action::Back || !app.inside());
        let rows = told.filter(|a| app.enabled(*a)).filter_map(|a| global(app, a));
        groups.extend(rows.map(|(key, hint)| (vec![key], hint)));
    }
    let mut texts: Vec<String> = groups.iter().map(|(keys, hint)| format!("{} {hint}", span(keys))).collect();
    // How to leave what stands open within the screen is never left out either.
    let fixed =
        [Action::Back, Action::Help].into_iter().filter(|a| *a == Action::Help || (app.inside() && !over));
    let fixed: Vec<String> = fixed
        .filter_map(|a| global(app, a))
        .filter(|_| context.has_globals())
        .map(|(key, hint)| format!("{key} {hint}"))
        .collect();
    let last = fixed.join("  ");
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

/// The first key of what works everywhere, and its hint.
fn global(app: &App, action: Action) -> Option<(&str, &str)> {
    let row = app.keymap.own(Context::Global).find(|r| r.action == action)?;
    row.keys.first().map(|key| (key.as_str(), row.hint))
}
