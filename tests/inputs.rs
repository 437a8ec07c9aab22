//! Web pages, feeds and archives as ways in, and what is wrong with bad ones.

use std::io::Write;

use crate::cli::Place;
use crate::load::ids;

const PAGE: &str = r#"<!doctype html><html><head><title>Ministers meet</title></head><body><nav><a href="/">Home</a></nav>
<article><p>French President Emmanuel Macron met German Chancellor Olaf Scholz in Paris on Tuesday, and they talked.</p>
<p>“We agree,” Scholz said after the talks, which went on for two hours and were about the war in Ukraine.</p></article>
<aside><a href="/x">Related link</a></aside></body></html>"#;

const FEED: &str = r#"<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Agency</title><id>f</id>
<updated>2021-12-07T10:00:00Z</updated><entry><id>e1</id><title>Talks</title><updated>2021-12-07T10:00:00Z</updated>
<content type="html">&lt;p&gt;Ministers met.&lt;/p&gt;</content></entry><entry><id>e2</id><title>Empty</title>
<updated>2021-12-08T10:00:00Z</updated></entry></feed>"#;

/// A tar archive of some files.
fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        builder.append_data(&mut header, name, *content).expect("memory");
    }
    builder.into_inner().expect("memory")
}

#[test]
fn pages_are_read_without_their_menus() {
    let place = Place::new();
    place.write("page.html", PAGE).write("page.json", r#"{"date":"2021-12-07"}"#);
    let facts = place.done(&["extract", "page.html"]);
    assert!(facts.contains("\"label\":\"Emmanuel Macron\"") && facts.contains("\"date\":\"2021-12-07\""), "{facts}");
    assert!(!facts.contains("Related link") && !facts.contains("Home"));
    let ran = place.run_with(&["extract", "-"], PAGE.as_bytes());
    assert!(ran.status == 0 && ran.out.contains("Olaf Scholz"), "{}", ran.err);
}

#[test]
fn feeds_are_read_entry_by_entry() {
    let place = Place::new();
    place.write("news.atom", FEED);
    let ran = place.run(&["load", "news.atom"]);
    let skipped = "chancery: news.atom: entry 2 has no text.\nchancery: 1 input was skipped; the rest is done.\n";
    assert_eq!((ran.status, ran.err.as_str()), (3, skipped));
    let graph = place.text("chancery.nq");
    assert_eq!(ids(&graph), ["e1"]);
    assert!(graph.contains("\"Agency\"") && graph.contains("\"2021-12-07\"^^"), "{graph}");
}

#[test]
fn archives_are_read_like_directories() {
    let place = Place::new();
    let files: [(&str, &[u8]); 6] = [
        ("2021/call.txt", b"Ministers met."),
        ("2021/call.json", br#"{"title":"A call"}"#),
        ("2021/page.html", PAGE.as_bytes()),
        ("lines.jsonl", b"{\"text\":\"Envoys met.\"}\n{\"id\":\"x\",\"text\":\"Kings met.\"}\n"),
        (".hidden.txt", b"Nothing."),
        ("notes.pdf", b"%PDF"),
    ];
    for (name, content) in &files {
        place.write(&format!("plain/{name}"), content);
    }
    place.done(&["load", "-g", "plain.nq", "plain"]);
    assert_eq!(ids(&place.text("plain.nq")), ["2021/call", "2021/page", "lines/1", "x"]);
    let archive = tar(&files);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&archive).expect("memory");
    let gzip = gzip.finish().expect("memory");
    place.write("a.tar", &archive).write("b.tar.gz", &gzip).write("c.tgz", &gzip);
    place.write("d.tar.zst", zstd::encode_all(&archive[..], 1).expect("memory"));
    for name in ["a.tar", "b.tar.gz", "c.tgz", "d.tar.zst"] {
        let graph = format!("{name}.nq");
        place.done(&["load", "-g", &graph, name]);
        assert_eq!(place.text(&graph), place.text("plain.nq"), "{name}");
    }
}

#[test]
fn patterns_choose_files_of_directories() {
    let place = Place::new();
    place
        .write("in/2020/a.txt", "Ministers met.")
        .write("in/2021/b.txt", "Envoys met.")
        .write("in/2021/c.md", "Kings met.");
    let cases: [(&[&str], &[&str]); 4] = [
        (&["--include", "*.txt"], &["2020/a", "2021/b"]),
        (&["--include", "2021/**"], &["2021/b", "2021/c"]),
        (&["--exclude", "2021/**"], &["2020/a"]),
        (&["--include", "*.txt", "--exclude", "b.*"], &["2020/a"]),
    ];
    for (number, (options, expected)) in cases.into_iter().enumerate() {
        let graph = format!("{number}.nq");
        place.done(&[&["load", "-g", &graph, "in"], options].concat());
        assert_eq!(ids(&place.text(&graph)), expected, "{options:?}");
    }
    let ran = place.run(&["load", "--include", "a{", "in"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.starts_with("chancery: The pattern is malformed: "), "{}", ran.err);
}

#[test]
fn bad_pages_feeds_and_archives_are_one_sentence() {
    let place = Place::new();
    let archive = tar(&[("a.txt", b"Ministers met."), ("b.txt", &[b'x'; 2000])]);
    place
        .write("deep.html", format!("<body>{}", "<div>".repeat(100_000)))
        .write("void.html", "<html><body></body></html>")
        .write("broken.rss", "<rss version=\"2.0\"><channel><item>")
        .write("other.xml", "<note>Ministers met.</note>")
        .write("cut.tar", &archive[..2500])
        .write("noise.tar", [b'x'; 2000]);
    place.fails(&["load", "deep.html"], 1, "deep.html: has elements nested more than 400 deep.");
    for (file, start) in [
        ("void.html", "void.html: has no "),
        ("broken.rss", "broken.rss: is "),
        ("other.xml", "other.xml: is no well-formed feed: "),
        ("cut.tar", "cut.tar: is damaged or cannot be read: "),
        ("noise.tar", "noise.tar: is damaged or cannot be read: "),
    ] {
        let ran = place.run(&["load", file]);
        assert!(ran.status == 1 && ran.err.starts_with(&format!("chancery: {start}")), "{file}: {}", ran.err);
    }
    assert!(!place.exists("chancery.nq"));
}
