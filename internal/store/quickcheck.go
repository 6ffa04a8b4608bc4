package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
)

// checkedAtOnce is the size up to which Open waits for the quick check. A larger file, a decade and more,
// is checked beside the first screen: 50 years take about 70 ms.
const checkedAtOnce = 1 << 20

// quickCheck lets SQLite look through every page.
func quickCheck(ctx context.Context, c *conn) error {
	return pragmaCheck(ctx, c, "PRAGMA quick_check(1)")
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

// pageCheck is the quick check of a large file that runs beside the first reads. Those are safe without
// it, for every row proves itself; but nothing is written before it is done.
type pageCheck struct {
	done   chan struct{} // closed when err is set; nil where nothing runs
	err    error
	cancel context.CancelFunc

	mu     sync.Mutex
	notify func(error)
}

// checkPages makes the quick check: at once where the diary is small or in memory, otherwise beside.
func (s *Store) checkPages(ctx context.Context) error {
	if s.vault != nil {
		return quickCheck(ctx, s.conn)
	}
	info, err := os.Stat(s.path)
	if err != nil {
		return err
	}
	if info.Size() <= checkedAtOnce {
		return quickCheck(ctx, s.conn)
	}
	beside, cancel := context.WithCancel(context.WithoutCancel(ctx))
	s.pages.done, s.pages.cancel = make(chan struct{}), cancel
	go func() {
		err := checkFile(beside, s.path)
		if beside.Err() != nil {
			err = nil
		}
		s.pages.err = s.classify(err)
		s.pages.mu.Lock()
		close(s.pages.done)
		f := s.pages.notify
		s.pages.mu.Unlock()
		if err != nil && f != nil {
			f(s.pages.err)
		}
	}()
	return nil
}

func checkFile(ctx context.Context, path string) error {
	c, err := openFile(path, readOnly)
	if err != nil {
		return err
	}
	return errors.Join(quickCheck(ctx, c), c.close())
}

// await returns what the quick check found, once it is done.
func (p *pageCheck) await() error {
	if p.done == nil {
		return nil
	}
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
		<-p.done
	}
}

// OnDamage calls f, on a goroutine of its own, when the check that runs beside the first screen finds a
// large diary damaged after Open has returned it; reads and writes then fail with the same *DamagedError.
func (s *Store) OnDamage(f func(error)) {
	s.pages.mu.Lock()
	defer s.pages.mu.Unlock()
	s.pages.notify = f
	if err := s.pages.found(); err != nil {
		go f(err)
	}
}
