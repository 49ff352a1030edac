//! Which rows a list shows, and in which order: what can be chosen, and what follows.

use super::super::ask::{DocumentSort, Judged, Order, SourceSort};
use super::super::message::Effect;
use super::super::model::{Choosing, Model, Tab};
use super::super::rows::{Alike, Sameness};
use super::{facts, reading, saying};
use crate::claims::SourceKind;
use crate::config::verdicts;
use crate::store::{Naming, Reliability};
use crate::text;
use crate::tui::command::Command;
use crate::tui::message::Notice;
use crate::tui::row::kind_label;

/// All kinds of sources.
const KINDS: [SourceKind; 5] =
    [SourceKind::Person, SourceKind::Organisation, SourceKind::Anonymous, SourceKind::Group, SourceKind::Document];
const DOCUMENT_SORTS: [(DocumentSort, &str); 5] = [
    (DocumentSort::Day, "sort.day"),
    (DocumentSort::Added, "sort.added"),
    (DocumentSort::Outlet, "sort.outlet"),
    (DocumentSort::Title, "sort.title"),
    (DocumentSort::Unchecked, "sort.unchecked"),
];
const SOURCE_SORTS: [(SourceSort, &str); 3] =
    [(SourceSort::Claims, "sort.claims"), (SourceSort::Name, "sort.name"), (SourceSort::Articles, "sort.articles")];
const ORDERS: [(Order, &str); 2] = [(Order::Usual, "sort.newest"), (Order::Reversed, "sort.oldest")];

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Its words.
    pub words: String,
    /// How many articles it would leave, where that is known.
    pub count: Option<usize>,
    /// Whether it is chosen now.
    pub chosen: bool,
}

impl Offer {
    fn new(words: impl Into<String>, chosen: bool) -> Offer {
        Offer { words: words.into(), count: None, chosen }
    }
}

/// What can be chosen, in order. Where it narrows the list, the first offer takes that back.
pub fn offers(model: &Model, choosing: &Choosing) -> Vec<Offer> {
    let words = model.words;
    let all = |chosen| Offer::new(words.say("library.all"), chosen);
    match choosing {
        Choosing::Sort => sorts(model),
        Choosing::Outlet(outlets) => counted(all(model.articles.ask.outlet.is_none()), outlets, |outlet| {
            model.articles.ask.outlet.as_deref() == Some(outlet)
        }),
        Choosing::Tag(tags) => {
            counted(all(model.articles.ask.tag.is_none()), tags, |tag| model.articles.ask.tag.as_deref() == Some(tag))
        }
        Choosing::Alike(_, others) => alike(model, others),
        Choosing::Kind if is_of_sources(model) => {
            let kind = model.sources.ask.kind;
            let kinds = KINDS.iter().map(|known| Offer::new(kind_label(words, *known), kind == Some(*known)));
            [all(kind.is_none())].into_iter().chain(kinds).collect()
        }
        Choosing::Kind => {
            let direct = quotes(model).direct;
            let offer = |key: &str, value| Offer::new(words.say(key), direct == Some(value));
            vec![all(direct.is_none()), offer("library.direct", true), offer("library.reported", false)]
        }
        Choosing::Verdict => {
            let verdict = &quotes(model).verdict;
            let vocabulary = verdicts();
            let name = |id: &str| vocabulary.name(Some(id), words.language()).to_owned();
            let known = vocabulary.verdicts.iter().map(|known| {
                let is_chosen = matches!(verdict, Some(Judged::As(id)) if *id == known.id);
                Offer::new(name(&known.id), is_chosen)
            });
            let none = vocabulary.name(None, words.language());
            let none = Offer::new(none, *verdict == Some(Judged::Not));
            [all(verdict.is_none()), none].into_iter().chain(known).collect()
        }
        Choosing::Naming => {
            let naming = model.dossier.as_ref().and_then(|open| open.dossier.facts.naming);
            let offer =
                |known: &Naming| Offer::new(words.say(&format!("file.{}", known.name())), naming == Some(*known));
            let none = Offer::new(words.say("library.no-naming"), naming.is_none());
            [none].into_iter().chain(Naming::ALL.iter().map(offer)).collect()
        }
        Choosing::Reliability | Choosing::Grade => {
            let grade = |open: &super::super::model::Open| open.dossier.ratings.first()?.reliability;
            let chosen = match choosing {
                Choosing::Grade => model.dossier.as_ref().and_then(grade),
                _ => model.sources.ask.reliability,
            };
            let grades = Reliability::ALL.iter().map(|grade| {
                let label = words.say(&format!("reliability.{}", grade.letter()));
                Offer::new(format!("{}  {label}", grade.letter()), chosen == Some(*grade))
            });
            let none = match choosing {
                Choosing::Grade => words.say("library.no-grade"),
                _ => words.say("library.all"),
            };
            [Offer::new(none, chosen.is_none())].into_iter().chain(grades).collect()
        }
    }
}

/// The source's own dossier, then of each other that it is the same, and that it is not.
fn alike(model: &Model, others: &[Alike]) -> Vec<Offer> {
    let words = model.words;
    let asked = others.iter().flat_map(|other| {
        let name = text::isolate(&other.name);
        let offer = |key: &str, count| Offer { count, ..Offer::new(words.fill(key, &[&name]), false) };
        [offer("library.same-as", Some(other.claims)), offer("library.other-than", None)]
    });
    [Offer::new(words.say("library.its-dossier"), false)].into_iter().chain(asked).collect()
}

fn counted(all: Offer, found: &[(String, Option<usize>)], is_chosen: impl Fn(&str) -> bool) -> Vec<Offer> {
    let offers = found.iter().map(|(name, count)| Offer { count: *count, ..Offer::new(name.clone(), is_chosen(name)) });
    [all].into_iter().chain(offers).collect()
}

fn sorts(model: &Model) -> Vec<Offer> {
    let words = model.words;
    match (&model.dossier, model.tab) {
        (None, Tab::Articles) => {
            let now = model.articles.ask.sort;
            DOCUMENT_SORTS.iter().map(|(sort, key)| Offer::new(words.say(key), *sort == now)).collect()
        }
        (None, Tab::Sources) => {
            let now = model.sources.ask.sort;
            SOURCE_SORTS.iter().map(|(sort, key)| Offer::new(words.say(key), *sort == now)).collect()
        }
        _ => {
            let now = quotes(model).order;
            ORDERS.iter().map(|(order, key)| Offer::new(words.say(key), *order == now)).collect()
        }
    }
}

/// Whether the list that is shown is the one of sources.
pub fn is_of_sources(model: &Model) -> bool {
    model.dossier.is_none() && model.tab == Tab::Sources
}

/// What the list of claims that is shown was asked for.
pub fn quotes(model: &Model) -> &super::super::ask::QuoteAsk {
    model.dossier.as_ref().map_or(&model.quotes.ask, |open| &open.claims.ask)
}

fn quotes_mut(model: &mut Model) -> &mut super::super::ask::QuoteAsk {
    match &mut model.dossier {
        Some(open) => &mut open.claims.ask,
        None => &mut model.quotes.ask,
    }
}

/// Chooses the offer at `at`, and reads the list anew. What the list is sorted by already turns it round.
pub fn choose(model: &mut Model, choosing: &Choosing, at: usize) -> Vec<Effect> {
    let offered = offers(model, choosing);
    let Some(offer) = offered.get(at) else { return Vec::new() };
    let reversed = |order| if order == Order::Usual { Order::Reversed } else { Order::Usual };
    match (choosing, at.checked_sub(1)) {
        (Choosing::Grade, _) => return saying::grade(model, at),
        (Choosing::Naming, _) => return facts::name(model, at),
        (Choosing::Alike(source, _), None) => return vec![Effect::ReadDossier(*source)],
        (Choosing::Alike(source, others), Some(at)) => {
            let same = if at % 2 == 0 { Sameness::Same } else { Sameness::Apart };
            let other = others.get(at / 2).map(|other| other.uid.clone());
            return other.map(|other| Effect::Decide(*source, other, same)).into_iter().collect();
        }
        (Choosing::Sort, _) => match (&model.dossier, model.tab) {
            (None, Tab::Articles) => {
                let ask = &mut model.articles.ask;
                ask.order = if offer.chosen { reversed(ask.order) } else { Order::Usual };
                ask.sort = DOCUMENT_SORTS[at].0;
            }
            (None, Tab::Sources) => {
                let ask = &mut model.sources.ask;
                ask.order = if offer.chosen { reversed(ask.order) } else { Order::Usual };
                ask.sort = SOURCE_SORTS[at].0;
            }
            _ => quotes_mut(model).order = ORDERS[at].0,
        },
        (Choosing::Outlet(all), at) => model.articles.ask.outlet = at.map(|at| all[at].0.clone()),
        (Choosing::Tag(all), at) => model.articles.ask.tag = at.map(|at| all[at].0.clone()),
        (Choosing::Kind, at) if is_of_sources(model) => model.sources.ask.kind = at.map(|at| KINDS[at]),
        (Choosing::Kind, at) => quotes_mut(model).direct = at.map(|at| at == 0),
        (Choosing::Verdict, None) => quotes_mut(model).verdict = None,
        (Choosing::Verdict, Some(0)) => quotes_mut(model).verdict = Some(Judged::Not),
        (Choosing::Verdict, Some(at)) => {
            quotes_mut(model).verdict = verdicts().verdicts.get(at - 1).map(|verdict| Judged::As(verdict.id.clone()));
        }
        (Choosing::Reliability, at) => model.sources.ask.reliability = at.map(|at| Reliability::ALL[at]),
    }
    vec![reading::anew(model)]
}

/// Turns a filter on or off that is a matter of yes or no.
pub fn turn(model: &mut Model, command: Command) -> Vec<Effect> {
    match (command, model.tab) {
        _ if model.dossier.is_some() => return no_such_filter(model),
        (Command::OnlyUnread, Tab::Articles) => model.articles.ask.unread ^= true,
        (Command::OnlyUnchecked, Tab::Articles) => model.articles.ask.unchecked ^= true,
        (Command::OnlyUnchecked, Tab::Quotes) => {
            let verdict = &mut model.quotes.ask.verdict;
            *verdict = if *verdict == Some(Judged::Not) { None } else { Some(Judged::Not) };
        }
        (Command::OnlyAlike, Tab::Sources) => model.sources.ask.alike ^= true,
        _ => return no_such_filter(model),
    }
    vec![reading::anew(model)]
}

/// Says that a filter means nothing in this list.
pub fn no_such_filter(model: &mut Model) -> Vec<Effect> {
    model.notice = Some(Notice::plain("library.no-such-filter"));
    Vec::new()
}

/// Shows only the claims of the row's source, or all again.
pub fn only_source(model: &mut Model) -> Vec<Effect> {
    let row = model.quotes.list.selected().and_then(|row| Some((row.source?, row.name.clone())));
    let ask = &mut model.quotes.ask;
    if ask.source.is_none() && row.is_none() {
        return no_such_filter(model);
    }
    ask.source = if ask.source.is_some() { None } else { row };
    vec![reading::anew(model)]
}

/// Sets the words that rows must hold.
pub fn words(model: &mut Model, typed: &str) -> Vec<Effect> {
    let words = match (&mut model.dossier, model.tab) {
        (Some(open), _) => &mut open.claims.ask.words,
        (None, Tab::Articles) => &mut model.articles.ask.words,
        (None, Tab::Sources) => &mut model.sources.ask.words,
        (None, Tab::Quotes) => &mut model.quotes.ask.words,
    };
    if words == typed {
        return Vec::new();
    }
    typed.clone_into(words);
    vec![reading::anew(model)]
}

/// The words that rows must hold.
pub fn words_of(model: &Model) -> &str {
    match (&model.dossier, model.tab) {
        (Some(open), _) => &open.claims.ask.words,
        (None, Tab::Articles) => &model.articles.ask.words,
        (None, Tab::Sources) => &model.sources.ask.words,
        (None, Tab::Quotes) => &model.quotes.ask.words,
    }
}

/// Whether the list that is shown leaves rows out.
pub fn is_narrowed(model: &Model) -> bool {
    match model.tab {
        Tab::Articles => {
            let ask = &model.articles.ask;
            let chosen = [&ask.outlet, &ask.tag].into_iter().any(Option::is_some);
            chosen || ask.unread || ask.unchecked || !ask.words.is_empty()
        }
        Tab::Sources => {
            let ask = &model.sources.ask;
            ask.kind.is_some() || ask.reliability.is_some() || ask.alike || !ask.words.is_empty()
        }
        Tab::Quotes => {
            let ask = &model.quotes.ask;
            ask.verdict.is_some() || ask.direct.is_some() || ask.source.is_some() || !ask.words.is_empty()
        }
    }
}

/// Takes all filters of the list back; its order stays.
pub fn clear(model: &mut Model) -> Vec<Effect> {
    use super::super::ask::{DocumentAsk, QuoteAsk, SourceAsk};
    match (&mut model.dossier, model.tab) {
        (Some(open), _) => {
            let order = open.claims.ask.order;
            open.claims.ask = QuoteAsk { order, ..reading::ask_of(open.dossier.id, &open.dossier.name) };
        }
        (None, Tab::Articles) => {
            let DocumentAsk { sort, order, .. } = model.articles.ask;
            model.articles.ask = DocumentAsk { sort, order, ..DocumentAsk::default() };
        }
        (None, Tab::Sources) => {
            let SourceAsk { sort, order, .. } = model.sources.ask;
            model.sources.ask = SourceAsk { sort, order, ..SourceAsk::default() };
        }
        (None, Tab::Quotes) => {
            let order = model.quotes.ask.order;
            model.quotes.ask = QuoteAsk { order, ..QuoteAsk::default() };
        }
    }
    // The row stays chosen: it is in the wider list too.
    vec![reading::again(model)]
}
