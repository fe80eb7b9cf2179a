//! `quaymark completions`: the script that makes a shell ask Quaymark what can come next.

use clap::ValueEnum;
use clap_complete::env::{Elvish, EnvCompleter, Fish, Powershell, Zsh};

use super::complete::VARIABLE;
use super::desk::Desk;
use super::exit::{Exit, Stop};

/// The script of bash. Words of bash end at an `@` and a colon, so a REF such as `payments@2026-Q3` is put together
/// again first, and what stands before the part that bash replaces is left out of the answers.
const BASH: &str = r#"_quaymark() {
    local IFS=$'\013'
    local word glue="" words=() i
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word="${COMP_WORDS[i]}"
        if [[ $i -gt 0 && ( -n $glue || $word == [@:] ) ]]; then
            words[${#words[@]}-1]+="$word"
        else
            words+=("$word")
        fi
        glue=""
        [[ $word == [@:] ]] && glue=1
    done
    local current="${words[${#words[@]}-1]}"
    local before=""
    [[ $current == *"$2" ]] && before="${current%"$2"}"
    COMPREPLY=( $( \
        _CLAP_IFS="$IFS" \
        _CLAP_COMPLETE_INDEX="$(( ${#words[@]} - 1 ))" \
        VARIABLE="bash" \
        quaymark -- "${words[@]}" 2>/dev/null \
    ) )
    if [[ $? != 0 ]]; then
        unset COMPREPLY
        return
    fi
    for i in "${!COMPREPLY[@]}"; do
        COMPREPLY[i]="${COMPREPLY[i]#"$before"}"
    done
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} != *[=/:] ]]; then
        compopt +o nospace 2>/dev/null
    fi
}
if [[ "${BASH_VERSINFO[0]}" -eq 4 && "${BASH_VERSINFO[1]}" -ge 4 || "${BASH_VERSINFO[0]}" -gt 4 ]]; then
    complete -o nospace -o bashdefault -o nosort -F _quaymark quaymark
else
    complete -o nospace -o bashdefault -F _quaymark quaymark
fi
"#;

/// `completions SHELL`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark completions bash > ~/.local/share/bash-completion/completions/quaymark
  quaymark completions zsh > ~/.zfunc/_quaymark
  quaymark completions fish > ~/.config/fish/completions/quaymark.fish")]
pub struct Args {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// A shell that can be helped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
    Elvish,
    Powershell,
}

impl Args {
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        let shell: &dyn EnvCompleter = match self.shell {
            Shell::Bash => {
                desk.print_document(&BASH.replace("VARIABLE", VARIABLE))?;
                return Ok(Exit::Done);
            }
            Shell::Zsh => &Zsh,
            Shell::Fish => &Fish,
            Shell::Elvish => &Elvish,
            Shell::Powershell => &Powershell,
        };
        let mut script = Vec::new();
        shell.write_registration(VARIABLE, "quaymark", "quaymark", "quaymark", &mut script)?;
        let script = String::from_utf8_lossy(&script).into_owned();
        desk.print_document(&script)?;
        Ok(Exit::Done)
    }
}
