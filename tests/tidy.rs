//! The house rules that a machine can check.

use std::path::{Path, PathBuf};

/// Longest file and function, in lines.
const FILE: usize = 400;
const FUNCTION: usize = 70;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files below a directory, in path order, with their content.
fn sources(below: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join(below)];
    while let Some(directory) = open.pop() {
        for entry in std::fs::read_dir(&directory).expect("a directory").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let content = std::fs::read_to_string(&path).expect("a source file");
                let name = path.strip_prefix(root()).expect("below the root").display().to_string();
                found.push((name, content));
            }
        }
    }
    found.sort();
    found
}

/// Lines of each function, by its first line, from the indentation of its braces.
fn functions(content: &str) -> Vec<(usize, usize)> {
    let lines: Vec<&str> = content.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let words = line.trim_start();
        let indent = line.len() - words.len();
        let keywords = ["fn ", "pub fn ", "const fn ", "pub const fn ", "pub(crate) fn ", "pub(super) fn "];
        if !keywords.iter().any(|k| words.starts_with(k)) || line.trim_end().ends_with(['}', ';']) {
            continue;
        }
        let close = format!("{}}}", " ".repeat(indent));
        if let Some(length) = lines[start..].iter().position(|l| **l == close) {
            found.push((start + 1, length + 1));
        }
    }
    found
}

#[test]
fn files_and_functions_are_short() {
    let mut long = Vec::new();
    for (name, content) in sources("src").into_iter().chain(sources("tests")) {
        let lines = content.lines().count();
        if lines > FILE && name.starts_with("src") {
            long.push(format!("{name} has {lines} lines"));
        }
        for (line, length) in functions(&content) {
            if length > FUNCTION {
                long.push(format!("{name}:{line}: a function of {length} lines"));
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn every_file_says_what_it_is() {
    let silent: Vec<_> = sources("src")
        .into_iter()
        .chain(sources("tests"))
        .filter(|(_, content)| !content.starts_with("//! "))
        .map(|(name, _)| name)
        .collect();
    assert!(silent.is_empty(), "without a first line of `//!`: {silent:?}");
}

#[test]
fn modules_use_only_those_above_them() {
    let library = std::fs::read_to_string(root().join("src/lib.rs")).expect("lib.rs");
    let order: Vec<&str> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(order.len() > 8, "{order:?}");
    let mut upward = Vec::new();
    for (name, content) in sources("src") {
        let stem = Path::new(&name).components().nth(1).expect("a module").as_os_str().to_string_lossy().into_owned();
        let Some(own) = order.iter().position(|module| *module == stem.trim_end_matches(".rs")) else { continue };
        // What a test module uses is its own affair.
        let code = content.split("#[cfg(test)]").next().unwrap_or_default();
        for (position, module) in order.iter().enumerate().skip(own + 1) {
            if code.lines().any(|line| !line.trim_start().starts_with("//") && uses(line, module)) {
                upward.push(format!("{name} uses {module}, number {position} in lib.rs"));
            }
        }
    }
    assert!(upward.is_empty(), "{}", upward.join("\n"));
}

/// Whether a line names a module of the crate.
fn uses(line: &str, module: &str) -> bool {
    let path = format!("crate::{module}");
    line.match_indices(&path)
        .any(|(at, _)| !line[at + path.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[test]
fn the_architecture_page_names_every_module() {
    let library = std::fs::read_to_string(root().join("src/lib.rs")).expect("lib.rs");
    for module in library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')) {
        let named = library.lines().any(|line| line.starts_with(&format!("//! {module} ")));
        assert!(named || module == "error", "{module} has no line on the page");
    }
}

#[test]
fn the_readme_fits_on_three_pages() {
    if let Ok(readme) = std::fs::read_to_string(root().join("README.md")) {
        assert!(readme.lines().count() <= 150, "{} lines", readme.lines().count());
    }
}
