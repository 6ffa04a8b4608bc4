package shell

import (
	"stillnight/internal/ui/comparison"
	"stillnight/internal/ui/doctor"
	"stillnight/internal/ui/night"
	"stillnight/internal/ui/patterns"
	"stillnight/internal/ui/remedies"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/settings"
	"stillnight/internal/ui/timeline"
)

// maker builds a screen for an open diary.
type maker func(env *screen.Env) screen.Screen

// makers are the screens there are. A screen that is not here is not in the navigation.
func makers(s *Shell) map[screen.ID]maker {
	return map[screen.ID]maker{
		screen.Night:      night.New,
		screen.Remedies:   remedies.New,
		screen.Comparison: comparison.New,
		screen.Timeline:   timeline.New,
		screen.Patterns:   patterns.New,
		screen.Tests:      remedies.NewTests,
		screen.Doctor:     doctor.New,
		screen.Settings:   func(env *screen.Env) screen.Screen { return settings.New(env, s.settingsHost()) },
	}
}

// settingsHost is what the window does for the settings.
func (s *Shell) settingsHost() settings.Host {
	h := s.host
	return settings.Host{
		Prefs: h.Prefs, SetTheme: h.SetTheme, SetText: h.SetText, SetLanguage: h.SetLanguage,
		LockChanged: s.lockChanged, OpenFile: h.OpenFile,
		Answers:          h.Answers,
		RemindersChanged: h.Remind, BoundaryChanged: s.CameBack, OwnerChanged: h.Session.NameWindow,
	}
}

// lockChanged follows a new passphrase or idle time.
func (s *Shell) lockChanged() {
	s.menus.rebuildFile()
	s.host.Session.WatchIdle()
}
