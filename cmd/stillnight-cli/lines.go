package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"

	"stillnight/internal/compare"
	"stillnight/internal/exchange"
)

// ahead is how many lines may be in work or waiting for those before them, for each processor.
const ahead = 16

// compareLines answers every line of standard input with one line, in the same order. Lines are worked
// out side by side. A line that is not valid is answered with what is wrong with it; only faults of the
// streams themselves end the command.
func (p *program) compareLines() error {
	workers := runtime.GOMAXPROCS(0)
	answers := make(chan chan []byte, ahead*workers) // in the order of the lines
	type job struct {
		line     []byte
		tooLong  bool
		answered chan []byte
	}
	jobs := make(chan job)
	for range workers {
		go func() {
			for j := range jobs {
				j.answered <- p.answer(j.line, j.tooLong)
			}
		}()
	}
	var readErr error
	go func() {
		defer close(answers)
		defer close(jobs)
		in := bufio.NewReaderSize(p.stdin, 1<<16)
		for p.ctx.Err() == nil {
			line, tooLong, err := readLine(in)
			if len(bytes.TrimSpace(line)) > 0 {
				answered := make(chan []byte, 1)
				answers <- answered
				jobs <- job{line, tooLong, answered}
			}
			if err != nil {
				if !errors.Is(err, io.EOF) {
					readErr = err
				}
				return
			}
		}
		readErr = p.ctx.Err()
	}()

	out := bufio.NewWriterSize(p.stdout, 1<<16)
	var writeErr error
	for answered := range answers {
		var line []byte
		select {
		case line = <-answered:
		case <-p.ctx.Done():
			return p.ctx.Err()
		}
		if writeErr != nil {
			continue // the reader must not be left waiting
		}
		_, writeErr = (&visibleJSON{to: out}).Write(line)
		if writeErr == nil && len(answers) == 0 {
			writeErr = out.Flush() // someone may be waiting for it
		}
	}
	if writeErr != nil {
		return p.fail("cli.fault.output")
	}
	if readErr != nil {
		return p.fail("cli.fault.input")
	}
	return out.Flush()
}

// readLine returns the next line without its end. Of a line that is too long it returns the beginning.
func readLine(in *bufio.Reader) (line []byte, tooLong bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if room := exchange.MaxLine - len(line); len(part) > room {
			part, tooLong = part[:room], true
		}
		line = append(line, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return bytes.TrimRight(line, "\r\n"), tooLong, err
		}
	}
}

// answer works one line out. A fault of our own in it must not take the other lines with it, so a panic
// is told as that line's error.
func (p *program) answer(line []byte, tooLong bool) (text []byte) {
	var a exchange.Answer
	defer func() {
		if r := recover(); r != nil {
			text = p.mustLine(exchange.Answer{ID: a.ID, Error: p.l.T("cli.fault.inside", "detail", fmt.Sprint(r))})
		}
	}()
	if tooLong {
		a.ID = exchange.IDOf(line)
		a.Error = p.l.T("cli.fault.line_too_long", "most", p.l.Number(exchange.MaxLine>>20, 0))
		return p.mustLine(a)
	}
	c, err := exchange.ParseCase(line, p.catalogue)
	a.ID = c.ID
	if err == nil {
		opts := p.options()
		opts.Outcomes = []compare.Outcome{c.Outcome}
		var results compare.Results
		if results, err = compare.All(c.Diary, opts); err == nil {
			a.Comparisons, a.Pooled = exchange.ResultsOf(results.Comparisons, p.l), exchange.PooledOf(results.Pooled)
			a.Augmentation = exchange.AugmentationOf(results.Augmentation)
		}
	}
	if err != nil {
		a.Error = p.explain(err)
	}
	return p.mustLine(a)
}

// mustLine writes an answer; one that cannot be written, as an infinite number cannot, becomes an error.
func (p *program) mustLine(a exchange.Answer) []byte {
	line, err := a.Line()
	if err == nil {
		return line
	}
	line, err = exchange.Answer{ID: a.ID, Error: p.l.T("cli.fault.inside", "detail", err.Error())}.Line()
	if err != nil {
		return []byte(`{"id":null,"error":"` + p.l.T("cli.fault.inside", "detail", "") + `"}` + "\n")
	}
	return line
}
