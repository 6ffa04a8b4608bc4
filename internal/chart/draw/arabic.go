package draw

// arabicForms maps an Arabic letter to its isolated presentation form and how it joins. The forms of
// one letter follow one another in Unicode: isolated, final, initial, medial (Unicode 15, block
// Arabic Presentation Forms-B; the four Persian letters are in Forms-A).
var arabicForms = map[rune]struct {
	isolated rune
	// both tells that it joins to the letter after it too.
	both bool
}{
	0x0621: {0xFE80, false}, 0x0622: {0xFE81, false}, 0x0623: {0xFE83, false}, 0x0624: {0xFE85, false},
	0x0625: {0xFE87, false}, 0x0626: {0xFE89, true}, 0x0627: {0xFE8D, false}, 0x0628: {0xFE8F, true},
	0x0629: {0xFE93, false}, 0x062A: {0xFE95, true}, 0x062B: {0xFE99, true}, 0x062C: {0xFE9D, true},
	0x062D: {0xFEA1, true}, 0x062E: {0xFEA5, true}, 0x062F: {0xFEA9, false}, 0x0630: {0xFEAB, false},
	0x0631: {0xFEAD, false}, 0x0632: {0xFEAF, false}, 0x0633: {0xFEB1, true}, 0x0634: {0xFEB5, true},
	0x0635: {0xFEB9, true}, 0x0636: {0xFEBD, true}, 0x0637: {0xFEC1, true}, 0x0638: {0xFEC5, true},
	0x0639: {0xFEC9, true}, 0x063A: {0xFECD, true}, 0x0641: {0xFED1, true}, 0x0642: {0xFED5, true},
	0x0643: {0xFED9, true}, 0x0644: {0xFEDD, true}, 0x0645: {0xFEE1, true}, 0x0646: {0xFEE5, true},
	0x0647: {0xFEE9, true}, 0x0648: {0xFEED, false}, 0x0649: {0xFEEF, false}, 0x064A: {0xFEF1, true},
	0x067E: {0xFB56, true}, 0x0686: {0xFB7A, true}, 0x0698: {0xFB8A, false}, 0x06A9: {0xFB8E, true},
	0x06AF: {0xFB92, true}, 0x06CC: {0xFBFC, true},
}

const (
	lam     = 0x0644
	tatweel = 0x0640
)

// lamAlef maps an alef after lam to the isolated form of the two as one sign.
var lamAlef = map[rune]rune{0x0622: 0xFEF5, 0x0623: 0xFEF7, 0x0625: 0xFEF9, 0x0627: 0xFEFB}

// joinArabic replaces Arabic letters by the forms they take between their neighbours, since the fonts
// are drawn letter by letter.
func joinArabic(text string) string {
	letters := []rune(text)
	out := make([]rune, 0, len(letters))
	joined := false // whether the letter before reaches out to this one
	for i := 0; i < len(letters); i++ {
		c := letters[i]
		if c >= 0x064B && c <= 0x065F {
			out = append(out, c) // vowel signs sit on the letter and do not break the join
			continue
		}
		form, ok := arabicForms[c]
		if !ok {
			out = append(out, c)
			joined = c == tatweel
			continue
		}
		if c == lam && i+1 < len(letters) {
			if ligature, ok := lamAlef[letters[i+1]]; ok {
				if joined {
					ligature++
				}
				out = append(out, ligature)
				joined = false
				i++
				continue
			}
		}
		shape := form.isolated
		onward := form.both && joinsNext(letters[i+1:])
		switch {
		case c == 0x0621: // hamza stands alone
		case joined && onward:
			shape += 3
		case onward:
			shape += 2
		case joined:
			shape++
		}
		out = append(out, shape)
		joined = onward
	}
	return string(out)
}

// joinsNext tells whether the next letter takes a join from the one before it.
func joinsNext(rest []rune) bool {
	for _, c := range rest {
		if c >= 0x064B && c <= 0x065F {
			continue
		}
		_, ok := arabicForms[c]
		return ok && c != 0x0621 || c == tatweel
	}
	return false
}
