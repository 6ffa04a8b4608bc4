package patterns

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"stillnight/internal/chart"
	"stillnight/internal/clinical"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/picture"
	"stillnight/internal/ui/screen"
	"stillnight/internal/wording"
)

// Least heights of pictures in text sizes.
const (
	weekdayLines  = 19
	onsetLines    = 17
	calendarLines = 13
	clockLines    = 20
	daytimeLines  = 15
)

// part is one card: a picture with its sentences.
type part struct {
	title string
	said  []string
	view  *picture.View
}

// card lays a part out: title, what else belongs to it, the picture, and beneath it what it says.
func (p part) card(more ...fyne.CanvasObject) fyne.CanvasObject {
	body := container.NewVBox(container.NewBorder(nil, nil, nil, container.NewVBox(p.view.MenuButton()), look.Heading(p.title)))
	for _, o := range more {
		body.Add(o)
	}
	body.Add(p.view)
	words := container.New(layout.NewCustomPaddedVBoxLayout(-theme.Padding()))
	for _, s := range p.said {
		if s != "" {
			words.Add(look.Text(s))
		}
	}
	body.Add(words)
	return look.NewCard(body)
}

// shown is what all cards are made from.
type shown struct {
	env     *screen.Env
	diary   diary.Diary
	found   findings
	outcome compare.Outcome
	year    int
	// reveal brings what the keyboard has reached into sight.
	reveal func(fyne.CanvasObject)
}

// picture shows a picture so many text sizes high.
func (s shown) picture(lines float32, m picture.Make) *picture.View {
	v := picture.New(s.env, lines, m)
	v.Focused = func() { s.reveal(v) }
	return v
}

// openNight goes to a night's own screen.
func (s shown) openNight(n diary.Date) { s.env.Open(screen.Night, screen.Target{Night: n}) }

func (s shown) triggers() part {
	l := s.env.L
	results, known := s.found.Triggers[s.outcome]
	p := part{title: l.T("patterns.triggers")}
	if !known {
		p.said = []string{l.T("patterns.working")}
	}
	for _, r := range results.Results {
		switch r.Verdict {
		case compare.Better, compare.Worse:
			p.said = append(p.said, wording.Trigger(l, r))
		}
	}
	if len(p.said) == 0 && len(results.Results) > 0 { // else the picture says what is missing
		p.said = []string{l.T("patterns.triggers.open")}
	}
	if results.LookedAt > 0 {
		p.said = append(p.said, l.T("patterns.triggers.limits"))
	}
	p.view = s.picture(0, func(st chart.Style) chart.Picture { return chart.Triggers(results, st) })
	return p
}

func (s shown) weekdays() part {
	d, o := s.diary, s.outcome
	return part{
		title: s.env.L.T("patterns.weekdays"), said: []string{weekdays(d, o, s.env.L)},
		view: s.picture(weekdayLines, func(st chart.Style) chart.Picture { return chart.Weekdays(d, o, st) }),
	}
}

func (s shown) onsets() part {
	d := s.diary
	return part{
		title: s.env.L.T("patterns.onsets"), said: []string{onsets(d, s.env.L)},
		view: s.picture(onsetLines, func(st chart.Style) chart.Picture { return chart.Onsets(d, st) }),
	}
}

// clocks are the onset week by week under each medicine that is watched.
func (s shown) clocks() []part {
	l := s.env.L
	var parts []part
	for _, clock := range s.found.Clocks {
		parts = append(parts, part{
			title: l.T("chart.onset_clock.title", "name", wording.ClockName(clock)),
			said:  []string{wording.OnsetClock(l, clock), wording.OnsetClockMethod(l)},
			view:  s.picture(clockLines, func(st chart.Style) chart.Picture { return chart.OnsetClock(clock, st) }),
		})
	}
	return parts
}

// daytime is the picture of symptoms in the daytime, day by day, of a diary that rates them. It needs no choice of what is
// compared: that they come is a sign of its own.
func (s shown) daytime() []part {
	said, view := daytime(s.diary, s.env.L)
	if said == "" {
		return nil
	}
	nights := diary.Diary{Nights: s.diary.Nights}
	return []part{{
		title: wording.Outcome(s.env.L, compare.DaytimeSymptoms), said: []string{said},
		view: s.picture(daytimeLines, func(st chart.Style) chart.Picture { return chart.Timeline(nights, view, st) }),
	}}
}

func (s shown) relief() part {
	l, results := s.env.L, s.found.Relief
	p := part{title: l.T("patterns.relief")}
	if len(results) > 0 && results[0].Rated > 0 {
		p.said = []string{wording.Relief(l, results[0])}
	}
	p.view = s.picture(0, func(st chart.Style) chart.Picture { return chart.Relief(results, st) })
	return p
}

func (s shown) calendar() part {
	d, year, o := s.diary, s.year, s.outcome
	p := part{
		title: s.env.L.T("patterns.calendar"), said: []string{s.env.L.T("patterns.calendar.note")},
		view: s.picture(calendarLines, func(st chart.Style) chart.Picture { return chart.Calendar(d, year, o, st) }),
	}
	p.view.OpenNight = s.openNight
	return p
}

// doctor shows what should be told to a doctor, on a banner, or says what was looked at.
func (s shown) doctor() fyne.CanvasObject {
	l := s.env.L
	column := look.Column()
	for _, t := range s.found.Urgent {
		column.Add(urgent(l, t))
	}
	for _, n := range notes(s.found, l) {
		words := container.New(layout.NewCustomPaddedVBoxLayout(-theme.Padding()))
		title := l.T("patterns.talk")
		if !n.Pattern {
			title = l.T("patterns.tell")
		}
		words.Add(look.Heading(title))
		for _, paragraph := range paragraphs(n.Lines) {
			words.Add(look.Text(paragraph))
		}
		inner := theme.InnerPadding()
		toReport := look.NewIconButton(l.T("patterns.to_report"), theme.DocumentPrintIcon(), func() {
			s.env.Open(screen.Doctor, screen.Target{})
		})
		column.Add(look.NewNotice(container.NewVBox(words,
			container.New(layout.NewCustomPaddedLayout(0, inner, inner, 0), container.NewHBox(toReport)))))
	}
	for _, quiet := range watched(s.found, l) {
		column.Add(look.Quiet(quiet))
	}
	return column
}

// urgent tells a sign that was ticked and should not wait, in large type, with whom to call.
func urgent(l *i18n.Localizer, t clinical.Ticked) fyne.CanvasObject {
	said, _ := wording.Urgent(l, t.Sign)
	return look.NewUrgent(wording.UrgentTicked(l, t), said.Text, said.Calls)
}

// paragraphs sets what was found as its first sentence, the figures as running text, and the last sentence, so
// that a long finding leaves room for the pictures.
func paragraphs(lines []string) []string {
	if len(lines) <= 3 {
		return lines
	}
	last := len(lines) - 1
	return []string{lines[0], strings.Join(lines[1:last], " "), lines[last]}
}
