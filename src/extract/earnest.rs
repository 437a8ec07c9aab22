//! Why what looks like an act is none: wishes, what is only told, matches, sales, agreements that end.
//!
//! "Suggested that the money came from Iran" asks nobody for anything; "beat Croatia in Moscow" is a game.

use rustc_hash::FxHashSet;

use super::arguments::Filler;
use super::clause::{self, is_form};
use super::events::Event;
use super::predicates::{ACCUSED, ASSAULTED, CONCEDED, DEMANDED, PROTESTED, RETREATED, THREATENED};
use super::{Claims, Reading, modality_clause, speech_tree};
use crate::entity::ActorId;
use crate::grammar::{Rel, Sentence, Upos};
use crate::ontology::Class;

/// The word class of words that only sports reports have.
const SPORT: &str = "sport";
/// The word class of words that these are full of.
const SPORTING: &str = "sporting";

/// The predicate of working together.
const COOPERATED: &str = "cooperated";

/// The predicate of agreements.
const AGREED: &str = "agreed";

/// Whether an article reports of sport, so that countries are teams and defeats nobody's ruin: of seventy words one is
/// of sport, those that only such reports have counted twice, and they are not always the same.
#[must_use]
pub fn is_of_sport(reading: &Reading<'_>) -> bool {
    const VARIED: usize = 6;
    let lexicon = &reading.ontology.lexicon;
    let class = |name: &str| lexicon.members(name).iter().map(String::as_str).collect::<FxHashSet<&str>>();
    let (sport, sporting) = (class(SPORT), class(SPORTING));
    let (mut strong, mut weak) = (FxHashSet::default(), FxHashSet::default());
    let (mut share, mut words) = (0, 0);
    for word in reading.sentences.iter().flat_map(|s| &s.words).filter(|word| word.upos != Upos::Punct) {
        words += 1;
        let (noun, lemma) = (word.upos == Upos::Noun, &*word.lemma);
        if noun && sport.contains(lemma) {
            strong.insert(lemma);
            share += 2;
        } else if noun && sporting.contains(lemma) {
            weak.insert(lemma);
            share += 1;
        }
    }
    let sure = !strong.is_empty() && share * 70 >= words && strong.len() + weak.len() >= VARIED;
    sure || share * 25 >= words && weak.len() >= VARIED
}

/// Why words that fit a pattern tell of no event: a wish, a description, something only told.
pub fn refusal(sentence: &Sentence, event: &Event<'_>) -> Option<&'static str> {
    let word = &sentence.words[event.head];
    // "Let Peru tell us": nobody is let yet.
    let bare = sentence.child(event.head, &[Rel::Nsubj, Rel::Mark, Rel::Aux]).is_none() && word.rel != Rel::Conj;
    if is_form(sentence, event.head, &["let"]) && word.xpos == "VB" && bare {
        return Some("a wish");
    }
    // "The drivers are on strike": nobody is struck.
    let on =
        sentence.child(event.head, &[Rel::Case]).is_some_and(|c| c + 1 == event.head && is_form(sentence, c, &["on"]));
    if event.kind.quad == 4 && on && is_form(sentence, event.head, &["strike"]) && event.kind.predicate != PROTESTED {
        return Some("a strike of those who work");
    }
    // "Cheering crowds" are not cheered.
    let lead = if word.rel == Rel::Conj { word.head.map_or(word, |h| &sentence.words[h]) } else { word };
    let describes = lead.rel == Rel::Amod && word.xpos == "VBG";
    let meant = |target: usize| lead.head.is_some_and(|h| h == target || sentence.is_under(target, h));
    if describes && event.fit.target.is_some_and(|(target, _)| meant(target)) {
        return Some("a description");
    }
    // "Challenged the minister, whom he accused of hiding": what follows "of" is not what is demanded.
    let of =
        |c: usize| sentence.children_by(c, Rel::Mark).any(|m| is_form(sentence, m, &["of", "after", "by", "before"]));
    let reason = event.fit.clause.filter(|&c| event.kind.predicate == DEMANDED && sentence.words[c].xpos == "VBG");
    if !event.nominal && reason.is_some_and(of) {
        return Some("why it is demanded");
    }
    is_only_told(sentence, event).then_some("what is told is no order")
}

/// "Responded to Trump's interjection", "to his question": an answer in words.
fn answers_words(claims: &Claims<'_, '_>, event: &Event<'_>) -> bool {
    let sentence = &claims.reading.sentences[event.sentence];
    let lexicon = &claims.reading.ontology.lexicon;
    let said = |w: usize| {
        let lemma = &*sentence.words[w].lemma;
        lexicon.speech_nouns.contains_key(lemma)
            || ["interjection", "question", "argument", "jab", "joke", "pronouncement", "letter", "request"]
                .contains(&lemma)
    };
    // "Responded to her", "to the senators": only states and their forces are answered otherwise.
    let person = |&a: &ActorId| matches!(claims.class(a), Class::Person | Class::Group);
    let somebody = |w: usize| claims.actors(event.sentence, w).iter().any(person);
    is_form(sentence, event.head, &["respond", "reply", "react"])
        && event.fit.target.is_some_and(|(word, _)| said(word) || somebody(word))
}

/// "Warned Iran that its army was no match": what is told of whoever is warned is a threat all the same.
fn is_of_target(claims: &Claims<'_, '_>, event: &Event<'_>, clause: usize) -> bool {
    let sentence = &claims.reading.sentences[event.sentence];
    let warned = |&a: &ActorId| claims.governs(a) || claims.class(a) == Class::Country;
    let targets: Vec<ActorId> = event.targets.iter().filter_map(Filler::actor).filter(warned).collect();
    let Some(subject) = clause::subject(sentence, clause) else { return false };
    let owner = sentence.child(subject, &[Rel::NmodPoss]).unwrap_or(subject);
    claims.actors(event.sentence, owner).iter().any(|a| targets.contains(a))
}

/// Why a warning threatens nobody: it tells what is, or what nobody would do.
fn of_warnings(claims: &Claims<'_, '_>, event: &Event<'_>) -> Option<&'static str> {
    let (s, sentence) = (event.sentence, &claims.reading.sentences[event.sentence]);
    let clause =
        clause::complement(sentence, event.head).filter(|_| is_form(sentence, event.head, &["warn", "caution"]))?;
    // "Warned the Council that fighting had spread" tells what is, not what would follow.
    let told = speech_tree::is_finite(sentence, clause) && !clause::is_modal(sentence, clause);
    if told && !is_of_target(claims, event, clause) {
        return Some("a warning of what is");
    }
    if event.kind.predicate != THREATENED {
        return None;
    }
    // "Warned residents that rains will cause landslides"
    let lexicon = &claims.reading.ontology.lexicon;
    let hostile = |w: usize| {
        let word = &sentence.words[w];
        let of = if word.upos == Upos::Verb { lexicon.verbs.get(&word.lemma) } else { lexicon.nouns.get(&word.lemma) };
        of.is_some_and(|all| all.iter().any(|&(m, _)| lexicon.types[lexicon.modes[m].event].quad >= 3))
    };
    let somebody = |w: usize| !claims.actors(s, w).is_empty() || sentence.words[w].upos == Upos::Pron;
    let matters = |w: usize| {
        somebody(w) || hostile(w) || claims.reading.ontology.lexicon.is_in("priceNoun", &sentence.words[w].lemma)
    };
    (!sentence.extent(clause).any(matters)).then_some("a warning of what nobody does")
}

/// "Told her that they would come" orders nothing, "told her to come" does; so does "suggested that they come", but not
/// "suggested that they came".
fn is_only_told(sentence: &Sentence, event: &Event<'_>) -> bool {
    let asks = is_form(sentence, event.head, &["ask", "suggest"]);
    let completed = || clause::complement(sentence, event.head).filter(|_| asks && !event.nominal);
    let Some(clause) = event.fit.clause.or_else(completed) else { return false };
    let word = &sentence.words[clause];
    let carried =
        || sentence.children(clause).filter(|&c| matches!(sentence.words[c].rel, Rel::Aux | Rel::AuxPass | Rel::Cop));
    let due = |w: usize| is_form(sentence, w, &["must", "should", "ought", "shall"]);
    let tensed = |w: usize| matches!(sentence.words[w].xpos, "VBD" | "VBZ" | "MD") && !due(w);
    // "That they do not know", "that they are": what is asked for would be told with "be".
    let present = carried().any(|w| sentence.words[w].xpos == "VBP" && is_form(sentence, w, &["be", "do", "have"]))
        || word.xpos == "VBP" && is_form(sentence, clause, &["be"]);
    let told = !carried().any(due) && (present || carried().chain([clause]).any(tensed));
    let first = sentence.extent(clause).find(|&w| sentence.words[w].upos != Upos::Punct);
    let asked = first.is_some_and(|w| sentence.words[w].xpos == "MD" || matches!(sentence.words[w].xpos, "WP" | "WRB"));
    match &*sentence.words[event.head].lemma {
        "tell" => word.xpos != "VB" || !modality_clause::has_to(sentence, clause),
        "suggest" | "insist" => told,
        // "Agreed it was of concern" is an opinion, "agreed that they would talk" an agreement.
        "agree" => !carried().any(|w| sentence.words[w].xpos == "MD") && (told || present),
        // "Says that those who must leave have done so" asks for nothing.
        "say" => event.kind.predicate == DEMANDED && !carried().any(due),
        // "Expects him to be a member" asks nothing of him.
        "expect" => sentence.child(clause, &[Rel::Cop]).is_some(),
        // "Asked them, “Can she stay?”"
        "ask" => told || asked,
        _ => false,
    }
}

/// Whether an act told in a report of sport is one all the same: a body that governs, judges or polices takes part in it, or
/// a politician. "France beat Ireland" and "the coach praised Wales" are none.
pub fn beyond_sport(claims: &Claims<'_, '_>, event: &Event<'_>) -> bool {
    let targets = event.targets.iter().filter_map(Filler::actor);
    event.sources.iter().copied().chain(targets).any(|a| claims.governs(a))
}

/// Why what looks like an act between states is none: it is told of a match, or somebody sells something.
pub fn not_in_earnest(claims: &Claims<'_, '_>, event: &Event<'_>) -> Option<&'static str> {
    const GAMES: [&str; 4] = [ASSAULTED, "threatened", DEMANDED, "coerced"];
    const SALES: [&str; 5] = ["deliver", "sell", "ship", "supply", "export"];
    let sentence = &claims.reading.sentences[event.sentence];
    let lexicon = &claims.reading.ontology.lexicon;
    let game = GAMES.contains(&event.kind.predicate.as_str())
        && sentence.words.iter().any(|word| word.upos == Upos::Noun && lexicon.is_in(SPORT, &word.lemma));
    if let Some(why) = of_warnings(claims, event) {
        return Some(why);
    }
    if answers_words(claims, event) {
        return Some("an answer in words");
    }
    // "Before leaving Israel, the president said": a visit ends, nobody yields.
    let walker = |&a: &ActorId| {
        claims.class(a) == Class::Person
            || claims.class(a) == Class::Group && !claims.is_armed(a)
            || claims.agent(a) == Some("GOV")
    };
    let parts = is_form(sentence, event.head, &["leave", "depart", "exit"]) && event.kind.predicate == RETREATED;
    if parts && !event.sources.is_empty() && event.sources.iter().all(walker) {
        return Some("a visit that ends");
    }
    if let Some(why) = of_strikes(claims, event) {
        return Some(why);
    }
    // "The conflict between the senator and Peru": they quarrel, nobody shoots.
    let quarrels = event.kind.predicate == ASSAULTED && is_form(sentence, event.head, &["conflict", "confrontation"]);
    let named = |&a: &ActorId| claims.class(a) == Class::Person && !claims.reading.mentions.actor(a).described;
    let ends = || event.sources.iter().copied().chain(event.targets.iter().filter_map(Filler::actor));
    if quarrels && ends().any(|a| named(&a)) {
        return Some("a quarrel");
    }
    if is_only_reported(claims, event) {
        return Some("a medium only reports it");
    }
    if let Some(why) = of_campaigns(claims, event).or_else(|| without_arms(claims, event)) {
        return Some(why);
    }
    if let Some(why) = carried_otherwise(claims, event) {
        return Some(why);
    }
    let firm = |&a: &ActorId| claims.class(a) == Class::Company;
    // "Has been battling the authorities", "its operations in Peru": firms fight in court and in markets.
    if event.kind.predicate == ASSAULTED && !event.sources.is_empty() && event.sources.iter().all(firm) {
        return Some("a firm does not attack");
    }
    // "She joined the party in 1971": as a member.
    let people = |&a: &ActorId| claims.class(a) == Class::Person;
    let object = event.fit.target.is_some_and(|(w, _)| sentence.words[w].rel == Rel::Obj);
    let joins = is_form(sentence, event.head, &["join"]) && event.kind.predicate == COOPERATED && object;
    if joins && !event.sources.is_empty() && event.sources.iter().all(people) {
        return Some("somebody becomes a member");
    }
    let sale = is_form(sentence, event.head, &SALES) && event.sources.iter().any(firm);
    if game { Some("only a game") } else { sale.then_some("a sale") }
}

/// Why a strike is no walkout: it is one from the air, or of those who carry arms.
fn of_strikes(claims: &Claims<'_, '_>, event: &Event<'_>) -> Option<&'static str> {
    let sentence = &claims.reading.sentences[event.sentence];
    // "Urged Russia to end its strikes", "launch air strikes in Peru"
    let stops = matches!(event.kind.predicate.as_str(), CONCEDED | PROTESTED);
    let strike = event.fit.used.iter().copied().find(|&w| stops && is_form(sentence, w, &["strike"]))?;
    let afar = ["air", "military", "missile", "drone", "nuclear", "rocket", "surgical", "limited"];
    let from_afar = sentence.children(strike).any(|c| c < strike && is_form(sentence, c, &afar));
    let armed = |&a: &ActorId| matches!(claims.class(a), Class::Country | Class::ArmedForces | Class::ArmedGroup);
    (from_afar || event.sources.iter().any(armed)).then_some("no strike of workers")
}

/// "The Times reported that it attacked": what media tell they do not do; they may ask and blame in their own name.
fn is_only_reported(claims: &Claims<'_, '_>, event: &Event<'_>) -> bool {
    const OWN: [&str; 3] = [ACCUSED, DEMANDED, THREATENED];
    let sentence = &claims.reading.sentences[event.sentence];
    let medium = |&a: &ActorId| claims.class(a) == Class::NewsOutlet;
    let named = || {
        let doer = clause::doer(sentence, event.head).filter(|_| !event.nominal);
        doer.is_some_and(|w| sentence.words[w].upos != Upos::Pron)
    };
    let reports = is_form(sentence, event.head, &["report", "say", "note", "tell", "write"]);
    event.sources.iter().any(medium) && !(OWN.contains(&event.kind.predicate.as_str()) && named() && !reports)
}

/// Why nobody has attacked anyone: parties fight in parliament, and who is killed in a crash was not attacked.
fn without_arms(claims: &Claims<'_, '_>, event: &Event<'_>) -> Option<&'static str> {
    let sentence = &claims.reading.sentences[event.sentence];
    if event.kind.predicate != ASSAULTED {
        return None;
    }
    let mut ends = event.sources.iter().copied().chain(event.targets.iter().filter_map(Filler::actor));
    let fights = is_form(sentence, event.head, &["battle", "fight", "war", "clash", "attack", "combat"]);
    // "A battle between the White House and Republicans"
    if fights && event.nominal && ends.any(|a| matches!(claims.class(a), Class::Party | Class::Parliament)) {
        return Some("a political fight");
    }
    // "Was hit by a series of sanctions"
    let verb =
        is_form(sentence, event.head, &["hit", "strike", "slap", "batter", "rock", "squeeze", "target", "punish"]);
    let penalty = |w: usize| claims.reading.ontology.lexicon.is_in("penalty", &sentence.words[w].lemma);
    let mut with = clause::obliques(sentence, event.head).map(|o| o.word);
    let blow = |w: usize| penalty(w) || clause::obliques(sentence, w).any(|o| penalty(o.word));
    if verb && !event.nominal && with.any(blow) {
        return Some("hit by sanctions");
    }
    // "A Russian jet crashed, killing all on board"
    let word = &sentence.words[event.head];
    let accident = |v: usize| is_form(sentence, v, &["crash", "collide", "derail", "capsize", "collapse", "overturn"]);
    (word.rel == Rel::Advcl && word.head.is_some_and(accident)).then_some("an accident")
}

/// "The candidate's rally in Sioux City", "needs 2,383 delegates": campaigns gather and count.
fn of_campaigns(claims: &Claims<'_, '_>, event: &Event<'_>) -> Option<&'static str> {
    let sentence = &claims.reading.sentences[event.sentence];
    let campaigns = |&a: &ActorId| matches!(claims.class(a), Class::Person | Class::Party);
    if is_form(sentence, event.head, &["rally"]) && event.nominal && event.sources.iter().all(campaigns) {
        return Some("a rally of a campaign");
    }
    let counted = |w: usize| sentence.child(w, &[Rel::Nummod]).is_some() || sentence.words[w].upos == Upos::Num;
    let needs = is_form(sentence, event.head, &["need", "require"]);
    (needs && event.fit.target.is_some_and(|(w, _)| counted(w))).then_some("how many are needed")
}

/// Why the verb above a noun makes something else of it: agreements that end, truces signed somewhere.
fn carried_otherwise(claims: &Claims<'_, '_>, event: &Event<'_>) -> Option<&'static str> {
    const ENDED: [&str; 9] =
        ["end", "terminate", "suspend", "denounce", "abrogate", "revoke", "scrap", "tear", "cancel"];
    const SIGNED: [&str; 6] = ["sign", "reach", "negotiate", "broker", "agree", "conclude"];
    let sentence = &claims.reading.sentences[event.sentence];
    let word = &sentence.words[event.head];
    let verb = word.head.filter(|_| event.nominal && word.rel == Rel::Obj)?;
    let is = |predicate: &str, verbs: &[&str]| event.kind.predicate == predicate && is_form(sentence, verb, verbs);
    if is(AGREED, &ENDED) {
        return Some("an agreement that ends");
    }
    // "Signed a truce in Oslo" tells where they signed it.
    is(RETREATED, &SIGNED).then_some("where it is signed")
}
