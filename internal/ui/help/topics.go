package help

import (
	"strings"

	"stillnight/internal/compare"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/menu"
)

// Topic is one page of the help.
type Topic struct {
	// ID names the topic in the translations: "help.<id>.title" and "help.<id>.text".
	ID    string
	Title string
	// Text is paragraphs parted by empty lines. A line that begins with "- " is an item of a list.
	Text string

	// title and all of it, as they are searched.
	title, all string
}

// ids lists the topics in reading order.
var ids = []string{
	"start", "night", "now", "backfill", "remedies", "tests", "compare", "method", "calibration", "planned", "timeline", "patterns",
	"doctor", "privacy", "backups", "import", "look", "keys", "access", "limits",
	"causes", "alike", "more",
}

// Topics returns all topics in reading order.
func Topics(l *i18n.Localizer) []Topic { return topicsFor(l, menu.Native()) }

// topicsFor are the topics with the keys of a Mac, whose menus the system draws, or of any other computer.
func topicsFor(l *i18n.Localizer, mac bool) []Topic {
	args := append(measured(l), "ctrl", menu.CtrlKey(l, mac), "menus", "")
	if !mac {
		args[len(args)-1] = l.T("help.keys.menus") + "\n"
	}
	topics := make([]Topic, 0, len(ids))
	for _, id := range ids {
		t := Topic{ID: id, Title: l.T("help." + id + ".title"), Text: l.T("help."+id+".text", args...)}
		t.title, t.all = i18n.Fold(t.Title), i18n.Fold(t.Title+"\n"+t.Text)
		topics = append(topics, t)
	}
	return topics
}

// measured are the figures that the topics about the comparison tell, each of a hundred diaries.
func measured(l *i18n.Localizer) []any {
	m := compare.Measured()
	return []any{
		"window", l.Number(compare.WindowNights, 0), "history", l.Number(compare.LongHistory, 0), "back", l.Number(compare.HistoryNights, 0),
		"least", l.Number(compare.MinForInterval, 0), "need", l.Number(compare.MinForVerdict, 0),
		"independent", ofHundred(l, m.Independent), "dependent", ofHundred(l, m.Dependent), "fortnight", ofHundred(l, m.BadFortnight),
		"fortnight_plain", ofHundred(l, m.BadFortnightPlain), "falling", ofHundred(l, m.Falling), "falling_twice", ofHundred(l, m.FallingTwice),
		"month", ofHundred(l, m.BadMonth), "only_month", ofHundred(l, m.OnlyBadMonth), "unwritten", ofHundred(l, m.Unwritten),
		"unwritten_long", ofHundred(l, m.UnwrittenLong), "three", ofHundred(l, m.Three), "two", ofHundred(l, m.Two), "two_long", ofHundred(l, m.TwoLong),
		"one", ofHundred(l, m.One), "relapse", ofHundred(l, m.Relapse), "relapse_told", ofHundred(l, m.RelapseTold),
	}
}

// ofHundred is a share as so many of a hundred, with a decimal below one.
func ofHundred(l *i18n.Localizer, share float64) string {
	if share < 0.0095 {
		return l.Number(100*share, 1)
	}
	return l.Number(100*share, 0)
}

// Search returns the topics that hold every word of the query, whatever the accents, those with a word in the title
// first. An empty query finds all.
func Search(topics []Topic, query string) []Topic {
	words := strings.Fields(i18n.Fold(query))
	var inTitle, inText []Topic
	for _, t := range topics {
		switch {
		case !holdsAll(t.all, words):
		case holdsAny(t.title, words):
			inTitle = append(inTitle, t)
		default:
			inText = append(inText, t)
		}
	}
	return append(inTitle, inText...)
}

func holdsAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

func holdsAny(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
