package pdftext

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
)

// An attack is a kind of document that does harm to a careless reader.
type attack struct {
	name  string
	heavy bool // may take all the time there is
	make  func(r *rand.Rand) []byte
}

// attacks are all kinds. Each makes another document for each random source.
func attacks() []attack {
	return []attack{
		{"sound", false, func(r *rand.Rand) []byte { return sound(r).bytes() }},
		{"cut off", false, func(r *rand.Rand) []byte {
			pdf := sound(r).bytes()
			return pdf[:r.IntN(len(pdf))]
		}},
		{"bytes changed", false, func(r *rand.Rand) []byte {
			pdf := sound(r).bytes()
			for range 1 + r.IntN(200) {
				pdf[8+r.IntN(len(pdf)-8)] = byte(r.Uint32())
			}
			return pdf
		}},
		{"a piece missing", false, func(r *rand.Rand) []byte {
			pdf := sound(r).bytes()
			from := 8 + r.IntN(len(pdf)-8)
			to := from + r.IntN(len(pdf)-from)
			return append(pdf[:from:from], pdf[to:]...)
		}},
		{"pieces swapped", false, func(r *rand.Rand) []byte {
			pdf := sound(r).bytes()
			for range 20 {
				n := 1 + r.IntN(min(100, len(pdf)/4))
				a, b := 8+r.IntN(len(pdf)-8-n), 8+r.IntN(len(pdf)-8-n)
				copy(pdf[a:a+n], bytes.Clone(pdf[b:b+n]))
			}
			return pdf
		}},
		{"words changed", false, wordsChanged},
		{"a table that lies", false, func(r *rand.Rand) []byte {
			return digits(r, sound(r).bytes(), "xref", "trailer")
		}},
		{"a start that lies", false, func(r *rand.Rand) []byte {
			return digits(r, sound(r).bytes(), "startxref", "%%EOF")
		}},
		{"tables that follow each other in a ring", false, func(r *rand.Rand) []byte {
			m := sound(r)
			m.trailer = "/Prev 15 /XRefStm 15"
			pdf := m.bytes()
			table := bytes.LastIndex(pdf, []byte("xref\n0"))
			return bytes.ReplaceAll(pdf, []byte("/Prev 15 /XRefStm 15"), []byte(fmt.Sprintf("/Prev %d", table)))
		}},
		{"a page tree that holds itself", false, func(r *rand.Rand) []byte {
			m := sound(r)
			m.objects[2] = fmt.Sprintf("<< /Type /Pages /Kids [2 0 R 2 0 R 1 0 R %d 0 R] /Parent 2 0 R /Count %d >>", r.IntN(9), 1+r.IntN(1e6))
			return m.bytes()
		}},
		{"a page tree a thousand deep", false, func(r *rand.Rand) []byte { return deepTree(1000 + r.IntN(4000)) }},
		{"a billion pages", false, func(*rand.Rand) []byte {
			m := document(brief)
			m.objects[2] = strings.Replace(m.objects[2], "/Count 1", "/Count 1000000000", 1)
			return m.bytes()
		}},
		{"twenty thousand pages in one", true, func(*rand.Rand) []byte {
			m := document(brief)
			m.tree(strings.Fields(strings.Repeat("5_0_R ", 20_000))...)
			m.objects[2] = strings.ReplaceAll(m.objects[2], "_", " ")
			return m.bytes()
		}},
		{"arrays in arrays", false, func(r *rand.Rand) []byte {
			m := sound(r)
			m.objects[1] = "<< /Type /Catalog /Pages 2 0 R /X " + nested(r, "[", "]") + " >>"
			return m.bytes()
		}},
		{"dictionaries in dictionaries", false, func(r *rand.Rand) []byte {
			m := sound(r)
			m.trailer = "/X " + nested(r, "<< /X ", " >>")
			return m.bytes()
		}},
		{"arrays in arrays in a page's contents", false, func(r *rand.Rand) []byte {
			return page([]byte("BT /F1 12 Tf "+nested(r, "[", "]")+" TJ ET"), "", timesRoman).bytes()
		}},
		{"states saved without end", true, func(r *rand.Rand) []byte {
			return page(bomb(strings.Repeat("q BT ", 1<<16), 16+r.IntN(16)), "/Filter /FlateDecode", timesRoman).bytes()
		}},
		{"a gibibyte of spaces", true, func(*rand.Rand) []byte {
			return page(bomb(strings.Repeat(" ", 1<<20), 1<<10), "/Filter /FlateDecode", timesRoman).bytes()
		}},
		{"a gibibyte in a kibibyte", true, func(*rand.Rand) []byte {
			return page(deflate(bomb(strings.Repeat(" ", 1<<20), 1<<10)), "/Filter [/FlateDecode /FlateDecode]", timesRoman).bytes()
		}},
		{"text without end", true, func(*rand.Rand) []byte {
			return page(bomb("BT /F1 9 Tf "+strings.Repeat("(Motion denied.) Tj T* ", 1<<16), 64), "/Filter /FlateDecode", timesRoman).bytes()
		}},
		{"six mebibytes of text", true, func(*rand.Rand) []byte {
			pages := make([]string, 600)
			for i := range pages {
				pages[i] = strings.Repeat(strings.Repeat("word ", 20)+"\n", 100)
			}
			return document(pages...).bytes()
		}},
		{"paths without end", true, func(*rand.Rand) []byte {
			return page(bomb(strings.Repeat("0 0 m 1 1 l 2 2 3 3 4 4 c ", 1<<16), 64), "/Filter /FlateDecode", timesRoman).bytes()
		}},
		{"a stream of its own length", false, func(r *rand.Rand) []byte {
			m := sound(r)
			for n, body := range m.objects {
				m.objects[n] = strings.Replace(body, "/Length ", fmt.Sprintf("/Length %d 0 R /Was ", n), 1)
			}
			return m.bytes()
		}},
		{"filters without end", false, func(r *rand.Rand) []byte {
			filter := []string{"/FlateDecode", "/LZWDecode", "/ASCII85Decode", "/ASCIIHexDecode", "/RunLengthDecode", "/CCITTFaxDecode", "/DCTDecode", "/JBIG2Decode", "/JPXDecode", "/Crypt"}
			var chain []string
			for range 1 + r.IntN(500) {
				chain = append(chain, filter[r.IntN(len(filter))])
			}
			return page(deflate([]byte(operators(brief))), "/Filter ["+strings.Join(chain, " ")+"]", timesRoman).bytes()
		}},
		{"a predictor of wide rows", false, func(r *rand.Rand) []byte {
			return page(deflate([]byte(operators(brief))), fmt.Sprintf("/Filter /FlateDecode /DecodeParms << /Predictor %d /Columns %d /Colors %d /BitsPerComponent 16 >>",
				10+r.IntN(6), r.IntN(1<<31), r.IntN(1<<16)), timesRoman).bytes()
		}},
		{"a form that paints itself", true, func(*rand.Rand) []byte {
			m := page([]byte("/X Do"), "", "/XObject << /X 5 0 R >>")
			m.stream("/Type /XObject /Subtype /Form /BBox "+letter+" /Resources << /XObject << /X 5 0 R >> "+timesRoman+" >>", []byte("/X Do /X Do "+operators(brief)))
			return m.bytes()
		}},
		{"forms that paint ten of the next", true, func(r *rand.Rand) []byte { return laughs(8+r.IntN(3), 10) }},
		{"forms that paint ten of the next, a little", false, func(r *rand.Rand) []byte { return laughs(3, 10) }},
		{"a font that is written in itself", false, func(*rand.Rand) []byte {
			m := page([]byte("BT /F1 12 Tf (aaa) Tj ET"), "", "/Font << /F1 5 0 R >>")
			m.add("<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97 /Widths [9] /Encoding << /Differences [97 /a] >> /CharProcs << /a 6 0 R >> /Resources << /Font << /F1 5 0 R >> >> >>")
			m.stream("", []byte("9 0 d0 BT /F1 12 Tf (aaa) Tj ET"))
			return m.bytes()
		}},
		{"a table of characters without end", true, func(r *rand.Rand) []byte { return manyCharacters(r, 2000) }},
		{"a table of a billion characters", true, func(r *rand.Rand) []byte { return manyCharacters(r, 1<<20) }},
		{"a font of rubbish", false, func(r *rand.Rand) []byte {
			m := page([]byte("BT /F1 12 Tf (abc) Tj ET"), "", "/Font << /F1 5 0 R >>")
			m.add("<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 97 /LastChar 99 /Widths [9 9 9] /FontDescriptor 6 0 R >>")
			m.add("<< /Type /FontDescriptor /FontName /X /Flags 4 /FontFile2 7 0 R >>")
			font := make([]byte, 4000)
			for i := range font {
				font[i] = byte(r.Uint32())
			}
			copy(font, "\x00\x01\x00\x00\x00\x0ccmapheadglyfloca")
			m.stream("", font)
			return m.bytes()
		}},
		{"a page as large as the sky", false, func(r *rand.Rand) []byte {
			pdf := string(sound(r).bytes())
			return []byte(strings.ReplaceAll(pdf, letter, fmt.Sprintf("[-%d -1e30 %d 1e38] /UserUnit 1e9", r.Uint64(), r.Uint64())))
		}},
		{"script", false, func(*rand.Rand) []byte {
			m := document(brief)
			m.objects[1] = "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while(true){app.alert('x');}) >> /AA << /WC << /S /Launch /F (/bin/sh) >> >> >>"
			return m.bytes()
		}},
		{"a file within", false, func(*rand.Rand) []byte {
			m := document(brief)
			file := m.stream("/Type /EmbeddedFile", []byte("MZ"))
			m.objects[1] = fmt.Sprintf("<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a.exe) << /F (../../../etc/cron.d/x) /EF << /F %d 0 R >> >>] >> >> >>", file)
			return m.bytes()
		}},
		{"contents in another file", false, func(*rand.Rand) []byte {
			return page(nil, "/F (/etc/passwd) /FFilter /FlateDecode", timesRoman).bytes()
		}},
		{"a picture as large as the sky", false, func(r *rand.Rand) []byte {
			m := page([]byte("/I Do"), "", "/XObject << /I 5 0 R >>")
			m.stream(fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceCMYK /BitsPerComponent 16 /Filter /FlateDecode", r.IntN(1<<31), r.IntN(1<<31)), deflate(nil))
			return m.bytes()
		}},
		{"objects in streams that hold each other", false, func(r *rand.Rand) []byte {
			m := sound(r)
			m.version = "1.5"
			m.trailer = "/XRefStm 9"
			for range 4 {
				m.stream(fmt.Sprintf("/Type /ObjStm /N %d /First %d /Extends %d 0 R", r.IntN(1<<20), r.IntN(100), r.IntN(m.next)), []byte("1 0 2 10 3 20 << /Type /Catalog /Pages 2 0 R >>"))
			}
			return m.bytes()
		}},
		{"a table of a billion entries", false, func(r *rand.Rand) []byte {
			m := sound(r)
			m.version, m.noTable = "1.5", true
			n := m.stream(fmt.Sprintf("/Type /XRef /Size 2147483647 /W [8 8 8] /Index [0 %d] /Root 1 0 R", r.IntN(1<<31)), make([]byte, 100))
			pdf := m.bytes()
			at := bytes.Index(pdf, fmt.Appendf(nil, "\n%d 0 obj", n)) + 1
			return append(pdf[:bytes.LastIndex(pdf, []byte("startxref"))], fmt.Sprintf("startxref\n%d\n%%%%EOF\n", at)...)
		}},
		{"an encryption that no one knows", false, func(r *rand.Rand) []byte {
			m := sound(r)
			m.trailer = fmt.Sprintf("/Encrypt << /Filter /Standard /V %d /R %d /Length %d /O <00> /U () /P -1 >> /ID [<00> <00>]", r.IntN(8), r.IntN(8), r.IntN(1<<20))
			return m.bytes()
		}},
		{"a password", false, func(*rand.Rand) []byte { return encrypted("secret", brief) }},
		{"no pages", false, func(*rand.Rand) []byte {
			m := newMaker()
			m.tree()
			return m.bytes()
		}},
		{"another kind of file", false, func(r *rand.Rand) []byte {
			heads := []string{"", "<html><body>Sign in</body></html>", "PK\x03\x04", "\x89PNG\r\n\x1a\n", "GIF89a", "\xff\xd8\xff\xe0", "%!PS-Adobe-3.0", "{\\rtf1", "\x1f\x8b\x08", "From court@example.org", "\xd0\xcf\x11\xe0", "MZ", "\x7fELF", "%PDF", "%PDF-", "<?xml version='1.0'?>"}
			junk := make([]byte, r.IntN(3000))
			for i := range junk {
				junk[i] = byte(r.Uint32())
			}
			return append([]byte(heads[r.IntN(len(heads))]), junk...)
		}},
		{"nothing but the mark and rubbish", false, func(r *rand.Rand) []byte {
			junk := []byte("%PDF-1.7\n")
			words := []string{"1 0 obj", "endobj", "<<", ">>", "[", "]", "stream\n", "endstream", "xref", "trailer", "/Root 1 0 R", "/Kids", "/Pages", "0 0 R", "99999999999", "(", ")", "<", "startxref", "%%EOF", "-1", "null", "\x00"}
			for range r.IntN(2000) {
				junk = append(append(junk, words[r.IntN(len(words))]...), ' ')
			}
			return junk
		}},
	}
}

// sound is an ordinary filing of a few pages.
func sound(r *rand.Rand) *maker {
	pages := make([]string, 1+r.IntN(5))
	for i := range pages {
		pages[i] = fmt.Sprintf("Case 3:17-cv-%05d-WHO Document %d Filed 04/25/17 Page %d of %d\n%s", r.IntN(1e5), r.IntN(300), i+1, len(pages), brief)
	}
	return document(pages...)
}

// nested is between a hundred and a million levels deep; half the time it ends.
func nested(r *rand.Rand, open, shut string) string {
	deep := 100 << r.IntN(13)
	text := strings.Repeat(open, deep) + "1"
	if r.IntN(2) == 0 {
		text += strings.Repeat(shut, deep)
	}
	return text
}

// wordsChanged puts other words of the language where some stood.
func wordsChanged(r *rand.Rand) []byte {
	words := []string{"/Pages", "/Page", "/Kids", "/Count", "/Parent", "/Contents", "/Font", "/Length", "/Filter", "/Type", "/Resources", "0 R", "obj", "endobj", "stream", "endstream", "<<", ">>", "[", "]", "2 0 R", "1 0 R", "3 0 R", "4 0 R", "-1", "null", "true", "1e99"}
	pdf := sound(r).bytes()
	for range 1 + r.IntN(10) {
		pdf = bytes.Replace(pdf, []byte(words[r.IntN(len(words))]), []byte(words[r.IntN(len(words))]), 1+r.IntN(3))
	}
	return pdf
}

// digits makes nonsense of the numbers between the last two marks.
func digits(r *rand.Rand, pdf []byte, from, to string) []byte {
	start, end := bytes.LastIndex(pdf, []byte(from)), bytes.LastIndex(pdf, []byte(to))
	for i := start; i < end; i++ {
		if pdf[i] >= '0' && pdf[i] <= '9' && r.IntN(3) == 0 {
			pdf[i] = byte('0' + r.IntN(10))
		}
	}
	return pdf
}

func deepTree(levels int) []byte {
	m := document(brief)
	leaf := m.next - 1
	for range levels {
		leaf = m.add(fmt.Sprintf("<< /Type /Pages /Kids [%d 0 R] /Count 1 >>", leaf))
	}
	m.tree(fmt.Sprintf("%d 0 R", leaf))
	return m.bytes()
}

// laughs is a page of forms each of which paints the next so many times.
func laughs(levels, times int) []byte {
	m := page([]byte("/X Do"), "", "/XObject << /X 5 0 R >>")
	for i := range levels {
		m.stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox %s /Resources << /XObject << /X %d 0 R >> %s >>", letter, 6+i, timesRoman), bytes.Repeat([]byte("/X Do "), times))
	}
	m.stream("/Type /XObject /Subtype /Form /BBox "+letter+" /Resources << "+timesRoman+" >>", []byte(operators("ha")))
	return m.bytes()
}

// manyCharacters says many times over what each character means.
func manyCharacters(r *rand.Rand, times int) []byte {
	m := page([]byte("BT /F1 12 Tf <00410042> Tj ET"), "", "/Font << /F1 5 0 R >>")
	m.add("<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>")
	table := "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n" +
		strings.Repeat(fmt.Sprintf("1 beginbfrange <0000> <FFFF> <%s> endbfrange\n", strings.Repeat("0041", 1+r.IntN(100))), times) + "endcmap"
	m.stream("/Filter /FlateDecode", deflate([]byte(table)))
	return m.bytes()
}
