//! A window on a list that may be endless: so many rows are held, and more are asked for before its edge is in sight.

use super::ask::{Page, Part};
use super::rows::Placed;

/// So many rows are asked for at once; a screen shows fewer.
const CHUNK: usize = 256;
/// At most so many rows are held.
const MOST: usize = 1024;

/// The first part of a list that nothing is known of.
pub const BEGINNING: Part = Part::First(CHUNK);

/// Rows that follow each other, one of which the keys speak of.
#[derive(Debug, Clone)]
pub struct Listing<R> {
    rows: Vec<R>,
    starts: bool,
    ends: bool,
    cursor: usize,
    top: usize,
    /// Rows of the screen.
    height: usize,
    /// How many rows of the screen a row of the list takes.
    tall: fn(&R) -> usize,
    /// How far the cursor is still to go when the next page comes.
    pending: isize,
}

impl<R: Placed> Listing<R> {
    /// An empty list whose rows take `tall` rows of the screen.
    pub const fn new(tall: fn(&R) -> usize) -> Listing<R> {
        Listing { rows: Vec::new(), starts: false, ends: false, cursor: 0, top: 0, height: 1, tall, pending: 0 }
    }

    /// The part round the row that keys speak of, to be read again.
    pub fn again(&self) -> Part {
        self.selected().map_or(Part::First(CHUNK), |row| Part::Around(row.place().clone(), CHUNK))
    }

    /// The row that keys speak of.
    pub fn selected(&self) -> Option<&R> {
        self.rows.get(self.cursor)
    }

    /// The rows from the top of the screen on, and whether keys speak of them.
    pub fn shown(&self) -> impl Iterator<Item = (&R, bool)> {
        let rows = self.rows.iter().enumerate().skip(self.top);
        rows.map(|(at, row)| (row, at == self.cursor))
    }

    /// How many rows the screen has for the list from now on.
    pub fn set_height(&mut self, height: usize) {
        self.height = height.max(1);
        self.settle();
    }

    /// Takes a page in that was asked for by `part`, and says what is to be asked for then.
    pub fn take(&mut self, part: &Part, page: Page<R>) -> Option<Part> {
        match part {
            Part::After(..) => {
                self.rows.extend(page.rows);
                self.ends = page.ends;
                let gone = self.rows.len().saturating_sub(MOST).min(self.top);
                self.rows.drain(..gone);
                self.starts &= gone == 0;
                self.cursor = self.cursor.saturating_sub(gone);
                self.top -= gone;
            }
            Part::Before(..) => {
                let came = page.rows.len();
                self.rows.splice(..0, page.rows);
                self.starts = page.starts;
                self.cursor += came;
                self.top += came;
                if self.rows.len() > MOST {
                    let last = self.rows.len().min(MOST.max(self.cursor + self.height + 1));
                    self.ends &= last == self.rows.len();
                    self.rows.truncate(last);
                }
            }
            Part::First(_) | Part::Last(_) | Part::Around(..) => self.replace(part, page),
        }
        let pending = std::mem::take(&mut self.pending);
        self.step(pending)
    }

    fn replace(&mut self, part: &Part, page: Page<R>) {
        let above = self.cursor.saturating_sub(self.top);
        (self.rows, self.starts, self.ends) = (page.rows, page.starts, page.ends);
        self.pending = 0;
        (self.cursor, self.top) = match part {
            Part::Last(_) => (self.rows.len().saturating_sub(1), self.rows.len().saturating_sub(1)),
            Part::Around(..) => (page.at, page.at.saturating_sub(above)),
            _ => (0, 0),
        };
    }

    /// Moves the cursor by so many rows of the list, and says what is to be asked for then.
    pub fn step(&mut self, by: isize) -> Option<Part> {
        let last = self.rows.len().checked_sub(1)?;
        let wanted = (self.cursor as isize).saturating_add(by);
        self.cursor = wanted.clamp(0, last as isize) as usize;
        self.pending = wanted - self.cursor as isize;
        self.settle();
        let part = self.missing();
        if part.is_none() {
            self.pending = 0;
        }
        part
    }

    /// Moves the cursor by a screen, with a row of the one before.
    pub fn page(&mut self, by: isize) -> Option<Part> {
        let rows = if by > 0 { self.fitting_from(self.top) } else { self.fitting_back_from(self.cursor) };
        self.step(by * rows.saturating_sub(1).max(1) as isize)
    }

    /// Moves what is seen by so many rows of the list; the cursor stays where it is seen.
    pub fn scroll(&mut self, by: isize) -> Option<Part> {
        let last = self.rows.len().checked_sub(1)?;
        let top = (self.top as isize).saturating_add(by).clamp(0, last as isize) as usize;
        self.top = top.min(self.last_top());
        let seen = self.top + self.fitting_from(self.top).max(1) - 1;
        self.cursor = self.cursor.clamp(self.top, seen.max(self.top).min(last));
        self.step(0)
    }

    /// To the first row.
    pub fn first(&mut self) -> Option<Part> {
        if !self.starts {
            return Some(Part::First(CHUNK));
        }
        self.step(isize::MIN / 2);
        None
    }

    /// To the last row.
    pub fn last(&mut self) -> Option<Part> {
        if !self.ends {
            return Some(Part::Last(CHUNK));
        }
        self.step(isize::MAX / 2);
        None
    }

    /// Puts the cursor on the row that is seen in row `y` of the screen's list. False where there is none.
    pub fn point(&mut self, y: usize) -> bool {
        let mut below = 0;
        for at in self.top..self.rows.len() {
            below += self.tall_of(at);
            if y < below {
                self.cursor = at;
                self.settle();
                return true;
            }
        }
        false
    }

    /// What must be read so that the screen and the next one are full.
    fn missing(&self) -> Option<Part> {
        let (first, last) = (self.rows.first()?, self.rows.last()?);
        let near = 2 * self.height;
        if !self.ends && self.cursor + near >= self.rows.len() {
            return Some(Part::After(last.place().clone(), CHUNK));
        }
        (!self.starts && self.top < near).then(|| Part::Before(first.place().clone(), CHUNK))
    }

    /// Scrolls so that the cursor is seen whole, and nothing below the end.
    fn settle(&mut self) {
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        let back = self.fitting_back_from(self.cursor).max(1);
        self.top = self.top.clamp((self.cursor + 1).saturating_sub(back), self.cursor);
        if self.ends {
            self.top = self.top.min(self.last_top());
        }
    }

    /// The top with which the last row that is held stands at the bottom.
    fn last_top(&self) -> usize {
        let Some(last) = self.rows.len().checked_sub(1) else { return 0 };
        (last + 1) - self.fitting_back_from(last).max(1)
    }

    /// How many rows fit on the screen from `top` on.
    fn fitting_from(&self, top: usize) -> usize {
        self.fitting(top..self.rows.len())
    }

    /// How many rows fit on the screen that end with `last`.
    fn fitting_back_from(&self, last: usize) -> usize {
        self.fitting((0..=last).rev())
    }

    fn fitting(&self, order: impl Iterator<Item = usize>) -> usize {
        let mut room = self.height;
        order
            .take_while(|at| {
                let left = room.checked_sub(self.tall_of(*at));
                room = left.unwrap_or(0);
                left.is_some()
            })
            .count()
    }

    fn tall_of(&self, at: usize) -> usize {
        self.rows.get(at).map_or(1, |row| (self.tall)(row).max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::super::rows::{By, Place};
    use super::*;

    #[derive(Debug, Clone)]
    struct Number(Place);

    impl Placed for Number {
        fn place(&self) -> &Place {
            &self.0
        }
    }

    fn number(n: i64) -> Number {
        Number(Place { by: By::Day(n.to_string()), id: n })
    }

    /// The part of 0, 2, 4 … below `2 * count`.
    fn part_of(count: i64, part: &Part) -> Page<Number> {
        let all: Vec<i64> = (0..count).map(|n| n * 2).collect();
        let at = |place: &Place| all.partition_point(|n| *n < place.id);
        let (from, to) = match part {
            Part::First(most) => (0, all.len().min(*most)),
            Part::Last(most) => (all.len().saturating_sub(*most), all.len()),
            Part::After(place, most) => {
                let from = all.partition_point(|n| *n <= place.id);
                (from, all.len().min(from + most))
            }
            Part::Before(place, most) => (at(place).saturating_sub(*most), at(place)),
            Part::Around(place, most) => (at(place).saturating_sub(most / 2), all.len().min(at(place) + most / 2)),
        };
        let rows = all[from..to].iter().map(|n| number(*n)).collect();
        let at = if let Part::Around(place, _) = part { at(place) - from } else { 0 };
        Page { rows, starts: from == 0, ends: to == all.len(), at }
    }

    struct Desk {
        list: Listing<Number>,
        count: i64,
        asked: usize,
    }

    impl Desk {
        fn of(count: i64, height: usize) -> Desk {
            let mut list = Listing::new(|_| 1);
            list.set_height(height);
            let mut desk = Desk { list, count, asked: 0 };
            desk.ask(Some(BEGINNING));
            desk
        }

        fn ask(&mut self, mut part: Option<Part>) {
            while let Some(wanted) = part {
                self.asked += 1;
                part = self.list.take(&wanted, part_of(self.count, &wanted));
            }
        }

        /// The first and the last number that are seen, and the chosen one.
        #[track_caller]
        fn check(&self, first: i64, last: i64, chosen: i64) {
            let id = |row: &Number| row.0.id;
            let shown: Vec<i64> = self.list.shown().take(self.list.height).map(|(row, _)| id(row)).collect();
            let found = (shown.first().copied(), shown.last().copied(), self.list.selected().map(id));
            assert_eq!(found, (Some(first), Some(last), Some(chosen)));
            assert!(shown.windows(2).all(|pair| pair[0] + 2 == pair[1]), "{shown:?}");
            assert!(self.list.rows.len() <= MOST + CHUNK);
        }
    }

    #[test]
    fn a_long_list_is_walked_to_its_end_and_back() {
        let mut desk = Desk::of(5_000, 20);
        for _ in 0..4_999 {
            let part = desk.list.step(1);
            desk.ask(part);
        }
        desk.check(9_960, 9_998, 9_998);
        assert!(desk.asked < 30, "{}", desk.asked);
        for _ in 0..4_999 {
            let part = desk.list.step(-1);
            desk.ask(part);
        }
        desk.check(0, 38, 0);
        assert!(desk.asked < 60, "{}", desk.asked);
    }

    #[test]
    fn its_ends_and_pages_are_near() {
        let mut desk = Desk::of(100_000, 20);
        let part = desk.list.last();
        desk.ask(part);
        desk.check(199_960, 199_998, 199_998);
        let part = desk.list.page(-1);
        desk.ask(part);
        assert_eq!(desk.list.selected().map(|row| row.0.id), Some(199_998 - 2 * 19));
        let part = desk.list.first();
        desk.ask(part);
        desk.check(0, 38, 0);
        for _ in 0..40 {
            let part = desk.list.page(1);
            desk.ask(part);
        }
        assert_eq!(desk.list.selected().map(|row| row.0.id), Some(2 * 19 * 40));
        assert!(desk.asked < 12, "{}", desk.asked);
    }

    #[test]
    fn a_list_read_again_keeps_its_row_and_where_that_is_seen() {
        let mut desk = Desk::of(3_000, 20);
        let part = desk.list.step(1_200);
        desk.ask(part);
        let part = desk.list.step(-5);
        desk.ask(part);
        desk.check(2_362, 2_400, 2_390);
        let part = desk.list.again();
        desk.ask(Some(part));
        desk.check(2_362, 2_400, 2_390);
    }

    #[test]
    fn where_a_row_is_gone_the_next_one_is_chosen() {
        let mut list = Listing::new(|_| 1);
        list.set_height(4);
        list.take(
            &Part::First(9),
            Page { rows: vec![number(1), number(3), number(5)], starts: true, ends: true, at: 0 },
        );
        list.step(1);
        let part = list.again();
        list.take(&part, Page { rows: vec![number(1), number(5)], starts: true, ends: true, at: 1 });
        assert_eq!(list.selected().map(|row| row.0.id), Some(5));
        let part = list.again();
        list.take(&part, Page { rows: vec![number(1)], starts: true, ends: true, at: 1 });
        assert_eq!(list.selected().map(|row| row.0.id), Some(1));
        let part = list.again();
        list.take(&part, Page { rows: Vec::new(), starts: true, ends: true, at: 0 });
        assert!(list.selected().is_none());
    }

    #[test]
    fn rows_of_several_heights_are_seen_whole() {
        let mut list = Listing::new(|row: &Number| if row.0.id % 4 == 0 { 3 } else { 1 });
        list.set_height(5);
        list.take(&Part::First(99), part_of(9, &Part::First(99)));
        list.step(2);
        let shown: Vec<i64> = list.shown().map(|(row, _)| row.0.id).collect();
        // 2 takes one row, 4 three.
        assert_eq!(shown[0], 2);
        assert!(list.point(3) && list.selected().map(|row| row.0.id) == Some(4));
        assert!(list.point(4) && list.selected().map(|row| row.0.id) == Some(6));
        assert!(!list.point(40));
    }

    #[test]
    fn the_wheel_leaves_the_chosen_row_in_sight() {
        let mut desk = Desk::of(100, 10);
        let part = desk.list.scroll(3);
        desk.ask(part);
        desk.check(6, 24, 6);
        let part = desk.list.scroll(500);
        desk.ask(part);
        desk.check(180, 198, 180);
        let part = desk.list.scroll(-3);
        desk.ask(part);
        desk.check(174, 192, 180);
    }
}
