//! Evidence of a question, or the parking lot, over the screen: one row to add, then what is there.

use crate::app::App;
use crate::app::lists::{List, ListOf, evidence};
use crate::app::work::Work;
use crate::model::{Evidence, Parked, Polarity};
use crate::text::Clean;
use crate::text::width::{cells, wrap};
use crate::tui::theme::Role;
use crate::tui::widget::{Page, Row};

use super::overlay::panel;

/// The column of the texts.
const TEXT: usize = 16;

pub fn draw(app: &App, list: &List, page: &mut Page<'_>) {
    let Some(work) = &app.work else { return };
    let mut rows = vec![Row::text(3, title(work, &list.of), Role::Strong)];
    let width = page.width();
    let add = match list.of {
        ListOf::Evidence(_) => "add a line of evidence",
        ListOf::Parked(_) => "park another topic",
    };
    rows.extend(item(list.selected == 0, add, "", "", width));
    match &list.of {
        ListOf::Evidence(id) => {
            for (i, e) in evidence(work, id).iter().enumerate() {
                rows.extend(piece(list.selected == i + 1, e, width));
            }
        }
        ListOf::Parked(_) => {
            for (i, topic) in work.draft.parking_lot.iter().enumerate() {
                rows.extend(parked(list.selected == i + 1, topic, width));
            }
        }
    }
    panel(page, &rows);
}

fn title(work: &Work, of: &ListOf) -> String {
    let count = of.len(work);
    match of {
        ListOf::Evidence(id) => format!("Evidence for {id}   {count}"),
        ListOf::Parked(_) => format!("Parking lot   {count}"),
    }
}

fn piece(here: bool, e: &Evidence, width: usize) -> Vec<Row> {
    let sign = if e.polarity == Polarity::For { "+" } else { "-" };
    let day = e.date.map_or(String::new(), |d| d.format("%-d %b %Y").to_string());
    item(here, &e.reference, &format!("{sign} {}", e.kind.name()), &day, width)
}

fn parked(here: bool, topic: &Parked, width: usize) -> Vec<Row> {
    let at = topic.question.as_ref().map_or(String::new(), ToString::to_string);
    item(here, &topic.text, &at, "", width)
}

/// A row with a label in front and a text at its end where there is room.
fn item(here: bool, text: &str, label: &str, end: &str, width: usize) -> Vec<Row> {
    let x = if label.is_empty() { 3 } else { TEXT };
    let room = width.saturating_sub(x + 2);
    let role = if here { Role::Selected } else { Role::Text };
    let lines = wrap(Clean::line(text).as_str(), room);
    let mut list = Vec::new();
    for (i, line) in lines.into_iter().enumerate() {
        let fits = cells(&line) + cells(end) + 2 <= room;
        let mut row = Row::text(x, line, role);
        row.selected = here;
        if i == 0 {
            row = row.and(3, label, role);
            if fits {
                row = row.and(width.saturating_sub(cells(end) + 2), end, Role::Quiet);
            }
            row = if here { row.marked(1) } else { row };
        }
        list.push(row);
    }
    list
}
