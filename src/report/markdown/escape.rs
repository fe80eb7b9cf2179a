//! People's text inside Markdown: it reads the same on GitHub, GitLab and in CommonMark, and is nothing but text.
//! Never a heading, list, table cell, link, mention, reference, emoji code, formula or HTML.

use crate::text::Clean;

/// An empty comment: shows nothing, and keeps what is around it from being read as one word.
/// Backslashes are not enough where a site looks for addresses, mentions and emoji codes after rendering.
const BREAK: &str = "<!-- -->";

/// Text for the middle of a line. Line breaks become ` / `. Empty text gives an empty text.
pub(in crate::report) fn escape(text: &str) -> String {
    let block = Clean::block(text);
    let lines: Vec<&str> = block.as_str().lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    escape_line(&lines.join(" / "))
}

fn escape_line(text: &str) -> String {
    let dollars = text.matches('$').count();
    let mut out = String::with_capacity(text.len() + 16);
    let mut before = ' ';
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let after = rest.as_str();
        let next = after.chars().next().unwrap_or(' ');
        match c {
            '|' => out.push_str("&#124;"),
            '_' if before.is_alphanumeric() && next.is_alphanumeric() => out.push(c),
            '&' | '!' | '%' | '^' if next.is_alphanumeric() || matches!(next, '#' | '[' | '"') => {
                push_escaped(&mut out, c);
            }
            // One dollar is no formula; a backslash before each of several is not respected everywhere.
            '$' if dollars > 1 => out.push_str("<span>$</span>"),
            '[' | '{' => {
                push_escaped(&mut out, c);
                if matches!(next, '+' | '-' | '[' | '{') {
                    out.push_str(BREAK);
                }
            }
            '@' | '#' if next.is_alphanumeric() || next == '_' => {
                out.push(c);
                out.push_str(BREAK);
            }
            '#' | '$' | '_' | ']' | '\\' | '`' | '*' | '<' | '>' | '~' => push_escaped(&mut out, c),
            '/' if next == '/' => {
                out.push(c);
                out.push_str(BREAK);
            }
            ':' if is_emoji_code(after) => {
                out.push(c);
                out.push_str(BREAK);
            }
            '.' if ends_with_www(&out) => {
                out.push_str(BREAK);
                out.push(c);
            }
            _ => out.push(c),
        }
        before = c;
    }
    out
}

fn push_escaped(out: &mut String, c: char) {
    out.push('\\');
    out.push(c);
}

/// Whether the text after a colon makes it an emoji code: `smile:`.
fn is_emoji_code(after: &str) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-');
    after.split_once(':').is_some_and(|(name, _)| !name.is_empty() && name.chars().all(part))
}

fn ends_with_www(out: &str) -> bool {
    let start = out.len().saturating_sub(3);
    out.get(start..).is_some_and(|w| w.eq_ignore_ascii_case("www"))
}

/// Text as a code span, for commands that people copy: nothing in it is read as Markdown. Empty text gives an
/// empty text.
pub(in crate::report) fn code(text: &str) -> String {
    let text = Clean::line(text);
    let text = text.as_str().trim();
    if text.is_empty() {
        return String::new();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// An address that may be a link: `https` or `http`, with nothing in it that Markdown or a browser reads otherwise.
/// Given ready for the angle brackets of a link.
pub(in crate::report) fn link_target(url: &str) -> Option<String> {
    let address = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$'()*+,;=%&".contains(c);
    (!address.is_empty() && address.chars().all(plain)).then(|| url.replace('&', "&amp;"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_becomes_text() {
        for (raw, escaped) in [
            ("plain text, 90 % (v1.2)", "plain text, 90 % (v1.2)"),
            ("snake_case_name and _em_", r"snake_case_name and \_em\_"),
            ("**b** `c` ~s~", r"\*\*b\*\* \`c\` \~s\~"),
            ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
            ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))"),
            ("![x](y)", r"\!\[x\](y)"),
            ("a|b\\|c", r"a&#124;b\\&#124;c"),
            ("see https://x.example", "see https:/<!-- -->/x.example"),
            ("WWW.x.example", "WWW<!-- -->.x.example"),
            (
                "ask @ana or a@b.example about #12",
                "ask @<!-- -->ana or a@<!-- -->b.example about #<!-- -->12",
            ),
            (":smile: 10:30", ":<!-- -->smile: 10:30"),
            ("costs $5", r"costs \$5"),
            ("$x$", "<span>$</span>x<span>$</span>"),
            ("&copy; & so", r"\&copy; & so"),
            ("{+ins+} [[_TOC_]]", r"\{<!-- -->+ins+} \[<!-- -->\[\_TOC\_\]\]"),
            ("---\n# head\n\n- item\r\n> q", r"--- / \# head / - item / \> q"),
            ("\u{1b}[31m \u{202e}x", r"\^\[<!-- -->\[31m \<U+202E\>x"),
            (" \n ", ""),
        ] {
            assert_eq!(escape(raw), escaped, "{raw:?}");
        }
    }

    #[test]
    fn only_plain_web_addresses_become_links() {
        assert_eq!(
            link_target("https://a.example/x?y=1&z").as_deref(),
            Some("https://a.example/x?y=1&amp;z")
        );
        for bad in
            ["javascript:alert(1)", "https://", "https://a b", "https://a>b", "https://a\\b", "data:x", "//x"]
        {
            assert_eq!(link_target(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn one_line_without_live_markup(raw in "[a-z0-9 *_`<>|\\\\\\[\\](){}!#@:/.$&~^+\n\r\t\u{1b}\u{202e}-]{0,80}") {
            let text = escape(&raw);
            prop_assert!(!text.contains('\n') && !text.contains('|') && !text.chars().any(char::is_control));
            // What is taken out leaves a mark: it keeps its neighbours apart on the page, too.
            let ours = text.replace(BREAK, "\u{0}").replace("<span>$</span>", "\u{0}").replace("\\\\", "\u{0}");
            for mark in ["*", "`", "<", "[", "~"] {
                let live = ours.replace(&format!("\\{mark}"), "");
                prop_assert!(!live.contains(mark), "{} in {}", mark, text);
            }
            prop_assert!(!ours.contains("://") && !ours.to_lowercase().contains("www."));
        }
    }
}
