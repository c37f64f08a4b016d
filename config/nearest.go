package config

import (
	"fmt"
	"slices"
)

// didYouMean is a hint that names the nearest of the valid words, or lists them
// when none is near.
func didYouMean(word string, valid []string) string {
	if near := Nearest(word, valid); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	if len(valid) == 0 {
		return ""
	}
	sorted := slices.Sorted(slices.Values(valid))
	if len(sorted) > 16 {
		return ""
	}
	return fmt.Sprintf("valid here: %v", sorted)
}

// Nearest is the valid word that takes the fewest edits to reach from word, or
// "" when all are further than a third of its length (at least 2 edits).
// A tie goes to the word that sorts first.
func Nearest(word string, valid []string) string {
	best, bestAt := "", max(2, len(word)/3)+1
	for _, v := range slices.Sorted(slices.Values(valid)) {
		if d := edits(word, v); d < bestAt {
			best, bestAt = v, d
		}
	}
	return best
}

// edits is the Damerau-Levenshtein distance: letters inserted, left out,
// replaced, or swapped with their neighbour.
func edits(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
