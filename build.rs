//! Lists the Turtle files under `ontology/` so that the library can compile them in, and makes a digest of the
//! source code, so that a graph tells which articles another version of the extractor has read.

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
    fs::write(out.join("ontology_files.rs"), code)?;
    let source = root.with_file_name("src");
    println!("cargo::rustc-env=CHANCERY_EXTRACTOR={:016x}", digest(&source, &EXTRACTOR)?);
    println!("cargo::rustc-env=CHANCERY_MERGER={:016x}", digest(&source, &MERGER)?);
    Ok(())
}

/// What decides which quads an article gives.
const EXTRACTOR: [&str; 9] =
    ["article", "text", "grammar", "fact", "entity", "extract", "ontology", "graph/quads.rs", "graph/vocabulary.rs"];
/// What decides which events are made of the articles' quads.
const MERGER: [&str; 4] = ["merge", "network/read.rs", "network/record.rs", "graph/vocabulary.rs"];

/// A digest (FNV-1a) of some of the source code.
fn digest(source: &Path, parts: &[&str]) -> io::Result<u64> {
    let mut open: Vec<PathBuf> = parts.iter().map(|part| source.join(part)).collect();
    let mut files = Vec::new();
    while let Some(path) = open.pop() {
        println!("cargo::rerun-if-changed={}", path.display());
        if path.is_dir() {
            open.extend(fs::read_dir(&path)?.map(|entry| entry.map(|e| e.path())).collect::<io::Result<Vec<_>>>()?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for file in &files {
        for byte in fs::read(file)? {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    Ok(hash)
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
