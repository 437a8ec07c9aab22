//! Lists the Turtle files under `ontology/` so that the library can compile them in.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("ontology");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();
    let mut code = String::from("const ONTOLOGY_FILES: &[(&str, &str)] = &[\n");
    for file in &files {
        let name = Path::new("ontology").join(file.strip_prefix(&root).map_err(io::Error::other)?);
        let _ =
            writeln!(code, "    ({:?}, include_str!({:?})),", name.display().to_string(), file.display().to_string());
    }
    code.push_str("];\n");
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    fs::write(out.join("ontology_files.rs"), code)
}

/// All `.ttl` files below a directory except the shapes, which describe facts, not the world.
fn collect(directory: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", directory.display());
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "ttl") && path.file_name().is_some_and(|n| n != "shapes.ttl") {
            files.push(path);
        }
    }
    Ok(())
}
