package ui

import (
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"stillnight/internal/ui/settings"
	"stillnight/internal/ui/uitest"
)

// deaf is a system that cannot be told anything.
type deaf struct{ fyne.App }

var errDeaf = errors.New("nobody listens")

func (deaf) ScheduleNotification(*fyne.Notification, time.Time) (*fyne.ScheduledNotification, error) {
	return nil, errDeaf
}

func TestAFaultOfRemindersAtTheStartIsSaidOnceADiaryIsOpen(t *testing.T) {
	p := program(t, nil)
	p.reminding = settings.NewReminding(deaf{p.app}, p.prefs, true, p.spawn, uitest.Now())
	p.prefs.SetRemindAt(settings.Evening, "21:30")
	p.remind()
	pressWord(t, p.root, "Start my diary")
	if said := p.open.status.notice.Text; !strings.Contains(said, errDeaf.Error()) {
		t.Errorf("said: %q", said)
	}
	p.open.status.say("")
	p.remind()
	if said := p.open.status.notice.Text; said != "" {
		t.Errorf("said again: %q", said)
	}
}
