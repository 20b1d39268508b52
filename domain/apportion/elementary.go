package apportion

import "math"

// The functions of this file give the same bits on every machine. The ones of package math do not promise it: some
// machines have them in assembly, and a compiler may fuse a product and a sum unless the product is converted. Square
// roots are rounded rightly everywhere.

const (
	ln2High  = 6.93147180369123816490e-01 // the upper 33 bits of ln 2
	ln2Low   = 1.90821492927058770002e-10 // and the rest
	expShift = 6
	expSteps = 1 << expShift
)

// expTable holds 2^(j/64).
var expTable = func() (table [expSteps]float64) {
	for j := range table {
		x := float64(float64(j)*math.Ln2) / expSteps
		sum := 0.0
		for k := 24; k > 0; k-- { // by Horner: 1 + x/1 (1 + x/2 (1 + ...))
			sum = float64(float64(1+sum)*x) / float64(k)
		}
		table[j] = 1 + sum
	}
	return table
}()

// exp gives e^x to about one unit in the last place for x between -700 and 700, and clamps x to that range.
func exp(x float64) float64 {
	x = max(-700, min(700, x))
	steps := math.Floor(float64(x*(expSteps/math.Ln2)) + 0.5)
	r := x - float64(steps*(ln2High/expSteps))
	r -= float64(steps * (ln2Low / expSteps))
	n := int(steps)
	j := n & (expSteps - 1)
	p := 1.0/120 + float64(r*(1.0/720))
	p = 1.0/24 + float64(r*p)
	p = 1.0/6 + float64(r*p)
	p = 0.5 + float64(r*p)
	p = r + float64(float64(r*r)*p)
	scale := math.Float64frombits(uint64(1023+(n-j)>>expShift) << 52)
	return float64((expTable[j] + float64(expTable[j]*p)) * scale)
}

// ln gives the natural logarithm of a positive, finite, normal x to about one unit in the last place.
func ln(x float64) float64 {
	m, e := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m, e = m*2, e-1
	}
	s := (m - 1) / (m + 1)
	z := float64(s * s)
	p := 1.0 / 23
	for k := 21; k >= 3; k -= 2 {
		p = 1/float64(k) + float64(z*p)
	}
	p = float64(float64(2*s) * float64(z*p))
	n := float64(e)
	return float64(n*ln2High) + (2*s + (p + float64(n*ln2Low)))
}

// logit gives ln(p/(1-p)), and logistic undoes it.
func logit(p float64) float64 { return ln(p) - ln(1-p) }

func logistic(t float64) float64 {
	if t < 0 {
		e := exp(t)
		return e / (1 + e)
	}
	return 1 / (1 + exp(-t))
}

// normalQuantile gives the standard normal deviate below which lies the share p, for 0 < p < 1: algorithm AS 241 of
// Wichura (Applied Statistics 37, 1988), good to about one part in 10^16.
func normalQuantile(p float64) float64 {
	q := p - 0.5
	if math.Abs(q) <= 0.425 {
		r := 0.180625 - float64(q*q)
		return float64(q*horner(r, &centreTop)) / horner(r, &centreBottom)
	}
	tail := p
	if q > 0 {
		tail = 1 - p
	}
	r := math.Sqrt(-ln(tail))
	var z float64
	if r <= 5 {
		z = horner(r-1.6, &middleTop) / horner(r-1.6, &middleBottom)
	} else {
		z = horner(r-5, &farTop) / horner(r-5, &farBottom)
	}
	if q < 0 {
		return -z
	}
	return z
}

// horner evaluates a polynomial of degree seven, constant first.
func horner(x float64, c *[8]float64) float64 {
	p := c[6] + float64(x*c[7])
	p = c[5] + float64(x*p)
	p = c[4] + float64(x*p)
	p = c[3] + float64(x*p)
	p = c[2] + float64(x*p)
	p = c[1] + float64(x*p)
	return c[0] + float64(x*p)
}

// The published coefficients of AS 241.
var (
	centreTop = [8]float64{
		3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
		4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
	}
	centreBottom = [8]float64{
		1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
		2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3,
	}
	middleTop = [8]float64{
		1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
		1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
	}
	middleBottom = [8]float64{
		1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
		1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
	}
	farTop = [8]float64{
		6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
		2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
	}
	farBottom = [8]float64{
		1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
		7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
	}
)
