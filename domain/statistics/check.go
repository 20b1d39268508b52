package statistics

import "strconv"

// within refuses a number that lies outside least and most.
func within(name string, n, least, most int64) error {
	if n < least || n > most {
		return &DomainError{Argument: name, Rule: "must lie between " + strconv.FormatInt(least, 10) + " and " + strconv.FormatInt(most, 10)}
	}
	return nil
}

// checkProportion holds a proportion to 0 <= x <= n, n > 0.
func checkProportion(x, n int64) error {
	if err := within("denominator", n, 1, MaxCount); err != nil {
		return err
	}
	if x < 0 || x > n {
		return &DomainError{Argument: "numerator", Rule: "must lie between 0 and the denominator"}
	}
	return nil
}

// checkRate holds a rate to its bounds.
func checkRate(x, denominator, multiplier int64) error {
	if err := within("numerator", x, 0, MaxCount); err != nil {
		return err
	}
	if err := within("denominator", denominator, 1, MaxDenominator); err != nil {
		return err
	}
	return within("multiplier", multiplier, 1, MaxMultiplier)
}
