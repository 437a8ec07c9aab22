//! Graph files in XML: `GraphML` for yEd and `NetworkX`, GEXF for Gephi, whose edges know their days.
//!
//! `<edge id="call#f2" source="Joe_Biden" target="Vladimir_Putin" label="met" start="2021-12-07" end="2021-12-07">`.

use std::io::{Result, Write};

use super::row::{EDGE, Edge, NODE, Node, Shape};

/// `GraphML`.
#[derive(Debug, Default)]
pub struct GraphMl;

impl Shape for GraphMl {
    fn begin(&mut self, out: &mut dyn Write) -> Result<()> {
        out.write_all(
            b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
              xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
              http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n",
        )?;
        for (domain, keys) in [("node", &NODE[..]), ("edge", &EDGE[..])] {
            for key in keys {
                writeln!(
                    out,
                    "  <key id=\"{domain}-{key}\" for=\"{domain}\" attr.name=\"{key}\" attr.type=\"string\"/>"
                )?;
            }
        }
        // Readers refuse graphs in which only some edges have a direction.
        writeln!(out, "  <key id=\"edge-symmetric\" for=\"edge\" attr.name=\"symmetric\" attr.type=\"boolean\"/>")?;
        writeln!(out, "  <key id=\"edge-weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>")?;
        writeln!(out, "  <graph id=\"chancery\" edgedefault=\"directed\">")
    }

    fn node(&mut self, node: &Node<'_>, out: &mut dyn Write) -> Result<()> {
        writeln!(out, "    <node id=\"{}\">", xml(node.id))?;
        data(out, "node", NODE.into_iter().zip(node.values()))?;
        writeln!(out, "    </node>")
    }

    fn middle(&mut self, _: &mut dyn Write) -> Result<()> {
        Ok(())
    }

    fn edge(&mut self, edge: &Edge<'_>, out: &mut dyn Write) -> Result<()> {
        let (source, target) = (xml(edge.source), xml(&edge.target));
        writeln!(out, "    <edge id=\"{}\" source=\"{source}\" target=\"{target}\">", xml(edge.id))?;
        data(out, "edge", EDGE.into_iter().zip(edge.values()))?;
        writeln!(out, "      <data key=\"edge-symmetric\">{}</data>", edge.symmetric)?;
        writeln!(out, "      <data key=\"edge-weight\">1.0</data>\n    </edge>")
    }

    fn end(&mut self, out: &mut dyn Write) -> Result<()> {
        out.write_all(b"  </graph>\n</graphml>\n")
    }
}

/// The values that are there.
fn data<'v>(out: &mut dyn Write, domain: &str, values: impl Iterator<Item = (&'v str, &'v str)>) -> Result<()> {
    for (key, value) in values.filter(|(_, value)| !value.is_empty()) {
        writeln!(out, "      <data key=\"{domain}-{key}\">{}</data>", xml(value))?;
    }
    Ok(())
}

/// GEXF 1.2, dynamic: edges with a date last from its first to its last day.
#[derive(Debug, Default)]
pub struct Gexf;

impl Shape for Gexf {
    fn begin(&mut self, out: &mut dyn Write) -> Result<()> {
        out.write_all(
            b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n  \
              <meta><creator>Chancery</creator><description>Who met, said, sanctioned, threatened or aided whom</description></meta>\n  \
              <graph mode=\"dynamic\" timeformat=\"date\" defaultedgetype=\"directed\">\n",
        )?;
        // The label is an attribute of its own there.
        for (class, keys) in [("node", &NODE[1..]), ("edge", &EDGE[1..])] {
            writeln!(out, "    <attributes class=\"{class}\" mode=\"static\">")?;
            for key in keys {
                writeln!(out, "      <attribute id=\"{class}-{key}\" title=\"{key}\" type=\"string\"/>")?;
            }
            if class == "edge" {
                writeln!(out, "      <attribute id=\"edge-symmetric\" title=\"symmetric\" type=\"boolean\"/>")?;
            }
            writeln!(out, "    </attributes>")?;
        }
        writeln!(out, "    <nodes>")
    }

    fn node(&mut self, node: &Node<'_>, out: &mut dyn Write) -> Result<()> {
        writeln!(out, "      <node id=\"{}\" label=\"{}\">", xml(node.id), xml(node.label))?;
        values(out, "node", NODE.into_iter().zip(node.values()).skip(1))?;
        writeln!(out, "      </node>")
    }

    fn middle(&mut self, out: &mut dyn Write) -> Result<()> {
        out.write_all(b"    </nodes>\n    <edges>\n")
    }

    fn edge(&mut self, edge: &Edge<'_>, out: &mut dyn Write) -> Result<()> {
        let (source, target, label) = (xml(edge.source), xml(&edge.target), xml(edge.label));
        write!(
            out,
            "      <edge id=\"{}\" source=\"{source}\" target=\"{target}\" label=\"{label}\" weight=\"1\"",
            xml(edge.id)
        )?;
        if let Some((start, end)) = days(edge.date) {
            write!(out, " start=\"{start}\" end=\"{end}\"")?;
        }
        writeln!(out, ">")?;
        let symmetric = if edge.symmetric { "true" } else { "false" };
        let all = EDGE.into_iter().zip(edge.values()).skip(1).chain([("symmetric", symmetric)]);
        values(out, "edge", all)?;
        writeln!(out, "      </edge>")
    }

    fn end(&mut self, out: &mut dyn Write) -> Result<()> {
        out.write_all(b"    </edges>\n  </graph>\n</gexf>\n")
    }
}

fn values<'v>(out: &mut dyn Write, class: &str, values: impl Iterator<Item = (&'v str, &'v str)>) -> Result<()> {
    writeln!(out, "        <attvalues>")?;
    for (key, value) in values.filter(|(_, value)| !value.is_empty()) {
        writeln!(out, "          <attvalue for=\"{class}-{key}\" value=\"{}\"/>", xml(value))?;
    }
    writeln!(out, "        </attvalues>")
}

/// First and last day of an ISO 8601/EDTF date: `2021-12` → 2021-12-01 to 2021-12-31.
#[must_use]
pub fn days(date: &str) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    let clear = date.trim_end_matches(['?', '~', '%']);
    if let Some((first, last)) = clear.split_once('/') {
        return Some((days(first)?.0, days(last)?.1));
    }
    let parse = |text: &str| text.parse::<jiff::civil::Date>().ok();
    match clear.len() {
        4 => Some((parse(&format!("{clear}-01-01"))?, parse(&format!("{clear}-12-31"))?)),
        7 => parse(&format!("{clear}-01")).map(|first| (first, first.last_of_month())),
        10 => parse(clear).map(|day| (day, day)),
        _ => None,
    }
}

/// Text for an attribute or an element, which reads back equal; what XML cannot hold becomes `\u{fffd}`.
#[must_use]
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn dates_last_as_long_as_they_are_vague() {
        let text = |date| days(date).map(|(a, b)| format!("{a} {b}"));
        assert_eq!(text("2021-12-07").as_deref(), Some("2021-12-07 2021-12-07"));
        assert_eq!(text("2020-02").as_deref(), Some("2020-02-01 2020-02-29"));
        assert_eq!(text("2021").as_deref(), Some("2021-01-01 2021-12-31"));
        assert_eq!(text("2021-12-06/2021-12-09").as_deref(), Some("2021-12-06 2021-12-09"));
        assert_eq!(text("late 2021"), None);
        assert_eq!(text(""), None);
    }
}
