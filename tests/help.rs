//! Every example that `--help` shows works, in a directory with the sample articles.

use std::process::Command;

use crate::cli::Place;
use crate::readme::search_path;

/// A treebank of two sentences.
const TREEBANK: &str = "\
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_
2\tministers\tminister\tNOUN\tNNS\t_\t3\tnsubj\t_\t_
3\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\t_
4\tin\tin\tADP\tIN\t_\t5\tcase\t_\t_
5\tVienna\tVienna\tPROPN\tNNP\t_\t3\tobl\t_\tEntity=(1-place-1-sgl)
6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2\ttalked\ttalk\tVERB\tVBD\t_\t0\troot\t_\t_
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

";

/// The examples of a command, as its help gives them.
fn examples(place: &Place, command: &str) -> Vec<String> {
    let help = place.done(&[command, "--help"]);
    let shown = help.split_once("Examples:").map_or("", |(_, rest)| rest);
    shown.lines().map(str::trim).filter(|line| line.starts_with("chancery ")).map(str::to_owned).collect()
}

#[test]
fn every_example_of_every_help_works() {
    let place = Place::new();
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles")).expect("samples") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        place.write(&format!("articles/{name}"), std::fs::read(&path).expect("a sample"));
    }
    for name in ["ewt-train.conllu", "gum-train.conllu", "gum-test.conllu"] {
        place.write(name, TREEBANK);
    }
    place.write("news.txt", "Ministers met in Vienna. They talked.\n").write("events.ttl", "");
    place.write("glove.txt", "vienna 0.1 0.2\nministers 0.2 -0.1\n");
    let commands = place.done(&["--help"]);
    let commands = commands.lines().skip_while(|l| *l != "Commands:").skip(1).take_while(|l| !l.is_empty());
    let commands = commands.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
    let has_dot = Command::new("dot").arg("-V").output().is_ok();
    for command in commands {
        let shown = examples(&place, command);
        assert!(!shown.is_empty(), "{command} --help shows an example");
        for example in shown.into_iter().filter(|line| has_dot || !line.contains("| dot")) {
            place.done(&["load", "articles"]);
            let mut bash = Command::new("bash");
            bash.args(["-euo", "pipefail", "-c", &example]).current_dir(place.path("")).env("PATH", search_path());
            let output =
                bash.env("XDG_CONFIG_HOME", place.path("")).env_remove("CHANCERY_GRAPH").output().expect("bash runs");
            let complaint = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{example}\n{complaint}");
        }
    }
}
