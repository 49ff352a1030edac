//! What an archive holds is measured before rbook unpacks it: rbook reads the package whole, whatever its size, and an archive
//! of some kilobytes may unpack to gigabytes. A book whose parts are encrypted is told by what its container says.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Read, Seek};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::Flaw;
use crate::article::html::decode;

/// The container, its list of what is encrypted and the package have at most so many bytes each.
const LARGEST: u64 = 2 * 1024 * 1024;

/// Metadata that say something of each other, or elements in each other, are nested at most so deep.
const DEEPEST: usize = 64;

/// Where a book says where its package is (OCF 3.3, 4.2.6.3.1).
const CONTAINER: &str = "META-INF/container.xml";

/// Where it says what is encrypted.
const ENCRYPTION: &str = "META-INF/encryption.xml";

/// Ways to hide fonts from copying; the text is not encrypted by them (OCF 3.3, 4.4; Adobe's own).
const OF_FONTS: [&str; 2] = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

/// Whether the book can be read: not locked, and its package of a size that a package has.
pub(super) fn check(archive: impl Read + Seek) -> Result<(), Flaw> {
    let mut archive = ZipArchive::new(archive).map_err(|_| Flaw::Damaged)?;
    if archive.index_for_name(ENCRYPTION).is_some() {
        let listed = entry(&mut archive, ENCRYPTION)?;
        let ways = values(&listed, "EncryptionMethod", "Algorithm")?;
        if ways.iter().any(|way| !OF_FONTS.contains(&way.as_str())) {
            return Err(Flaw::Locked);
        }
    }
    let container = entry(&mut archive, CONTAINER)?;
    let packages = values(&container, "rootfile", "full-path")?;
    for path in &packages {
        // rbook takes such paths apart: what is measured has to be what is read.
        let is_plain =
            !path.contains(['%', '\\', '#', '?']) && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        if !is_plain {
            return Err(Flaw::Damaged);
        }
        let package = entry(&mut archive, path)?;
        if is_chained(&package)? {
            return Err(Flaw::Damaged);
        }
    }
    if packages.is_empty() { Err(Flaw::Damaged) } else { Ok(()) }
}

/// An entry's text.
fn entry<R: Read + Seek>(archive: &mut ZipArchive<R>, name: &str) -> Result<String, Flaw> {
    let at = archive.index_for_name(name).ok_or(Flaw::Damaged)?;
    if archive.by_index_data(at).is_ok_and(|entry| entry.encrypted()) {
        return Err(Flaw::Locked);
    }
    let file = archive.by_index(at).map_err(|_| Flaw::Damaged)?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|_| Flaw::Damaged)?;
    if bytes.len() as u64 > LARGEST { Err(Flaw::Damaged) } else { Ok(decode(bytes, None).text) }
}

/// The values of an attribute of all elements of that local name.
fn values(xml: &str, element: &str, attribute: &str) -> Result<Vec<String>, Flaw> {
    let mut found = Vec::new();
    each(xml, |tag| {
        if tag.local_name().as_ref() == element {
            found.extend(value(tag, attribute));
        }
    })?;
    Ok(found)
}

/// Whether what is said of one thing is said of a thing that is said of another one, and so on, deeper than that is done.
fn is_chained(package: &str) -> Result<bool, Flaw> {
    let mut above = HashMap::new();
    each(package, |tag| {
        if let (Some(id), Some(refined)) = (value(tag, "id"), value(tag, "refines")) {
            above.insert(id, refined.trim_start_matches('#').to_owned());
        }
    })?;
    let is_deep = |id: &String| (0..DEEPEST).try_fold(id, |id, _| above.get(id)).is_some();
    Ok(above.keys().any(is_deep))
}

fn value(tag: &BytesStart<'_>, attribute: &str) -> Option<String> {
    let named = tag.attributes().flatten().find(|one| one.key.local_name().as_ref() == attribute)?;
    quick_xml::escape::unescape(&named.value).ok().map(Cow::into_owned)
}

/// Looks at all elements. Fails where the file is damaged or its elements are nested too deep.
fn each(xml: &str, mut look: impl FnMut(&BytesStart<'_>)) -> Result<(), Flaw> {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| Flaw::Damaged)? {
            Event::Start(tag) => {
                depth += 1;
                look(&tag);
            }
            Event::Empty(tag) => look(&tag),
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof => return Ok(()),
            _ => {}
        }
        if depth > DEEPEST {
            return Err(Flaw::Damaged);
        }
    }
}
