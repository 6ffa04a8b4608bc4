package settings_test

import (
	"maps"
	"testing"

	"fyne.io/fyne/v2/test"

	"stillnight/internal/ui/look"
	"stillnight/internal/ui/settings"
)

func TestSettingsAreCarriedToAnotherComputer(t *testing.T) {
	old := settings.NewPreferences(test.NewTempApp(t).Preferences())
	old.SetTheme(look.Night)
	old.SetTextPercent(150)
	old.SetLanguage("nl")
	old.SetLockMinutes(5)
	old.SetTray(true)
	old.SetRemindAt(settings.Evening, "21:15")
	old.Offer(settings.Person{Path: "/home/me/x.stillnight", Name: "me"}, true)
	carried := old.Carried()
	fresh := settings.NewPreferences(test.NewTempApp(t).Preferences())
	fresh.SetRemindAt(settings.Morning, "08:00")
	fresh.Take(carried)
	if got := fresh.Carried(); !maps.Equal(got, carried) {
		t.Errorf("%v came through of %v", got, carried)
	}
	if _, on := fresh.RemindAt(settings.Morning); on {
		t.Error("a reminder that was off is on")
	}
}

func TestSettingsOutOfRangeAreLeftOut(t *testing.T) {
	p := settings.NewPreferences(test.NewTempApp(t).Preferences())
	before := p.Carried()
	wrong := map[string]string{"x": "y"}
	for key := range before {
		wrong[key] = "99:99"
	}
	p.Take(wrong)
	p.Take(nil)
	if got := p.Carried(); !maps.Equal(got, before) {
		t.Errorf("%v of %v", got, before)
	}
}
