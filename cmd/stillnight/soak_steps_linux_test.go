//go:build window

package main

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"golang.org/x/sys/unix"

	"stillnight/internal/backup"
	"stillnight/internal/store"
)

// act is a kind of step: with is for an open window, without for none, nil where there is nothing to do. n says by
// chance what a step leaves open, so that the same steps can be done again.
type act struct {
	name          string
	with, without func(l *life, n int)
}

var lives = append(usual, attacks...)

// usual is what happens on usual days.
var usual = []act{
	{"digit", (*life).rate, (*life).open},
	{"undo", func(l *life, _ int) { l.travel("the step taken back", "ctrl+z", &l.undo, &l.redo) }, nil},
	{"redo", func(l *life, _ int) { l.travel("the step done again", "ctrl+y", &l.redo, &l.undo) }, nil},
	{"kill in a save", func(l *life, n int) {
		key, after := l.digit(n)
		l.w.keys(key...)
		l.close(l.kill)
		l.open(n) // what a save left half done is settled by the next start
		if l.becomes("before or after the save", nil, l.now, after) == 1 && !maps.Equal(after, l.now) {
			l.undo, l.redo, l.now = append(l.undo, l.now), nil, after
		}
	}, nil},
	{"kill at rest", func(l *life, _ int) { l.close(l.kill) }, nil},
	{"quit", func(l *life, _ int) { l.close(l.w.quit) }, nil},
	{"lock the window", func(l *life, _ int) {
		if l.pass == "" {
			return
		}
		l.w.keys("ctrl+l")
		eventually(l.t, "the diary closed", func() bool {
			used, err := store.InUse(l.path())
			return err == nil && !used
		})
		l.unlock()
	}, func(l *life, n int) { l.relock(n) }},
	{"read beside the window", readBeside, readBeside},
	{"import", func(l *life, n int) { // the window has it
		path, _ := l.table(n)
		if out, err := l.run(0, "import", "--diary", l.path(), path); err == nil {
			l.t.Fatalf("a diary that a window has open was written to: %s", out)
		}
	}, func(l *life, n int) {
		path, nights := l.table(n)
		if out, err := l.run(0, "import", "--diary", l.path(), path); err != nil {
			l.t.Fatalf("import: %v %s", err, out)
		}
		l.did(func(s state) { maps.Copy(s, nights) })
	}},
	{"an import that is killed", nil, func(l *life, n int) {
		path, nights := l.table(n)
		_, _ = l.run(time.Duration(1+n%40)*time.Millisecond, "import", "--diary", l.path(), path)
		after := maps.Clone(l.now)
		maps.Copy(after, nights)
		l.open(n)
		if l.becomes("before or after the import", nil, l.now, after) == 1 {
			l.undo, l.redo, l.now = append(l.undo, l.now), nil, after
		}
	}},
	{"back to a copy", nil, func(l *life, _ int) {
		l.restore()
		if len(l.now) > 0 {
			l.did(func(state) {}) // a step of its own, though all is as it was
		}
	}},
	{"damage, and back to a copy", nil, func(l *life, n int) {
		if out, err := l.run(0, "backup", "--diary", l.path()); err != nil {
			l.t.Fatalf("backup: %v %s", err, out)
		}
		data, err := os.ReadFile(l.path())
		l.must(err)
		for i := range 2000 {
			data[(n+i*7)%len(data)] ^= 0x5a
		}
		l.must(os.WriteFile(l.path(), data, 0o600))
		if _, err := l.stateOf(l.path()); err == nil {
			l.t.Fatal("a damaged diary was shown as good")
		}
		l.restore()
	}},
	{"replaced by another version", func(l *life, n int) {
		other := filepath.Join(l.folder(), "elsewhere", "own.stillnight")
		l.must(os.MkdirAll(filepath.Dir(other), 0o700))
		data, err := os.ReadFile(l.path())
		l.must(err)
		l.must(os.WriteFile(other, data, 0o600))
		path, nights := l.table(n)
		if out, err := l.run(0, "import", "--diary", other, path); err != nil {
			l.t.Fatalf("import elsewhere: %v %s", err, out)
		}
		if n%2 == 0 {
			l.must(os.Rename(other, l.path()))
		} else {
			data, err = os.ReadFile(other)
			l.must(errors.Join(err, os.WriteFile(l.path(), data, 0o600)))
		}
		l.must(os.RemoveAll(filepath.Dir(other)))
		l.did(func(s state) { maps.Copy(s, nights) })
		l.rate(n)
	}, nil},
	{"deleted", func(l *life, n int) {
		l.must(os.Remove(l.path()))
		l.rate(n)
	}, nil},
	{"a full disk", func(l *life, n int) {
		pid := l.w.cmd.Process.Pid
		var usual unix.Rlimit
		l.must(unix.Prlimit(pid, unix.RLIMIT_FSIZE, nil, &usual))
		full := usual
		full.Cur = 4096
		l.hindered(n, func() { l.must(unix.Prlimit(pid, unix.RLIMIT_FSIZE, &full, nil)) },
			func() { l.must(unix.Prlimit(pid, unix.RLIMIT_FSIZE, &usual, nil)) })
	}, nil},
	{"a leftover of another's save", nil, func(l *life, n int) {
		if l.pass != "" {
			return
		}
		journal := append([]byte("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7\x00\x00\x00\x01\x00\x00\x00\x07\x00\x00\x00\x02\x00\x00\x02\x00\x00\x00\x10\x00"), make([]byte, 6000)...)
		l.must(os.WriteFile(l.path()+"-journal", journal, 0o600))
		l.open(n)
	}},
}

// readBeside lets the command line read, which it may at any time.
func readBeside(l *life, n int) {
	commands := [][]string{{"check"}, {"compare"}, {"findings"}, {"export", "--out", "-", "--format", "json"}}
	args := commands[n%len(commands)]
	if out, err := l.run(0, append([]string{args[0], "--diary", l.path()}, args[1:]...)...); err != nil {
		l.t.Fatalf("%s: %v %s", args[0], err, out)
	}
}

// restore goes back to the newest copy, which is made first where the diary is whole.
func (l *life) restore() {
	if _, err := l.stateOf(l.path()); err == nil {
		if out, err := l.run(0, "backup", "--diary", l.path()); err != nil {
			l.t.Fatalf("backup: %v %s", err, out)
		}
	}
	list, err := store.ListBackups(l.path(), store.BackupOptions{})
	l.must(err)
	list = slices.DeleteFunc(list, func(b backup.Copy) bool { return b.Reason != backup.ByHand })
	if out, err := l.run(0, "restore", "--diary", l.path(), list[0].Path); err != nil {
		l.t.Fatalf("restore: %v %s", err, out)
	}
}

// relock gives the diary another passphrase, or none.
func (l *life) relock(n int) {
	pass := []string{"", "quiet nights", "long walks"}[n%3]
	if pass == l.pass {
		return
	}
	const light = 4
	s, err := store.Open(l.t.Context(), l.path(), store.Options{Work: light, Passphrase: func(bool) (string, error) { return l.pass, nil }})
	l.must(err)
	if pass == "" {
		err = s.RemovePassphrase(l.t.Context())
	} else {
		err = s.SetPassphrase(l.t.Context(), pass)
	}
	l.must(errors.Join(err, s.Close()))
	l.pass = pass
	l.must(os.WriteFile(l.passFile(), []byte(pass+"\n"), 0o600))
}
