//! Names of the predicates that the files of extraction ask for, as the ontology has them.
//!
//! "Demanded that he leave" → [`DEMANDED`].

/// Of criticism and blame.
pub const ACCUSED: &str = "accused";
/// Of aid.
pub const AIDED: &str = "aided";
/// Of attacks.
pub const ASSAULTED: &str = "assaulted";
/// Of arrests, bans and seizures.
pub const COERCED: &str = "coerced";
/// Of concessions: releases, restrictions eased.
pub const CONCEDED: &str = "conceded";
/// Of demands.
pub const DEMANDED: &str = "demanded";
/// Of inquiries.
pub const INVESTIGATED: &str = "investigated";
/// Of protests.
pub const PROTESTED: &str = "protested";
/// Of refusals.
pub const REJECTED: &str = "rejected";
/// Of withdrawals.
pub const RETREATED: &str = "retreated";
/// Of sanctions and relations cut.
pub const SANCTIONED: &str = "sanctioned";
/// Of support in words.
pub const SUPPORTED: &str = "supported";
/// Of threats.
pub const THREATENED: &str = "threatened";
