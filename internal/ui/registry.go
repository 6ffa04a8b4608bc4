package ui

import (
	"stillnight/internal/notification"
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
func makers(s *shell) map[screen.ID]maker {
	return map[screen.ID]maker{
		screen.Night:      night.New,
		screen.Remedies:   remedies.New,
		screen.Comparison: comparison.New,
		screen.Timeline:   timeline.New,
		screen.Patterns:   patterns.New,
		screen.Tests:      remedies.NewTests,
		screen.Doctor:     doctor.New,
		screen.Settings:   func(env *screen.Env) screen.Screen { return settings.New(env, s.host()) },
	}
}

// host is what the window does for the settings.
func (s *shell) host() settings.Host {
	p := s.program
	return settings.Host{
		Prefs: p.prefs, SetTheme: p.setTheme, SetText: p.setText, SetLanguage: p.setLanguage,
		LockChanged: p.lockChanged, OpenFile: p.openFile,
		Answers:          p.start.Ask != nil && notification.Possible,
		RemindersChanged: p.look, BoundaryChanged: s.cameBack, OwnerChanged: func() { p.nameWindow(s.store, s.env.Sample) },
	}
}
