//! A graph on a SPARQL 1.1 server: one named graph per article, through the Graph Store Protocol.
//!
//! `-g http://localhost:7878` puts `<https://w3id.org/chancery/article/a7>` to `http://localhost:7878/store?graph=…`;
//! servers that keep their graphs at `/data` (Fuseki: `-g http://localhost:3030/world`) are recognised.

use std::env;
use std::sync::Mutex;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use oxrdf::Quad;
use oxttl::NTriplesParser;
use ureq::{Agent, Body, http};

use super::block::Block;
use super::derived::{Derive, Index, MERGED, OVERRIDES, derived};
use super::file::Changes;
use super::vocabulary::{self, CH};
use crate::error::{Error, Result};

/// The environment variable that holds `user:password`.
const CREDENTIALS: &str = "CHANCERY_CREDENTIALS";

type Response = http::Response<Body>;

/// A SPARQL server.
#[derive(Debug)]
pub struct Server {
    agent: Agent,
    /// Its address, without name and password.
    address: String,
    /// Where its graphs are.
    store: String,
    authorization: Option<String>,
}

impl Server {
    /// Finds out how to talk to a server.
    ///
    /// # Errors
    /// A server that is down, refuses or does not keep graphs where servers do.
    pub fn open(address: &str) -> Result<Self> {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_connect(Some(Duration::from_secs(10)))
            .timeout_global(Some(Duration::from_secs(300)))
            .user_agent(concat!("chancery/", env!("CARGO_PKG_VERSION")))
            .build();
        let given = address.split_once("://").and_then(|(_, rest)| Some(rest.rsplit_once('@')?.0.to_owned()));
        let authorization = given.or_else(|| env::var(CREDENTIALS).ok()).map(|pair| basic(&pair));
        let address = shown(address).trim_end_matches('/').to_owned();
        let mut server = Self { agent: config.new_agent(), store: String::new(), address, authorization };
        for path in ["store", "data"] {
            server.store = format!("{}/{path}", server.address);
            let response = server.send("GET", &format!("{}?default", server.store), None)?;
            if response.status() != 404 {
                server.accepted(response)?;
                return Ok(server);
            }
        }
        Err(server.problem("keeps no graphs at /store or /data, so it is no SPARQL server that can be used"))
    }

    /// The digests of its articles.
    ///
    /// # Errors
    /// A server that does not answer.
    pub fn index(&self) -> Result<Index> {
        let query = format!("SELECT ?a ?d WHERE {{ GRAPH ?a {{ ?a <{CH}digest> ?d }} }}");
        let url = format!("{}/query", self.address);
        let answer = self.accepted(self.send("POST", &url, Some(("application/sparql-query", query.as_bytes())))?)?;
        let malformed = |_| self.problem("gives an answer that is no SPARQL result");
        let answer: serde_json::Value = serde_json::from_str(&answer).map_err(malformed)?;
        let rows = answer["results"]["bindings"].as_array().into_iter().flatten();
        let entry = |row: &serde_json::Value| {
            let digest = u64::from_str_radix(row["d"]["value"].as_str()?, 16).ok()?;
            Some((row["a"]["value"].as_str()?.to_owned(), digest))
        };
        let mut index = Index::default();
        rows.filter_map(entry).for_each(|(iri, digest)| index.insert(iri, digest));
        Ok(index)
    }

    /// Puts and deletes the graphs of articles, each whole.
    ///
    /// # Errors
    /// A server that fails, with how much is stored.
    pub fn apply(&self, changes: &Changes, derive: Option<&mut dyn Derive>) -> Result<()> {
        // What is derived from the old articles must not stand beside new ones.
        self.put(MERGED, None)?;
        for (done, (iri, block)) in changes.iter().enumerate() {
            let left = |e: Error| {
                let e = e.to_string();
                let stored = format!("{done} of {} changed articles are stored, each whole", changes.len());
                Error::Failed(format!("{} ({stored}; loading again does the rest).", e.trim_end_matches('.')))
            };
            self.put(iri, block.as_ref()).map_err(left)?;
        }
        // A server is asked for one graph after the other.
        let turn = Mutex::new(());
        let graph = |iri: &str| {
            let _turn = turn.lock();
            self.quads(iri)
        };
        let layer = match derive {
            Some(derive) => derived(&self.index()?, derive, graph)?,
            None => None,
        };
        layer.map_or(Ok(()), |block| self.put(MERGED, Some(&block)))
    }

    /// Replaces a graph, or deletes it.
    fn put(&self, iri: &str, block: Option<&Block>) -> Result<()> {
        let url = self.graph_url(iri);
        let answer = match block {
            Some(block) => self.send("PUT", &url, Some(("application/n-triples", &triples(block))))?,
            None => self.send("DELETE", &url, None)?,
        };
        if block.is_none() && answer.status() == 404 { Ok(()) } else { self.accepted(answer).map(drop) }
    }

    /// The graph of one article.
    ///
    /// # Errors
    /// A server that does not answer.
    pub fn quads(&self, iri: &str) -> Result<Vec<Quad>> {
        let answer = self.accepted(self.send("GET", &self.graph_url(iri), None)?)?;
        let graph = vocabulary::iri(iri);
        NTriplesParser::new()
            .for_slice(answer.as_bytes())
            .map(|triple| triple.map(|triple| triple.in_graph(graph.clone())))
            .collect::<std::result::Result<_, _>>()
            .map_err(|_| self.problem("gives a graph that is no N-Triples"))
    }

    fn graph_url(&self, iri: &str) -> String {
        format!("{}?graph={}", self.store, query_part(iri))
    }

    fn send(&self, method: &str, url: &str, body: Option<(&str, &[u8])>) -> Result<Response> {
        let accept = if body.is_some_and(|(kind, _)| kind.ends_with("query")) {
            "application/sparql-results+json"
        } else {
            "application/n-triples"
        };
        let mut request = http::Request::builder().method(method).uri(url).header("Accept", accept);
        if let Some(authorization) = &self.authorization {
            request = request.header("Authorization", authorization);
        }
        let unsent = |e: &dyn std::fmt::Display| self.problem(&format!("cannot be reached: {e}"));
        let response = match body {
            Some((kind, bytes)) => {
                let request = request.header("Content-Type", kind).body(bytes).map_err(|e| unsent(&e))?;
                self.agent.run(request)
            }
            None => self.agent.run(request.body(()).map_err(|e| unsent(&e))?),
        };
        response.map_err(|e| unsent(&e))
    }

    /// The content of a response, if it is a good one.
    fn accepted(&self, mut response: Response) -> Result<String> {
        let status = response.status();
        if status.is_success() {
            let body = response.body_mut().with_config().limit(1 << 32).read_to_string();
            return body.map_err(|e| self.problem(&format!("breaks off its answer: {e}")));
        }
        Err(match status.as_u16() {
            401 | 403 => self.problem(&format!("wants other credentials; set {CREDENTIALS} to user:password")),
            code => self.problem(&format!("refuses with status {code}")),
        })
    }

    fn problem(&self, what: &str) -> Error {
        Error::Failed(format!("{}: {}.", self.address, what.trim_end_matches('.')))
    }
}

/// All quads on a server, article by article in order of IRI, each article's in canonical order.
///
/// # Errors
/// A server that does not answer.
pub fn read(address: &str) -> Result<Box<dyn Iterator<Item = Result<Quad>>>> {
    let server = Server::open(address)?;
    let index = server.index()?;
    let mut articles: Vec<String> = index.iris().into_iter().map(str::to_owned).collect();
    articles.extend(index.merged.map(|_| MERGED.to_owned()));
    articles.extend(index.overrides.map(|_| OVERRIDES.to_owned()));
    Ok(Box::new(articles.into_iter().flat_map(move |iri| match server.quads(&iri) {
        Err(error) => vec![Err(error)],
        Ok(mut quads) => {
            quads.sort_by_cached_key(ToString::to_string);
            quads.into_iter().map(Ok).collect()
        }
    })))
}

/// Credentials as HTTP wants them.
fn basic(pair: &str) -> String {
    format!("Basic {}", STANDARD.encode(pair))
}

/// An address without the name and password that may stand in it.
#[must_use]
pub fn shown(address: &str) -> String {
    match (address.split_once("://"), address.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://{host}"),
        _ => address.to_owned(),
    }
}

/// The lines of a block without the name of their graph.
fn triples(block: &Block) -> Vec<u8> {
    let end = format!(" <{}> .", block.head.iri);
    let mut out = Vec::with_capacity(block.lines.len());
    for line in block.lines.split(|&b| b == b'\n').filter(|line| !line.is_empty()) {
        out.extend_from_slice(line.strip_suffix(end.as_bytes()).unwrap_or(line));
        out.extend_from_slice(b" .\n");
    }
    out
}

/// Percent-encodes what may not stand in the value of a query.
fn query_part(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_encoded_and_never_shown() {
        assert_eq!(basic("user:pass"), "Basic dXNlcjpwYXNz");
        assert_eq!(shown("http://user:secret@host:1/x"), "http://host:1/x");
        assert_eq!(shown("http://host/"), "http://host/");
    }

    #[test]
    fn blocks_travel_as_triples() {
        let line = b"<a:s> <a:p> \"o <a:g> .\" <a:g> .\n";
        let block = Block { lines: line.to_vec(), ..Block::new("a:g".into(), 0, "") };
        assert_eq!(triples(&block), b"<a:s> <a:p> \"o <a:g> .\" .\n");
        assert_eq!(query_part("https://x/a b&é"), "https://x/a%20b%26%C3%A9");
    }
}
