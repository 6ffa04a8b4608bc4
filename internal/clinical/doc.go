// Package clinical holds the rules that look over a diary for what a doctor should know: urgent signs and whom
// to call, iron, medicines that can make restless legs worse, doses above those that were studied, and things
// that do not go together.
//
// Every rule is a pure function of a diary and returns values, which package wording puts into sentences, so
// that screens, paper and the command line say the same. A rule states what is written down and what a
// published source says; none gives advice on treatment. What each number rests on is in
// resources/catalogue/SOURCES.md.
package clinical
