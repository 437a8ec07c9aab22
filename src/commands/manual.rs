//! `chancery completions bash` and `chancery man -o DIR`: what shells and manuals need, out of the command line itself.

use std::io::Write;
use std::path::PathBuf;

use clap::CommandFactory;

use super::print;
use crate::error::{Error, Result};

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  chancery completions bash > chancery.bash")]
pub struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// Arguments of `man`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  chancery man > chancery.1\n  chancery man -o man1")]
pub struct Man {
    /// Write the pages of all commands into this directory [default: the main page to standard output]
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}

/// Prints a completion script.
///
/// # Errors
/// Standard output cannot be written.
pub fn completions<C: CommandFactory>(args: &Completions) -> Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut C::command(), "chancery", &mut script);
    print(|out| out.write_all(&script))
}

/// Writes manual pages.
///
/// # Errors
/// Standard output or the directory cannot be written.
pub fn man<C: CommandFactory>(args: &Man) -> Result<()> {
    let Some(directory) = &args.output else {
        let mut page = Vec::new();
        clap_mangen::Man::new(C::command()).render(&mut page).map_err(Error::Output)?;
        return print(|out| out.write_all(&page));
    };
    std::fs::create_dir_all(directory).map_err(|e| Error::path(directory, e))?;
    clap_mangen::generate_to(C::command(), directory).map_err(|e| Error::path(directory, e))
}
