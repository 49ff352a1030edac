//! The stages one after the other, a piece of the paragraph at a time: lines come as soon as they are known.

use super::breaks;
use super::clusters::{self, Cluster, Clusters, View};
use super::fill::{Filler, More, Row};
use super::implicit::Scratch;
use super::joining;
use super::kashida;
use super::levels;
use super::line::VisualLine;
use super::options::{Kashida, LayoutOptions};
use super::seams::Seams;
use super::visual;
use crate::span::Span;

/// A paragraph on its way to lines. It does not hold the text: each step is given the same.
#[derive(Debug, Clone)]
pub(super) struct Flow {
    pub options: LayoutOptions,
    /// The paragraph's level: 0 or 1.
    pub base: u8,
    /// Where pieces begin.
    pub pieces: Vec<u32>,
    /// The bytes that a piece has at least.
    least: usize,
    seams: Seams,
    filler: Filler,
    /// The clusters of the line that is being filled, and others after it.
    list: Vec<Cluster>,
    /// Where they end.
    end: usize,
    spare: Spare,
}

/// Space that is used again.
#[derive(Debug, Clone, Default)]
pub(super) struct Spare {
    list: Vec<Cluster>,
    scratch: Scratch,
}

impl Spare {
    /// Space for a piece of so many bytes.
    pub fn for_bytes(count: usize) -> Spare {
        Spare { list: Vec::with_capacity(count), ..Spare::default() }
    }
}

/// The bytes that a piece has at least: far more than what is done once for each, and few enough to stay near.
pub(super) const LEAST: usize = 768;

impl Flow {
    /// Nothing of `text` is laid out yet.
    pub fn new(text: &str, options: &LayoutOptions, least: usize) -> Flow {
        let mut flow = Flow {
            options: *options,
            base: 0,
            pieces: Vec::new(),
            least,
            seams: Seams::none(),
            filler: Filler::new(options.width.0),
            list: Vec::new(),
            end: 0,
            spare: Spare::default(),
        };
        flow.begin(text);
        flow
    }

    /// Begins with another text.
    pub fn begin(&mut self, text: &str) {
        self.base = levels::of_paragraph(text, self.options.direction);
        self.seams = Seams::of_level(self.base, self.least);
        self.filler.begin();
        self.pieces.clear();
        self.list.clear();
        self.end = 0;
    }

    /// The next line, its clusters being those of [`Flow::view`].
    pub fn next(&mut self, text: &str) -> Option<Row> {
        loop {
            let more = if self.end < text.len() { More::ToCome } else { More::No };
            if let Some(row) = self.filler.next(&self.list, more) {
                return Some(row);
            }
            if more == More::No {
                return None;
            }
            self.take_piece(text);
        }
    }

    /// What the last line is made of.
    pub fn view<'a>(&'a self, text: &'a str) -> View<'a> {
        View { text, list: &self.list, end: self.end, harakat: self.options.harakat }
    }

    /// Whether lines get more cells than their clusters have.
    pub fn is_lengthened(&self) -> bool {
        self.options.kashida == Kashida::On && self.base == 1
    }

    /// The cells of the last line.
    pub fn visual(&self, text: &str, row: &Row) -> VisualLine {
        self.visual_of(self.view(text), row)
    }

    /// The cells of a line of clusters that were shaped again.
    pub fn visual_of(&self, view: View, row: &Row) -> VisualLine {
        let line = visual::order(view, row, self.base);
        if self.is_lengthened() { kashida::justified(view.text, line, self.options.width) } else { line }
    }

    /// Gives back what is only needed while lines are to come.
    pub fn rest(&mut self) {
        (self.list, self.spare) = (Vec::new(), Spare::default());
    }

    fn take_piece(&mut self, text: &str) {
        self.list.drain(..self.filler.done());
        self.filler.forget();
        self.pieces.push(self.end as u32);
        let span = Span::new(self.end, text.len());
        self.seams.begin(self.end);
        let piece = shape(text, span, &mut self.seams, (&self.options, self.base), &mut self.spare);
        self.list.extend_from_slice(&piece.list);
        self.end = piece.end;
        self.spare.list = piece.list;
    }

    /// Puts the clusters of the piece with this number at the end of `list`. Gives the byte where it ends.
    pub fn shape_again(&mut self, text: &str, piece: usize, list: &mut Vec<Cluster>) -> usize {
        let start = self.pieces.get(piece).map_or(text.len(), |&start| start as usize);
        let end = self.pieces.get(piece + 1).map_or(self.end, |&next| next as usize);
        let span = Span::new(start, end);
        let piece = shape(text, span, &mut Seams::none(), (&self.options, self.base), &mut self.spare);
        list.extend_from_slice(&piece.list);
        self.spare.list = piece.list;
        end
    }
}

/// The stages that do not depend on the width, for the bytes of `span` up to the next seam.
pub(super) fn shape<'t>(
    text: &'t str,
    span: Span,
    seams: &mut Seams,
    (options, base): (&LayoutOptions, u8),
    spare: &mut Spare,
) -> Clusters<'t> {
    let list = std::mem::take(&mut spare.list);
    let mut piece = Clusters { text, list, harakat: options.harakat, ..Clusters::default() };
    clusters::split_piece(&mut piece, span, seams);
    levels::resolve(&mut piece, base, &mut spare.scratch);
    joining::shape(&mut piece, options.shapes);
    breaks::find(&mut piece);
    piece
}
