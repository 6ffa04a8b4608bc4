package source

import (
	"bytes"
	"encoding/json"
)

// JSONMember is a member of an object, or an element of a list, as it stands in the text.
type JSONMember struct {
	// Name is empty in a list.
	Name  string
	Value []byte
}

// JSONMembers gives the members of an object, or the elements of a list, without copying them. The text is one
// value that [json.Valid] has found right; of any other value there are none.
func JSONMembers(text []byte, each func(JSONMember) bool) {
	text = bytes.Trim(text, blanks)
	if len(text) < 2 || text[0] != '{' && text[0] != '[' {
		return
	}
	object, rest := text[0] == '{', text[1:len(text)-1]
	for rest = bytes.TrimLeft(rest, blanks); len(rest) > 0; rest = bytes.TrimLeft(rest, blanks) {
		var m JSONMember
		if object {
			end := endOfJSON(rest)
			if json.Unmarshal(rest[:end], &m.Name) != nil {
				return
			}
			rest = afterSign(rest[end:])
		}
		end := endOfJSON(rest)
		m.Value = rest[:end:end]
		if end == 0 || !each(m) {
			return
		}
		rest = afterSign(rest[end:])
	}
}

// FirstJSON cuts off the value that a text begins with, right or wrong. It is not empty unless the text is.
func FirstJSON(text []byte) (value, rest []byte) {
	end := endOfJSON(text)
	if end == 0 {
		end = len(text)
	}
	return text[:end], text[end:]
}

// afterSign is what stands after a colon or a comma.
func afterSign(text []byte) []byte {
	text = bytes.TrimLeft(text, blanks)
	return bytes.TrimLeft(text[min(1, len(text)):], blanks)
}

// endOfJSON finds where the value ends that a text begins with, right or wrong.
func endOfJSON(text []byte) int {
	depth, inText := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case inText && c == '\\':
			i++
		case inText && c != '"':
		case c == '"':
			if inText = !inText; !inText && depth == 0 {
				return i + 1
			}
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			if depth--; depth < 0 {
				return i
			}
			if depth == 0 {
				return i + 1
			}
		case depth == 0 && (c == ',' || c == ':' || c == ' ' || c == '\t' || c == '\r' || c == '\n'):
			return i
		}
	}
	return len(text)
}
