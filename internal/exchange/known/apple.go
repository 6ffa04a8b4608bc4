package known

import (
	"bytes"
	"errors"
	"html"
	"io"
	"slices"
	"strings"
	"time"

	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/exchange/source"
)

func isAppleHealth(it source.Item) bool {
	return strings.Contains(it.Head, "<HealthData") || strings.Contains(it.Head, "<!DOCTYPE HealthData")
}

// appleSleep marks a record of sleep. Files are gigabytes of other records, so it is looked for as bytes
// and only the records that have it are taken apart: the file's entities and the like are never followed.
var appleSleep = []byte(`HKCategoryTypeIdentifierSleepAnalysis`)

const (
	appleChunk  = 1 << 20
	appleRecord = 64 << 10 // bytes of a record, far more than any has
)

// readAppleHealth reads export.xml. The watch, the phone and other programs each write the same night, so
// the records are put together by their source first.
func readAppleHealth(j *Job) (err error) {
	in, err := j.Item.Open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	a := appleReader{job: j, sources: make(map[string][]reading.Stage), first: make(map[string]int)}
	buf := make([]byte, 0, appleChunk+appleRecord)
	for {
		if err := j.Ctx.Err(); err != nil {
			return err
		}
		n, err := io.ReadFull(in, buf[len(buf):min(len(buf)+appleChunk, cap(buf))])
		buf = buf[:len(buf)+n]
		last := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !last {
			var f *source.Fault
			if errors.As(err, &f) {
				return f
			}
			return &source.Fault{Key: "exchange.fault.unreadable", Args: []string{"path", j.Item.File}}
		}
		rest := a.scan(buf, last)
		if last {
			break
		}
		buf = append(buf[:0], rest...)
	}
	for _, name := range a.names {
		j.Set.Sessions = append(j.Set.Sessions, reading.FromStages(name, a.first[name], a.sources[name])...)
	}
	return nil
}

type appleReader struct {
	job     *Job
	sources map[string][]reading.Stage
	first   map[string]int
	names   []string // of sources, in order of their first record
	line    int
	tail    string // of the last record, to know one that stands twice
}

// scan takes the records of sleep out of a piece of the file and returns what must be looked at again with
// the next piece.
func (a *appleReader) scan(piece []byte, last bool) (rest []byte) {
	at := 0
	for {
		hit := bytes.Index(piece[at:], appleSleep)
		if hit < 0 {
			break
		}
		hit += at
		open := bytes.LastIndexByte(piece[:hit], '<')
		length := bytes.IndexByte(piece[hit:], '>')
		if length < 0 && !last && open >= 0 && len(piece)-open < appleRecord {
			return piece[open:]
		}
		at = hit + len(appleSleep)
		if open < 0 || length < 0 {
			continue
		}
		if record := piece[open : hit+length]; bytes.HasPrefix(record, []byte("<Record ")) && attribute(record, "type") == string(appleSleep) {
			a.record(record)
		}
	}
	// A record may begin in this piece and go on in the next.
	keep := max(at, len(piece)-appleRecord)
	if open := bytes.LastIndexByte(piece[keep:], '<'); open >= 0 {
		return piece[keep+open:]
	}
	return piece[max(keep, len(piece)-len(appleSleep)):]
}

// attribute finds an attribute's value in a tag.
func attribute(tag []byte, name string) string {
	for rest := tag; ; {
		i := bytes.Index(rest, []byte(name+"="))
		if i < 1 || i+len(name)+2 > len(rest) {
			return ""
		}
		before, quote := rest[i-1], rest[i+len(name)+1]
		value := rest[i+len(name)+2:]
		if (before == ' ' || before == '\n' || before == '\t' || before == '\r') && (quote == '"' || quote == '\'') {
			end := bytes.IndexByte(value, quote)
			if end < 0 {
				return ""
			}
			return html.UnescapeString(string(value[:end]))
		}
		rest = rest[i+len(name):]
	}
}

func (a *appleReader) record(tag []byte) {
	a.line++
	set := a.job.Set
	set.Rows++
	if text := string(tag); text == a.tail {
		set.Leave(a.line, reading.Repeated, attribute(tag, "startDate"))
		return
	} else {
		a.tail = text
	}
	start, okStart := a.job.Moment(attribute(tag, "startDate"), cell.YearFirst)
	end, okEnd := a.job.Moment(attribute(tag, "endDate"), cell.YearFirst)
	if !okStart || !okEnd || end.Before(start) || end.Sub(start) > 24*time.Hour {
		set.Leave(a.line, reading.NoTime, attribute(tag, "startDate"))
		return
	}
	stage := reading.Stage{Start: start, End: end}
	switch value := strings.TrimPrefix(attribute(tag, "value"), "HKCategoryValueSleepAnalysis"); {
	case strings.HasPrefix(value, "Asleep") || value == "1":
		stage.Kind = reading.StageAsleep
	case value == "Awake" || value == "2":
		stage.Kind = reading.StageAwake
	case value == "InBed" || value == "0":
		stage.Kind = reading.StageInBed
	default:
		set.Leave(a.line, reading.Unreadable, value)
		return
	}
	name := attribute(tag, "sourceName")
	if !slices.Contains(a.names, name) {
		a.names = append(a.names, name)
		a.first[name] = a.line
	}
	a.sources[name] = append(a.sources[name], stage)
}
