package draw

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// visual returns text as it appears from left to right.
func visual(text string) string {
	out := ""
	for _, r := range typeset(fonts().regular, text).runs {
		out += r.text
	}
	return out
}

func TestTextAppearsInReadingOrder(t *testing.T) {
	withFont(t, "")
	for _, c := range []struct{ name, text, want string }{
		{"Latin", "Iron 65 mg", "Iron 65 mg"},
		{"Hebrew reads from the right", "ברזל", "לזרב"},
		{"Hebrew with a Latin letter", "ויטמין C", "C ןימטיו"},
		{"a Hebrew name inside a Latin sentence", "Iron: ברזל, 65 mg", "Iron: לזרב, 65 mg"},
		{"a dose after a fenced Hebrew name stays after it", Isolate("ברזל") + " 65 mg", "לזרב 65 mg"},
		{"a dose after a fenced Arabic name stays after it", Isolate("مغ") + " 10 mg", "\uFECE\uFEE3 10 mg"},
		{"a number inside Hebrew keeps its digits in order", "ברזל 65", "65 לזרב"},
		{"brackets turn round", "(ברזל)", "(לזרב)"},
		{"Arabic letters join", "مغ", "\uFECE\uFEE3"},
		{"lam and alef are one sign", "لا", "\uFEFB"},
		{"a letter that no font has", "鉄", "\uFFFD"},
		{"an emoji", "😀", "\uFFFD"},
	} {
		if got := visual(c.text); got != c.want {
			t.Errorf("%s: %q appears as %q (%x), want %q", c.name, c.text, got, []rune(got), c.want)
		}
	}
}

func TestEveryLetterOfOurLanguagesHasAShape(t *testing.T) {
	withFont(t, "")
	for name, text := range map[string]string{
		"Polish": "Zażółć gęślą jaźń ŻÓŁĆ", "Turkish": "İıĞğŞşÇçÖöÜü", "Greek": "Άλφα βήτα ΐΰςΩ",
		"Cyrillic": "Щучий объём Її Єє Ґґ", "German": "äöüßÄÖÜẞ", "Spanish": "¿ñÑáéíóú¡", "French": "œŒàâçéèêëîïôûùüÿ «»",
		"Dutch": "ĳĲë", "Hebrew": "אבגדהוזחטיכךלמםנןסעפףצץקרשת", "Arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى",
		"signs": "−–…·×±≤≥°µ½→←%‰€£",
	} {
		if Missing(text) {
			t.Errorf("%s has letters without a shape: %q", name, visual(text))
		}
	}
	if !Missing("鉄") {
		t.Error("a missing letter is not reported")
	}
}

func TestEllipsisFitsAndKeepsWhatFits(t *testing.T) {
	const text = "Magnesium bisglycinate before bed"
	if got := Ellipsis(text, 1000, 12, false); got != text {
		t.Errorf("shortened to %q although it fits", got)
	}
	for width := 0.0; width < 200; width += 7 {
		got := Ellipsis(text, width, 12, false)
		if w := Width(got, 12, false); w > width {
			t.Errorf("%q is %.1f wide, room is %.0f", got, w, width)
		}
	}
}

func TestWrapKeepsEveryWord(t *testing.T) {
	lines := Wrap("one two three four five six seven", 60, 12, false)
	if len(lines) < 3 {
		t.Errorf("%d lines", len(lines))
	}
	for _, l := range lines {
		if Width(l, 12, false) > 60 {
			t.Errorf("%q is too wide", l)
		}
	}
}

func TestEllipsisMiddleKeepsTheLastWords(t *testing.T) {
	const text = "Myofascial therapy: from 1 mg to 3 mg"
	got := EllipsisMiddle(text, 160, 12, false)
	if !strings.HasPrefix(got, "Myo") || !strings.HasSuffix(got, "to 3 mg") || !strings.Contains(got, "…") {
		t.Errorf("shortened to %q", got)
	}
	for width := 0.0; width < 300; width += 11 {
		if w := Width(EllipsisMiddle(text, width, 12, false), 12, false); w > width {
			t.Errorf("%.1f wide, room is %.0f", w, width)
		}
	}
}

func TestWrapKeepsTogetherWhatBelongsTogether(t *testing.T) {
	for _, space := range []string{"\u00a0", "\u202f", "\u2007"} {
		text := "Ce que disent les nuits" + space + ": 95" + space + "% des nuits"
		for width := 60.0; width < 300; width += 3 {
			for _, l := range Wrap(text, width, 10, false) {
				if strings.HasPrefix(l, ":") || strings.HasPrefix(l, "%") || strings.HasSuffix(l, "95") {
					t.Errorf("%U, %.0f wide: a line is %q", []rune(space), width, l)
				}
			}
		}
		if Missing(text) {
			t.Errorf("%U has no shape", []rune(space))
		}
	}
}

func TestCommonTextIsAsWideMeasuredAsTypeset(t *testing.T) {
	withFont(t, "")
	for _, text := range []string{
		"", "Iron 65 mg", "Ærøskøbing, Łódź", "3 → 5 • “so” – … 37 °C ≥ 4", "soft\u00adhyphen", "→→", "a→", "narrow\u202fspace",
		Isolate("ברזל") + " 65 mg", "\u2068Iron\u2069", "鉄", "tab\tand\nline", "Πόνος 3", "бол", "\xff", "\u2066x", "ⅷ∞",
	} {
		for _, bold := range []bool{false, true} {
			f := pick(bold)
			line := typeset(f, text)
			if got := Width(text, 8.2, bold); got != line.width*8.2 {
				t.Errorf("%q (bold %v) is %v wide, typeset %v", text, bold, got, line.width*8.2)
			}
			if w, ok := f.commonWidth(text); ok && (w != line.width || line.missing) {
				t.Errorf("%q (bold %v): %v common, typeset %v, missing %v", text, bold, w, line.width, line.missing)
			}
		}
		if got, want := Missing(text), typeset(fonts().regular, text).missing; got != want {
			t.Errorf("%q is missing something: %v, want %v", text, got, want)
		}
	}
}

// Any mixture of letters is measured to the last bit as it is set.
func TestAnyTextIsAsWideMeasuredAsTypeset(t *testing.T) {
	withFont(t, "")
	r := rand.New(rand.NewPCG(3, 8))
	pools := [][2]rune{{0x20, 0x7f}, {0xa0, 0x250}, {0x2000, 0x2300}, {0x300, 0x330}, {0x370, 0x460}, {0x5d0, 0x5eb}, {0, 0x20}, {0x2500, 0x2600}, {0x4e00, 0x4e20}}
	common := 0
	for range 5000 {
		var b strings.Builder
		for range r.IntN(12) {
			pool := pools[min(r.IntN(20)/2, len(pools)-1)*r.IntN(2)]
			b.WriteRune(pool[0] + r.Int32N(pool[1]-pool[0]))
		}
		text, bold := b.String(), r.IntN(2) == 0
		line := typeset(pick(bold), text)
		if got := Width(text, 9.7, bold); got != line.width*9.7 {
			t.Fatalf("%q (bold %v) is %v wide, typeset %v", text, bold, got, line.width*9.7)
		}
		if got, want := Missing(text), typeset(fonts().regular, text).missing; got != want {
			t.Fatalf("%q is missing something: %v, want %v", text, got, want)
		}
		if _, ok := pick(bold).commonWidth(text); ok {
			common++
		}
	}
	if common < 1000 || common > 4500 {
		t.Errorf("%d of 5000 texts were common", common)
	}
}
