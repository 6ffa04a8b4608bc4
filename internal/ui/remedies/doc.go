// Package remedies is the screen on which remedies are added, changed, stopped and put right, beside
// blood tests, visits to the doctor and planned comparisons.
package remedies
