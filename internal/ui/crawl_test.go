package ui

import (
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"stillnight/internal/ui/crawl"
)

func TestCrawl(t *testing.T) {
	if os.Getenv("STILLNIGHT_CRAWL") == "" {
		t.Skip("the crawl runs by itself; set STILLNIGHT_CRAWL")
	}
	for _, c := range crawledDiaries {
		t.Run(c.name, func(t *testing.T) {
			begun := time.Now()
			config := c.config(t)
			config.Most, _ = strconv.Atoi(os.Getenv("STILLNIGHT_CRAWL_MOST"))
			var trace *os.File
			if name := os.Getenv("STILLNIGHT_CRAWL_TRACE"); name != "" {
				var err error
				if trace, err = os.Create(name); err != nil {
					t.Fatal(err)
				}
				config.Say = func(path []crawl.Step) {
					fmt.Fprintln(trace, time.Since(begun).Round(time.Millisecond), len(path), path[len(path)-1])
				}
			}
			config.Heard = func(f crawl.Fault) { fmt.Println("FAULT", f) }
			r := crawl.Crawl(config)
			t.Logf("%s: pressed %d controls %v, started %d times, %d faults, %s", c.name, r.Pressed, r.ByDeed, r.Starts, len(r.Faults), time.Since(begun))
			for _, f := range r.Faults {
				t.Error(f)
			}
		})
	}
}
