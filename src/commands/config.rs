//! `chancery config`: the settings that hold here, and where each comes from.
//!
//! `graph  archive/world.nq  chancery.toml:1`

use std::io::Write;

use clap::CommandFactory;
use serde_json::json;

use super::print;
use crate::config::{self, KNOWN};
use crate::error::Result;
use crate::query::list;

/// Arguments of `config`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  chancery config\n  chancery config --json

Settings stand in chancery.toml in the directory where the program runs, and in that of the user
(~/.config/chancery/chancery.toml): graph, ontology, jobs, wait, max-size. An option on the command
line goes before an environment variable, that before a setting, and that before the default.")]
pub struct Args {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Prints the settings.
///
/// # Errors
/// A file of settings that cannot be read or is malformed.
pub fn run<C: CommandFactory>(args: &Args) -> Result<()> {
    let settings = config::read()?;
    let command = C::command();
    let load = command.find_subcommand("load");
    let mut rows: Vec<[String; 3]> = Vec::new();
    for (name, _) in KNOWN {
        let option = load.and_then(|load| load.get_arguments().find(|arg| arg.get_long() == Some(name)));
        let variable = option.and_then(|option| option.get_env()).map(|name| name.to_string_lossy().into_owned());
        let default: Vec<_> = option.iter().flat_map(|o| o.get_default_values()).map(|v| v.to_string_lossy()).collect();
        let setting = settings.iter().find(|setting| setting.name == name);
        let (value, origin) = match (variable.and_then(|v| Some((std::env::var(&v).ok()?, v))), setting) {
            (Some((value, variable)), _) => (value, format!("${variable}")),
            (None, Some(setting)) => (setting.value.clone(), format!("{}:{}", setting.file.display(), setting.line)),
            (None, None) => (default.join(" "), "default".to_owned()),
        };
        rows.push([name.to_owned(), value, origin]);
    }
    print(|out| {
        if args.json {
            let all: serde_json::Map<_, _> =
                rows.iter().map(|[n, v, o]| (n.clone(), json!({ "value": v, "origin": o }))).collect();
            return writeln!(out, "{}", serde_json::Value::Object(all));
        }
        let header = ["setting", "value", "from"].map(str::to_owned);
        let rows: Vec<Vec<String>> = rows.into_iter().map(Vec::from).collect();
        writeln!(out, "{}", list(&header, &rows))
    })
}
