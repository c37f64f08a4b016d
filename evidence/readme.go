package evidence

import (
	"fmt"
	"strings"
	"time"
)

// readme says in plain words what a bundle is, what it proves, and how anybody
// can check it. It is made of bundle.json alone.
func readme(a About) string {
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, format, args...) }
	say("WHAT THIS IS\n\n")
	say("A record of the case\n\n    %s\n", printable(a.Case))
	for _, d := range a.Dockets {
		say("    %s\n", printable(d))
	}
	say("\nas %s had kept it when this bundle was made, on %s. %s watches public\n", printable(a.Program), a.Made.UTC().Format("January 2, 2006, at 15:04 UTC"), "docketwatch")
	say("sources (court feeds, CourtListener, notices of courts) and keeps what each of them showed, word for word, and when.\n\n")
	say("    entries      lines on the docket, as merged from all sources      %d\n", a.Rows["entries"])
	say("    sightings    what each source said of each entry, and when        %d\n", a.Rows["sightings"])
	say("    revisions    earlier wordings, and when they were replaced        %d\n", a.Rows["revisions"])
	say("    documents    papers that were fetched, with their SHA-256         %d\n", a.Rows["documents"])
	say("    pages        the text that was read from them                     %d\n", a.Rows["pages"])
	say("    findings     arguments found in them, with the words quoted       %d\n", a.Rows["findings"])
	say("    alerts       what was told                                        %d\n", a.Rows["alerts"])
	say("    deliveries   to whom, and the reference of each message           %d\n", a.Rows["deliveries"])
	say("    attempts     each try to deliver, and what came of it             %d\n", a.Rows["attempts"])
	say("    looks, raws  looks at a source, and the digest of what it sent    %d, %d\n", a.Rows["looks"], a.Rows["raws"])
	say("    gaps         stretches that a source may have shown unseen        %d\n\n", a.Rows["gaps"])
	say("Each is there as .csv for a spreadsheet and as .json for programs. Times are UTC, as the clock of the machine had it.\n")
	say("In the .csv an apostrophe stands before a cell that a spreadsheet would take for a formula, and control characters\n")
	say("are blanks; rows.jsonl has every character as it came. documents/ holds the papers, looks/ the bytes of looks\n")
	say("(gzip; of a look at a feed, what was new in it).\n")
	if len(a.Absent) > 0 {
		say("No longer kept, and therefore not here (their digests are): %d files, listed in bundle.json.\n", len(a.Absent))
	}
	say("\nWHAT IT PROVES, AND WHAT NOT\n\n")
	say("Each row was bound, when it was written, into a chain: a link holds the SHA-256 of the rows of one transaction and\n")
	say("the SHA-256 of the link before. If any row is changed afterwards, or one is taken out of the middle, the links no\n")
	say("longer fit. So this bundle shows that the rows in it are the rows that the links were made over, in that order.\n\n")
	say("The chain is made by the same machine that keeps the rows. Whoever controls that machine could make a whole new chain.\n")
	say("It is therefore worth as much as what is known of its last link from elsewhere: a bundle, a backup or a printed\n")
	say("`docketwatch verify` that somebody else received earlier must show the same link under the same number. It does not\n")
	say("prove that a source told the truth, nor that it showed everything. The court's docket is the record.\n\n")
	if a.Links > 0 {
		say("The last link of this bundle is number %d, of %s:\n\n    %s\n\n", a.Links, a.HeadAt.UTC().Format(time.RFC3339), a.Head)
	}
	say("HOW TO CHECK IT\n\n")
	say("With the program, in the folder of this file:\n\n    docketwatch verify --bundle .\n\n")
	say("By hand, with sha256sum (on a Mac: shasum -a 256):\n\n")
	say("1.  No file was changed since the bundle was made:\n\n        sha256sum -c SHA256SUMS\n\n")
	say("2.  The chain fits together: each line of chain.txt ends with the SHA-256 of its manifest, and names, in its fourth\n")
	say("    word, the SHA-256 of the line before. The last line's is the one above:\n\n        tail -n 1 chain.txt | sha256sum\n        sed -n 7p chain.txt | sha256sum      # stands in line 8\n\n")
	say("3.  A row is in the chain: take its line from rows.jsonl, find its SHA-256 in a manifest, and the manifest's in chain.txt:\n\n")
	say("        grep '\"sighting\",12,' rows.jsonl | head -n 1 | sha256sum\n        grep -l THAT-SHA256 manifests/*\n        sha256sum manifests/000000123.txt    # is the last word of line 123 of chain.txt\n\n")
	say("4.  A paper is the one that was fetched: its name is its SHA-256.\n\n        sha256sum documents/*\n")
	return b.String()
}

// printable keeps a name from forging lines of the file.
func printable(name string) string {
	return strings.Join(strings.FieldsFunc(name, func(r rune) bool {
		return r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == '\u2028' || r == '\u2029'
	}), " ")
}
