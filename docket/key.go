package docket

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
)

// EntryKeys returns every name under which the filing can be known inside its
// docket, the strongest first: document number, document id, appellate part,
// sequence number, the source's own id of it, and only where none of these is
// given a hash of moment and text with an ordinal. An RSS guid is never among
// them: in one real feed 432 items share 333 guids.
//
// Two sightings of one filing share at least one key. A shared document number
// alone is not proof: numbers repeat within real dockets.
func EntryKeys(s Sighting) []string {
	var keys []string
	if s.DocumentNumber != "" {
		keys = append(keys, "n:"+s.DocumentNumber)
	}
	if s.PacerDocID != "" {
		keys = append(keys, "d:"+s.PacerDocID)
	}
	if s.PartID != "" {
		keys = append(keys, "p:"+s.PartID)
	}
	if s.SeqNo != "" {
		keys = append(keys, "s:"+s.PacerCaseID+"/"+s.SeqNo)
	}
	if s.SourceID != "" {
		keys = append(keys, "x:"+s.SourceID)
	}
	if len(keys) > 0 {
		return keys
	}
	text := s.Text
	if text == "" {
		text = strings.Join(s.Events, "\n")
	}
	moment := ""
	if !s.Entered.IsZero() {
		moment = strconv.FormatInt(s.Entered.Unix(), 10)
	}
	sum := sha256.Sum256([]byte(s.PacerCaseID + "\x00" + moment + "\x00" + text))
	return []string{"h:" + hex.EncodeToString(sum[:12]) + "." + strconv.Itoa(s.Ordinal)}
}
