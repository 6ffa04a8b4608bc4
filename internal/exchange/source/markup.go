package source

import (
	"bytes"
	"io"
)

// maxMarkup bounds one piece of XML, in bytes: a tag with its attributes, a comment, a text between tags. A decoder
// holds it whole, several times over.
const maxMarkup = 2 << 20

// markup reads XML until a piece of it is longer than any that is needed.
type markup struct {
	in   io.Reader
	ends string // what ends the piece that is read; "" is a text
	held int    // bytes of it
	tail []byte // the last bytes, where an end or a beginning may be cut in two
}

// bounded gives XML of which no piece is endless. Beyond that it is cut off with a fault.
func bounded(in io.Reader) io.Reader { return &markup{in: in} }

// Read reads on.
func (m *markup) Read(p []byte) (int, error) {
	n, err := m.in.Read(p)
	if m.follow(p[:n]); m.held > maxMarkup {
		return 0, fault("exchange.fault.workbook")
	}
	return n, err
}

// longestMark is the length of the longest mark that begins or ends a piece, "<![CDATA[".
const longestMark = 9

// follow finds where pieces begin and end.
func (m *markup) follow(read []byte) {
	text := append(m.tail, read...)
	m.held += len(read)
	at := 0
	for at < len(text) {
		if m.ends == "" {
			i := bytes.IndexByte(text[at:], '<')
			if i < 0 {
				at = len(text)
				break
			}
			at += i
			if len(text)-at < longestMark {
				break // what it begins is told by what comes next
			}
			begins, ends := markAt(text[at:])
			if m.ends, m.held = ends, len(text)-at; ends == "" {
				m.held = maxMarkup + 1
				return
			}
			at += len(begins) // of which the end may be no part: <!--> ends nothing
			continue
		}
		i := bytes.Index(text[at:], []byte(m.ends))
		if i < 0 {
			at = max(at, len(text)-len(m.ends)+1)
			break
		}
		at += i + len(m.ends)
		m.ends = ""
	}
	m.tail = append(m.tail[:0], text[at:]...)
}

// markAt is what begins and ends the piece that begins there; no end is one that no workbook has, and that may hold
// others.
func markAt(text []byte) (begins, ends string) {
	for _, mark := range []struct{ begins, ends string }{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}, {"<!", ""}} {
		if bytes.HasPrefix(text, []byte(mark.begins)) {
			return mark.begins, mark.ends
		}
	}
	return "<", ">"
}
