package store

import (
	"context"
	"errors"
	"fmt"
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
	look   func() error  // makes it
	done   chan struct{} // closed when err is first set; nil where Open has made it
	cancel context.CancelFunc

	mu     sync.Mutex
	err    error
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
	opened := openedFile{file: s.eye}
	if s.eye != nil {
		if opened.seen, err = lookAt(s.eye); err != nil {
			cancel()
			return err
		}
	}
	s.pages.done, s.pages.cancel = make(chan struct{}), cancel
	s.pages.look = func() error { return s.checkBeside(beside, opened, version, small) }
	var once sync.Once
	s.pages.begin = func() {
		once.Do(func() {
			go func() {
				s.pages.note(s.pages.look())
				close(s.pages.done)
			}()
		})
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

func (s *Store) checkBeside(ctx context.Context, opened openedFile, version int, rows bool) error {
	var err error
	if ctx.Err() == nil {
		err = s.checkFile(ctx, opened, version, rows)
	}
	if ctx.Err() != nil {
		return nil
	}
	return s.classify(err)
}

// openedFile is the file of a plain diary as Open found it, whatever becomes of its name; zero for a reader's.
type openedFile struct {
	file *os.File
	seen sighting
}

// named tells whether the file still has the diary's name; untouched whether it is as it was when it was opened, since
// nothing of ours is written before the check is done.
func (o openedFile) named(path string) (named, untouched bool) {
	if o.file == nil {
		return true, true
	}
	there, err := os.Stat(path)
	if err != nil || !os.SameFile(there, o.seen.info) {
		return false, false
	}
	now, err := lookAt(o.file)
	return true, err == nil && now.same(o.seen)
}

// checkFile looks through the file on a connection of its own; rows says that every row is to be proved too. Another
// program may put another file in the diary's place meanwhile, or write into it: that says nothing about the
// diary that was opened, and the next read or save sees to it.
func (s *Store) checkFile(ctx context.Context, opened openedFile, version int, rows bool) error {
	c, err := openFile(s.path, readOnly)
	if err == nil {
		err = checkThrough(ctx, c, version, rows)
	}
	switch named, untouched := opened.named(s.path); {
	case !named:
		// What was opened is written again with the next save, so it is to be looked through.
		image, unread := wholeFile(opened.file)
		if errors.Is(unread, os.ErrClosed) { // the diary goes on with another file already
			return c.closeAny()
		}
		if err := errors.Join(unread, c.closeAny()); err != nil {
			return err
		}
		if c, err = openMemory(image); err == nil {
			err = checkThrough(ctx, c, version, rows)
		}
	case !untouched:
		err = nil
	}
	if err != nil && c != nil && version == currentVersion && ctx.Err() == nil {
		err = s.onlyUndo(ctx, c, err)
	}
	return errors.Join(err, c.closeAny())
}

// checkThrough proves what is in a database: its pages, and of one of this version its steps to undo and, where rows
// says so, every row.
func checkThrough(ctx context.Context, c *conn, version int, rows bool) error {
	err := quickCheck(ctx, c)
	if version != currentVersion {
		return err
	}
	if err == nil && rows {
		err = proveDiary(ctx, c)
	}
	if err == nil {
		err = checkUndo(ctx, c)
	}
	return err
}

// await returns what the quick check found, once it is done. Where the file could not be read then, as on a drive that
// was away for a moment, it is made again.
func (p *pageCheck) await() error {
	if p.done == nil {
		return nil
	}
	p.begin()
	<-p.done
	p.mu.Lock()
	err := p.err
	p.mu.Unlock()
	if err == nil || isDamage(err) {
		return err
	}
	err = p.look()
	p.note(err)
	return err
}

// note keeps what the check gave, and tells of damage.
func (p *pageCheck) note(err error) {
	p.mu.Lock()
	p.err = err
	p.mu.Unlock()
	p.tell(err)
}

// found returns the damage that the quick check has found so far.
func (p *pageCheck) found() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if isDamage(p.err) {
		return p.err
	}
	return nil
}

func isDamage(err error) bool {
	var damaged *DamagedError
	return errors.As(err, &damaged)
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
	if !isDamage(err) {
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
