//! `show --pathway` as Markdown: a table of the stages, then what each lacks.

use crate::model::questionnaire::Pathway;
use crate::pathways::{current, progress};

use super::super::subject::{Options, Subject};
use super::escape::escape;
use super::{Lines, appendix, figures, head, warnings};

/// The stages of a pathway. `why` says why this one was taken. Ends in one line break; the first line is the title.
pub fn pathway(subject: &Subject<'_>, pathway: &Pathway, why: Option<&str>, options: Options) -> String {
    let mut out = Lines::default();
    head(&mut out, &format!("Pathway {}", escape(&pathway.title)), subject, options);
    figures(&mut out, subject);
    out.fact("Pathway", &escape(why.unwrap_or(&pathway.title)));
    warnings(&mut out, subject);
    let stages = progress(subject.questionnaire, pathway, subject.scorecard);
    let here = current(&stages);
    out.heading("Stages");
    out.line("| stage | in place | of | open | left out | state |");
    out.line("| --- | --- | --- | --- | --- | --- |");
    for (i, stage) in stages.iter().enumerate() {
        let state = match () {
            () if here == Some(i) => "current",
            () if stage.is_complete() => "complete",
            () if stage.counted() == 0 => "nothing of it applies",
            () => "",
        };
        let (placed, of) = (stage.in_place.len(), stage.counted());
        let (open, out_of_it) = (stage.open.len(), stage.left_out.len());
        let title = escape(&stage.stage.title);
        out.line(&format!("| {} {title} | {placed} | {of} | {open} | {out_of_it} | {state} |", i + 1));
    }
    for (i, stage) in stages.iter().enumerate().filter(|(_, s)| !s.is_complete()) {
        out.heading(&format!("{} {}", i + 1, escape(&stage.stage.title)));
        out.fact("Done when", &escape(&stage.stage.done_when));
        for (label, list) in [("Missing", &stage.missing), ("Open", &stage.open)] {
            for id in list {
                let title = subject.questionnaire.practice(id).map_or("", |(_, _, p)| p.title.as_str());
                out.fact(label, &format!("{id} {}", escape(title)));
            }
        }
    }
    appendix::computation(&mut out, subject);
    out.0
}
