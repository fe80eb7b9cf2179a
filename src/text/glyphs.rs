//! The few characters that are drawn rather than written, each with a plain ASCII stand-in.

/// Which column of the table is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Glyphs {
    /// Box and block characters.
    #[default]
    Unicode,
    /// ASCII only.
    Ascii,
}

impl Glyphs {
    fn pick<T>(self, unicode: T, ascii: T) -> T {
        match self {
            Self::Unicode => unicode,
            Self::Ascii => ascii,
        }
    }

    /// Marks the selected row.
    pub fn marker(self) -> &'static str {
        self.pick("▌", ">")
    }

    /// A thin horizontal line.
    pub fn rule(self) -> &'static str {
        self.pick("─", "-")
    }

    /// A strong horizontal line: the part that is done.
    pub fn strong_rule(self) -> &'static str {
        self.pick("━", "=")
    }

    /// A vertical line between panes.
    pub fn divider(self) -> &'static str {
        self.pick("│", "|")
    }

    /// The filled part of a bar.
    pub fn full(self) -> &'static str {
        self.pick("█", "#")
    }

    /// The part of a bar that open questions could still fill.
    pub fn possible(self) -> &'static str {
        self.pick("▒", "+")
    }

    /// The empty part of a bar.
    pub fn empty(self) -> &'static str {
        self.pick("░", ".")
    }

    /// A value from 0 to 4 as a column of one cell.
    pub fn column(self, value: crate::model::Ratio) -> &'static str {
        let steps =
            self.pick(["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"], ["_", ".", ".", "-", "=", "=", "*", "#"]);
        let part = value.numerator() * 8 / (value.denominator() * 4);
        let place = usize::try_from(part.clamp(0, 7)).unwrap_or(0);
        steps.get(place).copied().unwrap_or_default()
    }

    /// What stands where text was cut.
    pub fn ellipsis(self) -> &'static str {
        self.pick("…", "...")
    }

    /// From one value to another.
    pub fn arrow(self) -> &'static str {
        self.pick("→", "->")
    }
}

/// A bar of `width` cells: filled up to `value`, possible up to `upper`, both in parts of `whole`, rounded down.
pub fn bar(
    glyphs: Glyphs,
    value: crate::model::Ratio,
    upper: crate::model::Ratio,
    whole: u32,
    width: usize,
) -> String {
    let cells = |ratio: crate::model::Ratio| -> usize {
        let width = i128::try_from(width).unwrap_or(0);
        let part = ratio.numerator() * width / (ratio.denominator() * i128::from(whole.max(1)));
        usize::try_from(part.clamp(0, width)).unwrap_or(0)
    };
    let full = cells(value);
    let possible = cells(upper).max(full);
    let mut text = glyphs.full().repeat(full);
    text.push_str(&glyphs.possible().repeat(possible - full));
    text.push_str(&glyphs.empty().repeat(width - possible));
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Ratio;

    #[test]
    fn a_bar_has_its_width_and_three_parts() {
        let text = bar(Glyphs::Ascii, Ratio::new(31, 20), Ratio::new(47, 20), 4, 20);
        assert_eq!(text, "#######++++.........");
        assert_eq!(bar(Glyphs::Ascii, Ratio::whole(4), Ratio::whole(4), 4, 8), "########");
        assert_eq!(bar(Glyphs::Unicode, Ratio::ZERO, Ratio::ZERO, 4, 3), "░░░");
    }
}
