package exchange

// lineSet is a set of lines of a file, a bit each: a map would take more memory than a short line.
type lineSet struct {
	bits  []uint64
	count int
}

// mostLine bounds what a line number may set aside; no file that is read has as many.
const mostLine = 1 << 27

func (s *lineSet) add(line int) {
	if line < 0 || line > mostLine || s.has(line) {
		return
	}
	for line/64 >= len(s.bits) {
		s.bits = append(s.bits, 0)
	}
	s.bits[line/64] |= 1 << (line % 64)
	s.count++
}

func (s *lineSet) has(line int) bool {
	return line >= 0 && line/64 < len(s.bits) && s.bits[line/64]&(1<<(line%64)) != 0
}
