package statistics

import "math"

// stirling gives ln(k!) less Stirling's approximation of it, (k+1/2) ln k - k + ln(2 pi)/2, for k above nought.
func stirling(k float64) float64 {
	if k < 16 {
		factorial, _ := math.Lgamma(k + 1)
		return factorial - (k+0.5)*math.Log(k) + k - math.Log(2*math.Pi)/2
	}
	s := 1 / (k * k)
	return (1.0/12 - s*(1.0/360-s*(1.0/1260-s*(1.0/1680-s/1188)))) / k
}

// deviance gives k ln(k/m) + m - k without the cancellation when k is close to m; both are above nought.
func deviance(k, m float64) float64 {
	if math.Abs(k-m) >= 0.1*(k+m) {
		return k*math.Log(k/m) + m - k
	}
	v := (k - m) / (k + m)
	sum, term := (k-m)*v, 2*k*v
	for n := 3.0; ; n += 2 {
		term *= v * v
		next := sum + term/n
		if next == sum {
			return sum
		}
		sum = next
	}
}

// poissonDensity gives m^k e^-m / k! for any k and m above nought, precise also when both are large (Loader's saddle point form).
func poissonDensity(k, m float64) float64 {
	return math.Exp(-stirling(k)-deviance(k, m)) / math.Sqrt(2*math.Pi*k)
}

// binomialDensity gives the density of a in a+b trials of probability x, with y = 1-x; all are above nought.
func binomialDensity(a, b, x, y float64) float64 {
	n := a + b
	return math.Exp(stirling(n)-stirling(a)-stirling(b)-deviance(a, n*x)-deviance(b, n*y)) * math.Sqrt(n/a/b/(2*math.Pi))
}

const (
	enough  = 1e-15  // a term or a factor that changes a sum or a product no further
	tiny    = 1e-300 // stands for nought in a continued fraction
	slowest = 1_000_000
)

// gammaTails gives the regularised incomplete gamma functions P(a, x) and Q(a, x), which sum to 1; a and x are not below
// nought and not both nought.
func gammaTails(a, x float64) (lower, upper float64) {
	switch {
	case a == 0:
		return 1, 0
	case x == 0:
		return 0, 1
	case x < a+1:
		sum, term := 1.0, 1.0
		for n := 1; n < slowest && term > sum*enough; n++ {
			term *= x / (a + float64(n))
			sum += term
		}
		lower = min(1, poissonDensity(a, x)*sum)
		return lower, 1 - lower
	}
	// Lentz's method on the continued fraction of Q.
	b := x + 1 - a
	c, d := 1/tiny, 1/b
	h := d
	for n := 1.0; n < slowest; n++ {
		k := n * (a - n)
		b += 2
		d = 1 / away(b+k*d)
		c = away(b + k/c)
		h *= c * d
		if math.Abs(c*d-1) <= enough {
			break
		}
	}
	upper = min(1, poissonDensity(a, x)*a*h)
	return 1 - upper, upper
}

// away keeps a denominator from nought.
func away(v float64) float64 {
	if math.Abs(v) < tiny {
		return tiny
	}
	return v
}

// betaTails gives the regularised incomplete beta function I of x with parameters a and b, and 1-I; y = 1-x, and all are
// above nought.
func betaTails(a, b, x, y float64) (lower, upper float64) {
	if x*(a+b+2) < a+1 {
		lower = min(1, binomialDensity(a, b, x, y)*b/(a+b)*betaFraction(a, b, x))
		return lower, 1 - lower
	}
	upper = min(1, binomialDensity(b, a, y, x)*a/(a+b)*betaFraction(b, a, y))
	return 1 - upper, upper
}

// betaFraction is the continued fraction of the incomplete beta function, by Lentz's method.
func betaFraction(a, b, x float64) float64 {
	c, d := 1.0, 1/away(1-(a+b)*x/(a+1))
	h := d
	for m := 1.0; m < slowest; m++ {
		even := m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m))
		d, c = 1/away(1+even*d), away(1+even/c)
		h *= d * c
		odd := -(a + m) * (a + b + m) * x / ((a + 2*m) * (a + 2*m + 1))
		d, c = 1/away(1+odd*d), away(1+odd/c)
		h *= d * c
		if math.Abs(d*c-1) <= enough {
			break
		}
	}
	return h
}
