package chart

// placeNotes words the notes that have room before the next one, or else behind the one before. The latest blood test,
// which counts most, has its words whole wherever there is room for them; the others give way to it.
func placeNotes(m measure, notes []note, left, right int, place func(float64) int) []placedNote {
	l, gap := m.s.bandWords(), m.em(0.7)
	placed := make([]placedNote, len(notes))
	latest := -1
	for i, n := range notes {
		placed[i] = placedNote{note: n, x: place(n.night)}
		if n.form == hollowDiamond {
			latest = i
		}
	}
	kept := 0 // how wide the words of the latest test are
	if latest >= 0 && placeWhole(m, placed, latest, left, right) {
		kept = m.width(placed[latest].word, l)
	}
	free := left
	for i := range placed {
		pn := &placed[i]
		if kept > 0 && i == latest {
			free = max(free, pn.x+gap, pn.at+kept+gap)
			continue
		}
		next := right
		if i+1 < len(placed) {
			next = placed[i+1].x - m.em(0.8)
		}
		if kept > 0 {
			switch at := placed[latest].at; {
			case at > pn.x:
				next = min(next, at-gap)
			default:
				free = max(free, at+kept+gap)
			}
		}
		pn.word, pn.at = shortNote(m, pn.label, next-pn.x-gap), pn.x+gap
		if before := pn.x - gap - free; pn.word != pn.label && before > next-pn.x-gap {
			if words := shortNote(m, pn.label, before); words != "" {
				pn.word, pn.at = words, pn.x-gap-m.width(words, l)
			}
		}
		free = max(free, pn.x+gap, pn.at+m.width(pn.word, l)+gap)
	}
	return placed
}

// shortNote is a label cut to the room, or none where little of it would be left.
func shortNote(m measure, label string, room int) string {
	l := m.s.bandWords()
	if m.width(label, l) > room && room <= m.em(5) {
		return ""
	}
	return m.fit(label, room, l)
}

// placeWhole puts the whole words of a note into the nearest gap between the marks that holds them, and tells whether
// there is one: right after its mark, before it, and then further off, with its day, as another mark is nearer.
func placeWhole(m measure, placed []placedNote, which, left, right int) bool {
	gap, pn := m.em(0.7), &placed[which]
	for away := range placed {
		words := pn.label
		if away > 0 {
			words = pn.dated
		}
		width := m.width(words, m.s.bandWords())
		if i := which + away; i < len(placed) {
			end := right
			if i+1 < len(placed) {
				end = placed[i+1].x - m.em(0.8)
			}
			if at := placed[i].x + gap; at+width <= end {
				pn.word, pn.at = words, at
				return true
			}
		}
		if i := which - away; i >= 0 {
			start := left
			if i > 0 {
				start = placed[i-1].x + gap
			}
			if at := placed[i].x - gap - width; at >= start {
				pn.word, pn.at = words, at
				return true
			}
		}
	}
	return false
}
