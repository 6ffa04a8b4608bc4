package known

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/exchange/source"
	"stillnight/internal/pattern"
)

// Journals are text by day: it becomes the night's note. A rating that the text names itself, such as
// "Legs 6 out of 10", is the severity.

type dayOneEntry struct {
	Created string   `json:"creationDate"`
	Zone    string   `json:"timeZone"`
	Text    string   `json:"text"`
	Tags    []string `json:"tags"`
}

// readDayOne reads Day One's Journal.json. Moments are in UTC with the place's zone beside them.
func readDayOne(j *Job) error {
	return each(j, []string{"entries"}, func(line int, v dayOneEntry) {
		m, ok := cell.ParseMoment(v.Created, cell.YearFirst)
		if !ok {
			j.Set.Leave(line, reading.NoTime, v.Created)
			return
		}
		t := m.Time(time.UTC)
		if zone, err := time.LoadLocation(strings.ReplaceAll(v.Zone, `\/`, "/")); err == nil && v.Zone != "" {
			t = t.In(zone)
		} else {
			t = j.Local(t)
		}
		j.entry(line, j.Set.NightAt(t), "text", markdownEscape.ReplaceAllString(v.Text, "$1"), v.Tags)
	})
}

// markdownEscape is the stroke that Day One writes before signs that mean something in Markdown.
var markdownEscape = pattern.New(`\\([!-/:-@\[-` + "`" + `{-~])`)

type jrnlEntry struct {
	Title string   `json:"title"`
	Body  string   `json:"body"`
	Date  string   `json:"date"`
	Time  string   `json:"time"`
	Tags  []string `json:"tags"`
}

// readJrnl reads jrnl's JSON: the wall clock, without a place.
func readJrnl(j *Job) error {
	return each(j, []string{"entries"}, func(line int, v jrnlEntry) {
		t, ok := j.Moment(strings.TrimSpace(v.Date+" "+v.Time), cell.YearFirst)
		if !ok {
			j.Set.Leave(line, reading.NoTime, v.Date)
			return
		}
		j.entry(line, j.Set.NightAt(t), "title, body", strings.TrimSpace(v.Title+"\n"+v.Body), v.Tags)
	})
}

// jrnlLine is how an entry of jrnl's text begins: [2026-03-01 23:10] or, in older ones, without the brackets.
var jrnlLine = pattern.New(`(?m)^(?:\[(\d{4}-\d\d-\d\d)[ T](\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?)\]|(\d{4}-\d\d-\d\d) (\d{1,2}:\d\d(?: ?[AaPp][Mm])?)(?: |$)) *`)

func isJrnlText(it source.Item) bool {
	at := jrnlLine.FindStringIndex(it.Text[:min(len(it.Text), jsonLook)])
	if at == nil || strings.TrimSpace(it.Text[:at[0]]) != "" {
		return false
	}
	// A table may begin with a moment and go on with a separator.
	rest, _, _ := strings.Cut(it.Text[at[1]:], "\n")
	return rest != "" && !strings.ContainsAny(rest[:1], ",;|\t+-0123456789Z")
}

// readJrnlText reads the text that jrnl keeps: the wall clock, without a place.
func readJrnlText(j *Job) error {
	text := j.Item.Text
	starts := jrnlLine.FindAllStringSubmatchIndex(text, -1)
	line, counted := 1, 0
	for i, at := range starts {
		j.Set.Rows++
		line += strings.Count(text[counted:at[0]], "\n")
		counted = at[0]
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		group := 2
		if at[2] < 0 {
			group = 6
		}
		when := text[at[group]:at[group+1]] + " " + text[at[group+2]:at[group+3]]
		t, ok := j.Moment(when, cell.YearFirst)
		if !ok {
			j.Set.Leave(line, reading.NoTime, when)
			continue
		}
		j.entry(line, j.Set.NightAt(t), "text", strings.TrimSpace(text[at[1]:end]), nil)
	}
	return nil
}

// entry keeps the text and the tags of a day.
func (j *Job) entry(line int, night diary.Date, column, text string, tags []string) {
	if strings.TrimSpace(text) == "" && len(tags) == 0 {
		j.Set.Leave(line, reading.NoValue, "")
		return
	}
	j.note(line, night, column, text)
	j.mine(line, night, column, text)
	var others []string
	for _, tag := range tags {
		tag = strings.TrimLeft(tag, "@#")
		if n, ok := cell.SeverityTag(tag); ok {
			j.Set.Add(line, j.mined("tags"), night, strconv.Itoa(n))
			continue
		}
		others = append(others, tag)
	}
	j.tags(line, night, "tags", others)
}

// redNotebookDay is how each day of RedNotebook's month begins: "1: {text: …".
var (
	redNotebookDay  = pattern.New(`(?m)^\d{1,2}:\s*(?:\{|$)`)
	redNotebookName = pattern.New(`^(\d{4})-(\d{2})\.txt$`)
)

func isRedNotebook(it source.Item) bool {
	return it.Text != "" && redNotebookDay.MatchString(it.Text[:min(len(it.Text), 200)]) && strings.Contains(it.Text[:min(len(it.Text), jsonLook)], "text:")
}

// readRedNotebook reads a month: YAML by day; the year and the month are the file's name.
func readRedNotebook(j *Job) error {
	m := redNotebookName.FindStringSubmatch(j.Item.File)
	if m == nil {
		return &source.Fault{Key: "exchange.fault.month_name", Args: []string{"name", j.Item.File}}
	}
	var days map[int]map[string]any
	if err := yaml.Unmarshal([]byte(j.Item.Text), &days); err != nil {
		return wrongForm(j.Format)
	}
	for _, day := range sortedKeys(days) {
		j.Set.Rows++
		night, err := diary.NewDate(cell.Digits(m[1]), time.Month(cell.Digits(m[2])), day)
		if err != nil {
			j.Set.Leave(day, reading.NoDate, strconv.Itoa(day))
			continue
		}
		text, _ := days[day]["text"].(string)
		j.entry(day, night, "text", text, redNotebookTags(days[day]))
	}
	return nil
}

// redNotebookTags are a day's categories and what stands in them.
func redNotebookTags(day map[string]any) []string {
	var tags []string
	for _, category := range sortedKeys(day) {
		if category == "text" {
			continue
		}
		inside, ok := day[category].(map[string]any)
		if !ok || len(inside) == 0 {
			tags = append(tags, category)
			continue
		}
		for _, name := range sortedKeys(inside) {
			tags = append(tags, name)
			if inside[name] != nil {
				tags[len(tags)-1] += ": " + fmt.Sprint(inside[name])
			}
		}
	}
	return tags
}

func sortedKeys[K int | string, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
