/** A finite field of `order` elements, each a number from 0; 0 and 1 are zero and one. */
export type Field = {
	order: number;
	plus: (a: number, b: number) => number;
	times: (a: number, b: number) => number;
};

/** The field with this many elements, or undefined when the number is no power of a prime. */
export function fieldOf(order: number): Field | undefined {
	const prime = smallestFactor(order);
	let degree = 0;
	let rest = order;
	while (prime > 1 && rest % prime === 0) {
		rest /= prime;
		degree += 1;
	}
	if (rest !== 1 || degree === 0) return undefined;
	if (degree === 1) {
		return { order, plus: (a, b) => (a + b) % order, times: (a, b) => (a * b) % order };
	}
	const plus = (a: number, b: number) => addDigits(a, b, prime);
	const powers = powersOfX(prime, order);
	const logarithm = new Map(powers.map((power, at) => [power, at]));
	const times = (a: number, b: number) => {
		const first = logarithm.get(a);
		const second = logarithm.get(b);
		if (first === undefined || second === undefined) return 0;
		return powers[(first + second) % (order - 1)] ?? 0;
	};
	return { order, plus, times };
}

function smallestFactor(number: number): number {
	for (let factor = 2; factor * factor <= number; factor += 1) {
		if (number % factor === 0) return factor;
	}
	return number;
}

/**
 * The elements are polynomials over the integers modulo `prime`, written as digits. Tries the monic
 * polynomials as modulus until the powers of x run through all elements but 0, and returns these.
 */
function powersOfX(prime: number, order: number): number[] {
	for (let tail = 1; tail < order; tail += 1) {
		const powers = [1];
		const seen = new Set(powers);
		for (let power = timesX(1, tail, prime, order); !seen.has(power) && power !== 0;) {
			powers.push(power);
			seen.add(power);
			power = timesX(power, tail, prime, order);
		}
		if (powers.length === order - 1) return powers;
	}
	throw new Error(`no primitive polynomial for ${order} elements`);
}

/** Multiplies by x, where x to the degree of the field equals `tail`. */
function timesX(element: number, tail: number, prime: number, order: number): number {
	const shifted = element * prime;
	const overflow = Math.floor(shifted / order);
	let result = shifted % order;
	for (let times = 0; times < overflow; times += 1) result = addDigits(result, tail, prime);
	return result;
}

/** Adds digit by digit, without carrying. */
function addDigits(a: number, b: number, prime: number): number {
	let sum = 0;
	for (let place = 1; a > 0 || b > 0; place *= prime) {
		sum += (((a % prime) + (b % prime)) % prime) * place;
		a = Math.floor(a / prime);
		b = Math.floor(b / prime);
	}
	return sum;
}
