//go:build window

package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/envelope"
	"stillnight/internal/store"
)

// lockKills says how often the program is killed while it locks a diary; twice where it is not set.
const lockKills = "STILLNIGHT_LOCK_KILLS"

// TestWindowKilledWhileItLocks sets a passphrase in the window, changes it and takes it away, and kills the program at a
// moment by chance each time. The next start shows every night, and nothing lies about in plain where it is locked.
func TestWindowKilledWhileItLocks(t *testing.T) {
	const nights = 60
	passphrases := []string{"quiet nights here", "long walks there"}
	kills, err := strconv.Atoi(os.Getenv(lockKills))
	if err != nil {
		kills = 2
	}
	r := rand.New(rand.NewPCG(uint64(kills), 12))
	v := visit(t, "en", nil)
	v.upBefore()
	s, err := store.Open(t.Context(), v.path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range nights {
		n := diary.Night{Date: diary.MustDate(2025, 1, 1).AddDays(i), Severity: diary.Some(i % 11), Note: fmt.Sprint(soakMarker, " ", i)}
		if err := s.SaveNight(t.Context(), n); err != nil {
			t.Fatal(err)
		}
	}
	for range 3 {
		if _, err := s.Backup(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	v.at("2026-03-02T21:30:00")
	tonight := v.l.NightOf(diary.MustDate(2026, 3, 2))
	for kill := range kills + 1 {
		v.start()
		known := "" // the passphrase, where there is one
		if locked(t, v.path) {
			known, _ = opens(t, v.path, passphrases)
			v.shows(v.l.T("shell.locked.title"))
			v.text(known)
			v.keys("Return")
		}
		v.shows(tonight)
		_, d := opens(t, v.path, passphrases)
		if len(d.Nights) < nights {
			t.Fatalf("after %d kills: %d nights of %d", kill, len(d.Nights), nights)
		}
		if known != "" {
			if err := plainIn(v.home); err != nil {
				t.Fatalf("after %d kills: %v", kill, err)
			}
		}
		if kill == kills {
			v.quit()
			return
		}
		before := changedAt(t, v.path)
		v.keys("ctrl+i")
		if known != "" && r.IntN(3) == 0 {
			v.reach(v.l.T("settings.pass.remove"))
			v.click(v.l.T("settings.pass.remove"))
			v.shows(v.l.T("settings.pass.remove_text"))
			v.click(v.l.T("settings.pass.remove_do"))
		} else {
			word := "settings.pass.set"
			if known != "" {
				word = "settings.pass.change"
			}
			v.reach(v.l.T(word))
			v.click(v.l.T(word))
			v.shows(v.l.T("settings.pass.understood"))
			next := passphrases[0]
			if known == next {
				next = passphrases[1]
			}
			v.text(next)
			v.keys("Tab")
			v.text(next)
			v.keys("Tab", "space") // that it is understood
			v.press(v.l.T("settings.pass.accept"))
		}
		end := time.Duration(r.IntN(1500)) * time.Millisecond
		if kill%2 == 0 { // the diary itself is done, and what belongs to it is not
			eventually(t, "the diary written again", func() bool { return changedAt(t, v.path) != before })
			end /= 10
		}
		select {
		case <-time.After(end):
		case err := <-v.ended:
			t.Fatalf("it ended by itself: %v", err)
		}
		v.kill()
		t.Logf("killed after %s; by then locked %v, before %v", end, locked(t, v.path), known != "")
	}
}

// opens finds out which of the passphrases opens a locked diary, and reads it.
func opens(t *testing.T, path string, passphrases []string) (right string, d diary.Diary) {
	t.Helper()
	for _, right = range passphrases {
		d, err := store.ReadLocked(t.Context(), path, func(again bool) (string, error) {
			if again {
				return "", store.ErrPassphrase
			}
			return right, nil
		})
		if err == nil {
			return right, d
		}
		if !errors.Is(err, store.ErrPassphrase) {
			t.Fatal(err)
		}
	}
	t.Fatal("no passphrase opens it")
	return "", d
}

func changedAt(t *testing.T, path string) time.Time {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.ModTime()
}

func locked(t *testing.T, path string) bool {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	head := make([]byte, envelope.HeadSize)
	if _, err := f.Read(head); err != nil {
		t.Fatal(err)
	}
	is, _ := envelope.Recognised(head)
	return is
}
