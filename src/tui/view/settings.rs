//! The settings: rows with their values, what the selected one means, and on wide screens a preview and where each
//! value comes from.

use crate::app::App;
use crate::app::screen::settings::Settings as Screen;
use crate::app::tuning::name;
use crate::model::Level;
use crate::model::settings::{Setting, ThemeName};
use crate::text::Clean;
use crate::text::width::{cells, fit, fit_pad, wrap};
use crate::tui::theme::Role;
use crate::tui::widget::{Page, Row, rows as drawn};

use super::{WIDE, frame};

/// The column of the values.
const VALUE: usize = 20;
/// The column of what can be chosen.
const CHOICES: usize = 46;
/// From this width on it is shown.
const WITH_CHOICES: usize = 78;
/// The width of the rows where the preview stands beside them.
const LIST: usize = 78;

pub fn draw(app: &App, screen: &Screen, page: &mut Page<'_>) {
    let path = app.settings.path.as_ref().map_or("no file".to_owned(), |p| p.display().to_string());
    let path = Clean::line(&path).to_string();
    // The end of a path says more than its start.
    let space = page.width().saturating_sub(14);
    let right = if cells(&path) > space { tail(&path, space, page.glyphs.ellipsis()) } else { path };
    frame::head(page, "Settings", &right, 0, 0);
    frame::body(page, |page| {
        let (width, height) = (page.width(), page.height());
        if width >= WIDE {
            page.within(0, 0, LIST, height, |page| rows_and_help(app, screen, true, page));
            for y in 0..height {
                let divider = page.glyphs.divider();
                page.put(LIST, y, divider, Role::Quiet);
            }
            page.within(LIST + 1, 0, width - LIST - 1, height, |page| beside(app, page));
        } else {
            rows_and_help(app, screen, false, page);
        }
    });
}

fn tail(text: &str, width: usize, ellipsis: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut used = cells(ellipsis);
    for grapheme in crate::text::width::graphemes(text).rev() {
        used += cells(grapheme);
        if used > width {
            break;
        }
        kept.push(grapheme);
    }
    kept.reverse();
    format!("{ellipsis}{}", kept.concat())
}

fn rows_and_help(app: &App, screen: &Screen, wide: bool, page: &mut Page<'_>) {
    let (width, height) = (page.width(), page.height());
    let list = list(app, screen, page);
    let mut help = help(screen.setting(), width);
    if !wide {
        let source = app.settings.value(screen.setting()).source.words();
        help.push(Row::text(3, format!("comes from: {source}"), Role::Quiet));
    }
    // The message line may grow over the end of the body.
    let below = help.len() + 1;
    let top = list.len().min(height.saturating_sub(below));
    page.within(0, 0, width, top, |page| drawn::draw(page, &list));
    page.within(0, top + 1, width, height.saturating_sub(top + 1), |page| drawn::draw_from(page, &help, 0));
}

fn list(app: &App, screen: &Screen, page: &Page<'_>) -> Vec<Row> {
    let mut list = Vec::new();
    for (i, setting) in Setting::ALL.iter().enumerate() {
        let title = match setting {
            Setting::Theme => "Look",
            Setting::AfterAnswer => "Assessing",
            Setting::Clipboard => "Files",
            _ => "",
        };
        if !title.is_empty() {
            list.push(Row::blank());
            list.push(Row::text(2, title, Role::Quiet));
        }
        list.push(row(app, *setting, i == screen.selected, page));
    }
    let folder = Clean::line(&app.home.data_dir).to_string();
    let folder = fit(&folder, page.width().saturating_sub(VALUE + 1), page.glyphs.ellipsis());
    list.push(Row::text(3, "Data folder", Role::Quiet).and(VALUE, folder, Role::Quiet));
    list
}

fn row(app: &App, setting: Setting, here: bool, page: &Page<'_>) -> Row {
    let role = if here { Role::Selected } else { Role::Text };
    let choices = setting.words().join(" ");
    let with_choices = page.width() >= WITH_CHOICES && !choices.is_empty();
    let end = if with_choices { CHOICES - 1 } else { page.width() };
    let value = shown(app, setting, page);
    let value = fit(&value, end.saturating_sub(VALUE + 1), page.glyphs.ellipsis());
    let row = Row::text(3, label(setting), role).and(VALUE, value, role);
    let row = if with_choices { row.and(CHOICES, choices, Role::Quiet) } else { row };
    if here { row.marked(1) } else { row }
}

fn label(setting: Setting) -> String {
    let text = name(setting);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}

/// The value as people read it.
fn shown(app: &App, setting: Setting, page: &Page<'_>) -> String {
    let settings = &app.settings;
    let found = settings.value(setting);
    let by = if found.source.rules() { format!(", {}", found.source.words()) } else { String::new() };
    match setting {
        Setting::Theme if settings.theme().value == ThemeName::Auto => match page.theme.ground() {
            Some(ground) => format!("auto, {} found", ground.word()),
            None => "auto, background unknown".to_owned(),
        },
        Setting::EvidenceFrom => match settings.evidence_from() {
            None => "never".to_owned(),
            Some(Level::MAX) => "at level 4".to_owned(),
            Some(level) => format!("level {level} and above"),
        },
        Setting::Editor if found.value.is_empty() => "none".to_owned(),
        _ => format!("{}{by}", Clean::line(&found.value)),
    }
}

fn help(setting: Setting, width: usize) -> Vec<Row> {
    let mut lines = wrap(meaning(setting), width.saturating_sub(5));
    if width < WITH_CHOICES && !setting.words().is_empty() {
        lines.extend(wrap(&format!("one of: {}", setting.words().join(", ")), width.saturating_sub(5)));
    }
    lines.into_iter().map(|l| Row::text(3, l, Role::Text)).collect()
}

/// What the selected setting means.
fn meaning(setting: Setting) -> &'static str {
    match setting {
        Setting::Theme => {
            "auto takes the terminal's own colours. dark, light and contrast bring their own; mono has none."
        }
        Setting::Palette => {
            "deuter: for eyes that see red and green alike. trit: for eyes that see blue and yellow alike."
        }
        Setting::Glyphs => "The characters for lines and bars. auto draws what the terminal can show.",
        Setting::Mouse => "Off, so that the terminal can select text. M turns it on and off on any screen.",
        Setting::AfterAnswer => {
            "Whether an answer by one key (0 to 4, . - =) stays on the question, or goes on to the next one."
        }
        Setting::LastQuarter => {
            "Where last quarter's answer is shown: from the start, once you have answered, or nowhere."
        }
        Setting::EvidenceFrom => "From which level on the review lists answers without evidence.",
        Setting::Clipboard => {
            "How y copies. osc52 goes through the terminal, also over SSH; auto not where it has no clipboard."
        }
        Setting::Editor => "What E opens. enter writes a command; without one, VISUAL or EDITOR is used.",
    }
}

/// The preview, and where each value comes from.
fn beside(app: &App, page: &mut Page<'_>) {
    let questionnaire = app.questionnaire.get();
    let mut list = vec![Row::blank(), Row::text(2, "Preview", Role::Quiet), Row::blank()];
    for level in Level::all() {
        let number = u8::try_from(level.index()).unwrap_or_default();
        let title = Clean::line(questionnaire.level_name(level)).to_string();
        let title = fit(&title, page.width().saturating_sub(10), page.glyphs.ellipsis());
        list.push(Row::text(3, format!("  {level}  "), Role::Level(number)).and(10, title, Role::Text));
    }
    list.push(Row::blank());
    let marker = page.glyphs.marker();
    list.push(Row::text(3, marker, Role::Accent).and(5, "selected", Role::Selected));
    list.push(Row::text(3, "!", Role::Warning).and(5, "needs a hand", Role::Warning));
    list.push(Row::text(3, "up +0.30", Role::Up).and(14, "down -0.30", Role::Down));
    list.push(Row::text(3, "found", Role::Find).and(9, "in a text", Role::Text));
    list.push(Row::blank());
    list.push(Row::text(2, "Where each value comes from", Role::Quiet));
    list.push(Row::blank());
    for setting in Setting::ALL {
        let source = app.settings.value(*setting).source.words();
        let text = fit_pad(setting.word(), 16, "");
        list.push(Row::text(3, text, Role::Text).and(20, source, Role::Text));
    }
    list.push(Row::blank());
    list.push(Row::text(3, "The same as: quaymark config get", Role::Quiet));
    drawn::draw_from(page, &list, 0);
}
