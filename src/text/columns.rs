//! Short texts side by side: each column is wrapped to its share of the width.

use super::width::{pad, wrap};

/// Cells between two columns.
const GAP: usize = 3;

/// Rows in which the columns stand side by side, each as wide as its share. What they say is all there.
pub fn side_by_side(columns: &[Vec<String>], width: usize) -> Vec<String> {
    let count = columns.len().max(1);
    let share = (width.saturating_sub(GAP * (count - 1)) / count).max(1);
    let wrapped: Vec<Vec<String>> =
        columns.iter().map(|lines| lines.iter().flat_map(|line| hung(line, share)).collect()).collect();
    let rows = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    let row = |n: usize| {
        let cells = wrapped.iter().map(|c| pad(c.get(n).map_or("", String::as_str), share));
        cells.collect::<Vec<_>>().join(&" ".repeat(GAP)).trim_end().to_owned()
    };
    (0..rows).map(row).collect()
}

/// A line in a narrow column: what does not fit is indented in the next row.
fn hung(line: &str, share: usize) -> Vec<String> {
    let mut rows = wrap(line, share).into_iter();
    let first = rows.next().unwrap_or_default();
    let rest = rows.collect::<Vec<_>>().join(" ");
    let mut list = vec![first];
    if !rest.is_empty() {
        let indent = usize::from(share > 14) * 2;
        list.extend(
            wrap(&rest, share - indent).into_iter().map(|row| format!("{}{row}", " ".repeat(indent))),
        );
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width::cells;

    #[test]
    fn every_word_is_there_and_no_row_is_too_wide() {
        let columns = ["Kubernetes run by yourselves", "a b", ""]
            .map(|t| vec!["Title".to_owned(), t.to_owned()])
            .to_vec();
        for width in [60, 40, 24, 12] {
            let rows = side_by_side(&columns, width);
            assert!(width < 40 || rows.iter().all(|r| cells(r) <= width), "{rows:#?}");
            let mut words: Vec<&str> = rows.iter().flat_map(|r| r.split_whitespace()).collect();
            words.sort_unstable();
            if width >= 40 {
                assert_eq!(
                    words,
                    ["Kubernetes", "Title", "Title", "Title", "a", "b", "by", "run", "yourselves"]
                );
            }
        }
        assert_eq!(side_by_side(&columns, 60)[0], "Title                Title                Title");
        assert!(side_by_side(&[], 60).is_empty());
    }
}
