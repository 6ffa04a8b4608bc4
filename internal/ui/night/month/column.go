package month

import (
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/store"
	"stillnight/internal/ui/night/answer"
)

// letter tells whether a letter is the one in this place of the language's list: for met, taken and missed.
func letter(r rune, at int, l *i18n.Localizer) bool {
	letters := strings.Fields(l.T("night.cell.letters"))
	return at < len(letters) && strings.EqualFold(string(r), letters[at])
}

// What a letter stands for, by its place in the language's list.
const (
	letterMet = iota
	letterTaken
	letterMissed
)

// single is a text of one letter or digit.
func single(text string) (r rune, ok bool) {
	letters := []rune(text)
	if len(letters) != 1 {
		return 0, false
	}
	return letters[0], true
}

// amount reads how much there was of something.
func amount(text string) (n float64, ok bool) {
	n, ok = i18n.ParseNumber(text)
	return n, ok && n > 0 && n <= diary.MaxDose
}

// triggerColumn is the column of a trigger: whether it was met or, where it has a unit, how much of it there was.
type triggerColumn struct{ trigger diary.Trigger }

func (c triggerColumn) figure() figure {
	f := figure{name: "trigger/" + c.trigger.Name, title: c.trigger.Name, show: c.show, put: c.put}
	if c.trigger.Unit != "" {
		f.title = c.trigger.Name + " (" + c.trigger.Unit + ")"
	} else {
		f.key = c.key
	}
	return f
}

// yes tells whether a text says that the trigger was met.
func (c triggerColumn) yes(text string, l *i18n.Localizer) bool {
	if strings.EqualFold(text, l.T("night.cell.yes")) {
		return true
	}
	r, ok := single(text)
	return ok && (strings.ContainsRune("xX+✓", r) || r == '1' && c.trigger.Unit == "" || letter(r, letterMet, l))
}

// no tells whether a text says that it was not.
func (c triggerColumn) no(text string) bool { return text == "" || text == "-" || text == "0" }

func (c triggerColumn) key(r rune, l *i18n.Localizer) (text string, ok bool) {
	switch {
	case c.yes(string(r), l):
		return l.T("night.cell.yes"), true
	case c.no(string(r)):
		return "", true
	}
	return "", false
}

func (c triggerColumn) show(d day, l *i18n.Localizer) string {
	x, ok := d.exposed[c.trigger.Name]
	if !ok {
		return ""
	}
	if n, said := x.Exposure.Amount.Get(); said {
		return l.Full(n)
	}
	return l.T("night.cell.yes")
}

func (c triggerColumn) put(d *day, text string, l *i18n.Localizer) (fault string) {
	if c.no(text) {
		delete(d.exposed, c.trigger.Name)
		return ""
	}
	x, there := d.exposed[c.trigger.Name]
	if !there {
		x = store.Exposed{Trigger: c.trigger}
	}
	x.Exposure.Amount = diary.None[float64]()
	if !c.yes(text, l) {
		n, ok := amount(text)
		if !ok {
			return l.T("night.cell.fault_trigger")
		}
		x.Exposure.Amount = diary.Some(n)
	}
	if d.exposed == nil {
		d.exposed = map[string]store.Exposed{}
	}
	d.exposed[c.trigger.Name] = x
	return ""
}

// remedyColumn is the column of a remedy: whether it was taken or done, or missed. A number other than 1 and 0 is
// the dose that was taken.
type remedyColumn struct{ remedy diary.Intervention }

func (c remedyColumn) figure() figure {
	return figure{name: "remedy/" + c.remedy.Name, title: c.remedy.Name, key: c.key, show: c.show, put: c.put}
}

func (c remedyColumn) of(d day) answer.OfRemedy {
	return answer.OfRemedy{Remedy: c.remedy, Noted: d.noted[c.remedy.ID]}
}

// status reads an answer, in words or by one letter.
func (c remedyColumn) status(d day, text string, l *i18n.Localizer) (s diary.IntakeStatus, ok bool) {
	answers := c.of(d).Possible()
	for _, s := range answers {
		if strings.EqualFold(text, l.T("intake."+string(s))) {
			return s, true
		}
	}
	r, ok := single(text)
	switch {
	case !ok:
	case strings.ContainsRune("1xX+✓", r), letter(r, letterTaken, l):
		return answers[0], true
	case strings.ContainsRune("0-", r), letter(r, letterMissed, l):
		return diary.Missed, true
	}
	return "", false
}

func (c remedyColumn) key(r rune, l *i18n.Localizer) (text string, ok bool) {
	s, ok := c.status(day{}, string(r), l)
	return l.T("intake." + string(s)), ok
}

func (c remedyColumn) show(d day, l *i18n.Localizer) string {
	list := c.of(d).Given()
	if len(list) == 0 {
		return ""
	}
	if n, said := list[0].Dose.Get(); said && len(list) == 1 && list[0].Status == diary.Taken {
		return l.Full(n)
	}
	return l.T("intake." + string(list[0].Status))
}

func (c remedyColumn) put(d *day, text string, l *i18n.Localizer) (fault string) {
	r := c.of(*d)
	list, fault := c.answers(*d, text, l)
	if fault != "" {
		return fault
	}
	if d.noted == nil {
		d.noted = map[int64][]diary.Intake{}
	}
	if list = append(r.Planned(), list...); len(list) == 0 {
		delete(d.noted, c.remedy.ID)
		return ""
	}
	d.noted[c.remedy.ID] = list
	return ""
}

// answers are the doses and sessions that a cell says, or why it cannot be read.
func (c remedyColumn) answers(d day, text string, l *i18n.Localizer) (list []diary.Intake, fault string) {
	if text == "" {
		return nil, ""
	}
	if s, ok := c.status(d, text, l); ok {
		return answer.Doses(c.of(d).Given(), d.night.Date, s), ""
	}
	n, ok := amount(text)
	if !ok {
		return nil, l.T("night.cell.fault_dose")
	}
	return []diary.Intake{{Night: d.night.Date, Status: diary.Taken, Dose: diary.Some(n)}}, ""
}
