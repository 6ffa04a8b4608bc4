// Package wording turns comparisons into sentences in the user's language.
//
// The numbers are worked out in package compare and nowhere else; here they only get their words and
// units. Every sentence is a text of its own in the translations, so that no language has to follow
// the order of another.
package wording
