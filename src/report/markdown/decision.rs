//! Advice on platforms as a decision record in Markdown: context, drivers, the three results, reasons, consequences,
//! questions that matter, what changed. See `docs/advisor.md`, "The decision record".

use crate::advisor::{Case, words};
use crate::model::Ratio;
use crate::model::advice::Because;

use super::Lines;
use super::escape::escape;

/// The decision record. Ends in one line break; the first line is the title.
pub fn decision(case: &Case<'_>) -> String {
    let mut out = Lines::default();
    let team = case.team.map(escape).filter(|name| !name.is_empty());
    let whose = team.as_ref().map_or(String::new(), |team| format!(" of {team}"));
    out.line(&format!("# Decision: the container platform{whose}\n"));
    out.fact("Date", &case.date.to_string());
    out.fact("Status", "proposed");
    out.fact("Team", team.as_deref().unwrap_or_default());
    out.fact(
        "Questionnaire",
        &format!("{} {}", escape(case.questionnaire.id.as_str()), case.questionnaire.version),
    );
    context(&mut out, case);
    drivers(&mut out, case);
    out.heading("Results");
    out.line("Three ways of looking, side by side. None of them touches a score.");
    tree(&mut out, case);
    matrix(&mut out, case);
    criteria(&mut out, case);
    reasons(&mut out, case);
    consequences(&mut out, case);
    questions(&mut out, case);
    since(&mut out, case);
    repairs(&mut out, case);
    out.0
}

fn context(out: &mut Lines, case: &Case<'_>) {
    out.heading("Context");
    let answered = words::answered(case);
    if answered.is_empty() {
        out.line("Nothing was answered yet.");
    }
    for (prompt, answer) in answered {
        out.line(&format!("- {} **{}**", escape(&prompt), escape(&answer)));
    }
}

fn drivers(out: &mut Lines, case: &Case<'_>) {
    if case.advisor.matrix.is_none() {
        return;
    }
    out.heading("Decision drivers");
    out.line("How much each requirement matters, from 0 to 5.\n");
    row(out, &["requirement", "weight"]);
    row(out, &["---", "---:"]);
    for (_, title, weight) in case.weights() {
        row(out, &[&escape(title), &weight.to_string()]);
    }
}

fn row(out: &mut Lines, cells: &[&str]) {
    out.line(&format!("| {} |", cells.join(" | ")));
}

fn section(out: &mut Lines, title: &str) {
    out.line(&format!("\n### {title}\n"));
}

fn tree(out: &mut Lines, case: &Case<'_>) {
    let Some(result) = &case.advised.tree else { return };
    section(out, "Decision tree");
    match &result.advice {
        Some(advice) => {
            let names = words::names(case.advisor, &advice.platforms, advice.in_order);
            out.line(&format!("**{}**. {}", escape(&names), escape(&advice.reason)));
        }
        None => out.line("The tree was not followed to an end."),
    }
}

fn matrix(out: &mut Lines, case: &Case<'_>) {
    let (Some(result), Some(matrix)) = (&case.advised.matrix, &case.advisor.matrix) else { return };
    section(out, "Matrix");
    let best = result.best();
    row(out, &["platform", "weighted mean, 0 to 3"]);
    row(out, &["---", "---:"]);
    for platform in &result.platforms {
        let name = escape(case.advisor.name(&platform.platform));
        let name = if best.contains(&&platform.platform) { format!("**{name}**") } else { name };
        row(out, &[&name, &platform.fit.map_or("-".to_owned(), Ratio::two_decimals)]);
    }
    out.line("");
    let names: Vec<String> = matrix.platforms.iter().map(|p| escape(case.advisor.name(p))).collect();
    let mut head = vec!["requirement"];
    head.extend(names.iter().map(String::as_str));
    row(out, &head);
    row(out, &vec!["---"; head.len()]);
    for requirement in &matrix.requirements {
        let mut cells = vec![escape(&requirement.title)];
        for platform in &matrix.platforms {
            let cell = requirement.cells.get(platform);
            cells.push(cell.map_or(String::new(), |c| {
                escape(&format!("{} ({}): {}", c.rating.spoken(), c.rating.points(), c.label))
            }));
        }
        row(out, &cells.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

fn criteria(out: &mut Lines, case: &Case<'_>) {
    let Some(result) = &case.advised.criteria else { return };
    section(out, "Criteria");
    if result.first.is_empty() {
        out.line("None was answered yet.");
        return;
    }
    row(out, &["platform", "points"]);
    row(out, &["---", "---:"]);
    for standing in &result.platforms {
        let name = escape(case.advisor.name(&standing.platform));
        let name = if result.first.contains(&standing.platform) { format!("**{name}**") } else { name };
        row(out, &[&name, &format!("{:+}", standing.points)]);
    }
    if !result.unanswered.is_empty() {
        let ids: Vec<&str> = result.unanswered.iter().map(crate::model::Slug::as_str).collect();
        out.line(&format!("\nNot answered: {}.", escape(&ids.join(", "))));
    }
}

fn reasons(out: &mut Lines, case: &Case<'_>) {
    let reasons = case.reasons();
    if reasons.is_empty() {
        return;
    }
    out.heading("Reasons for and against");
    for platform in reasons {
        out.line(&format!("- **{}**", escape(case.advisor.name(&platform.platform))));
        let sentence = |r: &Because| escape(&words::because(r).replacen("  ", ": ", 1));
        for reason in &platform.in_favour {
            out.detail("for", &sentence(reason));
        }
        for reason in &platform.against {
            out.detail("against", &sentence(reason));
        }
    }
}

fn consequences(out: &mut Lines, case: &Case<'_>) {
    out.heading("What would change it");
    let changes = words::changes(case);
    let answered = case.advised.criteria.as_ref().is_some_and(|c| !c.first.is_empty());
    if changes.is_empty() {
        out.line(if answered {
            "No single other answer to a criterion would put another platform first."
        } else {
            "This is known once a criterion is answered."
        });
    }
    for change in changes {
        out.line(&format!("- {}", escape(&change)));
    }
}

fn questions(out: &mut Lines, case: &Case<'_>) {
    let Some((_, questions)) = words::why(case).filter(|(_, questions)| !questions.is_empty()) else {
        return;
    };
    out.heading("Questions of the assessment that matter");
    for (id, title) in questions {
        out.line(&format!("- {id} {}", escape(&title)));
    }
}

fn since(out: &mut Lines, case: &Case<'_>) {
    let Some(since) = case.since() else { return };
    out.heading(&format!("Changed since {}", since.date));
    if since.is_same() {
        out.line("Nothing: the same answers, the same results.");
        return;
    }
    row(out, &["what", "before", "now"]);
    row(out, &["---", "---", "---"]);
    for d in since.answers.iter().chain(&since.results) {
        row(out, &[&escape(&d.what), &escape(&d.before), &escape(&d.now)]);
    }
}

fn repairs(out: &mut Lines, case: &Case<'_>) {
    let repairs = words::repairs(case.advisor);
    let remarks = words::remarks(case.advisor);
    if repairs.is_empty() && remarks.is_empty() {
        return;
    }
    out.heading("What to know about the tables");
    for text in repairs.iter().chain(&remarks) {
        out.line(&format!("- {}", escape(text)));
    }
}
