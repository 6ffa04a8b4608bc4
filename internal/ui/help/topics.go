package help

import (
	"strings"

	"stillnight/internal/i18n"
)

// Topic is one page of the help.
type Topic struct {
	// ID names the topic in the translations: "help.<id>.title" and "help.<id>.text".
	ID    string
	Title string
	// Text is paragraphs parted by empty lines. A line that begins with "- " is an item of a list.
	Text string
}

// ids lists the topics in reading order.
var ids = []string{
	"start", "night", "backfill", "remedies", "compare", "method", "calibration", "planned", "timeline", "patterns",
	"doctor", "privacy", "backups", "import", "look", "keys", "access", "limits",
	"causes", "alike", "more",
}

// Topics returns all topics in reading order.
func Topics(l *i18n.Localizer) []Topic {
	topics := make([]Topic, 0, len(ids))
	for _, id := range ids {
		topics = append(topics, Topic{ID: id, Title: l.T("help." + id + ".title"), Text: l.T("help." + id + ".text")})
	}
	return topics
}

// Search returns the topics that hold every word of the query, those with a word in the title first. An
// empty query finds all.
func Search(topics []Topic, query string) []Topic {
	words := strings.Fields(strings.ToLower(query))
	var inTitle, inText []Topic
	for _, t := range topics {
		title := strings.ToLower(t.Title)
		all := title + "\n" + strings.ToLower(t.Text)
		switch {
		case !holdsAll(all, words):
		case holdsAny(title, words):
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
