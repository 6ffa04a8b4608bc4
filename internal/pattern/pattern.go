// Package pattern holds regular expressions that are compiled when they are first used. Imports know more than a hundred of
// them; compiled as the program starts they cost it a tenth of the time before it does anything, and most starts need
// none. The standard library does so inside itself (internal/lazyregexp).
package pattern

import (
	"os"
	"regexp"
	"strings"
	"sync"
)

// Pattern is a regular expression.
type Pattern struct {
	compiled func() *regexp.Regexp
}

// inTest tells that this is a test: there every pattern is compiled at once, so that a faulty one fails in all of them.
var inTest = strings.HasSuffix(strings.TrimSuffix(os.Args[0], ".exe"), ".test")

// New returns the pattern of an expression in the syntax of package regexp. Where that is faulty the program ends by a panic
// when the pattern is used.
func New(expression string) *Pattern {
	p := &Pattern{sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })}
	if inTest {
		p.compiled()
	}
	return p
}

// The methods are those of [regexp.Regexp].

// Match tells whether bytes hold a match.
func (p *Pattern) Match(b []byte) bool { return p.compiled().Match(b) }

// MatchString tells whether a text holds a match.
func (p *Pattern) MatchString(s string) bool { return p.compiled().MatchString(s) }

// FindString returns the first match, "" for none.
func (p *Pattern) FindString(s string) string { return p.compiled().FindString(s) }

// FindStringIndex returns where the first match begins and ends, nil for none.
func (p *Pattern) FindStringIndex(s string) []int { return p.compiled().FindStringIndex(s) }

// FindStringSubmatch returns the first match and its groups, nil for none.
func (p *Pattern) FindStringSubmatch(s string) []string { return p.compiled().FindStringSubmatch(s) }

// FindStringSubmatchIndex returns where the first match and its groups begin and end, nil for none.
func (p *Pattern) FindStringSubmatchIndex(s string) []int {
	return p.compiled().FindStringSubmatchIndex(s)
}

// FindAllString returns the first n matches, all where n is negative.
func (p *Pattern) FindAllString(s string, n int) []string { return p.compiled().FindAllString(s, n) }

// FindAllStringSubmatch returns the first n matches with their groups, all where n is negative.
func (p *Pattern) FindAllStringSubmatch(s string, n int) [][]string {
	return p.compiled().FindAllStringSubmatch(s, n)
}

// FindAllStringSubmatchIndex returns where the first n matches and their groups begin and end, all where n is negative.
func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return p.compiled().FindAllStringSubmatchIndex(s, n)
}

// ReplaceAllString puts a template, in which $1 is a group, in place of every match.
func (p *Pattern) ReplaceAllString(s, template string) string {
	return p.compiled().ReplaceAllString(s, template)
}

// Split splits a text at its matches into at most n parts, all where n is negative.
func (p *Pattern) Split(s string, n int) []string { return p.compiled().Split(s, n) }
