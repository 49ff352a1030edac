//! `isnad search`: words in the library's articles, claims, notes and sources.

use crate::cli::args::{Fold, Search, Where};
use crate::cli::fail::Failure;
use crate::cli::output::to_stdout;
use crate::cli::people;
use crate::config::Settings;
use crate::export::{escaped, found};
use crate::search::{Closeness, Query};
use crate::shelf::Shelf;
use crate::store::{self, Hits, Within};

/// So many places that the index names are looked into for each kind: all there are, in a library of this world.
const DEPTH: usize = 100_000;

/// Writes what was found, for people or as JSON.
///
/// # Errors
/// Where nothing is found, or the library cannot be read.
pub fn run(search: &Search, settings: &Settings) -> Result<(), Failure> {
    let synonyms = settings.read_synonyms().map_err(|error| Failure::Usage(error.to_string()))?;
    let typed = search.query.join(" ");
    let widest = widest(search.fold);
    let query = Query::parse(&typed, widest, &synonyms)
        .ok_or_else(|| Failure::Usage("the query holds no word; write letters or digits".to_owned()))?;
    let within: Vec<Within> = if search.within.is_empty() {
        Within::ALL.to_vec()
    } else {
        search.within.iter().copied().map(within).collect()
    };
    let asked = store::Search {
        query: &query,
        within: &within,
        most: search.most.get().into(),
        depth: DEPTH,
        context: search.context.into(),
    };
    let hits = match Shelf::of_reader(settings)?.0 {
        Some(store) => store.search(asked)?,
        None => Hits::default(),
    };
    if search.json {
        let object = found::search(&typed, widest, &hits);
        // Strings and numbers: nothing of it can fail to be JSON.
        let mut bytes = escaped(&serde_json::to_vec_pretty(&object).unwrap_or_default());
        bytes.push(b'\n');
        to_stdout(|out| out.write_all(&bytes))?;
    } else {
        people::write(&found::lines(&hits, settings.words()), settings)?;
    }
    if hits.hits.is_empty() {
        return Err(Failure::NotFound("nothing in the library holds that".to_owned()));
    }
    Ok(())
}

const fn widest(fold: Fold) -> Closeness {
    match fold {
        Fold::Exact => Closeness::Exact,
        Fold::Normal => Closeness::Normal,
        Fold::Loose => Closeness::Loose,
        Fold::Wide => Closeness::Wide,
    }
}

const fn within(place: Where) -> Within {
    match place {
        Where::Text => Within::Texts,
        Where::Quotes => Within::Quotes,
        Where::Notes => Within::Notes,
        Where::Sources => Within::Sources,
    }
}
