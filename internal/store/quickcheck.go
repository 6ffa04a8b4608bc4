package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
)

// checkedAtOnce is the size up to which Open waits for the quick check and for the proof of every row,
// about 20 ms for the largest. In a larger file, a decade and more, the pages are checked beside the first
// screen, 50 years in about 70 ms, and the rows as that screen reads them.
const checkedAtOnce = 1 << 20

// quickCheck lets SQLite look through every page. It is the whole check, which takes twice as long as SQLite's quick one:
// that overlooks rows in a wrong order and indexes that lack one, and a night would be there and not be found.
func quickCheck(ctx context.Context, c *conn) error {
	return pragmaCheck(ctx, c, "PRAGMA integrity_check(1)")
}

func pragmaCheck(ctx context.Context, c *conn, pragma string) error {
	verdict, err := c.one(ctx, pragma)
	if err != nil {
		return err
	}
	if len(verdict) != 1 || verdict[0] != "ok" {
		return &DamagedError{Detail: fmt.Sprintf("%v", verdict)}
	}
	return nil
}

// pageCheck is the quick check of a file that runs beside the first reads. Those are safe without it, for
// every row proves itself; but nothing is written before it is done.
type pageCheck struct {
	begin  func()        // starts it, the first time
	done   chan struct{} // closed when err is set; nil where Open has made it
	err    error
	cancel context.CancelFunc

	mu     sync.Mutex
	notify func(error)
	damage error // the first that was found
}

// checkPages makes the quick check: at once where the diary is small or in memory, otherwise beside. later
// puts that of a small one off too.
func (s *Store) checkPages(ctx context.Context, version int, later bool) error {
	info, err := os.Stat(s.path)
	if err != nil {
		return err
	}
	inMemory := s.vault != nil || s.readOnly && s.onDisk.info == nil
	small := info.Size() <= checkedAtOnce
	if later = later && version == currentVersion; inMemory || small && !later {
		err := quickCheck(ctx, s.conn)
		if version != currentVersion {
			return err
		}
		if err != nil {
			return s.onlyUndo(ctx, s.conn, err)
		}
		return s.proveRows(ctx, s.conn)
	}
	beside, cancel := context.WithCancel(context.WithoutCancel(ctx))
	read := s.eye // the file that was opened, whatever becomes of its name
	s.pages.done, s.pages.cancel = make(chan struct{}), cancel
	var once sync.Once
	s.pages.begin = func() {
		once.Do(func() { go s.checkBeside(beside, read, version, small) })
	}
	if !later {
		s.pages.begin()
	}
	return nil
}

// proveRows proves every row. Where none but steps to undo are broken, the diary does without them.
func (s *Store) proveRows(ctx context.Context, c *conn) error {
	if err := proveDiary(ctx, c); err != nil {
		return err
	}
	if err := checkUndo(ctx, c); err != nil {
		return s.onlyUndo(ctx, c, err)
	}
	return nil
}

// CheckPages waits for the check of the file that Options.CheckLater put off, or that of a large file which
// began with Open, and returns what it found: nil or an error as Open gives it.
func (s *Store) CheckPages() error { return s.pages.await() }

func (s *Store) checkBeside(ctx context.Context, read *os.File, version int, rows bool) {
	var err error
	if ctx.Err() == nil {
		err = s.checkFile(ctx, read, version, rows)
	}
	if ctx.Err() != nil {
		err = nil
	}
	s.pages.err = s.classify(err)
	close(s.pages.done)
	s.pages.tell(s.pages.err)
}

// checkFile looks through the file on a connection of its own; rows says that every row is to be proved too.
func (s *Store) checkFile(ctx context.Context, read *os.File, version int, rows bool) error {
	c, err := openFile(s.path, readOnly)
	if _, there := os.Lstat(s.path); err != nil && errors.Is(there, fs.ErrNotExist) {
		// It was deleted meanwhile. What is in it is written again with the next save, so it is to be looked through.
		image, unread := wholeFile(read)
		if unread != nil {
			return err
		}
		c, err = openMemory(image)
	}
	if err != nil {
		return err
	}
	err = quickCheck(ctx, c)
	if version == currentVersion {
		if err == nil && rows {
			err = proveDiary(ctx, c)
		}
		if err == nil {
			err = checkUndo(ctx, c)
		}
		if err != nil && ctx.Err() == nil {
			err = s.onlyUndo(ctx, c, err)
		}
	}
	return errors.Join(err, c.close())
}

// await returns what the quick check found, once it is done.
func (p *pageCheck) await() error {
	if p.done == nil {
		return nil
	}
	p.begin()
	<-p.done
	return p.err
}

// found returns what the quick check has found so far.
func (p *pageCheck) found() error {
	if p.done == nil {
		return nil
	}
	select {
	case <-p.done:
		return p.err
	default:
		return nil
	}
}

func (p *pageCheck) stop() {
	if p.done != nil {
		p.cancel()
		p.begin() // where it never began, it ends at once
		<-p.done
	}
}

// tell hands damage to the function given to OnDamage, the first time, or keeps it until there is one.
func (p *pageCheck) tell(err error) {
	var damaged *DamagedError
	if !errors.As(err, &damaged) {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.damage != nil {
		return
	}
	p.damage = err
	if p.notify != nil {
		go p.notify(err)
	}
}

// OnDamage calls f once, on a goroutine of its own, when the diary turns out to be damaged after Open has
// returned it: by the check that runs beside the first screen, or by a read that met a broken row.
func (s *Store) OnDamage(f func(error)) {
	s.pages.mu.Lock()
	defer s.pages.mu.Unlock()
	s.pages.notify = f
	if s.pages.damage != nil {
		go f(s.pages.damage)
	}
}
