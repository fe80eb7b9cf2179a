//! The result along a pathway: its stages with what is in place, and the selected one below.

use crate::app::scroll::Scroll;
use crate::app::shown::Shown;
use crate::model::PracticeId;
use crate::pathways::{StageProgress, counts, current, progress};
use crate::text::Clean;
use crate::text::width::wrap;
use crate::tui::theme::Role;
use crate::tui::widget::rows::labelled;
use crate::tui::widget::{Page, Row, rows as drawn};

/// Draws the stages; with a scroll, the selected stage whole.
pub fn draw(shown: &Shown, selected: usize, scroll: Option<&Scroll>, page: &mut Page<'_>) {
    let Some(pathway) = shown.along() else { return };
    let stages = progress(&shown.questionnaire, pathway, &shown.card);
    let selected = selected.min(stages.len().saturating_sub(1));
    let width = page.width();
    if let (Some(scroll), Some(stage)) = (scroll, stages.get(selected)) {
        let mut list = vec![Row::blank()];
        list.extend(wrapped(&format!("{}  {}", selected + 1, stage.stage.title), 3, width, Role::Strong));
        list.push(Row::text(3, counts(stage), Role::Text));
        list.extend(whole(shown, stage, width));
        drawn::draw_from(page, &list, scroll.start(list.len(), page.height()));
        return;
    }
    let mut list = head(shown, &pathway.title, width);
    let here = current(&stages);
    for (i, stage) in stages.iter().enumerate() {
        let role = if i == selected { Role::Selected } else { Role::Text };
        let title = format!("{}  {}", i + 1, stage.stage.title);
        let mut rows = wrapped(&title, 3, width, role);
        let state = match () {
            () if here == Some(i) => ", current stage",
            () if stage.is_complete() => ", complete",
            () => "",
        };
        let counted = if here == Some(i) { Role::Strong } else { Role::Text };
        rows.push(Row::text(6, format!("{}{state}", counts(stage)), counted));
        for (n, row) in rows.into_iter().enumerate() {
            let first = i == selected && n == 0;
            let mut row = if first { row.marked(1) } else { row };
            row.selected = i == selected;
            list.push(row);
        }
    }
    if let Some(stage) = stages.get(selected) {
        let below = whole(shown, stage, width);
        // What fits below the stages; enter shows the rest.
        let left = page.height().saturating_sub(list.len());
        let more = below.len() > left;
        list.extend(below.into_iter().take(if more { left.saturating_sub(1) } else { left }));
        if more && left > 0 {
            list.push(Row::text(3, "enter shows the whole stage", Role::Quiet));
        }
    }
    drawn::draw(page, &list);
}

/// Which pathway it is, and why.
fn head(shown: &Shown, title: &str, width: usize) -> Vec<Row> {
    let why = shown.suggested().map_or(String::new(), |why| format!(": {why}"));
    let followed = if shown.pathway().is_some() { "" } else { " (the roadmap follows none)" };
    let mut list = wrapped(&format!("{title}{why}{followed}"), 3, width, Role::Text);
    list.push(Row::blank());
    list
}

fn wrapped(text: &str, x: usize, width: usize, role: Role) -> Vec<Row> {
    let clean = Clean::line(text);
    wrap(clean.as_str(), width.saturating_sub(x + 1)).into_iter().map(|l| Row::text(x, l, role)).collect()
}

/// When a stage is done, and what is not in place.
fn whole(shown: &Shown, stage: &StageProgress<'_>, width: usize) -> Vec<Row> {
    let inner = width.saturating_sub(15);
    let mut list = vec![Row::blank()];
    let mut put = |label: &str, text: &str| {
        list.extend(labelled(label, 3, 11, &wrap(Clean::line(text).as_str(), inner), Role::Text));
    };
    put("Done when", &stage.stage.done_when);
    let title = |id: &PracticeId| {
        shown
            .questionnaire
            .practice(id)
            .map_or_else(|| id.to_string(), |(_, _, p)| format!("{id} {}", p.title))
    };
    for (label, ids) in [
        ("Missing", &stage.missing),
        ("Open", &stage.open),
        ("In place", &stage.in_place),
        ("Left out", &stage.left_out),
    ] {
        for (i, id) in ids.iter().enumerate() {
            put(if i == 0 { label } else { "" }, &title(id));
        }
    }
    list
}
