#!/usr/bin/env python3
"""Opens what Chancery exports with the programs that people open it with, and compares counts and values.

    consumers.py PATH-OF-CHANCERY

Needs GraphViz and the packages pyshacl, rdflib, pyoxigraph, networkx, pandas and jsonschema (`.ci/run` installs them).
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import jsonschema
import networkx
import pandas
import pyoxigraph
import pyshacl
import rdflib

ROOT = pathlib.Path(__file__).resolve().parent.parent
CH = rdflib.Namespace("https://w3id.org/chancery/ns#")
RDF = rdflib.RDF

chancery = str(pathlib.Path(sys.argv[1]).resolve())
place = pathlib.Path(tempfile.mkdtemp(prefix="chancery-consumers-"))
checks = 0


def run(*args):
    done = subprocess.run([chancery, *args], cwd=place, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"chancery {' '.join(args)}: {done.stderr}")
    return done.stdout


def check(what, condition):
    global checks
    if not condition:
        sys.exit(f"consumers: {what} does not hold")
    checks += 1


def rdf():
    """Every RDF format holds the same: those that keep graphs apart the quads, the others their union."""
    graphs = {}
    for name, parser in [("nq", "nquads"), ("trig", "trig"), ("jsonld", "json-ld")]:
        run("export", "--to", name, "-o", f"all.{name}")
        data = rdflib.Dataset(default_union=True)
        data.parse(place / f"all.{name}", format=parser)
        graphs[name] = data
    quads = {name: {(s, p, o, str(g)) for s, p, o, g in data.quads()} for name, data in graphs.items()}
    check("TriG equals N-Quads", quads["trig"] == quads["nq"])
    check("JSON-LD has as many quads as N-Quads", len(quads["jsonld"]) == len(quads["nq"]))
    union = {(s, p, o) for s, p, o, _ in quads["nq"]}
    for name, parser in [("ttl", "turtle"), ("nt", "nt"), ("rdfxml", "xml")]:
        run("export", "--to", name, "-o", f"all.{name}")
        graph = rdflib.Graph().parse(place / f"all.{name}", format=parser)
        check(f"{name} is the union of the graphs", set(graph) == union)
    run("export", "--to", "rdf12", "-o", "all12.ttl")
    reified = rdflib.URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies")
    triples = [q.object for q in pyoxigraph.parse(path=place / "all12.ttl", format=pyoxigraph.RdfFormat.TURTLE) if q.predicate.value == str(reified)]
    facts = {s for s, p, o in union if p == RDF.type and o == CH.Fact}
    check("RDF 1.2 has a triple term for each fact", len(triples) == len(facts) and all(isinstance(t, pyoxigraph.Triple) for t in triples))
    return rdflib.Graph().parse(place / "all.ttl", format="turtle")


def shapes(graph):
    conforms, _, report = pyshacl.validate(
        graph,
        shacl_graph=str(ROOT / "ontology" / "shapes.ttl"),
        ont_graph=str(ROOT / "ontology" / "chancery.ttl"),
        inference="none",
    )
    if not conforms:
        sys.exit(f"consumers: the graph does not conform to ontology/shapes.ttl\n{report[:4000]}")
    broken = rdflib.Graph() + graph
    fact = next(broken.subjects(RDF.type, CH.Fact))
    broken.remove((fact, CH.modality, None))
    conforms, _, _ = pyshacl.validate(
        broken, shacl_graph=str(ROOT / "ontology" / "shapes.ttl"), ont_graph=str(ROOT / "ontology" / "chancery.ttl"), inference="none"
    )
    check("a fact without modality is against the shapes", not conforms)


def tables(graph):
    run("export", "--to", "csv", "--nodes", "nodes.csv", "-o", "edges.csv")
    edges, nodes = pandas.read_csv(place / "edges.csv"), pandas.read_csv(place / "nodes.csv")
    check("the edge list has the columns that Gephi reads", list(edges.columns[:6]) == ["Source", "Target", "Type", "Id", "Label", "Weight"])
    check("edge ids are unique", edges["Id"].is_unique and nodes["Id"].is_unique)
    check("edges join nodes of the list", set(edges["Source"]) | set(edges["Target"]) <= set(nodes["Id"]))
    met = edges[edges["Predicate"] == "met"]
    check("the edge list has every meeting", len(met) == len(set(graph.subjects(RDF.type, CH.Meeting))))
    networks = {}
    for name, read in [("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)]:
        run("export", "--to", name, "-o", f"all.{name}")
        networks[name] = read(place / f"all.{name}")
        check(f"{name} has the edges of the list", networks[name].number_of_edges() == len(edges))
        check(f"{name} has the nodes of the list", networks[name].number_of_nodes() == len(nodes))
    labels = {d.get("label") for _, d in networks["gexf"].nodes(data=True)}
    check("GEXF names Joe Biden", "Joe Biden" in labels)
    elements = json.loads(run("export", "--to", "cytoscape"))
    elements = elements.get("elements", elements)
    found = elements["edges"] if isinstance(elements, dict) else [e for e in elements if "source" in e["data"]]
    check("Cytoscape JSON has the edges of the list", len(found) == len(edges))


def picture():
    run("export", "--to", "dot", "-o", "all.dot")
    subprocess.run(["dot", "-Tpng", "all.dot", "-o", "all.png"], cwd=place, check=True)
    check("the picture is a PNG", (place / "all.png").read_bytes().startswith(b"\x89PNG"))


def records():
    thing = {"type": "object", "required": ["iri", "label", "type"], "properties": {"code": {"type": ["string", "null"]}}}
    value = {"type": "object", "required": ["value"]}
    schema = {
        "type": "object",
        "required": ["article", "kind", "subject", "predicate", "object", "modality", "date", "attribution", "qualifiers", "sentence", "rule"],
        "properties": {
            "kind": {"enum": ["office", "meeting", "topic", "statement", "sanction", "force", "interaction"]},
            "subject": thing,
            "object": {"anyOf": [thing, value, {"type": "object", "required": ["label"]}]},
            "modality": {"enum": ["actual", "planned", "possible", "conditional", "demanded", "denied"]},
            "date": {"type": ["string", "null"]},
            "qualifiers": {"type": "object"},
            "sentence": {
                "type": "object",
                "required": ["index", "start", "end", "text"],
                "properties": {"index": {"type": "integer"}, "start": {"type": "integer"}, "end": {"type": "integer"}},
            },
        },
    }
    lines = run("extract", "--format", "jsonl", "articles").splitlines()
    check("there are facts", len(lines) > 20)
    for line in lines:
        jsonschema.validate(json.loads(line), schema)
    schema = json.loads((ROOT / "tests" / "event.schema.json").read_text())
    events = [json.loads(line) for line in run("export", "--to", "plover").splitlines()]
    check("there are coded events", len(events) > 5)
    for event in events:
        jsonschema.validate(event, schema)


def page():
    """The page in a browser: a click on a line shows the sentences."""
    browser = next(filter(shutil.which, ["chromium", "chromium-browser", "google-chrome"]), None)
    if not browser:
        print("consumers: no Chromium here, the page is passed over")
        return
    run("export", "--to", "html", "-o", "all.html")
    click = """<script>
      const edge = cy.edges().filter(e => e.data("predicate") === "met")[0];
      edge.emit("tap");
      document.title = "sentences " + edge.data("facts").length;
    </script></body>"""
    clicked = place / "clicked.html"
    clicked.write_text((place / "all.html").read_text().replace("</body>", click))
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=5000", "--dump-dom"]
    done = subprocess.run([browser, *flags, clicked.as_uri()], capture_output=True, text=True, check=True)
    check("the page drew and was clicked", re.search("<title>sentences [1-9]", done.stdout))
    check("a click shows sentences", "<blockquote>" in done.stdout)


shutil.copytree(ROOT / "examples" / "articles", place / "articles")
run("load", "articles")
everything = rdf()
shapes(everything)
tables(everything)
picture()
records()
page()
shutil.rmtree(place)
print(f"{checks} passed, 0 failed")
