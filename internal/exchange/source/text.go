package source

import (
	"bytes"
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
func Decode(data []byte) (text string, notes []Note, ok bool) {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe, 0, 0}):
		return fromUTF32(data[4:], false), nil, true
	case bytes.HasPrefix(data, []byte{0, 0, 0xfe, 0xff}):
		return fromUTF32(data[4:], true), nil, true
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return fromUTF16(data[2:], false), nil, true
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return fromUTF16(data[2:], true), nil, true
	}
	data = bytes.TrimPrefix(data, []byte(utf8BOM))
	if unmarked, bigEndian := unmarkedUTF16(data); unmarked {
		return fromUTF16(data, bigEndian), nil, true
	}
	if looksBinary(data) {
		return "", nil, false
	}
	if utf8.Valid(data) {
		return string(data), nil, true
	}
	good, bad, firstBad := countRunes(data)
	if good >= bad || good > 0 && bad <= 3 {
		return mendUTF8(data), []Note{{"exchange.note.bad_bytes", firstBad, bad}}, true
	}
	letters := charmap.Windows1252
	if bytes.IndexByte(data, '\n') < 0 && bytes.IndexByte(data, '\r') >= 0 {
		letters = charmap.Macintosh
	}
	decoded, err := letters.NewDecoder().Bytes(data)
	return string(decoded), []Note{{Key: "exchange.note.old_letters"}}, err == nil
}

// decodeText is Decode for a text that is in one piece already: what is plain UTF-8 is not copied.
func decodeText(data string) (text string, notes []Note, ok bool) {
	head := []byte(data[:min(len(data), binaryLook)])
	marked := bytes.HasPrefix(head, []byte(utf8BOM))
	wide := bytes.HasPrefix(head, []byte{0xff, 0xfe}) || bytes.HasPrefix(head, []byte{0xfe, 0xff}) || bytes.HasPrefix(head, []byte{0, 0, 0xfe, 0xff})
	if unmarked, _ := unmarkedUTF16(head); !unmarked && !wide && !marked && !looksBinary(head) && utf8.ValidString(data) {
		return data, nil, true
	}
	return Decode([]byte(data))
}

// binaryLook is how much of a file is looked at to tell a text from something else.
const binaryLook = 64 << 10

// looksBinary knows what is no text: a NUL, or many control characters.
func looksBinary(data []byte) bool {
	head := data[:min(len(data), binaryLook)]
	controls := 0
	for _, b := range head {
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
func countRunes(data []byte) (good, bad, firstBad int) {
	line := 1
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
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
func mendUTF8(data []byte) string {
	var b strings.Builder
	b.Grow(len(data) + 16)
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			r = charmap.Windows1252.DecodeByte(data[i])
		}
		b.WriteRune(r)
		i += size
	}
	return b.String()
}

// unmarkedUTF16 knows UTF-16 without a mark: in Latin text most bytes of one half are zero, and none of the
// other.
func unmarkedUTF16(data []byte) (is, bigEndian bool) {
	head := data[:min(len(data), 512)&^1]
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
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

func fromUTF16(data []byte, bigEndian bool) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		low, high := data[2*i], data[2*i+1]
		if bigEndian {
			low, high = high, low
		}
		units[i] = uint16(high)<<8 | uint16(low)
	}
	return strings.TrimPrefix(string(utf16.Decode(units)), utf8BOM)
}

func fromUTF32(data []byte, bigEndian bool) string {
	var b strings.Builder
	for ; len(data) >= 4; data = data[4:] {
		r := rune(data[0]) | rune(data[1])<<8 | rune(data[2])<<16 | rune(data[3])<<24
		if bigEndian {
			r = rune(data[3]) | rune(data[2])<<8 | rune(data[1])<<16 | rune(data[0])<<24
		}
		b.WriteRune(r) // an invalid one becomes U+FFFD
	}
	return b.String()
}
