package settings

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
)

// nights is the card for when one night ends and the next begins.
type nights struct {
	env  *screen.Env
	host Host
	hour *look.Select
	past *widget.Label
}

func newNights(env *screen.Env, host Host) *nights { return &nights{env: env, host: host} }

func (n *nights) title() string { return n.env.L.T("settings.nights.title") }

func (n *nights) body() fyne.CanvasObject {
	l := n.env.L
	var hours []string
	for _, hour := range diary.BoundaryHours {
		hours = append(hours, n.word(hour))
	}
	n.hour = look.NewSelect(l.T("settings.nights.hour"), hours, func(i int) { n.choose(diary.BoundaryHours[i]) })
	n.past = look.Quiet("")
	if n.env.Store.ReadOnly() {
		n.hour.Disable()
	}
	n.show()
	return container.NewVBox(labelled(n.hour.Called(), n.hour), look.Quiet(l.T("settings.nights.text")), n.past)
}

// word is an hour as the region writes it.
func (n *nights) word(hour int) string {
	c, err := diary.ClockFrom(hour, 0)
	if err != nil {
		return ""
	}
	return n.env.L.Clock(c)
}

// now is the hour that holds today.
func (n *nights) now() int { return n.env.Boundaries.HourOn(n.env.LatestNight()) }

// choose has nights begin at another hour from today's on. Nights before keep the rule under which they were
// written down.
func (n *nights) choose(hour int) {
	if hour == n.now() {
		return
	}
	rules := n.env.Boundaries.With(n.env.LatestNight(), hour)
	if err := n.env.Store.SetBoundaries(context.Background(), rules); err != nil {
		n.env.Fail(err)
		n.show()
		return
	}
	n.env.Boundaries = rules
	n.show()
	n.host.BoundaryChanged()
	n.env.Notice(n.env.L.T("settings.nights.changed", "time", n.word(hour), "date", n.env.L.DateLong(n.env.LatestNight())))
}

func (n *nights) show() {
	if n.hour == nil {
		return
	}
	n.hour.Pick(slices.Index(diary.BoundaryHours, n.now()))
	n.past.SetText(strings.Join(n.rules(), "\n"))
	n.past.Hidden = len(n.env.Boundaries) == 0
	n.past.Refresh()
}

// rules are the hours with the dates from which they hold.
func (n *nights) rules() (lines []string) {
	l := n.env.L
	for _, r := range n.env.Boundaries {
		lines = append(lines, l.T("settings.nights.rule", "time", n.word(r.Hour), "date", l.DateLong(r.From)))
	}
	return lines
}

func (n *nights) readOut() string {
	lines := append([]string{n.env.L.T("settings.nights.hour") + " " + n.word(n.now())}, n.rules()...)
	return strings.Join(lines, "\n")
}
