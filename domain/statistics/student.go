package statistics

import "math"

// StudentTail gives the chance that Student's t with some degrees of freedom, 1 to MaxCount, is above a value. The error is a *DomainError.
func StudentTail(t float64, freedom int64) (float64, error) {
	if err := within("freedom", freedom, 1, MaxCount); err != nil {
		return 0, err
	}
	if math.IsNaN(t) {
		return 0, &DomainError{Argument: "t", Rule: "must be a number"}
	}
	n, square := float64(freedom), t*t
	tail := 0.0
	switch {
	case t == 0:
		return 0.5, nil
	case !math.IsInf(square, 0):
		tail, _ = betaTails(n/2, 0.5, n/(n+square), square/(n+square))
		tail /= 2
	}
	if t < 0 {
		return 1 - tail, nil
	}
	return tail, nil
}

// StudentDeviate gives how many standard errors, estimated with some degrees of freedom, 1 to MaxCount, an interval reaches to either side. The
// error is a *DomainError.
func StudentDeviate(freedom int64, c Confidence) (float64, error) {
	z, tail, err := c.deviate()
	if err == nil {
		err = within("freedom", freedom, 1, MaxCount)
	}
	if err != nil {
		return 0, err
	}
	n := float64(freedom)
	share, rest := betaQuantile(n/2, 0.5, z, 2*tail, false)
	return math.Sqrt(n * rest / share), nil
}
