package apportion

import (
	"strconv"
	"strings"

	"waymark/domain/decimal"
)

// grouped writes a number as it is printed: "1,069", "2,000,000,000".
func grouped(n int64) string { return groupedText(strconv.FormatInt(n, 10)) }

// amount writes a decimal as it is printed: "2,622", "-1,047.5".
func amount(d decimal.Decimal) string { return groupedText(d.String()) }

// groupedText puts commas into the whole part of a written number.
func groupedText(text string) string {
	whole, fraction, dotted := strings.Cut(text, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if dotted {
		whole += "." + fraction
	}
	return sign + whole
}

// places writes a number rounded half up to so many decimal places, with commas: "1.07".
func places(n *Number, count int) string {
	by := int64(1)
	for range count {
		by *= 10
	}
	text := n.scaled(by).String()
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "-", text[1:]
	}
	for len(text) <= count {
		text = "0" + text
	}
	return sign + groupedText(text[:len(text)-count]+"."+text[len(text)-count:])
}

// ordinal writes "a second", or "an 11th" from ten on.
func ordinal(n int64) string {
	words := []string{"", "a first", "a second", "a third", "a fourth", "a fifth", "a sixth", "a seventh", "an eighth", "a ninth", "a tenth"}
	if n > 0 && n < int64(len(words)) {
		return words[n]
	}
	text := grouped(n)
	ending := "th"
	if tens := n % 100; tens < 11 || tens > 13 {
		switch n % 10 {
		case 1:
			ending = "st"
		case 2:
			ending = "nd"
		case 3:
			ending = "rd"
		}
	}
	article := "a "
	if leading, _, _ := strings.Cut(text, ","); text[0] == '8' || leading == "11" || leading == "18" {
		article = "an "
	}
	return article + text + ending
}
