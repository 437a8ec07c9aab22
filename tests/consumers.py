#!/usr/bin/env python3
"""Opens each export with the programs that people use it with, and compares counts and a few values.

    cargo build && python3 tests/consumers.py target/debug/chancery

GraphViz and Raptor are called as programs, NetworkX, pandas and rdflib as modules, the page in headless Chromium with a
click on an edge. What is not installed is passed over and named; with --all that is an error.
"""
import csv
import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GRAPH = ROOT / "tests/graphs/talks.trig"
NODES, EDGES, QUADS, TRIPLES = 7, 11, 275, 259


class Missing(Exception):
    """A consumer that is not installed."""


def module(name):
    try:
        return __import__(name)
    except ImportError as error:
        raise Missing(name) from error


def program(*names):
    for name in names:
        if shutil.which(name):
            return name
    raise Missing(names[0])


def run(*command, **more):
    return subprocess.run([str(c) for c in command], check=True, capture_output=True, **more).stdout


class Consumers:
    def __init__(self, chancery, place):
        self.chancery, self.place = chancery, place

    def export(self, to, *options):
        path = self.place / f"export.{to}"
        run(self.chancery, "export", "-g", GRAPH, "--to", to, "-o", path, *options)
        return path

    def graphviz(self):
        svg = run(program("dot"), "-Tsvg", self.export("dot")).decode()
        texts = html.unescape(svg)
        # The legend is a node too.
        assert svg.count('class="node"') == NODES + 1, svg.count('class="node"')
        assert "met ×2" in texts and "2021-12-07" in texts

    def networkx(self):
        nx = module("networkx")
        for read, to in ((nx.read_graphml, "graphml"), (nx.read_gexf, "gexf")):
            graph = read(self.export(to))
            assert (graph.number_of_nodes(), graph.number_of_edges()) == (NODES, EDGES), to
            assert graph.nodes["Joe_Biden"]["label"] == "Joe Biden", to
        edges = [(r["Source"], r["Target"]) for r in csv.DictReader(self.export("csv").open(newline=""))]
        assert nx.MultiDiGraph(edges).number_of_edges() == EDGES

    def pandas(self):
        pandas = module("pandas")
        table = pandas.read_csv(self.export("csv"))
        assert len(table) == EDGES
        assert list(table[table.Predicate == "met"].Date) == ["2021-12-07"] * 2
        assert len(pandas.read_csv(self.export("nodes"))) == NODES

    def rdflib(self):
        rdflib = module("rdflib")
        forms = {"ttl": "turtle", "nt": "nt", "rdfxml": "xml", "nq": "nquads", "trig": "trig", "jsonld": "json-ld"}
        met = rdflib.URIRef("https://w3id.org/chancery/ns#met")
        for to, form in forms.items():
            data = rdflib.Dataset(default_union=True)
            data.parse(self.export(to), format=form)
            triples = set(data.triples((None, None, None)))
            assert len(triples) == TRIPLES, (to, len(triples))
            assert any(p == met for _, p, _ in triples), to

    def raptor(self):
        forms = {"ttl": "turtle", "nt": "ntriples", "rdfxml": "rdfxml", "trig": "trig", "nq": "nquads"}
        for to, form in forms.items():
            lines = run(program("rapper"), "-q", "-i", form, "-o", "ntriples", self.export(to)).splitlines()
            assert len(set(lines)) == TRIPLES, (to, len(set(lines)))

    def schema(self):
        schema = json.loads((ROOT / "tests/event.schema.json").read_text())
        validate = module("jsonschema").validate
        events = [json.loads(line) for line in self.export("plover").read_text().splitlines()]
        assert len(events) == 7, len(events)
        for event in events:
            validate(event, schema)

    def browser(self):
        page = self.export("html").read_text()
        click = """<script>
          cy.edges().filter(e => e.data("predicate") === "met")[0].emit("tap");
          document.title = cy.nodes().length + " " + cy.edges().length;
        </script></body>"""
        path = self.place / "click.html"
        path.write_text(page.replace("</body>", click))
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=5000", "--dump-dom"]
        dom = run(program("chromium", "chromium-browser", "google-chrome"), *flags, f"file://{path}").decode()
        assert f"<title>{NODES} 10</title>" in dom, re.findall("<title>.*?</title>", dom)
        quotes = re.findall("<blockquote>(.*?)</blockquote>", dom)
        assert len(quotes) == 2 and quotes[0].startswith("U.S. President Joe Biden spoke by video"), quotes


def main():
    chancery = Path(sys.argv[1]).resolve()
    missing = []
    with tempfile.TemporaryDirectory() as place:
        consumers = Consumers(chancery, Path(place))
        for name in ("graphviz", "networkx", "pandas", "rdflib", "raptor", "schema", "browser"):
            try:
                getattr(consumers, name)()
                print(f"{name}: read")
            except Missing as error:
                missing.append(name)
                print(f"{name}: passed over, {error} is not installed")
    if missing and "--all" in sys.argv:
        sys.exit(f"not installed: {', '.join(missing)}")


if __name__ == "__main__":
    main()
