//! A picture for `GraphViz`: `chancery export --to dot | dot -Tsvg`.
//!
//! Joe Biden, a box of the colour of people, has an edge `met ×2, 2021-12-07` to Vladimir Putin; what is only possible is dashed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation;

use super::style::{class_name, fill, line_colour, modality_style};
use super::xml::xml;
use crate::network::{Edge, Network, Node, TEXT};
use crate::query::{day, plain};

/// How nodes are grouped into frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Cluster {
    /// Not at all
    #[default]
    None,
    /// By what they are
    Type,
    /// By the country that their code tells
    Country,
}

/// Characters on a line of a label.
const LINE: usize = 18;
/// Characters of a label that are shown.
const LABEL: usize = 90;
/// Dates of an edge that are shown one by one.
const DATES: usize = 2;

/// The picture as DOT.
#[must_use]
pub fn dot(network: &Network, cluster: Cluster) -> String {
    let mut out = String::from(
        "digraph chancery {\n  graph [rankdir=LR, nodesep=0.25, ranksep=1.1, splines=true, overlap=false, \
         fontname=\"Helvetica,Arial,sans-serif\", bgcolor=white, pad=0.3]\n  \
         node [shape=box, style=\"rounded,filled\", color=\"#5b6770\", penwidth=0.8, \
         fontname=\"Helvetica,Arial,sans-serif\", fontsize=11, height=0.32, margin=\"0.14,0.07\"]\n  \
         edge [fontname=\"Helvetica,Arial,sans-serif\", fontsize=8, fontcolor=\"#707070\", arrowsize=0.6]\n",
    );
    let groups = groups(network, cluster);
    for (number, (name, nodes)) in groups.iter().enumerate() {
        let framed = cluster != Cluster::None;
        if framed {
            let _ = writeln!(
                out,
                "  subgraph cluster_{number} {{ label={}; style=\"rounded\"; color=\"#c8ced3\"; fontsize=10; fontcolor=\"#707070\"",
                quoted(name)
            );
        }
        for node in nodes {
            let _ = writeln!(out, "  {}", box_of(node, network));
        }
        if framed {
            out.push_str("  }\n");
        }
    }
    for (ends, edges) in bundles(network) {
        let _ = writeln!(out, "  {}", line(ends.0, ends.1, &edges));
    }
    out.push_str(&legend(network));
    out.push_str("}\n");
    out
}

fn groups(network: &Network, cluster: Cluster) -> BTreeMap<String, Vec<&Node>> {
    let mut groups: BTreeMap<String, Vec<&Node>> = BTreeMap::new();
    for index in network.nodes() {
        let node = &*network.graph[index];
        let group = match cluster {
            Cluster::None => String::new(),
            Cluster::Type => class_name(&node.class),
            Cluster::Country => node.code.as_deref().and_then(|c| c.get(..3)).unwrap_or("other").to_owned(),
        };
        groups.entry(group).or_default().push(node);
    }
    groups
}

fn box_of(node: &Node, network: &Network) -> String {
    let weight = network.index(&node.iri).map_or(0, |n| network.weight(n));
    let size = match weight {
        0..=2 => 10,
        3..=5 => 11,
        6..=11 => 13,
        12..=24 => 15,
        _ => 18,
    };
    let tooltip =
        if node.class == TEXT { node.label.clone() } else { format!("{} – {}", node.label, class_name(&node.class)) };
    format!(
        "{} [label={}, tooltip={}, fillcolor=\"{}\", fontsize={size}]",
        quoted(&node.iri),
        quoted(&wrapped(&node.label, LINE)),
        quoted(&plain(&tooltip)),
        fill(&node.class)
    )
}

/// Who stands in a bundle of relations to whom.
type Ends<'n> = (&'n Node, &'n Node);

/// Edges between the same two that look the same, drawn as one: "met ×2, called".
fn bundles(network: &Network) -> Vec<(Ends<'_>, Vec<&Edge>)> {
    let mut all: Vec<(Ends<'_>, Vec<&Edge>)> = Vec::new();
    let mut places = BTreeMap::new();
    for (source, target, edge) in network.edges() {
        let look = (&*source.iri, &*target.iri, &*edge.modality, line_colour(edge), edge.symmetric);
        let place = *places.entry(look).or_insert(all.len());
        if place == all.len() {
            all.push(((source, target), Vec::new()));
        }
        all[place].1.push(edge);
    }
    all
}

fn line(source: &Node, target: &Node, edges: &[&Edge]) -> String {
    let first = edges[0];
    let (style, head) = modality_style(&first.modality);
    let told =
        |edge: &&Edge| if edge.count > 1 { format!("{} ×{}", edge.label, edge.count) } else { edge.label.clone() };
    let mut label = edges.iter().map(told).collect::<Vec<_>>().join(", ");
    if !first.is_actual() {
        let _ = write!(label, " ({})", first.modality);
    }
    let mut label = wrapped(&label, 26);
    let all_dates = edges.iter().flat_map(|edge| edge.dates.iter().cloned()).collect();
    if let Some(dates) = dates(&all_dates) {
        let _ = write!(label, "\n{dates}");
    }
    let ends = if first.symmetric { ", dir=both" } else { "" };
    let width = match edges.iter().map(|edge| edge.count).sum::<usize>() {
        10.. => 2.4,
        3..10 => 1.6,
        _ => 1.0,
    };
    let said = |edge: &&Edge| {
        format!("{} {} {} ({}): {}", source.label, edge.label, target.label, edge.modality, listed(&edge.articles))
    };
    let tooltip = edges.iter().map(said).collect::<Vec<_>>().join("; ");
    format!(
        "{} -> {} [label={}, tooltip={}, color=\"{}\", style={style}, arrowhead={head}, penwidth={width}{ends}]",
        quoted(&source.iri),
        quoted(&target.iri),
        quoted(&label),
        quoted(&plain(&tooltip)),
        line_colour(first)
    )
}

fn dates(dates: &BTreeSet<String>) -> Option<String> {
    let (first, last) = (dates.first()?, dates.last()?);
    Some(match dates.len() {
        1..=DATES => dates.iter().map(|date| day(date)).collect::<Vec<_>>().join(", "),
        _ => format!("{} … {}", day(first), day(last)),
    })
}

fn listed(articles: &BTreeSet<String>) -> String {
    let shown: Vec<&str> = articles.iter().take(5).map(String::as_str).collect();
    let more = if articles.len() > shown.len() { ", …" } else { "" };
    shown.join(", ") + more
}

/// What the colours and lines that occur in the picture mean.
fn legend(network: &Network) -> String {
    let classes: BTreeSet<&str> = network.graph.node_weights().map(|n| n.class.as_str()).collect();
    let modalities: BTreeSet<&str> = network.graph.edge_weights().map(|e| e.modality.as_str()).collect();
    let colours: BTreeMap<&str, &str> =
        network.graph.edge_weights().map(|e| (super::style::line_meaning(e), line_colour(e))).collect();
    let mut rows = String::new();
    for class in classes {
        let _ = write!(
            rows,
            "<tr><td bgcolor=\"{}\" width=\"18\"> </td><td align=\"left\">{}</td></tr>",
            fill(class),
            xml(&class_name(class))
        );
    }
    for (meaning, colour) in colours {
        let _ = write!(rows, "<tr><td><font color=\"{colour}\">━━▶</font></td><td align=\"left\">{meaning}</td></tr>");
    }
    for modality in modalities {
        let sample = match modality_style(modality) {
            ("solid", _) => "━━━▶",
            (_, "tee") => "╍╍╍┤",
            ("dashed", _) => "╍╍╍▶",
            _ => "┄┄┄▶",
        };
        let _ = write!(rows, "<tr><td>{sample}</td><td align=\"left\">{}</td></tr>", xml(modality));
    }
    format!(
        "  subgraph cluster_legend {{ label=\"\"; style=invis\n  legend [shape=plain, style=\"\", fontsize=9, fontcolor=\"#505050\", \
         label=<<table border=\"1\" color=\"#c8ced3\" cellborder=\"0\" cellspacing=\"1\" cellpadding=\"2\">{rows}</table>>]\n  }}\n"
    )
}

/// Lines of at most so many characters, broken between words; shortened where it is very long.
fn wrapped(text: &str, line: usize) -> String {
    let text = plain(text);
    let mut clusters = text.graphemes(true);
    let mut short: String = clusters.by_ref().take(LABEL).collect();
    if clusters.next().is_some() {
        short.push('…');
    }
    let mut lines: Vec<String> = Vec::new();
    for word in short.split_whitespace() {
        match lines.last_mut() {
            Some(last) if last.chars().count() + 1 + word.chars().count() <= line => {
                last.push(' ');
                last.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}

/// A DOT string. Backslashes are doubled, so that none begins an escape.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            // GraphViz reads `&…;` as a character.
            '&' => out.push_str("&amp;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
