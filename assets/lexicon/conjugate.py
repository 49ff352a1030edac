#!/usr/bin/env python3
"""Write verb_forms.tsv from verbs.tsv: every third-person form of every verb, with its participle and masdar.

Run in this folder: `pip install mazini && python3 conjugate.py`. The engine is mazini 0.2.2 (CC BY 4.0, Wael Tellat).
Columns: surface without vowels, number of the verb in verbs.tsv (from 0), features. Features: tense (p perfect,
i imperfect, j imperfect with a dropped ending: subjunctive or jussive), voice (a active, s passive), gender (m f),
number (s d p); or `A` with gender and number for the accusative of the active participle, `M` for the masdar.
"""
import re
from mazini import WAZNS, conjugate

FUTURE = {"ضمة": "u", "كسرة": "i", "فتحة": "a"}
MARKS = re.compile("[\u064b-\u0652\u0670]")
ENDINGS = {"ا": "ms", "ة": "fs", "ين": "mp", "تين": "fd", "ات": "fp"}
PERSONS = {"3ms": "ms", "3fs": "fs", "3md": "md", "3fd": "fd", "3mp": "mp", "3fp": "fp"}
TENSES = {"past": "pa", "ind": "ia", "sub": "ja", "juss": "ja", "past_pass": "ps", "ind_pass": "is"}


def bare(form):
    return MARKS.sub("", form)


def past_vowel(lemma):
    """The vowel of the second radical of a form-I perfect: the last kasra before the last radical, else fatha."""
    return "i" if lemma.count("\u0650") else "a"


def paradigm(lemma, future, root, form):
    if form == "I":
        return conjugate(root, "I", vowels=(past_vowel(lemma), FUTURE[future]))
    return conjugate(root, "Iq" if form == "Q" else form)


def main():
    rows = set()
    lines = [l.rstrip("\n").split("\t") for l in open("verbs.tsv", encoding="utf-8") if not l.startswith("#")]
    for at, (lemma, future, _, root, form, participle, masdar, *_) in enumerate(lines):
        table = paradigm(lemma, future, root, form)
        made = table.slots["past_3ms"][0].form
        if bare(made) != bare(lemma):
            raise SystemExit("verbs.tsv:%d: %s conjugates as %s" % (at + 2, lemma, made))
        for slot, forms in table.slots.items():
            tense, _, person = slot.rpartition("_")
            if tense in TENSES and person in PERSONS:
                for f in forms:
                    rows.add((bare(f.form), at, TENSES[tense] + PERSONS[person]))
        stem = bare(participle)
        if root[-1] in "وي" and not stem.endswith(("ي", "ى", "ئ")):
            stem += "ي"  # a defective participle: ناف, نافيا
        for ending, person in ENDINGS.items():
            rows.add((stem + ending, at, "A" + person))
        if stem.endswith("ي"):
            rows.add((stem + "ن", at, "Amp"))
        rows.add((bare(masdar), at, "M"))
    with open("verb_forms.tsv", "w", encoding="utf-8") as out:
        out.write("# surface\tverb\tfeatures (made by conjugate.py with mazini 0.2.2, CC BY 4.0)\n")
        for row in sorted(rows, key=lambda r: (r[1], r[2], r[0])):
            out.write("%s\t%d\t%s\n" % row)
    print(len(rows), "forms of", len(lines), "verbs")


if __name__ == "__main__":
    main()
