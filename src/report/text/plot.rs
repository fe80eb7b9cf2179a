//! `show` as drawings: a cell per question, an axis per dimension.

use crate::model::{DimensionCode, Ratio};
use crate::scoring::QuestionScore;
use crate::text::radar::radar as picture;
use crate::text::width;

use super::super::subject::Subject;
use super::show::title;
use super::{Glyphs, Lines, cell};

/// The most columns of the names of dimensions.
const NAME: usize = 40;
/// Columns of a code and of a score, each with the space beside it.
const BESIDE: usize = 5 + 6;
/// The most rows of a radar.
const ROWS: usize = 23;

/// A row per dimension, a cell per question: its level, `.` for open, `-` for not applicable. Where brackets have
/// no room the cells stand closer.
pub(super) fn heatmap(out: &mut Lines, subject: &Subject<'_>, glyphs: Glyphs, columns: usize) {
    let card = subject.scorecard;
    let own = |code: &DimensionCode| -> Vec<&QuestionScore> {
        card.questions.iter().filter(|q| q.dimension == *code).collect()
    };
    let most = card.dimensions.iter().map(|(code, _)| own(code).len()).max().unwrap_or(0);
    let wide = [3, 2].into_iter().find(|w| BESIDE + 8 + most * w <= columns).unwrap_or(1);
    let names = card.dimensions.iter().map(|(code, _)| width::cells(title(subject, code)));
    let room = columns.saturating_sub(BESIDE + 2 + most * wide).min(NAME);
    let name = if room < 8 { 0 } else { names.max().unwrap_or(0).min(room) };
    out.line("");
    let numbers: String =
        (1..=most).map(|n| column(&(n % 10).to_string(), wide).replace(['[', ']'], " ")).collect();
    let gap = if name > 0 { name + 2 } else { 0 };
    out.line(&format!("{}{numbers}  Score", " ".repeat(5 + gap)));
    for (code, set) in &card.dimensions {
        let marks = |q: &QuestionScore| column(&q.standing.mark().to_string(), wide);
        let cells: String = own(code).into_iter().map(marks).collect();
        let named =
            if name > 0 { format!("{}  ", cell(title(subject, code), name, glyphs)) } else { String::new() };
        let score = set.score.map_or("-".to_owned(), Ratio::score);
        let code = width::pad(code.as_str(), 5);
        out.line(&format!("{code}{named}{}  {score}", width::pad(&cells, most * wide)));
    }
    out.line("");
    out.wrapped("A cell is the level of one question; . is open, - is not applicable.", 0);
}

/// A mark in its cell: `[3]`, or without brackets where there is no room.
fn column(mark: &str, wide: usize) -> String {
    match wide {
        3 => format!("[{mark}]"),
        2 => format!(" {mark}"),
        _ => mark.to_owned(),
    }
}

/// The radar with the names of its axes. False, with the reason in words, when it cannot be drawn.
pub(super) fn radar(out: &mut Lines, subject: &Subject<'_>, glyphs: Glyphs, columns: usize) -> bool {
    let card = subject.scorecard;
    out.line("");
    if glyphs == Glyphs::Ascii {
        out.wrapped("A radar needs braille characters, which are off here. The same as bars:", 0);
        return false;
    }
    let axes: Vec<(String, Ratio)> = card
        .dimensions
        .iter()
        .filter_map(|(code, set)| Some((format!("{code} {}", set.score?.score()), set.score?)))
        .collect();
    let height = (columns.saturating_sub(20) / 2).min(ROWS);
    let Some(rows) = picture(&axes, columns.min(height * 2 + 24), height) else {
        out.wrapped("A radar needs three dimensions and more room. The same as bars:", 0);
        return false;
    };
    for row in rows {
        out.line(&row.iter().map(|c| c.character).collect::<String>());
    }
    out.line("");
    let codes: Vec<&str> =
        card.dimensions.iter().filter(|(_, s)| s.score.is_some()).map(|(c, _)| c.as_str()).collect();
    out.wrapped(&format!("Clockwise from the top: {}. The outer ring is level 4.", codes.join(" ")), 2);
    let left: Vec<String> = card
        .dimensions
        .iter()
        .filter(|(_, set)| set.score.is_none())
        .map(|(code, _)| format!("{code} {}", title(subject, code)))
        .collect();
    if !left.is_empty() {
        out.wrapped(&format!("Not drawn, nothing applies: {}.", left.join(", ")), 2);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::super::{facts, fixture::Fixture};
    use super::super::{View, show};
    use super::*;

    #[test]
    fn the_heatmap_has_a_cell_for_each_question_at_every_width() {
        let fixture = Fixture::plain();
        for columns in [20, 30, 40, 80, 200] {
            let text = show(&fixture.subject(), View::Heatmap, Glyphs::Ascii, columns);
            let row =
                |code: &str| text.lines().find(|l| l.starts_with(code)).unwrap().replace(['[', ']'], "");
            let row = |code: &str| row(code).split_whitespace().collect::<String>();
            assert!(row("AA").contains("142.20"), "{text}");
            assert!(row("BB").contains(".-0.00"), "{text}");
        }
        let text = show(&fixture.subject(), View::Heatmap, Glyphs::Ascii, 80);
        assert!(text.contains("AA   Images & builds  [1][4]  2.20\n"), "{text}");
        assert_eq!(facts::score(&fixture.scorecard.dimensions[0].1), "2.20");
    }

    #[test]
    fn a_radar_that_cannot_be_drawn_says_so_and_shows_bars() {
        let fixture = Fixture::plain();
        for (glyphs, why) in [(Glyphs::Ascii, "braille"), (Glyphs::Unicode, "three dimensions")] {
            let text = show(&fixture.subject(), View::Radar, glyphs, 80);
            assert!(text.contains(why) && text.contains(glyphs.full()), "{text}");
        }
    }
}
