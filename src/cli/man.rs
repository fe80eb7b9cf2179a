//! `quaymark man`: manual pages, made from the parser, the table of keys and the documents.

use clap_mangen::Man;

use crate::app::keymap::Keymap;
use crate::app::message::ExportProblem;
use crate::runtime::export;

use super::arguments::parser;
use super::desk::Desk;
use super::exit::{Exit, Stop};
use super::keys;

/// Where environment and exit codes are described.
const COMMANDS: &str = include_str!("../../docs/cli.md");
/// Where the files are described.
const FILES: &str = include_str!("../../docs/files.md");

/// `man [COMMAND]`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark man | man -l -
  quaymark man team add | man -l -
  quaymark man -o ~/.local/share/man/man1")]
pub struct Args {
    /// The command; none is the page of the whole
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
    /// Write the page into DIR; without a command, a page for each
    #[arg(short, long, value_name = "DIR")]
    output: Option<std::path::PathBuf>,
}

/// A manual page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The words of the command, without the program's name; empty for the page of the whole.
    pub command: Vec<String>,
    /// The text in roff.
    pub text: String,
}

impl Page {
    /// The name of its file: `quaymark-team-add.1`.
    pub fn file(&self) -> String {
        let mut words = vec!["quaymark"];
        words.extend(self.command.iter().map(String::as_str));
        format!("{}.1", words.join("-"))
    }
}

impl Args {
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        let pages = pages()?;
        let wanted = |page: &&Page| page.command == self.command;
        let Some(page) = pages.iter().find(wanted) else { return Err(self.not_found(&pages)) };
        let Some(folder) = &self.output else {
            desk.print_document(&page.text)?;
            return Ok(Exit::Done);
        };
        let folder = desk.environment.cwd.join(folder);
        let wanted = if self.command.is_empty() { pages.as_slice() } else { std::slice::from_ref(page) };
        let failed = |why: String| Stop::new(Exit::Failed, why);
        std::fs::create_dir_all(&folder)
            .map_err(|e| failed(format!("{} cannot be made: {e}", folder.display())))?;
        for page in wanted {
            export::to_file(&folder.join(page.file()), &page.text, true).map_err(|e| match e {
                ExportProblem::Exists(path) => failed(format!("{} is in the way", path.display())),
                ExportProblem::Other(why) => failed(why),
            })?;
        }
        let s = if wanted.len() == 1 { "" } else { "s" };
        desk.say(&format!("wrote {} page{s} to {}", wanted.len(), folder.display()));
        Ok(Exit::Done)
    }

    fn not_found(&self, pages: &[Page]) -> Stop {
        let name = self.command.join(" ");
        let names: Vec<String> =
            pages.iter().map(|p| p.command.join(" ")).filter(|n| !n.is_empty()).collect();
        let near = crate::text::spelling::closest(&name, names.iter().map(String::as_str));
        let meant = near.map(|n| format!("; did you mean {n}?")).unwrap_or_default();
        Stop::new(Exit::NotFound, format!("there is no command {name:?}{meant}"))
            .hint("all commands:   quaymark --help")
    }
}

/// A page for the whole and for each command, in the order of the help.
///
/// # Errors
/// When a page cannot be made, which does not happen.
pub fn pages() -> std::io::Result<Vec<Page>> {
    let mut root = parser().disable_help_subcommand(true);
    root.build();
    let mut pages = Vec::new();
    collect(&root, &[], &mut pages)?;
    Ok(pages)
}

fn collect(command: &clap::Command, words: &[String], pages: &mut Vec<Page>) -> std::io::Result<()> {
    pages.push(Page { command: words.to_vec(), text: page(command, words)? });
    for sub in command.get_subcommands().filter(|s| s.get_name() != "help") {
        let words = [words, &[sub.get_name().to_owned()]].concat();
        collect(sub, &words, pages)?;
    }
    Ok(())
}

fn page(command: &clap::Command, words: &[String]) -> std::io::Result<String> {
    let mut title = vec!["quaymark".to_owned()];
    title.extend(words.iter().cloned());
    let man = Man::new(command.clone())
        .title(title.join("-").to_uppercase())
        .source(format!("quaymark {}", env!("CARGO_PKG_VERSION")))
        .manual("Quaymark");
    let mut bytes = Vec::new();
    man.render_title(&mut bytes)?;
    man.render_name_section(&mut bytes)?;
    let usage = command.clone().render_usage().to_string();
    bytes.extend(b".SH SYNOPSIS\n");
    let usage: Vec<String> = usage.trim_start_matches("Usage: ").lines().map(|l| escaped(l.trim())).collect();
    bytes.extend(usage.join("\n.br\n").bytes());
    bytes.push(b'\n');
    if command.get_arguments().next().is_some() {
        man.render_options_section(&mut bytes)?;
    }
    if command.get_subcommands().next().is_some() {
        man.render_subcommands_section(&mut bytes)?;
    }
    // Help marks names of variables as Markdown does; a manual page does not.
    let mut text = String::from_utf8_lossy(&bytes).replace('`', "");
    if let Some(examples) = command.get_before_help() {
        section(&mut text, "EXAMPLES");
        block(&mut text, examples.to_string().lines().skip(1));
    }
    if words.is_empty() {
        whole(&mut text);
    } else {
        section(&mut text, "SEE ALSO");
        text.push_str("quaymark(1)\n");
    }
    Ok(text)
}

/// What only the page of the whole has.
fn whole(text: &mut String) {
    section(text, "KEYS");
    for context in keys::contexts(&Keymap::default()) {
        text.push_str(&format!(".SS {}\n", escaped(context.title)));
        for row in context.rows {
            entry(text, &row.keys.join(", "), row.help);
        }
    }
    section(text, "FILES");
    text.push_str("In the data directory, which quaymark\\-doctor(1) names:\n");
    for (name, what) in files() {
        entry(text, name, &plain(what));
    }
    section(text, "ENVIRONMENT");
    for row in table("## Environment") {
        pair(text, &row);
    }
    section(text, "EXIT STATUS");
    for row in table("## Exit codes") {
        pair(text, &row);
    }
}

fn section(text: &mut String, title: &str) {
    text.push_str(&format!(".SH \"{title}\"\n"));
}

/// A name and beside it what it is.
fn entry(text: &mut String, name: &str, what: &str) {
    text.push_str(&format!(".TP\n\\fB{}\\fR\n{}\n", escaped(name), escaped(what)));
}

fn pair(text: &mut String, row: &[String]) {
    if let [name, what, ..] = row {
        entry(text, name, what);
    }
}

/// Lines as they are.
fn block<'a>(text: &mut String, lines: impl Iterator<Item = &'a str>) {
    text.push_str(".nf\n");
    for line in lines {
        text.push_str(&escaped(line));
        text.push('\n');
    }
    text.push_str(".fi\n");
}

/// Text that roff takes for nothing but text.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-").replace('`', "\\(ga").replace('~', "\\(ti");
    let text = text.replace('^', "\\(ha").replace('\'', "\\(aq");
    if text.starts_with('.') { format!("\\&{text}") } else { text }
}

/// The rows of the first Markdown table under a heading of the document about commands, without the head.
fn table(heading: &str) -> Vec<Vec<String>> {
    let under = COMMANDS.lines().skip_while(|line| *line != heading).skip(1);
    let here = under.take_while(|line| !line.starts_with("## "));
    here.filter(|line| line.starts_with('|')).skip(2).map(cells).collect()
}

/// The cells of a row without Markdown.
fn cells(row: &str) -> Vec<String> {
    let row = row.trim().trim_matches('|').replace("\\|", "\u{0}");
    row.split('|').map(|cell| plain(&cell.replace('\u{0}', "|"))).collect()
}

/// Markdown as plain text: code without its marks, a link as its words.
fn plain(markdown: &str) -> String {
    let mut text = String::new();
    let mut rest = markdown.trim();
    while let Some((before, after)) = rest.split_once("](") {
        let (start, words) = before.rsplit_once('[').unwrap_or(("", before));
        text.push_str(start);
        text.push_str(words);
        rest = after.split_once(')').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text.replace('`', "")
}

/// Names of files and what they are, from the list in the document about files.
fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    let list = FILES.split("```").nth(1).unwrap_or_default();
    list.lines().filter_map(|line| line.split_once("  ")).map(|(name, what)| (name.trim(), what.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page_and_roff_is_clean() {
        let pages = pages().unwrap();
        let mut commands = 0;
        let mut open = vec![parser()];
        while let Some(command) = open.pop() {
            commands += 1;
            open.extend(command.get_subcommands().filter(|s| s.get_name() != "help").cloned());
        }
        assert_eq!(pages.len(), commands);
        for page in &pages {
            let name = page.file();
            assert!(page.text.contains(".SH NAME") && page.text.contains("EXAMPLES"), "{name}");
            let bad = page.text.chars().find(|c| c.is_control() && *c != '\n');
            assert_eq!(bad, None, "{name}");
            let known =
                [".TH", ".SH", ".SS", ".TP", ".nf", ".fi", ".ie", ".el", ".br", ".RS", ".RE", ".PP", ".IP"];
            for line in page.text.lines().filter(|l| l.starts_with(['.', '\''])) {
                assert!(known.iter().any(|k| line.starts_with(k)), "{name}: {line}");
            }
        }
    }

    #[test]
    fn the_page_of_the_whole_has_keys_files_environment_and_exit_codes() {
        let text = pages().unwrap().remove(0).text;
        for wanted in
            ["KEYS", "FILES", "ENVIRONMENT", "EXIT STATUS", "QUAYMARK_DATA_DIR", "128 + n", "team.json"]
        {
            assert!(text.contains(wanted), "{wanted}");
        }
        assert_eq!(text.matches(".SS ").count(), crate::app::keymap::Context::ALL.len());
        assert!(
            table("## Exit codes").len() >= 7 && table("## Environment").len() >= 8 && files().count() >= 8
        );
    }

    #[test]
    fn markdown_becomes_words() {
        assert_eq!(cells("| `a\\|b` | see [files](x.md#y), and [more](z) |"), ["a|b", "see files, and more"]);
    }
}
