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
	a.finish()
	return nil
}

// finish makes sessions of what each source wrote.
func (a *appleReader) finish() {
	for _, name := range a.names {
		a.job.Set.Sessions = append(a.job.Set.Sessions, reading.FromStages(name, a.first[name], a.sources[name])...)
	}
}

type appleReader struct {
	job     *Job
	sources map[string][]reading.Stage
	first   map[string]int
	names   []string // of sources, in order of their first record
	line    int
	tail    string // of the last record, to know one that stands twice
	zones   map[string]*time.Location
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
		record := piece[open : hit+length]
		if !bytes.HasPrefix(record, []byte("<Record ")) || attribute(record, "type") != string(appleSleep) {
			continue
		}
		var inside []byte
		if !bytes.HasSuffix(record, []byte("/")) {
			rest := piece[hit+length : min(len(piece), open+appleRecord)]
			close := bytes.Index(rest, []byte("</Record>"))
			if close < 0 && !last && len(piece)-open < appleRecord {
				return piece[open:]
			}
			inside = rest[:max(close, 0)]
		}
		a.record(record, inside)
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

// record reads a record's tag. inside is what stands in the record, where it is not empty.
func (a *appleReader) record(tag, inside []byte) {
	a.stage(appleRecordText{
		start: attribute(tag, "startDate"), end: attribute(tag, "endDate"), value: attribute(tag, "value"),
		source: attribute(tag, "sourceName"), zone: appleZone(inside),
	}, string(tag))
}

var appleZoneKey = []byte(`key="HKTimeZone"`)

// appleZone finds the place in which a record was made. The export writes all moments by the clock of where the
// telephone was at the time of the export.
func appleZone(inside []byte) string {
	at := bytes.Index(inside, appleZoneKey)
	if at < 0 {
		return ""
	}
	tag := inside[at:]
	if end := bytes.IndexByte(tag, '>'); end >= 0 {
		tag = tag[:end]
	}
	return attribute(tag, "value")
}

// appleRecordText is a record of sleep as it stands.
type appleRecordText struct{ start, end, value, source, zone string }

// stage keeps a record as a stage of its source. whole is all of the record, to know one that stands twice.
func (a *appleReader) stage(r appleRecordText, whole string) {
	a.line++
	set := a.job.Set
	set.Rows++
	if whole == a.tail {
		set.Leave(a.line, reading.Repeated, r.start)
		return
	}
	a.tail = whole
	start, okStart := a.moment(r.start, r.zone)
	end, okEnd := a.moment(r.end, r.zone)
	if !okStart || !okEnd || end.Before(start) || end.Sub(start) > 24*time.Hour {
		set.Leave(a.line, reading.NoTime, r.start)
		return
	}
	kind, known := appleKind(r.value)
	if !known {
		set.Leave(a.line, reading.Unreadable, r.value)
		return
	}
	if !slices.Contains(a.names, r.source) {
		a.names = append(a.names, r.source)
		a.first[r.source] = a.line
	}
	a.sources[r.source] = append(a.sources[r.source], reading.Stage{Kind: kind, Start: start, End: end})
}

// moment is by the clock on the wall where the record was made, as far as it is told.
func (a *appleReader) moment(text, zone string) (time.Time, bool) {
	m, ok := cell.ParseMoment(text, cell.YearFirst)
	if ok && m.Zoned && zone != "" {
		place, known := a.zones[zone]
		if !known {
			place, _ = time.LoadLocation(zone)
			if a.zones == nil {
				a.zones = make(map[string]*time.Location)
			}
			a.zones[zone] = place
		}
		if place != nil {
			return m.Time(time.UTC).In(place), true
		}
	}
	return a.job.Moment(text, cell.YearFirst)
}
