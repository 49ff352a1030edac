//! Feeds, and which of their items are in the library as articles.
//!
//! An item is known by the id that its feed gives it, and by the address of its page: the same page in two feeds is one
//! article. Its text is the feed's until its page is fetched. What the reader removed does not come back: of it two digests
//! stay, and no words.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::claims::Found;

use super::article::{self, Registered};
use super::error::{StoreError, Trouble};
use super::marks::DocumentKey;
use super::originals::{self, Original, hash};
use super::row::{instant, number};
use super::{Store, found};

/// A feed in the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FeedKey(i64);

impl FeedKey {
    /// Its number, which commands take.
    pub const fn number(self) -> i64 {
        self.0
    }
}

/// A feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Its row.
    pub key: FeedKey,
    /// Where it is.
    pub address: String,
    /// Whether the user typed that; else a list of feeds named it, and it may lead out only.
    pub is_typed: bool,
    /// As the user calls it, else as it calls itself; else empty.
    pub name: String,
    /// The outlines of OPML round it, parted by `/`.
    pub folder: String,
    /// The address of the outlet; empty where that is not known, as all that follows.
    pub site: String,
    /// What it is asked for with again.
    pub etag: String,
    /// The same.
    pub modified: String,
    /// When it was asked for last.
    pub checked: Option<Timestamp>,
    /// Why that came to nothing, in one line.
    pub trouble: String,
    /// How many of its items are in the library.
    pub items: usize,
    /// How many of those were never read.
    pub unread: usize,
}

impl Feed {
    /// What it is called to a person: its name, else its address.
    pub fn called(&self) -> &str {
        if self.name.is_empty() { &self.address } else { &self.name }
    }
}

/// A feed to be added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewFeed {
    /// Where it is.
    pub address: String,
    /// Whether the user typed that.
    pub is_typed: bool,
    /// As the feed calls itself.
    pub title: String,
    /// As the user calls it.
    pub name: String,
    /// The outlines of OPML round it, parted by `/`.
    pub folder: String,
    /// The address of the outlet.
    pub site: String,
}

/// What came of asking for a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FeedState {
    /// As it calls itself; as before where empty.
    pub title: String,
    /// The address of the outlet; as before where empty.
    pub site: String,
    /// What it is asked for with again.
    pub etag: String,
    /// The same.
    pub modified: String,
}

/// An item as the library knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedItem {
    /// Its id in the feed.
    pub id: String,
    /// The address of its page; empty where it has none.
    pub link: String,
    /// The hash of the text that the feed has of it.
    pub text: String,
}

/// What is to be done with an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemFate {
    /// It was never seen: it becomes an article.
    New,
    /// The feed has another text of it now, and its page was not fetched: it becomes a version.
    Changed,
    /// There is nothing to do.
    Known,
}

/// A page that is still to be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingPage {
    /// Where it is.
    pub link: String,
    /// The feed that names it, where the user typed its address.
    pub typed: Option<String>,
}

impl Store {
    /// Adds a feed, or recognises it by its address. Says whether it is new.
    pub fn add_feed(&mut self, feed: &NewFeed, now: Timestamp) -> Result<(FeedKey, bool), StoreError> {
        self.write(|transaction| add(transaction, feed, now))
    }

    /// All feeds, in the order in which they came.
    pub fn feeds(&self) -> Result<Vec<Feed>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT feed.id, address, typed, CASE name WHEN '' THEN feed.title ELSE name END, folder, site, etag,
                     modified, checked, trouble, count(DISTINCT document.id),
                     count(DISTINCT CASE WHEN document.opened IS NULL THEN document.id END)
                 FROM feed LEFT JOIN feed_item ON feed = feed.id LEFT JOIN document ON document.id = document
                 GROUP BY feed.id ORDER BY feed.id",
            )?;
            let rows = query.query_map([], feed)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Removes a feed; its articles stay. Says whether it was there.
    pub fn remove_feed(&mut self, FeedKey(feed): FeedKey) -> Result<bool, StoreError> {
        let removed = self.write(|transaction| {
            Ok(transaction.prepare_cached("DELETE FROM feed WHERE id = ?1")?.execute([feed])? > 0)
        })?;
        self.wipe_if(removed);
        Ok(removed)
    }

    /// What is to be done with each of these items of a feed.
    pub fn fates_of_items(&self, feed: FeedKey, items: &[FeedItem]) -> Result<Vec<ItemFate>, StoreError> {
        self.read(|connection| items.iter().map(|item| Ok(look_up(connection, feed, item)?.0)).collect())
    }

    /// Keeps what came of asking for a feed: its state, and those of its items that are new or changed, each an article. All
    /// of it or, where something cannot be kept, nothing. Says how many articles are new.
    pub fn keep_feed(
        &mut self,
        feed: FeedKey,
        state: &FeedState,
        items: &[(FeedItem, Found<'_>)],
        now: Timestamp,
    ) -> Result<usize, StoreError> {
        self.write(|transaction| {
            let FeedState { title, site, etag, modified } = state;
            transaction
                .prepare_cached(
                    "UPDATE feed SET title = coalesce(nullif(?2, ''), title), site = coalesce(nullif(?3, ''), site),
                         etag = ?4, modified = ?5, checked = ?6, trouble = '' WHERE id = ?1",
                )?
                .execute(params![feed.0, title, site, etag, modified, now.as_millisecond()])?;
            let mut new = 0;
            for (item, found) in items {
                new += usize::from(take(transaction, feed, item, *found, now)?);
            }
            Ok(new)
        })
    }

    /// Notes that a feed was asked for: that it is as it was, or why that came to nothing.
    pub fn note_feed(&mut self, FeedKey(feed): FeedKey, trouble: &str, now: Timestamp) -> Result<(), StoreError> {
        self.write(|transaction| {
            let mut update = transaction.prepare_cached("UPDATE feed SET checked = ?2, trouble = ?3 WHERE id = ?1")?;
            update.execute(params![feed, now.as_millisecond(), trouble])?;
            Ok(())
        })
    }

    /// The page of an article whose text is only a feed's so far.
    pub fn pending_page(&self, DocumentKey(document): DocumentKey) -> Result<Option<PendingPage>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT link, CASE typed WHEN 1 THEN address END FROM feed_item JOIN feed ON feed.id = feed
                 WHERE document = ?1 AND link <> '' ORDER BY typed DESC, feed_item.id LIMIT 1",
            )?;
            let pending = |row: &Row<'_>| Ok(PendingPage { link: row.get(0)?, typed: row.get(1)? });
            Ok(query.query_row([document], pending).optional()?)
        })
    }

    /// Keeps the page of an article whose text was a feed's so far, as a version of it, with what it was made from.
    pub fn keep_page(
        &mut self,
        document: DocumentKey,
        found: Found<'_>,
        original: &Original,
        now: Timestamp,
    ) -> Result<Registered, StoreError> {
        self.write(|transaction| {
            // Where the page was in the end need not be where the feed says: both are the article's.
            if let Some(origin) = article::origin(found.article)? {
                transaction
                    .prepare_cached(
                        "INSERT INTO article_origin (origin, article, last_opened) SELECT ?1, latest, 0 FROM document
                         WHERE id = ?2 AND NOT EXISTS (SELECT 1 FROM article_origin WHERE origin = ?1)",
                    )?
                    .execute(params![origin, document.0])?;
            }
            let registered = found::add(transaction, found, now)?;
            originals::keep(transaction, registered, original)?;
            transaction
                .prepare_cached("UPDATE feed_item SET link = '', document = ?2 WHERE document = ?1")?
                .execute([document.0, registered.document.0])?;
            Ok(registered)
        })
    }
}

fn add(transaction: &Transaction<'_>, feed: &NewFeed, now: Timestamp) -> Result<(FeedKey, bool), Trouble> {
    let NewFeed { address, is_typed, title, name, folder, site } = feed;
    let known: Option<i64> = transaction
        .prepare_cached("SELECT id FROM feed WHERE address = ?1")?
        .query_row([address], |row| row.get(0))
        .optional()?;
    let id: i64 = transaction
        .prepare_cached(
            "INSERT INTO feed (address, typed, title, name, folder, site, added) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (address) DO UPDATE SET typed = max(typed, excluded.typed),
                 title = coalesce(nullif(excluded.title, ''), title), name = coalesce(nullif(excluded.name, ''), name),
                 folder = coalesce(nullif(excluded.folder, ''), folder), site = coalesce(nullif(excluded.site, ''), site)
             RETURNING id",
        )?
        .query_row(params![address, is_typed, title, name, folder, site, now.as_millisecond()], |row| row.get(0))?;
    Ok((FeedKey(id), known.is_none()))
}

fn feed(row: &Row<'_>) -> rusqlite::Result<Feed> {
    Ok(Feed {
        key: FeedKey(row.get(0)?),
        address: row.get(1)?,
        is_typed: row.get(2)?,
        name: row.get(3)?,
        folder: row.get(4)?,
        site: row.get(5)?,
        etag: row.get(6)?,
        modified: row.get(7)?,
        checked: row.get::<_, Option<i64>>(8)?.map(|_| instant(row, 8)).transpose()?,
        trouble: row.get(9)?,
        items: number(row, 10)?,
        unread: number(row, 11)?,
    })
}

/// By what an item is known.
fn page_of(item: &FeedItem) -> String {
    if item.link.is_empty() { String::new() } else { hash(&item.link) }
}

/// What is to be done with an item, and the article that it is, where it is one.
fn look_up(
    connection: &Connection,
    feed: FeedKey,
    item: &FeedItem,
) -> Result<(ItemFate, Option<DocumentKey>), Trouble> {
    let mut query = connection.prepare_cached(
        "SELECT document, text, link, feed = ?1 AND item = ?2 FROM feed_item WHERE (feed = ?1 AND item = ?2) OR (page = ?3 AND page <> '')
         ORDER BY feed = ?1 AND item = ?2 DESC, id LIMIT 1",
    )?;
    let known = query
        .query_row(params![feed.0, hash(&item.id), page_of(item)], |row| {
            Ok((
                row.get::<_, Option<i64>>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, String>(2)?,
                row.get::<_, bool>(3)?,
            ))
        })
        .optional()?;
    Ok(match known {
        // It was removed by the reader.
        Some((None, ..)) => (ItemFate::Known, None),
        Some((Some(document), text, link, is_own)) => {
            // Another feed's words for the same page are no news.
            let is_changed = is_own && !link.is_empty() && text != item.text;
            (if is_changed { ItemFate::Changed } else { ItemFate::Known }, Some(DocumentKey(document)))
        }
        // The user may have added it from its address.
        None => match article::document_at(connection, Some(item.link.as_str()).filter(|link| !link.is_empty()))? {
            Some(document) => (ItemFate::Known, Some(document)),
            None => (ItemFate::New, None),
        },
    })
}

/// Takes an item in; says whether it became a new article.
fn take(
    transaction: &Transaction<'_>,
    feed: FeedKey,
    item: &FeedItem,
    found: Found<'_>,
    now: Timestamp,
) -> Result<bool, Trouble> {
    let (fate, known) = look_up(transaction, feed, item)?;
    let registered = match fate {
        ItemFate::Known => None,
        ItemFate::New | ItemFate::Changed => Some(found::add(transaction, found, now)?),
    };
    let document = registered.map(|registered| registered.document).or(known);
    // What was read whole, or has no page, is not fetched again.
    let is_pending = registered.is_some();
    transaction
        .prepare_cached(
            "INSERT INTO feed_item (feed, item, page, document, text, link) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (feed, item) DO UPDATE SET text = excluded.text WHERE document IS NOT NULL",
        )?
        .execute(params![
            feed.0,
            hash(&item.id),
            page_of(item),
            document.map(|document| document.0),
            item.text,
            if is_pending { item.link.as_str() } else { "" },
        ])?;
    Ok(fate == ItemFate::New && registered.is_some_and(|registered| registered.fate == article::Fate::New))
}
