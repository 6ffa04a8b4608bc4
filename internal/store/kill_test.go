//go:build unix

package store

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stillnight/internal/diary"
)

func init() {
	children["save"], children["migrate"], children["hold"] = saveForever, migrateForever, holdOpen
}

// saveForever saves night after night and says so after each.
func saveForever(ctx context.Context, path string) error {
	ask := func(bool) (string, error) { return testPass, nil }
	s, err := Open(ctx, path, Options{Now: clock, Passphrase: ask})
	if err != nil {
		return err
	}
	d, err := s.Diary(ctx)
	if err != nil {
		return err
	}
	next := day(0)
	if first, _, ok := d.Span(); ok {
		next = first.AddDays(-1)
	}
	for i := 0; ; i++ {
		n := fullNight(next.AddDays(-i))
		n.Note = strings.Repeat(marker+" ", 1+i%200)
		if err := s.SaveNight(ctx, n); err != nil {
			return err
		}
		fmt.Println(n.Date)
	}
}

func TestNothingAcknowledgedIsLostWhenKilled(t *testing.T) {
	rounds := 200
	if testing.Short() {
		rounds = 20
	}
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	r := rand.New(rand.NewPCG(3, 5))
	acknowledged := make(map[string]bool)
	for round := range rounds {
		killAfter(t, "save", path, time.Duration(r.IntN(25_000))*time.Microsecond, func(line string) {
			if strings.HasPrefix(line, "error") {
				t.Errorf("round %d: %s", round, line)
				return
			}
			acknowledged[line] = true
		})
		s, err := Open(t.Context(), path, Options{Now: clock})
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		d := whole(t, s)
		if len(d.Nights) < len(acknowledged) {
			t.Fatalf("round %d: %d nights acknowledged, %d there", round, len(acknowledged), len(d.Nights))
		}
		if round%20 == 19 {
			report, err := s.Check(t.Context())
			must(t, err)
			if !report.OK() {
				t.Fatalf("round %d: %+v", round, report)
			}
			for _, n := range d.Nights {
				delete(acknowledged, n.Date.String())
			}
			if len(acknowledged) > 0 {
				t.Fatalf("round %d: lost %v", round, acknowledged)
			}
			for _, n := range d.Nights {
				acknowledged[n.Date.String()] = true
			}
		}
		must(t, s.release()) // without the backup that Close makes
	}
	t.Logf("%d kills, %d nights acknowledged", rounds, len(acknowledged))
}

func TestLockedDiaryKilledWhileSavingHoldsNothingInPlain(t *testing.T) {
	s := lockedStore(t)
	must(t, s.Close())
	r := rand.New(rand.NewPCG(9, 5))
	acknowledged := 0
	for round := range 25 {
		killAfter(t, "save", s.Path(), time.Duration(r.IntN(25_000))*time.Microsecond, func(string) { acknowledged++ })
		noMarker(t, filepath.Dir(s.Path()), fmt.Sprintf("after kill %d", round))
		s, err := Open(t.Context(), s.Path(), Options{Now: clock, Passphrase: answering(testPass)})
		must(t, err)
		if d := whole(t, s); len(d.Nights) < 30+acknowledged {
			t.Fatalf("round %d: %d nights acknowledged, %d there", round, acknowledged, len(d.Nights)-30)
		}
		must(t, s.release())
	}
}

// killAfter starts a child and kills it some time after its first line.
func killAfter(t *testing.T, task, path string, wait time.Duration, line func(string)) {
	t.Helper()
	cmd := child(t, task, path)
	var timer *time.Timer
	listen(t, cmd, func(text string) {
		if timer == nil {
			timer = time.AfterFunc(wait, func() { _ = cmd.Process.Kill() })
		}
		line(text)
	})
	if timer != nil {
		timer.Stop()
	}
}

// migrateForever migrates copies of the old diary one after the other.
func migrateForever(ctx context.Context, folder string) error {
	old, err := os.ReadFile(fixtureV1)
	if err != nil {
		return err
	}
	for i := 0; ; i++ {
		path := filepath.Join(folder, fmt.Sprintf("%d.stillnight", i))
		if err := os.WriteFile(path, old, 0o600); err != nil {
			return err
		}
		fmt.Println(path)
		s, err := Open(ctx, path, Options{Now: clock})
		if err != nil {
			return err
		}
		if err := s.release(); err != nil {
			return err
		}
	}
}

func TestMigrationKilledHalfWayLosesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 5))
	want := oldSample()
	for round := range 25 {
		last := ""
		killAfter(t, "migrate", t.TempDir(), time.Duration(r.IntN(30_000))*time.Microsecond, func(line string) { last = line })
		s, err := Open(t.Context(), last, Options{Now: clock})
		if err != nil {
			if info, statErr := os.Stat(last); statErr == nil && info.Size() < 77824 {
				continue // killed while the test itself wrote the copy
			}
			t.Fatalf("round %d: %v", round, err)
		}
		if d := whole(t, s); len(d.Nights) != len(want.Nights) || len(d.Exposures) != len(want.Exposures) {
			t.Errorf("round %d: %d nights, %d exposures", round, len(d.Nights), len(d.Exposures))
		}
		must(t, s.release())
	}
}

// holdOpen keeps the diary open, saying so, until it is killed.
func holdOpen(ctx context.Context, path string) error {
	s, err := Open(ctx, path, Options{Now: clock})
	if err != nil {
		return err
	}
	raised := make(chan bool)
	s.OnActivation(func(word string) { raised <- word == "now" })
	fmt.Println("open")
	<-raised
	fmt.Println("raised")
	select {}
}

func TestSecondWindowIsToldAndMayReadAndRaiseTheFirst(t *testing.T) {
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	s := reopen(t, path)
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(0), Severity: diary.Some(1)}))
	must(t, s.Close())
	cmd := child(t, "hold", path)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	lines := bufio.NewScanner(out)
	if !lines.Scan() || lines.Text() != "open" {
		t.Fatalf("the first window said %q", lines.Text())
	}
	if _, err := Open(t.Context(), path, Options{Now: clock}); !is(err, ErrInUse) {
		t.Errorf("the second window got %v", err)
	}
	reader, err := Open(t.Context(), path, Options{Now: clock, ReadOnly: true})
	must(t, err)
	if d := whole(t, reader); len(d.Nights) != 1 {
		t.Errorf("the second window reads %d nights", len(d.Nights))
	}
	if err := reader.SaveNight(t.Context(), diary.Night{Date: day(-1), Severity: diary.Some(1)}); !is(err, ErrReadOnly) {
		t.Errorf("saving in the second window gave %v", err)
	}
	must(t, reader.Close())
	must(t, RequestActivation(path, "now"))
	if !lines.Scan() || lines.Text() != "raised" {
		t.Errorf("the first window said %q", lines.Text())
	}
	must(t, cmd.Process.Kill())
	_ = cmd.Wait() // a killed child never ends well
	// Its lock died with it.
	if d := whole(t, reopen(t, path)); len(d.Nights) != 1 {
		t.Errorf("after the kill there are %d nights", len(d.Nights))
	}
}

func TestNoFileIsLeftBesideAClosedDiary(t *testing.T) {
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	s := reopen(t, path)
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(0), Severity: diary.Some(1)}))
	must(t, s.Close())
	entries, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
		info, err := e.Info()
		must(t, err)
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", e.Name(), info.Mode())
		}
	}
	if fmt.Sprint(names) != "[backups diary.stillnight]" {
		t.Errorf("files: %v", names)
	}
}
