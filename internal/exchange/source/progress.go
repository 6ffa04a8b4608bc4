package source

import (
	"context"
	"io"
	"sync/atomic"
)

// Progress tells how far the reading of files has come, in bytes. It may be asked while they are read.
type Progress struct{ done, total atomic.Int64 }

// Share is what has been read, from 0 to 1; ok is false before anything is known.
func (p *Progress) Share() (share float64, ok bool) {
	total := p.total.Load()
	if total <= 0 {
		return 0, false
	}
	return min(float64(p.done.Load())/float64(total), 1), true
}

type progressKey struct{}

// WithProgress gives a context in which reading is counted in p.
func WithProgress(ctx context.Context, p *Progress) context.Context {
	return context.WithValue(ctx, progressKey{}, p)
}

// expect adds bytes that will be read.
func expect(ctx context.Context, bytes int64) {
	if p, ok := ctx.Value(progressKey{}).(*Progress); ok {
		p.total.Add(bytes)
	}
}

// counted is a reader whose bytes are counted as read; it ends when the context does.
func counted(ctx context.Context, in io.Reader) io.Reader {
	c := &cancelled{ctx: ctx, in: in}
	c.progress, _ = ctx.Value(progressKey{}).(*Progress)
	return c
}

// countedFile is the same of what has to be closed.
type countedFile struct {
	io.Reader
	io.Closer
}

func countedOpen(ctx context.Context, open func() (io.ReadCloser, error)) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) {
		in, err := open()
		if err != nil {
			return nil, err
		}
		return countedFile{counted(ctx, in), in}, nil
	}
}
