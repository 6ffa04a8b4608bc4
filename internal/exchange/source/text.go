package source

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

const utf8BOM = "\ufeff"

// Decode turns the bytes of a text into UTF-8: UTF-8, UTF-16 and UTF-32 with a mark or without, and one
// byte a letter (Windows-1252; Mac Roman where lines end as on old Macs). Single bytes that are not valid
// in a text that otherwise is UTF-8 are read one by one, so that they garble nothing else. ok is false for
// what is no text.
func Decode(data []byte) (text string, notes []Note, ok bool) { return decodeText(string(data)) }

// decodeText is Decode for a text that is in one piece already: what is plain UTF-8 is not copied.
func decodeText(data string) (text string, notes []Note, ok bool) {
	switch {
	case strings.HasPrefix(data, "\xff\xfe\x00\x00"):
		return fromUTF32(data[4:], false), nil, true
	case strings.HasPrefix(data, "\x00\x00\xfe\xff"):
		return fromUTF32(data[4:], true), nil, true
	case strings.HasPrefix(data, "\xff\xfe"):
		return fromUTF16(data[2:], false), nil, true
	case strings.HasPrefix(data, "\xfe\xff"):
		return fromUTF16(data[2:], true), nil, true
	}
	data = strings.TrimPrefix(data, utf8BOM)
	if unmarked, bigEndian := unmarkedUTF16(data); unmarked {
		return fromUTF16(data, bigEndian), nil, true
	}
	if whole := strings.TrimRight(data, "\x00"); len(whole) < len(data) && !looksBinary(whole) {
		text, notes, ok = decodeText(whole)
		if n := len(data) - len(whole); n > fewNULs {
			notes = append(notes, Note{Key: "exchange.note.zeros", Count: n})
		}
		return text, notes, ok
	}
	if looksBinary(data) {
		return "", nil, false
	}
	if utf8.ValidString(data) {
		return data, nil, true
	}
	good, bad, firstBad := countRunes(data)
	if good >= bad || good > 0 && bad <= 3 {
		return mendUTF8(data), []Note{{"exchange.note.bad_bytes", firstBad, bad}}, true
	}
	letters := charmap.Windows1252
	if strings.IndexByte(data, '\n') < 0 && strings.IndexByte(data, '\r') >= 0 {
		letters = charmap.Macintosh
	}
	return letterByLetter(data, letters), []Note{{Key: "exchange.note.old_letters"}}, true
}

// fewNULs at its end are no sign of a file that is not whole: some programs pad their last line.
const fewNULs = 16

// letterByLetter reads a text of one byte a letter.
func letterByLetter(data string, letters *charmap.Charmap) string {
	return written(func(put func(rune)) {
		for i := range len(data) {
			put(letters.DecodeByte(data[i]))
		}
	})
}

// written puts a text together letter by letter: once to know its length, and once in memory of that length, since
// one that grows would lie there twice.
func written(letters func(put func(rune))) string {
	n := 0
	letters(func(r rune) { n += len(string(r)) })
	var b strings.Builder
	b.Grow(n)
	letters(func(r rune) { b.WriteRune(r) })
	return b.String()
}

// binaryLook is how much of a file is looked at to tell a text from something else.
const binaryLook = 64 << 10

// looksBinary knows what is no text: a NUL, or many control characters.
func looksBinary(data string) bool {
	head := data[:min(len(data), binaryLook)]
	controls := 0
	for i := range len(head) {
		b := head[i]
		if b == 0 {
			// Some programs pad their last line with a few; text has none among its first bytes.
			controls += 5
		} else if b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1a && b != 0x1b {
			controls++
		}
	}
	return controls*20 > len(head)
}

// countRunes counts the characters of more than one byte that are valid, the bytes that are not, and the
// line of the first of these.
func countRunes(data string) (good, bad, firstBad int) {
	line := 1
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRuneInString(data[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
			if firstBad == 0 {
				firstBad = line
			}
		case size > 1:
			good++
		case r == '\n':
			line++
		}
		i += size
	}
	return good, bad, firstBad
}

// mendUTF8 reads each byte that is not valid as Windows-1252.
func mendUTF8(data string) string {
	return written(func(put func(rune)) {
		for i := 0; i < len(data); {
			r, size := utf8.DecodeRuneInString(data[i:])
			if r == utf8.RuneError && size == 1 {
				r = charmap.Windows1252.DecodeByte(data[i])
			}
			put(r)
			i += size
		}
	})
}

// unmarkedUTF16 knows UTF-16 without a mark: in Latin text most bytes of one half are zero, and none of the
// other.
func unmarkedUTF16(data string) (is, bigEndian bool) {
	head := data[:min(len(data), 512)&^1]
	var zeros [2]int
	for i := range len(head) {
		if head[i] == 0 {
			zeros[i%2]++
		}
	}
	enough := len(head) / 3
	switch {
	case len(head) < 4:
		return false, false
	case zeros[0] == 0 && zeros[1] > enough:
		return true, false
	case zeros[1] == 0 && zeros[0] > enough:
		return true, true
	}
	return false, false
}

func fromUTF16(data string, bigEndian bool) string {
	unit := func(i int) rune {
		low, high := data[i], data[i+1]
		if bigEndian {
			low, high = high, low
		}
		return rune(high)<<8 | rune(low)
	}
	return strings.TrimPrefix(written(func(put func(rune)) {
		for i := 0; i+1 < len(data); i += 2 {
			r := unit(i)
			if utf16.IsSurrogate(r) {
				second := rune(utf8.RuneError)
				if i+3 < len(data) {
					second = unit(i + 2)
				}
				if r = utf16.DecodeRune(r, second); r != utf8.RuneError {
					i += 2
				}
			}
			put(r)
		}
	}), utf8BOM)
}

func fromUTF32(data string, bigEndian bool) string {
	return written(func(put func(rune)) {
		for rest := data; len(rest) >= 4; rest = rest[4:] {
			r := rune(rest[0]) | rune(rest[1])<<8 | rune(rest[2])<<16 | rune(rest[3])<<24
			if bigEndian {
				r = rune(rest[3]) | rune(rest[2])<<8 | rune(rest[1])<<16 | rune(rest[0])<<24
			}
			put(r) // an invalid one becomes U+FFFD
		}
	})
}
