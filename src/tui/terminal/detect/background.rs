//! Dark or light, by what the environment says.

use super::Background;
use crate::config::Environment;

/// The background as `COLORFGBG` has it: the last number is the palette's number of the background.
pub fn background(environment: &Environment) -> Option<Background> {
    let number: u8 = environment.get("COLORFGBG")?.rsplit(';').next()?.parse().ok()?;
    Some(if number == 7 || number > 8 { Background::Light } else { Background::Dark })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_background_is_the_last_number() {
        let check = |value: &str, expected| {
            let environment = [("COLORFGBG", value)].into_iter().collect();
            assert_eq!(background(&environment), expected, "{value}");
        };
        check("15;0", Some(Background::Dark));
        check("0;default;15", Some(Background::Light));
        check("15;default", None);
    }
}
