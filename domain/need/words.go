package need

import (
	"fmt"
	"strconv"
	"strings"

	"waymark/domain/decimal"
	"waymark/domain/statistics"
)

func refused(argument, rule string, args ...any) error {
	return &statistics.DomainError{Argument: argument, Rule: fmt.Sprintf(rule, args...)}
}

// grouped writes a number that is not below nought as it is printed: "2,500".
func grouped(n int64) string {
	text := strconv.FormatInt(n, 10)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}

// amount writes a decimal that is not below nought as it is printed: "2,788.5".
func amount(d decimal.Decimal) string {
	text := grouped(int64(d / decimal.One))
	if _, fraction, dotted := strings.Cut(d.String(), "."); dotted {
		text += "." + fraction
	}
	return text
}

// percent writes a share that is not below nought in per cent with one place, halves up: "34.4%".
func percent(share decimal.Decimal) string { return tenths(int64(share+500) / 1000) }

// percentAtLeast is percent rounded down, for what may not be overstated.
func percentAtLeast(share decimal.Decimal) string { return tenths(int64(share) / 1000) }

// percentAtMost is percent rounded up, for what may not be understated.
func percentAtMost(share decimal.Decimal) string { return tenths(int64(share+999) / 1000) }

// percentExactly is percent with all the places that there are: "34.4444%".
func percentExactly(share decimal.Decimal) string {
	hundredths := decimal.Decimal(int64(share) % 10_000 * 100)
	_, fraction, dotted := strings.Cut(hundredths.String(), ".")
	text := grouped(int64(share) / 10_000)
	if dotted {
		text += "." + fraction
	}
	return text + "%"
}

// signed is amount of any number.
func signed(d decimal.Decimal) string {
	if d < 0 {
		return "-" + amount(-d)
	}
	return amount(d)
}

func tenths(n int64) string {
	if n%10 == 0 {
		return grouped(n/10) + "%"
	}
	return fmt.Sprintf("%s.%d%%", grouped(n/10), n%10)
}
