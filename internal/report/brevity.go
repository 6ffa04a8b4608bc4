package report

import (
	"context"
	"slices"
	"strings"

	"stillnight/internal/catalogue"
	"stillnight/internal/chart/draw"
	"stillnight/internal/clinical"
	"stillnight/internal/wording"
)

// brevity says how much the first page leaves to the next one, so that what matters most stands on it whole however
// full the diary is.
type brevity int

// The steps, tried one after another.
const (
	atLength brevity = iota
	// inBrief: pairs in a line each kind, no remarks below what is taken, background run on.
	inBrief
	// slim: besides, what is taken without its nights and change, and eight figures of the last four weeks.
	slim
	// leastWords: besides, only as many lines of each part as leave room for the others; it is said how many more there are.
	leastWords
)

// shortened is how a first page is shortened.
type shortened struct {
	brevity brevity
	// taken is how many of the remedies taken it names at leastWords, and found how many lines of findings.
	taken, found int
	// cut takes a further line off each part, and sets questions as small as the rest.
	cut bool
}

// lines is how many lines of a part a first page has at leastWords.
func (s shortened) lines(most int) int {
	if s.cut {
		return most - 1
	}
	return most
}

// Bounds of [leastWords], in lines.
const (
	mostFlagLines       = 14
	leastFlagLines      = 9
	mostUnknownLines    = 2
	mostQuestionLines   = 3
	mostBackgroundLines = 3
	mostAnswerLines     = 4
)

// mostTaken and leastTaken bound how many of the remedies taken a first page of [leastWords] names; fewer than
// enoughTaken only once its findings are shortened too.
const mostTaken, enoughTaken, leastTaken = 12, 6, 3

// fairlyTaken is how many of the remedies taken are named before findings take further room, and fullestFlagLines how many
// lines findings take at most.
const fairlyTaken, fullestFlagLines = 9, 24

// brief finds the least shortening at which the first page holds all down to the quality measures.
func brief(ctx context.Context, o Options, m material) shortened {
	fits := func(s shortened) bool {
		lay := newLayout(ctx, o)
		lay.shortened = s
		lay.reserve()
		lay.essentials(m)
		return len(lay.pages) == 1
	}
	for _, b := range []brevity{atLength, inBrief, slim} {
		if s := (shortened{brevity: b}); fits(s) {
			return s
		}
	}
	s := shortened{brevity: leastWords, taken: mostTaken, found: mostFlagLines}
	for !fits(s) {
		switch {
		case s.taken > enoughTaken:
			s.taken--
		case s.found > leastFlagLines:
			s.found--
		case s.taken > leastTaken:
			s.taken--
		case !s.cut:
			s.cut = true
		default:
			return s
		}
	}
	return fuller(s, len(m.current), fits)
}

// fuller gives the room that a shortened page has left to further findings, for which some of the remedies taken make room
// as well, and then to further remedies.
func fuller(s shortened, current int, fits func(shortened) bool) shortened {
	for s.found < fullestFlagLines {
		more := s
		more.found++
		for !fits(more) && more.taken > fairlyTaken {
			more.taken--
		}
		if !fits(more) {
			break
		}
		s = more
	}
	for s.taken < current {
		more := s
		if more.taken++; !fits(more) {
			break
		}
		s = more
	}
	return s
}

// capped keeps so many lines of a text at [leastWords]; the last of them says that there is more.
func (lay *layout) capped(body string, l lettering, width float64, most int) string {
	if lay.brevity < leastWords {
		return body
	}
	lines := l.wrap(body, width)
	if len(lines) <= most {
		return body
	}
	more := " " + lay.o.L.T("report.more_next")
	return strings.Join(lines[:most-1], " ") + " " + l.fit(strings.Join(lines[most-1:], " "), width-textWidth(more, l)) + more
}

// mostPairsNamed is how many pairs that slow breathing are named one by one in brief. Of more all are named at once: every
// two of five medicines are ten pairs, and it is the sum that does it.
const mostPairsNamed = 3

// pairs are the pairs that do not go together: a sentence each, or in brief one line for each thing that can come of it.
func (lay *layout) pairs(pairs []clinical.Pair) []string {
	l := lay.o.L
	var lines []string
	if lay.brevity == atLength {
		for _, p := range pairs {
			lines = append(lines, wording.Together(l, p))
		}
		return lines
	}
	for _, risk := range clinical.Risks {
		var names, sources []string
		for _, p := range pairs {
			if p.Kind.Risk() != risk {
				continue
			}
			names = append(names, wording.TogetherBrief(l, p))
			for _, s := range strings.Split(p.Source, "; ") {
				if !slices.Contains(sources, s) {
					sources = append(sources, s)
				}
			}
		}
		if risk == clinical.SlowerBreathing && len(names) > mostPairsNamed {
			names = []string{wording.AllTogether(l, pairs)}
		}
		if len(names) > 0 {
			lines = append(lines, l.T("clinical.risk."+string(risk), "list", strings.Join(names, "; "), "source", strings.Join(sources, "; ")))
		}
	}
	return lines
}

// mostPressingLines are as many of the findings as leave room for the rest of the page.
func (lay *layout) mostPressingLines(lines []string) []string {
	if lay.brevity < leastWords {
		return lines
	}
	used := 0
	for i, line := range lines {
		used += len(lay.plain().wrap(line, lay.boxWidth()))
		if used > lay.found && i > 0 {
			return append(slices.Clone(lines[:i]), lay.o.L.N("clinical.report.more_findings", len(lines)-i))
		}
	}
	return lines
}

// pageOneInFull is what the first page said in brief, at length.
func pageOneInFull(lay *layout, m material) {
	if lay.brevity == atLength || m.empty {
		return
	}
	l, was := lay.o.L, lay.brevity
	said := lay.mostPressingLines(lay.findings(m))
	lay.brevity = atLength
	defer func() { lay.brevity = was }()
	if len(lay.pages) == 1 {
		lay.newPage()
	}
	lay.section(l.T("report.in_full"), 6*leading)
	for _, words := range lay.findings(m) {
		if !slices.Contains(said, words) {
			lay.bullet(words, lay.plain())
		}
	}
	if was >= leastWords {
		for _, words := range append(lay.unassessed(m), lookedForWords(lay.o, m)) {
			if words != "" {
				lay.bullet(words, lay.plain())
			}
		}
		lay.questions()
	}
	lay.takenNow(m)
	if was >= leastWords {
		lay.background(m)
	}
	lay.headlines(m)
	if was >= leastWords {
		lay.answers(m)
	}
	if lay.qualityCut {
		lay.quality(m)
	}
}

// runIn sets a bold label and the words that follow it on the same line.
func (lay *layout) runIn(label, words string, l lettering) {
	bold := l
	bold.bold = true
	indent := textWidth(label, bold) + labelGap
	first := ""
	if lines := l.wrap(words, lay.content()-indent); len(lines) > 0 {
		first = lines[0]
	}
	rest, ok := strings.CutPrefix(strings.Join(draw.Words(words), " "), first)
	if !ok || indent > lay.content()/2 {
		lay.paragraph(label, bold)
		lay.paragraph(words, l)
		return
	}
	lay.need(l.lead())
	lay.text(label, lay.left(), lay.y+l.rise(), bold)
	lay.text(first, lay.left()+indent, lay.y+l.rise(), l)
	lay.y += l.lead()
	lay.paragraph(strings.TrimSpace(rest), l)
}

// mostPressing puts what a doctor looks for first in front: what has signs of augmentation, then what can augment, what
// the guideline has a word on, what can make restless legs worse, and the rest; the latest first in each.
func mostPressing(o Options, list []taking) []taking {
	rank := func(t taking) int {
		switch {
		case t.flag != "":
			return 0
		case o.Catalogue.CanAugment(t.iv):
			return 1
		case hasPosition(o, t.entry):
			return 2
		case o.Catalogue.WorseningOf(t.iv.CatalogueID, t.iv.Name) != catalogue.NotKnownToWorsen:
			return 3
		}
		return 4
	}
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b taking) int { return rank(a) - rank(b) })
	return sorted
}

// hasPosition tells whether the guideline has a word on a remedy.
func hasPosition(o Options, id string) bool {
	item, ok := o.Catalogue.ByID(id)
	return ok && item.AASM2025 != "" && item.AASM2025 != "not_covered"
}
