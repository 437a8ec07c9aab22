//! The other homes of a graph: disk stores and SPARQL servers do what a file does.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use chancery::graph::block::{Block, Blocks};
use chancery::graph::disk::Disk;
use chancery::graph::file::Changes;
use chancery::merge::Merger;
use oxrdf::{Quad, Triple};
use oxttl::NQuadsParser;

use crate::cli::Place;

/// A server that keeps graphs as text, wants no name or `user:pass`, and breaks off after so many PUTs.
struct Fake {
    graphs: BTreeMap<String, String>,
    credentials: bool,
    puts: usize,
}

/// Starts it and returns its address.
fn fake(credentials: bool, puts: usize) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let fake = Arc::new(Mutex::new(Fake { graphs: BTreeMap::new(), credentials, puts }));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let fake = Arc::clone(&fake);
            std::thread::spawn(move || {
                let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
                while fake.lock().expect("no panic").answer(&mut reader, &stream) {}
            });
        }
    });
    format!("http://{address}")
}

impl Fake {
    /// Answers one request; `false` closes the connection.
    fn answer(&mut self, reader: &mut BufReader<TcpStream>, mut out: &TcpStream) -> bool {
        let mut first = String::new();
        if reader.read_line(&mut first).unwrap_or(0) == 0 {
            return false;
        }
        let (mut length, mut known) = (0, !self.credentials);
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).expect("a header");
            let line = line.trim().to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            length = line.strip_prefix("content-length: ").map_or(length, |n| n.parse().expect("a length"));
            known |= line == "authorization: basic dxnlcjpwyxnz";
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).expect("a body");
        let words: Vec<&str> = first.split(' ').collect();
        let graph = words[1].split_once("?graph=").map(|(_, graph)| graph.replace("%25", "%"));
        let (status, content) = match (words[0], graph) {
            _ if !known => ("401 Unauthorized", String::new()),
            ("PUT", Some(graph)) => {
                if self.puts == 0 {
                    return false;
                }
                self.puts -= 1;
                self.graphs.insert(graph, String::from_utf8(body).expect("UTF-8"));
                ("201 Created", String::new())
            }
            ("DELETE", Some(graph)) if self.graphs.remove(&graph).is_some() => ("204 No Content", String::new()),
            ("GET", Some(graph)) if self.graphs.contains_key(&graph) => ("200 OK", self.graphs[&graph].clone()),
            ("GET", None) if words[1] == "/store?default" => ("200 OK", String::new()),
            ("POST", _) if words[1] == "/query" => ("200 OK", self.digests()),
            _ => ("404 Not Found", String::new()),
        };
        write!(out, "HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n{content}", content.len()).is_ok()
    }

    fn digests(&self) -> String {
        let digest = |graph: &String| graph.split("#digest> \"").nth(1).map(|rest| rest[..16].to_owned());
        let row =
            |(iri, graph): (&String, &String)| serde_json::json!({"a": {"value": iri}, "d": {"value": digest(graph)}});
        serde_json::json!({"results": {"bindings": self.graphs.iter().map(row).collect::<Vec<_>>()}}).to_string()
    }
}

/// A real server, if there is one to start: `$OXIGRAPH` or `oxigraph` on the path.
struct Real(Child, String);

impl Real {
    fn start() -> Option<Self> {
        let program = std::env::var_os("OXIGRAPH").map_or_else(|| PathBuf::from("oxigraph"), PathBuf::from);
        let port = TcpListener::bind("127.0.0.1:0").ok()?.local_addr().ok()?.port();
        let address = format!("127.0.0.1:{port}");
        let mut command = Command::new(program);
        command.args(["serve", "--bind", &address]).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().ok()?;
        for _ in 0..100 {
            if TcpStream::connect(&address).is_ok() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        Some(Self(child, format!("http://{address}")))
    }
}

impl Drop for Real {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn articles(place: &Place) {
    place
        .write("in/a b.txt", "date 2021-12-07 French President Emmanuel Macron met Olaf Scholz in Paris on Tuesday.")
        .write("in/c.txt", "“We agree,” said NATO Secretary General Jens Stoltenberg in Genève.");
}

/// Loads, asks and drops on a server, each time with the same result as on a file.
fn does_what_a_file_does(address: &str) {
    let place = Place::new();
    articles(&place);
    let added = |said: &str| said.split("; ").next().expect("a summary").to_owned();
    let first = place.done(&["load", "-g", address, "in"]);
    assert_eq!(added(&first), added(&place.done(&["load", "-g", "file.nq", "in"])));
    assert_eq!(added(&place.done(&["load", "-g", address, "in"])), "0 articles added, 0 replaced, 2 unchanged");
    // Oxigraph keeps integers of every type as xsd:integer.
    let plain = |said: String| said.replace("#nonNegativeInteger>", "#integer>");
    for command in [&["query", "--named", "meetings", "--format", "csv"][..], &["export", "--to", "nq"]] {
        let on = |graph: &str| plain(place.done(&[command, &["-g", graph]].concat()));
        assert_eq!(on(address), on("file.nq"), "{command:?}");
    }
    place.done(&["drop", "-g", address, "a b"]);
    place.done(&["drop", "-g", "file.nq", "a b"]);
    let export = |graph: &str| plain(place.done(&["export", "--to", "nq", "-g", graph]));
    assert_eq!(export(address), export("file.nq"));
}

#[test]
fn a_server_does_what_a_file_does() {
    does_what_a_file_does(&fake(false, usize::MAX));
    if let Some(real) = Real::start() {
        does_what_a_file_does(&real.1);
    }
}

#[test]
fn servers_that_fail_say_what_is_stored() {
    let place = Place::new();
    articles(&place);
    let ran = place.run(&["load", "-g", "http://127.0.0.1:1", "in"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.starts_with("chancery: http://127.0.0.1:1: cannot be reached: "), "{}", ran.err);
    let ran = place.run(&["load", "-g", &fake(false, 1), "in"]);
    assert_eq!(ran.status, 1);
    assert!(
        ran.err.contains("(1 of 2 changed articles are stored, each whole; loading again does the rest)."),
        "{}",
        ran.err
    );
}

#[test]
fn credentials_are_asked_for_and_never_printed() {
    let place = Place::new();
    articles(&place);
    let address = fake(true, usize::MAX);
    let wants = format!("{address}: wants other credentials; set CHANCERY_CREDENTIALS to user:password.");
    place.fails(&["load", "-g", &address, "in"], 1, &wants);
    let wrong = address.replace("http://", "http://user:secret@");
    place.fails(&["load", "-g", &wrong, "in"], 1, &wants);
    let right = address.replace("http://", "http://user:pass@");
    assert!(place.done(&["load", "-g", &right, "in"]).starts_with("2 articles added"));
    let mut command = place.command(&["load", "-g", &address, "in"]);
    let output = command.env("CHANCERY_CREDENTIALS", "user:pass").output().expect("the program ends");
    assert!(output.status.success());
}

#[test]
fn a_disk_store_does_what_a_file_does() {
    let place = Place::new();
    articles(&place);
    place.done(&["load", "-g", "file.nq", "in"]);
    let disk = Disk::in_memory(None).expect("a store");
    let mut file = Blocks::open(&place.path("file.nq")).expect("a graph");
    let mut blocks: Vec<Block> = Vec::new();
    while let Some(block) = file.block().expect("a graph") {
        blocks.push(block);
    }
    let merged = blocks.pop().expect("the merged layer");
    let changes = |blocks: &[Block]| blocks.iter().map(|b| (b.head.iri.clone(), Some(b.clone()))).collect::<Changes>();
    disk.apply(changes(&blocks), None).expect("a change");
    disk.apply(changes(&blocks[..1]), Some(&mut Merger::default())).expect("the same again");
    let index = disk.index().expect("an index");
    assert!(blocks.iter().all(|b| index.articles.get(&b.head.iri) == Some(&b.head.digest)));
    assert_eq!((index.articles.len(), index.merged), (blocks.len(), Some(merged.head.digest)));
    let quads = |block: &Block| NQuadsParser::new().for_slice(&block.lines).count();
    let articles = blocks.iter().map(quads).sum::<usize>();
    // The default graph is their union, whatever has come and gone.
    let count = || {
        let all = disk.store().iter().map(|quad| quad.expect("a quad"));
        let (union, named): (Vec<_>, Vec<_>) = all.partition(|quad| quad.graph_name.is_default_graph());
        let triples =
            |quads: &[Quad]| quads.iter().map(|q| Triple::from(q.clone()).to_string()).collect::<BTreeSet<_>>();
        assert_eq!(triples(&union), triples(&named));
        named.len()
    };
    assert_eq!(count(), articles + quads(&merged));
    disk.apply(Changes::from([(blocks[0].head.iri.clone(), None)]), None).expect("a change");
    assert_eq!(count(), articles - quads(&blocks[0]));
}

/// All quads of a store, in order.
fn dump(disk: &Disk) -> Vec<String> {
    let mut all: Vec<String> = disk.store().iter().map(|quad| quad.expect("a quad").to_string()).collect();
    all.sort_unstable();
    all
}

#[test]
fn a_disk_store_that_changes_a_little_is_as_if_made_anew() {
    let place = Place::new();
    articles(&place);
    place.write("in/c.txt", "Joe Biden called Vladimir Putin on 7 December 2021.");
    place.write(
        "in/d.txt",
        "Joe Biden and Vladimir Putin spoke by phone on 7 December 2021. They met in Geneva in June.",
    );
    place.done(&["load", "-g", "file.nq", "in"]);
    let mut file = Blocks::open(&place.path("file.nq")).expect("a graph");
    let all = std::iter::from_fn(|| file.block().expect("a graph")).collect::<Vec<Block>>();
    let articles = &all[..all.len() - 1];
    let some = |blocks: &[Block]| blocks.iter().map(|b| (b.head.iri.clone(), Some(b.clone()))).collect::<Changes>();
    let made = |blocks: &[Block]| {
        let disk = Disk::in_memory(None).expect("a store");
        disk.apply(some(blocks), Some(&mut Merger::default())).expect("made");
        dump(&disk)
    };
    let disk = Disk::in_memory(Some(&place.path("world"))).expect("a store");
    disk.apply(some(&articles[..2]), Some(&mut Merger::default())).expect("made");
    assert!(place.exists(".world.layer"), "the layer is remembered");
    // One after the other they come, and one goes; a layer that is lost or damaged is no loss.
    for number in 3..=articles.len() {
        disk.apply(some(&articles[number - 1..number]), Some(&mut Merger::default())).expect("a change");
        assert_eq!(dump(&disk), made(&articles[..number]), "{number} articles");
    }
    disk.apply(Changes::from([(articles[0].head.iri.clone(), None)]), Some(&mut Merger::default())).expect("dropped");
    assert_eq!(dump(&disk), made(&articles[1..]), "without the first");
    place.write(".world.layer", "damaged");
    disk.apply(some(&articles[..1]), Some(&mut Merger::default())).expect("a change");
    assert_eq!(dump(&disk), made(articles), "with all again");
}

#[test]
fn large_additions_take_nothing_away_and_leave_nothing_behind() {
    let long = "a".repeat(9 << 20);
    let block = |name: &str, digest: u64| {
        let iri = format!("https://w3id.org/chancery/article/{name}");
        let line = format!("<{iri}> <http://purl.org/dc/terms/title> \"{digest} {long}\" <{iri}> .\n");
        (iri.clone(), Some(Block::new(iri, digest, &line)))
    };
    let disk = Disk::in_memory(None).expect("a store");
    disk.apply(Changes::from([block("a", 1), block("b", 1)]), None).expect("two articles");
    disk.apply(Changes::from([block("b", 2), block("c", 2)]), None).expect("one replaced, one more");
    let index = disk.index().expect("an index");
    let digests: BTreeSet<(&str, u64)> = index.articles.iter().map(|(iri, digest)| (iri.as_str(), *digest)).collect();
    let expected =
        [("a", 1), ("b", 2), ("c", 2)].map(|(name, d)| (format!("https://w3id.org/chancery/article/{name}"), d));
    assert_eq!(digests, expected.iter().map(|(iri, digest)| (iri.as_str(), *digest)).collect());
    assert_eq!(dump(&disk).len(), 12, "a title and a digest of each, in its graph and in the union");
}

#[cfg(not(feature = "rocksdb"))]
#[test]
fn a_directory_needs_the_disk_store() {
    let place = Place::new();
    articles(&place);
    let sentence =
        "world/: a graph in a directory needs a program built with `--features rocksdb`; a file would be world.nq.";
    place.fails(&["load", "-g", "world/", "in"], 2, sentence);
}

#[cfg(feature = "rocksdb")]
#[test]
fn a_directory_holds_a_graph() {
    does_what_a_file_does("world/");
}
