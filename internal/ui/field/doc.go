// Package field has the fields that screens of the diary share: a rating from 0 to 10, lines that check
// what is typed, chips to press, groups that fold. Each can be used with the keyboard alone, and each
// can say "not recorded".
package field
