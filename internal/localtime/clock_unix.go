//go:build unix

package localtime

import (
	"os"
	"sync"
	"time"
)

// systemZone is where the system keeps its zone, mostly as a link to one of all zones.
const systemZone = "/etc/localtime"

// Clock tells the time in the system's zone.
type Clock struct {
	path  string
	fixed bool // the program was started with a zone of its own

	lock sync.Mutex
	seen version
	zone *time.Location
}

// version tells one state of the system's zone from another.
type version struct {
	link    string
	changed time.Time
	size    int64
}

// New returns a clock that follows the system from now on.
func New() *Clock {
	_, fixed := os.LookupEnv("TZ")
	return follow(systemZone, fixed)
}

func follow(path string, fixed bool) *Clock {
	c := &Clock{path: path, fixed: fixed, zone: time.Local}
	c.seen = c.look()
	return c
}

func (c *Clock) look() (v version) {
	v.link, _ = os.Readlink(c.path) // it may be a file of its own
	if info, err := os.Stat(c.path); err == nil {
		v.changed, v.size = info.ModTime(), info.Size()
	}
	return v
}

// Now is the current time in the zone of the system. Where that cannot be read the last one that could holds.
func (c *Clock) Now() time.Time {
	zone := c.here()
	if zone == time.Local {
		return time.Now()
	}
	return time.Now().In(zone)
}

func (c *Clock) here() *time.Location {
	if c.fixed {
		return time.Local
	}
	c.lock.Lock()
	defer c.lock.Unlock()
	v := c.look()
	if v == c.seen {
		return c.zone
	}
	data, err := os.ReadFile(c.path)
	if err != nil {
		return c.zone
	}
	zone, err := time.LoadLocationFromTZData("Local", data)
	if err != nil {
		return c.zone
	}
	c.seen, c.zone = v, zone
	return zone
}
