//! `isnad feed import|export`: lists of feeds as other readers keep them.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use jiff::Timestamp;

use super::{no_feeds, own_library};
use crate::article::{OpenError, markup_text};
use crate::cli::fail::Failure;
use crate::cli::input::{STANDARD_INPUT, name_of};
use crate::cli::named::library;
use crate::cli::output::{tell, to_file, to_stdout};
use crate::config::Settings;
use crate::feed::{Outline, read_opml, write_opml};
use crate::fetch::Address;
use crate::store::NewFeed;

/// The most bytes of a list that are read.
const MOST: u64 = 16 << 20;

/// Takes in the feeds of a list. They were not typed: what of them is on this machine is not asked for until it is added.
pub fn import(file: &Path, settings: &Settings) -> Result<(), Failure> {
    let name = name_of(file);
    let mut bytes = Vec::new();
    let read = match file.as_os_str() == STANDARD_INPUT {
        true => io::stdin().lock().take(MOST + 1).read_to_end(&mut bytes),
        false => File::open(file).and_then(|file| file.take(MOST + 1).read_to_end(&mut bytes)),
    };
    read.map_err(|cause| Failure::Input(OpenError::Unreadable { name: name.clone(), cause }))?;
    if bytes.len() as u64 > MOST {
        return Err(Failure::TooLarge { name, limit: MOST >> 20 });
    }
    let found = read_opml(&markup_text(bytes, None))
        .map_err(|cause| Failure::Foreign { name: name.clone(), says: cause.to_string() })?;
    let mut store = own_library(settings)?;
    let (mut new, mut known, mut failed) = (0, 0, 0);
    for Outline { address, title, site, folders } in &found {
        let address = match Address::parse(address) {
            Ok(address) => address.to_string(),
            Err(cause) => {
                tell(&cause.to_string());
                failed += 1;
                continue;
            }
        };
        let folder = folders.iter().map(|name| name.replace('/', "∕")).collect::<Vec<_>>().join("/");
        let feed = NewFeed { address, name: title.clone(), folder, site: site.clone(), ..NewFeed::default() };
        let (_, is_new) = store.add_feed(&feed, Timestamp::now())?;
        if is_new { new += 1 } else { known += 1 }
    }
    tell(&format!("feeds taken in: {new} new, {known} known; isnad feed update asks for them"));
    match failed {
        0 => Ok(()),
        failed if failed == found.len() => Err(Failure::NoInput),
        failed => Err(Failure::Some { failed, all: found.len() }),
    }
}

/// Writes all feeds as a list.
pub fn export(output: Option<&Path>, settings: &Settings) -> Result<(), Failure> {
    let feeds = library(settings)?.feeds()?;
    if feeds.is_empty() {
        return Err(no_feeds());
    }
    let outline = |feed: crate::store::Feed| Outline {
        title: feed.called().to_owned(),
        address: feed.address,
        site: feed.site,
        folders: feed.folder.split('/').filter(|name| !name.is_empty()).map(str::to_owned).collect(),
    };
    let list = write_opml(&feeds.into_iter().map(outline).collect::<Vec<_>>());
    let write = |out: &mut dyn Write| out.write_all(list.as_bytes());
    match output {
        Some(path) => to_file(path, write),
        None => to_stdout(write),
    }
}
