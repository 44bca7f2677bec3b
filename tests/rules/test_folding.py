"""Folding by property: however people type a word it is found, and the quick look never overlooks what the pattern finds."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postlotse.core.topics import fold, stems

CONSONANTS = st.sampled_from("bdfghklmnprstwz")
SYLLABLE = st.builds(lambda a, v, b: a + v + b, CONSONANTS, st.sampled_from("äöüaiou"), CONSONANTS)
GERMAN = st.lists(SYLLABLE, min_size=1, max_size=4).map("".join)
TURKISH = st.text(alphabet="abcçdefgğhıijklmnoöprsştuüvyz", min_size=1, max_size=12).filter(
    lambda w: not any(pair in w for pair in ("ae", "oe", "ue", "öe", "üe"))
)
CYRILLIC = st.text(alphabet="абвгдежзиклмнопрстуфхцчшщыьюя", min_size=3, max_size=14)
LOOK_ALIKES = dict(zip("асеорхукмтвн", "aceopxykmtbh", strict=True))
WORD = st.one_of(GERMAN, TURKISH, CYRILLIC, st.text(alphabet="abcabc", min_size=1, max_size=16))
SOUGHT = st.builds(lambda w, head, tail: f"{'*' * head}{w}{'*' * tail}", WORD, st.booleans(), st.booleans())


@given(word=GERMAN)
@settings(max_examples=300, deadline=None)
def test_umlauts_may_be_written_in_any_way(word: str) -> None:
    """With dots, without, with an e, as two signs, in capitals."""
    pairs = word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    bare = word.replace("ä", "a").replace("ö", "o").replace("ü", "u")
    ways = (word, pairs, bare, word.upper(), unicodedata.normalize("NFD", word), pairs.title())
    assert len({fold.fold(way) for way in ways}) == 1


@given(word=TURKISH)
@settings(max_examples=300, deadline=None)
def test_turkish_may_be_written_without_its_letters_and_in_capitals(word: str) -> None:
    """Both kinds of i are one, small and large, on any keyboard."""
    capitals = word.replace("i", "İ").replace("ı", "I").upper()
    bare = word.translate(str.maketrans("çğıöşü", "cgiosu"))
    assert len({fold.fold(way) for way in (word, capitals, bare, bare.upper())}) == 1


@given(word=CYRILLIC, places=st.sets(st.integers(0, 13)))
@settings(max_examples=300, deadline=None)
def test_latin_letters_in_cyrillic_words_do_not_matter(word: str, places: set[int]) -> None:
    """As long as less than half of the letters come from the other keyboard."""
    chosen = [n for n in sorted(places) if n < len(word) and word[n] in LOOK_ALIKES][: (len(word) - 1) // 2]
    mixed = "".join(LOOK_ALIKES[c] if n in chosen else c for n, c in enumerate(word))
    assert fold.fold(mixed) == fold.fold(word)


@given(text=st.text(max_size=300))
@settings(max_examples=500, deadline=None)
def test_any_text_folds_to_words_with_one_blank_around_each(text: str) -> None:
    """Whatever comes: no marks, no capitals, no double blanks, and folding never fails."""
    folded = fold.fold(text)
    assert folded == f" {' '.join(folded.split())} "
    assert "_" not in folded
    assert not any(
        unicodedata.category(c) == "Mn" for c in unicodedata.normalize("NFD", folded) if not 0x1100 <= ord(c) < 0x1200
    )


@given(
    phrases=st.lists(st.lists(SOUGHT, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=4),
    words=st.lists(WORD, max_size=12),
)
@settings(max_examples=500, deadline=None)
def test_the_quick_look_overlooks_nothing(phrases: list[str], words: list[str]) -> None:
    """What the pattern finds, the sets of words have let pass."""
    compiled = fold.compile_words(phrases)
    for text in (" ".join(words), " ".join([*words, *(p.replace("*", "xy") for p in phrases)]), ". ".join(words)):
        folded = fold.fold(text)
        assert compiled.needed.perhaps(folded) or fold.found(compiled, folded) == ()


@pytest.mark.parametrize("word", ["وقت", "المدرسة", "دورة"])
def test_arabic_words_are_let_pass_with_what_is_written_before_them(word: str) -> None:
    """And, with, for and the stand in one with the word behind them."""
    compiled = fold.compile_words([word])
    for head in ("", "و", "ب", "ال", "وال", "لل"):
        folded = fold.fold(f"نريد {head}{word} غدا")
        assert compiled.needed.perhaps(folded)
        assert fold.found(compiled, folded)


@pytest.mark.parametrize(
    ("language", "word", "forms", "others"),
    [
        ("de", "Antrag", ("Anträge", "ANTRAEGEN", "Antrags"), ("Auftrag", "Förderantrag")),
        ("de", "Haus", ("Häuser", "Hauses", "haeusern"), ("Hauptamt",)),
        ("de", "Förderung", ("Förderungen", "FOERDERUNG"), ("Fürsorge",)),
        ("en", "subsidy", ("subsidies",), ("subside under",)),
        ("tr", "çocuk", ("çocuklar", "ÇOCUKLARI", "cocuklar"), ("çorba",)),
        ("tr", "kitap", ("kitabı", "KİTAPLAR"), ("kiracı",)),
        ("ru", "школа", ("школы", "в школе", "ШКОЛУ"), ("школьник",)),
        ("ar", "مدرسة", ("المدرسة", "مدرسته"), ("درس",)),
        ("fr", "école", ("écoles", "ECOLE"), ("écologie",)),
        ("es", "ayuda económica", ("ayudas económicas",), ("ayuda", "ayuda. Económica")),
        ("hr", "škola", ("škole", "SKOLU"), ("skok",)),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) == 2 else "",
)
def test_stems_find_the_forms_of_a_word(language: str, word: str, forms: tuple[str, ...], others: tuple[str, ...]) -> None:
    """Endings and umlauts do not matter; other words with the same beginning do."""
    compiled = stems.compile_forms([word], language)
    assert [form for form in forms if not stems.found(compiled, f"Text: {form}!")] == []
    assert [other for other in others if stems.found(compiled, f"Text: {other}!")] == []


@given(
    word=st.one_of(GERMAN, TURKISH, CYRILLIC), language=st.sampled_from(tuple(stems.ALGORITHMS)), before=st.text(max_size=30)
)
@settings(max_examples=400, deadline=None)
def test_a_word_is_a_form_of_itself(word: str, language: str, before: str) -> None:
    """In every language, in capitals too where these fold to the same."""
    assert stems.found(stems.compile_forms([word], language), f"{before} {word} ")


@pytest.mark.parametrize(
    "text", ["a" * 70_000, "antrag " * 9000, "ä" * 66_000, "\ufdfa" * 9000], ids=["a", "words", "ä", "sign"]
)
def test_long_texts_are_soon_looked_through(text: str) -> None:
    """Beginnings of words are cut, and nothing beyond the limit is looked at."""
    folded = fold.fold(text)
    assert max(map(len, fold.heads(folded)), default=0) <= fold.LONGEST_END
    assert len(stems.found(stems.compile_forms(["Antrag"], "de"), text)) == text.startswith("antrag")


def test_stems_ask_for_a_language_that_has_them() -> None:
    """Ukrainian has none; a phrase without letters is refused too."""
    for words, language in ((["школа"], "uk"), (["!!!"], "de")):
        with pytest.raises(ValueError, match=r"no (stems|letters)"):
            stems.compile_forms(words, language)
