//! What is counted of an article; counts of several articles add up.

use serde::Serialize;

macro_rules! counts {
    ($($(#[$says:meta])* $name:ident),* $(,)?) => {
        /// Counts of one article, or of several together.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
        pub struct Counts {
            $($(#[$says])* pub $name: usize,)*
        }

        impl Counts {
            /// The names of the counts, in order: the columns of a table.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name)),*];

            /// The counts, in the order of their names.
            pub fn values(&self) -> Vec<usize> {
                vec![$(self.$name),*]
            }

            /// Adds those of another article.
            pub const fn add(&mut self, other: &Counts) {
                $(self.$name += other.$name;)*
            }
        }
    };
}

counts! {
    /// Articles.
    articles,
    /// Claims.
    claims,
    /// Sources that have claims.
    sources,
    /// Of these named persons.
    sources_named,
    /// Named bodies.
    sources_organisation,
    /// Not named.
    sources_anonymous,
    /// Several people as one.
    sources_group,
    /// Documents without a named issuer.
    sources_document,
    /// Claims of named persons.
    claims_named,
    /// Claims of named bodies.
    claims_organisation,
    /// Claims of those who are not named.
    claims_anonymous,
    /// Claims of groups.
    claims_group,
    /// Claims of documents.
    claims_document,
    /// Claims without a source.
    claims_unstated,
    /// Claims that are one quotation.
    direct,
    /// Claims that are quoted in part.
    mixed,
    /// Claims without quotation marks.
    indirect,
    /// Claims that no carrier is named for.
    heard,
    /// Claims that a carrier is named for.
    relayed,
    /// Claims that probably came by a carrier who is named elsewhere.
    relayed_inferred,
    /// Claims by a neutral cue.
    tone_neutral,
    /// Claims by a cue that lends weight.
    tone_endorsing,
    /// Claims by a cue that keeps distance.
    tone_distancing,
    /// Claims by a cue that names a deed.
    tone_act,
    /// Claims without a cue.
    tone_none,
    /// Anonymous sources for whom the article says that they would not be named.
    anonymity_asked,
    /// Anonymous sources for whom it says why.
    anonymity_explained,
    /// Articles in which one source says all that is said.
    single_source,
    /// Refusals to comment.
    no_comment,
    /// Figures in claims.
    numbers,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_add_up_by_name() {
        let mut one = Counts { articles: 1, numbers: 2, ..Counts::default() };
        one.add(&Counts { articles: 2, claims: 3, ..Counts::default() });
        assert_eq!((one.articles, one.claims, one.numbers), (3, 3, 2));
        assert_eq!(Counts::NAMES.len(), one.values().len());
        assert_eq!((Counts::NAMES[0], one.values()[0]), ("articles", 3));
    }
}
