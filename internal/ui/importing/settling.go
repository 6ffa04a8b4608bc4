package importing

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/exchange"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
)

// settling is what has to be settled about files as a whole: how dates are written, which night they mean,
// which sheet, and which tags are triggers.
type settling struct {
	w        *wizard
	view     *fyne.Container
	order    *look.Select
	mornings *widget.RadioGroup
	sheet    *look.Select
	zone     *widget.Label
	place    *widget.SelectEntry
	zones    *fyne.Container
	year     *fyne.Container
	offers   *fyne.Container
	offered  []string
}

// orders are the ways to write a date that can be chosen.
var orders = []exchange.DateOrder{exchange.DayFirst, exchange.MonthFirst, exchange.YearFirst}

func newSettling(w *wizard) *settling {
	s := &settling{w: w, view: look.Column(), zone: look.Quiet(""), offers: look.Column()}
	if w.found == nil {
		return s
	}
	l := w.env.L
	if sheets := s.sheets(); len(sheets) > 1 {
		words := append([]string{l.T("import.all_sheets")}, sheets...)
		s.sheet = look.NewSelect(l.T("import.sheet"), words, nil)
		s.sheet.SetSelectedIndex(slices.Index(sheets, w.choices.Sheet) + 1)
		s.sheet.OnChanged = func(word string) {
			w.choices.Sheet = word
			if s.sheet.SelectedIndex() == 0 {
				w.choices.Sheet = ""
			}
			w.work()
		}
		s.view.Add(look.Heading(s.sheet.Called()))
		s.view.Add(flow.New(look.Choice(s.sheet)))
	}
	table := slices.ContainsFunc(w.found.Parts, func(p exchange.Part) bool { return p.Format == "" })
	if table || w.knownAmbiguous() {
		s.view.Add(look.Heading(l.T("import.dates")))
		s.view.Add(flow.New(look.Choice(s.dateOrder())))
	}
	if table {
		s.year = flow.New(look.Choice(s.firstYear()))
		s.year.Hide()
		s.view.Add(s.year)
		s.view.Add(s.dateMeaning())
	}
	s.zones = look.Column(s.zone, s.placeOfUTC())
	s.zones.Hide()
	s.view.Add(s.zones)
	s.view.Add(s.offers)
	return s
}

func (s *settling) sheets() []string {
	var names []string
	for _, p := range s.w.found.Parts {
		if p.Sheet != "" && !slices.Contains(names, p.Sheet) {
			names = append(names, p.Sheet)
		}
	}
	return names
}

func (s *settling) dateOrder() *look.Select {
	l := s.w.env.L
	var words []string
	for _, o := range orders {
		words = append(words, l.T("import.order."+string(o)))
	}
	s.order = look.NewSelect(l.T("import.dates"), words, nil)
	s.order.PlaceHolder = l.T("import.order_ask")
	if i := slices.Index(orders, s.w.choices.Order); i >= 0 {
		s.order.SetSelectedIndex(i)
	}
	s.order.OnChanged = func(string) {
		s.w.choices.Order = orders[s.order.SelectedIndex()]
		if s.w.knownAmbiguous() {
			s.w.again()
			return
		}
		s.w.work()
	}
	return s.order
}

// yearsBack is how many years are there to choose from.
const yearsBack = 25

// firstYear asks for the year of dates that have none.
func (s *settling) firstYear() *look.Select {
	last, _, _ := s.w.env.LatestNight().YMD()
	var years []string
	for y := last; y > last-yearsBack; y-- {
		years = append(years, strconv.Itoa(y))
	}
	ask := s.w.env.L.T("import.year_ask")
	year := look.NewSelect(ask, years, nil)
	year.PlaceHolder = ask
	if s.w.choices.Year > 0 {
		year.SetSelected(strconv.Itoa(s.w.choices.Year))
	}
	year.OnChanged = func(string) {
		s.w.choices.Year = last - year.SelectedIndex()
		s.w.work()
	}
	return year
}

// places are some zones to choose from; any other can be typed.
var places = []string{
	"Europe/Berlin", "Europe/London", "Europe/Lisbon", "Europe/Helsinki", "Europe/Istanbul", "America/New_York", "America/Chicago",
	"America/Denver", "America/Los_Angeles", "America/Mexico_City", "America/Bogota", "America/Sao_Paulo", "America/Argentina/Buenos_Aires",
	"Africa/Johannesburg", "Asia/Dubai", "Asia/Kolkata", "Asia/Bangkok", "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland",
}

// placeOfUTC asks where one slept, for times in UTC whose place the file does not tell.
func (s *settling) placeOfUTC() fyne.CanvasObject {
	s.place = widget.NewSelectEntry(places)
	s.place.SetPlaceHolder(s.w.env.L.T("import.zone_ask"))
	s.place.OnChanged = func(name string) {
		zone, err := time.LoadLocation(name)
		if err != nil || !strings.Contains(name, "/") || s.w.zone != nil && s.w.zone.String() == name {
			return // half typed
		}
		s.w.zone = zone
		s.w.again()
	}
	return s.place
}

func (s *settling) dateMeaning() fyne.CanvasObject {
	l := s.w.env.L
	evening, morning := l.T("import.evenings"), l.T("import.mornings")
	s.mornings = widget.NewRadioGroup([]string{evening, morning}, nil)
	s.mornings.Required = true
	s.mornings.SetSelected(evening)
	if s.w.choices.Mornings {
		s.mornings.SetSelected(morning)
	}
	s.mornings.OnChanged = func(word string) {
		s.w.choices.Mornings, s.w.choices.Evenings = word == morning, word == evening
		s.w.work()
	}
	return s.mornings
}

// followMeaning shows what the table itself says of its dates, until somebody chooses.
func (s *settling) followMeaning() {
	if s.mornings == nil || s.w.choices.Mornings || s.w.choices.Evenings {
		return
	}
	word := s.mornings.Options[0]
	if slices.ContainsFunc(s.w.proposal.Parts, func(p exchange.PartProposal) bool { return p.Mornings }) {
		word = s.mornings.Options[1]
	}
	if word != s.mornings.Selected {
		chosen := s.mornings.OnChanged
		s.mornings.OnChanged = nil
		s.mornings.SetSelected(word)
		s.mornings.OnChanged = chosen
	}
}

// follow shows what was found out.
func (s *settling) follow() {
	l, p := s.w.env.L, s.w.proposal
	if p.UTC {
		s.zone.SetText(l.T("import.zone", "zone", p.Zone))
		s.zones.Show()
	} else if s.zones != nil {
		s.zones.Hide()
	}
	if s.year != nil && (s.w.fault == "exchange.fault.no_year" || s.w.choices.Year > 0) {
		s.year.Show()
	}
	s.followMeaning()
	s.followOffers()
}

// followOffers lists the tags that may be triggers.
func (s *settling) followOffers() {
	l, offers := s.w.env.L, s.w.proposal.Offers
	var kinds []string
	for _, o := range offers {
		kinds = append(kinds, o.Kind)
	}
	if slices.Equal(kinds, s.offered) {
		return
	}
	s.offered, s.offers.Objects = kinds, nil
	if len(offers) > 0 {
		s.offers.Add(look.Heading(l.T("import.offers")))
	}
	for _, o := range offers {
		s.offers.Add(look.Text(l.N("import.offer_names", o.Count, "group", i18n.OneLine(o.Kind), "names", i18n.OneLine(strings.Join(o.Names[:min(len(o.Names), mostNames)], ", ")))))
		s.offers.Add(flow.New(field.NewChip(nil, l, l.T("import.offer_take"), o.Taken, func(on bool) {
			delete(s.w.choices.Columns, o.Kind)
			if on {
				s.w.choices.Columns[o.Kind] = exchange.TriggerGroup
			}
			s.w.work()
		})))
	}
	s.offers.Refresh()
}

// mostNames is how many tags of a group are named.
const mostNames = 8
