package pdftext

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"crypto/md5"
	"crypto/rc4"
	"encoding/binary"
	"fmt"
	"strings"
)

// A maker writes PDF files, sound ones and others: objects by number, then the
// table of where they stand.
type maker struct {
	objects map[int]string // 1 is the catalog, 2 the page tree
	next    int
	trailer string // more entries of it

	noTable bool
	version string
}

func newMaker() *maker {
	return &maker{objects: make(map[int]string), next: 3, version: "1.4"}
}

func (m *maker) add(body string) int {
	m.objects[m.next] = body
	m.next++
	return m.next - 1
}

func (m *maker) stream(dict string, body []byte) int {
	return m.add(fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(body), body))
}

func deflate(body []byte) []byte {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	_, _ = w.Write(body) // to memory
	_ = w.Close()
	return out.Bytes()
}

// bomb is a piece many times over, made without ever having it whole: each turn
// is a run of blocks that refers to nothing before it. The sum at the end, which
// readers do not miss, is left out.
func bomb(piece string, times int) []byte {
	var turn bytes.Buffer
	w, err := flate.NewWriter(&turn, flate.BestCompression)
	if err != nil {
		panic(err)
	}
	_, _ = w.Write([]byte(piece)) // to memory
	_ = w.Flush()
	out := []byte{0x78, 0xda}
	for range times {
		out = append(out, turn.Bytes()...)
	}
	return append(out, 0x03, 0x00) // the last block, empty
}

// bytes lays the objects out.
func (m *maker) bytes() []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n", m.version)
	at := make([]int, m.next)
	for n := 1; n < m.next; n++ {
		if body, ok := m.objects[n]; ok {
			at[n] = out.Len()
			fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", n, body)
		}
	}
	table := out.Len()
	if !m.noTable {
		fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", m.next)
		for n := 1; n < m.next; n++ {
			fmt.Fprintf(&out, "%010d 00000 n \n", at[n])
		}
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", m.next, m.trailer, table)
	return out.Bytes()
}

const letter = "[0 0 612 792]"

// operators show lines from the top of a page.
func operators(text string) string {
	var out strings.Builder
	out.WriteString("BT /F1 11 Tf 72 760 Td 14 TL\n")
	escape := strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`)
	for line := range strings.SplitSeq(text, "\n") {
		fmt.Fprintf(&out, "(%s) Tj T*\n", escape.Replace(line))
	}
	out.WriteString("ET\n")
	return out.String()
}

// document is a sound file, a page for each text.
func document(pages ...string) *maker {
	m := newMaker()
	font := m.add("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>")
	var kids []string
	for _, text := range pages {
		content := m.stream("/Filter /FlateDecode", deflate([]byte(operators(text))))
		kids = append(kids, fmt.Sprintf("%d 0 R", m.add(fmt.Sprintf(
			"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents %d 0 R /Resources << /Font << /F1 %d 0 R >> >> >>", letter, content, font))))
	}
	m.tree(kids...)
	return m
}

// tidy takes the operators out of a document whose pages say nothing.
func (m *maker) tidy() *maker {
	for n, body := range m.objects {
		if strings.Contains(body, "stream\n") {
			m.objects[n] = "<< /Length 0 >>\nstream\n\nendstream"
		}
	}
	return m
}

func (m *maker) tree(kids ...string) {
	m.objects[1] = "<< /Type /Catalog /Pages 2 0 R >>"
	m.objects[2] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(kids))
}

// page adds one page with these contents and resources to a file of its own.
func page(contents []byte, filter, resources string) *maker {
	m := newMaker()
	content := m.stream(filter, contents)
	kid := m.add(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents %d 0 R /Resources << %s >> >>", letter, content, resources))
	m.tree(fmt.Sprintf("%d 0 R", kid))
	return m
}

const timesRoman = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >> >>"

// scan is a page with a picture, and the court's stamp if one is given.
func scan(stamp string) *maker {
	m := newMaker()
	dots := bytes.Repeat([]byte{0x55, 0xaa}, 100*50)
	image := m.stream("/Type /XObject /Subtype /Image /Width 100 /Height 100 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode", deflate(dots))
	content := "q 600 0 0 780 6 6 cm /I1 Do Q\n"
	if stamp != "" {
		content += operators(stamp)
	}
	c := m.stream("", []byte(content))
	kid := m.add(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents %d 0 R /Resources << /XObject << /I1 %d 0 R >> %s >> >>", letter, c, image, timesRoman))
	m.tree(fmt.Sprintf("%d 0 R", kid))
	return m
}

// pictured is a page that shows a picture in the form of pgm(5), and a stamp.
func pictured(pgm []byte, stamp string) []byte {
	var width, height, white int
	if _, err := fmt.Sscanf(string(pgm[:20]), "P5\n%d %d\n%d\n", &width, &height, &white); err != nil {
		panic(err)
	}
	m := newMaker()
	image := m.stream(fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode", width, height), deflate(pgm[len(pgm)-width*height:]))
	c := m.stream("", []byte("q 612 0 0 792 0 -20 cm /I1 Do Q\n"+operators(stamp)))
	kid := m.add(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents %d 0 R /Resources << /XObject << /I1 %d 0 R >> %s >> >>", letter, c, image, timesRoman))
	m.tree(fmt.Sprintf("%d 0 R", kid))
	return m.bytes()
}

var padding = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

// encrypted is a sound file under the standard security handler, 40 bits (ISO
// 32000-1, 7.6.3). With an empty password every reader opens it.
func encrypted(password, text string) []byte {
	pad := func(p string) []byte { return append([]byte(p), padding...)[:32] }
	crypt := func(key, in []byte) []byte {
		c, err := rc4.NewCipher(key)
		if err != nil {
			panic(err)
		}
		out := make([]byte, len(in))
		c.XORKeyStream(out, in)
		return out
	}
	id := []byte("docketwatch-test")
	permit := int32(-4)
	ownerKey := md5.Sum(pad("owner"))
	owner := crypt(ownerKey[:5], pad(password))
	var seed []byte
	seed = append(seed, pad(password)...)
	seed = append(seed, owner...)
	seed = binary.LittleEndian.AppendUint32(seed, uint32(permit))
	seed = append(seed, id...)
	sum := md5.Sum(seed)
	key := sum[:5]
	user := crypt(key, padding)

	m := newMaker()
	font := m.add("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>")
	number := m.next
	object := md5.Sum(append(append([]byte{}, key...), byte(number), byte(number>>8), byte(number>>16), 0, 0))
	content := m.stream("", crypt(object[:10], []byte(operators(text))))
	kid := m.add(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents %d 0 R /Resources << /Font << /F1 %d 0 R >> >> >>", letter, content, font))
	m.tree(fmt.Sprintf("%d 0 R", kid))
	m.trailer = fmt.Sprintf("/ID [<%x> <%x>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <%x> /U <%x> /P %d >>", id, id, owner, user, permit)
	return m.bytes()
}
